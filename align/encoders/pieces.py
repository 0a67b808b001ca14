"""The bundled model's tokeniser: piece ids, the words they make, and how informative each word is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import EncoderError
from align.runons import lost_spaces

Ints = NDArray[np.int32]

UNKNOWN, START, END = 0, 1, 2
SPACE = "\u2581"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Nats. The model scores an unknown character far below any real surprise; a rare piece has about this.
UNKNOWN_WEIGHT = 14.0
# Nats; a web address is not more informative than the rest of its sentence.
MOST_WEIGHT = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The pieces of one sentence, grouped into words and punctuation marks.

    `ids` are the pieces between a start and an end mark; `firsts` holds the index into `ids` of each word's
    first piece. `starts` and `ends` are code-point offsets into the sentence; `weights` as in `TokenVectors`.
    """

    ids: Ints
    firsts: NDArray[np.intp]
    starts: Ints
    ends: Ints
    weights: NDArray[np.float32]


class Tokeniser:
    """Cuts sentences into the pieces of the unigram vocabulary, in C++."""

    def __init__(self, model: Path) -> None:
        try:
            from sentencepiece import SentencePieceProcessor
        except ImportError as error:
            raise EncoderError(
                "the bundled encoder needs sentencepiece: pip install sentencepiece"
            ) from error
        try:
            self._model: Any = SentencePieceProcessor(model_file=str(model))
        except (OSError, RuntimeError) as error:
            raise EncoderError(
                f"cannot read the vocabulary {model}: {error}; reinstall the encoder"
            ) from error
        self._scores: dict[str, float] | None = None

    def ids(self, sentences: list[str], threads: int = 1) -> list[Ints]:
        """Return the piece ids of each sentence, between a start and an end mark."""
        if not sentences:
            return []
        clean = [encodable(s) for s in sentences]
        options = {"add_bos": True, "add_eos": True, "return_type": "numpy", "num_threads": threads}
        found: list[Ints] = self._model.encode(clean, **options)
        return [
            ids if len(ids) > 2 and ids.all() else self.words(sentence).ids
            for sentence, ids in zip(clean, found, strict=True)
        ]

    def words(self, sentence: str) -> Words:
        """Return the pieces of one sentence as words.

        A run of unknown characters, which the tokeniser joins, counts as one piece a character.
        """
        sentence = encodable(sentence)
        found = self._model.encode(sentence, return_type="offset_mapping")
        ids: list[int] = []
        texts: list[str] = []
        spans: list[tuple[int, int]] = []
        for piece, text, (start, end) in zip(found["ids"], found["pieces"], found["offsets"], strict=True):
            parts = split_unknown(text, start, end) if piece == UNKNOWN else [(text, start, end)]
            for shown, a, b in parts:
                ids.append(piece)
                texts.append(shown)
                spans.append((a, b))
        if not ids:
            return Words(
                marked(np.array([UNKNOWN])), np.zeros(0, np.intp), *_spans([]), np.zeros(0, np.float32)
            )
        groups, tight = visible(sentence, group(texts), spans)
        weights = [min(MOST_WEIGHT, sum(self._weight(ids[i], texts[i]) for i in g)) for g in groups]
        firsts = np.array([g[0] + 1 for g in groups])
        return Words(marked(np.array(ids)), firsts, *_spans(tight), np.array(weights, dtype=np.float32))

    def lost_spaces(self, text: str) -> list[int]:
        """Return the offsets where a space belongs in the long Arabic words of a text."""
        if self._scores is None:
            known = range(END + 1, self._model.get_piece_size())
            self._scores = {self._model.id_to_piece(i): float(self._model.get_score(i)) for i in known}
        scores = self._scores
        return lost_spaces(text, lambda part, first: scores.get(SPACE + part if first else part))

    def _weight(self, piece: int, text: str) -> float:
        if not informs(text):
            return 0.0
        return UNKNOWN_WEIGHT if piece == UNKNOWN else -float(self._model.get_score(piece))


@lru_cache(maxsize=1 << 16)
def informs(text: str) -> bool:
    """Whether a text holds a letter, a number, or a symbol such as a currency sign."""
    return any(unicodedata.category(c)[0] in "LNS" for c in text if c != SPACE)


@lru_cache(maxsize=1 << 16)
def _is_mark(text: str) -> bool:
    """Whether a text is vowel marks or joiners alone, which belong to the word before them."""
    return bool(text) and all(unicodedata.category(c) in ("Mn", "Mc", "Cf") for c in text)


def group(texts: list[str]) -> list[list[int]]:
    """Group pieces into words: a space or punctuation begins a new one, but not a decimal point.

    Every piece is in one group; a lone space goes with what follows.
    """
    groups: list[list[int]] = []
    apart = True
    for i, text in enumerate(texts):
        word = informs(text)
        if word or text == SPACE:
            joined = not apart and not text.startswith(SPACE)
        else:
            between = (
                texts[i - 1][-1:].isdigit() and "".join(texts[i + 1 : i + 2])[:1].isdigit() if i else False
            )
            joined = not apart and (_is_mark(text) or (between and text in ".,:٫٬،"))
        waits = bool(groups) and all(texts[j] == SPACE for j in groups[-1])
        if groups and (joined or waits):
            groups[-1].append(i)
        else:
            groups.append([i])
        apart = not (word or joined or text == SPACE)
    return groups


def visible(
    sentence: str, groups: list[list[int]], spans: list[tuple[int, int]]
) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Return groups and their spans; one without a character of its own joins its neighbour.

    The first words that a ligature stands for are such: the whole of it is the span of the last one.
    """
    kept: list[list[int]] = []
    tight: list[tuple[int, int]] = []
    waiting: list[int] = []
    for pieces in groups:
        start, end = tighten(sentence, spans[pieces[0]][0], spans[pieces[-1]][1])
        waiting += pieces
        if start < end:
            kept.append(waiting)
            tight.append((start, end))
            waiting = []
    if kept:
        kept[-1] += waiting
        return kept, tight
    return [waiting], [(0, 0)]


def tighten(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space and invisible characters at its ends."""
    while start < end and is_blank(sentence[start]):
        start += 1
    while end > start and is_blank(sentence[end - 1]):
        end -= 1
    return start, end


def is_blank(character: str) -> bool:
    """Whether a character is white space or invisible, as a zero-width space or a direction mark."""
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc")


def encodable(sentence: str) -> str:
    """Replace lone surrogates, which no UTF-8 text can hold, one for one."""
    return sentence if sentence.isascii() else _SURROGATE.sub("\ufffd", sentence)


def split_unknown(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Share the span of a run of unknown characters among them."""
    size, count = end - start, len(text)
    return [(c, start + i * size // count, start + (i + 1) * size // count) for i, c in enumerate(text)]


def marked(ids: NDArray[Any]) -> Ints:
    """Put ids between a start and an end mark."""
    return np.concatenate(([START], ids, [END])).astype(np.int32)


def _spans(spans: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    both = np.array(spans, dtype=np.int32).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()
