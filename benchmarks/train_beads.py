"""Learn the weights of beads: a conditional random field over whole divisions, trained on gold divisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align import beadmodel, evidence
from align.aligner import LONGEST
from align.evidence import Side
from align.lattice import NEVER, Band, Floats, Shape, posteriors
from align.spans import joined_vectors
from benchmarks.alignment_data import Coder, Task

WIDTH = 70  # columns around the gold path that count in a long text
LARGEST = 5  # sentences in a bead that count in a short document
PENALTY = 0.5

Names = dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """The evidence of one text, the cells of its gold beads, and the number of its runs of nulls."""

    weight: float
    band: Band
    evidence: dict[Shape, tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]]]
    cells: list[tuple[int, int, int, int]]
    gaps: int


def gold_cells(task: Task) -> tuple[list[tuple[int, int, int, int]], int]:
    """Return the gold beads that ascend as cells, and the number of runs of nulls between them."""
    full = sorted((a[0], b[0], len(a), len(b)) for a, b in task.beads if a and b)
    cells, gaps, i, j = [], 0, 0, 0
    for x, y, p, q in full:
        if x < i or y < j:
            continue
        gaps += (x, y) != (i, j)
        cells.append((x, y, p, q))
        i, j = x + p, y + q
    return cells, gaps + ((i, j) != (len(task.a.sentences), len(task.b.sentences)))


def _band(task: Task, cells: Sequence[tuple[int, int, int, int]]) -> Band:
    n, m = len(task.a.sentences), len(task.b.sentences)
    if n * m <= 20_000:
        return Band.full(n, m)
    ways = [(0, 0), *((i + p, j + q) for i, j, p, q in cells), (n, m)]
    middle = np.interp(np.arange(n + 1), [w[0] for w in ways], [w[1] for w in ways])
    lows = np.maximum.accumulate(np.clip((middle - WIDTH / 2).astype(np.int64), 0, m + 1 - WIDTH))
    lows[0], lows[-1] = 0, m + 1 - WIDTH
    return Band(lows, WIDTH, m)


def make_example(task: Task, coder: Coder, names: Names, kind: str, weight: float = 1.0) -> Example:
    """Collect the evidence of a task: of "words" and spans, of "joined" spans, of "summed" vectors alone."""
    cells, gaps = gold_cells(task)
    band = _band(task, cells)
    short = band.columns == band.width - 1
    texts = [[s.text for s in side.sentences] for side in (task.a, task.b)]
    sides = []
    for article, words in zip((task.a, task.b), texts, strict=True):
        longest = LARGEST - 1 if short else LONGEST
        spans = {} if kind == "summed" else joined_vectors(words, coder.encoder, longest)
        lengths = np.array([max(len(t.strip()), 1) for t in words], dtype=np.float64)
        sides.append(Side(coder(article).vectors, lengths, spans))
    tokens = [coder(side).tokens or () for side in (task.a, task.b)]
    words = (tokens[0], tokens[1]) if kind == "words" else None
    pair = beadmodel.make_pair(sides[0], sides[1], texts[0], texts[1], words)
    table = {}
    for shape, row in beadmodel.features(pair, band).items():
        if short and sum(shape) > LARGEST:
            continue
        index = np.array([names.setdefault(name, len(names) + 1) for name in row])
        table[shape] = (index, np.stack(list(row.values())), evidence.valid_starts(band, shape))
    return Example(weight, band, table, cells, gaps)


def _objective(theta: Floats, examples: Sequence[Example]) -> tuple[float, Floats]:
    """Return the negative log-likelihood of the gold divisions, and its gradient; theta[0] is the gap."""
    loss, slope = 0.0, np.zeros_like(theta)
    for item in examples:
        weights = {}
        for shape, (index, values, valid) in item.evidence.items():
            total = np.tensordot(theta[index].astype(np.float32), values, 1).astype(np.float64)
            weights[shape] = np.where(valid, total, NEVER)
        sums = posteriors(item.band, weights, float(theta[0]))
        gold = float(theta[0]) * item.gaps
        slope[0] += item.weight * (sums.gaps - item.gaps)
        for i, j, p, q in item.cells:
            if (p, q) in item.evidence:
                index, values, _ = item.evidence[p, q]
                cell = values[:, i, j - int(item.band.lows[i])]
                gold += float(theta[index] @ cell)
                slope[index] -= item.weight * cell
        for shape, (index, values, _) in item.evidence.items():
            chance = np.exp(np.minimum(sums.beads[shape], 0.0)).ravel().astype(np.float32)
            slope[index] += item.weight * (values.reshape(len(index), -1) @ chance)
        loss += item.weight * (sums.total - gold)
    return loss, slope


def _scales(examples: Sequence[Example], count: int) -> Floats:
    """Return the usual size of each piece of evidence in gold beads, so that one penalty fits all."""
    squares, seen = np.full(count, 0.01), np.full(count, 0.1)
    for item in examples:
        for i, j, p, q in item.cells:
            if (p, q) in item.evidence:
                index, values, _ = item.evidence[p, q]
                squares[index] += values[:, i, j - int(item.band.lows[i])] ** 2
                seen[index] += 1
    found = np.sqrt(squares / seen).clip(0.02)
    found[0] = 1.0
    return np.asarray(found)


def train(examples: Sequence[Example], names: Names, rounds: int = 60) -> dict[str, float]:
    """Return the learned weight of each piece of evidence, and of a gap."""
    from scipy.optimize import minimize

    start = np.zeros(len(names) + 1)
    start[0], start[names["margin"]] = -1.0, 5.0
    scale = _scales(examples, len(start))

    def scaled(x: Floats) -> tuple[float, Floats]:
        loss, slope = _objective(x / scale, examples)
        return loss + PENALTY * float(x @ x), slope / scale + 2 * PENALTY * x

    options: dict[str, Any] = {"maxiter": rounds}
    found = minimize(scaled, start * scale, jac=True, method="L-BFGS-B", options=options)
    theta = found.x / scale
    print(f"  {len(examples)} texts, loss {found.fun:.1f} after {found.nit} rounds", flush=True)
    weights = {name: round(float(theta[k]), 4) for name, k in names.items()}
    return {"gap": round(float(theta[0]), 4), **weights}
