"""Texts of a sentence or two, where evidence relative to the pair says little; and changes told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

import align
from align.diffing.details import collect_details
from align.diffing.repeats import same_thing
from align.facts.extract import extract
from align.facts.names import SAME_NAME, name_similarity


def statuses(a: str, b: str, kind: str = "claim") -> list[str]:
    return [fact.status for fact in align.diff(a, b).facts if fact.kind == kind]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("De minister trad dinsdag af.", "The minister resigned on Tuesday."),
        ("استقال الوزير يوم الثلاثاء.", "The minister resigned on Tuesday."),
        ("De brug over de rivier is gesloten.", "The bridge over the river is closed."),
        ("أغلقت الشرطة الجسر صباح الأحد.", "De politie sloot de brug op zondagochtend."),
    ],
)
def test_one_sentence_and_its_translation_are_one_claim(a: str, b: str) -> None:
    assert set(statuses(a, b)) <= {"kept", "unsure"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor opened a new library.", "De voetbalclub verloor zijn wedstrijd."),
        ("Rain is expected in the north tonight.", "The bank will cut two hundred jobs."),
        ("أغلقت الشرطة الجسر صباح الأحد.", "The museum bought a painting by Rembrandt."),
    ],
)
def test_two_sentences_of_different_things_share_nothing(a: str, b: str) -> None:
    assert set(statuses(a, b)) == {"dropped", "added"}
    assert not [fact for fact in align.diff(a, b).facts if fact.status == "changed"]


TOLL = (
    "Quake kills 412 people\n\nAn earthquake killed 412 people in the valley of Arsan on Monday. Roads are "
    "blocked by rock and mud. Tents were flown in from the capital. The minister said that 412 people were "
    "dead and that the search went on. Schools will stay shut for a week."
)
OTHER_TOLL = (
    "Aardbeving eist 530 levens\n\nBij een aardbeving in de vallei van Arsan zijn maandag 530 mensen gedood. "
    "Wegen zijn versperd door stenen en modder. Uit de hoofdstad werden tenten ingevlogen. Scholen blijven "
    "een week dicht."
)


@pytest.mark.parametrize("first", ["412 people", "at least 412 people", "about 412 people"])
def test_each_mention_of_a_changed_number_is_changed(first: str) -> None:
    text = TOLL.replace("killed 412 people", f"killed {first}")
    result = align.diff(text, OTHER_TOLL)
    found = {fact.a.start for fact in result.facts if fact.status == "changed" and fact.a}
    places = [k for k in range(len(text)) if text.startswith("412", k)]
    covered = [any(abs(start - place) < 10 for start in found) for place in places]
    assert len(places) == 3
    assert all(covered)


@pytest.mark.parametrize(
    ("x", "y", "same"),
    [
        ("Cairo University", "جامعة القاهرة", True),
        ("European Commission", "المفوضية الأوروبية", True),
        ("European Commission", "المجلس الأوروبي", False),
        ("University of Basra", "محكمة البصرة", False),
        ("Rijsel", "Lille", True),
        ("Tsjaikovski", "تشايكوفسكي", True),
        ("Erdoğan", "أردوغان", True),
    ],
)
def test_names_of_bodies_are_told_apart_by_what_they_are(x: str, y: str, same: bool) -> None:
    assert (name_similarity(x, y) >= SAME_NAME) == same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hij liep een niet ernstige wond op aan het hoofd.", "He suffered a minor wound to the head."),
        ("He pleaded not guilty.", "Hij verklaarde onschuldig te zijn."),
    ],
)
def test_a_word_after_a_negation_is_no_contrast(a: str, b: str) -> None:
    result = align.diff(a, b)
    assert not [
        f for f in result.facts if f.status == "changed" and f.why.startswith(("severity", "verdict"))
    ]


TRIAL = (
    "أدانت المحكمة المتهم خالد هنري بقتل تاجرين. استمرت المحاكمة ثلاثة أسابيع. قال القاضي إن الأدلة واضحة. "
    "سيصدر الحكم في الشهر المقبل."
)


@pytest.mark.parametrize(("name", "changed"), [("Henry", False), ("Lindgren", True)])
def test_a_changed_family_name_is_found_behind_a_first_name_that_stays(name: str, changed: bool) -> None:
    other = (
        f"The court convicted the defendant Khalid {name} of killing two dealers. "
        "The trial lasted three weeks. The judge said that the evidence was clear. "
        "The sentence will follow next month."
    )
    found = [f for f in align.diff(TRIAL, other).facts if f.status == "changed" and f.b]
    assert any(name in f.b.text for f in found if f.b) == changed


def test_figures_that_contradict_each_other_are_not_one_value_told_twice() -> None:
    article = align.Article.from_sentences(
        [
            "More than 412 people were killed.",
            "Fewer than 412 people were killed.",
            "412 people were killed.",
        ],
        lang="en",
    )
    more, fewer, plain = (d for d in collect_details(article, extract(article)) if d.type == "value")
    assert not same_thing(more, fewer)
    assert same_thing(more, plain)


def test_a_claim_with_a_changed_detail_is_never_called_missing() -> None:
    seeds = Path(__file__).parents[1] / "seeds" / "quake-relief"
    result = align.diff(seeds / "nl.txt", seeds / "ar.txt")
    changed = [fact for fact in result.facts if fact.status == "changed"]
    missing = [fact for fact in result.facts if fact.kind == "claim" and fact.status in ("dropped", "added")]
    assert changed
    for fact in missing:
        for whole, details in ((fact.a, [c.a for c in changed]), (fact.b, [c.b for c in changed])):
            assert not whole or not any(d and whole.start <= d.start < whole.end for d in details)
