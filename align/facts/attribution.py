"""Who says it: the source of a statement and the stance of its reporting verb."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from align.facts.model import Attribution
from align.facts.polarity import DUTCH_NOT
from align.facts.source_phrases import ADVERBS, phrase_after, phrase_before, trim, word_class
from align.facts.tokens import Token, tokens, variants
from align.facts.wordlists import Phrases, Row, rows

_HAVE = {
    "en": frozenset(("has", "have", "had")),
    "nl": frozenset(("heeft", "hebben", "had", "hadden")),
}
_AR_PRESENT = re.compile("[يت]")
_AR_THAT_HE = re.compile("[وبل]?ان(?:ه|ها|هم|هما|هن)")
# How far behind "according to" a document may stand.
_BEFORE_NOUN = 4
_REPORTING = frozenset(("verb", "prep", "via", "passive", "participle"))
_OF_IT = "ervan"
_INFORMS = frozenset(("ابلغ", "ابلغت"))
_AR_THAT = re.compile("[وبل]?ان")
_RELATIVE = frozenset(("that", "which", "die", "dat"))
_VERB = re.compile(r"[a-z]{3,}(?:ed|ing)")
_PASSIVE = frozenset(("wordt", "worden", "werd", "werden"))
_ARTICLES = frozenset(("the", "a", "an", "de", "een"))
_WAS = frozenset(("كان", "كانت"))
_QUOTES = "\"“”„«»‘’'"


@cache
def _reporting(lang: str) -> Phrases:
    entries = [row for row in rows(f"attribution/{lang}") if row[1] in _REPORTING]
    return Phrases(entries, arabic=lang == "ar")


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
        if lang == "nl" and (_is_infinitive(found, first) or _is_passive(found, first)):
            continue
        span = _source(found, first, last, payload, lang)
        if span is None or span[0] in taken or _is_other(found[span[0] : span[1]], lang):
            continue
        taken.update(range(*span))
        results.append(_attribution(text, found, span, payload[1], lang, first))
    return tuple(sorted(results, key=lambda item: item.start))


def _is_other(span: Sequence[Token], lang: str) -> bool:
    """Say whether what was taken for a source is none: "the disputed vote", "the crew escaped and said"."""
    if len(span) > 1:
        return False
    return span[0].norm in _ARTICLES or (lang == "en" and _VERB.fullmatch(span[0].text) is not None)


def _particle(found: Sequence[Token], last: int, particle: str) -> bool:
    return any(token.norm == particle for token in found[last : last + 14])


def _is_infinitive(found: Sequence[Token], verb: int) -> bool:
    """Say whether a Dutch verb, which has the form of a plural, depends on another one: `wil bevestigen`."""
    if not found[verb].norm.endswith("en"):
        return False
    clause = itertools.takewhile(lambda token: token.text != ",", reversed(found[max(0, verb - 10) : verb]))
    return any(token.norm in word_class("nl", "modal") for token in clause)


def _is_passive(found: Sequence[Token], verb: int) -> bool:
    """Say whether a Dutch verb at the end of its clause is a passive one: `wordt zware regen verwacht`."""
    if verb + 1 < len(found) and found[verb + 1].is_word:
        return False
    clause = itertools.takewhile(lambda token: token.text != ",", reversed(found[max(0, verb - 10) : verb]))
    return any(token.norm in _PASSIVE for token in clause)


def _attribution(
    text: str, found: Sequence[Token], span: tuple[int, int], stance: str, lang: str, verb: int
) -> Attribution:
    begin, end = span
    start, stop = found[begin].start, found[end - 1].end
    if lang == "ar" and found[begin].norm.startswith("ل") and len(found[begin].norm) > 3 and begin > 0:
        start += 1 if found[begin - 1].norm in ("وفقا", "طبقا", "تبعا") else 0
    named = not (begin == verb or (end - begin == 1 and found[begin].norm in word_class(lang, "pronoun")))
    return Attribution(0, start, stop, text[start:stop], stance, named)


def _source(found: Sequence[Token], first: int, last: int, payload: Row, lang: str) -> tuple[int, int] | None:
    """Return the tokens of the source, or None where there is none."""
    if payload[0] == "prep":
        return phrase_after(found, _past_document(found, last, lang), lang)
    if payload[0] == "via":
        about = next((k for k in range(last, min(last + 7, len(found))) if found[k].norm == "عن"), None)
        return phrase_after(found, about + 1, lang) if about else None
    if lang == "ar":
        return _arabic_source(found, first, last)
    verb = first
    if payload[0] == "participle":
        have = _auxiliary(found, first)
        if have is None or (have > 0 and found[have - 1].norm == "te"):
            return None  # "zegt te hebben gewaarschuwd" has the source of the verb before it
        found, first, last = found[:first], have, have + 1
    elif lang == "en" and not found[first].norm.endswith("s"):
        if first > 0 and found[first - 1].text == "," and found[first].norm.endswith("ing"):
            return None  # "the crew escaped, saying the engine had failed"
        first = _perfect(found, first)
    before = phrase_before(found, first, lang)
    if before and before[0] and first < verb and found[before[0] - 1].norm in _RELATIVE:
        return None  # "cracks that workers had reported"
    inverted = _inverted(found, first, before, lang)
    if (
        inverted
        and before is not None
        and lang == "nl"
        and payload[1] == "denies"
        and found[first - 1].text == ","
    ):
        return before  # "De verdachten, twee mannen, ontkennen iets te hebben gedaan"
    if before is not None and any(token.norm == _OF_IT for token in found[last : last + _BEFORE_NOUN]):
        return before  # "NAMU, de grootste bond, beschuldigde het bedrijf ervan": what follows is the object
    if inverted or before is None:
        after = phrase_after(found, last, lang)
        if after is not None and (inverted or lang == "nl"):
            return after
    return before


def _past_document(found: Sequence[Token], last: int, lang: str) -> int:
    """Return where whoever issued a document stands, if one follows: "according to a report by the court"."""
    nouns, links = word_class(lang, "document"), word_class(lang, "issued")
    for k in range(last, min(last + _BEFORE_NOUN, len(found) - 1)):
        if found[k].norm in nouns:
            after = found[k + 1].norm
            if lang == "ar" and after.startswith("ل") and len(after) > 3:
                return k + 1
            following = k + 3 if lang == "ar" else k + 2
            return following if after in links and following < len(found) else last
    return last


def _perfect(found: Sequence[Token], verb: int) -> int:
    """Return where an English verb begins: "has repeatedly warned" at its auxiliary."""
    k = verb
    while k > 0 and ADVERBS.fullmatch(found[k - 1].norm):
        k -= 1
    return k - 1 if k > 0 and found[k - 1].norm in _HAVE["en"] else verb


def _auxiliary(found: Sequence[Token], participle: int) -> int | None:
    """Return the auxiliary of a Dutch participle: `heeft de minister gisteren gezegd`; None if denied."""
    for k in range(participle - 1, max(-1, participle - 15), -1):
        if found[k].norm in DUTCH_NOT or found[k].text in (",", ";", ":"):
            return None
        if found[k].norm in _HAVE["nl"]:
            return k
    return None


def _arabic_source(found: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    if first > 1 and found[first - 1].norm == "قد":
        # "had the minister told ...": the subject stands between the two auxiliaries.
        was = next(
            (k for k in range(first - 2, max(-1, first - 10), -1) if _WAS & set(variants(found[k].norm))),
            None,
        )
        return trim(found, was + 1, first - 1) or (first, last) if was is not None else None
    if first > 0 and _AR_THAT_HE.fullmatch(found[first - 1].norm):
        return first, last  # "that it warned the drivers": no subject follows
    if first > 1 and (subject := _after_that(found, first)) is not None:
        return subject
    if found[first].norm.lstrip("وف") in _INFORMS and not any(_AR_THAT.match(t.norm) for t in found[last:]):
        return first, last  # "and told the police": who is told is no source
    after = phrase_after(found, last, "ar")
    # Headlines put the subject first: "the minister writes to ..."; before "and said" stands another verb.
    joined = found[first].norm.startswith("و")
    leads = 0 < first <= 6 and not joined and all(_noun(token) for token in found[:first])
    if leads and (after is None or _AR_PRESENT.match(found[first].norm)):
        return 0, first
    return after or (first, last)


def _after_that(found: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Return an Arabic subject between "that" and its verb: `إن الجيش أعلن`; the object follows the verb."""
    for k in range(verb - 1, max(-1, verb - 6), -1):
        if _AR_THAT.fullmatch(found[k].norm):
            verbal = k + 1 == verb or _AR_PRESENT.match(found[k + 1].norm)
            return None if verbal else (k + 1, verb)
        if not _noun(found[k]):
            return None
    return None


def _noun(token: Token) -> bool:
    return token.is_word and token.norm not in word_class("ar", "stop")


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
        head in word_class("nl", "stop")
        and head not in word_class("nl", "pronoun")
        and head not in ("het", "die", "dit", "deze", "zijn", "haar", "hun", "er")
    )
