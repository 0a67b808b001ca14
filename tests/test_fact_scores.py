"""The scorer of facts, on cases small enough to check by hand."""

from __future__ import annotations

import pytest

from align.alignment import Alignment, Bead
from align.article import Article
from align.result import Diff, Evidence, Fact
from benchmarks.fact_scores import FalseAlarms, StatusScore, expected_calibration_error, predicted_status
from benchmarks.gold import Mention, Version, gold_status

A = Article.from_sentences(["Five people died.", "It rained."], lang="en", name="a")
B = Article.from_sentences(["Zes mensen stierven.", "De brug is dicht."], lang="nl", name="b")


def version(article: Article, *mentions: tuple[str, int, str, str]) -> Version:
    found = []
    for fact, sentence, span, value in mentions:
        start = article.text.index(span)
        found.append(Mention(fact, sentence, start, start + len(span), value))
    return Version("event", article, tuple(found))


GOLD_A = version(A, ("f1", 0, "Five people", "5"), ("f2", 1, "rained", "rain"))
GOLD_B = version(B, ("f1", 0, "Zes mensen", "6"), ("f3", 1, "brug is dicht", "closed"))


def evidence(article: Article, sentence: int, span: str) -> Evidence:
    start = article.text.index(span)
    return Evidence(sentence, start, start + len(span), span)


def diff(*facts: Fact) -> Diff:
    beads = (Bead((0,), (0,), 1.0), Bead((1,), (), 1.0), Bead((), (1,), 1.0))
    return Diff(A, B, Alignment(2, 2, (), beads), facts, "test")


KEPT = Fact(
    "f1", "kept", "claim", 0.9, "", evidence(A, 0, A.sentences[0].text), evidence(B, 0, B.sentences[0].text)
)
CHANGED = Fact("f2", "changed", "number", 0.8, "5 / 6", evidence(A, 0, "Five"), evidence(B, 0, "Zes"), "f1")
DROPPED = Fact("f3", "dropped", "claim", 0.7, "", evidence(A, 1, "It rained."), None)
ADDED = Fact("f4", "added", "claim", 0.7, "", None, evidence(B, 1, B.sentences[1].text))


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
