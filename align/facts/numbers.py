"""Numbers in digits and in words: `280.000`, `1,5 miljoen`, `two and a half million`, `ألفا ومئتي`."""

from __future__ import annotations

from dataclasses import dataclass

from align.facts.digits import VULGAR, read_digits, step_of
from align.facts.scan import Scan

_SMALL = ("unit", "one", "elevenone", "teenonly")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the word after it.

    `step` is the size of its last significant digit; `plain` marks an ungrouped integer in digits, `scaled`
    a number with a word such as million.
    """

    value: float
    end: int
    step: float
    plain: bool = False
    scaled: bool = False
    digits: bool = False


def read_number(scan: Scan, i: int, scale: bool = False) -> Number | None:
    """Read a cardinal number at word `i`; with `scale` a lone `m` or `k` after digits is a magnitude."""
    if i >= len(scan):
        return None
    if scan.is_number(i):
        return _read_figures(scan, i, scale)
    if scan.raw[i] in VULGAR:
        return Number(VULGAR[scan.raw[i]], i + 1, 0.01)
    return _read_words(scan, i)


def _read_figures(scan: Scan, i: int, scale: bool) -> Number | None:
    """Read digits and the magnitude words after them."""
    found = read_digits(scan.raw[i], scan.words.decimal, scan.words.lang)
    if found is None:
        return None
    value, step, plain = found
    end, scaled = i + 1, False
    if end < len(scan) and scan.raw[end] in VULGAR:
        value, step, end, plain = value + VULGAR[scan.raw[end]], 0.01, end + 1, False
    while (size := _magnitude(scan, end, scale)) is not None:
        factor, after = size
        value, step, end, scaled, plain = value * factor, step * factor, after, True, False
        half = _half(scan, end)
        if half:
            value, step, end = value + half[0] * factor, factor / 10, _said_again(scan, half[1], factor)
        elif value == int(value / factor) * factor and (rest := remainder(scan, end, factor)):
            return Number(value + rest.value, rest.end, rest.step, False, True, True)
        break
    if not scaled and (half := _half(scan, end)):
        value, step, end, plain = value + half[0], 0.1, half[1], False
    return Number(value, end, step, plain, scaled, True)


def remainder(scan: Scan, end: int, factor: float) -> Number | None:
    """Read what follows a magnitude: the rest of `4 million and 200 thousand`, `3 آلاف و500`."""
    more = end if scan.holds_and(end) else end + 1 if scan.word(end) in scan.words.join else -1
    if more < 0 and factor >= 1e6 and scan.is_number(end):
        more = end
    rest = read_number(scan, more) if more >= 0 else None
    if rest is None or not factor > rest.value >= factor / 1000 or rest.value < 100:
        return None
    # "4 million and 200 men" counts two things, unless the rest has a magnitude of its own
    apart = rest.plain if scan.words.lang == "ar" else True
    return rest if rest.scaled or factor == 1000 or not apart else None


def _said_again(scan: Scan, i: int, factor: float) -> int:
    """Return the word after a magnitude named twice: the second of `مليون ونصف المليون`."""
    again = scan.words.cards.get(scan.word(i), ("", 0.0))
    return i + 1 if again == ("mult", factor) and scan.words.lang == "ar" else i


def _magnitude(scan: Scan, i: int, scale: bool) -> tuple[float, int] | None:
    """Return the factor of a magnitude word at word `i`, hyphen before it allowed."""
    if scan.word(i) == "-" and scan.glued(i) and scan.glued(i + 1):
        i += 1
    word = scan.word(i)
    if not word or scan.particles[i] not in ("", "ال"):
        return None
    kind, value = scan.words.cards.get(word, ("", 0.0))
    if kind in ("mult", "hundred") or (kind == "dual" and word.endswith("ا")):
        if len(word) == 1 and not (scan.glued(i) and (scale or _lone_scale(scan, i))):
            return None
        end = i + 1
        if (
            scan.word(end) == "."
            and word in ("mln", "mld", "mrd")
            and scan.glued(end)
            and end + 1 < len(scan)
        ):
            end += 1
        return value, end
    return None


def _lone_scale(scan: Scan, i: int) -> bool:
    """Say whether one letter after digits is a magnitude: `100k`, `3M`, and `1.5m` before a counted noun."""
    if scan.raw[i] in "kKM":
        return scan.words.lang != "ar"
    measured = len(scan.word(i + 1)) > 3 and scan.match("unitname", i + 1) is not None
    after = scan.word(i + 1)
    return scan.is_word(i + 1) and (
        measured or after in scan.words.concepts or after in scan.words.tables.get("scaled", ())
    )


def _half(scan: Scan, i: int) -> tuple[float, int] | None:
    """Read "and a half" at word `i`."""
    if scan.words.lang == "ar":
        k = i + 1 if scan.word(i) == "و" else i
        found = scan.match("fraction", k) if k > i or scan.holds_and(i) else None
    else:
        found = scan.match("half", i)
    return (float(found[0]), found[1]) if found and float(found[0]) < 1 else None


@dataclass(slots=True)
class _Sum:
    """A number in words under construction.

    `small` below the last magnitude word, `room` below what may follow.
    """

    total: float = 0.0
    small: float = 0.0
    any_small: bool = False
    room: float = 1e18
    magnitude: float = 1e18
    last: str = ""

    def add(self, kind: str, value: float, joined: bool, lang: str) -> bool:
        """Add one number word; say whether it fits there."""
        first = self.last == ""
        if value == 0 and not first:
            return False  # "three-nil"
        if kind == "dual" and self.any_small and not joined:
            kind = "mult"
        if kind == "dual":
            if self.any_small or value >= self.magnitude or not (first or joined):
                return False
            self.total, self.magnitude, self.room = self.total + 2 * value, value, value
        elif kind == "mult":
            if value >= self.magnitude or (joined and self.any_small):
                return False
            self.total += (self.small if self.any_small else 1.0) * value
            self.small, self.any_small, self.magnitude, self.room = 0.0, False, value, value
        elif kind == "hundred":
            if self.any_small and not joined and self.small < 20 and self.last in (*_SMALL, "teen"):
                self.small *= value
            elif (not self.any_small or self.room >= 1000) and (first or joined or lang != "ar"):
                self.small += value
            else:
                return False
            self.any_small, self.room = True, 100.0
        elif (kind == "ten" and self.last in _SMALL and joined) or (
            kind == "teen" and value == 10 and self.last in _SMALL and not joined and lang == "ar"
        ):
            self.small, self.room = self.small + value, 1.0
        else:
            if (
                value >= self.room
                or (lang == "ar" and not first and not joined)
                or (kind == "elevenone" and not first)
                or (self.last == "ten" and lang in ("nl", "de"))
            ):
                return False
            self.small, self.any_small = self.small + value, True
            self.room = 10.0 if kind == "ten" else _room(value)
        self.last = kind
        return True


def _accusative(scan: Scan, k: int) -> bool:
    """Say whether `ألفا` is one thousand: marked, or before `و`; right before its noun it is the dual."""
    if not scan.word(k).endswith("ا"):
        return False
    return "\u064b" in scan.raw[k] or scan.holds_and(k + 1) or scan.word(k + 1) == "و"


def _room(value: float) -> float:
    """Return below what a number may follow a full one: 100 after two hundred, nothing after 103."""
    return next((size for size in (1000.0, 100.0) if value >= size and value % size == 0), 1.0)


def _read_words(scan: Scan, i: int) -> Number | None:
    """Read a number in words."""
    words, lang = scan.words, scan.words.lang
    found = _card(scan, i)
    if (
        found is None
        or (found[0] == "mult" and lang == "en")
        or (found[0] == "mult" and len(scan.norm[i]) < 3)
    ):
        return None
    total, end = _Sum(), i
    while end < len(scan):
        k, joined = end, scan.holds_and(end) and end > i
        if end > i and scan.word(end) == "-" and scan.glued(end) and scan.glued(end + 1):
            k += 1
        elif end > i and scan.word(end) in words.join:
            k, joined = end + 1, True
        if scan.word(k) == "," and total.magnitude == 1000 and not total.any_small and _hundreds(scan, k + 1):
            k += 1  # "thirty-two thousand, eight hundred"
        found = _card(scan, k)
        if found and found[0] == "dual" and _accusative(scan, k):
            found = ("mult", found[1])
        if found is None or (joined and lang == "en" and total.room > 1000 and total.small):
            if joined and scan.is_number(k) and total.magnitude < 1e18 and not total.any_small:
                rest = remainder(scan, end, total.magnitude)
                if rest:
                    return Number(total.total + rest.value, rest.end, rest.step, scaled=True)
            break
        if joined and lang == "ar" and total.magnitude <= 1e12 and _starts_anew(scan, k, total.magnitude):
            break
        tens = (found[0] == "ten" and total.last in _SMALL and lang in ("nl", "de")) or (
            total.last == "ten" and lang in ("es", "pt")
        )
        if joined and lang != "ar" and not (total.magnitude < 1e18 or total.room in (100, 1000) or tens):
            break
        if not total.add(*found, joined, lang):
            year = _year_words(total, found, scan, k)
            if year and not joined:
                return year
            break
        end = k + 1
        if total.room <= 10 and (point := _point(scan, end)) and total.last in (*_SMALL, "ten", "teen"):
            size, stop = _magnitude(scan, point[1], False) or (1.0, point[1])
            return Number((total.total + total.small + point[0]) * size, stop, size / 10)
        if half := _half(scan, end):
            value = total.total + total.small
            unit = total.magnitude if not total.any_small else 1.0
            after = _magnitude(scan, half[1], False) if unit == 1.0 else None
            value = (value + half[0] * unit) * (after[0] if after else 1.0)
            stop = after[1] if after else _said_again(scan, half[1], unit)
            return Number(value, stop, max(unit, after[0] if after else 1.0) / 10)
    if total.last in ("", "elevenone", "teenonly") or (
        total.last == "one" and total.total + total.small == 1
    ):
        return None
    value = total.total + total.small
    return Number(value, end, step_of(value), plain=value == 0, scaled=total.magnitude < 1e18)


def _hundreds(scan: Scan, k: int) -> bool:
    """Say whether English hundreds in words stand at word `k`: `eight hundred`."""
    return (_card(scan, k) or ("",))[0] == "unit" and (_card(scan, k + 1) or ("",))[0] == "hundred"


def _starts_anew(scan: Scan, k: int, magnitude: float) -> bool:
    """Say whether a second number begins: `ألفين وثلاثة آلاف` are 2,000 and 3,000."""
    after = _card(scan, k + 1)
    return after is not None and after[0] == "mult" and after[1] >= magnitude and not scan.holds_and(k + 1)


def _point(scan: Scan, i: int) -> tuple[float, int] | None:
    """Read the decimals of a number in words: `point five`, `komma vijf`, `فاصلة خمسة`."""
    if scan.word(i) not in scan.words.tables.get("decimalpoint", ()):
        return None
    digits, k = "", i + 1
    while (card := _card(scan, k)) and card[0] in _SMALL and card[1] < 10:
        digits, k = digits + str(int(card[1])), k + 1
    return (float("0." + digits), k) if digits else None


def _card(scan: Scan, i: int) -> tuple[str, float] | None:
    """Return class and value of the number word at `i`, compounds included."""
    given = scan.given.get(i)
    if given is not None:
        return ("full" if given >= 100 else "teen" if given > 9 else "unit", given) if given > 0 else None
    return scan.words.cards.get(scan.word(i))


def _year_words(total: _Sum, found: tuple[str, float], scan: Scan, k: int) -> Number | None:
    """Read `nineteen eighty-four` and `twenty twenty` as years."""
    first = total.small
    if scan.words.lang != "en" or found[0] not in ("ten", "teen") or total.total or not 11 <= first <= 20:
        return None
    rest = _read_words(scan, k)
    if rest is None or not 10 <= rest.value <= 99:
        return None
    return Number(first * 100 + rest.value, rest.end, 1.0, plain=True)
