"""The differences as a LaTeX table, for a paper."""

from __future__ import annotations

from align.matrix.model import ROW_STATUSES, UNSURE, Matrix, Row
from align.report import view
from align.report.bidi import direction, flat
from align.report.matrix_records import group_letter
from align.result import Diff

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}
_BABEL = {"ar": "arabic", "he": "hebrew", "fa": "persian", "ur": "urdu"}


def escape(text: str) -> str:
    """Return text that LaTeX prints as it is, on one line."""
    return "".join(_ESCAPES.get(char, char) for char in flat(text).strip())


def diff_to_latex(diff: Diff) -> str:
    """Return a `longtable`, one row an entry, for longtable and booktabs; for Arabic, LuaLaTeX and babel."""
    lines = _head(2, f"Status & Kind & a: {_name(diff, 'a')} & b: {_name(diff, 'b')}")
    for status in view.SHOWN:
        if status != "kept":
            for entry in view.entries(diff, status):
                kinds = ", ".join(dict.fromkeys(f.kind for f in (entry.claims or entry.details)))
                lines.append(
                    f"{status} & {kinds} & {_cell(diff, entry, 'a')} & {_cell(diff, entry, 'b')} \\\\"
                )
    return "\n".join([*lines, *_foot(view.counts_line(diff), diff.signature)]) + "\n"


def matrix_to_latex(matrix: Matrix) -> str:
    """Return a `longtable`, one line a row that is not unanimous, with the packages of `diff_to_latex`."""
    names = [f"{number}: {escape(name)}" for number, name in enumerate(matrix.names, start=1)]
    lines = _head(len(names), " & ".join(["Status", "Kind", *names]))
    for status in ROW_STATUSES:
        for row in matrix.rows:
            if row.status == status != "unanimous":
                cells = [_version_cell(matrix, row, version) for version in range(len(names))]
                lines.append(" & ".join([status, row.kind, *cells]) + r" \\")
    counts = ", ".join(f"{count} {status}" for status, count in matrix.summary.items())
    return "\n".join([*lines, *_foot(counts, matrix.signature)]) + "\n"


def _head(columns: int, titles: str) -> list[str]:
    """Begin a table with columns of text, side by side on two thirds of a line."""
    text = f"p{{{0.64 / columns:.2f}\\linewidth}}"
    return [
        r"% needs \usepackage{longtable,booktabs}; for Arabic LuaLaTeX, babel (bidi=basic) and a font",
        rf"\begin{{longtable}}{{@{{}}ll{text * columns}@{{}}}}",
        r"\toprule",
        titles + r" \\",
        r"\midrule",
        r"\endhead",
    ]


def _foot(counts: str, signature: str) -> list[str]:
    return [r"\bottomrule", r"\end{longtable}", f"% {escape(counts)}", f"% {escape(signature)}"]


def _version_cell(matrix: Matrix, row: Row, version: int) -> str:
    """Return the words of one version, behind the letter of those that agree where the fact is contested."""
    cell = row.cells[version]
    if cell is None:
        return "--"
    words = r"\newline ".join(_foreign(escape(e.text), matrix.versions[version].lang) for e in cell.evidence)
    letter = group_letter(cell.group)
    return f"\\textbf{{{letter}}} {words}" if row.contested or cell.group == UNSURE else words


def _name(diff: Diff, side: str) -> str:
    return escape(view.label(view.article_of(diff, side), side))


def _cell(diff: Diff, entry: view.Entry, side: str) -> str:
    """Return the quoted words of one side with the details in bold."""
    lang = view.article_of(diff, side).lang
    cells = []
    for quotation in view.quotations(diff, entry, side):
        parts = view.quoted_parts(diff, side, quotation)
        words = "".join(f"\\textbf{{{escape(text)}}}" if marked else _spaced(text) for text, marked in parts)
        cells.append(f"{side}:{quotation.sentence} {_foreign(words.strip(), lang)}")
    return r"\newline ".join(cells) if cells else "--"


def _foreign(words: str, lang: str) -> str:
    """Mark words of a language that runs from right to left."""
    return f"\\foreignlanguage{{{_BABEL.get(lang, lang)}}}{{{words}}}" if direction(lang) == "rtl" else words


def _spaced(text: str) -> str:
    """Escape text and keep one space where it begins or ends with white space."""
    return f"{' ' if text[:1].isspace() else ''}{escape(text)}{' ' if text[-1:].isspace() else ''}"
