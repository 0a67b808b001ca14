"""Weekdays, parts of the day and nights: `Friday 28 November`, `vrijdagochtend`, `فجر الأربعاء`."""

from __future__ import annotations

from align.facts.days import day_first, month_first, numeric
from align.facts.months import month_at, with_year
from align.facts.periods import Period, figure
from align.facts.scan import Scan

_NIGHT = 7


def weekday(scan: Scan, i: int) -> Period | None:
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
    follow = day_first(scan, k) or numeric(scan, k)
    if follow is None and scan.match("month", k):
        follow = month_first(scan, k)
    if follow and "day" in follow.parts:
        bracket = scan.word(k - 1) == "(" and scan.word(follow.end) == ")"
        return Period({**parts, **follow.parts}, i, follow.end + bracket)
    return Period(parts, i, end)


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


def part_first(scan: Scan, i: int) -> Period | None:
    """Read `at dawn on Wednesday`, `early on Tuesday`, `فجر الأربعاء`, `the night of Tuesday`."""
    part = scan.match("part", i)
    if part is None:
        return None
    k = part[1]
    second = scan.match("part", k)
    if second:
        k = second[1]
    size = int((second or part)[0])
    for _ in range(3):
        if size == _NIGHT and (night := _night(scan, i, k)):
            return night
        if scan.match("weekday", k):
            period = weekday(scan, k)
            return Period({**period.parts, "part": size}, i, period.end) if period else None
        relative = scan.match("relative", k)
        if relative and relative[0].startswith("day"):
            return Period({"day_offset": int(relative[0].split()[1]), "part": int(part[0])}, i, relative[1])
        join = scan.match("partjoin", k)
        if join is None:
            return None
        k = join[1]
    return None


def _night(scan: Scan, start: int, k: int) -> Period | None:
    """Read a night that names both its days: `nacht van 3 op 4 juni`, `ليل الجمعة - السبت`."""
    first = _night_end(scan, k)
    if first is None:
        return None
    join = scan.match("nightto", first.end)
    k = join[1] if join else first.end
    second = _night_end(scan, k) if join or scan.words.lang == "ar" else None
    if second is None or set(first.parts) & {"weekday"} != set(second.parts) & {"weekday"}:
        return None
    parts, end = {"part": _NIGHT, **second.parts, **first.parts}, second.end
    if "day" not in first.parts and (span := _day_span(scan, end, "day" in second.parts)):
        parts, end = {**parts, **span.parts}, span.end
    for name in ("weekday", "day"):
        if name in second.parts and name in first.parts:
            parts[f"{name}_to"] = second.parts[name]
    return Period(parts, start, end)


def _night_end(scan: Scan, i: int) -> Period | None:
    """Read one day of a night: a weekday, a day with or without its month, or both."""
    found = scan.match("weekday", i)
    k = found[1] if found else i
    parts = {"weekday": int(found[0])} if found else {}
    day = figure(scan, k, 1, 31)
    if day is None:
        return Period(parts, i, k) if found else None
    month = month_at(scan, k + 1)
    join = scan.match("nightto", k + 1)
    if month is None and found and join and figure(scan, join[1], 1, 31):
        return Period(parts, i, k)  # both days stand after both weekdays
    if month is None:
        return Period({**parts, "day": day}, i, k + 1)
    return with_year(scan, {**parts, "day": day, "month": month[0]}, i, month[1], month[2])


def _day_span(scan: Scan, i: int, dated: bool) -> Period | None:
    """Read the dates after the weekdays of a night: `, March 13-14`, `13-14 مارس`."""
    k = i + (scan.word(i) in (",", "،"))
    if dated and scan.word(i - 2) in scan.words.tables["range"]:
        k = i  # the second day has been read with its month
    month = month_at(scan, k)
    first = figure(scan, month[1] if month else k, 1, 31)
    after = (month[1] if month else k) + 1
    join = scan.match("nightto", after) if first is not None else None
    second = figure(scan, join[1], 1, 31) if join else None
    late = month_at(scan, join[1] + 1) if join and not month else None
    if first is None or second is None or join is None or not (month or late):
        return None
    number, hijri = (month or late or (0, 0, False))[0], (month or late or (0, 0, False))[2]
    end = late[1] if late else join[1] + 1
    return with_year(scan, {"day": first, "month": number, "day_to": second}, i, end, hijri)
