"""Words that exclude each other are found in three languages, and the data file is sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import align
from align.facts.contrasts import contrast_words, find_contrasts, near_classes

DATA = Path(align.__file__).parent / "data" / "contrasts.tsv"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "north of the river", [("direction", "north", "north"), ("water", "river", "river")]),
        ("en", "the north-eastern side", [("direction", "northeast", "north-eastern")]),
        ("nl", "ten noordoosten van de stad", [("direction", "northeast", "noordoosten")]),
        ("nl", "het huis werd verwoest", [("damage", "destroyed", "verwoest")]),
        ("ar", "شمالي المدينة", [("direction", "north", "شمالي")]),
        ("ar", "والشرقية", [("direction", "east", "والشرقية")]),
        ("en", "He was found not guilty.", [("verdict", "acquitted", "not guilty")]),
        (
            "en",
            "Finance Minister Mali blamed the Ministry of Health.",
            [
                ("ministry", "finance", "Finance"),
                ("role", "minister", "Minister"),
                ("ministry", "health", "Ministry of Health"),
            ],
        ),
        ("nl", "Hij is buiten levensgevaar.", [("condition", "stable", "buiten levensgevaar")]),
        ("ar", "هو في حالة حرجة", [("condition", "critical", "حالة حرجة")]),
        ("en", "She denied the report.", [("stance", "denied", "denied")]),
        ("en", "He is still at large.", [("custody", "at large", "at large")]),
        (
            "nl",
            "Zijn broer reed de vrachtwagen.",
            [("kin", "brother", "broer"), ("vehicle", "truck", "vrachtwagen")],
        ),
        ("ar", "قال مهندسان", [("role", "engineer", "مهندسان")]),
        ("ar", "شقيقته في المستشفى", [("kin", "sister", "شقيقته"), ("building", "hospital", "المستشفى")]),
        ("ar", "طائرة مسيرة", [("attack", "drone", "طائرة مسيرة")]),
        ("ar", "مقتل خمسة على الأقل", [("casualty", "dead", "مقتل")]),
        (
            "en",
            "the vice presidential candidate",
            [("role", "vice president", "vice presidential"), ("group", "candidate", "candidate")],
        ),
        ("nl", "de vicepremier", [("role", "deputy prime minister", "vicepremier")]),
        (
            "ar",
            "نائب وزير الدفاع",
            [("role", "deputy minister", "نائب وزير"), ("ministry", "defence", "الدفاع")],
        ),
        ("ar", "بقي الميناء مفتوحا", [("building", "port", "الميناء"), ("gate", "open", "مفتوحا")]),
        ("ar", "كان دائما هنا", []),
        (
            "en",
            "The minister of the interior met Health Minister Mali.",
            [
                ("role", "minister", "minister"),
                ("ministry", "interior", "interior"),
                ("ministry", "health", "Health"),
                ("role", "minister", "Minister"),
            ],
        ),
        (
            "nl",
            "minister van Binnenlandse Zaken",
            [("role", "minister", "minister"), ("ministry", "interior", "Binnenlandse Zaken")],
        ),
        ("ar", "وزير الصحة", [("role", "minister", "وزير"), ("ministry", "health", "الصحة")]),
        ("en", "Health is wealth, the prime minister said.", [("role", "prime minister", "prime minister")]),
        (
            "en",
            "It took off in the first half.",
            [("flight", "took off", "took off"), ("half", "first", "first half")],
        ),
        ("en", "nothing to see", []),
        ("fr", "au nord de la ville", []),
        ("nl", "een vrouw van 52", [("sex", "female", "vrouw")]),
        ("nl", "de vrouw van Jansen", [("kin", "wife", "vrouw van")]),
        ("en", "It was severed.", []),
        (
            "en",
            "Police did not rule out that.",
            [("role", "police", "Police"), ("prospect", "possible", "not rule out")],
        ),
        ("ar", "وأقرت بأن ذلك صحيح", [("stance", "confirmed", "وأقرت بأن")]),
        ("ar", "أوقف عن العمل", [("custody", "suspended", "أوقف عن العمل")]),
        ("nl", "Koster sluit dat voor dit jaar niet uit.", [("prospect", "possible", "sluit")]),
        ("nl", "Koster sluit dat voor dit jaar uit.", [("prospect", "ruled out", "sluit")]),
        (
            "nl",
            "Zij hielden drie fietsers aan en reden weg.",
            [("custody", "arrested", "hielden"), ("role", "cyclist", "fietsers")],
        ),
        ("nl", "Zij hielden hen niet aan.", []),
        ("nl", "Zij hielden zich aan de regels.", [("compliance", "honoured", "hielden zich aan")]),
        ("nl", "Zij stapte in 2019 op.", [("exit", "resigned", "stapte")]),
        ("nl", "Zij stapte op de trap.", []),
        ("en", "Two gas leaks were found.", [("reason", "gas leak", "gas leaks")]),
        ("en", "She broke her arm.", [("limb", "arm", "her arm")]),
        ("ar", "كسر ساقه", [("limb", "leg", "ساقه")]),
    ],
)
def test_contrasts_are_found(lang: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(c.dimension, c.value, c.text) for c in find_contrasts(text, lang)]
    assert found == expected
    assert all(text[c.start : c.end] == c.text for c in find_contrasts(text, lang))


def test_every_row_has_a_dimension_a_class_and_three_languages() -> None:
    rows = [line.split("\t") for line in DATA.read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert rows
    assert all(len(row) == 5 and all(cell.strip() for cell in row) for row in rows)


def test_no_dimension_has_a_single_class() -> None:
    rows = [line.split("\t") for line in DATA.read_text("utf-8").splitlines() if line and line[0] != "#"]
    counts = Counter(row[0] for row in rows)
    assert min(counts.values()) > 1


@pytest.mark.parametrize("column", [2, 3, 4])
def test_no_word_of_a_language_is_listed_twice(column: int) -> None:
    rows = [line.split("\t") for line in DATA.read_text("utf-8").splitlines() if line and line[0] != "#"]
    for portfolio in (False, True):
        chosen = [row for row in rows if (row[0] == "portfolio") is portfolio]
        words = Counter(word.strip() for row in chosen for word in row[column].split(","))
        assert [word for word, count in words.items() if count > 1] == []


def test_words_are_listed_with_their_class() -> None:
    assert ("direction", "north", "noorden") in contrast_words("nl")
    assert contrast_words("fr") == ()


def test_near_classes_are_classes() -> None:
    known = {row.split("\t")[1] for row in DATA.read_text("utf-8").splitlines() if row and row[0] != "#"}
    assert {name for pair in near_classes() for name in pair} <= known
