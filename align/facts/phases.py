"""Parts of a month, year, decade or century, and days seen from today.

`early May`, `medio 2023`, `the first half of 2024`, `أواخر السبعينيات`, `last week`.
"""

from __future__ import annotations

from datetime import date, timedelta

from align.facts.months import month_at, with_year
from align.facts.periods import Period, figure, read_period, read_year
from align.facts.scan import Scan
from align.facts.weekdays import weekday

# Seasons are phases of a year from here on.
_SEASONS = 21


def phased(scan: Scan, i: int) -> Period | None:
    """Read a phase and the period that it is a part of."""
    phase = scan.match("phase", i)
    if phase is None:
        return None
    k = phase[1]
    k += scan.word(k) == "-" or (scan.word(k) in scan.words.tables["the"])
    whole = _whole(scan, k)
    if whole is None or (int(phase[0]) >= _SEASONS and "year" not in whole.parts):
        return None
    if "month" in whole.parts and int(phase[0]) > 3:
        return None
    return Period({**whole.parts, "phase": int(phase[0])}, i, whole.end)


def _whole(scan: Scan, k: int) -> Period | None:
    """Read what a phase may be a part of: no day or weekday."""
    if prefix := scan.match("yearprefix", k):
        if relative := _definite(scan, k):
            return relative
        k = prefix[1]
    if scan.is_number(k):
        return read_period(scan, k) or read_year(scan, k)
    found = scan.match("relative", k)
    if found and not found[0].startswith("day"):
        return _offset(found[0], k, found[1])
    return read_period(scan, k) or _month(scan, k) or _definite(scan, k)


def _month(scan: Scan, k: int) -> Period | None:
    """Read a month without a day."""
    found = month_at(scan, k)
    if found is None or (scan.words.lang == "en" and not scan.raw[k][0].isupper()):
        return None
    return None if figure(scan, found[1], 1, 31) else with_year(scan, {"month": found[0]}, k, *found[1:])


def _definite(scan: Scan, k: int) -> Period | None:
    """Read the current year, month or week of `the end of the year`, `نهاية العام`."""
    relative = scan.match("relative", k)
    if relative and not relative[0].startswith("day"):
        return _offset(relative[0], k, relative[1])
    forms = scan.words.tables["unitname"].get(scan.bare(k), ())
    unit = next((name for rest, name in forms if not rest), "")
    if scan.words.lang == "ar":
        marked = scan.full[k : k + 1] != [scan.bare(k)]
    else:
        marked = scan.word(k - 1) in scan.words.tables["the"]
    if not marked or unit not in ("year", "month", "week") or scan.is_number(k + 1):
        return None
    return Period({f"{unit}_offset": 0}, k, k + 1)


def _offset(value: str, start: int, end: int) -> Period:
    name, offset = value.split()
    return Period({f"{name}_offset": int(offset)}, start, end)


def relative(scan: Scan, i: int) -> Period | None:
    """Read `yesterday`, `last week`, `dit jaar`, `العام الماضي`."""
    found = scan.match("relative", i)
    if found is None or (found[1] == i + 1 and _other_sense(scan, i)):
        return None
    name, offset = found[0].split()
    day = weekday(scan, found[1]) if name == "week" and scan.match("weekday", found[1]) else None
    if day is not None:
        return Period({**day.parts, "week_offset": int(offset)}, i, day.end)
    return _offset(found[0], i, found[1])


def _other_sense(scan: Scan, i: int) -> bool:
    """Say whether Dutch `morgen` is the morning, or Arabic `اليوم` "the day"."""
    if scan.words.lang == "nl" and scan.word(i) == "morgen":
        return scan.word(i - 1) in scan.words.tables["nottomorrow"]
    if scan.words.lang == "ar" and scan.word(i) in ("اليوم", "الليله"):
        after = scan.full[i + 1] if i + 1 < len(scan) else ""
        definite = after.startswith("ال") and scan.match("weekday", i + 1) is None
        return definite or scan.word(i - 1) in scan.words.tables["nottoday"]
    return False


def resolve(period: Period, published: date | None) -> Period:
    """Add year, month and day of a relative date, seen from the day of publication."""
    parts = period.parts
    if published is None:
        return period
    more: dict[str, int] = {}
    if "day_offset" in parts:
        day = published + timedelta(days=parts["day_offset"])
        more = {"year": day.year, "month": day.month, "day": day.day}
    elif "year_offset" in parts:
        more = {"year": published.year + parts["year_offset"]}
    elif "week_offset" in parts:
        more = {"week": (published.toordinal() - 1) // 7 + parts["week_offset"]}
    elif "month_offset" in parts:
        months = published.year * 12 + published.month - 1 + parts["month_offset"]
        more = {"year": months // 12, "month": months % 12 + 1}
    return Period({**parts, **more}, period.start, period.end)
