"""Records: the shipped schema, TSV and CSV read back, data frames and Parquet."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import report_samples as samples

from align.errors import AlignError
from align.report.records import COLUMNS, beads_to_tsv, diff_to_records, escape_field

DIFFS = {
    "fire": samples.fire(),
    "flood": samples.flood(),
    "hostile": samples.hostile(),
    "same": samples.same(),
}


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("align") / "schema" / "diff-1.schema.json").read_text("utf-8"))
    return found


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", DIFFS)
def test_json_validates(name: str) -> None:
    jsonschema.validate(json.loads(DIFFS[name].to_json()), schema())


# Each row breaks one promise of schema 1: (path to the value, wrong value).
@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("schema",), 2),
        (("comparable",), 1.5),
        (("a", "sentences", 0, "role"), "title"),
        (("a", "sentences", 0, "start"), -1),
        (("facts", 0, "status"), "same"),
        (("facts", 0, "kind"), "animal"),
        (("facts", 0, "a"), None),  # a kept fact has both sides
        (("facts", 2, "a"), {"sentence": 0, "start": 0, "end": 1, "text": "D", "value": ""}),  # added: only b
        (("facts", 8, "a"), None),  # dropped: only a
        (("alignment", "links", 0, "moved"), "no"),
        (("summary", "moved"), 3),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], wrong: object) -> None:
    data = samples.fire().to_dict()
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_keys_are_those_of_schema_1_in_order() -> None:
    data = samples.fire().to_dict()
    assert list(data) == [
        "schema",
        "signature",
        "comparable",
        "a",
        "b",
        "alignment",
        "facts",
        "summary",
        "notes",
    ]
    assert list(data["a"]) == ["name", "lang", "lang_confidence", "characters", "sentences", "notes"]
    assert list(data["a"]["sentences"][0]) == ["id", "start", "end", "paragraph", "role", "text", "reason"]
    assert list(data["facts"][0]) == ["id", "status", "kind", "confidence", "why", "a", "b", "within"]
    assert list(data["facts"][0]["a"]) == ["sentence", "start", "end", "text", "value"]
    assert list(data["alignment"]) == ["links", "beads", "order", "notes"]


@pytest.mark.parametrize("name", DIFFS)
def test_spans_hold(name: str) -> None:
    diff = DIFFS[name]
    for fact in diff.to_dict()["facts"]:
        for side, article in (("a", diff.a), ("b", diff.b)):
            if fact[side]:
                assert article.text[fact[side]["start"] : fact[side]["end"]] == fact[side]["text"]


@pytest.mark.parametrize("name", DIFFS)
def test_tsv_has_one_line_a_fact_and_reads_back(name: str) -> None:
    diff = DIFFS[name]
    lines = diff.to_tsv().removesuffix("\n").split("\n")
    assert len(lines) == len(diff.facts) + 1
    assert lines[0].split("\t") == list(COLUMNS)
    undo = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    for line, record in zip(lines[1:], diff_to_records(diff), strict=True):
        fields = [_unescaped(field, undo) for field in line.split("\t")]
        assert fields == ["" if record[c] is None else str(record[c]) for c in COLUMNS]


def _unescaped(field: str, undo: dict[str, str]) -> str:
    found, position = "", 0
    while position < len(field):
        pair = field[position : position + 2]
        found += undo.get(pair, field[position])
        position += 2 if pair in undo else 1
    return found


def test_escaped_field_holds_no_separator() -> None:
    assert escape_field("a\tb\nc\\n\r") == "a\\tb\\nc\\\\n\\r"
    assert escape_field(None) == ""
    assert escape_field(0) == "0"


@pytest.mark.parametrize("name", DIFFS)
def test_csv_reads_back(name: str) -> None:
    diff = DIFFS[name]
    rows = list(csv.DictReader(io.StringIO(diff.to_csv(), newline="")))
    for row, record in zip(rows, diff_to_records(diff), strict=True):
        assert row == {c: "" if record[c] is None else str(record[c]) for c in COLUMNS}


def test_pandas_and_parquet(tmp_path: Any) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    frame = samples.fire().to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert frame.loc[frame.kind == "number", "a_text"].tolist() == ["46"]
    assert str(frame.a_start.dtype) == "Int64"
    assert frame.a_start.isna().sum() == sum(fact.a is None for fact in samples.fire().facts)
    frame.to_parquet(tmp_path / "facts.parquet")
    pandas.testing.assert_frame_equal(pandas.read_parquet(tmp_path / "facts.parquet"), frame)


def test_pandas_of_no_facts_has_the_columns() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    import dataclasses

    frame = dataclasses.replace(samples.same(), facts=()).to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 0


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(AlignError, match=r"pip install 'article-align\[pandas\]'$"):
        samples.fire().to_pandas()


def test_the_table_of_beads_names_every_sentence() -> None:
    diff = samples.flood()
    lines = beads_to_tsv(diff.a, diff.b, diff.alignment).splitlines()
    assert lines[0] == "a\tb\tscore\ta_text\tb_text"
    assert lines[3] == "2\t\t0.5000\tRain is expected until Friday.\t"


def test_markdown_rows_have_four_cells_whatever_the_words() -> None:
    import re

    rows = [line for line in samples.hostile().to_markdown().splitlines() if line.startswith("|")]
    assert rows
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 5
        assert "<script" not in row
