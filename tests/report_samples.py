"""Small diffs made by hand, so that the tests of the reports do not hang on how well facts are found."""

from __future__ import annotations

from pathlib import Path

from align.alignment import Alignment, Bead, Link
from align.article import Article, Role, Sentence
from align.result import Diff, Evidence, Fact, Kind, Status

HOSTILE = (
    "<script>window.pwned=1</script></style><img src=x onerror=pwned=1> & \u202egnp.exe\u2066 \x1b[31mred\x07"
)


def article(lang: str, name: str, *sentences: str | tuple[str, Role, str]) -> Article:
    """Build an article of one-sentence paragraphs; a tuple is (words, role, reason)."""
    found, text = [], ""
    for index, item in enumerate(sentences):
        words, role, reason = item if isinstance(item, tuple) else (item, "content", "")
        text += "\n\n" if text else ""
        found.append(Sentence(index, len(text), len(text) + len(words), words, index, role, reason))
        text += words
    return Article(text, lang, tuple(found), name)


def at(version: Article, sentence: int, words: str = "", value: str = "") -> Evidence:
    """Return the evidence of words in a sentence; without words, the whole sentence."""
    found = version.sentences[sentence]
    words = words or found.text
    start = found.start + found.text.index(words)
    return Evidence(sentence, start, start + len(words), words, value)


def aligned(a: Article, b: Article, *pairs: tuple[int, int, bool]) -> Alignment:
    """Build an alignment from 1-1 links (a, b, moved); all other sentences are gaps."""
    links = tuple(Link(i, j, 0.9, moved) for i, j, moved in pairs)
    beads = [Bead((i,), (j,), 0.9) for i, j, _ in pairs]
    beads += [Bead((i,), (), 0.5) for i in range(len(a.sentences)) if i not in {p[0] for p in pairs}]
    beads += [Bead((), (j,), 0.5) for j in range(len(b.sentences)) if j not in {p[1] for p in pairs}]
    return Alignment(len(a.sentences), len(b.sentences), links, tuple(beads), comparable=0.8, order="free")


class Facts:
    """Collects facts and numbers them f0, f1 …"""

    def __init__(self) -> None:
        self.items: list[Fact] = []

    def add(
        self,
        status: Status,
        kind: Kind,
        a: Evidence | None,
        b: Evidence | None,
        why: str = "",
        within: str = "",
        confidence: float = 0.9,
    ) -> str:
        """Add a fact and return its id."""
        name = f"f{len(self.items)}"
        self.items.append(Fact(name, status, kind, confidence, why, a, b, within))
        return name


def fire() -> Diff:
    """Dutch and English: a changed number and polarity, an added conversion, a moved sentence."""
    a = article(
        "nl",
        "fire-nl.txt",
        ("Brand in de haven van Veldsum", "heading", "first line"),
        "De brand brak dinsdag om 3.40 uur uit in een loods op 5 km van het centrum.",
        "Volgens de brandweer raakten 46 mensen gewond, onder wie twee kinderen.",
        "Burgemeester Noor Brandsma ontkent dat er asbest is vrijgekomen.",
        ("Lees ook: Waarom loodsen branden", "boilerplate", "read also"),
        "De loods werd in 1976 gebouwd, en er lag 300 ton papier.",
        "Het vuur was woensdag onder controle.",
    )
    b = article(
        "en",
        "fire-en.txt",
        ("Port blaze in Veldsum", "heading", "first line"),
        "The fire was under control on Wednesday.",
        "The fire broke out at 3:40 am on Tuesday in a warehouse 5 km (3 miles) from the old town.",
        "About 40 people were hurt, two of them children, according to the fire service.",
        "Mayor Noor Brandsma confirms that asbestos was released.",
        "Residents were told to keep their windows shut.",
        ("Share this article", "boilerplate", "share button"),
    )
    facts = Facts()
    start = facts.add("kept", "claim", at(a, 1), at(b, 2), confidence=0.95)
    facts.add("kept", "quantity", at(a, 1, "5 km", "5 km"), at(b, 2, "5 km", "5 km"), within=start)
    facts.add("added", "quantity", None, at(b, 2, "3 miles", "3 mi"), "3 mi only in b", start, 0.88)
    facts.add(
        "unsure",
        "place",
        at(a, 1, "het centrum"),
        at(b, 2, "the old town"),
        "perhaps two places",
        start,
        0.5,
    )
    hurt = facts.add("kept", "claim", at(a, 2), at(b, 3), confidence=0.93)
    facts.add(
        "changed",
        "number",
        at(a, 2, "46", "46"),
        at(b, 3, "About 40", "about 40"),
        "46 / about 40",
        hurt,
        0.91,
    )
    mayor = facts.add("kept", "claim", at(a, 3), at(b, 4), confidence=0.9)
    facts.add(
        "changed",
        "polarity",
        at(a, 3, "ontkent", "denies"),
        at(b, 4, "confirms", "confirms"),
        "denies / confirms",
        mayor,
        0.8,
    )
    built = facts.add("dropped", "claim", at(a, 5, "De loods werd in 1976 gebouwd,"), None, confidence=0.84)
    facts.add("dropped", "date", at(a, 5, "1976", "1976"), None, "", built, 0.84)
    paper = facts.add("dropped", "claim", at(a, 5, "en er lag 300 ton papier."), None, confidence=0.82)
    facts.add("dropped", "quantity", at(a, 5, "300 ton", "300 t"), None, "", paper, 0.82)
    facts.add("kept", "claim", at(a, 6), at(b, 1), confidence=0.97)
    facts.add("added", "claim", None, at(b, 5), confidence=0.86)
    alignment = aligned(a, b, (0, 0, False), (1, 2, False), (2, 3, False), (3, 4, False), (6, 1, True))
    return Diff(a, b, alignment, tuple(facts.items), "align 0.1.0 encoder=hand order=free", ("made by hand",))


