"""Values that one version gives and the other version's telling of the same claim lacks."""

from __future__ import annotations

from align.diffing.details import Detail, relate
from align.diffing.weighing import Verdicts
from align.facts.model import Value

# A value without a partner is reported where its claim is told in the other version this surely.
SURE = 0.8


def is_lacked(verdicts: Verdicts, side: int, index: int) -> bool:
    """Say whether the other version lacks a value, given that it surely tells the value's claim."""
    detail = verdicts.sides.details[side][index]
    if not isinstance(detail.source, Value):
        return False
    if detail.source.restates:
        return not _converted(verdicts, side, detail)
    # Words such as "two", "several" or "the first" come and go in translation.
    if not any(character.isdigit() for character in detail.text):
        return False
    same = verdicts.match.same_a if side == 0 else verdicts.match.same_b
    return index not in same and _erased(verdicts, side, index)


def _erased(verdicts: Verdicts, side: int, index: int) -> bool:
    """Say whether the claim's sentence comes nearer to the other version without the value."""
    sides = verdicts.sides
    best = int(sides.presences[side].best_sentence[sides.details[side][index].claim])
    return best >= 0 and sides.erased(side, index, best) > 0


def _converted(verdicts: Verdicts, side: int, detail: Detail) -> bool:
    """Say whether the other version gives the conversion too: "5 km (3 miles)" on both sides."""
    return any(
        isinstance(other.source, Value)
        and other.source.measure == getattr(detail.source, "measure", "")
        and relate(detail, other)[0] in ("same", "compatible")
        for other in verdicts.sides.details[1 - side]
    )
