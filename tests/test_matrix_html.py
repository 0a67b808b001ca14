"""The page of a matrix: what is in it, and what it does in a headless Chromium."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples
from browser_pages import chromium, needs_browser, put
from test_html_browser import CONTRAST
from test_matrix import by_hand
from webdriver import Browser

from align.matrix.model import Cell, Matrix, Row
from align.report.html import policy
from align.report.matrix_html import around, matrix_to_table

__all__ = ["chromium"]  # a fixture, found by name


def arabic() -> Matrix:
    """Dutch, English and Arabic: a number that the Arabic text tells differently, and a lone claim."""
    texts = (
        samples.article("nl", "nl.txt", "Twaalf mensen kwamen om.", "Duikers zoeken het wrak."),
        samples.article("en", "en.txt", "Twelve people died.", "Divers search the wreck."),
        samples.article("ar", "ar.txt", "قتل خمسة عشر شخصا.", "يبحث الغواصون عن الحطام."),
    )
    words = ("Twaalf", "Twelve", "خمسة عشر")
    sure = (0.9, 0.9, 0.9)
    claims = [tuple(Cell((samples.at(x, k),)) for x in texts) for k in (0, 1)]
    numbers = tuple(
        Cell((samples.at(x, 0, w, w),), int(k == 2))
        for k, (x, w) in enumerate(zip(texts, words, strict=True))
    )
    rows = (
        Row("r1", "claim", claims[0], sure, 0.9),
        Row("r2", "number", numbers, sure, 0.8, "r1"),
        Row("r3", "claim", (*claims[1][:2], None), sure, 0.6),
        Row("r4", "claim", (None, None, claims[1][2]), sure, 0.7),
    )
    return Matrix(texts, rows, {}, (), "by hand", ("a note",))


def hostile() -> Matrix:
    """A matrix whose texts, names and notes try to be markup."""
    found = arabic()
    bad = samples.article("en", samples.HOSTILE, samples.HOSTILE, "Fine.")
    row = Row("r1", "claim", (Cell((samples.at(bad, 0),)), None, None), (0.9, 0.9, 0.9), 0.9)
    return replace(found, versions=(bad, *found.versions[1:]), rows=(row,), notes=(samples.HOSTILE,))


PAGES = {"by hand": by_hand, "arabic": arabic, "hostile": hostile}


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Any:
    """Return a function that opens the page of a matrix."""

    def show(matrix: Matrix, width: int = 1280, height: int = 800, scheme: str = "light") -> Browser:
        file = tmp_path / "page.html"
        file.write_text(matrix.to_html(), "utf-8", newline="")
        chromium.scheme(scheme)
        chromium.screen(width, height)
        chromium.logs("browser")
        chromium.open(file)
        return chromium

    return show


def shown(browser: Browser) -> list[str]:
    found: list[str] = browser.run(
        "return [...document.querySelectorAll('.row')].filter((r) => r.checkVisibility()).map((r) => r.id)"
    )
    return found


@pytest.mark.parametrize("name", PAGES)
def test_texts_are_escaped_and_nothing_is_fetched(name: str) -> None:
    html = PAGES[name]().to_html()
    assert html.count("<script>") == 1
    assert "<img" not in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert html.count("<tr class=") == len(PAGES[name]().rows)


def test_the_policy_names_the_style_and_script_of_the_page() -> None:
    html = arabic().to_html()
    style = html[html.index("<style>") + 7 : html.index("</style>")]
    script = html[html.index("<script>") + 8 : html.index("</script>")]
    assert policy(style, script).replace("'", "&#39;") in html.replace("'", "&#39;")


def test_each_cell_has_its_language_and_direction() -> None:
    html = arabic().to_html()
    assert '<bdi lang="ar" dir="rtl">' in html
    assert '<bdi lang="nl" dir="ltr">' in html
    assert "1 and 2 say A (majority); 3 says B" in html


def test_the_table_for_notebooks_is_escaped() -> None:
    table = matrix_to_table(hostile())
    assert "<script>" not in table
    assert "&lt;script&gt;" in table
    assert hostile()._repr_html_() == table


def test_words_around_a_detail() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    article = samples.article("en", "x", text)
    before, after = around(article, samples.at(article, 0, "seven"), width=12)
    assert (before, after) == ("… five six ", " eight nine …")
    assert around(article, samples.at(article, 0, "one"), width=400) == ("", text.removeprefix("one"))


@needs_browser
def test_filters_and_keys(page: Any) -> None:
    browser = page(arabic())
    assert shown(browser) == ["r2", "r3", "r4"]
    put(browser, "status", True, 4)
    assert shown(browser) == ["r1", "r2", "r3", "r4"]
    put(browser, "kind", "number")
    assert shown(browser) == ["r2"]
    put(browser, "kind", "")
    put(browser, "absent", "3")
    assert shown(browser) == ["r3"]
    put(browser, "absent", "")
    put(browser, "confidence", "0.85")
    assert shown(browser) == ["r1"]
    put(browser, "confidence", "0")
    put(browser, "search", "غواصون")
    assert shown(browser) == ["r4"]
    put(browser, "search", "nothing has this")
    assert browser.run("return document.querySelector('.none').checkVisibility()") is True
    put(browser, "search", "")
    browser.press("n")
    browser.press("n")
    assert browser.run("return document.querySelector('.row.current').id") == "r2"
    browser.press("p")
    assert browser.run("return document.querySelector('.row.current').id") == "r1"


@needs_browser
def test_citations_buttons_and_order(page: Any) -> None:
    browser = page(arabic())
    current = "return document.querySelector('.row.current').id"
    put(browser, "kind", "number")
    browser.move(".cite[href='#r3']", click=True)
    assert browser.run(current) == "r3"
    assert shown(browser) == ["r2", "r3", "r4"]
    browser.move("[data-step='1']", click=True)
    assert browser.run(current) == "r4"
    browser.move("[data-step='-1']", click=True)
    assert browser.run(current) == "r3"
    put(browser, "status", True, 4)
    put(browser, "order", "status")
    assert shown(browser) == ["r2", "r3", "r4", "r1"]
    put(browser, "order", "told")
    assert shown(browser) == ["r1", "r2", "r3", "r4"]


@needs_browser
def test_texts_are_a_click_away(page: Any) -> None:
    browser = page(arabic())
    visible = (
        "return [...document.querySelectorAll('.pane')].filter((p) => p.checkVisibility()).map((p) => p.id)"
    )
    assert browser.run(visible) == ["pane-v1"]
    browser.move("#r2 td:nth-of-type(3) .where", click=True)
    assert browser.run(visible) == ["pane-v3"]
    assert browser.run("return document.querySelector('#v3-0').classList.contains('current')") is True
    assert (
        browser.run("return document.querySelector('.seg.hot').closest('.pane').id.slice(0, 6)") == "pane-v"
    )
    browser.move(".tab:nth-of-type(2)", click=True)
    assert browser.run(visible) == ["pane-v2"]
    assert browser.run("return [...document.querySelectorAll('.tab')].map((t) => t.ariaPressed)") == [
        "false",
        "true",
        "false",
    ]


@needs_browser
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_aa(name: str, scheme: str, page: Any) -> None:
    browser = page(PAGES[name](), scheme=scheme)
    put(browser, "status", True, 4)
    browser.press("n")
    found = browser.run(CONTRAST)
    assert len(found) > 30
    assert [row for row in found if row[0] < 4.5] == []


@needs_browser
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_overflows_sideways(name: str, width: int, page: Any) -> None:
    browser = page(PAGES[name](), width=width, height=740)
    put(browser, "status", True, 4)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    wide = """return [...document.querySelectorAll('body, body *')]
      .filter((e) => e.checkVisibility() && !e.closest('.skip, thead') && e.getBoundingClientRect().width)
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5)
      .map((e) => e.outerHTML.slice(0, 80))"""
    assert browser.run(wide) == []


@needs_browser
def test_hostile_words_do_nothing_and_nothing_is_asked_for(page: Any) -> None:
    browser = page(hostile())
    assert browser.run("return typeof window.pwned") == "undefined"
    assert browser.run("return document.scripts.length") == 1
    assert browser.run("return document.querySelectorAll('img').length") == 0
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.logs("browser") == []


@needs_browser
def test_columns_run_in_their_own_direction(page: Any) -> None:
    browser = page(arabic())
    cells = (
        "return [...document.querySelectorAll('#r2 td bdi[lang]')].map((e) => getComputedStyle(e).direction)"
    )
    assert browser.run(cells) == ["ltr", "ltr", "rtl"]
