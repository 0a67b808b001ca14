"""Causes of different sorts are compared, where both versions tell one."""

from __future__ import annotations

import pytest

import align
from align.facts.causes import find_causes
from align.facts.contrasts import Contrast, find_contrasts


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "He was taken to hospital because of malaria.", [("malaria", "malaria")]),
        ("nl", "De wedstrijd werd wegens mist afgelast.", [("fog", "mist")]),
        ("ar", "أغلق المطار بسبب عاصفة رملية.", [("storm", "عاصفة رملية")]),
        ("en", "Malaria and storms are common there.", []),
        ("en", "Because of the weather, a strike was put off.", []),
    ],
)
def test_causes_are_found(lang: str, text: str, expected: list[tuple[str, str]]) -> None:
    found: list[Contrast] = list(find_causes(text, lang, find_contrasts(text, lang)))
    assert [(c.value, c.text) for c in found] == expected
    assert all(c.dimension == "cause" and text[c.start : c.end] == c.text for c in found)


def causes(a: str, b: str) -> list[str]:
    return [fact.why for fact in align.diff(a, b).facts if fact.why.startswith("cause")]


HERE = "The captain was taken to a military hospital because of malaria. He had been held for a year."
THERE = "De kapitein is wegens {} opgenomen in een militair ziekenhuis. Hij zat een jaar vast."


def test_causes_of_two_sorts_are_a_change() -> None:
    assert causes(HERE, THERE.format("een staking")) == ["cause: malaria / strike"]


@pytest.mark.parametrize("cause", ["malaria", "ziekte", "malaria na een staking"])
def test_the_same_cause_or_a_wider_word_for_it_is_none(cause: str) -> None:
    assert causes(HERE, THERE.format(cause)) == []
