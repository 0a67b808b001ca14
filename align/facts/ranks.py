"""What is first of its kind, and what only second, or one of several: largest, second-largest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from align.facts.contrasts import Contrast, find_words
from align.facts.model import Value

_NAMES = ("2nd", "3rd", "4th", "5th")
FIRST, AMONG = "1st", "one of several"
# What stands right before a superlative that several things share.
_SEVERAL = {
    "en": re.compile(r"\b(?:(?:one|two|three|some|several|many) of|among) (?:\S+ ){0,3}$", re.IGNORECASE),
    "nl": re.compile(
        r"\b(?:(?:een|één|twee|drie|enkele) van|tot|onder|behoren(?:d)? bij) (?:\S+ ){0,3}$", re.IGNORECASE
    ),
    "ar": re.compile(r"(?:^|\s)[وفب]?(?:أحد|احد|إحدى|احدى|من|بين|ضمن|أبرز) (?:\S+ )?$"),
}
# Arabic ordinals in the feminine are written like seconds and thirds.
_ORDINAL = re.compile(r"(?<!\w)[وفبل]?(?:(ثانية)|(ثالثة)|(رابعة)|(خامسة))\s+$")
_THAN = re.compile(r"\s+من(?!\w)")


def find_ranks(text: str, lang: str, offset: int, ordinals: Iterable[Value]) -> Iterator[Contrast]:
    """Find the superlatives of a sentence that begins at `offset`, each with its rank.

    The dimension is the quality ("largest"), the value the rank: "1st", "2nd", "one of several". Offsets are
    those of the article, as in `ordinals`, the sentence's values of that unit. Where an Arabic word only
    compares ("larger than"), it is no superlative.
    """
    ranked = [(value.start - offset, value.end - offset, value.canonical) for value in ordinals]
    for found in find_words("superlatives", text.replace("-", " "), lang):
        start, end = found.start, found.end
        rank = next(((s, c) for s, e, c in ranked if s < end and start <= e + 1), None)
        feminine = _ORDINAL.search(text[:start]) if lang == "ar" else None
        if rank is None and feminine and feminine.lastindex:
            rank = feminine.start(), _NAMES[feminine.lastindex - 1]
        if rank is not None:
            start, value = min(start, rank[0]), rank[1]
        elif lang == "ar" and _THAN.match(text[end:]):
            continue
        else:
            value = AMONG if lang in _SEVERAL and _SEVERAL[lang].search(text[:start]) else FIRST
        yield Contrast(found.value, value, start + offset, end + offset, text[start:end])
