"""Where an Arabic version lacks a name: the word there that may be another one, for no capital marks it."""

from __future__ import annotations

import re

import numpy as np

from align.diffing.details import Detail
from align.diffing.erasure import Erasure
from align.diffing.kin import in_arabic
from align.diffing.presence import Presence
from align.diffing.spellings import explained, name_like, spelled_in
from align.diffing.traces import BESIDE, MISSING, Traces
from align.diffing.view import View
from align.facts.arabic_shape import foreign
from align.facts.contrasts import find_contrasts
from align.facts.model import Name
from align.facts.tokens import is_arabic

# A word stands in a missing name's place where it is at least so foreign and so little matched.
_FOREIGN = 0.2
# The least weight (nats) of a word that may be a name; function words and everyday words weigh less.
_WEIGHT = 15.0
# The same behind a word that spells another word of the missing name.
_BESIDE_WEIGHT = 13.0
# How an Arabic verb in the present looks, if it does not look this much like a name.
_PRESENT, _LIKELY = re.compile(r"[يت]\w{3,5}"), 0.5
# An article inside a word, or the letter that only ends words: two words with the space between them lost.
_GLUED = re.compile(r"\w{3}ال\w{3}|ة\w")


def namesakes(
    erasure: Erasure, side: int, presences: tuple[Presence, Presence], traces: Traces
) -> tuple[Detail, ...]:
    """Return details of the other version, if it is Arabic: words in the place of names that it lacks.

    `traces` are those of this side's names.
    """
    this, that = erasure.views[side], erasure.views[1 - side]
    if that.article.lang != "ar" or this.article.lang == "ar":
        return ()
    taken = [(d.start, d.end) for d in that.details if d.type in ("name", "value")]
    peoples = [(d.start, d.end) for d in that.details if getattr(d.source, "kind", "") == "people"]
    found: dict[int, Detail] = {}
    for detail in this.details:
        if detail.type != "name":
            continue
        best = int(presences[side].best_sentence[detail.claim])
        facing = sorted(erasure.beads[side].get(detail.sentence) or ({best} if best >= 0 else ()))
        if not facing or min(traces.missing(detail, sentence)[0] for sentence in facing) < MISSING:
            continue
        for sentence in facing:
            row = _stranger(this, that, presences[1 - side], detail, sentence, peoples)
            if row is not None and not _within(that, row, taken):
                found[row] = _as_name(that, row)
    return tuple(found[row] for row in sorted(found))


def _within(view: View, row: int, taken: list[tuple[int, int]]) -> bool:
    start, end = int(view.words.starts[row]), int(view.words.ends[row])
    return any(begin < end and start < stop for begin, stop in taken)


def _is_verb(view: View, row: int) -> bool:
    """Say whether a word looks more like an Arabic verb in the present than like a name."""
    norm = view.words.norms[row]
    return _PRESENT.fullmatch(norm) is not None and foreign(norm) < _LIKELY


def _as_name(view: View, row: int) -> Detail:
    words, text = view.words, view.words.text(row, view.article.text)
    start, end, sentence = int(words.starts[row]), int(words.ends[row]), int(words.sentences[row])
    name = Name("name", sentence, start, end, text)
    return Detail("name", "name", int(words.claims[row]), sentence, start, end, text, text, name)


def _stranger(
    this: View, that: View, presence: Presence, detail: Detail, sentence: int, peoples: list[tuple[int, int]]
) -> int | None:
    """Return the word of a sentence that looks most like a name and is matched least, None if none does.

    The spans in `peoples` are left out.
    """
    home = that.article.sentences[sentence]
    part, at = in_arabic(detail.text, home.text)
    if part:
        return int(that.words.within(home.start + at, home.start + at + 1)[0])
    column = int(np.flatnonzero(this.sentence_ids == detail.sentence)[0])
    text = this.article.sentences[detail.sentence].text
    best: tuple[float, int] | None = None
    first, before = detail.text.rpartition(" ")[0], ""
    for row in np.flatnonzero(that.words.sentences == sentence):
        word = that.words.text(row, that.article.text)
        # After the first word of a name comes the rest, however common it looks: Khalid Barnes.
        beside = bool(before and first) and spelled_in(before, first) > BESIDE
        beside = beside and not _is_verb(that, int(row))
        before = word if is_arabic(word) else ""
        if len(word) < 3 or not is_arabic(word) or _GLUED.search(word):
            continue
        least = _BESIDE_WEIGHT if beside else _WEIGHT
        if that.words.weights[row] < least or _within(that, int(row), peoples) or find_contrasts(word, "ar"):
            continue
        least = max(_FOREIGN, best[0] if best else 0.0)
        likely = 1.0 if beside else name_like(that, int(row), this.article.text)
        score = likely * (1.0 - float(presence.word_match[row, column]))
        if (
            score > least
            and (score := score * (1.0 - explained(that, int(row), text, this.article.lang))) > least
        ):
            best = (score, int(row))
    return best[1] if best else None
