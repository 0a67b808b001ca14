"""Learn the weights of beads, links and the verdict, and write them to the package.

    python benchmarks/train_alignment.py --data DIR --events DIR [--only beads|links] [--out DIR]

DIR of --data holds `alignment/` and `textberg-dev/`, that of --events one folder an event. Links are learned
with scikit-learn; the second model sees predictions for events that the first was not trained on, and the
printed link F1 is of events that neither saw (leave one event out, threshold chosen on the others).
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import align
from align.aligner import _filled, _side, words_of
from align.beadmodel import make_pair
from align.comparison import pair_evidence, verdict_evidence
from align.engine import Division, divide
from align.linkmodel import Logistic, around
from benchmarks.alignment_data import (
    PAIRS,
    Coder,
    EventPair,
    Task,
    load_events,
    load_tasks,
    load_textberg,
    split_tasks,
)
from benchmarks.train_beads import Names, make_example, train

DATA = Path(__file__).resolve().parent.parent / "align" / "data"
KINDS = ("words", "joined", "summed")
HAND_ALIGNED = 3.0  # weight of the one hand-aligned text against that of a made one
DOCUMENTS = {"noisy": 30, "plain": 10, "split": 20}
THRESHOLDS = np.linspace(0.2, 0.7, 26)

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One pair of versions: its evidence, gold, and the sentence vectors of both sides."""

    event: str
    evidence: dict[str, Matrix]
    gold: NDArray[np.bool_]
    vectors: tuple[Any, Any]


def train_bead_models(
    folder: Path, coder: Coder, kinds: Sequence[str] = KINDS
) -> dict[str, dict[str, float]]:
    """Learn the sets of weights of beads."""
    found = {}
    for kind in kinds:
        names: Names = {}
        examples = []
        for pair in PAIRS:
            plain = load_tasks(folder, "plain", pair)
            texts = load_tasks(folder, "noisy", pair)[: DOCUMENTS["noisy"]]
            texts += split_tasks(plain)[: DOCUMENTS["split"]] + plain[: DOCUMENTS["plain"]]
            examples += [make_example(task, coder, names, kind) for task in texts]
        examples.append(make_example(load_textberg(folder), coder, names, kind, HAND_ALIGNED))
        found[kind] = train(examples, names)
    return found


def read_division(
    a: align.Article, b: align.Article, coder: Coder
) -> tuple[Division, tuple[list[int], list[int]]]:
    """Divide a pair as the aligner does, with the sides as they are given."""
    sides, kept = [], []
    for article in (a, b):
        texts = [s.text for s in article.sentences]
        vectors = coder(article).vectors
        kept.append(_filled(vectors))
        sides.append(_side(vectors, texts, kept[-1], coder.encoder))
    lines = [[x.sentences[i].text for i in ids] for x, ids in zip((a, b), kept, strict=True)]
    both = kept[0], kept[1]
    words = words_of((coder(a), coder(b)), both)
    return divide(make_pair(sides[0], sides[1], lines[0], lines[1], words)), both


def event_items(pairs: Sequence[EventPair], coder: Coder) -> list[Item]:
    """Collect the evidence of all pairs of versions."""
    items = []
    for pair in pairs:
        division, kept = read_division(pair.a, pair.b, coder)
        codes = coder(pair.a), coder(pair.b)
        found = pair_evidence(division, kept, (pair.a, pair.b), codes)
        items.append(Item(pair.event, found, pair.gold, (codes[0].vectors, codes[1].vectors)))
    return items


