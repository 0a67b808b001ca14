"""The diff of two articles."""

from __future__ import annotations

from align.aligner import align
from align.article import Article
from align.encoder import Encoder
from align.reading import article_from_text
from align.result import Diff, Evidence, Fact


def diff(a: Article | str, b: Article | str, encoder: Encoder | None = None, order: str = "auto") -> Diff:
    """Compare two versions."""
    x, y = (s if isinstance(s, Article) else article_from_text(s) for s in (a, b))
    alignment = align(x, y, encoder, order)
    forth, back = {k.a: k for k in alignment.links}, {k.b: k for k in alignment.links}

    def side(article: Article, i: int) -> Evidence:
        s = article.sentences[i]
        return Evidence(i, s.start, s.end, s.text, "")

    facts: list[Fact] = []
    for s in x.content:
        link = forth.get(s.id)
        if link:
            facts.append(Fact(f"f{len(facts)}", "kept", "claim", link.score, "", side(x, s.id), side(y, link.b)))
        else:
            facts.append(Fact(f"f{len(facts)}", "dropped", "claim", 0.5, "", side(x, s.id), None))
    for s in y.content:
        if s.id not in back:
            facts.append(Fact(f"f{len(facts)}", "added", "claim", 0.5, "", None, side(y, s.id)))
    return Diff(x, y, alignment, tuple(facts), "align 0.1.0")
