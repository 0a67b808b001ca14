"""Units of measure and money: which one stands at a word, and its size in the base unit."""

from __future__ import annotations

from align.facts.lexicon import currency_families, unit_table
from align.facts.scan import Scan

_RATES = {"km": "kmh", "m": "ms1", "mile": "mph", "m3": "m3s"}
_NEEDS_NUMBER_BEFORE = frozenset("m")


def base_value(value: float, unit: str) -> float:
    """Return a magnitude in the base unit of `unit`: 3 "mile" is 4828 m, 40 "celsius" is 313.15 K."""
    _, factor, offset, _ = unit_table()[unit]
    return value * factor + offset


def base_unit(unit: str) -> str:
    """Return the base unit of a unit id: "m" for "mile"."""
    return unit_table()[unit][0]


def factor(unit: str) -> float:
    """Return the size of a unit in its base unit."""
    return unit_table()[unit][1]


def short(unit: str) -> str:
    """Return the short form of a unit for people."""
    return unit_table()[unit][3]


def same_dimension(x: str, y: str) -> bool:
    """Say whether two base units can be compared; a word such as dollar may stand for any dollar."""
    if x == y:
        return True
    families = currency_families()
    return y in families.get(x, ()) or x in families.get(y, ())


def read_unit(scan: Scan, i: int) -> tuple[str, int] | None:
    """Read a unit at word `i`, a hyphen before it allowed; rates such as "kilometres an hour" included.

    Returns the unit id and the word after it.
    """
    k = i + 1 if scan.word(i) == "-" and scan.glued(i) and scan.glued(i + 1) else i
    if k >= len(scan) or (
        scan.particles[k] not in ("", "ال") and scan.words.lang == "ar" and not _attached(scan, k)
    ):
        return None
    found = scan.match("unitname", k)
    cased = scan.match("casedunit", k)
    if cased and (found is None or cased[1] >= found[1]):
        written = scan.text[scan.start[k] : scan.end[cased[1] - 1]].replace(" ", "")
        unit = scan.words.cased.get(written.rstrip("."))
        if unit is not None and (len(written) > 1 or _lone_letter(scan, k, cased[1])):
            found = (unit, cased[1])
    if found is None or (found[0] == "day" and scan.match("weekday", k)):
        return None
    if scan.raw[k] == "ما":
        return None  # "what", which the letter for a metre may end as
    return _rate(scan, *found)


def _attached(scan: Scan, k: int) -> bool:
    """Say whether the particles before a unit belong to it, as in `بالمئة`."""
    return scan.particles[k] in ("لل",)


def _lone_letter(scan: Scan, k: int, end: int) -> bool:
    """Say whether a one-letter unit may be one: no letters, apostrophe or initials around it."""
    return not (scan.glued(end) and scan.word(end) in ("'", "&", "-")) and scan.is_number(k - 1)


def _exchange(scan: Scan, end: int) -> int:
    """Return the word after "to one dollar", which makes an amount of money an exchange rate; else 0."""
    found = scan.match("rateto", end)
    k = found[1] if found else end
    if found is None or scan.word(k) not in (ones := scan.words.tables.get("rateone", ())):
        return 0
    other = scan.match("unitname", k + 1) if ones else None
    return other[1] if other and len(base_unit(other[0])) > 2 and base_unit(other[0]).isupper() else 0


def _rate(scan: Scan, unit: str, end: int) -> tuple[str, int]:
    """Extend a unit by "per hour", "a second" and the like."""
    if base_unit(unit).isupper() and (price := _exchange(scan, end)):
        return unit, price
    found = scan.match("per", end)
    if found is None:
        return unit, end
    time = scan.match("unitname", found[1])
    if time is None or base_unit(time[0]) != "s":
        return unit, end
    if scan.word(time[1]) in scan.words.tables.get("notrate", ()):
        return unit, end  # "3.9% a month earlier"
    rate = _RATES.get(unit)
    wanted = "hour" if rate in ("kmh", "mph") else "second"
    if unit == "km" and time[0] == "second":
        return "kms", time[1]
    return (rate, time[1]) if rate and time[0] == wanted else (unit, time[1])
