"""Alignment of two articles."""

from __future__ import annotations

import numpy as np

from align.alignment import Alignment, Bead, Link
from align.article import Article
from align.encoder import Encoder, load_encoder


def align(a: Article, b: Article, encoder: Encoder | None = None, order: str = "auto") -> Alignment:
    """Align the sentences of two articles."""
    model = encoder or load_encoder()
    x, y = (np.asarray(model.encode([s.text for s in side.sentences])) for side in (a, b))
    sim = x @ y.T
    pairs = [(i, int(sim[i].argmax())) for i in range(len(x)) if sim[:, sim[i].argmax()].argmax() == i]
    pairs = [(i, j) for i, j in pairs if sim[i, j] > 0.4]
    links = tuple(Link(i, j, float(sim[i, j])) for i, j in pairs)
    beads = [Bead((i,), (j,), float(sim[i, j])) for i, j in pairs]
    beads += [Bead((i,), (), 1.0) for i in range(len(x)) if i not in {p[0] for p in pairs}]
    beads += [Bead((), (j,), 1.0) for j in range(len(y)) if j not in {p[1] for p in pairs}]
    return Alignment(len(x), len(y), links, tuple(beads), comparable=min(1.0, 2 * len(pairs) / (len(x) + len(y) or 1)))
