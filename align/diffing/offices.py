"""What kind of person or body each source of a version is, by its own words or by what the article says of a
name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.diffing.details import Detail
from align.diffing.view import View
from align.facts.bodies import bodies, body_words
from align.facts.name_parts import prepare

# What may stand between an office and the name of its bearer: "minister of health", "head of the union,".
_BEFORE = re.compile(r"[\s,]{1,2}|\s(?:of|for|at|van|voor|bij)\s[^.;:]{1,30}[\s,]\s?|\s(?:ال\w+\s){1,3}")
# Between a name and the office that an apposition gives it.
_AFTER = re.compile(r"(?:,|،)\s(?:[\w'’-]+\s){0,4}")
# Bodies have an article, persons have not.
_ARTICLE = re.compile(r"(?:the|de|het)\s", re.IGNORECASE)
# How a noun phrase begins that refers to somebody told of before.
_DEFINITE = re.compile(r"the |de |het |و?(?:ال|لل)", re.IGNORECASE)
# A person of any office, told of before.
_ANYONE = re.compile(r"the (?:man|woman)|de (?:man|vrouw)|الرجل|المرأة", re.IGNORECASE)


class Offices:
    """The sources of one version; `details` are all of its details."""

    def __init__(self, view: View, details: Sequence[Detail]) -> None:
        self._lang = view.article.lang
        self._borne: dict[str, frozenset[str]] = {}
        self._names: dict[int, list[Detail]] = {}
        for detail in details:
            if detail.type != "name":
                continue
            self._names.setdefault(detail.sentence, []).append(detail)
            sentence = view.article.sentences[detail.sentence]
            place = detail.start - sentence.start, detail.end - sentence.start
            # A single word may name a body: "Aurelia's captain" does not make Aurelia one.
            full = len(prepare(detail.text).words) > 1
            if full and (found := _beside(sentence.text, *place, self._lang)):
                key = _key(detail)
                self._borne[key] = self._borne.get(key, frozenset()) | found

    def names(self, source: Detail) -> list[Detail]:
        """Return the names in a source."""
        names = self._names.get(source.sentence, ())
        return [name for name in names if name.start < source.end and source.start < name.end]

    def classes(self, source: Detail) -> frozenset[str]:
        """Return the classes of a source: what its words say, else the offices of the names in it."""
        own = bodies(source.text, self._lang)
        if own or _ARTICLE.match(source.text):
            return own
        return frozenset().union(*(self._borne.get(_key(name), frozenset()) for name in self.names(source)))

    def refers(self, source: Detail) -> bool:
        """Say whether a source may be another word for one that was named before: the company, the man."""
        return not self.names(source) and _DEFINITE.match(source.text) is not None

    def is_anyone(self, source: Detail) -> bool:
        """Say whether a source is a person of whom it tells nothing: the man."""
        return _ANYONE.fullmatch(source.text.strip()) is not None


def _key(name: Detail) -> str:
    """Return the last word of a name in a form that its other mentions share."""
    words = prepare(name.text).words
    return words[-1].bare if words else ""


def _beside(text: str, start: int, end: int, lang: str) -> frozenset[str]:
    """Return the classes of the offices that stand right before or after a name in its sentence."""
    found = set()
    for word in body_words(text, lang):
        if (word.end <= start and _BEFORE.fullmatch(text[word.end : start])) or (
            word.start >= end and _AFTER.fullmatch(text[end : word.start])
        ):
            found.add(word.value)
    return frozenset(found)
