"""Names and typed values that two sentences share, weighted by how rare they are in this pair of texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.facts.comparison import compare_values
from align.facts.model import Value
from align.facts.names import SAME_NAME, ArabicIndex, find_names, name_similarity, name_words
from align.facts.tokens import is_arabic
from align.facts.values import find_values

Matrix = NDArray[np.float64]
RELATIONS = {"same": 1.0, "compatible": 0.7}
RIVALS = {"different": 1.0}  # one thing measured, another figure


def detail_evidence(
    texts_a: Sequence[str], lang_a: str, texts_b: Sequence[str], lang_b: str
) -> dict[str, Matrix]:
    """Return the weight of the values and names that each two sentences share, and which share that is."""
    out = {}
    *values, rivals = _values(texts_a, lang_a, texts_b, lang_b)
    for kind, (left, right, alike) in {
        "values": values,
        "rival values": [*values[:2], rivals],
        "names": _names(texts_a, lang_a, texts_b, lang_b),
    }.items():
        shared = _shared(left, right, alike)
        out[f"{kind} shared"] = shared[0]
        out[f"{kind} share"] = shared[1]
    return out


def _shared(left: Matrix, right: Matrix, alike: Matrix) -> tuple[Matrix, Matrix]:
    """Weigh what is shared: `left`, `right` say which details sentences have, `alike` which are the same."""
    n, m = len(left), len(right)
    if not alike.size:
        return np.zeros((n, m)), np.zeros((n, m))
    seen_a = (
        (left @ (alike >= 0.5)).clip(0, 1).sum(axis=0)
    )  # sentences of a that have a detail like this one of b
    seen_b = ((alike >= 0.5) @ right.T).clip(0, 1).sum(axis=1)
    total_a, total_b = left.sum(axis=0), right.sum(axis=0)
    spread = (total_a + seen_b)[:, None] / 2 + (total_b + seen_a)[None, :] / 2
    weight = np.log1p((n + m) / np.maximum(spread, 1.0)) * alike
    best_a = np.stack([(weight * row[None, :]).max(axis=1) for row in right])  # (m, details of a)
    best_b = np.stack([(weight * row[:, None]).max(axis=0) for row in left])  # (n, details of b)
    shared = (left @ best_a.T + best_b @ right.T) / 2
    hit_a = left @ (best_a.T > 0)
    hit_b = (best_b > 0) @ right.T
    counts = left.sum(axis=1)[:, None] + right.sum(axis=1)[None, :]
    return shared, (hit_a + hit_b) / (counts + 1.0)


def _table(found: Sequence[Sequence[str]]) -> tuple[list[str], Matrix]:
    """Return the distinct details and a 0-1 matrix of sentences by details."""
    names = sorted({item for items in found for item in items})
    column = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names)))
    for row, items in enumerate(found):
        for item in items:
            matrix[row, column[item]] = 1.0
    return names, matrix


def _values(
    texts_a: Sequence[str], lang_a: str, texts_b: Sequence[str], lang_b: str
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Return which values each sentence has, which are the same, and which measure one thing differently."""
    known: list[dict[str, Value]] = [{}, {}]
    matrices, names = [], []
    for side, (texts, lang) in enumerate(((texts_a, lang_a), (texts_b, lang_b))):
        rows = []
        for text in texts:
            row = []
            for value in find_values(text, lang):
                key = f"{value.kind} {value.canonical} {value.counted} {value.unit} {value.modifier}"
                known[side].setdefault(key, value)
                row.append(key)
            rows.append(row)
        distinct, matrix = _table(rows)
        names.append(distinct)
        matrices.append(matrix)
    alike = np.zeros((len(names[0]), len(names[1])))
    rivals = np.zeros_like(alike)
    for i, x in enumerate(names[0]):
        for j, y in enumerate(names[1]):
            one, other = known[0][x], known[1][y]
            relation = compare_values(one, other).relation
            alike[i, j] = RELATIONS.get(relation, 0.0)
            comparable = bool(one.counted and one.counted == other.counted) or bool(
                one.unit and one.unit == other.unit
            )
            rivals[i, j] = RIVALS.get(relation, 0.0) if comparable else 0.0
    return matrices[0], matrices[1], alike, rivals


def _names(
    texts_a: Sequence[str], lang_a: str, texts_b: Sequence[str], lang_b: str
) -> tuple[Matrix, Matrix, Matrix]:
    found = []
    for texts, lang in ((texts_a, lang_a), (texts_b, lang_b)):
        known = name_words(texts, lang)
        found.append([[name.text for name in find_names(text, lang, known)] for text in texts])
    (left, rows), (right, columns) = _table(found[0]), _table(found[1])
    arabic = [any(is_arabic(t) for t in texts) for texts in (texts_a, texts_b)]
    if arabic[0] != arabic[1]:
        if arabic[0]:
            y, x, alike = _across(right, columns, texts_a)
            return x, y, alike.T
        return _across(left, rows, texts_b)
    alike = np.array([[name_similarity(x, y) for y in right] for x in left]).reshape(len(left), len(right))
    return rows, columns, np.where(alike >= SAME_NAME, alike, 0.0)


def _across(names: list[str], rows: Matrix, arabic: Sequence[str]) -> tuple[Matrix, Matrix, Matrix]:
    """Look for names in Latin script in Arabic sentences, where names are hard to tell from other words."""
    columns = np.zeros((len(arabic), len(names)))
    for j, text in enumerate(arabic):
        index = ArabicIndex(text)
        for k, name in enumerate(names):
            hit = index.find(name)
            columns[j, k] = 1.0 if hit and hit[2] >= SAME_NAME else 0.0
    return rows, columns, np.eye(len(names))
