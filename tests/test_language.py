"""Language detection: script first, languages at home favoured, others possible, always the same answer."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from align.language import detect, normalise
from align.wordlists import entries, languages

TEXTS = {
    "nl": "De regering zei maandag dat de brug nog een jaar dicht blijft voor al het verkeer.",
    "en": "The government said on Monday that the bridge will stay closed to all traffic for a year.",
    "ar": "قالت الحكومة يوم الاثنين إن الجسر سيبقى مغلقا أمام حركة المرور لمدة عام.",
    "fr": "Le gouvernement a annoncé lundi que le pont restera fermé à la circulation pendant un an.",
    "de": "Die Regierung teilte am Montag mit, dass die Brücke noch ein Jahr für Autos gesperrt bleibt.",
    "es": "El gobierno dijo el lunes que el puente seguirá cerrado al tráfico durante un año más.",
    "it": "Il governo ha detto lunedì che il ponte resterà chiuso al traffico per un altro anno.",
    "pt": "O governo disse na segunda-feira que a ponte não será aberta ao trânsito por mais um ano.",
    "sv": "Regeringen sade på måndagen att bron ska vara stängd för all trafik i ett år till.",
    "tr": "Hükümet pazartesi günü köprünün bir yıl daha trafiğe kapalı kalacağını söyledi.",
    "pl": "Rząd ogłosił w poniedziałek, że most pozostanie zamknięty dla ruchu jeszcze przez rok.",
    "ru": "Правительство сообщило в понедельник, что мост будет закрыт для движения ещё один год.",
    "uk": "Уряд повідомив у понеділок, що міст буде закритий для руху ще один рік.",
    "fa": "دولت روز دوشنبه اعلام کرد که پل یک سال دیگر به روی رفت و آمد بسته خواهد ماند.",
    "ur": "حکومت نے پیر کو کہا کہ پل مزید ایک سال تک ٹریفک کے لیے بند رہے گا۔",
    "ku": "حکوومەت ڕۆژی دووشەممە ڕایگەیاند کە پردەکە ساڵێکی دیکە بە داخراوی دەمێنێتەوە.",
    "he": "הממשלה הודיעה ביום שני כי הגשר יישאר סגור לתנועה שנה נוספת.",
    "el": "Η κυβέρνηση ανακοίνωσε τη Δευτέρα ότι η γέφυρα θα μείνει κλειστή.",
    "zh": "政府星期一表示，这座桥将继续关闭一年。",
    "ja": "政府は月曜日、橋をさらに一年間閉鎖すると発表した。",
    "ko": "정부는 월요일에 다리를 일 년 더 폐쇄한다고 밝혔다.",
    "hi": "सरकार ने सोमवार को कहा कि पुल एक और साल बंद रहेगा।",
    "th": "รัฐบาลกล่าวเมื่อวันจันทร์ว่าสะพานจะปิดต่อไปอีกหนึ่งปี",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_a_sentence_of_many_languages(lang: str) -> None:
    found, confidence = detect(TEXTS[lang])
    assert found == lang
    assert 0.5 <= confidence <= 1.0


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Minstens 40 doden", "nl"),
        ("Stad dicht", "nl"),
        ("Twaalf doden bij brand", "nl"),
        ("At least 40 dead", "en"),
        ("BRIDGE STAYS CLOSED FOR A YEAR", "en"),
        ("مقتل 40 شخصا", "ar"),
        ("أعلن نادي تشيلسي التعاقد مع پيدرو", "ar"),
    ],
)
def test_headlines(text: str, lang: str) -> None:
    assert detect(text)[0] == lang


@pytest.mark.parametrize("text", ["", " \n", "123", "😀", "?!"])
def test_no_letters(text: str) -> None:
    assert detect(text) == ("und", 0.0)


def test_the_script_of_most_letters_decides() -> None:
    assert detect(TEXTS["en"] + " ظهرت في الأصل على")[0] == "en"
    assert detect(TEXTS["ar"] + " (Reuters)")[0] == "ar"


def test_threads_get_the_same_answers() -> None:
    texts = [*TEXTS.values(), "Twaalf doden", "Stad dicht"] * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(detect, texts)) == [detect(text) for text in texts]


def test_answers_do_not_depend_on_the_hash_seed() -> None:
    program = f"from align.language import detect; print([detect(text) for text in {list(TEXTS.values())!r}])"
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("given", "code"), [("nl", "nl"), ("nl-BE", "nl"), ("AR_sy", "ar"), (" en ", "en"), ("und", "und")]
)
def test_language_tags(given: str, code: str) -> None:
    assert normalise(given) == code


@pytest.mark.parametrize("lang", languages("function_words"))
def test_function_words_are_single_small_words(lang: str) -> None:
    words = entries("function_words", lang)
    assert len(words) >= 10
    assert len(set(words)) == len(words)
    assert all(word == word.lower() and " " not in word for word in words)
