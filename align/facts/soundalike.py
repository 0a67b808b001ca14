"""How alike two Latin-script words sound, across Dutch, English, French and German ways of spelling a foreign name."""

from __future__ import annotations

from functools import lru_cache

# Letter groups that spell one sound, longest first; upper case stands for sounds without a letter of their own.
_GROUPS = (
    ("tsch", "C"), ("dsj", "J"), ("tsj", "C"), ("tch", "C"), ("sch", "S"), ("eau", "o"), ("oui", "wi"),
    ("sh", "S"), ("sj", "S"), ("ch", "C"), ("kh", "X"), ("gh", "g"), ("dj", "J"), ("dzh", "J"), ("zh", "Z"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "kw"), ("ou", "u"), ("oo", "u"), ("oe", "u"),
    ("ee", "i"), ("ie", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("aw", "o"), ("au", "o"), ("ow", "o"),
    ("aa", "a"), ("uu", "u"), ("ii", "i"), ("iy", "i"), ("ij", "ai"), ("x", "ks"), ("q", "k"),
    ("š", "S"), ("ş", "S"), ("č", "C"), ("ć", "C"), ("ž", "Z"), ("ç", "s"), ("ñ", "n"), ("ğ", "g"), ("ł", "l"), ("đ", "d"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"),
)  # fmt: skip
_VOWELS = "aeiou"
_VOWEL_SWAP = {
    "ae": 0.15, "ei": 0.2, "ou": 0.2, "ai": 0.5, "ao": 0.45, "au": 0.5, "eo": 0.5, "eu": 0.6, "io": 0.6, "iu": 0.6,
}  # fmt: skip
_SWAP = {
    "CS": 0.25, "CJ": 0.45, "CX": 0.35, "CZ": 0.5, "Ck": 0.4, "Js": 0.7, "Xk": 0.4, "Xh": 0.35, "gJ": 0.3, "Jj": 0.35, "JZ": 0.3,
    "gX": 0.45, "gk": 0.45, "gh": 0.5, "sz": 0.3, "SZ": 0.4, "dt": 0.45, "dz": 0.4, "bp": 0.5, "fv": 0.35, "vw": 0.4,
    "ij": 0.15, "iy": 0.1, "jy": 0.1, "uw": 0.2, "ow": 0.4, "bv": 0.5, "gj": 0.4, "Zj": 0.4, "st": 0.8, "ey": 0.2, "jZ": 0.4, "Ss": 0.5, "tk": 1.0,
}  # fmt: skip


def _pairs() -> dict[str, float]:
    table = {}
    for pair, cost in (*_VOWEL_SWAP.items(), *_SWAP.items()):
        table[pair] = cost
        table[pair[::-1]] = cost
    return table


_COST = _pairs()


@lru_cache(maxsize=32768)
def sounds(letters: str) -> str:
    """Reduce letters to one sign per sound; doubled signs are one."""
    out: list[str] = []
    at = 0
    while at < len(letters):
        for group, sign in _GROUPS:
            if letters.startswith(group, at):
                break
        else:
            group = sign = letters[at]
        at += len(group)
        for one in sign:
            if not out or out[-1] != one:
                out.append(one)
    return "".join(out)


def sound_likeness(x: str, y: str) -> float:
    """Return how alike two words sound, 0..1, by a weighted edit distance over their sounds."""
    a, b = sounds(x), sounds(y)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    longest = max(len(a), len(b))
    if abs(len(a) - len(b)) > 0.6 * longest:
        return 0.0
    row = [0.0]
    for place, letter in enumerate(b):
        row.append(row[-1] + _gap(letter, place == len(b) - 1, place == 0))
    for i, p in enumerate(a):
        drop = _gap(p, i == len(a) - 1, i == 0)
        before, row = row, [row[0] + drop]
        for j, q in enumerate(b):
            swap = 0.0 if p == q else _COST.get(p + q, 1.0)
            add = _gap(q, j == len(b) - 1, j == 0)
            row.append(min(before[j] + swap, before[j + 1] + drop, row[j] + add))
    return max(0.0, 1.0 - 1.7 * row[-1] / (longest + 0.5))


def _gap(letter: str, last: bool, first: bool) -> float:
    if letter in _VOWELS:
        return 0.6 if first else 0.45
    if letter == "h":
        return 0.35
    return 0.45 if letter == "s" and last else 1.0
