"""How much of each name is missing in a sentence of the other version, by its sound and by its meaning."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from align.diffing.details import Detail
from align.diffing.kin import kin
from align.diffing.presence import Presence
from align.diffing.spellings import FAR_CHANCE, FAR_SURE, explained, name_like, spelled_in
from align.diffing.view import View
from align.facts.gazetteer import key_of, keys_of, known_at
from align.facts.model import Name
from align.facts.name_parts import is_generic, prepare
from align.facts.names import SAME_NAME, find_names, index_arabic
from align.facts.similarity import name_similarity, word_likeness
from align.facts.tokens import fold, is_arabic, tokens, variants

NAME_FEATURES = (
    "missing_low",  # how much of the worst matched word of each name is missing in the other's sentence
    "missing_high",
    "absent_low",  # the same for the best matched word: the whole name is missing
    "absent_high",
    "missing_both",  # the product of both
    "missing_parallel",  # the same where nearly every sentence has a counterpart
    "rivals",  # log number of other missing names in the two sentences
    "elsewhere_low",  # whether the word that is missing here stands elsewhere in the other version
    "elsewhere_high",
    "shared_part",  # the names share a word: Steven Gerrard, Steven Marlow
    "acronym",  # either is an acronym, which other languages write out
)
# A name of which so much is missing may be another one in the other version.
MISSING = 0.5
# The first word of a name is often left out where its last one is there.
_FIRST_WORD = 0.5
# A name of which no more than this is missing is there.
_THERE = 0.1
# After a word that surely spells one of the other version comes the rest of its name.
BESIDE = 0.7
# Words of so many letters that are a name and a common word with an ending are the common word.
_LONG = 5

# Shares of a name that are missing: of its worst and its best matched word; and the row of the former.
Missing = tuple[float, float, int]
NOTHING: Missing = (0.0, 0.0, -1)
WHOLE: Missing = (1.0, 1.0, -1)


@lru_cache(maxsize=2048)
def _keys(text: str) -> frozenset[str]:
    """Return the keys of all known names in a sentence, inside longer names too."""
    found, arabic = tokens(text), is_arabic(text)
    hits = (known_at(found, at, arabic and is_arabic(found[at].text)) for at in range(len(found)))
    return frozenset().union(*(hit[1].keys for hit in hits if hit is not None))


@lru_cache(maxsize=65536)
def is_named(name: str, text: str, lang: str) -> bool:
    """Say whether a sentence holds the whole name, in any spelling."""
    if keys_of(name) & _keys(text):
        return True
    if is_arabic(text) and index_arabic(text).find(name) is not None:
        return True
    return any(name_similarity(name, other.text) >= SAME_NAME for other in find_names(text, lang))


class Traces:
    """What of the names of `this` is missing in sentences of `that`; `presence` is that of `this`."""

    def __init__(self, this: View, that: View, presence: Presence) -> None:
        self._this, self._that, self._match = this, that, presence.word_match
        self._columns = {int(s): column for column, s in enumerate(that.sentence_ids)}
        self._known: dict[tuple[int, int, int], Missing] = {}
        self._names: dict[int, list[str]] = {}
        for name in that.facts.names:
            self._names.setdefault(name.sentence, []).append(name.text)
        words = (this.words.text(row, this.article.text) for row in range(len(this.words.starts)))
        self._lower = frozenset(fold(word) for word in words if word.islower())

    def missing(self, detail: Detail, sentence: int) -> Missing:
        """Return what of a name is missing in a sentence, nothing where the name has no word of its own."""
        place = (detail.start, detail.end, sentence)
        if place not in self._known:
            self._known[place] = self._look_up(detail, sentence)
        return self._known[place]

    def spelled(self, detail: Detail) -> bool:
        """Say whether a name has a word of its own or is known; a ministry's is translated."""
        return bool(self._own_words(detail)) or bool(key_of(detail.text))

    def elsewhere(self, detail: Detail, row: int) -> float:
        """Return how surely a word of a name, or the name itself, stands anywhere in the other version."""
        text = self._that.article.text
        if row < 0 or keys_of(detail.text) & _keys(text):
            return 1.0
        word = self._text(row)
        forms = variants(self._this.words.norms[row]) if is_arabic(word) else (word,)
        return max(spelled_in(form, text, FAR_CHANCE, FAR_SURE) for form in forms)

    def _look_up(self, detail: Detail, sentence: int) -> Missing:
        text = self._that.article.sentences[sentence].text
        if sentence not in self._columns:
            return NOTHING
        differing = kin(detail.text, text, self._names.get(sentence, ()))
        if not differing and is_named(detail.text, text, self._that.article.lang):
            return NOTHING
        # Words for two countries are alike in meaning: a known name is there by its key or its sound, or not.
        known = bool(key_of(detail.text))
        gone: list[tuple[float, int]] = []
        # What the words around an Arabic word tell of it says more than its letters.
        placed = isinstance(detail.source, Name) and detail.source.kind == "place"
        for row in self._own_words(detail):
            named = placed or bool(differing) or self._follows(row, text)
            # Other first names, and other families, are alike in meaning too.
            other = differing == "family" if gone else differing == "first"
            gone.append((1.0 if other else self._gone(row, sentence, text, known, named), row))
        if not gone:
            return NOTHING
        best = min(gone)[0]
        if not is_arabic(detail.text):
            *first, (share, row) = gone
            part = 1.0 if differing else _FIRST_WORD
            gone = [*((part * share, row) for share, row in first), (share, row)]
        return max(gone)[0], best, max(gone)[1]

    def _follows(self, row: int, text: str) -> bool:
        """Say whether the word before a word is spelled in a sentence, as a first name before the last is."""
        same = row > 0 and self._this.words.sentences[row - 1] == self._this.words.sentences[row]
        return (
            bool(same) and is_arabic(self._text(row - 1)) and spelled_in(self._text(row - 1), text) > BESIDE
        )

    def _gone(self, row: int, sentence: int, text: str, known: bool, named: bool) -> float:
        """Return how much a word is missing; Arabic words count as far as they look like names, if they are
        not `named` as such.
        """
        matched = 0.0 if known else float(self._match[row, self._columns[sentence]])
        likely = 1.0 if named else name_like(self._this, row, self._that.article.text)
        if likely * (1.0 - matched) > 0.0:
            matched = max(matched, explained(self._this, row, text, self._that.article.lang))
        return likely * (1.0 - matched)

    def _text(self, row: int) -> str:
        return self._this.words.text(row, self._this.article.text)

    def _inflected(self, plain: str) -> bool:
        """Say whether a longer word is written small with an ending: Open Stembus, stembussen."""
        return len(plain) >= _LONG and not self._lower.isdisjoint((plain + "en", plain + plain[-1] + "en"))

    def _own_words(self, detail: Detail) -> list[int]:
        """Return the rows of the words of a name that are spelled by sound, not translated.

        A word that its own version writes small as well is a common word, which is translated: Bat, bats.
        """
        found = []
        for row in self._this.words.within(detail.start, detail.end):
            word = self._text(row)
            plain = fold(word)
            common = not self._lower.isdisjoint((plain, plain + "s")) or self._inflected(plain)
            if len(word) > 1 and prepare(word).words and not common and not is_generic(plain):
                found.append(int(row))
        return found


