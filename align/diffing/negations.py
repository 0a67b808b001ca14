"""Where one version negates and the other does not: the place that states the same without a negation."""

from __future__ import annotations

import numpy as np

from align.diffing.details import Detail
from align.diffing.presence import Presence
from align.diffing.view import View
from align.facts.polarity import negation_differs

# How many words behind (or, at the end of a claim, before) a negation say what is negated.
_SCOPE = 3


def affirmations(this: View, that: View, presence: Presence) -> tuple[Detail, ...]:
    """Return details of `that`: the words that affirm what `this` negates, one for each lone negation of
    `this`.
    """
    found = []
    for detail in this.details:
        if detail.type != "negation":
            continue
        partner = int(presence.best_claim[detail.claim])
        if partner < 0:
            continue
        claim = that.facts.claims[partner]
        mine, yours = (
            this.article.sentences[detail.sentence].text,
            that.article.sentences[claim.sentence].text,
        )
        if not negation_differs(mine, this.article.lang, yours, that.article.lang):
            continue
        word = _counterpart(this, that, detail, partner)
        if word is not None:
            start, end = int(that.words.starts[word]), int(that.words.ends[word])
            text = that.article.text[start:end]
            found.append(
                Detail("polarity", "negation", partner, claim.sentence, start, end, text, text, detail.source)
            )
    return tuple(found)


def _counterpart(this: View, that: View, detail: Detail, partner: int) -> int | None:
    """Return the word of the partner claim that matches best what stands beside the negation."""
    own = np.flatnonzero((this.words.claims == detail.claim) & (this.words.starts != detail.start))
    after = own[this.words.starts[own] >= detail.end][:_SCOPE]
    scope = after if len(after) else own[-_SCOPE:]
    others = np.flatnonzero(that.words.claims == partner)
    if not len(scope) or not len(others):
        return None
    scores = this.words.vectors[scope] @ that.words.vectors[others].T
    weighted = scores * np.clip(that.words.weights[others] - 4.0, 0.1, 14.0)
    return int(others[np.unravel_index(int(weighted.argmax()), weighted.shape)[1]])
