"""A matrix of two versions is their diff: one truth, whichever command is asked."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from test_matrix import DESK, OTHER, Letters, check_consistency

import align
from align.errors import OptionError
from align.matrix.locks import RowLocks
from align.matrix.order import permuted
from align.result import Diff

EVENTS = sorted(p for p in (Path(__file__).parent.parent / "seeds").iterdir() if p.is_dir())
PAIRS = list(combinations(("en", "nl", "ar", "en-from-ar", "en-wire"), 2))


def told(diff: Diff) -> list[tuple[object, ...]]:
    """Return all that two reports must have in common, in no particular order."""
    return sorted(
        (
            f.status,
            f.kind,
            f.confidence,
            (f.a.start, f.a.end, f.a.value) if f.a else (),
            (f.b.start, f.b.end, f.b.value) if f.b else (),
        )
        for f in diff.facts
    )


def statuses(diff: Diff, sides: tuple[str, str] = ("a", "b")) -> set[tuple[object, ...]]:
    """Return each place of a claim, and whether the other version tells it."""
    found = set()
    for fact in diff.facts:
        for side in sides:
            evidence = getattr(fact, side)
            if fact.kind == "claim" and evidence:
                only = fact.status in ("dropped", "added")
                found.add((sides.index(side), evidence.start, evidence.end, only))
    return found


@pytest.mark.parametrize("number", range(len(EVENTS)), ids=[e.name for e in EVENTS])
def test_the_matrix_of_two_versions_is_their_diff(number: int) -> None:
    names = PAIRS[(3 * number) % len(PAIRS)]
    texts = sorted((EVENTS[number] / f"{name}.txt").read_text("utf-8") for name in names)
    matrix = align.compare(texts)
    check_consistency(matrix)
    direct = align.diff(*texts)
    assert told(matrix.diff(0, 1)) == told(direct)
    assert statuses(matrix.diff(1, 0), ("b", "a")) == statuses(direct)
    assert [v.text for v in matrix.versions] == texts
    turned = align.compare(texts[::-1])
    assert turned == permuted(matrix, [1, 0])


def test_locks_of_two_versions_change_only_what_they_name() -> None:
    texts = sorted((DESK, OTHER))
    plain = align.compare(texts, encoder=Letters())
    (contested,) = (row for row in plain.rows if row.contested)
    x, y = ((v, c.evidence[0].start, c.evidence[0].end) for v, c in enumerate(contested.cells) if c)
    joined = align.compare(texts, encoder=Letters(), locks=RowLocks(same=((y, x),)))
    assert sum(p != q for p, q in zip(plain.rows, joined.rows, strict=True)) == 1
    assert not any(row.contested for row in joined.rows)
    parted = align.compare(texts, encoder=Letters(), locks=RowLocks(apart=((x, y),)))
    check_consistency(parted)
    assert not any(row.contested for row in parted.rows)
    assert parted.notes == RowLocks(apart=((x, y),)).notes()
    claims = [row.cells[0].evidence[0] for row in plain.rows if row.kind == "claim" and row.cells[0]]
    same = ((0, claims[0].start, claims[0].end), (0, claims[1].start, claims[1].end))
    with pytest.raises(OptionError, match="the locks put two claims of one version in one row"):
        align.compare(texts, encoder=Letters(), locks=RowLocks(same=(same,)))
