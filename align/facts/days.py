"""Days and months: `27 November 2014`, `March 13-14`, `27/11/2014`, `first of May`, `السابع من نوفمبر`."""

from __future__ import annotations

import re

from align.facts.digits import ascii_digits
from align.facts.identifiers import identifier
from align.facts.months import month_at, with_year
from align.facts.numbers import read_number
from align.facts.ordinals import read_ordinal
from align.facts.periods import YEARS, Period, calendar, figure
from align.facts.scan import Scan

# English months that are other words in lower case.
_LOWER_TOO = frozenset(("may", "march", "august", "mar", "jan", "dec", "sep", "sept", "oct"))
_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})(?!\d|[-/.]\d)")
_PAUSES = frozenset(("", ",", ".", ";", ":", ")", "،"))
# A day that no month has is a slip of the pen, and still a day.
_LAST_DAY = 99


def numeric(scan: Scan, i: int) -> Period | None:
    """Read `2014-11-27`, `27/11/2014`, `27.11.14`; English month first where only that fits or both do."""
    if not scan.is_number(i):
        return None
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


def day_first(scan: Scan, i: int) -> Period | None:
    """Read `27 November 2014`, `27th of November`, `26 en 27 november`."""
    day = figure(scan, i, 1, _LAST_DAY)
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
    return _first_of_two(scan, i, day) or _second_of_two(scan, i, day)


def _first_of_two(scan: Scan, i: int, day: int) -> Period | None:
    """Read the first day of `26 and 27 November`, which has its month after the second."""
    k = _after_join(scan, i + 1)
    second = figure(scan, k, 1, 31) if k else None
    if second is None or second <= day:
        return None
    found = month_at(scan, k + 1)
    return Period({"day": day, "month": found[0]}, i, i + 1) if found else None


def _after_join(scan: Scan, i: int) -> int:
    """Return the word after "to", "and", a dash or a slash between two days; 0 if none stands there."""
    for kind in ("range", "betweenand", "nightto"):
        if found := scan.match(kind, i):
            return found[1]
    return i if scan.holds_and(i) and scan.is_number(i) else 0


def _second_of_two(scan: Scan, i: int, day: int) -> Period | None:
    """Read the second day of English `March 13-14`, which has its month before the first."""
    if scan.words.lang != "en":
        return None
    for back in (2, 3):
        first = figure(scan, i - back, 1, 31) if i > back else None
        month = month_at(scan, i - back - 1) if first is not None and first < day else None
        joined = _after_join(scan, i - back + 1) or _after_join(scan, i - 1)
        if month and month[1] == i - back and joined == i:
            return with_year(scan, {"day": day, "month": month[0]}, i, i + 1, month[2])
    return None


def month_first(scan: Scan, i: int) -> Period | None:
    """Read `November 27, 2014`, `November 2014`, `في نوفمبر`; a month that is also a word needs a cue."""
    found = month_at(scan, i)
    if found is None:
        return None
    month, end, hijri = found
    if scan.words.lang == "en":
        day = _day_after_month(scan, i, end)
        if day is None and not scan.raw[i][0].isupper() and scan.word(i) in _LOWER_TOO:
            return None
        day = day or _ordinal_after_month(scan, end)
        if day:
            return with_year(scan, {"day": day[0], "month": month}, i, day[1], hijri)
    period = with_year(scan, {"month": month}, i, end, hijri)
    shaky = scan.word(i) in scan.words.tables.get("shaky", ()) and end == i + 1
    if shaky and "year" not in period.parts and not _cued(scan, i):
        return None
    return period


def _day_after_month(scan: Scan, i: int, end: int) -> tuple[int, int] | None:
    """Return the day after an English month and the word after it: `November 27`, `May 3rd`."""
    day = figure(scan, end, 1, _LAST_DAY)
    if day is None or scan.match("unitname", end + 1):
        return None
    k = end + 1 + (scan.word(end + 1) in scan.words.tables["ordinalsuffix"] and scan.glued(end + 1))
    dated = scan.word(i - 1) in scan.words.tables["daycue"] or figure(scan, k + 1, 1000, 2100)
    return (day, k) if day <= 31 or (dated and scan.word(k) in _PAUSES) else None


def _ordinal_after_month(scan: Scan, end: int) -> tuple[int, int] | None:
    """Return the day in words after an English month and the word after it: `June first`."""
    ordinal = read_ordinal(scan, end) if not scan.is_number(end) else None
    return (int(ordinal.low), ordinal.end) if ordinal and ordinal.low <= 31 and ordinal.end > end else None


def _cued(scan: Scan, i: int) -> bool:
    """Say whether a doubtful month name stands where a month does: after "in", "last", "morning of"."""
    return scan.word(i - 1) in scan.words.tables["monthcue"] or (
        i > 0 and scan.match("part", i - 1) is not None
    )


def word_day(scan: Scan, i: int) -> Period | None:
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
    if ordinal and scan.words.lang == "ar" and scan.bare(i - 1) in scan.words.tables["partnoun"]:
        return None  # "the first week of September"
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
    found = month_at(scan, _joined(scan, end))
    if found:
        return with_year(scan, {"day": int(value), "month": found[0]}, i, found[1], found[2])
    second = read_ordinal(scan, end) if ordinal and scan.holds_and(end) else None
    shared = month_at(scan, _joined(scan, second.end)) if second and value < second.low <= 31 else None
    return Period({"day": int(value), "month": shared[0]}, i, end) if shared else None


def _joined(scan: Scan, end: int) -> int:
    """Return the word after what joins a day to its month: "of", `van de`, `من شهر`."""
    for _ in range(2):
        join = scan.match("datejoin", end)
        end = join[1] if join else end
    return end
