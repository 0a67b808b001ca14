"""Who shares part of a name: two first names of one family, two families of one first name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from align.facts.arabic_names import LINKS
from align.facts.arabic_shape import foreign
from align.facts.name_parts import Prepared, Word, prepare
from align.facts.names import SAME_NAME, ArabicIndex, index_arabic
from align.facts.similarity import name_similarity, other_family, other_first, word_likeness
from align.facts.tokens import fold, is_arabic

# The part of a name that differs; "" if nobody is named who shares the other part.
Differing = Literal["", "first", "family"]

# From the first on two words in one script are one name; from the second on an Arabic word spells a Latin
# one, below the third it surely does not.
_ONE, _SPELLED, _OTHER = 0.75, 0.65, 0.35
# No word of the sentence may spell the part that differs as well as this.
_UNLIKE = 0.5
# How foreign an Arabic word is that is the other part of a name.
_FOREIGN = 0.5
# The first words of names that are nobody's: La Voz del Norte.
_ARTICLES = frozenset(
    ("la", "el", "le", "les", "los", "las", "the", "de", "het", "il", "lo", "die", "der", "das")
)
_NOBODY: tuple[Differing, int] = ("", -1)


def kin(name: str, text: str, names: Iterable[str]) -> Differing:
    """Return which part of a name differs from that of somebody in a sentence who shares the rest.

    `names` are those found in the sentence, `text` is the sentence.
    """
    found: Differing = ""
    for other in names:
        if other_first(name, other):
            found = "first"
        elif other_family(name, other):
            found = "family" if _shares_first(name, other) else found
        elif name_similarity(name, other) >= SAME_NAME:
            return ""
    return found or in_arabic(name, text)[0]


def _shares_first(x: str, y: str) -> bool:
    a, b = prepare(x).words[0], prepare(y).words[0]
    return not (a.keys or b.keys or a.generic or b.generic) and word_likeness(a, b) >= _ONE


@lru_cache(maxsize=16384)
def in_arabic(name: str, text: str) -> tuple[Differing, int]:
    """Return which part of a name differs in an Arabic sentence that spells the other, and where it stands.

    No capital marks it there: it is a word next to the other that looks foreign, and the sentence spells
    nothing like the part of the name.
    """
    parts = prepare(name)
    ends = parts.words[:1] + parts.words[-1:]
    if len(parts.words) < 2 or parts.keys or any(word.generic or word.keys for word in ends):
        return _NOBODY
    if is_arabic(name) or not is_arabic(text) or fold(name.split()[0]) in _ARTICLES:
        return _NOBODY
    index = index_arabic(text)
    first, last = (index.likeness(parts.words[at]) for at in (0, -1))
    at_first, at_last = (max(range(len(row)), key=lambda at: row[at], default=0) for row in (first, last))
    if not first or (first[at_first] >= _SPELLED) == (last[at_last] >= _SPELLED):
        return _NOBODY
    if last[at_last] >= _SPELLED:
        before = at_last - 1
        while before >= 0 and index.tokens[before].norm in LINKS:
            before -= 1
        return ("first", index.tokens[before].start) if _is_other(index, parts, first, before) else _NOBODY
    after = at_first + 1
    return ("family", index.tokens[after].start) if _is_other(index, parts, last, after) else _NOBODY


def _is_other(index: ArabicIndex, name: Prepared, likeness: list[float], at: int) -> bool:
    """Say whether the word at `at` is part of another name; `likeness` is that to the part that differs."""
    if not 0 <= at < len(likeness) or max(likeness) >= _UNLIKE or likeness[at] >= _OTHER:
        return False
    norm = index.tokens[at].norm
    if not is_arabic(norm) or foreign(norm) < _FOREIGN:
        return False
    return not any(index.likeness(word)[at] >= _UNLIKE or _glued(word, norm) for word in name.words)


def _glued(word: Word, norm: str) -> bool:
    """Say whether an Arabic word ends in the spelling of a name, the space before it lost."""
    pieces = (prepare(norm[at:]).words for at in range(2, len(norm) - 2))
    return any(piece and word_likeness(word, piece[0]) >= _UNLIKE for piece in pieces)
