"""Many pairs: the manifest, one record a pair, failures as records, going on after an interruption."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_records import schema as diff_schema

from align import corpus
from align.cli import main
from align.commands import progress
from align.corpus import DIED, Method, Task, read_manifest, records
from align.errors import FormatError, InputError

TEXTS = {
    "one.txt": "A ferry sank on Monday. Twelve people drowned, the coast guard said.",
    "two.txt": "Maandag zonk een veerboot. Vijftien mensen verdronken, zei de kustwacht.",
    "three.txt": "The dam was built in 1974. It holds 3 million litres.",
}
MANIFEST = (
    "a\tb\tid\none.txt\ttwo.txt\tferry\ngone.txt\ttwo.txt\t\none.txt\n{bad\t-\none.txt\tthree.txt\tdam\n"
)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    path = tmp_path / "pairs.tsv"
    path.write_text(MANIFEST, "utf-8")
    return path


def test_every_line_has_a_record_and_a_failure_says_why(
    manifest: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(manifest)]) == 0
    out, err = capfd.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    assert [(r["line"], r["id"]) for r in found] == [(2, "ferry"), (3, "3"), (4, "4"), (5, "5"), (6, "dam")]
    assert [r["error"] for r in found] == [
        None,
        "expected a file, found none at gone.txt; check the path",
        "line 4 of the manifest: no path for b",
        "line 5 of the manifest: not JSON: Expecting property name enclosed in double quotes",
        None,
    ]
    assert err == "align: 5 pairs compared; 3 failed, see error\n"
    wanted = json.loads((files("align") / "schema" / "batch-1.schema.json").read_text("utf-8"))
    for record in found:
        jsonschema.validate(record, wanted)
        if record["diff"]:
            jsonschema.validate(record["diff"], diff_schema())
    assert found[0]["diff"]["a"]["name"] == "one.txt"


def test_a_record_with_both_or_neither_breaks_the_schema() -> None:
    wanted = json.loads((files("align") / "schema" / "batch-1.schema.json").read_text("utf-8"))
    base = {"schema": 1, "line": 1, "id": "1", "a": "x", "b": "y"}
    for error, diff in ((None, None), ("why", {})):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**base, "error": error, "diff": diff}, wanted)


def test_it_goes_on_where_it_was_cut_off(manifest: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole, part = manifest.with_name("whole.jsonl"), manifest.with_name("part.jsonl")
    assert main(["batch", str(manifest), "-o", str(whole)]) == 0
    data = whole.read_bytes()
    first = data.index(b"\n") + 1
    for cut in (0, 40, first, first + 30, len(data) - 1, len(data)):
        part.write_bytes(data[:cut])
        assert main(["batch", str(manifest), "-o", str(part), "--exit-code"]) == 1
        assert part.read_bytes() == data
    assert capfd.readouterr().err.endswith("5 pairs compared, 5 of them before; 3 failed, see error\n")


def test_jobs_do_not_change_a_byte(manifest: Path) -> None:
    one, two = manifest.with_name("1.jsonl"), manifest.with_name("2.jsonl")
    assert main(["batch", str(manifest), "-o", str(one)]) == 0
    assert main(["batch", str(manifest), "-o", str(two), "--jobs", "2"]) == 0
    assert one.read_bytes() == two.read_bytes()


def test_records_of_another_manifest_are_left_alone(
    manifest: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = manifest.with_name("out.jsonl")
    out.write_text('{"line": 9, "id": "x", "a": "q", "b": "r", "error": null}\n', "utf-8")
    before = out.read_bytes()
    assert main(["batch", str(manifest), "-o", str(out)]) == 2
    assert "does not go on from this manifest at line 1; remove it or choose" in capfd.readouterr().err
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("x.txt\ty.txt\n", [Task(1, "1", "x.txt", "y.txt")]),
        ("x.txt\ty.txt\tnl\ten\n\n", [Task(1, "1", "x.txt", "y.txt", "nl", "en")]),
        ("\ufeffid\tb\ta\nk\ty.txt\tx.txt\r\n", [Task(2, "k", "x.txt", "y.txt")]),
        ('{"a": "x.txt", "b": "y.txt", "lang_b": "ar"}\n', [Task(1, "1", "x.txt", "y.txt", None, "ar")]),
        ('{"a": "x", "b": 3}\n', [Task(1, "1", error="line 1 of the manifest: expected a string for b")]),
        (
            "-\ty.txt\n",
            [Task(1, "1", "-", "y.txt", error="expected files, got - (standard input)")],
        ),
        (
            "1\t2\t3\t4\t5\n",
            [Task(1, "1", error="line 1 of the manifest: expected 4 fields at most, got 5")],
        ),
    ],
)
def test_manifests(text: str, tasks: list[Task], tmp_path: Path) -> None:
    path = tmp_path / "m"
    path.write_text(text, "utf-8")
    assert list(read_manifest(path)) == tasks


def test_unusable_manifests_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    for data in (b"", b"a\tb\n", b"\xff\xfe\x00"):
        path.write_bytes(data)
        with pytest.raises(InputError):
            read_manifest(path)
    with pytest.raises(InputError, match="cannot read the manifest"):
        read_manifest(tmp_path / "none")
    path.write_text("a\tb\tid\nx\ty\tk\nv\tw\tk\n", "utf-8")
    with pytest.raises(FormatError, match="lines 2 and 3 of the manifest have one id, 'k'"):
        read_manifest(path)


def test_a_fault_in_one_pair_is_a_record(manifest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align import differ

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(differ, "diff", broken)
    task = Task(1, "1", "one.txt", "two.txt")
    found = list(records([task], Method(str(manifest.parent))))
    assert [r["error"] for r in found] == ["unexpected ZeroDivisionError: by zero"]


class _Mortal:
    """A pool that dies of one task, as one whose process the system kills."""

    def __init__(self, *_: object) -> None:
        self.dead = False

    def submit(self, _: object, task: Task) -> Future[Any]:
        found: Future[Any] = Future()
        self.dead = self.dead or task.id == "2"
        if self.dead:
            found.set_exception(BrokenProcessPool())
        else:
            found.set_result(({"id": task.id}, None))
        return found

    def shutdown(self, **_: object) -> None:
        pass

    def __enter__(self) -> _Mortal:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_a_dead_process_loses_one_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "_pool", _Mortal)
    tasks = [Task(k, str(k), "x", "y") for k in range(1, 12)]
    found = list(records(tasks, Method(), jobs=2))
    assert [r["line"] for r in found] == list(range(1, 12))
    assert [r["id"] for r in found if r["error"]] == ["2"]
    assert found[1]["error"] == DIED


class _Terminal:
    """A standard error that is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def test_progress_is_shown_on_a_terminal_only(
    manifest: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert progress.counter("compared", "pairs") is None
    with progress.waiting("comparing"):
        pass
    assert capfd.readouterr().err == ""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with progress.waiting("comparing"):
        for _ in _until(lambda: "comparing … 0 s" in terminal.text):
            pass
    assert terminal.text.endswith("\r\033[K")
    terminal.text = ""
    main(["batch", str(manifest)])
    assert "\rcompared 1 of 5 pairs\rcompared 2 of 5 pairs" in terminal.text


def _until(done: Any) -> Iterator[None]:
    import time

    for _ in range(500):
        if done():
            return
        time.sleep(0.01)
        yield
    raise AssertionError("nothing was shown within 5 s")
