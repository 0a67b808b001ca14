"""Amounts without their unit: numbers, fractions, vague classes, multiples and ordinals."""

from __future__ import annotations

from dataclasses import dataclass

from align.facts.numbers import VULGAR, Number, read_digits, read_number
from align.facts.scan import Scan


@dataclass(frozen=True, slots=True)
class Amount:
    """A magnitude from `low` to `high` and the word after it; `kind` is "number", "part", "ordinal" or "times"."""

    low: float
    high: float
    end: int
    step: float
    kind: str = "number"
    vague: bool = False
    plain: bool = False
    digits: bool = False


def read_amount(scan: Scan, i: int, scale: bool = False) -> Amount | None:
    """Read an amount at word `i`: vague class, multiple, fraction or number."""
    if i >= len(scan):
        return None
    return _vague(scan, i) or _multiple(scan, i) or _part(scan, i) or _number(scan, i, scale)


def _vague(scan: Scan, i: int) -> Amount | None:
    found = scan.match("vague", i)
    if found is None:
        return None
    low, _, high = found[0].partition("-")
    if scan.words.lang == "ar" and scan.word(i) == "الاف" and scan.word(i - 1) in scan.words.cards:
        return None
    return Amount(float(low), float(high), found[1], 0.0, vague=True)


def _multiple(scan: Scan, i: int) -> Amount | None:
    found = scan.match("multiple", i)
    if found is None:
        return None
    return Amount(float(found[0]), float(found[0]), found[1], 1.0, "times")


def _number(scan: Scan, i: int, scale: bool) -> Amount | None:
    """Read a number, a sign or an article before it allowed."""
    sign, k = 1.0, i
    if scan.match("negative", i) and (scan.glued(i + 1) or scan.is_word(i)) and not scan.glued(i):
        sign, k = -1.0, i + 1
    if k == i and scan.word(i) in scan.words.tables.get("article", ()):
        return _after_article(scan, i)
    if k == i and (identifier(scan, i) or _pronoun(scan, i)):
        return None
    found = read_number(scan, k, scale)
    if found is None or (sign < 0 and not scan.is_number(k) and k == i):
        return None
    return _amount(found, sign)


def _amount(found: Number, sign: float = 1.0) -> Amount:
    value = found.value * sign
    return Amount(value, value, found.end, found.step, plain=found.plain and sign > 0, digits=found.digits)


def _after_article(scan: Scan, i: int) -> Amount | None:
    """Read `a hundred`, `a million`, `een miljoen`, `a dozen`."""
    kind, value = scan.words.cards.get(scan.word(i + 1), ("", 0.0))
    if kind not in ("hundred", "mult", "full") or len(scan.word(i + 1)) < 4:
        return None
    end, step = i + 2, value
    nxt = scan.words.cards.get(scan.word(end), ("", 0.0))
    if nxt[0] == "mult" and nxt[1] > value:
        value, end, step = value * nxt[1], end + 1, step * nxt[1]
    half = scan.match("half", end)
    if half:
        value, end, step = value + float(half[0]) * value, half[1], value / 10
    elif scan.words.lang == "en" and kind in ("hundred", "mult") and scan.word(end) == "and":
        rest = read_number(scan, end + 1)
        if rest and not rest.digits and rest.value < value:
            value, end, step = value + rest.value, rest.end, rest.step
    return Amount(value, value, end, step)


def _pronoun(scan: Scan, i: int) -> bool:
    """Say whether `one` at word `i` is a pronoun and no number."""
    words = scan.words
    if words.lang == "ar":
        return False
    if scan.word(i) not in words.tables.get("noarticle", ()):
        return words.lang == "nl" and scan.word(i) == "ene"
    if scan.word(i + 1) == "-" or scan.match("fraction", i + 1) or scan.word(i + 1) in words.cards:
        return False
    if scan.word(i - 1) in words.tables["notone"]:
        return True
    after = scan.word(i + 1)
    return (
        (after in words.tables["notoneafter"] and scan.match("ratio", i + 1) is None)
        or after in words.stop
        or not after
    )


