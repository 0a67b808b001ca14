"""Vectors of sentences encoded before, by encoder signature and sentence: in memory, and on disk if asked."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoder import Encoder, TokenVectors, Vectors
from align.store import Store

Arrays = tuple[NDArray[Any], ...]

MEMORY = 64 << 20
DISK = 1 << 30


class VectorCache:
    """Arrays by key, bounded: the least recently used leave first.

    Args:
        folder: where to keep them on disk too; the folder can be deleted at any time.
        memory: bytes kept in memory.
        disk: bytes kept on disk.

    Raises:
        OptionError: the folder cannot be used.
    """

    def __init__(
        self, folder: str | os.PathLike[str] | None = None, memory: int = MEMORY, disk: int = DISK
    ) -> None:
        self._memory = memory
        self._arguments = (folder, memory, disk)
        self._held: OrderedDict[bytes, Arrays] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._store = Store(Path(folder), disk) if folder is not None else None
        self.hits = 0
        self.misses = 0

    def __reduce__(self) -> tuple[type[VectorCache], tuple[Any, ...]]:
        return VectorCache, self._arguments

    def get(self, keys: list[bytes]) -> list[Arrays | None]:
        """Return what is held under each key, None where there is nothing."""
        with self._lock:
            found = [self._held.get(key) for key in keys]
            for key, value in zip(keys, found, strict=True):
                if value is not None:
                    self._held.move_to_end(key)
        missing = [i for i, value in enumerate(found) if value is None]
        if self._store and missing:
            for i, data in zip(missing, self._store.get([keys[i] for i in missing]), strict=True):
                if data is not None:
                    found[i] = _unpack(data)
                    self._hold(keys[i], found[i])
        self.hits += sum(value is not None for value in found)
        self.misses += sum(value is None for value in found)
        return found

    def put(self, items: list[tuple[bytes, Arrays]]) -> None:
        """Keep arrays under their keys."""
        for key, arrays in items:
            self._hold(key, arrays)
        if self._store and items:
            self._store.put([(key, _pack(arrays)) for key, arrays in items])

    def clear(self) -> None:
        """Forget everything, on disk too."""
        with self._lock:
            self._held.clear()
            self._size = 0
        if self._store:
            self._store.clear()

    @property
    def held_bytes(self) -> int:
        """Bytes held in memory."""
        return self._size

    def _hold(self, key: bytes, arrays: Arrays | None) -> None:
        if arrays is None:
            return
        size = sum(a.nbytes for a in arrays)
        with self._lock:
            if key in self._held or size > self._memory:
                return
            self._held[key] = arrays
            self._size += size
            while self._size > self._memory:
                _, old = self._held.popitem(last=False)
                self._size -= sum(a.nbytes for a in old)


class CachedEncoder:
    """An encoder that asks the cache first; identical sentences of one call are encoded once."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self.encoder = encoder
        self.cache = cache
        self.dimensions: int = getattr(encoder, "dimensions", 1)
        self.languages: tuple[str, ...] = getattr(encoder, "languages", ())

    @property
    def signature(self) -> str:
        """The signature of the encoder; a cache changes nothing in the vectors."""
        return signature(self.encoder)

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return one unit vector a sentence."""
        from align.encoding import checked

        texts = list(dict.fromkeys(sentences))
        keys = [self._key("v", text) for text in texts]
        found = self.cache.get(keys)
        new = [i for i, value in enumerate(found) if value is None]
        if new:
            vectors = checked(self.encoder.encode([texts[i] for i in new]), len(new))
            for i, vector in zip(new, vectors, strict=True):
                found[i] = (vector.copy(),)
            self.cache.put([(keys[i], found[i] or ()) for i in new])
        where = {text: i for i, text in enumerate(texts)}
        rows = [(found[where[s]] or ())[0] for s in sentences]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), dtype=np.float32)

    def _key(self, kind: str, text: str) -> bytes:
        whole = "\0".join((self.signature, kind, text))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()


class CachedTokenEncoder(CachedEncoder):
    """A cached encoder that gives token vectors too."""

    encoder: Any

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence."""
        return self.encode_all(sentences)[1]

    def encode_all(self, sentences: list[str], /) -> tuple[Vectors, list[TokenVectors]]:
        """Return sentence vectors and token vectors."""
        from align.encoding import run_all

        texts = list(dict.fromkeys(sentences))
        keys = [self._key("t", text) for text in texts]
        found = self.cache.get(keys)
        new = [i for i, value in enumerate(found) if value is None]
        if new:
            vectors, tokens = run_all(self.encoder, [texts[i] for i in new])
            for i, v, t in zip(new, vectors, tokens, strict=True):
                found[i] = (v.copy(), t.starts, t.ends, t.vectors, t.weights)
            self.cache.put([(keys[i], found[i] or ()) for i in new])
        held = {text: value or () for text, value in zip(texts, found, strict=True)}
        rows = [held[s][0] for s in sentences]
        vectors = np.stack(rows) if rows else self.encode([])
        return vectors, [TokenVectors(*held[s][1:]) for s in sentences]

    def __getattr__(self, name: str) -> Any:
        if name in ("encode_spans", "encode_without", "lost_spaces"):
            return getattr(self.encoder, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def cached(encoder: Encoder, cache: VectorCache) -> Encoder:
    """Put a cache before an encoder; what the encoder can do besides is kept."""
    return (
        CachedTokenEncoder(encoder, cache)
        if hasattr(encoder, "encode_tokens")
        else CachedEncoder(encoder, cache)
    )


def signature(encoder: Encoder) -> str:
    """Return the line that names an encoder, or its class if it has none."""
    found = getattr(encoder, "signature", None)
    return found if isinstance(found, str) else f"{type(encoder).__module__}.{type(encoder).__qualname__}"


def _pack(arrays: Arrays) -> bytes:
    buffer = io.BytesIO()
    for array in arrays:
        np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
    return buffer.getvalue()


def _unpack(data: bytes) -> Arrays:
    buffer, arrays = io.BytesIO(data), []
    while buffer.tell() < len(data):
        arrays.append(np.lib.format.read_array(buffer, allow_pickle=False))
    return tuple(arrays)
