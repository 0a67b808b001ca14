"""Details of all versions: like values in classes, and classes that contradict each other in one fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np

from align.diffing.details import Detail, relate
from align.diffing.lone import is_lacked
from align.diffing.matching import SAME_CONTEXT
from align.diffing.repeats import same_thing
from align.errors import OptionError
from align.facts.model import Value
from align.matrix.claims import log_odds, probability, reliability
from align.matrix.evidence import Pair, Pairs
from align.matrix.locks import Fixed, Mention

# Surely like values are joined first, then what contradicts them, then less surely like ones around that.
_STEPS = (float("inf"), 0.5, SAME_CONTEXT)
# How surely two mentions of one version that give the same number of the same thing are one fact.
_REPEATED = 0.45
# The probability of change for two versions whose details were never candidates for each other.
_NEVER_PAIRED = 0.1
# How much the surest pair of versions counts beside the mean of all: figures in benchmarks/matrix.py.
_SUREST = 0.5
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

    `known` maps each mention to its detail, `elsewhere` to mentions of a like value in other versions, in a
    context that does not fit.
    """

    facts: tuple[Fact, ...]
    known: Mapping[Mention, Detail]
    elsewhere: Mapping[Mention, tuple[Mention, ...]]
    told: Mapping[tuple[Mention, int], float]
    lacked: Mapping[Mention, frozenset[int]]


def group_details(pairs: Pairs, fixed: Fixed) -> Details:
    """Put the details of all versions in rows."""
    known: dict[Mention, Detail] = {}
    links: list[tuple[float, Mention, Mention]] = []
    elsewhere: dict[Mention, set[Mention]] = {}
    for (i, j), verdicts in pairs.verdicts.items():
        keys = _keys(i, verdicts.sides.details[0]), _keys(j, verdicts.sides.details[1])
        for side in (0, 1):
            known.update(zip(keys[side], verdicts.sides.details[side], strict=True))
        same = {(x, y): score for x, (y, score) in verdicts.match.same_a.items()}
        same |= {(x, y): score for y, (x, score) in verdicts.match.same_b.items()}
        for (x, y), score in same.items():
            if score >= SAME_CONTEXT:
                links.append((score, keys[0][x], keys[1][y]))
            elif (keys[0][x], keys[1][y]) not in fixed.details_apart:
                elsewhere.setdefault(keys[0][x], set()).add(keys[1][y])
                elsewhere.setdefault(keys[1][y], set()).add(keys[0][x])
    links += [(_REPEATED, m, n) for m, n in _repeats(known)]
    board = _Board(known, fixed.details_apart)
    board.join_same(fixed.details)
    evidence, weights = _evidence(pairs), reliability(pairs)
    for high, low in pairwise(_STEPS):
        board.join_like([link for link in links if low <= link[0] < high])
        while board.join_contested(_contests(evidence, board, weights)):
            pass
    return Details(
        board.facts(),
        known,
        {m: tuple(sorted(v)) for m, v in elsewhere.items()},
        _told(pairs),
        _lacked(pairs),
    )


def _repeats(known: Mapping[Mention, Detail]) -> list[tuple[Mention, Mention]]:
    """Return the mentions of one version that repeat another one."""
    by_value: dict[tuple[int, float], list[Mention]] = {}
    for mention, detail in sorted(known.items(), key=lambda item: item[0]):
        if isinstance(detail.source, Value):
            by_value.setdefault((mention[0], detail.source.low), []).append(mention)
    pairs = (pair for found in by_value.values() for pair in combinations(found, 2))
    return [(m, n) for m, n in pairs if same_thing(known[m], known[n])]


def _lacked(pairs: Pairs) -> dict[Mention, frozenset[int]]:
    """Return the versions that lack each value, given that they tell its claim."""
    found: dict[Mention, set[int]] = {}
    for (i, j), verdicts in pairs.verdicts.items():
        for side, (version, other) in enumerate(((i, j), (j, i))):
            for index, key in enumerate(_keys(version, verdicts.sides.details[side])):
                if is_lacked(verdicts, side, index):
                    found.setdefault(key, set()).add(other)
    return {mention: frozenset(versions) for mention, versions in found.items()}


