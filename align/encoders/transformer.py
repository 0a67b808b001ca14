"""Models of the sentence-transformers library, by hub id or local folder."""

from __future__ import annotations

import hashlib
import os
import socket
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from align.encoder import TokenVectors, Vectors
from align.errors import EncoderError

EXTRA = "pip install 'article-align[transformers]'"
# What a model's makers ask to put before a text, by a part of its name; the first that fits counts.
PROMPTS = (
    ("e5-large-instruct", "Instruct: Retrieve semantically similar text.\nQuery: "),
    ("multilingual-e5", "query: "),
    ("e5-small", "query: "),
    ("e5-base", "query: "),
    ("e5-large", "query: "),
)
# Sentences from which on a progress line is shown, on a terminal.
LONG_WORK = 500


class TransformerEncoder:
    """A sentence-transformers model; texts longer than it can read are read in windows, never cut.

    Args:
        model: hub id or local folder.
        revision: branch, tag or commit on the hub.
        device: such as "cpu" or "cuda"; the library's choice if None.
        prompt: text before each sentence; the model's own or a known one if None, "" for none.

    Raises:
        EncoderError: the library or the model is not there.
    """

    def __init__(
        self, model: str, revision: str | None = None, device: str | None = None, prompt: str | None = None
    ) -> None:
        self.name = f"sentence-transformers:{Path(model).name if os.path.isdir(model) else model}"
        self._revision = revision
        self._model = _load(model, revision, device)
        self.prompt = prompt if prompt is not None else _prompt(model, self._model)
        self.dimensions = int(self._model.encode(["x"], show_progress_bar=False).shape[1])
        self._weights = _digest(self._model)

    @property
    def signature(self) -> str:
        """Name, revision, sha256 of the weights, prompt."""
        parts = [self.name, self._revision or "", f"sha256:{self._weights}"]
        return " ".join(p for p in [*parts, f"prompt={self.prompt!r}" if self.prompt else ""] if p)

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return one unit vector a sentence."""
        windows, owners = self._windows(sentences)
        rows = self._run([w for w, _ in windows], "sentence_embedding")
        vectors = np.zeros((len(sentences), self.dimensions), dtype=np.float32)
        for owner, (text, _), row in zip(owners, windows, rows, strict=True):
            vectors[owner] += len(text) * _unit(np.asarray(row, dtype=np.float32))
        return _unit(vectors)

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the vectors of each sentence's words: the mean of their tokens' embeddings."""
        windows, owners = self._windows(sentences)
        found: list[list[tuple[int, int, Vectors, float]]] = [[] for _ in sentences]
        rows = self._run([w for w, _ in windows], "token_embeddings")
        for owner, (text, shift), row in zip(owners, windows, rows, strict=True):
            found[owner] += self._words(text, shift, np.asarray(row, dtype=np.float32))
        return [self._token_vectors(words) for words in found]

    def _run(self, texts: list[str], what: str) -> list[Any]:
        shown = len(texts) >= LONG_WORK and os.isatty(2)
        found = self._model.encode(
            texts, prompt=self.prompt, output_value=what, show_progress_bar=shown, convert_to_numpy=False
        )
        return [row.detach().cpu().float().numpy() for row in found]

    def _windows(self, sentences: Sequence[str]) -> tuple[list[tuple[str, int]], list[int]]:
        """Cut texts that have more tokens than the model reads; return (text, offset) and whose each is."""
        limit = self._model.get_max_seq_length() or 1 << 30
        room = limit - len(self._tokenise(self.prompt)) - 1
        windows, owners = [], []
        for owner, text in enumerate(sentences):
            offsets = [o for o in self._tokenise(text) if o[1] > o[0]]
            cuts = [offsets[i][0] for i in range(room, len(offsets), room)]
            for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
                windows.append((text[start:end], start))
                owners.append(owner)
        return windows, owners

    def _tokenise(self, text: str) -> list[tuple[int, int]]:
        found = self._model.tokenizer(text, return_offsets_mapping=True, truncation=False, verbose=False)
        return [(int(a), int(b)) for a, b in found["offset_mapping"]]

    def _words(self, text: str, shift: int, rows: Vectors) -> list[tuple[int, int, Vectors, float]]:
        whole, before = self.prompt + text, len(self.prompt)
        offsets = self._tokenise(whole)
        ids = self._model.tokenizer(whole, truncation=False, verbose=False)["input_ids"]
        if len(rows) != len(offsets):
            raise EncoderError(
                f"{self.name} gave {len(rows)} token vectors for {len(offsets)} tokens; use another model"
            )
        words: list[tuple[int, int, list[Vectors], float]] = []
        for (start, end), piece, row in zip(offsets, ids, rows, strict=True):
            while start < end and whole[start].isspace():
                start += 1
            if end <= start or start < before:
                continue
            a, b = start - before + shift, end - before + shift
            solid = _is_word(whole[start:end])
            weight = _zipf(piece, len(self._model.tokenizer)) if solid else 0.0
            if words and solid and words[-1][1] == a and words[-1][3] > 0:
                first, _, parts, sum_ = words.pop()
                words.append((first, b, [*parts, row], sum_ + weight))
            else:
                words.append((a, b, [row], weight))
        return [(a, b, np.mean(parts, axis=0), w) for a, b, parts, w in words]

    def _token_vectors(self, words: list[tuple[int, int, Vectors, float]]) -> TokenVectors:
        return TokenVectors(
            np.array([a for a, _, _, _ in words], dtype=np.int32),
            np.array([b for _, b, _, _ in words], dtype=np.int32),
            _unit(np.array([v for _, _, v, _ in words], dtype=np.float32).reshape(len(words), -1)),
            np.array([w for _, _, _, w in words], dtype=np.float32),
        )


