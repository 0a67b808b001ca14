"""What the matrix says of two of its versions, in the shape of a diff."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from align.aligner import swapped
from align.diffing.lone import SURE
from align.errors import OptionError
from align.matrix.model import UNSURE, Cell, Matrix, Row
from align.result import Diff, Evidence, Fact, Status


def diff_of(matrix: Matrix, i: int, j: int) -> Diff:
    """Return what version j keeps, changes, adds or drops compared with version i, as the matrix has it.

    Raises:
        OptionError: there is no such version, or i is j.
    """
    size = len(matrix.versions)
    if i == j or not (0 <= i < size and 0 <= j < size):
        raise OptionError(f"expected two different versions from 0 to {size - 1}, got {i} and {j}")
    parents: dict[str, str] = {}
    facts: list[Fact] = []
    for row in sorted(matrix.rows, key=lambda row: _rank(row, i, j)):
        found = _claims(row, i, j) if row.kind == "claim" else _details(row, i, j)
        for fact in found:
            name = f"f{len(facts) + 1}"
            within = parents.get(row.within, "")
            if row.kind == "claim":
                parents.setdefault(row.id, name)
                within = ""
            facts.append(replace(fact, id=name, within=within))
    alignment = matrix.alignments[min(i, j), max(i, j)]
    alignment = alignment if i < j else swapped(alignment)
    notes = (*matrix.versions[i].notes, *matrix.versions[j].notes, *alignment.notes)
    signature = f"{matrix.signature} | of a matrix of {size}"
    return Diff(matrix.versions[i], matrix.versions[j], alignment, tuple(facts), signature, notes)


def _rank(row: Row, i: int, j: int) -> int:
    """Order rows: claims that quote a claim with a row of its own, then other claims, then details.

    So the last fact over a claim is that of its own row.
    """
    if row.kind != "claim":
        return 2
    return 0 if any(cell and cell.borrowed for cell in (row.cells[i], row.cells[j])) else 1


def _claims(row: Row, i: int, j: int) -> list[Fact]:
    """Return the fact of a claim row; none where neither version has a claim of its own in it."""
    x, y = row.cells[i], row.cells[j]
    if not ((x and not x.borrowed) or (y and not y.borrowed)):
        return []
    status = _status(x, y)
    sure = min(row.certainty[i], row.certainty[j])
    return [Fact("", status, "claim", sure, _why(status), _first(x), _first(y))]


def _status(x: Cell | None, y: Cell | None) -> Status:
    if y is None:
        return "dropped"
    if x is None:
        return "added"
    if UNSURE in (x.group, y.group):
        return "unsure"
    return "kept" if x.group == y.group else "changed"


def _why(status: Status) -> str:
    if status == "unsure":
        return "the nearest claim may or may not say this"
    return "not said in the other version" if status in ("dropped", "added") else ""


def _details(row: Row, i: int, j: int) -> list[Fact]:
    """Return the facts of a detail row: each mention with one of the other version."""
    x, y = row.cells[i], row.cells[j]
    if x is None and y is None:
        return []
    if x is None or y is None:
        return _lone(row, i, j)
    status = _status(x, y)
    if status == "unsure":
        return []
    sides = x.evidence, y.evidence
    found = []
    for a, b in zip_longest(*sides):
        a, b = a or sides[0][-1], b or sides[1][-1]
        why = f"{row.kind}: {a.value or a.text} / {b.value or b.text}" if status == "changed" else ""
        found.append(Fact("", status, row.kind, row.confidence, why, a, b))
    return found


def _lone(row: Row, i: int, j: int) -> list[Fact]:
    """Return a value that the other version's telling of the same claim lacks."""
    here, there = (i, j) if row.cells[i] else (j, i)
    cell = row.cells[here]
    if (
        cell is None
        or cell.group == UNSURE
        or row.certainty[there] < SURE
        or row.kind not in ("number", "quantity", "date")
    ):
        return []
    status: Status = "dropped" if here == i else "added"
    facts = []
    for evidence in cell.evidence:
        why = f"{row.kind}: {evidence.value or evidence.text}, not in the other version's telling"
        sides: tuple[Evidence | None, Evidence | None] = (evidence, None) if here == i else (None, evidence)
        facts.append(Fact("", status, row.kind, row.certainty[there], why, *sides))
    return facts


def _first(cell: Cell | None) -> Evidence | None:
    return cell.evidence[0] if cell else None
