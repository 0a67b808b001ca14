"""Find the typed values of a sentence (numbers, quantities, dates) and compare them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from align.facts.building import read_ordinal_value
from align.facts.comparison import compare_values
from align.facts.dates import read_date
from align.facts.forms import date_form
from align.facts.identifiers import identifier
from align.facts.model import Comparison, Value
from align.facts.owners import owner_of
from align.facts.periods import Period
from align.facts.phases import phased
from align.facts.quantities import read_quantity
from align.facts.scan import Scan, scan

__all__ = ["Comparison", "compare_values", "find_values"]

_ANY_DIGIT = re.compile(r"\d")
# How many words may stand between "this number" and the number.
_REFERENCE = 8


@lru_cache(maxsize=4096)
def find_values(text: str, lang: str, published: date | None = None) -> tuple[Value, ...]:
    """Find the numbers, quantities and dates of one sentence.

    Offsets count from the start of `text`; the values do not overlap and come in order. A language without
    tables of its own gets digits, symbols and percent signs. `published` turns "yesterday" and "last year"
    into dates.
    """
    words = scan(text, lang.partition("-")[0].lower())
    starts = words.words.starts
    out: list[Value] = []
    i = 0
    while i < len(words):
        if words.norm[i] in starts or i in words.given or words.is_number(i) or _halved(words, i):
            fixed = words.match("fixed", i)
            if fixed and phased(words, i) is None:
                i = fixed[1]
                continue
            found = _value_at(words, i, published)
            if found is not None:
                value = found[0]
                owner = owner_of(words, value, i, found[1])
                value = replace(value, of=owner) if owner else value
                value, i = _referred(words, out, value, i), found[1]
                out.append(_restated(out[-1], value, text) if out else value)
                continue
        i += 1
    return tuple(out)


def _referred(words: Scan, before: list[Value], value: Value, i: int) -> Value:
    """Let a number count what the last one counts, if it is told of that: "this number could reach 100"."""
    last = next((other for other in reversed(before) if other.kind == "number"), None)
    if last is None or value.kind != "number" or value.counts or not (last.counted or last.state):
        return value
    reach = range(max(0, i - _REFERENCE), i)
    if not any(words.start[k] >= last.end and words.match("figure", k) for k in reach):
        return value
    return replace(value, counts=last.counts, counted=last.counted, state=last.state)


def _halved(words: Scan, i: int) -> bool:
    """Say whether Arabic "and a half" or a number follows word `i`: `متر ونصف المتر`, `متر وثمانون`."""
    if words.word(i + 1) == "و":
        return words.is_number(i + 2)
    if not words.holds_and(i + 1):
        return False
    more = words.norm[i + 1]
    return more in words.words.tables["fraction"] or more in words.words.cards


def _value_at(words: Scan, i: int, published: date | None) -> tuple[Value, int] | None:
    """Read one value at word `i`: date, ordinal or quantity, in this order."""
    if words.is_number(i) and identifier(words, i):
        period = read_date(words, i, published)
        return (_date_value(words, period), period.end) if period else None
    period = read_date(words, i, published)
    if period is not None:
        return _date_value(words, period), period.end
    between = words.match("between", i)
    if between and read_date(words, between[1], published):
        return None
    return read_ordinal_value(words, i) or _modified_date(words, i, published) or read_quantity(words, i)


def _modified_date(words: Scan, i: int, published: date | None) -> tuple[Value, int] | None:
    """Read a date or time after a modifier: `om ongeveer 10.15 uur`, `about 1950`, `حتى 1953`."""
    modifier = words.match("modifier", i)
    if near := words.match("timemodifier", i):
        modifier = ("nearly", near[1])
    if modifier is None:
        return None
    period = read_date(words, modifier[1], published)
    if period is None or not ({"hour", "year", "month"} & set(period.parts)):
        return None
    value = _date_value(words, period)
    return (replace(value, modifier=modifier[0]) if modifier[0] in ("about", "nearly") else value), period.end


def _date_value(words: Scan, period: Period) -> Value:
    """Make the value of a date."""
    start, end = words.start[period.start], words.end[period.end - 1]
    return Value(
        kind="date",
        sentence=0,
        start=start,
        end=end,
        text=words.text[start:end],
        canonical=date_form(period.parts),
        date=tuple(sorted(period.parts.items())),
    )


def _restated(before: Value, value: Value, text: str) -> Value:
    """Mark a conversion in brackets: the miles of "5 km (3 miles)"."""
    between = text[before.end : value.start].strip()
    after = text[value.end : value.end + 1]
    same = (
        before.kind == value.kind == "quantity"
        and before.unit == value.unit
        and before.measure != value.measure
    )
    money = before.kind == value.kind == "quantity" and before.unit.isupper() and value.unit.isupper()
    if between in ("(", "/") and after in ")؛,/ " and (same or (money and before.unit != value.unit)):
        return replace(value, restates=True)
    return value
