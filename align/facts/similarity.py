"""How alike two names are, across scripts and spellings."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from align.facts.name_parts import Prepared, Word, concepts, prepare
from align.facts.orthography import PLAIN, respelled
from align.facts.soundalike import sound_likeness
from align.facts.transliteration import plausible, spelling_cost
from align.facts.wordlists import words

# A spelling that costs _FREE is perfect; likeness falls by _SLOPE with the cost per letter; above _UNLIKE per
# letter two words have nothing in common.
_FREE, _SLOPE, _UNLIKE = 0.6, -0.55, 2.5
# A listed name and a word that is not in the list are surely one name only if they differ in spelling alone.
_SPELLING, _LISTED = 0.8, 0.5
# What the likeness of letters with marks that stand for another sound counts without the marks.
_UNMARKED = 0.95
# Endings of adjectives of places in Dutch and English, and what the stems' likeness counts; shorter stems say
# too little.
_ADJECTIVES = tuple(words("names/adjectives", lang) for lang in ("nl", "en"))
_OF_PLACE, _STEM = 0.9, 4
# The Arabic article in Maghrebi spelling, one with the first consonant of its noun: Ennahda, Errachidia.
_ASSIMILATED = re.compile(r"[ae](?:nn|rr|ss|dd|tt|zz|ll)")
# Ayn and hamza, and the vowels that hamza is written on.
_SILENT, _CARRIERS = re.compile("[عءئؤ]"), str.maketrans({"ئ": "ي", "ؤ": "و", "ء": ""})
# First names are surely two below this.
_OTHER_FIRST = 0.4
# Below this the last words of two full names are two families.
_FAMILY = 0.55
# What another spelling of a word counts.
_OTHERWISE = 0.95
# What each sign of another ending or another hamza leaves.
_UNWRITTEN = 0.93
# Vowels that are heard at the ends of a Latin word, and the Arabic letters that write them there.
_OPEN, _OPENING, _OPEN_ARABIC, _LONG = ("a", "i", "o", "u", "y"), "اأإآعيوئهحغ", "اويىةهءئؤع", "اويىةه"
# What counts as much as decides between equals.
_EQUALS = 0.999
# An Arabic word of at most so many letters has no article.
_SHORT = 4
# Kings and popes of one name with other numbers.
_OTHER_NUMBER = 0.3
# Bodies of one place that are not of one kind: a council, a commission.
_OTHER_CONCEPT = 0.3


@lru_cache(maxsize=262144)
def _letters_likeness(x: str, y: str) -> float:
    """Compare Latin letters by sound; foreign marks are often left out."""
    score = sound_likeness(x, y)
    if x.isascii() and y.isascii():
        return score
    return max(score, _UNMARKED * sound_likeness(x.translate(PLAIN), y.translate(PLAIN)))


@lru_cache(maxsize=65536)
def _adjective_likeness(x: str, y: str) -> float:
    """Compare a Dutch with an English word as adjectives of one place: Severische, Severian."""
    stems = [
        {word[: -len(end)] for end in _ADJECTIVES[k] if word.endswith(end)} for k, word in ((0, x), (1, y))
    ]
    same = any(len(stem) >= _STEM for stem in stems[0] & stems[1])
    return _OF_PLACE if same else 0.0


@lru_cache(maxsize=131072)
def _spelled(latin: str, arabic: str) -> float:
    """Return how well Arabic letters spell Latin ones, 0..1; below about 0.25 it is not worked out."""
    size = 0.5 * (len(latin) + len(arabic)) + 0.5
    if len(arabic) > len(latin) + 3 or len(latin) > 2.5 * len(arabic) + 2:
        return 0.0
    if not plausible(latin, arabic):
        return 0.0
    limit = _FREE + _UNLIKE * size
    return math.exp(_SLOPE * max(0.0, spelling_cost(latin, arabic, limit) - _FREE) / size)


def _cross(latin: Word, arabic: Word) -> float:
    """Return how well an Arabic word spells a Latin one, 0..1, with or without its article."""
    score = _spelled(latin.letters, arabic.bare)
    if arabic.letters != arabic.bare:
        score = max(score, _spelled(latin.letters, arabic.letters))
        if _ASSIMILATED.match(latin.letters):
            score = max(score, _OTHERWISE * _spelled(latin.letters[2:], arabic.bare))
    for other in respelled(latin.letters):
        score = max(score, _OTHERWISE * _spelled(other, arabic.bare))
    for other in _unvoiced(arabic.bare):
        score = max(score, _OTHERWISE * _spelled(latin.letters, other))
    return score * _as_written(latin.letters, arabic.written) * _article(latin, arabic)


@lru_cache(maxsize=131072)
def _as_written(latin: str, arabic: str) -> float:
    """Return what the ends and signs of an Arabic word leave of its likeness to a Latin one.

    Vowels inside a word are written or not, those at its ends are; hamza above or below an alef and a final
    alef in the form of yaa tell which one. An article decides between equals.
    """
    if not arabic:
        return 1.0
    article = arabic.startswith("ال") and len(arabic) > _SHORT
    first, last = arabic[2 * article], arabic[-1]
    against = (
        not article and latin.startswith(("e", *_OPEN)) and first not in _OPENING,
        latin.endswith(_OPEN) and last not in _OPEN_ARABIC,
        last in _LONG and not latin.endswith((*_OPEN, *"ehw")),
        first == "أ" and latin.startswith("i"),
        first == "إ" and latin.startswith(("o", "u")),
        last == "ى" and latin.endswith(("i", "y", "e", "o", "u")),
    )
    return _UNWRITTEN ** sum(against)


def _article(x: Word, y: Word) -> float:
    """Return what an Arabic article leaves of the likeness to a word without: it decides between equals."""
    latin, arabic = (y, x) if x.arabic else (x, y)
    one_side = arabic.written.startswith("ال") and len(arabic.written) > _SHORT and latin.letters[1:2] != "l"
    return _EQUALS if one_side and not latin.arabic else 1.0


@lru_cache(maxsize=16384)
def _unvoiced(arabic: str) -> tuple[str, ...]:
    """Return spellings of a word without the sounds that Latin script leaves out: ayn and hamza.

    Names with them are too few in the lists that the costs of letters are learned from.
    """
    if not _SILENT.search(arabic):
        return ()
    plain = arabic.translate(_CARRIERS)
    return tuple({plain.replace("ع", ""), plain.replace("ع", "ا")} - {""})


def word_likeness(x: Word, y: Word) -> float:
    """Return how alike two words of names are, 0..1."""
    if x.given and y.given:
        return _article(x, y) if x.given & y.given else 0.15
    if x.keys & y.keys:
        return 1.0
    if x.arabic == y.arabic:
        if x.bare == y.bare or x.letters == y.letters:
            score = 1.0
        elif x.arabic:
            score = _arabic_likeness(x.bare, y.bare)
        else:
            score = _letters_likeness(*sorted((x.letters, y.letters)))
            if score < _OF_PLACE and x.letters[:_STEM] == y.letters[:_STEM]:
                pairs = (x.letters, y.letters), (y.letters, x.letters)
                score = max(score, *(_adjective_likeness(*pair) for pair in pairs))
    else:
        score = _cross(x, y) if y.arabic else _cross(y, x)
    return score if x.servant == y.servant else 0.5 * score


def _arabic_likeness(x: str, y: str) -> float:
    """Compare Arabic letters by edit distance; long vowels weigh less."""
    weak = "اويهءئؤ"
    row = [0.0]
    for letter in y:
        row.append(row[-1] + (0.5 if letter in weak else 1.0))
    for a in x:
        drop = 0.5 if a in weak else 1.0
        before, row = row, [row[0] + drop]
        for j, b in enumerate(y):
            add = 0.5 if b in weak else 1.0
            swap = 0.0 if a == b else 0.4 if a in weak and b in weak else 1.0
            row.append(min(before[j] + swap, before[j + 1] + drop, row[j] + add))
    return max(0.0, 1.0 - 1.8 * row[-1] / max(len(x), len(y)))


@lru_cache(maxsize=65536)
def name_similarity(x: str, y: str) -> float:
    """Return how likely two names name the same, 0..1, whatever their scripts.

    Titles, articles and particles are ignored; known names (countries, cities, organisations) are decided
    by their keys; a family name alone matches the full name, an acronym its expansion.
    """
    a, b = prepare(x), prepare(y)
    score = _likeness(a, b, x == y)
    return min(score, _OTHER_NUMBER) if a.number and b.number and a.number != b.number else score


def _likeness(a: Prepared, b: Prepared, equal: bool) -> float:
    if a.key and b.key:
        return 1.0 if a.keys & b.keys else 0.1
    if (a.acronym or b.acronym) and (score := _acronym(a, b)) is not None:
        return score
    if is_cross(a, b):
        kinds = concepts(a.words), concepts(b.words)
        if all(kinds) and not kinds[0] & kinds[1]:
            return _OTHER_CONCEPT
        a, b = without_generic(a), without_generic(b)
    if len(a.words) == 1 and len(b.words) == 1:
        score = word_likeness(a.words[0], b.words[0])
        listed = bool(a.key) != bool(b.key) and not is_cross(a, b)
        return min(score, _LISTED) if listed and score < _SPELLING else score
    if not a.words or not b.words:
        return float(equal)
    if len(a.words) > len(b.words):
        a, b = b, a
    return _match_words(a, b)


def is_cross(a: Prepared, b: Prepared) -> bool:
    """Say whether two names are in different scripts."""
    return bool(a.words and b.words) and a.words[0].arabic != b.words[0].arabic


def without_generic(name: Prepared) -> Prepared:
    """Leave out the words of a name that are translated, if others remain."""
    special = tuple(word for word in name.words if not word.generic)
    return name._replace(words=special) if special and len(special) < len(name.words) else name


def _acronym(a: Prepared, b: Prepared) -> float | None:
    if a.acronym and b.acronym:
        return 1.0 if a.acronym == b.acronym else 0.1
    short, long = (a, b) if a.acronym else (b, a)
    if len(long.words) < 2:
        return None
    firsts = "".join(word.letters[:1] for word in long.words)
    return 0.9 if short.acronym in (long.initials, firsts) else None


def _match_words(a: Prepared, b: Prepared) -> float:
    """Match the words of the shorter name with those of the longer one, best pairs first."""
    pairs = sorted(
        ((word_likeness(x, y), -i, -j) for i, x in enumerate(a.words) for j, y in enumerate(b.words)),
        reverse=True,
    )
    used_a: dict[int, float] = {}
    used_b: set[int] = set()
    for score, i, j in pairs:
        if i not in used_a and j not in used_b:
            used_a[i] = score
            used_b.add(j)
    scores = list(used_a.values())
    extra = len(b.words) - len(a.words)
    score = 0.5 * sum(scores) / len(scores) + 0.5 * min(scores)
    strong = sum(value >= 0.7 for value in scores)
    if strong >= 2 and min(scores) < 0.5 and _last_agree(a, b):
        # Two words agree, the last among them: the rest is a rank or a middle name in its own words.
        score = max(score, 0.75)
    joined = joined_likeness(a, b) if extra else 0.0
    if len(a.words) == 1 and extra:
        family = -(len(b.words) - 1) in {-j for j in used_b}
        return max(score * (0.9 if family else 0.78), joined)
    return max(score * max(0.7, 1.0 - 0.08 * extra), joined)


def _last_agree(a: Prepared, b: Prepared) -> bool:
    return word_likeness(a.words[-1], b.words[-1]) >= 0.7


def joined_likeness(a: Prepared, b: Prepared) -> float:
    """Compare the names written as one word: Deirezzor, Deir ez-Zor; Nasrallah, نصر الله."""
    score = 0.0
    none: frozenset[int] = frozenset()
    for part in ("bare", "letters"):
        x, y = ("".join(getattr(word, part) for word in name.words) for name in (a, b))
        if not is_cross(a, b):
            one = _arabic_likeness(x, y) if a.words[0].arabic else _letters_likeness(*sorted((x, y)))
        else:
            latin, arabic = (y, x) if a.words[0].arabic else (x, y)
            one = _cross(Word(latin, latin, False, none, False), Word(arabic, arabic, True, none, False))
        score = max(score, one)
    return 0.95 * score


def other_first(x: str, y: str) -> bool:
    """Say whether two full names end in one word, as a family's do, and begin with two that are not one."""
    a, b = prepare(x), prepare(y)
    if min(len(a.words), len(b.words)) < 2 or a.keys or b.keys or not _last_agree(a, b):
        return False
    firsts = a.words[0], b.words[0]
    if any(len(word.letters) < 3 or word.generic or word.bare != word.letters for word in firsts):
        return False
    crossed = [(x, y) for x in a.words for y in b.words]
    return sum(word_likeness(*pair) >= _OTHER_FIRST for pair in crossed) == 1


def other_family(x: str, y: str) -> bool:
    """Say whether two full names in Latin script end in words that are spelled too differently to be one."""
    a, b = prepare(x), prepare(y)
    if min(len(a.words), len(b.words)) < 2 or a.words[0].arabic or b.words[0].arabic or a.keys & b.keys:
        return False
    sides = (a.words[-1], b.words), (b.words[-1], a.words)
    best = max(word_likeness(family, word) for family, words in sides for word in words)
    return best < _FAMILY and joined_likeness(a, b) < _SPELLING
