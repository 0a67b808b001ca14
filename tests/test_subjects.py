"""What one party has won, another has lost: that is no change."""

from fact_samples import changes

ROUND = "The voters of the island went to the polls on Sunday. Queues were long all day in the capital. "
OTHER = "De kiezers van het eiland gingen zondag naar de stembus. In de hoofdstad stonden lange rijen. "


def test_winner_and_loser_tell_one_result() -> None:
    here = ROUND + "Miriam Okoth has won the election from Joseph Amadi, officials said."
    there = OTHER + "Joseph Amadi heeft de verkiezingen verloren van Miriam Okoth, aldus functionarissen."
    assert not any("won" in change for change in changes(here, there))


def test_one_party_cannot_both_win_and_lose() -> None:
    here = ROUND + "Miriam Okoth has won the election, officials said."
    there = OTHER + "Miriam Okoth heeft de verkiezingen verloren, aldus functionarissen."
    assert ("won", "verloren") in changes(here, there)


def test_each_minister_has_a_ministry() -> None:
    here = ROUND + "Defence Minister Ali Haddad told reporters that the army had not taken part."
    there = OTHER + "Minister van Buitenlandse Zaken Bassam Karim zei dat het leger niet had meegedaan."
    assert not any("Defence" in change for change in changes(here, there))
    same = OTHER + "Minister van Buitenlandse Zaken Ali Haddad zei dat het leger niet had meegedaan."
    assert ("Defence", "Buitenlandse Zaken") in changes(here, same)


def test_who_tells_it_is_not_who_does_it() -> None:
    here = ROUND + "Thousands leave the old town as troops close in, according to a war monitor."
    there = OTHER + "Duizenden mensen verlaten de oude stad terwijl de rebellen oprukken."
    assert not any("monitor" in a for a, _ in changes(here, there))


def test_the_source_of_a_headline_is_not_who_does_it() -> None:
    here = "Thousands flee Dura as troops close in: war monitor\n\n" + ROUND
    there = "Duizenden ontvluchten Dura terwijl rebellen oprukken\n\n" + OTHER
    assert not any("monitor" in a for a, _ in changes(here, there))


SPOKE = "The judge, Marta Olsen, opened the trial at noon. "
SPRAK = "Rechter Marta Olsen opende het proces om twaalf uur. "


def test_the_office_of_a_named_source_tells_who_speaks() -> None:
    here = ROUND + SPOKE + '"The accused has sold the trust of the country," Olsen said.'
    there = OTHER + SPRAK + '"De verdachte heeft het vertrouwen van het land verkocht", zei het ministerie.'
    assert ("Olsen", "het ministerie") in changes(here, there)
    same = OTHER + SPRAK + '"De verdachte heeft het vertrouwen van het land verkocht", zei de rechter.'
    assert not any("Olsen" in a for a, _ in changes(here, same))


def test_a_city_is_no_other_place_than_the_country_around_it() -> None:
    here = ROUND + "The two sides met in Oslo for three days, a spokesman said."
    there = OTHER + "De twee partijen kwamen drie dagen bijeen in Noorwegen, zei een woordvoerder."
    assert not any("Oslo" in a for a, _ in changes(here, there))
    other = OTHER + "De twee partijen kwamen drie dagen bijeen in Madrid, zei een woordvoerder."
    assert ("Oslo", "Madrid") in changes(here, other)


def test_a_distance_is_one_between_two_places() -> None:
    here = ROUND + "Kesh is on the road to Dura, about forty kilometres to the south, the army said."
    there = OTHER + "Kesh ligt 110 kilometer ten zuiden van Marsa, dat nog in handen is van het leger."
    assert not any("forty" in a for a, _ in changes(here, there))
    same = OTHER + "Kesh ligt aan de weg naar Dura, zo'n 65 kilometer naar het zuiden, zei het leger."
    assert any("forty" in a and "65" in b for a, b in changes(here, same))
    turned = OTHER + "Dura ligt 65 kilometer ten zuiden van Kesh, zei het leger."
    assert any("forty" in a and "65" in b for a, b in changes(here, turned))
