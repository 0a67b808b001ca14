"""The table of corrections that a person edits: written from a diff, read back with what was set in it.

The table has one line a bead, link or fact, with a column `lock` that is empty where nobody has decided.
`yes` fixes the bead of the line, or links its two sentences; `no` unlinks them. A fact takes `same` or
`not the same`. Lines without a lock are only shown: they are decided anew around the locks.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from align.corrections import NOT_SAME, SAME, Corrections, Span, show_span, span_of
from align.errors import FormatError, InputError
from align.locks import Locks
from align.result import Diff

COLUMNS = ("lock", "what", "a", "b", "status", "a_text", "b_text")
_LOCKS = {
    "bead": {"yes": "yes"},
    "link": {"yes": "yes", "no": "no"},
    "fact": {SAME: SAME, "yes": SAME, NOT_SAME: NOT_SAME, "no": NOT_SAME},
}


def read_corrections(text: str) -> Corrections:
    """Read an edited table; lines without a lock are passed over.

    Raises:
        FormatError: a line with a lock is malformed; the message names the line.
    """
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    links: list[tuple[int, int]] = []
    unlinks: list[tuple[int, int]] = []
    same: list[tuple[Span, Span]] = []
    not_same: list[tuple[Span, Span]] = []
    for number, fields in rows_of(text):
        what, lock, a, b = read_line(number, fields)
        if what == "bead":
            beads.append((_ids(number, a), _ids(number, b)))
        elif what == "link":
            pair = (_id(number, a), _id(number, b))
            (links if lock == "yes" else unlinks).append(pair)
        else:
            spans = (read_span(number, a), read_span(number, b))
            (same if lock == SAME else not_same).append(spans)
    if both := sorted(set(same) & set(not_same)):
        raise FormatError(f"a fact is {SAME} and {NOT_SAME} at {show_span(both[0][0])}; keep one of the two")
    return Corrections(Locks(tuple(beads), tuple(links), tuple(unlinks)), tuple(same), tuple(not_same))


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a table that have a lock, with their numbers.

    Raises:
        FormatError: the first line does not name the columns.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(lines[0].split("\t"))[:4] != COLUMNS[:4]:
        raise FormatError(f"line 1: expected the columns {', '.join(COLUMNS[:4])} with tabs between")
    for number, line in enumerate(lines[1:], start=2):
        fields = [field.strip() for field in line.split("\t")]
        if fields[0]:
            yield number, fields


def read_line(number: int, fields: list[str]) -> tuple[str, str, str, str]:
    """Return what a line is about, its lock, and both sides as they are written.

    Raises:
        FormatError: there is no such thing or no such lock.
    """
    if len(fields) < 4:
        raise FormatError(f"line {number}: expected 4 columns or more with tabs between, got {len(fields)}")
    lock, what, a, b = fields[:4]
    if what not in _LOCKS:
        raise FormatError(f"line {number}: expected bead, link or fact in the second column, got {what!r}")
    if lock.lower() not in _LOCKS[what]:
        allowed = ", ".join(_LOCKS[what])
        raise FormatError(
            f"line {number}: expected {allowed} or nothing as the lock of a {what}, got {lock!r}"
        )
    return what, _LOCKS[what][lock.lower()], a, b


def _id(number: int, field: str) -> int:
    if not field.isascii() or not field.isdecimal():
        raise FormatError(f"line {number}: expected the number of a sentence, got {field!r}")
    return int(field)


def _ids(number: int, field: str) -> tuple[int, ...]:
    return tuple(_id(number, part.strip()) for part in field.split(",")) if field else ()


def read_span(number: int, field: str) -> Span:
    """Read a span, "311-325".

    Raises:
        FormatError: it is none.
    """
    start, dash, end = field.partition("-")
    if not dash:
        raise FormatError(f"line {number}: expected a span like 311-325, got {field!r}")
    return _id(number, start), _id(number, end)


def write_corrections(diff: Diff, corrections: Corrections | None = None) -> str:
    """Return a diff as the table that a person edits; what is already set by hand keeps its lock."""
    done = corrections or Corrections()
    return table_of([COLUMNS, *_bead_rows(diff, done), *_link_rows(diff, done), *_fact_rows(diff, done)])


def table_of(rows: Iterable[Sequence[str]]) -> str:
    """Write rows with tabs between the fields."""
    from align.report.records import escape_field

    return "".join("\t".join(map(escape_field, row)) + "\n" for row in rows)


Fields = tuple[str, str, str, str, str, str, str]


def _bead_rows(diff: Diff, done: Corrections) -> list[Fields]:
    locked = set(done.locks.beads)
    rows = []
    for bead in diff.alignment.beads:
        ids = [",".join(map(str, side)) for side in (bead.a, bead.b)]
        texts = [
            " ".join(article.sentences[k].text for k in side)
            for article, side in ((diff.a, bead.a), (diff.b, bead.b))
        ]
        lock = "yes" if (bead.a, bead.b) in locked else ""
        rows.append((lock, "bead", ids[0], ids[1], f"{bead.score:.4f}", texts[0], texts[1]))
    return rows


def _link_rows(diff: Diff, done: Corrections) -> list[Fields]:
    states = {(link.a, link.b): f"{link.score:.4f}" for link in diff.alignment.links}
    locks = dict.fromkeys(done.locks.links, "yes") | dict.fromkeys(done.locks.unlinks, "no")
    return [
        (
            locks.get(pair, ""),
            "link",
            str(pair[0]),
            str(pair[1]),
            states.get(pair, ""),
            diff.a.sentences[pair[0]].text,
            diff.b.sentences[pair[1]].text,
        )
        for pair in sorted(states.keys() | locks.keys())
    ]


def _fact_rows(diff: Diff, done: Corrections) -> list[Fields]:
    locks = dict.fromkeys(done.same, SAME) | dict.fromkeys(done.not_same, NOT_SAME)
    rows: list[Fields] = []
    for fact in diff.facts:
        a, b = span_of(fact.a), span_of(fact.b)
        lock = locks.pop((a, b), "") if a and b else ""
        texts = fact.a.text if fact.a else "", fact.b.text if fact.b else ""
        rows.append((lock, "fact", show_span(a), show_span(b), f"{fact.status} {fact.kind}", *texts))
    for (a, b), lock in sorted(locks.items()):
        rows.append(
            (lock, "fact", show_span(a), show_span(b), "", diff.a.text[slice(*a)], diff.b.text[slice(*b)])
        )
    return rows


def load_corrections(path: str | os.PathLike[str]) -> Corrections:
    """Read corrections from a file (UTF-8).

    Raises:
        InputError: the file cannot be read.
        FormatError: a line with a lock is malformed.
    """
    return read_corrections(read_table(path))


def read_table(path: str | os.PathLike[str]) -> str:
    """Return the text of a table of corrections (UTF-8).

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(
            f"cannot read the locks {os.fspath(path)}: {reason}; give a file of --format locks"
        ) from None
