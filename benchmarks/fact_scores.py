"""Score a diff against tagged facts: status F1, change F1, calibration, and false alarms on faithful
translations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from align.result import Diff, Evidence, Fact
from benchmarks.gold import Mention, Version, gold_status

GOLD_STATUSES = ("kept", "changed", "only")
AS_GOLD = {"kept": "kept", "changed": "changed", "added": "only", "dropped": "only", "unsure": "unsure"}


def side_facts(diff: Diff, side: str) -> list[tuple[Evidence, Fact]]:
    """Return every fact with evidence on one side ("a" or "b")."""
    return [(getattr(f, side), f) for f in diff.facts if getattr(f, side) is not None]


def character_status(diff: Diff, side: str) -> dict[int, tuple[str, float]]:
    """Return the status and confidence of each character of one side; the shortest fact over it decides."""
    painted: dict[int, tuple[str, float]] = {}
    for evidence, fact in sorted(side_facts(diff, side), key=lambda item: item[0].start - item[0].end):
        for position in range(evidence.start, evidence.end):
            painted[position] = (AS_GOLD[fact.status], fact.confidence)
    return painted


def predicted_status(mentions: Iterable[Mention], diff: Diff, side: str) -> list[tuple[str, float]]:
    """Return (status, confidence) for each mention: changed if a changed fact overlaps it, else the status
    that covers most of its characters; "none" where nothing does."""
    changed = [(e, f) for e, f in side_facts(diff, side) if f.status == "changed"]
    painted = character_status(diff, side)
    found = []
    for m in mentions:
        hits = [f.confidence for e, f in changed if e.start < m.end and m.start < e.end]
        if hits:
            found.append(("changed", max(hits)))
            continue
        covered = [painted[i] for i in range(m.start, m.end) if i in painted]
        if not covered:
            found.append(("none", 0.0))
            continue
        status = Counter(s for s, _ in covered).most_common(1)[0][0]
        found.append((status, float(np.mean([c for s, c in covered if s == status]))))
    return found


@dataclass
class StatusScore:
    """Counts from which status F1, change F1 and calibration error are computed."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    change_right: int = 0
    change_found: int = 0
    change_gold: int = 0
    change_gold_found: int = 0

    def add(self, a: Version, b: Version, diff: Diff) -> None:
        """Count one pair of versions."""
        for side, other, name in ((a, b, "a"), (b, a, "b")):
            gold = gold_status(side, other)
            for g, (p, c) in zip(gold, predicted_status(side.mentions, diff, name), strict=True):
                self.pairs[g, p] += 1
                if p in GOLD_STATUSES:
                    self.confidences.append((c, g == p))
        self._add_changes(a, b, diff)

    def _add_changes(self, a: Version, b: Version, diff: Diff) -> None:
        gold: dict[str, tuple[list[Mention], list[Mention]]] = {}
        for index, (side, other) in enumerate(((a, b), (b, a))):
            for mention, status in zip(side.mentions, gold_status(side, other), strict=True):
                if status == "changed":
                    gold.setdefault(mention.fact, ([], []))[index].append(mention)
        gold = {fact: sides for fact, sides in gold.items() if sides[0] and sides[1]}
        found = set()
        for fact in diff.facts:
            if fact.status != "changed" or fact.a is None or fact.b is None:
                continue
            hits = [
                name
                for name, (in_a, in_b) in gold.items()
                if any(_overlap(m, fact.a) for m in in_a) and any(_overlap(m, fact.b) for m in in_b)
            ]
            found.update(hits)
            self.change_found += 1
            self.change_right += bool(hits)
        self.change_gold += len(gold)
        self.change_gold_found += len(found)

    def f1(self, status: str) -> float:
        """F1 of one gold status over fact mentions."""
        right = self.pairs[status, status]
        predicted = sum(n for (_, p), n in self.pairs.items() if p == status)
        gold = sum(n for (g, _), n in self.pairs.items() if g == status)
        return 2 * right / (predicted + gold) if predicted + gold else 1.0

    @property
    def macro_f1(self) -> float:
        """Mean F1 over kept, changed and only."""
        return sum(self.f1(s) for s in GOLD_STATUSES) / len(GOLD_STATUSES)

    @property
    def change(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of changed facts."""
        p = self.change_right / self.change_found if self.change_found else 0.0
        r = self.change_gold_found / self.change_gold if self.change_gold else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the statuses over ten bins of confidence (Guo et al. 2017)."""
        return expected_calibration_error(self.confidences)


def expected_calibration_error(confidences: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the mean gap between confidence and accuracy, weighted by bin size."""
    if not confidences:
        return 0.0
    values = np.array([c for c, _ in confidences])
    right = np.array([r for _, r in confidences], dtype=float)
    index = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(values[index == k].mean() - right[index == k].mean()) * (index == k).sum()
        for k in set(index.tolist())
    ]
    return float(sum(gaps) / len(values))


def _overlap(mention: Mention, evidence: Evidence) -> bool:
    return mention.start < evidence.end and evidence.start < mention.end


@dataclass
class FalseAlarms:
    """Counts of what a diff reports on a faithful translation, where nothing should be reported."""

    pairs: int = 0
    changed_pairs: int = 0
    sentences: int = 0
    gap_sentences: int = 0
    gap_claims: int = 0
    claims: int = 0

    @property
    def changed_share(self) -> float:
        """Share of the sentence pairs with any changed fact."""
        return self.changed_pairs / self.pairs if self.pairs else 0.0

    @property
    def gap_share(self) -> float:
        """Share of the sentences that are mostly called added or dropped."""
        return self.gap_sentences / self.sentences if self.sentences else 0.0

    def add(self, diff: Diff) -> None:
        """Count one document whose sentences i of both sides are translations of each other."""
        self.pairs += len(diff.a.sentences)
        self.changed_pairs += len({f.a.sentence for f in diff.facts if f.status == "changed" and f.a})
        for side, article in (("a", diff.a), ("b", diff.b)):
            painted = character_status(diff, side)
            for sentence in article.content:
                solid = [i for i in range(sentence.start, sentence.end) if not article.text[i].isspace()]
                gaps = sum(painted.get(i, ("", 0.0))[0] == "only" for i in solid)
                self.sentences += 1
                self.gap_sentences += gaps * 2 > len(solid)
            claims = [f for _, f in side_facts(diff, side) if f.kind == "claim"]
            self.claims += len(claims)
            self.gap_claims += sum(f.status in ("added", "dropped") for f in claims)
