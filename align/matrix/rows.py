"""Rows of the matrix: each claim of each version in exactly one claim row, details within them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from align.diffing.assemble import DOUBT, PRESENT
from align.diffing.details import Detail
from align.diffing.lone import SURE
from align.diffing.presence import Floats
from align.matrix.claims import Group, group_claims, pooled_presence, refuse
from align.matrix.details import Details, Fact, group_details
from align.matrix.evidence import Pair, Pairs
from align.matrix.locks import Mention, Node, RowLocks, fixed
from align.matrix.model import UNSURE, Cell, Row
from align.matrix.order import numbered
from align.result import Evidence, Kind

_REPORTED = ("value", "name")

Presence = Mapping[Pair, Floats]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row before it has an id: its mean relative position in the versions, and its claim group."""

    place: float
    row: Row
    claim: int


def build_rows(pairs: Pairs, locks: RowLocks) -> tuple[Row, ...]:
    """Build all rows of a matrix, in the mean order of the versions, each detail behind its claim."""
    decreed = fixed(pairs, locks)
    present = pooled_presence(pairs)
    refuse(pairs, present, decreed.claims_apart)
    groups = group_claims(pairs, present, decreed)
    details = group_details(pairs, decreed)
    home = {node: k for k, group in enumerate(groups) for node in group.claims}
    told = _told(pairs, groups, details, home)
    claims = [
        _claim_row(pairs, present, k, groups[k], told[k], decreed.claims_apart) for k in range(len(groups))
    ]
    inside: dict[int, list[_Draft]] = {}
    for fact in details.facts:
        draft = _detail_row(pairs, details, fact, home, told)
        if draft:
            inside.setdefault(draft.claim, []).append(draft)
    rows: list[Row] = []
    for draft in sorted(claims, key=lambda d: (d.place, _key(d.row))):
        parent = f"r{len(rows) + 1}"
        rows.append(replace(draft.row, id=parent))
        for detail in sorted(inside.get(draft.claim, ()), key=lambda d: (d.place, _key(d.row))):
            rows.append(replace(detail.row, id=f"r{len(rows) + 1}", within=parent))
    return tuple(rows)


def _told(
    pairs: Pairs, groups: list[Group], details: Details, home: Mapping[tuple[int, int], int]
) -> list[tuple[float, ...]]:
    """Return who states each claim group: a contradiction in a detail implies that both sides tell of it."""
    told = [list(group.present) for group in groups]
    for fact in details.facts:
        if len(fact.classes) < 2:
            continue
        versions = sorted({version for found in fact.classes for version in found.versions})
        for mention in (m for found in fact.classes for m in found.mentions):
            claims = told[home[mention[0], details.known[mention].claim]]
            for version in versions:
                claims[version] = max(claims[version], details.told.get((mention, version), 0.0))
    return [tuple(row) for row in told]


def _claim_row(
    pairs: Pairs,
    present: Presence,
    number: int,
    group: Group,
    told: tuple[float, ...],
    apart: Collection[tuple[Node, Node]],
) -> _Draft:
    own, placed = dict(group.claims), list(group.claims)
    cells: list[Cell | None] = []
    for version in range(pairs.size):
        if version in own:
            cells.append(Cell((_of_claim(pairs, version, own[version]),)))
            continue
        near = abs(told[version] - PRESENT) < DOUBT
        partner = _partner(pairs, present, group, version)
        if any((node, (version, partner)) in apart for node in placed):
            partner = -1
        if partner < 0 or (told[version] <= PRESENT and not near):
            cells.append(None)
            continue
        placed.append((version, partner))
        cells.append(Cell((_of_claim(pairs, version, partner),), UNSURE if near else 0, borrowed=True))
    certainty = tuple(p if cell else 1.0 - p for p, cell in zip(told, cells, strict=True))
    sure = tuple(_rounded(p) for p in certainty)
    row = Row("", "claim", tuple(cells), sure, min(sure))
    return _Draft(_place(pairs, {v: _of_claim(pairs, v, c).start for v, c in group.claims}), row, number)


