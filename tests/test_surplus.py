"""A name or day said twice that is another one once in the facing sentence."""

import pytest
from fact_samples import changes

TWICE = "Israel bombed the port of Beirut on Monday, and officials in Israel said more raids would follow."


@pytest.mark.parametrize(
    ("other", "name"),
    [
        (
            "Israël bombardeerde maandag de haven van Beiroet, en functionarissen in Syrië zeiden dat er "
            "meer aanvallen zouden volgen.",
            "Syrië",
        ),
        ("قصفت إسرائيل ميناء بيروت يوم الاثنين، وقال مسؤولون في سوريا إن مزيدا من الغارات ستتبع.", "سوريا"),
    ],
)
def test_one_of_two_mentions_is_another_name(other: str, name: str) -> None:
    assert changes(TWICE, other) == [("Israel", name)]


@pytest.mark.parametrize(
    "other",
    [
        "Israël bombardeerde maandag de haven van Beiroet, en functionarissen daar zeiden dat er meer "
        "aanvallen zouden volgen.",
        "قصفت إسرائيل ميناء بيروت يوم الاثنين، وقال مسؤولون إسرائيليون إن مزيدا من الغارات ستتبع.",
    ],
)
def test_a_mention_less_is_no_change(other: str) -> None:
    assert changes(TWICE, other) == []


def test_a_weekday_is_not_explained_by_the_day_of_the_dateline() -> None:
    here = "AMSTERDAM, 29 July 2024 - Philips on Monday raised its profit forecast for the year."
    there = "أمستردام، 29 تموز/يوليو 2024 - رفعت شركة فيليبس، الثلاثاء، توقعاتها لأرباح العام."
    same = "أمستردام، 29 تموز/يوليو 2024 - رفعت شركة فيليبس، الاثنين، توقعاتها لأرباح العام."
    assert changes(here, there) == [("Monday", "الثلاثاء")]
    assert changes(here, same) == []