def identifier(scan: Scan, i: int) -> bool:
    """Say whether digits at word `i` are part of a name, code or telephone number: M7, COVID-19, F-16, 020-4567."""
    if not scan.is_number(i):
        return False
    raw = scan.raw[i]
    if len(raw) > 1 and raw[0] in "0٠" and raw[1].isdecimal():
        return True
    if scan.glued(i):
        before = scan.raw[i - 1]
        if before[-1].isalpha() and not _may_precede(scan, i - 1):
            return True
        if before in "-–" and scan.glued(i - 1):
            word = scan.raw[i - 2]
            if word[-1].isalpha() and not _is_quantity_word(scan, i - 2):
                return True
            if word[-1].isdecimal() and scan.raw[i - 3] in "-–" and scan.glued(i - 2) and i >= 3:
                return True
        if before in "#@_\\" or (before == "+" and len(raw) > 5):
            return True
    if scan.word(i - 1) in scan.words.tables.get("identifier", ()):
        return True
    return _letters_after(scan, i)


def _letters_after(scan: Scan, i: int) -> bool:
    """Say whether letters that are no unit, suffix or magnitude are written onto the digits: 4G, 737s."""
    if not scan.glued(i + 1) or not scan.is_word(i + 1) or scan.raw[i + 1] in VULGAR:
        return False
    words, word = scan.words, scan.word(i + 1)
    known = word in words.cards or any(
        word in words.tables.get(kind, ())
        for kind in (
            "unitname",
            "casedunit",
            "ordinalsuffix",
            "am",
            "decadesuffix",
            "clock",
            "zone",
            "month",
            "times",
        )
    )
    return not known


def _may_precede(scan: Scan, i: int) -> bool:
    """Say whether letters written onto a following number leave it a number: `EUR5`, `الـ27`, `و15`."""
    if scan.words.lang == "ar":
        bare = scan.raw[i].replace("ـ", "")
        return (
            bare in ("ال", "و", "ب", "ل", "بال", "وال", "لل", "ك", "ف", "وب", "ول")
            or scan.match("month", i) is not None
        )
    return scan.match("money", i) is not None


def _is_quantity_word(scan: Scan, i: int) -> bool:
    """Say whether a word before a hyphen may stand before a number: `mid-2014`, `pre-1990`."""
    word = scan.word(i)
    return (
        word in scan.words.tables.get("yearcue", ())
        or word in scan.words.cards
        or bool(scan.match("month", i))
    )


def _part(scan: Scan, i: int) -> Amount | None:
    """Read a fraction: `half`, `two thirds`, `3/4`, `half a million`, `one in five`."""
    words = scan.words
    if scan.is_number(i) and scan.word(i + 1) == "/" and scan.glued(i + 1) and scan.glued(i + 2):
        return _slash(scan, i)
    k = i
    count = 1.0
    if scan.word(i) in words.tables.get("article", ()) and scan.match("fraction", i + 1):
        k = i + 1
    elif found := words.cards.get(scan.word(i)):
        if found[0] in ("unit", "one") and found[1] < 10:
            ratio = _ratio(scan, i, found[1])
            if ratio:
                return ratio
            k, count = (i + 2 if scan.word(i + 1) == "-" else i + 1), found[1]
    elif scan.is_number(i):
        value = read_digits(scan.raw[i], words.decimal, words.lang)
        return _ratio(scan, i, value[0]) if value else None
    part = scan.match("fraction", k)
    if part is None or (k > i and scan.holds_and(k)):
        return None
    value, end = float(part[0]) * count, part[1]
    scaled = _scaled(scan, end, value)
    if scaled:
        return scaled
    named = scan.word(k) in words.tables.get("ordinal", ()) or scan.match("quarter", k) is not None
    if words.lang != "ar" and named and count == 1 and scan.word(end) not in words.tables["fractionof"]:
        return None
    if value >= 1 or (scan.match("ordinal", i - 1) and not scan.match("fraction", i - 1)):
        return None
    return Amount(value, value, end, 0.01, "part")


