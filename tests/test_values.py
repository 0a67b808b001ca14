"""Typed values: what is found, with which span and normal form, and what is left alone."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path

import pytest

from align.facts.lexicon import lexicon
from align.facts.model import Value
from align.facts.values import compare_values, find_values

TABLE = Path(__file__).parent / "data" / "equivalence.tsv"


def forms(lang: str, text: str) -> list[str]:
    """Return the short forms of the values of a sentence."""
    return [value.canonical for value in find_values(text, lang)]


def says_the_same(xs: tuple[Value, ...], ys: tuple[Value, ...]) -> bool:
    """Say whether each value of either side has a partner on the other."""

    def agree(x: Value, y: Value) -> bool:
        return compare_values(x, y).relation in ("same", "compatible")

    return (
        bool(xs and ys)
        and all(any(agree(x, y) for y in ys) for x in xs)
        and all(any(agree(x, y) for x in xs) for y in ys)
    )


def equivalence_rows() -> list[list[str]]:
    """Return the rows of the table."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_equivalence_table() -> None:
    rows = equivalence_rows()
    assert len(rows) >= 600
    assert {(row[0], row[2]) for row in rows} == set(itertools.product(("en", "nl", "ar"), repeat=2))
    wrong = []
    for lang_a, a, lang_b, b, relation in rows:
        same = says_the_same(find_values(a, lang_a), find_values(b, lang_b))
        if same != (relation == "same"):
            wrong.append(f"{relation}: {lang_a} {a!r} {forms(lang_a, a)} / {lang_b} {b!r} {forms(lang_b, b)}")
    print("\n".join(wrong))
    assert len(wrong) <= 0.03 * len(rows), wrong


