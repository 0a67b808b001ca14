"""Where one version negates and the other does not: the place that states the same without a negation."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from align.diffing.details import AFFIRMED, DENIED, Detail
from align.diffing.erasure import Erasure
from align.diffing.presence import Presence
from align.diffing.view import View
from align.facts.wordlists import rows

# How many words behind (or, at the end of a claim, before) a negation say what is negated.
_SCOPE = 3
# Beyond these, a negation of the same claim negates nothing.
STOPS = re.compile("[,;:،؛]")
# How much less alike two negations are at the beginning of one sentence and at the end of the other.
_APART = 0.3
# How much more alike two verbs that deny are than a verb that denies and a "not".
_BOTH_DENY = 0.5
# Marks that a translation may say with "not".
_HIDING = frozenset({"lack", "hardly"})


def affirmations(erasure: Erasure, side: int, presence: Presence) -> tuple[Detail, ...]:
    """Return details of the other version: the words that affirm what this side negates, one for each
    negation that has no counterpart over there, not even in a word that hides one (impossible, cancelled).

    Nothing where the negations of the other version's language are not known.
    """
    this, that = erasure.views[side], erasure.views[1 - side]
    if not rows(f"polarity/{that.article.lang}"):
        return ()
    facing: dict[frozenset[int], list[Detail]] = {}
    for detail in this.details:
        if detail.type == "negation" and (others := _others(erasure, side, presence, detail)):
            facing.setdefault(others, []).append(detail)
    found = []
    for others, own in facing.items():
        for detail in _unmatched(this, that, own, others):
            partner = int(presence.best_claim[detail.claim])
            word = _counterpart(this, that, detail, others, partner)
            if word is not None and not _is_hidden(erasure, side, detail, int(that.words.sentences[word])):
                found.append(_affirmation(that, word, detail))
    return tuple(found)


def is_denial(detail: Detail) -> bool:
    """Say whether a detail is a verb that denies, or what stands where the other version denies."""
    return getattr(detail.source, "value", "") == DENIED


def _is_hidden(erasure: Erasure, side: int, detail: Detail, other: int) -> bool:
    """Say whether a sentence of the other version has more words that hide a negation than this one."""
    here, there = (
        sum(m.sentence == s and m.value in _HIDING for m in erasure.views[k].facts.marks)
        for k, s in ((side, detail.sentence), (1 - side, other))
    )
    return there > here


def _others(erasure: Erasure, side: int, presence: Presence, detail: Detail) -> frozenset[int]:
    """Return the sentences of the other version that should hold a negation's counterpart."""
    best = int(presence.best_sentence[detail.claim])
    return erasure.beads[side].get(detail.sentence) or (frozenset({best}) if best >= 0 else frozenset())


def _unmatched(this: View, that: View, own: list[Detail], others: frozenset[int]) -> list[Detail]:
    """Return the negations that are left when each of the other side is matched with the likest one."""
    theirs = [d for d in that.details if d.type == "negation" and d.sentence in others]
    mine = np.array([_scope_vector(this, d) for d in own])
    yours = np.array([_scope_vector(that, d) for d in theirs]).reshape(len(theirs), mine.shape[1])
    places = [np.array([_place(v, d) for d in ds]) for v, ds in ((this, own), (that, theirs))]
    scores = mine @ yours.T - _APART * np.abs(places[0][:, None] - places[1][None, :])
    denials = [np.array([is_denial(d) for d in details], dtype=bool) for details in (own, theirs)]
    scores += _BOTH_DENY * (denials[0][:, None] & denials[1][None, :])
    without = [np.array([_is_without(d) for d in details], dtype=bool) for details in (own, theirs)]
    scores += _BOTH_DENY * (without[0][:, None] & without[1][None, :])
    taken: tuple[set[int], set[int]] = (set(), set())
    for flat in np.argsort(-scores, axis=None, kind="stable").tolist():
        i, j = divmod(flat, len(theirs))
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    # "Without" often stands for a clause of its own in a translation.
    return [d for i, d in enumerate(own) if i not in taken[0] and not _is_without(d)]


def _is_without(detail: Detail) -> bool:
    return getattr(detail.source, "value", "") == "without"


def _place(view: View, detail: Detail) -> float:
    """Return where in its sentence a negation stands, 0..1."""
    sentence = view.article.sentences[detail.sentence]
    return (detail.start - sentence.start) / max(sentence.end - sentence.start, 1)


def _word_places(view: View, words: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return where in its sentence each word stands, 0..1."""
    sentences = [view.article.sentences[s] for s in view.words.sentences[words].tolist()]
    spans = zip(sentences, view.words.starts[words].tolist(), strict=True)
    return np.array([(start - s.start) / max(s.end - s.start, 1) for s, start in spans])


def _scope(view: View, detail: Detail) -> NDArray[np.intp]:
    """Return the words that a negation is about; who denies may stand anywhere among them."""
    own = np.flatnonzero((view.words.claims == detail.claim) & (view.words.starts != detail.start))
    if is_denial(detail):
        return own
    after = own[view.words.starts[own] >= detail.end][:_SCOPE]
    stop = STOPS.search(view.article.text, detail.end)
    if stop is not None:
        after = after[view.words.starts[after] < stop.start()]
    return after if len(after) else own[-_SCOPE:]


def _scope_vector(view: View, detail: Detail) -> NDArray[np.float32]:
    words = _scope(view, detail)
    # The informative words among them say more about what is negated.
    weights = np.clip(view.words.weights[words] - 4.0, 0.1, 14.0)
    mean = weights @ view.words.vectors[words]
    return np.asarray(mean / max(float(np.sqrt(mean @ mean)), 1e-6), dtype=np.float32)


def _counterpart(
    this: View, that: View, detail: Detail, sentences: frozenset[int], partner: int
) -> int | None:
    """Return the word that matches best what a negation is about: in the claim's partner, if it is there."""
    scope = _scope(this, detail)
    inside = np.isin(that.words.sentences, sorted(sentences))
    chosen = inside & (that.words.claims == partner)
    others = np.flatnonzero(chosen if chosen.any() else inside)
    if is_denial(detail):
        # Names and numbers match best of all, but are not what is denied.
        plain = [k for k in others.tolist() if not _in_detail(that, int(that.words.starts[k]))]
        others = np.array(plain or others.tolist(), dtype=np.intp)
    if not len(scope) or not len(others):
        return None
    apart = np.abs(_word_places(that, others) - _place(this, detail))
    scores = this.words.vectors[scope] @ that.words.vectors[others].T - _APART * apart
    weighted = scores * np.clip(that.words.weights[others] - 4.0, 0.1, 14.0)
    return int(others[np.unravel_index(int(weighted.argmax()), weighted.shape)[1]])


def _in_detail(view: View, position: int) -> bool:
    """Say whether a name or value stands at a position."""
    return any(d.start <= position < d.end and d.type in ("name", "value") for d in view.details)


def _affirmation(view: View, word: int, negation: Detail) -> Detail:
    start, end = int(view.words.starts[word]), int(view.words.ends[word])
    claim, sentence = int(view.words.claims[word]), int(view.words.sentences[word])
    text = view.article.text[start:end]
    return Detail("polarity", "negation", claim, sentence, start, end, text, AFFIRMED, negation.source)
