"""The fast sums and paths against slow, obvious ones that list every division."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from align.decoding import Marginals, decode, marginals
from align.lattice import NEVER, Band, Floats, Shape, best_path, posteriors

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2))
Division = tuple[tuple[int, int, int, int], ...]


def divisions(i: int, j: int, n: int, m: int) -> Iterator[Division]:
    """List every set of ascending beads between (i, j) and (n, m)."""
    yield ()
    for p, q in SHAPES:
        for x in range(i, n - p + 1):
            for y in range(j, m - q + 1):
                for rest in divisions(x + p, y + q, n, m):
                    yield ((x, y, p, q), *rest)


def runs_of_nulls(division: Division, n: int, m: int) -> int:
    ends = [(0, 0), *((x + p, y + q) for x, y, p, q in division)]
    starts = [*((x, y) for x, y, _, _ in division), (n, m)]
    return sum(end != start for end, start in zip(ends, starts, strict=True))


def random_weights(rng: np.random.Generator, n: int, m: int) -> dict[Shape, Floats]:
    out = {}
    for p, q in SHAPES:
        weight = rng.normal(0.0, 2.0, (n + 1, m + 1))
        weight[max(n + 1 - p, 0) :] = NEVER
        weight[:, max(m + 1 - q, 0) :] = NEVER
        out[p, q] = weight
    return out


@pytest.mark.parametrize("seed", range(12))
def test_posteriors_and_best_path_agree_with_listing_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    weights, gap = random_weights(rng, n, m), float(rng.normal())
    worth = {}
    for division in divisions(0, 0, n, m):
        total = sum(float(weights[p, q][x, y]) for x, y, p, q in division)
        worth[division] = math.exp(total + gap * runs_of_nulls(division, n, m))
    whole = sum(worth.values())
    found = posteriors(Band.full(n, m), weights, gap)
    assert found.total == pytest.approx(math.log(whole))
    for (p, q), logs in found.beads.items():
        for x in range(n - p + 1):
            for y in range(m - q + 1):
                mass = sum(v for d, v in worth.items() if (x, y, p, q) in d)
                assert math.exp(logs[x, y]) == pytest.approx(mass / whole, abs=1e-9)
    expected = sum(v * runs_of_nulls(d, n, m) for d, v in worth.items()) / whole
    assert found.gaps == pytest.approx(expected)
    best = max(divisions(0, 0, n, m), key=lambda d: sum(float(weights[p, q][x, y]) for x, y, p, q in d))
    assert tuple(best_path(Band.full(n, m), weights)) == best


def test_a_band_that_holds_all_nodes_in_play_changes_nothing() -> None:
    rng = np.random.default_rng(5)
    n, width = 9, 5
    lows = np.clip(np.arange(n + 1) - 2, 0, n + 1 - width)
    full, narrow = np.full((n + 1, n + 1), NEVER), np.full((n + 1, width), NEVER)
    for i in range(n):
        full[i, i] = narrow[i, i - lows[i]] = 20.0 + rng.normal()
    one = posteriors(Band.full(n, n), {(1, 1): full}, -1.0).beads[1, 1]
    other = posteriors(Band(lows, width, n), {(1, 1): narrow}, -1.0).beads[1, 1]
    for i in range(n):
        assert one[i, i] == pytest.approx(other[i, i - lows[i]], abs=1e-9)


def test_marginals_of_sentences_and_beads_add_up_to_one() -> None:
    rng = np.random.default_rng(3)
    band = Band.full(4, 6)
    found = marginals(posteriors(band, random_weights(rng, 4, 6), -1.0).beads, band)
    for i in range(4):
        covered = sum(found.beads[p, q][x].sum() for p, q in SHAPES for x in range(max(i - p + 1, 0), i + 1))
        assert covered + found.null_a[i] == pytest.approx(1.0)


def test_decoding_prefers_what_is_probable() -> None:
    sure = np.zeros((3, 3))
    sure[0, 0] = sure[1, 1] = 0.9
    found = Marginals({(1, 1): sure}, np.full(2, 0.1), np.full(2, 0.1))
    assert decode(found, Band.full(2, 2)) == [(0, 0, 1, 1), (1, 1, 1, 1)]
    unsure = Marginals({(1, 1): sure / 9}, np.full(2, 0.9), np.full(2, 0.9))
    assert decode(unsure, Band.full(2, 2)) == []
