"""Boilerplate: lines that a web page puts around an article, told by their phrases and by their form.

The phrases are in `align/data/boilerplate`, one file a language; all of them are tried on every text, since a
page in one language often carries lines in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from align.wordlists import entries, languages

# What may stand between a final stop and the end of a paragraph.
CLOSING = r"""[\s"'”’»›)\]」』\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$"""
STOPPED = re.compile("[.!?…؟۔。！？｡।:;,،؛]" + CLOSING)
_LEAD_MARKS = re.compile(r"[\s>»›▶►•*|:(–—-]+")
_FILE_NAME = re.compile(r"[\w-]++\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)$", re.IGNORECASE)
_FILE_LETTERS = re.compile(r"[\w. -]++$")
_DIGIT = re.compile(r"\d")
_CREDIT = re.compile(
    r"\[[^\[\]]{0,40}[^\W\d_][^\[\]]{0,40}/[^\[\]]{2,60}\]\.?$|©\s?\S.{1,60}$|\((?:foto|photo|beeld|صورة):?\s[^()]+\)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_FIELDS = re.compile(r"(?:[^\W\d_][\w’'-]*(?:\s[\w’'-]+){0,2}\s?\*\s*)+$")
_SEPARATOR = re.compile(r"\s[/|·•]\s")
_NAMES = re.compile(
    r"(?:[\s,:;&/|)]|by|door|(?!(?:The|A|An|In|It|De|Het|Een)\b)[A-ZÀ-Þ][\w.’'-]*+|and|en|et|und|van|de|der|den|von|al-\w+|el-\w+|in|voor|for|du|di)++$"
)
WORD = re.compile(r"[^\W_]+")
# Spellings of Arabic that differ from writer to writer: forms of alef, vowel marks, stretched letters.
_FOLD = str.maketrans("أإآٱ", "اااا", "ـًٌٍَُِّْ\u200e\u200f")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases by where they stand; those in small letters match any case."""

    start: tuple[tuple[str, str], ...]
    exact_start: tuple[tuple[str, str], ...]
    whole: dict[str, str]
    inside: tuple[tuple[str, str], ...]
    name: tuple[tuple[str, str], ...]


@cache
def _phrases() -> _Phrases:
    kinds = ("start", "exact", "whole", "inside", "name")
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in kinds}
    for lang in languages("boilerplate"):
        for entry in entries("boilerplate", lang):
            reason, where, phrase = (part.strip() for part in entry.split("|", 2))
            capitals = where == "start" and phrase.isupper()
            folded = phrase if capitals else phrase.lower().translate(_FOLD)
            found["exact" if capitals else where].append((folded, reason))
    return _Phrases(
        tuple(found["start"]),
        tuple(found["exact"]),
        dict(found["whole"]),
        tuple(found["inside"]),
        tuple(found["name"]),
    )


@cache
def _prefixes() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    phrases = _phrases()
    kinds = (phrases.start, phrases.exact_start, phrases.name)
    return tuple(tuple(phrase for phrase, _ in kind) for kind in kinds)  # type: ignore[return-value]


@cache
def _date_words() -> frozenset[str]:
    return frozenset(entries("date_words", "neutral"))


def reason_by_phrase(line: str) -> str:
    """Name what a paragraph is by a phrase of the lists, whatever its case and spelling; or ""."""
    line = " ".join(line.translate(_FOLD).split())
    marks = _LEAD_MARKS.match(line)
    line = line[marks.end() :] if marks else line
    phrases, (starts, exact, names) = _phrases(), _prefixes()
    lowered = line.lower()
    bare = " ".join(word for word in WORD.findall(lowered) if not word.isdecimal())
    if reason := phrases.whole.get(lowered.strip(" .:;!*…")) or (bare and phrases.whole.get(bare)) or "":
        return reason
    if lowered.startswith(starts) and (reason := _begins(lowered, phrases.start)):
        return reason
    if line.startswith(exact) and (reason := _begins(line, phrases.exact_start)):
        return reason
    for phrase, reason in phrases.inside:
        if phrase in lowered:
            return reason
    if lowered.startswith(names) and not STOPPED.search(line):
        for phrase, reason in phrases.name:
            rest = line[len(phrase) :]
            if lowered.startswith(phrase) and rest[:1] in (" ", ":") and (_NAMES.match(rest) or _dated(rest)):
                return reason
    return ""


def _begins(line: str, phrases: tuple[tuple[str, str], ...]) -> str:
    for phrase, reason in phrases:
        if line.startswith(phrase) and not (line[len(phrase) :][:1].isalnum() and phrase[-1].isalnum()):
            return reason
    return ""


def reason_by_form(line: str) -> str:
    """Name the form of a paragraph that no article has: file name, credit, address, date, field; or ""."""
    if STOPPED.search(line):
        return ""
    if _CREDIT.search(line):
        return "photo caption with credit"
    if is_file_name(line):
        return "file name"
    if line.count(" > ") >= 2:
        return "path of the page"
    if _ADDRESS.match(line):
        return "address"
    if line.strip("() -–—") in entries("agencies", "neutral"):
        return "agency credit"
    if "*" in line and _FIELDS.match(line):
        return "comment form"
    if _is_date(line):
        return "date line"
    if _SEPARATOR.search(line) and _dated(line):
        return "byline"
    return ""


def is_file_name(line: str) -> bool:
    """Return whether a line is `flood.jpg`, or words joined by underscores and numbers as cameras do it."""
    joined = line.count("_") >= 2 and _DIGIT.search(line) and _FILE_LETTERS.match(line)
    return bool(joined or _FILE_NAME.match(line))


def _is_date(line: str) -> bool:
    words = WORD.findall(line.lower())
    numbers = sum(word[0].isdigit() for word in words)
    known = _date_words()
    plain = all(word[0].isdigit() or word in known for word in words)
    return 2 <= len(words) <= 14 and numbers > 0 and plain and (numbers < len(words) or numbers >= 3)


def _dated(line: str) -> bool:
    return any(_is_date(part) for part in _SEPARATOR.split(line))
