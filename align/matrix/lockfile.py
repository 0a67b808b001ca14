"""The table of corrections of a matrix: a line for each two places of a row, as in the table of a diff.

A place is written `2:311-325`: the second version, code points 311 to 325. A line takes `same` or
`not the same`. A person may add lines; those without a lock are only shown.
"""

from __future__ import annotations

import os

from align.correctionfile import COLUMNS, read_line, read_span, rows_of, table_of
from align.corrections import NOT_SAME, SAME
from align.errors import FormatError
from align.matrix.locks import Place, RowLocks, show_place
from align.matrix.model import Matrix, Row

Fields = tuple[str, ...]


def read_row_locks(text: str) -> RowLocks:
    """Read an edited table; lines without a lock are passed over.

    Raises:
        FormatError: a line with a lock is malformed; the message names the line.
    """
    same: list[tuple[Place, Place]] = []
    apart: list[tuple[Place, Place]] = []
    for number, fields in rows_of(text):
        what, lock, a, b = read_line(number, fields)
        if what != "fact":
            raise FormatError(
                f"line {number}: expected fact in the second column of many versions, got {what!r}"
            )
        (same if lock == SAME else apart).append((_place(number, a), _place(number, b)))
    return RowLocks(tuple(same), tuple(apart))


def _place(number: int, field: str) -> Place:
    version, colon, span = field.partition(":")
    if not colon or not version.isascii() or not version.isdecimal() or version.strip("0") == "":
        raise FormatError(f"line {number}: expected a place like 2:311-325, got {field!r}")
    start, end = read_span(number, span)
    return int(version) - 1, start, end


def write_row_locks(matrix: Matrix, locks: RowLocks | None = None) -> str:
    """Return a matrix as the table that a person edits; what is already set by hand keeps its lock."""
    done = locks or RowLocks()
    left = dict.fromkeys(done.same, SAME) | dict.fromkeys(done.apart, NOT_SAME)
    lines: list[Fields] = []
    for row in matrix.rows:
        first, *others = _places(row)
        status = f"{row.status} {row.kind} {row.id}"
        if not others:
            lines.append(_fields(matrix, "", status, first, None))
        for other in others:
            lines.append(_fields(matrix, left.pop((first, other), ""), status, first, other))
    lines += [_fields(matrix, lock, "", x, y) for (x, y), lock in sorted(left.items())]
    return table_of([COLUMNS, *lines])


def _places(row: Row) -> list[Place]:
    """Return the places of a row, that of a version with words of its own first."""
    found = [
        (cell.borrowed, (version, evidence.start, evidence.end))
        for version, cell in enumerate(row.cells)
        if cell
        for evidence in cell.evidence
    ]
    return [place for _, place in sorted(found)]


def _fields(matrix: Matrix, lock: str, status: str, a: Place, b: Place | None) -> Fields:
    texts = [matrix.versions[place[0]].text[slice(*place[1:])] if place else "" for place in (a, b)]
    return (lock, "fact", show_place(a), show_place(b) if b else "", status, *texts)


def load_row_locks(path: str | os.PathLike[str]) -> RowLocks:
    """Read the corrections of a matrix from a file (UTF-8).

    Raises:
        InputError: the file cannot be read.
        FormatError: a line with a lock is malformed.
    """
    from align.correctionfile import read_table

    return read_row_locks(read_table(path))
