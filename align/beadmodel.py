"""The weight of a bead against leaving its sentences out: a log-linear model over the evidence.

The weights were learned by `benchmarks/train_alignment.py` as those of a conditional random field over whole
divisions of two texts into beads, and lie in `data/alignment_beads.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align import evidence, strings
from align.coverage import covered, turned
from align.encoder import TokenVectors
from align.evidence import Side
from align.lattice import NEVER, Band, Floats, Shape

Matrix = NDArray[np.float32]
Words = tuple[Sequence[TokenVectors], Sequence[TokenVectors]]
LENGTH_PRIOR = 300.0  # characters of a text as long on both sides, added to shrink the ratio of lengths


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two sides ready to be aligned, with the strings of each sentence (none where texts are unknown)."""

    a: Side
    b: Side
    numbers: tuple[Matrix, Matrix]
    stems: tuple[Matrix, Matrix]
    words: Words | None = None


def make_pair(
    a: Side,
    b: Side,
    texts_a: Sequence[str] | None,
    texts_b: Sequence[str] | None,
    words: Words | None = None,
) -> Pair:
    """Collect what the sentences of two sides share as strings."""
    none = np.zeros((len(a.vectors), 0), dtype=np.float32), np.zeros((len(b.vectors), 0), dtype=np.float32)
    if texts_a is None or texts_b is None:
        return Pair(a, b, none, none)
    digits = strings.shared_columns(
        [strings.numbers(t) for t in texts_a], [strings.numbers(t) for t in texts_b]
    )
    stems = strings.shared_columns([strings.stems(t) for t in texts_a], [strings.stems(t) for t in texts_b])
    return Pair(a, b, digits, stems, words)


def _lengths(pair: Pair, band: Band, shape: Shape) -> tuple[Matrix, Matrix]:
    """Return how far lengths are from the ratio of this pair: squared log and squared deviation."""
    a, b = pair.a.lengths, pair.b.lengths
    ratio = (b.sum() + LENGTH_PRIOR) / (a.sum() + LENGTH_PRIOR)
    sums = [np.concatenate([[0.0], np.cumsum(v)]) for v in (a * math.sqrt(ratio), b / math.sqrt(ratio))]
    p, q = shape
    rows = np.zeros(band.rows + 1)
    rows[: max(len(a) - p + 1, 0)] = (sums[0][p:] - sums[0][:-p])[: max(len(a) - p + 1, 0)]
    starts = band.lows[:, None] + np.arange(band.width)
    ends = np.clip(starts + q, 0, len(b))
    columns = sums[1][ends] - sums[1][np.clip(starts, 0, len(b))]
    left, right = np.maximum(rows[:, None], 1.0), np.maximum(columns, 1.0)
    log = np.minimum(np.log(left / right) ** 2, 2.0)
    deviation = np.minimum((left - right) ** 2 / (left + right) / 4.0, 16.0)
    return log.astype(np.float32), deviation.astype(np.float32)


def _strings(pair: Pair, band: Band, shape: Shape) -> dict[str, Matrix]:
    """Return the weight of numbers shared and not shared, and of first letters shared."""
    p, q = shape
    out = {}
    for name, (a, b) in (("numbers", pair.numbers), ("stems", pair.stems)):
        if not a.shape[1]:
            continue
        left, right = strings.joined(a, p), strings.joined(b, q)
        shared = evidence.banded_products(left, right, band)
        out[name] = np.log1p(shared)
        if name == "numbers":
            mass_a, mass_b = np.zeros(band.rows + 1), np.zeros(band.columns + 1)
            mass_a[: len(left)], mass_b[: len(right)] = (left**2).sum(axis=1), (right**2).sum(axis=1)
            starts = np.clip(band.lows[:, None] + np.arange(band.width), 0, band.columns)
            out["numbers apart"] = np.log1p(np.maximum(mass_a[:, None] + mass_b[starts] - 2 * shared, 0.0))
    return out


def _summed_rows(values: Matrix, band: Band, count: int) -> Matrix:
    """Add up `count` rows of a band from each row on, cells taken by column."""
    out = values.copy()
    for k in range(1, count):
        out += evidence.at(values, band, k, 0)
    return out


