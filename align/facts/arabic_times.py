"""Times of day in Arabic: `الساعة الثالثة وأربعين دقيقة صباحا`, `السادسة مساء`, `الثامنة إلا ربعا`."""

from __future__ import annotations

from align.facts.clock import CLOCK, MILITARY, parts, with_half
from align.facts.digits import ascii_digits
from align.facts.numbers import read_number
from align.facts.ordinals import read_ordinal
from align.facts.scan import Scan


def arabic_time(scan: Scan, i: int) -> tuple[dict[str, int], int] | None:
    """Read `الساعة الثالثة وأربعين دقيقة صباحا`, `3:40 صباحا`, `السادسة مساء`, `الثامنة إلا ربعا`."""
    prefix = scan.match("clockprefix", i)
    k = prefix[1] if prefix and scan.raw[i] != "ساعة" else i
    k += scan.match("modifier", k) is not None and k > i
    if scan.is_number(k):
        text = ascii_digits(scan.raw[k])
        clock = CLOCK.fullmatch(text)
        if clock and (":" in text or k > i or _sure_half(scan, k + 1)):
            return with_half(scan, int(clock[1]), int(clock[2]), k + 1, True)
        if MILITARY.fullmatch(text) and scan.match("zone", k + 1) and text[0] != "1":
            return parts(int(text[:2]), int(text[2:]), False), k + 2
        if text.isdecimal() and int(text) <= 24 and (k > i or _sure_half(scan, k + 1)):
            minute, end, _ = _arabic_minutes(scan, k + 1) if k > i else (0, k + 1, False)
            shift = minute < 0
            return with_half(scan, (int(text) - shift) % 24, minute + 60 * shift, end, k > i)
        return None
    hour = (
        read_ordinal(scan, k)
        if scan.particles[k : k + 1] and scan.particles[k].endswith(("ال", "لل"))
        else None
    )
    value, end = (int(hour.low), hour.end) if hour else (0, k)
    if not hour and scan.word(k) == "واحده" and scan.particles[k].endswith("ال"):
        value, end = 1, k + 1
    if not hour and k > i and (spoken := scan.words.cards.get(scan.word(k))) and 1 <= spoken[1] <= 12:
        value, end = int(spoken[1]), k + 1
    if not 1 <= value <= 12 or (hour and not scan.raw[k].endswith(("ة", "ه", "ى", "عشر"))):
        return None
    minute, end, sure = _arabic_minutes(scan, end)
    if minute < 0:
        value, minute = (value - 1) or 12, 60 + minute
    return with_half(scan, value, minute, end, k > i or sure or _between(scan, i))


def _between(scan: Scan, i: int) -> bool:
    """Say whether an hour stands in `صباحا بين السابعة والتاسعة` or `بين السابعة والتاسعة صباحا`."""
    first = next((at for at in (i - 1, i - 2) if at >= 0 and scan.raw[at] == "بين"), None)
    return first is not None and (_sure_half(scan, first + 3) or (first > 0 and _sure_half(scan, first - 1)))


def _sure_half(scan: Scan, k: int) -> bool:
    """Say whether a whole word such as `صباحا` follows, no lone letter."""
    return scan.match("am", k) is not None and len(scan.word(k)) > 1


def _arabic_minutes(scan: Scan, end: int) -> tuple[int, int, bool]:
    """Read the minutes after an Arabic hour: `وأربعين دقيقة`, `والنصف`, `إلا ربعا`, `و40 دقيقة`."""
    minus = scan.match("to", end)
    k = minus[1] if minus else end
    if not minus and not scan.holds_and(k) and scan.word(k) != "و":
        return 0, end, False
    k += scan.word(k) == "و"
    sign = -1 if minus else 1
    if quarter := scan.match("quarter", k):
        more, end, _ = _arabic_minutes(scan, quarter[1])
        return sign * int(quarter[0]) + more, end, True
    number = read_number(scan, k)
    if number is None or not 0 < number.value < 60:
        return 0, end, False
    unit = scan.match("unitname", number.end)
    if not unit or unit[0] != "minute":
        return 0, end, False
    return sign * int(number.value), unit[1], True
