"""Simple aligners to compare with: the diagonal, lengths alone, mutual nearest neighbours."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
# Gale & Church (1993), table 5: probability of each shape; the variance of lengths is that of section 3.2.
SHAPES = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
VARIANCE = 6.8


def _with_nulls(pairs: Beads, n: int, m: int) -> Beads:
    used_a, used_b = {i for a, _ in pairs for i in a}, {j for _, b in pairs for j in b}
    nulls: Beads = [((i,), ()) for i in range(n) if i not in used_a]
    return [*pairs, *nulls, *(((), (j,)) for j in range(m) if j not in used_b)]


def diagonal(x: Any, y: Any, *_: Any) -> Beads:
    """Pair the sentences by number."""
    n, m = len(x), len(y)
    pairs: Beads = [((i,), (i,)) for i in range(min(n, m))]
    return _with_nulls(pairs, n, m)


def mutual_cosine(x: Any, y: Any, *_: Any) -> Beads:
    """Pair sentences that are each other's nearest neighbour by cosine, above 0.4."""
    return _mutual(x @ y.T, 0.4)


def mutual_margin(x: Any, y: Any, *_: Any) -> Beads:
    """Pair sentences that are each other's nearest by cosine less the mean of their four nearest."""
    cosine = x @ y.T
    rows = np.sort(cosine, axis=1)[:, -4:].mean(axis=1, keepdims=True)
    columns = np.sort(cosine, axis=0)[-4:].mean(axis=0, keepdims=True)
    return _mutual(cosine - (rows + columns) / 2, 0.0)


def _mutual(values: Any, least: float) -> Beads:
    n, m = values.shape
    best = values.argmax(axis=1)
    pairs: Beads = [
        ((i,), (int(j),)) for i, j in enumerate(best) if values[:, j].argmax() == i and values[i, j] > least
    ]
    return _with_nulls(pairs, n, m)


def lengths_alone(x: Any, y: Any, long_a: Any, long_b: Any) -> Beads:
    """Align by lengths in characters (Gale & Church 1993)."""
    n, m = len(long_a), len(long_b)
    sums_a, sums_b = (np.concatenate([[0.0], np.cumsum(v)]) for v in (long_a, long_b))
    ratio = sums_b[-1] / sums_a[-1]
    best = np.full((n + 1, m + 1), math.inf)
    back: dict[tuple[int, int], tuple[int, int]] = {}
    best[0, 0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for (p, q), prior in SHAPES.items():
                if p > i or q > j or not math.isfinite(best[i - p, j - q]):
                    continue
                left, right = sums_a[i] - sums_a[i - p], sums_b[j] - sums_b[j - q]
                mean = (left + right / ratio) / 2
                deviation = abs(right - left * ratio) / math.sqrt(VARIANCE * mean)
                cost = -math.log(prior) - math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-300))
                if best[i - p, j - q] + cost < best[i, j]:
                    best[i, j] = best[i - p, j - q] + cost
                    back[i, j] = (p, q)
    beads: Beads = []
    i, j = n, m
    while i or j:
        p, q = back[i, j]
        beads.append((tuple(range(i - p, i)), tuple(range(j - q, j))))
        i, j = i - p, j - q
    return [bead for bead in beads[::-1] if bead[0] and bead[1]] + [
        null for a, b in beads if not a or not b for null in _singles(a, b)
    ]


def _singles(a: tuple[int, ...], b: tuple[int, ...]) -> Beads:
    alone: Beads = [((i,), ()) for i in a]
    return [*alone, *(((), (j,)) for j in b)]


BASELINES: dict[str, Callable[..., Beads]] = {
    "diagonal": diagonal,
    "lengths (Gale-Church)": lengths_alone,
    "mutual nearest, cosine": mutual_cosine,
    "mutual nearest, margin": mutual_margin,
}
