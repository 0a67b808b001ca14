"""Claims of all versions in groups: evidence is pooled over the versions, then claims are clustered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from align.diffing.presence import Floats
from align.matrix.clusters import average_linkage
from align.matrix.evidence import Pair, Pairs
from align.matrix.locks import Fixed, Node

# A third version is asked where it is this close to one of the two: the mean probability of a claim of one
# to be in the other.
_CLOSE = 0.85
# The weight of what a third version tells, beside 1 for the pair itself; figures in benchmarks/matrix.py.
_PIVOT = 0.8
_ONE_WAY = 0.3
# Two claims are one row where the mean strength between their clusters is above this.
_JOIN = 0.5
# The evidence of versions that hardly share a claim still weighs this much.
_LEAST = 0.1


def log_odds(p: Floats) -> Floats:
    """Return the log odds of probabilities, which are kept off 0 and 1."""
    q = np.clip(p, 1e-4, 1.0 - 1e-4)
    return np.asarray(np.log(q / (1.0 - q)), dtype=np.float64)


def probability(x: Floats) -> Floats:
    """Return the probability of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float64)


def closeness(pairs: Pairs) -> dict[Pair, float]:
    """Return how much two versions say the same: the mean presence of the claims of one in the other."""
    return {
        (i, j): float(np.sqrt(_mean(pairs.present(i, j)) * _mean(pairs.present(j, i))))
        for i in range(pairs.size)
        for j in range(pairs.size)
        if i != j
    }


def reliability(pairs: Pairs) -> dict[Pair, float]:
    """Return how much the evidence of two versions on each other weighs: more, the closer they are."""
    return {pair: max(float(log_odds(np.array(p))), _LEAST) for pair, p in closeness(pairs).items()}


def pooled_presence(pairs: Pairs) -> dict[Pair, Floats]:
    """Return the probability of each claim of i to be stated in j, with what third versions tell of it.

    A version k that is close to i or j stands in for it where the two are hard to compare: i says c, k says
    the same as d, and whether j says d is easier to tell. The log odds are averaged with weights.
    """
    close = closeness(pairs)
    return {(i, j): _pooled(pairs, close, i, j) for i, j in close}


def _pooled(pairs: Pairs, close: dict[Pair, float], i: int, j: int) -> Floats:
    own = pairs.present(i, j)
    total, weights = log_odds(own), np.ones(len(own))
    for k in range(pairs.size):
        nearness = max(close[i, k], close[k, j]) if k not in (i, j) else 0.0
        if nearness <= _CLOSE or not len(own):
            continue
        partner, there = pairs.best(i, k), pairs.present(i, k)
        usable = partner >= 0
        onward = np.where(usable, pairs.present(k, j)[partner], 0.5)
        back = np.where(usable, pairs.best(k, i)[partner], -1)
        weight = np.full(len(own), _PIVOT * (nearness - _CLOSE) / (1.0 - _CLOSE)) * usable
        weight *= np.where(back == np.arange(len(own)), 1.0, _ONE_WAY)
        if close[k, j] >= close[i, k]:  # k is much like j: what k lacks, j mostly lacks too
            told = there * onward + (1.0 - there) * own * (1.0 - close[k, j])
        else:  # k is much like i: ask how its telling of c fares in j
            told = onward
            weight *= np.where(there < 0.5, 0.0, there)
        total = total + weight * log_odds(told)
        weights = weights + weight
    return probability(total / weights)


def _mean(p: Floats) -> float:
    return float(p.mean()) if len(p) else 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, at most one of a version.

    `present` is the probability of each version to state it.
    """

    claims: tuple[Node, ...]
    present: tuple[float, ...]


def refuse(pairs: Pairs, present: Mapping[Pair, Floats], apart: Iterable[tuple[Node, Node]]) -> None:
    """Take the presence from claims whose best claim in another version is set apart from them."""
    for (i, c), (j, d) in apart:
        if i != j and pairs.best(i, j)[c] == d:
            present[i, j][c] = 0.0


def group_claims(pairs: Pairs, present: Mapping[Pair, Floats], fixed: Fixed) -> list[Group]:
    """Put claims that say the same in one group: each claim is in exactly one."""
    nodes = [(v, c) for v, view in enumerate(pairs.views) for c in range(len(view.facts.claims))]
    strengths, weights = _strengths(pairs, present), reliability(pairs)
    clusters = average_linkage(nodes, strengths, _JOIN, fixed.claims, fixed.claims_apart)
    return [Group(tuple(found), _stated(pairs.size, found, present, weights)) for found in clusters]


def _strengths(pairs: Pairs, present: Mapping[Pair, Floats]) -> dict[tuple[Node, Node], float]:
    """Return how surely two claims say the same: both are each other's best claim, or one is the other's."""
    strengths: dict[tuple[Node, Node], float] = {}
    for i, j in pairs.verdicts:
        forth, back = pairs.best(i, j), pairs.best(j, i)
        for x, y in enumerate(forth.tolist()):
            if y < 0:
                continue
            both = float(min(present[i, j][x], present[j, i][y]))
            strengths[(i, x), (j, y)] = both if back[y] == x else 0.5 * both
        for y, x in enumerate(back.tolist()):
            if x >= 0 and forth[x] != y:
                strengths[(i, x), (j, y)] = 0.5 * float(min(present[i, j][x], present[j, i][y]))
    return strengths


def _stated(
    size: int, claims: list[Node], present: Mapping[Pair, Floats], weights: Mapping[Pair, float]
) -> tuple[float, ...]:
    """Return the probability of each version to state what a group of claims says."""
    found = []
    for version in range(size):
        seen = [float(present[v, version][c]) for v, c in claims if v != version]
        if any(v == version for v, _ in claims):
            found.append(max(float(np.mean(seen)), 0.55) if seen else 1.0)
        else:
            shares = [weights[v, version] for v, _ in claims]
            found.append(float(probability(np.asarray(np.average(log_odds(np.array(seen)), weights=shares)))))
    return tuple(found)
