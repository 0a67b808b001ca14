"""Words of a sentence with their places and a folded form, for the finders of facts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Harakat, superscript alef and tatweel are not \w but stand inside Arabic words.
_MARKS = "\u064b-\u065f\u0670\u0640"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"  # U.S., a.m.
    rf"|\d+(?:[.,:٫٬]\d+)*[\w{_MARKS}%]*"
    rf"|[^\W_][\w{_MARKS}]*(?:['’‘ʼ`\-‐‑][^\W_][\w{_MARKS}]*)*"
    rf"|[^\w\s]"
)
_ARABIC_FOLD = {
    **dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640, 0x200E, 0x200F, 0x200C, 0x200D], None),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
    ord("ی"): "ي",
    ord("ک"): "ك",
    ord("ة"): "ه",
    ord("’"): "'",
    ord("‘"): "'",
    ord("ʼ"): "'",
    ord("`"): "'",
    ord("‐"): "-",
    ord("‑"): "-",
}
# A letter behind ta marbuta, which only ends words, begins the next one: its space was lost.
_LOST_SPACE = re.compile(r"(?<=\u0629)(?=[\u0621-\u064a])")
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")


class Token(NamedTuple):
    """A word or a punctuation mark; `norm` is folded for look-up, `is_word` false for a punctuation mark."""

    start: int
    end: int
    text: str
    norm: str
    is_word: bool


def fold(word: str) -> str:
    """Fold case, apostrophes, hyphens, and Arabic marks and letter forms (alef, ya, ta marbuta)."""
    return word.lower() if word.isascii() else word.translate(_ARABIC_FOLD).lower()


def is_arabic(text: str) -> bool:
    """Say whether a text holds an Arabic letter."""
    return not text.isascii() and _ARABIC_LETTER.search(text) is not None


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words and punctuation marks."""
    result = []
    for match in _TOKEN.finditer(text):
        end = match.start()
        for word in _LOST_SPACE.split(match.group()):
            start, end = end, end + len(word)
            result.append(Token(start, end, word, fold(word), word[0].isalnum()))
    return tuple(result)


@lru_cache(maxsize=8192)
def variants(norm: str) -> tuple[str, ...]:
    """Return an Arabic word and what remains of it without conjunction, preposition and article.

    The word itself comes first. At least two letters remain.
    """
    found = [norm]

    def add(form: str) -> None:
        if len(form) >= 2 and form not in found:
            found.append(form)

    if norm[:1] in ("و", "ف") and len(norm) > 2:
        add(norm[1:])
    for base in tuple(found):
        if base.startswith("لل") and len(base) > 4:
            add("ال" + base[2:])
            add(base[2:])
        elif base[:1] in ("ب", "ل", "ك") and len(base) > 3:
            add(base[1:])
    for base in tuple(found):
        if base.startswith("ال") and len(base) > 4:
            add(base[2:])
    return tuple(found)
