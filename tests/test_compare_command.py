"""`align compare`: formats, errors, and records that read back."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_matrix import by_hand

from align.cli import main
from align.commands import compare as command
from align.matrix import build
from align.matrix.model import Matrix
from align.report.display import text_width
from align.report.matrix_records import COLUMNS, group_letter, matrix_to_records


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("align") / "schema" / "matrix-1.schema.json").read_text("utf-8")
    )
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Let `compare` return a matrix made by hand; give three files to name."""
    monkeypatch.setattr(build, "compare", lambda *args, **options: by_hand())
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Twelve people died in the fire.", "utf-8")
    return ["compare", *(str(tmp_path / f"{name}.txt") for name in "abc")]


@pytest.mark.parametrize("form", command.FORMATS)
def test_every_format_is_what_the_matrix_gives(
    form: str, made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*made, "--format", form]) == 0
    printed = capfd.readouterr().out.replace("\r\n", "\n")
    expected = getattr(by_hand(), f"to_{form}")().replace("\r\n", "\n")
    assert printed.rstrip("\n") == expected.rstrip("\n")


def test_the_text_report_in_full() -> None:
    assert (
        by_hand().to_text(show_all=True)
        == """\
1 contested, 1 missing, 1 minority, 0 unique, 1 unanimous
  1: a en, 2 sentences, 2 of 2 claims
  2: b en, 1 sentence, 2 of 2 claims
  3: c en, 1 sentence, 1 of 2 claims

derived: no evidence that one version derives from another

≠ CONTESTED: 1 fact, versions say different things
 number: 1 and 2 say A (majority); 3 says B (r2 0.80)
   A 1:0    Twelve
   A 2:0    Twelve
   B 3:0    Fifteen
     in 1: Twelve died

− MISSING: 1 fact, most versions say it, not all
 claim: 1 and 2 say this; 3 does not (r3 0.90)
   1:0    The captain left

÷ MINORITY: 1 fact, half of the versions at most say it
 place: 1 says this; 2 may say it; 3 does not (r4 0.90)
   1:0    captain

= UNANIMOUS: 1 fact, all versions say it
 claim: 1, 2 and 3 say this (r1 0.90)
   1:0    Twelve died

signature: by hand
"""
    )


@pytest.mark.parametrize("width", [30, 40, 80])
def test_lines_of_the_text_report_fit(width: int) -> None:
    for line in by_hand().to_text(width=width).splitlines():
        assert text_width(line) <= width


def test_json_follows_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    data = json.loads(by_hand().to_json())
    jsonschema.validate(data, schema())
    assert data["rows"][1]["agreement"] == [[0, 1], [2]]
    assert data["rows"][3]["cells"][1]["group"] is None


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("status", "odd"), ("id", "f1"), ("confidence", 1.5), ("agreement", []), ("cells", [1])],
)
def test_the_schema_refuses(key: str, wrong: object) -> None:
    data = json.loads(by_hand().to_json())
    data["rows"][0][key] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_tables_read_back() -> None:
    records = matrix_to_records(by_hand())
    read = list(csv.DictReader(io.StringIO(by_hand().to_csv())))
    assert [tuple(row) for row in read] == [COLUMNS] * len(records)
    assert [row["text"] for row in read] == [record["text"] or "" for record in records]
    lines = [line.split("\t") for line in by_hand().to_tsv().splitlines()]
    assert [len(line) for line in lines] == [len(COLUMNS)] * (len(records) + 1)
    assert len(records) == sum(
        len(cell.evidence) if cell else 1 for row in by_hand().rows for cell in row.cells
    )


def test_pandas_keeps_types() -> None:
    frame = by_hand().to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    contested = frame[(frame["status"] == "contested") & (frame["group"] == 1)]
    assert contested["text"].tolist() == ["Fifteen"]
    assert contested["majority"].tolist() == [False]


def test_markdown_marks_groups_and_gaps() -> None:
    lines = by_hand().to_markdown().splitlines()
    assert "| r2 | contested | number | **A** Twelve | **A** Twelve | **B** Fifteen |" in lines
    assert "| r3 | missing | claim | The captain left | Twelve died, the captain gone. | — |" in lines


@pytest.mark.parametrize(("group", "letter"), [(0, "A"), (25, "Z"), (26, "A2"), (-1, "?")])
def test_letters_of_groups(group: int, letter: str) -> None:
    assert group_letter(group) == letter


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{a}"], "expected two versions or more, got 1; add another file"),
        (["{a}", "{b}", "--langs", "en"], "expected 2 languages in --langs, got 1; give one each"),
        (
            ["-", "{a}", "-"],
            "expected one version from standard input, got - twice: give the others as files",
        ),
    ],
)
def test_errors_are_one_line(
    arguments: list[str], message: str, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {"a": made[1], "b": made[2]}
    assert main(["compare", *(argument.format(**paths) for argument in arguments)]) == 2
    assert capsys.readouterr().err == f"align: error: {message}\n"


def test_files_are_read_in_order_with_their_languages(
    made: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[str, str]] = []

    def compare(versions: Any, **options: Any) -> Matrix:
        seen.extend((article.name, article.lang) for article in versions)
        return by_hand()

    monkeypatch.setattr(build, "compare", compare)
    assert main([*made, "--langs", "en,nl,de"]) == 0
    assert [(Path(name).name, lang) for name, lang in seen] == [
        ("a.txt", "en"),
        ("b.txt", "nl"),
        ("c.txt", "de"),
    ]
    assert "CONTESTED" in capsys.readouterr().out
