"""Names in Dutch and English text: runs of capitals, known names, and what titles and neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.facts.capitals import bare_end, capital_run, continues, is_headline, opens_sentence
from align.facts.gazetteer import Known, known_at
from align.facts.model import Name
from align.facts.name_parts import given_name
from align.facts.tokens import Token, fold, tokens
from align.facts.wordlists import Phrases, rows, words

_MINISTER = re.compile(r"(?:oud-|ex-|vice|onder)?minister|staatssecretaris")
_DASH = re.compile("[-‐‑]")
_SPEECH = re.compile(
    r"(?:was|is|has|had|will|said|says|told|also|zei|zegt|heeft|werd|wordt|wil|gaat|ook|were|and|en|who|die|,|'s"
    r"|\w{2,}ed|\w{3,}de|\w{3,}te)"
)
_INSTITUTION = re.compile(
    r"(?:commissie|ministerie|partij|raad|bond|bureau|dienst|rechtbank|gerechtshof|vergadering|agentschap|bank)$"
)
_OFFICE = re.compile(
    r"(?:wacht|waker|leider|chef|baas|directeur|minister|voorzitter|woordvoerder|woordvoerster|klager|coördinator"
    r"|hoofd|arts|rechter|inspecteur|commandant|ontwerper|schrijver|voerder|lid|vrouw|man|burgemeester|trainer|coach"
    r"|speler|dokter|gezant|commissaris|gouverneur|zanger|zangeres|acteur|actrice)s?$"
)
# How Dutch words for a body end, as its name stands behind them: Actiegroep Schone Lucht.
_KIND = re.compile(
    r"\w*(?:groep|bond|partij|organisatie|maatschappij|bedrijf|fabrikant|bouwer|producent|concern|keten"
    r"|omroep|zender|vereniging|stichting|beweging|coalitie|alliantie|exploitant|verzekeraar|platform|collectief)"
)
_SINGULAR = frozenset(["said", "says", "zei", "zegt", "told", "has", "heeft", "is", "was", "does", "doet"])
_COMMON_FORM = re.compile(
    r".{2,}(?:ing|ings|ly|tion|tions|ment|ments|ness|ies|ers|ity|heid|ingen|tie|ties|isme|teit|elijk|aars|ists)"
)


@cache
def _common(lang: str) -> frozenset[str]:
    found = {fold(row[0]) for row in rows("names/common") if row[1] == lang}
    for folder in ("claims", "polarity", "attribution"):
        found.update(fold(row[0]) for row in rows(f"{folder}/{lang}") if " " not in row[0])
    return frozenset(found)


@cache
def _titles(lang: str) -> Phrases:
    return Phrases([(row[0], row[2]) for row in rows("names/titles") if row[1] == lang and row[2] != "keep"])


@cache
def _kinds(lang: str) -> dict[str, str]:
    return {fold(row[0]): row[1] for row in rows("names/context") if row[2] == lang}


def find_latin_names(text: str, lang: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Find the names of a Dutch or English sentence, in order; also of other languages in Latin script.

    `known` are folded words that stand with a capital inside other sentences of the article: at the head of a
    sentence they are names too.
    """
    found = tokens(text)
    if not any(token.text[:1].isupper() or "-" in token.text for token in found) and lang == "en":
        return ()
    headline = is_headline(found)
    names: list[Name] = []
    index = 0
    while index < len(found):
        hit = known_at(found, index)
        if hit is not None and _plain_initial(found, index, hit[1]):
            hit = None
        if hit is not None and not headline and _goes_on(found, index + hit[0], hit[1], lang):
            hit = None
        if hit is not None:
            names.append(_known(text, found, index, hit))
            index += hit[0]
            continue
        size = capital_run(found, index, lang)
        if size and _joins_peoples(found[index]):
            size = 0
        if not size:
            names.extend(_compound(text, found[index], lang))
            index += 1
            continue
        names.extend(_from_run(text, found, index, size, lang, headline, known))
        index += size
    return tuple(names)


def _goes_on(found: Sequence[Token], at: int, known: Known, lang: str) -> bool:
    """Say whether a known place or institution is the beginning of another name: Europa League."""
    if known.kind == "people" or not continues(found, at):
        return False
    return not _is_common(found[at], lang) and _titles(lang).at(found, at) is None


