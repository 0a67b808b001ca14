"""Corrections by hand that an alignment has to obey."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.alignment import Alignment, Bead, Link
from align.errors import OptionError


@dataclass(frozen=True, slots=True)
class Locks:
    """What a person decided: whole beads, pairs that are linked, and pairs that are not.

    `beads` are pairs of sentence ids of a and of b, one of them may be empty; `links` and `unlinks` are
    pairs (id in a, id in b).
    """

    beads: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    unlinks: tuple[tuple[int, int], ...] = ()

    @property
    def parted(self) -> tuple[tuple[int, int], ...]:
        """The pairs that are not linked, without those in a locked bead, which wins."""
        linked = {(i, j) for a, b in self.beads for i in a for j in b}
        return tuple(pair for pair in self.unlinks if pair not in linked)

    def swapped(self) -> Locks:
        """Return the same corrections with the sides exchanged."""
        return Locks(
            tuple((b, a) for a, b in self.beads),
            tuple((j, i) for i, j in self.links),
            tuple((j, i) for i, j in self.unlinks),
        )


def apply_locks(alignment: Alignment, locks: Locks) -> Alignment:
    """Return the alignment with locked beads and links in place; beads that they cut fall apart into nulls.

    Raises:
        OptionError: a lock names a sentence that is not there, or two locks contradict one another.
    """
    _check(alignment, locks)
    locked = tuple(Bead(a, b, 1.0) for a, b in locks.beads)
    taken = {i for bead in locked for i in bead.a}, {j for bead in locked for j in bead.b}
    beads = list(locked)
    for bead in alignment.beads:
        if taken[0].isdisjoint(bead.a) and taken[1].isdisjoint(bead.b):
            beads.append(bead)
            continue
        beads += [Bead((i,), (), 1.0) for i in bead.a if i not in taken[0]]
        beads += [Bead((), (j,), 1.0) for j in bead.b if j not in taken[1]]
    wanted = {(i, j): Link(i, j, 1.0) for a, b in locks.beads for i in a for j in b}
    wanted |= {pair: Link(*pair, 1.0) for pair in locks.links}
    refused = set(locks.unlinks)
    found = {
        (k.a, k.b): k
        for k in alignment.links
        if (k.a, k.b) not in refused and k.a not in taken[0] and k.b not in taken[1]
    }
    links = {**found, **{pair: replace(link, moved=_moved(alignment, pair)) for pair, link in wanted.items()}}
    from align.aligner import sort_beads

    return replace(
        alignment, beads=tuple(sort_beads(beads)), links=tuple(links[pair] for pair in sorted(links))
    )


def _moved(alignment: Alignment, pair: tuple[int, int]) -> bool:
    return any(link.moved for link in alignment.links if (link.a, link.b) == pair)


def _check(alignment: Alignment, locks: Locks) -> None:
    pairs = [*locks.links, *locks.unlinks]
    for side, size, ids in (
        ("a", alignment.size_a, [i for a, _ in locks.beads for i in a] + [i for i, _ in pairs]),
        ("b", alignment.size_b, [j for _, b in locks.beads for j in b] + [j for _, j in pairs]),
    ):
        for i in ids:
            if not 0 <= i < size:
                raise OptionError(
                    f"a lock names sentence {i} of side {side}, which has {size}; use 0 to {size - 1}"
                )
    for place, side in ((0, "a"), (1, "b")):
        seen: set[int] = set()
        for bead in locks.beads:
            if not seen.isdisjoint(bead[place]):
                raise OptionError(f"two locked beads hold the same sentence of side {side}; keep one of them")
            seen.update(bead[place])
    if both := sorted(set(locks.links) & set(locks.unlinks)):
        raise OptionError(f"a lock both links and unlinks the pair {both[0]}; keep one of the two")
