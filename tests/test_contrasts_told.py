"""What one version says of one thing and the other of another is a change; other words for it are not."""

from __future__ import annotations

import pytest

import align

CHANGED = [
    (
        "A bus carrying schoolchildren overturned near Arnhem on Tuesday. Twelve were taken to hospital.",
        "Een trein met scholieren ontspoorde dinsdag bij Arnhem. Twaalf van hen gingen naar het ziekenhuis.",
        ("name", "vehicle: bus / train"),
    ),
    (
        "The missile hit a hospital in the east of the city, killing nine people. Rescuers worked all night.",
        "أصاب الصاروخ مدرسة في شرق المدينة وأسفر عن مقتل تسعة أشخاص. وعمل المنقذون طوال الليل.",
        ("place", "building: hospital / school"),
    ),
    (
        "His brother was arrested in Ghent for fraud. He will appear in court next week.",
        "Zijn vader werd in Gent aangehouden voor fraude. Volgende week staat hij voor de rechter.",
        ("name", "kin: brother / father"),
    ),
    (
        "The outbreak of cholera has killed 60 people in the camps. Doctors asked for clean water.",
        "أودى تفشي الحصبة بحياة 60 شخصا في المخيمات. وطلب الأطباء مياها نظيفة.",
        ("name", "disease: cholera / measles"),
    ),
    (
        "The hostages spent two weeks in the desert. Most of the hostages were released on Monday.",
        "De gijzelaars zaten twee weken in de woestijn. Alle gijzelaars zijn maandag vrijgelaten.",
        ("polarity", "extent: most / all"),
    ),
    (
        "The village was completely destroyed by the fire. Firemen came from three towns.",
        "Het dorp werd gedeeltelijk verwoest door de brand. Brandweerlieden kwamen uit drie steden.",
        ("polarity", "completeness: completely / partly"),
    ),
    (
        "The company confirmed that it had paid the mayor. The court will hear the case in May.",
        "Het bedrijf ontkende dat het de burgemeester had betaald. De rechtbank behandelt de zaak in mei.",
        ("polarity", "stance: confirmed / denied"),
    ),
    (
        "The prime minister resigned on Sunday after weeks of protest. The president thanked him.",
        "أقال الرئيس رئيس الوزراء يوم الأحد بعد أسابيع من الاحتجاجات. وشكره الرئيس.",
        ("polarity", "exit: resigned / dismissed"),
    ),
    (
        "Witnesses said that the plane had circled twice before it came down. Rescuers came at dawn.",
        "وقال متحدث باسم الجيش إن الطائرة حلقت مرتين قبل أن تسقط. ووصل المنقذون إلى الموقع فجرا.",
        ("attribution", "source: Witnesses / متحدث باسم الجيش"),
    ),
    (
        "The health minister opened the new bridge near Leiden on Friday. Hundreds of people came to look.",
        "De minister van Onderwijs opende vrijdag de nieuwe brug bij Leiden. Honderden mensen kwamen kijken.",
        ("name", "ministry: health / education"),
    ),
    (
        "The storm passed on Sunday. The port remained open and the ferries sailed as usual.",
        "مرت العاصفة يوم الأحد. وبقي الميناء مغلقا وأبحرت العبارات كالمعتاد.",
        ("polarity", "gate: open / closed"),
    ),
    (
        "The ferry ran aground on Tuesday, the coast guard said. All 212 passengers were saved.",
        "جنحت العبارة يوم الثلاثاء، بحسب الشرطة. وأُنقذ جميع الركاب البالغ عددهم 212.",
        ("attribution", "source: the coast guard / الشرطة"),
    ),
    (
        "The police searched the valley all night. The villagers hope that the children are safe.",
        "De politie doorzocht de hele nacht het dal. De dorpelingen hopen dat de kinderen niet veilig zijn.",
        ("polarity", "negation: affirmed / not"),
    ),
    (
        "Most of the wounded have severe injuries, and none of them are children. The road is open.",
        "وأصيب معظم الجرحى إصابات طفيفة، وليس بينهم أطفال. والطريق مفتوح.",
        ("polarity", "severity: severe / slight"),
    ),
    (
        "The minister said that she might recall the ambassador. The embassy is still open.",
        "De minister zei dat ze heeft besloten de ambassadeur terug te roepen. De ambassade is nog open.",
        ("polarity", "stage: considering / decided"),
    ),
    (
        "The shooting began when a driver did not stop, the Tunisian interior ministry said. Three died.",
        "Het schieten begon toen een bestuurder niet stopte, zei het Tunesische leger. Drie mensen stierven.",
        ("attribution", "source: the Tunisian interior ministry / het Tunesische leger"),
    ),
]
ALIKE = [
    (
        "The officer denies the charge, his lawyer says. The trial begins in May.",
        "De man ontkent dat, zegt zijn advocaat. Het proces begint in mei.",
    ),
    (
        "Only four people were in charge of security. The firm is Danish.",
        "وكانت الحماية موكلة إلى أربعة أشخاص لا غير. والشركة دنماركية.",
    ),
    (
        "Files were leaving faster than I could count them, he said. The firm is Danish.",
        "Ik kon de bestanden niet zo snel tellen als ze verdwenen, zei hij. Het bedrijf is Deens.",
    ),
    (
        "The deputy minister of defence said that aid could only reach the town if the road was opened.",
        "وقال نائب وزير الدفاع إن المساعدات لا يمكن أن تصل إلى البلدة إلا إذا فُتح الطريق.",
    ),
    (
        "Not long after the blast, the sports minister came to the stadium. The match went on.",
        "Kort na de explosie kwam de minister van Sport naar het stadion. De wedstrijd ging door.",
    ),
    (
        "The jet came down close to the harbour shortly after take-off. Nobody on board survived.",
        "Het toestel stortte kort na het opstijgen neer bij de haven. Geen inzittende overleefde het.",
    ),
    (
        "A dinghy with forty migrants capsized off the coast of Libya. The coastguard saved six of them.",
        "انقلب قارب مطاطي يقل أربعين مهاجرا قبالة سواحل ليبيا. وأنقذ خفر السواحل ستة منهم.",
    ),
    (
        "The minister refused to comment on the report. He denied any wrongdoing.",
        "De minister weigerde op het bericht te reageren. Hij zegt dat hij niets verkeerds heeft gedaan.",
    ),
    (
        "Almost all of the passengers were saved. The rest are being looked for.",
        "Nagenoeg iedereen aan boord is gered. Naar de overigen wordt gezocht.",
    ),
    (
        "Every year the town holds a film festival on the beach. This year it was cancelled.",
        "Elk jaar organiseert de stad een filmfestival op het strand. Dit jaar ging het niet door.",
    ),
    (
        "The king received the ambassador in his palace on Monday. They spoke for an hour.",
        "استقبل العاهل السفير في قصره يوم الاثنين. وتحدثا لمدة ساعة.",
    ),
    (
        "The lawyer lodged an appeal against the ruling. The judges meet in June.",
        "قدم المحامي طعنا في الحكم. ويجتمع القضاة في حزيران.",
    ),
    (
        "The truck overturned on the road to Seoul. Nobody was hurt.",
        "انقلبت الشاحنة على الطريق إلى سيول. ولم يصب أحد.",
    ),
    (
        "Schools in the province will stay closed until 20 June. The damage was great.",
        "Tot 20 juni gaat in de provincie geen school open. De schade was groot.",
    ),
    (
        "Donderdag bleef het rustig in de stad, al waren veel winkels gesloten. Er reden geen bussen.",
        "وساد الهدوء المدينة الخميس، لكن متاجر كثيرة لم تفتح أبوابها. ولم تسر أي حافلات.",
    ),
    (
        "According to the police, the shop had been empty. The owner was abroad.",
        "وبحسب رواية الشرطة، كان المتجر فارغا. وكان المالك في الخارج.",
    ),
    (
        "The Red Cross brought food to the White House staff. Green Party members helped.",
        "Het Rode Kruis bracht eten naar het personeel van het Witte Huis. Leden van GroenLinks hielpen.",
    ),
]


