"""Scores in words: `three-nil`, `met één tegen nul`, `بثلاثة أهداف دون رد`, `بهدفين لهدف`."""

from __future__ import annotations

from align.facts.amounts import Amount
from align.facts.building import Measured
from align.facts.numbers import read_number
from align.facts.scan import Scan

_MOST = 30
_DASHES = ("-", "–")
# One side of a score: its goals, the word after them, and whether goals are named.
_Side = tuple[int, int, bool]


def read_score(scan: Scan, i: int) -> Measured | None:
    """Read a score of which a side is in words, or of which goals are named."""
    first = _side(scan, i)
    if first is None:
        return None
    if clean := scan.match("clean", first[1]):
        second = (first[0] if clean[0] == "same" else 0, clean[1], True)
        return _score(first, second, i) if first[2] else None
    k = _against(scan, first[1])
    other = _side(scan, k) if k else None
    if other is None:
        return None
    spoken = not scan.is_number(i) and not scan.is_number(k) and scan.word(k - 1) in _DASHES
    worded_nil = 0 in (first[0], other[0]) and not (scan.is_number(i) and scan.is_number(k))
    if not (first[2] or other[2] or worded_nil or (spoken and first[0] >= other[0])):
        return None
    return None if scan.match("unitname", other[1]) or scan.word(other[1]) == "%" else _score(first, other, i)


def _score(first: _Side, second: _Side, start: int) -> Measured:
    low, high = sorted((float(first[0]), float(second[0])))
    return Measured(Amount(low, high, second[1], 1.0, "score"), "", start, second[1])


def _against(scan: Scan, k: int) -> int:
    """Return the word after what stands between two sides: a dash, "to", Arabic `مقابل` or `ل`; 0 if none."""
    if found := scan.match("against", k):
        dash = scan.word(k) in _DASHES
        return 0 if dash and scan.glued(k) != scan.glued(found[1]) else found[1]
    return k if scan.particles[k : k + 1] == ["ل"] else 0


def _side(scan: Scan, k: int) -> _Side | None:
    """Read the goals of one side: a number, an Arabic dual, or one goal."""
    if k >= len(scan):
        return None
    dual = scan.match("dualnoun", k)
    if dual and dual[0] == "goal":
        return 2, dual[1], True
    if scan.match("onegoal", k):
        return 1, k + 1 + (scan.word(k + 1) in ("واحد", "وحيد")), True
    if scan.words.lang == "nl" and scan.word(k) == "een":
        return 1, k + 1, False
    number = read_number(scan, k)
    if number is None or not 0 <= number.value <= _MOST or number.value != int(number.value):
        return _one(scan, k)
    named = scan.concept(number.end) == "goal"
    return int(number.value), number.end + named, named


def _one(scan: Scan, k: int) -> _Side | None:
    """Read a lone one, which is no number elsewhere."""
    kind, value = scan.words.cards.get(scan.word(k), ("", 0.0))
    return (1, k + 1, False) if kind in ("one", "unit") and value == 1 else None
