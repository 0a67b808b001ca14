"""Join sentences that order left out on both sides: one that moved by itself costs a jump there and one back.

Among the sentences left over each may face any other or none. The chance of two is what their bead weighs
against the beads of both with others and against none, for which as many places speak as sentences are left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from align.decoding import Cells
from align.lattice import Floats, Shape

DOUBT = 1.0  # nats by which a bead must outweigh none, beside the number of sentences left
LEAST = 0.5  # probability that joins two sentences
_MOST_WEIGHT = 30.0  # beyond it a weight says no more, and its exponential stays finite


def joined_strays(
    beads: tuple[Cells, ...], scores: tuple[float, ...], weights: Mapping[Shape, Floats]
) -> tuple[tuple[Cells, ...], tuple[float, ...]]:
    """Return beads and scores with those of sentences left out of all beads; `weights` of a full band."""
    rows, columns = (size - 1 for size in weights[1, 1].shape)
    left_a = _left(rows, [(i, p) for i, _, p, _ in beads])
    left_b = _left(columns, [(j, q) for _, j, _, q in beads])
    if not len(left_a) or not len(left_b):
        return beads, scores
    odds = np.exp(np.minimum(weights[1, 1][np.ix_(left_a, left_b)], _MOST_WEIGHT))
    none = max(odds.shape) * math.exp(DOUBT)
    chance = odds / (none + odds.sum(axis=1, keepdims=True) + odds.sum(axis=0, keepdims=True) - odds)
    # No two of them share a sentence: more than half of the chance goes to one in each row and column.
    found = [
        ((int(left_a[x]), int(left_b[y]), 1, 1), float(chance[x, y])) for x, y in np.argwhere(chance > LEAST)
    ]
    every = sorted([*zip(beads, scores, strict=True), *found])
    return tuple(bead for bead, _ in every), tuple(score for _, score in every)


def _left(size: int, taken: list[tuple[int, int]]) -> NDArray[np.int64]:
    free = np.ones(size, dtype=bool)
    for start, count in taken:
        free[start : start + count] = False
    return np.flatnonzero(free)
