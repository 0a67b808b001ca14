"""What a fact of one article is made of. All offsets are code points into the article's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause-sized stretch of a content sentence.

    Every non-space character of a content sentence is in exactly one claim.
    """

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value: a number, quantity or date with its span and normal form.

    `kind` is "number" (a count or bare number), "quantity" (has a unit), or "date" (a date, weekday, time
    of day or period). `low` and `high` bound the magnitude in the base `unit` ("m", "kg", "s", "K",
    "percent", "USD" ...; equal for an exact value; infinite where open: "at least 40" is 40..inf only
    through `modifier`, its low and high stay 40). `modifier` is "", "about", "at least", "more than", "at
    most", "less than" or "nearly". `vague` marks a class such as "dozens", with low..high its usual range.
    `counts` is the noun that a number counts, as written ("" if none). `canonical` is a short form for
    people, the same in every language: "46 km", "27 November". `date` holds the parts of a date as sorted
    (name, number) pairs: year, month, day, weekday, hour, minute ... `restates` marks a conversion of the
    value before it: the miles of "5 km (3 miles)". `counted` is the concept that is counted, the same in
    every language ("person", "dead", "village"; "" where not surely known). `measure` is the unit as
    written ("mile", where `unit` is "m"), and `step` the size of the last significant digit, in `unit`.
    `of` is the name that a rank or distance belongs to: Aleppo of "Aleppo, the second city", Hama of "46 km
    south of Hama" ("" if unknown). `state` is what befell the persons counted: "dead", "injured" ...
    """

    kind: str
    sentence: int
    start: int
    end: int
    text: str
    canonical: str
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    modifier: str = ""
    vague: bool = False
    counts: str = ""
    date: tuple[tuple[str, int], ...] = ()
    restates: bool = False
    counted: str = ""
    measure: str = ""
    step: float = 0.0
    of: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two values relate.

    "same", "compatible", "different" or "incomparable"; `note` says why, for people.
    """

    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, place or organisation, without its title.

    `kind` is "person", "place", "organisation" or "name" (not known which). `key` is equal for spellings
    that are surely one name (an id of a known country, say), else "".
    """

    kind: str
    sentence: int
    start: int
    end: int
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it: the span of the source, the reporting verb's class, and whether it is a direct quote.

    `stance` is "says", "confirms", "denies", "accuses", "claims" or "warns". `named` is false where the
    source is only a pronoun, or part of the verb's form; the span is then the pronoun or the verb.
    """

    sentence: int
    start: int
    end: int
    text: str
    stance: str = "says"
    named: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that turns or weakens a statement.

    `kind` is "negation", "near" (a word that negates in itself: impossible, fail), "modality" (may, would,
    reportedly ...) or "degree" (most of, completely ...); `value` is its class, the same in every language:
    "not", "lack", "possible", "all", "most" ...
    """

    kind: str
    sentence: int
    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, without the marks."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """All that was found in one article, each tuple in order of position."""

    claims: tuple[Claim, ...]
    values: tuple[Value, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    marks: tuple[Mark, ...] = ()
    quotes: tuple[Quote, ...] = ()
