"""Sums over divisions into beads whose order is free: blocks of one text may stand elsewhere in the other.

One side is read in order, as a hidden Markov model reads it (Vogel et al. 1996, for words); the position in
the other side goes on, skips ahead at the price of a gap, or jumps anywhere at the price of a jump. Read that
way a sentence of the other side could be used twice, so each side is read in turn and the
probabilities of a bead are averaged. Only full bands are handled: cell [i, j] of a weight is the bead that
starts there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from align.lattice import NEVER, Floats, Shape

JUMP_PRIOR = 0.3  # share of transitions that jump, before the pair is seen
JUMP_PRIOR_COUNT = 4.0
ROUNDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class FreeSums:
    """Posterior log-probabilities of beads by shape, cell [i, j], and the expected share of jumps."""

    beads: dict[Shape, Floats]
    jumps: float
    share: float


def _logsum(values: Floats) -> float:
    top = float(values.max())
    return top + float(np.log(np.exp(values - top).sum()))


def _before(values: Floats) -> Floats:
    """Return for each cell the log-sum of the cells before it."""
    return np.append(NEVER, np.logaddexp.accumulate(values)[:-1])


def _read(
    weights: Mapping[Shape, Floats], gap: float, jump: float
) -> tuple[dict[Shape, Floats], float, float]:
    """Read side a in order; return posteriors, the expected number of jumps and of beads."""
    rows, width = next(iter(weights.values())).shape
    n, m = rows - 1, width - 1
    ended = np.full((rows, width), NEVER)
    nulls = np.full((rows, width), NEVER)
    enter = np.full((rows, width), NEVER)
    leap = np.full(rows, NEVER)
    ended[0, 0] = 0.0
    hop = jump - np.log(max(m, 1))
    for i in range(rows):
        for (p, q), weight in weights.items():
            if p <= i and q <= m:
                came = enter[i - p, : width - q] + weight[i - p, : width - q]
                np.logaddexp(ended[i, q:], came, out=ended[i, q:])
        if i:
            nulls[i] = np.logaddexp(ended[i - 1] + gap, nulls[i - 1])
        here = np.logaddexp(ended[i], nulls[i])
        leap[i] = _logsum(here) + hop
        ahead = np.logaddexp(_before(ended[i]) + gap, _before(nulls[i]))
        enter[i] = np.logaddexp(np.logaddexp(here, ahead), leap[i])
    total = _logsum(np.logaddexp(ended[n], nulls[n]))
    back, onward = _back(weights, gap, hop)
    beads = {}
    for (p, q), weight in weights.items():
        out = np.full((rows, width), NEVER)
        if p <= n and q <= m:
            came = enter[: rows - p, : width - q] + weight[: rows - p, : width - q]
            out[: rows - p, : width - q] = came + back[p:, q:] - total
        beads[p, q] = np.maximum(out, NEVER)
    jumps = float(np.exp(np.minimum(leap[:, None] + onward - total, 0.0)).sum())
    count = float(sum(np.exp(np.minimum(out, 0.0)).sum() for out in beads.values()))
    return beads, jumps, count


def _back(weights: Mapping[Shape, Floats], gap: float, hop: float) -> tuple[Floats, Floats]:
    """Return the log-sums of ways to finish after a bead ended in a node, and by one that starts there."""
    rows, width = next(iter(weights.values())).shape
    n, m = rows - 1, width - 1
    ended = np.full((rows, width), NEVER)
    nulls = np.full((rows, width), NEVER)
    onward = np.full((rows, width), NEVER)
    for i in range(n, -1, -1):
        for (p, q), weight in weights.items():
            if i + p <= n and q <= m:
                go = weight[i, : width - q] + ended[i + p, q:]
                np.logaddexp(onward[i, : width - q], go, out=onward[i, : width - q])
        later = _before(onward[i, ::-1])[::-1]
        anywhere = _logsum(onward[i]) + hop
        rest = nulls[i + 1] if i < n else np.full(width, NEVER)
        done = 0.0 if i == n else NEVER
        straight = np.logaddexp(np.logaddexp(onward[i], anywhere), done)
        ended[i] = np.logaddexp(straight, gap + np.logaddexp(later, rest))
        nulls[i] = np.logaddexp(straight, np.logaddexp(later, rest))
    return ended, onward


def free_posteriors(weights: Mapping[Shape, Floats], gap: float) -> FreeSums:
    """Return posteriors of beads in free order; the share of jumps is estimated from the pair itself."""
    share = JUMP_PRIOR
    turned = {(q, p): np.ascontiguousarray(w.T) for (p, q), w in weights.items()}
    for _ in range(ROUNDS):
        jump = float(np.log(share))
        beads_a, jumps_a, count_a = _read(weights, gap, jump)
        beads_b, jumps_b, count_b = _read(turned, gap, jump)
        jumps, count = (jumps_a + jumps_b) / 2, (count_a + count_b) / 2
        share = (jumps + JUMP_PRIOR * JUMP_PRIOR_COUNT) / (count + JUMP_PRIOR_COUNT)
    both = {(p, q): np.logaddexp(beads_a[p, q], beads_b[q, p].T) - np.log(2.0) for p, q in weights}
    return FreeSums(both, jumps, share)
