"""Count which planted edits a diff finds, by kind, and how many of its reports touch a planted edit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from align.result import Diff, Evidence, Fact
from benchmarks.fact_scores import character_status
from benchmarks.planted import Edit

IN_PLACE = ("number", "date", "name", "source", "negation", "denial", "contrast")


@dataclass
class PlantedScore:
    """Counts by kind: edits planted and found; and reports (changed, added, dropped facts) right and in
    all.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    right: int = 0

    def add(self, diff: Diff, edits: list[Edit]) -> None:
        """Count one document pair with edits planted on side b."""
        reports = [
            f
            for f in diff.facts
            if f.status in ("changed", "added", "dropped") and not _inside_report(diff, f)
        ]
        gone = (gone_lines(diff, "a"), gone_lines(diff, "b"))
        for edit in edits:
            self.planted[edit.kind] += 1
            self.found[edit.kind] += _is_found(diff, edit, reports, gone)
        self.reports += len(reports)
        self.right += sum(any(_touches(diff, f, edit) for edit in edits) for f in reports)

    def recall(self, kind: str) -> float:
        """Share of the planted edits of a kind that were found."""
        return self.found[kind] / self.planted[kind] if self.planted[kind] else 1.0

    @property
    def precision(self) -> float:
        """Share of the reports that touch a planted edit."""
        return self.right / self.reports if self.reports else 1.0


def _inside_report(diff: Diff, fact: Fact) -> bool:
    """Say whether a detail only repeats the status of the claim that it is part of."""
    parent = next((f for f in diff.facts if f.id == fact.within), None)
    return parent is not None and parent.status == fact.status


def gone_lines(diff: Diff, side: str) -> set[int]:
    """Return the sentences most of whose characters are only on this side."""
    painted = character_status(diff, side)
    article = diff.a if side == "a" else diff.b
    gone = set()
    for s in article.sentences:
        solid = [i for i in range(s.start, s.end) if not article.text[i].isspace()]
        if 2 * sum(painted.get(i, ("", 0.0))[0] == "only" for i in solid) > len(solid):
            gone.add(s.id)
    return gone


def _span(diff: Diff, edit: Edit) -> tuple[int, int]:
    start = diff.b.sentences[edit.line_b].start
    return start + edit.span[0], start + edit.span[1]


def _over(evidence: Evidence | None, span: tuple[int, int]) -> bool:
    return evidence is not None and evidence.start < span[1] and span[0] < evidence.end


def _is_found(diff: Diff, edit: Edit, reports: list[Fact], gone: tuple[set[int], set[int]]) -> bool:
    if edit.kind == "dropped sentence":
        return edit.line_a in gone[0]
    if edit.kind == "added sentence":
        return edit.line_b in gone[1]
    if edit.kind == "moved block":
        return edit.line_a not in gone[0] and edit.line_b not in gone[1]
    if edit.kind == "dropped clause":
        return any(f.status == "dropped" and f.a and f.a.sentence == edit.line_a for f in reports)
    # A negation is told by the word it stands beside as well as by itself.
    start, end = _span(diff, edit)
    reach = 25 if edit.kind in ("negation", "denial") else 0
    return any(f.status == "changed" and _over(f.b, (start - reach, end + reach)) for f in reports)


def _touches(diff: Diff, fact: Fact, edit: Edit) -> bool:
    """Say whether a report is about a planted edit; any report on the lines of an edit in place counts."""
    lines = (edit.line_a, edit.line_b)
    if edit.kind == "moved block":
        return False
    return (fact.a is not None and fact.a.sentence == lines[0]) or (
        fact.b is not None and fact.b.sentence == lines[1]
    )
