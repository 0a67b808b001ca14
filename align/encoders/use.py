"""The bundled encoder: Universal Sentence Encoder, multilingual 3, with our own forward pass."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from align.encoder import TokenVectors, Vectors
from align.encoders import tables
from align.encoders.forward import Network, Segment, blocks
from align.encoders.pieces import Ints, Tokeniser, Words
from align.encoders.shares import KEPT, Damaged, Shares
from align.encoders.tables import DIM, FEATURES
from align.encoders.threads import default_threads, one_blas_thread

T = TypeVar("T")
R = TypeVar("R")

# Rows that go through the head at once, and sentences whose words are held at once.
HEAD_ROWS = 128
WORD_SENTENCES = 128
# Sentences whose states are kept, for words and spans asked for one after the other; about 50 kB each.
RECENT = 256
# A word's vector is that of the word alone plus `AROUND` times that of the word pooled with its neighbours,
# each place further counting less. Measured on news pairs glued two by two, nl-en / ar-en / nl-ar: telling
# words that the other side has from words that it lacks, area under the curve .85 / .85 / .79, against
# .74 / .72 / .68 for words alone; and of words spelled the same on both sides, 99.4 % are each other's best
# match (87 % without the word alone).
CONTEXT = (4, 0.7)
AROUND = np.float32(2.0)


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What adds up over a sentence: the first row is the start mark, then words, the last the end mark."""

    words: Words
    rows: Vectors
    counts: Vectors


