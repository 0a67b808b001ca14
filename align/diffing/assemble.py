"""From verdicts to facts: every claim of both sides, the details in it, with status, evidence and reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from align.article import Article
from align.diffing.conflicts import Candidate
from align.diffing.details import Detail, relate
from align.facts.model import Claim
from align.result import Evidence, Fact, Status
from align.diffing.weighing import Verdicts

# A claim is called present above this probability, and unsure within this distance of it.
_PRESENT, _UNSURE = 0.5, 0.04
# A like-valued detail in a context below this is another fact that happens to hold the same value.
_SAME_CONTEXT = 0.3


@dataclass(frozen=True, slots=True)
class _Draft:
    """A fact before it has an id: `owner` is (side, claim index) of the claim that it stands in."""

    fact: Fact
    owner: tuple[int, int]


def assemble(a: Article, b: Article, verdicts: Verdicts, change_above: float) -> tuple[Fact, ...]:
    """Turn verdicts into facts in reading order of a, then what only b has in reading order of b."""
    articles = (a, b)
    changes = _accepted(verdicts, change_above)
    changed = ({c.a for c, _ in changes}, {c.b for c, _ in changes})
    drafts = [_changed(articles, verdicts, candidate, p) for candidate, p in changes]
    drafts += _details(articles, verdicts, changed)
    claims = _claims(articles, verdicts, changes)
    return _numbered(claims, drafts)


def _accepted(verdicts: Verdicts, above: float) -> list[tuple[Candidate, float]]:
    """Return the candidates that are called changes; a detail stays with its likeliest partner on each side."""
    ranked = sorted(
        ((float(p), c) for c, p in zip(verdicts.match.candidates, verdicts.change, strict=True) if p > above),
        key=lambda item: (-item[0], item[1].a, item[1].b),
    )
    seen: tuple[set[int], set[int]] = (set(), set())
    found = []
    for p, candidate in ranked:
        # A repeated mention may share the partner of another one, so one free side is enough.
        if candidate.a in seen[0] and candidate.b in seen[1]:
            continue
        seen[0].add(candidate.a)
        seen[1].add(candidate.b)
        found.append((candidate, p))
    return found


def _evidence(article: Article, sentence: int, start: int, end: int, value: str = "") -> Evidence:
    return Evidence(sentence, start, end, article.text[start:end], value)


def _of_detail(article: Article, detail: Detail) -> Evidence:
    return _evidence(article, detail.sentence, detail.start, detail.end, detail.value)


def _of_claim(article: Article, claim: Claim) -> Evidence:
    return _evidence(article, claim.sentence, claim.start, claim.end)


def _changed(
    articles: tuple[Article, Article], verdicts: Verdicts, candidate: Candidate, probability: float
) -> _Draft:
    x, y = verdicts.sides.details[0][candidate.a], verdicts.sides.details[1][candidate.b]
    label = x.type if x.type not in ("value", "name") else x.kind
    why = f"{label}: {x.value or x.text} / {y.value or y.text}"
    kind = x.kind if x.kind == y.kind else "quantity" if "quantity" in (x.kind, y.kind) else x.kind
    fact = Fact(
        "",
        "changed",
        kind,
        _confidence(probability),
        why,
        _of_detail(articles[0], x),
        _of_detail(articles[1], y),
    )
    return _Draft(fact, (0, x.claim))


def _details(
    articles: tuple[Article, Article], verdicts: Verdicts, changed: tuple[set[int], set[int]]
) -> list[_Draft]:
    """Return kept values with their partners, and values that the other side's telling of the claim lacks."""
    drafts = []
    paired: set[int] = set()
    for index, detail in enumerate(verdicts.sides.details[0]):
        if index in changed[0]:
            continue
        partner, context = verdicts.match.same_a.get(index, (-1, 0.0))
        if partner >= 0 and context >= _SAME_CONTEXT and detail.type in ("value", "name"):
            other = verdicts.sides.details[1][partner]
            note = relate(detail, other)[1]
            paired.add(partner)
            fact = Fact(
                "", "kept", detail.kind, _confidence(0.5 + min(context, 1.0) / 2), note,
                _of_detail(articles[0], detail), _of_detail(articles[1], other),
            )  # fmt: skip
            drafts.append(_Draft(fact, (0, detail.claim)))
        elif partner < 0:
            drafts += _lone(articles, verdicts, 0, detail)
    for index, detail in enumerate(verdicts.sides.details[1]):
        if index not in changed[1] and index not in paired and index not in verdicts.match.same_b:
            drafts += _lone(articles, verdicts, 1, detail)
    return drafts


