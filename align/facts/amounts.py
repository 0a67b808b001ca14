"""Amounts without their unit: numbers, fractions, vague classes, multiples and ordinals."""

from __future__ import annotations

from dataclasses import dataclass

from align.facts.digits import VULGAR, read_digits
from align.facts.identifiers import identifier
from align.facts.numbers import Number, read_number, remainder
from align.facts.scan import Scan

# How many words may stand between Arabic "multiplied" and the number of times.
_MULTIPLIED = 7


@dataclass(frozen=True, slots=True)
class Amount:
    """A magnitude from `low` to `high` and the word after it.

    `kind` is "number", "part", "ordinal", "times" or "score".
    """

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
    if found is None or _more_follows(scan, found[1]):
        return None
    return Amount(float(found[0]), float(found[0]), found[1], 1.0, "times")


def _more_follows(scan: Scan, i: int) -> bool:
    """Say whether a number says how much Arabic `تضاعف` multiplies: `تضاعف ثلاث مرات`."""
    if scan.words.lang != "ar":
        return False
    # what is multiplied may stand between: `تضاعفت أسعار الخبز نحو خمس مرات`
    for k in range(i, min(i + _MULTIPLIED, len(scan))):
        if not scan.is_word(k) and not scan.is_number(k):
            return False
        number = scan.is_number(k) or scan.word(k) in scan.words.cards
        if scan.match("times", k) or (number and (k < i + 2 or scan.match("times", k + 1))):
            return True
    return False


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
        if rest and rest.digits:
            rest = remainder(scan, end, value)
        if rest and rest.value < value:
            value, end, step = value + rest.value, rest.end, rest.step
    return Amount(value, value, end, step)


def _pronoun(scan: Scan, i: int) -> bool:
    """Say whether `one` at word `i` is a pronoun and no number."""
    words = scan.words
    if words.lang == "ar":
        # "لست" is "I am not", unless what it would count follows: "for six hours"
        verb = scan.full[i] in words.tables["notsix"] and scan.particles[i] != ""
        counts = scan.concept(i + 1) and not scan.full[i + 1].endswith("ا")
        return verb and not scan.match("unitname", i + 1) and not counts
    if scan.word(i) not in words.tables.get("noarticle", ()):
        return words.lang == "nl" and scan.word(i) == "ene"
    if scan.word(i + 1) == "-" or scan.match("fraction", i + 1) or scan.match("half", i + 1):
        return False
    if scan.word(i + 1) in words.cards or scan.word(i + 1) in words.tables.get("decimalpoint", ()):
        return False
    aged = any((cue := scan.match("agecue", i - back)) and cue[1] == i for back in (1, 2))
    if aged or scan.word(i - 1) in words.tables["label"]:
        return False
    if scan.word(i - 1) in words.tables["notone"]:
        return True
    after = scan.word(i + 1)
    return (
        (after in words.tables["notoneafter"] and scan.match("ratio", i + 1) is None)
        or after in words.stop
        or not after
    )


