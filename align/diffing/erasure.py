"""Does a sentence come nearer to the other version without one of its parts? Then the other lacks that part.

Erasure is the leave-one-out view of importance (Li, Monroe and Jurafsky 2016, "Understanding neural networks
through representation erasure", arXiv 1612.08220), here of a part's share in the likeness of two sentences.
Lengths say the same from another side: a sentence whose clause is missing in a translation has a short
translation (Gale and Church 1993).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.diffing.view import View

Floats = NDArray[np.float64]
Beads = dict[int, frozenset[int]]

# The usual spread of the logarithm of length ratios in translations, and how many beads that is worth.
_SPREAD, _PRIOR = 0.2, 6.0
# Evidence of lengths, in nats, is cut off here: a ratio may be odd for another reason.
_MOST = 4.0


class Erasure:
    """Both versions' sentences in beads, with what erasing a part of one changes; `beads` are those of side
    0.
    """

    def __init__(self, views: tuple[View, View], beads: tuple[Beads, Beads]) -> None:
        self.views, self.beads = views, beads
        self.rows = tuple({int(s): row for row, s in enumerate(view.sentence_ids)} for view in views)
        self.groups = tuple(_groups(found) for found in beads)
        self._ratio, self._spread = self._lengths()

    def gain(self, side: int, sentence: int, without: NDArray[np.float32], others: frozenset[int]) -> float:
        """Return how much nearer a sentence comes to sentences of the other version without a part of it.

        `without` (d,) is the sentence's vector without the part. If `others` is the sentence's bead, the
        sentence is read together with those that share the bead.
        """
        target = self._sum(1 - side, others)
        mates = self.groups[side].get(others, ()) if self.beads[side].get(sentence) == others else ()
        rest = self._sum(side, [s for s in mates if s != sentence])
        whole = rest + self.views[side].sentence_vectors[self.rows[side][sentence]]
        return _cosine(rest + without, target) - _cosine(whole, target)

    def missing(self, side: int, sentence: int, characters: int) -> float:
        """Return the evidence (nats) of lengths that a part of so many characters is missing over there."""
        others = self.beads[side].get(sentence, frozenset())
        if not others:
            return 0.0
        own = sum(self._size(side, s) for s in self.groups[side][others])
        if characters >= 0.9 * own:
            return 0.0
        there = sum(self._size(1 - side, s) for s in others)
        ratio = self._ratio if side == 0 else -self._ratio
        kept, lost = (
            (np.log(there / size) - ratio) / self._spread for size in (own, max(own - characters, 1))
        )
        return float(np.clip((kept**2 - lost**2) / 2, -_MOST, _MOST))

    def _lengths(self) -> tuple[float, float]:
        """Return the middle and spread of the logarithms of this pair's length ratios."""
        logs = [
            np.log(sum(self._size(1, s) for s in others) / sum(self._size(0, s) for s in own))
            for others, own in self.groups[0].items()
        ]
        if not logs:
            return 0.0, _SPREAD
        middle = float(np.median(logs))
        spread = 1.48 * float(np.median(np.abs(np.array(logs) - middle)))
        pooled = (_PRIOR * _SPREAD**2 + len(logs) * spread**2) / (_PRIOR + len(logs))
        return middle, float(np.sqrt(pooled))

    def _size(self, side: int, sentence: int) -> int:
        return max(len(self.views[side].article.sentences[sentence].text), 1)

    def _sum(self, side: int, sentences: frozenset[int] | list[int]) -> NDArray[np.float32]:
        view, rows = self.views[side], self.rows[side]
        chosen = [rows[s] for s in sorted(sentences) if s in rows]
        return np.asarray(view.sentence_vectors[chosen].sum(axis=0), dtype=np.float32)


def _groups(beads: Beads) -> dict[frozenset[int], list[int]]:
    """Return the sentences that share a bead, by the bead's other side; without null beads."""
    found: dict[frozenset[int], list[int]] = {}
    for sentence, others in sorted(beads.items()):
        if others:
            found.setdefault(others, []).append(sentence)
    return found


def _cosine(x: NDArray[np.float32], y: NDArray[np.float32]) -> float:
    product = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / product if product > 0 else 0.0
