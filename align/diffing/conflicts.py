"""Candidates for changed facts: details of one type that differ in claims that else say the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.diffing.details import Detail
from align.diffing.erasure import Erasure
from align.diffing.negations import soft_excess
from align.diffing.presence import FEATURES, Floats, Presence
from align.diffing.traces import NAME_FEATURES, NameTraces
from align.diffing.view import View
from align.encoder import Vectors
from align.facts.model import Value
from align.facts.tokens import fold

# How many of the other version's sentences are searched for the counterpart of a detail.
_NEIGHBOURS = 3
# A like-valued partner in a context below this is no partner.
_ALONE = 0.25

_LOOSE = frozenset({"rank", "start", "support", "control", "answer", "gate", "kin"})

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
    "counted_same",  # a number's counted noun: cosine, known to be the same, known to differ
    "counted_equal",
    "counted_other",
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
    "is_daypart",
    "erased_low",  # how much nearer each sentence comes to the other one without its detail
    "erased_high",
    "rest_cosine",  # likeness of the two sentences without both details
    "rest_gain",  # the same, above that of the whole sentences
    "part_low",  # how much of the weight of its claim each detail is
    "part_high",
    "soft_other",  # a word that hides a negation stands where the other side negates
    "is_loose",  # dimensions whose words have many other senses
    *NAME_FEATURES,
)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Two details that may be one fact told differently: their indices, and how alike the contexts are."""

    a: int
    b: int
    note: str
    context: float


class NamePairs:
    """Which claims of the two versions name the same."""

    def __init__(
        self, details: tuple[tuple[Detail, ...], tuple[Detail, ...]], same: list[tuple[int, int]]
    ) -> None:
        self._lists: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        for side, found in enumerate(details):
            for index, detail in enumerate(found):
                if detail.type == "name":
                    self._lists[side].setdefault(detail.claim, []).append(index)
        self._same = frozenset(same)

    def shared(self, a: int, b: int, claim_a: int, claim_b: int) -> int:
        """Return 1 if the claims share a name besides a and b, -1 if both name only others, else 0."""
        left = [k for k in self._lists[0].get(claim_a, ()) if k != a]
        right = [k for k in self._lists[1].get(claim_b, ()) if k != b]
        if not left or not right:
            return 0
        return 1 if any((i, j) in self._same for i in left for j in right) else -1


