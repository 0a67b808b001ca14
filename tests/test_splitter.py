"""The splitter: golden cases, losslessness on any text, linear time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.article import Sentence
from align.layout import paragraphs
from align.splitter import has_rules, split
from align.wordlists import entries, languages

GOLDEN = Path(__file__).resolve().parent / "golden" / "split"
SNIPPETS = [
    "Dr. ",
    "U.S. ",
    "“Ja.” ",
    '" ',
    "؟ ",
    "。",
    "。」と",
    "\r\n",
    "\n\n",
    "...",
    "af.Dat ",
    "وأوضح ",
    "1. ",
    "[2]",
]


def golden_cases() -> list[tuple[str, str, str, list[str]]]:
    """Read (language, name, text, expected lines) from every golden file."""
    cases = []
    for path in sorted(GOLDEN.glob("*.txt")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            name, text, rule, *expected = block.split("\n")
            assert name.startswith("# "), f"{path.name}: a case starts with a name, not {name!r}"
            assert rule == "---", f"{path.name}: {name} has no line ---"
            cases.append((path.stem, name[2:], text.replace("⏎", "\n"), expected))
    return cases


def shown(sentence: Sentence) -> str:
    role = "" if sentence.role == "content" else f"[{sentence.role}] "
    return role + sentence.text.replace("\n", "⏎")


@pytest.mark.parametrize(
    ("lang", "name", "text", "expected"),
    [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in golden_cases()],
)
def test_golden(lang: str, name: str, text: str, expected: list[str]) -> None:
    found = split(text, None if lang == "neutral" else lang)
    assert [shown(sentence) for sentence in found] == expected, name


def check_lossless(text: str, lang: str | None) -> None:
    position = 0
    for index, sentence in enumerate(split(text, lang)):
        assert sentence.id == index
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert text[position : sentence.start].strip() == ""
        assert sentence.start >= position
        position = sentence.end
    assert text[position:].strip() == ""


@given(st.text(), st.sampled_from([None, "nl", "en", "ar", "de", "xx"]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_rebuilt_by_its_sentences(text: str, lang: str | None) -> None:
    check_lossless(text, lang)


@given(
    st.lists(
        st.sampled_from(
            [*SNIPPETS, "word ", "Word", ".", "!", "?", '"', "”", "(", ")", " ", "\u2029", "\x85"]
        )
    ),
    st.sampled_from([None, "nl", "en", "ar", "fr"]),
)
@settings(max_examples=400, deadline=None)
def test_awkward_text_is_rebuilt_by_its_sentences(pieces: list[str], lang: str | None) -> None:
    check_lossless("".join(pieces), lang)


def test_marks_of_direction_do_not_hide_a_stop() -> None:
    assert len(split("انتهى الاجتماع.\u200f غادر الوفد. \u200fعاد الجميع.", "ar")) == 3
    assert len(split("It ended.\u200e Nobody left.\u2069 They stayed.", "en")) == 3


def test_paragraphs_are_counted_from_zero() -> None:
    found = split("One is here. Two is here.\n\nThree is here.\r\n\r\nFour is here.", "en")
    assert [sentence.paragraph for sentence in found] == [0, 0, 1, 2]


def test_empty_and_blank_text_have_no_sentences() -> None:
    assert split("") == ()
    assert split(" \n\t\u00a0\n") == ()


def test_a_title_above_one_long_line_is_not_wrapped_text() -> None:
    text = "A title of some length that stands alone\nThe first paragraph is short."
    assert len(paragraphs(text)) == 2


def test_text_after_a_wrapped_word_continues() -> None:
    assert len(paragraphs("The minister said on Monday that the road to the\ncoast is open.")) == 1


WRAPPED = (
    "The river rose on Monday and by the evening it had\n"
    "reached the market, where people piled sandbags to\n"
    "keep the water out. The road was closed from May\n"
    "27. It opened again in June."
)


def test_a_repeated_title_is_not_joined_in_wrapped_text() -> None:
    title = "The river rises again and cuts off the whole town"
    assert len(paragraphs(f"{title}\n{title}\n\n{WRAPPED}")) == 3


def test_a_date_at_the_start_of_a_wrapped_line_is_no_list_item() -> None:
    assert len(paragraphs(WRAPPED)) == 1


def test_list_items_are_paragraphs() -> None:
    text = "These things were found in the old house:\n- a lamp and a chair\n- a bed"
    assert len(paragraphs(text)) == 3


@pytest.mark.parametrize(
    "piece", ["dr. ", "Dr. ", "A. ", ". ", "? ", '." ', '" "a ', "x\n", "[1] ", ") ", "a. b", "!"]
)
def test_time_is_linear(piece: str) -> None:
    def best(count: int) -> float:
        text, times = piece * count, []
        for _ in range(3):
            clock = time.process_time()
            split(text, "en")
            times.append(time.process_time() - clock)
        return min(times)

    # Four times the text may take four times the time, and some noise, but not sixteen times.
    assert best(16_000) < 10 * best(4_000) + 0.02


def test_a_megabyte_of_titles_takes_less_than_a_second() -> None:
    clock = time.process_time()
    assert len(split("dr. " * 250_000, "nl")) == 1
    assert time.process_time() - clock < 1


def test_a_language_tag_selects_the_rules_of_its_language() -> None:
    text = "Zie bijv. Utrecht."
    assert split(text, "nl-BE") == split(text, "nl") != split(text)


def test_languages_with_rules() -> None:
    assert [lang for lang in ("ar", "de", "en", "fr", "nl", "sv", "neutral") if has_rules(lang)] == [
        *("ar", "de", "en", "fr", "nl")
    ]


@pytest.mark.parametrize("folder", ["abbreviations", "titles"])
def test_every_abbreviation_ends_in_a_stop_and_has_a_known_mark(folder: str) -> None:
    for lang in [*languages(folder), "neutral"]:
        for entry in entries(folder, lang):
            word, _, kind = entry.partition(" ")
            assert word.endswith("."), f"{folder}/{lang}.txt: {entry}"
            assert kind in ("", "number", "end", "closing"), f"{folder}/{lang}.txt: {entry}"
            assert word == word.lower(), f"{folder}/{lang}.txt: {entry}"
