"""Words that exclude each other: north and south, destroyed and damaged, minister and governor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from align.facts.polarity import DUTCH_NOT
from align.facts.tokens import Token, fold, tokens, variants
from align.facts.wordlists import table

_COLUMNS = {"en": 2, "nl": 3, "ar": 4}
_LONGEST = 4
_MINISTERS = frozenset((("role", "minister"), ("role", "deputy minister")))
# Words between a minister and what he or she is minister of.
_LINKS = frozenset(("of", "for", "the", "van", "voor"))
# How many words a Dutch clause may hold from the verb to its particle, what ends it, and what may follow it.
_CLAUSE, _STOP = 14, re.compile("[.,;:!?()]")
_AFTER_CLAUSE = frozenset(
    ("en", "maar", "of", "dat", "omdat", "nadat", "toen", "om", "als", "sinds", "terwijl")
)
_POSSESSIVES = ("هما", "ها", "هم", "ه")
# An Arabic word as object or predicate ends so: "remained open"; but always, finally, up to are adverbs.
_ACCUSATIVE = re.compile(r"(?!دائما|اخيرا|اوليا|وصولا)\w{3,}[^\Wه]ا")


@dataclass(frozen=True, slots=True)
class Contrast:
    """A word of a class that excludes the other classes of its dimension; offsets are code points."""

    dimension: str
    value: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Dimension and class by folded words: those listed, those looked up, beginnings, portfolios, and Dutch
    verbs with the particles that may stand far from them; and the first words of phrases.
    """

    listed: dict[str, tuple[str, str]]
    forms: dict[str, tuple[str, str]]
    prefixes: dict[str, tuple[str, str]]
    portfolios: dict[str, tuple[str, str]]
    apart: dict[str, dict[str, tuple[str, str]]]
    starts: frozenset[str]


def contrast_words(lang: str) -> tuple[tuple[str, str, str], ...]:
    """Return the whole words of a language's contrasts: dimension, class, word."""
    return tuple((kind, value, word) for word, (kind, value) in _lexicon(lang).listed.items())


@cache
def _lexicon(lang: str, name: str = "contrasts") -> _Lexicon:
    listed: dict[str, tuple[str, str]] = {}
    prefixes: dict[str, tuple[str, str]] = {}
    portfolios: dict[str, tuple[str, str]] = {}
    apart: dict[str, dict[str, tuple[str, str]]] = {}
    column = _COLUMNS.get(lang)
    for cells in table(name) if column is not None else ():
        for word in fold(cells[column or 0]).split(","):
            form = word.strip()
            if " ... " in form:
                verb, particle = form.split(" ... ")
                apart.setdefault(verb, {})[particle] = (cells[0], cells[1])
            elif form.endswith("*"):
                prefixes[form[:-1]] = (cells[0], cells[1])
            elif form and cells[0] == "portfolio":
                portfolios[form] = ("ministry", cells[1])
            elif form:
                listed[form] = (cells[0], cells[1])
    single = ((form, found) for form, found in listed.items() if lang == "ar" and " " not in form)
    endings = {f"{form}ا": found for form, found in single}
    forms = {form: found for form, found in endings.items() if _ACCUSATIVE.fullmatch(form)} | listed
    starts = frozenset(form.partition(" ")[0] for form in (*forms, *prefixes) if " " in form)
    return _Lexicon(listed, forms, prefixes, portfolios, apart, starts)


@cache
def near_classes() -> frozenset[tuple[str, str]]:
    """Return the pairs of classes that may be two words for one thing, in both orders."""
    pairs = [(row[0], near.strip()) for row in table("near") for near in row[1].split(",")]
    return frozenset((*pairs, *((near, other) for other, near in pairs)))


@cache
def opposites() -> frozenset[str]:
    """Return the dimensions of two classes: to deny one is to say the other, "not open" is closed."""
    classes: dict[str, set[str]] = {}
    for row in table("contrasts"):
        classes.setdefault(row[0], set()).add(row[1])
    return frozenset(dimension for dimension, found in classes.items() if len(found) == 2)


def find_contrasts(text: str, lang: str) -> tuple[Contrast, ...]:
    """Find the words of known contrasts in a sentence; the longest phrase wins, words do not overlap."""
    return find_words("contrasts", text, lang)


def find_words(name: str, text: str, lang: str) -> tuple[Contrast, ...]:
    """Find the words of a table that is laid out like that of the contrasts."""
    lexicon = _lexicon(lang, name)
    if not lexicon.forms:
        return ()
    words = [token for token in tokens(text) if token.is_word]
    return tuple(sorted(_scan(text, words, lexicon, lang), key=lambda contrast: contrast.start))


