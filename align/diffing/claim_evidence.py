"""Second look at each claim: its details, its neighbours, and its partner seen from the other side."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.diffing.matching import Match
from align.diffing.presence import Floats
from align.diffing.sides import Sides

DETAIL_FEATURES = (
    "values_same",  # values with a like-valued partner in a similar context
    "values_else",  # values without one
    "values_differ",  # best context of a differing value
    "names_same",
    "names_else",
    "contrast_same",
    "contrast_differ",
    "pair_bead",
)
CLAIM_FEATURES = (
    "log_odds",  # from the words alone
    "partner_log_odds",  # the same for the other version's best claim, seen from there
    "sentence_log_odds",  # mean over the claims of the sentence
    "mutual",  # the other version's best claim has this one as its own best
    "mutual_sentence",  # the other version's best claim finds its best sentence in this claim's
    *DETAIL_FEATURES,
)


def detail_evidence(sides: Sides, match: Match, side: int) -> Floats:
    """Return what the details say of one side's claims (claims, len(DETAIL_FEATURES))."""
    count = len(sides.views[side].facts.claims)
    rows = {name: np.zeros(count) for name in DETAIL_FEATURES}
    rows["pair_bead"][:] = sides.pair_bead
    same = match.same_a if side == 0 else match.same_b
    for position, detail in enumerate(sides.details[side]):
        score = same.get(position, (-1, 0.0))[1]
        if detail.type == "value":
            rows["values_same"][detail.claim] += score
            rows["values_else"][detail.claim] += position not in same
        elif detail.type == "name":
            rows["names_same"][detail.claim] += score
            rows["names_else"][detail.claim] += position not in same
        elif detail.type not in ("negation", "source"):
            rows["contrast_same"][detail.claim] += score
    for candidate in match.candidates:
        detail = sides.details[side][candidate.a if side == 0 else candidate.b]
        if detail.type in ("name", "negation", "source"):
            continue
        name = "values_differ" if detail.type == "value" else "contrast_differ"
        rows[name][detail.claim] = max(rows[name][detail.claim], candidate.context)
    return np.stack([rows[name] for name in DETAIL_FEATURES], axis=1)


def claim_features(sides: Sides, details: Floats, log_odds: tuple[Floats, Floats], side: int) -> Floats:
    """Return the features (claims, len(CLAIM_FEATURES)) of one side's claims."""
    own, other = log_odds[side], log_odds[1 - side]
    partners, there = sides.presences[side].best_claim, sides.presences[1 - side]
    sentences = np.array([claim.sentence for claim in sides.views[side].facts.claims], dtype=np.int64)
    if not len(own):
        return np.zeros((0, len(CLAIM_FEATURES)))

    def of_partner(values: NDArray[Any], default: float) -> NDArray[Any]:
        if not len(values):
            return np.full(len(own), default)
        return np.where(partners >= 0, values[partners], default)

    means = np.bincount(sentences, weights=own) / np.maximum(np.bincount(sentences), 1)
    mutual = of_partner(there.best_claim, -1) == np.arange(len(own))
    same = of_partner(there.best_sentence, -1) == sentences
    seen = of_partner(other, -2.0)
    return np.column_stack([own, seen, means[sentences], mutual, same, details])
