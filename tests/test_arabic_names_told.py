"""Another name in an Arabic version, where no capital marks it."""

from fact_samples import changes

from align.facts.names import find_names

HERE = "The company named a new chairman on Monday. The chairman took over from Klaus Weddigen last year. "
THERE = "عينت الشركة رئيسا جديدا يوم الاثنين. وخلف الرئيس الجديد كلاوس {} في العام الماضي. "


def test_a_first_name_that_stays_brings_the_whole_name() -> None:
    assert ("Klaus Weddigen", "كلاوس فيدلر") in changes(HERE, THERE.format("فيدلر"))
    assert not any("Klaus" in a for a, _ in changes(HERE, THERE.format("فيديغن")))


def test_no_country_stands_in_a_longer_word_by_chance() -> None:
    assert "لاوس" not in [name.text for name in find_names("خلفت كلاوس فيدلر في العام الماضي.", "ar")]
    assert [name.key for name in find_names("قال المدير المالي للشركة ذلك.", "ar")] == []
    assert [name.key for name in find_names("سافر إلى مالي يوم الاثنين.", "ar")] == ["ML"]
