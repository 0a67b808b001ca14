"""Divide two texts into beads: weigh the evidence, sum over all divisions, decide on the order, decode."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from align import beadmodel
from align.beadmodel import Pair
from align.decoding import Cells, Marginals, decode, decode_free, marginals
from align.decreed import Decreed, obeyed
from align.evidence import MOST_ROWS
from align.free import free_posteriors
from align.lattice import NEVER, Band, Floats, Shape, best_path, posteriors
from align.strays import joined_strays

MODEL_FILE = Path(__file__).parent / "data" / "alignment_beads.json"
# Nodes above which order-free reading is only done on demand, and above which anchors narrow the band.
MOST_FREE_NODES = 1_000_000
MOST_FULL_NODES = 400_000
# Order is given up where the beads that break it hold more than this share of the aligned sentences.
MOVED_SHARE = 0.08
# The null level of a pair: runs of nulls a bead, as usual, and for how many beads that is taken for granted.
USUAL_GAPS, GAP_PRIOR = 0.1, 2.0
# How far each sentence's weight follows the logarithm of the rate that this pair shows, and at most: in pairs
# with more nulls than usual, and in those with fewer, where a lone null is nearly always a mistake.
NOISY_SLOPE, MOST_LOSS, CLEAN_SLOPE, MOST_GAIN = 0.4, 0.5, 1.2, 2.0
FREE_SLOPE, MOST_FREE_SHIFT = 0.6, 1.0
Order = Literal["monotone", "free"]


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Beads (i, j, p, q), their probabilities, that of each sentence to stand in none, and the order.

    `pairs` (n, m) is the probability of two sentences to stand in one bead in free order, None where that was
    not read. `assumed` tells that the order was taken for granted, as the texts are too long to test it.
    """

    beads: tuple[Cells, ...]
    scores: tuple[float, ...]
    null_a: Floats
    null_b: Floats
    order: Order
    pairs: Floats | None = None
    assumed: bool = False


@lru_cache(maxsize=1)
def load_model() -> dict[str, dict[str, float]]:
    """Read the learned weights: with words and spans, with spans alone, with sums of sentence vectors."""
    found: dict[str, dict[str, float]] = json.loads(MODEL_FILE.read_text(encoding="utf-8"))["weights"]
    return found


def _model_name(pair: Pair) -> str:
    if not pair.a.spans and not pair.b.spans:
        return "summed"
    return "joined" if pair.words is None else "words"


def divide(pair: Pair, order: str = "auto", locks: Decreed | None = None) -> Division:
    """Divide a pair into beads around those that are locked; `order` is "auto", "monotone" or "free"."""
    n, m = len(pair.a.vectors), len(pair.b.vectors)
    if not n or not m:
        return Division((), (), np.ones(n), np.ones(m), "free" if order == "free" else "monotone")
    model = load_model()[_model_name(pair)]
    small = (n + 1) * (m + 1) <= MOST_FREE_NODES
    if order == "monotone":
        return _monotone(pair, model, locks)
    if order == "auto" and not small:
        return replace(_monotone(pair, model, locks), assumed=True)
    band = Band.full(n, m)
    weights = obeyed(beadmodel.weights(beadmodel.features(pair, band), model, band), band, locks)
    free = _free(weights, model["gap"], band)
    if order == "free" or _moved_share(free.beads) > MOVED_SHARE:
        return _with_strays(free, weights)
    wide = (n + 1) * (m + 1) > MOST_FULL_NODES
    found = _monotone(pair, model, locks) if wide else _in_order(weights, model["gap"], band)
    return _with_strays(replace(found, pairs=free.pairs), weights)


def _with_strays(found: Division, weights: Mapping[Shape, Floats]) -> Division:
    """Join what moved by itself; a division in order that gains such a bead is in order no longer."""
    beads, scores = joined_strays(found.beads, found.scores, weights)
    order: Order = "free" if any(moved(beads)) else found.order
    return replace(found, beads=beads, scores=scores, order=order)


