"""Other sentence aligners, called where they are installed, with the vectors of the same encoder."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from align.encoding import encode_sentences
from benchmarks.alignment_baselines import Beads
from benchmarks.alignment_data import Coder, Task

Runner = Callable[[Task], Beads]


def _texts(task: Task) -> tuple[list[str], list[str]]:
    return [s.text for s in task.a.sentences], [s.text for s in task.b.sentences]


def galechurch(_: Coder) -> Runner:
    """Return the lengths-only aligner of the package galechurch."""
    import galechurch as package

    def run(task: Task) -> Beads:
        found = package.align(*_texts(task)).beads
        return [
            (tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
            for b in found
        ]

    return run


def sentweave(coder: Coder) -> Runner:
    """Return the aligner of the package sentweave (the programme of vecalign), its settings as they come."""
    import sentweave as package

    @cache
    def vector(text: str) -> Any:
        return encode_sentences(coder.encoder, [text])[0]

    def encode(texts: list[str]) -> Any:
        return np.stack([vector(text) for text in texts])

    def run(task: Task) -> Beads:
        found = package.align(*_texts(task), encode).alignments
        return [(tuple(bead.src_indices), tuple(bead.tgt_indices)) for bead in found]

    return run


PEERS: dict[str, Callable[[Coder], Runner]] = {"galechurch": galechurch, "sentweave": sentweave}


def installed_peers(coder: Coder) -> dict[str, Runner]:
    """Return the peers that are installed, ready to run, and print those that are not."""
    found: dict[str, Runner] = {}
    for name, peer in PEERS.items():
        if importlib.util.find_spec(name) is None:
            print(f"peer {name}: not installed")
        else:
            found[name] = peer(coder)
    return found
