"""Stops: whether a full stop, question mark or ellipsis ends a sentence, by word lists and context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from align.wordlists import entries

# A stop of these ends a sentence even where no white space follows it.
WIDE = "。！？｡"
STOPS = ".!?…؟۔।॥‼⁇⁈⁉։።។" + WIDE
# Marks of direction and width that cannot be seen; Arabic texts often have one after a stop.
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
CLOSERS = "\"'”’»›)\\]}」』】》〉“" + INVISIBLE
OPENERS = "\"'“”„‚‘’«»‹›(\\[{¿¡–—•*,`「『【《〈\\-" + INVISIBLE


def _letters(test: str, *blocks: tuple[int, int]) -> str:
    """Return the letters of some code-point ranges that pass a test of `str`, for a character class."""
    letters = (chr(code) for first, last in blocks for code in range(first, last))
    return "".join(letter for letter in letters if getattr(letter, test)())


_CASED = ((0x41, 0x250), (0x386, 0x588))
LOWER = _letters("islower", *_CASED)
UPPER = _letters("isupper", *_CASED)
# Arabic and Indic scripts have no capitals: two letters on each side of a stop stand in for them.
_CASELESS = "\u05d0-\u05ea\u0620-\u0652\u066e-\u06d3\u0904-\u0939"

_LEADING = re.compile(f"[{OPENERS}]++")
_QUOTES = frozenset("\"'”’»“")
_NEXT_WORD = re.compile(rf"[{OPENERS}\s]*+([^\W\d_]+(?:['’][^\W\d_]+)?|\d+)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xzBCDFGHJKLMNPQRSTVWXZ][b-df-hj-np-tv-xz]{1,3}")
_GLUED_BEFORE = re.compile(rf"(?:[{LOWER}]{{2}}|[{_CASELESS}]{{2}}|\d{{4}})[{STOPS}]++[{CLOSERS}]*+$")
_GLUED_AFTER = re.compile(
    rf"[{UPPER}][{LOWER}’']+(?![.@/:\w])|[{UPPER}][{LOWER}]+_|[{_CASELESS}]{{2}}|[AI]\s"
)
_QUOTING = re.compile("[とっ、，,]")
_DOMAIN = re.compile(r"(?i)(?:com|org|net|nl|be|de|fr|uk|eu|info|js|py|co|io)\b")
# Languages that do not write ordinal numbers with a stop, as German does ("am 6. Dezember").
_NO_ORDINAL_STOP = frozenset({"nl", "en", "ar", "fr"})
_LONGEST_TOKEN = 24
# Longer words of letters only are never odd: neither an initial nor an unlisted abbreviation.
_LONGEST_ODD = 4


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language knows about the words around a stop; see the notes at the top of each word list."""

    kinds: dict[str, str]
    starters: frozenset[str]
    speech: re.Pattern[str] | None
    source: re.Pattern[str] | None
    ordinals: bool


@cache
def rules_for(lang: str) -> Rules:
    """Return the rules of a language: its own lists on top of the neutral ones."""
    kinds: dict[str, str] = {}
    for name in dict.fromkeys(("neutral", lang)):
        for entry in entries("abbreviations", name):
            word, _, kind = entry.partition(" ")
            kinds[word.rstrip(".")] = kind.strip() or "never"
        kinds.update((entry.rstrip("."), "title") for entry in entries("titles", name))
    starters = frozenset(entries("starters", lang))
    speech, source = (_speech(lang, mark) for mark in ("", "any"))
    return Rules(kinds, starters, speech, source, lang not in _NO_ORDINAL_STOP)


def _speech(lang: str, mark: str) -> re.Pattern[str] | None:
    """Compile the words after a quotation that tell whose it is, names before them; `any` ones or all."""
    pairs = (entry.partition(" ") for entry in entries("speech", lang))
    words = "|".join(re.escape(word) for word, _, kind in pairs if kind == mark or not mark)
    return re.compile(rf"(?:[{UPPER}][^\s{STOPS}]*+\s++){{0,4}}(?:{words})(?!\w)") if words else None


