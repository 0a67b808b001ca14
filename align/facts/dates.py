"""Dates and periods.

Days, months, weekdays with their part of day, years, decades, centuries, relative dates.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from align.facts.digits import ascii_digits
from align.facts.identifiers import identifier
from align.facts.months import month_at, with_year
from align.facts.numbers import read_number
from align.facts.ordinals import read_ordinal
from align.facts.periods import YEARS, Period, calendar, figure, read_period, read_year
from align.facts.scan import Scan
from align.facts.times import read_time

# English months that are other words in lower case.
_LOWER_TOO = frozenset(("may", "march", "august", "mar", "jan", "dec", "sep", "sept", "oct"))
_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})(?!\d|[-/.]\d)")


def read_date(scan: Scan, i: int, published: date | None) -> Period | None:
    """Read a date, period or time of day that starts at word `i`."""
    if scan.is_number(i):
        found = _numeric(scan, i) or read_time_period(scan, i) or _day_first(scan, i) or read_period(scan, i)
        return found or read_year(scan, i)
    for reader in (
        _relative,
        read_time_period,
        _month_first,
        _weekday,
        _part_first,
        read_period,
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
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in YEARS):
        return None
    end = i
    while end < len(scan) and scan.start[end] < found.end():
        end += 1
    return Period({"year": year, "month": month, "day": day}, i, end)


def _day_first(scan: Scan, i: int) -> Period | None:
    """Read `27 November 2014`, `27th of November`, `26 en 27 november`."""
    day = figure(scan, i, 1, 31)
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
        return with_year(scan, {"day": day, "month": found[0]}, i, found[1], found[2])
    return _first_of_two(scan, i, day)


def _first_of_two(scan: Scan, i: int, day: int) -> Period | None:
    """Read the first day of `26 and 27 November`, which has its month after the second."""
    joins = (scan.words.tables["range"], scan.words.tables["betweenand"], ("/",))
    if not any(scan.word(i + 1) in words for words in joins):
        if not scan.holds_and(i + 1):
            return None
        k = i + 1
    else:
        k = i + 2
    second = figure(scan, k, 1, 31)
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
    day = figure(scan, end, 1, 31)
    if day is not None and scan.words.lang == "en" and not scan.match("unitname", end + 1):
        k = end + 1 + (scan.word(end + 1) in scan.words.tables["ordinalsuffix"] and scan.glued(end + 1))
        return with_year(scan, {"day": day, "month": month}, i, k, hijri)
    if scan.words.lang == "en" and not scan.raw[i][0].isupper() and scan.word(i) in _LOWER_TOO:
        return None
    ordinal = read_ordinal(scan, end) if scan.words.lang == "en" and not scan.is_number(end) else None
    if ordinal and ordinal.low <= 31 and ordinal.end > end:
        return with_year(scan, {"day": int(ordinal.low), "month": month}, i, ordinal.end, hijri)
    period = with_year(scan, {"month": month}, i, end, hijri)
    shaky = scan.word(i) in scan.words.tables.get("shaky", ()) and end == i + 1
    if shaky and "year" not in period.parts and not _cued(scan, i, end):
        return None
    return period


def _cued(scan: Scan, i: int, end: int) -> bool:
    """Say whether a doubtful month name stands where a month does.

    After "in", "last" and not before a verb.
    """
    return scan.word(i - 1) in scan.words.tables["monthcue"] or (
        i > 0 and scan.match("part", i - 1) is not None
    )


def _weekday(scan: Scan, i: int) -> Period | None:
    """Read a weekday with its part of day and date.

    `Friday morning`, `vrijdagochtend`, `Friday 28 November`.
    """
    found = scan.match("weekday", i)
    if found is None or (
        found[1] == i + 2
        and scan.word(i + 1) == "."
        and not scan.raw[i][0].isupper()
        and len(scan.raw[i]) < 3
    ):
        return None
    if scan.words.lang == "en" and len(scan.word(i)) < 6 and not scan.raw[i][0].isupper():
        return None
    parts, end = {"weekday": int(found[0])}, found[1]
    after = scan.match("weekof", end) if scan.words.lang == "ar" else None
    end = after[1] if after else end
    part = _part_after(scan, end)
    if part:
        parts["part"], end = part
    k = end + 1 if scan.word(end) in (",", "،", "(") or scan.word(end) in scan.words.tables["det"] else end
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
    if found[1] == i + 1 and _other_sense(scan, i):
        return None
    name, offset = found[0].split()
    weekday = _weekday(scan, found[1]) if name == "week" and scan.match("weekday", found[1]) else None
    if weekday is not None:
        return Period({**weekday.parts, "week_offset": int(offset)}, i, weekday.end)
    return Period({f"{name}_offset": int(offset)}, i, found[1])


def _other_sense(scan: Scan, i: int) -> bool:
    """Say whether Dutch `morgen` is the morning, or Arabic `اليوم` "the day"."""
    if scan.words.lang == "nl" and scan.word(i) == "morgen":
        return scan.word(i - 1) in scan.words.tables["nottomorrow"]
    if scan.words.lang == "ar" and scan.word(i) in ("اليوم", "الليله"):
        after = scan.full[i + 1] if i + 1 < len(scan) else ""
        definite = after.startswith("ال") and scan.match("weekday", i + 1) is None
        return definite or scan.word(i - 1) in scan.words.tables["nottoday"]
    return False


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


def _word_day(scan: Scan, i: int) -> Period | None:
    """Read a day in words before its month.

    `first of May`, `السابع والعشرين من نوفمبر`; and years after `عام`.
    """
    if prefix := scan.match("yearprefix", i):
        year = figure(scan, prefix[1], 1, 2100)
        era = scan.word(prefix[1] + 1) == "م"
        if year is not None and (era or not scan.match("unitname", prefix[1] + 1)):
            parts = {"year": year}
            return Period(parts, prefix[1], calendar(scan, prefix[1] + 1 + era, parts))
        words = read_number(scan, prefix[1]) if not scan.is_number(prefix[1]) else None
        if words and words.value in YEARS:
            return Period({"year": int(words.value)}, prefix[1], words.end)
    ordinal = read_ordinal(scan, i)
    value, end = (ordinal.low, ordinal.end) if ordinal else (0.0, i)
    if not ordinal:
        number = read_number(scan, i)
        if number is None:
            return None
        value, end = number.value, number.end
        if number.plain and value in YEARS:
            return Period({"year": int(value)}, i, end)
        if scan.words.lang == "en" and not (scan.word(end) and scan.raw[end][0].isupper()):
            return None
    if not 1 <= value <= 31:
        return None
    join = scan.match("datejoin", end)
    found = month_at(scan, join[1] if join else end)
    return with_year(scan, {"day": int(value), "month": found[0]}, i, found[1], found[2]) if found else None
