"""From two views to verdicts: how likely each claim is stated in the other version, and each detail pair a
change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.alignment import Alignment
from align.diffing.claim_evidence import CLAIM_FEATURES, claim_features, detail_evidence
from align.diffing.erasure import Erasure
from align.diffing.judge import CHANGE_GROUPS, Judge
from align.diffing.matching import Match, find_matches
from align.diffing.namesakes import namesakes
from align.diffing.negations import affirmations
from align.diffing.pair_evidence import PAIR_FEATURES
from align.diffing.presence import FEATURES, Floats, bead_partners, find_presence
from align.diffing.sides import Sides
from align.diffing.traces import NameTraces
from align.diffing.view import View, with_more
from align.encoder import Encoder
from align.facts.model import Claim

_VERBATIM = 0.99  # presence of a claim whose best counterpart has its very words
# Below this share of claims with their best sentence in the same bead, one version retells the story.
_RETOLD = 0.55
# Names that face each other in a story retold are mostly parts of it; only a likely change is one.
_LIKELY = {"name": 0.7}
# A rank is a change above this.
_RANK = 0.3
# Values tell by themselves that two claims are one; other details differ only in claims that are likely told.
_TOLD = 0.3
# What tells a change in versions that go along sentence by sentence may tell nothing where the story is
# retold: evidence has a second weight that comes in between these shares of claims around it in facing beads.
_RETELLS, _PARALLEL = 0.5, 0.8
# Claims to either side of one that tell whether the versions go along there.
_CLAIMS = 6
CHANGE_FEATURES = (*PAIR_FEATURES, *(f"{name}, parallel" for name in PAIR_FEATURES))
_IN_BEAD, _IS_DIRECTION = PAIR_FEATURES.index("in_bead"), PAIR_FEATURES.index("is_direction")
_PRESENCE_LOW = PAIR_FEATURES.index("presence_low")
_PRESENCE_HIGH = PAIR_FEATURES.index("presence_high")


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The evidence of a pair before any model has weighed it."""

    sides: Sides
    match: Match
    details: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """Probabilities: of presence for each claim of a and of b, and of change for each candidate of the match.

    A candidate is called a change where `change` exceeds `above`.
    """

    sides: Sides
    match: Match
    present: tuple[Floats, Floats]
    change: Floats
    above: Floats


def gather(
    a: View,
    b: View,
    alignment: Alignment,
    encoder: Encoder,
    apart: Collection[tuple[int, int]] = (),
) -> Gathered:
    """Collect the evidence for two views; sentences in `apart` give each other none."""
    erasure = Erasure((a, b), bead_partners(alignment))
    presences = (
        find_presence(erasure, 0, apart),
        find_presence(erasure, 1, [(j, i) for i, j in apart]),
    )
    traces = NameTraces((a, b), presences)
    more = (
        affirmations(erasure, 1, presences[1]) + namesakes(erasure, 1, presences, traces.sides[1]),
        affirmations(erasure, 0, presences[0]) + namesakes(erasure, 0, presences, traces.sides[0]),
    )
    sides = Sides(
        erasure,
        presences,
        traces,
        (a.details + more[0], b.details + more[1]),
        (with_more(a, more[0], encoder), with_more(b, more[1], encoder)),
    )
    match = find_matches(sides)
    return Gathered(sides, match, (detail_evidence(sides, match, 0), detail_evidence(sides, match, 1)))


def weigh(found: Gathered, judge: Judge) -> Verdicts:
    """Weigh evidence: words first, then claims with their details and neighbours, then candidates for
    changes.
    """
    rows = claim_rows(found, judge)
    present = (
        np.maximum(judge.presence.probability(rows[0], CLAIM_FEATURES), verbatim(found.sides, 0)),
        np.maximum(judge.presence.probability(rows[1], CLAIM_FEATURES), verbatim(found.sides, 1)),
    )
    pairs = change_rows(found, present)
    change, above = np.zeros(len(pairs)), np.ones(len(pairs))
    groups, told = np.array(change_groups(found), dtype=str), pairs[:, _PRESENCE_LOW] >= _TOLD
    retold = found.sides.pair_bead < _RETOLD
    parallel = np.minimum(_parallel(found), _share(found.sides.pair_bead))
    for name, model in judge.change:
        chosen = groups == name
        change[chosen] = model.probability(pairs[chosen], CHANGE_FEATURES)
        likely = max(model.above, _LIKELY.get(name, 0.0))
        level = likely + parallel[chosen] * (model.above - likely)
        above[chosen] = level if name == "value" else np.where(told[chosen], level, 1.0)
    # No faithful pair of the development documents has two ranks of one quality.
    above[told & _ranks(found)] = _RANK
    if retold:
        # Every story says what lies north or south; only in sentences that tell the same is it of one thing.
        above[(pairs[:, _IS_DIRECTION] > 0) & (pairs[:, _IN_BEAD] == 0)] = 1.0
    return Verdicts(found.sides, found.match, present, change, above)


