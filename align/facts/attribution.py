"""Who says it: the source of a statement and the stance of its reporting verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.facts.model import Attribution
from align.facts.tokens import Token, fold, tokens, variants
from align.facts.wordlists import Phrases, Row, rows

_LONGEST = 12
_ADVERBS = re.compile(r"\w+ly|also|later|earlier|ook|eerder|later|echter|nog|once|repeatedly")
_AR_VERB = re.compile(r"(?:سي|ست|ي|ت)\w{3,}")
_JOINERS = frozenset(["van", "voor", "in", "bij", "uit", "der", "den"])
_DUTCH_PAST = re.compile(
    r"[a-zë]{3,}[^aeioun](?:de|den|te|ten)"
    r"|vond|vonden|vielen|viel|ging|gingen|kwam|kwamen|gaat|komt|blijkt|bleek|stond|staan|lag|lagen"
)
_QUOTES = "\"“”„«»‘’'"


@cache
def _reporting(lang: str) -> Phrases:
    entries = [row for row in rows(f"attribution/{lang}") if row[1] in ("verb", "prep", "passive")]
    return Phrases(entries, arabic=lang == "ar")


@cache
def _class(lang: str, name: str) -> frozenset[str]:
    return frozenset(fold(row[0]) for row in rows(f"attribution/{lang}") if row[1] == name)


def find_attributions(text: str, lang: str) -> tuple[Attribution, ...]:
    """Find the sources that a sentence names, with the stance of the reporting verb.

    Verb-second Dutch and verb-first Arabic are read in their own order. A source that is a pronoun or only
    in the verb's form has `named` false; its span is then the pronoun or the verb.
    """
    found = tokens(text)
    results: list[Attribution] = []
    taken: set[int] = set()
    for first, last, payload in _reporting(lang).scan(found):
        if payload[0] == "passive" or (len(payload) > 2 and not _particle(found, last, payload[2])):
            continue
        span = _source(found, first, last, payload, lang)
        if span is None or (span[0] in taken):
            continue
        taken.update(range(*span))
        results.append(_attribution(text, found, span, payload[1], lang, first))
    return tuple(sorted(results, key=lambda item: item.start))


def _particle(found: Sequence[Token], last: int, particle: str) -> bool:
    return any(token.norm == particle for token in found[last : last + 14])


def _attribution(
    text: str, found: Sequence[Token], span: tuple[int, int], stance: str, lang: str, verb: int
) -> Attribution:
    begin, end = span
    start, stop = found[begin].start, found[end - 1].end
    if lang == "ar" and found[begin].norm.startswith("ل") and len(found[begin].norm) > 3 and begin > 0:
        start += 1 if found[begin - 1].norm in ("وفقا", "طبقا", "تبعا") else 0
    named = not (begin == verb or (end - begin == 1 and found[begin].norm in _class(lang, "pronoun")))
    return Attribution(0, start, stop, text[start:stop], stance, named)


def _source(found: Sequence[Token], first: int, last: int, payload: Row, lang: str) -> tuple[int, int] | None:
    """Return the tokens of the source, or None where there is none."""
    if payload[0] == "prep":
        return _after(found, last, lang)
    if lang == "ar":
        return _arabic_source(found, first, last)
    before = _before(found, first, lang)
    inverted = _inverted(found, first, before, lang)
    if inverted or before is None:
        after = _after(found, last, lang)
        if after is not None and (inverted or lang == "nl"):
            return after
    return before


def _arabic_source(found: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    after = _after(found, last, "ar")
    if after is not None:
        return after
    if 0 < first <= 6 and all(_noun(token) for token in found[:first]):
        return 0, first
    return first, last


def _noun(token: Token) -> bool:
    return token.is_word and token.norm not in _class("ar", "stop")


def _inverted(found: Sequence[Token], verb: int, before: tuple[int, int] | None, lang: str) -> bool:
    """Say whether the source follows the verb: after a quotation; in Dutch after all but the subject."""
    if verb == 0:
        return True
    previous = found[verb - 1]
    if not previous.is_word:
        return before is None or previous.text in _QUOTES or lang == "nl"
    if lang != "nl" or before is None:
        return False
    head = found[before[0]].norm
    return (
        head in _class("nl", "stop")
        and head not in _class("nl", "pronoun")
        and head not in ("het", "die", "dit", "deze", "zijn", "haar", "hun", "er")
    )


def _before(found: Sequence[Token], verb: int, lang: str) -> tuple[int, int] | None:
    """Return the noun phrase that ends before the verb; an apposition between commas is passed over."""
    end = verb
    while end > 0 and _ADVERBS.fullmatch(found[end - 1].norm):
        end -= 1
    if end > 1 and found[end - 1].text == ",":
        comma = next((at for at in range(end - 2, max(-1, end - 16), -1) if found[at].text == ","), None)
        if comma is None or comma == 0:
            return None
        end = comma
    begin = end
    stops = _class(lang, "stop")
    pronouns = _class(lang, "pronoun")
    while begin > 0 and end - begin < _LONGEST:
        token = found[begin - 1]
        if not token.is_word and token.text not in "-&'’.()":
            break
        if token.norm in pronouns or token.norm in ("who", "die"):
            return (
                (begin - 1, begin)
                if begin == end and token.norm not in ("who", "die")
                else _trim(found, begin, end)
            )
        if token.norm in stops and not _inside_noun(token.norm, lang, begin, end):
            break
        begin -= 1
    return _trim(found, begin, end)


def _inside_noun(norm: str, lang: str, begin: int, end: int) -> bool:
    """Say whether a preposition may join the parts of a source's name: the head of the UN in Geneva."""
    inside = ("in", "at", "from", "with") if lang == "en" else ("in", "bij", "op", "van", "uit", "het")
    return norm in inside and begin < end


