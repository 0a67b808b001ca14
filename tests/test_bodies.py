"""What kind of body or person a source is, and which kinds cannot be one."""

import pytest

from align.facts.bodies import _near, are_apart, bodies
from align.facts.contrasts import contrast_words


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("en", "The health ministry", {"ministry"}),
        ("nl", "een havenmedewerker", {"employee"}),
        ("nl", "de veerbootmaatschappij", {"company"}),
        ("nl", "een politiewoordvoerder", {"police"}),
        ("nl", "de woordvoerder", set()),
        ("en", "the prosecution's", {"prosecutor"}),
        ("ar", "حكومة الإقليم", {"government"}),
        ("ar", "المتحدث باسم الشرطة", {"police"}),
        ("ar", "اثنين من موظفيه", {"employee"}),
        ("ar", "مهندسو الشركة", {"engineer", "company"}),
        ("en", "Marta Olsen", set()),
    ],
)
def test_classes(lang: str, text: str, kinds: set[str]) -> None:
    assert bodies(text, lang) == kinds


@pytest.mark.parametrize(
    ("x", "y", "apart"),
    [
        ("the ministry", "the nurse", True),
        ("a police spokesman", "the police", False),
        ("the government", "the authorities", False),
        ("the ministry", "Marta Olsen", False),
        ("officials", "a source", False),
        ("the company", "the union's lawyers", True),
    ],
)
def test_sources_of_other_kinds(x: str, y: str, apart: bool) -> None:
    assert are_apart(bodies(x, "en"), bodies(y, "en")) is apart
    assert are_apart(bodies(y, "en"), bodies(x, "en")) is apart


def test_every_class_that_another_is_near_to_exists() -> None:
    near = _near()
    known = set(near) | {kind for lang in ("en", "nl", "ar") for _, kind, _ in contrast_words(lang)}
    assert {kind for kinds in near.values() for kind in kinds} - {""} <= known
    assert "authorities" in near["government"]
