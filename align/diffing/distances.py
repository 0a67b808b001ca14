"""Distances of two pairs of places: Homs lies 40 km from Hama, Hama 110 km from Aleppo."""

from __future__ import annotations

import re

from align.diffing.details import Detail
from align.diffing.sides import Sides
from align.diffing.traces import MISSING
from align.facts.model import Name, Value

# What stands between a distance and the place that it is measured from.
_FROM = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:[\w-]+\s+){0,3}(?:of|from|van|vanaf)\s+(?:[\w-]+\s+){0,3}|\s*(?:إلى\s+)?(?:ال)?"
    r"(?:شمال|جنوب|شرق|غرب)ي?\s+(?:مدينة\s+)?|\s*(?:من|عن)\s+(?:مدينة\s+)?"
)
# And between a place and the distance that follows it in apposition.
_APPOSED = re.compile(r"[,،]\s+")
_LENGTH = "m"


def of_other_places(sides: Sides, i: int, j: int) -> bool:
    """Say whether two distances are of two pairs of places.

    Both have a place that they are measured from, and one of these is not in the other's sentence; or one
    follows its place in apposition, and no other place of its sentence is in the other's.
    """
    pair = sides.details[0][i], sides.details[1][j]
    if not all(isinstance(d.source, Value) and d.source.unit == _LENGTH for d in pair):
        return False
    ends = _end(sides, 0, pair[0]), _end(sides, 1, pair[1])
    there = pair[1].sentence, pair[0].sentence
    if ends[0] and ends[1]:
        return _is_missing(sides, 0, ends[0], there[0]) or _is_missing(sides, 1, ends[1], there[1])
    return any(
        end is not None and end.end <= at.start and _alone(sides, side, end, there[side])
        for side, (end, at) in enumerate(zip(ends, pair, strict=True))
    )


def _is_missing(sides: Sides, side: int, name: Detail, there: int) -> bool:
    return sides.traces.sides[side].missing(name, there)[0] >= MISSING


def _alone(sides: Sides, side: int, end: Detail, there: int) -> bool:
    """Say whether a sentence of the other version names none of the other places of a sentence."""
    others = [
        d
        for d in sides.details[side]
        if d.sentence == end.sentence and d != end and isinstance(d.source, Name) and d.source.kind == "place"
    ]
    return bool(others) and all(_is_missing(sides, side, d, there) for d in others)


def _end(sides: Sides, side: int, at: Detail) -> Detail | None:
    """Return the place that a distance is measured from: named behind it, or before it with a comma."""
    text = sides.views[side].article.text
    for detail in sides.details[side]:
        if detail.type != "name" or detail.sentence != at.sentence:
            continue
        behind, before = text[at.end : detail.start], text[detail.end : at.start]
        if (detail.start >= at.end and _FROM.fullmatch(behind)) or (
            detail.end <= at.start and _APPOSED.fullmatch(before)
        ):
            return detail
    return None
