"""Pair the details of two versions: like-valued partners, and candidates for changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from align.diffing.conflicts import in_conflict
from align.diffing.details import DENIED, Detail, Relation, relate
from align.diffing.judge import CHANGE_GROUPS
from align.diffing.pair_evidence import ALONE, PAIR_FEATURES, pair_features
from align.diffing.presence import Floats
from align.diffing.sides import Candidate, NamePairs, Sides
from align.diffing.subjects import of_other_parties
from align.diffing.surplus import Place, surplus_mentions
from align.diffing.things import Around, Leftovers
from align.diffing.traces import MISSING
from align.facts.model import Name
from align.facts.names import ArabicIndex, index_arabic
from align.facts.tokens import is_arabic

# A like-valued detail in a context below this is another fact that happens to hold the same value.
SAME_CONTEXT = 0.3
# How many candidates of each detail are weighed.
_CANDIDATES = 2

# Types with a model of their own; the others are contrasts of common words.
_GROUPED = frozenset(CHANGE_GROUPS) - {"contrast"}


Partner = tuple[int, float]
Extra = tuple[frozenset[Place], frozenset[Place]]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """What was found for the details of both sides.

    `same_a` maps a detail of a to its best like-valued detail of b and the likeness of their contexts
    (about 0..1). `features` (candidates, len(PAIR_FEATURES)) is the evidence on each candidate.
    """

    same_a: dict[int, Partner]
    same_b: dict[int, Partner]
    candidates: tuple[Candidate, ...]
    features: Floats


def find_matches(sides: Sides) -> Match:
    """Pair like-valued details, and find for each detail of either side the best candidates that differ."""
    same, other = _related(sides)
    extra = surplus_mentions(sides, same)
    different = _different(sides, other, extra)
    same_a: dict[int, Partner] = {}
    same_b: dict[int, Partner] = {}
    for score, i, j in sorted(same, key=lambda item: (-item[0], item[1], item[2])):
        same_a.setdefault(i, (j, score))
        same_b.setdefault(j, (i, score))
    told = _told(sides, same, extra)
    denials = _denials(sides, different)
    alike = frozenset((i, j) for _, i, j in same)
    ranked = sorted(
        (
            (pair, context)
            for pair, (context, _) in different.items()
            if not _explained(sides, pair, told)
            and not _elsewhere(sides, pair, context, (same_a, same_b))
            and not of_other_parties(sides, pair, alike)
            and not (denials and _negates(sides, pair, denials))
        ),
        key=lambda item: (-item[1], item[0]),
    )
    candidates = [Candidate(i, j, different[i, j][1], different[i, j][0]) for i, j in _best(ranked)]
    names = NamePairs(sides.details, alike)
    rivals = _Rivals(sides, told)
    leftovers = Leftovers(sides, (_explained_by(same_a), _explained_by(same_b)))
    rows = [
        pair_features(
            sides,
            c,
            (same_a.get(c.a, (-1, 0.0))[1], same_b.get(c.b, (-1, 0.0))[1]),
            names,
            Around(rivals.count(c), leftovers.share(c.a, c.b), (c.a in same_a, c.b in same_b)),
            _left_over(sides, c.a, c.b, extra),
        )
        for c in candidates
    ]
    features = np.array(rows, dtype=np.float64).reshape(len(rows), len(PAIR_FEATURES))
    return Match(same_a, same_b, tuple(candidates), features)


def _related(sides: Sides) -> tuple[list[tuple[float, int, int]], list[tuple[int, int, Relation, str]]]:
    """Relate details of one type: like-valued ones anywhere, others near each other."""
    same: list[tuple[float, int, int]] = []
    other: list[tuple[int, int, Relation, str]] = []
    groups: dict[str, list[int]] = {}
    for j, detail in enumerate(sides.details[1]):
        groups.setdefault(detail.type, []).append(j)
    for i, x in enumerate(sides.details[0]):
        for j in groups.get(x.type, ()):
            near = sides.near(i, j)
            if x.type == "negation" and not near:
                continue
            relation, note = relate(x, sides.details[1][j])
            if relation in ("same", "compatible"):
                same.append((sides.context(i, j), i, j))
            elif near:
                other.append((i, j, relation, note))
    return same, other


def _different(
    sides: Sides, other: list[tuple[int, int, Relation, str]], extra: Extra
) -> dict[Pair, tuple[float, str]]:
    """Return the pairs that differ and can be one fact told differently, with context and note."""
    found: dict[Pair, tuple[float, str]] = {}
    for i, j, relation, note in other:
        unsure = relation == "incomparable" or _one_is_people(sides.details[0][i], sides.details[1][j])
        if unsure and not _both_missing(sides, i, j, extra):
            continue
        if in_conflict(sides, i, j) and not _both_there(sides, i, j, extra):
            found[i, j] = (sides.context(i, j), note)
    return found


def _both_missing(sides: Sides, i: int, j: int, extra: Extra) -> bool:
    """Say whether two names that are neither surely alike nor surely other lack a counterpart both."""
    x, y = sides.details[0][i], sides.details[1][j]
    return x.type == "name" and sides.traces.both_missing(x, y, _left_over(sides, i, j, extra))


def _both_there(sides: Sides, i: int, j: int, extra: Extra) -> bool:
    """Say whether two names that seem to differ have a counterpart both: Tobameer, Lake Toba."""
    x, y = sides.details[0][i], sides.details[1][j]
    return x.type == "name" and sides.traces.both_there(x, y, _left_over(sides, i, j, extra))


def _one_is_people(x: Detail, y: Detail) -> bool:
    """Say whether one of two names is that of a people, and the other names something else: Dutch, Delft."""
    names = [d.source for d in (x, y) if isinstance(d.source, Name)]
    return any(name.kind == "people" for name in names) and not all(name.key for name in names)


def _left_over(sides: Sides, i: int, j: int, extra: Extra) -> tuple[bool, bool]:
    """Say of each of two details whether it is a mention beyond those in the other's sentence."""
    x, y = sides.details[0][i], sides.details[1][j]
    return (i, y.sentence) in extra[0], (j, x.sentence) in extra[1]


