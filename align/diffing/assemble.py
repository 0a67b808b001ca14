"""From verdicts to facts: every claim of both sides, the details in it, with status, evidence and reason."""

from __future__ import annotations

from dataclasses import replace

from align.article import Article
from align.diffing.counted import counted_otherwise, with_counted
from align.diffing.details import Detail, relate
from align.diffing.lone import SURE, is_lacked
from align.diffing.matching import SAME_CONTEXT
from align.diffing.repeats import repeated
from align.diffing.sides import Candidate
from align.diffing.weighing import Verdicts
from align.facts.contrasts import Contrast
from align.facts.model import Claim, Value
from align.result import Evidence, Fact, Status

# A claim is called present above this probability, and unsure within this distance of it.
PRESENT, DOUBT = 0.63, 0.02
# How likely a claim with a changed detail is told at least: it is never called missing.
_TOLD = PRESENT + 2 * DOUBT

Owner = tuple[int, int]


def assemble(a: Article, b: Article, verdicts: Verdicts) -> tuple[Fact, ...]:
    """Turn verdicts into facts: each claim of a in order with its details, then what only b has."""
    return _Assembly(a, b, verdicts).facts()


class _Assembly:
    """The facts of one pair in the making; an owner is (side, claim index)."""

    def __init__(self, a: Article, b: Article, verdicts: Verdicts) -> None:
        self.articles, self.verdicts, self.sides = (a, b), verdicts, verdicts.sides
        self.changes = accepted_changes(verdicts)
        self.changes += repeated(verdicts, self.changes)
        self.changes += counted_otherwise(verdicts, self.changes)
        # A changed detail implies that its claim is told on both sides, if not in the same words.
        self.told: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for candidate, p in self.changes:
            for side, index in ((0, candidate.a), (1, candidate.b)):
                claim = self.sides.details[side][index].claim
                self.told[side][claim] = max(p, _TOLD, self.told[side].get(claim, 0.0))
        # Claims of b that a kept claim of a shows as its partner: they need no fact of their own.
        self.shown: dict[int, int] = {}

    def facts(self) -> tuple[Fact, ...]:
        """Number the facts: a claim, then the details in it."""
        claims = [(owner, fact) for side in (0, 1) for owner, fact in self._claims(side)]
        inside: dict[Owner, list[Fact]] = {}
        for owner, fact in [*self._changed(), *self._kept(), *self._lone(0), *self._lone(1)]:
            side, claim = owner
            home = (0, self.shown[claim]) if side == 1 and claim in self.shown else owner
            inside.setdefault(home, []).append(fact)
        found: list[Fact] = []
        for owner, fact in claims:
            parent = f"f{len(found) + 1}"
            found.append(replace(fact, id=parent))
            for detail in sorted(inside.get(owner, ()), key=_position):
                found.append(replace(detail, id=f"f{len(found) + 1}", within=parent))
        return tuple(found)

    def _claims(self, side: int) -> list[tuple[Owner, Fact]]:
        """Return a fact for each claim of one side that is not shown yet."""
        view, other = self.sides.views[side], self.sides.views[1 - side]
        found = []
        for index, claim in enumerate(view.facts.claims):
            if side == 1 and index in self.shown:
                continue
            p = self._present(side, index)
            partner = self._partner(side, index)
            mine = self._of_claim(side, claim)
            yours = self._of_claim(1 - side, other.facts.claims[partner]) if partner >= 0 else None
            if side == 0 and yours is not None and self._mutual(index, partner):
                self.shown[partner] = index
            found.append(((side, index), _claim_fact(side, p, mine, yours)))
        return found

    def _partner(self, side: int, index: int) -> int:
        """Return the other version's claim to show beside a claim, -1 for none.

        A kept claim is shown beside one that is kept as well, in its best sentence if there is one: the
        partner would else stand in the report both as kept and as missing.
        """
        presence = self.sides.presences[side]
        best = int(presence.best_claim[index])
        if best < 0 or _status(self._present(side, index), side) != "kept":
            return best
        others = self.sides.views[1 - side].facts.claims
        cosines = self.sides.claims[index] if side == 0 else self.sides.claims[:, index]
        kept = [k for k in range(len(others)) if _status(self._present(1 - side, k), 1 - side) == "kept"]
        near = [k for k in kept if others[k].sentence == others[best].sentence]
        return max(near or kept or [best], key=lambda k: (float(cosines[k]), -k))

    def _present(self, side: int, claim: int) -> float:
        return max(float(self.verdicts.present[side][claim]), self.told[side].get(claim, 0.0))

    def _mutual(self, a: int, b: int) -> bool:
        """Say whether two claims are kept and each is the other's best."""
        kept = _status(self._present(0, a), 0) == _status(self._present(1, b), 1) == "kept"
        return kept and int(self.sides.presences[1].best_claim[b]) == a

    def _changed(self) -> list[tuple[Owner, Fact]]:
        found = []
        for candidate, p in self.changes:
            x, y = self.sides.details[0][candidate.a], self.sides.details[1][candidate.b]
            if x.type == "value" and x.value == y.value:
                x, y = (with_counted(a.text, d) for a, d in zip(self.articles, (x, y), strict=True))
            label = x.type if x.type not in ("value", "name") else x.kind
            why = f"{label}: {x.value or x.text} / {y.value or y.text}"
            kind = "quantity" if "quantity" in (x.kind, y.kind) else x.kind
            sides = self._of_detail(0, x), self._of_detail(1, y)
            found.append(((0, x.claim), Fact("", "changed", kind, _confidence(p), why, *sides)))
        return found

    def _kept(self) -> list[tuple[Owner, Fact]]:
        """Return values and names with a like-valued partner in a context that fits."""
        changed = {candidate.a for candidate, _ in self.changes}
        found = []
        for index, (partner, context) in sorted(self.verdicts.match.same_a.items()):
            x, y = self.sides.details[0][index], self.sides.details[1][partner]
            if index in changed or context < SAME_CONTEXT or x.type not in ("value", "name"):
                continue
            sides = self._of_detail(0, x), self._of_detail(1, y)
            confidence = _confidence(0.5 + min(context, 1.0) / 2)
            found.append(((0, x.claim), Fact("", "kept", x.kind, confidence, relate(x, y)[1], *sides)))
        return found

    def _lone(self, side: int) -> list[tuple[Owner, Fact]]:
        """Return values that the other version's telling of the same claim lacks."""
        changed = {candidate.a if side == 0 else candidate.b for candidate, _ in self.changes}
        status: Status = "dropped" if side == 0 else "added"
        found = []
        for index, detail in enumerate(self.sides.details[side]):
            p = self._present(side, detail.claim)
            if index in changed or p < SURE or not is_lacked(self.verdicts, side, index):
                continue
            conversion = isinstance(detail.source, Value) and detail.source.restates
            what = "conversion" if conversion else detail.kind
            why = f"{what}: {detail.value or detail.text}, not in the other version's telling"
            evidence = self._of_detail(side, detail)
            pair = (evidence, None) if side == 0 else (None, evidence)
            found.append(((side, detail.claim), Fact("", status, detail.kind, _confidence(p), why, *pair)))
        return found

    def _of_detail(self, side: int, detail: Detail) -> Evidence:
        return self._evidence(side, detail.sentence, detail.start, detail.end, detail.value)

    def _of_claim(self, side: int, claim: Claim) -> Evidence:
        return self._evidence(side, claim.sentence, claim.start, claim.end, "")

    def _evidence(self, side: int, sentence: int, start: int, end: int, value: str) -> Evidence:
        return Evidence(sentence, start, end, self.articles[side].text[start:end], value)


