"""Sentence vectors of any encoder, checked: shape, finite numbers, unit length; blank sentences are zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from align.article import Article
from align.encoder import Encoder, TokenVectors, Vectors
from align.errors import EncoderError


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The vectors of an article's sentences, and their token vectors where the encoder gives them."""

    vectors: Vectors
    tokens: tuple[TokenVectors, ...] | None


def encode_sentences(encoder: Encoder, sentences: list[str]) -> Vectors:
    """Return unit vectors (n, d) float32, one a sentence; a blank sentence gets the zero vector.

    Raises:
        EncoderError: the encoder returned something that is not one finite vector a sentence.
    """
    full = [s for s in sentences if s.strip()]
    if not full:
        return np.zeros((len(sentences), 1), dtype=np.float32)
    return _scatter(sentences, checked(encoder.encode(full), len(full)))


def encode_article(article: Article, encoder: Encoder) -> Encoded:
    """Encode an article's sentences, with token vectors if the encoder has them.

    Raises:
        EncoderError: the encoder returned something unusable.
    """
    texts = [s.text for s in article.sentences]
    full = [s for s in texts if s.strip()]
    if not full or not hasattr(encoder, "encode_tokens"):
        return Encoded(encode_sentences(encoder, texts), None)
    if hasattr(encoder, "encode_all"):
        vectors, tokens = encoder.encode_all(full)
    else:
        vectors, tokens = encoder.encode(full), encoder.encode_tokens(full)
    found = iter(tokens)
    width = tokens[0].vectors.shape[1]
    spread = tuple(next(found) if s.strip() else empty_tokens(width) for s in texts)
    return Encoded(_scatter(texts, checked(vectors, len(full))), spread)


def empty_tokens(width: int) -> TokenVectors:
    """Return the token vectors of a blank sentence: none."""
    none = np.zeros(0, dtype=np.int32)
    return TokenVectors(none, none, np.zeros((0, width), dtype=np.float32), np.zeros(0, dtype=np.float32))


def checked(found: Any, count: int) -> Vectors:
    """Turn what an encoder returned into unit vectors.

    Raises:
        EncoderError: it is not an array of numbers of shape (count, d), or holds NaN or infinity.
    """
    expected = f"the encoder must return {count} vectors, an array of shape ({count}, d)"
    try:
        if hasattr(found, "detach"):
            found = found.detach().cpu().numpy()
        rows = np.array(found, dtype=np.float32)
    except (TypeError, ValueError, RuntimeError) as error:
        raise EncoderError(f"{expected}; got {type(found).__name__} that is not numbers: {error}") from error
    if rows.ndim != 2 or len(rows) != count or not rows.shape[1]:
        raise EncoderError(f"{expected}; got shape {rows.shape}")
    bad = np.flatnonzero(~np.isfinite(rows).all(axis=1))
    if len(bad):
        raise EncoderError(f"{expected} of finite numbers; vector {int(bad[0])} holds NaN or infinity")
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))[:, None]
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0, casting="unsafe")
    return unit


def _scatter(sentences: list[str], vectors: Vectors) -> Vectors:
    rows = np.zeros((len(sentences), vectors.shape[1]), dtype=np.float32)
    rows[[i for i, s in enumerate(sentences) if s.strip()]] = vectors
    return rows
