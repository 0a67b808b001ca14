"""The page in use, in a headless Chromium: filters, search, keyboard, pointer, scrolling."""

from __future__ import annotations

from typing import Any

import pytest
import report_samples as samples
from browser_pages import chromium, long_pair, needs_browser, page, put, shown

__all__ = ["chromium", "page"]  # fixtures, found by name
pytestmark = needs_browser

ESCAPE = "\ue00c"


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


def test_a_citation_leads_to_its_fact_even_if_filtered(page: Any) -> None:
    browser = page(samples.fire())
    put(browser, "kind", "quantity")
    browser.move(".cite[href='#f7']", click=True)
    assert browser.run("return document.querySelector('.entry.current .fact').id") == "f7"
    assert browser.run("return document.querySelector('#f7').checkVisibility()") is True
    browser.move("[data-step='1']", click=True)
    assert browser.run("return document.querySelector('.entry.current .fact').id") == "f8"


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
