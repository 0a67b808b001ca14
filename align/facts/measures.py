"""Amounts with their unit or currency: `$3bn`, `5 feet 10`, `ساعة ونصف`, `an hour`."""

from __future__ import annotations

from dataclasses import replace

from align.facts.amounts import Amount, read_amount
from align.facts.building import Measured
from align.facts.numbers import read_number
from align.facts.scan import Scan
from align.facts.units import base_unit, factor, read_unit

# The length of a day, in seconds.
_DAY = 86400.0
_NEXT_UNIT = {
    "yard": ("foot", "inch"),
    "mile": ("yard",),
    "km": ("m",),
    "kg": ("g",),
    "foot": ("inch",),
    "USD": ("USC",),
    "EUR": ("USC",),
    "GBP": ("GBX",),
    "lb": ("ounce",),
    "m": ("cm",),
}


def read_measured(scan: Scan, i: int) -> Measured | None:
    """Read an amount and its unit, money signs before it included."""
    money = _money_before(scan, i)
    if money:
        unit, k = money
        amount = read_amount(scan, k, scale=True)
        if amount is None or amount.kind != "number":
            return None
        end = amount.end
        again = read_unit(scan, end)
        if again and base_unit(again[0]) == base_unit(unit):
            end = again[1]
        return Measured(amount, unit, i, end)
    amount = read_amount(scan, i)
    if amount is None:
        return _article_unit(scan, i)
    if amount.kind == "number" and amount.digits and _money_scale(scan, amount):
        amount = read_amount(scan, i, scale=True) or amount
    if amount.kind == "times":
        return Measured(amount, "times", i, amount.end)
    return _with_unit(scan, i, amount)


def _money_before(scan: Scan, i: int) -> tuple[str, int] | None:
    """Read a currency sign or code before a number."""
    found = scan.match("money", i)
    if found is None:
        return None
    unit, _, cased = found[0].partition(" ")
    if cased and scan.text[scan.start[i] : scan.end[found[1] - 1]].replace(" ", "") != cased:
        return None
    end = found[1]
    if unit == "percent" and (scan.glued(i) or not scan.glued(end)):
        return None
    if not scan.is_number(end) and scan.word(end) not in scan.words.cards:
        return None
    return unit, end


def _money_scale(scan: Scan, amount: Amount) -> bool:
    """Say whether a lone `m` or `k` after digits is followed by a currency: `5m euros`."""
    if scan.word(amount.end) not in ("m", "k", "b") or not scan.glued(amount.end):
        return False
    after = scan.match("unitname", amount.end + 1)
    return bool(after and base_unit(after[0]).isupper() and len(base_unit(after[0])) > 2)


def _with_unit(scan: Scan, i: int, amount: Amount) -> Measured:
    """Attach the unit after an amount, with halves (`ساعة ونصف`) and smaller units (`1 hour 30 minutes`)."""
    k = amount.end
    fraction = amount.kind == "part"
    if (amount.vague or fraction) and scan.word(k) in scan.words.tables["of"]:
        k += 1
    while fraction and scan.word(k) in scan.words.tables["det"]:
        k += 1
    found = read_unit(scan, k)
    if found is None and scan.word(k) in scan.words.tables["unitadjective"] and not fraction:
        found = read_unit(scan, k + 1)
    if found is None and amount.vague and scan.words.lang == "ar" and scan.particles[k : k + 1] == ["ال"]:
        found = read_unit(scan, k)
    if found is None:
        k = amount.end + (scan.word(amount.end) == "-" and scan.glued(amount.end))
        times = scan.match("times", k)
        glued = bool(times) and scan.word(amount.end) in ("x", "×") and not scan.glued(amount.end)
        if (
            times
            and not fraction
            and not glued
            and not scan.is_number(times[1])
            and scan.particles[amount.end] == ""
        ):
            return Measured(amount, "times", i, times[1])
        return Measured(amount, "", i, amount.end)
    unit, end = found
    if fraction and base_unit(unit) not in ("s", "m", "m3", "kg", "m2", "percent", "point", "K"):
        return Measured(amount, "", i, amount.end)
    return continued(scan, Measured(replace(amount, kind="number"), unit, i, end))


