"""Typed details of an article in one shape, so that numbers, names and contrasts are compared alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from align.article import Article
from align.facts.causes import REASON, find_causes
from align.facts.contrasts import Contrast, find_contrasts, near_classes
from align.facts.datelines import dateline_end
from align.facts.gazetteer import keys_of
from align.facts.model import ArticleFacts, Attribution, Mark, Name, Value
from align.facts.name_parts import is_descriptive
from align.facts.names import SAME_NAME, name_similarity
from align.facts.ranks import find_ranks
from align.facts.similarity import other_family, other_first
from align.facts.values import compare_values
from align.result import Kind

# The value of a word that stands where the other version has a negation.
AFFIRMED = "affirmed"
# The value of a verb that denies, as a negation and as a stance.
DENIED = "denied"

Source = Value | Name | Contrast | Mark | Attribution
Relation = Literal["same", "compatible", "different", "incomparable"]

# Two names are surely two below this similarity.
_OTHER_NAME = 0.4
_NAME_KINDS: dict[str, Kind] = {"place": "place"}
_VALUE_KINDS: dict[str, Kind] = {"quantity": "quantity", "date": "date"}
# Dimensions that say what or who something is, not what becomes of it.
_THINGS: tuple[str, ...] = (
    "aboard", "access", "age", "animal", "arms", "attack", "branch", "cause", "clothing", "colour",
    "container", "crime", "degree", "device", "disaster", "disease", "document", "drug", "election",
    "energy", "faith", "field", "food", "game", "gathering", "giving", "goods", "grade", "group",
    "injury", "instrument", "kin", "limb", "measure", "missile", "object", "party", "pay", "penalty",
    "plant", "route", "ship", "sport", "squad", "substance", "team", "unrest", "utility", "vehicle",
    "ward", "weapon", "weather", "wing", "work",
)  # fmt: skip
_PLACES = ("area", "building", "opening", "passage", "roadway", "spot", "structure", "terrain", "water")
_CONTRAST_KINDS: dict[str, Kind] = {
    "direction": "place",
    "hand": "place",
    "role": "attribution",
    "daypart": "date",
    "level": "quantity",
    "sex": "name",
    "ministry": "name",
    "medium": "attribution",
    "channel": "attribution",
    "factor": "quantity",
    "frequency": "quantity",
    **dict.fromkeys(_THINGS, "name"),
    **dict.fromkeys(_PLACES, "place"),
}
# Characters from a verb within which a negation belongs to what it says.
_CLOSE = 30
# A negation right before a word turns it, also where the whole says "only" or "not until".
_NOT = re.compile(r"(?<!\w)(?:not|niet|[وف]?(?:لم|لن|لا))\s+$", re.IGNORECASE)
# Words of degree that exclude each other, and their dimension.
_DEGREES = {"all": "extent", "most": "extent", "completely": "completeness", "partly": "completeness"}
# Words for what is possible that are said of what somebody will do; "possible" is said of things.
_PERHAPS = frozenset(("may", "might", "zou kunnen", "zouden kunnen", "misschien", "wellicht", "قد", "وقد"))
# Sentences at the head of an article that may begin with a dateline.
_LEAD = 3
# Who or what it is stays the same after a negation: in Arabic, the union follows "refused".
_NEVER_TURNED = frozenset(_CONTRAST_KINDS) - {"level", "factor"}


@dataclass(frozen=True, slots=True)
class Detail:
    """One typed detail: its kind in reports, the index of its claim, its span in the article, and what it
    was made of.

    `type` groups the details that can contradict each other: "value", "name", "source", "negation" or the
    dimension of a contrast.
    """

    kind: Kind
    type: str
    claim: int
    sentence: int
    start: int
    end: int
    text: str
    value: str
    source: Source


Found = tuple[Kind, str, int, str, Source]


def collect_details(article: Article, facts: ArticleFacts) -> tuple[Detail, ...]:
    """Return the details of an article's claims in order of position."""
    owners = sorted((claim.start, claim.end, index) for index, claim in enumerate(facts.claims))

    def owner(start: int) -> int:
        return next((index for begin, end, index in owners if begin <= start < end), -1)

    filed = _datelines(article)
    found = [
        *_values(facts),
        *_names(facts),
        *_contrasts(article, facts),
        *_degrees(facts),
        *_perhaps(facts),
        *_ranks(article, facts),
        *_negations(facts),
        *_sources(facts),
    ]
    placed = [
        Detail(kind, group, owner(item.start), sentence, item.start, item.end, item.text, value, item)
        for kind, group, sentence, value, item in found
    ]
    told = (d for d in placed if d.claim >= 0 and not any(start <= d.start < end for start, end in filed))
    return tuple(sorted(told, key=lambda d: (d.start, d.end, d.type)))


