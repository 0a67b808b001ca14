"""Words that exclude each other: north and south, destroyed and damaged, minister and governor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from align.facts.tokens import Token, fold, tokens, variants

_DATA = Path(__file__).resolve().parent.parent / "data" / "contrasts.tsv"
_COLUMNS = {"en": 2, "nl": 3, "ar": 4}
_LONGEST = 4
_MINISTERS = frozenset((("role", "minister"), ("role", "deputy minister")))
# Words between a minister and what he or she is minister of.
_LINKS = frozenset(("of", "for", "the", "van", "voor"))
# An Arabic noun or adjective as object or predicate: "remained open"; but not always, finally, up to.
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
    exact: dict[str, tuple[str, str]]
    portfolios: dict[str, tuple[str, str]]
    prefixes: dict[str, tuple[str, str]]


def contrast_words(lang: str) -> tuple[tuple[str, str, str], ...]:
    """Return the whole words of a language's contrasts: dimension, class, word."""
    return tuple((kind, value, word) for word, (kind, value) in _lexicon(lang).exact.items())


@cache
def _lexicon(lang: str) -> _Lexicon:
    exact: dict[str, tuple[str, str]] = {}
    portfolios: dict[str, tuple[str, str]] = {}
    prefixes: dict[str, tuple[str, str]] = {}
    column = _COLUMNS.get(lang)
    if column is None:
        return _Lexicon(exact, portfolios, prefixes)
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        for word in cells[column].split(","):
            form = " ".join(fold(part) for part in word.split())
            if form.endswith("*"):
                prefixes[form[:-1]] = (cells[0], cells[1])
            elif form and cells[0] == "portfolio":
                portfolios[form] = ("ministry", cells[1])
            elif form:
                exact[form] = (cells[0], cells[1])
    return _Lexicon(exact, portfolios, prefixes)


def find_contrasts(text: str, lang: str) -> tuple[Contrast, ...]:
    """Find the words of known contrasts in a sentence; the longest phrase wins, words do not overlap."""
    lexicon = _lexicon(lang)
    if not lexicon.exact:
        return ()
    words = [token for token in tokens(text) if token.is_word]
    return tuple(sorted(_scan(text, words, lexicon, lang), key=lambda contrast: contrast.start))


def _scan(text: str, words: list[Token], lexicon: _Lexicon, lang: str) -> Iterator[Contrast]:
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            chosen = words[position : position + length]
            hit = _look_up([token.norm for token in chosen], lexicon, lang)
            if hit:
                if hit in _MINISTERS:
                    yield from _portfolio(
                        text, words, (position, position + length), lexicon.portfolios, lang
                    )
                start, end = chosen[0].start, chosen[-1].end
                yield Contrast(hit[0], hit[1], start, end, text[start:end])
                position += length - 1
                break
        position += 1


def _portfolio(
    text: str,
    words: list[Token],
    minister: tuple[int, int],
    portfolios: dict[str, tuple[str, str]],
    lang: str,
) -> Iterator[Contrast]:
    """Yield what a minister is minister of: Health Minister, `وزير الصحة`, `minister van Onderwijs`."""
    before, after = minister
    while after < len(words) and words[after].norm in _LINKS:
        after += 1
    spans = [(before - n, before) for n in (2, 1) if before >= n]
    spans += [(after, after + n) for n in (3, 2, 1) if after + n <= len(words)]
    for begin, end in spans:
        forms = [token.norm for token in words[begin:end]]
        found = portfolios.get(" ".join(variants(form)[-1] if lang == "ar" else form for form in forms))
        if found:
            start, stop = words[begin].start, words[end - 1].end
            yield Contrast(*found, start, stop, text[start:stop])
            return


def _look_up(forms: list[str], lexicon: _Lexicon, lang: str) -> tuple[str, str] | None:
    if lang == "ar":
        bare = [variants(form)[-1] for form in forms]
        options = [[first, *bare[1:]] for first in variants(forms[0])] + [
            [first, *forms[1:]] for first in variants(forms[0])
        ]
        if len(forms) == 1:
            options += [[form[:-1]] for form in variants(forms[0]) if _ACCUSATIVE.fullmatch(form)]
        return next((lexicon.exact[" ".join(o)] for o in options if " ".join(o) in lexicon.exact), None)
    joined = " ".join(forms)
    if joined in lexicon.exact:
        return lexicon.exact[joined]
    if len(forms) > 1:
        return None
    # The longest prefix wins: "northeast*" before "north*".
    return next(
        (lexicon.prefixes[joined[:n]] for n in range(len(joined), 2, -1) if joined[:n] in lexicon.prefixes),
        None,
    )
