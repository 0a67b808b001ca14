"""Roles: headings, boilerplate and content, each with its reason."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from align.reading import article_from_text, read
from align.roles import assign
from align.splitter import split
from align.wordlists import entries, languages

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
BODY = "The river rose on Monday and reached the market before dark. People piled sandbags all night."


def verdict(line: str) -> tuple[str, str]:
    """Judge a line between two paragraphs of text."""
    return assign([[BODY], [line], [BODY]])[1][0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("LEES OOK Waarom bruggen slijten", "related article"),
        ("LEZEN  Waarom bruggen slijten", "related article"),
        ("Read also: Why bridges wear out", "related article"),
        ("» Lees ook: Waarom bruggen slijten.", "related article"),
        ("اقرأ أيضا: لماذا تفيض الأنهار", "related article"),
        ("إقرأْ أيضـاً: لماذا تفيض الأنهار", "related article"),
        ("Geef\u00a0een  reactie", "comment form"),
        ("À lire aussi : pourquoi les ponts s'usent", "related article"),
        ("Lesen Sie auch: Warum Brücken altern", "related article"),
        ("Share", "share button"),
        ("Delen:", "share button"),
        ("شارك", "share button"),
        ("Source: Example Wire and news agencies", "source line"),
        ("Bron: persbureaus", "source line"),
        ("المصدر : وكالات", "source line"),
        ("Je e-mailadres wordt niet gepubliceerd.", "comment form"),
        ("Naam * E-mail * Bericht *", "comment form"),
        ("Required fields are marked *", "comment form"),
        ("(Reporting by Ann Moss; Editing by Piet Vos)", "byline"),
        ("Door: Piet Vos", "byline"),
        ("Updated 12:30 GMT", "publication line"),
        ("12 comments", "comment form"),
        ("Home > News > World", "path of the page"),
        ("(ANP)", "agency credit"),
        ("Tags: river, flood", "tag line"),
        ("قائمة من 4 عناصر", "page control"),
        ("By Ann Moss and Piet de Vries", "byline"),
        ("Door Ann Moss", "byline"),
        ("Example Desk / Ann Moss / 3rd June 2024", "byline"),
        ("This content was published on", "publication line"),
        ("June 03, 2024 – 06:41", "date line"),
        ("maandag 3 juni 2024 om 12:30 uur", "date line"),
        ("الاثنين 3 يونيو 2024", "date line"),
        ("People look at the water [Ann Moss/Example Pictures]", "photo caption with credit"),
        ("Map_of the hills_July 3_1200GMT_2024-07", "file name"),
        ("flood-market.jpg", "file name"),
        ("https://example.com/river", "address"),
        ("The post River rises appeared first on Example.", "syndication line"),
        ("Advertentie", "advertisement"),
        ("All rights reserved 2024", "copyright line"),
    ],
)
def test_boilerplate(line: str, reason: str) -> None:
    assert verdict(line) == ("boilerplate", reason)


@pytest.mark.parametrize(
    "line",
    [
        "Reading the letter aloud, she wept.",
        "Lezen is leuk, zei de minister.",
        "Sharing food is a duty, he said.",
        "The bridge, by Monday, had gone.",
        "In June 2024 the river rose.",
        "Sourcing sand was hard.",
        "By Monday the river had fallen.",
        "Updated figures show that the river fell.",
        "Home prices fell. Tags went up.",
        "(Reuters saw it happen.)",
        "Doorgaan had geen zin.",
        "- a bed",
        "He said the following:",
        "1,200 people fled (Reuters) on 3 June 2024.",
        "Winds of 80 km/h [50 mph].",
        "وقال إن الجسر مغلق",
        "عثر رجال الإنقاذ على الصبي حيا تحت الأنقاض مساء يوم الاثنين في المدينة",
        "was “closed for a year",
    ],
)
def test_content(line: str) -> None:
    assert verdict(line) == ("content", "")


@pytest.mark.parametrize(
    "line", ["Israeli boats", "“High water”", "280 people left the town in one night", "ارتفاع المياه"]
)
def test_subheading(line: str) -> None:
    assert verdict(line) == ("heading", "subheading")


def test_titles_stand_above_the_text_and_may_be_repeated() -> None:
    found = assign([["River rises"], ["River rises"], ["Town cut off for days"], [BODY]])
    reasons = [block[0] for block in found]
    assert reasons == [
        ("heading", "title"),
        ("heading", "title repeated"),
        ("heading", "title"),
        ("content", ""),
    ]


def test_what_stands_first_is_no_related_article() -> None:
    assert assign([["Watch: how the bridge fell"], [BODY]])[0] == [("heading", "title")]


def test_a_title_may_ask() -> None:
    assert assign([["Is the bridge safe?"], [BODY]])[0] == [("heading", "title")]


def test_a_last_line_without_a_stop_is_content() -> None:
    assert assign([[BODY], ["Nobody was hurt"]])[1] == [("content", "")]


def test_lines_without_stops_are_not_all_headings() -> None:
    found = split("Five people died\nSix were hurt\nThe road is closed", "en")
    assert {sentence.role for sentence in found} == {"content"}


@pytest.mark.parametrize("text", ["Share", "Five people died", "LEES OOK Waarom bruggen slijten\n\nDelen"])
def test_a_text_is_never_left_without_content(text: str) -> None:
    assert "content" in {sentence.role for sentence in split(text, "nl")}


def test_what_follows_a_comment_form_at_the_end_belongs_to_it() -> None:
    found = assign([["Title"], [BODY], ["Geef een reactie"], ["Houd het netjes en blijf bij het onderwerp."]])
    assert found[3] == [("boilerplate", "comment form")]


def test_a_comment_link_above_the_text_takes_nothing_with_it() -> None:
    found = assign([["Leave a comment"], *([BODY * 4] for _ in range(3))])
    assert [block[0][0] for block in found] == ["boilerplate", "content", "content", "content"]


def test_titles_below_a_list_of_related_articles_belong_to_it() -> None:
    found = assign(
        [["Title"], [BODY], ["Related articles"], ["Why bridges wear out"], ["A town under water"]]
    )
    assert [block[0][0] for block in found] == ["heading", "content", *["boilerplate"] * 3]


@pytest.mark.parametrize(
    "line", ["_" * 250, "By " + "A" * 240 + "!x", "a " * 120 + "* b", "[" * 250, "By " + "A " * 120 + "é"]
)
def test_no_line_takes_long(line: str) -> None:
    clock = time.process_time()
    for _ in range(100):
        verdict(line)
    assert time.process_time() - clock < 0.5


def test_every_reason_is_given_for_what_is_not_content() -> None:
    article = article_from_text(f"Title\n\n{BODY}\n\nShare", lang="en")
    assert all((sentence.reason != "") == (sentence.role != "content") for sentence in article.sentences)


@pytest.mark.parametrize("lang", languages("boilerplate"))
def test_phrases_have_a_reason_a_place_and_words(lang: str) -> None:
    for entry in entries("boilerplate", lang):
        parts = [part.strip() for part in entry.split("|", 2)]
        assert len(parts) == 3, entry
        assert all(parts), entry
        assert parts[1] in ("start", "whole", "inside", "name"), entry


@pytest.mark.parametrize(
    "path", sorted(SEEDS.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_seeds_get_their_gold_sentences_and_roles(path: Path) -> None:
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = [(sentence.text, sentence.role) for sentence in read(path).sentences]
    assert found == [(item["text"], item["role"]) for item in gold["sentences"]]