class UseEncoder:
    """Sixteen languages in one space of 512 dimensions; gives word vectors and span vectors too.

    Args:
        cache_dir: folder for the decoded tables; the user's cache folder if None.
        threads: number of threads; $OMP_NUM_THREADS, else the cores this process may use, if None.
    """

    name = "use"
    dimensions = DIM
    languages = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")

    def __init__(self, cache_dir: str | os.PathLike[str] | None = None, threads: int | None = None) -> None:
        try:
            self._cache: Path | None = Path(cache_dir) if cache_dir else tables.cache_folder()
        except OSError:
            self._cache = None
        self._threads = threads or default_threads()
        self._source = tables.find_source(self._cache)
        self._lock = threading.Lock()
        with ThreadPoolExecutor(1) as pool:
            network = pool.submit(lambda: Network(Shares(tables.load(self._source, self._cache))))
            self._tokeniser = Tokeniser(self._source.pieces)
            self._network = network.result()
        self._recent: dict[str, tuple[Vectors, States]] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._owner = 0

    def __reduce__(self) -> tuple[type[UseEncoder], tuple[Path | None, int]]:
        return UseEncoder, (self._cache, self._threads)

    @property
    def signature(self) -> str:
        """Name, revision, and sha256 of weights and vocabulary together."""
        return f"{self.name} {self._source.revision} sha256:{self._source.sha256[:16]}"

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return one unit vector (512 float32) a sentence, however long it is."""
        with self._lock, one_blas_thread():
            return self._run(sentences, words=False)[0]

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Return the vectors of each sentence's words, pooled with the words around them."""
        return self.encode_all(sentences)[1]

    def encode_all(self, sentences: list[str], /) -> tuple[Vectors, list[TokenVectors]]:
        """Return sentence vectors and word vectors from one pass."""
        with self._lock, one_blas_thread():
            vectors, states = self._run(sentences, words=True)
            alone = self._finish([s.rows[1:-1] for s in states], [s.counts[1:-1] for s in states])
            around = self._finish(*_unzip(_context(state) for state in states))
        found = [
            TokenVectors(s.words.starts, s.words.ends, _unit(a + AROUND * b), s.words.weights)
            for s, a, b in zip(states, alone, around, strict=True)
        ]
        return vectors, found

    def encode_spans(self, sentences: list[str], spans: list[list[tuple[int, int]]], /) -> list[Vectors]:
        """Return one unit vector for each span, in code points, of each sentence.

        A span's vector is close to that of its words alone as a sentence, but its words are read in context;
        it is comparable with sentence vectors. A span without a word gets the zero vector.
        """
        with self._lock, one_blas_thread():
            _, states = self._run(sentences, words=True)
            pooled = (_pool(state, wanted) for state, wanted in zip(states, spans, strict=True))
            return self._finish(*_unzip(pooled))

    def encode_without(self, sentences: list[str], spans: list[list[tuple[int, int]]], /) -> list[Vectors]:
        """Return, for each span of each sentence, the unit vector of the sentence without that span's words.

        The other words keep the features that they have in the whole sentence. A sentence with no other word
        gets the zero vector.
        """
        with self._lock, one_blas_thread():
            _, states = self._run(sentences, words=True)
            pooled = (_pool_others(state, wanted) for state, wanted in zip(states, spans, strict=True))
            return self._finish(*_unzip(pooled))

    def lost_spaces(self, text: str, /) -> list[int]:
        """Return the offsets where the vocabulary would put a space into long Arabic words."""
        return self._tokeniser.lost_spaces(text)

    def _run(self, sentences: list[str], words: bool) -> tuple[Vectors, list[States]]:
        order = {text: i for i, text in enumerate(dict.fromkeys(sentences))}
        try:
            vectors, states = self._encode(list(order), words)
        except Damaged:
            self._network = Network(Shares(tables.load(self._source, self._cache, renew=True)))
            vectors, states = self._encode(list(order), words)
        index = [order[s] for s in sentences]
        return vectors[index], [states[i] for i in index] if words else []

    def _encode(self, texts: list[str], words: bool) -> tuple[Vectors, list[States]]:
        if not words:
            return self._sentences(self._tokeniser.ids(texts, self._threads), None)[0], []
        vectors, states = np.zeros((len(texts), DIM), dtype=np.float32), []
        for begin in range(0, len(texts), WORD_SENTENCES):
            part = texts[begin : begin + WORD_SENTENCES]
            new = [t for t in part if t not in self._recent]
            if new:
                words_ = [self._tokeniser.words(t) for t in new]
                self._recent |= zip(
                    new, zip(*self._sentences([w.ids for w in words_], words_), strict=True), strict=True
                )
            for i, text in enumerate(part, begin):
                vectors[i], state = self._recent[text]
                states.append(state)
            for text in list(self._recent)[: max(0, len(self._recent) - RECENT)]:
                del self._recent[text]
        return vectors, states

    def _sentences(self, ids: list[Ints], words: list[Words] | None) -> tuple[Vectors, list[States]]:
        cut = list(blocks(ids))
        sentence = [segment.sentence for block in cut for segment in block]
        totals = np.empty((len(sentence), FEATURES), dtype=np.float32)
        kept: list[list[Vectors]] = [[] for _ in ids]
        done = 0
        for group in _groups(cut):
            pieces = np.concatenate([s.ids for block in group for s in block])
            self._network.shares.add(pieces, self._map)
            ends = done + np.cumsum([len(block) for block in group])
            work = [(block, totals[end - len(block) : end]) for block, end in zip(group, ends, strict=True)]
            for found in self._map(lambda item: self._network.sum_up(*item, words is not None), work):
                for rows in found:
                    kept[sentence[done]].append(rows)
                    done += 1
            done = int(ends[-1])
        if len(totals) > len(ids):
            totals = np.add.reduceat(totals, np.searchsorted(sentence, np.arange(len(ids))))
        sizes = np.array([len(i) for i in ids], dtype=np.float32)
        vectors = self._finish([self._project([totals], [sizes])[0]], [sizes])[0]
        return vectors, self._states(words, kept) if words else []

    def _states(self, words: list[Words], kept: list[list[Vectors]]) -> list[States]:
        sums, counts = [], []
        for word, parts in zip(words, kept, strict=True):
            last = len(word.ids) - 1
            cuts = np.concatenate([[0], word.firsts, [last]]) if len(word.firsts) else np.array([0, last])
            sums.append(np.add.reduceat(np.concatenate(parts), cuts, axis=0))
            counts.append(np.diff(cuts, append=last + 1).astype(np.float32))
        rows = self._project(sums, counts)
        return [States(*item) for item in zip(words, rows, counts, strict=True)]

    def _project(self, sums: list[Vectors], counts: list[Vectors]) -> list[Vectors]:
        return self._in_parts(self._network.project, sums, counts)

    def _finish(self, states: list[Vectors], counts: list[Vectors]) -> list[Vectors]:
        return self._in_parts(self._network.finish, states, counts)

    def _in_parts(
        self,
        step: Callable[[Vectors, Vectors, Vectors], None],
        rows: list[Vectors],
        counts: list[Vectors],
    ) -> list[Vectors]:
        """Apply a step to rows, a few hundred at a time; a row of no pieces stays zero."""
        if not rows:
            return []
        cuts = np.cumsum([len(r) for r in rows])
        whole, number = np.concatenate(rows), np.concatenate(counts)
        parts = [slice(i, i + HEAD_ROWS) for i in range(0, len(whole), HEAD_ROWS)]
        result = np.empty((len(whole), DIM), dtype=np.float32)
        for _ in self._map(lambda part: step(whole[part], np.maximum(number[part], 1), result[part]), parts):
            pass
        result[number == 0] = 0.0
        return np.split(result, cuts[:-1])

    def _map(self, function: Callable[[T], R], items: list[T]) -> Iterator[R]:
        if self._threads == 1 or len(items) < 2:
            yield from map(function, items)
            return
        if self._pool is None or self._owner != os.getpid():
            # Threads do not follow into a forked process.
            self._pool, self._owner = ThreadPoolExecutor(self._threads), os.getpid()
        yield from self._pool.map(function, items)


