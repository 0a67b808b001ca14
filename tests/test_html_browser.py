"""The page in a headless Chromium: directions, filters, keyboard, scrolling, contrast, no request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples
import webdriver
from webdriver import Browser

from align.alignment import Alignment, Bead, Link
from align.result import Diff

pytestmark = pytest.mark.skipif(bool(webdriver.missing()), reason=webdriver.missing() or "a browser is here")

ESCAPE = "\ue00c"
PAGES = {"fire": samples.fire, "flood": samples.flood, "hostile": samples.hostile}

# Contrast as in WCAG 2.2, success criterion 1.4.3: every text against the colours painted behind it.
CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
  const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3]));
const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = (c) => { const [r, g, b] = c.map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest('script, option')) continue;
  const chain = [];
  for (let e = node; e; e = e.parentElement) chain.unshift(rgba(getComputedStyle(e).backgroundColor));
  const ground = chain.reduce((under, top) => over(top, under), [255, 255, 255]);
  const ink = over(rgba(getComputedStyle(node).color), ground);
  const [high, low] = [light(ink), light(ground)].sort((x, y) => y - x);
  const ratio = (high + 0.05) / (low + 0.05);
  found.push([Math.round(ratio * 100) / 100, walker.currentNode.data.trim().slice(0, 40)]);
}
return found;
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with webdriver.browser() as found:
        yield found


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Any:
    """Return a function that opens a diff's page on a desktop screen."""

    def show(
        diff: Diff, width: int = 1280, height: int = 800, scheme: str = "light", lang: str = "en"
    ) -> Browser:
        file = tmp_path / "page.html"
        file.write_text(diff.to_html(summary_lang=lang), "utf-8", newline="")
        chromium.scheme(scheme)
        chromium.screen(width, height)
        for kind in ("browser", "performance"):
            chromium.logs(kind)
        chromium.open(file)
        return chromium

    return show


def long_pair() -> Diff:
    """Two long texts in the same order, the second with three more sentences at its start."""
    from dataclasses import replace

    a = samples.article("en", "a.txt", *(f"Sentence number {i} of the first version." for i in range(60)))
    b = samples.article(
        "nl", "b.txt", *(f"Regel {i} die alleen hier staat." for i in range(3)),
        *(f"Zin nummer {i} van de tweede versie." for i in range(60)),
    )  # fmt: skip
    links = tuple(Link(i, i + 3, 0.9) for i in range(60))
    beads = [Bead((i,), (i + 3,), 0.9) for i in range(60)] + [Bead((), (i,), 0.5) for i in range(3)]
    facts = samples.Facts()
    for i in range(60):
        facts.add("kept", "claim", samples.at(a, i), samples.at(b, i + 3))
    return replace(
        samples.same(), a=a, b=b, alignment=Alignment(60, 63, links, tuple(beads)), facts=tuple(facts.items)
    )


def shown(browser: Browser) -> list[str]:
    """Return the ids of the facts that can be seen in the list."""
    script = """return [...document.querySelectorAll('.fact')].filter((f) => f.checkVisibility())
      .map((f) => f.dataset.fact)"""
    found: list[str] = browser.run(script)
    return found


