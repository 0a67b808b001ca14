"""Short forms of values for people, the same in every language: "46 km", "about 40", "27 November 2014"."""

from __future__ import annotations

import re

from align.facts.units import short

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_HIJRI = (
    *("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II"),
    *("Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = ("before dawn", "dawn", "morning", "noon", "afternoon", "evening", "night")
_PHASES = {
    1: "early {}",
    2: "mid-{}",
    3: "late {}",
    4: "first half of {}",
    5: "second half of {}",
    11: "first quarter of {}",
    12: "second quarter of {}",
    13: "third quarter of {}",
    14: "fourth quarter of {}",
    21: "spring {}",
    22: "summer {}",
    23: "autumn {}",
    24: "winter {}",
}
_VAGUE = {9: "several", 4: "a couple", 99: "tens"}
_RELATIVE = {-2: "two {0}s ago", -1: "last {0}", 0: "this {0}", 1: "next {0}", 2: "in two {0}s"}
_DAYS = {-2: "two days ago", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "in two days"}
_PLURAL = re.compile(r"(?<=\w{3})s\b")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def plain(value: float) -> str:
    """Return a number with thousands commas and no needless decimals: "1,500", "2.5", "3 million"."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        scaled = round(value / size, 6)
        if abs(value) >= size and scaled == round(scaled, 3):
            return f"{scaled:g} {name}"
    rounded = round(value, 4)
    if abs(value) >= 1 and abs(value - rounded) > 1e-9:
        rounded = round(value, 1)  # a third is 33.3 %
    return (
        f"{int(rounded):,}"
        if rounded == int(rounded)
        else f"{rounded:,g}"
        if abs(rounded) < 1e5
        else f"{rounded:,.2f}"
    )


def ordinal(value: int) -> str:
    """Return "1st", "22nd", "13th"."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def number_form(low: float, high: float, unit: str, modifier: str, vague: bool, kind: str) -> str:
    """Return the short form of a number or quantity; `low` and `high` in the unit as written."""
    if kind == "ordinal":
        return ordinal(int(low))
    if vague:
        body = _VAGUE.get(int(high)) or ("hundreds" if high < 1000 else _class_name(high))
    elif kind == "score":
        body = f"{plain(high)}-{plain(low)}"
    else:
        body = plain(low) if low == high else f"{plain(low)}-{plain(high)}"
    if unit in _SIGNS and not vague:
        body = _SIGNS[unit] + body
    elif unit == "percent":
        body += "%"
    elif unit:
        body += " " + (_singular(short(unit)) if body == "1" else short(unit))
    return f"{modifier} {body}" if modifier else body


def _singular(unit: str) -> str:
    """Return the short form of one of a unit: a year, a century; signs such as ms stay."""
    return _PLURAL.sub("", unit) if "ies" not in unit else unit.replace("ies", "y")


def _class_name(high: float) -> str:
    """Return the name of a vague class from its upper end: "tens of thousands"."""
    for size, name in ((1e9, "billions"), (1e6, "millions"), (1e3, "thousands")):
        if high >= size:
            many = high / size
            return name if many < 10 else f"tens of {name}" if many < 100 else f"hundreds of {name}"
    return "many"


def clock(hour: int, minute: int) -> str:
    """Return a time of day as "3:40"."""
    return f"{hour}:{minute:02d}"


def date_form(parts: dict[str, int]) -> str:
    """Return the short form of a date, weekday, time or period from its parts."""
    words = _day_words(parts)
    if "year" in parts:
        words.append(str(abs(parts["year"])) + (" BC" if parts["year"] < 0 else ""))
    if "decade" in parts:
        words.append(f"{parts['decade']}s")
    if "century" in parts:
        words.append(f"{ordinal(abs(parts['century']))} century" + (" BC" if parts["century"] < 0 else ""))
    if not words:
        words += [
            (_DAYS if name == "day" else _RELATIVE).get(parts[key], f"{name} {parts[key]:+d}").format(name)
            for name in ("day", "week", "weekend", "month", "year", "decade", "century")
            if (key := f"{name}_offset") in parts
        ]
    if "part" in parts:
        words.append(_PARTS[parts["part"] - 1])
    if "hour" in parts:
        words.append(clock(parts["hour"], parts.get("minute", 0)))
    return _PHASES.get(parts.get("phase", 0), "{}").format(" ".join(words))


def _day_words(parts: dict[str, int]) -> list[str]:
    """Return weekday, day and month, both days of a night with a dash."""
    words = []
    if "weekday" in parts:
        ends = [_WEEKDAYS[parts[name] - 1] for name in ("weekday", "weekday_to") if name in parts]
        words.append("-".join(ends))
    if "day" in parts:
        words.append("-".join(str(parts[name]) for name in ("day", "day_to") if name in parts))
    if "month" in parts:
        names = _HIJRI if "hijri" in parts else _MONTHS
        words.append(names[parts["month"] - 1])
    return words
