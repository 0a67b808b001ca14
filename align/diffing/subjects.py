"""Whom a word is said of: what one party has won, another has lost; each minister has a ministry; who speaks
is not who acts.
"""

from __future__ import annotations

from align.diffing.sides import Sides

# Dimensions whose classes hold of two parties to one event at once, and of two bearers of one title.
_TWO_SIDED = frozenset({"contest", "trade"})
_TITLES = frozenset({"ministry"})
_ROLE = "role"
# How long the source at an end of a headline may be, in characters.
_LABEL = 40
# How far from a title the name of its bearer stands, in characters.
_BESIDE = 40

Pair = tuple[int, int]


def of_other_parties(sides: Sides, pair: Pair, same: frozenset[Pair]) -> bool:
    """Say whether two words of a contrast are said of two parties: their subjects or bearers differ.

    `same` holds the pairs of details that are alike.
    """
    kind = sides.details[0][pair[0]].type
    if kind == _ROLE:
        speaks = [_speaks(sides, side, index) for side, index in enumerate(pair)]
        return speaks[0] != speaks[1]
    if kind not in _TWO_SIDED | _TITLES:
        return False
    find = _subject if kind in _TWO_SIDED else _bearer
    found = [find(sides, side, index) for side, index in enumerate(pair)]
    return -1 not in found and (found[0], found[1]) not in same


def _speaks(sides: Sides, side: int, index: int) -> bool:
    """Say whether a role is that of a source: `according to the police`, not `the police arrested him`."""
    at = sides.details[side][index]
    sentence = sides.views[side].article.sentences[at.sentence]
    begin, end = _label(sentence.text)
    if begin <= at.start - sentence.start < end:
        return True
    sources = (d for d in sides.details[side] if d.type == "source" and d.sentence == at.sentence)
    return any(d.start <= at.start and at.end <= d.end for d in sources)


def _label(text: str) -> tuple[int, int]:
    """Return the span of the source that a headline names at one end: "Thousands flee: war monitor", "Police:
    two arrested". It is the shorter side of the colon.
    """
    head, colon, tail = text.partition(": ")
    if not colon or min(len(head), len(tail)) > _LABEL:
        return 0, 0
    return (0, len(head)) if len(head) < len(tail) else (len(text) - len(tail), len(text))


def _bearer(sides: Sides, side: int, index: int) -> int:
    """Return the person named right after a title, -1 if there is none."""
    found = sides.details[side]
    at = found[index]
    after = [
        k
        for k, d in enumerate(found)
        if d.type == "name" and d.sentence == at.sentence and 0 <= d.start - at.end <= _BESIDE
    ]
    return min(after, key=lambda k: (found[k].start, k), default=-1)


def _subject(sides: Sides, side: int, index: int) -> int:
    """Return the name next to a detail in its sentence, -1 if there is none: the last before it, in Arabic,
    whose verbs come first, the first after it.
    """
    found, arabic = sides.details[side], sides.views[side].article.lang == "ar"
    at = found[index]
    names = [k for k, d in enumerate(found) if d.type == "name" and d.sentence == at.sentence]
    wanted = [k for k in names if (found[k].start >= at.end if arabic else found[k].end <= at.start)]
    distance = {k: max(at.start - found[k].end, found[k].start - at.end) for k in wanted or names}
    return min(distance, key=lambda k: (distance[k], k), default=-1)
