"""Years, decades and centuries: `2014`, `de jaren negentig`, `القرن التاسع عشر`, `1990s`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.facts.digits import ascii_digits
from align.facts.identifiers import identifier
from align.facts.lexicon import concept_facets
from align.facts.numbers import read_number
from align.facts.ordinals import read_ordinal
from align.facts.scan import Scan

YEARS = range(1000, 2101)
_TENS = range(10, 100, 10)
_LIKELY_YEARS = range(1900, 2036)
# Regular past participles and past tenses.
_PARTICIPLES = {
    "en": re.compile(r"\w{3,}ed"),
    "nl": re.compile(r"(?:\w{0,6}ge|be|ver|her|ont)\w{2,}[dt]"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The parts of a date and the words it takes."""

    parts: dict[str, int]
    start: int
    end: int


def read_period(scan: Scan, i: int) -> Period | None:
    """Read centuries and decades: `the 19th century`, `de jaren negentig`, `القرن التاسع عشر`, `1990s`."""
    if scan.words.lang == "ar" and (word := scan.match("centuryword", i)):
        k = word[1] + (scan.full[word[1] : word[1] + 1] == ["ال"])
        if scan.is_number(k) and (digits := figure(scan, k, 1, 30)):
            return _century(scan, digits, i, k + 1)
        number = read_ordinal(scan, word[1])
        value, end = (number.low, number.end) if number else (0.0, 0)
        if not number and (cardinal := read_number(scan, word[1])):
            value, end = cardinal.value, cardinal.end
        return _century(scan, int(value), i, end)
    if prefix := scan.match("decadeprefix", i):
        number2 = read_number(scan, prefix[1])
        if number2 and number2.value in (*_TENS, *range(1800, 2050, 10)):
            return _decade(scan, int(number2.value), i, number2.end)
    if (second := _second_decade(scan, i)) is not None:
        return second
    if found := scan.match("decade", i):
        return _decade(scan, int(found[0]), i, found[1])
    decade = figure(scan, i, 10, 2090)
    if (
        decade is not None
        and decade % 10 == 0
        and scan.glued(i + 1)
        and (s := scan.match("decadesuffix", i + 1))
    ):
        return _decade(scan, decade, i, s[1])
    ordinal = read_ordinal(scan, i)
    if ordinal is None:
        return None
    k = ordinal.end + (scan.word(ordinal.end) == "-")
    word = scan.match("centuryword", k)
    return _century(scan, int(ordinal.low), i, word[1]) if word else None


def _decade(scan: Scan, decade: int, start: int, end: int) -> Period:
    """Make a decade; "of the last century" after it says which one."""
    last = scan.match("lastcentury", end) if decade < 100 else None
    return Period({"decade": decade + 1900 * bool(last)}, start, last[1] if last else end)


def _second_decade(scan: Scan, i: int) -> Period | None:
    """Read the second decade of `de jaren zestig en zeventig`."""
    if i < 3 or scan.word(i - 1) not in scan.words.join:
        return None
    before = scan.match("decadeprefix", i - 3) or scan.match("decadeprefix", i - 4)
    number = read_number(scan, i) if before and before[1] == i - 2 else None
    return _decade(scan, int(number.value), i, number.end) if number and number.value in _TENS else None


def _century(scan: Scan, value: int, start: int, end: int) -> Period | None:
    if not 1 <= value <= 30:
        return None
    parts = {"century": value}
    return Period(parts, start, calendar(scan, end, parts))


def read_year(scan: Scan, i: int) -> Period | None:
    """Read a year in digits: four digits without a separator that count nothing."""
    year = figure(scan, i, 1000, 2100)
    if (second := _second_year(scan, i)) is not None:
        return Period({"year": second}, i, i + 1)
    if (span := figure(scan, i, 1, 9999)) and scan.match("era", i + 1):
        parts = {"year": span}
        return Period(parts, i, calendar(scan, i + 1, parts))
    if year is None or identifier(scan, i) or scan.match("money", i - 1) or counts_something(scan, i):
        span = figure(scan, i, 1, 9999)
        parts = {"year": span or 0}
        end = calendar(scan, i + 1, parts) if span else i + 1
        return Period(parts, i, end) if span and end > i + 1 else None
    before, after = scan.word(i - 1), scan.word(i + 1)
    cued = before in scan.words.tables.get("yearcue", ()) or scan.match("month", i - 1) is not None
    if (scan.match("modifier", i - 1) and not cued) or (
        scan.words.cards.get(after, ("",))[0] in ("mult", "hundred")
    ):
        return None
    noun = scan.is_word(i + 1) and after not in scan.words.stop and scan.raw[i + 1][0].islower()
    noun = noun and not (cued and _verb_follows(scan, i))
    if scan.words.lang == "ar":
        noun = scan.is_word(i + 1) and after not in scan.words.stop and scan.particles[i + 1] == ""
    if year not in _LIKELY_YEARS and (not cued or noun):
        return None
    if year % 100 == 0 and noun and scan.words.lang != "ar":
        return None
    parts = {"year": year}
    return Period(parts, i, calendar(scan, i + 1, parts))


def _verb_follows(scan: Scan, i: int) -> bool:
    """Say whether a verb follows, which no number counts: in 1690 rebuilt, in 1690 herbouwd."""
    word = scan.word(i + 1)
    looks = _PARTICIPLES.get(scan.words.lang)
    listed = word in scan.words.tables.get("yearverb", ())
    return listed or (looks is not None and looks.fullmatch(word) is not None)


def _second_year(scan: Scan, i: int) -> int | None:
    """Return the year that two digits after a year and a dash stand for: the 53 of `1950-53`."""
    short, first = figure(scan, i, 0, 99), figure(scan, i - 2, 1000, 2100) if i > 1 else None
    if short is None or first is None or not scan.glued(i) or scan.word(i - 1) not in ("-", "–", "/"):
        return None
    return first // 100 * 100 + short if len(scan.raw[i]) == 2 and short > first % 100 else None


def calendar(scan: Scan, end: int, parts: dict[str, int]) -> int:
    """Note "hijri" or an era after a year; return the word after it."""
    mark = scan.match("hijri", end)
    if mark and scan.words.lang != "en":
        parts["hijri"] = 1
        return mark[1]
    era = scan.match("era", end)
    if era:
        key = "year" if "year" in parts else "century"
        parts[key] *= int(era[0])
        return era[1]
    return end


def counts_something(scan: Scan, k: int) -> bool:
    """Say whether a four-digit number counts: a unit, known noun or hundred follows."""
    nxt = k + 1
    concept = scan.words.concepts.get(scan.word(nxt), "") if scan.particles[nxt : nxt + 1] == [""] else ""
    if concept:
        # "the 1996 Games": a thing after a likely year that is not round does not make it a count
        year = figure(scan, k, 1950, 2035)
        facet = concept_facets()[concept]
        if facet == "state" and year and year % 100 and scan.word(k - 1) in scan.words.tables["yearcue"]:
            return False  # a verb: "in 2019 fled ..."
        named = scan.raw[nxt][0].isupper() or facet == "thing" or scan.word(nxt) in scan.words.singular
        return not (year and year % 10 and named)
    unit = scan.match("unitname", nxt)
    return unit is not None and scan.word(nxt) not in (".", "'", '"') and scan.particles[nxt] == ""


def figure(scan: Scan, i: int, low: int, high: int) -> int | None:
    """Return the plain whole number at word `i` if it lies in low..high."""
    if not scan.is_number(i):
        return None
    text = ascii_digits(scan.raw[i])
    return int(text) if text.isdecimal() and len(text) < 5 and low <= int(text) <= high else None
