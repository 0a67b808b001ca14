"""The data of the alignment benchmarks: tasks with gold beads, tagged events, splits of plain documents."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align import Article, Encoder
from align.beadfile import parse_beads
from align.encoding import Encoded, encode_article

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
PAIRS = ("nl-en", "ar-en", "nl-ar")
LANGUAGES = {"en-from-ar": "en", "en-wire": "en"}
CUT = re.compile(r"[,;:،؛]\s|\s(?=(?:en|and|but|maar|die|dat|which|that)\s)|\s(?=و\w)")


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Two articles and their gold beads."""

    name: str
    a: Article
    b: Article
    beads: Beads


@dataclass(frozen=True, slots=True, eq=False)
class EventPair:
    """Two versions of one event, and which sentence pairs share a fact."""

    event: str
    versions: tuple[str, str]
    a: Article
    b: Article
    gold: NDArray[np.bool_]


class Coder:
    """Encodes each article once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._seen: dict[str, Encoded] = {}

    def __call__(self, article: Article) -> Encoded:
        key = "\n".join(s.text for s in article.sentences)
        if key not in self._seen:
            self._seen[key] = encode_article(article, self.encoder)
        return self._seen[key]


def _beads(rows: list[Any]) -> Beads:
    return [(tuple(a), tuple(b)) for a, b in rows]


def load_tasks(folder: Path, kind: str, pair: str) -> list[Task]:
    """Read the documents of one task, such as noisy nl-en."""
    langs = pair.split("-")
    tasks = []
    for line in (folder / "alignment" / f"{kind}-{pair}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides = [Article.from_sentences(row[s], lang=lang) for s, lang in zip("ab", langs, strict=True)]
        tasks.append(Task(row["id"], sides[0], sides[1], _beads(row["beads"])))
    return tasks


def load_textberg(folder: Path) -> Task:
    """Read the hand-aligned German-French development text."""
    stem = folder / "textberg-dev"
    sides = [
        Article.from_sentences((stem / f"dev.{lang}").read_text(encoding="utf-8").splitlines(), lang=lang)
        for lang in ("de", "fr")
    ]
    beads = parse_beads((stem / "dev.defr").read_text(encoding="utf-8"))
    return Task("textberg", sides[0], sides[1], [(bead.a, bead.b) for bead in beads])


def first_sentences(tasks: list[Task], count: int) -> list[Task]:
    """Return tasks of the first `count` sentences of plain documents."""
    out = []
    for task in tasks:
        size = min(count, len(task.a.sentences))
        parts = [[s.text for s in side.sentences[:size]] for side in (task.a, task.b)]
        a, b = (Article.from_sentences(p, lang=s.lang) for p, s in zip(parts, (task.a, task.b), strict=True))
        out.append(Task(task.name, a, b, [((i,), (i,)) for i in range(size)]))
    return out


def load_events(folder: Path) -> Iterator[EventPair]:
    """Read all pairs of versions of all events."""
    for path in sorted(folder.glob("*/event.json")):
        versions = json.loads(path.read_text(encoding="utf-8"))["versions"]
        articles, facts = {}, {}
        for version in versions:
            rows = json.loads((path.parent / f"{version}.json").read_text(encoding="utf-8"))["sentences"]
            articles[version] = _with_roles(rows, LANGUAGES.get(version, version))
            facts[version] = [{fact["id"] for fact in row["facts"]} for row in rows]
        for a, b in itertools.combinations(versions, 2):
            gold = np.array([[bool(x & y) for y in facts[b]] for x in facts[a]])
            yield EventPair(path.parent.name, (a, b), articles[a], articles[b], gold)


def _with_roles(rows: list[dict[str, Any]], lang: str) -> Article:
    from dataclasses import replace

    article = Article.from_sentences([row["text"] for row in rows], lang=lang)
    sentences = [replace(s, role=row["role"]) for s, row in zip(article.sentences, rows, strict=True)]
    return replace(article, sentences=tuple(sentences))


def split_tasks(tasks: list[Task], seed: int = 7) -> list[Task]:
    """Cut sentences of plain documents at clause boundaries, and join some, on one side or both: no nulls."""
    rng = random.Random(seed)
    return [_split(task, rng) for task in tasks]


def _split(task: Task, rng: random.Random) -> Task:
    rate, joins = rng.choice([0.05, 0.1, 0.18]), rng.choice([0.05, 0.1])
    texts = [[s.text for s in side.sentences] for side in (task.a, task.b)]
    out: tuple[list[str], list[str]] = ([], [])
    beads: Beads = []
    i = 0
    while i < len(texts[0]):
        step = 2 if rng.random() < joins and i + 1 < len(texts[0]) else 1
        joined = rng.randrange(2)
        ids = []
        for side in (0, 1):
            parts = texts[side][i : i + step]
            parts = [" ".join(parts)] if side == joined else parts
            pieces = [p for text in parts for p in (_pieces(text, rng) if rng.random() < rate else [text])]
            ids.append(tuple(range(len(out[side]), len(out[side]) + len(pieces))))
            out[side].extend(pieces)
        beads.append((ids[0], ids[1]))
        i += step
    a, b = (Article.from_sentences(o, lang=s.lang) for o, s in zip(out, (task.a, task.b), strict=True))
    return Task(task.name, a, b, beads)


def _pieces(text: str, rng: random.Random) -> list[str]:
    cuts = [m.end() for m in CUT.finditer(text) if 20 < m.end() < len(text) - 20]
    if not cuts:
        return [text]
    cut = rng.choice(cuts)
    return [text[:cut].strip(), text[cut:].strip()]
