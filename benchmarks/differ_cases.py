"""The cases that the differ learns from and is measured on: tagged events, faithful translations,
translations with planted edits, and texts of one to three sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from align.aligner import align_encoded
from align.article import Article
from align.diffing.presence import Floats
from align.diffing.view import View, build_view
from align.diffing.weighing import Gathered, gather
from align.encoder import Encoder
from align.encoding import Encoded, encode_article
from align.facts.model import Claim
from benchmarks.documents import LANGUAGE_PAIRS, load_documents
from benchmarks.gold import Version, gold_status, load_events, pairs
from benchmarks.planted import Edit, plant
from benchmarks.planted_scores import IN_PLACE

# How much more what was planted in translations weighs, and what stands in a short text.
_PLANTED_WEIGHT = 12.0
_SHORT_WEIGHT = 1.0
# Claims that begin within this share of a line before a cut may be on either side of it.
_NEAR_CUT = 0.1
# Edits are planted anew with each seed; the first is the one that benchmarks score.
SEEDS_PLANTED = (11, 12, 13)
_SHORTEST, _LONGEST = 1, 3


@dataclass(frozen=True, eq=False)
class Case:
    """One pair of versions with its evidence and labels; `group` is the event or document for held-out
    folds.

    `claims` holds, per side, rows (claim index, share present) and their weights; `changed` a label for
    each candidate.
    """

    group: str
    a: Version
    b: Version
    found: Gathered
    claims: tuple[Floats, Floats]
    changed: Floats
    kind: Literal["event", "translation", "planted", "short"]
    edits: tuple[Edit, ...] = ()

    @property
    def is_translation(self) -> bool:
        """Whether the versions are translations, edited or not."""
        return self.kind != "event"


class Views:
    """Articles seen once: encoded, with facts."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[str, tuple[Encoded, View]] = {}

    def of(self, article: Article) -> tuple[Encoded, View]:
        """Return the encoded article and its view."""
        if article.name not in self._known:
            encoded = encode_article(article, self.encoder)
            self._known[article.name] = (encoded, build_view(article, self.encoder, encoded))
        return self._known[article.name]

    def gather(self, a: Article, b: Article) -> Gathered:
        """Collect the evidence of a pair."""
        (encoded_a, view_a), (encoded_b, view_b) = self.of(a), self.of(b)
        alignment = align_encoded(a, b, encoded_a, encoded_b, encoder=self.encoder)
        return gather(view_a, view_b, alignment, self.encoder)


def all_cases(events: Path, data: Path, views: Views) -> tuple[list[Case], list[Case]]:
    """Return the cases with the first seed's edits, and those that only the other seeds make."""
    first, *others = ([*planted_cases(data, views, n), *short_cases(data, views, n)] for n in SEEDS_PLANTED)
    found = [*event_cases(events, views), *translation_cases(data, views), *first]
    return found, [case for more in others for case in more]


def event_cases(folder: Path, views: Views) -> list[Case]:
    """Return every pair of versions of every tagged event."""
    return [_case(a, b, views.gather(a.article, b.article)) for a, b in pairs(load_events(folder))]


def translation_cases(data: Path, views: Views, every: int = 1) -> list[Case]:
    """Return faithful translations as cases without a change; `every` thins them out."""
    cases = []
    for number, (name, lines) in enumerate(sorted(load_documents(data).items())):
        if number % every:
            continue
        for lang_a, lang_b in LANGUAGE_PAIRS:
            a, b = (
                Version(name, Article.from_sentences(lines[lang], lang=lang, name=f"{name}/{lang}"), ())
                for lang in (lang_a, lang_b)
            )
            found = views.gather(a.article, b.article)
            labels = tuple(
                np.array([(i, 1.0, 1.0) for i in range(len(view.facts.claims))]) for view in found.sides.views
            )
            cases.append(
                Case(
                    name,
                    a,
                    b,
                    found,
                    (labels[0], labels[1]),
                    np.zeros(len(found.match.candidates)),
                    "translation",
                )
            )
    return cases