def _joins_peoples(token: Token) -> bool:
    """Say whether a hyphen joins two known names: Syrisch-Russische."""
    parts = _DASH.split(token.text)
    return len(parts) > 1 and all(
        part[:1].isupper() and known_at(tokens(part), 0) is not None for part in parts
    )


def _is_common(token: Token, lang: str) -> bool:
    common = _common(lang)
    return token.norm in common or (token.norm.endswith("'s") and token.norm[:-2] in common)


def _plain_initial(found: Sequence[Token], index: int, known: Known) -> bool:
    """Say whether a known name at the head of a sentence is more likely a common word there."""
    return (
        opens_sentence(found, index)
        and found[index].norm in ("golf", "gulf", "senate", "house", "conservatives")
        and known.kind != "people"
    )


def _known(text: str, found: Sequence[Token], index: int, hit: tuple[int, Known, int]) -> Name:
    size, known, _ = hit
    start, end = found[index].start, bare_end(found[index + size - 1])
    return Name(known.kind, 0, start, end, text[start:end], known.key)


def _from_run(
    text: str,
    found: Sequence[Token],
    index: int,
    size: int,
    lang: str,
    headline: bool,
    seen: frozenset[str] = frozenset(),
) -> list[Name]:
    """Turn a run of capitals into names: drop titles and common words at its head, cut at hyphened tails."""
    end = index + size
    begin, titled = _skip_titles(found, index, end, lang)
    before: list[Name] = []
    if lang == "nl" and begin == index and end - begin > 1 and _is_office(found, begin):
        before = _compound(text, found[begin], lang)
        begin, titled = begin + 1, True
    elif lang == "nl" and begin == index and end - begin > 1 and _holds_portfolio(found, begin):
        begin, titled = begin + 1 + (found[begin + 1].norm == "zaken"), True
    while begin < end and (_is_common(found[begin], lang) or not found[begin].text[0].isalpha()):
        begin += 1
        begin, again = _skip_titles(found, begin, end, lang)
        titled = titled or again
    while end > begin and (_is_common(found[end - 1], lang) or not found[end - 1].text[0].isalnum()):
        end -= 1
    if begin >= end:
        return []
    if begin > index and (hit := known_at(found, begin)) is not None and begin + hit[0] <= end:
        rest = (
            _from_run(text, found, begin + hit[0], end - begin - hit[0], lang, headline, seen)
            if begin + hit[0] < end
            else []
        )
        return [_known(text, found, begin, hit), *rest]
    single = end - begin == 1 and not titled and _bare(found[begin].norm) not in seen
    if opens_sentence(found, begin) and single and not _initial_name(found, begin, lang):
        return _compound(text, found[begin], lang)
    if headline and not titled and not found[begin].text.isupper() and _bare(found[begin].norm) not in seen:
        return _compound(text, found[begin], lang)
    return [*before, *_cut_hyphen(text, found, begin, end, lang, titled)]


def _is_office(found: Sequence[Token], at: int) -> bool:
    """Say whether a Dutch word before a name tells what bears it: Hoofdaanklager Reem, Vakbond Recht."""
    word = found[at].text
    if "-" in word:
        return _OFFICE.search(word) is not None and word.rpartition("-")[2].islower()
    return (
        opens_sentence(found, at)
        and word[1:].islower()
        and len(word) > 6
        and (_OFFICE.search(word) is not None or _KIND.fullmatch(word) is not None)
    )


def _holds_portfolio(found: Sequence[Token], at: int) -> bool:
    """Say whether a word with a capital is what a minister is minister of: minister van Transport Ratna."""
    return at > 1 and found[at - 1].norm == "van" and _MINISTER.fullmatch(found[at - 2].norm) is not None


def _skip_titles(found: Sequence[Token], begin: int, end: int, lang: str) -> tuple[int, bool]:
    table = _titles(lang)
    titled = begin > 0 and table.at(found, begin - 1) is not None
    while begin < end and (hit := table.at(found, begin)) is not None and begin + hit[0] <= end:
        begin += hit[0]
        titled = True
        if begin < end and found[begin].text == ".":
            begin += 1
    return begin, titled


