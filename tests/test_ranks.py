"""Superlatives with their rank: the largest, the second-largest, one of the largest."""

from __future__ import annotations

import pytest
from fact_samples import changes

from align.facts.ranks import find_ranks
from align.facts.values import find_values


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It is the largest dam in the country.", [("largest", "1st", "largest")]),
        ("en", "It is the second-largest dam.", [("largest", "2nd", "second-largest")]),
        ("en", "It is one of the country's oldest clubs.", [("oldest", "one of several", "oldest")]),
        ("nl", "Het is de op een na grootste stuwdam.", [("largest", "2nd", "op een na grootste")]),
        ("nl", "Het is een van de oudste clubs.", [("oldest", "one of several", "oudste")]),
        ("nl", "De stad is groter dan Gent.", []),
        ("ar", "وهو ثالث أكبر سد في البلاد.", [("largest", "3rd", "ثالث أكبر")]),
        ("ar", "ثانية كبرى الشركات", [("largest", "2nd", "ثانية كبرى")]),
        ("ar", "أحد أقدم أندية البلاد.", [("oldest", "one of several", "أقدم")]),
        ("ar", "المدينة أكبر من حلب.", []),
        ("de", "Es ist der größte Damm.", []),
    ],
)
def test_superlatives_are_found(lang: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    ordinals = [value for value in find_values(text, lang) if value.unit == "ordinal"]
    found = list(find_ranks(text, lang, 0, ordinals))
    assert [(c.dimension, c.value, c.text) for c in found] == expected
    assert all(text[c.start : c.end] == c.text for c in found)


HERE = (
    "The Montalba reservoir, the {} in the region, is nearly empty. Farmers blocked the motorway on Tuesday."
)


@pytest.mark.parametrize(
    "there",
    [
        "Het stuwmeer van Montalba, het {} van de streek, is bijna leeg. Boeren blokkeerden de snelweg.",
        "خزان مونتالبا، وهو {} خزان في الإقليم، شبه فارغ. وأغلق المزارعون الطريق السريع يوم الثلاثاء.",
    ],
)
def test_another_rank_is_a_change_and_the_same_is_none(there: str) -> None:
    first, second = ("أكبر", "ثاني أكبر") if "خزان" in there else ("grootste", "op een na grootste")
    assert ("largest", second) in changes(HERE.format("largest"), there.format(second))
    assert changes(HERE.format("largest"), there.format(first)) == []
    assert changes(HERE.format("second-largest"), there.format(second)) == []