def ends_sentence(text: str, stop: int, marks_end: int, following: int, start: int, rules: Rules) -> bool:
    """Return whether a stop that white space follows ends the sentence that began at `start`.

    The stop and its closing marks are `text[stop:marks_end]`; the next visible character is at `following`.
    """
    if text[stop - 1] in "([" and stop > start:
        return False
    single = text[stop] == "." and not text.startswith(".", stop + 1)
    if text[marks_end - 1] in _QUOTES:
        speech = rules.source if single else rules.speech
        if speech and speech.match(text, following):
            # “Why?” Smith asked. But: “Why?” She asked because …
            return text[following].isupper() and _next_word(text, following).lower() in rules.starters
    return not single or _full_stop_ends(text, stop, following, start, rules)


def _full_stop_ends(text: str, stop: int, following: int, start: int, rules: Rules) -> bool:
    words = text[max(start, stop - _LONGEST_TOKEN) : stop].rsplit(None, 1)
    if not words or text[stop - 1].isspace():
        return True
    token = words[-1]
    kind = rules.kinds.get(token.lower())
    if kind is None:
        if len(token) > _LONGEST_ODD and token.isalpha():
            return True
        token = token.rsplit("/", 1)[-1]
        leading = _LEADING.match(token)
        token = token[leading.end() :] if leading else token
        kind = rules.kinds.get(token.lower())
    if len(token) == 1:
        return _after_one_character(text, token, stop, following, start, rules)
    if kind == "title":
        return False
    if kind is None or (token.isupper() and token.isalpha()):  # "VS." is the United States, not "versus"
        return _unlisted_ends(text, token, stop, following, start, rules)
    if kind == "closing":
        return True
    word = _next_word(text, following)
    if kind == "number":
        return not (not word or word.isdigit() or (len(word) == 1 and word.isupper()))
    return kind == "end" and word.lower() in rules.starters


def _after_one_character(text: str, token: str, stop: int, following: int, start: int, rules: Rules) -> bool:
    """Judge a stop after one character: an initial, a number of a list, or a letter: `vitamin C. The`."""
    if token.isdigit():
        return stop - 1 > start and not rules.ordinals
    if not token.isalpha() or (token.islower() and token in rules.starters):
        return True
    word = _next_word(text, following)
    if word.lower() in rules.starters:
        return True
    caseless = word != "" and word[0].isalpha() and word[0].lower() == word[0].upper()
    return token.isascii() and caseless  # a Latin letter inside of Arabic


def _unlisted_ends(text: str, token: str, stop: int, following: int, start: int, rules: Rules) -> bool:
    """Judge a stop after a word that is in no list: numbers, acronyms, abbreviations without a vowel."""
    if token.isdigit():
        return stop - len(token) > start and not (rules.ordinals and len(token) <= 2)
    if ("." in token and _ACRONYM.fullmatch(token)) or _CONSONANTS.fullmatch(token):
        return _next_word(text, following).lower() in rules.starters
    return True


def _next_word(text: str, position: int) -> str:
    match = _NEXT_WORD.match(text, position)
    return (match.group(1) or "") if match else ""


def ends_glued(text: str, stop: int, after: int, start: int, end: int) -> bool:
    """Return whether a stop with no space after it ends a sentence: `Damascus.Their`, `た。次`."""
    marks = text[stop:after]
    if any(mark in WIDE for mark in marks):
        # 「…。」と言った goes on: the quotation is part of the sentence.
        return marks[-1] in WIDE or not _QUOTING.match(text, after)
    if marks[0] in "۔।॥":
        return True
    if _DOMAIN.match(text, after) or not _GLUED_AFTER.match(text, after, end):
        return False
    return _GLUED_BEFORE.search(text[max(start, stop - 4) : after]) is not None
