"""Clause-sized claims: a sentence is cut where one statement ends and another begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.facts.model import Claim
from align.facts.quotes import find_quotes
from align.facts.tokens import Token, fold, tokens
from align.facts.wordlists import phrases, words

_PARENTHESIS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BEFORE_RELATIVES = (
    "with for from of to in by at on about through under against among",
    "van met door voor aan op bij over",
    "إلى من على عن في مع",
)
_PREPOSITIONS = frozenset(fold(word) for line in _BEFORE_RELATIVES for word in line.split())
_NUMERAL = re.compile(r"[وف](?:عشر|ثلاث|ثلث|اربع|خمس|ست|سبع|ثمان|تسع|مئ|ماي|الف|الاف|نصف|ربع|مليون)")
# Before "dat" these make it a pronoun: toen was dat anders.
_AUXILIARIES = ("is was zijn waren wordt werd worden werden", "heeft had kan kon zal zou moet moest")
_COPULAS = frozenset(word for line in _AUXILIARIES for word in line.split())
_MIN_WORDS = 3
_MIN_CONTENT = 2
_SHORT_QUOTE = 6
# Words after a comma that are an apposition or an adjunct rather than an item of a list.
_APPOSITION = 5
_SHORT_PARENTHESIS = 4
_OPENERS = '"“„«‘‹([{¿¡'
_CLOSERS = "\"”»’›)]}.,;:!?؟،؛…%“'"
_STRONG = ";؛:…!?؟"
_COMMAS = ",،"
_DASHES = "–—-"
_EN_VERB = re.compile(r"[a-z]{3,}(?:ed|ied)")
_EN_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ing|ed)|led|hit|made|seen|known|built|held|taken|left|shot|found")
_NL_VERB = re.compile(r"[a-zë]{3,}(?:de|den|te|ten)|(?:ge|be|ver|ont)[a-zë]{3,}t")
_AR_VERB = re.compile(
    r"[وف]?(?:(?:سي|ست|ي|ت)\w{3,}|ا(?:ن|ست|عت|ت)\w{3,}|\w{3,4}ت|ق(?:ال|تل)\w?|كان\w?"
    r"|اعلن\w?|اكد\w?|اضاف\w?|دعا|دعت|نف[يت]|سيطر\w?)"
)


def cut_claims(text: str, lang: str) -> tuple[Claim, ...]:
    """Cut a sentence into clause-sized claims, in order, that hold every non-space character exactly once.

    Cuts fall at punctuation, conjunctions, relative and reporting clauses, participles after commas,
    coordinated verb phrases and parentheses; never inside a number, a name of capitalised words, or a short
    quotation. Pieces that are too small to say anything stay with a neighbour. Offsets are code points into
    `text`.
    """
    found = tokens(text)
    if not found:
        stripped = text.strip()
        begin = text.find(stripped)
        return (Claim(0, begin, begin + len(stripped), stripped),) if stripped else ()
    cuts = _merge_small(found, _cut_points(text, found, lang), lang)
    starts = [found[0].start if index == 0 else found[index].start for index in cuts]
    starts[0] = len(text) - len(text.lstrip())
    ends = [*starts[1:], len(text)]
    claims = []
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end].rstrip()
        claims.append(Claim(0, start, start + len(piece), piece))
    return tuple(claims)


def _cut_points(text: str, found: Sequence[Token], lang: str) -> list[int]:
    """Return the token indices at which a claim may begin; the first is 0."""
    table = phrases("claims", lang)
    shut = _protected(text, found, lang)
    cuts = [0]
    index = 1
    while index < len(found):
        hit = table.at(found, index)
        if index not in shut and _begins(found, index, cuts[-1], hit, lang):
            start = _before_opener(found, index, cuts[-1])
            if hit and hit[1][0] == "rel" and start - 1 > cuts[-1] and found[start - 1].norm in _PREPOSITIONS:
                start -= 1
            cuts.append(start)
        # A phrase of several words (before that, as soon as) opens one claim, not two.
        index += hit[0] if hit and hit[1][0] in ("sub", "adj") else 1
    return sorted(set(cuts))


def _before_opener(found: Sequence[Token], index: int, last: int) -> int:
    """Move a cut in front of the opening marks that belong to the word at `index`."""
    while (
        index - 1 > last and found[index - 1].text in _OPENERS and found[index - 1].end == found[index].start
    ):
        before = found[index - 2]
        if before.end == found[index - 1].start and before.is_word:
            break
        index -= 1
    return index


def _begins(
    found: Sequence[Token], index: int, last: int, hit: tuple[int, tuple[str, ...]] | None, lang: str
) -> bool:
    """Say whether a claim begins at token `index`, after the one that begins at `last`."""
    token, before = found[index], found[index - 1]
    mark = before
    if before.text in _OPENERS and index >= 2 and before.end == token.start:
        mark = found[index - 2]
    if not token.is_word:
        return _dash(token, found, index)
    after_comma = mark.text in _COMMAS
    kind = hit[1][0] if hit else ""
    if (
        mark.text in _STRONG
        or (mark.text in _DASHES and mark.text != "-")
        or (before.text == "(" and token.is_word)
    ):
        return True
    if mark.text in ")]" and _long_parenthesis(found, index):
        return True
    if kind in ("sub", "rel"):
        return lang != "ar" or before.norm not in _PREPOSITIONS
    if kind == "coord":
        return _joins_clauses(found, index, last, lang, after_comma)
    if after_comma:
        opens = kind in ("adj", "comp", "pron", "weak") or _opens_phrase(found, index, lang)
        return opens or _long_rest(found, index, _APPOSITION)
    if kind == "adj":
        return before.norm not in _PREPOSITIONS and _opens_adjunct(found, index, lang)
    if kind == "comp":
        return before.norm not in _COPULAS and _long_rest(found, index)
    if lang != "ar" or token.norm[:1] not in "وف" or len(token.norm) <= 4 or _NUMERAL.match(token.norm):
        return False
    return _verb(token.norm, lang)


def _long_parenthesis(found: Sequence[Token], index: int) -> bool:
    """Say whether the parenthesis that ends before `index` is long enough to be a claim."""
    size = 0
    for token in reversed(found[max(0, index - 40) : index - 1]):
        if token.text in "([":
            break
        size += token.is_word
    return size > _SHORT_PARENTHESIS


def _dash(token: Token, found: Sequence[Token], index: int) -> bool:
    spaced = (
        token.start > found[index - 1].end and index + 1 < len(found) and found[index + 1].start > token.end
    )
    return token.text in _DASHES and spaced


def _verb(word: str, lang: str) -> bool:
    if lang == "ar":
        return _AR_VERB.fullmatch(word) is not None
    if word in words(f"claims/{lang}", "aux"):
        return True
    pattern = _NL_VERB if lang == "nl" else _EN_VERB
    return pattern.fullmatch(word) is not None


def _joins_clauses(found: Sequence[Token], index: int, last: int, lang: str, after_comma: bool) -> bool:
    """Say whether a conjunction joins clauses or verb phrases: verbs stand before and soon after it."""
    if lang != "ar" and not any(_verb(token.norm, lang) for token in found[last:index]):
        return False
    following = found[index + 1 : index + 9]
    if not following:
        return False
    if following[0].norm in words(f"claims/{lang}", "pron"):
        return True
    for place, token in enumerate(following):
        if not token.is_word:
            return False
        if _verb(token.norm, lang):
            return place < (8 if after_comma else 5)
    return after_comma and lang == "ar"


def _opens_phrase(found: Sequence[Token], index: int, lang: str) -> bool:
    """Say whether a participle or verb phrase opens after a comma."""
    word = found[index].norm
    if lang == "en":
        return _EN_PARTICIPLE.fullmatch(word) is not None or _verb_within(found, index, lang, 5)
    if lang == "nl":
        return _NL_VERB.fullmatch(word) is not None or _verb_within(found, index, lang, 5)
    return _verb(word, lang)


def _verb_within(found: Sequence[Token], index: int, lang: str, reach: int) -> bool:
    for token in found[index : index + reach]:
        if not token.is_word:
            return False
        if _verb(token.norm, lang):
            return True
    return False


def _opens_adjunct(found: Sequence[Token], index: int, lang: str) -> bool:
    """Say whether a preposition opens an adjunct that is a statement of its own."""
    word = found[index].norm
    if lang == "nl" and word in ("om", "zonder"):
        # Only with an infinitive: om hulp te vragen, not om 3.40 uur.
        return any(token.norm == "te" for token in found[index + 1 : index + 10])
    if lang == "nl" and word == "na" and index >= 2 and found[index - 2].norm == "op":
        return False  # op twee na grootste
    return _long_rest(found, index)


def _long_rest(found: Sequence[Token], index: int, least: int = 4) -> bool:
    """Say whether enough words follow up to the next mark to be a statement of its own."""
    size = 0
    for token in found[index:]:
        if not token.is_word:
            break
        size += 1
    return size >= least


def _protected(text: str, found: Sequence[Token], lang: str) -> frozenset[int]:
    """Return the token indices inside short quotations, short parentheses and capitalised names."""
    spans: list[tuple[int, int]] = []
    for quote in find_quotes(text, lang):
        if len(quote.text.split()) <= _SHORT_QUOTE:
            spans.append((quote.start, quote.end + 1))
    for match in _PARENTHESIS.finditer(text):
        if len(match.group().split()) <= _SHORT_PARENTHESIS:
            spans.append((match.start(), match.end()))
    shut = set()
    for start, end in spans:
        for index, token in enumerate(found):
            if token.start >= end:
                break
            if token.start >= start:
                shut.add(index)
    return frozenset(shut)


def _merge_small(found: Sequence[Token], cuts: list[int], lang: str) -> list[int]:
    """Join pieces with too few words: one that a mark closes to the piece before it, others to the next."""
    function = words(f"claims/{lang}")
    bounds = [*cuts, len(found)]
    kept = [0]
    waiting = False
    for place, begin in enumerate(cuts):
        piece = found[begin : bounds[place + 1]]
        if begin and not waiting and _enough(found[kept[-1] : begin], function):
            small = not _enough(piece, function)
            closed = piece[-1].text in _COMMAS + _STRONG + "." or place + 1 == len(cuts)
            if small and closed:
                continue
            kept.append(begin)
            waiting = small
        else:
            waiting = waiting and not _enough(found[kept[-1] : bounds[place + 1]], function)
    return kept


def _enough(piece: Sequence[Token], function: frozenset[str]) -> bool:
    plain = [token.norm for token in piece if token.is_word]
    content = sum(1 for word in plain if word not in function)
    return len(plain) >= _MIN_WORDS and content >= _MIN_CONTENT
