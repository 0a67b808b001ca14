"""Score beads against gold: strict, lax, link and null scores.

*strict* and *lax* follow the field's scorer (Thompson & Koehn 2019, vecalign): precision is over all
predicted beads, nulls included, recall over gold beads with both sides only. Strict asks for the same bead,
lax for one shared pair of sentences. *link* counts sentence pairs. *null* is ours: the sentences of a side
that stand in null beads. A gold file may leave sentences out; what it does not list counts as no bead.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from align.alignment import Bead

Ids = tuple[int, ...]
Pair = tuple[Ids, Ids]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right and of predicted items, and of found and of gold items; the ratios are properties.

    0 of 0 is 0, as in the field's scorer.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of predicted items that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of gold items that are found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class BeadScores:
    """All scores of one or several alignments; scores of several are added by `+`."""

    strict: Score = Score()
    lax: Score = Score()
    link: Score = Score()
    null_a: Score = Score()
    null_b: Score = Score()

    def __add__(self, other: BeadScores) -> BeadScores:
        return BeadScores(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def rows(self) -> list[tuple[str, float, float, float]]:
        """Return name, precision, recall and F1 of each score."""
        names = {"null_a": "null a", "null_b": "null b"}
        scores = [(names.get(name, name), getattr(self, name)) for name in self.__slots__]
        return [(name, score.precision, score.recall, score.f1) for name, score in scores]

    def to_text(self) -> str:
        """Return a table: one line a score, precision, recall and F1 to four digits."""
        lines = [f"{'':8}{'precision':>10}{'recall':>10}{'F1':>10}"]
        lines += [f"{name:8}{p:>10.4f}{r:>10.4f}{f:>10.4f}" for name, p, r, f in self.rows()]
        return "\n".join(lines)


def as_pairs(beads: Iterable[object]) -> list[Pair]:
    """Take beads as `Bead` values or as pairs of id sequences; empty on both sides are left out."""
    pairs: list[Pair] = []
    for bead in beads:
        given: Any = bead
        a, b = (given.a, given.b) if isinstance(bead, Bead) else tuple(given)[:2]
        pair = tuple(sorted(int(i) for i in a)), tuple(sorted(int(j) for j in b))
        if pair[0] or pair[1]:
            pairs.append(pair)
    return pairs


def links_of(beads: Iterable[Pair]) -> set[tuple[int, int]]:
    """Return every sentence pair inside the beads."""
    return {(i, j) for a, b in beads for i in a for j in b}


def score_beads(gold: Iterable[object], test: Iterable[object]) -> BeadScores:
    """Score one alignment against gold; both are beads or pairs of id sequences."""
    gold_beads, test_beads = set(as_pairs(gold)), set(as_pairs(test))
    strict_p, lax_p = _hits(test_beads, gold_beads)
    full_gold = {bead for bead in gold_beads if bead[0] and bead[1]}
    full_test = {bead for bead in test_beads if bead[0] and bead[1]}
    strict_r, lax_r = _hits(full_gold, full_test)
    gold_links, test_links = links_of(gold_beads), links_of(test_beads)
    both = len(gold_links & test_links)
    return BeadScores(
        strict=Score(strict_p, len(test_beads), strict_r, len(full_gold)),
        lax=Score(lax_p, len(test_beads), lax_r, len(full_gold)),
        link=Score(both, len(test_links), both, len(gold_links)),
        null_a=_nulls(gold_beads, test_beads, 0),
        null_b=_nulls(gold_beads, test_beads, 1),
    )


def score_many(gold: Sequence[Iterable[object]], test: Sequence[Iterable[object]]) -> BeadScores:
    """Score several alignments together: counts are added before any ratio is taken."""
    total = BeadScores()
    for gold_beads, test_beads in zip(gold, test, strict=True):
        total += score_beads(gold_beads, test_beads)
    return total


def score_files(gold: str | os.PathLike[str], test: str | os.PathLike[str]) -> BeadScores:
    """Score a file of bead lines against a gold file.

    Raises:
        InputError: a file cannot be read.
        FormatError: a line is not a bead.
    """
    from align.beadfile import read_beads

    return score_beads(read_beads(gold), read_beads(test))


def _hits(wanted: set[Pair], among: set[Pair]) -> tuple[int, int]:
    """Count the beads that occur in `among`, and those that at least share a sentence pair with one there."""
    reachable: dict[int, set[int]] = {}
    for a, b in among:
        for i in a:
            reachable.setdefault(i, set()).update(b)
    strict = lax = 0
    for a, b in wanted:
        same = (a, b) in among
        strict += same
        lax += same or any(reachable.get(i, set()) & set(b) for i in a)
    return strict, lax


def _nulls(gold: set[Pair], test: set[Pair], side: int) -> Score:
    """Score the sentences of one side that stand in null beads."""
    other = 1 - side
    wanted = {i for bead in gold if not bead[other] for i in bead[side]}
    found = {i for bead in test if not bead[other] for i in bead[side]}
    both = len(wanted & found)
    return Score(both, len(found), both, len(wanted))
