"""Runs of capitalised words, where a name in Latin script may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.facts.gazetteer import known_at
from align.facts.name_parts import given_name, is_generic
from align.facts.tokens import Token
from align.facts.wordlists import words

# Words in lower case that stand inside a name; of and for only join names of institutions.
_PARTICLES = words("names/particles", "joins", "both")
_OF = frozenset({"of", "for", "voor"})
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at|ad|az|ez|d|l|de|abu|bin|ul|'t|'s)[-'’]([^\W\d_])")
_POSSESSIVE = re.compile(r"['’]s?$")
_END = frozenset('.!?:;…"“”„«»()[]|')
_QUOTES = frozenset("\"“„«‘'")
# In Dutch, which joins by hyphens, a name after an acronym is another name: als HAJ Zarqun inneemt.
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,4}")
_GENITIVES = frozenset({"van", "of", "for", "voor", "to", "de", "der", "den"})


def is_capital(token: Token) -> bool:
    head = token.text
    if head[:1].isupper():
        return True
    article = _ARTICLE.match(head)
    return article is not None and article[1].isupper()


def is_headline(found: Sequence[Token]) -> bool:
    """Say whether nearly every longer word has a capital, without a full stop: then capitals tell nothing."""
    if found and found[-1].text == ".":
        return False
    long = [token for token in found if len(token.text) > 3 and token.text[0].isalpha()]
    return len(long) >= 4 and sum(token.text[0].isupper() for token in long) >= 0.7 * len(long)


def opens_sentence(found: Sequence[Token], index: int) -> bool:
    """Say whether any word would have a capital here: at the head, after a full stop or an opening quote."""
    if index and found[index - 1].text in _QUOTES and index > 1 and found[index - 2].is_word:
        return False
    return index == 0 or found[index - 1].text in _END or (found[index - 1].text in "'‘-–—•*" and index == 1)


def capital_run(found: Sequence[Token], index: int, lang: str) -> int:
    """Return how many tokens from `index` on make one run of capitals."""
    if not is_capital(found[index]):
        return 0
    end = index + 1
    while end < len(found):
        token = found[end]
        if found[end - 1].text.endswith(("'s", "’s")):
            break
        if is_capital(token):
            if lang == "nl" and _ACRONYM.fullmatch(found[end - 1].text) and token.text[1:2].islower():
                break
            if (known := known_at(found, end)) is not None and known[1].kind == "people":
                break
            end += 1
        elif (token.text == "." and len(found[end - 1].text) <= 2 and token.start == found[end - 1].end) or (
            token.text in ("&",) and end + 1 < len(found) and is_capital(found[end + 1])
        ):
            end += 1
        else:
            step = _bridge(found, index, end)
            if not step:
                break
            end += step
    while end > index + 1 and not is_capital(found[end - 1]):
        end -= 1
    return end - index


def _bridge(found: Sequence[Token], begin: int, at: int) -> int:
    """Return how many lower-case words at `at` join a name: particles, or of and for in institutions."""
    step = 0
    while at + step < len(found) and step < 3 and found[at + step].norm in _PARTICLES:
        step += 1
    if not step and found[at].norm in _OF:
        step = 1
        if at + 1 < len(found) and found[at + 1].norm in ("the", "de", "het"):
            step = 2
    if not step or at + step >= len(found) or not is_capital(found[at + step]):
        return 0
    if found[at].norm in _GENITIVES and not _belongs(found, begin, at, at + step):
        return 0
    return step


def _belongs(found: Sequence[Token], begin: int, at: int, following: int) -> bool:
    """Say whether "of" joins one name: the Ministry of Defence, Anna van der Berg; not Rutte of the UN."""
    if found[following - 1].norm in ("der", "den"):
        return True
    institution = any(is_generic(token.norm) for token in found[begin:at])
    head = found[following]
    if head.text.isupper() or given_name(head.text) or (known_at(found, following) and not institution):
        return False
    return institution or (found[at].norm not in _OF and not is_generic(head.norm))


def continues(found: Sequence[Token], at: int) -> bool:
    """Say whether the word at `at` goes on with the name before it: Europa League, Manchester City."""
    if at >= len(found) or found[at].start != found[at - 1].end + 1 or not found[at].text[:1].isupper():
        return False
    if found[at - 1].text.endswith(("'s", "’s")) or not found[at].text[0].isalpha():
        return False
    return known_at(found, at) is None


def bare_end(token: Token) -> int:
    tail = _POSSESSIVE.search(token.text)
    return token.end - len(tail.group()) if tail and len(tail.group()) < len(token.text) else token.end
