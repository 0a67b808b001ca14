"""Other spellings of a Latin-script name: without marks, and as it sounds in its own language."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from align.facts.wordlists import rows

# Letters with marks that stand for another sound, and the same without the marks.
PLAIN = str.maketrans("čšžçñşğćśźđł", "cszcnsgcszdl")
# Dutch groups of letters for Slavic and Arabic sounds.
_ENGLISH = {"sjtsj": "shch", "tsj": "ch", "dzj": "j", "sj": "sh", "oe": "u"}
_DUTCH = re.compile("|".join(_ENGLISH))
# Dutch sounds as Arabic spells them.
_HEARD = {"sch": "skh", "ui": "au", "ij": "ai", "oe": "u", "ch": "kh", "g": "kh"}
_SOUNDS = re.compile("|".join(_HEARD))


@cache
def _orthographies() -> tuple[tuple[tuple[re.Pattern[str], str], ...], ...]:
    """Return, by language, patterns of letters and the English letters that spell their sounds."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for lang, pattern, sound in rows("names/orthography"):
        found.setdefault(lang, []).append((re.compile(pattern), sound))
    return tuple(map(tuple, found.values()))


@lru_cache(maxsize=16384)
def respelled(latin: str) -> tuple[str, ...]:
    """Return other spellings of a word's letters: without marks, and in English letters for Dutch sounds and
    those of other languages: Tyne, Beauvoir, Schwarz.
    """
    found = {latin.translate(PLAIN)}
    if _DUTCH.search(latin):
        found.add(_DUTCH.sub(lambda match: _ENGLISH[match.group()], latin))
    if _SOUNDS.search(latin):
        found.add(_SOUNDS.sub(lambda match: _HEARD[match.group()], latin))
    for rules in _orthographies():
        heard = latin
        for pattern, sound in rules:
            heard = pattern.sub(sound, heard)
        found.add(heard)
    return tuple(sorted(found - {latin, ""}))
