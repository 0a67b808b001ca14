"""A matrix as text for a terminal: counts, versions, then contested, missing, unique and other facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.matrix.model import UNSURE, Cell, Matrix, Row, RowStatus
from align.report.bidi import direction, flat
from align.report.display import pad, shorten, text_width
from align.report.matrix_records import group_letter
from align.report.matrix_summary import summarise_matrix
from align.report.style import Style, plural

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


def matrix_to_text(
    matrix: Matrix,
    width: int = 80,
    color: bool = False,
    show_all: bool = False,
    bidi: bool = True,
    summary_lang: str | None = None,
) -> str:
    """Return lines of at most `width` columns; unanimous facts are listed only if `show_all`.

    `summary_lang` adds the summary in words, in "en", "nl" or "ar".
    """
    style = Style(max(width, 30), color, bidi)
    lines = [*_head(matrix, style)]
    if summary_lang is not None:
        lines += ["", *style.words(summarise_matrix(matrix, summary_lang), summary_lang)]
    rows = {row.id: row for row in matrix.rows}
    for status in ORDER:
        found = [row for row in matrix.rows if row.status == status]
        if not found or (status == "unanimous" and not show_all):
            continue
        title = f"{SIGNS[status]} {status.upper()}: {plural(len(found), 'fact')}, {MEANINGS[status]}"
        lines += ["", *(style.paint(line, f"1;{_COLORS[status]}") for line in style.block(title, ""))]
        told = [row for row in found if not _follows(row, rows.get(row.within))]
        for row in told:
            lines += _entry(matrix, row, rows.get(row.within), style)
        if len(told) < len(found):
            rest = (
                f"and {plural(len(found) - len(told), 'detail')} in these claims, told by the same versions"
            )
            lines += style.block(rest, " ")
    lines += [""]
    for note in matrix.remarks:
        lines += style.block(flat(note), "note: ")
    lines += style.block(flat(matrix.signature), "signature: ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _follows(row: Row, claim: Row | None) -> bool:
    """Say whether a detail is told and lacked by the versions that tell and lack its claim."""
    return claim is not None and claim.status == row.status != "contested" and claim.absent == row.absent


def _head(matrix: Matrix, style: Style) -> Iterator[str]:
    yield from style.block(", ".join(f"{n} {status}" for status, n in matrix.summary.items()), "")
    longest = max(text_width(flat(name)) for name in matrix.names)
    for number, (name, article) in enumerate(zip(matrix.names, matrix.versions, strict=True), start=1):
        rest = f"{article.lang}, {plural(len(article.sentences), 'sentence')}, {share(matrix, number - 1)}"
        room = min(max(style.width - 6 - text_width(rest), 8), longest)
        shown = shorten(flat(name), room)
        lead = f" {number:>2}: {style.foreign(shown)}{' ' * (room - text_width(shown))} "
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


def _entry(matrix: Matrix, row: Row, parent: Row | None, style: Style) -> Iterator[str]:
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
            yield from style.block(flat(quoted.evidence[0].text), f"     in {best + 1}: ", lang, most=2)


def _whole(row: Row) -> list[int]:
    """Return the versions with a claim of their own in the row."""
    return [v for v, cell in enumerate(row.cells) if cell and not cell.borrowed]


def _cell_lines(matrix: Matrix, row: Row, version: int, cell: Cell, style: Style) -> Iterator[str]:
    where = f"{version + 1}:{cell.evidence[0].sentence}"
    group = f"{group_letter(cell.group)} " if row.contested else ""
    lang = matrix.versions[version].lang
    text = " / ".join(dict.fromkeys(flat(e.text).strip() for e in cell.evidence))
    lead = pad(f"   {group}{where}", 9 + len(group)) + " "
    yield from style.block(text, lead, lang if direction(lang) == "rtl" else "", most=_LINES)


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
