"""One version as a page shows it: every character of its text, cut where a fact begins or ends.

A pane knows its own side only; a page of two or of many versions is a row of panes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from align.article import Article, Sentence
from align.report.bidi import direction
from align.report.view import SHOWN, SIGNS, label
from align.result import Evidence, Fact


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same facts; `style` is the class that shows them, "" for none."""

    text: str
    facts: tuple[str, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """A sentence of another version that shares a fact; `moved` if it breaks the order around it."""

    side: str
    sentence: int
    moved: bool
    anchor: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a pane; `before` is the text between it and the sentence before it."""

    sentence: Sentence
    before: str
    segments: tuple[Segment, ...]
    partners: tuple[Partner, ...]
    statuses: tuple[str, ...]
    new_paragraph: bool

    @property
    def targets(self) -> tuple[str, ...]:
        """The page ids of its partners."""
        return tuple(f"{p.side}-{p.sentence}" for p in self.partners)

    @property
    def anchors(self) -> tuple[str, ...]:
        """The page ids of the partners that it can be scrolled with, at most one of each other version."""
        return tuple(f"{p.side}-{p.sentence}" for p in self.partners if p.anchor)

    @property
    def signs(self) -> str:
        """The signs of its facts that are not kept, as shown beside its number."""
        return "".join(SIGNS[status] for status in self.statuses if status != "kept")


@dataclass(frozen=True, slots=True)
class Pane:
    """One version, with the text after its last sentence."""

    side: str
    name: str
    lang: str
    dir: str
    lines: tuple[Line, ...]
    after: str
    characters: int


def pane(
    article: Article,
    side: str,
    facts: Iterable[tuple[Fact, Evidence]],
    partners: dict[int, tuple[Partner, ...]],
) -> Pane:
    """Lay out one version with the facts that have evidence in it."""
    marks: dict[int, list[tuple[Fact, Evidence]]] = {}
    for fact, evidence in facts:
        marks.setdefault(evidence.sentence, []).append((fact, evidence))
    lines = []
    position, paragraph = 0, 0
    for sentence in article.sentences:
        here = marks.get(sentence.id, [])
        found = {fact.status for fact, _ in here}
        lines.append(
            Line(
                sentence,
                article.text[position : sentence.start],
                segments(sentence, here),
                partners.get(sentence.id, ()),
                tuple(status for status in SHOWN if status in found),
                sentence.paragraph != paragraph,
            )
        )
        position, paragraph = sentence.end, sentence.paragraph
    return Pane(
        side,
        label(article, side),
        article.lang,
        direction(article.lang),
        tuple(lines),
        article.text[position:],
        len(article.text),
    )


def segments(sentence: Sentence, marks: list[tuple[Fact, Evidence]]) -> tuple[Segment, ...]:
    """Cut a sentence where a fact begins or ends; joined again, the pieces are the sentence."""
    cuts = {sentence.start, sentence.end}
    for _, evidence in marks:
        cuts.update(cut for cut in (evidence.start, evidence.end) if sentence.start < cut < sentence.end)
    edges = sorted(cuts)
    found = []
    for start, end in pairwise(edges):
        covering = [fact for fact, e in marks if e.start <= start and end <= e.end]
        text = sentence.text[start - sentence.start : end - sentence.start]
        found.append(Segment(text, tuple(fact.id for fact in covering), style_of(covering)))
    return tuple(found)


def style_of(facts: list[Fact]) -> str:
    """Return the classes of a segment: the most pressing status of its claims, and that of its details."""
    order = {status: index for index, status in enumerate(SHOWN)}
    names = []
    for prefix, group in (
        ("claim", [fact for fact in facts if fact.kind == "claim"]),
        ("detail", [fact for fact in facts if fact.kind != "claim"]),
    ):
        status = min((fact.status for fact in group), key=order.__getitem__, default="kept")
        if status != "kept":
            names.append(f"{prefix}-{status}")
    return " ".join(names)
