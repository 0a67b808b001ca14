"""Numbers and quantities of a sentence: modifiers, ranges, money, units and what is counted."""

from __future__ import annotations

from dataclasses import replace

from align.facts.amounts import Amount
from align.facts.building import Measured, build
from align.facts.counting import state_of
from align.facts.measures import continued, read_measured
from align.facts.model import Value
from align.facts.scan import Scan
from align.facts.scores import read_score
from align.facts.units import base_unit, base_value, factor


def read_quantity(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read a number or quantity at word `i`, its modifiers included; None if there is none.

    Returns the value and the word after it.
    """
    if score := read_score(scan, i):
        return build(scan, score, "", i)
    dual = _dual(scan, i)
    if dual is not None:
        return dual
    if found := _or_so(scan, i):
        return build(scan, found, "about", i)
    modifier, k = _modifiers(scan, i)
    found = _between(scan, k)
    if found is None:
        first = read_measured(scan, k)
        if first is None:
            return None
        found = _range(scan, first)
    if modifier and _weak_modifier(scan, i, found):
        return None
    made = build(scan, found, "" if found.amount.vague else modifier, i)
    return None if _says_little(made[0]) else made


def _or_so(scan: Scan, i: int) -> Measured | None:
    """Read Dutch `een minuut of vijftig`: about fifty minutes, not one."""
    if scan.words.lang != "nl" or scan.word(i) != "een" or scan.word(i + 2) != "of":
        return None
    one, number = read_measured(scan, i), read_measured(scan, i + 3)
    if one is None or not one.unit or one.end != i + 2:
        return None
    if number is None or number.unit or number.amount.kind != "number" or scan.concept(number.end):
        return None
    return Measured(number.amount, one.unit, i, number.end)


def _says_little(value: Value) -> bool:
    """Say whether a number only stands for an article or a plural: "one man", "several parties"."""
    if value.unit or value.modifier or value.kind != "number":
        return False
    if value.vague:
        return value.high < 10
    return value.low == value.high == 1 and value.counted in ("", "man", "woman")


def _modifiers(scan: Scan, i: int) -> tuple[str, int]:
    """Read the modifiers at word `i`: the first one that says more than "about" wins."""
    modifier, k = "", i
    for _ in range(2):
        found = scan.match("modifier", k)
        if (
            found is None
            or found[1] >= len(scan)
            or scan.match("multiple", k - 1)
            or scan.match("times", k - 1)
        ):
            break  # none: "twice as high as a year ago"
        modifier = found[0] if modifier in ("", "about") else modifier
        k = found[1]
    return modifier, k


def _weak_modifier(scan: Scan, i: int, found: Measured) -> bool:
    """Say whether the modifier is another word.

    English "some" before a unit or small number, "over" in a phrase.
    """
    return scan.word(i) == "some" and found.amount.kind == "number" and found.amount.high < 10


def _between(scan: Scan, i: int) -> Measured | None:
    """Read `between 10 and 15`, `from 3 km to 5 km`, `van 2 tot 7 g`, `بين 10 و15`."""
    found = scan.match("between", i)
    if found is None:
        return None
    _, k = _modifiers(scan, found[1])
    first = read_measured(scan, k)
    if (
        first is None
        or first.amount.vague
        or first.amount.kind != "number"
        or (first.amount.plain and _year_like(first))
    ):
        return None
    hanging = scan.word(first.end) == "-" and scan.word(first.end + 1) in scan.words.join
    middle = scan.match("betweenand", first.end + hanging)  # "tussen de twee- en drieduizend"
    if middle is None:
        if scan.words.lang != "ar" or scan.word(i) == "من" or not scan.holds_and(first.end):
            return None
        middle = ("1", first.end + (scan.word(first.end) == "و"))
    if scan.word(middle[1] - 1) in scan.words.join and scan.word(i) not in scan.words.tables["twoends"]:
        return None  # "van 9 en 11 jaar" is no range
    _, k = _modifiers(scan, middle[1])
    second = read_measured(scan, k)
    joined = _join(first, second) if second else None
    return replace(joined, start=i) if joined else None


def _lend(first: Measured, second: Measured) -> Measured:
    """Give a bare number the unit and magnitude of the number that it is joined to: `van 7,4 naar 6,9%`."""
    x, y = first.amount, second.amount
    if first.unit or x.kind != "number" or y.kind != "number" or y.vague or _year_like(first):
        return first
    scale = 10.0 ** (3 * int((len(str(int(y.low))) - 1) // 3)) if y.low >= 1000 and y.step >= 100 else 1.0
    if not x.digits or not y.digits or y.plain or not 1 / 100 <= x.low * scale / y.low <= 100:
        scale = 1.0
    return replace(
        first,
        unit=second.unit,
        amount=replace(x, low=x.low * scale, high=x.high * scale, step=x.step * scale),
    )


def _year_like(found: Measured) -> bool:
    return not found.unit and 1000 <= found.amount.low <= 2100


def _range(scan: Scan, first: Measured) -> Measured:
    """Extend a quantity to a range or score: `10-15`, `three to five km`, `2-1`."""
    amount = first.amount
    if amount.vague or amount.kind != "number":
        return first
    hanging = (
        scan.word(first.end) == "-" and scan.is_word(first.end + 1) and scan.match("range", first.end + 1)
    )  # "tien- tot vijftienduizend"
    found = hanging or scan.match("range", first.end)
    joins = (scan.words.join, scan.words.tables["lendjoin"])
    if any(scan.word(first.end) in words for words in joins) or scan.holds_and(first.end):
        return _listed(scan, first)
    if found is None:
        return first
    dash = not hanging and scan.word(first.end) in "-–—"
    if dash and scan.glued(first.end) != scan.glued(found[1]):
        return first
    second = read_measured(scan, found[1]) if not scan.match("negative", found[1]) else None
    if second is None or second.amount.kind != "number" or second.amount.vague:
        return first
    if dash and _is_score(scan, first, second):
        low, high = sorted((amount.low, second.amount.low))
        return Measured(replace(amount, low=low, high=high, kind="score"), "", first.start, second.end)
    if scan.word(first.end) in scan.words.tables["alternative"] and not _close(amount, second.amount):
        return _lend(first, second)
    return _join(first, second) or _lend(first, second)


def _listed(scan: Scan, first: Measured) -> Measured:
    """Give a bare number the unit of the next one: `5 en 10 kilometer`."""
    if first.unit or scan.concept(first.end):
        return first
    second = read_measured(scan, first.end + (not scan.holds_and(first.end)))
    if second and not 0.05 <= first.amount.low / max(second.amount.low, 1e-9) <= 20:
        return first
    return (
        _lend(first, second)
        if second and second.unit and second.amount.digits == first.amount.digits
        else first
    )


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
    scale = 10 ** (3 * int((len(str(int(y.low))) - 1) // 3)) if y.low >= 1 else 1
    bare = not first.unit or (first.unit.isupper() and not second.unit)  # "€2-2.5bn"
    if (
        x.digits == y.digits
        and bare
        and y.low >= 1000 > x.low
        and y.step >= 100
        and x.low * scale >= y.low / 100
    ):
        if x.low >= y.low / scale:
            return None  # "from 5 to 3 million" is no range
        low = x.low * scale
    if first.unit and second.unit and first.unit != second.unit:
        low = base_value(low, first.unit) / factor(second.unit)
    if not low < y.low:
        return None
    return Measured(Amount(low, y.low, second.end, y.step), unit, first.start, second.end)


def _dual(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read an Arabic dual: `يومين`, `قتيلان`; and a bare unit after a preposition of time: `بعد عام`."""
    if one := scan.match("oneunit", i):
        return build(scan, continued(scan, Measured(Amount(1.0, 1.0, one[1], 1.0), one[0], i, one[1])), "", i)
    if scan.words.lang != "ar":
        return None
    found = scan.match("dualunit", i)
    if found:
        measured = continued(scan, Measured(Amount(2.0, 2.0, found[1], 1.0), found[0], i, found[1]))
        return build(scan, measured, "", i)
    noun = scan.match("dualnoun", i)
    if noun:
        measured = Measured(Amount(2.0, 2.0, noun[1], 1.0), "", i, noun[1])
        value, end = build(scan, measured, "", i)
        state = state_of(scan, i, noun[1])
        concept = state if state and noun[0] == "person" else noun[0]
        return replace(value, counts=scan.raw[i], counted=concept, state=state), end
    half = _unit_and_half(scan, i)
    if half is not None:
        return build(scan, half, "", i)
    if (
        scan.word(i) in scan.words.tables["articlecue"]
        and scan.word(i + 1) in scan.words.tables["articleunit"]
    ):
        return _bare_unit(scan, i)
    return None


def _unit_and_half(scan: Scan, i: int) -> Measured | None:
    """Read `ساعة ونصف` and `ساعة ونصف الساعة` as one and a half, `متر وثمانون سنتيمترا` as 1.8 metres."""
    unit = scan.match("unitname", i)
    if unit is None or not (scan.holds_and(unit[1]) or scan.word(unit[1]) == "و"):
        return None
    one = Measured(Amount(1.0, 1.0, unit[1], 1.0), unit[0], i, unit[1])
    whole = continued(scan, one)
    if scan.match("fraction", unit[1]):
        return whole
    return whole if whole.end > unit[1] and not scan.particles[i].endswith(("ال", "لل")) else None


def _bare_unit(scan: Scan, i: int) -> tuple[Value, int] | None:
    """Read `بعد عام` (after a year), unless a year, date or definite noun follows."""
    k = i + 1
    after = k + 1
    plain = scan.particles[k] == "" and not scan.is_number(after) and not scan.match("month", after)
    definite = scan.is_word(after) and scan.particles[after].endswith("ال")
    counted = scan.word(after) in scan.words.cards and scan.word(after) not in ("واحد", "واحده")
    if not plain or definite or counted:
        return None
    unit = scan.match("unitname", k)
    if unit is None or (unit[0] == "day" and scan.match("weekday", k)):
        return None
    measured = continued(scan, Measured(Amount(1.0, 1.0, unit[1], 1.0), unit[0], k, unit[1]))
    value, end = build(scan, measured, "", k)
    return value, end