@pytest.mark.parametrize(
    ("lang_a", "a", "lang_b", "b"),
    [
        ("en", "Book 1", "en", "Chapter 1"),
        ("en", "Book 1", "nl", "Hoofdstuk 1"),
        ("nl", "Boek 1", "ar", "الفصل الأول"),
        ("ar", "الصفحة 12", "en", "Room 12"),
        ("en", "46 killed", "nl", "46 scholen"),
        ("en", "the fifth floor", "ar", "الأسبوع الخامس"),
        ("en", "23 people were killed", "ar", "إصابة 23 شخصا"),
    ],
)
def test_other_counted_noun_is_not_the_same(lang_a: str, a: str, lang_b: str, b: str) -> None:
    (x,), (y,) = find_values(a, lang_a), find_values(b, lang_b)
    assert compare_values(x, y).relation == "incomparable"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "within five kilometres (three miles) of the town", ["5 km", "3 mi"]),
        ("en", "rates rose 2.5 points, or 250 basis points", ["2.5 points", "250 bp"]),
        ("en", "$3bn, £1.5m and 280,000 people", ["$3 billion", "£1.5 million", "280,000"]),
        ("en", "half a million euros for one in five families", ["€500,000", "20%"]),
        ("en", "more than half of the third-largest city", ["more than 50%", "3rd"]),
        ("en", "nine cubic metres of sand at 40 km/h", ["9 m³", "40 km/h"]),
        ("en", "Jones, 41, was born in 1973", ["41 years old", "1973"]),
        ("en", "one month later", ["1 month"]),
        ("en", "a one-year-old", ["1 year old"]),
        ("en", "won 2-1, then lost 10-15 members", ["2-1", "10-15"]),
        ("en", "nineteen eighty-four and two thousand and five", ["1984", "2,005"]),
        ("nl", "een kleine 200 mensen en anderhalf miljoen euro", ["nearly 200", "€1.5 million"]),
        ("nl", "tweehonderdachtenveertig bladzijden, tweeënhalf jaar", ["248", "2.5 years"]),
        ("nl", "de op twee na grootste stad, een derde van de huizen", ["3rd", "33.3%"]),
        ("nl", "De toren brandde in 1669 af en werd in 1690 herbouwd.", ["1669", "1690"]),
        ("nl", "Er werden in 1690 huizen gebouwd.", ["1,690"]),
        ("en", "demand is a fifth higher", ["20%"]),
        ("en", "a fifth death was reported", ["5th"]),
        ("nl", "een derde meer reizigers", ["33.3%"]),
        ("ar", "يزيد الطلب صباحا بين السابعة والتاسعة", ["7:00", "9:00"]),
        ("ar", "بين السابعة والثامنة من الفقرات", ["7th", "8th"]),
        ("en", "The town, which in 1407 became a member, has 1500 new homes.", ["1407", "1,500"]),
        ("nl", "zo'n 2300 hectare, ten minste 1.100 ton", ["about 2,300 ha", "at least 1,100 t"]),
        ("nl", "tienduizenden mensen, enkele honderden huizen", ["tens of thousands", "hundreds"]),
        ("ar", "مليون ونصف المليون دولار", ["$1.5 million"]),
        ("ar", "ألفا ومئتي خيمة وألفا مقاتل", ["1,200", "2,000"]),
        ("ar", "أربع عشرة قرية بنسبة واحد وتسعين في المئة", ["14", "91%"]),
        ("ar", "٢٨٠ ألفًا و٣٫٥ ملايين", ["280,000", "3.5 million"]),
        ("ar", "بعد ساعة ونصف الساعة ويومين", ["1.5 h", "2 d"]),
        ("ar", "في الحادية والسبعين من عمرها", ["71 years old"]),
        ("ar", "ثالث أكبر مدينة", ["3rd"]),
        ("de", "280.000 und 12 %", ["280,000", "12%"]),
        ("en", "It burned for six-and-a-half hours, sixteen continuous hours in all.", ["6.5 h", "16 h"]),
        ("nl", "Het duurde zes onafgebroken uren.", ["6 h"]),
        ("en", "It sold 1.7m units behind a 4m wall.", ["1.7 million", "4 m"]),
        ("ar", "أي ثلث ما طلبه الادعاء", ["33.3%"]),
        ("ar", "قبل 84 عامًا و5 م", ["84 years", "5 m"]),
        ("ar", "ثلاث أسر من كل عشر", ["30%"]),
        ("ar", "أقل بقليل من 58%", ["less than 58%"]),
    ],
)
def test_normal_forms(lang: str, text: str, expected: list[str]) -> None:
    assert forms(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "the M7, COVID-19, an F-16 and the G20"),
        ("en", "no one said that one of them may march, and this one sat"),
        ("en", "at first, the second half, and then halftime"),
        ("en", "call 0800 555 111"),
        ("nl", "een man en een vrouw zagen de een na de ander over de M7 komen"),
        ("nl", "de eerste minister sprak over de tweede kamer"),
        ("ar", "قال أحد السكان إن إحدى الشاحنات على طريق إم 7"),
        ("ar", "وعثر عليه ميتا"),
    ],
)
def test_what_is_no_value(lang: str, text: str) -> None:
    assert forms(lang, text) == []


def test_span_modifier_and_counted_noun() -> None:
    text = "Officials said at least 23 people were killed."
    (value,) = find_values(text, "en")
    assert text[value.start : value.end] == value.text == "at least 23"
    assert (value.kind, value.low, value.high, value.modifier) == ("number", 23, 23, "at least")
    assert (value.counts, value.counted) == ("people", "dead")


