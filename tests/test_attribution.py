"""Sources are found where each language puts them, with the stance of the verb."""

import pytest

from align.facts.attribution import find_attributions


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "The bridge is gone, according to the fire brigade.", [("the fire brigade", "says")]),
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
        ("ar", "انهار الجسر وفقا لسلطات المدينة.", [("سلطات المدينة", "says")]),
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


def test_other_languages_have_none() -> None:
    assert find_attributions("Le maire a dit que le pont est tombé.", "fr") == ()