def _trim(found: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    while begin < end and not found[begin].is_word:
        begin += 1
    while end > begin and not found[end - 1].is_word:
        end -= 1
    return (begin, end) if begin < end else None


def _after(found: Sequence[Token], last: int, lang: str) -> tuple[int, int] | None:
    """Return the noun phrase that follows a reporting verb or preposition."""
    stops = _class(lang, "stop")
    pronouns = _class(lang, "pronoun")
    begin = last
    if begin < len(found) and found[begin].norm in pronouns:
        return begin, begin + 1
    while (
        begin < len(found)
        and found[begin].norm in ("het", "de", "the")
        and begin == last
        and found[begin].norm in stops
    ):
        begin += 1
    end = begin
    while end < len(found) and end - begin < _LONGEST:
        token = found[end]
        if not token.is_word and token.text not in "-&'’.":
            break
        if token.text == "." and end + 1 >= len(found):
            break
        if _ends_source(token, found, end, begin, lang, stops):
            break
        end += 1
    if begin > last and end > begin:
        begin = last
    return _trim(found, begin, end)


def _ends_source(
    token: Token, found: Sequence[Token], at: int, begin: int, lang: str, stops: frozenset[str]
) -> bool:
    if lang == "ar":
        if any(form in stops for form in variants(token.norm)[:2]):
            return True
        if token.norm.startswith("لل") and at > begin and found[at - 1].norm not in ("وفقا", "طبقا"):
            return True
        return at > begin and _AR_VERB.fullmatch(token.norm) is not None and len(token.norm) > 4
    if token.norm in stops:
        return not (
            token.norm in ("of", "for", "van", "voor")
            or (
                at > begin
                and token.norm in ("in", "from", "het")
                and found[at - 1].text[:1].islower()
                and at + 1 < len(found)
                and found[at + 1].text[:1].isupper()
            )
        )
    return at > begin and lang == "nl" and _dutch_end(token, found[at - 1])


def _dutch_end(token: Token, before: Token) -> bool:
    """Say whether a Dutch noun phrase ends: at a verb, article, number, or lower case after a name."""
    joined = before.norm in _JOINERS or token.norm in _JOINERS
    if joined:
        return False
    if token.norm in ("de", "het", "een", "er", "ongeveer", "zeker", "nog") or token.norm[0].isdigit():
        return True
    return (before.text[:1].isupper() and token.text[:1].islower() and before.norm not in ("de", "het")) or (
        _DUTCH_PAST.fullmatch(token.norm) is not None
    )
