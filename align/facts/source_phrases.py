"""The noun phrase that stands before or after a reporting verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.facts.arabic_shape import foreign
from align.facts.lexicon import lexicon
from align.facts.name_parts import given_name
from align.facts.tokens import Token, fold, variants
from align.facts.wordlists import rows

_LONGEST = 12
# Pronouns between an Arabic verb and its subject; words inside a noun phrase that tell nothing of its end,
# "in the name of" among them; what introduces a statement.
_AR_OBJECTS = "فيه فيها به بها له لها لهم عنه عنها منه منها اليه اليها عليه عليها بذلك ذلك ايضا"
_AR_PRONOUNS = frozenset(_AR_OBJECTS.split())
_AR_NAMED = "باسم"
_AR_TITLES = "السيد السيده الدكتور الدكتوره الشيخ الجنرال العميد العقيد اللواء القس"
_AR_ANY = frozenset(("اي", "ايه"))
_AR_INSIDE = frozenset(f"{_AR_NAMED} لدى بن ابن ابو ابي عبد ال {_AR_TITLES}".split())
_AR_THAT = re.compile("ب?ان(?:هما|ها|هم|هن|ه)?")
_AR_DEFINITE = ("ال", "وال", "لل", "بال")
# An Arabic word this surely is a name.
_NAME = 0.5
ADVERBS = re.compile(r"\w+ly|also|later|earlier|ook|eerder|later|echter|nog|once|repeatedly")
_AR_VERB = re.compile(r"(?:سي|ست|ي|ت)\w{3,}")
_JOINERS = frozenset(["van", "voor", "in", "bij", "uit", "der", "den"])
# Plurals of people and bodies that look like a verb in the past.
_DUTCH_PEOPLE = re.compile(
    r"(?:[aeo]l|ct|er|iv|n|o|ur|or|r)isten$|ecten$|diensten$|ingewijden$|experten$|afgevaardigden$"
)
_DUTCH_PAST = re.compile(
    r"[a-zë]{3,}[^aeioun](?:de|den|te|ten)"
    r"|vond|vonden|vielen|viel|ging|gingen|kwam|kwamen|gaat|komt|blijkt|bleek|stond|staan|lag|lagen|nam|namen"
    r"|gaf|gaven|kreeg|kregen|deed|deden|liep|liepen|zag|zagen|bleef|bleven|won|wonnen|verloor|verloren|schoot"
    r"|stierf|stierven|vertrok|begon|begonnen|hield|hielden|sloeg|sloegen|trok|trokken|reed|reden|vloog|brak|zat"
)


@cache
def word_class(lang: str, name: str) -> frozenset[str]:
    """Return the words of one class: "stop" ends a noun phrase, "pronoun" is a source by itself."""
    return frozenset(fold(row[0]) for row in rows(f"attribution/{lang}") if row[1] == name)


def phrase_before(found: Sequence[Token], verb: int, lang: str) -> tuple[int, int] | None:
    """Return the noun phrase that ends before the verb; an apposition between commas is passed over."""
    end = verb
    while end > 0 and ADVERBS.fullmatch(found[end - 1].norm):
        end -= 1
    if end > 1 and found[end - 1].text == ",":
        comma = next((at for at in range(end - 2, max(-1, end - 16), -1) if found[at].text == ","), None)
        if comma is None or comma == 0:
            return None
        end = comma
    begin = end
    stops = word_class(lang, "stop")
    pronouns = word_class(lang, "pronoun")
    while begin > 0 and end - begin < _LONGEST:
        token = found[begin - 1]
        if not token.is_word and token.text not in "-&'’.()":
            break
        if token.norm in ("who", "die"):
            return None  # what stands behind it is the object: "die elke betrokkenheid ontkent"
        if token.norm in pronouns:
            return (begin - 1, begin) if begin == end else trim(found, begin, end)
        if token.norm in stops and not _inside_noun(token.norm, lang, begin, end):
            break
        begin -= 1
    return trim(found, begin, end)


def _inside_noun(norm: str, lang: str, begin: int, end: int) -> bool:
    """Say whether a preposition may join the parts of a source's name: the head of the UN in Geneva."""
    inside = ("in", "at", "from", "with") if lang == "en" else ("in", "bij", "op", "van", "uit", "het")
    return norm in inside and begin < end


