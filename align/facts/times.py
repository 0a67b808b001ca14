"""Times of day.

`3:40 a.m.`, `om 3.40 uur`, `kwart voor vier`, `half past three`, `الساعة الثالثة وأربعين دقيقة`.
"""

from __future__ import annotations

import re

from align.facts.arabic_times import arabic_time
from align.facts.clock import CLOCK, MILITARY, half_of_day, parts, with_half
from align.facts.digits import ascii_digits
from align.facts.identifiers import identifier
from align.facts.numbers import read_number
from align.facts.scan import Scan

_HOUR = re.compile(r"(1?\d)")


def read_time(scan: Scan, i: int) -> tuple[dict[str, int], int] | None:
    """Read a time of day at word `i`; returns its parts and the word after it.

    Hours of a twelve-hour clock that is not said to be morning or evening carry the part "clock12".
    """
    named = scan.match("time", i)
    if named and scan.word(i - 1) not in ("after", "good"):
        hour, minute = named[0].split(":")
        return parts(int(hour), int(minute), False), named[1]
    if scan.words.lang == "ar":
        return arabic_time(scan, i)
    if scan.is_number(i):
        return _figures(scan, i)
    return _spoken(scan, i)


def _figures(scan: Scan, i: int) -> tuple[dict[str, int], int] | None:
    """Read a time in digits."""
    text = ascii_digits(scan.raw[i])
    clock = CLOCK.fullmatch(text)
    pointed = scan.word(i - 1 - (scan.word(i - 1) == ".")) in scan.words.tables["pointcue"]
    if clock and (":" in text or pointed or _clock_follows(scan, i + 1)):
        after = scan.match("clock", i + 1)
        if ":" in text and (scan.glued(i) and scan.raw[i - 1][-1].isalnum()):
            return None
        found = with_half(scan, int(clock[1]), int(clock[2]), after[1] if after else i + 1, True)
        return _of_24(found) if text[0] == "0" or scan.words.lang == "nl" else found
    if first := _first_of_two(scan, i, text):
        return first
    if MILITARY.fullmatch(text) and (zone := scan.match("zone", i + 1)):
        return parts(int(text[:2]), int(text[2:]), False), zone[1]
    if not text.isdecimal() or len(text) > 2 or identifier(scan, i):
        return None
    hour = int(text)
    if (glued := _glued_minutes(scan, i)) is not None:
        return with_half(scan, hour, glued, i + 3, True)
    after = scan.match("clock", i + 1)
    if after and scan.word(after[1]) in scan.words.tables["notclock"]:
        return None
    if after and scan.words.lang != "en":
        minutes = (
            ascii_digits(scan.raw[after[1]])
            if scan.is_number(after[1]) and scan.word(i + 1) in ("uur", "h")
            else ""
        )
        if len(minutes) == 2 and minutes.isdecimal() and int(minutes) < 60:
            return with_half(scan, hour, int(minutes), after[1] + 1, True)
        return with_half(scan, hour, 0, after[1], _cued(scan, i))
    if after and scan.word(i + 1) == "o":
        return with_half(scan, hour, 0, after[1], True)
    if hour <= 12 and half_of_day(scan, i + 1):
        return with_half(scan, hour, 0, i + 1, False)
    return _past(scan, hour, i, i + 1)


def _of_24(found: tuple[dict[str, int], int] | None) -> tuple[dict[str, int], int] | None:
    """Take a time as one of a clock of 24 hours: `08:00`, and Dutch `4.00 uur`, which is never 16.00."""
    return ({name: n for name, n in found[0].items() if name != "clock12"}, found[1]) if found else None


def _first_of_two(scan: Scan, i: int, text: str) -> tuple[dict[str, int], int] | None:
    """Read the first time of `9.00 tot 17.00 uur` and `4 to 6 p.m.`, which has its sign after the second."""
    join = scan.match("range", i + 1) or scan.match("betweenand", i + 1)
    clock = CLOCK.fullmatch(text) or _HOUR.fullmatch(text)
    if join is None or clock is None or not scan.is_number(join[1]):
        return None
    half = half_of_day(scan, join[1] + 1) if scan.words.lang == "en" else None
    second = _figures(scan, join[1])
    if second is None or not (half or (clock.re is CLOCK and CLOCK.fullmatch(scan.raw[join[1]]))):
        return None
    hour, minute = int(clock[1]), int(clock[2]) if clock.re is CLOCK else 0
    late = half and half[0] == 1 and hour + 12 <= second[0]["hour"]
    return parts(hour + 12 if late else hour, minute, False), i + 1


def _cued(scan: Scan, i: int) -> bool:
    """Say whether a word such as "om" stands before a time, "ongeveer" between them allowed."""
    cues = scan.words.tables["clockcue"]
    about = any((found := scan.match("modifier", i - back)) and found[1] == i for back in (1, 2))
    day = any(scan.word(i - 1) in scan.words.tables[kind] for kind in ("relative", "weekday", "part"))
    return (
        day or scan.word(i - 1) in cues or (about and (scan.word(i - 2) in cues or scan.word(i - 3) in cues))
    )


def _glued_minutes(scan: Scan, i: int) -> int | None:
    """Return the minutes of `15h30` and `17u10`."""
    if scan.word(i + 1) not in ("h", "u") or not scan.glued(i + 1) or not scan.glued(i + 2):
        return None
    text = ascii_digits(scan.raw[i + 2])
    return int(text) if len(text) == 2 and text.isdecimal() and int(text) < 60 else None