def _scaled(scan: Scan, end: int, value: float) -> Amount | None:
    """Read the magnitude after a fraction: `half a million`, `نصف مليون`."""
    k = end
    while scan.word(k) in (*scan.words.tables.get("article", ()), *scan.words.tables.get("fractionof", ())):
        k += 1
    kind, size = scan.words.cards.get(scan.word(k), ("", 0.0))
    if kind not in ("hundred", "mult") or len(scan.word(k)) < 3:
        return None
    return Amount(value * size, value * size, k + 1, size * value)


def _slash(scan: Scan, i: int) -> Amount | None:
    """Read `3/4`: a fraction only with a small denominator, no date and no `24/7`."""
    over = read_digits(scan.raw[i], scan.words.decimal, scan.words.lang)
    under = (
        read_digits(scan.raw[i + 2], scan.words.decimal, scan.words.lang) if scan.is_number(i + 2) else None
    )
    if over is None or under is None or not 0 < over[0] < under[0] or under[0] not in (2, 3, 4, 5, 6, 8, 10):
        return None
    if scan.word(i + 3) == "/" or scan.match("month", i + 3) or identifier(scan, i):
        return None
    return Amount(over[0] / under[0], over[0] / under[0], i + 3, 0.01, "part")


def _ratio(scan: Scan, i: int, over: float) -> Amount | None:
    """Read `one in five`, `drie op de vier`, `واحد من كل خمسة`."""
    found = scan.match("ratio", i + 1)
    if found is None or not 0 < over < 10:
        return None
    under = read_number(scan, found[1])
    short = len(scan.word(i + 1)) <= 3 and found[1] == i + 2
    if under is None or not over < under.value <= 1000 or (short and under.plain and under.value > 100):
        return None
    if scan.match("unitname", under.end) or scan.match("month", under.end):
        return None
    return Amount(over / under.value, over / under.value, under.end, 0.001, "part")


def read_ordinal(scan: Scan, i: int) -> Amount | None:
    """Read an ordinal or rank: `third`, `20th`, `op twee na grootste`, `الثالثة والأربعين`, `third-largest`."""
    words = scan.words
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


def _latin_ordinal(scan: Scan, i: int) -> tuple[float, int]:
    """Read `third`, `twenty-first`, `derde`."""
    words = scan.words
    kind, tens = words.cards.get(scan.word(i), ("", 0.0))
    if (
        kind == "ten"
        and scan.word(i + 1) == "-"
        and (unit := scan.match("ordinal", i + 2))
        and float(unit[0]) < 10
    ):
        return tens + float(unit[0]), unit[1]
    if kind:
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
    found = scan.match("ordinalunit", i) or scan.match("ordinal", i)
    if found is None:
        return 0.0, i
    value, end = float(found[0]), found[1]
    kind, more = scan.words.cards.get(scan.word(end), ("", 0.0))
    if kind == "teen" and more == 10 and not scan.holds_and(end):
        return value + 10, end + 1
    if kind == "ten" and scan.particles[end] == "وال":
        return value + more, end + 1
    word, definite = scan.word(i), scan.particles[i].endswith("ال") or scan.particles[i].endswith("لل")
    if word in ("حادي", "حاديه") or (word in ("ثانيه", "ثان") and not definite):
        return 0.0, i
    # the bare form must precede its noun ("ثالث أكبر مدينة"); "أولا" (firstly) is an adverb
    if not definite and (
        not scan.is_word(end) or scan.word(end) in scan.words.stop or scan.raw[i].endswith(("ا", "اً", "ًا"))
    ):
        return 0.0, i
    return value, end
