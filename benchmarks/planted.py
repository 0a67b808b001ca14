"""Plant known edits in faithful translations, so that recall and precision of a diff can be measured by
kind.

Each document gets about one edit for every four lines on side b, of a kind drawn with a fixed seed among
those that the line allows. Edits that need capitals or auxiliaries (name, negation, clause) are made on
English or Dutch text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from align.diffing.pair_evidence import LOOSE
from align.facts.attribution import find_attributions
from align.facts.contrasts import contrast_words, find_contrasts
from align.facts.names import name_similarity
from benchmarks.planted_words import DENIED, MONTHS, NAMES, NEGATED, SOURCES, WEEKDAYS

KINDS = (
    "number",
    "date",
    "name",
    "source",
    "negation",
    "denial",
    "contrast",
    "dropped sentence",
    "dropped clause",
    "added sentence",
    "moved block",
)

# Few lines allow an edit of a number or a date; these kinds are preferred there, so that each kind gets
# enough cases.
WEIGHTS = {
    "number": 12.0,
    "date": 12.0,
    "contrast": 4.0,
    "name": 2.0,
    "source": 2.0,
    "negation": 2.0,
    "denial": 12.0,
    "dropped clause": 4.0,
}

CLAUSE = re.compile(r",\s(?!and\b|en\b)[^,.;:\"“”‘’()]{25,}(?=[.]$)")
DIGITS = re.compile(r"(?<![\w.,:٫٬-])\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?(?![\w:٫٬-]|[.,]\d)")


# Sources that are more alike than this may be one.
_ONE_SOURCE = 0.3


@dataclass(frozen=True)
class Edit:
    """One planted edit: its kind, the line of a and of b that it concerns, and the edited characters of
    line b.

    `line_a` is -1 for an added sentence and `line_b` is -1 for a dropped one. For a dropped clause the span
    lies in the line of a: the words that b lacks stand there in another language, so `span` is (0, 0) and
    the line counts; `share` is how much of the line, from its end, was cut off.
    """

    kind: str
    line_a: int
    line_b: int
    span: tuple[int, int] = (0, 0)
    share: float = 0.0


def plant(
    lines_a: list[str], lines_b: list[str], lang_b: str, strangers: list[str], rng: np.random.Generator
) -> tuple[list[str], list[Edit]]:
    """Return side b with edits planted, and the edits; `strangers` are lines of other documents in language
    b.
    """
    edited: list[tuple[int, str, str, tuple[int, int]]] = []
    for index, line in enumerate(lines_b):
        if index == 0 or rng.random() > 0.3:
            edited.append((index, line, "", (0, 0)))
            continue
        options = [
            kind for kind in KINDS[:-1] if _edit(kind, line, lang_b, strangers, np.random.default_rng(0))
        ]
        weights = np.array([WEIGHTS.get(option, 1.0) for option in options])
        kind = options[int(rng.choice(len(options), p=weights / weights.sum()))]
        edited.extend(_apply(kind, index, line, lang_b, strangers, rng))
    if len(edited) >= 12 and rng.random() < 0.5:
        edited = _move_block(edited, rng)
    new_lines, edits = [], []
    for index, line, kind, span in edited:
        if kind == "dropped sentence":
            edits.append(Edit(kind, index, -1))
            continue
        if kind:
            kept = len(line) / len(lines_b[index]) if kind == "dropped clause" else 1.0
            edits.append(Edit(kind, index, len(new_lines), span, 1.0 - kept))
        new_lines.append(line)
    return new_lines, edits


def _move_block(
    edited: list[tuple[int, str, str, tuple[int, int]]], rng: np.random.Generator
) -> list[tuple[int, str, str, tuple[int, int]]]:
    start = int(rng.integers(1, len(edited) - 3))
    block = [(i, line, kind or "moved block", span) for i, line, kind, span in edited[start : start + 3]]
    rest = edited[:start] + edited[start + 3 :]
    target = (start + len(rest) // 2) % len(rest)
    return rest[:target] + block + rest[target:]


def _apply(
    kind: str, index: int, line: str, lang: str, strangers: list[str], rng: np.random.Generator
) -> list[tuple[int, str, str, tuple[int, int]]]:
    result = _edit(kind, line, lang, strangers, rng)
    if result is None:
        return [(index, line, "", (0, 0))]
    text, span = result
    if kind == "added sentence":
        return [(index, line, "", (0, 0)), (-1, text, kind, span)]
    return [(index, text, kind, span)]


def _edit(
    kind: str, line: str, lang: str, strangers: list[str], rng: np.random.Generator
) -> tuple[str, tuple[int, int]] | None:
    """Return the edited line and the span of the edit, or None where the line does not allow this kind."""
    if kind == "number":
        return _replace(line, DIGITS, lambda old: _other_number(old, rng), rng)
    if kind == "date":
        return _other_word(line, (MONTHS[lang], WEEKDAYS[lang]), rng)
    if kind == "contrast":
        return _other_contrast(line, lang, rng)
    if kind == "source":
        return _other_source(line, lang, rng)
    if kind == "name" and lang != "ar":
        pattern = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}(?= [a-z]|[,.])")
        days = {name.lower() for group in (MONTHS, WEEKDAYS) for name in group[lang]}
        swap = NAMES[int(rng.integers(len(NAMES)))]
        return _replace(line, pattern, lambda old: "" if old.lower() in days else swap, rng)
    if kind == "negation" and lang in NEGATED:
        pattern, word = NEGATED[lang]
        return _replace(line, re.compile(pattern), lambda old: f"{old} {word}", rng)
    if kind == "denial":
        pattern, word = DENIED[lang]
        return _replace(line, re.compile(pattern), lambda old: word, rng)
    if kind == "dropped clause" and lang != "ar" and (match := CLAUSE.search(line)):
        return line[: match.start()] + line[match.end() :], (0, 0)
    if kind == "added sentence" and strangers:
        text = strangers[int(rng.integers(len(strangers)))]
        return text, (0, len(text))
    if kind == "dropped sentence":
        return line, (0, 0)
    return None


def _replace(
    line: str, pattern: re.Pattern[str], swap: object, rng: np.random.Generator
) -> tuple[str, tuple[int, int]] | None:
    assert callable(swap)
    matches = [m for m in pattern.finditer(line) if swap(m.group()) and swap(m.group()) != m.group()]
    if not matches:
        return None
    match = matches[int(rng.integers(len(matches)))]
    new = swap(match.group())
    return line[: match.start()] + new + line[match.end() :], (match.start(), match.start() + len(new))


def _other_number(old: str, rng: np.random.Generator) -> str:
    """Change the first digit; return "" for a single 1 or a 0."""
    if old in ("0", "1") or old[0] == "0":
        return ""
    digits = [d for d in "23456789" if d != old[0]]
    return digits[int(rng.integers(len(digits)))] + old[1:]


def _other_word(
    line: str, groups: tuple[list[str], ...], rng: np.random.Generator
) -> tuple[str, tuple[int, int]] | None:
    """Replace the first word of a group that the line holds by another word of that group."""
    for names in groups:
        found = [
            name
            for name in names
            if name not in ("May", "March") and re.search(rf"(?<!\w){name}(?!\w)", line)
        ]
        if found:
            others = [name for name in names if name != found[0]]
            swap = others[int(rng.integers(len(others)))]
            match = re.search(rf"(?<!\w){found[0]}(?!\w)", line)
            assert match
            return line[: match.start()] + swap + line[match.end() :], (
                match.start(),
                match.start() + len(swap),
            )
    return None


def _other_contrast(line: str, lang: str, rng: np.random.Generator) -> tuple[str, tuple[int, int]] | None:
    """Replace a word of a known contrast by a word of another class: north by south, minister by governor."""
    found = [c for c in find_contrasts(line, lang) if " " not in c.text and c.dimension not in LOOSE]
    if not found:
        return None
    old = found[int(rng.integers(len(found)))]
    words = [
        word
        for dimension, value, word in contrast_words(lang)
        if dimension == old.dimension and value != old.value and " " not in word
    ]
    if not words:
        return None
    new = words[int(rng.integers(len(words)))]
    return line[: old.start] + new + line[old.end :], (old.start, old.start + len(new))


def _other_source(line: str, lang: str, rng: np.random.Generator) -> tuple[str, tuple[int, int]] | None:
    """Replace whoever a line quotes by somebody else."""
    named = [source for source in find_attributions(line, lang) if source.named]
    if not named:
        return None
    old = named[int(rng.integers(len(named)))]
    others = [text for text in SOURCES[lang] if name_similarity(text, old.text) < _ONE_SOURCE]
    new = others[int(rng.integers(len(others)))]
    if old.start == 0:
        new = new[0].upper() + new[1:]
    return line[: old.start] + new + line[old.end :], (old.start, old.start + len(new))
