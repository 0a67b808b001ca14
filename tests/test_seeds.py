"""The tagged events: the gold fits the texts, and the reader of the gold notices when it does not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gold import SEEDS, Version, gold_status, load_events, load_version

KINDS = {
    "number", "date", "place", "agent", "name", "event", "cause", "quote", "attribution", "status",
    "background",
}  # fmt: skip
ROLES = {"content", "heading", "boilerplate"}
VERSIONS = ["en", "nl", "ar", "en-from-ar", "en-wire"]
LANGUAGES = {"en": "en", "nl": "nl", "ar": "ar", "en-from-ar": "en", "en-wire": "en"}
EVENTS = sorted(path.parent.name for path in SEEDS.glob("*/event.json"))
FILES = [(event, version) for event in EVENTS for version in VERSIONS]
# A translation by another desk may slip here and there, but not often.
FAITHFUL = 0.9


def event_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SEEDS / name / "event.json").read_text("utf-8"))
    return found


def gold_of(event: str, version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SEEDS / event / f"{version}.json").read_text("utf-8"))
    return found


def short_name(version: Version) -> str:
    return version.article.name.partition("/")[2]


@pytest.fixture(scope="module")
def events() -> dict[str, list[Version]]:
    return load_events()


def test_there_are_eight_events_of_five_versions(events: dict[str, list[Version]]) -> None:
    assert len(events) == 8
    assert all([short_name(v) for v in versions] == VERSIONS for versions in events.values())


@pytest.mark.parametrize("event", EVENTS)
def test_facts_of_an_event(event: str) -> None:
    found = event_of(event)
    assert found.keys() == {"id", "title", "facts", "versions"}
    assert found["id"] == event
    assert all(fact.keys() == {"id", "statement", "kind"} for fact in found["facts"])
    ids = [fact["id"] for fact in found["facts"]]
    assert len(set(ids)) == len(ids)
    assert {fact["kind"] for fact in found["facts"]} <= KINDS
    assert all(fact["statement"].strip() for fact in found["facts"])


@pytest.mark.parametrize(("event", "version"), FILES)
def test_sentences_cover_the_text_in_order(event: str, version: str) -> None:
    article = load_version(SEEDS / event, version).article  # a misfit of a sentence or a span raises
    gold = gold_of(event, version)
    assert (gold["id"], gold["lang"]) == (version, LANGUAGES[version])
    position = 0
    for sentence in article.sentences:
        assert not article.text[position : sentence.start].strip()
        position = sentence.end
    assert not article.text[position:].strip()


@pytest.mark.parametrize(("event", "version"), FILES)
def test_every_mention_is_well_formed(event: str, version: str) -> None:
    ids = {fact["id"] for fact in event_of(event)["facts"]}
    for sentence in gold_of(event, version)["sentences"]:
        assert sentence.keys() == {"i", "text", "role", "facts"}
        assert sentence["role"] in ROLES
        assert sentence["role"] != "boilerplate" or not sentence["facts"]
        for mention in sentence["facts"]:
            assert mention.keys() == {"id", "span", "value"}
            assert mention["id"] in ids
            assert sentence["text"].count(mention["span"]) == 1, mention
            assert mention["value"] == mention["value"].strip() != ""


@pytest.mark.parametrize("event", EVENTS)
def test_every_fact_is_stated_by_some_version(event: str, events: dict[str, list[Version]]) -> None:
    stated = {mention.fact for version in events[event] for mention in version.mentions}
    assert stated == {fact["id"] for fact in event_of(event)["facts"]}


@pytest.mark.parametrize("event", EVENTS)
def test_a_translation_agrees_with_its_source(event: str, events: dict[str, list[Version]]) -> None:
    by_name = {short_name(version): version for version in events[event]}
    statuses = Counter(gold_status(by_name["en-from-ar"], by_name["ar"]))
    assert statuses["kept"] >= FAITHFUL * statuses.total()


def test_other_desks_do_not(events: dict[str, list[Version]]) -> None:
    for versions in events.values():
        by_name = {short_name(version): version for version in versions}
        statuses = Counter(gold_status(by_name["en"], by_name["ar"]))
        assert min(statuses[status] for status in ("kept", "changed", "only")) >= 2


def planted(tmp_path: Path, text: str, span: str, value: str = "5") -> Path:
    """Write a version of one sentence with one fact."""
    facts = [{"id": "f01", "span": span, "value": value}]
    sentences = [{"i": 0, "text": "Five people came.", "role": "content", "facts": facts}]
    (tmp_path / "en.txt").write_text(text, "utf-8")
    (tmp_path / "en.json").write_text(json.dumps({"id": "en", "lang": "en", "sentences": sentences}), "utf-8")
    return tmp_path


def test_offsets_of_a_mention_are_those_of_the_text(tmp_path: Path) -> None:
    version = load_version(planted(tmp_path, "Title\n\nFive people came.\n", "people"), "en")
    (mention,) = version.mentions
    assert version.article.text[mention.start : mention.end] == "people"


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("Title\n\nFive persons came.", "Five", "sentence 0 is not in the text"),
        ("Title\n\nFive people came.", "six", "span of f01 is not in sentence 0"),
    ],
)
def test_a_misfit_is_noticed(text: str, span: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        load_version(planted(tmp_path, text, span), "en")


def _version(*mentions: tuple[str, str], folder: Path) -> Version:
    sentences = [{"i": 0, "text": "Words.", "role": "content",
                  "facts": [{"id": i, "span": "Words", "value": v} for i, v in mentions]}]  # fmt: skip
    (folder / "x.txt").write_text("Words.", "utf-8")
    (folder / "x.json").write_text(json.dumps({"id": "x", "lang": "en", "sentences": sentences}), "utf-8")
    return load_version(folder, "x")


def test_statuses_follow_from_values(tmp_path: Path) -> None:
    side = _version(("f1", "46"), ("f2", "east"), ("f3", "x"), ("f4", "a"), folder=tmp_path)
    other = _version(("f1", "46"), ("f2", "west"), ("f4", "b"), ("f4", "a"), folder=tmp_path)
    assert gold_status(side, other) == ["kept", "changed", "only", "kept"]
