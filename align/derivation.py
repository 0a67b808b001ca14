"""Which version seems to derive from which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from align.alignment import Alignment
from align.article import Article
from align.matrix.model import Row

_PHRASES = {
    "translation": "seems to be a translation of",
    "shortened": "seems to be shortened from",
    "extended": "seems to be extended from",
    "copy": "is nearly word for word",
}


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sign that one version derives from another: the indices of both, and the evidence in words.

    `score` is in 0..1.
    """

    child: int
    parent: int
    kind: Literal["translation", "shortened", "extended", "copy"]
    score: float
    why: str

    def sentence(self, names: Sequence[str]) -> str:
        """Return the derivation as a sentence for people, with the names of the versions."""
        return (
            f"{names[self.child]} {_PHRASES[self.kind]} {names[self.parent]} ({self.score:.2f}): {self.why}"
        )


def derive(
    articles: Sequence[Article], rows: Sequence[Row], alignments: Mapping[tuple[int, int], Alignment]
) -> tuple[Derivation, ...]:
    """Return the derivations for which there is evidence; () where there is none."""
    return ()
