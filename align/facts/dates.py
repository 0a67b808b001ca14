"""Dates and periods.

Days, months, weekdays with their part of day, years, decades, centuries, relative dates.
"""

from __future__ import annotations

from datetime import date

from align.facts.days import day_first, month_first, numeric, word_day
from align.facts.periods import Period, read_period, read_year
from align.facts.phases import phased, relative, resolve
from align.facts.scan import Scan
from align.facts.times import read_time
from align.facts.weekdays import part_first, weekday


def read_date(scan: Scan, i: int, published: date | None) -> Period | None:
    """Read a date, period or time of day that starts at word `i`."""
    if scan.is_number(i):
        found = numeric(scan, i) or read_time_period(scan, i) or day_first(scan, i) or read_period(scan, i)
        return found or read_year(scan, i)
    for reader in (
        relative,
        read_time_period,
        phased,
        month_first,
        weekday,
        part_first,
        read_period,
        word_day,
    ):
        found = reader(scan, i)
        if found is not None:
            return resolve(found, published)
    return None


def read_time_period(scan: Scan, i: int) -> Period | None:
    """Read a time of day as a period."""
    found = read_time(scan, i)
    return Period(found[0], i, found[1]) if found else None
