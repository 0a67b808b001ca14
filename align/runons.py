"""Arabic text that lost most of its spaces, as from a bad extraction: where the spaces belong.

Some letters stand only at the end of a word: ta marbuta, alef maqsura, and the alef of a nunation. A letter
behind one of them begins a new word. Elsewhere a vocabulary decides: of all ways to cut a long word, the
likeliest by the unigram probabilities of its parts (Viterbi search; Kudo 2018, arXiv 1804.10959).
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LETTER = "\u0621-\u063a\u0641-\u064a\u0671"
_WORD = re.compile(rf"[{_LETTER}]+")
_END = re.compile(rf"[ةى](?=[{_LETTER}])")
# Few Arabic words have as many letters; words run together where such ones, several of them, hold this share
# of the letters.
_LONG, _SEVERAL, _SHARE = 12, 2, 1 / 3
# The longest part of a word that the vocabulary is asked for.
_LONGEST_PART = 14

# The log probability of a string at the beginning of a word (True) or inside, None where it is unknown.
Score = Callable[[str, bool], float | None]


def runs_together(text: str) -> bool:
    """Say whether most words of an Arabic text, without vowel marks, stand without a space between them."""
    sizes = [len(word) for word in _WORD.findall(text)]
    long = [size for size in sizes if size >= _LONG]
    return len(long) >= _SEVERAL and sum(long) > _SHARE * sum(sizes)


def lost_spaces(text: str, score: Score) -> list[int]:
    """Return the offsets in a text where the likeliest cuts of its long Arabic words put a space."""
    cuts: list[int] = []
    for match in _WORD.finditer(text):
        ends = [end.end() for end in _END.finditer(match.group())]
        for begin, end in zip([0, *ends], [*ends, len(match.group())], strict=True):
            part = match.group()[begin:end]
            inner = _likeliest(part, score) if len(part) >= _LONG else []
            cuts += [match.start() + begin + cut for cut in ([0] if begin else []) + inner]
    return cuts


def _likeliest(word: str, score: Score) -> list[int]:
    size = len(word)
    best = [0.0] + [float("-inf")] * size
    step: list[tuple[int, bool]] = [(0, False)] * (size + 1)
    for end in range(1, size + 1):
        for begin in range(max(0, end - _LONGEST_PART), end):
            for first in (True,) if begin == 0 else (False, True):
                found = score(word[begin:end], first)
                if found is not None and best[begin] + found > best[end]:
                    best[end], step[end] = best[begin] + found, (begin, first)
    cuts, end = [], size
    while end > 0 and best[size] > float("-inf"):
        end, first = step[end]
        if first and end:
            cuts.append(end)
    return cuts[::-1]
