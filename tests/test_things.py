"""Numbers that count the same, can count the same, or cannot; and what each version leaves open of it."""

import pytest
from fact_samples import changes

from align.facts.counting import exclude


@pytest.mark.parametrize(
    ("x", "y", "excluded"),
    [
        ("dead", "injured", True),
        ("police", "doctor", True),
        ("school", "hospital", True),
        ("man", "woman", True),
        ("man", "police", False),
        ("woman", "patient", False),
        ("dead", "person", False),
        ("protester", "arrested", False),
        ("patient", "person", False),
    ],
)
def test_what_cannot_be_one_thing(x: str, y: str, excluded: bool) -> None:
    assert exclude(x, y) is excluded
    assert exclude(y, x) is excluded


RETOLD_A = (
    "A fire in the old mill at Tarn killed nine people on Monday, the mayor said. The mill had stood empty. "
    "Divers looked for the watchman. It rained all week. Shops stayed shut. The school sent its pupils home."
)
RETOLD_B = (
    "Tarn mourns. The blaze that ran through the disused mill cost 14 lives, officials in the valley told "
    "local radio. Flags hung at half mast. A choir sang. Nobody had used the building in years."
)


def test_the_only_toll_of_each_version_is_compared() -> None:
    assert ("nine", "14") in changes(RETOLD_A, RETOLD_B)
