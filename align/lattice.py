"""Sums and best paths over all monotone divisions of two texts into beads.

A node (i, j) says that i sentences of a and j of b are done. Only a band of nodes is kept: row i holds the
columns `lows[i] .. lows[i] + width - 1`. A null bead weighs 0, each run of nulls weighs `gap` once, a bead
of p and q sentences that starts in (i, j) weighs `weights[p, q][i, j - lows[i]]`. Within a run of nulls the
sentences of a come first, so that each division is counted once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shape = tuple[int, int]
NEVER = -1e30


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The nodes that are kept: row i has the columns from `lows[i]`, `width` of them, within 0..columns."""

    lows: NDArray[np.int64]
    width: int
    columns: int

    @classmethod
    def full(cls, n: int, m: int) -> Band:
        """Keep every node of an n x m problem."""
        return cls(np.zeros(n + 1, dtype=np.int64), m + 1, m)

    @property
    def rows(self) -> int:
        """The number of sentences of side a."""
        return len(self.lows) - 1

    def inside(self, row: int) -> NDArray[np.bool_]:
        """Tell which cells of a row are columns that exist."""
        columns = self.lows[row] + np.arange(self.width)
        return np.asarray((columns >= 0) & (columns <= self.columns))


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Posterior log-probabilities: of each bead by shape, laid out as its weights, and the expected gaps."""

    beads: dict[Shape, Floats]
    gaps: float
    total: float


def _shifted(source: Floats, shift: int, width: int) -> Floats:
    """Move a row `shift` cells to the right, filling with NEVER."""
    out = np.full(width, NEVER)
    if shift >= width or shift <= -width:
        return out
    if shift >= 0:
        out[shift:] = source[: width - shift]
    else:
        out[:shift] = source[-shift:]
    return out


def _forward(band: Band, weights: Mapping[Shape, Floats], gap: float) -> tuple[Floats, Floats, Floats]:
    """Return the log-sums of ways to reach each node: after a bead, after a null of a, in all."""
    rows, width, lows = band.rows, band.width, band.lows
    bead = np.full((rows + 1, width), NEVER)
    gap_a = np.full((rows + 1, width), NEVER)
    every = np.full((rows + 1, width), NEVER)
    for i in range(rows + 1):
        if i == 0:
            bead[0, -int(lows[0])] = 0.0
        terms = [
            _shifted(every[i - p] + weights[p, q][i - p], int(lows[i - p] + q - lows[i]), width)
            for p, q in weights
            if p <= i
        ]
        if terms:
            stacked = np.stack(terms)
            top = np.maximum(stacked.max(axis=0), NEVER)
            np.logaddexp(bead[i], top + np.log(np.exp(stacked - top).sum(axis=0)), out=bead[i])
        if i:
            shift = int(lows[i - 1] - lows[i])
            gap_a[i] = _shifted(np.logaddexp(bead[i - 1] + gap, gap_a[i - 1]), shift, width)
        outside = ~band.inside(i)
        bead[i, outside] = gap_a[i, outside] = NEVER
        opened = np.logaddexp.accumulate(np.logaddexp(bead[i] + gap, gap_a[i]))
        every[i] = np.logaddexp(bead[i], gap_a[i])
        every[i, 1:] = np.logaddexp(every[i, 1:], opened[:-1])
        every[i, outside] = NEVER
    return bead, gap_a, every


def _backward(band: Band, weights: Mapping[Shape, Floats], gap: float) -> tuple[Floats, Floats, Floats]:
    """Return the log-sums of ways to finish from each node: after a bead, after a null of a, of b."""
    rows, width, lows = band.rows, band.width, band.lows
    bead = np.full((rows + 2, width), NEVER)
    gap_a = np.full((rows + 2, width), NEVER)
    gap_b = np.full((rows + 2, width), NEVER)
    for i in range(rows, -1, -1):
        onward = np.full(width, NEVER)
        if i == rows:
            onward[band.columns - int(lows[i])] = 0.0
        terms = [
            weights[p, q][i] + _shifted(bead[i + p], int(lows[i + p] - q - lows[i]), width)
            for p, q in weights
            if i + p <= rows
        ]
        if terms:
            stacked = np.stack([onward, *terms])
            top = np.maximum(stacked.max(axis=0), NEVER)
            onward = top + np.log(np.exp(stacked - top).sum(axis=0))
        onward[~band.inside(i)] = NEVER
        gap_b[i] = np.logaddexp.accumulate(onward[::-1])[::-1]
        next_b = np.append(gap_b[i, 1:], NEVER)
        next_a = (
            _shifted(gap_a[i + 1], int(lows[i + 1] - lows[i]), width) if i < rows else np.full(width, NEVER)
        )
        gap_a[i] = np.logaddexp(np.logaddexp(onward, next_a), next_b)
        bead[i] = np.logaddexp(onward, gap + np.logaddexp(next_a, next_b))
        outside = ~band.inside(i)
        for state in (bead, gap_a, gap_b):
            state[i, outside] = NEVER
    return bead, gap_a, gap_b


def posteriors(band: Band, weights: Mapping[Shape, Floats], gap: float) -> Sums:
    """Return the posterior log-probability of every bead, by the forward-backward algorithm."""
    rows, width, lows = band.rows, band.width, band.lows
    ahead, _, every = _forward(band, weights, gap)
    back, back_a, back_b = _backward(band, weights, gap)
    total = float(every[rows, band.columns - lows[rows]])
    beads: dict[Shape, Floats] = {}
    for (p, q), weight in weights.items():
        out = np.full((rows + 1, width), NEVER)
        for i in range(rows + 1 - p):
            shift = int(lows[i + p] - q - lows[i])
            out[i] = every[i] + weight[i] + _shifted(back[i + p], shift, width) - total
        beads[p, q] = np.maximum(out, NEVER)
    gaps = 0.0
    for i in range(rows + 1):
        onward = np.append(back_b[i, 1:], NEVER)
        if i < rows:
            onward = np.logaddexp(onward, _shifted(back_a[i + 1], int(lows[i + 1] - lows[i]), width))
        gaps += float(np.exp(np.minimum(ahead[i] + gap + onward - total, 0.0)).sum())
    return Sums(beads, gaps, total)


def best_path(band: Band, gains: Mapping[Shape, Floats]) -> list[tuple[int, int, int, int]]:
    """Return the beads (i, j, p, q) of the division with the highest sum of gains; nulls gain 0.

    Ties go to nulls, then to the shape that comes first.
    """
    rows, width, lows = band.rows, band.width, band.lows
    best = np.full((rows + 1, width), NEVER)
    shapes = list(gains)
    for i in range(rows + 1):
        if i == 0:
            best[0, -int(lows[0])] = 0.0
        else:
            best[i] = _shifted(best[i - 1], int(lows[i - 1] - lows[i]), width)
        for p, q in shapes:
            if p <= i:
                shift = int(lows[i - p] + q - lows[i])
                np.maximum(best[i], _shifted(best[i - p] + gains[p, q][i - p], shift, width), out=best[i])
        best[i, ~band.inside(i)] = NEVER
        np.maximum.accumulate(best[i], out=best[i])
    return _trace(band, gains, best)


def _trace(band: Band, gains: Mapping[Shape, Floats], best: Floats) -> list[tuple[int, int, int, int]]:
    """Walk back from the last node along the choices that reach its value."""
    lows, width = band.lows, band.width
    path: list[tuple[int, int, int, int]] = []
    i, j = band.rows, band.columns

    def value(row: int, column: int) -> float:
        cell = column - int(lows[row])
        return float(best[row, cell]) if 0 <= cell < width and column >= 0 else NEVER

    while i or j:
        here = value(i, j)
        if j and value(i, j - 1) == here:
            j -= 1
            continue
        if i and value(i - 1, j) == here:
            i -= 1
            continue
        for p, q in gains:
            if p > i or q > j or value(i - p, j - q) <= NEVER / 2:
                continue
            if value(i - p, j - q) + float(gains[p, q][i - p, j - q - int(lows[i - p])]) == here:
                i, j = i - p, j - q
                path.append((i, j, p, q))
                break
        else:
            raise AssertionError("no step leads here")
    return path[::-1]
