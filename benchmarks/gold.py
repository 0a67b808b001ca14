"""Read the tagged events: versions as articles with gold sentences, and their fact mentions with offsets."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from align.article import Article, Sentence

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@dataclass(frozen=True)
class Mention:
    """One place where a version states a gold fact; offsets are code points into the version's text."""

    fact: str
    sentence: int
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Version:
    """One version of an event: the article with its gold sentences, and the fact mentions in it."""

    event: str
    article: Article
    mentions: tuple[Mention, ...]


def load_version(folder: Path, name: str) -> Version:
    """Read one version of an event; raises ValueError where gold and text do not fit."""
    text = (folder / f"{name}.txt").read_text("utf-8")
    gold = json.loads((folder / f"{name}.json").read_text("utf-8"))
    sentences, mentions, position = [], [], 0
    for item in gold["sentences"]:
        start = text.find(item["text"], position)
        if start < 0:
            raise ValueError(
                f"{folder.name}/{name}: sentence {item['i']} is not in the text after {position}"
            )
        position = start + len(item["text"])
        paragraph = text.count("\n\n", 0, start)
        sentences.append(Sentence(item["i"], start, position, item["text"], paragraph, item["role"]))
        for fact in item["facts"]:
            offset = item["text"].find(fact["span"])
            if offset < 0:
                raise ValueError(f"{folder.name}/{name}: span of {fact['id']} is not in sentence {item['i']}")
            begin = start + offset
            mentions.append(Mention(fact["id"], item["i"], begin, begin + len(fact["span"]), fact["value"]))
    article = Article(text, gold["lang"], tuple(sentences), name=f"{folder.name}/{name}")
    return Version(folder.name, article, tuple(mentions))


def load_events(folder: Path = SEEDS) -> dict[str, list[Version]]:
    """Read every event in a folder, versions in the order of its event.json."""
    events = {}
    for path in sorted(folder.glob("*/event.json")):
        names = json.loads(path.read_text("utf-8"))["versions"]
        events[path.parent.name] = [load_version(path.parent, name) for name in names]
    return events


def pairs(events: dict[str, list[Version]]) -> Iterator[tuple[Version, Version]]:
    """Yield every pair of versions of one event."""
    for versions in events.values():
        yield from itertools.combinations(versions, 2)


def gold_status(side: Version, other: Version) -> list[str]:
    """Return kept, changed or only for each mention of `side`, compared with `other`.

    A fact counts as kept if some mention of the other version has an equal value.
    """
    values: dict[str, set[str]] = {}
    for mention in other.mentions:
        values.setdefault(mention.fact, set()).add(mention.value)
    return [
        "only" if m.fact not in values else "kept" if m.value in values[m.fact] else "changed"
        for m in side.mentions
    ]
