"""Whose a rank or distance is: Aleppo of "Aleppo, the second city", Hama of "46 km south of Hama"."""

from __future__ import annotations

from align.facts.model import Value
from align.facts.scan import Scan
from align.facts.similarity import name_similarity
from align.facts.tokens import is_arabic

_COMMAS = (",", "،", "(")
# How many words may stand between a distance and the place that it is measured from, or around a rank.
_REACH = 8
# Two places are surely two below this likeness of their names.
_OTHER = 0.4


def owner_of(scan: Scan, value: Value, start: int, end: int) -> str:
    """Return the name that a rank or distance from word `start` to `end` belongs to, "" if unknown."""
    if value.unit == "ordinal" and value.counted:
        k = _noun_end(scan, end)
        if scan.words.lang != "ar" and _is_name(scan, k):
            return scan.raw[k]
        return _before_comma(scan, start) or _after_comma(scan, k)
    if value.unit == "m" and value.kind == "quantity":
        return _measured_from(scan, end)
    return ""


def _is_name(scan: Scan, k: int) -> bool:
    """Say whether word `k` is written as a name: a capital, or in Arabic no article and no known word."""
    if not scan.is_word(k):
        return False
    if scan.words.lang != "ar":
        dated = scan.match("weekday", k) or scan.match("month", k)
        return scan.raw[k][0].isupper() and scan.word(k) not in scan.words.stop and not dated
    word = scan.full[k]
    return len(word) > 2 and not word.startswith("ال") and word not in scan.words.vocabulary


def _measured_from(scan: Scan, end: int) -> str:
    """Find the place after "of" or "from": `110 km (70 miles) south of Aleppo`, `على بعد 5 كم من حمص`."""
    from_words = scan.words.tables["measuredfrom"]
    seen = False
    for k in range(end, min(end + _REACH, len(scan))):
        if scan.word(k) in from_words:
            seen = True
        elif seen and _is_name(scan, k):
            return scan.raw[k]
        elif scan.word(k) in (",", ".", ";", "،") or scan.match("measuredto", k):
            return ""
    return ""


def _noun_end(scan: Scan, end: int) -> int:
    """Return the word after the noun that a rank counts."""
    k = end + (scan.word(end) == "-")
    while k < min(end + 4, len(scan)) and not scan.concept(k):
        k += 1
    return k + 1


def _after_comma(scan: Scan, k: int) -> str:
    """Find the name after a rank: `the third-largest city, Homs`, `de tweede stad van het land, Aleppo`."""
    for comma in range(k, min(k + _REACH, len(scan))):
        if scan.word(comma) in _COMMAS:
            return scan.raw[comma + 1] if scan.words.lang != "ar" and _is_name(scan, comma + 1) else ""
    return ""


def _before_comma(scan: Scan, start: int) -> str:
    """Find the name before a rank: `Hama, the fourth largest city`, `Aleppo, Syria's second city`."""
    for comma in range(start - 1, max(start - 6, 0), -1):
        if scan.word(comma) in _COMMAS:
            return scan.raw[comma - 1] if _is_name(scan, comma - 1) else ""
    return ""


def other_owner(x: Value, y: Value) -> bool:
    """Say whether two ranks or distances surely belong to two names."""
    if not x.of or not y.of or is_arabic(x.of) != is_arabic(y.of):
        return False
    short = len(x.of) < 4 or len(y.of) < 4  # "AZ" may be Arizona
    return not short and name_similarity(x.of, y.of) < _OTHER