def continued(scan: Scan, found: Measured) -> Measured:
    """Add "and a half" and a smaller unit after a quantity."""
    unit, end, amount = found.unit, found.end, found.amount
    half = scan.match("half", end)
    if scan.words.lang == "ar" and scan.holds_and(end):
        half = scan.match("fraction", end)
    again = scan.match("unitname", half[1]) if half else None
    if half and not amount.vague and (again is None or again[0] == unit):
        extra = float(half[0])
        return replace(
            found,
            amount=replace(amount, low=amount.low + extra, high=amount.high + extra, step=0.1),
            end=again[1] if again else half[1],
        )
    k = end
    if scan.word(k) in scan.words.join or scan.word(k) == ",":
        k += 1
    if amount.vague or amount.kind != "number" or k >= len(scan):
        return found
    if k > end and (one := scan.match("oneunit", k)):
        return _added(found, one[0], 1.0, one[1])  # "een uur en een kwartier"
    rest = read_number(scan, k) if (scan.is_number(k) or scan.word(k) in scan.words.cards) else None
    if rest is None:
        if scan.words.lang == "ar" and scan.holds_and(end) and (dual := scan.match("dualunit", end)):
            return _added(found, dual[0], 2.0, dual[1])
        return found
    small = scan.match("unitname", rest.end)
    if small is None and unit == "m" and k == end and rest.plain and 10 <= rest.value < 100:
        return _added(found, "cm", rest.value, rest.end)  # "1 meter 68"
    if small is None or (factor(unit) >= _DAY and scan.word(small[1]) in scan.words.tables["of"]):
        return found  # "two weeks and three days of mourning" are two durations
    return _added(found, small[0], rest.value, small[1])


def _added(found: Measured, unit: str, value: float, end: int) -> Measured:
    """Add a part in a smaller unit of the same kind.

    Feet and inches, hours and minutes, dollars and cents.
    """
    wanted = unit in _NEXT_UNIT.get(found.unit, ())
    times = base_unit(unit) == base_unit(found.unit) == "s" and unit not in ("age",)
    if (
        not (wanted or times)
        or factor(unit) >= factor(found.unit)
        or value * factor(unit) >= factor(found.unit)
    ):
        return found
    more = value * factor(unit) / factor(found.unit)
    low = found.amount.low + more
    return replace(
        found,
        amount=replace(found.amount, low=low, high=low, step=factor(unit) / factor(found.unit)),
        end=end,
    )


def _article_unit(scan: Scan, i: int) -> Measured | None:
    """Read `an hour`, `een jaar`, `بعد شهر` as one; a rate ("46 a year") has been read before."""
    words = scan.words
    if scan.word(i) in words.tables.get("article", ()) and scan.word(i + 1) in words.tables.get(
        "articleunit", ()
    ):
        if _is_rate(scan, i):
            return None
        k = i + 1
    else:
        return None
    unit = scan.match("unitname", k)
    if unit is None:
        return None
    one = Amount(1.0, 1.0, unit[1], 1.0)
    return continued(scan, Measured(one, unit[0], i, unit[1]))


def _is_rate(scan: Scan, i: int) -> bool:
    """Say whether "a year" says how often: after a number, multiple or measured noun shortly before."""
    if scan.words.lang != "en" or scan.word(i + 2) in scan.words.tables["notrate"]:
        return False
    if any(
        scan.is_number(k) or scan.word(k) in scan.words.cards or scan.word(k) in ("once", "twice", "times")
        for k in range(max(0, i - 3), i)
    ):
        return True
    return any(
        scan.match("unitname", k) and scan.word(k + 1) in scan.words.tables["of"] for k in (i - 3, i - 4)
    )
