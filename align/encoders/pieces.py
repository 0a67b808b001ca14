"""The bundled model's tokeniser: piece ids, their spans in the sentence, and how informative each piece is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import EncoderError

UNKNOWN, START, END = 0, 1, 2
SPACE = "\u2581"
# Nats; the model gives unknown characters the lowest score of a piece less ten, far above any real surprise.
UNKNOWN_WEIGHT = 14.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one sentence, without the start and end marks.

    `starts` and `ends` are code-point offsets into the sentence; a piece that only stands for a blank, or shares
    its character with the piece before it, has an empty span.
    """

    ids: NDArray[np.int32]
    texts: tuple[str, ...]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


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
        self._weights: dict[int, float] = {}

    def ids(self, sentences: list[str]) -> list[NDArray[np.int32]]:
        """Return the piece ids of each sentence, between a start and an end mark."""
        clean = [encodable(s) for s in sentences]
        found = self._model.encode(clean, return_type="numpy", num_threads=1) if clean else []
        return [
            _marked(self.pieces(sentence).ids if (ids == UNKNOWN).any() else ids)
            for sentence, ids in zip(clean, found, strict=True)
        ]

    def pieces(self, sentence: str) -> Pieces:
        """Return the pieces of one sentence with their spans.

        A run of unknown characters, which the tokeniser joins into one piece, counts as one piece a character.
        """
        sentence = encodable(sentence)
        found = self._model.encode(sentence, return_type="offset_mapping")
        ids, texts, starts, ends = [], [], [], []
        for piece, text, (start, end) in zip(found["ids"], found["pieces"], found["offsets"], strict=True):
            while start < end and is_blank(sentence[start]):
                start += 1
            for shown, a, b in _split_unknown(piece, text, start, end):
                ids.append(piece)
                texts.append(shown)
                starts.append(a)
                ends.append(b)
        if not ids:
            ids, texts, starts, ends = [UNKNOWN], [""], [0], [0]
        return Pieces(_ints(ids), tuple(texts), _ints(starts), _ints(ends))

    def weight(self, piece: int, text: str) -> float:
        """Return the negative log probability of a piece in nats; 0 for punctuation and blanks."""
        if piece == UNKNOWN:
            return UNKNOWN_WEIGHT if is_word(text) else 0.0
        if piece not in self._weights:
            self._weights[piece] = -float(self._model.get_score(piece)) if is_word(text) else 0.0
        return self._weights[piece]


def is_word(text: str) -> bool:
    """Whether a text holds a letter or a number, or a symbol such as a currency sign."""
    return any(unicodedata.category(c)[0] in "LNS" for c in text if c != SPACE)


def is_blank(character: str) -> bool:
    """Whether a character is white space or invisible, as a zero-width space or a direction mark."""
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc")


def encodable(sentence: str) -> str:
    """Replace lone surrogates, which no UTF-8 text can hold, one for one."""
    if sentence.isascii():
        return sentence
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in sentence)


def _split_unknown(piece: int, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    if piece != UNKNOWN or len(text) < 2:
        return [(text, start, end)]
    size = end - start
    return [
        (c, start + i * size // len(text), start + (i + 1) * size // len(text)) for i, c in enumerate(text)
    ]


def _marked(ids: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.concatenate(([START], ids if len(ids) else [UNKNOWN], [END])).astype(np.int32)


def _ints(values: list[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)
