"""Corrections by hand of many versions: the table round trips, a lock always wins."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_matrix import DESK, OTHER, Letters, check_consistency, versions

import align
from align.cli import main
from align.errors import FormatError, OptionError
from align.matrix.lockfile import read_row_locks, write_row_locks
from align.matrix.locks import Place, RowLocks
from align.matrix.model import Matrix, Row
from align.matrix.order import permuted

HEAD = "lock\twhat\ta\tb\n"


@pytest.fixture(scope="module")
def plain() -> Matrix:
    found: Matrix = align.compare(versions(), encoder=Letters())
    return found


def compared(locks: RowLocks) -> Matrix:
    found: Matrix = align.compare(versions(), encoder=Letters(), locks=locks)
    return found


def places(row: Row, borrowed: bool = True) -> list[Place]:
    return [
        (version, e.start, e.end)
        for version, cell in enumerate(row.cells)
        if cell and (borrowed or not cell.borrowed)
        for e in cell.evidence
    ]


def together(matrix: Matrix, x: Place, y: Place) -> bool:
    """Say whether a row holds both places, and says that they agree."""
    return any({x, y} <= set(places(row)) and row.agree(x[0], y[0]) for row in matrix.rows)


def test_a_round_trip_changes_nothing(plain: Matrix) -> None:
    table = write_row_locks(plain)
    assert read_row_locks(table) == RowLocks()
    assert compared(read_row_locks(table)) == plain
    pairs = [(places(row)[0], places(row)[1]) for row in plain.rows if len(places(row)) > 1]
    wanted = RowLocks(same=tuple(pairs[:1]), apart=tuple(pairs[-1:]))
    first = compared(wanted)
    again = write_row_locks(first, wanted)
    assert set(read_row_locks(again).same) == set(wanted.same)
    assert set(read_row_locks(again).apart) == set(wanted.apart)
    assert compared(read_row_locks(again)) == first


def test_each_lock_wins(plain: Matrix) -> None:
    tried = 0
    lines = write_row_locks(plain).splitlines()
    for number, line in enumerate(lines):
        if number == 0 or not line.split("\t")[3]:
            continue
        tried += 1
        for lock in ("same", "not the same"):
            locks = read_row_locks("\n".join([*lines[:number], lock + line, *lines[number + 1 :]]))
            ((x, y),) = locks.same or locks.apart
            found = compared(locks)
            check_consistency(found)
            if lock == "same":
                assert together(found, x, y)
            else:
                assert not together(found, x, y)
            assert found.notes == locks.notes()
            assert f"set by hand: {x[0] + 1}:{x[1]}-{x[2]}" in found.to_text(width=200)
            assert "set by hand" in found.to_html()
    assert tried > 8


def test_two_rows_can_be_joined(plain: Matrix) -> None:
    own = [
        [p for r in plain.rows if r.kind == "claim" for p in places(r, False) if p[0] == v] for v in (0, 1)
    ]
    apart = [(x, y) for x in own[0] for y in own[1] if not together(plain, x, y)]
    assert apart
    for x, y in apart:
        assert together(compared(RowLocks(same=((x, y),))), x, y)


def test_locks_do_not_depend_on_the_order_of_versions(plain: Matrix) -> None:
    row = next(r for r in plain.rows if r.contested)
    x, y = places(row)[0], next(p for p in places(row) if row.group_of(p[0]) != row.group_of(0))
    locks = RowLocks(same=((x, y),))
    order = [2, 0, 3, 1]
    turned = align.compare([versions()[k] for k in order], encoder=Letters(), locks=locks.renumbered(order))
    expected = permuted(compared(locks), [order.index(k) for k in range(4)])
    assert turned.rows == expected.rows


def test_locks_that_cannot_be_obeyed(plain: Matrix) -> None:
    claims = [p for r in plain.rows if r.kind == "claim" for p in places(r, False) if p[0] == 0]
    x, y = claims[0], claims[1]
    for locks, message in (
        (RowLocks(same=((x, (7, 0, 3)),)), "a lock names version 8; there are 4"),
        (RowLocks(same=((x, y),)), "the locks put two claims of one version"),
        (RowLocks(same=((x, (1, 2, 3)),)), "no two facts of one kind stand at "),
        (RowLocks(same=((x, y),), apart=((y, x),)), "are the same and not the same"),
    ):
        with pytest.raises(OptionError, match=message):
            compared(locks)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("same\tfact\t1:0-3\t5-9\n", "line 2: expected a place like 2:311-325, got '5-9'"),
        ("same\tfact\t0:0-3\t1:5-9\n", "line 2: expected a place like 2:311-325, got '0:0-3'"),
        ("same\tfact\t1:0\t1:5-9\n", "line 2: expected a span like 311-325, got '0'"),
        ("yes\tlink\t1\t2\n", "line 2: expected fact in the second column of many versions, got 'link'"),
    ],
)
def test_malformed_tables(line: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        read_row_locks(HEAD + line)
    assert str(error.value) == message


def test_the_command_reads_and_writes_locks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a", DESK), ("b", OTHER), ("c", DESK)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in "abc"]
    table = tmp_path / "my.locks"
    assert main(["compare", *files, "--langs", "en,en,en", "-o", str(table)]) == 0
    lines = table.read_text("utf-8").splitlines()
    number = next(k for k, line in enumerate(lines) if "\tcontested number" in line)
    lines[number] = "same" + lines[number]
    table.write_text("\n".join(lines), "utf-8")
    assert main(["compare", *files, "--langs", "en,en,en", "--locks", str(table)]) == 0
    assert "are the same fact" in capsys.readouterr().out
