"""What speaks for a bead: cosine of the joined spans, hubness, gain of joining, length, shared strings.

Every quantity is laid out in a band (see `lattice`), one value for each start node and bead shape, and is
symmetric: swapping the sides transposes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from align.lattice import Band, Floats, Shape

SHAPES: tuple[Shape, ...] = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 4), (4, 1),
    (1, 5), (5, 1), (1, 6), (6, 1), (1, 7), (7, 1), (1, 8), (8, 1),
)  # fmt: skip
# What hub-like neighbours a sentence has in texts too short to tell; the weight is that of so many sentences.
PRIOR_HUB, PRIOR_WEIGHT = 0.25, 2.0
NEIGHBOURS = 4
# In texts of more than so many sentences only the first so many shapes count.
MOST_ROWS, LONG_SHAPES = 3000, 11

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side: unit vectors (n, d), lengths (n,) in characters, at least 1, vectors of joined sentences."""

    vectors: Matrix
    lengths: Floats
    spans: Mapping[int, Matrix] = field(default_factory=dict)

    def joined(self, count: int) -> Matrix:
        """Return unit vectors of all spans of `count` sentences: sums where none are given."""
        size = len(self.vectors) - count + 1
        if count == 1:
            return self.vectors
        if count in self.spans:
            return self.spans[count]
        weighted = self.vectors * self.lengths[:, None].astype(np.float32)
        total = np.zeros((max(size, 0), self.vectors.shape[1]), dtype=np.float32)
        for offset in range(count):
            total += weighted[offset : offset + size] if size > 0 else 0
        norms = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.maximum(norms, 1e-9), dtype=np.float32)


def fitting(band: Band) -> list[Shape]:
    """Return the shapes that fit into the two texts; in long texts only the shorter ones, to save time."""
    shapes = SHAPES if band.rows <= MOST_ROWS else SHAPES[:LONG_SHAPES]
    return [(p, q) for p, q in shapes if p <= band.rows and q <= band.columns]


def banded_products(x: Matrix, y: Matrix, band: Band, rows: int = 64) -> Matrix:
    """Return x[i] . y[lows[i] + w] for every node of the band, 0 outside; by blocks of rows."""
    out = np.zeros((band.rows + 1, band.width), dtype=np.float32)
    columns = np.arange(band.width)
    for start in range(0, len(x), rows):
        stop = min(start + rows, len(x))
        lows = band.lows[start:stop]
        low, high = int(lows[0]), min(int(lows[-1]) + band.width, len(y))
        if high <= low:
            continue
        block = x[start:stop] @ y[low:high].T
        index = columns[None, :] + (lows - low)[:, None]
        inside = index < block.shape[1]
        picked = np.take_along_axis(block, np.minimum(index, block.shape[1] - 1), axis=1)
        out[start:stop] = np.where(inside, picked, 0.0)
    return out


def valid_starts(band: Band, shape: Shape) -> NDArray[np.bool_]:
    """Tell from which nodes a bead of this shape stays inside both texts and inside the band."""
    p, q = shape
    starts = band.lows[:, None] + np.arange(band.width)[None, :]
    out = starts + q <= band.columns
    out[max(band.rows + 1 - p, 0) :] = False
    reached = band.lows[p:][: max(band.rows + 1 - p, 0), None]
    ends = starts[: len(reached)] + q
    out[: len(reached)] &= (ends >= reached) & (ends < reached + band.width)
    return np.asarray(out)


def at(values: NDArray[np.float32], band: Band, rows: int, columns: int) -> NDArray[np.float32]:
    """Shift a banded array so that cell (i, j) holds the value of (i + rows, j + columns)."""
    out = np.zeros_like(values)
    for i in range(band.rows + 1 - rows):
        shift = int(band.lows[i + rows] - band.lows[i]) - columns
        row = values[i + rows]
        if shift >= 0:
            out[i, shift:] = row[: max(band.width - shift, 0)]
        else:
            out[i, :shift] = row[-shift:]
    return out


def hubs(x: Matrix, y: Matrix, band: Band | None = None) -> Floats:
    """Return how close each row of x is to sentences that are not its match: mean of its 2nd to 4th cosines.

    Shrunk towards a prior, which decides alone where y has one sentence.
    """
    if not len(x) or not len(y):
        return np.full(len(x), PRIOR_HUB)
    sims = x @ y.T if band is None else banded_products(x, y, band)[: len(x)]
    wanted = min(NEIGHBOURS, sims.shape[1])
    top = -np.partition(-sims, wanted - 1, axis=1)[:, :wanted]
    top = -np.sort(-top, axis=1)[:, 1:]
    count = top.shape[1]
    return np.asarray((top.sum(axis=1) + PRIOR_WEIGHT * PRIOR_HUB) / (count + PRIOR_WEIGHT), dtype=np.float64)


def cosines(a: Side, b: Side, band: Band) -> tuple[dict[Shape, Matrix], dict[Shape, Matrix]]:
    """Return the cosine of the joined spans and the mean hubness of the two, by shape."""
    spans_a = {p: a.joined(p) for p in sorted({p for p, _ in fitting(band)})}
    spans_b = {q: b.joined(q) for q in sorted({q for _, q in fitting(band)})}
    hubs_a = {p: hubs(v, b.vectors, band) for p, v in spans_a.items()}
    across = transpose_band(band)
    hubs_b = {q: hubs(v, a.vectors, across) for q, v in spans_b.items()}
    cos, hub = {}, {}
    for p, q in fitting(band):
        cos[p, q] = banded_products(spans_a[p], spans_b[q], band)
        hub_a = np.zeros(band.rows + 1)
        hub_a[: len(hubs_a[p])] = hubs_a[p]
        starts = np.clip(band.lows[:, None] + np.arange(band.width), 0, max(len(hubs_b[q]) - 1, 0))
        hub_b = hubs_b[q][starts] if len(hubs_b[q]) else np.zeros_like(starts, dtype=np.float64)
        hub[p, q] = ((hub_a[:, None] + hub_b) / 2).astype(np.float32)
    return cos, hub


def transpose_band(band: Band) -> Band:
    """Return a band of the transposed problem that covers the same nodes."""
    highs = np.minimum(band.lows + band.width - 1, band.columns)
    columns = np.arange(band.columns + 1)
    first = np.searchsorted(highs, columns, side="left")
    last = np.searchsorted(band.lows, columns, side="right") - 1
    width = int((last - first).max()) + 1
    return Band(np.minimum(first, band.rows + 1 - width).astype(np.int64).clip(0), width, band.rows)


def gains(cos: Mapping[Shape, Matrix], band: Band, shape: Shape) -> tuple[Matrix, Matrix]:
    """Return the least and the mean gain in cosine that each outer sentence of a joined span brings."""
    p, q = shape
    parts = []
    if p > 1:
        parts += [cos[p - 1, q], at(cos[p - 1, q], band, 1, 0)]
    if q > 1:
        parts += [cos[p, q - 1], at(cos[p, q - 1], band, 0, 1)]
    differences = cos[shape][None] - np.stack(parts)
    return differences.min(axis=0), differences.mean(axis=0)