def _monotone(pair: Pair, model: Mapping[str, float], locks: Decreed | None) -> Division:
    from align.anchors import anchored_band

    n, m = len(pair.a.vectors), len(pair.b.vectors)
    band = Band.full(n, m) if (n + 1) * (m + 1) <= MOST_FULL_NODES else anchored_band(pair.a, pair.b)
    weights = obeyed(beadmodel.weights(beadmodel.features(pair, band), model, band), band, locks)
    return _in_order(weights, model["gap"], band)


def _in_order(weights: dict[Shape, Floats], gap: float, band: Band) -> Division:
    """Sum twice: the runs of nulls that the first expects set how readily the second leaves sentences out."""
    gaps, beads = _expected(weights, gap, band)
    rate = (gaps + USUAL_GAPS * GAP_PRIOR) / (beads + GAP_PRIOR)
    fewer = float(np.log(USUAL_GAPS / rate))
    shift = min(CLEAN_SLOPE * fewer, MOST_GAIN) if fewer > 0 else max(NOISY_SLOPE * fewer, -MOST_LOSS)
    shifted = {(p, q): np.maximum(w + shift * (p + q), NEVER) for (p, q), w in weights.items()}
    found = marginals(posteriors(band, shifted, gap).beads, band)
    return _division(found, decode(found, band), band, "monotone")


def _expected(weights: dict[Shape, Floats], gap: float, band: Band) -> tuple[float, float]:
    """Return the expected runs of nulls and beads; in long texts those of the best path, to save time."""
    if band.rows > MOST_ROWS:
        path = best_path(band, weights)
        ends = [(0, 0), *((i + p, j + q) for i, j, p, q in path)]
        starts = [*((i, j) for i, j, _, _ in path), (band.rows, band.columns)]
        return float(sum(x != y for x, y in zip(ends, starts, strict=True))), float(len(path))
    first = posteriors(band, weights, gap)
    return first.gaps, sum(float(np.exp(np.minimum(logs, 0.0)).sum()) for logs in first.beads.values())


def _free(weights: dict[Shape, Floats], gap: float, band: Band) -> Division:
    """Sum twice as in order; here the runs of nulls of the first set the weight of a run in the second."""
    first = marginals(free_posteriors(weights, gap).beads, band)
    beads = sum(float(value.sum()) for value in first.beads.values())
    rate = (_runs(first.null_a) + _runs(first.null_b) + USUAL_GAPS * GAP_PRIOR) / (beads + GAP_PRIOR)
    shift = float(np.clip(FREE_SLOPE * np.log(rate / USUAL_GAPS), -MOST_FREE_SHIFT, MOST_FREE_SHIFT))
    found = marginals(free_posteriors(weights, gap + shift).beads, band)
    pairs = np.zeros((band.rows, band.columns))
    for (p, q), value in found.beads.items():
        for row in range(p):
            for column in range(q):
                pairs[row:, column:] += value[: band.rows - row, : band.columns - column]
    return replace(_division(found, decode_free(found, band), band, "free"), pairs=pairs)


def _runs(nulls: Floats) -> float:
    """Return the expected runs of nulls of one side."""
    before = np.append(0.0, nulls[:-1])
    return float((nulls * (1.0 - before)).sum())


def _division(found: Marginals, beads: list[Cells], band: Band, order: Order) -> Division:
    scores = tuple(float(found.beads[p, q][i, j - int(band.lows[i])]) for i, j, p, q in beads)
    return Division(tuple(beads), scores, found.null_a, found.null_b, order)


def moved(beads: tuple[Cells, ...]) -> list[bool]:
    """Tell which beads break the order: those outside the heaviest chain in which both sides ascend."""
    best: list[float] = []
    before: list[int] = []
    for k, (i, j, p, q) in enumerate(beads):
        chains = [(best[h], -h) for h in range(k) if beads[h][0] < i and beads[h][1] < j]
        top, where = max(chains) if chains else (0.0, 1)
        best.append(top + p + q)
        before.append(-where)
    out = [True] * len(beads)
    k = max(range(len(beads)), key=lambda h: (best[h], -h)) if beads else -1
    while k >= 0:
        out[k] = False
        k = before[k]
    return out


def _moved_share(beads: tuple[Cells, ...]) -> float:
    total = sum(p + q for _, _, p, q in beads)
    apart = sum(p + q for (_, _, p, q), out in zip(beads, moved(beads), strict=True) if out)
    return apart / total if total else 0.0