def planted_cases(data: Path, views: Views, seed: int = SEEDS_PLANTED[0]) -> list[Case]:
    """Return translations with planted edits: they teach that a close translation may hold a change all the
    same.
    """
    documents = sorted(load_documents(data).items())
    cases = []
    for number, (name, lines) in enumerate(documents):
        for lang_a, lang_b in LANGUAGE_PAIRS:
            rng = np.random.default_rng([seed, number, ["nl", "en", "ar"].index(lang_a)])
            strangers = documents[(number + 1) % len(documents)][1][lang_b]
            edited, edits = plant(lines[lang_a], lines[lang_b], lang_b, strangers, rng)
            a = Article.from_sentences(lines[lang_a], lang=lang_a, name=f"{name}/{lang_a}")
            b = Article.from_sentences(edited, lang=lang_b, name=f"{name}/{lang_a}-{lang_b}/planted{seed}")
            cases.append(_edited_case(name, a, b, views, edits, "planted"))
    return cases


def short_cases(data: Path, views: Views, seed: int = SEEDS_PLANTED[0]) -> list[Case]:
    """Return texts of one to three lines: translations, translations of all but a line, and other texts.

    Two texts of different documents state nothing alike; the lines of each count as dropped or added.
    """
    documents = sorted(load_documents(data).items())
    cases = []
    for number, (name, lines) in enumerate(documents):
        strangers = documents[(number + 1) % len(documents)][1]
        for lang_a, lang_b in LANGUAGE_PAIRS:
            rng = np.random.default_rng([seed, number, ["nl", "en", "ar"].index(lang_a), _LONGEST])
            chosen, other, edits = _excerpts(len(lines[lang_a]), len(strangers[lang_b]), rng)
            texts = (
                [lines[lang_a][k] for k in chosen],
                [(lines if own else strangers)[lang_b][k] for own, k in other],
            )
            a, b = (
                Article.from_sentences(text, lang=lang, name=f"{name}/{lang_a}-{lang_b}/short{seed}{side}")
                for text, lang, side in zip(texts, (lang_a, lang_b), "ab", strict=True)
            )
            cases.append(_edited_case(name, a, b, views, edits, "short"))
    return cases


def _excerpts(
    size: int, size_other: int, rng: np.random.Generator
) -> tuple[list[int], list[tuple[bool, int]], list[Edit]]:
    """Choose lines of a document, and those of the other text: its own (True, line) or another document's."""
    count = min(int(rng.integers(_SHORTEST, _LONGEST + 1)), size, size_other)
    first, there = int(rng.integers(size - count + 1)), int(rng.integers(size_other - count + 1))
    chosen = list(range(first, first + count))
    draw = rng.random()
    lost: set[int] = set()
    if draw < 1 / 3:
        lost = set(range(count))
    elif draw < 2 / 3 and count > 1:
        lost = {int(rng.integers(count))}
    other = [(False, there + k) if k in lost else (True, chosen[k]) for k in range(count)]
    edits = [Edit("dropped sentence", k, -1) for k in sorted(lost)]
    edits += [Edit("added sentence", -1, k) for k in sorted(lost)]
    return chosen, other, edits


def _edited_case(
    name: str, a: Article, b: Article, views: Views, edits: list[Edit], kind: Literal["planted", "short"]
) -> Case:
    found = views.gather(a, b)
    heavier = _PLANTED_WEIGHT if kind == "planted" else 1.0
    labels = _planted_claims(found, edits, heavier)
    if kind == "short":
        labels = tuple(rows * [1.0, 1.0, _SHORT_WEIGHT] for rows in labels)
    changed = _planted_changes(found, edits)
    sides = Version(name, a, ()), Version(name, b, ())
    return Case(name, *sides, found, (labels[0], labels[1]), changed, kind, tuple(edits))


