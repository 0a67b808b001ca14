"""Lossless sentence splitting: exact spans, in linear time, with rules kept as word lists.

When in doubt, two sentences stay together: a joined sentence can still be aligned, while a fragment turns
into a difference that is not there. The lists are in `align/data/{abbreviations,titles,starters}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from align.article import Sentence
from align.layout import paragraphs
from align.wordlists import entries, languages

# A stop with these ends a sentence even where nothing but a letter follows it.
_WIDE = "。！？｡"
_STOPS = ".!?…؟۔।॥‼⁇⁈⁉։።།။" + _WIDE
_CLOSERS = "\"'”’»›)\\]}」』】》〉“"
_OPENERS = "\"'“”„‚‘’«»‹›(\\[{¿¡–—•*,`「『【《〈\\-"


def _letters(test: str, *blocks: tuple[int, int]) -> str:
    """Return the letters of some code-point ranges that pass a test of `str`, for a character class."""
    letters = (chr(code) for first, last in blocks for code in range(first, last))
    return "".join(letter for letter in letters if getattr(letter, test)())


_CASED = ((0x41, 0x250), (0x386, 0x588))
_LOWER = _letters("islower", *_CASED)
_UPPER = _letters("isupper", *_CASED)
# Arabic and Indic scripts have no capitals: two letters on each side of a stop stand in for them.
_CASELESS = "\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u0904-\u0939"
# Words that begin with a small letter and may still begin a sentence.
_SMALL_START = (
    rf"(?:[ae](?:[ldnrstz]|sh)-[{_UPPER}]|['’][a-z]\b\s+[{_UPPER}]|[{_LOWER}]{{1,2}}[A-Z]"
    rf"|[bd]['’][{_UPPER}]|[@#]\w)"
)

_CANDIDATE = re.compile(
    rf"[{_STOPS}]++[{_CLOSERS}]*+"
    # Closing marks that a slip of the typist or of a machine set apart: `city.” .` and French `ville. »`.
    rf"(?:\s++[.”»)’]++(?=\s|$))*+"
    rf"(?:(\s++)(?={_SMALL_START}|(?![{_OPENERS}]*+[{_LOWER}]))|(?=[^\W\d_{_LOWER}])|(?<=[{_WIDE}])|(?<=[{_WIDE}][{_CLOSERS}]))"
)
_OPENING = _OPENERS.replace("\\", "")
_NEXT_WORD = re.compile(rf"[{_OPENERS}\s]*+([^\W\d_]+(?:['’][^\W\d_]+)?|\d+)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{2,4}", re.IGNORECASE)
_GLUED_BEFORE = re.compile(rf"(?:[{_LOWER}]{{2}}|[{_CASELESS}]{{2}}|\d{{4}})[{_STOPS}]++[{_CLOSERS}]*+$")
_GLUED_AFTER = re.compile(
    rf"[{_UPPER}][{_LOWER}’']+(?![.@/:\w])|[{_UPPER}][{_LOWER}]+_|[{_CASELESS}]{{2}}|[AI]\s"
)
_QUOTING = re.compile("[とっ、，,]")
_DOMAIN = re.compile(r"(?i)(?:com|org|net|nl|be|de|fr|uk|eu|info|js|py|co|io)\b")
# Languages that do not write ordinal numbers with a stop, as German does ("am 6. Dezember").
_NO_ORDINAL_STOP = frozenset({"nl", "en", "ar", "fr"})
_LONGEST_TOKEN = 24


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language knows about words before and after a stop."""

    kinds: dict[str, str]
    starters: frozenset[str]
    ordinals: bool


@cache
def _rules(lang: str) -> _Rules:
    kinds: dict[str, str] = {}
    for name in ("neutral", lang):
        for entry in entries("abbreviations", name):
            word, _, kind = entry.partition(" ")
            kinds[word.rstrip(".")] = kind.strip() or "never"
        kinds.update((entry.rstrip("."), "never") for entry in entries("titles", name))
    return _Rules(kinds, frozenset(entries("starters", lang)), lang not in _NO_ORDINAL_STOP)


def has_rules(lang: str) -> bool:
    """Return whether a language has lists of its own; others are split by neutral rules."""
    return lang in languages("abbreviations")