def _partner(pairs: Pairs, present: Presence, group: Group, version: int) -> int:
    """Return the claim of a version in which the surest claim of the group finds its like, or -1."""
    ranked = sorted(
        (-float(present[v, version][c]), v, int(pairs.best(v, version)[c])) for v, c in group.claims
    )
    return ranked[0][2]


def _detail_row(
    pairs: Pairs,
    details: Details,
    fact: Fact,
    home: Mapping[tuple[int, int], int],
    told: list[tuple[float, ...]],
) -> _Draft | None:
    """Return the row of a fact; None where it is one lone detail that no telling can be said to lack."""
    mentions = [m for found in fact.classes for m in found.mentions]
    first = details.known[mentions[0]]
    versions = {m[0] for m in mentions}
    owners = Counter(home[m[0], details.known[m].claim] for m in mentions)
    owner = min(owners, key=lambda k: (-owners[k], k))
    lacking = _lacking(details, mentions)
    if len(fact.classes) == 1 and first.type not in _REPORTED:
        return None
    if len(versions) == 1 and not _reportable(lacking, told[owner]):
        return None
    cells: list[Cell | None] = [None] * pairs.size
    for group, found in enumerate(fact.classes):
        for version in sorted(found.versions):
            places = [details.known[m] for m in found.mentions if m[0] == version]
            cells[version] = Cell(tuple(_of_detail(pairs, version, d) for d in places), group)
    # A like value that stands elsewhere in a version may be this fact told again: it is shown, and left open.
    repeats = sorted({other for m in mentions for other in details.elsewhere.get(m, ())}, reverse=True)
    elsewhere = {other[0]: other for other in repeats if other[0] not in versions}
    sure = [fact.confidence] * pairs.size
    for version in range(pairs.size):
        if version in elsewhere:
            sure[version] = 0.5
            evidence = _of_detail(pairs, version, details.known[elsewhere[version]])
            cells[version] = Cell((evidence,), UNSURE, borrowed=True)
        elif version not in versions:
            sure[version] = max(told[owner][version], 0.5) if version in lacking else 0.5
    row = Row(
        "",
        _kind([details.known[m] for m in mentions]),
        numbered(cells),
        tuple(_rounded(p) for p in sure),
        _rounded(fact.confidence),
    )
    starts = {m[0]: m[1] for m in reversed(mentions)}
    return _Draft(_place(pairs, starts), row, owner)


def _lacking(details: Details, mentions: list[Mention]) -> frozenset[int]:
    """Return the versions that lack a value as most of those that have it see it."""
    versions = {m[0] for m in mentions}
    counts = Counter(v for m in mentions for v in details.lacked.get(m, ()) if v not in versions)
    return frozenset(v for v, count in counts.items() if 2 * count > len(mentions))


def _reportable(lacking: Collection[int], told: tuple[float, ...]) -> bool:
    """Say whether a value of one version is worth a row: another one surely tells the claim without it."""
    return any(told[version] >= SURE for version in lacking)


def _kind(found: list[Detail]) -> Kind:
    kinds = Counter(d.kind for d in found)
    return "quantity" if "quantity" in kinds else min(kinds, key=lambda kind: (-kinds[kind], kind))


def _of_claim(pairs: Pairs, version: int, claim: int) -> Evidence:
    found = pairs.views[version].facts.claims[claim]
    text = pairs.views[version].article.text[found.start : found.end]
    return Evidence(found.sentence, found.start, found.end, text)


def _of_detail(pairs: Pairs, version: int, detail: Detail) -> Evidence:
    text = pairs.views[version].article.text[detail.start : detail.end]
    return Evidence(detail.sentence, detail.start, detail.end, text, detail.value)


def _place(pairs: Pairs, starts: Mapping[int, int]) -> float:
    shares = [starts[v] / max(len(pairs.views[v].article.text), 1) for v in sorted(starts)]
    return sum(shares) / len(shares)


def _key(row: Row) -> list[tuple[int, int]]:
    return [(c.evidence[0].start, c.evidence[-1].end) if c else (-1, -1) for c in row.cells]


def _rounded(p: float) -> float:
    # Two digits are as much as the calibration supports, and they are the same on every machine.
    return round(min(max(p, 0.01), 0.99), 2)
