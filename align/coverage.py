"""Which words of a span have their best match in the span facing it, laid out in a band.

A word counts as covered by how close its best match in the facing span comes to its best match anywhere in
the other text, so the measure is relative to the pair: it asks no threshold of any language or encoder.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.encoder import TokenVectors
from align.lattice import Band

Matrix = NDArray[np.float32]
WARMTH = 0.08  # cosine by which a match may fall behind the best one before it counts 1/e
HEAVIEST = 30.0  # weight of a word above which rarity says no more
BLOCK = 64  # rows of the band whose words are compared at once


def _flat(tokens: Sequence[TokenVectors]) -> tuple[Matrix, Matrix, NDArray[np.int64]]:
    """Return the vectors and weights of words that inform, and where those of each sentence start."""
    vectors, weights, sizes = [], [], []
    for token in tokens:
        kept = np.asarray(token.weights) > 0
        vectors.append(np.asarray(token.vectors, dtype=np.float32)[kept])
        weights.append(np.minimum(np.asarray(token.weights, dtype=np.float32)[kept], HEAVIEST))
        sizes.append(int(kept.sum()))
    return np.concatenate(vectors), np.concatenate(weights), np.concatenate([[0], np.cumsum(sizes)])


def covered(
    x: Sequence[TokenVectors], y: Sequence[TokenVectors], band: Band, longest: int
) -> tuple[dict[int, Matrix], Matrix]:
    """Return by count q the weight of words of sentence i that sentences j to j + q - 1 cover, and all of it.

    The first are laid out in the band, cell [i, j - lows[i]].
    """
    (left, weights, starts), (right, _, ends) = _flat(x), _flat(y)
    out = {q: np.zeros((band.rows + 1, band.width), dtype=np.float32) for q in range(1, longest + 1)}
    total = np.zeros(band.rows + 1, dtype=np.float32)
    for row in range(0, len(x), BLOCK):
        stop = min(row + BLOCK, len(x))
        low, high = int(band.lows[row]), min(int(band.lows[stop - 1]) + band.width, len(y))
        best = _best(left[starts[row] : starts[stop]], right, ends[low : high + 1])
        for i in range(row, stop):
            mine = slice(int(starts[i] - starts[row]), int(starts[i + 1] - starts[row]))
            weight = weights[starts[i] : starts[i + 1]]
            total[i] = weight.sum()
            first = int(band.lows[i]) - low
            seen = best[mine, first : first + band.width]
            if not len(weight) or not seen.shape[1]:
                continue
            top = seen.max(axis=1, keepdims=True)
            alone = near = np.exp((seen - top) / WARMTH)
            for q in range(1, min(longest, near.shape[1]) + 1):
                if q > 1:
                    near = np.maximum(near[:, :-1], alone[:, q - 1 :])
                out[q][i, : near.shape[1]] = weight @ near
    return out, total


def _best(rows: Matrix, columns: Matrix, ends: NDArray[np.int64]) -> Matrix:
    """Return for each row its best cosine in each sentence of `columns`, -1 in sentences without words."""
    out = np.full((len(rows), len(ends) - 1), -1.0, dtype=np.float32)
    full = np.flatnonzero(np.diff(ends))
    if len(full) and len(rows):
        cosines = rows @ columns[ends[0] : ends[-1]].T
        out[:, full] = np.maximum.reduceat(cosines, (ends - ends[0])[full], axis=1)
    return out


def turned(values: Matrix, across: Band, band: Band) -> Matrix:
    """Lay out in `band` what is laid out in `across`, the band of the transposed problem."""
    columns = band.lows[:, None] + np.arange(band.width)
    inside = columns < across.rows
    columns = np.minimum(columns, max(across.rows - 1, 0))
    cells = np.arange(band.rows + 1)[:, None] - across.lows[columns]
    inside &= (cells >= 0) & (cells < across.width)
    return np.where(inside, values[columns, np.clip(cells, 0, across.width - 1)], 0.0).astype(np.float32)
