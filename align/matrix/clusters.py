"""Average-linkage clustering whose result does not depend on the order of its input."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=tuple[int, ...])


def average_linkage(
    nodes: list[Node], strength: Mapping[tuple[Node, Node], float], above: float
) -> list[list[Node]]:
    """Join nodes while the mean strength between two clusters is above a bound, the strongest pair first.

    The first number of a node is its version: no cluster takes two nodes of one version. `strength` holds
    pairs with the smaller node first; a pair that it lacks counts 0. Ties go to the smaller nodes, so equal
    input in any order gives equal clusters. Method: unweighted average linkage (Sokal and Michener 1958)
    with cannot-links.
    """
    members: dict[Node, list[Node]] = {node: [node] for node in nodes}
    sums: dict[Node, dict[Node, float]] = {node: {} for node in nodes}
    for (x, y), value in strength.items():
        if x[0] != y[0]:
            sums[x][y] = sums[y][x] = value
    heap = [(-value, x, y) for x, row in sums.items() for y, value in row.items() if x < y and value > above]
    heapq.heapify(heap)
    while heap:
        negative, x, y = heapq.heappop(heap)
        if x not in members or y not in members:
            continue
        total = sums[x].get(y, 0.0)
        if -negative != total / (len(members[x]) * len(members[y])):
            continue  # an older mean of clusters that have grown
        if {n[0] for n in members[x]} & {n[0] for n in members[y]}:
            continue
        _join(members, sums, x, y)
        for other, value in sums[x].items():
            mean = value / (len(members[x]) * len(members[other]))
            if mean > above:
                low, high = (x, other) if x < other else (other, x)
                heapq.heappush(heap, (-mean, low, high))
    return [sorted(found) for _, found in sorted(members.items())]


def _join(members: dict[Node, list[Node]], sums: dict[Node, dict[Node, float]], x: Node, y: Node) -> None:
    """Move the members and sums of y to x."""
    members[x] += members.pop(y)
    for other, value in sorted(sums.pop(y).items()):
        del sums[other][y]
        if other != x:
            sums[x][other] = sums[other][x] = sums[x].get(other, 0.0) + value
