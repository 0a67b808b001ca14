"""One version of an article as the diff sees it: facts, words, and vectors of its claims and sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.article import Article
from align.diffing.details import Detail, collect_details
from align.diffing.words import Words, collect_words
from align.encoder import Encoder, Vectors
from align.encoding import Encoded, Span, encode_spans, encode_without
from align.facts.extract import extract
from align.facts.model import ArticleFacts


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One version as the diff sees it: its facts, words, and the vectors of its claims and sentences.

    `sentence_ids` names the article's sentences that hold claims; rows of `sentence_vectors` follow it. Rows
    of `claims_without` and `details_without` are the sentence of each claim or detail with it taken out.
    """

    article: Article
    facts: ArticleFacts
    details: tuple[Detail, ...]
    words: Words
    claim_vectors: Vectors
    sentence_ids: NDArray[np.int32]
    sentence_vectors: Vectors
    claims_without: Vectors
    details_without: Vectors


def build_view(article: Article, encoder: Encoder, encoded: Encoded) -> View:
    """Extract the facts of an article and encode its claims."""
    facts = extract(article)
    details = collect_details(article, facts)
    parts = [(claim.sentence, claim.start, claim.end) for claim in facts.claims]
    places = [(detail.sentence, detail.start, detail.end) for detail in details]
    width = encoded.vectors.shape[1]
    ids = np.array(sorted({claim.sentence for claim in facts.claims}), dtype=np.int32)
    return View(
        article=article,
        facts=facts,
        details=details,
        words=collect_words(article, facts.claims, encoded, encoder),
        claim_vectors=_of_parts(encode_spans, article, encoder, parts, width),
        sentence_ids=ids,
        sentence_vectors=encoded.vectors[ids],
        claims_without=_of_parts(encode_without, article, encoder, parts, width),
        details_without=_of_parts(encode_without, article, encoder, places, width),
    )


def with_more(view: View, more: tuple[Detail, ...], encoder: Encoder) -> Vectors:
    """Return `details_without` with rows for more details."""
    parts = [(detail.sentence, detail.start, detail.end) for detail in more]
    found = _of_parts(encode_without, view.article, encoder, parts, view.sentence_vectors.shape[1])
    return np.vstack([view.details_without, found])


def _of_parts(
    encode: Callable[[Encoder, list[str], list[list[Span]]], list[Vectors]],
    article: Article,
    encoder: Encoder,
    parts: list[tuple[int, int, int]],
    width: int,
) -> Vectors:
    """Encode parts (sentence, start, end) in their sentences; return a row for each, in the order given."""
    owned: dict[int, list[int]] = {}
    for index, (sentence, _, _) in enumerate(parts):
        owned.setdefault(sentence, []).append(index)
    spans = []
    for sentence, indices in owned.items():
        shift = article.sentences[sentence].start
        spans.append([(parts[i][1] - shift, parts[i][2] - shift) for i in indices])
    rows = encode(encoder, [article.sentences[s].text for s in owned], spans)
    if not rows:
        return np.zeros((0, width), dtype=np.float32)
    order = np.argsort([i for indices in owned.values() for i in indices], kind="stable")
    found = np.asarray(np.vstack(rows)[order], dtype=np.float32)
    # Where no part holds a word, some encoders cannot tell how long their vectors would be.
    return found if found.any() else np.zeros((len(parts), width), dtype=np.float32)
