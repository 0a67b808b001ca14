"""One number of two things: 46 schools here, 46 hospitals there."""

from __future__ import annotations

from dataclasses import replace

from align.diffing.details import Detail
from align.diffing.repeats import Change, taken
from align.diffing.sides import Candidate, Sides
from align.diffing.weighing import Verdicts
from align.facts.counting import exclude
from align.facts.lexicon import concept_facets
from align.facts.model import Value

# How alike the contexts of the two numbers are at least, and how sure such a change is then.
_FITS, _SURE = 0.5, 0.8
# How far from its number the noun stands that it counts, in characters.
_NEAR = 40


def counted_otherwise(verdicts: Verdicts, changes: list[Change]) -> list[Change]:
    """Return the numbers that are equal and surely count two things, in claims that say much the same.

    Numbers with a counterpart of their own, changed or alike, are not asked.
    """
    sides, busy = verdicts.sides, taken(verdicts, changes)
    free = [
        [k for k, d in enumerate(details) if k not in used and _counts(d)]
        for details, used in zip(sides.details, busy, strict=True)
    ]
    ranked = sorted(
        (-sides.context(i, j), i, j)
        for i in free[0]
        for j in free[1]
        if _two_things(sides.details[0][i], sides.details[1][j]) and _facing(sides, i, j)
    )
    found: list[Change] = []
    for context, i, j in ranked:
        if i not in busy[0] and j not in busy[1]:
            busy[0].add(i)
            busy[1].add(j)
            found.append((Candidate(i, j, "", -context), _SURE))
    return found


def _facing(sides: Sides, i: int, j: int) -> bool:
    return sides.facing(i, j) and sides.context(i, j) >= _FITS


def _counts(detail: Detail) -> bool:
    value = detail.source
    return isinstance(value, Value) and bool(value.counted or value.state) and not (value.unit or value.vague)


def _two_things(x: Detail, y: Detail) -> bool:
    a, b = x.source, y.source
    if not isinstance(a, Value) or not isinstance(b, Value) or (a.low, a.high) != (b.low, b.high):
        return False
    facets = concept_facets()
    # A person here and a thing there is more often a noun that belongs to something else.
    alike = facets.get(a.counted) == facets.get(b.counted)
    return alike and (exclude(a.counted, b.counted) or exclude(a.state, b.state))


def with_counted(text: str, detail: Detail) -> Detail:
    """Return a number with the noun that it counts, where that stands near it in the article's text."""
    counts = getattr(detail.source, "counts", "")
    at = text.find(counts, detail.end, detail.end + _NEAR) if counts else -1
    if at < 0:
        return detail
    end = at + len(counts)
    return replace(detail, end=end, text=text[detail.start : end], value="")
