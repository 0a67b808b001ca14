"""Claims partition a sentence at clause borders; quotes are found whatever their marks."""

import random
from itertools import pairwise

import pytest

from align.facts.claims import cut_claims
from align.facts.quotes import find_quotes


def cut(text: str, lang: str) -> list[str]:
    return [claim.text for claim in cut_claims(text, lang)]


@pytest.mark.parametrize(
    ("lang", "claims"),
    [
        ("en", ["The dam burst at dawn", "after three days of rain, the mayor said."]),
        ("en", ["Rescuers are still searching for eight people;", "hospitals have admitted 46."]),
        ("en", ["The museum closed in May", "and it will open again next spring."]),
        (
            "nl",
            ["De brug stortte maandag in", "nadat een schip een pijler had geraakt, meldt de politie."],
        ),
        ("nl", ["Het kabinet trok het plan in", "omdat de kosten te hoog waren."]),
        ("ar", ["انهار السد فجر الاثنين", "بعدما هطلت أمطار غزيرة،", "بحسب الدفاع المدني."]),
        ("ar", ["غادر الوفد العاصمة مساء الخميس،", "فيما تواصلت المحادثات في جنيف."]),
    ],
)
def test_clauses(lang: str, claims: list[str]) -> None:
    assert cut(" ".join(claims), lang) == claims


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Bread and butter cost 1,250.50 dollars."),
        ("en", 'They called it a "quick, dirty" job.'),
        ("nl", "Rijkswaterstaat sloot de A2 en de A12 af."),
        ("nl", "Ruim 1.250.000 huizen zaten zonder gas."),
        ("ar", "وصل الوزير إلى بيروت وبغداد."),
    ],
)
def test_one_claim_stays_whole(lang: str, text: str) -> None:
    assert cut(text, lang) == [text]


@pytest.mark.parametrize("text", ["", "   "])
def test_no_words_no_claims(text: str) -> None:
    assert cut_claims(text, "en") == ()


def test_only_marks() -> None:
    assert cut("***", "en") == ["***"]


def test_partition_on_random_text() -> None:
    pieces = (
        'the dam , after and which said " ( ) “ ” 1,5 – : ; . nadat dat en die',
        "بعد أن والذي قال « » ' U.S. don't",
    )
    words_ = " ".join(pieces).split()
    generator = random.Random(7)
    for _ in range(400):
        words = generator.choices(words_, k=generator.randint(1, 25))
        text = (
            generator.choice(["", " "])
            + generator.choice([" ", "  "]).join(words)
            + generator.choice(["", "\n"])
        )
        for lang in ("en", "nl", "ar", "und"):
            claims = cut_claims(text, lang)
            assert "".join("".join(c.text.split()) for c in claims) == "".join(text.split())
            assert all(text[c.start : c.end] == c.text for c in claims)
            assert all(a.end <= b.start for a, b in pairwise(claims))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "we won" and left.', ["we won"]),
        ("Zij noemde het ‘een ramp’ en ‘een schande’.", ["een ramp", "een schande"]),
        ("De auto's van 's nachts: „goed” zei hij.", ["goed"]),
        ('قال: «الطريق "آمن" الآن».', ['الطريق "آمن" الآن', "آمن"]),
        ("The workers' union isn't here.", []),
        ("“It goes on without an end", ["It goes on without an end"]),
        ("the end of it.” He left.", ["the end of it."]),
        ("", []),
    ],
)
def test_quotes(text: str, quotes: list[str]) -> None:
    found = find_quotes(text, "en")
    assert [quote.text for quote in found] == quotes
    assert all(text[quote.start : quote.end] == quote.text for quote in found)
