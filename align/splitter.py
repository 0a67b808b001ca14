"""Lossless sentence splitting: exact spans, in linear time, with rules kept as word lists.

When in doubt, two sentences stay together: a joined sentence can still be aligned, while a fragment turns
into a difference that is not there. The word lists are in `align/data`: `abbreviations`, `titles`,
`starters`, `speech`, `openers`, `unfinished`, one file a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.article import Sentence
from align.language import normalise
from align.layout import paragraphs
from align.stops import (
    CLOSERS,
    LOWER,
    OPENERS,
    STOPS,
    UPPER,
    WIDE,
    Rules,
    ends_glued,
    ends_sentence,
    rules_for,
)
from align.wordlists import entries, languages

Span = tuple[int, int]

# Words that begin with a small letter and may still begin a sentence: al-Sharaa, 't Hart, iPhone, d'Ancona.
_SMALL_START = "|".join(
    (
        rf"[ae](?:[ldnrstz]|sh)-[{UPPER}]",
        rf"['’][a-z]\b\s+[{UPPER}]",
        rf"[{LOWER}]{{1,2}}[A-Z]",
        rf"[bd]['’][{UPPER}]",
        r"[@#]\w",
    )
)
_SMALL = re.compile(_SMALL_START)
# What belongs to the sentence before it although a space sets it apart: marks that slipped away (`city.” .`,
# French `ville. »`, Dutch ` ''`), note numbers, an omission, a smiley.
_TRAILING = (
    r"(?:\s++(?:[\"'”»)’\]]*+\.++|[”»)’]++|''|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\)|[:;]-?[()DP])(?=\s|$)"
    r"|\s*+\[\d{1,3}\](?!\w)){0,8}+"
)


def _candidates(following: str) -> re.Pattern[str]:
    """Compile the places where a sentence may end; `following` tests what comes after white space."""
    return re.compile(
        # It begins where a run of stops begins and repeats only so often: no text makes it slow.
        rf"(?<![{STOPS}])[{STOPS}]++[{CLOSERS}]*+({_TRAILING})"
        rf"(?:(\s++){following}"
        rf"|(?=[^\W\d_{LOWER}])|(?<=[{WIDE}])|(?<=[{WIDE}][{CLOSERS}]))"
    )


_CANDIDATE = _candidates(rf"(?={_SMALL_START}|(?![{OPENERS}]*+[{LOWER}]|[;:،؛]|,(?!,)))")
# One quotation closes and the next opens: two sentences, even if the first has no stop.
_QUOTE_PAIR = re.compile(r"[\"”»](\s++)(?=[\"“«]\w)")
_QUOTE_END = re.compile('["”»]')
_OPENING = {'"': '"', "”": "“", "»": "«"}
# Shorter quotations next to each other are names: "Gulf Star" "Red Star".
_QUOTED_WORDS = 3
# How far back a quotation is followed; a limit keeps the time linear.
_WINDOW = 200
_FEWEST_WORDS = 5
# No note or message is one paragraph longer than this.
_LONGEST_NOTE = 10_000


def has_rules(lang: str) -> bool:
    """Return whether a language has lists of its own; others are split by neutral rules."""
    return lang in languages("abbreviations")


def split(text: str, lang: str | None = None) -> tuple[Sentence, ...]:
    """Split a text into sentences with exact offsets and roles.

    Every visible character is in exactly one sentence, and only white space is between them. `lang` is a
    language code such as nl, en or ar; without one, or without lists for it, neutral rules are used.

    Raises:
        OptionError: `lang` is not a two-letter code.
    """
    from align.roles import assign

    code = "neutral" if lang is None else normalise(lang)
    rules = rules_for(code)
    blocks = [_sentences(text, start, end, rules, code) for start, end in paragraphs(text)]
    roles = assign([[text[start:end] for start, end in block] for block in blocks], lang)
    found: list[Sentence] = []
    for number, (block, block_roles) in enumerate(zip(blocks, roles, strict=True)):
        for (start, end), (role, reason) in zip(block, block_roles, strict=True):
            found.append(Sentence(len(found), start, end, text[start:end], number, role, reason))
    return tuple(found)


def _sentences(text: str, start: int, end: int, rules: Rules, lang: str) -> list[Span]:
    """Return the spans of the sentences of one paragraph."""
    credit = _agency_credit().match(text, start, end)
    spans = [(start, credit.end(1))] if credit else []
    spans.extend(_by_stops(text, credit.end() if credit else start, end, rules))
    if _QUOTE_PAIR.search(text, start, end):
        spans = [part for span in spans for part in _by_quotes(text, span)]
    openers = _openers(lang)
    if openers and openers.search(text, start, end):
        unfinished = frozenset(entries("unfinished", lang))
        spans = [part for span in spans for part in _by_openers(text, span, openers, unfinished)]
    return spans


@cache
def _informal_candidate() -> re.Pattern[str]:
    return _candidates(r"(?![;:،؛,])")


def _by_stops(text: str, start: int, end: int, rules: Rules) -> Iterator[Span]:
    # Who begins with a small letter does so in the next sentence too: chat, notes, subtitles.
    informal = end - start <= _LONGEST_NOTE and text[start].islower() and not _SMALL.match(text, start)
    pattern = _informal_candidate() if informal else _CANDIDATE
    for match in pattern.finditer(text, start, end):
        stop, following = match.span()
        if following >= end or stop < start:
            continue
        marks_end, last = match.span(1)
        if informal and text[following].islower() and not _plain_stop(text, stop, marks_end):
            continue
        if match.start(2) < 0:
            if not ends_glued(text, stop, following, start, end):
                continue
            last, following = following, _skip_space(text, following, end)
        elif not ends_sentence(text, stop, marks_end, following, start, rules):
            continue
        elif text[following] == '"' and _closes_alone(text, start, following, end):
            last = following + 1
            following = _skip_space(text, last, end)
        yield start, last
        start = following
    if start < end:
        yield start, end


def _plain_stop(text: str, stop: int, marks_end: int) -> bool:
    """Return whether a stop is one mark after a word of at least two letters."""
    return marks_end - stop == 1 and text[max(0, stop - 2) : stop].isalpha() and stop > 1


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _closes_alone(text: str, start: int, quote: int, end: int) -> bool:
    """Return whether a straight quote that stands alone after a stop closes what the sentence opened."""
    alone = quote + 1 >= end or text[quote + 1].isspace()
    return alone and text.count('"', max(start, quote - _WINDOW), quote) % 2 == 1


def _by_quotes(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for match in _QUOTE_PAIR.finditer(text, start, end):
        quote = match.start()
        if quote == start or text[quote - 1].isspace():
            continue
        opened = text.rfind(_OPENING[text[quote]], max(start, quote - _WINDOW), quote)
        first = text[max(opened, start, quote - _WINDOW) : quote]
        after = text[match.end() + 1 : match.end() + 1 + _WINDOW]
        second = _QUOTE_END.split(after, maxsplit=1)[0]
        if max(len(first.split()), len(second.split())) >= _QUOTED_WORDS:
            yield start, quote + 1
            start = match.end()
    yield start, end


@cache
def _agency_credit() -> re.Pattern[str]:
    """Compile the credit before the first sentence: `(Reuters) - `, `(Keystone-ATS) `."""
    names = "|".join(map(re.escape, entries("agencies", "neutral")))
    return re.compile(rf"(\((?:{names})(?:[ /-][^()]{{1,30}})?\)(?:\s*[-–—:])?)\s+(?=[\w\"“«])")


@cache
def _openers(lang: str) -> re.Pattern[str] | None:
    """Compile the phrases that open a sentence even after one without a stop."""
    phrases = entries("openers", lang)
    if not phrases:
        return None
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<=[\w\u064b-\u0652\"”»)])(\s++)(?=(?:{words})(?!\w))")


def _by_openers(
    text: str, span: Span, openers: re.Pattern[str], unfinished: frozenset[str]
) -> Iterator[Span]:
    start, end = span
    for match in openers.finditer(text, start, end):
        before = text[max(start, match.start() - 200) : match.start()].split()
        if len(before) >= _FEWEST_WORDS and before[-1] not in unfinished:
            yield start, match.start()
            start = match.end()
    yield start, end
