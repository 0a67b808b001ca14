"""Negation, modality and degree get the same classes in each language."""

import pytest

from align.facts.polarity import find_marks
from benchmarks.names import negation_differs


@pytest.mark.parametrize(
    ("lang", "text", "marks"),
    [
        ("en", "They did not leave.", [("negation", "not")]),
        ("en", "They didn't leave.", [("negation", "not")]),
        ("en", "It is no longer possible.", [("negation", "no longer"), ("modality", "possible")]),
        ("en", "It was impossible.", [("near", "lack")]),
        ("en", "Not only the army left.", []),
        ("en", "At least 40 may die.", [("modality", "possible")]),
        ("en", "Most of them were badly hurt.", [("degree", "most"), ("degree", "heavily")]),
        ("en", "The most popular park.", []),
        ("en", "She denied that it was late.", [("negation", "denied")]),
        ("en", "She denied the minister had resigned.", [("negation", "denied")]),
        ("en", "The family was denied a visa.", [("near", "lack")]),
        ("en", "The keeper denied Jacobs.", [("near", "lack")]),
        ("nl", "Ze ontkende de aantijging.", [("negation", "denied")]),
        ("ar", "ونفت الوزارة الخبر.", [("negation", "denied")]),
        ("ar", "لن نتخلى أبدا عن حقنا.", [("negation", "not")]),
        ("en", "It is mostly empty.", [("degree", "mostly")]),
        ("nl", "Ze vertrokken niet.", [("negation", "not")]),
        ("nl", "Het is niet langer zo.", [("negation", "no longer")]),
        ("nl", "Er is geen water.", [("negation", "none")]),
        ("nl", "Niet alleen het leger vertrok.", []),
        ("nl", "De meeste huizen zijn volledig weg.", [("degree", "most"), ("degree", "completely")]),
        ("nl", "Naar verluidt is hij weg.", [("modality", "reported")]),
        ("ar", "لم يغادروا.", [("negation", "not")]),
        ("ar", "ولم يعد الطريق سالكا.", [("negation", "no longer")]),
        ("ar", "لا يزال الطريق سالكا.", []),
        ("ar", "وقد يرتفع العدد.", [("modality", "possible")]),
        ("ar", "وقد ارتفع العدد.", []),
        ("ar", "معظم المنازل دمرت بالكامل.", [("degree", "most"), ("degree", "completely")]),
        ("ar", "المدير غيّر القرار.", []),
        ("en", "It wasn't until Monday that help came.", []),
        ("en", "Not long after the quake, help came.", []),
        ("nl", "Niet lang na de beving kwam er hulp.", []),
        ("en", "They disarmed unilaterally.", []),
        ("en", "She is No. 1 in the world.", []),
        ("en", "They could not help laughing.", []),
        ("en", "The homeless man fought against the storm.", []),
        ("en", "A nonpartisan analyst spoke.", [("near", "lack")]),
        ("en", "It was not as fast as before.", [("near", "lack")]),
        ("nl", "Ik kon ze niet zo snel tellen als ze verdwenen.", [("modality", "able"), ("near", "lack")]),
        ("nl", "Zij zijn weg, voor zover ze niet ziek zijn.", []),
        ("nl", "Er was onrust in de stad.", []),
        ("ar", "كان هناك أربعة أشخاص لا غير.", [("near", "only")]),
        ("ar", "قال السيد فليس ذلك.", []),
        ("en", "The valley has not seen a heavier flood since 1998.", [("near", "lack")]),
        ("en", "The weather did not get better.", [("negation", "not")]),
        ("nl", "Er is geen dodelijkere aanval geweest.", [("near", "lack")]),
        ("ar", "لم ترسله قط إلى الوزارة.", [("negation", "not")]),
        ("ar", "قرر ألا يحضر.", [("negation", "not")]),
        ("ar", "لم يحضر الوزير إلا متأخرا.", [("near", "lack")]),
        ("ar", "لا يسمح بدخول الأدوية، والوقود، والطعام إلّا ليلا.", [("near", "lack")]),
        ("ar", "لم يحضر الوزير، إلا أنه اعتذر.", [("negation", "not")]),
        ("ar", "لم يحضر أحد. وحضروا إلا واحدا.", [("negation", "not"), ("near", "lack")]),
    ],
)
def test_marks(lang: str, text: str, marks: list[tuple[str, str]]) -> None:
    found = find_marks(text, lang)
    assert [(mark.kind, mark.value) for mark in found] == marks
    assert all(text[mark.start : mark.end] == mark.text for mark in found)


@pytest.mark.parametrize(
    ("a", "lang_a", "b", "lang_b", "differs"),
    [
        ("The army left.", "en", "Het leger vertrok niet.", "nl", True),
        ("The army did not leave.", "en", "Het leger vertrok niet.", "nl", False),
        ("They could not reach it.", "en", "Ze slaagden er niet in.", "nl", False),
        ("It is not possible.", "en", "Het is onmogelijk.", "nl", False),
        ("They did not come.", "en", "فشلوا في الحضور.", "ar", False),
        ("The road is open.", "en", "الطريق ليس سالكا.", "ar", True),
        ("Het is nog open.", "nl", "لا يزال مفتوحا.", "ar", False),
    ],
)
def test_negation_differs(a: str, lang_a: str, b: str, lang_b: str, differs: bool) -> None:
    assert negation_differs(a, lang_a, b, lang_b) is differs
    assert negation_differs(b, lang_b, a, lang_a) is differs


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "لم تصب الغارة سوى مستودع للأسلحة."),
        ("en", "The aircraft could not take off until after sunrise."),
        ("en", "It didn't stop until dawn."),
        ("en", "The road will not reopen before Thursday."),
        ("nl", "De weg gaat niet voor donderdag open."),
        ("nl", "Het bedrijf geeft geen oordeel zolang het onderzoek niet is afgerond."),
        ("ar", "ولا يتوقع أن يعاد فتح المطار قبل الخميس."),
        ("ar", "ذكرت صحيفة «لا فوث ديل سوريستي» ذلك."),
        ("ar", "لم يشهد الإقليم كارثة أسوأ منذ 15 عاما."),
        ("en", "They called for a vote of no confidence."),
    ],
)
def test_not_before_is_no_negation(lang: str, text: str) -> None:
    assert not any(mark.kind == "negation" for mark in find_marks(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It did not stop, and the crew stayed until dawn."),
        ("en", "She did not check the valve before it burst."),
        ("nl", "Hij was niet voor het plan."),
        ("nl", "Het geld komt niet vrij zolang hij minister is."),
        ("ar", "لم يصل قبل الحادث."),
        ("ar", "قال: «لا يمكن ذلك»."),
    ],
)
def test_a_negation_of_what_happened_stays(lang: str, text: str) -> None:
    found = find_marks(text, lang)
    assert [mark.value for mark in found if mark.kind == "negation"] == ["not"]
