"""Names in Arabic text: known names, and what titles, place words and given names point to, less clitics."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from align.facts.gazetteer import known_at
from align.facts.latin_names import find_latin_names
from align.facts.model import Name
from align.facts.name_parts import given_name
from align.facts.tokens import Token, fold, is_arabic, tokens, variants
from align.facts.wordlists import Phrases, rows

# First words of names of places and persons that go on.
_OPENING = (
    "أبو أبي أبا أم عبد ابن بن آل بني",
    "تل تلة دير رأس خان بيت عين كفر مرسى بورت سان سانت نيو وادي جبل بئر باب برج قصر شرم بور",
)
_OPENERS = frozenset(fold(word) for line in _OPENING for word in line.split())
LINKS = frozenset({"بن", "ابن", "بنت", "ابو", "ال", "عبد", "دي", "ديل", "فان", "فون", "دو"})
# Given names that are common words too, and so tell nothing alone.
_AMBIGUOUS = (
    "سعيد صالح كريم سالم أمير شريف كامل جميل رشيد ماجد نور هدى سلام جمال نصر سعد ناصر صباح حميد خليفة رحمن",
    "مجيد جليل حمد عالية كريمة جميلة جبار حسن نصير سامر مارك جون بول جان كمال سليم علي جين جيم نادر رنا",
    "منى عمر هناء راشد حامد زين سامح باسم فارس",
)
_COMMON_GIVEN = frozenset(fold(word) for line in _AMBIGUOUS for word in line.split())
# A preposition before a verbal noun: "ordered the closing of ...".
_VERBAL = ("بإ", "لإ")
_PREPOSED = ("لل", "بال", "كال", "وال", "فال")


@cache
def stop_words() -> frozenset[str]:
    """Return folded Arabic words that are no names: function words, reporting verbs, titles, common nouns."""
    words: set[str] = set()
    for folder in ("claims", "polarity", "attribution"):
        words.update(fold(row[0]) for row in rows(f"{folder}/ar") if " " not in row[0])
    words.update(fold(row[0]) for row in rows("names/titles") if row[1] == "ar" and " " not in row[0])
    words.update(fold(row[0]) for row in rows("names/common") if row[1] == "ar")
    return frozenset(words)


@cache
def _titles() -> Phrases:
    return Phrases([(row[0], row[2]) for row in rows("names/titles") if row[1] == "ar"], arabic=True)


@cache
def _kinds() -> dict[str, str]:
    return {fold(row[0]): row[1] for row in rows("names/context") if row[2] == "ar"}


@cache
def _indefinite() -> frozenset[str]:
    return frozenset(
        fold(row[0]) for row in rows("names/context") if row[2] == "ar" and row[3:] == ("indefinite",)
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in rows("names/common") if row[1] == "ar")


def find_arabic_names(text: str) -> tuple[Name, ...]:
    """Find the names of an Arabic sentence that context or a list gives away, in order.

    Other names are found through the other version: see `ArabicIndex`.
    """
    found = tokens(text)
    names: list[Name] = []
    index = 0
    while index < len(found):
        token = found[index]
        if not is_arabic(token.text):
            size = _latin(text, found, index, names)
            index += size
            continue
        hit = known_at(found, index, arabic=True)
        if hit is not None and not _misread(found[index + hit[0] - 1 :], hit[1].kind):
            size, known, dropped = hit
            start, end = token.start + dropped, found[index + size - 1].end
            names.append(Name(known.kind, 0, start, end, text[start:end], known.key))
            index += size
            continue
        begin, end, kind = _by_context(found, index)
        if end > begin:
            start = found[begin].start
            names.append(Name(kind, 0, start, found[end - 1].end, text[start : found[end - 1].end]))
        index = max(index + 1, end)
    return tuple(names)


def _misread(rest: Sequence[Token], kind: str) -> bool:
    """Say whether the first token only looks known: folding made an adjective of another word, right (alef
    maqsura) or upper (feminine), or Muscat of a birthplace, "where his head fell".
    """
    token = rest[0]
    if token.norm.endswith("مسقط") and len(rest) > 1 and rest[1].norm.startswith("راس"):
        return True
    return kind == "people" and (token.text.endswith("ى") or token.norm.endswith(("علويه", "علويا")))


def _latin(text: str, found: Sequence[Token], index: int, names: list[Name]) -> int:
    """Take a stretch of Latin script for a name if it has a capital; return how many tokens it spans."""
    if not found[index].text[0].isalpha():
        return 1
    end = index
    while end < len(found) and not is_arabic(found[end].text) and found[end].text[0].isalnum():
        end += 1
    start, stop = found[index].start, found[end - 1].end
    piece = text[start:stop]
    if any(c.isupper() for c in piece):
        inner = find_latin_names("- " + piece, "en")
        key = inner[0].key if len(inner) == 1 else ""
        names.append(Name(inner[0].kind if inner else "name", 0, start, stop, piece, key))
    return end - index


def _by_context(found: Sequence[Token], index: int) -> tuple[int, int, str]:
    """Return the tokens of a name that begins after the word at `index`, or with it, and its kind."""
    norm = found[index].norm
    hit = _titles().at(found, index)
    if hit is not None:
        begin = index + hit[0]
        begin = (_skip_more_titles if hit[1][0] == "title" else _skip_office)(found, begin)
        end = _person_end(found, begin)
        if hit[1][0] == "occupation" and not _is_full_name(found[begin:end]):
            return index, index, ""
        return begin, end, "person"
    bare = next((form for form in variants(norm) if form in _kinds()), "")
    if bare and not norm.startswith("ال"):
        definite = index + 1 < len(found) and found[index + 1].norm.startswith("ال")
        end = index + 1 if definite and bare in _indefinite() else _place_end(found, index + 1)
        return index + 1, end, _kinds()[bare]
    if given_name(norm) and norm not in _COMMON_GIVEN:
        end = _person_end(found, index)
        return (index, end, "person") if end > index else (index, index, "")
    if norm in ("ابو", "ابي", "ابا") and index + 1 < len(found):
        return index, _person_end(found, index), "person"
    return index, index, ""


def _is_full_name(words: Sequence[Token]) -> bool:
    """Say whether words after an occupation are a name: two at least, and no object and its adjective."""
    return len(words) > 1 and not all(token.norm.endswith("ا") for token in words)


def _skip_office(found: Sequence[Token], begin: int) -> int:
    """Pass the department and country after an office: minister [of defence] [Syrian] [general] NAME."""
    at = begin
    while at < len(found) and at < begin + 5:
        norm = found[at].norm
        title = _titles().at(found, at)
        if title is not None:
            at += title[0]
        elif norm.startswith("ال") or norm in (
            "مجلس",
            "باسم",
            "هيئه",
            "اركان",
            "قسم",
            "بلديه",
            "حقوق",
            "شوون",
        ):
            at += 1
        elif (known := known_at(found, at, arabic=True)) is not None:
            at += known[0]
        elif norm in ("ب", "بـ", "«", '"', "“"):
            at += 1
        else:
            break
    return at


def _skip_more_titles(found: Sequence[Token], begin: int) -> int:
    while begin < len(found):
        hit = _titles().at(found, begin)
        if hit is not None and hit[1][0] == "title":
            begin += hit[0]
        elif (known := known_at(found, begin, arabic=True)) is not None and known[1].kind == "people":
            begin += known[0]
        elif found[begin].norm.startswith("ال") and found[begin].norm in _common():
            begin += 1
        else:
            break
    return begin


def _is_name_word(token: Token) -> bool:
    norm = token.norm
    if (
        not is_arabic(token.text)
        or len(norm) < 2
        or "\u064b" in token.text
        or norm in stop_words()
        or norm.startswith(_PREPOSED)
        or token.text.startswith(_VERBAL)
    ):
        return False
    bare = variants(norm)
    return not any(form in stop_words() for form in bare[1:2] if norm[0] in "وفبل") or given_name(norm)


def _person_end(found: Sequence[Token], begin: int) -> int:
    """Return where a person's name that begins at `begin` ends: two words, more where a link word stands."""
    at, size = begin, 0
    while at < len(found) and size < 2:
        token = found[at]
        if not _is_name_word(token) and token.norm not in LINKS | _OPENERS:
            break
        if (
            size == 0
            and token.norm.startswith("ال")
            and at + 1 < len(found)
            and not _is_name_word(found[at + 1])
        ):
            return at + 1 if not token.norm.endswith(("ه", "ين", "ون", "يه")) else begin
        if token.norm in LINKS or token.norm in _OPENERS:
            at += 1
            continue
        if at > begin and found[at - 1].end == token.start:
            break
        at += 1
        size += 1
        if (
            size == 1
            and at < len(found)
            and found[at].norm[:1] in "يت"
            and not given_name(found[at].norm)
            and len(found[at].norm) == 4
        ):
            break
    while at > begin and found[at - 1].norm in LINKS:
        at -= 1
    return at


def _place_end(found: Sequence[Token], begin: int) -> int:
    if begin >= len(found) or not _is_name_word(found[begin]):
        return begin
    if known_at(found, begin, arabic=True) is not None:
        return begin
    if found[begin].norm in _kinds() or (
        found[begin].norm.endswith("يه") and found[begin].norm.startswith("ال")
    ):
        return begin
    if found[begin].norm in _OPENERS and begin + 1 < len(found) and _is_name_word(found[begin + 1]):
        return begin + 2
    return begin + 1
