"""Number words written as one word: Dutch `tweehonderdachtenveertig`, German `zweihundertachtundvierzig`."""

from __future__ import annotations

import re
from functools import cache

from align.facts.lexicon import Lexicon, lexicon

# Number words that never are a part of a longer one.
_APART = frozenset(("ene", "mio", "mld", "mln", "mrd", "milj", "doz"))
_AND = {"nl": ("en",), "de": ("und",)}


@cache
def _morphemes(lang: str) -> re.Pattern[str] | None:
    """Return a pattern of one number morpheme, longest first; None for a language that does not compound."""
    if lang not in _AND:
        return None
    cards = lexicon(lang).cards
    words = [
        plain(word) for word, (kind, _) in cards.items() if kind in ("unit", "teen", "ten", "hundred", "mult")
    ]
    words += ["een", "half", "halve"] if lang == "nl" else ["ein", "eine"]
    words = [word for word in words if len(word) > 2 and word not in _APART]
    return re.compile("|".join(sorted({*words, *_AND[lang]}, key=lambda word: (-len(word), word))))


def plain(word: str) -> str:
    """Return a word without the diaeresis and accents of Dutch number words."""
    return word.replace("ë", "e").replace("é", "e").replace("ï", "i")


def compound(word: str, lang: str) -> tuple[float, int] | None:
    """Read a number from the start of a lower-case word.

    Returns its value and how many characters it takes, or None if the word does not begin with a number.
    """
    pattern = _morphemes(lang)
    if pattern is None:
        return None
    text = plain(word)
    first = pattern.match(text)
    if first is None or first.group() in _AND[lang]:
        return None
    total, group, unit, position = 0.0, 0.0, 0.0, 0
    done: tuple[float, int] | None = None
    joined = False
    while match := pattern.match(text, position):
        part = match.group()
        kind, value = _morpheme(part, lexicon(lang))
        if kind == "and":
            joined = True
        elif kind == "half":
            if not joined or position == 0:
                break
            return total + group + unit + 0.5, match.end()
        elif kind == "unit":
            if unit and joined and value == 1 and (half := re.match("halve|half", text[match.end() :])):
                return total + group + unit + 0.5, match.end() + half.end()
            if unit:
                break
            unit, joined = value, False
        elif kind in ("teen", "ten"):
            if unit and not (joined and kind == "ten"):
                break
            group, unit, joined = group + unit + value, 0.0, False
        elif kind == "hundred":
            group, unit = (unit or group or 1.0) * 100, 0.0
        else:
            total, group, unit = (total + group + unit or 1.0) * value, 0.0, 0.0
        position = match.end()
        if kind != "and":
            done = (total + group + unit, position)
    return done


def _morpheme(part: str, words: Lexicon) -> tuple[str, float]:
    """Return the class and value of one morpheme."""
    if part in _AND[words.lang]:
        return "and", 0.0
    if part in ("half", "halve"):
        return "half", 0.5
    if part in ("een", "ein", "eine"):
        return "unit", 1.0
    return words.cards[part]
