"""One event told from its two sides: what one has won or bought, another has lost or sold."""

from __future__ import annotations

from align.diffing.sides import Sides

# Dimensions whose classes hold of two parties to one event at once.
_TWO_SIDED = frozenset({"contest", "trade"})

Pair = tuple[int, int]


def of_other_parties(sides: Sides, pair: Pair, same: frozenset[Pair]) -> bool:
    """Say whether two words of a contrast are said of two parties: their subjects differ.

    `same` holds the pairs of details that are alike.
    """
    if sides.details[0][pair[0]].type not in _TWO_SIDED:
        return False
    subjects = [_subject(sides, side, index) for side, index in enumerate(pair)]
    return -1 not in subjects and (subjects[0], subjects[1]) not in same


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
