"""Vectors of any encoder, folded, checked and of unit length: of sentences, of their words, of spans.

Folding takes away what changes no word but makes encoders stumble: Arabic vowel marks, the stretching line,
direction marks; digits of other scripts become ASCII; Arabic that lost most of its spaces gets them back.
Offsets are those of the text as it was given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.article import Article
from align.encoder import Encoder, TokenVectors, Vectors
from align.errors import EncoderError
from align.runons import runs_together

Span = tuple[int, int]

# Arabic vowel marks with shadda, the small alef, the stretching line; direction marks and isolates.
_DROPPED = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_SEPARATORS = {"\u066a": "%", "\u066b": ".", "\u066c": ","}


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The vectors of an article's sentences, and their token vectors where the encoder gives them."""

    vectors: Vectors
    tokens: tuple[TokenVectors, ...] | None


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin` has the original offset of each character and of the end, None if the same.

    A space that was put in has the offset of the character behind it.
    """

    text: str
    original: str
    origin: tuple[int, ...] | None

    def back(self, start: int, end: int) -> Span:
        """Return a span of the folded text as a span of the original, with the marks on its last letter."""
        if self.origin is None or start >= end:
            return (start, end) if self.origin is None else (self.origin[start], self.origin[start])
        last, limit = self.origin[end - 1] + 1, self.origin[end]
        while last < limit and self.original[last] in _DROPPED:
            last += 1
        return self.origin[start], last

    def forth(self, start: int, end: int) -> Span:
        """Return a span of the original as a span of the folded text."""
        if self.origin is None:
            return start, end
        first, last = np.searchsorted(np.array(self.origin), (start, end)).tolist()
        return int(first), int(last)


def fold(text: str, encoder: Encoder | None = None) -> Folded:
    """Fold a text for an encoder; its `lost_spaces` says where Arabic that runs together is to be parted."""
    if text.isascii():
        return Folded(text, text, None)
    kept: list[str] = []
    origin: list[int] = []
    for i, character in enumerate(text):
        if character in _DROPPED or character in _MARKS:
            continue
        origin.append(i)
        if character > "\u007f" and unicodedata.category(character) == "Nd":
            character = str(unicodedata.digit(character))
        kept.append(_SEPARATORS.get(character, character))
    folded = "".join(kept)
    if encoder is not None and hasattr(encoder, "lost_spaces") and runs_together(folded):
        for cut in reversed(encoder.lost_spaces(folded)):
            folded = f"{folded[:cut]} {folded[cut:]}"
            origin.insert(cut, origin[cut])
    if origin == list(range(len(text))):
        return Folded(folded, text, None)
    return Folded(folded, text, (*origin, len(text)))


def encode_sentences(encoder: Encoder, sentences: Sequence[str]) -> Vectors:
    """Return unit vectors (n, d) float32, one a sentence; a blank sentence gets the zero vector.

    Raises:
        EncoderError: the encoder returned something that is not one finite vector a sentence.
    """
    texts = [fold(s, encoder).text for s in sentences]
    distinct = list(dict.fromkeys(t for t in texts if t.strip()))
    if not distinct:
        return np.zeros((len(texts), _width(encoder)), dtype=np.float32)
    return _spread(texts, distinct, checked(encoder.encode(distinct), len(distinct)))


def encode_article(article: Article, encoder: Encoder) -> Encoded:
    """Encode an article's sentences, with token vectors if the encoder has them.

    Raises:
        EncoderError: the encoder returned something unusable.
    """
    if not hasattr(encoder, "encode_tokens"):
        return Encoded(encode_sentences(encoder, [s.text for s in article.sentences]), None)
    folded = [fold(s.text, encoder) for s in article.sentences]
    texts = [f.text for f in folded]
    distinct = list(dict.fromkeys(t for t in texts if t.strip()))
    if not distinct:
        empty = tuple(_no_tokens(_width(encoder)) for _ in texts)
        return Encoded(np.zeros((len(texts), _width(encoder)), dtype=np.float32), empty)
    vectors, tokens = run_all(encoder, distinct)
    known = dict(zip(distinct, tokens, strict=True))
    found = (_unfold(f, known[f.text]) if f.text in known else _no_tokens(vectors.shape[1]) for f in folded)
    return Encoded(_spread(texts, distinct, vectors), tuple(found))


def encode_spans(
    encoder: Encoder, sentences: Sequence[str], spans: Sequence[Sequence[Span]]
) -> list[Vectors]:
    """Return a unit vector for each span (code points) of each sentence, comparable with sentence vectors.

    Encoders with `encode_spans` read a span in its sentence; of others, the span's text is encoded by itself.
    A span without a word gets the zero vector.

    Raises:
        EncoderError: the encoder returned something unusable.
    """
    if hasattr(encoder, "encode_spans"):
        return _in_folded(encoder, encoder.encode_spans, sentences, spans)
    texts = [s[start:end] for s, wanted in zip(sentences, spans, strict=True) for start, end in wanted]
    counts = [len(wanted) for wanted in spans]
    return np.split(encode_sentences(encoder, texts), np.cumsum(counts)[:-1]) if counts else []


def encode_without(
    encoder: Encoder, sentences: Sequence[str], spans: Sequence[Sequence[Span]]
) -> list[Vectors]:
    """Return, for each span (code points) of each sentence, a unit vector of the sentence without it.

    Encoders with `encode_without` compute it from one pass over the sentence; for others, the text without
    the span is encoded. A sentence with nothing else in it gets the zero vector.

    Raises:
        EncoderError: the encoder returned something unusable.
    """
    if hasattr(encoder, "encode_without"):
        return _in_folded(encoder, encoder.encode_without, sentences, spans)
    texts = [
        s[:start] + " " + s[end:] for s, wanted in zip(sentences, spans, strict=True) for start, end in wanted
    ]
    counts = [len(wanted) for wanted in spans]
    return np.split(encode_sentences(encoder, texts), np.cumsum(counts)[:-1]) if counts else []


def _in_folded(
    encoder: Encoder, method: Any, sentences: Sequence[str], spans: Sequence[Sequence[Span]]
) -> list[Vectors]:
    """Call a method on folded sentences with the spans moved along, and check what it returns."""
    folded = [fold(s, encoder) for s in sentences]
    moved = [[f.forth(*span) for span in wanted] for f, wanted in zip(folded, spans, strict=True)]
    found = method([f.text for f in folded], moved)
    none = np.zeros((0, _width(encoder)), np.float32)
    return [checked(rows, len(wanted)) if wanted else none for rows, wanted in zip(found, moved, strict=True)]


def run_all(encoder: Any, sentences: list[str]) -> tuple[Vectors, list[TokenVectors]]:
    """Return checked sentence vectors and token vectors of sentences that are not blank.

    Raises:
        EncoderError: the encoder returned something unusable.
    """
    if hasattr(encoder, "encode_all"):
        vectors, tokens = encoder.encode_all(sentences)
    else:
        vectors, tokens = encoder.encode(sentences), encoder.encode_tokens(sentences)
    tokens = list(tokens)
    if len(tokens) != len(sentences):
        raise EncoderError(f"encode_tokens must return {len(sentences)} results; got {len(tokens)}")
    for index, item in enumerate(tokens):
        sizes = {len(item.starts), len(item.ends), len(item.weights), len(item.vectors)}
        if len(sizes) != 1 or not np.isfinite(item.vectors).all() or not np.isfinite(item.weights).all():
            raise EncoderError(
                f"encode_tokens must return as many finite vectors as spans; sentence {index} differs"
            )
    return checked(vectors, len(sentences)), tokens


def checked(found: Any, count: int) -> Vectors:
    """Turn what an encoder returned into unit vectors.

    Raises:
        EncoderError: it is not an array of numbers of shape (count, d), or holds NaN or infinity.
    """
    expected = f"encode must return {count} vectors, an array of shape ({count}, d)"
    try:
        if hasattr(found, "detach"):
            found = found.detach().cpu().float().numpy()
        rows = np.array(found, dtype=np.float32)
    except (TypeError, ValueError, RuntimeError) as error:
        raise EncoderError(f"{expected}; got {type(found).__name__}: {error}") from error
    if rows.ndim != 2 or len(rows) != count or not rows.shape[1]:
        raise EncoderError(f"{expected}; got shape {rows.shape}")
    bad = np.flatnonzero(~np.isfinite(rows).all(axis=1))
    if len(bad):
        raise EncoderError(f"{expected}, of finite numbers; vector {int(bad[0])} holds NaN or infinity")
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))[:, None]
    return np.asarray(np.divide(rows, lengths, out=np.zeros(rows.shape), where=lengths > 0), dtype=np.float32)


def _spread(texts: list[str], distinct: list[str], vectors: Vectors) -> Vectors:
    where = {text: i for i, text in enumerate(distinct)}
    rows = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    for i, text in enumerate(texts):
        if text in where:
            rows[i] = vectors[where[text]]
    return rows


def _unfold(folded: Folded, tokens: TokenVectors) -> TokenVectors:
    if folded.origin is None:
        return tokens
    pairs = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    spans = np.array([folded.back(a, b) for a, b in pairs], dtype=np.int32).reshape(-1, 2)
    return TokenVectors(spans[:, 0].copy(), spans[:, 1].copy(), tokens.vectors, tokens.weights)


def _no_tokens(width: int) -> TokenVectors:
    none: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
    return TokenVectors(none, none, np.zeros((0, width), dtype=np.float32), np.zeros(0, dtype=np.float32))


def _width(encoder: Encoder) -> int:
    found = getattr(encoder, "dimensions", 1)
    return found if isinstance(found, int) else 1
