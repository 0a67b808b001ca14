"""The splitting benchmark: how paragraphs are rebuilt and boundaries counted, on data one can check."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.splitting import SYSTEMS, bounded, measure, news, treebank

TREEBANK = """\
# newdoc id = d1
# sent_id = d1.p.1.s.1
# text = It rained.
1\tIt\t_
2\trained\t_\tSpaceAfter=No
3\t.\t_\tSpaceAfter=No

# sent_id = d1.p.1.s.2
# text = She left.
1\tShe\t_

# newpar
# sent_id = d1.p.2.s.1
# text = No stop here
1\tNo\t_

# sent_id = d1.p.2.s.2
# text = The end.
1\tThe\t_
"""


@pytest.fixture
def conllu(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu"
    path.write_text(TREEBANK, "utf-8")
    return path


def test_paragraphs_are_rebuilt_with_their_spaces(conllu: Path) -> None:
    by_marks = treebank(conllu)
    assert [p.text for p in by_marks] == ["It rained.She left.", "No stop here The end."]
    assert [sorted(p.boundaries) for p in by_marks] == [[9], [10]]
    assert [p.stopped for p in by_marks] == [True, False]
    assert treebank(conllu, r".*\.p\.\d+(?=\.s\.)") == by_marks


def test_figures_count_internal_boundaries(conllu: Path) -> None:
    row = measure("small", "align", "en", treebank(conllu)[1:])
    assert (row.precision, row.recall, row.f1) == (0.0, 0.0, 0.0)
    row = measure("small", "align", "en", [p for p in treebank(conllu) if p.stopped])
    assert (row.precision, row.recall, row.f1) == (1.0, 1.0, 1.0)


def test_news_is_joined_without_its_headline(tmp_path: Path) -> None:
    path = tmp_path / "news.tsv"
    path.write_text(
        "doc\ten\tnl\nd1\tRain\tRegen\nd1\tIt rained.\tHet regende.\nd1\tAll day.\tDe hele dag.\n", "utf-8"
    )
    (paragraph,) = news(path, "nl")
    assert (paragraph.text, sorted(paragraph.boundaries)) == ("Het regende. De hele dag.", [11])


def test_a_library_that_does_not_finish_has_no_figures(conllu: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(language: str) -> object:
        raise SystemExit(1)

    monkeypatch.setitem(SYSTEMS, "stuck", stuck)
    assert bounded(30.0, "small", "stuck", "en", treebank(conllu)) is None
