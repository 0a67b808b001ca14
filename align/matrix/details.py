"""Details of all versions: like values in classes, and classes that contradict each other in one fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from align.diffing.details import Detail, relate
from align.matrix.claims import log_odds, probability
from align.matrix.evidence import Pair, Pairs

# A mention of a detail: version, start, end, type. Offsets are code points into the version's text.
Mention = tuple[int, int, int, str]

# Like values in contexts less alike than this are two facts that happen to share a value.
_SAME_CONTEXT = 0.4
# The probability of change for two versions whose details were never candidates for each other.
_NEVER_PAIRED = 0.1
# How much the surest pair of versions counts beside the mean of all: figures in benchmarks/matrix.py.
_SUREST = 0.4
_CONTESTED = 0.5


@dataclass(frozen=True, slots=True)
class Class:
    """Mentions that say the same, in any number of versions."""

    mentions: tuple[Mention, ...]

    @property
    def versions(self) -> frozenset[int]:
        """The versions that have one of the mentions."""
        return frozenset(m[0] for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Fact:
    """Classes that contradict each other: no version is in two of them.

    `confidence` is that of the contradiction, or of the likeness where there is one class.
    """

    classes: tuple[Class, ...]
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Details:
    """The details of all versions, in facts.

    `known` maps each mention to its detail, `elsewhere` to the versions that have a like value in a context
    that does not fit.
    """

    facts: tuple[Fact, ...]
    known: Mapping[Mention, Detail]
    elsewhere: Mapping[Mention, frozenset[int]]


def group_details(pairs: Pairs) -> Details:
    """Put the details of all versions in rows."""
    known: dict[Mention, Detail] = {}
    links: list[tuple[float, Mention, Mention]] = []
    elsewhere: dict[Mention, set[int]] = {}
    for (i, j), verdicts in pairs.verdicts.items():
        keys = _keys(i, verdicts.sides.details[0]), _keys(j, verdicts.sides.details[1])
        for side in (0, 1):
            known.update(zip(keys[side], verdicts.sides.details[side], strict=True))
        same = {(x, y): score for x, (y, score) in verdicts.match.same_a.items()}
        same |= {(x, y): score for y, (x, score) in verdicts.match.same_b.items()}
        for (x, y), score in same.items():
            if score >= _SAME_CONTEXT:
                links.append((score, keys[0][x], keys[1][y]))
            else:
                elsewhere.setdefault(keys[0][x], set()).add(j)
                elsewhere.setdefault(keys[1][y], set()).add(i)
    classes, likeness = _classes(known, links)
    facts = _facts(classes, likeness, _contests(pairs, classes))
    return Details(tuple(facts), known, {m: frozenset(v) for m, v in elsewhere.items()})


def _keys(version: int, details: tuple[Detail, ...]) -> list[Mention]:
    return [(version, d.start, d.end, d.type) for d in details]


def _classes(
    known: Mapping[Mention, Detail], links: list[tuple[float, Mention, Mention]]
) -> tuple[list[Class], list[float]]:
    """Join like details, the best context first, unless most of their pairs differ; with the likeness."""
    home = {mention: mention for mention in known}
    members = {mention: [mention] for mention in known}
    scores: dict[Mention, list[float]] = {mention: [] for mention in known}
    for score, x, y in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        a, b = home[x], home[y]
        if a == b:
            scores[a].append(score)
            continue
        if _differ(known, members[a], members[b]):
            continue
        for mention in members[b]:
            home[mention] = a
        members[a] += members.pop(b)
        scores[a] += [score, *scores.pop(b)]
    order = sorted(members, key=lambda a: min(members[a]))
    found = [Class(tuple(sorted(members[a]))) for a in order]
    return found, [float(np.mean(scores[a])) if scores[a] else 0.0 for a in order]


def _differ(known: Mapping[Mention, Detail], a: list[Mention], b: list[Mention]) -> bool:
    """Say whether most pairs across two groups differ: likeness does not carry over from pair to pair."""
    if known[a[0]].type == "negation":
        return False
    relations = [relate(known[x], known[y])[0] for x in a for y in b]
    return 2 * relations.count("different") > len(relations)


def _contests(pairs: Pairs, classes: list[Class]) -> dict[tuple[int, int], float]:
    """Return the probability that classes contradict each other: of the surest versions and of all."""
    home = {mention: k for k, found in enumerate(classes) for mention in found.mentions}
    seen: dict[tuple[int, int], dict[Pair, float]] = {}
    for (i, j), verdicts in pairs.verdicts.items():
        # Measured from the threshold of each kind of detail, so that all kinds can be averaged.
        odds = probability(log_odds(verdicts.change) - log_odds(verdicts.above))
        left, right = _keys(i, verdicts.sides.details[0]), _keys(j, verdicts.sides.details[1])
        for candidate, p in zip(verdicts.match.candidates, odds.tolist(), strict=True):
            a, b = home[left[candidate.a]], home[right[candidate.b]]
            pair, versions = ((a, b), (i, j)) if a < b else ((b, a), (j, i))
            if a != b:
                known = seen.setdefault(pair, {})
                known[versions] = max(known.get(versions, 0.0), p)
    found = {}
    for (a, b), evidence in seen.items():
        if classes[a].versions & classes[b].versions:
            continue
        every = [
            evidence.get((i, j), _NEVER_PAIRED)
            for i in sorted(classes[a].versions)
            for j in sorted(classes[b].versions)
        ]
        found[a, b] = _SUREST * max(evidence.values()) + (1.0 - _SUREST) * float(np.mean(every))
    return found


def _facts(classes: list[Class], likeness: list[float], contests: dict[tuple[int, int], float]) -> list[Fact]:
    """Join classes that contradict each other, the surest first, where no version would be on both sides."""
    home = list(range(len(classes)))
    members = {k: [k] for k in home}
    least: dict[int, float] = {}
    for (a, b), p in sorted(contests.items(), key=lambda item: (-item[1], item[0])):
        x, y = home[a], home[b]
        if p <= _CONTESTED or x == y:
            continue
        if _versions(classes, members[x]) & _versions(classes, members[y]):
            continue
        for k in members[y]:
            home[k] = x
        members[x] += members.pop(y)
        least[x] = min(p, least.get(x, 1.0), least.pop(y, 1.0))
    return [
        Fact(
            tuple(classes[k] for k in sorted(found)),
            least[x] if x in least else 0.5 + min(likeness[x], 1.0) / 2,
        )
        for x, found in sorted(members.items())
    ]


def _versions(classes: list[Class], chosen: list[int]) -> set[int]:
    return {version for k in chosen for version in classes[k].versions}
