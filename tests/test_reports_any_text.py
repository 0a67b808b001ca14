"""Every report of any text: no control reaches a terminal, no word becomes markup, no character is lost."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import jsonschema
import report_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_html import Page
from test_records import schema

from align.report.bidi import FSI, PDI, is_control, neutralise
from align.report.display import text_width
from align.result import Diff

MARKUP = ("<b>", "</p>", "&amp;", "|", "**", "\\", "$", "{%", "]]>", "{{7*7}}", "'", '"', " ", "\t", "\r\n")
CONTROLS = ("\x00", "\x1b[2J", "\x9b", "\u2028", "\u202e", "\u2067", "\u2069", "\ud800", "\ufdd0")
RISKY = st.sampled_from([*MARKUP, *CONTROLS, "ب", "سبع", "٣", "مُ", "\u200f", "漢"])
TEXTS = st.lists(st.one_of(RISKY, st.text(max_size=8)), min_size=1, max_size=8).map("".join)


def diff_of(left: str, right: str, why: str, cut: int) -> Diff:
    """Build a diff of two one-sentence texts with a detail cut out of each."""
    a, b = samples.article("nl", left[:9], f"x{left}"), samples.article("ar", right[:9], f"x{right}")
    facts = samples.Facts()
    claim = facts.add("kept", "claim", samples.at(a, 0), samples.at(b, 0))
    spans = [text[cut % len(text) :] for text in (f"x{left}", f"x{right}")]
    facts.add("changed", "name", samples.at(a, 0, spans[0]), samples.at(b, 0, spans[1]), why, claim)
    facts.add("dropped", "number", samples.at(a, 0, "x"), None, why, claim)
    return Diff(a, b, samples.aligned(a, b, (0, 0, False)), tuple(facts.items), f"align {why}", (why,))


DIFFS = st.builds(diff_of, TEXTS, TEXTS, TEXTS, st.integers(0, 40))


@settings(max_examples=150, deadline=None)
@given(DIFFS, st.integers(20, 90), st.sampled_from([None, "en", "nl", "ar"]))
def test_text(diff: Diff, width: int, summary_lang: str | None) -> None:
    text = diff.to_text(width=width, show_kept=True, summary_lang=summary_lang)
    assert not [char for char in text if is_control(char) and char not in (FSI, PDI)]
    assert not {FSI, PDI} & set(diff.to_text(width=width, bidi=False, summary_lang=summary_lang))
    for line in text.splitlines():
        assert text_width(line) <= max(width, 42)
        depth = 0
        for char in line:
            depth += (char == FSI) - (char == PDI)
            assert depth >= 0
        assert depth == 0


@settings(max_examples=150, deadline=None)
@given(DIFFS)
def test_html(diff: Diff) -> None:
    page = Page(diff.to_html())
    assert page.panes == [neutralise(diff.a.text, keep="\n\t\r"), neutralise(diff.b.text, keep="\n\t\r")]
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "form", "base", "link"}
    assert (len(page.scripts), len(page.styles)) == (1, 1)
    Page(diff._repr_html_())


@settings(max_examples=150, deadline=None)
@given(DIFFS)
def test_records(diff: Diff) -> None:
    data = json.loads(diff.to_json())
    jsonschema.validate(data, schema())
    assert data == diff.to_dict()
    assert diff.to_tsv().count("\n") == len(diff.facts) + 1
    rows = list(csv.reader(io.StringIO(diff.to_csv(), newline="")))
    assert {len(row) for row in rows} == {16}
    assert ElementTree.fromstring(diff.to_tmx()).find("body/tu/tuv/seg") is not None


@settings(max_examples=150, deadline=None)
@given(DIFFS)
def test_tables(diff: Diff) -> None:
    import re

    for line in diff.to_markdown(show_kept=True).splitlines():
        assert not re.search("<(?!br>)", line)
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 5
    body = diff.to_latex().split("\\endhead")[1]
    assert not re.search(r"(?<!\\)[$#_^]", body)
