"""Dates, times and periods, and how they compare."""

from __future__ import annotations

from datetime import date

import pytest

from align.diffing.details import Detail, relate
from align.facts.values import compare_values, find_values


def parts(lang: str, text: str, published: date | None = None) -> list[dict[str, int]]:
    """Return the parts of the dates of a sentence."""
    return [dict(value.date) for value in find_values(text, lang, published) if value.kind == "date"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "on 27 November 2014", {"day": 27, "month": 11, "year": 2014}),
        ("en", "on November 27th, 2014", {"day": 27, "month": 11, "year": 2014}),
        ("nl", "op 27 november", {"day": 27, "month": 11}),
        ("ar", "الواحدة والنصف ليلا", {"hour": 1, "minute": 30}),
        ("ar", "الحادية عشرة ليلا", {"hour": 23, "minute": 0}),
        ("en", "12 at night", {"hour": 0, "minute": 0}),
        ("nl", "2 uur 's nachts", {"hour": 2, "minute": 0}),
        ("nl", "27-11-2014", {"day": 27, "month": 11, "year": 2014}),
        ("ar", "في 9 شباط/فبراير 2014", {"day": 9, "month": 2, "year": 2014}),
        ("ar", "السابع والعشرين من تشرين الثاني", {"day": 27, "month": 11}),
        ("ar", "٢٧ كانون الأول", {"day": 27, "month": 12}),
        ("ar", "في أوت 1962", {"month": 8, "year": 1962}),
        ("en", "Friday morning", {"weekday": 5, "part": 3}),
        ("nl", "vrijdagochtend", {"weekday": 5, "part": 3}),
        ("nl", "donderdagnacht", {"weekday": 4, "part": 7}),
        ("ar", "فجر الأربعاء", {"weekday": 3, "part": 2}),
        ("ar", "الثلاثاء الماضي", {"weekday": 2}),
        ("en", "in the 1990s", {"decade": 1990}),
        ("nl", "de jaren negentig", {"decade": 90}),
        ("ar", "تسعينيات القرن الماضي", {"decade": 1990}),
        ("en", "the nineteenth century", {"century": 19}),
        ("nl", "een negentiende-eeuwse kerk", {"century": 19}),
        ("ar", "القرن التاسع عشر", {"century": 19}),
        ("ar", "عام 1435 هـ", {"year": 1435, "hijri": 1}),
        ("en", "last year", {"year_offset": -1}),
        ("ar", "أول من أمس", {"day_offset": -2}),
        ("en", "at 3:40 a.m.", {"hour": 3, "minute": 40}),
        ("nl", "om kwart voor vier", {"hour": 3, "minute": 45, "clock12": 1}),
        ("nl", "om half acht 's avonds", {"hour": 19, "minute": 30}),
        ("ar", "الساعة الثالثة وأربعين دقيقة صباحا", {"hour": 3, "minute": 40}),
        ("ar", "الثامنة إلا ربعا", {"hour": 7, "minute": 45, "clock12": 1}),
        ("en", "at 0800GMT", {"hour": 8, "minute": 0}),
    ],
)
def test_parts(lang: str, text: str, expected: dict[str, int]) -> None:
    assert parts(lang, text) == [expected]


def test_a_year_is_no_count_and_a_count_is_no_year() -> None:
    assert parts("en", "In 2014 the town was rebuilt") == [{"year": 2014}]
    assert parts("nl", "2000 mensen vluchtten") == []
    assert parts("en", "the 1950-53 war") == [{"year": 1950}, {"year": 1953}]


def test_relative_dates_are_seen_from_the_day_of_publication() -> None:
    (found,) = parts("nl", "gisteren", date(2014, 3, 1))
    assert (found["year"], found["month"], found["day"]) == (2014, 2, 28)
    (month,) = parts("ar", "الشهر الماضي", date(2014, 1, 15))
    assert (month["year"], month["month"]) == (2013, 12)


@pytest.mark.parametrize(
    ("lang_a", "a", "lang_b", "b", "relation"),
    [
        ("en", "28 November 2014", "nl", "vrijdag", "compatible"),
        ("en", "28 November 2014", "nl", "zaterdag", "different"),
        ("en", "12 November", "nl", "in november", "compatible"),
        ("en", "12 November", "ar", "12 شباط", "different"),
        ("en", "Thursday night", "en", "before dawn on Friday", "compatible"),
        ("en", "Friday morning", "nl", "vrijdagavond", "different"),
        ("en", "in 1995", "nl", "in de jaren negentig", "compatible"),
        ("en", "in 1995", "nl", "in de jaren tachtig", "different"),
        ("en", "at 3:40 p.m.", "nl", "om 15.40 uur", "same"),
        ("en", "at eight o'clock", "nl", "om acht uur 's avonds", "same"),
        ("en", "yesterday", "nl", "gisteravond", "same"),
        ("en", "27 November", "ar", "27 رمضان", "incomparable"),
    ],
)
def test_comparison(lang_a: str, a: str, lang_b: str, b: str, relation: str) -> None:
    (x,), (y,) = find_values(a, lang_a), find_values(b, lang_b)
    assert compare_values(x, y).relation == relation


def _detail(text: str, published: date | None = None) -> Detail:
    """Return the date of a sentence as a detail of its article."""
    (value,) = find_values(text, "en", published)
    return Detail("date", "value", 0, 0, value.start, value.end, value.text, value.canonical, value)


def test_dates_seen_from_days_that_are_not_known_are_no_change() -> None:
    this, last = "The talks ended this week.", "The talks ended last week."
    saturday, wednesday = date(2014, 11, 29), date(2014, 12, 3)
    assert relate(_detail(this), _detail(last))[0] == "incomparable"
    assert relate(_detail(this, saturday), _detail(last, wednesday))[0] in ("same", "compatible")
    assert relate(_detail(this, saturday), _detail(this, wednesday))[0] == "different"
    early, late = _detail("Prices rose early last year."), _detail("Prices rose late last year.")
    assert relate(early, late)[0] == "different"
