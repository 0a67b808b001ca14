"""The verdict on a pair, and the links of comparable texts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from align.alignment import Alignment, Link
from align.article import Article
from align.details import detail_evidence
from align.encoding import Encoded
from align.engine import Division
from align.linkevidence import Matrix, Text, evidence
from align.linkmodel import link_probabilities, load_model

Vectors = NDArray[np.float32]
# A pair whose sentences link beyond their beads less often than this, per bead, is a translation: its links
# are the pairs in its beads.
EXTRA_LINKS = 0.25
MOST_PAIRS = 60_000  # sentence pairs whose links are weighed one by one; above, links are those of the beads
SAMPLE = 512  # sentences of a side that the verdict looks at


def verdict_evidence(division: Division, x: Vectors, y: Vectors) -> dict[str, Matrix]:
    """Return what tells two versions of one article from two unrelated texts; `x`, `y` without blanks."""
    rows = np.unique(np.linspace(0, len(x) - 1, min(len(x), SAMPLE)).astype(np.int64))
    columns = np.unique(np.linspace(0, len(y) - 1, min(len(y), SAMPLE)).astype(np.int64))
    ahead, back = x[rows] @ y.T, x @ y[columns].T
    best = (float(ahead.max(axis=1).mean()) + float(back.max(axis=0).mean())) / 2
    middle = float(np.median(ahead))
    held = sum(score * (p + q) for (_, _, p, q), score in zip(division.beads, division.scores, strict=True))
    cosines = [
        float(x[i : i + p].sum(axis=0) @ y[j : j + q].sum(axis=0)) / (p * q) for i, j, p, q in division.beads
    ]
    weighed = float(np.dot(cosines, division.scores)) if cosines else 0.0
    found = {
        "closeness": best,
        "lead": best - middle,
        "share in beads": held / (len(x) + len(y)),
        "cosine in beads": weighed / (sum(division.scores) + 0.5),
        "size": float(np.log(min(len(x), len(y)))),
    }
    return {name: np.array([[value]]) for name, value in found.items()}


def compare_vectors(
    alignment: Alignment,
    division: Division,
    kept: tuple[list[int], list[int]],
    vectors: tuple[Vectors, Vectors],
) -> Alignment:
    """Return the alignment with the verdict on the pair.

    Two texts without a sentence are versions of one another, one without is no version of one with some.
    """
    if not kept[0] or not kept[1]:
        return replace(alignment, comparable=0.0 if kept[0] or kept[1] else 1.0)
    x, y = vectors[0][kept[0]], vectors[1][kept[1]]
    verdict = float(load_model().verdict.probability(verdict_evidence(division, x, y))[0, 0])
    return replace(alignment, comparable=round(verdict, 4))


def compare_texts(
    alignment: Alignment,
    division: Division,
    kept: tuple[list[int], list[int]],
    articles: tuple[Article, Article],
    encoded: tuple[Encoded, Encoded],
) -> Alignment:
    """Return the alignment with the verdict on the pair and, for comparable texts, links of their own."""
    alignment = compare_vectors(alignment, division, kept, (encoded[0].vectors, encoded[1].vectors))
    if division.pairs is None or not division.pairs.size or division.pairs.size > MOST_PAIRS:
        return alignment
    chances = pair_chances(division, kept, articles, encoded)
    extra = ((chances > 0.5) & (division.pairs <= 0.5)).sum() / max((division.pairs > 0.5).sum(), 1)
    if extra <= EXTRA_LINKS:
        return alignment
    return replace(alignment, links=_links(alignment, chances, kept))


def pair_evidence(
    division: Division,
    kept: tuple[list[int], list[int]],
    articles: tuple[Article, Article],
    encoded: tuple[Encoded, Encoded],
) -> dict[str, Matrix]:
    """Return all evidence for links between the sentences that are not blank."""
    texts = [
        Text(
            code.vectors[ids],
            [code.tokens[i] for i in ids] if code.tokens is not None else None,
            [article.sentences[i].text for i in ids],
            np.array([article.sentences[i].role != "content" for i in ids]),
        )
        for ids, article, code in zip(kept, articles, encoded, strict=True)
    ]
    found = evidence(texts[0], texts[1])
    found |= detail_evidence(texts[0].texts, articles[0].lang, texts[1].texts, articles[1].lang)
    if division.pairs is not None:
        found["free bead"] = division.pairs
    return found


def pair_chances(
    division: Division,
    kept: tuple[list[int], list[int]],
    articles: tuple[Article, Article],
    encoded: tuple[Encoded, Encoded],
) -> Matrix:
    """Return the probability that each two sentences that are not blank share a fact."""
    found = pair_evidence(division, kept, articles, encoded)
    vectors = [code.vectors[ids] for code, ids in zip(encoded, kept, strict=True)]
    return link_probabilities(found, vectors[0], vectors[1], load_model())


def _links(alignment: Alignment, chances: Matrix, kept: tuple[list[int], list[int]]) -> tuple[Link, ...]:
    """Link the pairs above the threshold; those that the beads place out of order stay moved."""
    moved = {(link.a, link.b) for link in alignment.links if link.moved}
    pairs = np.argwhere(chances > load_model().threshold)
    found = [(kept[0][i], kept[1][j], round(float(chances[i, j]), 4)) for i, j in pairs]
    return tuple(Link(a, b, score, (a, b) in moved) for a, b, score in found)
