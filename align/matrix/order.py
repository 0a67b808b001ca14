"""Give a matrix its columns in another order: the facts stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from align.aligner import swapped
from align.matrix.model import UNSURE, Cell, Matrix, Row

T = TypeVar("T")


def permuted(matrix: Matrix, ranks: Sequence[int]) -> Matrix:
    """Return the matrix with column k at position `ranks[k]`; groups are numbered in the order of columns."""
    where = dict(enumerate(ranks))
    alignments = {}
    for (i, j), found in matrix.alignments.items():
        x, y = where[i], where[j]
        alignments[min(x, y), max(x, y)] = found if x < y else swapped(found)
    return replace(
        matrix,
        versions=_placed(matrix.versions, ranks),
        rows=tuple(_row(row, ranks) for row in matrix.rows),
        alignments=dict(sorted(alignments.items())),
        derivations=tuple(
            sorted(
                (replace(d, child=where[d.child], parent=where[d.parent]) for d in matrix.derivations),
                key=lambda d: (d.child, d.parent),
            )
        ),
    )


def _placed(items: Sequence[T], ranks: Sequence[int]) -> tuple[T, ...]:
    placed = dict(zip(ranks, items, strict=True))
    return tuple(placed[k] for k in range(len(items)))


def _row(row: Row, ranks: Sequence[int]) -> Row:
    cells = _placed(row.cells, ranks)
    return replace(row, cells=numbered(cells), certainty=_placed(row.certainty, ranks))


def numbered(cells: Sequence[Cell | None]) -> tuple[Cell | None, ...]:
    """Number the groups of a row from 0 in the order of columns."""
    names: dict[int, int] = {}
    for cell in cells:
        if cell and cell.group != UNSURE:
            names.setdefault(cell.group, len(names))
    return tuple(
        replace(cell, group=names[cell.group]) if cell and cell.group != UNSURE else cell for cell in cells
    )
