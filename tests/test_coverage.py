"""The coverage of words by spans agrees with a slow, obvious version."""

from __future__ import annotations

import numpy as np
import pytest

from align.coverage import WARMTH, covered, turned
from align.encoder import TokenVectors
from align.evidence import transpose_band
from align.lattice import Band


def words(rng: np.random.Generator, sentences: int) -> list[TokenVectors]:
    found = []
    for _ in range(sentences):
        size = int(rng.integers(0, 5))
        vectors = rng.normal(size=(size, 8)).astype(np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        spans = np.arange(size, dtype=np.int32)
        weights = rng.uniform(1, 20, size).astype(np.float32)
        found.append(TokenVectors(spans, spans + 1, vectors, weights))
    return found


def obvious(x: TokenVectors, y: list[TokenVectors], first: int, count: int) -> float:
    total = 0.0
    for vector, weight in zip(x.vectors, x.weights, strict=True):
        best = [max((float(vector @ other) for other in s.vectors), default=-1.0) for s in y]
        total += float(weight) * float(np.exp((max(best[first : first + count]) - max(best)) / WARMTH))
    return total


@pytest.mark.parametrize("seed", range(6))
def test_coverage_is_what_it_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = words(rng, int(rng.integers(1, 6))), words(rng, int(rng.integers(2, 6)))
    band = Band.full(len(x), len(y))
    found, mass = covered(x, y, band, 3)
    for i, sentence in enumerate(x):
        assert mass[i] == pytest.approx(float(sentence.weights.sum()), rel=1e-5)
        for q in (1, 2, 3):
            for j in range(len(y) - q + 1):
                assert found[q][i, j] == pytest.approx(obvious(sentence, y, j, q), rel=1e-4, abs=1e-5)


def test_the_other_side_is_laid_out_in_the_same_band() -> None:
    rng = np.random.default_rng(9)
    x, y = words(rng, 4), words(rng, 5)
    band = Band.full(4, 5)
    across = transpose_band(band)
    found, _ = covered(y, x, across, 1)
    laid = turned(found[1], across, band)
    for i in range(4):
        for j in range(5):
            assert laid[i, j] == found[1][j, i]
