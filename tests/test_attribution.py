"""Sources are found where each language puts them, with the stance of the verb."""

import pytest

from align.facts.attribution import find_attributions


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "The bridge is gone, according to the fire brigade.", [("the fire brigade", "says")]),
        ("ar", "ونفى الدفاعي التهمة.", [("الدفاعي", "denies")]),
        (
            "en",
            "Governor Yusuf al-Damiri told reporters that it fell.",
            [("Governor Yusuf al-Damiri", "says")],
        ),
        ("en", '"We leave," said Anna Visser, the mayor.', [("Anna Visser", "says")]),
        ("en", "Rami Saleh, head of the group, said on Friday that they left.", [("Rami Saleh", "says")]),
        ("en", "The army denied that it was pulling out.", [("The army", "denies")]),
        ("en", "The ministry confirmed the deaths.", [("The ministry", "confirms")]),
        ("en", "The minister accused the company of neglect.", [("The minister", "accuses")]),
        ("en", "Tesla, accused of fraud, fell.", []),
        ("en", "The crash was blamed on fog.", []),
        ("en", "The bridge fell at dawn.", []),
        ("nl", "De brug is weg, aldus de brandweer.", [("de brandweer", "says")]),
        ("nl", "Volgens de beheerder stroomde er water weg.", [("de beheerder", "says")]),
        ("nl", "Vrijdag meldde het RCO dat ze weg zijn.", [("het RCO", "says")]),
        (
            "nl",
            "Minister Nizar al-Tamimi verwijt het bedrijf dat de masten omvielen.",
            [("Minister Nizar al-Tamimi", "accuses")],
        ),
        ("nl", "Het leger ontkent dat het zich terugtrekt.", [("Het leger", "denies")]),
        (
            "nl",
            "De brug is weg, laat het kantoor van Al-Thabit weten.",
            [("het kantoor van Al-Thabit", "says")],
        ),
        ("ar", "وقالت هيئة السد إن الفريق اكتشف الخلل.", [("هيئة السد", "says")]),
        ("ar", "انهار الجسر، بحسب وزارة الصحة.", [("وزارة الصحة", "says")]),
        ("ar", "واتهم المتحدث باسم الحكومة، أمس، الشركة بالإهمال.", [("المتحدث باسم الحكومة", "accuses")]),
        ("ar", "قالت وزارة الصحة يوم الجمعة إن العدد ارتفع.", [("وزارة الصحة", "says")]),
        ("ar", "ونفى الجيش أن يكون قد انسحب.", [("الجيش", "denies")]),
        (
            "ar",
            "وقال الوزير إن الجيش أعلن حالة الطوارئ.",
            [("الوزير", "says"), ("الجيش", "says")],
        ),
        ("ar", "انهار الجسر وفقا لسلطات المدينة.", [("سلطات المدينة", "says")]),
        ("en", "The ministry has confirmed that it is shut.", [("The ministry", "confirms")]),
        ("en", "Officials have repeatedly warned that it may fail.", [("Officials", "warns")]),
        ("en", "Prosecutors in Amman are convinced that it was cut.", [("Prosecutors in Amman", "says")]),
        ("en", "Local media quoted the fire chief as saying that it burned.", [("the fire chief", "says")]),
        (
            "en",
            "The Conflict Observatory (RCO) insisted that they left.",
            [("The Conflict Observatory (RCO)", "says")],
        ),
        ("en", "A spokesman would neither confirm nor deny it.", []),
        ("en", "The coach was told that he could leave.", []),
        ("en", "The crew escaped, saying the engine had failed.", []),
        ("nl", "Volgens de rechters nam hij 2,3 miljoen euro aan.", [("de rechters", "says")]),
        (
            "nl",
            "Volgens het opsporings- en reddingsbureau zijn er 20 doden.",
            [("het opsporings- en reddingsbureau", "says")],
        ),
        ("nl", "De dienst zegt al voor hoge golven te hebben gewaarschuwd.", [("De dienst", "says")]),
        ("en", "The firm ignored cracks that workers had reported.", []),
        ("nl", "De firma deed niets met scheuren die mijnwerkers in mei hadden gemeld.", []),
        ("nl", "De gemeente heeft dinsdag gezegd dat de brug dicht is.", [("De gemeente", "says")]),
        (
            "nl",
            "Er zijn 412 doden, heeft minister Farid Tavakkol van Binnenlandse Zaken woensdag gemeld.",
            [("minister Farid Tavakkol van Binnenlandse Zaken", "says")],
        ),
        ("nl", "Dat heeft minister De Vries aan de Kamer geschreven.", [("minister De Vries", "says")]),
        ("nl", "Er liep zuur weg, heeft de brandweer gemeld.", [("de brandweer", "says")]),
        ("nl", "Dat heeft minister Hugo de Jonge bevestigd.", [("minister Hugo de Jonge", "confirms")]),
        ("nl", "Ook houdt de politie vol dat de kabel is doorgeknipt.", [("de politie", "says")]),
        ("nl", "Het aantal doden is door de politie bevestigd.", []),
        ("nl", "De trainer heeft nog niet gezegd of hij blijft.", []),
        ("nl", "Een woordvoerder wil de cijfers bevestigen noch ontkennen.", []),
        ("nl", "Omwonenden hoorden naar eigen zeggen twee schoten.", []),
        ("ar", "ونقلت وكالة رويترز عن مسؤول أمني قوله إن ثلاثة قتلوا.", [("مسؤول أمني", "says")]),
        ("ar", "وكان وزير النقل قد أبلغ البرلمان أن النفق سيغلق.", [("وزير النقل", "says")]),
        ("ar", "وزير الصحة يكتب لعمال المستشفى", [("وزير الصحة", "says")]),
        ("ar", "وقال جاينز واصفا الموقف إنه جيد.", [("جاينز", "says")]),
        ("ar", "وتصر الشرطة على أن الكابل قُطع عمدا.", [("الشرطة", "says")]),
        ("ar", "وأعلنت حكومة الإقليم حالة الطوارئ في المدينة.", [("حكومة الإقليم", "says")]),
        ("ar", "وقال قائد الجيش العماد فؤاد بركان إنه بخير.", [("قائد الجيش العماد فؤاد بركان", "says")]),
        ("ar", "ونفى مكتب المحافظ وجود أي مفقودين.", [("مكتب المحافظ", "denies")]),
        ("ar", "واتهم الحمودي وكالة الصحة الدولية بالتهويل.", [("الحمودي", "accuses")]),
        (
            "en",
            "Only 37 were closed, according to a report by the audit office.",
            [("the audit office", "says")],
        ),
        ("en", "According to the report, it failed.", [("the report", "says")]),
        (
            "nl",
            "Dat blijkt uit een rapport van de Universiteit van Murcia.",
            [("de Universiteit van Murcia", "says")],
        ),
        ("ar", "وفق بيان صادر عن وزارة الصحة، أغلقت المدارس.", [("وزارة الصحة", "says")]),
        ("ar", "وقال مصدر أمني لوكالة «شام برس» إن الخيط جاء من تاجر.", [("مصدر أمني", "says")]),
        ("nl", "De zaak loopt nog, zeiden twee ingewijden tegen de krant.", [("twee ingewijden", "says")]),
        ("nl", "NAMU, de grootste bond, beschuldigde het bedrijf ervan te liegen.", [("NAMU", "accuses")]),
        (
            "nl",
            "De verdachten, twee mannen en een vrouw, ontkennen iets te hebben gedaan.",
            [("De verdachten", "denies")],
        ),
        ("ar", "وأعلن فيه مسؤول أميركي كبير أن الاتفاق قريب.", [("مسؤول أميركي كبير", "says")]),
    ],
)
def test_sources(lang: str, text: str, found: list[tuple[str, str]]) -> None:
    attributions = find_attributions(text, lang)
    assert [(item.text, item.stance) for item in attributions] == found
    assert all(text[item.start : item.end] == item.text and item.named for item in attributions)


