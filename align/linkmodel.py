"""The probability that two sentences of comparable texts share a fact: logistic models over the evidence.

The first weighs each pair by itself; the second sees what the first says of the other pairs in its row and
column. The weights were learned by `benchmarks/train_alignment.py` and lie in `data/alignment_links.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.linkevidence import Matrix, neighbours, relative, second_order

MODEL_FILE = Path(__file__).parent / "data" / "alignment_links.json"


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a bias and a weight for each piece of evidence by name."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, evidence: Mapping[str, Matrix]) -> Matrix:
        """Return the probability for each cell; evidence that is absent counts as 0."""
        known = [weight * evidence[name] for name, weight in self.weights.items() if name in evidence]
        total = np.clip(np.sum(known, axis=0) + self.bias, -30.0, 30.0)
        return np.asarray(1.0 / (1.0 + np.exp(-total)))


@dataclass(frozen=True, slots=True)
class LinkModel:
    """Both models of links, the probability above which a pair is linked, and the model of the verdict."""

    first: Logistic
    second: Logistic
    threshold: float
    verdict: Logistic


def read_model(found: Mapping[str, Any]) -> LinkModel:
    """Make a model of plain data."""
    parts = {
        name: Logistic(found[name]["bias"], found[name]["weights"]) for name in ("first", "second", "verdict")
    }
    return LinkModel(parts["first"], parts["second"], found["threshold"], parts["verdict"])


@lru_cache(maxsize=1)
def load_model() -> LinkModel:
    """Read the learned weights."""
    return read_model(json.loads(MODEL_FILE.read_text(encoding="utf-8")))


def around(
    probability: Matrix, x: NDArray[np.float32], y: NDArray[np.float32], evidence: Mapping[str, Matrix]
) -> dict[str, Matrix]:
    """Return the evidence of the second model: that of the first, and how a pair stands among its rivals.

    `x` and `y` are the sentence vectors of both sides.
    """
    bounded = np.clip(probability, 1e-4, 1 - 1e-4)
    logit = np.log(bounded / (1 - bounded))
    out = {**evidence, "logit": logit}
    out |= {f"probability {name}": value for name, value in relative(probability).items()}
    out |= {f"logit {name}": value for name, value in relative(logit).items() if name.startswith("lag")}
    out |= {f"probability {name}": value for name, value in neighbours(probability).items()}
    out["probability second order"] = second_order(probability, x, y)
    out["alike rows"] = _alike(probability)
    rows = probability.sum(axis=1, keepdims=True) - probability
    columns = probability.sum(axis=0, keepdims=True) - probability
    out["fewer rivals"] = np.log1p(np.minimum(rows, columns))
    out["more rivals"] = np.log1p(np.maximum(rows, columns))
    rate = probability.sum() / sum(probability.shape)
    out["links a sentence"] = np.full_like(probability, np.log(rate + 0.05))
    return out


def _alike(probability: Matrix) -> Matrix:
    """Return the best probability in the column among rows that link alike, and the other way round."""
    ways = []
    for values in (probability, probability.T):
        products = values @ values.T
        norms = np.sqrt(np.diag(products)) + 0.2
        products = products / norms[:, None] / norms[None, :]
        np.fill_diagonal(products, 0.0)
        ways.append((products[:, :, None] * values[None, :, :]).max(axis=1))
    return np.asarray(np.maximum(ways[0], ways[1].T))


def link_probabilities(
    evidence: Mapping[str, Matrix], x: NDArray[np.float32], y: NDArray[np.float32], model: LinkModel
) -> Matrix:
    """Return the probability that each two sentences share a fact."""
    first = model.first.probability(evidence)
    return model.second.probability(around(first, x, y, evidence))
