"""What every report shows: facts grouped into entries that a person can act on, with the words around them.

A report is a reading of a `Diff`; nothing here decides what is kept or changed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from align.article import Article, Sentence
from align.choice import Rule, chosen, read_rules
from align.result import Diff, Evidence, Fact, Status

SHOWN: tuple[Status, ...] = ("changed", "dropped", "added", "unsure", "kept")
SIGNS: dict[str, str] = {"changed": "≠", "dropped": "−", "added": "+", "unsure": "?", "kept": "="}
MEANING: dict[str, str] = {"dropped": "only in a", "added": "only in b"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of one sentence that a report quotes, and the details in it; code points into the text.

    `marks` lie within `start` and `end`, sorted, without overlap.
    """

    sentence: int
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Facts of one status that are reported together, because they belong to one claim or one sentence.

    `claims` are the claim facts of this status, `details` the typed values. `around` is the claim that the
    details are part of when it has another status; None if it is not known or is itself in `claims`.
    """

    status: Status
    claims: tuple[Fact, ...]
    details: tuple[Fact, ...]
    around: Fact | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact of the entry: the claims, then the details."""
        return (*self.claims, *self.details)

    @property
    def confidence(self) -> float:
        """The highest confidence of its facts, 0..1."""
        return max(fact.confidence for fact in self.facts)


def side_of(fact: Fact, side: str) -> Evidence | None:
    """Return the evidence of a fact on side "a" or "b"."""
    return fact.a if side == "a" else fact.b


def article_of(diff: Diff, side: str) -> Article:
    """Return the article of side "a" or "b"."""
    return diff.a if side == "a" else diff.b


def _position(fact: Fact, side: str) -> tuple[int, int]:
    other = "b" if side == "a" else "a"
    here = side_of(fact, side) or side_of(fact, other)
    return (here.start, here.end) if here else (0, 0)


def _key(fact: Fact, claims: dict[str, Fact]) -> tuple[str, str]:
    """Return what holds facts of one status together: their sentence, or else their claim."""
    claim = fact if fact.kind == "claim" else claims.get(fact.within)
    if claim is None:
        return ("fact", fact.id)
    if claim.status == fact.status and fact.status in ("dropped", "added"):
        where = claim.a or claim.b
        return ("sentence", str(where.sentence if where else ""))
    return ("claim", claim.id)


def entries(diff: Diff, status: Status, only: tuple[Rule, ...] = ()) -> tuple[Entry, ...]:
    """Group the facts of one status that match `only`, in the order of side a (of side b for added facts).

    A dropped sentence with three clauses and four values is one entry, as are two changes in one claim.
    """
    side = "b" if status == "added" else "a"
    claims = {fact.id: fact for fact in diff.facts if fact.kind == "claim"}
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in diff.facts:
        if fact.status == status and (not only or chosen(fact, only)):
            groups.setdefault(_key(fact, claims), []).append(fact)
    found = []
    for members in groups.values():
        members.sort(key=lambda fact: _position(fact, side))
        own = tuple(fact for fact in members if fact.kind == "claim")
        details = tuple(fact for fact in members if fact.kind != "claim")
        around = None if own else claims.get(details[0].within)
        found.append(Entry(status, own, details, around))
    return tuple(sorted(found, key=lambda entry: _position(entry.facts[0], side)))


def quotations(diff: Diff, entry: Entry, side: str) -> tuple[Quotation, ...]:
    """Return what to quote of one side: the claims of the entry with its details marked.

    A side that has no fact of the entry is quoted where the surrounding claim has words there, so that a
    reader sees what stands in the place of a dropped or added detail.
    """
    article = article_of(diff, side)
    frames = [found for fact in (*entry.claims, entry.around) if fact and (found := side_of(fact, side))]
    details = [found for fact in entry.details if (found := side_of(fact, side))]
    if entry.status == "changed":  # a changed claim points at the words that differ, not at the whole claim
        details += [found for fact in entry.claims if (found := side_of(fact, side))]
        frames = [found for found in frames if entry.around is not None]
    spans: dict[int, tuple[int, int]] = {}
    for frame in frames:
        low, high = spans.get(frame.sentence, (frame.start, frame.end))
        spans[frame.sentence] = (min(low, frame.start), max(high, frame.end))
    for detail in details:
        low, high = spans.get(detail.sentence, (detail.end, detail.start))
        if not (low <= detail.start and detail.end <= high):
            sentence = article.sentences[detail.sentence]
            spans[detail.sentence] = (min(sentence.start, detail.start), max(sentence.end, detail.end))
    if details and not entry.claims:  # where the details stand is known: quote that place alone
        told = {detail.sentence for detail in details}
        spans = {number: span for number, span in spans.items() if number in told}
    return tuple(
        Quotation(number, low, high, _merged((d.start, d.end) for d in details if d.sentence == number))
        for number, (low, high) in sorted(spans.items())
    )


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort spans and join those that overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def reason(fact: Fact) -> str:
    """Return why a fact has its status, without the kind, which every report names beside it."""
    return fact.why.removeprefix(f"{fact.kind}: ")


