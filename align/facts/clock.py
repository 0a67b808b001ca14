"""What every time of day needs: its parts, the half of the day and the zone after it."""

from __future__ import annotations

import re

from align.facts.scan import Scan

CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
# The last hour after midnight that is said to be at night.
_DAWN = 5


def parts(hour: int, minute: int, twelve: bool) -> dict[str, int]:
    parts = {"hour": hour % 24, "minute": minute}
    if twelve and hour <= 12:
        parts["clock12"] = 1
    return parts


def half_of_day(scan: Scan, end: int) -> tuple[int, int] | None:
    """Read "a.m.", "in the evening", "'s ochtends", `مساء`: 0 before noon, 1 after it, 2 at night."""
    found = scan.match("am", end)
    return (int(found[0]), found[1]) if found else None


def with_half(scan: Scan, hour: int, minute: int, end: int, sure: bool) -> tuple[dict[str, int], int] | None:
    """Complete a time with the part of day and zone after it; None if nothing makes it a time."""
    if not 0 <= hour <= 24:
        return None
    half = half_of_day(scan, end)
    if half is not None:
        end = half[1]
        late = half[0] == 1 or (half[0] == 2 and _DAWN < hour < 12)
        if late and hour < 12:
            hour += 12
        if not late and hour == 12:
            hour = 0
    zone = scan.match("zone", end)
    if zone:
        end = zone[1]
    if not (sure or half or zone):
        return None
    return parts(hour, minute, half is None and zone is None and hour > 0), end
