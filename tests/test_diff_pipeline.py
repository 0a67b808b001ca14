"""The whole chain on the tagged events and on small texts of our own: what holds for every diff."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

import align
from align.errors import EncoderError, InputError
from align.result import STATUSES

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
EVENTS = sorted(path.parent.name for path in SEEDS.glob("*/event.json"))
VERSIONS = ("en", "nl", "ar", "en-from-ar", "en-wire")
PAIRS = [(event, *pair) for event in EVENTS for pair in itertools.combinations(VERSIONS, 2)]
SWAPPED = [("dam-leak", "nl", "en"), ("outbreak", "ar", "en-from-ar"), ("siege-city", "en", "en-wire")]


Span = tuple[str, int, int]


def read(event: str, version: str) -> align.Article:
    return align.read(SEEDS / event / f"{version}.txt")


@pytest.fixture(scope="module", params=PAIRS, ids="/".join)
def pair(request: pytest.FixtureRequest) -> align.Diff:
    """A diff of two versions of one event; made once for all tests of it."""
    event, a, b = request.param
    return align.diff(read(event, a), read(event, b))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("align") / "schema" / "diff-1.schema.json").read_text("utf-8"))
    return found


def test_json_validates(pair: align.Diff, schema: dict[str, Any]) -> None:
    jsonschema.validate(json.loads(pair.to_json()), schema)


def columns(line: str) -> int:
    """Return how many columns a line of Latin or Arabic takes: marks and isolates take none."""
    return sum(unicodedata.category(character) not in ("Mn", "Cf") for character in line)


def test_text_fits_eighty_columns(pair: align.Diff) -> None:
    lines = pair.to_text().splitlines()
    assert lines[0].startswith(f"{pair.summary['changed']} changed, {pair.summary['dropped']} dropped")
    assert max(columns(line) for line in lines) <= 80


def test_offsets_hold_for_every_span(pair: align.Diff) -> None:
    for article in (pair.a, pair.b):
        assert all(article.text[s.start : s.end] == s.text for s in article.sentences)
    for fact in pair.facts:
        for article, evidence in ((pair.a, fact.a), (pair.b, fact.b)):
            if evidence:
                sentence = article.sentences[evidence.sentence]
                assert article.text[evidence.start : evidence.end] == evidence.text != ""
                assert sentence.start <= evidence.start < evidence.end <= sentence.end
                assert sentence.role != "boilerplate"


def test_every_character_is_accounted_for(pair: align.Diff) -> None:
    """Each visible character of a content sentence is in the span of some claim, on both sides."""
    claims = [fact for fact in pair.facts if fact.kind == "claim"]
    for article, evidences in ((pair.a, [f.a for f in claims]), (pair.b, [f.b for f in claims])):
        covered = {i for e in evidences if e for i in range(e.start, e.end)}
        visible = {i for s in article.content for i in range(s.start, s.end) if not article.text[i].isspace()}
        assert visible <= covered


def test_every_sentence_is_in_one_bead(pair: align.Diff) -> None:
    for side, article in (("a", pair.a), ("b", pair.b)):
        ids = sorted(i for bead in pair.alignment.beads for i in getattr(bead, side))
        assert ids == [sentence.id for sentence in article.sentences]


def test_facts_are_consistent(pair: align.Diff) -> None:
    by_id = {fact.id: fact for fact in pair.facts}
    assert len(by_id) == len(pair.facts)
    assert sum(pair.summary.values()) == len(pair.facts)
    assert list(pair.summary) == list(STATUSES)
    for fact in pair.facts:
        assert 0 < fact.confidence < 1
        assert "\n" not in fact.why
        assert (fact.kind == "claim") == (fact.within == "")
        assert fact.kind == "claim" or by_id[fact.within].kind == "claim"
        assert fact.why or fact.status == "kept"


def spans(result: align.Diff, status: str, side: str) -> list[Span]:
    """Return kind and place of every fact of a status, on one side."""
    found = [(fact.kind, getattr(fact, side)) for fact in result.facts if fact.status == status]
    return sorted((kind, e.start, e.end) for kind, e in found)


def changes(result: align.Diff) -> list[tuple[Span, Span]]:
    """Return the changed facts as places of a and b."""
    return sorted(
        ((f.kind, f.a.start, f.a.end), (f.kind, f.b.start, f.b.end))
        for f in result.facts
        if f.status == "changed" and f.a and f.b
    )


@pytest.mark.parametrize(("event", "a", "b"), SWAPPED)
def test_swapping_the_sides_swaps_the_result(event: str, a: str, b: str) -> None:
    one, two = read(event, a), read(event, b)
    there, back = align.diff(one, two), align.diff(two, one)
    assert spans(there, "dropped", "a") == spans(back, "added", "b")
    assert spans(there, "added", "b") == spans(back, "dropped", "a")
    assert changes(there) == sorted((y, x) for x, y in changes(back))
    assert there.comparable == pytest.approx(back.comparable, abs=1e-6)
    assert there.alignment.order == back.alignment.order


@pytest.mark.parametrize("version", ["nl", "en", "ar"])
@pytest.mark.parametrize("event", EVENTS[:4])
def test_a_text_does_not_differ_from_itself(event: str, version: str) -> None:
    article = read(event, version)
    result = align.diff(article, article)
    assert {status for status, count in result.summary.items() if count} == {"kept"}
    # Boilerplate takes no part: it has no counterpart, not even in the same text.
    ignored = {s.id for s in article.sentences if s.role == "boilerplate"}
    beads = [bead for bead in result.alignment.beads if not ignored & {*bead.a, *bead.b}]
    assert all(bead.a == bead.b for bead in beads)
    assert result.comparable > 0.9


def test_the_same_bytes_whatever_the_hash_seed_and_threads() -> None:
    event = SEEDS / "quake-relief"
    printed = set()
    for seed, threads in (("0", "1"), ("1", "2"), ("12345", "4")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads,
                       "OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": str(ROOT)}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "align", "diff", event / "nl.txt", event / "ar.txt", "--format", "json"],
            capture_output=True, check=True, env=environment,
        )  # fmt: skip
        printed.add(done.stdout)
    assert len(printed) == 1


class Letters:
    """An encoder with nothing but `encode`: counts of letters."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, sentences: Sequence[str]) -> np.ndarray[Any, Any]:
        self.seen += sentences
        return np.array([[s.lower().count(c) for c in "abcdefghijklmnopqrstuvwxyz "] for s in sentences])


