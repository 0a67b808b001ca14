"""Names in Dutch and English text: runs of capitals, known names, and what titles and neighbours say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.facts.gazetteer import Known, known_at
from align.facts.model import Name
from align.facts.tokens import Token, fold, tokens
from align.facts.wordlists import Phrases, rows

# Words in lower case that stand inside a name; the second list only joins names of institutions.
_PARTICLES = frozenset(
    "van von de den der des di da dos du del della la le el al bin ibn ben abu umm bint ul ud ez y ter ten te op 't zu".split()
)
_OF = frozenset({"of", "for", "voor", "to"})
_ARTICLE = re.compile(
    r"(?:al|el|an|ar|as|ash|at|ad|az|ez|d|l|de|abu|bin|ul|'t|'s)[-'’][^\W\d_a-z]", re.UNICODE
)
_POSSESSIVE = re.compile(r"['’]s?$")
_DASH = re.compile("[-‐‑]")
_END = frozenset('.!?:;…"“”„«»()[]|')
_SPEECH = re.compile(
    r"(?:was|is|has|had|will|said|says|told|also|zei|zegt|heeft|had|werd|wordt|wil|gaat|ook|were|and|en|who|die|,|'s|\w{2,}ed|\w{3,}de|\w{3,}te)"
)
_COMMON_FORM = re.compile(
    r".{2,}(?:ing|ings|ly|tion|tions|ment|ments|ness|ies|ers|ity|heid|ingen|tie|ties|isme|teit|elijk|aars|ists)"
)


@cache
def _common(lang: str) -> frozenset[str]:
    words = {fold(row[0]) for row in rows("names/common") if row[1] == lang}
    for folder in ("claims", "polarity", "attribution"):
        words.update(fold(row[0]) for row in rows(f"{folder}/{lang}") if " " not in row[0])
    return frozenset(words)


@cache
def _titles(lang: str) -> Phrases:
    return Phrases([(row[0], row[2]) for row in rows("names/titles") if row[1] == lang and row[2] != "keep"])


@cache
def _kinds(lang: str) -> dict[str, str]:
    return {fold(row[0]): row[1] for row in rows("names/context") if row[2] == lang}


def find_latin_names(text: str, lang: str) -> tuple[Name, ...]:
    """Find the names of a Dutch or English sentence, in order; also of other languages in Latin script."""
    found = tokens(text)
    if not any(token.text[:1].isupper() or "-" in token.text for token in found) and lang == "en":
        return ()
    headline = _is_headline(found)
    names: list[Name] = []
    index = 0
    while index < len(found):
        hit = known_at(found, index)
        if hit is not None and _longer_run(found, index, hit[0]):
            hit = None
        if hit is not None and _plain_initial(found, index, hit[1]):
            hit = None
        if hit is not None:
            names.append(_known(text, found, index, hit))
            index += hit[0]
            continue
        size = _run(found, index)
        if not size:
            names.extend(_compound(text, found[index], lang))
            index += 1
            continue
        names.extend(_from_run(text, found, index, size, lang, headline))
        index += size
    return tuple(names)


def _is_capital(token: Token) -> bool:
    head = token.text
    return head[:1].isupper() or _ARTICLE.match(head) is not None


def _is_headline(found: Sequence[Token]) -> bool:
    """Say whether nearly every longer word has a capital: then capitals tell nothing."""
    long = [token for token in found if len(token.text) > 3 and token.text[0].isalpha()]
    return len(long) >= 4 and sum(token.text[0].isupper() for token in long) >= 0.7 * len(long)


def _starts(found: Sequence[Token], index: int) -> bool:
    """Say whether a word stands where any word has a capital: at the head, or after a full stop or opening quote."""
    return index == 0 or found[index - 1].text in _END or (found[index - 1].text in "'‘-–—•*" and index == 1)


def _plain_initial(found: Sequence[Token], index: int, known: Known) -> bool:
    """Say whether a known name at the head of a sentence is more likely a common word there."""
    return (
        _starts(found, index)
        and found[index].norm in ("golf", "gulf", "senate", "house", "conservatives")
        and known.kind != "people"
    )


def _longer_run(found: Sequence[Token], index: int, size: int) -> bool:
    """Say whether the known words are only the beginning of a longer hyphened or lettered name."""
    return False


def _run(found: Sequence[Token], index: int) -> int:
    """Return how many tokens from `index` on make one run of capitals."""
    if not _is_capital(found[index]):
        return 0
    end = index + 1
    while end < len(found):
        token = found[end]
        if found[end - 1].text.endswith(("'s", "’s")):
            break
        if _is_capital(token):
            if known_at(found, end) is not None and known_at(found, end)[1].kind == "people":  # type: ignore[index]
                break
            end += 1
        elif token.text == "." and len(found[end - 1].text) <= 2 and token.start == found[end - 1].end:
            end += 1
        elif token.text in ("&",) and end + 1 < len(found) and _is_capital(found[end + 1]):
            end += 1
        else:
            step = _bridge(found, end)
            if not step:
                break
            end += step
    while end > index + 1 and not _is_capital(found[end - 1]):
        end -= 1
    return end - index


def _bridge(found: Sequence[Token], at: int) -> int:
    """Return how many lower-case words at `at` join a name: particles, or of and for in institutions."""
    step = 0
    while at + step < len(found) and step < 3 and found[at + step].norm in _PARTICLES:
        step += 1
    if not step and found[at].norm in _OF:
        step = 1
        if at + 1 < len(found) and found[at + 1].norm in ("the", "de", "het"):
            step = 2
    if step and at + step < len(found) and _is_capital(found[at + step]):
        return step
    return 0


def _known(text: str, found: Sequence[Token], index: int, hit: tuple[int, Known, int]) -> Name:
    size, known, _ = hit
    start, end = found[index].start, _bare_end(found[index + size - 1])
    return Name(known.kind, 0, start, end, text[start:end], known.key)


def _bare_end(token: Token) -> int:
    tail = _POSSESSIVE.search(token.text)
    return token.end - len(tail.group()) if tail and len(tail.group()) < len(token.text) else token.end


def _from_run(
    text: str, found: Sequence[Token], index: int, size: int, lang: str, headline: bool
) -> list[Name]:
    """Turn a run of capitals into names: drop titles and common words at its head, cut at hyphened tails."""
    end = index + size
    begin, titled = _skip_titles(found, index, end, lang)
    common = _common(lang)
    while (
        begin < end
        and (found[begin].norm in common or not found[begin].text[0].isalpha())
        and (_starts(found, begin) or begin == index or found[begin].norm in common)
    ):
        if (
            found[begin].text.isupper()
            and len(found[begin].text) > 1
            and not headline
            and found[begin].norm not in common
        ):
            break
        begin += 1
        begin, again = _skip_titles(found, begin, end, lang)
        titled = titled or again
    while end > begin and (found[end - 1].norm in common or not found[end - 1].text[0].isalnum()):
        end -= 1
    if begin >= end:
        return []
    if begin > index and (hit := known_at(found, begin)) is not None and begin + hit[0] <= end:
        rest = (
            _from_run(text, found, begin + hit[0], end - begin - hit[0], lang, headline)
            if begin + hit[0] < end
            else []
        )
        return [_known(text, found, begin, hit), *rest]
    single = end - begin == 1
    if _starts(found, begin) and single and not titled and not _initial_name(found, begin, lang):
        return _compound(text, found[begin], lang)
    if headline and not titled and not found[begin].text.isupper():
        return _compound(text, found[begin], lang)
    return _cut_hyphen(text, found, begin, end, lang, titled)


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
    """Judge a single capitalised word at the head of a sentence: a name is followed by its verb or a comma."""
    token = found[index]
    if token.text.isupper() and len(token.text) > 1:
        return True
    if token.text[1:] != token.text[1:].lower() or token.text.endswith(("'s", "’s")):
        return True
    if len(token.norm) < 3 or _COMMON_FORM.fullmatch(token.norm) or index + 1 >= len(found):
        return False
    plural = token.norm.endswith(("s", "en")) and not token.norm.endswith("ss")
    following = found[index + 1].norm
    return (
        not plural
        and _SPEECH.fullmatch(following) is not None
        or following in ("said", "zei", "told", "has", "heeft", "is", "was")
        and plural
        and following != "were"
    )


def _cut_hyphen(
    text: str, found: Sequence[Token], begin: int, end: int, lang: str, titled: bool
) -> list[Name]:
    """Make the name of tokens begin..end; in `Tall Mirza-dam` the tail after the hyphen is no part of it."""
    last = found[end - 1]
    stop = _bare_end(last)
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
    return [Name(kind, 0, start, stop, text[start:stop])] if stop > start else []


def _kind(found: Sequence[Token], begin: int, end: int, lang: str, titled: bool) -> str:
    kinds = _kinds(lang)
    inside = [kinds[t.norm] for t in found[begin:end] if t.norm in kinds]
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
    from align.facts.similarity import given_name

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
