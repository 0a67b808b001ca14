"""The gate: exit 1 when a diff holds facts that a caller does not accept."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from align.choice import Rule, chosen, read_rules
from align.errors import OptionError

if TYPE_CHECKING:
    from align.result import Diff, Fact


def rules(text: str) -> tuple[Rule, ...]:
    """Parse `--fail-on`: statuses with an optional kind, "dropped,changed:number"; for argparse."""
    try:
        return read_rules(text)
    except OptionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def failing(diff: Diff, wanted: tuple[Rule, ...]) -> tuple[Fact, ...]:
    """Return the facts that match a rule, in the order of the diff."""
    return tuple(fact for fact in diff.facts if chosen(fact, wanted))


def verdict(facts: tuple[Fact, ...]) -> str:
    """Return the line that says which facts fail the gate."""
    noun = "fact fails" if len(facts) == 1 else "facts fail"
    shown = ", ".join(f"{fact.id} {fact.status} {fact.kind}" for fact in facts[:8])
    return f"{len(facts)} {noun} --fail-on: {shown}{', …' if len(facts) > 8 else ''}"
