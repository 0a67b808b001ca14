"""Whether two values say the same: exactly, less precisely or in another unit, or not."""

from __future__ import annotations

import re

from align.facts.counting import exclude
from align.facts.date_comparison import compare_dates
from align.facts.model import Comparison, Value
from align.facts.owners import other_owner
from align.facts.units import factor, same_dimension

_UP = ("at least", "more than")
# A bare number below this agrees with too many others by chance.
_TELLING = 11
# Measures that are one and are not rounded when one is written for the other.
_YEARS = frozenset(("year", "age"))
_BARE_TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_DOWN = ("at most", "less than", "nearly")


def compare_values(x: Value, y: Value) -> Comparison:
    """Compare two values by what they mean.

    "compatible" is the same fact less precisely, rounded or in another unit; "incomparable" is another kind
    of value, unit or counted thing.
    """
    found = _compare(x, y)
    if found.relation == "different" and (_other_thing(x, y) or other_owner(x, y)):
        return Comparison("incomparable", f"{x.of or x.counts} / {y.of or y.counts}")
    return found


def _compare(x: Value, y: Value) -> Comparison:
    """Compare two values whatever they belong to."""
    if (x.kind == "date") != (y.kind == "date"):
        return _year_or_number(x, y)
    if x.kind == "date":
        return compare_dates(x, y)
    if exclude(x.counted, y.counted) or exclude(x.state, y.state):
        return Comparison("incomparable", f"{x.counts} / {y.counts}")
    if "" in (x.unit, y.unit) and (age := _bare_age(x, y)):
        return age
    if {x.unit, y.unit} == {"", "K"} and (cold := _bare_degree(x, y)):
        return cold
    if {x.unit, y.unit} == {"K", "magnitude"}:
        return _strength(x, y)
    if "" in (x.unit, y.unit) and (named := _understood(x, y)):
        return named
    if {x.unit, y.unit} == {"", "ordinal"} and (named := _named(x, y)):
        return named
    if not _same_unit(x, y):
        return Comparison("incomparable", f"{x.canonical} / {y.canonical}")
    if x.vague or y.vague:
        return _vague(x, y)
    if _close(x.low, y.low) and _close(x.high, y.high):
        return _modifiers(x, y)
    return _rounded(x, y)


def _other_thing(x: Value, y: Value) -> bool:
    """Say whether two unlike numbers count two things of which one is known: a second blow, a fourth city."""
    if x.unit == y.unit == "ordinal":
        return x.counted != y.counted
    counted = {x.counted, y.counted}
    return "population" in counted and len(counted) > 1 and "person" not in counted


def _close(x: float, y: float) -> bool:
    return abs(x - y) <= 1e-6 * max(abs(x), abs(y), 1e-9)


def _pair(x: Value, y: Value) -> str:
    return f"{x.canonical} / {y.canonical}"


def _same_unit(x: Value, y: Value) -> bool:
    """Say whether two numbers measure the same kind of thing."""
    if x.unit == y.unit:
        return True
    units = {x.unit, y.unit}
    if units == {"m3", "m3/s"}:
        # "9 cubic metres of water a second": what stands between the unit and its time hides the rate.
        return True
    if units == {"", "score"}:
        return x.low != x.high and y.low != y.high
    if units == {"", "point"}:
        return not (x.unit == "" and x.counts) and not (y.unit == "" and y.counts)
    if "" in units and units & {"magnitude", "times"}:
        return not (x.unit == "" and x.counted) and not (y.unit == "" and y.counted)
    if units == {"percent", "point"}:
        return True
    return bool(x.unit and y.unit) and same_dimension(x.unit, y.unit)


def _bare_age(x: Value, y: Value) -> Comparison | None:
    """Compare years with a bare number: "Jones is 41" and "de 41-jarige Jones"."""
    bare, years = (x, y) if x.unit == "" else (y, x)
    if (
        years.measure not in ("age", "year")
        or bare.counted
        or bare.vague
        or bare.low != bare.high
        or bare.low > 120
    ):
        return None
    if _close(bare.low * 31557600, years.low):
        return Comparison("compatible", f"age: {_pair(x, y)}")
    meant = years.measure == "age" and not bare.counts and not bare.modifier and bare.low >= 10
    return Comparison("different", _pair(x, y)) if meant else None


