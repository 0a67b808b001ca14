"""Small pairs in two languages: what must be found, and every fact as a golden file (`--write` renews it)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import align

FOLDER = Path(__file__).resolve().parent / "golden" / "diff"
CASES = sorted(path.stem for path in FOLDER.glob("*.txt"))
_PART = re.compile(r"^=== (\w+)(?: (\w\w))?$\n", re.M)

# The point of each case: every changed fact (kind, words of a, words of b), ...
CHANGED = {
    "bomen-nl-en": set(),
    "brand-ar-en": {("number", "خمسة", "Seven"), ("place", "شمال", "south")},
    "dam-en-nl": {("place", "eastern", "westelijke"), ("number", "At least 46", "Zeker 48")},
    "staking-nl-ar": {("quantity", "8 procent", "٦ في المئة"), ("date", "Vrijdag", "يوم الأحد")},
}
# ... one-sided facts that must be there (status, kind, words), ...
ALONE = {
    "bomen-nl-en": set(),
    "brand-ar-en": {("added", "claim", "The police have arrested the owner.")},
    "dam-en-nl": {("dropped", "quantity", "3 miles")},
    "staking-nl-ar": set(),
}
# ... and details that are only written differently (words of a, words of b).
ALIKE = {
    "bomen-nl-en": {("280.000 vierkante meter", "280,000 square metres"), ("1,5 miljoen", "1.5 million"),
                    ("9.00 uur", "9 a.m."), ("anderhalf keer", "one and a half times")},
    "brand-ar-en": {("تسع ساعات", "nine hours"), ("٣٢", "32"), ("يوم الأربعاء", "Wednesday")},
    "dam-en-nl": {("280,000", "280.000"), ("five kilometres", "vijf kilometer"), ("Tuesday", "dinsdag")},
    "staking-nl-ar": {("Ruim 1200", "أكثر من ١٢٠٠"), ("maandag", "يوم الاثنين"),
                      ("6.30 uur", "في الساعة السادسة والنصف صباحا")},
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A golden file: its head up to the facts, both texts with the language expected, and the facts."""

    head: str
    a: tuple[str, str]
    b: tuple[str, str]
    facts: str


def load(name: str) -> Case:
    """Read a golden file."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    marks = list(_PART.finditer(text))
    assert [mark[1] for mark in marks] == ["a", "b", "facts"]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    bodies = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return Case(text[: marks[2].end()], (bodies[0], marks[0][2]), (bodies[1], marks[1][2]), bodies[2])


def listed(result: align.Diff) -> str:
    """Return the facts in order, a detail indented below its claim; confidences left out."""
    lines = []
    for fact in result.facts:
        indent = "    " if fact.within else ""
        lines.append(f"{indent}{fact.status} {fact.kind}{f': {fact.why}' if fact.why else ''}")
        lines += [f"{indent}  {side}: {e.text}" for side, e in (("a", fact.a), ("b", fact.b)) if e]
    return "\n".join(lines) + "\n"


def compared(name: str) -> align.Diff:
    case = load(name)
    return align.diff(align.Article.from_text(case.a[0]), align.Article.from_text(case.b[0]))


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[str, align.Diff]:
    return request.param, compared(request.param)


def test_every_case_has_its_point() -> None:
    assert set(CASES) == CHANGED.keys() == ALONE.keys() == ALIKE.keys()


def test_the_languages_are_detected(case: tuple[str, align.Diff]) -> None:
    name, result = case
    golden = load(name)
    assert (result.a.lang, result.b.lang) == (golden.a[1], golden.b[1])


def test_the_changes_are_found_and_no_others(case: tuple[str, align.Diff]) -> None:
    name, result = case
    changed = [f for f in result.facts if f.status == "changed"]
    assert {(f.kind, f.a.text, f.b.text) for f in changed if f.a and f.b} == CHANGED[name]


def test_one_sided_facts_are_found(case: tuple[str, align.Diff]) -> None:
    name, result = case
    sides = [(f, f.a or f.b) for f in result.facts if f.a is None or f.b is None]
    found = {(f.status, f.kind, evidence.text) for f, evidence in sides if evidence}
    assert ALONE[name] <= found


def test_other_writing_is_no_difference(case: tuple[str, align.Diff]) -> None:
    name, result = case
    found = {(f.a.text, f.b.text) for f in result.facts if f.status == "kept" and f.a and f.b}
    assert ALIKE[name] <= found


def test_every_fact_is_that_of_the_golden_file(case: tuple[str, align.Diff], write: bool) -> None:
    name, result = case
    golden = load(name)
    if write:
        (FOLDER / f"{name}.txt").write_text(golden.head + listed(result), "utf-8")
    else:
        assert listed(result) == golden.facts
