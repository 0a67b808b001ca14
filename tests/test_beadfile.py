"""Bead lines: written as the field writes them, read back, refused with the number of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.alignment import Bead
from align.beadfile import format_beads, parse_beads, read_beads, write_beads
from align.errors import FormatError, InputError

BEADS = [Bead((0, 1), (0,), 0.93), Bead((2,), (), 0.5), Bead((), (1,), 1.0)]
LINES = "[0, 1]:[0]:0.93\n[2]:[]:0.50\n[]:[1]:1.00\n"


def test_beads_are_written_as_the_field_writes_them() -> None:
    assert format_beads(BEADS) == LINES


def test_a_file_gives_back_the_beads_that_were_written(tmp_path: Path) -> None:
    path = tmp_path / "beads.txt"
    write_beads(path, BEADS)
    assert path.read_text(encoding="utf-8") == LINES
    assert read_beads(path) == BEADS


def test_score_spaces_comments_and_blank_lines_are_optional() -> None:
    assert parse_beads("# gold\n\n [0,1] : [ 2 ]\n[]:[3]\n") == [Bead((0, 1), (2,), 1.0), Bead((), (3,), 1.0)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[0]:[0]\n[1] [1]\n", "beads, line 2: expected a bead such as [0, 1]:[0]:0.93, got '[1] [1]'"),
        ("[0]:[x]\n", "beads, line 1: expected a bead such as [0, 1]:[0]:0.93, got '[0]:[x]'"),
        ("[0,]:[1]\n", "beads, line 1: expected a bead such as [0, 1]:[0]:0.93, got '[0,]:[1]'"),
        ("[0]:[1]:high\n", "beads, line 1: expected a bead such as [0, 1]:[0]:0.93, got '[0]:[1]:high'"),
        ("[0]:[1]:nan\n", "beads, line 1: expected a bead such as [0, 1]:[0]:0.93, got '[0]:[1]:nan'"),
        (
            "[0]:[1]\n[2, 0]:[3]\n",
            "beads, line 2: sentence 0 of side a is already in the bead of line 1; list it once",
        ),
        (
            "[0]:[1, 1]\n",
            "beads, line 1: sentence 1 of side b is already in the bead of line 1; list it once",
        ),
    ],
)
def test_a_malformed_line_is_named(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_beads(text)
    assert str(caught.value) == message


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*gold\.txt: No such file"):
        read_beads(tmp_path / "gold.txt")