class Sides:
    """Both versions with their details and evidence, and the context score between two details."""

    def __init__(
        self,
        erasure: Erasure,
        presences: tuple[Presence, Presence],
        traces: NameTraces,
        details: tuple[tuple[Detail, ...], tuple[Detail, ...]],
        without: tuple[Vectors, Vectors],
    ) -> None:
        views = erasure.views
        self.views, self.presences, self.beads = views, presences, erasure.beads[0]
        self.erasure = erasure
        self.traces, self.details, self.without = traces, details, without
        a, b = views
        self.claims = (a.claim_vectors @ b.claim_vectors.T).astype(np.float64)
        self.sentences = (a.sentence_vectors @ b.sentence_vectors.T).astype(np.float64)
        self.rows = tuple({int(s): row for row, s in enumerate(view.sentence_ids)} for view in views)
        self._words = tuple(
            [view.words.within(d.start, d.end) for d in found]
            for view, found in zip(views, self.details, strict=True)
        )
        self._top = tuple(
            [frozenset(int(that.sentence_ids[k]) for k in order[:_NEIGHBOURS]) for order in presence.ranking]
            for presence, that in zip(presences, (views[1], views[0]), strict=True)
        )
        beaded = [p.features[:, FEATURES.index("pair_bead")] for p in presences]
        self.pair_bead = float(np.mean([column.mean() if len(column) else 0.0 for column in beaded]))
        self.crowds = tuple(Counter((d.claim, d.type) for d in found) for found in self.details)
        self._coverage = (self._surroundings(0), self._surroundings(1))
        self._contexts = self._all_contexts()

    def _surroundings(self, side: int) -> tuple[Floats, list[int]]:
        """Return the match of the other words of each detail's claim in each sentence, and their number."""
        words, match = self.views[side].words, self.presences[side].word_match
        weights = np.clip(words.weights - 4.0, 0.01, 14.0).astype(np.float64)
        rows, sizes = np.zeros((len(self.details[side]), match.shape[1])), []
        for index, detail in enumerate(self.details[side]):
            others = words.claims == detail.claim
            others[self._words[side][index]] = False
            chosen = np.flatnonzero(others)
            sizes.append(len(chosen))
            if len(chosen):
                rows[index] = weights[chosen] @ match[chosen] / weights[chosen].sum()
        return rows, sizes

    def _all_contexts(self) -> Floats:
        """Return how alike the surroundings of every two details are (details of a, details of b)."""
        claims, rows = [], []
        for side, found in enumerate(self.details):
            claims.append(np.array([d.claim for d in found], dtype=np.intp))
            rows.append(np.array([self.rows[side][d.sentence] for d in found], dtype=np.intp))
        if not len(claims[0]) or not len(claims[1]):
            return np.zeros((len(claims[0]), len(claims[1])))
        forth, back = self._coverage[0][0][:, rows[1]], self._coverage[1][0][:, rows[0]].T
        alike = 0.4 * self.claims[np.ix_(*claims)] + 0.2 * self.sentences[np.ix_(*rows)]
        return np.asarray(alike + 0.2 * (forth + back), dtype=np.float64)

    def coverage(self, side: int, detail: int, sentence: int) -> tuple[float, int]:
        """Return how well the other words of a detail's claim are matched in a sentence, and their number."""
        rows, sizes = self._coverage[side]
        return float(rows[detail, self.rows[1 - side][sentence]]), sizes[detail]

    def own_match(self, side: int, detail: int, sentence: int) -> float:
        """Return how well the best of a detail's own words is matched in the other side's sentence."""
        words = self._words[side][detail]
        if not len(words):
            return 0.0
        return float(self.presences[side].word_match[words, self.rows[1 - side][sentence]].max())

    def erased(self, side: int, detail: int, sentence: int) -> float:
        """Return how much nearer a detail's sentence comes to one of the other version without the detail."""
        own = self.details[side][detail].sentence
        bead = self.erasure.beads[side].get(own, frozenset())
        others = bead if sentence in bead else frozenset({sentence})
        return self.erasure.gain(side, own, self.without[side][detail], others)

    def part(self, side: int, detail: int) -> float:
        """Return how much of the informative weight of its claim a detail is."""
        words = self.views[side].words
        whole = float(words.weights[words.claims == self.details[side][detail].claim].sum())
        return float(words.weights[self._words[side][detail]].sum()) / max(whole, 1e-6)

    def rest(self, a: int, b: int) -> float:
        """Return the cosine of the sentences of two details without the details."""
        return float(self.without[0][a] @ self.without[1][b])

    def context(self, a: int, b: int) -> float:
        """Return how alike the surroundings of two details are, about 0..1."""
        return float(self._contexts[a, b])

    def neighbours(self, side: int, detail: Detail) -> frozenset[int]:
        """Return the other version's sentences in which a detail's counterpart may stand."""
        beads = self.beads.get(detail.sentence, frozenset()) if side == 0 else frozenset()
        return self._top[side][detail.claim] | beads

    def near(self, a: int, b: int) -> bool:
        """Say whether two details stand in sentences that support each other's claims, or in one bead."""
        x, y = self.details[0][a], self.details[1][b]
        if y.sentence in self.beads.get(x.sentence, frozenset()):
            return True
        return y.sentence in self._top[0][x.claim] or x.sentence in self._top[1][y.claim]

    def facing(self, a: int, b: int) -> bool:
        """Say whether two details stand in one bead, or in claims that find each other's sentence best."""
        x, y = self.details[0][a], self.details[1][b]
        forth = int(self.presences[0].best_sentence[x.claim]) == y.sentence
        back = int(self.presences[1].best_sentence[y.claim]) == x.sentence
        return (forth and back) or y.sentence in self.beads.get(x.sentence, frozenset())

    def vector(self, side: int, detail: int) -> NDArray[np.float32]:
        """Return the mean vector of a detail's words."""
        words = self._words[side][detail]
        vectors = self.views[side].words.vectors
        mean = vectors[words].mean(axis=0) if len(words) else np.zeros(vectors.shape[1], np.float32)
        return np.asarray(mean / max(float(np.sqrt(mean @ mean)), 1e-6), dtype=np.float32)


