"""Ordinals and ranks: `third`, `20th`, `op twee na grootste`, `ثالث أكبر`."""

from __future__ import annotations

from align.facts.amounts import Amount
from align.facts.digits import read_digits
from align.facts.identifiers import identifier
from align.facts.numbers import read_number
from align.facts.scan import Scan


def read_ordinal(scan: Scan, i: int) -> Amount | None:
    """Read an ordinal or rank.

    `third`, `20th`, `op twee na grootste`, `الثالثة والأربعين`, `third-largest`.
    """
    words = scan.words
    if i >= len(scan):
        return None
    rank = scan.match("rankna", i)
    if rank:
        end = rank[1] + (scan.word(rank[1]) in words.tables["superlative"])
        return Amount(float(rank[0]), float(rank[0]), end, 1.0, "ordinal")
    value, end = 0.0, i
    if scan.is_number(i):
        number = read_digits(scan.raw[i], words.decimal, words.lang)
        if (
            number
            and number[2]
            and scan.glued(i + 1)
            and scan.word(i + 1) in words.tables.get("ordinalsuffix", ())
        ):
            value, end = number[0], i + 2
    elif scan.given.get(i, 0.0) < 0:
        value, end = -scan.given[i], i + 1
    elif roman := _roman(scan, i):
        value, end = float(roman), i + 1
    elif words.lang == "ar":
        value, end = _arabic_ordinal(scan, i)
    else:
        value, end = _latin_ordinal(scan, i)
    if not value or identifier(scan, i):
        return None
    k = end + 1 if scan.word(end) == "-" else end
    if scan.word(k) in words.tables.get("superlative", ()):
        end = k + 1
    return Amount(value, value, end, 1.0, "ordinal")


def _roman(scan: Scan, i: int) -> int:
    """Return the value of a Roman numeral after a capitalised word.

    `World War II`, `Elizabeth II`; 0 if it is none.
    """
    raw = scan.raw[i]
    if (
        not raw.isupper()
        or not set(raw) <= set("IVX")
        or not scan.is_word(i - 1)
        or not scan.raw[i - 1][0].isupper()
    ):
        return 0
    if scan.raw[i - 1].isupper() or (len(raw) == 1 and not scan.word(i - 1).endswith(("war", "oorlog"))):
        return 0
    digits = [{"I": 1, "V": 5, "X": 10}[letter] for letter in raw]
    value = sum(-d if d < max(digits[k:]) else d for k, d in enumerate(digits))
    return value if value < 40 else 0


def _latin_ordinal(scan: Scan, i: int) -> tuple[float, int]:
    """Read `third`, `twenty-first`, `derde`."""
    words = scan.words
    if scan.word(i) in words.cards:
        number = read_number(scan, i) if words.lang == "en" else None
        k = number.end + (scan.word(number.end) in ("-", "–", "—")) if number else i
        unit = scan.match("ordinal", k) if number else None
        if number and unit and number.value >= 20 and number.value % 10 == 0:
            room = 100 if number.value % 100 == 0 else 10
            if float(unit[0]) < room:
                return number.value + float(unit[0]), unit[1]
        return 0.0, i
    found = scan.match("ordinal", i)
    if found is None or (words.lang == "nl" and scan.word(i) == "eerst"):
        return 0.0, i
    value = float(found[0])
    if words.lang == "en" and not _adjective(scan, i, found[1], value):
        return 0.0, i
    return value, found[1]


def _adjective(scan: Scan, i: int, end: int, value: float) -> bool:
    """Say whether an English ordinal is one: not "at first", "first,", "a second later", "seconds"."""
    if value == 1:
        return scan.word(i - 1) != "at" and scan.word(end) not in (",", "and", "of")
    if value == 2:
        if scan.is_number(i - 1) or scan.word(i - 1) in ("per", "split", "every", "each"):
            return False
        return scan.word(i - 1) not in scan.words.cards and scan.word(end) not in ("later", "after")
    return True


def _arabic_ordinal(scan: Scan, i: int) -> tuple[float, int]:
    """Read `ثالث`, `الثالث عشر`, `الحادي والعشرين`; `ثانية` without article is the second of time."""
    words = scan.words
    found = scan.match("ordinalunit", i) or scan.match("ordinal", i)
    if found is None and scan.particles[i] == "ال" and scan.bare(i - 1) in words.tables["ordinalnoun"]:
        ten = scan.words.cards.get(scan.word(i), ("", 0.0))
        return (ten[1], i + 1) if ten[0] == "ten" else (0.0, i)
    if (
        found is None
        and scan.is_number(i)
        and scan.full[i - 1] == "ال"
        and scan.bare(i - 2) in words.tables["ordinalnoun"]
    ):
        number = read_digits(scan.raw[i], ".", "ar")
        return (number[0], i + 1) if number and number[2] and number[0] < 1000 else (0.0, i)
    if found is None:
        return 0.0, i
    value, end = float(found[0]), found[1]
    if scan.word(end) == "و" and scan.particles[end + 1 : end + 2] == ["ال"]:
        tens = scan.words.cards.get(scan.word(end + 1), ("", 0.0))
        if tens[0] == "ten":
            return value + tens[1], end + 2
    kind, more = scan.words.cards.get(scan.word(end), ("", 0.0))
    if kind == "teen" and more == 10 and not scan.holds_and(end):
        return value + 10, end + 1
    if kind == "ten" and scan.particles[end] == "وال":
        return value + more, end + 1
    word, definite = scan.word(i), scan.particles[i].endswith("ال") or scan.particles[i].endswith("لل")
    if word in ("حادي", "حاديه"):
        return 0.0, i
    if word in ("ثانيه", "ثان") and not definite:
        before = scan.full[i - 1] if i else ""
        noun = (
            scan.is_word(i - 1) and before not in scan.words.cards and scan.word(i - 1) not in scan.words.stop
        )
        return (value, end) if word == "ثان" or (noun and before.endswith("ه")) else (0.0, i)
    # the bare form must precede its noun ("ثالث أكبر مدينة"); "أولا" (firstly) is an adverb
    ranked = scan.word(i - 1) in words.tables["rankverb"]
    if not (definite or ranked) and (
        not scan.is_word(end) or scan.word(end) in scan.words.stop or scan.raw[i].endswith(("ا", "اً", "ًا"))
    ):
        return 0.0, i
    return value, end
