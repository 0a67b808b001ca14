"""What a person decided on many versions: places that state one fact, and places that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.corrections import BY_HAND, show_span
from align.errors import OptionError
from align.matrix.evidence import Pairs

# A place: version (from 0), start, end; offsets are code points into the version's text.
Place = tuple[int, int, int]
Node = tuple[int, int]
Mention = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class RowLocks:
    """Pairs of places that are one fact, and pairs that are not."""

    same: tuple[tuple[Place, Place], ...] = ()
    apart: tuple[tuple[Place, Place], ...] = ()

    def renumbered(self, ranks: Sequence[int]) -> RowLocks:
        """Return the locks for versions in another order: version `ranks[k]` comes at k."""
        where = {version: k for k, version in enumerate(ranks)}
        same, apart = (
            tuple(((where[x[0]], *x[1:]), (where[y[0]], *y[1:])) for x, y in pairs)
            for pairs in (self.same, self.apart)
        )
        return replace(self, same=same, apart=apart)

    def check(self, versions: int) -> None:
        """Check that every place is in one of the versions.

        Raises:
            OptionError: a version is not there, or two locks contradict one another.
        """
        for version in sorted({place[0] for pair in (*self.same, *self.apart) for place in pair}):
            if not 0 <= version < versions:
                raise OptionError(f"a lock names version {version + 1}; there are {versions}")
        for x, y in self.same:
            if {(x, y), (y, x)} & set(self.apart):
                raise OptionError(f"{show_place(x)} and {show_place(y)} are the same and not the same")

    def notes(self) -> tuple[str, ...]:
        """Return a note for each lock, as a report shows it."""
        found = []
        for pairs, word in ((self.same, "the same"), (self.apart, "not the same")):
            found += [f"{BY_HAND}: {show_place(x)} and {show_place(y)} are {word} fact" for x, y in pairs]
        return tuple(found)


def show_place(place: Place) -> str:
    """Write a place as in the table, "2:311-325"; versions count from 1."""
    return f"{place[0] + 1}:{show_span(place[1:])}"


@dataclass(frozen=True, slots=True)
class Fixed:
    """The locks as pairs of claims (version, claim) and of mentions of details; `apart` holds both orders."""

    claims: tuple[tuple[Node, Node], ...] = ()
    claims_apart: frozenset[tuple[Node, Node]] = frozenset()
    details: tuple[tuple[Mention, Mention], ...] = ()
    details_apart: frozenset[tuple[Mention, Mention]] = frozenset()


def fixed(pairs: Pairs, locks: RowLocks) -> Fixed:
    """Find the claims and details that the locks name.

    Raises:
        OptionError: a place is neither a claim nor a detail, or only one of the two is a claim.
    """
    if locks == RowLocks():
        return Fixed()
    claims: dict[Place, Node] = {}
    details: dict[Place, set[Mention]] = {}
    for version, view in enumerate(pairs.views):
        for number, claim in enumerate(view.facts.claims):
            claims[version, claim.start, claim.end] = (version, number)
    for (i, j), verdicts in pairs.verdicts.items():
        for version, found in zip((i, j), verdicts.sides.details, strict=True):
            for d in found:
                details.setdefault((version, d.start, d.end), set()).add((version, d.start, d.end, d.type))

    def nodes(wanted: Sequence[tuple[Place, Place]]) -> Iterator[tuple[Node, Node]]:
        return ((claims[x], claims[y]) for x, y in wanted if x in claims and y in claims)

    def mentions(wanted: Sequence[tuple[Place, Place]]) -> Iterator[tuple[Mention, Mention]]:
        for x, y in wanted:
            pairs = [(m, n) for m in details.get(x, ()) for n in details.get(y, ()) if m[3] == n[3]]
            if not pairs and not (x in claims and y in claims):
                raise OptionError(
                    f"no two facts of one kind stand at {show_span(x[1:])} and {show_span(y[1:])}; "
                    "use places of the exported table"
                )
            yield from sorted(pairs)

    apart = [*locks.apart, *((y, x) for x, y in locks.apart)]
    return Fixed(
        tuple(nodes(locks.same)),
        frozenset(nodes(apart)),
        tuple(mentions(locks.same)),
        frozenset(mentions(apart)),
    )