def _scan(text: str, words: list[Token], lexicon: _Lexicon, lang: str) -> Iterator[Contrast]:
    position = 0
    while position < len(words):
        if found := _verb(text, words, position, lexicon):
            yield found
            position += 1
            continue
        begins = lang == "ar" or words[position].norm in lexicon.starts
        for length in range(min(_LONGEST if begins else 1, len(words) - position), 0, -1):
            chosen = words[position : position + length]
            hit = _look_up([token.norm for token in chosen], lexicon, lang)
            if hit and not (length > 1 and _is_age(words, position + length)):
                if hit in _MINISTERS:
                    yield from _portfolio(text, words, position, position + length, lexicon, lang)
                start, end = chosen[0].start, chosen[-1].end
                yield Contrast(hit[0], hit[1], start, end, text[start:end])
                position += length - 1
                break
        position += 1


def _verb(text: str, words: list[Token], position: int, lexicon: _Lexicon) -> Contrast | None:
    """Return what a verb says together with the particle that ends its clause: `sluit dat niet uit`."""
    first = words[position]
    for end in (
        range(position + 1, min(position + _CLAUSE, len(words))) if first.norm in lexicon.apart else ()
    ):
        clause = text[first.end : words[end].end]
        if _STOP.search(clause):
            return None
        for size in (2, 1):
            particle = " ".join(word.norm for word in words[end - size + 1 : end + 1])
            hit = lexicon.apart[first.norm].get(particle) if end - size > position else None
            between = {word.norm for word in words[position + 1 : end - size + 1]}
            if hit and between.isdisjoint(DUTCH_NOT) and _ends_clause(text, words, end):
                return Contrast(*hit, first.start, first.end, first.text)
    return None


def _ends_clause(text: str, words: list[Token], last: int) -> bool:
    after = text[words[last].end :].lstrip()
    return not after[:1].isalnum() or words[last + 1].norm in _AFTER_CLAUSE


def _is_age(words: list[Token], after: int) -> bool:
    """Say whether an age follows a phrase, which then does not end in a preposition: `een vrouw van 52`."""
    return after < len(words) and words[after - 1].norm in _LINKS and words[after].norm[:1].isdigit()


def _portfolio(
    text: str, words: list[Token], before: int, after: int, lexicon: _Lexicon, lang: str
) -> Iterator[Contrast]:
    """Yield what a minister is minister of: Health Minister, `وزير الصحة`, `minister van Onderwijs`.

    The word for the minister begins at word `before` and ends before word `after`.
    """
    while after < len(words) and words[after].norm in _LINKS:
        after += 1
    spans = [(before - n, before) for n in (2, 1) if before >= n]
    spans += [(after, after + n) for n in (3, 2, 1) if after + n <= len(words)]
    for begin, end in spans:
        forms = [token.norm for token in words[begin:end]]
        found = lexicon.portfolios.get(" ".join(_bare(forms) if lang == "ar" else forms))
        if found:
            start, stop = words[begin].start, words[end - 1].end
            yield Contrast(*found, start, stop, text[start:stop])
            return


def _bare(forms: list[str]) -> list[str]:
    """Return Arabic words without what is written to their front."""
    return [variants(form)[-1] for form in forms]


def _possessed(word: str, lexicon: _Lexicon) -> tuple[str, str] | None:
    """Look up an Arabic word for a person or body that belongs to somebody, or for two: موظفيه, مسؤولان."""
    for form in variants(word):
        stem = next((form[: -len(end)] for end in _POSSESSIVES if form.endswith(end)), form)
        plural = [stem[:-1] + end for end in ("ين", "ون") if stem[-1:] in ("ي", "و")]
        feminine = [stem[:-1] + "ه"] if stem.endswith("ت") and stem != form else []
        dual = [form[:-2]] if form.endswith(("ان", "ين")) else []
        for option in (stem, *plural, *feminine, *dual):
            hit = lexicon.forms.get(option) if len(option) > 3 else None
            if hit is not None and hit[0] in ("role", "body"):
                return hit
    return None


def _look_up(forms: list[str], lexicon: _Lexicon, lang: str) -> tuple[str, str] | None:
    if lang == "ar":
        first, *rest = forms
        rests = [_bare(rest), rest] if rest else [rest]
        options = (" ".join([start, *others]) for others in rests for start in variants(first))
        hit = next((lexicon.forms[option] for option in options if option in lexicon.forms), None)
        return hit or (None if rest else _possessed(first, lexicon))
    joined = " ".join(forms)
    if lang == "en" and joined.endswith("'s"):
        joined = joined[:-2]
    if joined in lexicon.forms:
        return lexicon.forms[joined]
    # The longest prefix wins: "northeast*" before "north*". Only the last word of a phrase is cut.
    least = max(joined.rfind(" ") + 1, 2)
    cut = (joined[:n] for n in range(len(joined), least, -1))
    return next((lexicon.prefixes[start] for start in cut if start in lexicon.prefixes), None)
