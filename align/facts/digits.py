"""Numbers in figures: separators told apart by language, Arabic-Indic and Persian digits."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SPACES = re.compile("[ \u00a0\u202f\u2009'\u2019\u066c]|\u060c(?=\\d{3}(?!\\d))")
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2}


def ascii_digits(text: str) -> str:
    """Return a text with Arabic-Indic and Persian digits as ASCII digits."""
    return text.translate(_DIGITS)


@lru_cache(maxsize=4096)
def read_digits(written: str, decimal: str, lang: str) -> tuple[float, float, bool] | None:
    """Read a number in digits.

    Returns its value, the size of its last significant digit and whether it is an ungrouped integer; None
    where it is no number (a date, a time, a version). One separator before three digits is a decimal sign
    only if it is that of the language and the digits are not 000.
    """
    text = _SPACES.sub("", ascii_digits(written))
    if "\u066b" in text:
        whole, _, rest = text.partition("\u066b")
        text = whole.replace(".", "").replace(",", "") + "." + rest
        return _decimal(text)
    if text.isdecimal():
        return float(text), _step(text), text == ascii_digits(written)
    marks = [mark for mark in text if not mark.isdecimal()]
    if any(mark not in ".," for mark in marks):
        return None
    parts = re.split("[.,]", text)
    groups = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3 and parts[0] != "0"
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        whole, _, rest = text.rpartition(marks[-1])
        if all(len(part) == 3 for part in parts[1:-1]):
            return _decimal(re.sub("[.,]", "", whole) + "." + rest)
        return None
    if len(marks) > 1:
        joined = "".join(parts)
        return (float(joined), _step(joined), False) if groups and len(set(marks)) == 1 else None
    if groups and (marks[0] != decimal or parts[1] == "000" or (lang == "ar" and marks[0] == ",")):
        joined = "".join(parts)
        return float(joined), _step(joined), False
    return _decimal(parts[0] + "." + parts[1])


def _decimal(text: str) -> tuple[float, float, bool] | None:
    try:
        return float(text), 10.0 ** -len(text.partition(".")[2]), False
    except ValueError:
        return None


def _step(text: str) -> float:
    """Return the size of the last digit that is not a zero at the end."""
    stripped = text.rstrip("0")
    return 10.0 ** (len(text) - len(stripped)) if stripped else 1.0


def step_of(value: float) -> float:
    """Return the size of the last significant digit of a number said in words."""
    if value != int(value):
        return 0.1
    return _step(str(int(abs(value))))
