"""Which two details near each other can be one fact told differently, and which never are."""

from __future__ import annotations

import re
from math import inf

from align.diffing.details import AFFIRMED, Detail
from align.diffing.distances import of_other_places
from align.diffing.negations import STOPS
from align.diffing.sides import Sides
from align.diffing.traces import MISSING
from align.diffing.view import View
from align.facts.bodies import are_apart
from align.facts.causes import REASON
from align.facts.contrasts import find_contrasts, opposites
from align.facts.gazetteer import is_country, key_of
from align.facts.model import Name, Value
from align.facts.polarity import find_marks

# Values and negations are rare enough to be in conflict anywhere near; details of other types stand in
# every second sentence, and only those in facing claims can be.
_RARE = frozenset({"value", "negation"})
# How surely a name is told elsewhere that is taken to be.
_TOLD = 0.5
# How far from a word its negation stands, in characters.
_BESIDE = 25
_ACRONYM = re.compile(r"[A-Z\d]{2,}s?")


def in_conflict(sides: Sides, i: int, j: int) -> bool:
    """Say whether two near details that differ can be one fact told differently."""
    x, y = sides.details[0][i], sides.details[1][j]
    if x.type == "name" and (_written_out(sides, x, y) or _holds(sides, x, y)):
        return False
    if x.type == "source" and _one_source(sides, x, y):
        return False
    if _turned(sides, x, y) or of_other_places(sides, x, y):
        return False
    if x.type == "cause" and not _other_causes(sides, x, y):
        return False
    return (x.type in _RARE or sides.facing(i, j)) and not _restates(x, y)


def _turned(sides: Sides, x: Detail, y: Detail) -> bool:
    """Say whether one version denies a word and the other tells its opposite: not open until, closed until.

    The two details are these words, or the negation and the place without one. A phrase that holds its
    negation, such as "not safe", is one word.
    """
    if x.type == "negation":
        claims = [v.facts.claims[d.claim].text for v, d in zip(sides.views, (x, y), strict=True)]
        told = [
            {
                c.dimension: c.value
                for c in find_contrasts(text, view.article.lang)
                if not _denies(c.text, view)
            }
            for view, text in zip(sides.views, claims, strict=True)
        ]
        return any(
            told[1].get(kind, value) != value for kind, value in told[0].items() if kind in opposites()
        )
    if x.type not in opposites():
        return False
    gaps = [_to_negation(sides, k, at) for k, at in enumerate((x, y))]
    return min(gaps) <= _BESIDE and max(gaps) == inf


def _to_negation(sides: Sides, side: int, at: Detail) -> float:
    """Return how far, in characters, a detail stands from the next negation of it; inf if there is none.

    Only a Dutch one follows its word; beyond a comma, something else is denied.
    """
    article, negations = sides.views[side].article, (d for d in sides.details[side] if d.type == "negation")
    own = [d for d in negations if d.value != AFFIRMED and d.claim == at.claim]
    gaps = [(d.end, at.start) for d in own]
    if article.lang == "nl":
        gaps += [(at.end, d.start) for d in own]
    sizes = (y - x for x, y in gaps if x <= y and not STOPS.search(article.text[x:y]))
    return min(sizes, default=inf)


def _denies(phrase: str, view: View) -> bool:
    """Say whether a phrase holds a negation itself: not safe."""
    return any(mark.kind == "negation" for mark in find_marks(phrase, view.article.lang))


def _other_causes(sides: Sides, x: Detail, y: Detail) -> bool:
    """Say whether two causes are of two sorts, which no dimension tells apart, and each told by one only."""
    words = [
        find_contrasts(view.article.sentences[d.sentence].text, view.article.lang)
        for view, d in zip(sides.views, (x, y), strict=True)
    ]
    sorts = [
        {c.dimension for c in found if c.value == d.value} for found, d in zip(words, (x, y), strict=True)
    ]
    told = [{c.value for c in found} for found in words]
    return sorts[0].isdisjoint(sorts[1] - {REASON}) and x.value not in told[1] and y.value not in told[0]


def _written_out(sides: Sides, x: Detail, y: Detail) -> bool:
    """Say whether a name may be the other one written out, or the same acronym in another language: MPs."""
    short = [bool(_ACRONYM.fullmatch(d.text.split()[-1])) and not key_of(d.text) for d in (x, y)]
    other = sides.views[0].article.lang != sides.views[1].article.lang
    return any(short) and (other or not all(short))


def _one_source(sides: Sides, x: Detail, y: Detail) -> bool:
    """Say whether two sources may be one: of one kind without two names, named and referred to or written
    out, or with a name that the other's sentence has too.
    """
    a, b = sides.offices
    if a.is_anyone(x) or b.is_anyone(y):
        return True
    borne = a.names(x), b.names(y)
    traces = sides.traces.sides
    names = [[n for n in found if trace.spelled(n)] for found, trace in zip(borne, traces, strict=True)]
    classes = a.classes(x), b.classes(y)
    if not all(names) and not classes[0].isdisjoint(classes[1]):
        return True
    # A name of translated words, as that of a ministry, may be told by any.
    vague = any(map(len, borne)) and sum(map(len, names)) < sum(map(len, borne))
    short = any(_ACRONYM.fullmatch(name.text) for found in names for name in found)
    if (short or vague or (names[0] and b.refers(y)) or (names[1] and a.refers(x))) and not are_apart(
        *classes
    ):
        return True
    # Two bodies of one country are two.
    apart = are_apart(*classes)
    told = zip(traces, names, (y.sentence, x.sentence), strict=True)
    return any(
        side.missing(name, there)[0] < MISSING
        for side, found, there in told
        for name in found
        if not (apart and isinstance(name.source, Name) and is_country(name.source.key))
    )


def _holds(sides: Sides, x: Detail, y: Detail) -> bool:
    """Say whether one of two names is a country or its people, in which the other may lie: a known place that
    is none (Oslo, Norwegian), or a name that the other version has elsewhere.
    """
    keys = [d.source.key if isinstance(d.source, Name) else "" for d in (x, y)]
    if is_country(keys[0]) == is_country(keys[1]):
        return False
    side = int(is_country(keys[0]))
    name, country = (y, x) if side else (x, y)
    if keys[side]:
        return all(isinstance(d.source, Name) and d.source.kind in ("place", "people") for d in (x, y))
    trace = sides.traces.sides[side]
    return trace.elsewhere(name, trace.missing(name, country.sentence)[2]) > _TOLD


def _restates(*details: Detail) -> bool:
    """Say whether a value only gives the one before it in another unit: the miles of "5 km (3 miles)"."""
    return any(isinstance(d.source, Value) and d.source.restates for d in details)
