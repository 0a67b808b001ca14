"""What two values count or measure: whether it is one thing, and what else each version says of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.diffing.details import Detail
from align.diffing.sides import Sides
from align.diffing.view import View
from align.facts.counting import exclude
from align.facts.model import Value
from align.facts.tokens import fold

# A number's counted noun: cosine; known to be the same, to be able to be the same, to differ.
COUNTED_FEATURES = ("counted_same", "counted_equal", "counted_fits", "counted_other")
# How far from a number the noun stands that it counts, in characters.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Around:
    """What else may be told of a candidate: `rivals`, the details of its type in the two sentences that
    nothing explains; `last`, the share of the pair among those that the versions leave open of its thing;
    `told`, whether the other version has a detail like each of both anywhere.
    """

    rivals: int
    last: float
    told: tuple[bool, bool]


def thing(detail: Detail) -> str:
    """Return what a value counts or measures, the same in every language; "" if that is not known."""
    value = detail.source
    if not isinstance(value, Value) or value.restates or value.unit == "ordinal":
        return ""
    if value.kind == "date":
        names = {name for name, _ in value.date}
        return "time of day" if "hour" in names and not names & {"day", "weekday"} else ""
    return value.unit or value.state or value.counted


class Leftovers:
    """The values of each version that the other one does not tell, by what they count or measure."""

    def __init__(self, sides: Sides, explained: tuple[set[int], set[int]]) -> None:
        self._details = sides.details
        self._open: tuple[dict[str, set[tuple[float, float]]], ...] = ({}, {})
        for found, details, known in zip(self._open, sides.details, explained, strict=True):
            for index, detail in enumerate(details):
                if index not in known and (key := thing(detail)):
                    found.setdefault(key, set()).add(_amount(detail))

    def share(self, i: int, j: int) -> float:
        """Return the share of a pair among those left open of its thing; 0 where the things differ."""
        x, y = self._details[0][i], self._details[1][j]
        key = thing(x)
        if not key or key != thing(y):
            return 0.0
        counts = [
            len(found.get(key, set()) | {_amount(d)}) for found, d in zip(self._open, (x, y), strict=True)
        ]
        return 1.0 / (counts[0] * counts[1])


def _amount(detail: Detail) -> tuple[float, float]:
    value = detail.source
    if not isinstance(value, Value):
        return 0.0, 0.0
    clock = dict(value.date)
    return (value.low, value.high) if value.kind != "date" else (clock.get("hour", 0), clock.get("minute", 0))


def counted_alike(sides: Sides, i: int, j: int) -> tuple[float, float, float, float]:
    """Compare what two numbers count: see `COUNTED_FEATURES`."""
    x, y = sides.details[0][i].source, sides.details[1][j].source
    if not isinstance(x, Value) or not isinstance(y, Value):
        return 0.5, 0.0, 0.0, 0.0
    nouns = [_noun(sides.views[0], x), _noun(sides.views[1], y)]
    cosine = float(nouns[0] @ nouns[1]) if nouns[0] is not None and nouns[1] is not None else 0.5
    if not x.counted or not y.counted:
        return cosine, 0.0, 0.0, 0.0
    equal = x.counted == y.counted or (x.state != "" and x.state == y.state)
    other = not equal and (exclude(x.counted, y.counted) or exclude(x.state, y.state))
    return cosine, float(equal), float(not equal and not other), float(other)


def _noun(view: View, value: Value) -> NDArray[np.float32] | None:
    """Return the vector of the noun that a number counts, found among the words around the number."""
    names = frozenset(fold(word) for word in value.counts.split())
    near = np.flatnonzero(
        (view.words.sentences == value.sentence) & (abs(view.words.starts - value.end) < _NEAR)
    )
    chosen = [k for k in near if view.words.norms[k] in names]
    if not chosen:
        return None
    mean = view.words.vectors[chosen].mean(axis=0)
    return np.asarray(mean / max(float(np.sqrt(mean @ mean)), 1e-6), dtype=np.float32)