def _strength(x: Value, y: Value) -> Comparison:
    """Compare the magnitude of an earthquake with "6.8 degrees"."""
    degrees, strength = (x, y) if x.unit == "K" else (y, x)
    if degrees.measure != "degree" or not 1 <= degrees.low - 273.15 < 10:
        return Comparison("incomparable", _pair(x, y))
    alike = abs(degrees.low - 273.15 - strength.low) < 1e-6
    return Comparison("compatible" if alike else "different", _pair(x, y))


def _understood(x: Value, y: Value) -> Comparison | None:
    """Compare a number whose unit goes without saying: "no more than 6,400 could be delivered"."""
    bare, measured = (x, y) if x.unit == "" else (y, x)
    if bare.counts or bare.vague or bare.low < _TELLING or not measured.measure or measured.unit == "K":
        return None
    size = factor(measured.measure)
    if not (_close(bare.low * size, measured.low) and _close(bare.high * size, measured.high)):
        return None
    return Comparison("compatible", f"unit understood: {_pair(x, y)}")


def _bare_degree(x: Value, y: Value) -> Comparison | None:
    """Compare a temperature with a bare negative number: "minus 12" and "12 graden onder nul"."""
    bare, degrees = (x, y) if x.unit == "" else (y, x)
    if bare.low >= 0 or bare.low != bare.high or degrees.measure == "fahrenheit":
        return None
    alike = _close(bare.low + 273.15, degrees.low)
    return Comparison("compatible" if alike else "different", _pair(x, y))


def _named(x: Value, y: Value) -> Comparison | None:
    """Compare an ordinal with a bare number: "Apollo 11" and a translation that says the eleventh."""
    bare = x if x.unit == "" else y
    if bare.counted or bare.vague or bare.modifier or x.low != y.low or x.high != y.high:
        return None
    return Comparison("compatible", f"ordinal: {_pair(x, y)}")


def _year_or_number(x: Value, y: Value) -> Comparison:
    """Compare a date with a number: the same only for a year that one side took for a bare number."""
    day, number = (x, y) if x.kind == "date" else (y, x)
    parts = dict(day.date)
    bare = number.kind == "number" and not number.unit and not number.counted and not number.modifier
    if bare and "hour" in parts and (clock := _BARE_TIME.fullmatch(number.text)):
        alike = (int(clock[1]) - parts["hour"]) % 12 == 0 and int(clock[2]) == parts.get("minute", 0)
        return Comparison("compatible" if alike else "different", _pair(x, y))
    if bare and "hour" in parts and not parts.get("minute", 0) and number.low == number.high == parts["hour"]:
        return Comparison("compatible", _pair(x, y))
    if bare and set(parts) == {"year"} and number.low == number.high == parts["year"]:
        return Comparison("same")
    if bare and set(parts) == {"year"} and 1000 <= number.low <= 9999 and number.text.isdecimal():
        return Comparison("different", _pair(x, y))
    return Comparison("incomparable", _pair(x, y))


def _vague(x: Value, y: Value) -> Comparison:
    """Compare classes such as "dozens" with each other and with numbers."""
    if x.vague and y.vague:
        if _close(x.low, y.low) and _close(x.high, y.high):
            return Comparison("same")
        if max(x.low, y.low) <= min(x.high, y.high):
            return Comparison("compatible", "less precise")
        return Comparison("different", _pair(x, y))
    vague, number = (x, y) if x.vague else (y, x)
    slack = 1.0 if vague.low < 10 else 0.5
    if vague.low * slack <= number.low and number.high <= vague.high:
        return Comparison("compatible", f"less precise: {_pair(x, y)}")
    return Comparison("different", _pair(x, y))