def _clock_follows(scan: Scan, i: int) -> bool:
    """Say whether a word that makes `3.40` a time follows."""
    if scan.words.lang == "en" and (scan.match("am", i) or scan.match("zone", i)):
        return True
    if scan.words.lang == "en" and scan.word(i - 2) == "at":
        k = i + (scan.word(i) == "on")
        if scan.match("weekday", k) or scan.match("relative", i):
            return True
    after = scan.match("clock", i)
    return after is not None and scan.word(i) in ("uur", "u", "o", "uhr", "h", "horas")


def _past(scan: Scan, minutes: int, start: int, k: int) -> tuple[dict[str, int], int] | None:
    """Read `ten past three`, `5 voor 4`, `tien over half vier`."""
    unit = scan.match("unitname", k)
    if unit and unit[0] == "minute":
        k = unit[1]
    word = scan.match("past", k) or scan.match("to", k)
    if (
        word is None
        or not 0 < minutes < 30
        or scan.word(start - 1) not in (*scan.words.tables["atcue"], "klokslag")
    ):
        return None
    sign = int(word[0])
    base = 0
    k = word[1]
    if half := scan.match("halfto", k):
        base, k = -30, half[1]
    hour = _hour(scan, k)
    if hour is None:
        return None
    measured = scan.match("unitname", hour[1])
    if measured and measured[0] != "hour" and not scan.match("clock", hour[1]):
        return None
    total = hour[0] * 60 + base + sign * minutes
    end = scan.match("clock", hour[1])
    return with_half(scan, total // 60 % 24, total % 60, end[1] if end and not half else hour[1], True)


def _hour(scan: Scan, i: int) -> tuple[int, int] | None:
    """Read an hour from 1 to 12 in digits or words."""
    number = read_number(scan, i)
    if number and number.value == int(number.value) and 1 <= number.value <= 12:
        return int(number.value), number.end
    return (1, i + 1) if scan.words.lang == "nl" and scan.word(i) == "een" else None


def _spoken(scan: Scan, i: int) -> tuple[dict[str, int], int] | None:
    """Read a time in words.

    `quarter to four`, `half vier`, `half past three`, `six in the evening`, `eight o'clock`.
    """
    if half := scan.match("halfpast", i):
        hour = _hour(scan, half[1])
        return with_half(scan, hour[0], 30, hour[1], True) if hour else None
    if half := scan.match("halfto", i):
        hour = _hour(scan, half[1])
        ok = hour and (_cued(scan, i) or scan.match("am", hour[1]) or scan.match("range", hour[1]))
        return (
            with_half(scan, (hour[0] - 1) or 12, 30, hour[1], True)
            if hour and ok and not scan.match("unitname", hour[1])
            else None
        )
    if quarter := scan.match("quarter", i):
        word = scan.match("past", quarter[1]) or scan.match("to", quarter[1])
        hour = _hour(scan, word[1]) if word else None
        if word is None or hour is None:
            return None
        total = hour[0] * 60 + int(word[0]) * 15
        return with_half(scan, total // 60 % 24, total % 60, hour[1], True)
    if scan.word(i) not in scan.words.cards and i not in scan.given:
        return None
    hour = _hour(scan, i)
    if hour is None:
        number = read_number(scan, i)
        return _past(scan, int(number.value), i, number.end) if number else None
    clock = scan.match("clock", hour[1])
    if scan.words.lang == "en" and (
        spelled := _and_minutes(scan, i, hour[0], clock[1] if clock else hour[1])
    ):
        return spelled
    if scan.words.lang == "nl":
        if clock and scan.word(clock[1]) in scan.words.tables["notclock"]:
            return None
        sure = bool(clock) and _cued(scan, i)
        if clock and (sure or scan.match("am", clock[1])):
            minute = read_number(scan, clock[1])
            if minute and 10 <= minute.value < 60 and not scan.match("unitname", minute.end):
                return with_half(scan, hour[0], int(minute.value), minute.end, sure)
            return with_half(scan, hour[0], 0, clock[1], sure)
        return _past(scan, hour[0], i, hour[1])
    if clock and scan.word(hour[1]) == "o":
        return with_half(scan, hour[0], 0, clock[1], True)
    if scan.word(i - 1) == "at" and (not scan.is_word(hour[1]) or scan.match("relative", hour[1])):
        return with_half(scan, hour[0], 0, hour[1], scan.word(hour[1]) not in ("-", "/", "%"))
    minute = read_number(scan, hour[1])
    if minute and 10 <= minute.value < 60 and not minute.digits and scan.match("am", minute.end):
        return with_half(scan, hour[0], int(minute.value), minute.end, False)
    return with_half(scan, hour[0], 0, hour[1], False) or _past(scan, hour[0], i, hour[1])


def _and_minutes(scan: Scan, i: int, hour: int, k: int) -> tuple[dict[str, int], int] | None:
    """Read English in the manner of Arabic: `at two o'clock and ten minutes`."""
    cued = scan.word(i - 1) == "at" or any(scan.match("clockhour", i - back) for back in (1, 2) if i >= back)
    if not cued or k >= len(scan):
        return None
    if half := scan.match("half", k):
        return with_half(scan, hour, int(float(half[0]) * 60), half[1], True)
    number = read_number(scan, k + 1) if scan.word(k) in scan.words.join else None
    unit = scan.match("unitname", number.end) if number else None
    if number and unit and unit[0] == "minute" and 0 < number.value < 60:
        return with_half(scan, hour, int(number.value), unit[1], True)
    return with_half(scan, hour, 0, k, True) if scan.match("clockhour", i - 2) else None
