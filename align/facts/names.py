"""Names: find them in a sentence, and look them up in the other script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from align.facts.arabic_names import find_arabic_names
from align.facts.gazetteer import keys_of, known_at
from align.facts.latin_names import find_latin_names, inner_capitals
from align.facts.model import Name
from align.facts.name_parts import Prepared, Word, is_descriptive, prepare
from align.facts.similarity import joined_likeness, name_similarity, without_generic, word_likeness
from align.facts.tokens import Token, fold, is_arabic, tokens, variants
from align.facts.wordlists import rows

__all__ = [
    "ArabicIndex",
    "find_names",
    "index_arabic",
    "is_descriptive",
    "name_similarity",
    "name_words",
]

SAME_NAME = 0.6
# In a linked sentence few words compete, so less is enough (measured: 2 % false hits in a random sentence).
FOUND_NAME = 0.5


@lru_cache(maxsize=4096)
def find_names(text: str, lang: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Find the names of a sentence, in order of position, without overlap.

    Args:
        text: one sentence; offsets are code points into it.
        lang: ISO 639-1 code. Languages without capitals other than Arabic have no names.
        known: words of the article's other sentences (`name_words`) that tell a name at the head of this one.
    """
    if lang == "ar" or (lang not in ("nl", "en") and is_arabic(text)):
        return find_arabic_names(text)
    return find_latin_names(text, lang, known)


def name_words(sentences: Iterable[str], lang: str) -> frozenset[str]:
    """Return the words that have a capital inside the sentences of an article, for `find_names`."""
    if lang == "ar":
        return frozenset()
    return frozenset().union(*(inner_capitals(sentence, lang) for sentence in sentences))


class ArabicIndex:
    """The words of an Arabic sentence, without clitics, ready to be compared with Latin-script names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.words = tuple(_candidates(token) for token in self.tokens)
        self._known = dict(reversed(_known_spans(self.tokens)))

    def find(self, name: str, threshold: float = FOUND_NAME) -> tuple[int, int, float] | None:
        """Return span and likeness of the best match of a Latin-script name, or None below `threshold`."""
        key = next((key for key in sorted(keys_of(name)) if key in self._known), "")
        if key:
            start, end = self._known[key]
            return start, end, 1.0
        at = self.text.find(name)
        if at >= 0 and name.strip():
            return at, at + len(name), 1.0
        prepared = without_generic(prepare(name))
        if prepared.acronym:
            return self._spelled(prepared.acronym)
        return self._best(prepared, threshold) if prepared.words else None

    def _spelled(self, acronym: str) -> tuple[int, int, float] | None:
        """Look for an acronym by the names of its letters: BBC, بي بي سي."""
        letters = [letter_names().get(letter, frozenset()) for letter in acronym]
        for first in range(len(self.tokens) - len(letters) + 1):
            head = _unprefixed(self.tokens[first].norm)
            rest = self.tokens[first + 1 : first + len(letters)]
            if any(form in letters[0] for form in head) and all(
                token.norm in names for token, names in zip(rest, letters[1:], strict=True)
            ):
                return self.tokens[first].start, self.tokens[first + len(letters) - 1].end, 0.95
        return None

    def _best(self, name: Prepared, threshold: float) -> tuple[int, int, float] | None:
        """Match the name's words in order with neighbouring words, passing over small words."""
        likeness = [self._row(word) for word in name.words]
        best: tuple[float, int, int] | None = None
        for first in range(len(self.tokens)):
            if likeness[0][first][0] < 0.45:
                continue
            score, begin, end = self._follow(likeness, first)
            if score >= threshold and (best is None or score > best[0] + 1e-9):
                best = (score, begin, end)
        if best is None and len(name.words) > 1:
            best = self._family(likeness[-1], threshold)
        if best is None and len(name.words) == 1 and len(name.words[0].letters) > 6:
            best = self._in_two(name, threshold + 0.1)
        return (best[1], best[2], best[0]) if best else None

    def likeness(self, word: Word) -> list[float]:
        """Return per token how well it spells a word of a name."""
        return [score for score, _ in self._row(word)]

    def _row(self, word: Word) -> list[tuple[float, int]]:
        """Return per token the likeness to a word and the place where the matched part begins."""
        row = []
        for candidates in self.words:
            top = (0.0, 0)
            for start, candidate in candidates:
                score = word_likeness(word, candidate)
                if score > top[0]:
                    top = (score, start)
            row.append(top)
        return row

    def _follow(self, likeness: list[list[tuple[float, int]]], first: int) -> tuple[float, int, int]:
        scores = [likeness[0][first][0]]
        at = first
        for row in likeness[1:]:
            reach = range(at + 1, min(at + 4, len(self.tokens)))
            nearest = max(reach, key=lambda place: row[place][0], default=None)
            if nearest is None or row[nearest][0] < 0.4:
                scores.append(0.0)
            else:
                scores.append(row[nearest][0])
                at = nearest
        score = 0.5 * sum(scores) / len(scores) + 0.5 * min(scores)
        return score, likeness[0][first][1], self.tokens[at].end

    def _in_two(self, name: Prepared, threshold: float) -> tuple[float, int, int] | None:
        """Look for a long name that Arabic writes as two words: Nasrallah, نصر الله."""
        best: tuple[float, int, int] | None = None
        for place in range(len(self.tokens) - 1):
            second = self.tokens[place + 1]
            if len(second.norm) < 3 or not self.words[place] or not self.words[place + 1]:
                continue
            for start, word in self.words[place]:
                both = Prepared((word, self.words[place + 1][0][1]), "", "", "")
                score = joined_likeness(name, both)
                if score >= threshold and (best is None or score > best[0]):
                    best = (score, start, second.end)
        return best

    def _family(self, row: list[tuple[float, int]], threshold: float) -> tuple[float, int, int] | None:
        """Look for the family name alone; it must be a clear match."""
        place = max(range(len(row)), key=lambda at: row[at][0], default=None)
        if place is None or 0.9 * row[place][0] < max(threshold, 0.72):
            return None
        return 0.9 * row[place][0], row[place][1], self.tokens[place].end