def _told(pairs: Pairs) -> dict[tuple[Mention, int], float]:
    """Return how surely a version tells a mention's claim, as it contradicts the mention directly."""
    found: dict[tuple[Mention, int], float] = {}
    for (i, j), verdicts in pairs.verdicts.items():
        left, right = _keys(i, verdicts.sides.details[0]), _keys(j, verdicts.sides.details[1])
        for candidate, p, above in zip(
            verdicts.match.candidates, verdicts.change.tolist(), verdicts.above.tolist(), strict=True
        ):
            if p > above:
                for key in ((left[candidate.a], j), (right[candidate.b], i)):
                    found[key] = max(found.get(key, 0.0), p)
    return found


def _keys(version: int, details: tuple[Detail, ...]) -> list[Mention]:
    return [(version, d.start, d.end, d.type) for d in details]


class _Board:
    """Classes and facts in the making, each named by a mention. No version is in two classes of a fact."""

    def __init__(self, known: Mapping[Mention, Detail], apart: frozenset[tuple[Mention, Mention]]) -> None:
        self.known, self.apart = known, apart
        self.home = {mention: mention for mention in known}
        self.members = {mention: [mention] for mention in known}
        self.scores: dict[Mention, list[float]] = {mention: [] for mention in known}
        self.fact = {mention: mention for mention in known}  # class -> fact
        self.classes = {mention: [mention] for mention in known}  # fact -> classes
        self.contested: dict[Mention, float] = {}

    def join_same(self, same: Sequence[tuple[Mention, Mention]]) -> None:
        """Join details that are the same by decree.

        Raises:
            OptionError: they are set apart as well.
        """
        for x, y in sorted(same):
            if self.home[x] != self.home[y]:
                if self._parted(self.fact[self.home[x]], self.fact[self.home[y]]):
                    raise OptionError("the locks say of details that they are the same and not the same")
                self._merge(self.home[x], self.home[y])
            self.scores[self.home[x]].append(1.0)

    def join_like(self, links: list[tuple[float, Mention, Mention]]) -> None:
        """Join like details, the best context first, unless most of their pairs differ."""
        for score, x, y in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
            a, b = self.home[x], self.home[y]
            if a == b:
                self.scores[a].append(score)
            elif self._fits(a, b) and not self._differ(a, b):
                self._merge(a, b)
                self.scores[a].append(score)

    def join_contested(self, contests: dict[tuple[Mention, Mention], float]) -> bool:
        """Unite facts that contradict each other, the surest first; say whether any were.

        A fact that has grown waits for the next round: its contests must be weighed anew.
        """
        grown: set[Mention] = set()
        for (x, y), p in sorted(contests.items(), key=lambda item: (-item[1], item[0])):
            if p <= _CONTESTED or x in grown or y in grown or self._parted(x, y):
                continue
            grown |= {x, y}
            repeats = self._overlaps(x, y)
            self._unite(x, y, p)
            for one, other in repeats:
                self._merge(one, other)
            for one, other in combinations(sorted(self.classes[x]), 2):
                # Two desks that contradict a third one alike need no link of their own.
                if one in self.members and other in self.members and self._alike(one, other):
                    self._merge(one, other)
        return bool(grown)

    def facts(self) -> tuple[Fact, ...]:
        """Return all facts, in the order of their first mentions."""
        found = []
        for name, classes in sorted(self.classes.items()):
            groups = tuple(Class(tuple(sorted(self.members[c]))) for c in sorted(classes))
            scores = self.scores[classes[0]]
            likeness = float(np.mean(scores)) if scores else 0.0
            sure = self.contested[name] if len(groups) > 1 else 0.5 + min(likeness, 1.0) / 2
            found.append(Fact(groups, sure))
        return tuple(sorted(found, key=lambda fact: min(c.mentions[0] for c in fact.classes)))

    def unitable(self, x: Mention, y: Mention) -> bool:
        """Say whether two facts can be one: a version that is in both must tell the same there."""
        pairs = self._overlaps(x, y)
        once = len({c for c, _ in pairs}) == len({d for _, d in pairs}) == len(pairs)
        return once and all(self._alike(c, d) for c, d in pairs)

    def _overlaps(self, x: Mention, y: Mention) -> list[tuple[Mention, Mention]]:
        """Return the classes of two facts that have a version in common."""
        return [
            (c, d)
            for c, d in product(self.classes[x], self.classes[y])
            if self._versions([c]) & self._versions([d])
        ]

    def versions(self, fact: Mention) -> set[int]:
        """Return the versions that have a mention of a fact."""
        return self._versions(self.classes[fact])

    def _versions(self, classes: list[Mention]) -> set[int]:
        return {mention[0] for c in classes for mention in self.members[c]}

    def _parted(self, x: Mention, y: Mention) -> bool:
        """Say whether any two mentions of two facts are set apart."""
        if not self.apart:
            return False
        sides = [[m for c in self.classes[name] for m in self.members[c]] for name in (x, y)]
        return any(pair in self.apart for pair in product(*sides))

    def _fits(self, a: Mention, b: Mention) -> bool:
        """Say whether two classes can be one: no version would then be in two classes of a fact."""
        x, y = self.fact[a], self.fact[b]
        if x == y or self._parted(x, y):
            return False
        rest = [c for c in self.classes[x] if c != a], [c for c in self.classes[y] if c != b]
        joined, left, right = self._versions([a, b]), self._versions(rest[0]), self._versions(rest[1])
        return not (joined & left or joined & right or left & right)

    def _merge(self, a: Mention, b: Mention) -> None:
        """Make two classes one, and their facts too."""
        if self.fact[a] != self.fact[b]:
            self._unite(self.fact[a], self.fact[b], 1.0)
        for mention in self.members[b]:
            self.home[mention] = a
        self.members[a] += self.members.pop(b)
        self.scores[a] += self.scores.pop(b)
        self.classes[self.fact[a]].remove(b)
        del self.fact[b]

    def _unite(self, x: Mention, y: Mention, p: float) -> None:
        for c in self.classes[y]:
            self.fact[c] = x
        self.classes[x] += self.classes.pop(y)
        self.contested[x] = min(p, self.contested.get(x, 1.0), self.contested.pop(y, 1.0))

    def _differ(self, a: Mention, b: Mention) -> bool:
        """Say whether most pairs across two classes differ: likeness does not carry over between pairs."""
        return self.known[a].type != "negation" and 2 * self._count(a, b, "different") > self._size(a, b)

    def _alike(self, a: Mention, b: Mention) -> bool:
        """Say whether all pairs across two classes are alike."""
        return self._count(a, b, "same") + self._count(a, b, "compatible") == self._size(a, b)

    def _size(self, a: Mention, b: Mention) -> int:
        return len(self.members[a]) * len(self.members[b])

    def _count(self, a: Mention, b: Mention, relation: str) -> int:
        pairs = product(self.members[a], self.members[b])
        return sum(relate(self.known[x], self.known[y])[0] == relation for x, y in pairs)


