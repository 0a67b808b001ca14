"""Languages with tables of their own beside Dutch, English and Arabic, and languages without any."""

from __future__ import annotations

import pytest

import align
from align.facts.names import name_similarity
from align.facts.polarity import find_marks
from align.facts.values import find_values

VALUES = [
    ("es", "Más de 1.200 personas huyeron el 15 de junio.", ["more than 1,200", "15 June"]),
    ("es", "Ocurrió a las 16.30 horas y duró casi tres horas.", ["16:30", "nearly 3 h"]),
    ("es", "Unos treinta y dos heridos en agosto de 2017.", ["about 32", "August 2017"]),
    ("it", "Oltre 1.200 persone sono fuggite martedì alle 16.30.", ["more than 1,200", "Tuesday", "16:30"]),
    ("it", "Il danno è di 3,5 milioni di euro.", ["€3.5 million"]),
    (
        "pt",
        "Cerca de 850 hectares arderam na quarta-feira, 15 de junho.",
        ["about 850 ha", "Wednesday 15 June"],
    ),
    ("pt", "Aconteceu às 14h30 em agosto de 2017.", ["14:30", "August 2017"]),
    ("pl", "Spłonęło około 850 hektarów, szkody wynoszą 3,5 mln euro.", ["about 850 ha", "€3.5 million"]),
    ("pl", "W sierpniu 2017 roku zginęło dziewięć osób.", ["August 2017", "9"]),
    ("tr", "Ağustos 2017'de yaklaşık 850 hektar yandı.", ["August 2017", "about 850 ha"]),
    ("tr", "On bir haftadır yağmur yağmadı.", ["11 wk"]),
    ("ru", "В августе 2017 года сгорело почти 4 тысячи гектаров.", ["August 2017", "nearly 4,000 ha"]),
    ("ru", "Более двадцати пяти человек погибли 15 июня.", ["more than 25", "15 June"]),
    ("de", "Das Feuer soll bis Donnerstagabend unter Kontrolle sein.", ["Thursday"]),
    ("fr", "L’alerte a été donnée à 16 h 30.", ["16:30"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), VALUES)
def test_values(lang: str, text: str, expected: list[str]) -> None:
    assert [value.canonical for value in find_values(text, lang)] == expected


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("Marta Olsen", "Марта Ольсен"),
        ("Jonas Merkel", "Йонас Меркель"),
        ("Mitsotakis", "Μητσοτάκης"),
        ("Germany", "L'Allemagne"),
        ("Morocco", "Fas"),
        ("Red Cross", "Kızılhaç'ın"),
        ("Switzerland", "Швейцария"),
    ],
)
def test_one_name_in_other_languages(x: str, y: str) -> None:
    assert name_similarity(x, y) > 0.8


def test_other_names_in_other_scripts_stay_apart() -> None:
    assert name_similarity("Jonas Merkel", "Йонас Вебер") < 0.4
    assert name_similarity("Belgium", "Болгария") < 0.4


def test_an_article_of_romance_languages_is_no_sign_of_a_name() -> None:
    a = align.Article.from_text("Die Evakuierung dauerte zwei Tage.", lang="de")
    b = align.Article.from_text("Il a fallu deux jours pour l'évacuation.", lang="fr")
    assert align.diff(a, b).summary["changed"] == 0


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [("de", "Die Ursache ist noch nicht bekannt.", "not yet"), ("fr", "Il n'est pas venu.", "not")],
)
def test_negation(lang: str, text: str, value: str) -> None:
    assert [mark.value for mark in find_marks(text, lang)] == [value]


ENGLISH = (
    "Nobody was killed when the ferry sank on Tuesday. The captain, Marta Olsen, denied that it had been "
    "overloaded. Rescuers did not find the cargo."
)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "Nadie murió cuando el ferri se hundió el martes. La capitana, Marta Olsen, negó que fuera "
            "sobrecargado. Los rescatistas no encontraron la carga.",
        ),
        (
            "ru",
            "Никто не погиб, когда во вторник затонул паром. Капитан Марта Ольсен отрицала, что он был "
            "перегружен. Спасатели не нашли груз.",
        ),
    ],
)
def test_a_negation_is_no_change_where_negations_are_not_known(lang: str, text: str) -> None:
    a, b = align.Article.from_text(ENGLISH, lang="en"), align.Article.from_text(text, lang=lang)
    assert align.diff(a, b).summary["changed"] == 0


def test_a_number_word_of_another_language_is_compared() -> None:
    a = align.Article.from_text("Nine people died when the ferry sank on Tuesday.", lang="en")
    b = align.Article.from_text("Siete personas murieron al hundirse el ferri el martes.", lang="es")
    assert [fact.why for fact in align.diff(a, b).facts if fact.status == "changed"] == ["number: 9 / 7"]


def test_a_language_that_the_encoder_does_not_know_is_told() -> None:
    a = align.Article.from_text(ENGLISH, lang="en")
    b = align.Article.from_text("הספינה טבעה ביום שלישי. איש לא נהרג.", lang="he")
    notes = [note for note in align.diff(a, b).notes if "not trained on" in note]
    assert notes == [
        "the encoder use was not trained on language 'he': it may find little there; "
        "`python -m align encoders` lists others"
    ]
    assert not any("not trained on" in note for note in align.diff(a, a).notes)
    ngrams = align.diff(a, b, encoder="char-ngrams").notes
    assert not any("not trained on" in note for note in ngrams)


def test_a_remark_on_one_side_is_told_once() -> None:
    b = align.Article.from_text("הספינה טבעה ביום שלישי. איש לא נהרג.", lang="he")
    text = align.diff(align.Article.from_text(ENGLISH, lang="en"), b).to_text()
    assert " ".join(text.split()).count("no splitting rules for language 'he'") == 1
