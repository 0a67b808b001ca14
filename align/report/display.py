"""Widths on a terminal: how many columns a text takes, wrapping and shortening by columns.

Source of the widths: Unicode Standard Annex 11 (East Asian Width); marks and format characters take none.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Noncharacters that stand for "style on" and "style off" while a text is being wrapped; input never holds
# them, because `neutralise` shows them by their code.
MARK_ON = "\ufdd0"
MARK_OFF = "\ufdd1"


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Return the number of columns of one character: 0, 1 or 2."""
    if char in (MARK_ON, MARK_OFF) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if 0x1160 <= ord(char) <= 0x11FF:  # medial and final Hangul letters join the syllable before them
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def text_width(text: str) -> int:
    """Return the number of columns of a text without line breaks."""
    return sum(map(char_width, text))


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line into pieces that fit; marks stay with their letter."""
    pieces, current, used = [], "", 0
    for char in word:
        size = char_width(char)
        if current and used + size > width:
            pieces.append(current)
            current, used = "", 0
        current += char
        used += size
    return [*pieces, current] if current else pieces


def wrap(text: str, width: int) -> list[str]:
    """Wrap a text at white space to lines of `width` columns; a run of white space becomes one space."""
    width = max(width, 2)
    lines: list[str] = []
    current, used = "", 0
    for word in text.split():
        for piece in [word] if text_width(word) <= width else _pieces(word, width):
            size = text_width(piece)
            if current and used + 1 + size <= width:
                current, used = f"{current} {piece}", used + 1 + size
                continue
            if current:
                lines.append(current)
            current, used = piece, size
    return [*lines, current] if current else lines or [""]


def shorten(text: str, width: int) -> str:
    """Cut a text to `width` columns on one line; "…" stands for what was cut."""
    text = " ".join(text.split())
    if text_width(text) <= width:
        return text
    kept, used = "", 1
    for char in text:
        used += char_width(char)
        if used > width:
            break
        kept += char
    return kept.rstrip() + "…"


def pad(text: str, width: int) -> str:
    """Fill a text with spaces up to `width` columns."""
    return text + " " * max(0, width - text_width(text))
