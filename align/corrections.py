"""Corrections by hand: what a person decided, and the diff that obeys it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from align.alignment import Alignment
from align.article import Article
from align.encoder import Encoder
from align.errors import OptionError
from align.locks import Locks
from align.result import Diff, Evidence, Fact

Span = tuple[int, int]
SAME, NOT_SAME = "same", "not the same"
BY_HAND = "set by hand"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person decided: locks of sentences, and pairs of spans that are the same fact, or are not.

    Spans are code points (start, end) into the texts of a and b.
    """

    locks: Locks = field(default_factory=Locks)
    same: tuple[tuple[Span, Span], ...] = ()
    not_same: tuple[tuple[Span, Span], ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is set by hand."""
        return self != Corrections()


def show_span(span: Span | None) -> str:
    """Write a span as in the table, "311-325"; "" for none."""
    return f"{span[0]}-{span[1]}" if span else ""


def span_of(evidence: Evidence | None) -> Span | None:
    """Return the span of one side of a fact."""
    return (evidence.start, evidence.end) if evidence else None


def diff_with(
    a: Article | str | os.PathLike[str],
    b: Article | str | os.PathLike[str],
    corrections: Corrections,
    encoder: Encoder | str | None = None,
    order: str = "auto",
) -> Diff:
    """Compare two versions as `diff` does, obeying corrections.

    The notes of the result list what was set by hand.

    Raises:
        OptionError: a lock names a sentence or a fact that is not there, or two locks contradict each other.
        AlignError: as for `diff`.
    """
    from align.differ import compared
    from align.diffing.judge import load_judge
    from align.encoder import load_encoder
    from align.reading import as_article

    model = load_encoder(encoder) if encoder is None or isinstance(encoder, str) else encoder
    found = compared(as_article(a), as_article(b), model, order, load_judge(), corrections.locks)
    return correct(found, corrections)


def correct(diff: Diff, corrections: Corrections) -> Diff:
    """Return a diff with the facts as corrected, and a note for each thing that was set by hand.

    Raises:
        OptionError: a correction names words that are no fact of the diff.
    """
    facts = _unlinked(list(diff.facts), set(corrections.locks.parted))
    for spans in corrections.not_same:
        facts = _part(facts, spans)
    for spans in corrections.same:
        facts = _join(facts, spans)
    numbered = _renumbered(facts) if facts != list(diff.facts) else tuple(facts)
    return replace(diff, facts=numbered, notes=(*diff.notes, *_notes(diff.alignment, corrections)))


def _unlinked(facts: list[Fact], pairs: set[tuple[int, int]]) -> list[Fact]:
    """Part the facts whose two sides stand in sentences that are not linked.

    What another fact tells of on both sides is neither dropped nor added.
    """
    apart = [f for f in facts if f.a and f.b and (f.a.sentence, f.b.sentence) in pairs]
    gone = {fact.id for fact in apart}
    both = [fact for fact in facts if fact.a and fact.b and fact.id not in gone]
    told = {(f.kind, "a", span_of(f.a)) for f in both} | {(f.kind, "b", span_of(f.b)) for f in both}
    found: list[Fact] = []
    for fact in facts:
        if fact.id not in gone:
            found.append(fact)
            continue
        why = f"{BY_HAND}: not linked"
        if (fact.kind, "a", span_of(fact.a)) not in told:
            found.append(replace(fact, status="dropped", b=None, confidence=1.0, why=why))
        if (fact.kind, "b", span_of(fact.b)) not in told:
            found.append(replace(fact, id=f"{fact.id}+", status="added", a=None, confidence=1.0, why=why))
    return found


def _part(facts: list[Fact], spans: tuple[Span, Span]) -> list[Fact]:
    """Turn facts with exactly these two sides into one dropped and one added fact."""
    found: list[Fact] = []
    why = f"{BY_HAND}: {NOT_SAME}"
    for fact in facts:
        if (span_of(fact.a), span_of(fact.b)) != spans:
            found.append(fact)
            continue
        found.append(replace(fact, status="dropped", b=None, confidence=1.0, why=why))
        found.append(replace(fact, id=f"{fact.id}+", status="added", a=None, confidence=1.0, why=why))
    return found


def _join(facts: list[Fact], spans: tuple[Span, Span]) -> list[Fact]:
    """Make one kept fact of the facts that have one of the two sides; what they also held stands alone."""
    # The fact that has both sides comes before others with one of them, then facts of one kind.
    exact = [f for f in facts if (span_of(f.a), span_of(f.b)) == spans]
    left, right = (
        [f for f in facts if span_of(f.a) == spans[0]],
        [f for f in facts if span_of(f.b) == spans[1]],
    )
    matches = [(x, y) for x in left for y in right if x.kind == y.kind]
    mine, yours = (exact[0], exact[0]) if exact else matches[0] if matches else (_one(left), _one(right))
    if mine is None or yours is None or mine.a is None or yours.b is None:
        side, span = ("a", spans[0]) if mine is None else ("b", spans[1])
        raise OptionError(
            f"no fact of side {side} stands at {show_span(span)}; use a span of the exported table"
        )
    why = f"{BY_HAND}: {SAME}"
    kept = replace(mine, status="kept", b=yours.b, confidence=1.0, why=why)
    found: list[Fact] = []
    for fact in facts:
        if fact is mine:
            found.append(kept)
        elif (span_of(fact.a), span_of(fact.b)) == spans:
            continue
        elif not (fact is yours and fact.a is None) and not _repeats(fact, mine):
            found.append(fact)
    told = {span_of(f.b) for f in found}
    if mine.b and span_of(mine.b) not in told:
        found.append(replace(mine, id=f"{mine.id}+", status="added", a=None, why="", within=""))
    return found


def _repeats(fact: Fact, mine: Fact) -> bool:
    """Say whether a fact only says that the words of another one are dropped."""
    return fact.b is None and fact.kind == mine.kind and span_of(fact.a) == span_of(mine.a)


def _one(facts: list[Fact]) -> Fact | None:
    return facts[0] if facts else None


def _renumbered(facts: list[Fact]) -> tuple[Fact, ...]:
    names: dict[str, str] = {}
    for number, fact in enumerate(facts, start=1):
        names.setdefault(fact.id, f"f{number}")
    return tuple(
        replace(fact, id=f"f{number}", within=names.get(fact.within, ""))
        for number, fact in enumerate(facts, start=1)
    )


def _notes(alignment: Alignment, corrections: Corrections) -> tuple[str, ...]:
    locks = corrections.locks
    notes = [f"{BY_HAND}: bead {list(a)}:{list(b)}" for a, b in locks.beads]
    notes += [f"{BY_HAND}: a:{i} and b:{j} are linked" for i, j in locks.links]
    notes += [f"{BY_HAND}: a:{i} and b:{j} are not linked" for i, j in locks.unlinks]
    for pairs, word in ((corrections.same, "the same"), (corrections.not_same, "not the same")):
        notes += [f"{BY_HAND}: a {show_span(a)} and b {show_span(b)} are {word} fact" for a, b in pairs]
    return tuple(notes)