def put(browser: Browser, name: str, value: str | bool, index: int = 0) -> None:
    """Set a control of the filters and tell the page."""
    browser.run(
        "const e = document.querySelectorAll(`[name=${arguments[0]}]`)[arguments[2]];"
        "if (e.type === 'checkbox') e.checked = arguments[1]; else e.value = arguments[1];"
        "e.dispatchEvent(new Event('input', { bubbles: true }))",
        name,
        value,
        index,
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_aa(name: str, scheme: str, page: Any) -> None:
    browser = page(PAGES[name](), scheme=scheme)
    put(browser, "status", True, 4)
    browser.press("n")
    found = browser.run(CONTRAST)
    assert len(found) > 30
    assert [row for row in found if row[0] < 4.5] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_overflows_sideways(name: str, width: int, page: Any) -> None:
    browser = page(PAGES[name](), width=width, height=740)
    put(browser, "status", True, 4)
    script = """return [...document.querySelectorAll('body, body *')]
      .filter((e) => e.checkVisibility() && !e.closest('.skip') && e.getBoundingClientRect().width)
      .filter((e) => e.getBoundingClientRect().left < -0.5
        || e.getBoundingClientRect().right > innerWidth + 0.5)
      .map((e) => e.outerHTML.slice(0, 80))"""
    assert browser.run(script) == []
    assert browser.run("return document.documentElement.scrollWidth") <= width
    inner = (
        "return [...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth).length"
    )
    assert browser.run(inner) == 0


def test_hostile_words_do_nothing(page: Any) -> None:
    browser = page(samples.hostile())
    assert browser.run("return typeof window.pwned") == "undefined"
    assert browser.run("return document.querySelectorAll('img, script:not(:last-of-type)').length") == 0
    assert browser.run("return document.scripts.length") == 1
    seen = browser.run("return document.querySelector('#pane-a .text').textContent")
    assert "<script>window.pwned=1</script></style><img src=x onerror=pwned=1>" in seen
    assert "<U+202E>" in seen


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_page_and_the_policy_holds(name: str, page: Any) -> None:
    browser = page(PAGES[name]())
    browser.press("n")
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.logs("browser") == []
    asked = []
    for entry in browser.logs("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 1


def test_the_policy_stops_a_script_that_is_not_ours(page: Any, chromium: Browser, tmp_path: Path) -> None:
    page(samples.fire())
    file = tmp_path / "tampered.html"
    html = samples.fire().to_html()
    file.write_text(html.replace("</body>", "<script>window.pwned = 1</script></body>"), "utf-8")
    chromium.open(file)
    assert chromium.run("return typeof window.pwned") == "undefined"
    assert chromium.run("return document.querySelectorAll('.entry').length") > 0
    assert any("Content Security Policy" in entry["message"] for entry in chromium.logs("browser"))


def test_each_text_runs_in_its_own_direction(page: Any) -> None:
    browser = page(samples.flood(), lang="ar")
    directions = browser.run(
        """return [...document.querySelectorAll('.pane > .scroll')]
        .map((e) => [e.lang, getComputedStyle(e).direction])"""
    )
    assert directions == [["en", "ltr"], ["ar", "rtl"]]
    # The number of a sentence stands where its line begins: left of English, right of Arabic.
    sides = browser.run(
        "return ['a', 'b'].map((s) => document.querySelector(`#${s}-0 .number`).getBoundingClientRect().left"
        " < document.querySelector(`#${s}-0 .text`).getBoundingClientRect().left)"
    )
    assert sides == [True, False]
    words = browser.run(
        "const e = document.querySelector('.words ul'); return [e.lang, getComputedStyle(e).direction]"
    )
    assert words == ["ar", "rtl"]


def test_a_highlight_inside_an_arabic_word_keeps_it_joined(page: Any) -> None:
    browser = page(samples.flood())
    # A word measures less joined than cut: measured with the mark, without it, and with its parts set apart.
    marked, plain, cut = browser.run(
        """
        const text = document.querySelector('#b-1 .text');
        const mark = text.querySelector('.detail-changed');
        text.style.whiteSpace = 'nowrap'; text.style.display = 'inline-block';
        const marked = text.getBoundingClientRect().width;
        mark.before('\\u200c');
        const cut = text.getBoundingClientRect().width;
        mark.previousSibling.remove();
        text.textContent = text.textContent;
        return [marked, text.getBoundingClientRect().width, cut];
        """
    )
    assert marked == pytest.approx(plain, abs=0.1)
    assert abs(cut - plain) > 0.5


def test_filters_by_status_kind_and_confidence(page: Any) -> None:
    browser = page(samples.fire())
    assert shown(browser) == ["f5", "f7", "f8", "f10", "f9", "f11", "f2", "f13", "f3"]
    assert browser.run("return document.querySelector('.shown').textContent") == "9 of 14 facts shown"
    put(browser, "status", False, 1)  # dropped
    assert shown(browser) == ["f5", "f7", "f2", "f13", "f3"]
    assert browser.run("return document.querySelectorAll('.claim-dropped, .detail-dropped').length") == 0
    assert browser.run("return document.querySelector('#a-5 .signs').textContent") == ""
    put(browser, "kind", "quantity")
    assert shown(browser) == ["f2"]
    put(browser, "kind", "")
    put(browser, "confidence", "0.9")
    assert shown(browser) == ["f5"]
    put(browser, "confidence", "1")
    assert shown(browser) == []
    assert browser.run("return document.querySelector('.none').hidden") is False


@pytest.mark.parametrize(
    ("query", "expected", "sentences"),
    [
        ("BRANDSMA", ["f7"], 2),  # case
        ("windows shut", ["f13"], 1),
        ("no such words", [], 0),
    ],
)
def test_search(query: str, expected: list[str], sentences: int, page: Any) -> None:
    browser = page(samples.fire())
    put(browser, "search", query)
    assert shown(browser) == expected
    assert browser.run("return document.querySelectorAll('.line.found').length") == sentences


@pytest.mark.parametrize("query", ["3 ملاجئ", "٣ ملاجئ", "وفتحت"])  # other digits; no vowel mark
def test_arabic_search_folds_digits_and_marks(query: str, page: Any) -> None:
    browser = page(samples.flood())
    put(browser, "search", query)
    assert shown(browser) == ["f5", "f6"]


def test_keyboard_walks_the_facts(page: Any) -> None:
    browser = page(samples.fire())
    current = "const e = document.querySelector('.entry.current .fact'); return e && e.dataset.fact"
    lines = "return [...document.querySelectorAll('.line.current')].map((e) => e.id)"
    assert browser.run(current) is None
    browser.press("n")
    assert browser.run(current) == "f5"
    assert browser.run(lines) == ["a-2", "b-3"]
    assert browser.run("return document.querySelectorAll('.seg.hot').length") == 2
    browser.press("n")
    assert browser.run(current) == "f7"
    browser.press("p")
    browser.press("p")
    assert browser.run(current) == "f3"  # before the first comes the last
    browser.press(ESCAPE)
    assert browser.run(current) is None
    browser.press("/")
    browser.press("n")  # typed into the search box
    assert browser.run("return document.activeElement.name + document.activeElement.value") == "searchn"
    assert browser.run(current) is None


def test_hover_and_click_show_the_partner(page: Any) -> None:
    browser = page(samples.fire())
    browser.move("#a-6 .text")
    assert browser.run("return [...document.querySelectorAll('.line.partner')].map((e) => e.id)") == ["b-1"]
    browser.run("document.querySelector('#a-1 .to a').focus()")
    assert browser.run("return [...document.querySelectorAll('.line.partner')].map((e) => e.id)") == ["b-2"]
    assert browser.run("return document.querySelector('#a-6 .to').textContent.trim()") == "⇅ moved: b:1"
    browser.move("#a-2 .detail-changed", click=True)
    assert browser.run("return document.querySelector('.entry.current .fact').dataset.fact") == "f5"


def test_the_columns_scroll_together(page: Any) -> None:
    browser = page(long_pair(), height=600)
    script = """
    const done = arguments[arguments.length - 1];
    const [a, b] = document.querySelectorAll('.pane > .scroll');
    a.scrollTop = 900;
    setTimeout(() => {
      const middle = a.getBoundingClientRect().top + a.clientHeight / 3;
      const near = (s) => [...document.querySelectorAll(`#pane-${s} .line`)]
        .findLast((e) => e.getBoundingClientRect().top <= middle + 1).id;
      done([near('a'), near('b'), b.scrollTop]);
    }, 300);
    """
    first, second, top = browser.call("POST", "/execute/async", {"script": script, "args": []})
    assert top > 300
    assert int(second[2:]) - int(first[2:]) in (2, 3, 4)  # the second version is three sentences ahead
    put(browser, "together", False)
    browser.run("document.querySelectorAll('.pane > .scroll')[1].scrollTop = 0")
    still = "const b = document.querySelectorAll('.pane > .scroll')[1]; return b.scrollTop"
    browser.run("document.querySelectorAll('.pane > .scroll')[0].scrollTop = 400")
    assert browser.run(still) == 0


def test_selecting_reveals_both_sides_of_a_long_text(page: Any) -> None:
    browser = page(long_pair(), height=600)
    put(browser, "status", True, 4)
    browser.press("p")  # the last fact
    seen = browser.run(
        """return ['a-59', 'b-62'].map((id) => document.getElementById(id)).map((line) => {
        const [e, s] = [line, line.closest('.scroll')].map((x) => x.getBoundingClientRect());
        return e.top >= s.top - 1 && e.bottom <= s.bottom + 1; })"""
    )
    assert seen == [True, True]


def test_texts_stand_side_by_side_on_a_desk_and_below_each_other_on_a_phone(page: Any) -> None:
    script = """const [a, b] = [...document.querySelectorAll('.pane')].map((e) => e.getBoundingClientRect());
    return [Math.abs(a.top - b.top) < 1, a.bottom <= b.top + 1]"""
    assert page(samples.fire()).run(script) == [True, False]
    assert page(samples.fire(), width=360, height=740).run(script) == [False, True]


def test_print_shows_both_texts_in_full_without_controls(page: Any) -> None:
    browser = page(long_pair(), height=600)
    browser.developer("Emulation.setEmulatedMedia", media="print")
    try:
        assert browser.run("return document.querySelector('.tools').checkVisibility()") is False
        clipped = """return [...document.querySelectorAll('.scroll')]
          .filter((e) => e.scrollHeight > e.clientHeight + 1).length"""
        assert browser.run(clipped) == 0
    finally:
        browser.developer("Emulation.setEmulatedMedia", media="")


def test_controls_have_names_and_ids_are_unique(page: Any) -> None:
    browser = page(samples.fire())
    unnamed = """return [...document.querySelectorAll('input, select, button, a')]
      .filter((e) => !e.textContent.trim() && ![...(e.labels || [])].some((l) => l.textContent.trim()))
      .map((e) => e.outerHTML)"""
    assert browser.run(unnamed) == []
    ids = browser.run("return [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    broken = """return [...document.querySelectorAll('a[href]')]
      .filter((e) => !document.getElementById(e.hash.slice(1))).length"""
    assert browser.run(broken) == 0
