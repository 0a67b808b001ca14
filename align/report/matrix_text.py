"""A matrix as text for a terminal: counts, versions, then contested, missing, unique and other facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.matrix.model import UNSURE, Cell, Matrix, Row, RowStatus
from align.report.bidi import direction, flat, isolate
from align.report.display import pad, shorten, text_width, wrap
from align.report.matrix_records import group_letter

SIGNS: dict[str, str] = {"contested": "≠", "missing": "−", "minority": "÷", "unique": "+", "unanimous": "="}
MEANINGS: dict[str, str] = {
    "contested": "versions say different things",
    "missing": "most versions say it, not all",
    "minority": "half of the versions at most say it",
    "unique": "one version says it",
    "unanimous": "all versions say it",
}
ORDER: tuple[RowStatus, ...] = ("contested", "missing", "unique", "minority", "unanimous")
_COLORS = {"contested": "33", "missing": "31", "unique": "32", "minority": "36", "unanimous": "2"}
_LINES = 3  # of quoted words of one version at most, then "…"


@dataclass(frozen=True, slots=True)
class _Style:
    """How the report is printed."""

    width: int
    color: bool
    bidi: bool

    def paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.color and text else text

    def words(self, text: str, lang: str) -> str:
        return isolate(text, lang) if self.bidi else text

    def block(self, text: str, lead: str, lang: str = "", most: int = 0) -> Iterator[str]:
        """Wrap a text behind a lead, to `most` lines if given."""
        indent = text_width(lead)
        room = max(self.width - indent, 12)
        lines = wrap(flat(text), room)
        if most and len(lines) > most:
            lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room)]
        for number, line in enumerate(lines):
            yield (lead if not number else " " * indent) + self.words(line, lang)


def matrix_to_text(
    matrix: Matrix, width: int = 80, color: bool = False, show_all: bool = False, bidi: bool = True
) -> str:
    """Return lines of at most `width` columns; unanimous facts are listed only if `show_all`."""
    style = _Style(max(width, 30), color, bidi)
    lines = [*_head(matrix, style)]
    rows = {row.id: row for row in matrix.rows}
    for status in ORDER:
        found = [row for row in matrix.rows if row.status == status]
        if not found or (status == "unanimous" and not show_all):
            continue
        noun = "fact" if len(found) == 1 else "facts"
        title = f"{SIGNS[status]} {status.upper()}: {len(found)} {noun}, {MEANINGS[status]}"
        lines += ["", *(style.paint(line, f"1;{_COLORS[status]}") for line in style.block(title, ""))]
        for row in found:
            lines += _entry(matrix, row, rows.get(row.within), style)
    lines += [""]
    for note in matrix.remarks:
        lines += style.block(note, "note: ")
    lines += style.block(matrix.signature, "signature: ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(matrix: Matrix, style: _Style) -> Iterator[str]:
    yield from style.block(", ".join(f"{n} {status}" for status, n in matrix.summary.items()), "")
    longest = max(text_width(flat(name)) for name in matrix.names)
    for number, (name, article) in enumerate(zip(matrix.names, matrix.versions, strict=True), start=1):
        noun = "sentence" if len(article.sentences) == 1 else "sentences"
        rest = f"{article.lang}, {len(article.sentences)} {noun}, {share(matrix, number - 1)}"
        room = min(max(style.width - 6 - text_width(rest), 8), longest)
        lead = f" {number:>2}: {style.words(pad(shorten(flat(name), room), room), article.lang)} "
        yield from style.block(rest, lead)
    yield ""
    if not matrix.derivations:
        yield from style.block("no evidence that one version derives from another", "derived: ")
    for found in matrix.derivations:
        yield from style.block(found.sentence(labels(matrix)), "derived: ")


def share(matrix: Matrix, version: int) -> str:
    """Return how many of the claims of all versions one version states."""
    claims = [row for row in matrix.rows if row.kind == "claim"]
    return f"{sum(version in row.stated for row in claims)} of {len(claims)} claims"


def labels(matrix: Matrix) -> tuple[str, ...]:
    """Return a number and a name for each version."""
    return tuple(f"{k} ({flat(name)})" for k, name in enumerate(matrix.names, start=1))


def _entry(matrix: Matrix, row: Row, parent: Row | None, style: _Style) -> Iterator[str]:
    yield from style.block(f"{row.kind}: {describe(row)}  ({row.id} {row.confidence:.2f})", " ")
    if row.contested or row.kind != "claim":
        for version in row.stated:
            cell = row.cells[version]
            assert cell is not None
            yield from _cell_lines(matrix, row, version, cell, style)
    else:
        version = row.stated[0] if row.stated else next(v for v, c in enumerate(row.cells) if c)
        best = min(_whole(row), default=version)
        cell = row.cells[best]
        assert cell is not None
        yield from _cell_lines(matrix, row, best, cell, style)
    if parent and row.contested:
        best = min(_whole(parent), default=0)
        quoted = parent.cells[best]
        if quoted:
            lang = matrix.versions[best].lang
            yield from style.block(quoted.evidence[0].text, f"     in {best + 1}: ", lang, most=2)


def _whole(row: Row) -> list[int]:
    """Return the versions with a claim of their own in the row."""
    return [v for v, cell in enumerate(row.cells) if cell and not cell.borrowed]


def _cell_lines(matrix: Matrix, row: Row, version: int, cell: Cell, style: _Style) -> Iterator[str]:
    where = f"{version + 1}:{cell.evidence[0].sentence}"
    group = f"{group_letter(cell.group)} " if row.contested else ""
    lang = matrix.versions[version].lang
    text = " / ".join(dict.fromkeys(flat(e.text).strip() for e in cell.evidence))
    lead = pad(f"   {group}{where}", 9 + len(group)) + " "
    yield from style.block(text, lead, "" if direction(lang) != "rtl" else lang, most=_LINES)


def describe(row: Row) -> str:
    """Return in words who says a fact: "1, 2 and 4 say A; 3 says B; 5 does not say"."""
    parts = []
    if row.contested:
        for group in row.agreement:
            letter = group_letter(row.group_of(group[0]))
            most = " (majority)" if group == row.majority else ""
            parts.append(f"{_versions(group)} {_verb(group)} {letter}{most}")
    elif row.stated:
        parts.append(f"{_versions(row.stated)} {_verb(row.stated)} this")
    unsure = [v for v, cell in enumerate(row.cells) if cell and cell.group == UNSURE]
    if unsure:
        parts.append(f"{_versions(unsure)} may say it")
    if row.absent:
        parts.append(f"{_versions(row.absent)} {'does' if len(row.absent) == 1 else 'do'} not")
    return "; ".join(parts)


def _verb(group: Sequence[int]) -> str:
    return "says" if len(group) == 1 else "say"


def _versions(group: Sequence[int]) -> str:
    names = [str(v + 1) for v in group]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
