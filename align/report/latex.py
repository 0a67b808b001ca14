"""The differences as a LaTeX table, for a paper."""

from __future__ import annotations

from align.report import view
from align.report.bidi import direction, flat
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
    lines = [
        r"% needs \usepackage{longtable,booktabs}; for Arabic LuaLaTeX, babel (bidi=basic) and a font",
        r"\begin{longtable}{@{}llp{0.32\linewidth}p{0.32\linewidth}@{}}",
        r"\toprule",
        r"Status & Kind & a: " + _name(diff, "a") + " & b: " + _name(diff, "b") + r" \\",
        r"\midrule",
        r"\endhead",
    ]
    for status in view.SHOWN:
        if status != "kept":
            for entry in view.entries(diff, status):
                kinds = ", ".join(dict.fromkeys(f.kind for f in (entry.claims or entry.details)))
                lines.append(
                    f"{status} & {kinds} & {_cell(diff, entry, 'a')} & {_cell(diff, entry, 'b')} \\\\"
                )
    lines += [r"\bottomrule", r"\end{longtable}", f"% {escape(view.counts_line(diff))}"]
    return "\n".join([*lines, f"% {escape(diff.signature)}"]) + "\n"


def _name(diff: Diff, side: str) -> str:
    return escape(view.label(view.article_of(diff, side), side))


def _cell(diff: Diff, entry: view.Entry, side: str) -> str:
    """Return the quoted words of one side with the details in bold."""
    lang = view.article_of(diff, side).lang
    cells = []
    for quotation in view.quotations(diff, entry, side):
        parts = view.quoted_parts(diff, side, quotation)
        words = "".join(f"\\textbf{{{escape(text)}}}" if marked else _spaced(text) for text, marked in parts)
        if direction(lang) == "rtl":
            words = f"\\foreignlanguage{{{_BABEL.get(lang, lang)}}}{{{words.strip()}}}"
        cells.append(f"{side}:{quotation.sentence} {words.strip()}")
    return r"\newline ".join(cells) if cells else "--"


def _spaced(text: str) -> str:
    """Escape text and keep one space where it begins or ends with white space."""
    return f"{' ' if text[:1].isspace() else ''}{escape(text)}{' ' if text[-1:].isspace() else ''}"