class NameTraces:
    """What of the names of either version is missing in sentences of the other one."""

    def __init__(self, views: tuple[View, View], presences: tuple[Presence, Presence]) -> None:
        self.sides = (Traces(*views, presences[0]), Traces(*views[::-1], presences[1]))

    def both_missing(self, x: Detail, y: Detail, extra: tuple[bool, bool]) -> bool:
        """Say whether part of each of two names is missing in the sentence of the other.

        `extra` says of each name whether it is missing though the other's sentence has another mention of it.
        """
        return min(entry[0] for entry in self._lost(x, y, extra)) >= MISSING

    def both_there(self, x: Detail, y: Detail, extra: tuple[bool, bool]) -> bool:
        """Say whether nearly nothing of either name is missing in the sentence of the other."""
        return max(entry[0] for entry in self._lost(x, y, extra)) < _THERE

    def features(
        self,
        x: Detail,
        y: Detail,
        details: tuple[tuple[Detail, ...], tuple[Detail, ...]],
        parallel: float,
        extra: tuple[bool, bool],
        told: tuple[bool, bool],
    ) -> dict[str, float]:
        """Return the evidence that two names near each other are one name told differently.

        `details` are those of both versions; `parallel` is how surely the sentences face each other; `extra`
        as for `both_missing`; `told`: whether the other version has a name like it anywhere.
        """
        lost = self._lost(x, y, extra)
        worst, best = sorted(entry[0] for entry in lost), sorted(entry[1] for entry in lost)
        far = sorted(
            0.0 if left else max(float(known), side.elsewhere(d, entry[2]))
            for side, d, entry, left, known in zip(self.sides, (x, y), lost, extra, told, strict=True)
        )
        rivals = self._rivals(0, x, y.sentence, details[0]) + self._rivals(1, y, x.sentence, details[1])
        return {
            "missing_low": worst[0],
            "missing_high": worst[1],
            "absent_low": best[0],
            "absent_high": best[1],
            "missing_both": worst[0] * worst[1],
            "missing_parallel": worst[0] * worst[1] * parallel,
            "rivals": float(np.log1p(rivals)),
            "elsewhere_low": far[0],
            "elsewhere_high": far[1],
            "shared_part": _shared(x.text, y.text),
            "acronym": float(bool(prepare(x.text).acronym or prepare(y.text).acronym)),
        }

    def _lost(self, x: Detail, y: Detail, extra: tuple[bool, bool]) -> tuple[Missing, Missing]:
        return (
            WHOLE if extra[0] else self.sides[0].missing(x, y.sentence),
            WHOLE if extra[1] else self.sides[1].missing(y, x.sentence),
        )

    def _rivals(self, side: int, detail: Detail, sentence: int, details: tuple[Detail, ...]) -> int:
        """Count the other names of a detail's sentence that a sentence of the other version lacks."""
        return sum(
            other.type == "name"
            and other.sentence == detail.sentence
            and other is not detail
            and self.sides[side].missing(other, sentence)[0] >= MISSING
            for other in details
        )


def _shared(x: str, y: str) -> float:
    pairs = [word_likeness(p, q) for p in prepare(x).words for q in prepare(y).words]
    return max(pairs, default=0.0) if len(pairs) > 1 else 0.0
