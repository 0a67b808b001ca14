"""What an encoder is, and how one is loaded by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@runtime_checkable
class Encoder(Protocol):
    """Anything that turns sentences into vectors: `encode(list[str]) -> (n, d)`.

    Sentences in different languages that mean the same must get vectors with a high cosine.
    """

    def encode(self, sentences: list[str], /) -> Any:
        """Return one vector a sentence, as an array of shape (n, d)."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenVectors:
    """Contextual vectors of the tokens of one sentence.

    `starts` and `ends` (k,) are code-point offsets into the sentence, `vectors` (k, d) float32 have unit
    length and are comparable across languages, `weights` (k,) float32 say how informative a token is
    (negative log probability of the token, in nats; 0 for punctuation).
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    vectors: Vectors
    weights: NDArray[np.float32]


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that also gives contextual token vectors; the diff is finer with one."""

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence."""


def load_encoder(name: str | None = None) -> Encoder:
    """Load an encoder by name; the bundled multilingual one if no name is given."""
    from align.encoders.use import UseEncoder

    return UseEncoder()
