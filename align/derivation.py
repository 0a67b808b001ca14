"""Which version seems to derive from which: what one says is in the other, in the same order.

Order and coverage tell that two versions hang together, hardly which came first. The direction is read from
what only one of them leaves out, and from values on which only one of them parts from all other versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from align.article import Article
from align.matrix.model import Row

DerivationKind = Literal["translation", "shortened", "copy"]

# So much of the derived version stands in its source, in this share of the order; two desks that report one
# event stay below one or the other (benchmarks/matrix.py prints both).
_COVERED, _ORDERED = 0.85, 0.9
# A source that is covered less than this by what derives from it was shortened.
_SHORTENED = 0.8
# The share of the shorter version's claims that have a counterpart of their own: a few are easily in order.
_FACING = 0.6
# So many more values on which one version alone parts from all others tell that it is the later one; a single
# one may be a misreading of ours.
_DISSENT = 2
# Fewer claims than this are no evidence.
_LEAST = 4
_PHRASES = {
    "translation": "seems to be a translation of",
    "shortened": "seems to be shortened from",
    "copy": "seems to be a copy of",
}


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sign that one version derives from another: the indices of both, and the evidence in words.

    `score` is in 0..1: the share of the child's claims in the parent times the share in order.
    `directed` is false where the texts do not tell which came first; child and parent may then be exchanged.
    """

    child: int
    parent: int
    kind: DerivationKind
    score: float
    why: str
    directed: bool = True

    def sentence(self, names: Sequence[str]) -> str:
        """Return the derivation as a sentence for people, with the names of the versions."""
        phrase = f"{names[self.child]} {_PHRASES[self.kind]} {names[self.parent]}"
        if not self.directed:
            phrase += ", or the other way round"
        return f"{phrase} ({self.score:.2f}): {self.why}"


def derive(articles: Sequence[Article], rows: Sequence[Row]) -> tuple[Derivation, ...]:
    """Return the derivations for which there is evidence, by child and parent; () where there is none."""
    found = [_judge(articles, rows, i, j) for i, j in combinations(range(len(articles)), 2)]
    return tuple(sorted((d for d in found if d), key=lambda d: (d.child, d.parent)))


def _judge(articles: Sequence[Article], rows: Sequence[Row], i: int, j: int) -> Derivation | None:
    forth, back = covered(rows, i, j), covered(rows, j, i)
    order = ordered(rows, i, j)
    if order < _ORDERED or max(forth, back) < _COVERED or facing(rows, i, j) < _FACING:
        return None
    dissent = _dissent(rows, i, j)
    child, parent = (i, j) if forth > back else (j, i)
    directed = abs(forth - back) > 1.0 - _COVERED
    if not directed and abs(dissent[0] - dissent[1]) >= _DISSENT:
        child, parent = (i, j) if dissent[0] > dissent[1] else (j, i)
        directed = True
    share, rest = (forth, back) if child == i else (back, forth)
    if rest < _SHORTENED and share >= _COVERED:
        kind: DerivationKind = "shortened"
    elif min(forth, back) < _SHORTENED:
        return None
    else:
        kind = "copy" if articles[i].lang == articles[j].lang else "translation"
    why = [f"{share:.0%} of its claims stand there, {order:.0%} of what both tell in the same order"]
    if kind == "shortened":
        why.append(f"{rest:.0%} of the claims there stand here")
    if alone := _alone(rows, i, j):
        why.append(f"{alone} {'value' if alone == 1 else 'values'} that no other version has")
    against = dissent[0] if child == i else dissent[1]
    if against:
        noun = "value" if against == 1 else "values"
        why.append(f"{against} {noun} on which it parts from there and from all others")
    return Derivation(child, parent, kind, round(share * order, 2), "; ".join(why), directed)


def covered(rows: Sequence[Row], child: int, parent: int) -> float:
    """Return the share of one version's own claims that the other states; 0 where it has too few."""
    own = [row for row in rows if _is_own(row, child)]
    return sum(parent in row.stated for row in own) / len(own) if len(own) >= _LEAST else 0.0


def ordered(rows: Sequence[Row], i: int, j: int) -> float:
    """Return the share of neighbouring claims told by both versions that stand in the same order."""
    places = _shared(rows, i, j)
    if len(places) < _LEAST:
        return 0.0
    return sum(y[1] > x[1] for x, y in pairwise(places)) / (len(places) - 1)


def facing(rows: Sequence[Row], i: int, j: int) -> float:
    """Return the share of claims with a counterpart of their own, in the version that has more of them."""
    counts = [sum(_is_own(row, version) for row in rows) for version in (i, j)]
    return len(_shared(rows, i, j)) / min(counts) if min(counts) else 0.0


def _shared(rows: Sequence[Row], i: int, j: int) -> list[tuple[int, int]]:
    """Return where claims that both versions tell stand in both, in the order of the first."""
    found = [(row.cells[i], row.cells[j]) for row in rows if _is_own(row, i) and _is_own(row, j)]
    return sorted((x.evidence[0].start, y.evidence[0].start) for x, y in found if x and y)


def _is_own(row: Row, version: int) -> bool:
    cell = row.cells[version]
    return row.kind == "claim" and cell is not None and not cell.borrowed


def _alone(rows: Sequence[Row], i: int, j: int) -> int:
    """Return how many contested values the two versions share with no other version."""
    return sum(row.contested and tuple(sorted((i, j))) in row.agreement for row in rows)


def _dissent(rows: Sequence[Row], i: int, j: int) -> tuple[int, int]:
    """Return for each of two versions on how many facts it alone parts from the other and from a third."""
    found = [0, 0]
    for row in rows:
        if row.group_of(i) == row.group_of(j) or not {i, j} <= set(row.stated):
            continue
        for k, (this, that) in enumerate(((i, j), (j, i))):
            allies = next(group for group in row.agreement if that in group)
            found[k] += (this,) in row.agreement and len(allies) > 1
    return found[0], found[1]
