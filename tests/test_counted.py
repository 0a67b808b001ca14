"""One number of two things, and words that differ beside a value."""

import pytest
from fact_samples import changes

from align.facts.values import find_values

SCHOOLS = "The floods hit Lahore hardest. In Lahore district alone, 46 schools were destroyed on Monday."


@pytest.mark.parametrize(
    ("other", "change"),
    [
        (
            "Lahore leed het meest. Alleen al in het district Lahore werden maandag 46 ziekenhuizen "
            "verwoest.",
            ("46 schools", "46 ziekenhuizen"),
        ),
        (
            "كانت لاهور الأكثر تضررا من الفيضانات. وفي منطقة لاهور وحدها دُمر يوم الاثنين 46 مستشفى.",
            ("46 schools", "46 مستشفى"),
        ),
    ],
)
def test_other_things_are_counted(other: str, change: tuple[str, str]) -> None:
    assert change in changes(SCHOOLS, other)


def test_the_same_things_are_counted() -> None:
    other = "Lahore leed het meest. Alleen al in het district Lahore werden maandag 46 scholen verwoest."
    assert changes(SCHOOLS, other) == []


def test_a_contrast_stands_beside_a_word_that_singles_out() -> None:
    other = "كانت لاهور الأكثر تضررا من الفيضانات. وفي منطقة لاهور وحدها تضررت يوم الاثنين 46 مدرسة."
    assert ("destroyed", "تضررت") in changes(SCHOOLS, other)


def test_a_time_of_day_is_told_once() -> None:
    here = "The airport of Saint-Denis is expected to reopen at noon on Friday."
    there = "Het vliegveld van Saint-Denis gaat vrijdag naar verwachting om middernacht weer open."
    assert changes(here, there) == [("at noon", "middernacht")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The war led to the displacement of 280,000 people; this number may rise to 1.5 million."),
        (
            "nl",
            "De strijd leidde tot de ontheemding van 280.000 mensen; dat aantal kan oplopen tot 1,5 miljoen.",
        ),
        ("ar", "أدت المعارك إلى نزوح 280 ألف شخص، ويخشى أن يرتفع هذا العدد إلى 1.5 مليون."),
    ],
)
def test_this_number_counts_what_the_number_before_it_counts(lang: str, text: str) -> None:
    first, second = find_values(text, lang)
    assert (first.state, second.state) == ("displaced", "displaced")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In all 15 people were killed, and the number of fires rose to 30."),
        ("nl", "Er kwamen 15 mensen om het leven en het aantal branden steeg naar 30."),
    ],
)
def test_the_number_of_something_else_counts_that(lang: str, text: str) -> None:
    first, second = find_values(text, lang)
    assert (first.state, second.state) == ("dead", "")


def test_a_number_that_refers_to_nothing_counts_nothing() -> None:
    first, second = find_values("In all 280,000 people were displaced, and the line is 15.", "en")
    assert (first.state, second.counted, second.state) == ("displaced", "", "")


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("en", "The three-storey Santa Rita school caved in.", [("three", "floor")]),
        ("en", "A curfew of two weeks and three days of mourning.", [("two weeks", ""), ("three days", "")]),
        ("nl", "Het duurde twee weken en drie dagen.", [("twee weken en drie dagen", "")]),
    ],
)
def test_what_is_counted_ends_where_the_next_thing_begins(
    lang: str, text: str, said: list[tuple[str, str]]
) -> None:
    assert [(value.text, value.counted) for value in find_values(text, lang)] == said
