"""One version of an article as the diff sees it: facts, words, and vectors of its claims and sentences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.article import Article
from align.diffing.details import Detail, collect_details
from align.diffing.words import Words, collect_words
from align.encoder import Encoder, Vectors
from align.encoding import Encoded, encode_spans
from align.facts.extract import extract
from align.facts.model import ArticleFacts


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One version as the diff sees it: its facts, words, and the vectors of its claims and sentences.

    `sentence_ids` names the article's sentences that hold claims; rows of `sentence_vectors` follow it.
    """

    article: Article
    facts: ArticleFacts
    details: tuple[Detail, ...]
    words: Words
    claim_vectors: Vectors
    sentence_ids: NDArray[np.int32]
    sentence_vectors: Vectors


def build_view(article: Article, encoder: Encoder, encoded: Encoded) -> View:
    """Extract the facts of an article and encode its claims."""
    facts = extract(article)
    ids = np.array(sorted({claim.sentence for claim in facts.claims}), dtype=np.int32)
    return View(
        article=article,
        facts=facts,
        details=collect_details(article, facts),
        words=collect_words(article, facts.claims, encoded, encoder),
        claim_vectors=_claim_vectors(article, facts, encoder, encoded),
        sentence_ids=ids,
        sentence_vectors=encoded.vectors[ids],
    )


def _claim_vectors(article: Article, facts: ArticleFacts, encoder: Encoder, encoded: Encoded) -> Vectors:
    """Encode each claim within its sentence."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for claim in facts.claims:
        start = article.sentences[claim.sentence].start
        spans.setdefault(claim.sentence, []).append((claim.start - start, claim.end - start))
    texts = [article.sentences[sentence].text for sentence in spans]
    rows = encode_spans(encoder, texts, list(spans.values()))
    return np.vstack(rows) if rows else np.zeros((0, encoded.vectors.shape[1]), dtype=np.float32)
