"""Rows of exactly two versions: they are the facts of the diff, so that the two reports never disagree."""

from __future__ import annotations

from dataclasses import replace

from align.corrections import Corrections, Span, correct, span_of
from align.diffing.assemble import assemble
from align.errors import OptionError
from align.matrix.evidence import Pairs
from align.matrix.locks import Place, RowLocks, fixed
from align.matrix.model import UNSURE, Cell, Row
from align.result import Diff, Evidence, Fact


def rows_of_two(pairs: Pairs, locks: RowLocks) -> tuple[Row, ...]:
    """Return the facts of the diff of two versions as rows, each claim in one row of its own.

    Raises:
        OptionError: a lock names what is not there, or two places of one version.
    """
    fixed(pairs, locks)
    a, b = (view.article for view in pairs.views)
    found = Diff(a, b, pairs.alignments[0, 1], assemble(a, b, pairs.verdicts[0, 1]), "")
    facts = correct(found, Corrections(same=_spans(locks.same), not_same=_spans(locks.apart))).facts
    own = _owners(facts)
    claims = [fact for fact in facts if not fact.within]
    inside: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.within:
            inside.setdefault(fact.within, []).append(fact)
    rows: list[Row] = []
    for fact in sorted(claims, key=lambda fact: _place(fact, (len(a.text), len(b.text)))):
        parent = f"r{len(rows) + 1}"
        rows.append(replace(_row(fact, own), id=parent))
        for detail in inside.get(fact.id, ()):
            rows.append(replace(_row(detail, own), id=f"r{len(rows) + 1}", within=parent))
    return tuple(rows)


def _spans(locks: tuple[tuple[Place, Place], ...]) -> tuple[tuple[Span, Span], ...]:
    """Return pairs of places as spans of the first and of the second version."""
    found = []
    for pair in locks:
        x, y = sorted(pair)
        if x[0] == y[0]:
            raise OptionError("the locks put two claims of one version in one row; take one of them out")
        found.append((x[1:], y[1:]))
    return tuple(found)


def _owners(facts: tuple[Fact, ...]) -> set[tuple[str, int]]:
    """Return (fact, side) where a claim has its own row; in other rows it is quoted.

    Facts of the first version come first. What the second one has is in a fact of its own if there is one,
    else beside its like.
    """
    claims = [fact for fact in facts if fact.kind == "claim"]
    first: dict[Span | None, str] = {}
    for fact in claims:
        first.setdefault(span_of(fact.a), fact.id)
    leading = {name for span, name in first.items() if span}
    second: dict[Span | None, str] = {}
    for fact in sorted(claims, key=lambda fact: fact.id in leading):
        second.setdefault(span_of(fact.b), fact.id)
    return {(name, 0) for name in leading} | {(name, 1) for span, name in second.items() if span}


def _row(fact: Fact, own: set[tuple[str, int]]) -> Row:
    """Return a fact as a row without an id."""
    claim = fact.kind == "claim"
    quoted = [claim and (fact.id, side) not in own for side in (0, 1)]
    groups = [0, 1 if fact.status == "changed" else 0]
    if fact.status == "unsure":
        groups[0 if quoted[0] else 1] = UNSURE
    cells = tuple(
        _cell(evidence, group, borrowed)
        for evidence, group, borrowed in zip((fact.a, fact.b), groups, quoted, strict=True)
    )
    return Row("", fact.kind, cells, (fact.confidence,) * 2, fact.confidence)


def _cell(evidence: Evidence | None, group: int, borrowed: bool) -> Cell | None:
    return Cell((evidence,), group, borrowed) if evidence else None


def _place(fact: Fact, sizes: tuple[int, int]) -> tuple[float, int, int]:
    """Return the mean place of a fact in the two versions, for the order of rows."""
    starts = [e.start / max(n, 1) for e, n in zip((fact.a, fact.b), sizes, strict=True) if e]
    return sum(starts) / len(starts), fact.a.start if fact.a else -1, fact.b.start if fact.b else -1
