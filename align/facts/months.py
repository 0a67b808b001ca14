"""Month names, the dual names of the Levant and the Hijri calendar, and the year after them."""

from __future__ import annotations

from align.facts.digits import ascii_digits
from align.facts.periods import Period, calendar, counts_something, figure
from align.facts.scan import Scan


def month_at(scan: Scan, i: int) -> tuple[int, int, bool] | None:
    """Read a month name, dual names such as `آذار/مارس` and "the month of" included.

    Month, end, Hijri or not.
    """
    while (prefix := scan.match("monthprefix", i)) is not None:
        i = prefix[1]
    found = scan.match("month", i)
    hijri = found is None
    found = found or scan.match("hmonth", i)
    if found is None or (hijri and not scan.match("surehmonth", i) and not _hijri_sure(scan, i, found[1])):
        return None
    month, end = int(found[0]), found[1]
    if scan.words.lang == "ar":
        sep = scan.match("monthsep", end)
        other = scan.match("month", sep[1] if sep else end)
        if other and (sep or other[0] == found[0]):
            end = other[1] + (scan.word(other[1]) == ")" and scan.word(end) == "(")
    return month, end, hijri


def _hijri_sure(scan: Scan, i: int, end: int) -> bool:
    """Say whether a Hijri month that is also a name or word is the month: after a day, or before a year."""
    before = scan.match("monthprefix", i - 1) is not None or scan.is_number(i - 1) or _after_day_word(scan, i)
    return scan.particles[i] == "" and (before or figure(scan, end, 1000, 2100) is not None)


def _after_day_word(scan: Scan, i: int) -> bool:
    """Say whether a month follows its day in words: `الثامن من ذي الحجة`, `الثامن عشر من رجب`."""
    join = scan.match("datejoin", i - 1) if i > 1 else None
    if join is None or join[1] != i:
        return False
    kinds = ("ordinal", "ordinalunit")
    return scan.word(i - 2) in scan.words.cards or any(scan.match(kind, i - 2) for kind in kinds)


def with_year(scan: Scan, parts: dict[str, int], start: int, end: int, hijri: bool) -> Period:
    """Add a year after day and month, and the calendar."""
    k = end
    join = scan.match("datejoin", k)
    if join and join[0] == "1":
        k = join[1]
    prefix = scan.match("yearprefix", k)
    if prefix:
        k = prefix[1]
    year = figure(scan, k, 1000, 9999 if prefix or k == end else 2100)
    if year is not None and not scan.match("clock", k + 1) and not counts_something(scan, k):
        parts, end = {**parts, "year": year}, k + 1
        end = calendar(scan, end, parts)
    elif k < len(scan) and scan.word(k) == "'" and figure(scan, k + 1, 0, 99) is not None:
        parts, end = {**parts, "year": 2000 + int(ascii_digits(scan.raw[k + 1]))}, k + 2
    if hijri:
        parts["hijri"] = 1
    return Period(parts, start, end)
