"""The report as one HTML page that opens from disk: no request leaves it, and no word of a text is markup.

The page carries a content security policy that allows the hashes of its own style and script and nothing else
(W3C Content Security Policy Level 3, hash sources).
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from align.report import view
from align.report.bidi import CONTROL, code_label, direction, flat
from align.report.panes import Pane, Partner, pane
from align.report.summary import summarise
from align.result import KINDS, Diff

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def diff_to_html(diff: Diff, summary_lang: str = "en") -> str:
    """Return one self-contained page with both texts side by side and every fact.

    Raises:
        OptionError: there is no summary in that language.
    """
    sides = (("a", diff.a), ("b", diff.b))
    return render(
        "diff.html",
        diff=diff,
        panes=[_pane(diff, side) for side, _ in sides],
        entries=[entry for status in view.SHOWN for entry in view.entries(diff, status)],
        summary=summarise(diff, summary_lang),
        summary_lang=summary_lang,
        warning=view.warning(diff),
        notes=view.all_notes(diff),
        kinds=[kind for kind in KINDS if any(fact.kind == kind for fact in diff.facts)],
        title=flat(" / ".join(view.label(version, side) for side, version in sides)),
    )


def render(template: str, **context: object) -> str:
    """Fill a page template; style, script and their hashes are given to every page."""
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template(template)
        .render(
            style=_trusted(style),
            script=_trusted(script),
            policy=policy(style, script),
            signs=view.SIGNS,
            statuses=view.SHOWN,
            meaning=view.MEANING,
            **context,
        )
    )


def policy(style: str, script: str) -> str:
    """Return a content security policy that allows one style sheet and one script, and no request at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def show(text: str) -> Markup:
    """Escape text of an article; control and bidi-control characters are shown by their code."""
    from markupsafe import Markup, escape

    found = []
    for piece in CONTROL.split(text):  # every second piece is a control character
        if piece == "\r":  # as a reference, or a parser would drop it
            found.append(Markup("&#13;"))
        elif CONTROL.fullmatch(piece) and piece not in "\n\t":
            found.append(Markup('<span class="control">{}</span>').format(code_label(piece)))
        else:
            found.append(escape(piece))
    return Markup("").join(found)


def _pane(diff: Diff, side: str) -> Pane:
    """Lay out one side of a diff."""
    other = "b" if side == "a" else "a"
    steady = _steady(diff)
    partners: dict[int, list[Partner]] = {}
    for link in diff.alignment.links:
        here, there = (link.a, link.b) if side == "a" else (link.b, link.a)
        partners.setdefault(here, []).append(Partner(other, there, link.moved, (link.a, link.b) in steady))
    marks = [(fact, found) for fact in diff.facts if (found := view.side_of(fact, side))]
    rows = {number: tuple(sorted(group, key=lambda p: p.sentence)) for number, group in partners.items()}
    return pane(view.article_of(diff, side), side, marks, rows)


def _steady(diff: Diff) -> set[tuple[int, int]]:
    """Return links that rise on both sides: where the two columns can be scrolled together."""
    found: list[tuple[int, int]] = []
    for link in sorted(diff.alignment.links, key=lambda k: (k.a, k.b)):
        if not link.moved and (not found or (link.a > found[-1][0] and link.b > found[-1][1])):
            found.append((link.a, link.b))
    return set(found)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (files("align.report") / "templates" / name).read_text("utf-8")


def _trusted(text: str) -> Markup:
    """Mark our own style or script as markup; it is a file of this package, never words of a text."""
    from markupsafe import Markup

    return Markup(text)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("align.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(show=show, direction=direction)
    found.globals.update(
        quotations=view.quotations,
        quoted_parts=view.quoted_parts,
        article_of=view.article_of,
        reason=view.reason,
    )
    return found
