"""A matrix as one HTML page that opens from disk, with every text a click away."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from align.article import Article
from align.matrix.model import UNSURE, Matrix, Row
from align.report.bidi import direction, flat
from align.report.html import _asset, _environment, _trusted, policy
from align.report.matrix_records import group_letter
from align.report.matrix_summary import summarise_matrix
from align.report.matrix_text import MEANINGS, ORDER, SIGNS, describe, labels
from align.report.panes import Pane, pane
from align.result import KINDS, Evidence, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 40


def matrix_to_html(matrix: Matrix, summary_lang: str = "en") -> str:
    """Return one self-contained page: the table of facts × versions, and the texts.

    Raises:
        OptionError: there is no summary in that language.
    """
    style = _asset("report.css") + _asset("matrix.css")
    script = _asset("matrix.js")
    environment = _environment()
    environment.filters.setdefault("letter", group_letter)
    return environment.get_template("matrix.html").render(
        style=_trusted(style),
        script=_trusted(script),
        policy=policy(style, script),
        matrix=matrix,
        panes=[_pane(matrix, version) for version in range(len(matrix.versions))],
        order=ORDER,
        marks=SIGNS,
        meanings=MEANINGS,
        derivations=[found.sentence(labels(matrix)) for found in matrix.derivations],
        describe=describe,
        summary=summarise_matrix(matrix, summary_lang),
        summary_lang=summary_lang,
        around=lambda version, evidence: around(matrix.versions[version], evidence),
        notes=matrix.remarks,
        kinds=[kind for kind in KINDS if any(row.kind == kind for row in matrix.rows)],
        title=flat(" / ".join(matrix.names)),
    )


def around(article: Article, evidence: Evidence, width: int = 40) -> tuple[str, str]:
    """Return the words of its sentence before and after a detail, `width` characters at most."""
    sentence = article.sentences[evidence.sentence]
    before = article.text[sentence.start : evidence.start]
    after = article.text[evidence.end : sentence.end]
    if len(before) > width:
        cut = before.find(" ", len(before) - width)
        before = "…" + before[cut if cut >= 0 else len(before) - width :]
    if len(after) > width:
        cut = after.rfind(" ", 0, width)
        after = after[: cut if cut >= 0 else width] + " …"
    return before, after


def _pane(matrix: Matrix, version: int) -> Pane:
    """Lay out one text with the places of its facts."""
    return pane(matrix.versions[version], f"v{version + 1}", _marks(matrix, version), {})


def _marks(matrix: Matrix, version: int) -> Iterator[tuple[Fact, Evidence]]:
    """Yield the places in one version, each as a fact that bears the id of its row."""
    for row in matrix.rows:
        cell = row.cells[version]
        for evidence in cell.evidence if cell else ():
            yield Fact(row.id, "kept", row.kind, row.confidence, "", evidence, evidence), evidence


def matrix_to_table(matrix: Matrix) -> str:
    """Return the counts and the rows that are not unanimous as an HTML fragment; texts are escaped."""
    rows = [row for status in ORDER if status != "unanimous" for row in matrix.rows if row.status == status]
    head = "".join(
        f"<th>{number} <bdi>{escape(flat(name))}</bdi></th>" for number, name in enumerate(matrix.names, 1)
    )
    body = "".join(_table_row(matrix, row) for row in rows[:_ROWS])
    more = f"<p>and {len(rows) - _ROWS} more: see <code>to_html()</code></p>" if len(rows) > _ROWS else ""
    counts = ", ".join(f"{count} {status}" for status, count in matrix.summary.items())
    return (
        f"<div><p>{counts}</p><table><thead><tr><th>fact</th>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{more}<p><small>{escape(flat(matrix.signature))}</small></p></div>"
    )


def _table_row(matrix: Matrix, row: Row) -> str:
    cells = []
    for article, cell in zip(matrix.versions, row.cells, strict=True):
        words = " / ".join(escape(flat(e.text)) for e in cell.evidence) if cell else ""
        letter = (
            f"<b>{group_letter(cell.group)}</b> " if cell and (row.contested or cell.group == UNSURE) else ""
        )
        attributes = f'lang="{escape(article.lang)}" dir="{direction(article.lang)}"'
        cells.append(f"<td>{letter}<bdi {attributes}>{words}</bdi></td>" if cell else "<td>—</td>")
    return f"<tr><td>{SIGNS[row.status]} {row.status}: {row.kind} ({row.id})</td>{''.join(cells)}</tr>"
