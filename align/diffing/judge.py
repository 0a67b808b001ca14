"""Weigh evidence with small logistic models whose weights are a readable file in the package."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from align.diffing.presence import Floats

WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "differ.json"

# The types of details that have a model of their own for changes.
CHANGE_GROUPS = ("value", "name", "source", "negation", "contrast")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features: `bias` plus the weighted sum is the log odds (nats).

    A verdict is positive above the probability `above`.
    """

    bias: float
    weights: tuple[tuple[str, float], ...]
    above: float = 0.5

    def log_odds(self, features: Floats, names: tuple[str, ...]) -> Floats:
        """Return the log odds (n,) of features (n, len(names)); a feature without a weight counts nothing."""
        known = dict(self.weights)
        weights = np.array([known.get(name, 0.0) for name in names])
        return np.asarray(features @ weights + self.bias, dtype=np.float64)

    def probability(self, features: Floats, names: tuple[str, ...]) -> Floats:
        """Return the probability (n,) of features (n, len(names))."""
        return sigmoid(self.log_odds(features, names))


@dataclass(frozen=True, slots=True)
class Judge:
    """The models of a diff: is a claim stated (from words; then also from details and neighbours), is a
    detail changed.

    `change` holds a model for each type of detail; a type without one is never called changed. `name`
    identifies the weights in signatures.
    """

    words: Logistic
    presence: Logistic
    change: tuple[tuple[str, Logistic], ...]
    name: str = "custom"


def sigmoid(log_odds: Floats) -> Floats:
    """Return the logistic function, for log odds of any size."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -40.0, 40.0))), dtype=np.float64)


@cache
def load_judge() -> Judge:
    """Return the judge with the weights that ship with the package."""
    data = WEIGHTS.read_bytes()
    return replace(judge_from(json.loads(data)), name=hashlib.sha256(data).hexdigest()[:8])


def judge_from(models: dict[str, dict[str, object]]) -> Judge:
    """Build a judge from plain data: model name -> {"bias": number, "weights": {feature: number}, "above":
    number}.
    """

    def model(name: str) -> Logistic:
        entry = models[name]
        weights, bias = entry["weights"], entry["bias"]
        assert isinstance(weights, dict)
        assert isinstance(bias, int | float)
        above = entry.get("above", 0.5)
        assert isinstance(above, int | float)
        return Logistic(float(bias), tuple((str(k), float(v)) for k, v in weights.items()), float(above))

    change = tuple((group, model(group)) for group in CHANGE_GROUPS if group in models)
    return Judge(model("words"), model("presence"), change)