def _ranks(found: Gathered) -> NDArray[np.bool_]:
    """Say of each candidate whether it compares ranks: the largest, the second-largest."""
    details = (found.sides.details[0][candidate.a] for candidate in found.match.candidates)
    return np.array([d.kind == "number" and d.type != "value" for d in details], dtype=bool)


def verbatim(sides: Sides, side: int) -> Floats:
    """Return the presence (claims,) that follows from the best claim of the other side in the same words.

    Evidence that is relative to the pair says little in texts of a sentence or two; there this decides.
    """
    mine, yours = sides.views[side], sides.views[1 - side]
    best = sides.presences[side].best_claim
    pairs = zip(mine.facts.claims, best, strict=True)
    same = [there >= 0 and _words(x) == _words(yours.facts.claims[there]) for x, there in pairs]
    return np.asarray([_VERBATIM if equal else 0.0 for equal in same], dtype=np.float64)


def _words(claim: Claim) -> list[str]:
    return claim.text.casefold().split()


def claim_rows(found: Gathered, judge: Judge) -> tuple[Floats, Floats]:
    """Return the features (claims, len(CLAIM_FEATURES)) of both sides' claims."""
    a, b = (judge.words.log_odds(presence.features, FEATURES) for presence in found.sides.presences)
    return (
        claim_features(found.sides, found.details[0], (a, b), 0),
        claim_features(found.sides, found.details[1], (a, b), 1),
    )


def change_groups(found: Gathered) -> list[str]:
    """Return the model that judges each candidate: each type of detail has its own."""
    types = (found.sides.details[0][candidate.a].type for candidate in found.match.candidates)
    return [kind if kind in CHANGE_GROUPS else "contrast" for kind in types]


def change_rows(found: Gathered, present: tuple[Floats, Floats]) -> Floats:
    """Return the candidates' features (n, len(CHANGE_FEATURES)), with the presence of their claims."""
    table = found.match.features.copy()
    for row, candidate in enumerate(found.match.candidates):
        x, y = found.sides.details[0][candidate.a], found.sides.details[1][candidate.b]
        both = sorted((present[0][x.claim], present[1][y.claim]))
        table[row, _PRESENCE_LOW], table[row, _PRESENCE_HIGH] = both
    return np.hstack([table, _parallel(found)[:, None] * table])


def _parallel(found: Gathered) -> Floats:
    """Return for each candidate how far the versions go along sentence by sentence around it, 0..1."""
    if not found.match.candidates:
        return np.zeros(0)
    around = [_around(found.sides, side) for side in (0, 1)]
    details = found.sides.details
    shares = [
        around[0][details[0][c.a].claim] + around[1][details[1][c.b].claim] for c in found.match.candidates
    ]
    return _share(np.array(shares) / 2)


def _share(inside: Floats | float) -> Floats:
    """Return how far versions go along, 0..1, from the share of claims with their best sentence in a bead."""
    return np.clip((np.asarray(inside) - _RETELLS) / (_PARALLEL - _RETELLS), 0.0, 1.0)


def _around(sides: Sides, side: int) -> Floats:
    """Return for each claim the share of the claims around it that have their best sentence in their bead."""
    inside = sides.presences[side].features[:, FEATURES.index("in_bead")]
    window = np.ones(min(2 * _CLAIMS + 1, max(len(inside), 1)))
    return np.convolve(inside, window, "same") / np.convolve(np.ones(len(inside)), window, "same")
