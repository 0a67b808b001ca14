"""Locks of a person in the weights of beads, so that the other beads are decided around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from align.decoding import Cells
from align.lattice import NEVER, Band, Floats, Shape
from align.locks import Locks

_SURE = 50.0  # nats that a locked bead weighs more than its evidence: no other division comes near


@dataclass(frozen=True, slots=True)
class Decreed:
    """Locks by the place of sentences among those that count.

    `beads` are to be found as they are, sentences in `used_a` and `used_b` are in no other bead, and no bead
    holds both sentences of a pair in `apart`.
    """

    beads: tuple[Cells, ...]
    used_a: frozenset[int]
    used_b: frozenset[int]
    apart: tuple[tuple[int, int], ...]


def decreed(locks: Locks | None, kept: tuple[list[int], list[int]]) -> Decreed | None:
    """Return what locks say of the sentences that count; None where they say nothing of beads."""
    if locks is None or not (locks.beads or locks.unlinks):
        return None
    where_a, where_b = ({sentence: k for k, sentence in enumerate(ids)} for ids in kept)
    beads: list[Cells] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for side_a, side_b in locks.beads:
        a, b = (
            sorted(where_a[i] for i in side_a if i in where_a),
            sorted(where_b[j] for j in side_b if j in where_b),
        )
        used[0].update(a)
        used[1].update(b)
        if a and b and _run(a) and _run(b):
            beads.append((a[0], b[0], len(a), len(b)))
    apart = tuple((where_a[i], where_b[j]) for i, j in locks.parted if i in where_a and j in where_b)
    return Decreed(tuple(beads), frozenset(used[0]), frozenset(used[1]), apart)


def _run(places: list[int]) -> bool:
    return places == list(range(places[0], places[-1] + 1))


def obeyed(weights: Mapping[Shape, Floats], band: Band, found: Decreed | None) -> dict[Shape, Floats]:
    """Return the weights of beads with those that break a lock ruled out, and locked beads sure."""
    if found is None:
        return dict(weights)
    starts = np.clip(band.lows[:, None] + np.arange(band.width), 0, band.columns)
    out = {}
    for (p, q), weight in weights.items():
        broken = (
            _touched(found.used_a, band.rows, p)[:, None] | _touched(found.used_b, band.columns, q)[starts]
        )
        for i, j in found.apart:
            rows = slice(max(i - p + 1, 0), i + 1)
            broken[rows] |= (starts[rows] > j - q) & (starts[rows] <= j)
        out[p, q] = np.where(broken, NEVER, weight)
    for i, j, p, q in found.beads:
        cell = j - int(band.lows[i])
        if (p, q) in out and 0 <= cell < band.width:
            out[p, q][i, cell] = max(float(weights[p, q][i, cell]), 0.0) + _SURE
    return out


def _touched(used: frozenset[int], size: int, length: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell for each place whether a run of so many sentences from there holds one that is used."""
    marks = np.zeros(size + 1 + length, dtype=bool)
    marks[list(used)] = True
    found = np.zeros(size + 1, dtype=bool)
    for offset in range(length):
        found |= marks[offset : offset + size + 1]
    return found