@pytest.mark.parametrize(
    ("lang", "text", "counted"),
    [
        ("nl", "140 choleradoden", "dead"),
        ("nl", "14 oud-medewerkers", "worker"),
        ("nl", "zo'n 1400 omwonenden", "person"),
        ("nl", "drie kunstenaars", ""),
        ("en", "The thieves, numbering five according to police, fled.", "person"),
        ("ar", "المحتجون وعددهم نحو 300", "person"),
        ("ar", "نحو 4100 من السكان", "person"),
        ("ar", "يبلغ عدد السكان 3 ملايين", "population"),
        ("en", "The magnitude 7.1 earthquake killed many.", ""),
        ("nl", "Er zijn acht mensen om het leven gekomen.", "dead"),
        ("nl", "Bij dat ongeluk kwamen 41 mensen om.", "dead"),
        ("nl", "Er kwamen 200 mensen kijken om hem te zien.", "person"),
        ("en", "41 people drowned.", "dead"),
        ("en", "201 passengers were brought ashore.", "passenger"),
        ("ar", "قضى 12 شخصا", "dead"),
        ("en", "Aleppo, a metropolis of two million people", "population"),
        ("nl", "een stad met 30.000 inwoners", "population"),
    ],
)
def test_what_a_number_counts(lang: str, text: str, counted: str) -> None:
    assert [value.counted for value in find_values(text, lang)] == [counted]


def test_a_part_has_not_the_state_of_the_whole() -> None:
    text = "فيما لا يزال 11 شخصا في عداد المفقودين بينهم ثلاثة من رجال الشرطة"
    assert [(value.low, value.state) for value in find_values(text, "ar")] == [(11.0, "missing"), (3.0, "")]


def test_modifier_after_the_noun() -> None:
    (value,) = find_values("مقتل 31 شخصا على الأقل", "ar")
    assert (value.low, value.modifier, value.counted) == (31, "at least", "dead")


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("na een minuut of vijftig", 3000, "s"),
        ("een kilometer of 12 verderop", 12000, "m"),
        ("een man of tien", 10, ""),
    ],
)
def test_dutch_or_so_is_about_the_number(text: str, low: float, unit: str) -> None:
    (value,) = find_values(text, "nl")
    assert (value.low, value.unit, value.modifier) == (low, unit, "about")


def test_two_dutch_lengths_of_time_are_two() -> None:
    assert [value.low for value in find_values("een minuut of tien minuten", "nl")] == [60, 600]


def test_conversion_in_brackets_restates() -> None:
    first, second = find_values("2,300 hectares (5,680 acres) of fields", "en")
    assert (first.restates, second.restates) == (False, True)
    assert compare_values(first, second).relation == "compatible"


def test_values_are_in_order_inside_the_text_and_never_overlap() -> None:
    rng = random.Random(7)
    for lang in ("en", "nl", "ar", "xx"):
        tables = lexicon(lang).tables
        words = [" ".join((first, *rest)) for t in tables.values() for first, o in t.items() for rest, _ in o]
        words += [
            "3",
            "10",
            "2014",
            "3:40",
            "1.5",
            "280,000",
            "-",
            "/",
            ".",
            ",",
            "(",
            "ـ",
            "M7",
            "½",
            "و",
            "0",
        ]
        for _ in range(2000):
            text = "".join(rng.choice(words) + rng.choice((" ", "", "-")) for _ in range(rng.randint(1, 7)))
            position = 0
            for value in find_values(text, lang):
                assert position <= value.start < value.end <= len(text), text
                assert value.text == text[value.start : value.end]
                assert value.low <= value.high
                position = value.end


def test_empty_and_odd_texts() -> None:
    for text in ("", " ", "ـ", "\u064b", "...", "1" * 400, "二〇一四年"):
        find_values(text, "en")
        find_values(text, "ar")


def test_same_result_whatever_the_hash_seed() -> None:
    script = (
        "from align.facts.values import find_values;"
        "print(find_values('about 46 km or 3.40 uur, 91 procent van de 12 dorpen', 'nl'))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1


def test_words_that_only_look_like_numbers() -> None:
    assert forms("ar", "لست معلما") == []
    assert forms("ar", "لست ساعات") == ["6 h"]
    assert forms("en", "hope is all that one may possess") == []
    assert forms("nl", "een goed elftal") == []
    assert forms("en", "St. Martin's and the first minister") == []
