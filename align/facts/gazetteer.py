"""Known names: countries, their people, cities and organisations, under one key in every language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from align.facts.tokens import Token, fold, tokens, variants
from align.facts.wordlists import rows


class Known(NamedTuple):
    """A known name: its kind and key; `exact` where only this very spelling counts (US, IS, WHO).

    `lower` where the list has it in lower case (Dutch words for believers), so that it needs no capital;
    `others` are the keys of what else bears it: عمان is Oman and Amman.
    """

    kind: str
    key: str
    exact: str
    lower: bool
    others: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of all that bear the name."""
        return self.others | {self.key}


# Names before or behind an apostrophe have at least so many letters.
_SHORTEST = 3
_LOWER_ARTICLES = ("al-", "el-")
_Options = list[tuple[tuple[str, ...], Known]]
# Masculine singular Arabic adjectives: feminine, plurals, dual.
_ARABIC_ENDINGS = ("", "ة", "ون", "ين", "ات", "ان", "تين", "تان", "ا")
# Dutch adjectives take -e, and lose one of a doubled vowel before it (Iraans, Iraanse; Syrisch, Syrische).
_ARABIC_HOMOGRAPHS = frozenset({"مالي", "سني", "عاجي", "غاني", "مسلم"})


@cache
def _table() -> dict[str, _Options]:
    """Return all aliases by their first folded word."""
    table: dict[str, _Options] = {}
    for name in ("countries", "known", "places", "countries_more"):
        for key, kind, *columns in rows(f"names/{name}"):
            for column in columns:
                for alias in column.split(","):
                    _add(table, alias, kind, key)
    for key, english, dutch, arabic in rows("names/demonyms"):
        for alias in _inflected(english, dutch, arabic):
            _add(table, alias, "people", key)
    for options in table.values():
        options.sort(key=lambda option: (-len(option[0]), option[1].kind == "people"))
    return table


def _inflected(english: str, dutch: str, arabic: str) -> list[str]:
    found = []
    for word in english.split(","):
        found.append(word)
        if word.endswith(("n", "i", "t")):
            found.append(word + "s")
    for word in dutch.split(","):
        found.append(word)
        if word.endswith(("s", "sch")):
            found.append(word + "e")
    for word in arabic.split(","):
        if word in _ARABIC_HOMOGRAPHS:
            continue
        endings = _ARABIC_ENDINGS if " " not in word else ("",)
        found.extend(word + ending for ending in endings)
    return found


def _add(table: dict[str, _Options], alias: str, kind: str, key: str) -> None:
    found = tokens(alias)
    if not found:
        return
    exact = alias if alias.isascii() and alias.replace(".", "").isupper() and len(alias) <= 6 else ""
    rest = tuple(token.norm for token in found[1:])
    forms = {found[0].norm: None}
    for form in forms:
        options = table.setdefault(form, [])
        same = next((place for place, option in enumerate(options) if option[0] == rest), None)
        if same is None:
            options.append((rest, Known(kind, key, exact, alias[:1].islower())))
        elif (known := options[same][1]).key != key:
            options[same] = (rest, known._replace(others=known.others | {key}))


def known_at(found: Sequence[Token], index: int, arabic: bool = False) -> tuple[int, Known, int] | None:
    """Return the longest known name at token `index`: its tokens, what it is, letters of clitics before.

    In Latin script a known name begins with a capital, save Dutch words for peoples and faiths.
    """
    token = found[index]
    for form in variants(token.norm) if arabic else _bare(token.norm):
        for rest, known in _table().get(form, ()):
            size = len(rest)
            following = found[index + 1 : index + 1 + size]
            if len(following) < size or not all(
                _same(t.norm, w) for t, w in zip(following, rest, strict=True)
            ):
                continue
            if not arabic and not _cased(found[index : index + 1 + size], known):
                continue
            if arabic and _chance(token.norm, form, known):
                continue
            dropped = _dropped(token.text, form) if arabic else 0
            return size + 1, known, dropped
    return None


def _chance(norm: str, form: str, known: Known) -> bool:
    """Say whether a country stands in an Arabic word by chance: like Laos in Klaus, Mali in "financial"."""
    return form != norm and (norm == "ك" + form or (known.kind == "place" and form in _ARABIC_HOMOGRAPHS))


def _bare(norm: str) -> tuple[str, ...]:
    """Return a Latin word, and its parts around an apostrophe: l'Espagne, Türkiye'de."""
    if "'" not in norm:
        return (norm,)
    return (norm, *(part for part in norm.split("'") if len(part) >= _SHORTEST))


def _same(norm: str, word: str) -> bool:
    return norm == word or (norm.endswith("'s") and norm[:-2] == word)


def _dropped(text: str, form: str) -> int:
    """Count the letters of `text` before `form`; the article belongs to the name."""
    folded = fold(text)
    if folded == form:
        return 0
    count = len(folded) - len(form)
    if folded[:count].endswith("ال"):
        count -= 2
    elif folded[:count].endswith("لل"):
        count -= 1
    return count if len(folded) == len(text) else 0


def _cased(span: Sequence[Token], known: Known) -> bool:
    if known.exact:
        text = span[0].text
        return text in (known.exact, known.exact + "'s", known.exact + "’s") or (
            len(span) > 1 and text[:1].isupper()
        )
    head = span[0].text
    return head[:1].isupper() or known.lower or not head[:1].isalpha() or head[:3] in _LOWER_ARTICLES


def key_of(name: str) -> str:
    """Return the key of a name that is wholly a known name, or an empty string.

    The article (the, de, ال) may be missing or added.
    """
    known = _whole(name)
    return known.key if known is not None else ""


def is_country(key: str) -> bool:
    """Say whether a key is that of a country: an ISO 3166 code."""
    return len(key) == 2 and key.isupper()


def keys_of(name: str) -> frozenset[str]:
    """Return the keys of all that a name that is wholly known may stand for."""
    known = _whole(name)
    return known.keys if known is not None else frozenset()


@lru_cache(maxsize=16384)
def _whole(name: str) -> Known | None:
    found = tokens(name)
    while found and found[0].norm in ("the", "de", "het"):
        found = found[1:]
    if not found:
        return None
    hit = known_at(found, 0, arabic=not name.isascii() and found[0].norm[:1] >= "\u0600")
    if hit is None and found[-1].norm.endswith(("'s", "’s")):
        return _whole(name[: found[-1].end - 2])
    return hit[1] if hit is not None and hit[0] == len(found) else None
