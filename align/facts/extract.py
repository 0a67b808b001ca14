"""Extract the facts of one article: sentence by sentence, with offsets into the article's text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from align.article import Article
from align.facts.attribution import find_attributions
from align.facts.claims import cut_claims
from align.facts.model import ArticleFacts
from align.facts.names import find_names, name_words
from align.facts.polarity import find_marks
from align.facts.quotes import find_quotes
from align.facts.values import find_values

T = TypeVar("T")


def extract(article: Article) -> ArticleFacts:
    """Find the claims of an article, and the values, names, attributions, marks and quotes in them.

    Content and headings are searched; boilerplate is not. Each tuple is in order of position.
    """
    kinds: dict[str, list[Any]] = {
        "claims": [], "values": [], "names": [], "attributions": [], "marks": [], "quotes": [],
    }  # fmt: skip
    known = name_words((s.text for s in article.sentences if s.role != "boilerplate"), article.lang)
    for sentence in article.sentences:
        if sentence.role == "boilerplate":
            continue
        found = {
            "claims": cut_claims(sentence.text, article.lang),
            "values": find_values(sentence.text, article.lang),
            "names": find_names(sentence.text, article.lang, known),
            "attributions": find_attributions(sentence.text, article.lang),
            "marks": find_marks(sentence.text, article.lang),
            "quotes": find_quotes(sentence.text, article.lang),
        }
        for kind, items in found.items():
            kinds[kind].extend(_shifted(item, sentence.id, sentence.start) for item in items)
    return ArticleFacts(**{kind: tuple(items) for kind, items in kinds.items()})


def _shifted(item: T, sentence: int, offset: int) -> T:
    """Move a finding from its sentence to the article."""
    fact: Any = item
    moved: T = replace(fact, sentence=sentence, start=fact.start + offset, end=fact.end + offset)
    return moved
