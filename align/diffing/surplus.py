"""Mentions of a name or day beyond those in the facing sentence: one may be another name or day there."""

from __future__ import annotations

from align.diffing.details import Detail
from align.diffing.sides import Sides
from align.facts.gazetteer import key_of
from align.facts.tokens import is_arabic

# The index of a detail, and the sentence of the other version that lacks its counterpart.
Place = tuple[int, int]


def surplus_mentions(
    sides: Sides, same: list[tuple[float, int, int]]
) -> tuple[frozenset[Place], frozenset[Place]]:
    """Return, for each side, the mentions of names and dates that have no counterpart of their own.

    `same` holds like-valued details and the likeness of their contexts. Each mention in a sentence has one
    counterpart in the sentence that faces it, one that says exactly the same or the one in the likest
    context: of Scotland said twice and Scotland said once, one mention is left over; of "29 July" and
    "Monday" beside "29 July", the weekday.
    """
    facing: dict[tuple[int, int], list[tuple[bool, float, int, int]]] = {}
    for score, i, j in same:
        x, y = sides.details[0][i], sides.details[1][j]
        if _asked(x) and _asked(y) and _alone(sides, x.sentence, y.sentence):
            exact = x.kind == "date" and x.value == y.value
            facing.setdefault((x.sentence, y.sentence), []).append((exact, score, i, j))
    left: tuple[set[Place], set[Place]] = (set(), set())
    for (here, there), pairs in facing.items():
        used: tuple[set[int], set[int]] = (set(), set())
        for *_, i, j in sorted(pairs, key=lambda pair: (not pair[0], -pair[1], pair[2], pair[3])):
            if i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
        left[0].update((i, there) for *_, i, _ in pairs if i not in used[0])
        left[1].update((j, here) for *_, j in pairs if j not in used[1])
    return frozenset(left[0]), frozenset(left[1])


def _alone(sides: Sides, a: int, b: int) -> bool:
    """Say whether two sentences face each other and no others."""
    forth, back = sides.erasure.beads
    return forth.get(a) == frozenset({b}) and back.get(b) == frozenset({a})


def _asked(detail: Detail) -> bool:
    """Say whether a detail is a date, or a name of which all mentions are found: in Arabic, a listed one."""
    if detail.type == "name":
        return not is_arabic(detail.text) or bool(key_of(detail.text))
    return detail.kind == "date" and detail.type == "value"