def _summed_columns(values: Matrix, count: int) -> Matrix:
    out = values.copy()
    for k in range(1, count):
        out[:, :-k] += values[:, k:]
    return out


def coverage(pair: Pair, band: Band, shapes: Sequence[Shape]) -> dict[Shape, dict[str, Matrix]]:
    """Return how much of the words of both sides of each bead the other side covers."""
    if pair.words is None:
        return {shape: {} for shape in shapes}
    across = evidence.transpose_band(band)
    ahead, mass_a = covered(pair.words[0], pair.words[1], band, max(q for _, q in shapes))
    turned_back, mass_b = covered(pair.words[1], pair.words[0], across, max(p for p, _ in shapes))
    back = {p: turned(values, across, band) for p, values in turned_back.items()}
    starts = np.clip(band.lows[:, None] + np.arange(band.width), 0, band.columns)
    masses: tuple[Matrix, Matrix] = (np.repeat(mass_a[:, None], band.width, axis=1), mass_b[starts])
    share_a, share_b = (
        {n: np.asarray(v / np.maximum(mass, 1.0), dtype=np.float32) for n, v in held.items()}
        for held, mass in zip((ahead, back), masses, strict=True)
    )
    out = {}
    for p, q in shapes:
        inside = _summed_rows(ahead[q], band, p), _summed_columns(back[p], q)
        whole = _summed_rows(masses[0], band, p), _summed_columns(masses[1], q)
        left, right = (h / np.maximum(w, 1.0) for h, w in zip(inside, whole, strict=True))
        row = {
            "covered low": np.minimum(left, right),
            "covered": (left + right) / 2,
            "covered mass": np.log1p((inside[0] + inside[1]) / 100),
            "uncovered mass": np.log1p((whole[0] + whole[1] - inside[0] - inside[1]) / 100),
        }
        if p + q > 2:
            parts = [evidence.at(share_a[q], band, k, 0) if k else share_a[q] for k in range(p)]
            parts += [np.pad(share_b[p][:, k:], ((0, 0), (0, k))) for k in range(q)]
            row["least covered"] = np.min(parts, axis=0)
            row |= {f"joined {name}": row[name] for name in ("covered low", "covered", "uncovered mass")}
        out[p, q] = row
    return out


def features(pair: Pair, band: Band) -> dict[Shape, dict[str, Matrix]]:
    """Return the evidence of every bead in the band: shape -> name -> value for each start node."""
    cos, hub = evidence.cosines(pair.a, pair.b, band)
    words = coverage(pair, band, evidence.fitting(band))
    out: dict[Shape, dict[str, Matrix]] = {}
    for shape in evidence.fitting(band):
        p, q = sorted(shape)
        size = p + q
        margin = cos[shape] - hub[shape]
        log, deviation = _lengths(pair, band, shape)
        row = {
            "cosine": cos[shape],
            "margin": margin,
            "margin squared": margin * np.abs(margin),
            "length": log,
            "length deviation": deviation,
            **_strings(pair, band, shape),
            **words[shape],
        }
        if size > 2:
            least, mean = evidence.gains(cos, band, shape)
            row |= {
                f"joined {name}": row[name] for name in ("cosine", "margin", "length", "length deviation")
            }
            row |= {"least gain": least, "mean gain": mean}
            if size > 3:
                row |= {"many least gain": least, "many margin": margin, "many cosine": cos[shape]}
        ones = np.ones_like(margin)
        row[f"shape {p}-{min(q, 4)}"] = ones
        if q > 4:
            row["sentences over 4"] = ones * (q - 4)
        out[shape] = row
    return out


def weights(
    table: Mapping[Shape, Mapping[str, Matrix]], model: Mapping[str, float], band: Band
) -> dict[Shape, Floats]:
    """Return the weight of every bead: the sum of its evidence times the learned weights."""
    out = {}
    for shape, row in table.items():
        total = np.zeros((band.rows + 1, band.width))
        for name, value in row.items():
            total += model.get(name, 0.0) * value
        total[~evidence.valid_starts(band, shape)] = NEVER
        out[shape] = total
    return out
