"""What speaks for two sentences of comparable texts sharing a fact, always relative to this pair of texts.

Each piece of evidence is an array (n, m), symmetric: swapping the sides transposes it. Sentences of one event
are all alike as wholes, so most of it is finer than the sentence and counts only what two sentences have in
common beyond what each has with the rest of the other text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align import strings
from align.encoder import TokenVectors

Matrix = NDArray[np.float64]
WINDOW, STEP = 7, 3  # words of a clause-sized window, and from one to the next
PEAK = 5  # words in a row that may carry one fact
STRONGEST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One side: sentence and token vectors, texts, and whether a sentence is a heading or boilerplate."""

    vectors: NDArray[np.float32]
    tokens: Sequence[TokenVectors] | None
    texts: Sequence[str]
    aside: NDArray[np.bool_]


def relative(values: Matrix) -> dict[str, Matrix]:
    """Set each value against its row and its column: standard scores, distance to the best, ranks."""
    out = {}
    scores, lags, ranks = [], [], []
    for axis in (0, 1):
        mean, deviation = values.mean(axis=axis, keepdims=True), values.std(axis=axis, keepdims=True)
        scores.append((values - mean) / (deviation + 0.03))
        lags.append(values - values.max(axis=axis, keepdims=True))
        order = (-values).argsort(axis=axis, kind="stable").argsort(axis=axis, kind="stable")
        ranks.append(np.log1p(order))
    out["score low"], out["score high"] = np.minimum(*scores), np.maximum(*scores)
    out["lag low"], out["lag high"] = np.minimum(*lags), np.maximum(*lags)
    out["rank low"], out["rank high"] = np.minimum(*ranks), np.maximum(*ranks)
    return out


def _both_ways(name: str, ahead: Matrix, back: Matrix) -> dict[str, Matrix]:
    return {f"{name} low": np.minimum(ahead, back), f"{name} high": np.maximum(ahead, back)}


