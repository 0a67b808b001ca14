"""Our own pairs of names teach the costs of letters, without those that a benchmark asks."""

from align.facts.tokens import is_arabic
from benchmarks.train_letters import own_pairs


def test_pairs_that_are_asked_are_not_learned_from() -> None:
    everything = own_pairs(set())
    assert ("Tariq", "طارق") in everything
    kept = own_pairs({"tariq", "şevket"})
    assert {latin for latin, _ in everything} - {latin for latin, _ in kept} == {"Tariq", "Şevket"}


def test_each_pair_has_a_latin_and_an_arabic_spelling() -> None:
    assert all(not is_arabic(latin) and is_arabic(arabic) for latin, arabic in own_pairs(set()))
