"""Choose one division from posterior probabilities: the one with the highest expected strict score.

A bead gains its probability less `COST`, what a wrong bead costs in precision; so does each sentence in a
null bead (minimum Bayes risk decoding, Kumar & Byrne 2004).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from align.lattice import NEVER, Band, Floats, Shape, best_path

COST = 0.5
LEAST = 1e-6
LEAST_FREE = 0.2  # probability of a bead in free order, where nothing but its own evidence holds it

Cells = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Marginals:
    """Probabilities of beads by shape, and of each sentence of either side to stand in no bead."""

    beads: dict[Shape, Floats]
    null_a: Floats
    null_b: Floats


def marginals(logs: Mapping[Shape, Floats], band: Band) -> Marginals:
    """Turn posterior log-probabilities into probabilities, of beads and of nulls."""
    beads = {shape: np.exp(np.minimum(value, 0.0)) for shape, value in logs.items()}
    used_a, used_b = np.zeros(band.rows + 1), np.zeros(band.columns + 9)
    starts = np.clip(band.lows[:, None] + np.arange(band.width), 0, band.columns)
    for (p, q), value in beads.items():
        by_row = value.sum(axis=1)
        by_column = np.bincount(starts.ravel(), weights=value.ravel(), minlength=band.columns + 1)
        for offset in range(p):
            used_a[offset:] += by_row[: len(by_row) - offset]
        for offset in range(q):
            used_b[offset : offset + len(by_column)] += by_column
    null_a = np.clip(1.0 - used_a[: band.rows], 0.0, 1.0)
    null_b = np.clip(1.0 - used_b[: band.columns], 0.0, 1.0)
    return Marginals(beads, null_a, null_b)


def _gains(found: Marginals, band: Band) -> dict[Shape, Floats]:
    """Return what each bead gains over leaving its sentences in null beads."""
    sums_a = np.concatenate([[0.0], np.cumsum(found.null_a - COST)])
    sums_b = np.concatenate([[0.0], np.cumsum(found.null_b - COST)])
    starts = np.clip(band.lows[:, None] + np.arange(band.width), 0, band.columns)
    out = {}
    for (p, q), value in found.beads.items():
        lost_a = np.zeros(band.rows + 1)
        lost_a[: max(band.rows + 1 - p, 0)] = (sums_a[p:] - sums_a[:-p])[: max(band.rows + 1 - p, 0)]
        lost_b = sums_b[np.minimum(starts + q, band.columns)] - sums_b[starts]
        gain = value - COST - lost_a[:, None] - lost_b
        out[p, q] = np.where(value > LEAST, gain, NEVER)
    return out


def decode(found: Marginals, band: Band) -> list[Cells]:
    """Return the beads (i, j, p, q) of the best division that keeps the order."""
    return best_path(band, _gains(found, band))


def decode_free(found: Marginals, band: Band) -> list[Cells]:
    """Return beads that share no sentence, in free order, the most probable first; from a full band."""
    candidates = []
    for (p, q), gain in _gains(found, band).items():
        value = found.beads[p, q]
        for i, j in zip(*np.nonzero((gain > 0.0) & (value > LEAST_FREE)), strict=True):
            candidates.append((-round(float(value[i, j]), 9), int(i), int(j), p, q))
    used_a, used_b = np.zeros(band.rows, dtype=bool), np.zeros(band.columns, dtype=bool)
    chosen = []
    for _, i, j, p, q in sorted(candidates):
        if not used_a[i : i + p].any() and not used_b[j : j + q].any():
            used_a[i : i + p] = used_b[j : j + q] = True
            chosen.append((i, j, p, q))
    return sorted(chosen)
