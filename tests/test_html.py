"""The page without a browser: escaping, policy, completeness, the notebook table."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
import report_samples as samples

from align.errors import OptionError
from align.report import view
from align.report.bidi import neutralise
from align.report.html import policy, show
from align.report.panes import segments
from align.result import Diff

DIFFS = {
    "fire": samples.fire(),
    "flood": samples.flood(),
    "hostile": samples.hostile(),
    "same": samples.same(),
}


class Page(HTMLParser):
    """Collects tags, attributes and the text of each pane of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.panes: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.tags.append((tag, found))
        if tag not in ("meta", "input", "br", "link", "img"):
            self._open.append((tag, found.get("class") or ""))
        if tag == "section" and found.get("class") == "pane":
            self.panes.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._open]
        if inside[-1:] == ["script"]:
            self.scripts.append(data)
        if inside[-1:] == ["style"]:
            self.styles.append(data)
        kinds = {name for _, classes in self._open for name in classes.split()}
        if kinds & {"text", "gap"} and "pane" in kinds:
            self.panes[-1] += data


@pytest.mark.parametrize("name", DIFFS)
def test_every_character_of_both_texts_is_in_the_page(name: str) -> None:
    diff = DIFFS[name]
    found = Page(diff.to_html()).panes
    assert found == [neutralise(diff.a.text), neutralise(diff.b.text)]


@pytest.mark.parametrize("name", DIFFS)
def test_words_of_the_texts_are_never_markup(name: str) -> None:
    page = Page(DIFFS[name].to_html())
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "embed", "link", "base", "form"}
    assert (len(page.scripts), len(page.styles)) == (1, 1)
    for _, attributes in page.tags:
        assert not [key for key in attributes if key.startswith("on") or key in ("src", "style", "action")]
        assert (attributes.get("href") or "#").startswith("#")


def test_the_policy_allows_exactly_the_style_and_script_of_the_page() -> None:
    page = Page(samples.fire().to_html())
    stated = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    for kind, body in (("style", page.styles[0]), ("script", page.scripts[0])):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in str(stated)
    assert str(stated).startswith("default-src 'none';")
    assert "unsafe" not in str(stated)
    assert stated == policy(page.styles[0], page.scripts[0])


def test_style_and_script_name_no_address() -> None:
    page = Page(samples.fire().to_html())
    parts = "".join(page.scripts + page.styles)
    assert not re.search(r"https?:|//[a-z]|@import|url\(|fetch\(|XMLHttp|WebSocket|innerHTML", parts)


def test_language_and_direction_of_every_text() -> None:
    page = Page(samples.flood().to_html(summary_lang="ar"))
    found = {(a["lang"], a["dir"]) for _, a in page.tags if "lang" in a and "dir" in a}
    assert found == {("en", "ltr"), ("ar", "rtl")}
    regions = [(a["lang"], a["dir"]) for _, a in page.tags if a.get("role") == "region"]
    assert regions == [("en", "ltr"), ("ar", "rtl")]


def test_only_logical_properties_place_things() -> None:
    css = Page(samples.fire().to_html()).styles[0]
    assert not re.search(r"(margin|padding|border|inset)-(left|right)|(?<![-\w])(left|right)\s*:", css)
    assert not re.search(r"text-align:\s*(left|right)", css)


def test_highlights_inside_words_keep_arabic_joined() -> None:
    css = Page(samples.fire().to_html()).styles[0]
    rules = re.findall(r"([^{}]*(?:\.seg|mark|\.claim-|\.detail-|\.shown-)[^{}]*)\{([^}]*)\}", css)
    assert len(rules) > 10
    for selector, body in rules:
        used = {line.split(":")[0].strip() for line in body.split(";") if ":" in line}
        boxes = re.compile("padding|margin|border|display|font|letter-spacing|position")
        assert not [name for name in used if boxes.match(name)], selector


def test_unknown_summary_language_is_refused() -> None:
    with pytest.raises(OptionError):
        samples.fire().to_html(summary_lang="xx")


def test_carriage_returns_survive_a_parser() -> None:
    assert str(show("a\r\nb")) == "a&#13;\nb"


@pytest.mark.parametrize("name", DIFFS)
def test_segments_rebuild_each_sentence(name: str) -> None:
    diff = DIFFS[name]
    for side in ("a", "b"):
        for sentence in view.article_of(diff, side).sentences:
            marks = [(f, e) for f in diff.facts if (e := view.side_of(f, side)) and e.sentence == sentence.id]
            assert "".join(s.text for s in segments(sentence, marks)) == sentence.text


@pytest.mark.parametrize("name", DIFFS)
def test_every_fact_is_in_the_list_once(name: str) -> None:
    diff = DIFFS[name]
    listed = [a["data-fact"] for _, a in Page(diff.to_html()).tags if "data-fact" in a]
    assert sorted(map(str, listed)) == sorted(fact.id for fact in diff.facts)


@pytest.mark.parametrize("name", DIFFS)
def test_notebook_table_is_inert_and_balanced(name: str) -> None:
    page = Page(DIFFS[name]._repr_html_())
    assert {tag for tag, _ in page.tags} <= {
        "bdi", "br", "code", "div", "mark", "p", "small", "strong", "table", "tbody", "td", "th", "thead",
        "tr",
    }  # fmt: skip
    assert page.scripts == page.styles == []


def test_notebook_table_names_both_directions() -> None:
    table = samples.flood()._repr_html_()
    assert '<bdi lang="ar" dir="rtl">لقي <mark>ستة</mark>' in table
    assert '<bdi lang="en" dir="ltr"><mark>Five</mark> people' in table


def test_pages_are_the_same_every_time() -> None:
    first: Diff = samples.fire()
    assert first.to_html() == samples.fire().to_html()
