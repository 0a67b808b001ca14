"""The evidence of every pair of versions, each version encoded and read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from align.aligner import align_encoded
from align.alignment import Alignment
from align.article import Article
from align.diffing.judge import Judge
from align.diffing.presence import Floats
from align.diffing.view import View, build_view
from align.diffing.weighing import Verdicts, gather, weigh
from align.encoder import Encoder
from align.encoding import encode_article

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """All versions as the diff sees them, and the verdicts of each pair (i, j) with i < j."""

    views: tuple[View, ...]
    alignments: dict[Pair, Alignment]
    verdicts: dict[Pair, Verdicts]

    @property
    def size(self) -> int:
        """The number of versions."""
        return len(self.views)

    def present(self, i: int, j: int) -> Floats:
        """Return the probability of each claim of i to be stated in j."""
        return self.verdicts[i, j].present[0] if i < j else self.verdicts[j, i].present[1]

    def best(self, i: int, j: int) -> NDArray[np.int32]:
        """Return the claim of j that supports each claim of i best; -1 where j has none."""
        sides = self.verdicts[min(i, j), max(i, j)].sides
        return sides.presences[0 if i < j else 1].best_claim


def gather_pairs(
    articles: Sequence[Article],
    encoder: Encoder,
    order: str,
    judge: Judge,
    progress: Callable[[int, int], None] | None = None,
) -> Pairs:
    """Encode each article once, and weigh the evidence of each pair.

    `progress` is told the number of pairs done and of all pairs.
    """
    encoded = [encode_article(article, encoder) for article in articles]
    views = tuple(build_view(article, encoder, e) for article, e in zip(articles, encoded, strict=True))
    alignments, verdicts = {}, {}
    wanted = list(combinations(range(len(articles)), 2))
    for done, (i, j) in enumerate(wanted, start=1):
        found = align_encoded(articles[i], articles[j], encoded[i], encoded[j], order=order, encoder=encoder)
        alignments[i, j] = found
        verdicts[i, j] = weigh(gather(views[i], views[j], found, encoder), judge)
        if progress:
            progress(done, len(wanted))
    return Pairs(views, alignments, verdicts)