def ignored(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences that are boilerplate: shown as ignored, never lost."""
    return tuple(sentence for sentence in article.sentences if sentence.role == "boilerplate")


def counts_line(diff: Diff) -> str:
    """Return one line with the number of facts of each status."""
    parts = []
    for status in SHOWN:
        meaning = f" ({MEANING[status]})" if status in MEANING else ""
        parts.append(f"{diff.summary[status]} {status}{meaning}")
    return ", ".join(parts)


def listed(diff: Diff, only: str) -> str:
    """Say which facts are listed where not all are: "changed:number, 3 of 87 facts"."""
    rules = read_rules(only)
    return f"{only}, {sum(chosen(fact, rules) for fact in diff.facts)} of {len(diff.facts)} facts"


def all_notes(diff: Diff) -> tuple[str, ...]:
    """Return every remark of the result, its alignment and its two articles, each once.

    A remark that only repeats how comparable the texts are is left to `warning`.
    """
    told = f"(comparable {diff.comparable:.2f})" if strangers(diff) else "\0"
    of_sides = [(side, note) for side in ("a", "b") for note in article_of(diff, side).notes]
    repeated = {note for _, note in of_sides}
    notes = (n for n in (*diff.notes, *diff.alignment.notes) if told not in n and n not in repeated)
    return tuple(dict.fromkeys((*notes, *(f"{side}: {note}" for side, note in of_sides))))


def strangers(diff: Diff) -> bool:
    """Tell whether the two texts hardly look like versions of one article, by the bound of the aligner."""
    from align.aligner import UNRELATED

    return diff.comparable < UNRELATED


def warning(diff: Diff) -> str:
    """Return a warning where the texts are hardly comparable or hold no facts, else ""."""
    if not diff.facts:
        return "no facts were found in either text"
    if strangers(diff):
        return (
            f"a and b hardly look like versions of one article (comparable {diff.comparable:.2f} of 1): "
            "most of what follows is only that they are different texts"
        )
    return ""


def label(article: Article, side: str) -> str:
    """Return the name of a version, or its side where it has none."""
    return article.name or f"text {side}"


def quoted_parts(
    diff: Diff, side: str, quotation: Quotation, whole_words: bool = True
) -> tuple[tuple[str, bool], ...]:
    """Return the quoted words as (text, is a detail) pieces, with "…" where the sentence is cut.

    With `whole_words` a detail inside a joined word (an Arabic prefix or ending) grows to it: a bracket
    or a change of font between its letters would break their joining.
    """
    article = article_of(diff, side)
    sentence = article.sentences[quotation.sentence]
    parts: list[tuple[str, bool]] = []
    if article.text[sentence.start : quotation.start].strip():
        parts.append(("… ", False))
    position = quotation.start
    marks = quotation.marks
    if whole_words:
        low, high = quotation.start, quotation.end
        marks = _merged(_whole_word(article.text, start, end, low, high) for start, end in marks)
    for start, end in marks:
        parts += [(article.text[position:start], False), (article.text[start:end], True)]
        position = end
    parts.append((article.text[position : quotation.end], False))
    if article.text[quotation.end : sentence.end].strip():
        parts.append((" …", False))
    return tuple((text, marked) for text, marked in parts if text)


def _whole_word(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Grow a span within low..high over the letters of a right-to-left word that it cuts."""
    while start > low and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    while end < high and _joins(text[end]) and _joins(text[end - 1]):
        end += 1
    return start, end


def _joins(char: str) -> bool:
    """Tell whether a character is a right-to-left letter or a mark on a letter."""
    return unicodedata.bidirectional(char) in ("R", "AL", "NSM") and unicodedata.category(char)[0] in "LM"
