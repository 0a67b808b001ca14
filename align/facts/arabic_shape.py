"""How much an Arabic word looks like a foreign or personal name by its letters alone.

A logistic model over groups of letters; `benchmarks/train_shapes.py` makes its weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache

from align.facts.arabic_names import stop_words
from align.facts.name_parts import is_generic
from align.facts.tokens import variants
from align.facts.wordlists import rows

_SIZES = (1, 2, 3, 4)
# The weights are learned from as many names as other words; in text every fifth longer word is a name.
_RARITY = math.log(4)
# Longer words are several, with the spaces between them lost.
_LONGEST = 13


def letter_groups(norm: str) -> Iterator[str]:
    """Yield the letter groups of a folded word, with ^ and $ for its ends, and the whole of it."""
    marked = f"^{norm}$"
    for size in _SIZES:
        for at in range(len(marked) - size + 1):
            yield marked[at : at + size]
    yield marked


@cache
def _weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("names/shapes")}


@lru_cache(maxsize=32768)
def foreign(norm: str) -> float:
    """Return the probability, 0..1, that a folded Arabic word is a name, where every fifth word is one."""
    forms = variants(norm)
    if len(norm) > _LONGEST or any(form in stop_words() or is_generic(form) for form in forms):
        return 0.0
    # What looks like a clitic may be one, or belong to the word.
    scores = [_log_odds(form) for form in forms if len(form) > 2] or [_log_odds(norm)]
    total = (scores[0] + min(scores)) / 2 - _RARITY
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _log_odds(norm: str) -> float:
    weights = _weights()
    return weights["*"] + sum(weights.get(group, 0.0) for group in sorted(set(letter_groups(norm))))
