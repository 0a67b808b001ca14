"""Another name in an Arabic version, where no capital marks it."""

from fact_samples import changes

from align.facts.names import find_names

HERE = "The company named a new chairman on Monday. The chairman took over from Klaus Weddigen last year. "
THERE = "عينت الشركة رئيسا جديدا يوم الاثنين. وخلف الرئيس الجديد كلاوس {} في العام الماضي. "


def test_behind_a_first_name_that_stays_stands_a_name_however_it_looks() -> None:
    assert any("Weddigen" in a and "فيدلر" in b for a, b in changes(HERE, THERE.format("فيدلر")))
    assert not any("Klaus" in a for a, _ in changes(HERE, THERE.format("فيديغن")))


def test_no_country_stands_in_a_longer_word_by_chance() -> None:
    assert "لاوس" not in [name.text for name in find_names("خلفت كلاوس فيدلر في العام الماضي.", "ar")]
    assert [name.key for name in find_names("قال المدير المالي للشركة ذلك.", "ar")] == []
    assert [name.key for name in find_names("سافر إلى مالي يوم الاثنين.", "ar")] == ["ML"]


def test_a_birthplace_is_not_muscat() -> None:
    assert find_names("وسيدفن يوم السبت في مسقط رأسه.", "ar") == ()
    assert [name.key for name in find_names("سافر إلى مسقط يوم السبت.", "ar")] == ["q-muscat"]


def test_a_people_stands_in_the_place_of_a_name_only_where_both_lack_a_counterpart() -> None:
    here = "The company makes tyres. It will cut 640 jobs at the Dutch plant in Eindhoven, it said."
    there = "تصنع الشركة الإطارات. وأعلنت يوم الاثنين إلغاء 640 وظيفة في مصنع {} الهولندي."
    assert not any("الهولندي" in b for _, b in changes(here, there.format("أيندهوفن")))