def _planted_claims(found: Gathered, edits: list[Edit], heavier: float) -> tuple[Floats, ...]:
    """Label the claims of both sides. A clause was cut off the end of its line: the claims of the other
    language's line that lie surely in that last part are absent, those near the cut are left out."""
    gone = {edit.line_a for edit in edits if edit.kind == "dropped sentence"}
    new = {edit.line_b for edit in edits if edit.kind == "added sentence"}
    cut = {edit.line_a: 1.0 - edit.share for edit in edits if edit.kind == "dropped clause"}
    sides = []
    for view, absent, cuts in zip(found.sides.views, (gone, new), (cut, {}), strict=True):
        rows = []
        for index, claim in enumerate(view.facts.claims):
            label = float(claim.sentence not in absent)
            if claim.sentence in cuts:
                line = view.article.sentences[claim.sentence]
                place = (claim.start - line.start) / max(len(line.text), 1)
                if abs(place - cuts[claim.sentence]) < _NEAR_CUT and place < cuts[claim.sentence]:
                    continue
                label = float(place < cuts[claim.sentence] - _NEAR_CUT)
            rows.append((index, label, 1.0 if label else heavier))
        sides.append(np.array(rows, dtype=np.float64).reshape(-1, 3))
    return tuple(sides)


def _planted_changes(found: Gathered, edits: list[Edit]) -> Floats:
    """Label a candidate 1 if its span on side b overlaps an edit and its span on side a is in that edit's
    line.
    """
    labels = []
    for candidate in found.match.candidates:
        x, y = found.sides.details[0][candidate.a], found.sides.details[1][candidate.b]
        start = found.sides.views[1].article.sentences[y.sentence].start
        labels.append(
            float(
                any(
                    edit.kind in IN_PLACE
                    and (edit.line_a, edit.line_b) == (x.sentence, y.sentence)
                    and edit.span[0] < y.end - start
                    and y.start - start < edit.span[1]
                    for edit in edits
                )
            )
        )
    return np.array(labels, dtype=np.float64)


def _case(a: Version, b: Version, found: Gathered) -> Case:
    labels = (
        claim_labels(found.sides.views[0].facts.claims, a, b),
        claim_labels(found.sides.views[1].facts.claims, b, a),
    )
    return Case(a.event, a, b, found, labels, change_labels(a, b, found), "event")


def claim_labels(claims: Iterable[Claim], side: Version, other: Version) -> Floats:
    """Return rows (claim index, 1 for present or 0, weight): weights share a claim among its facts by
    characters.
    """
    rows = []
    statuses = gold_status(side, other)
    for index, claim in enumerate(claims):
        share = {0.0: 0, 1.0: 0}
        for mention, status in zip(side.mentions, statuses, strict=True):
            overlap = min(claim.end, mention.end) - max(claim.start, mention.start)
            if overlap > 0:
                share[float(status != "only")] += overlap
        total = sum(share.values())
        rows.extend((index, label, n / total) for label, n in share.items() if n)
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def change_labels(a: Version, b: Version, found: Gathered) -> Floats:
    """Return 1 for each candidate whose spans overlap mentions of one gold fact with different values."""
    values: dict[str, tuple[set[str], set[str]]] = {}
    for index, version in enumerate((a, b)):
        for mention in version.mentions:
            values.setdefault(mention.fact, (set(), set()))[index].add(mention.value)
    changed = {fact for fact, (x, y) in values.items() if x and y and not x & y}
    labels = []
    for candidate in found.match.candidates:
        x, y = found.sides.details[0][candidate.a], found.sides.details[1][candidate.b]
        over_a = {m.fact for m in a.mentions if m.start < x.end and x.start < m.end}
        over_b = {m.fact for m in b.mentions if m.start < y.end and y.start < m.end}
        labels.append(float(bool(over_a & over_b & changed)))
    return np.array(labels, dtype=np.float64)