def pair_features(
    sides: Sides, candidate: Candidate, alike: tuple[float, float], names: NamePairs
) -> list[float]:
    """Return the evidence on a candidate; `alike`: how well like-valued details explain its sides."""
    i, j = candidate.a, candidate.b
    x, y = sides.details[0][i], sides.details[1][j]
    forth, size_x = sides.coverage(0, i, y.sentence)
    back, size_y = sides.coverage(1, j, x.sentence)
    best = (
        float(sides.presences[0].best_sentence[x.claim] == y.sentence),
        float(sides.presences[1].best_sentence[y.claim] == x.sentence),
    )
    counted, equal, unlike = _counted(sides, i, j)
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
        "alone": float(max(alike) < _ALONE),
        "same_low": min(alike),
        "same_high": max(alike),
        "counted_same": counted,
        "counted_equal": equal,
        "counted_other": unlike,
        "value_cosine": float(sides.vector(0, i) @ sides.vector(1, j)),
        "ratio": _ratio(x, y),
        "crowd": float(np.log(sides.crowds[0][x.claim, x.type] + sides.crowds[1][y.claim, y.type])),
        "size_low": float(np.log1p(min(size_x, size_y))),
        "pair_bead": sides.pair_bead,
        "is_number": float(group == "number"),
        "is_quantity": float(group == "quantity"),
        "is_date": float(group == "date"),
        "soft_other": 0.0,
    }
    shared = names.shared(i, j, x.claim, y.claim)
    row["names_shared"], row["names_clash"] = float(shared == 1), float(shared == -1)
    row["own_low"], row["own_high"] = sorted(
        (sides.own_match(0, i, y.sentence), sides.own_match(1, j, x.sentence))
    )
    row["erased_low"], row["erased_high"] = sorted(
        (sides.erased(0, i, y.sentence), sides.erased(1, j, x.sentence))
    )
    row |= dict.fromkeys(NAME_FEATURES, 0.0)
    if x.type == "name":
        row |= sides.traces.features(x, y, sides.details, row["in_bead"] * sides.pair_bead)
    row["part_low"], row["part_high"] = sorted((sides.part(0, i), sides.part(1, j)))
    row["rest_cosine"] = sides.rest(i, j)
    row["rest_gain"] = row["rest_cosine"] - row["sentence_cosine"]
    if x.type == "negation":
        # The place that affirms what the other version negates shows its own words as its value.
        here, there, side = (x, y, 0) if x.value == "not" else (y, x, 1)
        row["soft_other"] = float(soft_excess(sides.erasure, side, here.sentence, there.sentence))
    row["is_direction"] = float(x.type == "direction")
    row["is_role"], row["is_daypart"] = float(x.type == "role"), float(x.type == "daypart")
    row["is_loose"] = float(x.type in _LOOSE)
    row["alone_parallel"] = row["alone"] * row["in_bead"] * sides.pair_bead
    return [float(row[name]) for name in PAIR_FEATURES]


def _ratio(x: Detail, y: Detail) -> float:
    if not isinstance(x.source, Value) or not isinstance(y.source, Value):
        return 0.0
    low, high = abs(x.source.low), abs(y.source.low)
    if low <= 0 or high <= 0:
        return 0.0
    return float(min(abs(np.log10(low / high)), 2.0))


def _counted(sides: Sides, i: int, j: int) -> tuple[float, float, float]:
    """Compare what two numbers count: cosine of the nouns, known to be the same, known to differ."""
    x, y = sides.details[0][i].source, sides.details[1][j].source
    if not isinstance(x, Value) or not isinstance(y, Value) or not x.counts or not y.counts:
        return 0.5, 0.0, 0.0
    known = bool(x.counted and y.counted)
    nouns = [_noun(sides.views[0], x), _noun(sides.views[1], y)]
    cosine = float(nouns[0] @ nouns[1]) if nouns[0] is not None and nouns[1] is not None else 0.5
    return cosine, float(known and x.counted == y.counted), float(known and x.counted != y.counted)


def _noun(view: View, value: Value) -> NDArray[np.float32] | None:
    """Return the vector of the noun that a number counts, found among the words around the number."""
    names = frozenset(fold(word) for word in value.counts.split())
    near = np.flatnonzero(
        (view.words.sentences == value.sentence) & (abs(view.words.starts - value.end) < 60)
    )
    chosen = [k for k in near if view.words.norms[k] in names]
    if not chosen:
        return None
    mean = view.words.vectors[chosen].mean(axis=0)
    return np.asarray(mean / max(float(np.sqrt(mean @ mean)), 1e-6), dtype=np.float32)
