"""Train the differ's weights on the tagged events and on faithful translations, and write
align/data/differ.json.

    python -m benchmarks.train_differ --data DIR [--write]

Three logistic models (scikit-learn), fitted one after the other: is a claim stated in the other version, by
its words; the same with details and neighbours; is a pair of differing details a changed fact. Translations
teach silence: there every claim is stated and nothing is changed; texts of a few lines, what little tells.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from align.diffing.claim_evidence import CLAIM_FEATURES
from align.diffing.judge import CHANGE_GROUPS, WEIGHTS, Judge, judge_from, sigmoid
from align.diffing.pair_evidence import PAIR_FEATURES
from align.diffing.presence import FEATURES, Floats
from align.diffing.weighing import CHANGE_FEATURES, change_groups, change_rows, claim_rows
from align.encoder import load_encoder
from benchmarks.differ_cases import Case, Views, all_cases
from benchmarks.gold import SEEDS

# How much all translations weigh, against all tagged pairs.
TRANSLATION_SHARE = 0.5

# The probability above which a candidate is called a change. Negations, sources and contrasts of faithful
# translations differ more often than numbers and names do, so they need more.
ABOVE = {"value": 0.4, "name": 0.36, "source": 0.65, "negation": 0.63, "contrast": 0.6}


def fit(cases: list[Case]) -> dict[str, Any]:
    """Fit the three models and return them as plain data."""
    models: dict[str, Any] = {name: {"bias": 0.0, "weights": {}} for name in ("words", "presence")}

    def claims(rows_of: Callable[[Case], tuple[Floats, Floats]]) -> tuple[Floats, Floats, Floats]:
        rows, labels, weights = [], [], []
        for case in cases:
            for side, table in enumerate(rows_of(case)):
                chosen = case.claims[side]
                rows.append(table[chosen[:, 0].astype(int)])
                labels.append(chosen[:, 1])
                weights.append(chosen[:, 2])
        return np.vstack(rows), np.concatenate(labels), _balanced(cases, weights, 2)

    models["words"] = _logistic(
        FEATURES,
        *claims(lambda c: (c.found.sides.presences[0].features, c.found.sides.presences[1].features)),
    )
    judge = judge_from(models)
    models["presence"] = _logistic(CLAIM_FEATURES, *claims(lambda c: claim_rows(c.found, judge)))
    judge = judge_from(models)
    rows, labels, weights, groups = [], [], [], []
    for case in cases:
        if case.kind == "short":
            continue
        rows.append(change_rows(case.found, present(case, judge)))
        labels.append(case.changed)
        weights.append(np.where((case.changed > 0) & case.is_translation, 3.0, 1.0))
        groups.extend(change_groups(case.found))
    table, label, weight = (
        np.vstack(rows),
        np.concatenate(labels),
        _balanced([c for c in cases if c.kind != "short"], weights, 1),
    )
    for group in CHANGE_GROUPS:
        chosen = np.array(groups) == group
        # Contrasts have too few examples for a second weight of each kind of evidence.
        names = PAIR_FEATURES if group == "contrast" else CHANGE_FEATURES
        models[group] = _logistic(names, table[chosen][:, : len(names)], label[chosen], weight[chosen])
        models[group]["above"] = ABOVE[group]
    return models


def present(case: Case, judge: Judge) -> tuple[Floats, Floats]:
    """Return the probability of presence of both sides' claims."""
    a, b = (sigmoid(judge.presence.log_odds(rows, CLAIM_FEATURES)) for rows in claim_rows(case.found, judge))
    return a, b


def _balanced(cases: list[Case], weights: list[Floats], sides: int) -> Floats:
    """Scale the weights of the translations to their share."""
    kinds = np.repeat([case.is_translation for case in cases], sides)
    tagged = sum(float(w.sum()) for w, kind in zip(weights, kinds, strict=True) if not kind)
    others = sum(float(w.sum()) for w, kind in zip(weights, kinds, strict=True) if kind)
    factor = TRANSLATION_SHARE * tagged / others if others else 1.0
    return np.concatenate([w * factor if kind else w for w, kind in zip(weights, kinds, strict=True)])


def _logistic(names: tuple[str, ...], rows: Floats, labels: Floats, weights: Floats) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression

    centre, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=0.3, max_iter=2000).fit(
        (rows - centre) / scale, labels, sample_weight=weights
    )
    slopes = model.coef_[0] / scale
    return {
        "bias": round(float(model.intercept_[0] - centre @ slopes), 4),
        "weights": {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)},
    }


def main() -> None:
    """Train on everything, and write the weights if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ntrex/ntrex.tsv")
    parser.add_argument("--events", type=Path, default=SEEDS)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    views = Views(load_encoder())
    cases, more = all_cases(options.events, options.data, views)
    models = fit([*cases, *more])
    text = json.dumps(models, indent=1) + "\n"
    if options.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
