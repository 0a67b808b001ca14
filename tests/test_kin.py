"""Other bearers of part of a name: two first names of one family, two families of one first name."""

import pytest

from align.diffing.kin import in_arabic, kin


@pytest.mark.parametrize(
    ("name", "others", "part"),
    [
        ("Hélène Marchetti", ["Hélène Moretti"], "family"),
        ("Dirk Hallmeier", ["Dirk Hallmann"], "family"),
        ("Johan Steyn", ["Klara Vos", "Johan Kruger"], "family"),
        ("Johan Steyn", ["Johan Kruger", "Johan Steyn"], ""),
        ("Daniel Whitlock", ["Simon Whitlock"], "first"),
        ("Lindiwe Tshabane", ["Mijnbouw Lindiwe Tshabane"], ""),
        ("Mines Minister Lindiwe Tshabane", ["Mijnbouw Lindiwe Tshabane"], ""),
        ("European Parliament", ["Europese Parlementsverkiezingen"], ""),
        ("Johan Steyn", ["Klara Vos"], ""),
        ("Volodymyr Zelenskyy", ["Volodimir Zelenski"], ""),
    ],
)
def test_part_that_differs(name: str, others: list[str], part: str) -> None:
    assert kin(name, "Any sentence.", others) == part


@pytest.mark.parametrize(
    ("name", "text", "part", "stranger"),
    [
        ("Pilar Escudero", "وأعلنت كارمن إسكوديرو أمام الصحفيين", "first", "كارمن"),
        ("Marieke van Dalen", "وروت أنيليس فان دالن ما جرى", "first", "أنيليس"),
        ("Sander Hoekstra", "ويطلب محاميهم ساندر برونكهورست تعويضا", "family", "برونكهورست"),
        ("Pilar Escudero", "وأعلنت بيلار إسكوديرو أمام الصحفيين", "", ""),
        ("Pilar Escudero", "وأعلنت الوزيرة إسكوديرو أمام الصحفيين", "", ""),
        ("Pilar Escudero", "وأعلنت إسكوديرو أمام الصحفيين", "", ""),
        ("Pilar Escudero", "وأعلنت بيلار أمام الصحفيين", "", ""),
        ("John Kennedy", "من عضوي مجلس الشيوخ الجمهوريينجون كينيدي وغراهام", "", ""),
        ("Matt Marquardt", "الذي أحرزه كوني بمساعدة مات ماركيديت", "", ""),
        ("Monkey Business", "على متن قارب يسمى مونكي بيزنيس", "", ""),
        ("La Voz del Sureste", "ونقلت صحيفة لا فوث ديل سوريستي عن شهود", "", ""),
        ("بيلار إسكوديرو", "وأعلنت كارمن إسكوديرو أمام الصحفيين", "", ""),
    ],
)
def test_part_that_differs_in_arabic(name: str, text: str, part: str, stranger: str) -> None:
    found, at = in_arabic(name, text)
    assert found == kin(name, text, ()) == part
    assert text[at:].startswith(stranger) if part else at == -1
