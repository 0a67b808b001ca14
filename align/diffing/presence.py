"""Is a claim of one version stated in the other? Evidence of words, claims and sentences, relative to the
pair.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.alignment import Alignment
from align.diffing.erasure import Erasure
from align.diffing.view import View
from align.diffing.words import Words

Floats = NDArray[np.float64]

# A word that stands in more sentences than this share tells little about which fact a sentence states.
_SAME_WORD = 0.6
# Cosines of contextual word vectors: below, unrelated words; above, translations of each other.
_UNRELATED, _TRANSLATION = 0.25, 0.85
# What unrelated texts of one language pair look like, for texts too short to tell: best cosine of a word in
# an unrelated sentence, and cosine of unrelated claims or sentences; each counts as so many sentences.
_FAR_WORD, _FAR_TEXT = 0.22, 0.15
_IMAGINED = 3
# From this number of sentences on, evidence relative to the pair is as good as in long texts.
_MANY = 6


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """Evidence for each claim of one version against the other version.

    `features` (claims, len(FEATURES)); `best_sentence` (claims,) is the other version's sentence id that
    supports a claim best and `best_claim` the claim index; `ranking` (claims, other sentences) lists the
    columns of the other's sentences, best support first; `word_match` (words, other sentences) in 0..1 says
    how well each word is matched by a word of each of the other's sentences.
    """

    features: Floats
    best_sentence: NDArray[np.int32]
    best_claim: NDArray[np.int32]
    ranking: NDArray[np.intp]
    word_match: Floats


FEATURES = (
    "coverage",  # weighted share of the claim's words matched in the best sentence
    "relative_coverage",  # the same, above what an average sentence of the other version matches
    "coverage_anywhere",  # each word matched anywhere in the other version
    "relative_anywhere",
    "claim_sentence_cosine",
    "claim_margin",  # best claim-claim cosine above the next three
    "claim_cosine",
    "claim_sentence_margin",  # best claim-sentence cosine above the mean
    "sentence_cosine",
    "sentence_best",
    "sentence_margin",
    "runner_up",  # lead of the best sentence over the second
    "size",  # log number of words
    "weight",  # informativeness of the claim
    "weakest_word",  # match of the worst of the claim's more informative words
    "reverse_coverage",  # share of the best claim's words matched in this claim
    "in_bead",  # the best sentence is in the same bead
    "null_bead",  # the claim's own sentence has no counterpart
    "null_parallel",  # the same where nearly every sentence has one
    "erased",  # how much nearer the sentence comes to its bead, or best sentence, without the claim
    "erased_best",  # the same with the claim's best sentence
    "erased_parallel",  # the same where nearly every sentence has a counterpart
    "missing",  # what the lengths of the bead say for the claim's absence, in nats
    "missing_parallel",
    "pair_coverage",  # means over the claims of this side: how parallel the pair is
    "pair_relative",
    "pair_anywhere",
    "pair_bead",
    "few",  # 1 for texts of one sentence, 0 from six on: evidence relative to the pair says less there
    "few_cosine",
    "few_coverage",
    "few_relative",
    "few_null",
)


def sentence_maximum(words: Words, scores: Floats, ids: NDArray[np.int32]) -> Floats:
    """Reduce word columns to the maximum per sentence; -1 for a sentence without words."""
    result = np.full((len(scores), len(ids)), -1.0)
    for column, sentence in enumerate(ids):
        chosen = words.sentences == sentence
        if chosen.any():
            result[:, column] = scores[:, chosen].max(axis=1)
    return result


def pair_weights(words: Words, own: Floats, other: Floats) -> Floats:
    """Weigh words by information times rarity in this pair of texts.

    In breaking news nearly every sentence names the same place and actors: a word that has a match in most
    sentences of both versions says nothing about which fact is stated (inverse document frequency, Spärck
    Jones 1972).
    """
    here, there = (
        (table > _SAME_WORD).sum(axis=1).astype(np.float64) / (table.shape[1] + _IMAGINED)
        for table in (own, other)
    )
    rarity = -np.log(np.maximum((here + there) / 2, 0.5 / (own.shape[1] + _IMAGINED)))
    return np.asarray(np.clip(words.weights - 4.0, 0.0, 14.0) * rarity + 1e-6, dtype=np.float64)


def find_presence(erasure: Erasure, side: int, apart: Collection[tuple[int, int]] = ()) -> Presence:
    """Collect the evidence for each claim of one side against the other version.

    A sentence of the other version is as if it were not there for those of this side that are apart from it.
    """
    this, that = erasure.views[side], erasure.views[1 - side]
    beads = erasure.beads[side]
    count = len(this.facts.claims)
    if not count or not that.facts.claims:
        empty = np.zeros(count, dtype=np.int32)
        none = np.zeros((len(this.words.starts), len(that.sentence_ids)))
        order = np.zeros((count, 0), dtype=np.intp)
        return Presence(np.zeros((count, len(FEATURES))), empty - 1, empty - 1, order, none)
    scores = (this.words.vectors @ that.words.vectors.T).astype(np.float64)
    other = sentence_maximum(that.words, scores, that.sentence_ids)
    own = sentence_maximum(
        this.words, (this.words.vectors @ this.words.vectors.T).astype(np.float64), this.sentence_ids
    )
    for mine, yours in apart:
        other[np.ix_(this.words.sentences == mine, that.sentence_ids == yours)] = -1.0
    weights = pair_weights(this.words, own, other)
    background = _background(other)
    match = np.clip((other - _UNRELATED) / (_TRANSLATION - _UNRELATED), 0.0, 1.0)
    relative = np.clip((other - background) / np.maximum(0.95 - background, 0.05), 0.0, 1.0)
    cosines = _Cosines(this, that, apart)
    rows, sentences, claims, ranking = [], [], [], []
    for index in range(count):
        chosen = np.flatnonzero(this.words.claims == index)
        row, order = _claim_row(index, chosen, weights, match, relative, cosines, this)
        column = int(order[0])
        candidates = np.flatnonzero(cosines.claim_owner == that.sentence_ids[column])
        best = int(candidates[cosines.claims[index, candidates].argmax()]) if len(candidates) else -1
        row["reverse_coverage"] = _reverse(this, that, scores, chosen, best)
        home = this.facts.claims[index].sentence
        row["null_bead"] = float(not beads.get(home))
        row["in_bead"] = float(int(that.sentence_ids[column]) in beads.get(home, frozenset()))
        row |= _erased(erasure, side, index, frozenset({int(that.sentence_ids[column])}))
        rows.append(row)
        sentences.append(int(that.sentence_ids[column]))
        claims.append(best)
        ranking.append(order)
    features = _of_pair(rows, min(len(this.sentence_ids), len(that.sentence_ids)))
    return Presence(
        features,
        np.array(sentences, np.int32),
        np.array(claims, np.int32),
        np.array(ranking, dtype=np.intp),
        np.asarray(match),
    )


def _of_pair(rows: list[dict[str, float]], sentences: int) -> Floats:
    """Return the features of all claims and of their pair; the shorter version has so many `sentences`."""
    means = {
        "pair_coverage": np.mean([r["coverage"] for r in rows]),
        "pair_relative": np.mean([r["relative_coverage"] for r in rows]),
        "pair_anywhere": np.mean([r["coverage_anywhere"] for r in rows]),
        "pair_bead": np.mean([r["in_bead"] for r in rows]),
    }
    few = max(0.0, 1.0 - (sentences - 1) / (_MANY - 1))
    parallel = max(float(means["pair_bead"]) - 0.5, 0.0)
    for row in rows:
        row["null_parallel"] = row["null_bead"] * parallel
        row["erased_parallel"] = row["erased"] * parallel
        row["missing_parallel"] = row["missing"] * parallel
        row["few"] = few
        row["few_cosine"], row["few_coverage"] = few * row["claim_sentence_cosine"], few * row["coverage"]
        row["few_relative"], row["few_null"] = few * row["relative_coverage"], few * row["null_bead"]
    return np.array([[{**row, **means}[name] for name in FEATURES] for row in rows], dtype=np.float64)


def _erased(erasure: Erasure, side: int, index: int, best: frozenset[int]) -> dict[str, float]:
    """Return what erasing a claim from its sentence says; `best` is the sentence that supports it best.

    A claim that is its whole sentence leaves nothing to compare.
    """
    view = erasure.views[side]
    claim, without = view.facts.claims[index], view.claims_without[index]
    if not without.any():
        return {"erased": 0.0, "erased_best": 0.0, "missing": 0.0}
    bead = erasure.beads[side].get(claim.sentence) or best
    return {
        "erased": erasure.gain(side, claim.sentence, without, bead),
        "erased_best": erasure.gain(side, claim.sentence, without, best),
        "missing": erasure.missing(side, claim.sentence, claim.end - claim.start),
    }


def _background(best: Floats) -> Floats:
    """Return what each word's best cosine is in a usual sentence of the other version (words, 1)."""
    imagined = np.full((len(best), _IMAGINED), _FAR_WORD)
    return np.asarray(np.median(np.hstack([best, imagined]), axis=1, keepdims=True), dtype=np.float64)


