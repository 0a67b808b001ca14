"""The evidence that two details are one fact told differently."""

from __future__ import annotations

import numpy as np

from align.diffing.details import Detail
from align.diffing.negations import is_denial
from align.diffing.sides import Candidate, NamePairs, Sides
from align.diffing.things import COUNTED_FEATURES, Around, counted_alike
from align.diffing.traces import NAME_FEATURES
from align.facts.bodies import are_apart
from align.facts.model import Value

# A like-valued partner in a context below this is no partner.
ALONE = 0.25

# Dimensions whose words stand in too many other senses for a swap to be surely a change of fact.
LOOSE = frozenset({"rank", "support", "control"})

_VALUE_FEATURES = (
    "open",  # log number of other values in the two sentences that have no like-valued partner there
    "pair_alone",  # there is none, and the sentences face each other
    "pair_parallel",  # the same where nearly every sentence has a counterpart
    "bead_parallel",  # the sentences face each other where nearly every one has a counterpart
    "last",  # share of this pair among those that both versions leave open of what it counts or measures
)
_SOURCE_FEATURES = ("role_same", "role_other", "whole_low")

PAIR_FEATURES = (
    "claim_cosine",
    "sentence_cosine",
    "context_low",  # the lower of both claims' coverage in the other sentence, without the details' own words
    "context_high",
    "best_low",  # whether each sentence is the other claim's best one: both, or only one
    "best_high",
    "in_bead",
    "presence_low",  # probability of the claims to be stated in the other version; filled in by weighing
    "presence_high",
    "lead",  # context of this pair above that of the better like-valued partner
    "alone",  # neither side has a like-valued partner anywhere near
    "same_low",  # how well a like-valued detail elsewhere explains each side
    "same_high",
    *COUNTED_FEATURES,
    "value_cosine",
    "ratio",  # how far two magnitudes are apart, log10, at most 2
    "crowd",  # log number of details of this type in the two claims
    "size_low",
    "pair_bead",
    "is_number",
    "is_quantity",
    "is_date",
    "alone_parallel",
    "own_low",  # how well the details' own words are matched in the other sentence
    "own_high",
    "names_shared",  # whether the two claims name the same, besides the details themselves
    "names_clash",  # both name something, and nothing in common
    "is_direction",
    "is_role",
    "erased_low",  # how much nearer each sentence comes to the other one without its detail
    "erased_high",
    "rest_cosine",  # likeness of the two sentences without both details
    "rest_gain",  # the same, above that of the whole sentences
    "part_low",  # how much of the weight of its claim each detail is
    "part_high",
    "is_denial",  # one side says that somebody denies it
    *_VALUE_FEATURES,
    "is_loose",  # dimensions whose words have many other senses
    "role_same",  # both sources are of one profession or body: the police; a minister
    "role_other",  # or of different ones
    "whole_low",  # how well all words of a source are matched in the other sentence, on average
    *NAME_FEATURES,
)


