"""Measure facts and statuses: tagged events, faithful translations, planted edits, and the costliest
mistakes.

    python -m benchmarks.facts --data DIR [--json FILE] [--mistakes 20]

Everything learned is held out: an event is judged by weights trained on the other events, a document by
weights trained on other documents. The baseline is what a whole-sentence aligner gives: a sentence with a
mutual nearest neighbour is kept, any other one is only on its side, and nothing is ever changed.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align.alignment import Alignment, Bead
from align.article import Article
from align.diffing.assemble import assemble
from align.diffing.judge import Judge, judge_from
from align.diffing.weighing import weigh
from align.encoder import load_encoder
from align.result import Diff, Evidence, Fact
from benchmarks.differ_cases import SEEDS_PLANTED, Case, Views, all_cases
from benchmarks.fact_scores import GOLD_STATUSES, FalseAlarms, StatusScore, predicted_status
from benchmarks.gold import SEEDS, gold_status
from benchmarks.planted import KINDS
from benchmarks.planted_scores import PlantedScore, gone_lines
from benchmarks.train_differ import fit

FOLDS = 8
# Cosine above which two mutual nearest sentences are linked by the baseline.
BASELINE_COSINE = 0.4


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    measure: str
    data: str
    value: float
    baseline: float | None
    target: str


def main() -> None:
    """Print the table and the costliest mistakes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ntrex/ntrex.tsv")
    parser.add_argument("--events", type=Path, default=SEEDS)
    parser.add_argument("--json", type=Path, help="write the table here as well")
    parser.add_argument("--mistakes", type=int, default=20)
    options = parser.parse_args()
    views = Views(load_encoder())
    cases, more = all_cases(options.events, options.data, views)
    folds = fold_of(cases)
    judges = [judge_from(fit([c for c in (*cases, *more) if folds[c.group] != k])) for k in range(FOLDS)]
    diffs, others = (
        [(case, as_diff(case, judges[folds[case.group]]), sentence_baseline(case)) for case in found]
        for found in (cases, more)
    )
    rows = [*event_rows(diffs), *translation_rows(diffs), *planted_rows(diffs)]
    rows += [*planted_rows([*diffs, *others], more_seeds=True), *short_rows([*diffs, *others])]
    print(as_table(rows))
    print(mistakes(diffs, options.mistakes))
    if options.json:
        options.json.write_text(json.dumps([vars(row) for row in rows], indent=1) + "\n", encoding="utf-8")


def fold_of(cases: list[Case]) -> dict[str, int]:
    """Spread events and documents over the folds."""
    events = sorted({c.group for c in cases if not c.is_translation})
    documents = sorted({c.group for c in cases if c.is_translation})
    return {name: k % FOLDS for names in (events, documents) for k, name in enumerate(names)}


Judged = tuple[Case, Diff, Diff]


def as_diff(case: Case, judge: Judge) -> Diff:
    """Return the diff of a case as a judge sees it."""
    a, b = case.a.article, case.b.article
    return Diff(a, b, _no_beads(a, b), assemble(a, b, weigh(case.found, judge)), "benchmark")


def _no_beads(a: Article, b: Article) -> Alignment:
    beads = [Bead((s.id,), (), 1.0) for s in a.sentences] + [Bead((), (s.id,), 1.0) for s in b.sentences]
    return Alignment(len(a.sentences), len(b.sentences), (), tuple(beads))


def sentence_baseline(case: Case) -> Diff:
    """Return what whole sentences give: mutual nearest neighbours are kept, the rest is dropped or added."""
    a, b = case.a.article, case.b.article
    x, y = case.found.sides.views
    cosines = x.sentence_vectors @ y.sentence_vectors.T
    best_a, best_b = cosines.argmax(axis=1), cosines.argmax(axis=0)
    linked = {(i, int(j)) for i, j in enumerate(best_a) if best_b[j] == i and cosines[i, j] > BASELINE_COSINE}
    facts: list[Fact] = []
    for i, j in sorted(linked):
        sides = _whole(a, int(x.sentence_ids[i])), _whole(b, int(y.sentence_ids[j]))
        facts.append(Fact(f"f{len(facts)}", "kept", "claim", 0.5, "", *sides))
    for i in sorted(set(range(len(best_a))) - {i for i, _ in linked}):
        facts.append(
            Fact(f"f{len(facts)}", "dropped", "claim", 0.5, "", _whole(a, int(x.sentence_ids[i])), None)
        )
    for j in sorted(set(range(len(best_b))) - {j for _, j in linked}):
        facts.append(
            Fact(f"f{len(facts)}", "added", "claim", 0.5, "", None, _whole(b, int(y.sentence_ids[j])))
        )
    return Diff(a, b, _no_beads(a, b), tuple(facts), "baseline")


def _whole(article: Article, sentence: int) -> Evidence:
    s = article.sentences[sentence]
    return Evidence(s.id, s.start, s.end, s.text)


