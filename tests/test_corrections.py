"""Corrections by hand: the table round trips, a lock always wins, and nothing gets lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import report_samples as samples
from test_matrix import DESK, OTHER, Letters

import align
from align.cli import main
from align.correctionfile import load_corrections, read_corrections, write_corrections
from align.corrections import Corrections, correct, diff_with
from align.errors import FormatError, InputError, OptionError
from align.locks import Locks
from align.result import Diff, Evidence

HEAD = "lock\twhat\ta\tb\n"


@pytest.fixture(scope="module")
def plain() -> Diff:
    found: Diff = align.diff(DESK, OTHER, encoder=Letters())
    return found


def of(evidence: Evidence | None) -> tuple[int, int] | None:
    return (evidence.start, evidence.end) if evidence else None


def sides(diff: Diff) -> set[tuple[str, tuple[int, int] | None]]:
    """Return every span of either side that a fact names."""
    return {(name, of(getattr(f, name))) for f in diff.facts for name in ("a", "b") if getattr(f, name)}


def claims(diff: Diff) -> set[tuple[int, int] | None]:
    """Return the spans of the claims of side a."""
    return {of(f.a) for f in diff.facts if f.a and f.kind == "claim"}


def edited(table: str, number: int, lock: str) -> str:
    """Set the lock of one line of a table."""
    lines = table.split("\n")
    lines[number] = lock + lines[number]
    return "\n".join(lines)


def test_a_round_trip_without_edits_changes_nothing(plain: Diff) -> None:
    table = write_corrections(plain)
    assert read_corrections(table) == Corrections()
    assert not read_corrections(table)
    assert diff_with(DESK, OTHER, read_corrections(table), encoder=Letters()) == plain


def test_a_round_trip_with_locks_changes_nothing(plain: Diff) -> None:
    changed = next(f for f in plain.facts if f.status == "changed")
    kept = next(f for f in plain.facts if f.status == "kept" and f.kind == "claim")
    a, b, c, d = of(changed.a), of(changed.b), of(kept.a), of(kept.b)
    assert a and b and c and d  # noqa: PT018
    wanted = Corrections(Locks(((((0, 1), (0,)),)), ((3, 3),), ((2, 3),)), ((a, b),), ((c, d),))
    first = diff_with(DESK, OTHER, wanted, encoder=Letters())
    table = write_corrections(first, wanted)
    assert read_corrections(table) == wanted
    second = diff_with(DESK, OTHER, read_corrections(table), encoder=Letters())
    assert second == first
    assert write_corrections(second, wanted) == table


@pytest.mark.parametrize("lock", ["same", "not the same"])
def test_a_lock_on_any_fact_wins(plain: Diff, lock: str) -> None:
    table = write_corrections(plain)
    pairs = 0
    for number, line in enumerate(table.split("\n")[:-1]):
        fields = line.split("\t")
        if fields[1] != "fact" or not fields[2] or not fields[3]:
            continue
        pairs += 1
        found = correct(plain, read_corrections(edited(table, number, lock)))
        spans = [tuple(int(part) for part in field.split("-")) for field in fields[2:4]]
        both = [f for f in found.facts if [of(f.a), of(f.b)] == spans]
        if lock == "same":
            assert [f.status for f in both] == ["kept"]
            assert both[0].confidence == 1.0
            assert both[0].why == "set by hand: same"
        else:
            assert both == []
            assert [f.status for f in found.facts if of(f.a) == spans[0] and f.b is None] == ["dropped"]
            assert [f.status for f in found.facts if of(f.b) == spans[1] and f.a is None] == ["added"]
        assert sides(found) == sides(plain)
        ids = [f.id for f in found.facts]
        assert ids == [f"f{k}" for k in range(1, len(ids) + 1)]
        assert {f.within for f in found.facts if f.within} <= set(ids)
        assert found.notes[-1].startswith("set by hand: a ")
    assert pairs > 5


def test_two_lone_facts_become_one() -> None:
    plain = samples.fire()
    dropped = next(f for f in plain.facts if f.status == "dropped" and f.kind == "claim")
    added = next(f for f in plain.facts if f.status == "added" and f.kind == "claim")
    a, b = of(dropped.a), of(added.b)
    assert a
    assert b
    found = correct(plain, Corrections(same=((a, b),)))
    assert [f.status for f in found.facts if of(f.a) == a and f.kind == "claim"] == ["kept"]
    assert [f.status for f in found.facts if of(f.b) == b and f.kind == "claim"] == ["kept"]
    assert found.summary["kept"] == plain.summary["kept"] + 1
    assert sides(found) == sides(plain)


def test_what_a_fact_held_before_stands_alone(plain: Diff) -> None:
    kept = [f for f in plain.facts if f.status == "kept" and f.kind == "claim" and f.b]
    for mine, other in pairwise(kept):
        a, b = of(mine.a), of(other.b)
        assert a
        assert b
        found = correct(plain, Corrections(same=((a, b),)))
        assert sides(found) == sides(plain)
        assert ("kept", a, b) in {(f.status, of(f.a), of(f.b)) for f in found.facts}


def test_locked_beads_and_links_win() -> None:
    wanted = Corrections(Locks((((0, 1), (0, 1)),), ((3, 3),), ((2, 2),)))
    found = diff_with(DESK, OTHER, wanted, encoder=Letters())
    assert ((0, 1), (0, 1)) in {(bead.a, bead.b) for bead in found.alignment.beads}
    links = {(link.a, link.b) for link in found.alignment.links}
    assert (3, 3) in links
    assert (2, 2) not in links
    assert found.notes == (
        "set by hand: bead [0, 1]:[0, 1]",
        "set by hand: a:3 and b:3 are linked",
        "set by hand: a:2 and b:2 are not linked",
    )
    for report in (found.to_text(), found.to_html(), found.to_markdown()):
        assert "set by hand" in report


def test_sentences_that_are_not_linked_share_no_fact(plain: Diff) -> None:
    pairs = sorted({(f.a.sentence, f.b.sentence) for f in plain.facts if f.a and f.b})
    assert len(pairs) > 2
    for pair in pairs:
        found = diff_with(DESK, OTHER, Corrections(Locks(unlinks=(pair,))), encoder=Letters())
        assert not [f for f in found.facts if f.a and f.b and (f.a.sentence, f.b.sentence) == pair]
        # What stood in the unlinked sentence is decided anew, but each claim is still told of.
        assert claims(found) >= claims(plain)
        assert any(note.endswith("are not linked") for note in found.notes)
    everything = Locks(unlinks=tuple((i, j) for i in range(4) for j in range(4)))
    found = diff_with(DESK, OTHER, Corrections(everything), encoder=Letters())
    assert {f.status for f in found.facts} == {"dropped", "added"}
    same = next(f for f in plain.facts if f.status == "kept" and f.kind == "claim")
    a, b = of(same.a), of(same.b)
    assert a
    assert b
    found = diff_with(DESK, OTHER, Corrections(everything, same=((a, b),)), encoder=Letters())
    assert [(of(f.a), of(f.b)) for f in found.facts if f.status == "kept"] == [(a, b)]


def test_a_span_that_is_no_fact(plain: Diff) -> None:
    with pytest.raises(
        OptionError, match="no fact of side a stands at 1-2; use a span of the exported table"
    ):
        correct(plain, Corrections(same=(((1, 2), (0, 3)),)))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "line 1: expected the columns lock, what, a, b with tabs between"),
        ("a\tb\n", "line 1: expected the columns lock, what, a, b with tabs between"),
        (HEAD + "yes\tbead\t1\n", "line 2: expected 4 columns or more with tabs between, got 3"),
        (
            HEAD + "\n\nyes\tword\t1\t2\n",
            "line 4: expected bead, link or fact in the second column, got 'word'",
        ),
        (
            HEAD + "maybe\tlink\t1\t2\n",
            "line 2: expected yes, no or nothing as the lock of a link, got 'maybe'",
        ),
        (HEAD + "no\tbead\t1\t2\n", "line 2: expected yes or nothing as the lock of a bead, got 'no'"),
        (HEAD + "yes\tlink\t1\t-2\n", "line 2: expected the number of a sentence, got '-2'"),
        (HEAD + "yes\tlink\t1,2\t2\n", "line 2: expected the number of a sentence, got '1,2'"),
        (HEAD + "same\tfact\t12\t1-2\n", "line 2: expected a span like 311-325, got '12'"),
        (
            HEAD + "same\tfact\t0-1\t1-2\nno\tfact\t0-1\t1-2\n",
            "a fact is same and not the same at 0-1; keep one of the two",
        ),
    ],
)
def test_malformed_tables(table: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        read_corrections(table)
    assert str(error.value) == message


def test_tables_as_spreadsheets_write_them() -> None:
    table = (
        "\ufeff" + HEAD.strip() + "\tstatus\r\n YES \tlink\t 1 \t2\r\nyes\tbead\t1, 2\t\r\n\tlink\t3\t4\r\n"
    )
    assert read_corrections(table) == Corrections(Locks((((1, 2), ()),), ((1, 2),)))


def test_the_command_reads_and_writes_locks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "my.locks"]
    paths[0].write_text(DESK, "utf-8")
    paths[1].write_text(OTHER, "utf-8")
    pair = ["diff", str(paths[0]), str(paths[1]), "--lang-a", "en", "--lang-b", "en"]
    assert main([*pair, "-o", str(paths[2])]) == 0
    table = paths[2].read_text("utf-8")
    assert table.startswith("lock\twhat\ta\tb\tstatus\ta_text\tb_text\n")
    number = next(k for k, line in enumerate(table.split("\n")) if "\tchanged number\t" in line)
    paths[2].write_text(edited(table, number, "same"), "utf-8")
    assert main([*pair, "--locks", str(paths[2])]) == 0
    text = capsys.readouterr().out
    assert "are the same fact" in text
    assert "0 changed" in text
    assert main([*pair, "--locks", str(tmp_path / "none")]) == 2
    assert "cannot read the locks" in capsys.readouterr().err


def test_unreadable_locks(tmp_path: Path) -> None:
    path = tmp_path / "locks"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="it is not UTF-8; give a file of --format locks"):
        load_corrections(path)


def test_notes_of_the_diff_come_first(plain: Diff) -> None:
    noted = replace(plain, notes=("first",))
    assert correct(noted, Corrections(Locks(links=((0, 0),)))).notes == (
        "first",
        "set by hand: a:0 and b:0 are linked",
    )


def test_the_page_tells_what_was_set_by_hand_before_the_facts(plain: Diff) -> None:
    changed = next(fact for fact in plain.facts if fact.status == "changed")
    found = correct(plain, Corrections(same=((of(changed.a), of(changed.b)),)))  # type: ignore[arg-type]
    page = found.to_html()
    assert 0 < page.index("Note: <bdi>set by hand") < page.index('<ol class="entries">')
