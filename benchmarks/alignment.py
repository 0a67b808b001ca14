"""Measure the aligner: translations, noisy and reordered ones, tagged events, unrelated pairs.

    python benchmarks/alignment.py --data DIR [--events DIR] [--documents N] [--ablations]

Prints one table from the same vectors: our figures with one setting for all, simple baselines, and the peers
that are installed (benchmarks/alignment_peers.py). Rows marked * stand on text that the shipped weights were
learned from, in part or whole; rows "held out" leave out the documents that taught them, and so do ablations
on noisy documents. `benchmarks/train_alignment.py` prints the link F1 on held-out events.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import align
from align import engine
from align.aligner import UNRELATED, align_encoded
from align.alignment import Alignment
from align.scoring import BeadScores, score_beads
from benchmarks.alignment_baselines import BASELINES
from benchmarks.alignment_data import (
    PAIRS,
    Coder,
    EventPair,
    Task,
    first_sentences,
    load_events,
    load_tasks,
    load_textberg,
)
from benchmarks.alignment_peers import installed_peers
from benchmarks.train_alignment import DOCUMENTS

Aligner = Callable[[Task], object]
OURS = "ours *"
# The first documents of each pair of languages taught the weights, in one form or another.
LEARNED = max(DOCUMENTS.values())
# Evidence that an ablation takes away, by the name of the weights.
ABLATIONS = {
    "joined spans": ("least gain", "mean gain", "many least gain"),
    "hubness": ("margin", "margin squared", "joined margin", "many margin"),
    "length": ("length", "length deviation", "joined length", "joined length deviation"),
    "numbers": ("numbers", "numbers apart"),
    "shared stems": ("stems",),
    "words covered": (
        *("covered low", "covered", "covered mass", "uncovered mass", "least covered"),
        *("joined covered low", "joined covered", "joined uncovered mass"),
    ),
}


def ours(coder: Coder) -> Callable[[Task], Alignment]:
    """Return our aligner."""

    def run(task: Task) -> Alignment:
        return align_encoded(task.a, task.b, coder(task.a), coder(task.b), encoder=coder.encoder)

    return run


def measure(name: str, tasks: Sequence[Task], run: Aligner) -> BeadScores:
    """Score an aligner on the documents of one task and print the row."""
    total, start = BeadScores(), time.process_time()
    for task in tasks:
        found = run(task)
        beads = found.beads if isinstance(found, Alignment) else found
        total += score_beads(task.beads, beads)  # type: ignore[arg-type]
    spent = time.process_time() - start
    figures = [total.strict.f1, total.lax.f1, total.link.f1, total.null_a.f1, total.null_b.f1]
    print(f"{name:34}" + "".join(f"{f:9.4f}" for f in figures) + f"{spent:9.1f}", flush=True)
    return total


def mean_row(name: str, scores: Sequence[BeadScores]) -> None:
    """Print the mean over language pairs."""
    strict = sum(s.strict.f1 for s in scores) / len(scores)
    link = sum(s.link.f1 for s in scores) / len(scores)
    print(f"{name:34}{strict:9.4f}{'':9}{link:9.4f}", flush=True)


def translations(folder: Path, coder: Coder, limit: int | None) -> None:
    """Print the rows of translations, with baselines and the peers that are installed."""
    aligners: dict[str, Aligner] = {OURS: ours(coder)}
    aligners |= installed_peers(coder)
    aligners |= {name: _with_vectors(baseline, coder) for name, baseline in BASELINES.items()}
    print(f"{'':34}" + "".join(f"{h:>9}" for h in ("strict", "lax", "link", "null a", "null b", "cpu s")))
    for kind in ("plain", "noisy", "shuf"):
        tasks = {pair: load_tasks(folder, kind, pair)[:limit] for pair in PAIRS}
        for name, run in aligners.items():
            mean_row(
                f"{kind} mean: {name}", [measure(f"{kind} {p}: {name}", t, run) for p, t in tasks.items()]
            )
        unseen = {pair: documents[LEARNED:] for pair, documents in tasks.items() if documents[LEARNED:]}
        if unseen:
            rows = [measure(f"{kind} {p}: ours, held out", t, ours(coder)) for p, t in unseen.items()]
            mean_row(f"{kind} mean: ours, held out", rows)
    for name, run in aligners.items():
        measure(f"Text+Berg dev: {name}", [load_textberg(folder)], run)
    for count in (1, 2, 3):
        short = [
            t for pair in PAIRS for t in first_sentences(load_tasks(folder, "plain", pair)[:limit], count)
        ]
        for name, run in aligners.items():
            measure(f"first {count} of plain: {name}", short, run)


def _with_vectors(baseline: Callable[..., object], coder: Coder) -> Aligner:
    def run(task: Task) -> object:
        lengths = [np.array([max(len(s.text), 1) for s in side.sentences]) for side in (task.a, task.b)]
        return baseline(coder(task.a).vectors, coder(task.b).vectors, *lengths)

    return run


def ablations(folder: Path, coder: Coder, limit: int | None) -> None:
    """Print what each kind of evidence for beads brings: its weights set to nothing."""
    model = engine.load_model()
    sets = [(f"noisy {pair}", load_tasks(folder, "noisy", pair)[LEARNED:][:limit]) for pair in PAIRS]
    sets.append(("Text+Berg dev", [load_textberg(folder)]))
    for name, lost in {"nothing": (), **ABLATIONS}.items():
        kept = {kind: {k: v for k, v in weights.items() if k not in lost} for kind, weights in model.items()}
        model_before, engine.load_model = engine.load_model, lambda kept=kept: kept  # type: ignore[assignment]
        for title, tasks in sets:
            measure(f"{title} without {name}", tasks, ours(coder))
        engine.load_model = model_before
    coder.encoder, encoder = None, coder.encoder
    for title, tasks in sets:
        measure(f"{title}, sums of vectors for spans", tasks, ours(coder))
    coder.encoder = encoder


def link_scores(pairs: Sequence[EventPair], coder: Coder) -> None:
    """Print the link F1 on tagged events, and that of the best cosine threshold."""
    counts = {OURS: np.zeros(3), **{f"cosine {t:.2f}": np.zeros(3) for t in np.arange(0.3, 0.6, 0.04)}}
    for pair in pairs:
        found = align_encoded(pair.a, pair.b, coder(pair.a), coder(pair.b), encoder=coder.encoder)
        cosine = coder(pair.a).vectors @ coder(pair.b).vectors.T
        chosen = np.zeros_like(pair.gold)
        for link in found.links:
            chosen[link.a, link.b] = True
        for name, row in counts.items():
            hits = chosen if name == OURS else cosine > float(name.split()[1])
            row += [(hits & pair.gold).sum(), hits.sum(), pair.gold.sum()]
    for name, row in counts.items():
        right, got, gold = (float(value) for value in row)
        f1 = 2 * right / (got + gold)
        print(
            f"events, all pairs: {name:14} link P {right / max(got, 1):.3f} R {right / gold:.3f} F1 {f1:.3f}"
        )


def verdicts(folder: Path, events: Sequence[EventPair], coder: Coder, limit: int | None) -> None:
    """Print how well `comparable` tells true pairs from pairs of other documents and of other events."""
    from sklearn.metrics import roc_auc_score

    tasks = [t for pair in PAIRS for t in load_tasks(folder, "noisy", pair)[:limit]]
    sets = {
        "documents": (
            [(t.a, t.b) for t in tasks],
            [(t.a, u.b) for t, u in zip(tasks, tasks[7:], strict=False)],
        ),
        "events": (
            [(e.a, e.b) for e in events],
            [(e.a, f.b) for e, f in zip(events, events[10:], strict=False)],
        ),
    }
    for name, (true, false) in sets.items():
        if not true:
            continue
        values = [
            align_encoded(a, b, coder(a), coder(b), encoder=coder.encoder).comparable
            for a, b in [*true, *false]
        ]
        auroc = roc_auc_score([1] * len(true) + [0] * len(false), values)
        right = np.mean([(v >= UNRELATED) == (k < len(true)) for k, v in enumerate(values)])
        print(f"comparable, {name}: AUROC {auroc:.4f}, right at {UNRELATED}: {right:.3f}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--documents", type=int, help="only so many documents of each task")
    parser.add_argument("--ablations", action="store_true", help="also print what evidence brings")
    options = parser.parse_args()
    coder = Coder(align.load_encoder())
    print(f"align {align.__version__} | encoder {getattr(coder.encoder, 'signature', '?')}")
    subprocess.run([sys.executable, str(Path(__file__).with_name("alignment_size.py"))], check=True)
    events = list(load_events(options.events)) if options.events else []
    verdicts(options.data, events, coder, options.documents)
    if events:
        link_scores(events, coder)
    translations(options.data, coder, options.documents)
    if options.ablations:
        ablations(options.data, coder, options.documents)


if __name__ == "__main__":
    main()
