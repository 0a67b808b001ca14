"""Comparing values: less precise and converted values agree, others do not, and the note says why."""

from __future__ import annotations

import pytest

from align.facts.model import Value
from align.facts.values import compare_values, find_values


def only(lang: str, text: str) -> Value:
    """Return the one value of a phrase."""
    (value,) = find_values(text, lang)
    return value


CASES = [
    ("en", "280,000 people", "nl", "280.000 mensen", "same"),
    ("en", "280,000", "en", "about 280,000", "compatible"),
    ("en", "more than 50,000 people", "en", "52,300 people", "compatible"),
    ("en", "more than 50,000 people", "en", "about 46,000 people", "different"),
    ("en", "tens of thousands of people", "nl", "46.000 mensen", "compatible"),
    ("en", "tens of thousands", "nl", "duizenden", "different"),
    ("en", "5 km", "en", "3 miles", "compatible"),
    ("en", "5 km", "en", "8 miles", "different"),
    ("en", "about forty kilometres", "nl", "40 km", "compatible"),
    ("en", "46 km", "en", "about 40 km", "different"),
    ("en", "the third largest of the country's dams", "en", "the second-largest dam", "different"),
    ("en", "six of the town's schools", "nl", "zeven scholen", "different"),
    ("en", "six of the town's schools", "nl", "zeven dammen", "incomparable"),
    ("en", "46 people", "en", "46 km", "incomparable"),
    ("en", "46 people", "en", "on 27 November", "incomparable"),
    ("en", "at least 23 dead", "nl", "23 doden", "compatible"),
    ("en", "at least 23 dead", "nl", "minstens 31 doden", "different"),
    ("en", "nearly 300", "en", "more than 300", "different"),
    ("en", "2.8 million people", "en", "2,785,000 people", "compatible"),
    ("en", "40 people", "en", "46 people", "different"),
    ("en", "10-15 people", "en", "12 people", "compatible"),
    ("en", "10-15 people", "en", "17 people", "different"),
    ("en", "2.5 percentage points", "en", "250 basis points", "same"),
    ("en", "half of the homes", "nl", "50 procent van de huizen", "same"),
    ("en", "30 days", "ar", "شهر واحد", "compatible"),
    ("en", "$40,000", "nl", "14.000 dollar", "different"),
    ("en", "$40", "nl", "40 euro", "incomparable"),
    ("en", "18 million Canadian dollars", "nl", "18 miljoen dollar", "same"),
    ("en", "90 degrees", "nl", "32 graden", "compatible"),
    ("en", "3rd", "nl", "vierde", "different"),
]


@pytest.mark.parametrize(("lang_a", "a", "lang_b", "b", "relation"), CASES)
def test_relation(lang_a: str, a: str, lang_b: str, b: str, relation: str) -> None:
    x, y = only(lang_a, a), only(lang_b, b)
    assert compare_values(x, y).relation == relation
    assert compare_values(y, x).relation == relation


def test_notes_are_for_people() -> None:
    assert compare_values(only("en", "46 km"), only("nl", "ongeveer 40 km")).note == "46 km / about 40 km"
    assert compare_values(only("en", "5 km"), only("en", "3 miles")).note == "other unit: 5 km / 3 mi"
    assert compare_values(only("en", "5 km"), only("nl", "vijf kilometer")).note == ""


def test_a_value_is_the_same_as_itself() -> None:
    text = "At least 23 of about 1,200 tents, 46 km away, burnt on Friday morning at 3:40 a.m. in 2014."
    for value in find_values(text, "en"):
        assert compare_values(value, value).relation == "same"
