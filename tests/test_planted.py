"""Planted edits say truly where they are, and are the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from align.result import Diff, Evidence, Fact
from benchmarks.planted import Edit, plant
from benchmarks.planted_scores import PlantedScore
from tests.fact_samples import ADDED, CHANGED, DROPPED, KEPT, A, B, diff

LINES = [
    "The harbour of Weston was closed.",
    "On Monday the mayor met 45 fishermen in the town hall, which had been open since the early morning.",
    "The minister was in Weston on Friday with 12 officers.",
    "Prices rose in March because the northern road was blocked.",
    "He said that Anderson had left the town, which surprised the people who were waiting there.",
    "Nobody was hurt.",
] * 4
STRANGERS = ["A cat slept in the sun.", "The choir sang until midnight."]


def planted(seed: int) -> tuple[list[str], list[Edit]]:
    return plant(LINES, LINES, "en", STRANGERS, np.random.default_rng(seed))


def test_the_same_seed_plants_the_same_edits() -> None:
    assert planted(3) == planted(3)
    assert planted(3) != planted(4)


@pytest.mark.parametrize("seed", range(20))
def test_an_edit_in_place_changes_just_its_span(seed: int) -> None:
    lines, edits = planted(seed)
    for edit in edits:
        if edit.kind in ("number", "date", "name", "source", "denial", "contrast"):
            old, new = LINES[edit.line_a], lines[edit.line_b]
            start, end = edit.span
            assert old[:start] == new[:start]
            assert old.endswith(new[end:])
            assert old != new


@pytest.mark.parametrize(
    ("lang", "line", "denied"),
    [
        ("en", "The mayor said that the road was open.", "The mayor denied that the road was open."),
        ("nl", "De burgemeester zei dat de weg open was.", "De burgemeester ontkende dat de weg open was."),
        ("ar", "وقال رئيس البلدية إن الطريق مفتوح.", "ونفى رئيس البلدية إن الطريق مفتوح."),
    ],
)
def test_what_is_said_can_be_planted_as_denied_or_by_another_source(
    lang: str, line: str, denied: str
) -> None:
    found: dict[str, set[str]] = {}
    for seed in range(40):
        lines, edits = plant([line] * 9, [line] * 9, lang, [], np.random.default_rng(seed))
        for edit in edits:
            if edit.line_b >= 0:
                found.setdefault(edit.kind, set()).add(lines[edit.line_b])
    assert found["denial"] == {denied}
    assert len(found["source"]) > 3
    assert all(said != line for said in found["source"])


@pytest.mark.parametrize("seed", range(20))
def test_dropped_and_added_sentences_are_where_the_edits_say(seed: int) -> None:
    lines, edits = planted(seed)
    added = {edit.line_b for edit in edits if edit.kind == "added sentence"}
    dropped = {edit.line_a for edit in edits if edit.kind == "dropped sentence"}
    assert all(lines[index] in STRANGERS for index in added)
    assert len(lines) == len(LINES) - len(dropped) + len(added)


def test_a_found_edit_counts_for_recall_and_precision() -> None:
    score = PlantedScore()
    edits = [Edit("number", 0, 0, (0, 3)), Edit("dropped sentence", 1, -1), Edit("added sentence", -1, 1)]
    score.add(diff(KEPT, CHANGED, DROPPED, ADDED), edits)
    assert [score.recall(kind) for kind in ("number", "dropped sentence", "added sentence")] == [
        1.0,
        1.0,
        1.0,
    ]
    assert score.precision == 1.0


def test_a_missed_edit_and_a_false_report_are_counted() -> None:
    score = PlantedScore()
    start = B.text.index("mensen")
    wrong = Evidence(0, start, start + 6, "mensen"), Evidence(0, 0, 4, A.text[:4])
    changed = Fact("f2", "changed", "number", 0.8, "", wrong[1], wrong[0], "f1")
    score.add(diff(KEPT, changed), [Edit("number", 1, 1, (0, 2))])
    assert (score.recall("number"), score.precision) == (0.0, 0.0)


def test_no_report_and_no_edit_is_perfect() -> None:
    score = PlantedScore()
    empty: Diff = diff(KEPT)
    score.add(empty, [])
    assert (score.recall("number"), score.precision) == (1.0, 1.0)
