"""The report for a terminal: golden files, widths, directions, hostile words, and the summary in words."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from align.errors import OptionError
from align.report import view
from align.report.bidi import FSI, PDI, direction, is_control, isolate, neutralise
from align.report.display import char_width, shorten, text_width, wrap
from align.report.summary import LANGUAGES, cite, plural, summarise
from align.result import Diff, Status

GOLDEN = Path(__file__).parent / "golden" / "report"


@pytest.mark.parametrize("name", sorted(samples.goldens()))
def test_golden(name: str) -> None:
    assert samples.goldens()[name] == (GOLDEN / name).read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(samples.goldens())


@pytest.mark.parametrize("width", [20, 33, 60, 80, 120])
@pytest.mark.parametrize(
    "diff", [samples.fire(), samples.flood(), samples.hostile()], ids=["fire", "flood", "hostile"]
)
def test_no_line_is_wider_than_asked(diff: Diff, width: int) -> None:
    lines = diff.to_text(width=width, summary_lang="ar", show_kept=True).splitlines()
    # Titles, the counts of a version and the reason for a role are never cut to nothing.
    assert [line for line in lines if text_width(line) > max(width, 42)] == []


@pytest.mark.parametrize(
    "diff", [samples.fire(), samples.flood(), samples.hostile()], ids=["fire", "flood", "hostile"]
)
@pytest.mark.parametrize("summary_lang", [None, *LANGUAGES])
def test_isolates_are_balanced_on_every_line(diff: Diff, summary_lang: str | None) -> None:
    for line in diff.to_text(width=40, summary_lang=summary_lang).splitlines():
        depth = 0
        for char in line:
            depth += (char == FSI) - (char == PDI)
            assert depth >= 0, line
        assert depth == 0, line


def test_arabic_is_isolated_and_a_flag_turns_it_off() -> None:
    assert FSI in samples.flood().to_text()
    assert not {FSI, PDI} & set(samples.flood().to_text(bidi=False, summary_lang="ar"))
    assert not {FSI, PDI} & set(samples.fire().to_text())


def test_hostile_words_reach_the_terminal_as_codes_only() -> None:
    text = samples.hostile().to_text(color=False, show_kept=True, summary_lang="en")
    ours = {FSI, PDI}
    assert [char for char in text if is_control(char) and char not in ours] == []
    assert "<U+202E>" in text
    assert "<U+001B>" in text


def test_colour_is_never_the_only_sign() -> None:
    plain = re.sub("\033\\[[0-9;]*m", "", samples.fire().to_text(color=True))
    assert plain == samples.fire().to_text(color=False)


def test_signature_is_last_and_counts_are_first() -> None:
    lines = samples.fire().to_text().splitlines()
    assert lines[0] == "2 changed, 4 dropped (only in a), 2 added (only in b), 1 unsure, 5 kept"
    assert lines[-1] == "signature: align 0.1.0 encoder=hand order=free"


def test_low_comparable_warns() -> None:
    diff = samples.fire()
    strangers = dataclasses.replace(diff, alignment=dataclasses.replace(diff.alignment, comparable=0.05))
    assert "warning: a and b hardly look like versions of one article" in strangers.to_text()
    assert "warning" not in diff.to_text()


def test_a_diff_without_facts_says_so() -> None:
    empty = dataclasses.replace(samples.same(), facts=())
    assert "warning: no facts were found in either text" in empty.to_text()
    assert [str(s) for s in summarise(empty, "en")] == [
        "No facts were found in \u2068a.txt\u2069 and \u2068b.txt\u2069."
    ]


def test_a_dropped_sentence_with_two_claims_and_two_values_is_one_entry() -> None:
    (entry,) = view.entries(samples.fire(), "dropped")
    assert [fact.id for fact in entry.claims] == ["f8", "f10"]
    assert [fact.id for fact in entry.details] == ["f9", "f11"]
    (quotation,) = view.quotations(samples.fire(), entry, "a")
    assert len(quotation.marks) == 2


@pytest.mark.parametrize("status", view.SHOWN)
@pytest.mark.parametrize(
    "diff", [samples.fire(), samples.flood(), samples.hostile()], ids=["fire", "flood", "hostile"]
)
def test_every_fact_is_in_exactly_one_entry(diff: Diff, status: Status) -> None:
    found = [fact.id for entry in view.entries(diff, status) for fact in entry.facts]
    assert sorted(found) == sorted(fact.id for fact in diff.facts if fact.status == status)


def test_quoted_words_rebuild_the_quoted_span() -> None:
    diff = samples.flood()
    for status in view.SHOWN:
        for entry in view.entries(diff, status):
            for side in ("a", "b"):
                text = view.article_of(diff, side).text
                for found in view.quotations(diff, entry, side):
                    for whole in (True, False):
                        parts = view.quoted_parts(diff, side, found, whole_words=whole)
                        words = "".join(part for part, _ in parts if part not in ("… ", " …"))
                        assert words == text[found.start : found.end]


def test_a_mark_inside_an_arabic_word_grows_to_the_word() -> None:
    assert "[بسبع]" in samples.flood().to_text()


def test_a_detail_without_a_known_claim_is_reported_alone() -> None:
    diff = samples.fire()
    lost = dataclasses.replace(diff.facts[5], within="f99")
    alone = dataclasses.replace(diff, facts=(lost,))
    assert "≠ number: 46 / about 40" in alone.to_text()


# Widths: (text, columns).
@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("漢字", 4),  # wide characters take two
        ("e\u0301", 1),  # a combining accent takes none
        ("مُحَمَّد", 4),  # four letters, four marks
        (f"{FSI}a{PDI}", 1),  # isolates take none
        ("\u200d", 0),
        ("ﾊ", 1),  # half width
    ],
)
def test_width(text: str, columns: int) -> None:
    assert text_width(text) == columns


@given(st.text(), st.integers(2, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= width for line in lines)


@given(st.text(), st.integers(2, 30))
def test_shortening_fits(text: str, width: int) -> None:
    assert text_width(shorten(text, width)) <= width


@given(st.text())
def test_neutralised_text_holds_no_control(text: str) -> None:
    assert not any(is_control(char) for char in neutralise(text))
    assert neutralise(neutralise(text)) == neutralise(text)


@pytest.mark.parametrize(
    "code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0, 7, 0x1B, 0x7F, 0x85, 0x9B, 0x2028]
)
def test_each_control_is_shown_by_its_code(code: int) -> None:
    assert neutralise(f"a{chr(code)}b") == f"a<U+{code:04X}>b"


@pytest.mark.parametrize(
    "text", ["l\u2019été", "م\u0640حمد", "می\u200cروم", "a\u200fb", "👩\u200d👧", "tab\tand\nline"]
)
def test_text_without_controls_is_left_alone(text: str) -> None:
    assert neutralise(text) == text


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("nl", "ltr"),
        ("zh", "ltr"),
        ("und", "auto"),
        ("", "auto"),
    ],
)
def test_direction(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_an_arabic_line_that_begins_with_latin_still_runs_right_to_left() -> None:
    assert isolate("AFP قالت", "ar") == "\u2068\u200fAFP قالت\u2069"
    assert isolate("قالت AFP", "ar") == "\u2068قالت AFP\u2069"
    assert isolate("AFP 2024،", "ar") == "\u2068\u200fAFP 2024،\u2069"
    assert isolate("AFP", "nl") == "AFP"


# Arabic plural categories as in Unicode CLDR.
@pytest.mark.parametrize(
    ("count", "category"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (103, "few"),
    ],
)
def test_arabic_plural(count: int, category: str) -> None:
    assert plural("ar", count) == category


def test_citation_shortens_runs() -> None:
    assert cite(["f1", "f2", "f3", "f7", "f9", "f10"]) == "f1–f3, f7, f9, f10"
    assert cite([]) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_a_summary_cites_facts_that_exist(lang: str) -> None:
    for diff in (samples.fire(), samples.flood(), samples.same()):
        known = {fact.id for fact in diff.facts}
        for sentence in summarise(diff, lang):
            assert sentence.facts
            assert set(sentence.facts) <= known


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3, 11, 100])
def test_every_language_has_a_sentence_for_every_count(lang: str, count: int) -> None:
    base = samples.fire()
    facts = []
    for fact in base.facts:
        for copy in range(count):
            within = f"{fact.within}x{copy}" if fact.within else ""
            facts.append(dataclasses.replace(fact, id=f"{fact.id}x{copy}", within=within))
    words = " ".join(map(str, summarise(dataclasses.replace(base, facts=tuple(facts)), lang)))
    assert "{" not in words
    cited = {fact.id for fact in facts if fact.status in ("changed", "unsure")}
    said = {name for s in summarise(dataclasses.replace(base, facts=tuple(facts)), lang) for name in s.facts}
    assert cited <= said


def test_unknown_summary_language() -> None:
    with pytest.raises(OptionError, match=r"^expected a summary language of ar, en, nl, got 'fr'$"):
        summarise(samples.fire(), "fr")


def test_char_width_of_marks() -> None:
    assert char_width("\u064f") == 0


def test_controls_are_those_of_the_unicode_categories() -> None:
    import sys
    import unicodedata

    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        ):  # fmt: skip
            assert is_control(char, keep=""), hex(code)
        elif not (0xFDD0 <= code <= 0xFDEF or 0xE0000 <= code <= 0xE007F):
            assert not is_control(char, keep=""), hex(code)


def test_the_kind_is_named_once() -> None:
    diff = samples.fire()
    fact = dataclasses.replace(diff.facts[5], why="number: 46 / about 40")
    text = dataclasses.replace(diff, facts=(fact,)).to_text()
    assert "≠ number: 46 / about 40 (f5 0.91)" in " ".join(text.split())


def test_low_comparable_is_said_once() -> None:
    diff = samples.fire()
    note = (
        "the two texts hardly look like versions of one article (comparable 0.12): read the result with care"
    )
    alignment = dataclasses.replace(diff.alignment, comparable=0.123, notes=(note, "another remark"))
    text = dataclasses.replace(diff, alignment=alignment).to_text()
    assert text.count("hardly look like versions") == 1
    assert "note: another remark" in text