@pytest.mark.parametrize(("a", "b", "expected"), CHANGED)
def test_words_that_exclude_each_other_are_a_change(a: str, b: str, expected: tuple[str, str]) -> None:
    changed = {(fact.kind, fact.why) for fact in align.diff(a, b).facts if fact.status == "changed"}
    assert expected in changed


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_other_words_for_the_same_are_none(a: str, b: str) -> None:
    assert [fact.why for fact in align.diff(a, b).facts if fact.status == "changed"] == []


@pytest.mark.parametrize("why", ["stance: confirmed / denied", "source: the coast guard / الشرطة"])
def test_a_denial_and_a_source_are_told_once(why: str) -> None:
    a, b = next(case[:2] for case in CHANGED if case[2][1] == why)
    assert sum(fact.status == "changed" for fact in align.diff(a, b).facts) == 1


def test_a_denial_without_a_word_that_confirms_is_a_negation() -> None:
    diff = align.diff(
        "The army killed two farmers near the border on Friday. Fighting went on until the evening.",
        "Het leger ontkende dat het vrijdag twee boeren had gedood. Er werd tot de avond gevochten.",
    )
    changed = [(fact.kind, fact.why) for fact in diff.facts if fact.status == "changed"]
    assert changed == [("polarity", "negation: affirmed / denied")]