def split(text: str, lang: str | None = None) -> tuple[Sentence, ...]:
    """Split a text into sentences with exact offsets and roles.

    Every visible character is in exactly one sentence, and only white space is between them. `lang` is a
    language code such as nl, en or ar; without one, or without lists for it, neutral rules are used.
    """
    from align.roles import assign

    rules = _rules(lang or "neutral")
    blocks = [_sentences(text, start, end, rules) for start, end in paragraphs(text)]
    roles = assign([[text[start:end] for start, end in block] for block in blocks], lang)
    found: list[Sentence] = []
    for number, (block, block_roles) in enumerate(zip(blocks, roles, strict=True)):
        for (start, end), (role, reason) in zip(block, block_roles, strict=True):
            found.append(Sentence(len(found), start, end, text[start:end], number, role, reason))
    return tuple(found)


def _sentences(text: str, start: int, end: int, rules: _Rules) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one paragraph."""
    spans: list[tuple[int, int]] = []
    for match in _CANDIDATE.finditer(text, start, end):
        after = match.end()
        if after >= end or after <= start:
            continue
        if match.group(1) is None:
            if not _glued(text, match, start, end):
                continue
        elif not _ends(text, match, start, rules):
            continue
        last = match.start(1) if match.group(1) is not None else after
        if match.group(1) is not None and text[after] == '"' and _closes(text, start, after, end):
            last = after + 1
            after += 2
            if after >= end:
                continue
        spans.append((start, last))
        start = after
    if start < end:
        spans.append((start, end))
    return spans


def _closes(text: str, start: int, quote: int, end: int) -> bool:
    """Return whether a straight quote that stands alone after a stop closes what the sentence opened."""
    alone = quote + 1 >= end or text[quote + 1].isspace()
    return alone and text.count('"', max(start, quote - 1000), quote) % 2 == 1


def _ends(text: str, match: re.Match[str], start: int, rules: _Rules) -> bool:
    """Return whether a stop that white space follows ends a sentence."""
    stop = match.start()
    if text[stop] != ".":
        return stop == start or text[stop - 1] not in "(["
    if text.startswith(".", stop + 1):
        return stop > start and text[stop - 1] not in "(["
    token = _token(text, start, stop)
    if not token:
        return True
    kind = rules.kinds.get(token.lower())
    if kind is None:
        return _plain_ends(text, match, token, start, rules)
    if kind == "never":
        return False
    word = _next_word(text, match.end())
    if kind == "number":
        return not (word.isdigit() or (len(word) == 1 and word.isupper()) or not word)
    return word.lower() in rules.starters


def _plain_ends(text: str, match: re.Match[str], token: str, start: int, rules: _Rules) -> bool:
    """Judge a stop after a word that is in no list: initials, acronyms, numbers."""
    if len(token) == 1 and token.isalpha():
        # An initial; but "vitamin C. The" and "World War I. The" end there.
        return token.isupper() and _next_word(text, match.end()).lower() in rules.starters
    if token.isdigit():
        stop = match.start()
        if stop - len(token) == start:
            return False
        return not (rules.ordinals and len(token) <= 2)
    if _ACRONYM.fullmatch(token):
        return _next_word(text, match.end()).lower() in rules.starters
    if _CONSONANTS.fullmatch(token) and not token.isupper():
        return _next_word(text, match.end()).lower() in rules.starters
    return True


def _token(text: str, start: int, stop: int) -> str:
    """Return the word before a stop, without opening marks."""
    chunk = text[max(start, stop - _LONGEST_TOKEN) : stop]
    if not chunk or chunk[-1].isspace():
        return ""
    return chunk.rsplit(None, 1)[-1].rsplit("/", 1)[-1].lstrip(_OPENING)


def _next_word(text: str, position: int) -> str:
    match = _NEXT_WORD.match(text, position)
    return (match.group(1) or "") if match else ""


def _glued(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Return whether a stop with no space after it ends a sentence: `Damascus.Their`, `た。次`."""
    after = match.end()
    piece = match.group()
    if any(mark in piece for mark in _WIDE):
        closed = piece[-1] not in _WIDE
        return not (closed and _QUOTING.match(text, after))
    if piece[0] in "۔।॥":
        return True
    if _DOMAIN.match(text, after) or not _GLUED_AFTER.match(text, after, end):
        return False
    return _GLUED_BEFORE.search(text[max(start, match.start() - 4) : after]) is not None