def _evidence(pairs: Pairs) -> dict[tuple[Mention, Mention], float]:
    """Return the probability that two mentions contradict each other, for those that were candidates."""
    found: dict[tuple[Mention, Mention], float] = {}
    for (i, j), verdicts in pairs.verdicts.items():
        # Measured from the threshold of each kind of detail, so that all kinds can be averaged.
        odds = probability(log_odds(verdicts.change) - log_odds(verdicts.above))
        left, right = _keys(i, verdicts.sides.details[0]), _keys(j, verdicts.sides.details[1])
        for candidate, p in zip(verdicts.match.candidates, odds.tolist(), strict=True):
            found[left[candidate.a], right[candidate.b]] = p
    return found


def _contests(
    evidence: Mapping[tuple[Mention, Mention], float], board: _Board, weights: Mapping[Pair, float]
) -> dict[tuple[Mention, Mention], float]:
    """Return the probability that two facts contradict each other: of the surest versions and of all."""
    seen: dict[tuple[Mention, Mention], dict[Pair, float]] = {}
    for (m, n), p in evidence.items():
        x, y = board.fact[board.home[m]], board.fact[board.home[n]]
        if x != y:
            pair, versions = ((x, y), (m[0], n[0])) if x < y else ((y, x), (n[0], m[0]))
            known = seen.setdefault(pair, {})
            known[versions] = max(known.get(versions, 0.0), p)
    found = {}
    for (x, y), direct in seen.items():
        if not board.unitable(x, y):
            continue
        versions_x, versions_y = board.versions(x), board.versions(y)
        across = [(i, j) for i in sorted(versions_x) for j in sorted(versions_y) if i != j]
        every = np.average(
            [direct.get(v, _NEVER_PAIRED) for v in across], weights=[weights[v] for v in across]
        )
        found[x, y] = _SUREST * max(direct.values()) + (1.0 - _SUREST) * float(every)
    return found
