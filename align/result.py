"""What a diff is: facts with a status and evidence on both sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

from align.alignment import Alignment
from align.article import Article

Status = Literal["kept", "changed", "added", "dropped", "unsure"]
Kind = Literal["claim", "number", "quantity", "date", "name", "place", "quote", "attribution", "polarity"]
STATUSES: tuple[Status, ...] = ("kept", "changed", "added", "dropped", "unsure")
KINDS: tuple[Kind, ...] = (
    "claim", "number", "quantity", "date", "name", "place", "quote", "attribution", "polarity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one side states a fact: sentence id, code-point offsets into the text, the words, the normal form."""

    sentence: int
    start: int
    end: int
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One compared fact. `dropped` is only in a, `added` only in b; `confidence` is a probability in 0..1.

    `within` is the id of the claim fact that a typed value is part of, "" for a claim.

    Raises:
        ValueError: a side is missing that the status needs, or present where it cannot be.
    """

    id: str
    status: Status
    kind: Kind
    confidence: float
    why: str
    a: Evidence | None
    b: Evidence | None
    within: str = ""

    def __post_init__(self) -> None:
        needs_a = self.status in ("kept", "changed", "dropped")
        needs_b = self.status in ("kept", "changed", "added")
        if (needs_a and self.a is None) or (needs_b and self.b is None) or not (self.a or self.b):
            raise ValueError(f"fact {self.id}: a {self.status} fact lacks a side")
        if (self.status == "dropped" and self.b) or (self.status == "added" and self.a):
            raise ValueError(f"fact {self.id}: a {self.status} fact has only one side")


@dataclass(frozen=True, slots=True)
class Diff:
    """The facts that version b keeps, changes, adds or drops, compared with version a.

    `signature` names every choice behind the result; `notes` are remarks that a report must show.
    """

    a: Article
    b: Article
    alignment: Alignment
    facts: tuple[Fact, ...]
    signature: str
    notes: tuple[str, ...] = field(default=())

    @property
    def comparable(self) -> float:
        """How far the two texts are versions of one article, 0..1."""
        return self.alignment.comparable

    @property
    def summary(self) -> dict[str, int]:
        """The number of facts of each status; every status is present."""
        counts = Counter(fact.status for fact in self.facts)
        return {status: counts[status] for status in STATUSES}

    def to_dict(self) -> dict[str, Any]:
        """Return the diff as plain data, JSON schema 1."""
        from align.report.records import diff_to_dict

        return diff_to_dict(self)

    def to_json(self, indent: int | None = 2) -> str:
        """Return the diff as JSON, schema 1."""
        from align.report.records import diff_to_json

        return diff_to_json(self, indent=indent)

    def to_text(self, width: int = 80, color: bool = False, show_kept: bool = False) -> str:
        """Return the diff as text for people: counts first, then changed, dropped and added facts."""
        from align.report.text import diff_to_text

        return diff_to_text(self, width=width, color=color, show_kept=show_kept)
