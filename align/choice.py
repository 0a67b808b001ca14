"""Rules that choose facts of a diff: a status with a kind if one is meant, "dropped,changed:number"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import OptionError

if TYPE_CHECKING:
    from align.result import Fact

# A status ("" for any) and the kinds that are meant, () for all.
Rule = tuple[str, tuple[str, ...]]

# What people call a kind. A quantity is a number with a unit, so "number" means both.
_KINDS: dict[str, tuple[str, ...]] = {
    "number": ("number", "quantity"),
    "quantity": ("quantity",),
    **dict.fromkeys(("figure", "count", "value"), ("number", "quantity")),
    **dict.fromkeys(("amount", "measure", "unit"), ("quantity",)),
    **dict.fromkeys(("time", "day"), ("date",)),
    **dict.fromkeys(("person", "people", "organisation", "organization"), ("name",)),
    **dict.fromkeys(("location", "direction"), ("place",)),
    **dict.fromkeys(("quotation", "citation"), ("quote",)),
    **dict.fromkeys(("source", "speaker"), ("attribution",)),
    **dict.fromkeys(("negation", "contrast"), ("polarity",)),
    **dict.fromkeys(("clause", "sentence", "statement"), ("claim",)),
}
_STATUSES = {
    **dict.fromkeys(("change", "different", "contradicted"), "changed"),
    **dict.fromkeys(("drop", "missing", "omitted", "removed", "deleted"), "dropped"),
    **dict.fromkeys(("add", "new", "extra", "inserted"), "added"),
    **dict.fromkeys(("keep", "same", "unchanged"), "kept"),
    **dict.fromkeys(("uncertain", "unclear"), "unsure"),
}


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read rules with commas between: STATUS, STATUS:KIND or KIND.

    Raises:
        OptionError: a part is neither a status nor a kind.
    """
    return tuple(_rule(part.strip().lower()) for part in text.split(","))


def _rule(part: str) -> Rule:
    from align.result import KINDS, STATUSES

    first, colon, last = part.partition(":")
    status, kinds = _status(first), _kinds(last)
    if not status and not colon:
        status, kinds = "", _kinds(first)
        if kinds:
            return status, kinds
    if not status:
        raise OptionError(
            f"expected a status of {', '.join(STATUSES)}, or with a kind as in changed:number; got {part!r}"
        )
    if colon and not kinds:
        raise OptionError(f"expected a kind of {', '.join(KINDS)} behind {first}:, got {last!r}")
    return status, kinds


def _status(word: str) -> str:
    from align.result import STATUSES

    return word if word in STATUSES else _STATUSES.get(word, "")


def _kinds(word: str) -> tuple[str, ...]:
    from align.result import KINDS

    for form in (word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"):
        if form in _KINDS:
            return _KINDS[form]
        if form in KINDS:
            return (form,)
    return ()


def chosen(fact: Fact, rules: tuple[Rule, ...]) -> bool:
    """Say whether a fact matches one of the rules."""
    return any(status in ("", fact.status) and (not kinds or fact.kind in kinds) for status, kinds in rules)
