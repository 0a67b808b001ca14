"""A compact table for notebooks: no script, no style sheet, the colours of the notebook."""

from __future__ import annotations

from html import escape

from align.report import view
from align.report.bidi import direction, flat
from align.result import Diff

_ROWS = 40


def diff_to_table(diff: Diff) -> str:
    """Return the counts and one row an entry as an HTML fragment; every word of the texts is escaped."""
    rows = [
        (status, entry) for status in view.SHOWN if status != "kept" for entry in view.entries(diff, status)
    ]
    head = "".join(
        f"<th>{title}</th>" for title in ("", "what", _name(diff, "a"), _name(diff, "b"), "confidence")
    )
    body = "".join(_row(diff, entry) for _, entry in rows[:_ROWS])
    more = f"<p>and {len(rows) - _ROWS} more: see <code>to_html()</code></p>" if len(rows) > _ROWS else ""
    warning = f"<p><strong>warning:</strong> {escape(view.warning(diff))}</p>" if view.warning(diff) else ""
    return (
        f"<div><p>{escape(view.counts_line(diff))}</p>{warning}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
        f"<p><small>{escape(flat(diff.signature))}</small></p></div>"
    )


def _name(diff: Diff, side: str) -> str:
    article = view.article_of(diff, side)
    return f"{side}: <bdi>{escape(flat(view.label(article, side)))}</bdi> ({escape(article.lang)})"


def _row(diff: Diff, entry: view.Entry) -> str:
    kinds = ", ".join(dict.fromkeys(fact.kind for fact in (entry.claims or entry.details)))
    why = "; ".join(dict.fromkeys(view.reason(fact) for fact in entry.facts if fact.why))
    what = f"{entry.status}: {kinds}{f'<br><bdi>{escape(flat(why))}</bdi>' if why else ''}"
    sides = "".join(_cell(diff, entry, side) for side in ("a", "b"))
    sign = view.SIGNS[entry.status]
    return f"<tr><td>{sign}</td><td>{what}</td>{sides}<td>{entry.confidence:.2f}</td></tr>"


def _cell(diff: Diff, entry: view.Entry, side: str) -> str:
    lang = view.article_of(diff, side).lang
    found = []
    for quotation in view.quotations(diff, entry, side):
        words = "".join(
            f"<mark>{escape(flat(text))}</mark>" if marked else escape(flat(text))
            for text, marked in view.quoted_parts(diff, side, quotation, whole_words=False)
        )
        found.append(
            f"<small>{side}:{quotation.sentence}</small> "
            f'<bdi lang="{escape(lang)}" dir="{direction(lang)}">{words}</bdi>'
        )
    return f"<td>{'<br>'.join(found)}</td>"
