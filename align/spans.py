"""Vectors of joined sentences: what the encoder says of two to eight sentences read as one.

Sums of sentence vectors are a poor stand-in (on hand-aligned German-French text they cost a tenth of the
strict F1), so the encoder is asked where it is at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoding import encode_sentences, encode_spans

Matrix = NDArray[np.float32]
WINDOW = 24  # sentences read at once by an encoder of spans
LONGEST_READ = 3  # joined sentences that an encoder without spans is asked for; longer ones stay sums


def joined_vectors(texts: Sequence[str], encoder: Any, longest: int) -> dict[int, Matrix]:
    """Return for each count of joined sentences, from 2 on, one unit vector a span: (n - count + 1, d)."""
    longest = min(longest, len(texts))
    if longest < 2:
        return {}
    if hasattr(encoder, "encode_spans"):
        return _from_spans(texts, encoder, longest)
    counts = range(2, min(longest, LONGEST_READ) + 1)
    spans = [" ".join(texts[i : i + count]) for count in counts for i in range(len(texts) - count + 1)]
    rows = encode_sentences(encoder, spans)
    sizes = np.cumsum([len(texts) - count + 1 for count in counts])[:-1]
    return dict(zip(counts, np.split(rows, sizes), strict=True))


def _from_spans(texts: Sequence[str], encoder: Any, longest: int) -> dict[int, Matrix]:
    """Read the text in overlapping windows and pool each span of it."""
    step = max(WINDOW - longest + 1, 1)
    windows, spans, places = [], [], []
    for begin in range(0, max(len(texts) - longest + 1, 1), step):
        part = texts[begin : begin + WINDOW]
        ends = np.cumsum([len(t) + 1 for t in part]) - 1
        starts = ends - [len(t) for t in part]
        wanted = [
            (count, i)
            for count in range(2, longest + 1)
            for i in range(len(part) - count + 1)
            if i < step or begin + step > len(texts) - longest
        ]
        windows.append(" ".join(part))
        spans.append([(int(starts[i]), int(ends[i + count - 1])) for count, i in wanted])
        places.append([(count, begin + i) for count, i in wanted])
    found = encode_spans(encoder, windows, spans)
    width = found[0].shape[1]
    out = {c: np.zeros((len(texts) - c + 1, width), dtype=np.float32) for c in range(2, longest + 1)}
    for rows, where in zip(found, places, strict=True):
        for row, (count, i) in zip(rows, where, strict=True):
            out[count][i] = row
    return out
