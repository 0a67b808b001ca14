"""A diff as text for a terminal: counts first, then what changed, went and came; signature last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.choice import Rule, read_rules
from align.report import view
from align.report.bidi import flat, has_rtl
from align.report.display import MARK_OFF, MARK_ON, pad, shorten, text_width
from align.report.style import Style, plural
from align.report.summary import summarise
from align.result import Diff, Evidence, Fact, Status

_COLORS = {"changed": "33", "dropped": "31", "added": "32", "unsure": "36", "kept": "2"}
_MAX_IGNORED = 12
_WHERE = 9  # columns before quoted words: sign, side and sentence number
_ANSI = re.compile("\033\\[[0-9;]*m")


def diff_to_text(
    diff: Diff,
    width: int = 80,
    color: bool = False,
    show_kept: bool = False,
    bidi: bool = True,
    summary_lang: str | None = None,
    only: str | None = None,
) -> str:
    """Return the report as lines of at most `width` columns; right-to-left words are isolated if `bidi`.

    `summary_lang` adds the summary in words, in "en", "nl" or "ar"; `only` lists just the facts that match
    its rules, such as "changed:number".

    Raises:
        OptionError: a rule names no status and no kind.
    """
    style = Style(max(width, 20), color, bidi)
    rules = read_rules(only) if only is not None else ()
    lines = [*_head(diff, style)]
    if rules:
        lines += style.block(view.listed(diff, only or ""), "  listed: ")
    if summary_lang is not None:
        lines += ["", *style.words(summarise(diff, summary_lang), summary_lang)]
    for status in view.SHOWN:
        if status != "kept" or show_kept or rules:
            lines += _section(diff, status, style, rules)
    if not rules:
        lines += [*_moved(diff, style), *_ignored(diff, style)]
    lines += _notes(diff, style)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(diff: Diff, style: Style) -> Iterator[str]:
    yield from style.block(view.counts_line(diff), "")
    rows = []
    for side in ("a", "b"):
        article = view.article_of(diff, side)
        skipped = len(view.ignored(article))
        rest = f"{article.lang}, {plural(len(article.sentences), 'sentence')}"
        rest += f", {skipped} ignored" if skipped else ""
        rows.append((side, flat(view.label(article, side)), rest))
    longest = max(text_width(name) for _, name, _ in rows)
    room = max(8, min(longest, style.width - 7 - max(text_width(rest) for *_, rest in rows)))
    for side, name, rest in rows:
        yield f"  {side}: {style.foreign(pad(shorten(name, room), room))}  {rest}"
    if warning := view.warning(diff):
        yield from style.block(warning, "warning: ", code="1")


def _section(diff: Diff, status: Status, style: Style, only: tuple[Rule, ...]) -> Iterator[str]:
    found = view.entries(diff, status, only)
    if not found:
        return
    count = sum(len(entry.facts) for entry in found)
    meaning = view.MEANING.get(status)
    title = f"{status.upper()}: {plural(count, 'fact')}{f', {meaning}' if meaning else ''}"
    yield ""
    yield style.paint(title, f"1;{_COLORS[status]}")
    for entry in found:
        yield from _entry(diff, entry, style)


def _entry(diff: Diff, entry: view.Entry, style: Style) -> Iterator[str]:
    sign, code = view.SIGNS[entry.status], _COLORS[entry.status]
    one_sided = bool(entry.claims) and entry.status in ("dropped", "added")
    lead = f" {sign} " if one_sided else "   "
    if not one_sided:
        for fact in entry.facts:
            yield from style.block(_headline(fact, style), f" {sign} ")
    lines: list[str] = []
    for side in ("a", "b"):
        lang = view.article_of(diff, side).lang
        for quotation in view.quotations(diff, entry, side):
            where = pad(f"{lead}{side}:{quotation.sentence}", _WHERE)
            lines += style.block(_quoted(diff, side, quotation), where, lang, code)
            lead = "   "
    if one_sided:
        ids = _ids(entry)
        if lines and text_width(_ANSI.sub("", lines[-1])) + text_width(ids) + 2 <= style.width:
            lines[-1] += f"  {ids}"
        else:
            lines += style.block(ids, " " * _WHERE)
    yield from lines


def _headline(fact: Fact, style: Style) -> str:
    """Return the kind, what differs or stands where, and the id and confidence of one fact."""
    said = flat(view.reason(fact)) or " / ".join(_words(side) for side in (fact.a, fact.b) if side)
    if fact.kind == "claim" and not fact.why:
        said = ""
    # Right-to-left words are isolated one by one, so that the order on the line stays a / b.
    said = " / ".join(style.foreign(part) if has_rtl(part) else part for part in said.split(" / "))
    return f"{fact.kind}{': ' if said else ''}{said}  ({fact.id} {fact.confidence:.2f})"


def _words(evidence: Evidence) -> str:
    return flat(evidence.text).strip()


def _quoted(diff: Diff, side: str, quotation: view.Quotation) -> str:
    """Return the quoted words with the details in square brackets."""
    return "".join(
        f"{MARK_ON}[{flat(text)}]{MARK_OFF}" if marked else flat(text)
        for text, marked in view.quoted_parts(diff, side, quotation)
    ).strip()


def _ids(entry: view.Entry) -> str:
    """Return the ids of an entry's facts, claims first: "(f20 0.88, number f21, date f22)"."""
    claims = [f"{fact.id} {fact.confidence:.2f}" for fact in entry.claims]
    details = [f"{fact.kind} {fact.id}" for fact in entry.details]
    return f"({', '.join([*claims, *details])})"


def _moved(diff: Diff, style: Style) -> Iterator[str]:
    pairs = [f"a:{link.a}=b:{link.b}" for link in diff.alignment.links if link.moved]
    if pairs:
        noun = "pair of sentences" if len(pairs) == 1 else "pairs of sentences"
        yield ""
        yield style.paint(f"MOVED: {len(pairs)} {noun} out of order", "1")
        yield from style.block(", ".join(pairs), "   ")


def _ignored(diff: Diff, style: Style) -> Iterator[str]:
    rows = [(side, sentence) for side in ("a", "b") for sentence in view.ignored(view.article_of(diff, side))]
    if not rows:
        return
    yield ""
    yield style.paint(f"IGNORED: {plural(len(rows), 'line')}, not part of the article", "1")
    for side, sentence in rows[:_MAX_IGNORED]:
        lead = pad(f"   {side}:{sentence.id}", _WHERE)
        reason = f"  ({shorten(flat(sentence.reason), min(30, style.width // 2))})" if sentence.reason else ""
        room = max(style.width - text_width(lead) - text_width(reason), 12)
        lang = view.article_of(diff, side).lang
        yield lead + style.foreign(shorten(flat(sentence.text), room), lang) + reason
    if len(rows) > _MAX_IGNORED:
        yield f"   and {len(rows) - _MAX_IGNORED} more: --format json lists them all"


def _notes(diff: Diff, style: Style) -> Iterator[str]:
    yield ""
    for note in view.all_notes(diff):
        yield from style.block(flat(note), "note: ")
    yield from style.block(flat(diff.signature), "signature: ")
