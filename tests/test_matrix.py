"""The matrix: rows and their statuses, agreement, order of arguments, the whole pipeline on small texts."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import align
from align.alignment import Alignment
from align.article import Article
from align.derivation import derive
from align.encoder import TokenVectors
from align.errors import InputError, OptionError
from align.matrix.clusters import average_linkage
from align.matrix.model import UNSURE, Cell, Matrix, Row
from align.matrix.order import permuted
from align.result import Evidence

SEED = Path(__file__).parent.parent / "seeds" / "dam-leak"
DESK = """A ferry sank near Port Orla on Monday. Twelve people drowned, the coast guard said. \
The ship carried 240 passengers. Its captain had left the bridge."""
TWIN = """A ferry sank near Port Orla on Monday. Twelve people drowned, the coast guard said. \
The ship carried 240 passengers. Its captain had left the bridge."""
OTHER = """A ferry sank near Port Orla on Monday. Fifteen people drowned, the coast guard said. \
The ship carried 240 passengers. Divers will search the wreck on Friday."""
DUTCH = """Maandag zonk bij Port Orla een veerboot. Twaalf mensen verdronken, zei de kustwacht. \
Het schip had 240 passagiers aan boord. De kapitein had de brug verlaten."""


class Letters:
    """An encoder that counts letters and their pairs: enough for texts in one language, and quick."""

    signature = "letters"

    def encode(self, sentences: list[str], /) -> NDArray[np.float32]:
        rows = np.zeros((len(sentences), 512), dtype=np.float32)
        for row, sentence in zip(rows, sentences, strict=True):
            text = f" {sentence.lower()} "
            for left, right in pairwise(text):
                row[(ord(left) * 31 + ord(right)) % 512] += 1.0
        lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return np.asarray(rows / np.maximum(lengths, 1e-6), dtype=np.float32)

    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        """Read each word by itself."""
        found = []
        for sentence in sentences:
            words = list(re.finditer(r"\w+", sentence))
            starts = np.array([word.start() for word in words], dtype=np.int32)
            ends = np.array([word.end() for word in words], dtype=np.int32)
            weights = np.array([4.0 + len(word[0]) for word in words], dtype=np.float32)
            found.append(TokenVectors(starts, ends, self.encode([w[0] for w in words]), weights))
        return found


def versions() -> list[Article]:
    texts = {"desk": DESK, "other": OTHER, "twin": TWIN + " No one knows why.", "dutch": DUTCH}
    return [
        Article.from_text(text, lang="nl" if name == "dutch" else "en", name=name)
        for name, text in texts.items()
    ]


@pytest.fixture(scope="module")
def four() -> Matrix:
    found: Matrix = align.compare(versions(), encoder=Letters())
    return found


def cell(group: int = 0, start: int = 0, text: str = "12", borrowed: bool = False) -> Cell:
    return Cell((Evidence(0, start, start + len(text), text),), group, borrowed)


def row(*groups: int | None, kind: str = "number") -> Row:
    cells = tuple(None if group is None else cell(group) for group in groups)
    return Row("r1", kind, cells, (0.9,) * len(cells), 0.9)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("groups", "status", "agreement", "majority", "missing"),
    [
        ((0, 0, 0), "unanimous", ((0, 1, 2),), (0, 1, 2), ()),
        ((0, None, None), "unique", ((0,),), (0,), ()),
        ((0, 0, None), "missing", ((0, 1),), (0, 1), (2,)),
        ((0, 0, None, None), "minority", ((0, 1),), (0, 1), ()),
        ((0, 1, 1), "contested", ((1, 2), (0,)), (1, 2), ()),
        ((0, 1, None), "contested", ((0,), (1,)), (), (2,)),
        ((0, 1, 0, 1), "contested", ((0, 2), (1, 3)), (), ()),  # two against two: no majority
        ((0, UNSURE, None), "minority", ((0,),), (0,), ()),  # one more may say it
    ],
)
def test_what_a_row_says(
    groups: tuple[int | None, ...],
    status: str,
    agreement: tuple[tuple[int, ...], ...],
    majority: tuple[int, ...],
    missing: tuple[int, ...],
) -> None:
    found = row(*groups)
    assert (found.status, found.agreement) == (status, agreement)
    assert (found.majority, found.missing) == (majority, missing)


def test_a_row_that_no_version_states_cannot_exist() -> None:
    with pytest.raises(ValueError, match="row r1: expected a version that states it"):
        row(None, None)


def check_consistency(matrix: Matrix) -> None:
    """Agreement is an equivalence in each row, and every claim has exactly one row of its own."""
    size = range(len(matrix.versions))
    for found in matrix.rows:
        for i in size:
            assert found.agree(i, i) == (i in found.stated)
            for j in size:
                assert found.agree(i, j) == found.agree(j, i)
                for k in size:
                    if found.agree(i, j) and found.agree(j, k):
                        assert found.agree(i, k)
    for version in size:
        own = [
            (e.start, e.end)
            for found in matrix.rows
            if found.kind == "claim" and (c := found.cells[version]) and not c.borrowed
            for e in c.evidence
        ]
        assert len(own) == len(set(own))
        text = matrix.versions[version].text
        covered = {k for start, end in own for k in range(start, end)}
        for sentence in matrix.versions[version].content:
            places = range(sentence.start, sentence.end)
            assert all(k in covered or text[k].isspace() for k in places)


def test_agreement_is_transitive_and_every_claim_has_one_row(four: Matrix) -> None:
    check_consistency(four)


WORDS = ["ship", "captain", "storm", "twelve", "14", "fire", "Monday", "Friday", "police", "30", "people"]


@pytest.mark.parametrize("seed", range(6))
def test_random_versions_are_consistent_in_any_order(seed: int) -> None:
    rng = random.Random(seed)
    texts = []
    for _ in range(4):
        sentences = [" ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 9))) for _ in range(4)]
        texts.append(" ".join(f"The {sentence}." for sentence in sentences))
    articles = [Article.from_text(text, lang="en", name=str(k)) for k, text in enumerate(texts)]
    matrix = align.compare(articles, encoder=Letters())
    check_consistency(matrix)
    order = list(range(4))
    rng.shuffle(order)
    again = align.compare([articles[k] for k in order], encoder=Letters())
    assert again == permuted(matrix, [order.index(k) for k in range(4)])


def test_the_order_of_arguments_only_orders_the_columns(four: Matrix) -> None:
    articles = versions()
    for order in list(permutations(range(4)))[1::5]:
        found = align.compare([articles[k] for k in order], encoder=Letters())
        assert [a.name for a in found.versions] == [articles[k].name for k in order]
        assert found == permuted(four, [order.index(k) for k in range(4)])


def test_permuted_renames_groups_and_turns_alignments(four: Matrix) -> None:
    turned = permuted(four, [3, 2, 1, 0])
    assert permuted(turned, [3, 2, 1, 0]) == four
    assert turned.versions == four.versions[::-1]
    assert turned.alignments[0, 1].size_a == len(four.versions[3].sentences)
    contested = [found for found in turned.rows if found.contested]
    assert contested
    for found in contested:
        assert next(c.group for c in found.cells if c and c.group != UNSURE) == 0


def test_a_contested_number_names_who_says_what(four: Matrix) -> None:
    found = [r for r in four.rows if r.contested and r.kind == "number"]
    assert len(found) == 1
    names = [[four.names[v] for v in group] for group in found[0].agreement]
    assert names[-1] == ["other"]
    assert {"desk", "twin"} <= set(names[0])
    assert found[0].majority == found[0].agreement[0]


def by_hand() -> Matrix:
    """Three versions: c lacks the captain and has another number; b has the captain within another claim."""
    texts = ("Twelve died. The captain left.", "Twelve died, the captain gone.", "Fifteen died.")
    a, b, c = (Article.from_text(text, lang="en", name=name) for text, name in zip(texts, "abc", strict=True))

    def at(article: Article, words: str) -> Evidence:
        start = article.text.index(words)
        return Evidence(0, start, start + len(words), words, words.lower())

    sure = (0.9, 0.9, 0.9)
    died = tuple(Cell((at(x, w),)) for x, w in ((a, "Twelve died"), (b, texts[1]), (c, "Fifteen died")))
    captain = (Cell((at(a, "The captain left"),)), Cell((at(b, texts[1]),), borrowed=True), None)
    numbers = (
        Cell((at(a, "Twelve"),)), Cell((at(b, "Twelve"),)), Cell((at(c, "Fifteen"),), 1),
    )  # fmt: skip
    rows = (
        Row("r1", "claim", died, sure, 0.9),
        Row("r2", "number", numbers, sure, 0.8, "r1"),
        Row("r3", "claim", captain, sure, 0.9),
        Row(
            "r4",
            "place",
            (Cell((at(a, "captain"),)), Cell((at(b, "captain"),), UNSURE), None),
            sure,
            0.9,
            "r3",
        ),
    )
    none = Alignment(0, 0, (), ())
    return Matrix((a, b, c), rows, {(0, 1): none, (0, 2): none, (1, 2): none}, (), "by hand")


def test_a_pair_read_from_the_matrix_is_a_diff() -> None:
    def facts(i: int, j: int) -> list[tuple[str, str, str, str]]:
        return [
            (f.status, f.kind, f.a.text if f.a else "", f.b.text if f.b else "")
            for f in by_hand().diff(i, j).facts
        ]

    joined = "Twelve died, the captain gone."
    assert facts(0, 1) == [
        ("kept", "claim", "The captain left", joined),  # quotes a claim that has a row of its own
        ("kept", "claim", "Twelve died", joined),
        ("kept", "number", "Twelve", "Twelve"),
    ]
    assert facts(2, 0) == [
        ("kept", "claim", "Fifteen died", "Twelve died"),
        ("added", "claim", "", "The captain left"),
        ("changed", "number", "Fifteen", "Twelve"),
    ]
    assert facts(1, 2) == [
        ("kept", "claim", joined, "Fifteen died"),
        ("changed", "number", "Twelve", "Fifteen"),
    ]
    found = by_hand().diff(0, 2)
    assert [f.id for f in found.facts] == ["f1", "f2", "f3"]
    assert [f.within for f in found.facts if f.status == "changed"] == ["f1"]
    assert by_hand().summary == {"contested": 1, "missing": 1, "minority": 1, "unique": 0, "unanimous": 1}


def test_remarks_name_versions_that_hardly_compare() -> None:
    found = by_hand()
    noted = replace(found.versions[1], notes=("odd bytes",))
    apart = replace(found.alignments[0, 2], comparable=0.21)
    turned = replace(
        found,
        versions=(found.versions[0], noted, found.versions[2]),
        alignments={**found.alignments, (0, 2): apart},
        notes=("a note",),
    )
    told = "1 and 3 hardly look like versions of one article (comparable 0.21 of 1)"
    assert turned.remarks == ("a note", "2: odd bytes", told)
    assert f"note: {told}" in turned.to_text(width=120)
    assert told in turned.to_html()
    assert permuted(turned, [2, 1, 0]).remarks[1:] == ("2: odd bytes", told)


def test_five_versions_of_a_seed() -> None:
    names = ("en", "nl", "ar", "en-from-ar", "en-wire")
    matrix = align.compare([SEED / f"{name}.txt" for name in names])
    check_consistency(matrix)
    villages = next(
        r for r in matrix.rows if r.contested and (c := r.cells[4]) and c.evidence[0].text == "17"
    )
    assert villages.group_of(0) == villages.group_of(1) != villages.group_of(4)
    assert (cell := villages.cells[1])
    assert cell.evidence[0].text == "veertien"
    pairs = {frozenset((names[d.child], names[d.parent])): d for d in matrix.derivations}
    assert set(pairs) == {frozenset(("nl", "en")), frozenset(("ar", "en-from-ar"))}
    assert {d.kind for d in matrix.derivations} == {"translation"}


@pytest.mark.parametrize(("i", "j"), [(0, 0), (0, 3), (-1, 0)])
def test_a_pair_that_is_not_there(i: int, j: int) -> None:
    with pytest.raises(OptionError, match="expected two different versions from 0 to 2, got"):
        by_hand().diff(i, j)


def test_too_few_versions() -> None:
    with pytest.raises(OptionError, match="expected two versions or more, got 1; add another one"):
        align.compare([DESK])
    with pytest.raises(OptionError, match="expected a list of versions, got one text"):
        align.compare(DESK)
    with pytest.raises(InputError):
        align.compare([DESK, ""])


def test_versions_without_content_do_not_break() -> None:
    matrix = align.compare(["12:30", DESK], encoder=Letters())
    check_consistency(matrix)


def test_the_same_text_twice_agrees_on_everything() -> None:
    matrix = align.compare([DESK, TWIN, DESK], encoder=Letters())
    assert {r.status for r in matrix.rows} == {"unanimous"}
    assert {d.kind for d in matrix.derivations} == {"copy"}
    assert not any(d.directed for d in matrix.derivations)


def test_few_claims_are_no_evidence_of_derivation() -> None:
    articles = tuple(Article.from_text(text, lang="en") for text in ("A ship sank.", "A ship sank."))
    rows = (row(0, 0, kind="claim"),)
    assert derive(articles, rows) == ()


def story(*claims: tuple[int | None, int | None]) -> tuple[Row, ...]:
    """Rows of claims told by two versions at these positions."""
    return tuple(
        Row(f"r{k}", "claim", tuple(None if p is None else cell(0, p) for p in places), (0.9, 0.9), 0.9)
        for k, places in enumerate(claims)
    )


def test_what_leaves_out_the_rest_was_shortened() -> None:
    articles = tuple(Article.from_text(text, lang="en") for text in (DESK, "A ship sank."))
    rows = story((0, 0), (10, 10), (20, 20), (30, 30), (40, None), (50, None), (60, 60))
    (found,) = derive(articles, rows)
    assert (found.child, found.parent, found.kind, found.directed) == (1, 0, "shortened", True)
    assert found.score == 1.0
    assert "71% of the claims there stand here" in found.why


@pytest.mark.parametrize(("errors", "directed"), [(0, False), (1, False), (2, True)])
def test_who_parts_from_all_others_came_later(errors: int, directed: bool) -> None:
    articles = tuple(Article.from_text(DESK, lang=lang) for lang in ("en", "nl", "ar"))
    told = tuple(
        Row(f"r{k}", "claim", (cell(0, k), cell(0, k), None), (0.9, 0.9, 0.9), 0.9) for k in range(6)
    )
    wrong = tuple(row(0, 1, 0) for _ in range(errors))
    (found,) = derive(articles, (*told, *wrong))
    assert found.directed is directed
    assert found.kind == "translation"
    assert {found.child, found.parent} == {0, 1}
    names = found.sentence(("one", "two", "three"))
    assert ("or the other way round" in names) is not directed
    if directed:
        assert names.startswith("two seems to be a translation of one (1.00): 100% of its claims stand there")
        assert "2 values on which it parts from there and from all others" in names


def test_another_order_is_no_derivation() -> None:
    articles = tuple(Article.from_text(text, lang="en") for text in (DESK, "A ship sank."))
    assert derive(articles, story((0, 40), (10, 20), (20, 30), (30, 0), (40, 10))) == ()


def test_clusters_hold_one_node_of_a_version_and_do_not_hang_on_order() -> None:
    rng = random.Random(3)
    nodes = [(version, k) for version in range(4) for k in range(6)]
    strength = {(x, y): round(rng.random(), 2) for x in nodes for y in nodes if x < y and x[0] != y[0]}
    expected = average_linkage(nodes, strength, 0.5)
    assert sorted(node for cluster in expected for node in cluster) == nodes
    assert all(len({v for v, _ in cluster}) == len(cluster) for cluster in expected)
    assert max(len(cluster) for cluster in expected) > 1
    for _ in range(5):
        shuffled = list(strength.items())
        rng.shuffle(shuffled)
        assert average_linkage(rng.sample(nodes, len(nodes)), dict(shuffled), 0.5) == expected


def slow_linkage(
    nodes: list[tuple[int, int]], strength: dict[tuple[tuple[int, int], tuple[int, int]], float], above: float
) -> list[list[tuple[int, int]]]:
    """Join the strongest two clusters again and again, each mean computed from scratch."""
    clusters = [[node] for node in sorted(nodes)]
    while True:
        best = None
        for i, a in enumerate(clusters):
            for b in clusters[i + 1 :]:
                if {v for v, _ in a} & {v for v, _ in b}:
                    continue
                pairs = [(min(x, y), max(x, y)) for x in a for y in b]
                mean = sum(strength.get(p, 0.0) for p in pairs) / len(pairs)
                if mean > above and (best is None or mean > best[0] + 1e-12):
                    best = (mean, a, b)
        if best is None:
            return sorted(sorted(c) for c in clusters)
        clusters.remove(best[1])
        clusters.remove(best[2])
        clusters = sorted([*clusters, sorted(best[1] + best[2])])


@pytest.mark.parametrize("seed", range(8))
def test_clusters_are_those_of_the_slow_way(seed: int) -> None:
    rng = random.Random(seed)
    nodes = [(version, k) for version in range(3) for k in range(4)]
    strength = {(x, y): rng.random() for x in nodes for y in nodes if x < y and x[0] != y[0]}
    assert sorted(average_linkage(nodes, strength, 0.4)) == slow_linkage(nodes, strength, 0.4)