def fit(rows: Sequence[Mapping[str, Matrix]], gold: Sequence[NDArray[np.bool_]], strength: float) -> Logistic:
    """Fit a logistic model on standardised evidence; the weights returned are those of raw evidence."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    names = sorted(rows[0])
    table = np.concatenate([np.stack([row[name].ravel() for name in names], axis=1) for row in rows])
    target = np.concatenate([g.ravel() for g in gold])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=strength, max_iter=1000).fit(scaler.transform(table), target)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    kept = {name: float(f"{w:.5g}") for name, w in zip(names, weights, strict=True)}
    return Logistic(float(f"{bias:.5g}"), kept)


def fit_both(items: Sequence[Item], strength: float = 0.1) -> tuple[Logistic, Logistic]:
    """Fit the first model, and the second on what the first says of events that it was not trained on."""
    events = sorted({item.event for item in items})
    rows, gold = [], []
    for event in events:
        rest = [item for item in items if item.event != event]
        model = fit([item.evidence for item in rest], [item.gold for item in rest], strength)
        for item in (i for i in items if i.event == event):
            rows.append(around(model.probability(item.evidence), *item.vectors, item.evidence))
            gold.append(item.gold)
    first = fit([item.evidence for item in items], [item.gold for item in items], strength)
    return first, fit(rows, gold, strength)


def predict(models: tuple[Logistic, Logistic], item: Item) -> Matrix:
    """Return the probability of each pair of sentences."""
    return models[1].probability(around(models[0].probability(item.evidence), *item.vectors, item.evidence))


def f1(pairs: Sequence[tuple[Matrix, NDArray[np.bool_]]], threshold: float) -> float:
    """Return the link F1 at a threshold, counts added over pairs."""
    right = sum(int(g[p > threshold].sum()) for p, g in pairs)
    total = sum(int((p > threshold).sum()) + int(g.sum()) for p, g in pairs)
    return 2 * right / total if total else 0.0


def held_out(items: Sequence[Item]) -> list[tuple[Item, Matrix]]:
    """Return predictions for each event by models that did not see it."""
    out = []
    for event in sorted({item.event for item in items}):
        models = fit_both([item for item in items if item.event != event])
        out += [(item, predict(models, item)) for item in items if item.event == event]
    return out


def calibration_error(pairs: Sequence[tuple[Matrix, NDArray[np.bool_]]], bins: int = 10) -> float:
    """Return the expected calibration error over pairs of sentences with a probability of at least 0.1."""
    chance = np.concatenate([p.ravel() for p, _ in pairs])
    gold = np.concatenate([g.ravel() for _, g in pairs])[chance >= 0.1]
    chance = chance[chance >= 0.1]
    place = np.minimum((chance * bins).astype(int), bins - 1)
    parts = [(place == k) for k in range(bins)]
    return float(
        sum(abs(chance[p].mean() - gold[p].mean()) * p.sum() for p in parts if p.any()) / len(chance)
    )


def train_link_models(items: Sequence[Item]) -> tuple[Logistic, Logistic, float]:
    """Learn both link models and the threshold; print the scores on held-out events."""
    found = held_out(items)
    pairs = [(chance, item.gold) for item, chance in found]
    threshold = float(max(THRESHOLDS, key=lambda t: f1(pairs, t)))
    for event in sorted({item.event for item in items}):
        own = [(c, i.gold) for i, c in found if i.event == event]
        rest = [(c, i.gold) for i, c in found if i.event != event]
        print(f"  held out {event:16} link F1 {f1(own, max(THRESHOLDS, key=lambda t: f1(rest, t))):.3f}")
    print(
        f"  all events: link F1 {f1(pairs, threshold):.3f}, calibration error {calibration_error(pairs):.3f}"
    )
    return (*fit_both(items), round(threshold, 2))


def verdict_rows(
    pairs: Sequence[tuple[align.Article, align.Article]], coder: Coder
) -> list[dict[str, Matrix]]:
    """Return the evidence of the verdict for each pair of articles."""
    rows = []
    for a, b in pairs:
        division, kept = read_division(a, b, coder)
        rows.append(verdict_evidence(division, coder(a).vectors[kept[0]], coder(b).vectors[kept[1]]))
    return rows


def train_verdict(folder: Path, events: Sequence[EventPair], coder: Coder) -> Logistic:
    """Learn the verdict from true pairs and from pairs of other documents or events."""
    tasks: list[Task] = []
    for pair in PAIRS:
        tasks += load_tasks(folder, "noisy", pair)[:14]
    true = [(t.a, t.b) for t in tasks] + [(e.a, e.b) for e in events]
    false = [(t.a, u.b) for t, u in itertools.pairwise(tasks) if t.name != u.name]
    shifted = [*events[10:], *events[:10]]
    false += [(e.a, f.b) for e, f in zip(events, shifted, strict=True)]
    rows = verdict_rows(true + false, coder)
    gold = [np.array([[k < len(true)]]) for k in range(len(rows))]
    return fit(rows, gold, 1.0)


def write(path: Path, about: str, found: Mapping[str, Any]) -> None:
    """Write a model as readable JSON."""
    text = json.dumps({"about": about, **found}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Run the training that was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--only", choices=("beads", "links"))
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    coder = Coder(align.load_encoder())
    about = "Learned by benchmarks/train_alignment.py; do not edit by hand."
    if options.only != "links":
        write(
            options.out / "alignment_beads.json", about, {"weights": train_bead_models(options.data, coder)}
        )
    if options.only != "beads":
        events = list(load_events(options.events))
        first, second, threshold = train_link_models(event_items(events, coder))
        parts = {"first": first, "second": second, "verdict": train_verdict(options.data, events, coder)}
        plain = {name: {"bias": m.bias, "weights": dict(m.weights)} for name, m in parts.items()}
        write(options.out / "alignment_links.json", about, {**plain, "threshold": threshold})


if __name__ == "__main__":
    main()
