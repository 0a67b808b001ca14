"""Average-linkage clustering whose result does not depend on the order of its input."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from itertools import product
from typing import TypeVar

from align.errors import OptionError

Node = TypeVar("Node", bound=tuple[int, ...])


def average_linkage(
    nodes: list[Node],
    strength: Mapping[tuple[Node, Node], float],
    above: float,
    same: Collection[tuple[Node, Node]] = (),
    apart: Collection[tuple[Node, Node]] = (),
) -> list[list[Node]]:
    """Join nodes while the mean strength between two clusters is above a bound, the strongest pair first.

    The first number of a node is its version: no cluster takes two nodes of one version. `strength` holds
    pairs with the smaller node first; a pair that it lacks counts 0. Ties go to the smaller nodes, so equal
    input in any order gives equal clusters. Method: unweighted average linkage (Sokal and Michener 1958)
    with cannot-links. Pairs in `same` are joined whatever their strength, those in `apart` (in both orders)
    never.

    Raises:
        OptionError: `same` would join two nodes of one version, or nodes that are apart.
    """
    members: dict[Node, list[Node]] = {node: [node] for node in nodes}
    sums: dict[Node, dict[Node, float]] = {node: {} for node in nodes}
    for (x, y), value in strength.items():
        if x[0] != y[0]:
            sums[x][y] = sums[y][x] = value
    _join_same(members, sums, same, apart)
    heap = [
        (-value / (len(members[x]) * len(members[y])), x, y)
        for x, row in sums.items()
        for y, value in row.items()
        if x < y and value / (len(members[x]) * len(members[y])) > above
    ]
    heapq.heapify(heap)
    while heap:
        negative, x, y = heapq.heappop(heap)
        if x not in members or y not in members:
            continue
        total = sums[x].get(y, 0.0)
        if -negative != total / (len(members[x]) * len(members[y])):
            continue  # an older mean of clusters that have grown
        if _barred(members[x], members[y], apart):
            continue
        _join(members, sums, x, y)
        for other, value in sums[x].items():
            mean = value / (len(members[x]) * len(members[other]))
            if mean > above:
                low, high = (x, other) if x < other else (other, x)
                heapq.heappush(heap, (-mean, low, high))
    return [sorted(found) for _, found in sorted(members.items())]


def _barred(x: list[Node], y: list[Node], apart: Collection[tuple[Node, Node]]) -> bool:
    """Say whether two clusters can never be one."""
    return bool({n[0] for n in x} & {n[0] for n in y}) or any(pair in apart for pair in product(x, y))


def _join_same(
    members: dict[Node, list[Node]],
    sums: dict[Node, dict[Node, float]],
    same: Collection[tuple[Node, Node]],
    apart: Collection[tuple[Node, Node]],
) -> None:
    """Join the nodes that are the same by decree."""
    for pair in sorted(same):
        x, y = sorted(next(name for name, found in members.items() if node in found) for node in pair)
        if x == y:
            continue
        if _barred(members[x], members[y], apart):
            raise OptionError(
                "the locks put two claims of one version, or claims that are not the same, in one row; "
                "take one of them out"
            )
        _join(members, sums, x, y)


def _join(members: dict[Node, list[Node]], sums: dict[Node, dict[Node, float]], x: Node, y: Node) -> None:
    """Move the members and sums of y to x."""
    members[x] += members.pop(y)
    for other, value in sorted(sums.pop(y).items()):
        del sums[other][y]
        if other != x:
            sums[x][other] = sums[other][x] = sums[x].get(other, 0.0) + value
