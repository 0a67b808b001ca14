"""What kind of body or person a source is: a ministry, a company, a nurse, the police."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from align.facts.contrasts import Contrast, find_contrasts, find_words
from align.facts.tokens import tokens
from align.facts.wordlists import table

# Who only speaks for others: the spokesman of the police, a politiewoordvoerder.
_SPEAKERS = frozenset({"spokesperson"})
_SPEAKER = re.compile(r"(?<=\w{4})-?woordvoerd(?:er|ster)s?\b")
# The column of the classes that may be another word for the same.
_NEAR = 5
# Letters of a Dutch word that is known as the end of a longer one, and of what stands before it.
_HEAD, _REST = 6, 3


@lru_cache(maxsize=4096)
def bodies(text: str, lang: str) -> frozenset[str]:
    """Return the classes of bodies and roles that the words of a source name."""
    text = _SPEAKER.sub("", text) if lang == "nl" else text
    kinds = _named(text, lang)
    if lang == "nl" and not kinds:
        kinds = frozenset().union(*(_compound(token.norm) for token in tokens(text)))
    return kinds - _SPEAKERS


def are_apart(x: frozenset[str], y: frozenset[str]) -> bool:
    """Say whether two sources are surely of different kinds; unknown ones are not."""
    near, none = _near(), frozenset[str]()
    alike = any(b in near.get(a, none) or a in near.get(b, none) for a in x for b in y)
    return bool(x and y) and x.isdisjoint(y) and not alike


@lru_cache(maxsize=4096)
def body_words(text: str, lang: str) -> tuple[Contrast, ...]:
    """Return the words of a text that name bodies and roles."""
    roles = (found for found in find_contrasts(text, lang) if found.dimension == "role")
    return (*roles, *find_words("bodies", text, lang))


def _named(text: str, lang: str) -> frozenset[str]:
    return frozenset(found.value for found in body_words(text, lang))


def _compound(word: str) -> frozenset[str]:
    """Return the classes of the head of a Dutch compound: havenmedewerker, veerbootmaatschappij."""
    tails = (word[at:] for at in range(_REST, len(word) - _HEAD + 1))
    return next((kinds for tail in tails if (kinds := _named(tail, "nl"))), frozenset())


@cache
def _near() -> dict[str, frozenset[str]]:
    """Return for each class the classes that may be another word for it."""
    return {
        row[1]: frozenset(near.strip() for cell in row[_NEAR:] for near in cell.split(","))
        for row in table("bodies")
    }