def _initial_name(found: Sequence[Token], index: int, lang: str) -> bool:
    """Judge a single capitalised word at the head of a sentence: a name has its verb or a comma behind it."""
    token = found[index]
    if token.text.isupper() and len(token.text) > 1:
        return True
    if token.text[1:] != token.text[1:].lower() or token.text.endswith(("'s", "’s")):
        return True
    if len(token.norm) < 3 or _COMMON_FORM.fullmatch(token.norm) or index + 1 >= len(found):
        return False
    plural = token.norm.endswith(("s", "en")) and not token.norm.endswith("ss")
    following = found[index + 1].norm
    if plural:
        return following in _SINGULAR
    return _SPEECH.fullmatch(following) is not None or following in words(f"claims/{lang}", "aux")


def _bare(norm: str) -> str:
    return norm[:-2] if norm.endswith("'s") else norm


def inner_capitals(text: str, lang: str) -> frozenset[str]:
    """Return the folded words that stand with a capital inside a sentence, where it tells a name."""
    found = tokens(text)
    if is_headline(found):
        return frozenset()
    return frozenset(
        _bare(token.norm)
        for index, token in enumerate(found)
        if token.text[:1].isupper() and not opens_sentence(found, index) and not _is_common(token, lang)
    )


def _cut_hyphen(
    text: str, found: Sequence[Token], begin: int, end: int, lang: str, titled: bool
) -> list[Name]:
    """Make the name of tokens begin..end; in `Tall Mirza-dam` the tail after the hyphen is no part of it."""
    last = found[end - 1]
    stop = bare_end(last)
    parts = _DASH.split(text[last.start : stop])
    kind = _kind(found, begin, end, lang, titled)
    if len(parts) > 1 and parts[-1][:1].islower() and len(parts[-1]) > 2:
        keep = len(text[last.start : stop]) - len(parts[-1]) - 1
        stop = last.start + keep
        tail = _kinds(lang).get(fold(parts[-1]))
        kind = tail or (
            "place"
            if lang == "nl" and not titled and kind == "name" and parts[-1] in ("zijde", "rivier")
            else kind
        )
        if kind == "person" and not titled:
            kind = "name"
        if end - begin == 1 and (hit := known_at(tokens(text[last.start : stop]), 0)) is not None:
            return [Name(hit[1].kind, 0, last.start, stop, text[last.start : stop], hit[1].key)]
    start = found[begin].start
    if stop <= start:
        return []
    hit = known_at(found, begin)
    if hit is not None and hit[0] == end - begin and stop == bare_end(last):
        return [_known(text, found, begin, hit)]
    return [Name(kind, 0, start, stop, text[start:stop])]


def _kind(found: Sequence[Token], begin: int, end: int, lang: str, titled: bool) -> str:
    kinds = _kinds(lang)
    inside = [kinds[t.norm] for t in found[begin:end] if t.norm in kinds]
    if lang == "nl" and any(_INSTITUTION.search(token.norm) for token in found[begin:end]):
        return "organisation"
    if "organisation" in inside:
        return "organisation"
    if inside:
        return inside[-1]
    if titled:
        return "person"
    before = found[begin - 1].norm if begin else ""
    before2 = found[begin - 2].norm if begin > 1 else ""
    if before in kinds:
        return kinds[before]
    if before == "of" and before2 in kinds:
        return kinds[before2]
    text = found[begin].text
    if end - begin == 1 and text.isupper() and 2 <= len(text) <= 6:
        return "organisation"
    return "person" if end - begin > 1 and given_name(found[begin].text) else "name"


def _compound(text: str, token: Token, lang: str) -> list[Name]:
    """Find known names in a hyphened word: US-backed, Syrisch-Russische, pro-Iraanse, Homs-zijde."""
    if "-" not in token.text:
        return []
    names = []
    at = token.start
    for part in _DASH.split(token.text):
        if part[:1].isupper() and (hit := known_at(tokens(part), 0)) is not None:
            names.append(Name(hit[1].kind, 0, at, at + len(part), part, hit[1].key))
        elif part[:1].isupper() and len(part) > 1 and part.isupper():
            names.append(Name("organisation", 0, at, at + len(part), part))
        elif (
            part[:1].isupper()
            and part[1:].islower()
            and at == token.start
            and len(part) > 2
            and fold(part) not in _common(lang)
            and lang == "nl"
        ):
            names.append(Name("name", 0, at, at + len(part), part))
        at += len(part) + 1
    return names
