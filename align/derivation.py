"""Which version seems to derive from which: what one says is in the other, in the same order.

Order and coverage tell that two versions hang together, hardly which came first. The direction is read from
what only one of them leaves out, and from values on which only one of them parts from all other versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from align.alignment import Alignment
from align.article import Article
from align.matrix.model import Row

DerivationKind = Literal["translation", "shortened", "copy"]

# So much of the derived version stands in its source, in this share of the order; two desks that report one
# event stay below one or the other (benchmarks/matrix.py prints both).
_COVERED, _ORDERED = 0.85, 0.9
# A source that is covered less than this by what derives from it was shortened.
_SHORTENED = 0.8
# The share of the shorter version's sentences that are linked: few links are easily in order.
_LINKED = 0.7
# Fewer claims or links than this are no evidence.
_LEAST = 4
_PHRASES = {
    "translation": "seems to be a translation of",
    "shortened": "seems to be shortened from",
    "copy": "seems to be a copy of",
}


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sign that one version derives from another: the indices of both, and the evidence in words.

    `score` is in 0..1: the share of the child's claims in the parent times the share of links in order.
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


def derive(
    articles: Sequence[Article], rows: Sequence[Row], alignments: Mapping[tuple[int, int], Alignment]
) -> tuple[Derivation, ...]:
    """Return the derivations for which there is evidence, by child and parent; () where there is none."""
    found = [_judge(articles, rows, alignments[i, j], i, j) for i, j in combinations(range(len(articles)), 2)]
    return tuple(sorted((d for d in found if d), key=lambda d: (d.child, d.parent)))


def _judge(
    articles: Sequence[Article], rows: Sequence[Row], alignment: Alignment, i: int, j: int
) -> Derivation | None:
    forth, back = covered(rows, i, j), covered(rows, j, i)
    order = ordered(alignment)
    if order < _ORDERED or max(forth, back) < _COVERED or _linked(articles, alignment, i, j) < _LINKED:
        return None
    dissent = _dissent(rows, i, j)
    child, parent = (i, j) if (forth, dissent[1]) > (back, dissent[0]) else (j, i)
    directed = abs(forth - back) > 1.0 - _COVERED
    if not directed and dissent[0] != dissent[1]:
        child, parent = (i, j) if dissent[0] > dissent[1] else (j, i)
        directed = True
    share, rest = (forth, back) if child == i else (back, forth)
    if rest < _SHORTENED and share >= _COVERED:
        kind: DerivationKind = "shortened"
    elif min(forth, back) < _SHORTENED:
        return None
    else:
        kind = "copy" if articles[i].lang == articles[j].lang else "translation"
    why = [f"{share:.0%} of its claims stand there, {order:.0%} of the links in the same order"]
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
    own = [r for r in rows if r.kind == "claim" and (cell := r.cells[child]) and not cell.borrowed]
    return sum(parent in row.stated for row in own) / len(own) if len(own) >= _LEAST else 0.0


def ordered(alignment: Alignment) -> float:
    """Return the share of neighbouring links that keep the order; 0 where there are too few links."""
    links = sorted((link.a, link.b) for link in alignment.links)
    if len(links) < _LEAST:
        return 0.0
    steps = list(pairwise(links))
    return sum(y[1] >= x[1] for x, y in steps) / len(steps)


def _linked(articles: Sequence[Article], alignment: Alignment, i: int, j: int) -> float:
    """Return the share of sentences with a link, on the side that has more of them linked."""
    sides = {link.a for link in alignment.links}, {link.b for link in alignment.links}
    sizes = len(articles[i].content), len(articles[j].content)
    return max(len(side) / size if size else 0.0 for side, size in zip(sides, sizes, strict=True))


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
