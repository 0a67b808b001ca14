"""Arabic spelling: letters folded to one form, and attached particles cut off."""

from __future__ import annotations

import re
from collections.abc import Set

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans("أإآٱىةؤ", "ااااي" + "هو")
# Longest first, so that "وبال" is not read as "و" and an unknown rest.
_PARTICLES = (
    "وبال",
    "وال",
    "فال",
    "بال",
    "كال",
    "ولل",
    "وب",
    "ول",
    "وك",
    "فب",
    "فل",
    "لل",
    "ال",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)


def fold(word: str) -> str:
    """Return a word without vowel marks and tatweel, with one alef, one ya and no hamza carriers."""
    return _MARKS.sub("", word).translate(_LETTERS)


def clitics(word: str, vocabulary: Set[str]) -> tuple[str, str]:
    """Return the known word inside a folded word and the particles before it.

    A word that holds none is returned whole. The accusative alef (`ألفا`, `مترا`) counts as an ending of a
    known word.
    """
    if word in vocabulary:
        return word, ""
    if word.endswith("ا") and word[:-1] in vocabulary and len(word) > 3 and not word.endswith("ها"):
        return word[:-1], ""
    if word[1:3] == "ال" and word[0] in "وفبك" and word[1:] in vocabulary:
        return word[1:], word[0]
    for particle in _PARTICLES:
        if word.startswith(particle) and len(word) > len(particle) + 1:
            rest = word[len(particle) :]
            if rest in vocabulary:
                return rest, particle
            if rest.endswith("ا") and rest[:-1] in vocabulary and len(rest) > 3 and rest[-2] != "ه":
                return rest[:-1], particle
    return word, ""