class _Cosines:
    """Cosines of claims and sentences across the two versions."""

    def __init__(self, this: View, that: View, apart: Collection[tuple[int, int]]) -> None:
        self.claims = (this.claim_vectors @ that.claim_vectors.T).astype(np.float64)
        self.claim_sentence = (this.claim_vectors @ that.sentence_vectors.T).astype(np.float64)
        self.sentences = (this.sentence_vectors @ that.sentence_vectors.T).astype(np.float64)
        self.claim_owner = np.array([claim.sentence for claim in that.facts.claims], dtype=np.int32)
        self.home = {int(sentence): row for row, sentence in enumerate(this.sentence_ids)}
        owners = np.array([claim.sentence for claim in this.facts.claims], dtype=np.int32)
        for mine, yours in apart:
            column = that.sentence_ids == yours
            self.claims[np.ix_(owners == mine, self.claim_owner == yours)] = -1.0
            self.claim_sentence[np.ix_(owners == mine, column)] = -1.0
            self.sentences[np.ix_(this.sentence_ids == mine, column)] = -1.0


def _claim_row(
    index: int,
    chosen: NDArray[np.intp],
    weights: Floats,
    match: Floats,
    relative: Floats,
    cosines: _Cosines,
    this: View,
) -> tuple[dict[str, float], NDArray[np.intp]]:
    """Return the features of one claim, and the columns of the other version's sentences by support, best
    first.
    """
    by_sentence = cosines.claim_sentence[index]
    if len(chosen):
        share = weights[chosen] / weights[chosen].sum()
        covered, above = share @ match[chosen], share @ relative[chosen]
    else:
        share = np.zeros(0)
        covered = above = np.zeros(len(by_sentence))
    support = above + 0.5 * by_sentence
    order = np.argsort(-support, kind="stable")
    column = order[0]
    home = cosines.home[this.facts.claims[index].sentence]
    sentences = cosines.sentences[home]
    ranked = np.sort(support)
    heavy = chosen[weights[chosen] >= np.median(weights[chosen])] if len(chosen) else chosen
    return {
        "coverage": covered[column],
        "relative_coverage": above[column],
        "coverage_anywhere": share @ match[chosen].max(axis=1) if len(chosen) else 0.0,
        "relative_anywhere": share @ relative[chosen].max(axis=1) if len(chosen) else 0.0,
        "claim_sentence_cosine": by_sentence[column],
        "claim_margin": _margin(cosines.claims[index]),
        "claim_cosine": cosines.claims[index].max(),
        "claim_sentence_margin": _lead(by_sentence),
        "sentence_cosine": sentences[column],
        "sentence_best": sentences.max(),
        "sentence_margin": _margin(sentences),
        "runner_up": ranked[-1] - (ranked[-2] if len(ranked) > 1 else 0.5 * _FAR_TEXT),
        "size": float(np.log1p(len(chosen))),
        "weight": float(weights[chosen].sum()) / 20,
        "weakest_word": match[heavy, column].min() if len(heavy) else 0.0,
    }, order