def pair_features(
    sides: Sides,
    candidate: Candidate,
    alike: tuple[float, float],
    names: NamePairs,
    around: Around,
    extra: tuple[bool, bool],
) -> list[float]:
    """Return the evidence on a candidate; `alike`: how well like-valued details explain its sides, `around`:
    what else there nothing explains. `extra`: whether a side is a mention of a name beyond those that the
    other's sentence has; that this sentence has the name then explains nothing.
    """
    i, j = candidate.a, candidate.b
    x, y = sides.details[0][i], sides.details[1][j]
    forth, size_x = sides.coverage(0, i, y.sentence)
    back, size_y = sides.coverage(1, j, x.sentence)
    best = (
        float(sides.presences[0].best_sentence[x.claim] == y.sentence),
        float(sides.presences[1].best_sentence[y.claim] == x.sentence),
    )
    counted = counted_alike(sides, i, j)
    group = x.kind if x.type == "value" else ""
    row = {
        "claim_cosine": sides.claims[x.claim, y.claim],
        "sentence_cosine": sides.sentences[sides.rows[0][x.sentence], sides.rows[1][y.sentence]],
        "context_low": min(forth, back),
        "context_high": max(forth, back),
        "best_low": min(best),
        "best_high": max(best),
        "in_bead": float(y.sentence in sides.beads.get(x.sentence, frozenset())),
        "presence_low": 0.0,
        "presence_high": 0.0,
        "lead": candidate.context - max(alike),
        "alone": float(max(alike) < ALONE),
        "same_low": min(alike),
        "same_high": max(alike),
        **dict(zip(COUNTED_FEATURES, counted, strict=True)),
        "value_cosine": float(sides.vector(0, i) @ sides.vector(1, j)),
        "ratio": _ratio(x, y),
        "crowd": float(np.log(sides.crowds[0][x.claim, x.type] + sides.crowds[1][y.claim, y.type])),
        "size_low": float(np.log1p(min(size_x, size_y))),
        "pair_bead": sides.pair_bead,
        "is_number": float(group == "number"),
        "is_quantity": float(group == "quantity"),
        "is_date": float(group == "date"),
    }
    shared = names.shared(i, j, x.claim, y.claim)
    row["names_shared"], row["names_clash"] = float(shared == 1), float(shared == -1)
    row |= _of_words(sides, i, j, extra)
    row |= _of_type(sides, i, j, around, row["in_bead"], extra)
    row["rest_gain"] = row["rest_cosine"] - row["sentence_cosine"]
    row["is_direction"] = float(x.type == "direction")
    row["is_role"] = float(x.type == "role")
    row["is_loose"] = float(x.type in LOOSE)
    row["alone_parallel"] = row["alone"] * row["in_bead"] * sides.pair_bead
    return [float(row[name]) for name in PAIR_FEATURES]


def _of_words(sides: Sides, i: int, j: int, extra: tuple[bool, bool]) -> dict[str, float]:
    """Return what the details' own words say, and the sentences without them; `extra` as above."""
    x, y = sides.details[0][i], sides.details[1][j]
    own = sorted(
        (
            0.0 if extra[0] else sides.own_match(0, i, y.sentence),
            0.0 if extra[1] else sides.own_match(1, j, x.sentence),
        )
    )
    erased = sorted((sides.erased(0, i, y.sentence), sides.erased(1, j, x.sentence)))
    part = sorted((sides.part(0, i), sides.part(1, j)))
    names = ("own_low", "own_high", "erased_low", "erased_high", "part_low", "part_high", "rest_cosine")
    return dict(zip(names, (*own, *erased, *part, sides.rest(i, j)), strict=True))


def _of_type(
    sides: Sides, i: int, j: int, around: Around, in_bead: float, extra: tuple[bool, bool]
) -> dict[str, float]:
    """Return the evidence that only details of one type have; 0 for those of the others."""
    x, y = sides.details[0][i], sides.details[1][j]
    row = dict.fromkeys((*_VALUE_FEATURES, *_SOURCE_FEATURES, *NAME_FEATURES, "is_denial"), 0.0)
    if x.type == "value":
        alone, parallel = in_bead * float(around.rivals == 0), max(sides.pair_bead - 0.5, 0.0)
        found = (float(np.log1p(around.rivals)), alone, alone * parallel, in_bead * parallel, around.last)
        row |= dict(zip(_VALUE_FEATURES, found, strict=True))
    elif x.type == "name":
        row |= sides.traces.features(x, y, sides.details, in_bead * sides.pair_bead, extra, around.told)
    elif x.type == "source":
        row |= _source_features(sides, i, j)
    elif x.type == "negation":
        row["is_denial"] = float(is_denial(x))
    return row


def _source_features(sides: Sides, i: int, j: int) -> dict[str, float]:
    x, y = sides.details[0][i], sides.details[1][j]
    classes = sides.offices[0].classes(x), sides.offices[1].classes(y)
    whole = min(sides.whole_match(0, i, y.sentence), sides.whole_match(1, j, x.sentence))
    found = (float(not classes[0].isdisjoint(classes[1])), float(are_apart(*classes)), whole)
    return dict(zip(_SOURCE_FEATURES, found, strict=True))


def _ratio(x: Detail, y: Detail) -> float:
    if not isinstance(x.source, Value) or not isinstance(y.source, Value):
        return 0.0
    if x.source.unit != y.source.unit and "K" in (x.source.unit, y.source.unit):
        return 0.0  # an earthquake of 6.8 degrees
    low, high = abs(x.source.low), abs(y.source.low)
    if low <= 0 or high <= 0:
        return 0.0
    return float(min(abs(np.log10(low / high)), 2.0))