def _load(model: str, revision: str | None, device: str | None) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderError(
            f"models from a hub need sentence-transformers; install it with: {EXTRA}"
        ) from error
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if device is not None:
        _check_device(device)
    reason = "it is not on this machine, and the network cannot be reached"
    if os.path.isabs(model) and not os.path.isdir(model):
        raise EncoderError(f"cannot load the model {model!r}: there is no such folder; give one, or a hub id")
    for local in (True, False):
        if not local and not _reachable():
            break
        try:
            return SentenceTransformer(model, revision=revision, device=device, local_files_only=local)
        except Exception as error:  # the library lets errors of many kinds through from what is below it
            if os.path.isdir(model) or not local:
                reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
                break
    raise EncoderError(f"cannot load the model {model!r}: {reason}; give the folder of a downloaded model")


def _check_device(device: str) -> None:
    import torch

    try:
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        reason = str(error).strip().splitlines()[0][:120]
        raise EncoderError(
            f"cannot compute on the device {device!r}: {reason}; give one that this machine has, such as cpu"
        ) from error


def _reachable() -> bool:
    """Whether the hub's name can be looked up: without it the library tries again for a minute."""
    from urllib.parse import urlsplit

    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        socket.getaddrinfo(urlsplit(constants.ENDPOINT).hostname, 443)
    except OSError:
        return any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"))
    return True


def _prompt(model: str, loaded: Any) -> str:
    own = loaded.prompts.get(loaded.default_prompt_name or "") if loaded.prompts else None
    if own is not None:
        return str(own)
    return next((prompt for part, prompt in PROMPTS if part in model.lower()), "")


def _digest(model: Any) -> str:
    """Return the start of the sha256 over all weights, in the order of their names."""
    digest = hashlib.sha256()
    for name, value in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.detach().cpu().float().contiguous().numpy().tobytes())
    return digest.hexdigest()[:16]


def _zipf(rank: int, size: int) -> float:
    """Return the negative log probability of a token by Zipf's law, its id taken as its rank, in nats."""
    return float(np.log(max(rank, 1)) + np.log(np.log(1.78 * size)))


def _is_word(text: str) -> bool:
    return any(unicodedata.category(c)[0] in "LNS" for c in text)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