def _groups(found: Iterable[list[Segment]]) -> Iterator[list[list[Segment]]]:
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


def _context(state: States) -> tuple[Vectors, Vectors]:
    """Pool each word with the words around it."""
    radius, decay = CONTEXT
    rows, counts = state.rows[1:-1], state.counts[1:-1]
    pooled, number = rows.copy(), counts.copy()
    for distance in range(1, min(radius, len(rows) - 1) + 1):
        share = np.float32(decay**distance)
        for to, source in (
            (slice(distance, None), slice(None, -distance)),
            (slice(None, -distance), slice(distance, None)),
        ):
            pooled[to] += share * rows[source]
            number[to] += share * counts[source]
    return pooled, number


def _pool(state: States, spans: list[tuple[int, int]]) -> tuple[Vectors, Vectors]:
    """Pool the words that overlap each span with the start and end marks, as its own sentence would have."""
    rows = np.zeros((len(spans), DIM), dtype=np.float32)
    number = np.zeros(len(spans), dtype=np.float32)
    for k, (start, end) in enumerate(spans):
        inside = np.flatnonzero((state.words.starts < end) & (state.words.ends > start)) + 1
        if len(inside):
            chosen = [0, *inside.tolist(), len(state.rows) - 1]
            rows[k], number[k] = state.rows[chosen].sum(axis=0), state.counts[chosen].sum()
    return rows, number


def _pool_others(state: States, spans: list[tuple[int, int]]) -> tuple[Vectors, Vectors]:
    """Pool all but the words that overlap each span, with the start and end marks."""
    rows = np.zeros((len(spans), DIM), dtype=np.float32)
    number = np.zeros(len(spans), dtype=np.float32)
    for k, (start, end) in enumerate(spans):
        inside = (state.words.starts < end) & (state.words.ends > start)
        if not inside.all():
            chosen = np.concatenate([[True], ~inside, [True]])
            rows[k], number[k] = state.rows[chosen].sum(axis=0), state.counts[chosen].sum()
    return rows, number


def _unit(rows: Vectors) -> Vectors:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    unit: Vectors = rows / np.maximum(lengths, np.float32(1e-12))
    return unit


def _unzip(pairs: Iterable[tuple[Vectors, Vectors]]) -> tuple[list[Vectors], list[Vectors]]:
    both = list(pairs)
    return [a for a, _ in both], [b for _, b in both]
