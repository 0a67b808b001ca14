"""Dates and periods: days, months, weekdays with their part of day, years, decades, centuries, relative dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from align.facts.amounts import identifier, read_ordinal
from align.facts.numbers import ascii_digits, read_number
from align.facts.scan import Scan
from align.facts.times import read_time

_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})(?!\d|[-/.]\d)")
_YEAR = range(1000, 2101)
_LIKELY_YEAR = range(1900, 2036)


@dataclass(frozen=True, slots=True)
class Period:
    """The parts of a date and the words it takes."""

    parts: dict[str, int]
    start: int
    end: int


def read_date(scan: Scan, i: int, published: date | None) -> Period | None:
    """Read a date, period or time of day that starts at word `i`."""
    if scan.is_number(i):
        found = (
            _numeric(scan, i) or read_time_period(scan, i) or _day_first(scan, i) or _counted_period(scan, i)
        )
        return found or _year(scan, i)
    for reader in (
        _relative,
        read_time_period,
        _month_first,
        _weekday,
        _part_first,
        _counted_period,
        _word_day,
    ):
        found = reader(scan, i)
        if found is not None:
            return _resolve(found, published)
    return None


def read_time_period(scan: Scan, i: int) -> Period | None:
    """Read a time of day as a period."""
    found = read_time(scan, i)
    return Period(found[0], i, found[1]) if found else None


def _figure(scan: Scan, i: int, low: int, high: int) -> int | None:
    """Return the plain whole number at word `i` if it lies in low..high."""
    if not scan.is_number(i):
        return None
    text = ascii_digits(scan.raw[i])
    return int(text) if text.isdecimal() and len(text) < 5 and low <= int(text) <= high else None


def _numeric(scan: Scan, i: int) -> Period | None:
    """Read `2014-11-27`, `27/11/2014`, `27.11.14`; English month first where only that fits or both do."""
    found = _NUMERIC.match(ascii_digits(scan.text), scan.start[i])
    if found is None or (i and scan.glued(i)):
        return None
    first, month, last = int(found[1]), int(found[3]), int(found[4])
    year, day = (first, last) if len(found[1]) == 4 else (last, first)
    if len(found[1]) != 4 and scan.words.lang == "en" and found[2] != "." and (month > 12 or day <= 12):
        month, day = day, month
    if len(found[1]) != 4 and len(found[4]) == 2:
        year += 2000 if year < 50 else 1900
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in _YEAR):
        return None
    end = i
    while end < len(scan) and scan.start[end] < found.end():
        end += 1
    return Period({"year": year, "month": month, "day": day}, i, end)


def month_at(scan: Scan, i: int) -> tuple[int, int, bool] | None:
    """Read a month name, dual names such as `آذار/مارس` and "the month of" included: month, end, Hijri or not."""
    while (prefix := scan.match("monthprefix", i)) is not None:
        i = prefix[1]
    found = scan.match("month", i)
    hijri = found is None
    found = found or scan.match("hmonth", i)
    if found is None:
        return None
    month, end = int(found[0]), found[1]
    if scan.words.lang == "ar":
        sep = scan.match("monthsep", end)
        other = scan.match("month", sep[1]) if sep else None
        if other:
            end = other[1] + (scan.word(other[1]) == ")" and scan.word(end) == "(")
    return month, end, hijri


def _with_year(scan: Scan, parts: dict[str, int], start: int, end: int, hijri: bool) -> Period:
    """Add a year after day and month, and the calendar."""
    k = end
    join = scan.match("datejoin", k)
    if join and join[0] == "1":
        k = join[1]
    prefix = scan.match("yearprefix", k)
    if prefix:
        k = prefix[1]
    year = _figure(scan, k, 1000, 2100)
    if year is not None and not scan.match("clock", k + 1) and not _counts_something(scan, k):
        parts, end = {**parts, "year": year}, k + 1
        end = _calendar(scan, end, parts)
    elif k < len(scan) and scan.word(k) == "'" and _figure(scan, k + 1, 0, 99) is not None:
        parts, end = {**parts, "year": 2000 + int(ascii_digits(scan.raw[k + 1]))}, k + 2
    if hijri:
        parts["hijri"] = 1
    return Period(parts, start, end)


def _calendar(scan: Scan, end: int, parts: dict[str, int]) -> int:
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


def _counts_something(scan: Scan, k: int) -> bool:
    """Say whether a four-digit number counts: a unit, known noun or hundred follows."""
    nxt = k + 1
    if scan.word(nxt) in scan.words.concepts and scan.particles[nxt] == "":
        return True
    unit = scan.match("unitname", nxt)
    return unit is not None and scan.word(nxt) not in (".", "'", '"') and scan.particles[nxt] == ""


def _day_first(scan: Scan, i: int) -> Period | None:
    """Read `27 November 2014`, `27th of November`, `26 en 27 november`."""
    day = _figure(scan, i, 1, 31)
    if day is None or identifier(scan, i):
        return None
    end = i + 1
    if scan.word(end) in scan.words.tables.get("ordinalsuffix", ()) and scan.glued(end):
        end += 1
    for _ in range(2):
        join = scan.match("datejoin", end)
        if join and scan.word(end) not in (",", "،"):
            end = join[1]
    found = month_at(scan, end)
    if found:
        return _with_year(scan, {"day": day, "month": found[0]}, i, found[1], found[2])
    return _first_of_two(scan, i, day)


def _first_of_two(scan: Scan, i: int, day: int) -> Period | None:
    """Read the first day of `26 and 27 November`, which has its month after the second."""
    if scan.word(i + 1) not in ("-", "–", "and", "en", "to", "tot", "or", "of", "الى", "/"):
        if not scan.holds_and(i + 1):
            return None
        k = i + 1
    else:
        k = i + 2
    second = _figure(scan, k, 1, 31)
    if second is None or second <= day:
        return None
    found = month_at(scan, k + 1)
    return Period({"day": day, "month": found[0]}, i, i + 1) if found else None


def _month_first(scan: Scan, i: int) -> Period | None:
    """Read `November 27, 2014`, `November 2014`, `في نوفمبر`; a month that is also a word needs a cue."""
    found = month_at(scan, i)
    if found is None:
        return None
    month, end, hijri = found
    day = _figure(scan, end, 1, 31)
    if day is not None and scan.words.lang == "en" and not scan.match("unitname", end + 1):
        k = end + 1 + (scan.word(end + 1) in scan.words.tables["ordinalsuffix"] and scan.glued(end + 1))
        return _with_year(scan, {"day": day, "month": month}, i, k, hijri)
    if scan.words.lang == "en" and not scan.raw[i][0].isupper():
        return None
    period = _with_year(scan, {"month": month}, i, end, hijri)
    shaky = scan.word(i) in scan.words.tables.get("shaky", ()) and end == i + 1
    if shaky and "year" not in period.parts and not _cued(scan, i, end):
        return None
    return period


def _cued(scan: Scan, i: int, end: int) -> bool:
    """Say whether a doubtful month name stands where a month does: after "in", "last" and not before a verb."""
    return scan.word(i - 1) in scan.words.tables["monthcue"] or (
        i > 0 and scan.match("part", i - 1) is not None
    )


def _weekday(scan: Scan, i: int) -> Period | None:
    """Read a weekday with its part of day and date: `Friday morning`, `vrijdagochtend`, `Friday 28 November`."""
    found = scan.match("weekday", i)
    if found is None or (
        found[1] == i + 2
        and scan.word(i + 1) == "."
        and not scan.raw[i][0].isupper()
        and len(scan.raw[i]) < 3
    ):
        return None
    if scan.words.lang == "en" and not scan.raw[i][0].isupper():
        return None
    parts, end = {"weekday": int(found[0])}, found[1]
    after = scan.match("weekof", end) if scan.words.lang == "ar" else None
    end = after[1] if after else end
    part = _part_after(scan, end)
    if part:
        parts["part"], end = part
    k = end + 1 if scan.word(end) in (",", "،", "(", "de", "the") else end
    follow = (_day_first(scan, k) if scan.is_number(k) else None) or _numeric_at(scan, k)
    if follow is None and scan.match("month", k):
        follow = _month_first(scan, k)
    if follow and "day" in follow.parts:
        return Period(
            {**parts, **follow.parts},
            i,
            follow.end + (scan.word(k - 1) == "(" and scan.word(follow.end) == ")"),
        )
    return Period(parts, i, end)


def _numeric_at(scan: Scan, k: int) -> Period | None:
    return _numeric(scan, k) if scan.is_number(k) else None


def _part_after(scan: Scan, end: int) -> tuple[int, int] | None:
    """Read a part of day after a weekday: `morning`, `in the early hours`, `صباحا`."""
    part = scan.match("part", end)
    join = scan.match("partjoin", end)
    if part is None and join:
        part = scan.match("part", join[1])
    if part is None:
        return None
    more = scan.match("part", part[1])
    return (int(part[0]), more[1]) if more and not scan.holds_and(part[1]) else (int(part[0]), part[1])


def _part_first(scan: Scan, i: int) -> Period | None:
    """Read `at dawn on Wednesday`, `early on Tuesday`, `فجر الأربعاء`, `the night of Tuesday`."""
    part = scan.match("part", i)
    if part is None:
        return None
    k = part[1]
    second = scan.match("part", k)
    if second:
        k = second[1]
    for _ in range(3):
        weekday = scan.match("weekday", k)
        if weekday:
            period = _weekday(scan, k)
            return (
                Period({**period.parts, "part": int((second or part)[0])}, i, period.end) if period else None
            )
        relative = scan.match("relative", k)
        if relative and relative[0].startswith("day"):
            return Period({"day_offset": int(relative[0].split()[1]), "part": int(part[0])}, i, relative[1])
        join = scan.match("partjoin", k)
        if join is None:
            return None
        k = join[1]
    return None


def _relative(scan: Scan, i: int) -> Period | None:
    """Read `yesterday`, `last week`, `dit jaar`, `العام الماضي`."""
    found = scan.match("relative", i)
    if found is None:
        return None
    name, offset = found[0].split()
    return Period({f"{name}_offset": int(offset)}, i, found[1])


def _resolve(period: Period, published: date | None) -> Period:
    """Add year, month and day of a relative date, seen from the day of publication."""
    parts = period.parts
    if published is None:
        return period
    if "day_offset" in parts:
        day = published + timedelta(days=parts["day_offset"])
        return Period(
            {**parts, "year": day.year, "month": day.month, "day": day.day}, period.start, period.end
        )
    if "year_offset" in parts:
        return Period({**parts, "year": published.year + parts["year_offset"]}, period.start, period.end)
    if "month_offset" in parts:
        months = published.year * 12 + published.month - 1 + parts["month_offset"]
        return Period({**parts, "year": months // 12, "month": months % 12 + 1}, period.start, period.end)
    return period


def _counted_period(scan: Scan, i: int) -> Period | None:
    """Read centuries and decades: `the 19th century`, `de jaren negentig`, `القرن التاسع عشر`, `1990s`."""
    if scan.words.lang == "ar" and (word := scan.match("centuryword", i)):
        number = read_ordinal(scan, word[1])
        value, end = (number.low, number.end) if number else (0.0, 0)
        if not number and (cardinal := read_number(scan, word[1])):
            value, end = cardinal.value, cardinal.end
        return _century(scan, int(value), i, end)
    if prefix := scan.match("decadeprefix", i):
        number2 = read_number(scan, prefix[1])
        if number2 and number2.value in (*range(10, 100, 10), *range(1800, 2050, 10)):
            return Period({"decade": int(number2.value)}, i, number2.end)
    if found := scan.match("decade", i):
        last = scan.match("lastcentury", found[1])
        return Period({"decade": int(found[0]) + 1900 * bool(last)}, i, last[1] if last else found[1])
    decade = _figure(scan, i, 10, 2090)
    if (
        decade is not None
        and decade % 10 == 0
        and scan.glued(i + 1)
        and (s := scan.match("decadesuffix", i + 1))
    ):
        return Period({"decade": decade}, i, s[1])
    ordinal = read_ordinal(scan, i)
    if ordinal is None:
        return None
    k = ordinal.end + (scan.word(ordinal.end) == "-")
    word = scan.match("centuryword", k)
    return _century(scan, int(ordinal.low), i, word[1]) if word else None


def _century(scan: Scan, value: int, start: int, end: int) -> Period | None:
    if not 1 <= value <= 30:
        return None
    parts = {"century": value}
    return Period(parts, start, _calendar(scan, end, parts))


def _word_day(scan: Scan, i: int) -> Period | None:
    """Read a day in words before its month: `first of May`, `السابع والعشرين من نوفمبر`; and years after `عام`."""
    if prefix := scan.match("yearprefix", i):
        year = _figure(scan, prefix[1], 1, 2100)
        if year is not None and not scan.match("unitname", prefix[1] + 1):
            parts = {"year": year}
            return Period(parts, prefix[1], _calendar(scan, prefix[1] + 1, parts))
        words = read_number(scan, prefix[1]) if not scan.is_number(prefix[1]) else None
        if words and words.value in _YEAR:
            return Period({"year": int(words.value)}, prefix[1], words.end)
    ordinal = read_ordinal(scan, i)
    value, end = (ordinal.low, ordinal.end) if ordinal else (0.0, i)
    if not ordinal:
        number = read_number(scan, i)
        if number is None:
            return None
        value, end = number.value, number.end
        if number.plain and value in _YEAR:
            return Period({"year": int(value)}, i, end)
    if not 1 <= value <= 31:
        return None
    join = scan.match("datejoin", end)
    found = month_at(scan, join[1] if join else end)
    return _with_year(scan, {"day": int(value), "month": found[0]}, i, found[1], found[2]) if found else None


def _year(scan: Scan, i: int) -> Period | None:
    """Read a year in digits: four digits without a separator that count nothing."""
    year = _figure(scan, i, 1000, 2100)
    if year is None or identifier(scan, i) or scan.match("money", i - 1) or _counts_something(scan, i):
        span = _figure(scan, i, 1, 9999)
        parts = {"year": span or 0}
        end = _calendar(scan, i + 1, parts) if span else i + 1
        return Period(parts, i, end) if span and end > i + 1 else None
    before, after = scan.word(i - 1), scan.word(i + 1)
    cued = before in scan.words.tables.get("yearcue", ()) or scan.match("month", i - 1) is not None
    if (scan.match("modifier", i - 1) and not cued) or (
        scan.words.cards.get(after, ("",))[0] in ("mult", "hundred")
    ):
        return None
    noun = scan.is_word(i + 1) and after not in scan.words.stop and scan.raw[i + 1][0].islower()
    if scan.words.lang == "ar":
        noun = scan.is_word(i + 1) and after not in scan.words.stop and scan.particles[i + 1] == ""
    if year not in _LIKELY_YEAR and (not cued or noun):
        return None
    if year % 100 == 0 and noun and scan.words.lang != "ar":
        return None
    parts = {"year": year}
    return Period(parts, i, _calendar(scan, i + 1, parts))
