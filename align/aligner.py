"""Align two versions of an article: which sentences are one another's translation, and which share a fact."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.alignment import Alignment, Bead, Link
from align.article import Article
from align.beadmodel import Pair, Words, make_pair
from align.decreed import decreed
from align.encoder import Encoder, load_encoder
from align.encoding import Encoded, encode_article
from align.engine import Division, divide, moved
from align.errors import InputError, OptionError
from align.evidence import MOST_ROWS, SHAPES, Side
from align.language import UNKNOWN
from align.locks import Locks, apply_locks

ORDERS = ("auto", "monotone", "free")
LONGEST = max(max(shape) for shape in SHAPES)
# Below this the two texts are hardly versions of one article: free retellings come out at .4 and more, other
# events and documents nearly always below.
UNRELATED = 0.35
UNRELATED_NOTE = (
    "the two texts hardly look like versions of one article (comparable {:.2f}): read the result with care"
)
STRANGE_NOTE = (
    "the encoder {} was not trained on language {}: it may find little there; "
    "`python -m align encoders` lists others"
)
ORDER_NOTE = (
    'the texts are too long to test whether parts moved: they are read in order; ask for "free" if not'
)

Matrix = NDArray[np.float32]


def align(
    a: Article | str | os.PathLike[str],
    b: Article | str | os.PathLike[str],
    encoder: Encoder | str | None = None,
    order: str = "auto",
) -> Alignment:
    """Align the sentences of two articles.

    `a` and `b` are articles, texts or paths; `encoder` is an encoder, a name, or None for the bundled one;
    `order` is "monotone" (a translation), "free" (blocks may move) or "auto" (the texts decide).

    Raises:
        AlignError: a text cannot be read, or the encoder or the order is unusable.
    """
    from align.reading import as_article

    _check_order(order)
    x, y = as_article(a), as_article(b)
    model = load_encoder(encoder) if encoder is None or isinstance(encoder, str) else encoder
    encoded = encode_article(x, model), encode_article(y, model)
    return align_encoded(x, y, *encoded, order=order, encoder=model)


def align_encoded(
    a: Article,
    b: Article,
    encoded_a: Encoded,
    encoded_b: Encoded,
    order: str = "auto",
    locks: Locks | None = None,
    encoder: Encoder | None = None,
) -> Alignment:
    """Align two articles whose sentences are encoded.

    Vectors are (n, d) float32, unit length, zero for blank sentences. With `encoder` the joined sentences of
    beads are read by it, which finds merged and split sentences better than sums of vectors do.

    Raises:
        OptionError: the order is unknown, or a lock names a sentence that is not there.
        InputError: the vectors do not fit the sentences.
    """
    from align.comparison import compare_texts

    _check_order(order)
    texts = [s.text for s in a.sentences], [s.text for s in b.sentences]
    vectors = _checked(encoded_a.vectors, len(texts[0])), _checked(encoded_b.vectors, len(texts[1]))
    if _later(texts[0], texts[1], vectors):
        turned = locks.swapped() if locks else None
        return swapped(align_encoded(b, a, encoded_b, encoded_a, order, turned, encoder))
    # The same share buttons and comment forms stand under unrelated articles of one site.
    kept = (
        [i for i in _filled(vectors[0]) if a.sentences[i].role != "boilerplate"],
        [j for j in _filled(vectors[1]) if b.sentences[j].role != "boilerplate"],
    )
    sides = [_side(v, t, k, encoder) for v, t, k in zip(vectors, texts, kept, strict=True)]
    lines = [[t[i] for i in k] for t, k in zip(texts, kept, strict=True)]
    words = words_of((encoded_a, encoded_b), kept)
    pair = make_pair(sides[0], sides[1], lines[0], lines[1], words)
    division = divide(pair, order, decreed(locks, kept))
    alignment = _assemble(division, pair, kept, (len(texts[0]), len(texts[1])))
    alignment = compare_texts(alignment, division, kept, (a, b), (encoded_a, encoded_b))
    alignment = apply_locks(alignment, locks) if locks else alignment
    return _with_note(_with_strange(alignment, (a.lang, b.lang), encoder))


def align_vectors(
    x: Matrix,
    y: Matrix,
    lengths_a: Sequence[float] | None = None,
    lengths_b: Sequence[float] | None = None,
    order: str = "auto",
) -> Alignment:
    """Align two lists of sentence vectors (n, d), unit length; lengths in characters help where known.

    Raises:
        OptionError: the order is unknown.
        InputError: vectors or lengths do not fit one another.
    """
    from align.comparison import compare_vectors

    _check_order(order)
    vectors = _checked(x, len(x)), _checked(y, len(y))
    given = [
        np.full(len(v), 100.0) if w is None else np.asarray(w, dtype=np.float64)
        for v, w in zip(vectors, (lengths_a, lengths_b), strict=True)
    ]
    if lengths_a is None or lengths_b is None:
        given = [np.full(len(v), 100.0) for v in vectors]
    for v, w in zip(vectors, given, strict=True):
        if len(v) != len(w):
            raise InputError(f"expected a length for each of {len(v)} vectors, got {len(w)} lengths")
    if _later(given[0].tolist(), given[1].tolist(), vectors):
        return swapped(align_vectors(y, x, lengths_b, lengths_a, order))
    kept = _filled(vectors[0]), _filled(vectors[1])
    sides = [Side(v[k], np.maximum(w[k], 1.0)) for v, w, k in zip(vectors, given, kept, strict=True)]
    pair = make_pair(sides[0], sides[1], None, None)
    division = divide(pair, order)
    alignment = _assemble(division, pair, kept, (len(vectors[0]), len(vectors[1])))
    return _with_note(compare_vectors(alignment, division, kept, vectors))


def swapped(alignment: Alignment) -> Alignment:
    """Return the alignment with its sides exchanged."""
    links = sorted((Link(k.b, k.a, k.score, k.moved) for k in alignment.links), key=lambda k: (k.a, k.b))
    beads = tuple(sort_beads([Bead(k.b, k.a, k.score) for k in alignment.beads]))
    return Alignment(
        alignment.size_b,
        alignment.size_a,
        tuple(links),
        beads,
        alignment.comparable,
        alignment.order,
        alignment.notes,
    )


def sort_beads(beads: Sequence[Bead]) -> list[Bead]:
    """Sort beads as they stand in a; nulls of b go before the bead of the sentence that follows them in b."""
    follows = {bead.b[0]: bead.a[0] for bead in beads if bead.a and bead.b}
    ends = sorted(follows)

    def key(bead: Bead) -> tuple[float, int, float]:
        if bead.a:
            return (bead.a[0], 1, bead.b[0] if bead.b else -1)
        after = next((j for j in ends if j > bead.b[0]), None)
        return (follows[after] if after is not None else float("inf"), 0, bead.b[0])

    return sorted(beads, key=key)


def _assemble(
    division: Division, pair: Pair, kept: tuple[list[int], list[int]], sizes: tuple[int, int]
) -> Alignment:
    """Turn a division of the sentences that are not blank into beads of all sentences, and links of beads."""
    rows, columns = kept
    beads, links = [], []
    apart = moved(division.beads) if division.order == "free" else [False] * len(division.beads)
    for (i, j, p, q), score, out in zip(division.beads, division.scores, apart, strict=True):
        a, b = tuple(rows[i : i + p]), tuple(columns[j : j + q])
        beads.append(Bead(a, b, _rounded(score)))
        links += [Link(x, y, _rounded(score), out) for x in a for y in b]
    used = {i for bead in beads for i in bead.a}, {j for bead in beads for j in bead.b}
    null = dict(zip(rows, division.null_a, strict=True)), dict(zip(columns, division.null_b, strict=True))
    beads += [Bead((i,), (), _rounded(null[0].get(i, 1.0))) for i in range(sizes[0]) if i not in used[0]]
    beads += [Bead((), (j,), _rounded(null[1].get(j, 1.0))) for j in range(sizes[1]) if j not in used[1]]
    links.sort(key=lambda link: (link.a, link.b))
    notes = (ORDER_NOTE,) if division.assumed else ()
    return Alignment(*sizes, tuple(links), tuple(sort_beads(beads)), order=division.order, notes=notes)


def _with_strange(alignment: Alignment, langs: tuple[str, str], encoder: Encoder | None) -> Alignment:
    """Say which languages of the two the encoder does not know, if it tells which ones it does."""
    known = getattr(encoder, "languages", ())
    strange = [lang for lang in dict.fromkeys(langs) if known and lang != UNKNOWN and lang not in known]
    if not strange:
        return alignment
    name = getattr(encoder, "signature", "given").split()[0]
    note = STRANGE_NOTE.format(name, " and ".join(map(repr, strange)))
    return replace(alignment, notes=(*alignment.notes, note))


def _with_note(alignment: Alignment) -> Alignment:
    """Warn where the texts are hardly versions of one article."""
    if alignment.comparable >= UNRELATED or not alignment.size_a or not alignment.size_b:
        return alignment
    return replace(alignment, notes=(*alignment.notes, UNRELATED_NOTE.format(alignment.comparable)))


def _rounded(score: float) -> float:
    return round(min(max(float(score), 0.0), 1.0), 4)


def _side(vectors: Matrix, texts: list[str], kept: list[int], encoder: Any) -> Side:
    from align.spans import joined_vectors

    words = [texts[i] for i in kept]
    lengths = np.array([max(len(t.strip()), 1) for t in words], dtype=np.float64)
    spans = joined_vectors(words, encoder, LONGEST) if encoder is not None else {}
    return Side(vectors[kept], lengths, spans)


def words_of(encoded: tuple[Encoded, Encoded], kept: tuple[list[int], list[int]]) -> Words | None:
    """Return the word vectors of the sentences that count, None without any or where texts are long."""
    tokens = encoded[0].tokens, encoded[1].tokens
    if tokens[0] is None or tokens[1] is None or not kept[0] or not kept[1]:
        return None
    if max(len(ids) for ids in kept) > MOST_ROWS:
        return None
    return [tokens[0][i] for i in kept[0]], [tokens[1][j] for j in kept[1]]


def _filled(vectors: Matrix) -> list[int]:
    """Return the indices of sentences that are not blank."""
    return [int(i) for i in np.flatnonzero(np.abs(vectors).sum(axis=1) > 0)] if vectors.size else []


def _later(x: Sequence[Any], y: Sequence[Any], vectors: tuple[Matrix, Matrix]) -> bool:
    """Tell whether to exchange the sides, so that results do not depend on their order."""
    if (len(x), list(x)) != (len(y), list(y)):
        return (len(x), list(x)) > (len(y), list(y))
    return vectors[0].tobytes() > vectors[1].tobytes()


def _checked(vectors: Any, count: int) -> Matrix:
    found = np.asarray(vectors, dtype=np.float32)
    if found.ndim != 2 or len(found) != count:
        raise InputError(
            f"expected {count} sentence vectors, an array of shape ({count}, d), got shape {found.shape}"
        )
    return found


def _check_order(order: str) -> None:
    if order not in ORDERS:
        raise OptionError(f'expected an order of "auto", "monotone" or "free", got {order!r}')
