"""A narrow band for long texts: sure matches of a sample of sentences, and the ways between them.

A sample of at most `SAMPLE` sentences of a is compared with all of b, so the cost grows linearly with b.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from align.evidence import Side
from align.lattice import Band

SAMPLE = 1024
LEAST_COSINE, LEAST_LEAD = 0.4, 0.1
SLACK = 32  # nodes kept beyond the columns of the two anchors that a row lies between

Ints = NDArray[np.int64]


def find_anchors(a: Side, b: Side) -> list[tuple[int, int]]:
    """Return pairs (i, j) that match far better than the next best and ascend on both sides."""
    n = len(a.vectors)
    rows = np.unique(np.linspace(0, n - 1, min(SAMPLE, n)).round().astype(np.int64))
    pairs = []
    for start in range(0, len(rows), 256):
        part = rows[start : start + 256]
        sims = a.vectors[part] @ b.vectors.T
        best = sims.argmax(axis=1)
        top = sims[np.arange(len(part)), best]
        sims[np.arange(len(part)), best] = -1.0
        lead = top - sims.max(axis=1)
        sure = (top > LEAST_COSINE) & (lead > LEAST_LEAD)
        pairs += [(int(i), int(j)) for i, j in zip(part[sure], best[sure], strict=True)]
    return _without_strays(_longest_ascent(pairs))


def _longest_ascent(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain in which j ascends strictly; i already does."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(j)
            ends.append(k)
        else:
            tails[place], ends[place] = j, k
    chain = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


def _without_strays(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop anchors that stand apart from both the anchor before and the one after."""
    if len(pairs) < 3:
        return pairs
    offsets = np.array([j - i for i, j in pairs])
    kept = []
    for k, pair in enumerate(pairs):
        around = np.delete(offsets[max(k - 3, 0) : k + 4], min(k, 3))
        if np.abs(around - offsets[k]).min() <= SLACK:
            kept.append(pair)
    return kept


def anchored_band(a: Side, b: Side) -> Band:
    """Return a band that holds the whole rectangle between each two anchors that follow one another."""
    n, m = len(a.vectors), len(b.vectors)
    stops = [(0, 0), *find_anchors(a, b), (n, m)]
    i, j = np.array([s[0] for s in stops]), np.array([s[1] for s in stops])
    rows = np.arange(n + 1)
    low = j[np.searchsorted(i, rows, side="right") - 1] - SLACK
    high = j[np.minimum(np.searchsorted(i, rows, side="left"), len(j) - 1)] + SLACK
    low[0], high[-1] = 0, m
    width = int((np.minimum(high, m) - np.maximum(low, 0)).max()) + 1
    return Band(np.clip(low, 0, m + 1 - width).astype(np.int64), width, m)
