"""Strings that two versions share whatever the language: numbers in digits, and the first letters of words.

Each becomes one column of a sentence-by-string matrix, weighted by how rare it is in this pair of texts.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NUMBER = re.compile(r"\d+(?:[.,:٫٬'’\u00a0\u202f]\d+)*")
WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5
MOST_COLUMNS = 512

Matrix = NDArray[np.float32]


def numbers(text: str) -> set[str]:
    """Return the numbers written in digits, as bare ASCII digits: `280.000` and `٢٨٠٬٠٠٠` are `280000`."""
    found = set()
    for match in NUMBER.finditer(text):
        digits = "".join(str(unicodedata.digit(c)) for c in match.group() if c.isdigit())
        found.add(digits)
    return found


def stems(text: str) -> set[str]:
    """Return the first letters of the longer words, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return {word[:STEM] for word in WORD.findall(plain)}


def shared_columns(a: Sequence[set[str]], b: Sequence[set[str]]) -> tuple[Matrix, Matrix]:
    """Return two sentence-by-string matrices over the strings that both sides have, rarest first.

    A column holds the square root of the weight of its string, so a product of two rows is the weight of
    what they share.
    """
    count_a = Counter(s for strings in a for s in strings)
    count_b = Counter(s for strings in b for s in strings)
    both = sorted(count_a.keys() & count_b.keys(), key=lambda s: (count_a[s] + count_b[s], s))[:MOST_COLUMNS]
    column = {s: k for k, s in enumerate(both)}
    size = len(a) + len(b)
    weight = [math.sqrt(math.log(1 + size / (count_a[s] + count_b[s]))) for s in both]
    out = []
    for side in (a, b):
        matrix = np.zeros((len(side), len(both)), dtype=np.float32)
        for row, strings in enumerate(side):
            for s in strings:
                if s in column:
                    matrix[row, column[s]] = weight[column[s]]
        out.append(matrix)
    return out[0], out[1]


def joined(matrix: Matrix, count: int) -> Matrix:
    """Return the matrix of all spans of `count` rows: a span has a string if one of its rows has it."""
    size = max(len(matrix) - count + 1, 0)
    out = matrix[:size].copy()
    for offset in range(1, count):
        np.maximum(out, matrix[offset : offset + size], out=out)
    return out
