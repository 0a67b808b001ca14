"""The weights that ship are sound, and models weigh features by name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from align.diffing.claim_evidence import CLAIM_FEATURES
from align.diffing.judge import CHANGE_GROUPS, Logistic, judge_from, load_judge, sigmoid
from align.diffing.pair_evidence import PAIR_FEATURES
from align.diffing.presence import FEATURES
from align.diffing.weighing import CHANGE_FEATURES, change_rows


def test_log_odds_are_bias_plus_weighted_sum() -> None:
    model = Logistic(0.5, (("x", 2.0), ("z", -1.0)))
    rows = np.array([[1.0, 10.0, 3.0]])
    assert model.log_odds(rows, ("x", "y", "z")).tolist() == pytest.approx([0.5 + 2.0 - 3.0])


def test_sigmoid_bears_any_log_odds() -> None:
    assert sigmoid(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0.0, 0.5, 1.0])


def test_shipped_weights_name_exactly_the_features_that_are_computed() -> None:
    judge = load_judge()
    assert tuple(name for name, _ in judge.words.weights) == FEATURES
    assert tuple(name for name, _ in judge.presence.weights) == CLAIM_FEATURES
    assert [group for group, _ in judge.change] == list(CHANGE_GROUPS)
    for group, model in judge.change:
        expected = PAIR_FEATURES if group == "contrast" else CHANGE_FEATURES
        assert tuple(name for name, _ in model.weights) == expected
        assert 0.0 < model.above < 1.0


def test_a_type_without_a_model_is_left_out() -> None:
    plain = {"bias": 0.0, "weights": {}}
    judge = judge_from({"words": plain, "presence": plain, "value": {**plain, "above": 0.4}})
    assert [(group, model.above) for group, model in judge.change] == [("value", 0.4)]


@pytest.mark.parametrize(
    ("inside", "share"),
    [
        # One claim in the middle, twelve around it; those further away say nothing.
        ([0.0] * 13, 0.0),
        ([1.0] * 13, 1.0),
        ([1.0, 1.0, 0.0] * 4 + [1.0], (9 / 13 - 0.5) / 0.3),
        ([1.0] * 10 + [0.0] * 13 + [1.0] * 10, 0.0),
    ],
)
def test_evidence_counts_a_second_time_where_versions_go_along(inside: list[float], share: float) -> None:
    middle = len(inside) // 2
    features = np.zeros((len(inside), len(FEATURES)))
    features[:, FEATURES.index("in_bead")] = inside
    presence, detail = SimpleNamespace(features=features), SimpleNamespace(claim=middle)
    sides = SimpleNamespace(presences=(presence, presence), details=([detail], [detail]))
    match = SimpleNamespace(
        features=np.ones((1, len(PAIR_FEATURES))), candidates=(SimpleNamespace(a=0, b=0),)
    )
    found: Any = SimpleNamespace(match=match, sides=sides)
    told = np.ones(len(inside))
    (row,) = change_rows(found, (told, told))
    assert len(row) == len(CHANGE_FEATURES)
    assert row[: len(PAIR_FEATURES)] == pytest.approx(1.0)
    assert row[len(PAIR_FEATURES) :] == pytest.approx(share)


def test_versions_without_candidates_have_no_rows() -> None:
    match = SimpleNamespace(features=np.zeros((0, len(PAIR_FEATURES))), candidates=())
    found: Any = SimpleNamespace(match=match, sides=SimpleNamespace(presences=(), details=((), ())))
    assert change_rows(found, (np.zeros(0), np.zeros(0))).shape == (0, len(CHANGE_FEATURES))