def _modifiers(x: Value, y: Value) -> Comparison:
    """Compare values with equal numbers: opposite modifiers differ, others are less precise."""
    if x.modifier == y.modifier:
        if x.measure != y.measure and x.measure and y.measure:
            return Comparison("same", f"other unit: {_pair(x, y)}")
        return Comparison("same")
    ups = {m for m in (x.modifier, y.modifier) if m in _UP}
    downs = {m for m in (x.modifier, y.modifier) if m in _DOWN}
    if ups and downs:
        return Comparison("different", _pair(x, y))
    return Comparison("compatible", f"less precise: {_pair(x, y)}")


def _span(value: Value) -> tuple[float, float]:
    """Return the magnitudes that a value leaves open, from its modifier and its last significant digit."""
    low, high, base = value.low, value.high, abs(value.high)
    if value.unit == "K" or not value.step:
        return low, high
    if value.modifier == "about":
        slack = min(value.step / 2, 0.05 * base)
        return low - slack, high + slack
    room = min(value.step, 0.2 * base) if value.step > 1 or value.unit else 0.0
    if value.modifier in _UP:
        return low, high + room
    if value.modifier in _DOWN:
        return low - min(room, 0.1 * base), high
    return low, high


def _converted(x: Value, y: Value, one: float, other: float) -> bool:
    """Say whether two magnitudes written in other units differ by no more than a conversion's rounding."""
    if x.unit == "K":
        return abs(one - other) <= 1.0
    largest = max(abs(one), abs(other))
    room = 0.1 if x.low == x.high and y.low == y.high else 0.2
    return abs(one - other) <= min(max(max(x.step, y.step) / 2, 0.01 * largest), room * largest)


def _rounded(x: Value, y: Value) -> Comparison:
    """Compare values with unequal numbers."""
    different = Comparison("different", _pair(x, y))
    if x.unit == "ordinal" or y.unit == "ordinal":
        return different
    if {x.measure, y.measure} == _YEARS and x.low == x.high and y.low == y.high:
        return different
    if x.measure != y.measure and x.measure and y.measure:
        near = _converted(x, y, x.low, y.low) and _converted(x, y, x.high, y.high)
        return Comparison("compatible", f"other unit: {_pair(x, y)}") if near else different
    if x.low != x.high or y.low != y.high:
        inner, outer = (x, y) if x.high - x.low <= y.high - y.low else (y, x)
        if inner.low != inner.high and not (x.modifier or y.modifier):
            return different
        low, high = _span(outer)
        fits = low - 1e-9 <= inner.low and inner.high <= high + 1e-9 and inner.unit != "score"
        return Comparison("compatible", f"less precise: {_pair(x, y)}") if fits else different
    if x.measure == y.measure == "degree" and _other_scale(x.low, y.low):
        return Comparison("compatible", f"other scale: {_pair(x, y)}")
    for one, other in ((x, y), (y, x)):
        low, high = _span(one)
        open_end = one.modifier and one.modifier != other.modifier
        if (open_end and low < other.low < high) or _is_rounding(one, other):
            return Comparison("compatible", f"less precise: {_pair(x, y)}")
    return different


def _other_scale(x: float, y: float) -> bool:
    """Say whether one of two bare temperatures (kelvin) fits the other if that was meant in Fahrenheit."""
    celsius, fahrenheit = sorted((x - 273.15, y - 273.15))
    return celsius != -fahrenheit and abs((fahrenheit - 32) / 1.8 - celsius) <= 1.5


def _is_rounding(coarse: Value, fine: Value) -> bool:
    """Say whether the one number is the other rounded to two or more digits: 2.8 million for 2,785,000."""
    if fine.modifier or coarse.unit == "K" or coarse.step <= fine.step or abs(coarse.low) < 10 * coarse.step:
        return False
    if (abs(coarse.low) < 1000 and coarse.step >= 1) or not any(map(str.isalpha, coarse.text)):
        return False
    return round(fine.low / coarse.step) == round(coarse.low / coarse.step)