def _told(
    sides: Sides, same: list[tuple[float, int, int]], extra: Extra
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Map each detail to the sentences of the other version that hold a like-valued one for it."""
    told: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
    for _, i, j in same:
        told[0].setdefault(i, set()).add(sides.details[1][j].sentence)
        told[1].setdefault(j, set()).add(sides.details[0][i].sentence)
    _add_arabic(sides, told)
    for found, left in zip(told, extra, strict=True):
        for index, sentence in left:
            found[index].discard(sentence)
    return told


def _add_arabic(sides: Sides, told: tuple[dict[int, set[int]], dict[int, set[int]]]) -> None:
    """Look up names in Latin script in the Arabic sentences near them: no capitals mark them there."""
    for side in (0, 1):
        other = sides.views[1 - side].article
        if other.lang != "ar":
            continue
        indices: dict[int, ArabicIndex] = {}
        for position, detail in enumerate(sides.details[side]):
            if not isinstance(detail.source, Name) or is_arabic(detail.text):
                continue
            for sentence in sorted(sides.neighbours(side, detail)):
                if sentence not in indices:
                    indices[sentence] = index_arabic(other.sentences[sentence].text)
                # A first name alone does not explain a name: Khalid Barnes, Khalid Tanaka.
                gone = sides.traces.sides[side].missing(detail, sentence)[0]
                if gone < MISSING and indices[sentence].find(detail.text):
                    told[side].setdefault(position, set()).add(sentence)


def _explained_by(same: dict[int, Partner]) -> set[int]:
    return {k for k, (_, context) in same.items() if context >= ALONE}


def _explained(sides: Sides, pair: Pair, told: tuple[dict[int, set[int]], dict[int, set[int]]]) -> bool:
    """Say whether a detail of the pair is told alike where the other one stands, or by what faces it."""
    details = [found[k] for found, k in zip(sides.details, pair, strict=True)]
    if details[0].type == "negation":
        return False  # only negations without a counterpart have a partner
    for side, (detail, other) in enumerate((details, reversed(details))):
        facing = sides.erasure.beads[side].get(detail.sentence, frozenset()) | {other.sentence}
        if not facing.isdisjoint(told[side].get(pair[side], ())):
            return True
    return False


class _Rivals:
    """What else in the sentences of a candidate has no like-valued partner over there."""

    def __init__(self, sides: Sides, told: tuple[dict[int, set[int]], dict[int, set[int]]]) -> None:
        self._sides, self._told = sides, told
        self._homes: tuple[dict[tuple[int, str], list[int]], ...] = ({}, {})
        for homes, details in zip(self._homes, sides.details, strict=True):
            for index, detail in enumerate(details):
                homes.setdefault((detail.sentence, detail.type), []).append(index)

    def count(self, candidate: Candidate) -> int:
        """Return the number of other details of the candidate's type that are as unexplained."""
        x, y = self._sides.details[0][candidate.a], self._sides.details[1][candidate.b]
        return self._open(0, candidate.a, x, y.sentence) + self._open(1, candidate.b, y, x.sentence)

    def _open(self, side: int, index: int, detail: Detail, sentence: int) -> int:
        there = self._sides.erasure.beads[side].get(detail.sentence, frozenset()) | {sentence}
        told = self._told[side]
        others = self._homes[side][detail.sentence, detail.type]
        return sum(k != index and there.isdisjoint(told.get(k, ())) for k in others)


def _denials(sides: Sides, different: Iterable[Pair]) -> set[Place]:
    """Return side and offset of the denials that face a confirmation: they are told as stances."""
    stances = (pair for pair in different if sides.details[0][pair[0]].type == "stance")
    ends = (item for pair in stances for item in enumerate(pair))
    return {(side, d.start) for side, k in ends if (d := sides.details[side][k]).value == DENIED}


def _negates(sides: Sides, pair: Pair, denials: set[Place]) -> bool:
    """Say whether a pair tells as a negation what is told as a stance."""
    found = [(side, sides.details[side][k]) for side, k in enumerate(pair)]
    return any(d.type == "negation" and (side, d.start) in denials for side, d in found)


def _elsewhere(
    sides: Sides, pair: Pair, context: float, same: tuple[dict[int, Partner], dict[int, Partner]]
) -> bool:
    """Say whether a contrast is none: one of its words has a like-valued partner where it fits better."""
    if sides.details[0][pair[0]].type in _GROUPED:
        return False
    return any(context < found.get(k, (-1, 0.0))[1] for found, k in zip(same, pair, strict=True))


def _best(ranked: list[tuple[Pair, float]]) -> list[Pair]:
    """Return the pairs that are among the best few of one of their details, in order."""
    chosen: set[Pair] = set()
    for axis in (0, 1):
        seen: Counter[int] = Counter()
        for pair, _ in ranked:
            if seen[pair[axis]] < _CANDIDATES:
                seen[pair[axis]] += 1
                chosen.add(pair)
    return sorted(chosen)