def event_rows(diffs: list[Judged]) -> list[Row]:
    """Score the tagged events."""
    ours, plain = StatusScore(), StatusScore()
    for case, diff, baseline in diffs:
        if not case.is_translation:
            ours.add(case.a, case.b, diff)
            plain.add(case.a, case.b, baseline)
    rows = [Row("status macro F1", "events, held out", ours.macro_f1, plain.macro_f1, ">= .65")]
    rows += [Row(f"status F1: {s}", "events, held out", ours.f1(s), plain.f1(s), "") for s in GOLD_STATUSES]
    for name, value, base in zip(("precision", "recall", "F1"), ours.change, plain.change, strict=True):
        rows.append(Row(f"change {name}", "events, held out", value, base, ">= .50" if name == "F1" else ""))
    rows.append(Row("calibration error", "events, held out", ours.calibration_error, None, "<= .07"))
    return rows


def translation_rows(diffs: list[Judged]) -> list[Row]:
    """Count false alarms on faithful translations."""
    limits = {"nl-en": "<= .02", "ar-en": "<= .03", "nl-ar": "<= .04"}
    counts: dict[str, tuple[FalseAlarms, FalseAlarms]] = {}
    for case, diff, baseline in diffs:
        if case.kind == "translation":
            pair = counts.setdefault(f"{diff.a.lang}-{diff.b.lang}", (FalseAlarms(), FalseAlarms()))
            pair[0].add(diff)
            pair[1].add(baseline)
    rows = []
    for pair, (ours, plain) in counts.items():
        data = f"translations {pair}"
        rows.append(Row("pairs with a change", data, ours.changed_share, plain.changed_share, limits[pair]))
        rows.append(Row("sentences added or dropped", data, ours.gap_share, plain.gap_share, "<= .02"))
    return rows


def planted_rows(diffs: list[Judged], more_seeds: bool = False) -> list[Row]:
    """Count the planted edits found, by kind and language pair, or over all pairs for several seeds."""
    limits = dict.fromkeys(("number", "date", "dropped sentence", "added sentence"), ">= .90")
    limits |= {"name": ">= .75", "negation": ">= .60", "dropped clause": ">= .60", "moved block": "1.0"}
    scores: dict[str, tuple[PlantedScore, PlantedScore]] = {}
    for case, diff, baseline in diffs:
        if case.kind == "planted":
            keys = ("all pairs", f"{diff.a.lang}-{diff.b.lang}")
            for key in (f"{len(SEEDS_PLANTED)} seeds",) if more_seeds else keys:
                pair = scores.setdefault(key, (PlantedScore(), PlantedScore()))
                pair[0].add(diff, list(case.edits))
                pair[1].add(baseline, list(case.edits))
    rows = []
    for key, (ours, plain) in scores.items():
        for kind in KINDS:
            if ours.planted[kind]:
                data = f"{key}, n = {ours.planted[kind]}"
                rows.append(
                    Row(
                        f"planted {kind}: recall",
                        data,
                        ours.recall(kind),
                        plain.recall(kind),
                        limits.get(kind, ""),
                    )
                )
        rows.append(Row("planted: precision", key, ours.precision, plain.precision, ">= .90"))
    return rows


def short_rows(diffs: list[Judged]) -> list[Row]:
    """Count the lines of short texts that are called what they are: told in the other text, or not."""
    right: dict[str, list[tuple[bool, bool]]] = {}
    for case, *both in diffs:
        if case.kind == "short":
            lost = ({e.line_a for e in case.edits}, {e.line_b for e in case.edits})
            for side, name in enumerate("ab"):
                gone = [gone_lines(diff, name) for diff in both]
                for line in range(len((case.a, case.b)[side].article.sentences)):
                    data = "not told" if line in lost[side] else "told"
                    ours, plain = ((line in found) == (line in lost[side]) for found in gone)
                    right.setdefault(data, []).append((ours, plain))
    rows = []
    for data, found in sorted(right.items()):
        ours, plain = np.mean(np.array(found), axis=0).tolist()
        rows.append(Row(f"short texts: lines {data}", f"n = {len(found)}", ours, plain, ""))
    return rows


def as_table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| measure | data | align | whole sentences | target |", "|---|---|---|---|---|"]
    for row in rows:
        base = "" if row.baseline is None else f"{row.baseline:.3f}"
        lines.append(f"| {row.measure} | {row.data} | {row.value:.3f} | {base} | {row.target} |")
    return "\n".join(lines)


def mistakes(diffs: list[Judged], count: int) -> str:
    """Return the mistakes that the diff was surest of, with the sentences around them."""
    found = []
    for case, diff, _ in diffs:
        if case.is_translation:
            continue
        for side, other, name in ((case.a, case.b, "a"), (case.b, case.a, "b")):
            judged = predicted_status(side.mentions, diff, name)
            for mention, gold, (status, confidence) in zip(
                side.mentions, gold_status(side, other), judged, strict=True
            ):
                if status != gold:
                    said = [m.value for m in other.mentions if m.fact == mention.fact]
                    found.append((confidence, side, other, mention, gold, status, said[:1]))
    order = np.argsort([-item[0] for item in found], kind="stable")[:count]
    lines = [f"The {len(order)} mistakes that were surest:"]
    for index in order:
        confidence, side, other, mention, gold, status, said = found[index]
        sentence = side.article.sentences[mention.sentence].text
        lines.append(
            f"- {confidence:.2f} {status}, gold {gold}: {side.article.name} against {other.article.name}, "
            f"{mention.fact} [{mention.value}] / {said}\n  {sentence}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
