"""From a measured amount to a value: what it counts, its unit in the base, its form for people."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.facts.amounts import Amount
from align.facts.counting import Counted, counted
from align.facts.forms import number_form
from align.facts.lexicon import concept_facets
from align.facts.model import Value
from align.facts.ordinals import read_ordinal
from align.facts.scan import Scan
from align.facts.units import base_unit, base_value, factor


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount with its unit id ("" if none), from word `start` to before word `end`."""

    amount: Amount
    unit: str
    start: int
    end: int


def build(scan: Scan, found: Measured, modifier: str, i: int) -> tuple[Value, int]:
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
    if unit in ("", "degree") and _magnitude(scan, found.start, amount):
        unit = "magnitude"
    elif not unit or unit == "year":
        unit = _age(scan, found, amount, i) or unit
    if not unit and scan.words.lang == "ar" and scan.particles[found.start].endswith("ال"):
        unit = _unit_before(scan, found.start)
    after = _after(scan, end)
    if after and not modifier:
        modifier = after[0]
        end = after[1] if after[1] - end <= 3 and after[2] else end
    if unit == "magnitude":
        what = Counted()  # "the magnitude 7.1 earthquake killed ..."
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
        state=what.state,
        measure=unit,
        step=amount.step * (factor(unit) if unit else 1.0),
    )
    return value, end


def _unit_before(scan: Scan, start: int) -> str:
    """Return the unit before a definite Arabic number: `الأيام الثلاثة`, `أيام الحداد الثلاثة`."""
    for back in (1, 2):
        found = scan.match("unitname", start - back) if start >= back else None
        if found and found[1] == start - back + 1 and (back == 1 or scan.full[start - 1].startswith("ال")):
            return found[0]
    return ""


def _age_cued(scan: Scan, found: Measured, i: int) -> bool:
    """Say whether the words around a number, its modifiers between, make it an age."""
    after = scan.words.tables["ageafter"]
    for start in sorted({found.start, i, _list_start(scan, found)}):
        for back in range(1, min(4, start + 1)):
            if (cue := scan.match("agecue", start - back)) and cue[1] == start:
                return True
            verb = scan.match("ageverb", start - back) if found.unit else None
            if verb and scan.word(start - back) == "van":
                if not _is_person(scan, start - back - 1):
                    continue
                if verb[1] == start:
                    return True  # "twee meisjes van 9 en 11 jaar"
            ends = not after or found.end >= len(scan) or scan.word(found.end) in after
            if verb and verb[1] == start and ends:
                return True
    return bool(found.unit) and _of_person(scan, found.end)


def _list_start(scan: Scan, found: Measured) -> int:
    """Return the first word of the list of bare numbers that a number ends: the 9 of `aged 9, 11 and 14`."""
    first = found.start
    if not found.unit and scan.concept(found.end):
        return first  # "aged 9 and 11 women"
    while first > 1:
        join = scan.word(first - 1) in (*scan.words.join, ",", "،", "و")
        before = first - 1 if scan.holds_and(first) else first - 2 if join else -1
        if before < 1 or not (scan.is_number(before) or scan.word(before) in scan.words.cards):
            break
        first = before
    return first


def _of_person(scan: Scan, end: int) -> bool:
    """Say whether Dutch `-jarige` before word `end` is said of a person: `de 20-jarige man`."""
    if not scan.word(end - 1).startswith("jarig"):
        return False
    name = scan.is_word(end) and scan.raw[end][0].isupper()
    noun = not scan.is_word(end) or scan.word(end) in scan.words.stop
    return name or noun or _is_person(scan, end)


def _is_person(scan: Scan, i: int) -> bool:
    return concept_facets().get(scan.concept(i), "") in ("person", "role")


def _age(scan: Scan, found: Measured, amount: Amount, i: int) -> str:
    """Return "age" for the age of a person: `aged 45`, `Jones, 41, said`, `في سن 18`."""
    if amount.kind != "number" or amount.vague or not 1 <= amount.low <= 120 or amount.low != int(amount.low):
        return ""
    if _age_cued(scan, found, i):
        return "age"
    if found.unit:
        return ""
    said = scan.match("agesaid", found.start - 2) if found.start > 1 else None
    if said and said[1] == found.start and amount.digits and _ends_phrase(scan, found.end):
        return "age"
    commas = scan.word(found.start - 1) == "," and scan.word(found.end) in (",", ".", ";", "")
    name = scan.is_word(found.start - 2) and not scan.is_number(found.end + 1)
    return "age" if commas and name and amount.digits and found.start > 1 and found.end < len(scan) else ""


def _ends_phrase(scan: Scan, end: int) -> bool:
    """Say whether a number counts nothing: a mark, a function word or nothing follows."""
    return not scan.is_word(end) or scan.word(end) in scan.words.stop


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
    cue = scan.match("agecue", i - 1) if i else None
    if scan.words.lang == "ar" and cue and cue[1] == i:
        end = age[1] if age and age[0] in ("year", "age") else amount.end
        return build(scan, Measured(replace(amount, kind="number"), "age", i, end), "", i)
    reached = (
        amount.low > 10 and scan.raw[i].endswith("ة") and scan.bare(i - 1) in scan.words.tables["agereached"]
    )
    if scan.words.lang == "ar" and reached and not scan.concept(amount.end):
        return build(scan, Measured(replace(amount, kind="number"), "age", i, amount.end), "", i)
    if scan.words.lang == "ar" and age and age[0] == "age":
        return build(scan, Measured(replace(amount, kind="number"), "age", i, age[1]), "", i)
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
