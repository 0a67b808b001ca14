"""What an alignment is: links between sentences, and beads that partition both sides."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences that share a fact. `score` is a calibrated probability in 0..1.

    `moved` is true where the pair breaks the order of the pairs around it.
    """

    a: int
    b: int
    score: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Bead:
    """A group of sentences translated as one: ids of side a, ids of side b, a score in 0..1.

    With one side empty it is a null bead: a gap in the other version.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not self.a or not self.b


@dataclass(frozen=True, slots=True)
class Alignment:
    """Links and beads between two articles of `size_a` and `size_b` sentences.

    Invariant: every sentence of each side is in exactly one bead. `comparable` in 0..1 says how far the two
    texts are versions of one article; `order` is "monotone" or "free", as decided or as asked for.

    Raises:
        ValueError: a sentence is in no bead or in more than one.
    """

    size_a: int
    size_b: int
    links: tuple[Link, ...]
    beads: tuple[Bead, ...]
    comparable: float = 1.0
    order: str = "monotone"
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for side, size in (("a", self.size_a), ("b", self.size_b)):
            ids = sorted(i for bead in self.beads for i in getattr(bead, side))
            if ids != list(range(size)):
                raise ValueError(f"beads must hold each of the {size} sentences of side {side} exactly once")
