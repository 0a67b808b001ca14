"""Two small versions with their gold, and a diff of them that is right in everything."""

from __future__ import annotations

import align
from align.alignment import Alignment, Bead
from align.article import Article
from align.result import Diff, Evidence, Fact
from benchmarks.gold import Mention, Version

A = Article.from_sentences(["Five people died.", "It rained."], lang="en", name="a")
B = Article.from_sentences(["Zes mensen stierven.", "De brug is dicht."], lang="nl", name="b")


def version(article: Article, *mentions: tuple[str, int, str, str]) -> Version:
    found = []
    for fact, sentence, span, value in mentions:
        start = article.text.index(span)
        found.append(Mention(fact, sentence, start, start + len(span), value))
    return Version("event", article, tuple(found))


GOLD_A = version(A, ("f1", 0, "Five people", "5"), ("f2", 1, "rained", "rain"))
GOLD_B = version(B, ("f1", 0, "Zes mensen", "6"), ("f3", 1, "brug is dicht", "closed"))


def evidence(article: Article, sentence: int, span: str) -> Evidence:
    start = article.text.index(span)
    return Evidence(sentence, start, start + len(span), span)


def diff(*facts: Fact) -> Diff:
    beads = (Bead((0,), (0,), 1.0), Bead((1,), (), 1.0), Bead((), (1,), 1.0))
    return Diff(A, B, Alignment(2, 2, (), beads), facts, "test")


KEPT = Fact(
    "f1", "kept", "claim", 0.9, "", evidence(A, 0, A.sentences[0].text), evidence(B, 0, B.sentences[0].text)
)
CHANGED = Fact("f2", "changed", "number", 0.8, "5 / 6", evidence(A, 0, "Five"), evidence(B, 0, "Zes"), "f1")
DROPPED = Fact("f3", "dropped", "claim", 0.7, "", evidence(A, 1, "It rained."), None)
ADDED = Fact("f4", "added", "claim", 0.7, "", None, evidence(B, 1, B.sentences[1].text))


def changes(a: str, b: str) -> list[tuple[str, str]]:
    """Return the words of the changed facts of two texts."""
    found = align.diff(align.Article.from_text(a), align.Article.from_text(b)).facts
    return [(f.a.text, f.b.text) for f in found if f.status == "changed" and f.a and f.b]
