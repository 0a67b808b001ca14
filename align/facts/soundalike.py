"""How alike two Latin-script words sound, in Dutch, English, French and German spelling of foreign names."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

# Letter groups that spell one sound, longest first; upper case stands for sounds without a letter of their
# own.
_SPELLINGS = (
    "tsch=C dsch=J dzj=J dsj=J tsj=C tch=C sch=S",
    "eau=o oui=wi sh=S sj=S ch=C kh=X gh=g dj=J dzh=J zh=Z ph=f th=t dh=d",
    "ck=k qu=kw ou=u oo=u oe=u ee=i ie=i ei=ai ey=ai ay=ai aw=o au=o ow=o aa=a uu=u ii=i iy=i ij=ai x=ks q=k",
    "š=S ş=S č=C ć=C ž=Z ç=s ñ=n ğ=g ł=l đ=d ce=se ci=si cy=si c=k",
)
_GROUPS = tuple(tuple(pair.split("=")) for line in _SPELLINGS for pair in line.split())
_VOWELS = "aeiou"
# What it costs to take one sound for another; what is not listed costs _OTHER, dropping a consonant _DROPPED.
_ALIKE = (
    "ae=.15 ei=.2 ou=.2 ai=.9 ao=.6 au=.8 eo=.7 eu=.8 io=.9 iu=.9 ij=.15 iy=.1 jy=.1 ey=.2 uw=.2 ow=.4 "
    "CS=.25 CJ=.45 CX=.35 CZ=.5 Ck=.4 Js=.9 Xk=.4 Xh=.35 gJ=.3 Jj=.35 JZ=.3 gX=.45 gk=.45 gh=.5 gj=.4 "
    "sz=.3 SZ=.4 dt=.45 dz=.4 bp=.5 fv=.35 vw=.4 bv=.6 Zj=.4 jZ=.4 Ss=.6 st=.9"
)
_OTHER, _DROPPED, _SHARE = 1.6, 1.4, 1.7


def _pairs() -> dict[str, float]:
    table = {}
    for entry in _ALIKE.split():
        pair, cost = entry.split("=")
        table[pair] = table[pair[::-1]] = float(cost)
    return table


_COST = _pairs()


@lru_cache(maxsize=32768)
def sounds(letters: str) -> str:
    """Reduce letters to one sign per sound; doubled signs are one."""
    out: list[str] = []
    at = 0
    while at < len(letters):
        group, sign = next((pair for pair in _GROUPS if letters.startswith(pair[0], at)), (letters[at],) * 2)
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
    adds = _gaps(b)
    row = [0.0, *accumulate(adds)]
    for p, drop in zip(a, _gaps(a), strict=True):
        before, last = row, row[0] + drop
        row = [last]
        for j, q in enumerate(b):
            best = before[j] if p == q else before[j] + _COST.get(p + q, _OTHER)
            if (other := before[j + 1] + drop) < best:
                best = other
            if (other := last + adds[j]) < best:
                best = other
            last = best
            row.append(last)
    return max(0.0, 1.0 - _SHARE * row[-1] / (longest + 0.5))


@lru_cache(maxsize=32768)
def _gaps(letters: str) -> tuple[float, ...]:
    """Return what it costs to drop each sound."""
    end = len(letters) - 1
    return tuple(_gap(letter, place == end, place == 0) for place, letter in enumerate(letters))


def _gap(letter: str, last: bool, first: bool) -> float:
    if letter in _VOWELS:
        return 0.6 if first else 0.45
    if letter == "h":
        return 0.35
    return 0.45 if letter == "s" and last else _DROPPED
