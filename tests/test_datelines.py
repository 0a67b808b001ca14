"""Where a report was filed is not part of the story."""

import pytest
from fact_samples import changes

from align.facts.datelines import dateline_end


@pytest.mark.parametrize(
    ("lang", "text", "dateline"),
    [
        ("en", "MERSA DOR - Selma Terzan sat on a bus.", "MERSA DOR - "),
        ("en", "Lisora, Monday \u2013 A ferry caught fire.", "Lisora, Monday \u2013 "),
        ("en", "Al-Rafqa, July 3 - The army left.", "Al-Rafqa, July 3 - "),
        ("en", "DAMASCUS (Reuters) \u2014 'We stay,' he said.", "DAMASCUS (Reuters) \u2014 "),
        ("nl", "Den Haag, 5 mei \u2013 De minister gaat.", "Den Haag, 5 mei \u2013 "),
        ("nl", "AMSTERDAM (ANP) - Agenten kwamen.", "AMSTERDAM (ANP) - "),
        ("ar", "بغداد - قطع المحتجون الطريق.", "بغداد - "),
        ("ar", "دمشق (رويترز) - قال الجيش ذلك.", "دمشق (رويترز) - "),
        ("ar", "أمستردام، 29 تموز/يوليو 2024 - رفعت الشركة السعر.", "أمستردام، 29 تموز/يوليو 2024 - "),
        ("en", "Anna Visser \u2013 who was there \u2013 left.", ""),
        ("en", "Anna Visser \u2013 no friend of his.", ""),
        ("en", "The well-known bridge fell.", ""),
        ("nl", "Het kabinet \u2013 De Jong zei het \u2013 valt.", ""),
        ("ar", "قال الوزير - وهو عضو - ذلك.", ""),
    ],
)
def test_datelines_end_where_the_sentence_begins(lang: str, text: str, dateline: str) -> None:
    assert text[: dateline_end(text, lang)] == dateline


def test_a_dateline_is_not_compared() -> None:
    here = "BERGEN - A tanker ran aground on Monday. Its crew of 14 is safe."
    there = "STAVANGER \u2013 Maandag liep een tanker aan de grond. De bemanning van 14 is veilig."
    assert changes(here, there) == []
    assert ("Bergen", "Stavanger") in changes(
        "A tanker ran aground near Bergen on Monday. Its crew of 14 is safe.",
        "Maandag liep bij Stavanger een tanker aan de grond. De bemanning van 14 is veilig.",
    )