def flood() -> Diff:
    """English and Arabic: a changed number inside an Arabic word, a dropped sentence, an added one."""
    a = article(
        "en",
        "flood-en.txt",
        "Five people died when the river Sama burst its banks on Monday, police said.",
        "Families were moved to schools in six buses, the army (AFP) said.",
        "Rain is expected until Friday.",
    )
    b = article(
        "ar",
        "flood-ar.txt",
        "لقي ستة أشخاص حتفهم حين فاض نهر سما يوم الاثنين، بحسب الشرطة.",
        "ونُقلت العائلات إلى المدارس بسبع حافلات، كما قال الجيش (AFP).",
        "وفُتحت ٣ ملاجئ أخرى.",
    )
    facts = Facts()
    died = facts.add("kept", "claim", at(a, 0), at(b, 0))
    facts.add("changed", "number", at(a, 0, "Five", "5"), at(b, 0, "ستة", "6"), "5 / 6", died)
    moved = facts.add("kept", "claim", at(a, 1), at(b, 1))
    facts.add("changed", "number", at(a, 1, "six", "6"), at(b, 1, "سبع", "7"), "six / سبع", moved)
    facts.add("dropped", "claim", at(a, 2), None, confidence=0.8)
    opened = facts.add("added", "claim", None, at(b, 2), confidence=0.75)
    facts.add("added", "number", None, at(b, 2, "٣", "3"), "", opened, 0.75)
    return Diff(
        a, b, aligned(a, b, (0, 0, False), (1, 1, False)), tuple(facts.items), "align 0.1.0 encoder=hand"
    )


def hostile() -> Diff:
    """Markup, escapes and bidi controls wherever words of the input are shown."""
    a = article(
        "en", f"a{HOSTILE}.txt", f"Begin {HOSTILE} end.", (f"Share {HOSTILE}", "boilerplate", HOSTILE)
    )
    b = article("ar", f"b{HOSTILE}.txt", f"نص {HOSTILE} عربي.")
    facts = Facts()
    claim = facts.add("kept", "claim", at(a, 0), at(b, 0))
    facts.add("changed", "name", at(a, 0, HOSTILE, HOSTILE), at(b, 0, HOSTILE, HOSTILE), HOSTILE, claim)
    return Diff(a, b, aligned(a, b, (0, 0, False)), tuple(facts.items), f"align {HOSTILE}", (HOSTILE,))


def same() -> Diff:
    """Nothing differs."""
    a = article("en", "a.txt", "Water boils.")
    b = article("nl", "b.txt", "Water kookt.")
    facts = Facts()
    facts.add("kept", "claim", at(a, 0), at(b, 0))
    return Diff(a, b, aligned(a, b, (0, 0, False)), tuple(facts.items), "align 0.1.0")


def long_words() -> Diff:
    """Words without a place to break, in a name, a text and a reason."""
    word = "x" * 300
    a = article("en", f"{word}.txt", f"See {word} now.")
    b = article("ar", "b.txt", f"انظر {word} الآن.")
    facts = Facts()
    facts.add("changed", "name", at(a, 0, word), at(b, 0, word), word)
    return Diff(a, b, aligned(a, b, (0, 0, False)), tuple(facts.items), f"align {word}", (word,))


def goldens() -> dict[str, str]:
    """Return the reports that are kept in full under golden/report, by file name."""
    return {
        "fire.txt": fire().to_text(),
        "fire-kept-nl.txt": fire().to_text(show_kept=True, summary_lang="nl"),
        "fire-narrow.txt": fire().to_text(width=40),
        "fire-color.txt": fire().to_text(color=True).replace("\033", "ESC"),
        "fire.md": fire().to_markdown(summary_lang="en"),
        "fire.tsv": fire().to_tsv(),
        "fire.tmx": fire().to_tmx(),
        "flood.txt": flood().to_text(summary_lang="ar"),
        "flood-no-bidi.txt": flood().to_text(bidi=False),
        "flood.json": flood().to_json() + "\n",
        "flood.tex": flood().to_latex(),
        "flood.md": flood().to_markdown(),
        "hostile.txt": hostile().to_text(),
        "hostile.md": hostile().to_markdown(),
        "same.txt": same().to_text(summary_lang="en"),
    }


if __name__ == "__main__":  # writes the golden files anew; read the difference before it is committed
    folder = Path(__file__).parent / "golden" / "report"
    folder.mkdir(parents=True, exist_ok=True)
    for file_name, content in goldens().items():
        (folder / file_name).write_text(content, "utf-8", newline="")
