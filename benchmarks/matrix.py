"""Score the matrix of all versions of an event against the diffs of its pairs, on the tagged events.

    python -m benchmarks.matrix [--events DIR] [--shipped] [--json FILE]

Each event is judged with weights learned from the other events (`--shipped`: with those of the package, which
have seen all events). Rows: all pairs, each pair of versions, and the Dutch-Arabic pair: by itself, in a
matrix with the English one as a pivot, and in the matrix of all versions. The baseline is each pair alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from align.aligner import align_encoded
from align.alignment import Alignment
from align.article import Article
from align.diffing.assemble import assemble
from align.diffing.judge import Judge, judge_from, load_judge
from align.diffing.weighing import Gathered, Verdicts, gather, weigh
from align.encoder import load_encoder
from align.matrix.build import from_pairs
from align.matrix.evidence import Pairs
from align.matrix.model import Matrix
from align.result import Diff
from benchmarks.differ_cases import Case, Views, event_cases
from benchmarks.fact_scores import StatusScore
from benchmarks.gold import SEEDS, Version, load_events
from benchmarks.train_differ import fit

# Versions of the events that are translations of each other, as their makers say.
TRANSLATIONS = {frozenset(("en", "nl")), frozenset(("ar", "en-from-ar"))}


class KeepingViews(Views):
    """Views that keep the alignments that they compute."""

    def __init__(self, encoder: Any) -> None:
        super().__init__(encoder)
        self.alignments: dict[tuple[str, str], Alignment] = {}

    def gather(self, a: Article, b: Article) -> Gathered:
        """Collect the evidence of a pair, and keep its alignment."""
        (encoded_a, view_a), (encoded_b, view_b) = self.of(a), self.of(b)
        found = align_encoded(a, b, encoded_a, encoded_b, encoder=self.encoder)
        self.alignments[a.name, b.name] = found
        return gather(view_a, view_b, found, self.encoder)


@dataclass(frozen=True, eq=False)
class Event:
    """One event with weighed pairs of its versions, (i, j) with i < j."""

    versions: Sequence[Version]
    views: Any
    alignments: dict[tuple[int, int], Alignment]
    verdicts: dict[tuple[int, int], Verdicts]

    def matrix(self, chosen: Sequence[int]) -> Matrix:
        """Return the matrix of some of the versions; `chosen` rises."""
        pairs = [(x, y) for x, y in combinations(range(len(chosen)), 2)]
        alignments = {(x, y): self.alignments[chosen[x], chosen[y]] for x, y in pairs}
        verdicts = {(x, y): self.verdicts[chosen[x], chosen[y]] for x, y in pairs}
        return from_pairs(Pairs(tuple(self.views[k] for k in chosen), alignments, verdicts), "benchmark")

    def direct(self, i: int, j: int) -> Diff:
        """Return the diff of two versions by themselves."""
        a, b = self.versions[i].article, self.versions[j].article
        return Diff(a, b, self.alignments[i, j], assemble(a, b, self.verdicts[i, j]), "benchmark")


def name(version: Version) -> str:
    """Return the short name of a version: "en-wire"."""
    return version.article.name.split("/")[1]


def weighed(folder: Path, shipped: bool) -> Iterator[Event]:
    """Yield the events, each weighed by a judge that has not seen it unless `shipped`."""
    views = KeepingViews(load_encoder())
    cases = event_cases(folder, views)
    for event, versions in load_events(folder).items():
        judge = load_judge() if shipped else _judge([case for case in cases if case.group != event])
        own = [case for case in cases if case.group == event]
        pairs = list(combinations(range(len(versions)), 2))
        yield Event(
            versions,
            [views.of(version.article)[1] for version in versions],
            {
                p: views.alignments[c.a.article.name, c.b.article.name]
                for p, c in zip(pairs, own, strict=True)
            },
            {p: weigh(case.found, judge) for p, case in zip(pairs, own, strict=True)},
        )


def _judge(cases: list[Case]) -> Judge:
    return judge_from(fit(cases))


def scores(events: Iterator[Event]) -> tuple[dict[str, StatusScore], dict[str, int]]:
    """Return the scores of each row of the table, and the counts of derivations."""
    found: dict[str, StatusScore] = defaultdict(StatusScore)
    derived = {"translations": 0, "found": 0, "directed": 0, "false": 0}
    for event in events:
        names = [name(version) for version in event.versions]
        matrix = event.matrix(range(len(names)))
        for i, j in event.verdicts:
            a, b = event.versions[i], event.versions[j]
            direct, whole = event.direct(i, j), matrix.diff(i, j)
            found["all pairs, each by itself"].add(a, b, direct)
            found["all pairs, in the matrix"].add(a, b, whole)
            found[f"{names[i]} / {names[j]}, by itself"].add(a, b, direct)
            found[f"{names[i]} / {names[j]}, in the matrix"].add(a, b, whole)
            derived["translations"] += frozenset((names[i], names[j])) in TRANSLATIONS
            if {names[i], names[j]} != {"nl", "ar"}:
                continue
            trio = sorted([i, j, names.index("en")])
            pivot = event.matrix(trio).diff(trio.index(i), trio.index(j))
            for row, diff in (
                ("nl-ar, by itself", direct),
                ("nl-ar, with en as a pivot", pivot),
                ("nl-ar, with all versions", whole),
            ):
                found[row].add(a, b, diff)
        for sign in matrix.derivations:
            true = frozenset((names[sign.child], names[sign.parent])) in TRANSLATIONS
            derived["found" if true else "false"] += 1
            derived["directed"] += true and sign.directed
    return found, derived


def table(found: dict[str, StatusScore]) -> list[dict[str, Any]]:
    """Return the scores as plain rows."""
    rows = []
    for row, score in sorted(found.items()):
        p, r, f = score.change
        rows.append(
            {
                "row": row,
                "macro": round(score.macro_f1, 4),
                **{status: round(score.f1(status), 3) for status in ("kept", "changed", "only")},
                "change_precision": round(p, 3),
                "change_recall": round(r, 3),
                "change_f1": round(f, 3),
                "calibration_error": round(score.calibration_error, 3),
            }
        )
    return rows


def main() -> None:
    """Print the table and the derivations."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=Path, default=SEEDS)
    parser.add_argument("--shipped", action="store_true", help="the weights of the package")
    parser.add_argument("--json", type=Path, help="also write the figures to a file")
    options = parser.parse_args()
    found, derived = scores(weighed(options.events, options.shipped))
    rows = table(found)
    print("| " + " | ".join(rows[0]) + " |\n" + "|---" * len(rows[0]) + "|")
    for row in rows:
        print("| " + " | ".join(str(value) for value in row.values()) + " |")
    print("derivations:", ", ".join(f"{count} {what}" for what, count in derived.items()))
    if options.json:
        options.json.write_text(json.dumps({"rows": rows, "derivations": derived}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