def trim(found: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """Return a stretch of tokens without the marks at its ends; None if no word is left."""
    while begin < end and not found[begin].is_word:
        begin += 1
    while end > begin and not found[end - 1].is_word:
        end -= 1
    # The bracket of "the Observatory (RCO)" stays.
    if end < len(found) and found[end].text == ")" and any(token.text == "(" for token in found[begin:end]):
        end += 1
    return (begin, end) if begin < end else None


def phrase_after(found: Sequence[Token], last: int, lang: str) -> tuple[int, int] | None:
    """Return the noun phrase that follows a reporting verb or preposition."""
    stops = word_class(lang, "stop")
    pronouns = word_class(lang, "pronoun")
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
    return trim(found, *(_arabic_phrase(found, begin, end) if lang == "ar" else (begin, end)))


def _ends_source(
    token: Token, found: Sequence[Token], at: int, begin: int, lang: str, stops: frozenset[str]
) -> bool:
    if lang == "ar":
        if any(form in stops for form in variants(token.norm)[:2]):
            return True
        if at > begin and token.norm[:1] == "ل" and token.norm[1:] in word_class("ar", "medium"):
            return True
        if token.norm.startswith("لل") and at > begin and found[at - 1].norm not in ("وفقا", "طبقا"):
            return True
        return at > begin and _AR_VERB.fullmatch(token.norm) is not None and len(token.norm) > 4
    if token.norm in stops:
        return not (
            token.norm in ("of", "for", "van", "voor")
            or (token.norm == "het" and at > begin and found[at - 1].norm in ("van", "voor"))
            or (token.norm in ("en", "and") and at > begin and found[at - 1].text.endswith("-"))
            or (
                at > begin
                and token.norm in ("in", "from", "het")
                and found[at - 1].text[:1].islower()
                and at + 1 < len(found)
                and found[at + 1].text[:1].isupper()
            )
        )
    if at == begin or lang != "nl" or _joins_surname(found, at):
        return False
    return _dutch_end(token, found[at - 1])


def _arabic_phrase(found: Sequence[Token], begin: int, end: int) -> tuple[int, int]:
    """Return the noun phrase at the head of a stretch of Arabic words: a verb's object may follow it.

    A word without the article ends a phrase that has one, a common word one that began with a name.
    """
    while begin < end and found[begin].norm in _AR_PRONOUNS:
        begin += 1
    if begin < end and (
        found[begin].norm[:1].isdigit() or _is_number(found[begin].norm) or found[begin].norm in _AR_ANY
    ):
        return begin, begin
    if end < len(found) and _AR_THAT.fullmatch(found[end].norm):
        return begin, end  # what is said follows, so no object does
    closed, names = False, 0
    for at in range(begin, end):
        norm = found[at].norm
        if norm in _AR_INSIDE or not found[at].is_word:
            closed = closed and norm != _AR_NAMED
            continue
        named, definite = _like_name(found[at]), norm.startswith(_AR_DEFINITE)
        if at > begin and not named and (names > 1 or (closed and not definite)):
            return begin, at
        names += named
        closed = closed or definite or names > 0
    return begin, end


def _is_number(norm: str) -> bool:
    words = lexicon("ar")
    return words.base(norm)[0] in words.cards


def _like_name(token: Token) -> bool:
    return given_name(token.norm) or max(foreign(form) for form in variants(token.norm)) > _NAME


def _joins_surname(found: Sequence[Token], at: int) -> bool:
    """Say whether an article is part of a surname: `minister De Vries`, `Hugo de Jonge`."""
    if found[at].norm != "de" or at + 1 == len(found) or not found[at + 1].text[:1].isupper():
        return False
    return found[at].text == "De" or found[at - 1].text[:1].isupper()


def _dutch_end(token: Token, before: Token) -> bool:
    """Say whether a Dutch noun phrase ends: at a verb, article, number, or lower case after a name;
    the adjective of a place is none: `het Tunesische leger`.
    """
    joined = before.norm in _JOINERS or token.norm in _JOINERS
    if joined or _DUTCH_PEOPLE.search(token.norm):
        return False
    if token.norm in ("de", "het", "een", "er", "ongeveer", "zeker", "nog") or token.norm[0].isdigit():
        return True
    named = before.text[:1].isupper() and before.norm not in ("de", "het")
    adjective = before.norm.endswith(("se", "sche"))
    return (named and not adjective and token.text[:1].islower()) or _DUTCH_PAST.fullmatch(
        token.norm
    ) is not None
