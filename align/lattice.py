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
LONGEST = 8  # sentences in the longest bead


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

    @property
    def margin(self) -> int:
        """The cells by which a row may be shifted against one that a bead reaches."""
        steps = [self.lows[p:] - self.lows[:-p] for p in range(1, min(LONGEST, self.rows) + 1)]
        return min(max((int(step.max()) for step in steps), default=0), self.width) + LONGEST + 1

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


def _room(rows: int, band: Band) -> Floats:
    """Return a table of log-sums with a margin on both sides, so that a shifted row is a slice of it."""
    return np.full((rows, band.width + 2 * band.margin), NEVER)


class _Slicer:
    """Tells where the cells of a row lie that has been moved so many cells to the right."""

    def __init__(self, band: Band) -> None:
        self.margin, self.width = band.margin, band.width
        self.middle = slice(self.margin, self.margin + self.width)

    def __call__(self, shift: int) -> slice:
        start = min(max(self.margin - shift, 0), 2 * self.margin)
        return slice(start, start + self.width)


def _forward(band: Band, weights: Mapping[Shape, Floats], gap: float) -> tuple[Floats, Floats]:
    """Return the log-sums of ways to reach each node: after a bead, and in all."""
    rows, width, lows = band.rows, band.width, band.lows.tolist()
    at = _Slicer(band)
    middle, margin = at.middle, at.margin
    bead, gap_a, every = (_room(rows + 1, band) for _ in range(3))
    bead[0, margin - lows[0]] = 0.0
    for i in range(rows + 1):
        for (p, q), weight in weights.items():
            if p <= i:
                place = bead[i, at(lows[i] - lows[i - p] - q)]
                np.logaddexp(place, every[i - p, middle] + weight[i - p], out=place)
        if i:
            came = np.logaddexp(bead[i - 1] + gap, gap_a[i - 1])
            gap_a[i, middle] = came[at(lows[i - 1] - lows[i])]
        cells = np.arange(width + 2 * margin) + lows[i] - margin
        outside = (cells < max(lows[i], 0)) | (cells > min(band.columns, lows[i] + width - 1))
        bead[i, outside] = gap_a[i, outside] = NEVER
        here = np.logaddexp(bead[i, middle], gap_a[i, middle])
        opened = np.logaddexp.accumulate(np.logaddexp(bead[i, middle] + gap, gap_a[i, middle]))
        here[1:] = np.logaddexp(here[1:], opened[:-1])
        every[i, middle] = here
        every[i, outside] = NEVER
    return bead, every


def _backward(band: Band, weights: Mapping[Shape, Floats], gap: float) -> tuple[Floats, Floats, Floats]:
    """Return the log-sums of ways to finish from each node: after a bead, after a null of a, of b."""
    rows, width, lows = band.rows, band.width, band.lows.tolist()
    at = _Slicer(band)
    middle = at.middle
    bead, gap_a, gap_b = (_room(rows + 2, band) for _ in range(3))
    for i in range(rows, -1, -1):
        onward = np.full(width, NEVER)
        if i == rows:
            onward[band.columns - lows[i]] = 0.0
        for (p, q), weight in weights.items():
            if i + p <= rows:
                came = bead[i + p, at(lows[i + p] - q - lows[i])]
                np.logaddexp(onward, weight[i] + came, out=onward)
        outside = ~band.inside(i)
        onward[outside] = NEVER
        run = np.logaddexp.accumulate(onward[::-1])[::-1]
        next_b = np.append(run[1:], NEVER)
        next_a = gap_a[i + 1, at(lows[i + 1] - lows[i])] if i < rows else np.full(width, NEVER)
        states = (
            (bead, np.logaddexp(onward, gap + np.logaddexp(next_a, next_b))),
            (gap_a, np.logaddexp(np.logaddexp(onward, next_a), next_b)),
            (gap_b, run),
        )
        for state, value in states:
            value[outside] = NEVER
            state[i, middle] = value
    return bead, gap_a, gap_b


def _taken(table: Floats, band: Band, rows: int, columns: int) -> Floats:
    """Return the table's values `rows` and `columns` further on, for each node of the band."""
    margin = band.margin
    stop = band.rows + 1 - rows
    shift = columns + band.lows[:stop] - band.lows[rows : rows + stop] + margin
    index = np.clip(shift, 0, 2 * margin)[:, None] + np.arange(band.width)
    return np.asarray(np.take_along_axis(table[rows : rows + stop], index, axis=1))


def posteriors(band: Band, weights: Mapping[Shape, Floats], gap: float) -> Sums:
    """Return the posterior log-probability of every bead, by the forward-backward algorithm."""
    rows, width = band.rows, band.width
    at = _Slicer(band)
    middle, margin = at.middle, at.margin
    ahead, every = _forward(band, weights, gap)
    back, back_a, back_b = _backward(band, weights, gap)
    total = float(every[rows, margin + band.columns - int(band.lows[rows])])
    beads: dict[Shape, Floats] = {}
    for (p, q), weight in weights.items():
        out = np.full((rows + 1, width), NEVER)
        if p <= rows:
            stop = rows + 1 - p
            out[:stop] = every[:stop, middle] + weight[:stop] + _taken(back, band, p, q) - total
        beads[p, q] = np.maximum(out, NEVER)
    onward = np.full((rows + 1, width), NEVER)
    onward[:, :-1] = back_b[: rows + 1, middle][:, 1:]
    if rows:
        onward[:rows] = np.logaddexp(onward[:rows], _taken(back_a[: rows + 1], band, 1, 0))
    gaps = float(np.exp(np.minimum(ahead[:, middle] + gap + onward - total, 0.0)).sum())
    return Sums(beads, gaps, total)


def best_path(band: Band, gains: Mapping[Shape, Floats]) -> list[tuple[int, int, int, int]]:
    """Return the beads (i, j, p, q) of the division with the highest sum of gains; nulls gain 0.

    Ties go to nulls, then to the shape that comes first.
    """
    rows, width, lows = band.rows, band.width, band.lows.tolist()
    at = _Slicer(band)
    middle, margin = at.middle, at.margin
    best = _room(rows + 1, band)
    best[0, margin - lows[0]] = 0.0
    for i in range(rows + 1):
        if i:
            came = best[i - 1, at(lows[i - 1] - lows[i])]
            best[i, middle] = np.maximum(best[i, middle], came)
        for (p, q), gain in gains.items():
            if p <= i:
                place = best[i, at(lows[i] - lows[i - p] - q)]
                np.maximum(place, best[i - p, middle] + gain[i - p], out=place)
        best[i, :margin] = best[i, margin + width :] = NEVER
        best[i, middle][~band.inside(i)] = NEVER
        np.maximum.accumulate(best[i, middle], out=best[i, middle])
    best = best[:, middle]
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