def test_an_encoder_needs_only_encode(schema: dict[str, Any]) -> None:
    encoder = Letters()
    a, b = read("dam-leak", "en"), read("dam-leak", "en-wire")
    result = align.diff(a, b, encoder=encoder)
    assert set(encoder.seen) >= {sentence.text for sentence in a.content}
    assert "Letters" in result.signature
    assert result.summary["kept"]
    jsonschema.validate(result.to_dict(), schema)
    assert align.diff(a, a, encoder=Letters()).summary["changed"] == 0


@pytest.mark.parametrize("returned", [None, [], [[1.0]], [[float("nan")]] * 2, "xx"])
def test_a_broken_encoder_is_an_error(returned: object) -> None:
    class Broken:
        def encode(self, sentences: list[str]) -> object:
            return returned

    with pytest.raises(EncoderError):
        align.diff("It rains.\n\nIt snows.", "It rains.\n\nIt is dry.", encoder=Broken())


# Cases that the README decides.
def test_texts_paths_and_articles_are_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("De brug is dinsdag gesloten.", "utf-8")
    text = "The bridge was closed on Tuesday."
    expected = align.diff(align.read(tmp_path / "a.txt"), align.Article.from_text(text))
    assert align.diff(tmp_path / "a.txt", text) == expected
    assert align.diff(str(tmp_path / "a.txt"), text) == expected


@pytest.mark.parametrize("text", ["", " \n\t", "Nul \0 here."])
def test_an_empty_text_is_an_error(text: str) -> None:
    with pytest.raises(InputError):
        align.diff(text, "It rains.")
    with pytest.raises(InputError):
        align.diff("It rains.", text)


