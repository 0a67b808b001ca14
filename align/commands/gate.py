"""The gate: exit 1 when a diff holds facts that a caller does not accept."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.result import Diff, Fact

Rule = tuple[str, str]


def rules(text: str) -> tuple[Rule, ...]:
    """Parse `--fail-on`: statuses with an optional kind, "dropped,changed:number"; for argparse."""
    from align.result import KINDS, STATUSES

    found = []
    for part in text.split(","):
        status, colon, kind = part.strip().partition(":")
        if status not in STATUSES:
            raise argparse.ArgumentTypeError(f"expected a status of {', '.join(STATUSES)}, got {status!r}")
        if colon and kind not in KINDS:
            raise argparse.ArgumentTypeError(f"expected a kind of {', '.join(KINDS)}, got {kind!r}")
        found.append((status, kind))
    return tuple(found)


def failing(diff: Diff, wanted: tuple[Rule, ...]) -> tuple[Fact, ...]:
    """Return the facts that match a rule, in the order of the diff; an empty kind matches every kind."""
    return tuple(fact for fact in diff.facts if {(fact.status, ""), (fact.status, fact.kind)} & set(wanted))


def verdict(facts: tuple[Fact, ...]) -> str:
    """Return the line that says which facts fail the gate."""
    noun = "fact fails" if len(facts) == 1 else "facts fail"
    shown = ", ".join(f"{fact.id} {fact.status} {fact.kind}" for fact in facts[:8])
    return f"{len(facts)} {noun} --fail-on: {shown}{', …' if len(facts) > 8 else ''}"