def _margin(cosines: Floats) -> float:
    """Return how far the best cosine stands above the mean of the next three (Artetxe and Schwenk 2019)."""
    ranked = np.sort(cosines)[::-1]
    rest = np.append(ranked[1:4], np.full(max(4 - len(ranked), 0), _FAR_TEXT))
    return float(ranked[0] - rest.mean())


def _lead(cosines: Floats) -> float:
    """Return how far the best cosine stands above the mean."""
    return float(cosines.max() - (cosines.sum() + _IMAGINED * _FAR_TEXT) / (len(cosines) + _IMAGINED))


def _reverse(this: View, that: View, scores: Floats, chosen: NDArray[np.intp], best: int) -> float:
    """Return the weighted share of the best claim's words that this claim matches."""
    partner = np.flatnonzero(that.words.claims == best)
    if best < 0 or not len(partner) or not len(chosen):
        return 0.0
    found = np.clip(
        (scores[np.ix_(chosen, partner)].max(axis=0) - _UNRELATED) / (_TRANSLATION - _UNRELATED), 0, 1
    )
    weights = np.clip(that.words.weights[partner] - 4.0, 0.01, 14.0)
    return float(found @ weights / weights.sum())


def bead_partners(alignment: Alignment) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
    """Map each sentence of a to its bead's sentences of b, and the other way round."""
    forth = {i: frozenset(bead.b) for bead in alignment.beads for i in bead.a}
    back = {j: frozenset(bead.a) for bead in alignment.beads for j in bead.b}
    return forth, back