def _lone(articles: tuple[Article, Article], verdicts: Verdicts, side: int, detail: Detail) -> list[_Draft]:
    """Report a value without any like-valued partner where its claim is present in the other version."""
    probability = float(verdicts.present[side][detail.claim])
    if detail.type != "value" or probability <= _PRESENT:
        return []
    evidence = _of_detail(articles[side], detail)
    status: Status = "dropped" if side == 0 else "added"
    why = f"no {detail.kind} like {detail.value or detail.text} in the other version"
    sides = (evidence, None) if side == 0 else (None, evidence)
    return [
        _Draft(Fact("", status, detail.kind, _confidence(probability), why, *sides), (side, detail.claim))
    ]


def _claims(
    articles: tuple[Article, Article], verdicts: Verdicts, changes: list[tuple[Candidate, float]]
) -> list[_Draft]:
    """Return one fact a claim of a, and one for each claim of b that no kept fact of a names."""
    sure = ({}, {})  # type: tuple[dict[int, float], dict[int, float]]
    for candidate, p in changes:
        x, y = verdicts.sides.details[0][candidate.a], verdicts.sides.details[1][candidate.b]
        sure[0][x.claim] = max(p, sure[0].get(x.claim, 0.0))
        sure[1][y.claim] = max(p, sure[1].get(y.claim, 0.0))
    drafts, named = [], set()
    for side in (0, 1):
        view, other = verdicts.sides.views[side], verdicts.sides.views[1 - side]
        for index, claim in enumerate(view.facts.claims):
            if side == 1 and index in named:
                continue
            # A changed detail implies that its claim is told on both sides.
            p = max(float(verdicts.present[side][index]), sure[side].get(index, 0.0))
            partner = int(verdicts.sides.presences[side].best_claim[index])
            mine, yours = _of_claim(articles[side], claim), None
            if partner >= 0:
                yours = _of_claim(articles[1 - side], other.facts.claims[partner])
            status = _status(p, side)
            if status == "kept" and yours is None:
                status = "dropped" if side == 0 else "added"
            if side == 0 and status == "kept" and verdicts.sides.presences[1].best_claim[partner] == index:
                if _status(float(verdicts.present[1][partner]), 1) == "kept":
                    named.add(partner)
            drafts.append(_Draft(_claim_fact(status, p, mine, yours, side), (side, index)))
    return drafts


def _status(probability: float, side: int) -> Status:
    if abs(probability - _PRESENT) < _UNSURE:
        return "unsure"
    if probability > _PRESENT:
        return "kept"
    return "dropped" if side == 0 else "added"


def _claim_fact(
    status: Status, probability: float, mine: Evidence, yours: Evidence | None, side: int
) -> Fact:
    if status in ("dropped", "added"):
        why = "not said in the other version"
        pair = (mine, None) if side == 0 else (None, mine)
        return Fact("", status, "claim", _confidence(1.0 - probability), why, *pair)
    why = "" if status == "kept" else "the nearest claim may or may not say this"
    pair_of_sides = (mine, yours) if side == 0 else (yours, mine)
    return Fact("", status, "claim", _confidence(max(probability, 1.0 - probability)), why, *pair_of_sides)


def _confidence(probability: float) -> float:
    # Two digits are as much as the calibration supports, and they are the same on every machine.
    return round(min(max(probability, 0.01), 0.99), 2)


def _numbered(claims: list[_Draft], details: list[_Draft]) -> tuple[Fact, ...]:
    """Give ids in order, each detail behind its claim."""
    inside: dict[tuple[int, int], list[Fact]] = {}
    for draft in details:
        inside.setdefault(draft.owner, []).append(draft.fact)
    facts: list[Fact] = []
    listed: set[tuple[int, int]] = set()
    for draft in claims:
        listed.add(draft.owner)
        parent = f"f{len(facts) + 1}"
        facts.append(replace(draft.fact, id=parent))
        for fact in sorted(inside.get(draft.owner, []), key=_position):
            facts.append(replace(fact, id=f"f{len(facts) + 1}", within=parent))
    # A detail of b whose claim is shown as the partner of a claim of a stands at the end of the list.
    for owner, left in sorted(inside.items()):
        if owner not in listed:
            facts += [
                replace(fact, id=f"f{len(facts) + 1 + k}")
                for k, fact in enumerate(sorted(left, key=_position))
            ]
    return tuple(facts)


def _position(fact: Fact) -> tuple[int, int]:
    evidence = fact.a or fact.b
    assert evidence is not None
    return evidence.start, int(np.int64(evidence.end))
