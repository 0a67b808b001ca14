"""The scorer of facts, on cases small enough to check by hand."""

from __future__ import annotations

import pytest

from benchmarks.fact_scores import FalseAlarms, StatusScore, expected_calibration_error, predicted_status
from benchmarks.gold import gold_status
from tests.fact_samples import ADDED, CHANGED, DROPPED, GOLD_A, GOLD_B, KEPT, diff


def test_gold_statuses_follow_from_the_values() -> None:
    assert gold_status(GOLD_A, GOLD_B) == ["changed", "only"]
    assert gold_status(GOLD_B, GOLD_A) == ["changed", "only"]


def test_a_changed_fact_over_a_span_decides_its_status() -> None:
    found = diff(KEPT, CHANGED, DROPPED, ADDED)
    assert predicted_status(GOLD_A.mentions, found, "a") == [("changed", 0.8), ("only", pytest.approx(0.7))]


def test_a_perfect_diff_scores_one() -> None:
    score = StatusScore()
    score.add(GOLD_A, GOLD_B, diff(KEPT, CHANGED, DROPPED, ADDED))
    assert (score.f1("changed"), score.f1("only"), score.change) == (1.0, 1.0, (1.0, 1.0, 1.0))


def test_a_diff_without_the_change_scores_no_change() -> None:
    score = StatusScore()
    score.add(GOLD_A, GOLD_B, diff(KEPT, DROPPED, ADDED))
    assert score.f1("changed") == 0.0
    assert score.change == (0.0, 0.0, 0.0)


def test_calibration_error_is_the_gap_between_confidence_and_accuracy() -> None:
    assert expected_calibration_error(
        [(0.9, True), (0.9, True), (0.9, False), (0.9, False)]
    ) == pytest.approx(0.4)
    assert expected_calibration_error([]) == 0.0


def test_false_alarms_count_changed_pairs_and_gaps() -> None:
    alarms = FalseAlarms()
    alarms.add(diff(KEPT, CHANGED, DROPPED, ADDED))
    assert (alarms.changed_share, alarms.gap_share) == (0.5, 0.5)
