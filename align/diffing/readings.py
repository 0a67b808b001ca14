"""Other ways to read an Arabic word: two words written as one, or one word written as two."""

from __future__ import annotations

from functools import lru_cache

from align.diffing.words import Words
from align.facts.arabic_names import stop_words
from align.facts.names import find_names, index_arabic
from align.facts.tokens import fold, is_arabic, variants

# Shorter words are not two, and so short a part may be half of a name.
_GLUED, _HALF = 6, 4
_LEAST = 3
# Words whose space is easily lost; others of so few letters end many names.
_GLUE_WORDS = "في من على إلى عن مع أن إن أو لم لن قد ما لا هو هي بعد قبل بين منذ كان التي الذي"
_GLUE = frozenset(fold(word) for word in _GLUE_WORDS.split())


@lru_cache(maxsize=16384)
def unglued(norm: str) -> tuple[str, ...]:
    """Return what remains of a folded word without a function word that may be glued to either end."""
    if len(norm) < _GLUED:
        return ()
    parts = []
    for at in range(2, len(norm) - 1):
        head, tail = norm[:at], norm[at:]
        parts += [head] if len(head) >= _LEAST and tail in _GLUE else []
        parts += [tail] if len(tail) >= _LEAST and head in _GLUE else []
    return tuple(parts)


def joined(first: str, second: str) -> tuple[str, ...]:
    """Return two folded neighbours as one word, if both are Arabic and one of them may be half of a name."""
    if min(len(first), len(second)) > _HALF or not (is_arabic(first) and is_arabic(second)):
        return ()
    if first in stop_words():
        return ()
    return tuple(form + second for form in variants(first))


def readings(words: Words, row: int) -> tuple[str, ...]:
    """Return the other ways to read an Arabic word of a version: without what is glued to it, or joined."""
    norm = words.norms[row]
    found = list(unglued(norm))
    for first in (row - 1, row):
        if 0 <= first < len(words.norms) - 1 and words.sentences[first] == words.sentences[first + 1]:
            found.extend(joined(words.norms[first], words.norms[first + 1]))
    return tuple(found)


@lru_cache(maxsize=4096)
def told_spans(arabic: str, text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Return where an Arabic sentence holds the names of another one: by sound, key or letter by letter."""
    index = index_arabic(arabic)
    hits = (index.find(name.text) for name in find_names(text, lang))
    return tuple((hit[0], hit[1]) for hit in hits if hit is not None)
