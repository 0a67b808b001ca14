"""Scores of beads: worked by hand after the definition of the field's scorer."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.alignment import Bead
from align.scoring import BeadScores, Score, score_beads, score_files, score_many

GOLD = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((), (2,)), ((4,), (3,))]


def test_gold_against_itself_is_perfect() -> None:
    found = score_beads(GOLD, GOLD)
    assert [f for *_, f in found.rows()] == [1.0] * 5


def test_every_kind_of_error_is_counted_where_it_belongs() -> None:
    # [0]:[0] is right; the merge is split in two, one half of which shares its pair with gold; the null of a
    # is missed and glued to [4]:[3]; the null of b is right.
    test = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((), (2,)), ((3, 4), (3,))]
    found = score_beads(GOLD, test)
    assert found.strict == Score(right=2, predicted=5, found=1, gold=3)
    assert found.lax == Score(right=4, predicted=5, found=3, gold=3)
    assert found.link == Score(right=3, predicted=4, found=3, gold=4)
    assert found.null_a == Score(right=0, predicted=1, found=0, gold=1)
    assert found.null_b == Score(right=1, predicted=1, found=1, gold=1)
    assert found.strict.precision == pytest.approx(0.4)
    assert found.strict.recall == pytest.approx(1 / 3)
    assert found.strict.f1 == pytest.approx(4 / 11)


def test_leaving_nulls_out_costs_no_strict_score_but_shows_in_the_null_scores() -> None:
    found = score_beads(GOLD, [bead for bead in GOLD if bead[0] and bead[1]])
    assert found.strict.f1 == 1.0
    assert found.null_a.f1 == 0.0


def test_gluing_neighbours_is_perfect_in_lax_only() -> None:
    found = score_beads([((0,), (0,)), ((1,), (1,))], [((0, 1), (0, 1))])
    assert (found.strict.f1, found.lax.f1, found.link.precision) == (0.0, 1.0, 0.5)


def test_nothing_against_nothing_is_zero_as_in_the_field() -> None:
    assert score_beads([], []).strict.f1 == 0.0


def test_several_texts_are_counted_together() -> None:
    one = score_beads(GOLD, GOLD)
    both = score_many([GOLD, [((0,), (0,))]], [GOLD, [((0,), (1,))]])
    assert both == one + BeadScores(
        Score(0, 1, 0, 1), Score(0, 1, 0, 1), Score(0, 1, 0, 1), Score(0, 0, 0, 0), Score(0, 0, 0, 0)
    )


def test_bead_values_and_pairs_score_alike() -> None:
    assert score_beads([Bead(a, b, 0.5) for a, b in GOLD], GOLD) == score_beads(GOLD, GOLD)


def test_files_are_scored_and_the_table_can_be_read(tmp_path: Path) -> None:
    gold, test = tmp_path / "gold", tmp_path / "test"
    gold.write_text("[0]:[0]\n[1]:[1]\n[2]:[]\n", encoding="utf-8")
    test.write_text("[0]:[0]:0.9\n[1, 2]:[1]:0.4\n", encoding="utf-8")
    assert score_files(gold, test).to_text() == (
        "         precision    recall        F1\n"
        "strict      0.5000    0.5000    0.5000\n"
        "lax         1.0000    1.0000    1.0000\n"
        "link        0.6667    1.0000    0.8000\n"
        "null a      0.0000    0.0000    0.0000\n"
        "null b      0.0000    0.0000    0.0000"
    )
