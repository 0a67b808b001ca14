"""The verdict on a pair, and the links of comparable texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.alignment import Alignment
from align.article import Article
from align.encoding import Encoded
from align.engine import Division

Matrix = NDArray[np.float32]


def compare_vectors(
    alignment: Alignment,
    division: Division,
    kept: tuple[list[int], list[int]],
    vectors: tuple[Matrix, Matrix],
) -> Alignment:
    """Return the alignment with the verdict on the pair, from vectors alone."""
    return replace(alignment, comparable=_covered(alignment, kept))


def compare_texts(
    alignment: Alignment,
    division: Division,
    kept: tuple[list[int], list[int]],
    articles: tuple[Article, Article],
    encoded: tuple[Encoded, Encoded],
) -> Alignment:
    """Return the alignment with the verdict on the pair."""
    vectors = encoded[0].vectors, encoded[1].vectors
    return compare_vectors(alignment, division, kept, vectors)


def _covered(alignment: Alignment, kept: tuple[list[int], list[int]]) -> float:
    sentences = len(kept[0]) + len(kept[1])
    held = sum((len(b.a) + len(b.b)) * b.score for b in alignment.beads if not b.is_null)
    return (
        round(min(1.0, held / sentences), 4)
        if sentences
        else 1.0 * (not alignment.size_a == alignment.size_b == 0)
    )


def _unused(_: Any) -> None: ...
