"""The parts of a name that are compared: its words in letters, without titles, articles and clitics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from align.facts.gazetteer import key_of, keys_of
from align.facts.tokens import fold, is_arabic, variants
from align.facts.transliteration import arabic_letters, latin_letters
from align.facts.wordlists import rows, words

_SPLIT = re.compile(r"[\s\-‐‑_/.,()\"“”«»]+")
_APOSTROPHES = re.compile(r"['’‘ʼ`ʿʾ]")
_POSSESSIVE = re.compile(r"['’]s?$")
_IGNORED_LATIN = words("names/particles", "ignored", "both")
_IGNORED_ARABIC = frozenset({"بن", "ابن", "ال", "من", "في", "و", "الابن", "الاب"})
_SHORT = {"st": "saint", "st.": "saint", "sint": "saint", "sainte": "saint", "mt": "mount"}
# Numbers of kings and popes, which other languages write out: الثالث والعشرون is 3 + 20.
_ROMAN = re.compile("[IVX]{1,5}")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_ORDINALS = {
    fold(word): number
    for line, number in (
        ("الأول الأولى", 1),
        ("الثاني الثانية", 2),
        ("الثالث الثالثة", 3),
        ("الرابع الرابعة", 4),
        ("الخامس الخامسة", 5),
        ("السادس السادسة", 6),
        ("السابع السابعة", 7),
        ("الثامن الثامنة", 8),
        ("التاسع التاسعة", 9),
        ("العاشر العاشرة عشر عشرة", 10),
        ("الحادي الحادية", 1),
        ("والعشرون والعشرين العشرون", 20),
    )
    for word in line.split()
}
_ABDULLAH = re.compile(r"عبد\s+الله\b")
_ABU = frozenset({"abu", "abou", "aboe", "ابو", "ابي", "ابا"})
_ABD_LATIN = re.compile(r"abd(?:[eauo]u?[lrsnz]|)(?:-?)(.{3,})")
_ABD = frozenset(
    {"abd", "abdel", "abdul", "abdal", "abdoul", "abdur", "abdus", "abdar", "abdol", "عبد", "abdu"}
)


class Word(NamedTuple):
    """A word of a name: letters in its own script, the same without article, and given names that it spells.

    `servant` after Abd or Abdel; `generic` where the word is translated rather than spelled by sound; `keys`
    are those of the place or people that the word names by itself; `written` is an Arabic word with its
    hamzas and without vowel signs.
    """

    letters: str
    bare: str
    arabic: bool
    given: frozenset[int]
    servant: bool
    generic: bool = False
    keys: frozenset[str] = frozenset()
    written: str = ""


class Prepared(NamedTuple):
    """A name ready to be compared; `number` is that of a king or pope, 0 if it has none.

    `keys` are those of all that the name may stand for, `key` the most usual one.
    """

    words: tuple[Word, ...]
    key: str
    acronym: str
    initials: str
    number: int = 0
    keys: frozenset[str] = frozenset()


@cache
def _given() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, row in enumerate(rows("names/people")):
        for spelling in row[0].split(","):
            letters = arabic_letters(spelling) if is_arabic(spelling) else latin_letters(spelling)
            table.setdefault(letters, set()).add(number)
    return {letters: frozenset(numbers) for letters, numbers in table.items()}


@lru_cache(maxsize=16384)
def given_name(word: str) -> bool:
    """Say whether a word spells a given name that is listed."""
    return (arabic_letters(word) if is_arabic(word) else latin_letters(word)) in _given()


@cache
def _titles() -> frozenset[str]:
    singles = {fold(row[0]) for row in rows("names/titles") if " " not in row[0] and row[2] != "keep"}
    return frozenset(singles)


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in rows("names/generic"))


# Dutch writes what a body is for and what it is as one word.
_BODY = re.compile(
    r"\w{3,}(?:veiligheid|gezondheid|dienst|raad|bureau|inspectie|autoriteit|commissie|instituut|vereniging"
    r"|federatie|fonds|stichting|rechtbank|bestuur|bescherming|beheer|onderzoek|vakbond|ministerie)"
)


@lru_cache(maxsize=65536)
def is_generic(word: str) -> bool:
    """Say whether a folded word of a name is translated rather than spelled by sound."""
    if is_arabic(word):
        return word in _generic() or any(form in _generic() for form in variants(word))
    return word in _generic() or _BODY.fullmatch(word) is not None


@cache
def _concepts() -> dict[str, str]:
    table: dict[str, str] = {}
    for concept, *languages in rows("names/concepts"):
        for word in ",".join(languages).split(","):
            letters = arabic_letters(word) if is_arabic(word) else latin_letters(word)
            table[letters] = concept
    return table


def concepts(words: Sequence[Word]) -> frozenset[str]:
    """Return what a name says its bearer is, the same in every language: a ministry, a court."""
    table = _concepts()
    return frozenset(table[form] for word in words for form in (word.letters, word.bare) if form in table)


@lru_cache(maxsize=65536)
def is_descriptive(name: str) -> bool:
    """Say whether a name has only words that are translated: Judiciary Committee, Nationale Raad.

    That no name of the other version sounds like it tells nothing.
    """
    plain = [fold(_POSSESSIVE.sub("", word)) for word in _SPLIT.split(name) if word]
    return not key_of(name) and all(is_generic(word) or word in _IGNORED_LATIN for word in plain)


@lru_cache(maxsize=65536)
def prepare(name: str) -> Prepared:
    """Reduce a name to comparable words, its key if it is known, and its acronym."""
    raw = [word for word in _SPLIT.split(_ABDULLAH.sub("عبدالله", name).strip()) if word]
    initials = "".join(word[0].lower() for word in raw if word[:1].isupper())
    compact = name.replace(".", "").strip()
    capital = compact.isascii() and compact.isalpha() and compact.isupper() and 2 <= len(compact) <= 6
    kept = [word for word in raw if fold(word) not in _titles()] or raw
    acronym = compact.lower() if capital else ""
    number = regnal_number(kept[1:])
    return Prepared(tuple(_words(kept)), key_of(name), acronym, initials, number, keys_of(name))


def regnal_number(following: Sequence[str]) -> int:
    """Return the number of a king or pope among the words that follow the name, 0 if there is none."""
    last = len(following) - 1
    return sum(_number(word, place == last) for place, word in enumerate(following))


def _number(word: str, last: bool) -> int:
    """Return the value of a Roman numeral or Arabic ordinal; a single letter counts at the end alone."""
    if _ROMAN.fullmatch(word) is None or (len(word) == 1 and not last):
        return _ORDINALS.get(fold(word), 0)
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-d if d < max(digits[k:]) else d for k, d in enumerate(digits))


def _words(kept: list[str]) -> list[Word]:
    """Return the words of a name that are compared; Abd and Abdel mark the word that follows."""
    found: list[Word] = []
    servant = False
    for place, word in enumerate(kept):
        plain = fold(_POSSESSIVE.sub("", word)) or fold(word)
        plain = _SHORT.get(plain, _APOSTROPHES.sub("", plain))
        last = place + 1 == len(kept)
        if plain in _ABD and not last:
            servant = True
            continue
        ignored = plain in _IGNORED_LATIN or plain in _IGNORED_ARABIC or (plain in _ABU and not last)
        ignored = ignored or (place > 0 and _number(word, last) > 0)
        if ignored and len(kept) > 1:
            continue
        found.append(_word(word, plain, servant))
        servant = False
    return found


def _word(raw: str, plain: str, servant: bool) -> Word:
    arabic = is_arabic(plain)
    letters = arabic_letters(plain) if arabic else latin_letters(plain)
    given = _given().get(letters, frozenset()) if not servant else frozenset()
    if not servant and not given:
        match = _ABD_LATIN.fullmatch(letters) if not arabic else None
        if match and len(match.group(1)) >= 3:
            servant, letters = True, match.group(1)
        elif arabic and letters.startswith("عبد") and len(letters) > 5:
            servant, letters = True, letters[3:]
    bare = letters
    if arabic and letters.startswith("ال") and len(letters) > 4 and not raw.startswith(("أ", "إ", "آ")):
        bare = letters[2:]
    given = given or _given().get(bare, frozenset())
    written = "".join(filter(str.isalpha, raw.replace("ـ", ""))) if arabic else ""
    return Word(letters, bare, arabic, given, servant, is_generic(plain), keys_of(raw), written)
