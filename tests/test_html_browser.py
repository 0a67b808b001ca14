"""The page in a headless Chromium: looks, directions, contrast, print, and that nothing leaves it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples
from browser_pages import PAGES, chromium, long_pair, needs_browser, page, put
from webdriver import Browser

__all__ = ["chromium", "page"]  # fixtures, found by name
pytestmark = needs_browser

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


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_aa(name: str, scheme: str, page: Any) -> None:
    browser = page(PAGES[name](), scheme=scheme)
    put(browser, "status", True, 4)
    browser.press("n")
    found = browser.run(CONTRAST)
    assert len(found) > 20
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


def test_a_seed_in_arabic_can_be_walked_and_searched(page: Any) -> None:
    browser = page(PAGES["seed en-ar"]())
    sides = browser.run(
        "return [...document.querySelectorAll('.pane > .scroll')].map((e) => [e.lang, e.dir])"
    )
    assert sides == [["en", "ltr"], ["ar", "rtl"]]
    browser.press("n")
    assert browser.run("return document.querySelectorAll('.line.current').length") >= 1
    put(browser, "search", "٣:٤٠ لا يوجد")
    assert browser.run("return document.querySelector('.none').checkVisibility()") is True


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


def test_texts_stand_side_by_side_on_a_desk_and_below_each_other_on_a_phone(page: Any) -> None:
    script = """const [a, b] = [...document.querySelectorAll('.pane')].map((e) => e.getBoundingClientRect());
    return [Math.abs(a.top - b.top) < 1, a.bottom <= b.top + 1]"""
    assert page(samples.fire()).run(script) == [True, False]
    assert page(samples.fire(), width=800, height=740).run(script) == [True, False]
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