def _datelines(article: Article) -> list[tuple[int, int]]:
    """Return the spans that tell where a report was filed, which is no fact of the story."""
    first = article.content[:_LEAD]
    return [(s.start, s.start + dateline_end(s.text, article.lang)) for s in first]


def _values(facts: ArticleFacts) -> Iterator[Found]:
    for value in facts.values:
        yield _VALUE_KINDS.get(value.kind, "number"), "value", value.sentence, value.canonical, value


def _names(facts: ArticleFacts) -> Iterator[Found]:
    for name in facts.names:
        yield _NAME_KINDS.get(name.kind, "name"), "name", name.sentence, name.text, name


def _negations(facts: ArticleFacts) -> Iterator[Found]:
    for mark in facts.marks:
        if mark.kind == "negation":
            value = DENIED if mark.value == DENIED else "not"
            yield "polarity", "negation", mark.sentence, value, mark


def _degrees(facts: ArticleFacts) -> Iterator[Found]:
    """Yield words of degree, except those that another one weakens: "almost all" is neither all nor most."""
    weakened = {mark.end + 1 for mark in facts.marks if mark.value == "almost"}
    for mark in facts.marks:
        if mark.kind == "degree" and mark.value in _DEGREES and mark.start not in weakened:
            dimension = _DEGREES[mark.value]
            word = Contrast(dimension, mark.value, mark.start, mark.end, mark.text)
            yield "polarity", dimension, mark.sentence, mark.value, word


def _perhaps(facts: ArticleFacts) -> Iterator[Found]:
    """Yield what says that somebody may do something: as much as to consider it."""
    for mark in facts.marks:
        if mark.value == "possible" and mark.text.lower() in _PERHAPS:
            word = Contrast("stage", "considering", mark.start, mark.end, mark.text)
            yield "polarity", "stage", mark.sentence, word.value, word


def _ranks(article: Article, facts: ArticleFacts) -> Iterator[Found]:
    ordinals: dict[int, list[Value]] = {}
    for value in facts.values:
        if value.unit == "ordinal":
            ordinals.setdefault(value.sentence, []).append(value)
    for sentence in article.sentences:
        if sentence.role != "boilerplate":
            ranked = ordinals.get(sentence.id, ())
            for c in find_ranks(sentence.text, article.lang, sentence.start, ranked):
                yield "number", c.dimension, sentence.id, c.value, c


def _sources(facts: ArticleFacts) -> Iterator[Found]:
    for source in facts.attributions:
        if source.named:
            yield "attribution", "source", source.sentence, source.text, source