def _part(scan: Scan, i: int) -> Amount | None:
    """Read a fraction: `half`, `two thirds`, `3/4`, `half a million`, `one in five`."""
    words = scan.words
    if scan.is_number(i) and scan.word(i + 1) == "/" and scan.glued(i + 1) and scan.glued(i + 2):
        return _slash(scan, i)
    if halved := scan.match("halved", i):
        return Amount(0.5, 0.5, halved[1], 0.01, "part")
    if share := _share(scan, i):
        return share
    if words.lang == "ar" and len(scan.word(i)) == 2 and (ratio := _ratio(scan, i - 1, 1.0)):
        return ratio
    k = i
    count = 1.0
    if scan.raw[i] in VULGAR:
        return Amount(VULGAR[scan.raw[i]], VULGAR[scan.raw[i]], i + 1, 0.01, "part")
    if words.lang == "nl" and scan.word(i) == "een" and (ratio := _ratio(scan, i, 1.0)):
        return ratio
    if scan.word(i) in words.tables.get("article", ()) and scan.match("fraction", i + 1):
        k = i + 1
    elif found := words.cards.get(scan.word(i)):
        if found[0] in ("unit", "one") and found[1] < 10:
            ratio = _ratio(scan, i, found[1])
            if ratio:
                return ratio
            k, count = (i + 2 if scan.word(i + 1) == "-" else i + 1), found[1]
    elif scan.is_number(i):
        digits = read_digits(scan.raw[i], words.decimal, words.lang)
        return _ratio(scan, i, digits[0]) if digits else None
    part = scan.match("fraction", k)
    if part is None or (k > i and scan.holds_and(k)):
        return None
    value, end = float(part[0]) * count, part[1]
    scaled = _scaled(scan, end, value)
    if scaled:
        return scaled
    named = scan.word(k) in words.tables.get("ordinal", ()) or scan.match("quarter", k) is not None
    spoken = k > i and scan.word(i) not in words.tables.get("article", ())
    quarter = (
        scan.match("quarter", k) is not None
        and scan.match("unitname", end + (scan.word(end) == "-")) is not None
    )
    ends = k > i and (
        scan.word(i - 1) in words.tables["fractioncue"]
        or end >= len(scan)
        or scan.word(end) in (".", ",", ";")
    )
    more = k > i and scan.word(end) in words.tables.get("fractionmore", ())
    sure = spoken or quarter or ends or more or scan.word(end) in words.tables["fractionof"]
    if words.lang != "ar" and named and not sure:
        return None
    if words.lang == "ar" and _numbered(scan, k, end):
        return None
    ranked = scan.match("ordinal", i - 1) is not None
    if value >= 1 or (ranked and (scan.match("quarter", k) or not scan.match("fraction", i - 1))):
        return None
    if k == i and value == 0.5 and not _half_of(scan, i, end):
        return None
    return Amount(value, value, end, 0.01, "part")


def _share(scan: Scan, i: int) -> Amount | None:
    """Read Arabic `خمس السكان` as a fifth: a form that five has too, before what it is a share of."""
    share = scan.match("share", i)
    if share is None:
        return None
    marked = "\u064f" in scan.raw[i]
    of_whole = scan.word(i) != "ثمن" and "".join(scan.full[share[1] : share[1] + 1]).startswith("ال")
    definite = scan.particles[i].endswith(("ال", "لل"))  # "the last ten minutes"
    if (
        definite
        or not (marked or of_whole)
        or scan.match("ordinal", share[1])
        or scan.match("unitname", share[1])
    ):
        return None
    value = float(share[0])
    return Amount(value, value, share[1], 0.01, "part")


def _numbered(scan: Scan, k: int, end: int) -> bool:
    """Say whether an Arabic share is a part in a row: `الربع الثالث`, `النصف الأول`."""
    definite = scan.full[k].lstrip("وبلف").startswith("ال") or scan.particles[k].endswith(("ال", "لل"))
    after = scan.match("ordinal", end) is not None and scan.particles[end].endswith("ال")
    return definite and after


def _half_of(scan: Scan, i: int, end: int) -> bool:
    """Say whether "half" is a share.

    Of something, after a modifier, or before a unit; not "the Liverpool half".
    """
    cues = scan.words.tables.get("halfcue")
    if cues is None or scan.word(end) in cues or scan.word(i) == "helft":
        return scan.word(end) not in ("november",) and scan.match("month", end) is None
    before = any((found := scan.match("modifier", i - back)) and found[1] == i for back in (1, 2, 3))
    return before or scan.match("unitname", end) is not None


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
    if (
        found is None
        and scan.words.lang == "ar"
        and scan.is_word(i + 1)
        and scan.word(i + 1) not in scan.words.stop
    ):
        found = scan.match("ratio", i + 2)  # "three families of every ten"
    if found is None or not 0 < over < 10 or over != int(over):
        return None
    under = read_number(scan, found[1])
    short = len(scan.word(i + 1)) <= 3 and found[1] == i + 2
    if under is None or not over < under.value <= 1000 or (short and under.plain and under.value > 100):
        return None
    if found[0] == "2" and (under.digits or under.value not in (3, 4, 5, 10)):
        return None  # "9 out of 27 countries" gives two numbers, "nine out of ten" a share
    if scan.match("unitname", under.end) or scan.match("month", under.end):
        return None
    return Amount(over / under.value, over / under.value, under.end, 0.001, "part")