@pytest.mark.parametrize("text", ["\u200e", "…", "***\n\n---", "😀"])
def test_a_text_without_a_word_shares_nothing(text: str) -> None:
    result = align.diff(text, "The bridge was closed on Tuesday.")
    assert result.summary["changed"] == result.summary["kept"] == 0
    assert align.diff(text, text).summary["changed"] == 0


def test_one_sentence_on_each_side() -> None:
    result = align.diff("The bridge was closed on Tuesday.", "The bridge was closed on Friday.")
    assert changes(result) == [(("date", 25, 32), ("date", 25, 31))]


def test_only_lines_around_the_article_on_one_side() -> None:
    words = "Reageer op dit artikel"
    a = align.Article(
        words, "nl", (align.Sentence(0, 0, len(words), words, 0, "boilerplate", "comment form"),)
    )
    result = align.diff(a, "The bridge was closed on Tuesday.")
    assert not a.content
    assert {fact.status for fact in result.facts} == {"added"}
    both = align.diff(a, a)
    assert both.facts == ()
    assert both.to_text()


@pytest.mark.parametrize(("a", "b"), list(zip(EVENTS, [*EVENTS[1:], EVENTS[0]], strict=True)))
def test_texts_with_nothing_in_common_are_said_to_be_so(a: str, b: str) -> None:
    result = align.diff(read(a, "en"), read(b, "ar"))
    assert result.comparable < align.align(read(a, "en"), read(a, "ar")).comparable
    assert any("hardly" in note for note in result.notes)
    assert result.summary["kept"] < result.summary["dropped"] + result.summary["added"]


def test_pre_split_sentences_keep_their_index() -> None:
    a = align.Article.from_sentences(["Het regent al dagen.", "", "De brug is dicht."], lang="nl")
    b = align.Article.from_sentences(["It has rained for days.", "The bridge is closed."], lang="en")
    beads = {(bead.a, bead.b) for bead in align.align(a, b).beads}
    assert beads == {((0,), (0,)), ((1,), ()), ((2,), (1,))}
    assert align.diff(a, b).summary["changed"] == 0


@pytest.mark.parametrize("order", ["monotone", "free"])
def test_the_order_can_be_set(order: str) -> None:
    result = align.diff(read("dam-leak", "en"), read("dam-leak", "en-wire"), order=order)
    assert result.alignment.order == order
    assert f"order {order}" in result.signature


def test_a_moved_block_is_moved_and_not_dropped_and_added() -> None:
    nl = [
        "De burgemeester van Oster opende de nieuwe brug op maandag.",
        "De bouw heeft zeven jaar geduurd.",
        "Vissers klagen dat hun haven nu moeilijker te bereiken is.",
        "In het museum hangen sinds kort twaalf schilderijen van Lena Brandt.",
        "De schrijver kreeg een prijs voor haar roman over de oorlog.",
        "Op de markt werden de prijzen van tarwe en mais hoger.",
    ]
    en = [
        "The museum has recently hung twelve paintings by Lena Brandt.",
        "The writer won a prize for her novel about the war.",
        "At the market the prices of wheat and maize went up.",
        "The mayor of Oster opened the new bridge on Monday.",
        "Construction took seven years.",
        "Fishermen complain that their harbour is now harder to reach.",
    ]
    a, b = (align.Article.from_sentences(s, lang=c) for s, c in ((nl, "nl"), (en, "en")))
    result = align.diff(a, b)
    assert result.summary["dropped"] == result.summary["added"] == result.summary["changed"] == 0
    links = {(link.a, link.b): link.moved for link in result.alignment.links}
    assert set(links) >= {(i, (i + 3) % 6) for i in range(6)}
    assert sorted(links[i, (i + 3) % 6] for i in range(6)) == [False] * 3 + [True] * 3


@pytest.mark.parametrize("text", ["Ja.", "نعم.", "The mayor resigned.", "De brug is dicht."])
def test_one_sentence_in_the_very_words_of_the_other_version_is_kept(text: str) -> None:
    a, b = (align.Article.from_sentences([text], lang="en") for _ in range(2))
    found = align.diff(a, b)
    assert {fact.status for fact in found.facts} == {"kept"}
