"""How well an Arabic word spells a Latin word: a weighted edit distance over letter groups.

Letter groups of up to three Latin and two Arabic letters are paired by expectation maximisation over pairs
of names (a joint multigram model, as in letter-to-phoneme conversion); a pair's cost is its negative log
likelihood, averaged over both directions, and what has no group costs a fixed amount.
`benchmarks/train_letters.py` makes the costs.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from align.facts.wordlists import rows

_KEPT = frozenset("čšžçñşğćśźłđ")
_LATIN = {"ı": "i", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "e"}
# Cyrillic and Greek letters, one for one; those of two or three letters below.
_LATIN |= dict(zip("абвгґдеёзиіїйклмнопрстуфыэў", "abvggdeeziiijklmnoprstufyeu", strict=True))
_LATIN |= dict(zip("αβγδεζηικλμνξοπρσςτυφωάέήίόύώ", "avgdeziiklmnxoprsstyfoaeiioyo", strict=True))
_LATIN |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu"}
_LATIN |= {"я": "ya", "є": "ye", "ј": "j", "љ": "lj", "њ": "nj", "џ": "dzh", "ђ": "dj", "ћ": "c"}
_LATIN |= {"θ": "th", "χ": "ch", "ψ": "ps"}
_ARABIC = str.maketrans(
    {
        "پ": "ب",
        "ڤ": "ف",
        "چ": "ج",
        "گ": "ك",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
    }
)
_VOWELS = frozenset("aeiouyàëïéèöüáíóú")
_WEAK = frozenset("اويهءئؤ")
_DROP_VOWEL, _DROP, _ADD_WEAK, _ADD, _SWAP = 1.8, 3.2, 2.2, 3.5, 4.5
_FAR = 99.0
# Letters that spell one another at a cost below this are partners in the quick test.
_RARE = 5.0
# Consonants that are often silent or written with a vowel letter.
_UNSURE = frozenset("hwjع")

_Step = tuple[int, float, tuple[tuple[str, int, float], ...]]


def latin_letters(word: str) -> str:
    """Reduce a word to lower-case Latin letters; marks go, save those that stand for another sound.

    Cyrillic and Greek letters become the Latin ones that spell their sounds in news.
    """
    if word.isascii():
        return "".join(filter(str.isalpha, word.lower()))
    out = []
    for letter in word.lower():
        if letter in _KEPT:
            out.append(letter)
        else:
            plain = unicodedata.normalize("NFKD", _LATIN.get(letter, letter))
            out.append("".join(c for c in plain if c.isalpha() and not unicodedata.combining(c)))
    return "".join(out)


def arabic_letters(word: str) -> str:
    """Reduce a word to Arabic letters in one form each, without vowel signs."""
    return "".join(
        c for c in word.translate(_ARABIC) if "\u0621" <= c <= "\u06d3" and c.isalpha() and c != "ـ"
    )


_Table = dict[str, tuple[tuple[str, int, float], ...]]
_replaced: dict[str, _Table] = {}


@cache
def _shipped() -> _Table:
    """Return, by Latin letter group, its Arabic groups with their size and cost."""
    table: dict[str, list[tuple[str, int, float]]] = {}
    for latin, arabic, cost in rows("names/letters"):
        latin, arabic = latin.replace("_", ""), arabic.replace("_", "")
        table.setdefault(latin, []).append((arabic, len(arabic), float(cost)))
    return {latin: tuple(options) for latin, options in table.items()}


def _table() -> _Table:
    return _replaced.get("costs") or _shipped()


def use_costs(table: _Table) -> None:
    """Use other costs in this process, as a benchmark that trains on part of the data must."""
    _replaced["costs"] = table
    for cached in (_steps, _places, _added, _partners, _consonants):
        cached.cache_clear()


@lru_cache(maxsize=16384)
def _steps(latin: str) -> tuple[tuple[_Step, ...], ...]:
    """Return, by position, the letter groups that begin there: size, cost of leaving out, Arabic groups."""
    table = _table()
    marked = f"^{latin}$"
    result = []
    for at in range(len(marked)):
        here: list[_Step] = []
        for size in (1, 2, 3):
            options = table.get(marked[at : at + size], ())
            silent = min((cost for group, _, cost in options if not group), default=_FAR)
            if size == 1:
                letter = marked[at]
                silent = min(silent, _FAR if letter in "^$" else _DROP_VOWEL if letter in _VOWELS else _DROP)
            spelled = tuple(option for option in options if option[0])
            if at + size <= len(marked) and (spelled or silent < _FAR):
                here.append((size, silent, spelled))
        result.append(tuple(here))
    return tuple(result)


@lru_cache(maxsize=16384)
def _places(arabic: str) -> tuple[dict[str, tuple[int, ...]], tuple[float, ...]]:
    """Return where each group of one or two letters stands, and what each letter costs to add."""
    marked = f"^{arabic}$"
    places: dict[str, list[int]] = {}
    for at in range(len(marked)):
        places.setdefault(marked[at], []).append(at)
        if at + 1 < len(marked):
            places.setdefault(marked[at : at + 2], []).append(at)
    added = _added()
    cost = tuple(added.get(c, _FAR if c in "^$" else _ADD_WEAK if c in _WEAK else _ADD) for c in marked)
    return {group: tuple(at) for group, at in places.items()}, cost


@cache
def _added() -> dict[str, float]:
    return {group: cost for group, size, cost in _table().get("", ()) if size == 1}


def spelling_cost(latin: str, arabic: str, limit: float = _FAR) -> float:
    """Return the cost of spelling reduced letters `latin` as `arabic`; at least `limit` where it exceeds it.

    Letters as `latin_letters` and `arabic_letters` give them. 0 is a perfect and common spelling.
    """
    steps = _steps(latin)
    places, added = _places(arabic)
    width = len(arabic) + 2
    height = len(latin) + 2
    table = [[_FAR] * (width + 1) for _ in range(height + 1)]
    table[0][0] = 0.0
    for at in range(height):
        row = table[at]
        for j in range(width):
            cost = row[j] + added[j]
            if cost < row[j + 1]:
                row[j + 1] = cost
        if min(row) >= limit:
            return limit
        _relax(table, at, steps[at], places, width)
    row = table[height]
    return min(row[width], limit)


def _relax(
    table: list[list[float]],
    at: int,
    steps: tuple[_Step, ...],
    places: dict[str, tuple[int, ...]],
    width: int,
) -> None:
    """Carry the costs of one row over to the rows that its letter groups reach."""
    row = table[at]
    for size, silent, spelled in steps:
        target = table[at + size]
        if silent < _FAR:
            for j in range(width + 1):
                cost = row[j] + silent
                if cost < target[j]:
                    target[j] = cost
        for group, length, price in spelled:
            for j in places.get(group, ()):
                cost = row[j] + price
                if cost < target[j + length]:
                    target[j + length] = cost
    if 0 < at < len(table) - 2:
        target = table[at + 1]
        for j in range(1, width - 1):
            cost = row[j] + _SWAP
            if cost < target[j + 1]:
                target[j + 1] = cost


@cache
def _partners() -> dict[str, frozenset[str]]:
    """Return, for each consonant of either script, the letters of the other that may spell it."""
    found: dict[str, set[str]] = {}
    for group, options in _table().items():
        latin = "".join(letter for letter in group if letter not in _VOWELS)
        if not 0 < len(latin) <= len(group) < 3 or any(end in group for end in "^$"):
            continue
        for arabic, _, cost in options:
            rare = _RARE if len(arabic) < 2 and len(group) < 2 else _RARE / 2
            if cost < rare and arabic and not any(sign in _WEAK or sign in "^$" for sign in arabic):
                for letter in latin:
                    found.setdefault(letter, set()).update(arabic)
                for sign in arabic:
                    found.setdefault(sign, set()).update(latin)
    return {letter: frozenset(others) for letter, others in found.items()}


@lru_cache(maxsize=32768)
def _consonants(word: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """Return a word's letters, and for each of its consonants the letters that may spell it."""
    partners = _partners()
    none: frozenset[str] = frozenset()
    strong = (letter for letter in dict.fromkeys(word) if letter not in _VOWELS and letter not in _WEAK)
    wanted = tuple(partners.get(letter, none) for letter in strong if letter not in _UNSURE)
    return frozenset(word), wanted


def plausible(latin: str, arabic: str) -> bool:
    """Say whether two words share enough consonants to be compared: a quick test before the costs."""
    own, wanted = _consonants(latin)
    others, needed = _consonants(arabic)
    misses = 0
    for letters in wanted:
        misses += letters.isdisjoint(others)
    for letters in needed:
        misses += letters.isdisjoint(own)
    return misses <= (1 if len(latin) < 9 else 2)