@pytest.mark.parametrize(
    ("lang", "text", "span"),
    [
        ("en", "He said that it fell.", "He"),
        ("nl", "Dat was te laat, zei hij.", "hij"),
        ("ar", "وأضافت أن الفرق وصلت.", "وأضافت"),
    ],
)
def test_unnamed_sources(lang: str, text: str, span: str) -> None:
    (item,) = find_attributions(text, lang)
    assert (item.text, item.named) == (span, False)


def test_an_arabic_object_is_no_source() -> None:
    found = find_attributions("ورفضت هيئة الطرق الانتقادات وقالت إنها حذرت السائقين.", "ar")
    assert [(item.text, item.named) for item in found] == [("وقالت", False), ("حذرت", False)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Diabira, die elke betrokkenheid ontkent, werd aangehouden."),
        ("ar", "واحتجز ديابيرا، الذي ينفي أي ضلوع له، مساء الأحد."),
        ("ar", "عرضت عليه القلادة فأبلغ الشرطة."),
        ("nl", "Donderdag wordt zware regen verwacht."),
        ("en", "The disputed recount was in full swing in the building."),
    ],
)
def test_what_is_denied_and_who_is_told_are_no_sources(lang: str, text: str) -> None:
    assert not any(item.named for item in find_attributions(text, lang))


def test_other_languages_have_none() -> None:
    assert find_attributions("Le maire a dit que le pont est tombé.", "fr") == ()
