"""The summary of many versions in words, and the tables that a matrix gives to other programs."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
import report_samples as samples
from test_matrix import by_hand
from test_matrix_html import arabic

from align.derivation import Derivation
from align.errors import OptionError
from align.matrix.model import Matrix
from align.report.display import text_width
from align.report.matrix_summary import summarise_matrix
from align.report.summary import LANGUAGES


def plain(matrix: Matrix, lang: str = "en") -> list[str]:
    return [s.rendered(lambda part: part.text) for s in summarise_matrix(matrix, lang)]


def test_the_summary_in_full() -> None:
    assert plain(by_hand()) == [
        "A number differs: Twelve in a, b; Fifteen in c. [r2]",
        "c lacks one statement that most versions make. [r3]",
        "One fact is uncertain and needs a reader. [r4]",
        "All versions share one statement. [r1]",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_cites_rows_that_exist(lang: str) -> None:
    matrix = by_hand()
    sentences = summarise_matrix(matrix, lang)
    assert len(sentences) == 4
    for sentence in sentences:
        assert sentence.facts
        assert set(sentence.facts) <= {row.id for row in matrix.rows}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3, 11, 100])
@pytest.mark.parametrize("directed", [True, False])
def test_every_language_has_a_sentence_for_every_count(lang: str, count: int, directed: bool) -> None:
    base = by_hand()
    alone = dataclasses.replace(base.rows[2], id="r9", cells=(base.rows[2].cells[0], None, None))
    rows = tuple(
        dataclasses.replace(row, id=f"{row.id}x{k}", within="")
        for row in (*base.rows, alone)
        for k in range(count)
    )
    kinds = ("translation", "shortened", "copy")
    derived = tuple(Derivation(0, 1, kind, 1.0, "", directed) for kind in kinds)  # type: ignore[arg-type]
    words = " ".join(plain(dataclasses.replace(base, rows=rows, derivations=derived), lang))
    assert "{" not in words
    said = {name for s in summarise_matrix(dataclasses.replace(base, rows=rows), lang) for name in s.facts}
    assert {row.id for row in rows if row.status in ("contested", "missing", "unique")} <= said


def test_facts_that_differ_alike_are_one_sentence() -> None:
    base = by_hand()
    twin = dataclasses.replace(base.rows[1], id="r7")
    said = plain(dataclasses.replace(base, rows=(*base.rows, twin)))
    assert said[0] == "A number differs: Twelve in a, b; Fifteen in c. [r2, r7]"


def test_a_matrix_without_rows_and_an_unknown_language() -> None:
    assert plain(dataclasses.replace(by_hand(), rows=())) == ["No facts were found in a, b, c."]
    assert plain(dataclasses.replace(by_hand(), rows=by_hand().rows[:1])) == [
        "All versions say the same. [r1]"
    ]
    with pytest.raises(OptionError, match=r"^expected a summary language of ar, en, nl, got 'fr'$"):
        by_hand().to_text(summary_lang="fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reports_carry_the_summary(lang: str) -> None:
    matrix = arabic()
    for line in matrix.to_text(width=40, summary_lang=lang).splitlines():
        assert text_width(line) <= 40
        assert line.count("\u2068") == line.count("\u2069")
    assert not {"\u2068", "\u2069"} & set(matrix.to_text(bidi=False, summary_lang=lang))
    assert f'<ul lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in matrix.to_html(summary_lang=lang)
    assert "[r2]" in matrix.to_markdown(summary_lang=lang)
    assert "[r2]" not in matrix.to_markdown()


def test_latex_has_a_line_for_each_row_that_is_not_unanimous() -> None:
    table = by_hand().to_latex()
    assert table.splitlines()[6:9] == [
        r"contested & number & \textbf{A} Twelve & \textbf{A} Twelve & \textbf{B} Fifteen \\",
        r"missing & claim & The captain left & Twelve died, the captain gone. & -- \\",
        r"minority & place & captain & \textbf{?} captain & -- \\",
    ]
    assert table.count(r"p{0.21\linewidth}") == 3
    assert r"\foreignlanguage{arabic}{" in arabic().to_latex()
    assert re.search(r"^% 1 contested, ", table, re.MULTILINE)


def test_records_survive_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pandas as pd

    for name, frame in (("matrix", arabic().to_pandas()), ("diff", samples.flood().to_pandas())):
        path = tmp_path / f"{name}.parquet"
        frame.to_parquet(path)
        back = pd.read_parquet(path, dtype_backend="numpy_nullable")
        pd.testing.assert_frame_equal(back, frame, check_dtype=False)
        assert [str(t) for t in pd.read_parquet(path).dtypes] == [str(t) for t in frame.dtypes]
