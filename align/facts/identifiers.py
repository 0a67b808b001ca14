"""Digits that are no number: parts of names, codes and telephone numbers."""

from __future__ import annotations

from align.facts.digits import VULGAR
from align.facts.scan import Scan


def identifier(scan: Scan, i: int) -> bool:
    """Say whether digits at word `i` are part of a name, code or telephone number.

    M7, COVID-19, F-16, 020-4567.
    """
    if not scan.is_number(i):
        return False
    raw = scan.raw[i]
    if len(raw) > 1 and raw[0] in "0٠" and raw[1].isdecimal():
        return True
    if any(mark in raw for mark in " \u00a0\u202f\u2009") and (
        scan.is_number(i - 1) or scan.is_number(i + 1)
    ):
        return True
    if scan.glued(i):
        before = scan.raw[i - 1]
        if before[-1].isalpha() and not _may_precede(scan, i - 1):
            return True
        if before in "-–" and scan.glued(i - 1):
            word = scan.raw[i - 2]
            if word[-1].isalpha() and not _is_quantity_word(scan, i - 2):
                return True
            if word[-1].isdecimal() and scan.raw[i - 3] in "-–" and scan.glued(i - 2) and i >= 3:
                return True
        if before in "#@_\\" or (before == "+" and len(raw) != 1 and not scan.match("unitname", i + 1)):
            return True
    if scan.word(i - 1) in scan.words.tables.get("identifier", ()) and not scan.match("unitname", i + 1):
        return True
    return _letters_after(scan, i)


def _letters_after(scan: Scan, i: int) -> bool:
    """Say whether letters that are no unit, suffix or magnitude are written onto the digits: 4G, 737s."""
    if not scan.glued(i + 1) or not scan.is_word(i + 1) or scan.raw[i + 1] in VULGAR:
        return False
    words, word = scan.words, scan.word(i + 1)
    known = word in words.cards or any(
        word in words.tables.get(kind, ())
        for kind in (
            "unitname",
            "casedunit",
            "ordinalsuffix",
            "am",
            "decadesuffix",
            "clock",
            "zone",
            "month",
            "times",
        )
    )
    return not known


def _may_precede(scan: Scan, i: int) -> bool:
    """Say whether letters written onto a following number leave it a number: `EUR5`, `الـ27`, `و15`."""
    if scan.words.lang == "ar":
        bare = scan.raw[i].replace("ـ", "")
        return (
            bare in ("ال", "و", "ب", "ل", "بال", "وال", "لل", "ك", "ف", "وب", "ول")
            or scan.match("month", i) is not None
        )
    return scan.match("money", i) is not None


def _is_quantity_word(scan: Scan, i: int) -> bool:
    """Say whether a word before a hyphen may stand before a number: `mid-2014`, `pre-1990`."""
    word = scan.word(i)
    return (
        word in scan.words.tables.get("yearcue", ())
        or word in scan.words.cards
        or bool(scan.match("month", i))
    )
