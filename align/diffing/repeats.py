"""A changed value told more than once: headline and text give the same toll, and each mention is changed."""

from __future__ import annotations

from collections.abc import Iterator

from align.diffing.details import Detail, relate
from align.diffing.matching import SAME_CONTEXT
from align.diffing.sides import Candidate
from align.diffing.weighing import Verdicts
from align.facts.model import Value

# Significant digits of a number that hardly stands for two things in one article.
_DIGITS = 2

Change = tuple[Candidate, float]


def repeated(verdicts: Verdicts, changes: list[Change]) -> list[Change]:
    """Return the changes of values that repeat a changed one: the same value of the same thing counted.

    A mention that has a counterpart of its own, changed or alike, is not asked.
    """
    busy = taken(verdicts, changes)
    found: dict[tuple[int, int], Change] = {}
    for side in (0, 1):
        for change in changes:
            for again in _mentions(verdicts, side, change, busy[side]):
                c, p = change
                pair = (again, c.b) if side == 0 else (c.a, again)
                if pair not in found:
                    found[pair] = (Candidate(*pair, c.note, c.context), p)
    return [found[pair] for pair in sorted(found)]


def taken(verdicts: Verdicts, changes: list[Change]) -> tuple[set[int], set[int]]:
    """Return the details of each side that have a counterpart of their own, changed or alike."""
    match = verdicts.match
    return (
        {c.a for c, _ in changes} | _matched(match.same_a),
        {c.b for c, _ in changes} | _matched(match.same_b),
    )


def _matched(same: dict[int, tuple[int, float]]) -> frozenset[int]:
    return frozenset(index for index, (_, context) in same.items() if context >= SAME_CONTEXT)


def _mentions(verdicts: Verdicts, side: int, change: Change, busy: set[int]) -> Iterator[int]:
    """Yield the free details of a side that repeat the changed one, unless they agree with the other side."""
    details = verdicts.sides.details
    mine = details[side][(change[0].a, change[0].b)[side]]
    other = details[1 - side][(change[0].a, change[0].b)[1 - side]]
    for index, detail in enumerate(details[side]):
        if index not in busy and same_thing(mine, detail) and relate(detail, other)[0] == "different":
            yield index


def same_thing(x: Detail, y: Detail) -> bool:
    """Say whether two values of one version surely are one value told twice: 412 dead, "the toll of 412".

    "At least 412" and "412" are one value here.
    """
    a, b = x.source, y.source
    if not isinstance(a, Value) or not isinstance(b, Value) or a.kind == "date":
        return False
    if relate(x, y)[0] not in ("same", "compatible") or (a.low, a.high, a.unit) != (b.low, b.high, b.unit):
        return False
    if a.state and b.state and a.state != b.state:
        return False
    if a.unit:
        return bool(a.of) and a.of == b.of
    if a.counted and b.counted:
        return a.counted == b.counted
    return not (a.counts and b.counts) and _telling(a)


def _telling(value: Value) -> bool:
    """Say whether a number is so particular that it hardly stands for two things: 412, not 400 or 5."""
    return len(f"{value.low:g}".replace(".", "").strip("0")) >= _DIGITS
