"""A diff as Markdown, to paste into an issue or a page: counts, then one table a status."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.choice import Rule, read_rules
from align.report import view
from align.report.bidi import flat, isolate
from align.report.summary import Sentence, summarise
from align.result import Diff, Status

# What can begin markup; "<" and "&" become entities, since a backslash does not hide them everywhere.
_MARKUP = re.compile(r"([\\`*_\[\]|~#])")


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    text = flat(text).strip()
    return _MARKUP.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def diff_to_markdown(
    diff: Diff, show_kept: bool = False, summary_lang: str | None = None, only: str | None = None
) -> str:
    """Return the counts, a summary in words if a language is given, a table a status, and the signature.

    Raises:
        OptionError: a rule of `only`, which chooses the facts that are listed, names no status and no kind.
    """
    rules = read_rules(only) if only is not None else ()
    names = [f"**{side}** {_name(diff, side)}" for side in ("a", "b")]
    lines = [f"{view.counts_line(diff)}", "", ", ".join(names)]
    if warning := view.warning(diff):
        lines += ["", f"**Warning:** {escape(warning)}"]
    if rules:
        lines += ["", f"Listed: {escape(view.listed(diff, only or ''))}"]
    if summary_lang is not None:
        lines += ["", *in_words(summarise(diff, summary_lang))]
    for status in view.SHOWN:
        if status != "kept" or show_kept or rules:
            lines += _table(diff, status, rules)
    lines += ["", *(f"- note: {escape(note)}" for note in view.all_notes(diff))]
    lines += ["", f"Signature: {escape(diff.signature)}"]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def in_words(summary: Iterable[Sentence]) -> list[str]:
    """Return a summary in words as a list."""
    return [f"- {found.rendered(lambda part: isolate(escape(part.text), part.lang))}" for found in summary]


def _name(diff: Diff, side: str) -> str:
    article = view.article_of(diff, side)
    return f"{isolate(escape(view.label(article, side)))} ({escape(article.lang)})"


def _table(diff: Diff, status: Status, only: tuple[Rule, ...]) -> list[str]:
    found = view.entries(diff, status, only)
    if not found:
        return []
    meaning = f", {view.MEANING[status]}" if status in view.MEANING else ""
    head = [f"### {view.SIGNS[status]} {status}{meaning}", "", "| fact | what | a | b |", "|---|---|---|---|"]
    return ["", *head, *(_row(diff, entry) for entry in found)]


def _row(diff: Diff, entry: view.Entry) -> str:
    ids = ", ".join(fact.id for fact in entry.facts)
    what = "<br>".join(
        f"{fact.kind}{f': {isolate(escape(view.reason(fact)))}' if fact.why else ''} {fact.confidence:.2f}"
        for fact in (entry.claims or entry.details)
    )
    cells = [escape(ids), what, *(_cell(diff, entry, side) for side in ("a", "b"))]
    return f"| {' | '.join(cells)} |"


def _cell(diff: Diff, entry: view.Entry, side: str) -> str:
    """Return the quoted words of one side with the details in bold, or nothing."""
    rows = []
    for quotation in view.quotations(diff, entry, side):
        words = "".join(
            f"**{escape(text)}**" if marked and text.strip() else _spaced(text)
            for text, marked in view.quoted_parts(diff, side, quotation)
        )
        lang = view.article_of(diff, side).lang
        rows.append(f"{side}:{quotation.sentence} {isolate(words.strip(), lang)}")
    return "<br>".join(rows)


def _spaced(text: str) -> str:
    """Escape text and keep one space where it begins or ends with white space."""
    return f"{' ' if text[:1].isspace() else ''}{escape(text)}{' ' if text[-1:].isspace() else ''}"
