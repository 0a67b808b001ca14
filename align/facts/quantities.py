"""Numbers and quantities of a sentence: modifiers, ranges, money, units and what is counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.facts.amounts import Amount, read_amount, read_ordinal
from align.facts.counting import Counted, counted
from align.facts.forms import number_form
from align.facts.model import Value
from align.facts.numbers import read_number
from align.facts.scan import Scan
from align.facts.units import base_unit, base_value, factor, read_unit

_TIME = ("s",)
_NEXT_UNIT = {
    "foot": ("inch",),
    "USD": ("USC",),
    "EUR": ("USC",),
    "GBP": ("GBX",),
    "lb": ("ounce",),
    "m": ("cm",),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount with its unit id ("" if none), from word `start` to before word `end`."""

    amount: Amount
    unit: str
    start: int
    end: int


def read_quantity(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read a number or quantity at word `i`, its modifiers included; None if there is none.

    Returns the value and the word after it.
    """
    dual = _dual(scan, i)
    if dual is not None:
        return dual
    modifier, k = _modifiers(scan, i)
    found = _between(scan, k)
    if found is None:
        first = _measured(scan, k)
        if first is None:
            return None
        found = _range(scan, first)
    if modifier and _weak_modifier(scan, i, found):
        return None
    return _build(scan, found, modifier, i)


def _modifiers(scan: Scan, i: int) -> tuple[str, int]:
    """Read the modifiers at word `i`: the first one that says more than "about" wins."""
    modifier, k = "", i
    for _ in range(2):
        found = scan.match("modifier", k)
        if found is None or found[1] >= len(scan):
            break
        modifier = found[0] if modifier in ("", "about") else modifier
        k = found[1]
    return modifier, k


def _weak_modifier(scan: Scan, i: int, found: Measured) -> bool:
    """Say whether the modifier is another word: English "some" before a unit or small number, "over" in a phrase."""
    return scan.word(i) == "some" and found.amount.kind == "number" and found.amount.high < 10


def _between(scan: Scan, i: int) -> Measured | None:
    """Read `between 10 and 15`, `from 3 km to 5 km`, `van 2 tot 7 g`, `بين 10 و15`."""
    found = scan.match("between", i)
    if found is None:
        return None
    _, k = _modifiers(scan, found[1])
    first = _measured(scan, k)
    if (
        first is None
        or first.amount.vague
        or first.amount.kind != "number"
        or (first.amount.plain and _year_like(first))
    ):
        return None
    middle = scan.match("betweenand", first.end)
    if middle is None:
        if scan.words.lang != "ar" or not scan.holds_and(first.end):
            return None
        middle = ("1", first.end + (scan.word(first.end) == "و"))
    _, k = _modifiers(scan, middle[1])
    second = _measured(scan, k)
    joined = _join(first, second) if second else None
    return replace(joined, start=i) if joined else None


def _year_like(found: Measured) -> bool:
    return not found.unit and 1000 <= found.amount.low <= 2100


def _range(scan: Scan, first: Measured) -> Measured:
    """Extend a quantity to a range or score: `10-15`, `three to five km`, `2-1`."""
    amount = first.amount
    if amount.vague or amount.kind != "number":
        return first
    found = scan.match("range", first.end)
    if found is None or scan.holds_and(first.end):
        return first
    dash = scan.word(first.end) in "-–—"
    if dash and scan.glued(first.end) != scan.glued(found[1]):
        return first
    second = _measured(scan, found[1]) if not scan.match("negative", found[1]) else None
    if second is None or second.amount.kind != "number" or second.amount.vague:
        return first
    if dash and _is_score(scan, first, second):
        low, high = sorted((amount.low, second.amount.low))
        return Measured(replace(amount, low=low, high=high, kind="score"), "", first.start, second.end)
    if scan.word(first.end) in ("or", "of", "او", "a") and not _close(amount, second.amount):
        return first
    return _join(first, second) or first


def _close(x: Amount, y: Amount) -> bool:
    return x.low < y.low <= 2 * x.low + 1 and x.digits == y.digits


def _is_score(scan: Scan, first: Measured, second: Measured) -> bool:
    """Say whether `2-1` is a score: bare small whole numbers, the first not below the second."""
    x, y = first.amount, second.amount
    small = x.plain and y.plain and x.low < 200 and y.low < 200 and not first.unit and not second.unit
    return small and x.low >= y.low


def _join(first: Measured, second: Measured) -> Measured | None:
    """Join the ends of a range; the unit and magnitude of the second hold for the first."""
    x, y = first.amount, second.amount
    if (
        y.vague
        or y.kind != "number"
        or (first.unit and second.unit and base_unit(first.unit) != base_unit(second.unit))
    ):
        return None
    low, unit = x.low, second.unit or first.unit
    if (
        x.digits
        and y.digits
        and not first.unit
        and y.low >= 1000 > x.low
        and y.step >= 100
        and x.low * 1000 >= y.low / 100
    ):
        scale = 10 ** (3 * int((len(str(int(y.low))) - 1) // 3))
        low = x.low * scale if x.low < y.low / scale else low
    if first.unit and second.unit and first.unit != second.unit:
        low = base_value(low, first.unit) / factor(second.unit)
    if not low < y.low:
        return None
    return Measured(Amount(low, y.low, second.end, y.step), unit, first.start, second.end)


def _measured(scan: Scan, i: int) -> Measured | None:
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
    """Attach the unit after an amount; halves (`ساعة ونصف`) and smaller units (`1 hour 30 minutes`) are added."""
    k = amount.end
    fraction = amount.kind == "part"
    if (amount.vague or fraction) and scan.word(k) in ("of", "van", "من"):
        k += 1
    while fraction and scan.word(k) in (*scan.words.tables.get("article", ()), "the"):
        k += 1
    found = read_unit(scan, k)
    if found is None and amount.vague and scan.words.lang == "ar" and scan.particles[k : k + 1] == ["ال"]:
        found = read_unit(scan, k)
    if found is None:
        times = scan.match("times", amount.end)
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
    if fraction and base_unit(unit) not in ("s", "m", "m3", "kg", "m2", "percent"):
        return Measured(amount, "", i, amount.end)
    return _continued(scan, Measured(replace(amount, kind="number"), unit, i, end))


def _continued(scan: Scan, found: Measured) -> Measured:
    """Add "and a half" and a smaller unit after a quantity."""
    unit, end, amount = found.unit, found.end, found.amount
    half = scan.match("half", end)
    if scan.words.lang == "ar" and scan.holds_and(end):
        half = scan.match("fraction", end)
    if half and not amount.vague and scan.match("unitname", half[1]) is None:
        extra = float(half[0])
        return replace(
            found,
            amount=replace(amount, low=amount.low + extra, high=amount.high + extra, step=0.1),
            end=half[1],
        )
    k = end
    if scan.word(k) in scan.words.join or scan.word(k) == ",":
        k += 1
    if amount.vague or amount.kind != "number" or k >= len(scan):
        return found
    rest = read_number(scan, k) if (scan.is_number(k) or scan.word(k) in scan.words.cards) else None
    if rest is None:
        if scan.words.lang == "ar" and scan.holds_and(end) and (dual := scan.match("dualunit", end)):
            return _added(found, dual[0], 2.0, dual[1])
        return found
    small = scan.match("unitname", rest.end)
    return _added(found, small[0], rest.value, small[1]) if small else found


def _added(found: Measured, unit: str, value: float, end: int) -> Measured:
    """Add a part in a smaller unit of the same kind: feet and inches, hours and minutes, dollars and cents."""
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
    return _continued(scan, Measured(one, unit[0], i, unit[1]))


def _is_rate(scan: Scan, i: int) -> bool:
    """Say whether "a year" says how often: after a number or a multiple, at most three words before."""
    if scan.words.lang != "en":
        return False
    return any(
        scan.is_number(k) or scan.word(k) in scan.words.cards or scan.word(k) in ("once", "twice", "times")
        for k in range(max(0, i - 3), i)
    )


def _dual(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read an Arabic dual: `يومين`, `قتيلان`; and a bare unit after a preposition of time: `بعد عام`."""
    if scan.words.lang != "ar":
        return None
    found = scan.match("dualunit", i)
    if found:
        measured = _continued(scan, Measured(Amount(2.0, 2.0, found[1], 1.0), found[0], i, found[1]))
        return _build(scan, measured, "", i)
    noun = scan.match("dualnoun", i)
    if noun and not scan.particles[i].endswith("ال"):
        measured = Measured(Amount(2.0, 2.0, noun[1], 1.0), "", i, noun[1])
        value, end = _build(scan, measured, "", i)
        return replace(value, counts=scan.raw[i], counted=noun[0]), end
    if (
        scan.word(i) in scan.words.tables["articlecue"]
        and scan.word(i + 1) in scan.words.tables["articleunit"]
    ):
        return _bare_unit(scan, i)
    return None


def _bare_unit(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read `بعد عام` (after a year), unless a year, date or definite noun follows."""
    k = i + 1
    after = k + 1
    plain = scan.particles[k] == "" and not scan.is_number(after) and not scan.match("month", after)
    if (
        not plain
        or (scan.is_word(after) and scan.particles[after].endswith("ال"))
        or scan.word(after) in scan.words.cards
    ):
        if scan.word(after) != "واحد" and scan.word(after) != "واحده":
            return None
    unit = scan.match("unitname", k)
    if unit is None or (unit[0] == "day" and scan.match("weekday", k)):
        return None
    measured = _continued(scan, Measured(Amount(1.0, 1.0, unit[1], 1.0), unit[0], k, unit[1]))
    value, end = _build(scan, measured, "", k)
    return value, end


def _build(scan: Scan, found: Measured, modifier: str, i: int) -> tuple[Value, int]:
    """Make the value of a measured amount from word `i` on."""
    amount, unit, end = found.amount, found.unit, found.end
    if amount.kind == "part" and not unit:
        amount, unit = (
            replace(amount, low=amount.low * 100, high=amount.high * 100, step=amount.step * 100),
            "percent",
        )
    below = scan.match("belowzero", end)
    if below and (not unit or base_unit(unit) == "K"):
        amount, end, unit = replace(amount, low=-amount.high, high=-amount.low), below[1], unit or "degree"
    what = Counted()
    if not unit or unit == "times":
        what = counted(scan, found.start, end)
    if not unit:
        unit = _magnitude(scan, found.start, amount) or unit
    after = _after(scan, end)
    if after and not modifier:
        modifier = after[0]
        end = after[1] if after[1] - end <= 3 and after[2] else end
    text = scan.text[scan.start[i] : scan.end[end - 1]]
    unit_name = unit
    low, high = amount.low, amount.high
    if unit:
        low, high, unit_name = base_value(low, unit), base_value(high, unit), base_unit(unit)
    if what.label and not modifier:
        unit_name = "ordinal"
    value = Value(
        kind="quantity" if unit else "number",
        sentence=0,
        start=scan.start[i],
        end=scan.end[end - 1],
        text=text,
        canonical=number_form(amount.low, amount.high, unit, modifier, amount.vague, amount.kind),
        low=low,
        high=high,
        unit="score" if amount.kind == "score" else unit_name,
        modifier=modifier,
        vague=amount.vague,
        counts=what.text,
        counted=what.concept,
        measure=unit,
        step=amount.step * (factor(unit) if unit else 1.0),
    )
    return value, end


def _magnitude(scan: Scan, start: int, amount: Amount) -> str:
    """Return "magnitude" for the strength of an earthquake: `magnitude 6.4`, `met een kracht van 6,4`."""
    if not 1 <= amount.low < 10 or amount.vague:
        return ""
    for back in range(1, 5):
        found = scan.match("quake", start - back) if start >= back else None
        if found and found[1] == start:
            return "magnitude"
    return "magnitude" if scan.match("quakeafter", amount.end) else ""


def _after(scan: Scan, end: int) -> tuple[str, int, bool] | None:
    """Find a modifier after the number, at most three words on: `31 شخصا على الأقل`, `40 or more`."""
    for k in range(end, min(end + 4, len(scan))):
        found = scan.match("after", k)
        if found:
            return found[0], found[1], k == end
        if not scan.is_word(k) or scan.is_number(k):
            return None
    return None


def read_ordinal_value(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read an ordinal or rank as a value with unit "ordinal"; an ordinal of a year of life is an age."""
    amount = read_ordinal(scan, i)
    if amount is None:
        return None
    age = scan.match("unitname", amount.end)
    if scan.words.lang == "ar" and age and age[0] == "age":
        return _build(scan, Measured(replace(amount, kind="number"), "age", i, age[1]), "", i)
    what = counted(scan, i, amount.end, ordinal=True)
    value = Value(
        kind="number",
        sentence=0,
        start=scan.start[i],
        end=scan.end[amount.end - 1],
        text=scan.text[scan.start[i] : scan.end[amount.end - 1]],
        canonical=number_form(amount.low, amount.high, "", "", False, "ordinal"),
        low=amount.low,
        high=amount.high,
        unit="ordinal",
        counts=what.text,
        counted=what.concept,
        step=1.0,
    )
    return value, amount.end
