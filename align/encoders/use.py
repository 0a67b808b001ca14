"""The bundled encoder: Universal Sentence Encoder, multilingual 3, with our own forward pass."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from align.encoder import TokenVectors, Vectors
from align.encoders import tables as files
from align.encoders.forward import Block, Network, Segment, Workspace, blocks
from align.encoders.pieces import Tokeniser
from align.encoders.shares import KEPT, Damaged, Shares
from align.encoders.tables import DIM, FEATURES

# Sentences whose results wait for the head together.
CALL = 2048


class UseEncoder:
    """Sixteen languages in one space of 512 dimensions; gives token vectors too.

    Args:
        cache_dir: folder for the decoded tables; the user's cache folder if None.
        threads: number of threads; $OMP_NUM_THREADS, else the cores this process may use, if None.
    """

    name = "use"
    dimensions = DIM

    def __init__(self, cache_dir: str | os.PathLike[str] | None = None, threads: int | None = None) -> None:
        try:
            self._cache: Path | None = Path(cache_dir) if cache_dir else files.cache_folder()
        except OSError:
            self._cache = None
        self._source = files.find_source(self._cache)
        self._tokeniser = Tokeniser(self._source.pieces)
        self._threads = threads or default_threads()
        self._lock = threading.Lock()
        self._start(files.load(self._source, self._cache))

    def _start(self, tables: files.Tables) -> None:
        self._network = Network(Shares(tables))
        self._spaces = [Workspace() for _ in range(self._threads)]

    @property
    def signature(self) -> str:
        """Name, revision and sha256 of weights and vocabulary."""
        return f"{self.name} {self._source.revision} sha256:{self._source.sha256[:16]}"

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return one unit vector a sentence; blank sentences get the vector of an unknown piece."""
        return self._encode(sentences, tokens=False)[0]

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the token vectors of each sentence."""
        return self._encode(sentences, tokens=True)[1]

    def encode_all(self, sentences: list[str], /) -> tuple[Vectors, list[TokenVectors]]:
        """Return sentence vectors and token vectors from one pass."""
        return self._encode(sentences, tokens=True)

    def _encode(self, sentences: list[str], tokens: bool) -> tuple[Vectors, list[TokenVectors]]:
        texts = list(dict.fromkeys(sentences))
        where = {text: i for i, text in enumerate(texts)}
        with self._lock, one_blas_thread():
            try:
                vectors, found = self._run(texts, tokens)
            except Damaged:
                self._start(files.decode(self._source))
                vectors, found = self._run(texts, tokens)
        order = [where[s] for s in sentences]
        return vectors[order], [found[i] for i in order] if tokens else []

    def _run(self, texts: list[str], tokens: bool) -> tuple[Vectors, list[TokenVectors]]:
        ids = self._tokeniser.ids(texts)
        sums = np.zeros((len(ids), FEATURES), dtype=np.float32)
        kept: list[list[Vectors]] = [[] for _ in ids]
        spaces = self._spaces.copy()

        def work(block: list[Segment]) -> list[tuple[Segment, Vectors, Vectors | None]]:
            space = spaces.pop()
            found = self._rows(block, space, tokens)
            spaces.append(space)
            return found

        with ThreadPoolExecutor(self._threads) as pool:
            for group in groups(blocks(ids)):
                self._network.shares.add(np.concatenate([s.ids for block in group for s in block]))
                for found in pool.map(work, group):
                    for segment, total, rows in found:
                        sums[segment.sentence] += total
                        if rows is not None:
                            kept[segment.sentence].append(rows)
        counts = np.array([len(i) for i in ids], dtype=np.float32)
        vectors = self._network.head(sums, counts) if ids else np.zeros((0, DIM), dtype=np.float32)
        return vectors, self._tokens(texts, kept) if tokens else []

    def _rows(
        self, block: list[Segment], space: Workspace, tokens: bool
    ) -> list[tuple[Segment, Vectors, Vectors | None]]:
        computed: Block = self._network.block(block, space)
        found = []
        for segment, begin in zip(block, computed.begins, strict=True):
            rows = slice(begin + segment.skip, begin + segment.skip + segment.size)
            found.append((segment, computed.total(rows), computed.normalised(rows) if tokens else None))
        return found

    def _tokens(self, texts: list[str], kept: list[list[Vectors]]) -> list[TokenVectors]:
        found = []
        for text, parts in zip(texts, kept, strict=True):
            pieces = self._tokeniser.pieces(text)
            rows = np.concatenate(parts)[1:-1]
            vectors = self._network.head(rows, np.ones(len(rows), dtype=np.float32))
            weights = [
                self._tokeniser.weight(i, t) for i, t in zip(pieces.ids.tolist(), pieces.texts, strict=True)
            ]
            found.append(
                TokenVectors(pieces.starts, pieces.ends, vectors, np.array(weights, dtype=np.float32))
            )
        return found


def groups(found: Iterable[list[Segment]]) -> Iterator[list[list[Segment]]]:
    """Group blocks so that the distinct pieces of a group have room in the shares."""
    group: list[list[Segment]] = []
    size = 0
    for block in found:
        need = sum(len(segment.ids) for segment in block)
        if group and size + need > KEPT // 2:
            yield group
            group, size = [], 0
        group.append(block)
        size += need
    if group:
        yield group


def default_threads() -> int:
    """Return $OMP_NUM_THREADS, else the number of cores this process may use."""
    given = os.environ.get("OMP_NUM_THREADS", "")
    if given.isdigit() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_blas_thread() -> Any:
    """Return a context in which each matrix product runs on one thread."""
    global _controller
    if _controller is None:
        from threadpoolctl import ThreadpoolController

        _controller = ThreadpoolController()
    return _controller.limit(limits=1, user_api="blas")


_controller: Any = None