def _candidates(token: Token) -> tuple[tuple[int, Word], ...]:
    """Return an Arabic token's possible names: where each begins, and its letters."""
    if len(token.norm) < 2 or not is_arabic(token.text):
        return ()
    found: list[tuple[int, Word]] = []
    whole = len(token.text) == len(token.norm)
    for form in variants(token.norm):
        prepared = prepare(form)
        if prepared.words and all(prepared.words[0].bare != word.bare for _, word in found):
            found.append((token.start + (len(token.text) - len(form) if whole else 0), prepared.words[0]))
    return tuple(found)


def _known_spans(found: Sequence[Token]) -> list[tuple[str, tuple[int, int]]]:
    spans: list[tuple[str, tuple[int, int]]] = []
    for index, token in enumerate(found):
        hit = known_at(found, index, arabic=True) if is_arabic(token.text) else None
        if hit is not None:
            span = token.start + hit[2], found[index + hit[0] - 1].end
            spans.extend((key, span) for key in sorted(hit[1].keys))
    return spans


def _unprefixed(norm: str) -> tuple[str, ...]:
    """Return a word and what remains of it without clitics, however short: لسي is to C, والبي the B."""
    forms = [norm]
    for clitics in ("وف", "بلك"):
        forms += [form[1:] for form in forms if form[:1] in clitics]
    return (*forms, *(form[2:] for form in forms if form.startswith("ال")))


@cache
def letter_names() -> dict[str, frozenset[str]]:
    """Return how Arabic spells out each letter of an acronym."""
    return {row[0]: frozenset(fold(form) for form in row[1].split(",")) for row in rows("names/alphabet")}


@lru_cache(maxsize=512)
def index_arabic(text: str) -> ArabicIndex:
    """Prepare an Arabic sentence once, so that many names can be looked up in it."""
    return ArabicIndex(text)
