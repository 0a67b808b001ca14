"""Distances whose place stands before them: "the road to Homs, about forty kilometres to the south".

What follows a distance ("south of Hama") belongs to the value and is compared with it.
"""

from __future__ import annotations

import re

from align.diffing.details import Detail
from align.diffing.sides import Sides
from align.diffing.traces import MISSING
from align.facts.model import Name, Value

_COMMA = re.compile(r"[,،]\s+")
# The unit that lengths are compared in.
_METRE = "m"


def of_other_places(sides: Sides, x: Detail, y: Detail) -> bool:
    """Say whether two distances are of two pairs of places, as far as a place in apposition tells."""
    return _is_elsewhere(sides, 0, x, y) or _is_elsewhere(sides, 1, y, x)


def _is_elsewhere(sides: Sides, side: int, at: Detail, other: Detail) -> bool:
    """Say whether a distance is of a place that the sentence of the other one, which is from some place,
    does not name; or whether that sentence names no place that it may be measured from.
    """
    value, theirs = at.source, other.source
    if not (isinstance(value, Value) and isinstance(theirs, Value) and value.unit == theirs.unit == _METRE):
        return False
    places = [d for d in sides.details[side] if d.type == "name" and d.sentence == at.sentence]
    text, trace = sides.views[side].article.text, sides.traces.sides[side]
    end = next((d for d in places if _COMMA.fullmatch(text[d.end : at.start])), None)
    if end is None or value.of:
        return False
    if theirs.of and trace.missing(end, other.sentence)[0] >= MISSING:
        return True
    others = [d for d in places if d != end and isinstance(d.source, Name) and d.source.kind == "place"]
    return bool(others) and all(trace.missing(d, other.sentence)[0] >= MISSING for d in others)
