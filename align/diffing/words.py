"""The words of an article with contextual vectors and weights: the finest evidence that a diff rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.article import Article
from align.encoder import Encoder, TokenVectors, Vectors
from align.encoding import Encoded, encode_sentences
from align.facts.model import Claim
from align.facts.tokens import Token, tokens

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All words of an article's content and headings, in order.

    `starts` and `ends` (k,) are code-point offsets into the article's text, `sentences` and `claims` (k,)
    are indices, `vectors` (k, d) have unit length, `weights` (k,) say how informative a word is (nats),
    `norms` are the folded words.
    """

    starts: Ints
    ends: Ints
    sentences: Ints
    claims: Ints
    vectors: Vectors
    weights: NDArray[np.float32]
    norms: tuple[str, ...]

    def within(self, start: int, end: int) -> NDArray[np.intp]:
        """Return the indices of the words that overlap a span of the text."""
        return np.flatnonzero((self.starts < end) & (self.ends > start))

    def text(self, row: int | np.integer[Any], article: str) -> str:
        """Return a word as it stands in the article's text."""
        return article[self.starts[row] : self.ends[row]]


def collect_words(article: Article, claims: tuple[Claim, ...], encoded: Encoded, encoder: Encoder) -> Words:
    """Give each word of the claims the mean vector of its tokens and the sum of their weights.

    Where the encoder has no token vectors, each word is encoded by itself; its weight is then constant.
    """
    rows: list[tuple[int, int, int, int]] = []
    vectors: list[Vectors] = []
    weights: list[float] = []
    alone: dict[int, list[Token]] = {}
    norms: list[str] = []
    for index, claim in enumerate(claims):
        sentence = article.sentences[claim.sentence]
        if encoded.tokens is None:
            alone[index] = [word for word in tokens(claim.text) if word.is_word]
            norms.extend(word.norm for word in alone[index])
            rows.extend(
                (claim.start + w.start, claim.start + w.end, claim.sentence, index) for w in alone[index]
            )
            continue
        found = encoded.tokens[claim.sentence]
        for word in tokens(claim.text):
            start = claim.start + word.start - sentence.start
            vector, weight = _pool(found, start, start + len(word.text)) if word.is_word else (None, 0.0)
            if vector is not None:
                rows.append(
                    (sentence.start + start, sentence.start + start + len(word.text), claim.sentence, index)
                )
                norms.append(word.norm)
                vectors.append(vector)
                weights.append(weight)
    if encoded.tokens is None:
        matrix = encode_sentences(encoder, [w.text for index in sorted(alone) for w in alone[index]])
        weights = [8.0 if row[1] - row[0] > 3 else 4.0 for row in rows]
    else:
        width = encoded.tokens[0].vectors.shape[1] if encoded.tokens else encoded.vectors.shape[1]
        matrix = np.array(vectors, dtype=np.float32).reshape(len(rows), width)
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 4)
    starts, ends, sentences, owners = table.T
    return Words(starts, ends, sentences, owners, matrix, np.array(weights, dtype=np.float32), tuple(norms))


def _pool(found: TokenVectors, start: int, end: int) -> tuple[Vectors | None, float]:
    """Return the unit mean vector and the summed weight of the tokens over one word."""
    chosen = (found.starts < end) & (found.ends > start)
    if not chosen.any():
        return None, 0.0
    mean = found.vectors[chosen].mean(axis=0)
    length = float(np.sqrt(mean @ mean))
    return (mean / length if length > 0 else mean), float(found.weights[chosen].sum())