def _starts(tokens: Sequence[TokenVectors]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    sizes = np.array([len(t.weights) for t in tokens])
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes


def _best(x: NDArray[np.float32], y: NDArray[np.float32], tokens: Sequence[TokenVectors]) -> Matrix:
    """Return for each row of x its best cosine in each sentence of y, 0 in sentences without tokens."""
    starts, sizes = _starts(tokens)
    out = np.zeros((len(x), len(tokens)))
    full = np.flatnonzero(sizes)
    if len(full) and len(x):
        out[:, full] = np.maximum.reduceat(x @ y.T, starts[full], axis=1)
    return out


def _covered(x: Sequence[TokenVectors], y: Sequence[TokenVectors]) -> dict[str, Matrix]:
    """Return how far sentences of x are covered by those of y: on the whole, at the peak, by strong words."""
    left, right = (np.concatenate([t.vectors for t in side]).astype(np.float32) for side in (x, y))
    best = _best(left, right, y)
    middle, deviation = best.mean(axis=1, keepdims=True), best.std(axis=1, keepdims=True)
    excess = best - middle
    scores = excess / (deviation + 0.05)
    starts, sizes = _starts(x)
    names = ("coverage", "plain coverage", "peak", "strong", "strong score")
    out = {name: np.zeros((len(x), len(y))) for name in names}
    for i, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        weights = np.asarray(x[i].weights, dtype=np.float64)
        if not size or not weights.sum():
            continue
        part, score = excess[start : start + size], scores[start : start + size]
        carried = part * weights[:, None]
        out["coverage"][i] = carried.sum(axis=0) / weights.sum()
        out["plain coverage"][i] = (best[start : start + size] * weights[:, None]).sum(axis=0) / weights.sum()
        width = min(PEAK, int(size))
        sums = np.cumsum(np.vstack([np.zeros((1, len(y))), carried]), axis=0)
        mass = np.cumsum(np.append(0.0, weights))
        runs = (sums[width:] - sums[:-width]) / (mass[width:] - mass[:-width] + 5.0)[:, None]
        out["peak"][i] = runs.max(axis=0)
        top = -np.sort(-carried, axis=0)[:STRONGEST]
        out["strong"][i] = top.sum(axis=0) / 10.0 / STRONGEST
        out["strong score"][i] = (-np.sort(-score * (weights > 0)[:, None], axis=0)[:STRONGEST]).mean(axis=0)
    return out


def _windows(tokens: Sequence[TokenVectors]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return vectors of clause-sized windows of words, and the sentence each is from."""
    rows, owners = [], []
    for i, token in enumerate(tokens):
        size = len(token.weights)
        for start in range(0, max(size - WINDOW, 0) + STEP, STEP):
            part = slice(start, start + WINDOW)
            total = (token.vectors[part] * token.weights[part, None]).sum(axis=0)
            norm = float(np.linalg.norm(total))
            if norm > 0:
                rows.append(total / norm)
                owners.append(i)
    width = tokens[0].vectors.shape[1] if tokens else 1
    return np.array(rows, dtype=np.float32).reshape(-1, width), np.array(owners, dtype=np.int64)


def _clauses(x: Sequence[TokenVectors], y: Sequence[TokenVectors]) -> Matrix:
    """Return the best cosine of any two windows of two sentences."""
    (left, owners), (right, others) = _windows(x), _windows(y)
    out = np.zeros((len(x), len(y)))
    if len(left) and len(right):
        np.maximum.at(out, (owners[:, None], others[None, :]), left @ right.T)
    return out


def neighbours(values: Matrix) -> dict[str, Matrix]:
    """Return the evidence of the pairs one before and one after, in the same and in the opposite order."""
    padded = np.pad(values, 1, constant_values=float(values.mean()))
    before, after = padded[:-2, :-2], padded[2:, 2:]
    return {"before": before, "after": after, "best neighbour": np.maximum(before, after)}


def second_order(values: Matrix, x: NDArray[np.float32], y: NDArray[np.float32]) -> Matrix:
    """Return the best way to the other sentence over a sentence of the same side that says alike."""
    out = []
    for own, cross in ((x @ x.T, values), (y @ y.T, values.T)):
        np.fill_diagonal(own, 0.0)
        out.append(
            (own[:, :, None] * cross[None, :, :]).max(axis=1) if len(own) > 1 else np.zeros_like(cross)
        )
    return np.asarray(np.maximum(out[0], out[1].T), dtype=np.float64)


def _strings(a: Text, b: Text) -> dict[str, Matrix]:
    out = {}
    for name, find in (("numbers", strings.numbers), ("stems", strings.stems)):
        left, right = strings.shared_columns([find(t) for t in a.texts], [find(t) for t in b.texts])
        out[f"{name} shared"] = np.asarray(left @ right.T, dtype=np.float64)
    return out


def evidence(a: Text, b: Text) -> dict[str, Matrix]:
    """Return every piece of evidence by name."""
    n, m = len(a.texts), len(b.texts)
    cos = np.asarray(a.vectors @ b.vectors.T, dtype=np.float64)
    out = {"cosine": cos, **{f"cosine {k}": v for k, v in relative(cos).items()}}
    if a.tokens is not None and b.tokens is not None:
        ahead, back = _covered(a.tokens, b.tokens), _covered(b.tokens, a.tokens)
        for name in ahead:
            out |= _both_ways(name, ahead[name], back[name].T)
        both = (ahead["coverage"] + back["coverage"].T) / 2
        out |= {f"coverage {k}": v for k, v in relative(both).items()}
        peaks = (ahead["peak"] + back["peak"].T) / 2
        out |= {f"peak {k}": v for k, v in relative(peaks).items()}
        clauses = _clauses(a.tokens, b.tokens)
        out |= {"clause": clauses, **{f"clause {k}": v for k, v in relative(clauses).items()}}
        out["coverage second order"] = second_order(both, a.vectors, b.vectors)
    out |= neighbours(cos)
    out["second order"] = second_order(cos, a.vectors, b.vectors)
    out |= _strings(a, b)
    place = np.abs(np.arange(n)[:, None] / max(n - 1, 1) - np.arange(m)[None, :] / max(m - 1, 1))
    out["distance"] = place
    lengths = [np.log([max(len(t), 1) for t in side.texts]) for side in (a, b)]
    out["shorter"] = np.minimum(lengths[0][:, None], lengths[1][None, :])
    out["longer"] = np.maximum(lengths[0][:, None], lengths[1][None, :])
    out["headings"] = a.aside[:, None].astype(np.float64) + b.aside[None, :]
    bests = (cos.max(axis=1).mean() + cos.max(axis=0).mean()) / 2
    out["closeness"] = np.full((n, m), bests)
    out["background"] = np.full((n, m), float(np.median(cos)))
    return out
