"""Whether two dates, periods or times of day say the same, by the parts that both have."""

from __future__ import annotations

import contextlib
from datetime import date as _date

from align.facts.model import Comparison, Value

_OFFSETS = ("day", "week", "weekend", "month", "year", "decade", "century")
_TELLING = frozenset(("year", "month", "week", "day", "weekday", "hour", "decade", "century"))
# Parts that do not decide by themselves, or that are compared together with another one.
_ASIDE = frozenset(("minute", "clock12", "hijri", "phase", "day_to", "weekday_to"))
# What share of a period each of its phases takes: early, mid, late, halves, quarters, seasons.
_SPANS = {
    1: (0.0, 0.35),
    2: (0.35, 0.65),
    3: (0.65, 1.0),
    4: (0.0, 0.5),
    5: (0.5, 1.0),
    11: (0.0, 0.25),
    12: (0.25, 0.5),
    13: (0.5, 0.75),
    14: (0.75, 1.0),
    21: (0.2, 0.5),
    22: (0.45, 0.75),
    23: (0.7, 1.0),
    24: (0.0, 1.0),
}
# How far a day may lie from its phase, and minutes that "shortly before" spans.
_SLACK, _ABOUT = 0.1, 30
_TO = frozenset(("weekday_to", "day_to"))
_LATE, _EARLY = (6, 7), (1, 2, 3)

Parts = dict[str, int]


def compare_dates(x: Value, y: Value) -> Comparison:
    """Compare dates by the parts that both have or that follow from them."""
    a, b = _derived(dict(x.date)), _derived(dict(y.date))
    pair = f"{x.canonical} / {y.canonical}"
    if ("hijri" in a) != ("hijri" in b):
        return Comparison("incomparable", pair)
    common = [name for name in a if name in b and name not in _ASIDE]
    for name in _OFFSETS:
        if f"{name}_offset" in common and name in a and name in b:
            common.remove(f"{name}_offset")
    likeness = [_alike(name, a, b) for name in common if name != "hour"]
    likeness += [_phases(a, b), _within(a, b), _within(b, a), _ends(a, b)]
    if (_at_noon(a, b) or _at_noon(b, a)) and 0.0 not in likeness:
        return Comparison("compatible", f"less precise: {pair}")
    if "hour" in common:
        likeness.append(_times(a, b, "nearly" in (x.modifier, y.modifier)))
    if 0.0 in likeness:
        return Comparison("different", pair)
    if not any(name in _TELLING or name.endswith("_offset") for name in common):
        return Comparison("incomparable", pair)
    if set(dict(x.date)) - {"clock12"} == set(dict(y.date)) - {"clock12"} and min(likeness) == 1.0:
        return Comparison("same")
    return Comparison("compatible", f"less precise: {pair}")


def _alike(name: str, a: Parts, b: Parts) -> float:
    """Compare one part: 1 for equal, 0.5 for near enough, 0 for different."""
    if name == "part":
        apart = abs(a[name] - b[name])
        if not apart:
            return 1.0
        nights = [_one_night(one, other) for one, other in ((a, b), (b, a)) if _TO & set(one)]
        return 0.5 if any(nights) or (not nights and min(apart, 7 - apart) == 1) else 0.0
    if name == "decade":
        return float(a[name] % 100 == b[name] % 100 and (min(a[name], b[name]) <= 100 or a[name] == b[name]))
    if a[name] == b[name]:
        return 1.0
    one_night = f"{name}_to" in a, f"{name}_to" in b
    if one_night[0] != one_night[1]:
        return 0.5 if a.get(f"{name}_to") == b[name] or b.get(f"{name}_to") == a[name] else 0.0
    return 0.5 if name == "weekday" and _night_before(a, b) else 0.0


def _one_night(night: Parts, other: Parts) -> bool:
    """Say whether a part of a day lies in a night of two days: late on the first, early on the second."""
    for name in ("weekday", "day"):
        if f"{name}_to" in night and name in other:
            return other["part"] in (_LATE if other[name] == night[name] else _EARLY)
    return False


def _at_noon(whole: Parts, time: Parts) -> bool:
    """Say whether a bare time is the noon of a day: "tomorrow noon" and "12:00"."""
    return whole.get("part") == 4 and "hour" not in whole and "part" not in time and time.get("hour") == 12


def _phases(a: Parts, b: Parts) -> float:
    """Compare phases: two of one kind must be equal, of two kinds must overlap."""
    if "phase" not in a or "phase" not in b or a["phase"] == b["phase"]:
        return 1.0
    if _kind(a["phase"]) == _kind(b["phase"]):
        return 0.0
    (low, high), (start, end) = _SPANS[a["phase"]], _SPANS[b["phase"]]
    return 0.5 if low < end and start < high else 0.0


def _within(whole: Parts, part: Parts) -> float:
    """Say whether a day lies in a phase of its month, or a month in one of its year."""
    if "phase" not in whole or "phase" in part:
        return 1.0
    low, high = _SPANS[whole["phase"]]
    if "day" in part and "day" not in whole and "month" in whole:
        place = part["day"] / 31
    elif "month" in part and "month" not in whole and "year" in whole:
        place = (part["month"] - 0.5) / 12
    else:
        return 1.0
    return 0.5 if low - _SLACK <= place <= high + _SLACK else 0.0


def _kind(phase: int) -> int:
    """Return whether a phase is a third, a half, a quarter or a season."""
    return sum(phase >= first for first in (4, 11, 21))


def _ends(a: Parts, b: Parts) -> float:
    """Compare the second days of two nights."""
    ends = ("weekday_to", "day_to")
    return float(all(a[name] == b[name] for name in ends if name in a and name in b))


def _derived(parts: Parts) -> Parts:
    """Add what follows from the parts: the weekday of a full date, the decade and century of a year."""
    out = dict(parts)
    if {"year", "month", "day"} <= set(parts) and "weekday" not in parts and "hijri" not in parts:
        with contextlib.suppress(ValueError):
            out["weekday"] = _date(parts["year"], parts["month"], parts["day"]).isoweekday()
    if "weekend_offset" in parts:
        out.update(week_offset=parts["weekend_offset"], phase=3)
    if "year" in parts and parts["year"] > 0:
        out.setdefault("decade", parts["year"] // 10 * 10)
        out.setdefault("century", (parts["year"] - 1) // 100 + 1)
    if "decade" in parts and parts["decade"] > 100:
        out.setdefault("century", parts["decade"] // 100 + 1)
    return out


def _times(a: Parts, b: Parts, about: bool) -> float:
    """Compare times of day, modulo twelve hours where one does not say which half of the day."""
    half = "clock12" in a or "clock12" in b
    apart = abs((a["hour"] - b["hour"]) * 60 + a.get("minute", 0) - b.get("minute", 0))
    apart %= 720 if half else 1440
    apart = min(apart, (720 if half else 1440) - apart)
    return 1.0 if not apart else 0.5 if about and apart <= _ABOUT else 0.0


def _night_before(a: Parts, b: Parts) -> bool:
    """Say whether one is the night of a day and the other the small hours of the next.

    Thursday night, Friday dawn.
    """
    for night, morning in ((a, b), (b, a)):
        follows = night["weekday"] % 7 + 1 == morning["weekday"]
        if follows and night.get("part") in (6, 7) and morning.get("part") in (1, 2):
            return True
    return False
