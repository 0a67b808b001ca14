"""Is a word of a name spelled in a sentence of the other version, and does a word look like a name at all?"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from align.diffing.readings import joined, readings, told_spans
from align.diffing.view import View
from align.facts.arabic_shape import foreign
from align.facts.gazetteer import key_of
from align.facts.name_parts import Word, prepare
from align.facts.names import index_arabic
from align.facts.similarity import word_likeness
from align.facts.tokens import is_arabic, tokens

# Likeness below the first is chance; above the second the words surely spell one name.
_CHANCE, _SURE = 0.35, 0.75
# The same where a whole article is searched.
FAR_CHANCE, FAR_SURE = 0.6, 0.9
# Longer Arabic words than this may be two, with the space between them lost.
_GLUED = 7
_SHORTENED = 4


@lru_cache(maxsize=2048)
def _words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a sentence that may spell a name: all Arabic ones, and those with a capital."""
    found: list[Word] = []
    if is_arabic(text):
        index = index_arabic(text)
        found.extend(word for entry in index.words for _, word in entry)
        for token in index.tokens:
            size = len(token.norm)
            if size > _GLUED and is_arabic(token.norm):
                pieces = [token.norm[at:] for at in range(3, size - 3)]
                pieces += [token.norm[:at] for at in range(4, size - 2)]
                found.extend(word for piece in pieces for word in prepare(piece).words)
        for first, second in pairwise(index.tokens):
            found.extend(word for both in joined(first.norm, second.norm) for word in prepare(both).words)
    for token in tokens(text):
        if any(letter.isupper() for letter in token.text):
            found.extend(prepare(token.text).words)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def spelled_in(word: str, text: str, chance: float = _CHANCE, sure: float = _SURE) -> float:
    """Return how surely a word of a name is spelled by some word of a text, 0..1."""
    best = 0.0
    for part in prepare(word).words:
        for other in _words_of(text):
            best = max(best, word_likeness(part, other), _shortened(part, other))
    return min(max((best - chance) / (sure - chance), 0.0), 1.0)


def explained(view: View, row: int, text: str, lang: str) -> float:
    """Return how surely a word of a version is spelled in a sentence of the other one, however it is read."""
    word = view.words.text(row, view.article.text)
    best = spelled_in(word, text)
    if best >= 1.0 or not is_arabic(word) or is_arabic(text):
        return best
    sentence = view.article.sentences[int(view.words.sentences[row])]
    at = int(view.words.starts[row]) - sentence.start
    if any(start <= at < end for start, end in told_spans(sentence.text, text, lang)):
        return 1.0
    return max([best, *(spelled_in(other, text) for other in readings(view.words, row))])


def name_like(view: View, row: int, text: str) -> float:
    """Return how much a word looks like a name, 0..1; `text` is that of the whole other version.

    Of Arabic words, which have no capitals, the foreign ones and those that spell a name over there do.
    """
    word = view.words.text(row, view.article.text)
    if not is_arabic(word) or key_of(word):
        return 1.0
    return max(foreign(view.words.norms[row]), spelled_in(word, text, FAR_CHANCE, FAR_SURE))


def _shortened(x: Word, y: Word) -> float:
    """Return 1 where one word is the beginning of the other one: Livi, Livingston; Ibrox, Ibroxstadion."""
    short, long = sorted((x.letters, y.letters), key=len)
    return float(x.arabic == y.arabic and len(short) >= _SHORTENED and long.startswith(short))
