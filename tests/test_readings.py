"""Arabic names that spaces and clitics hide."""

import pytest

from align.diffing.readings import joined, told_spans, unglued
from align.diffing.spellings import spelled_in


@pytest.mark.parametrize(
    ("glued", "name"), [("هالدنفي", "هالدن"), ("ترافورتمن", "ترافورت"), ("عنبرونسكي", "برونسكي")]
)
def test_name_glued_to_a_function_word_is_read(glued: str, name: str) -> None:
    assert name in unglued(glued)


@pytest.mark.parametrize("word", ["في", "برونتلي", "المدينة"])
def test_word_that_holds_no_function_word_is_left_whole(word: str) -> None:
    assert unglued(word) == ()


def test_name_in_two_words_is_joined_without_its_clitic() -> None:
    assert "نووبي" in joined("ونوو", "بي")
    assert spelled_in("Noobey", "غنى ونوو بي أمس") > spelled_in("Noobey", "غنى ونوو أمس")


def test_long_words_and_function_words_are_not_joined() -> None:
    assert joined("المدينة", "الكبيرة") == ()
    assert joined("في", "تار") == ()


def test_acronym_is_read_letter_by_letter_behind_a_preposition() -> None:
    text = "قال متحدث لسي دي إن أمس"
    assert [text[start:end] for start, end in told_spans(text, "Spokesman of CDN said", "en")] == [
        "لسي دي إن"
    ]
    assert told_spans(text, "Spokesman of KLM said", "en") == ()