def accepted_changes(verdicts: Verdicts) -> list[tuple[Candidate, float]]:
    """Return the candidates that are called changes, each detail with its likeliest partner."""
    match = verdicts.match
    ranked = sorted(
        (
            (float(p), candidate)
            for candidate, p, above in zip(match.candidates, verdicts.change, verdicts.above, strict=True)
            if p > above
        ),
        key=lambda item: (-item[0], item[1].a, item[1].b),
    )
    partners: tuple[dict[int, Detail], dict[int, Detail]] = ({}, {})
    found: list[tuple[Candidate, float]] = []
    for p, candidate in ranked:
        x, y = verdicts.sides.details[0][candidate.a], verdicts.sides.details[1][candidate.b]
        # A detail has one counterpart, but either may be mentioned more than once.
        if candidate.a in partners[0] and candidate.b in partners[1]:
            continue
        if _agrees(partners[0].get(candidate.a, y), y) and _agrees(partners[1].get(candidate.b, x), x):
            partners[0].setdefault(candidate.a, y)
            partners[1].setdefault(candidate.b, x)
            found.append((candidate, p))
    return [item for item in found if not _said_already(verdicts, item[0], found)]


def _said_already(verdicts: Verdicts, candidate: Candidate, found: list[tuple[Candidate, float]]) -> bool:
    """Say whether the change of a value or source tells that of its own words too: noon, the police."""
    details = verdicts.sides.details
    inner = details[0][candidate.a]
    if inner.type == "value":
        return False
    outer = ("value", "source") if isinstance(inner.source, Contrast) else ("value",)
    return any(
        details[0][other.a].type in outer
        and _holds(details[0][other.a], details[0][candidate.a])
        and _holds(details[1][other.b], details[1][candidate.b])
        for other, _ in found
    )


def _holds(outer: Detail, inner: Detail) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _agrees(x: Detail, y: Detail) -> bool:
    return x is y or relate(x, y)[0] == "same"


def _status(probability: float, side: int) -> Status:
    if abs(probability - PRESENT) < DOUBT:
        return "unsure"
    if probability > PRESENT:
        return "kept"
    return "dropped" if side == 0 else "added"


def _claim_fact(side: int, probability: float, mine: Evidence, yours: Evidence | None) -> Fact:
    status = _status(probability, side)
    if status in ("dropped", "added") or yours is None:
        alone = (mine, None) if side == 0 else (None, mine)
        only: Status = "dropped" if side == 0 else "added"
        return Fact(
            "", only, "claim", _confidence(1.0 - probability), "not said in the other version", *alone
        )
    why = "" if status == "kept" else "the nearest claim may or may not say this"
    both = (mine, yours) if side == 0 else (yours, mine)
    return Fact("", status, "claim", _confidence(max(probability, 1.0 - probability)), why, *both)


def _confidence(probability: float) -> float:
    # Two digits are as much as the calibration supports, and they are the same on every machine.
    return round(min(max(probability, 0.01), 0.99), 2)


def _position(fact: Fact) -> tuple[int, int, int]:
    evidence = fact.a or fact.b
    assert evidence is not None
    return fact.a is None, evidence.start, evidence.end