def _contrasts(article: Article, facts: ArticleFacts) -> Iterator[Found]:
    """Yield words of contrasts, except those right after a negation: "not serious" is not "serious"."""
    turned = [m for m in facts.marks if m.kind in ("negation", "near") and m.value != "only"]
    negations = {mark.end for mark in turned}
    for sentence in article.sentences:
        if sentence.role == "boilerplate":
            continue
        words = find_contrasts(sentence.text, article.lang)
        plain = (c for c in words if c.dimension != REASON)
        for c in (*plain, *find_causes(sentence.text, article.lang, words)):
            before = article.text[sentence.start : sentence.start + c.start]
            turned_here = sentence.start + len(before.rstrip()) in negations or _NOT.search(before)
            if c.dimension not in _NEVER_TURNED and turned_here:
                continue
            if c.value == "confirmed" and _is_denied(turned, sentence.start + c.end):
                continue
            moved = Contrast(c.dimension, c.value, c.start + sentence.start, c.end + sentence.start, c.text)
            yield _CONTRAST_KINDS.get(c.dimension, "polarity"), c.dimension, sentence.id, c.value, moved


def _is_denied(turned: list[Mark], end: int) -> bool:
    """Say whether what is confirmed is a negation, as in "confirms that he never met him"."""
    return any(mark.kind == "negation" and 0 < mark.start - end < _CLOSE for mark in turned)


def relate(x: Detail, y: Detail) -> tuple[Relation, str]:
    """Say how two details relate, with a note for people; details of different types are incomparable."""
    if isinstance(x.source, Value) and isinstance(y.source, Value):
        return _relate_values(x.source, y.source)
    if isinstance(x.source, Name) and isinstance(y.source, Name):
        return _relate_names(x.source, y.source)
    if isinstance(x.source, Attribution) and isinstance(y.source, Attribution):
        # Sources that are not alike may still be one: "police" and "detectives". The model weighs their
        # vectors.
        alike = name_similarity(x.text, y.text) >= SAME_NAME
        return ("same" if alike else "different"), ""
    if x.type == y.type == "negation":
        return _relate_negations(x, y)
    if isinstance(x.source, Contrast) and isinstance(y.source, Contrast) and x.type == y.type:
        if x.value == y.value:
            return "same", ""
        return ("compatible" if (x.value, y.value) in near_classes() else "different"), ""
    return "incomparable", ""


def _relate_values(x: Value, y: Value) -> tuple[Relation, str]:
    comparison = compare_values(x, y)
    if comparison.relation == "incomparable" and _is_money(x) and _is_money(y):
        return "different", ""
    if comparison.relation == "different" and _undated(x, y):
        return "incomparable", ""
    return cast(Relation, comparison.relation), comparison.note


def _undated(x: Value, y: Value) -> bool:
    """Say whether two dates are each seen from a day that is not known: "this week" and "last week"."""
    a, b = dict(x.date), dict(y.date)
    offsets = {name for name in a if name.endswith("_offset") and a[name] != b.get(name, a[name])}
    units = {name.removesuffix("_offset") for name in offsets}
    return bool(offsets) and not any(unit in a and unit in b for unit in units)


def _is_money(value: Value) -> bool:
    return len(value.unit) == 3 and value.unit.isupper()


def _relate_negations(x: Detail, y: Detail) -> tuple[Relation, str]:
    """A negation differs only from the very place in the other version that states the same without one."""
    affirmed = [d.value == AFFIRMED for d in (x, y)]
    if not any(affirmed):
        return "same", ""
    return ("different" if x.source == y.source else "incomparable"), ""


def _relate_names(x: Name, y: Name) -> tuple[Relation, str]:
    if x.key and y.key:
        shared = (keys_of(x.text) | {x.key}) & (keys_of(y.text) | {y.key})
        return ("same" if shared else "different"), ""
    score = name_similarity(x.text, y.text)
    if score >= SAME_NAME:
        other = score < 1.0 and (other_family(x.text, y.text) or other_first(x.text, y.text))
        return ("incomparable" if other else "same"), ""
    if is_descriptive(x.text) or is_descriptive(y.text):
        # A translated name need not sound like its original.
        return "incomparable", ""
    comparable = x.kind == y.kind or "name" in (x.kind, y.kind)
    return ("different" if comparable and score < _OTHER_NAME else "incomparable"), ""
