"""Both versions with their details, and how alike the surroundings of two details are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.diffing.details import Detail
from align.diffing.erasure import Erasure
from align.diffing.offices import Offices
from align.diffing.presence import FEATURES, Floats, Presence
from align.diffing.traces import NameTraces
from align.encoder import Vectors

# How many of the other version's sentences are searched for the counterpart of a detail.
_NEIGHBOURS = 3


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
        self, details: tuple[tuple[Detail, ...], tuple[Detail, ...]], same: frozenset[tuple[int, int]]
    ) -> None:
        self._lists: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        for side, found in enumerate(details):
            for index, detail in enumerate(found):
                if detail.type == "name":
                    self._lists[side].setdefault(detail.claim, []).append(index)
        self._same = same

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
        self.erasure, self.rows = erasure, erasure.rows
        self.traces, self.details, self.without = traces, details, without
        self.offices = Offices(views[0], details[0]), Offices(views[1], details[1])
        a, b = views
        self.claims = (a.claim_vectors @ b.claim_vectors.T).astype(np.float64)
        self.sentences = (a.sentence_vectors @ b.sentence_vectors.T).astype(np.float64)
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

    def whole_match(self, side: int, detail: int, sentence: int) -> float:
        """Return how well a detail's own words are matched in the other side's sentence, on average."""
        words = self._words[side][detail]
        if not len(words):
            return 0.0
        weights = np.clip(self.views[side].words.weights[words] - 4.0, 0.01, 14.0)
        match = self.presences[side].word_match[words, self.rows[1 - side][sentence]]
        return float(weights @ match / weights.sum())

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
