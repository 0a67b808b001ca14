"""A baseline without a model: hashed character n-grams. It compares spelling, so it serves one language."""

from __future__ import annotations

from typing import Any

import numpy as np

from align.encoder import Vectors
from align.errors import EncoderError


class NgramEncoder:
    """Hashed character n-grams of 2 to 4 letters within words, of unit length. For tests and baselines."""

    name = "char-ngrams"
    dimensions = 2048

    def __init__(self) -> None:
        try:
            from sklearn.feature_extraction.text import HashingVectorizer
        except ImportError as error:
            raise EncoderError("char-ngrams needs scikit-learn: pip install scikit-learn") from error
        self._hash: Any = HashingVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), n_features=self.dimensions, dtype=np.float32
        )

    @property
    def signature(self) -> str:
        """Name and options."""
        return f"{self.name} 2-4 {self.dimensions}"

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return one vector a sentence."""
        rows: Vectors = self._hash.transform(sentences).toarray().astype(np.float32)
        return rows
