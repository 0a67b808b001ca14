"""Measure one encoder in a process of its own: load time, speed, retrieval, words. Prints JSON.

Usage: python -m benchmarks.encoder_probe NAME --data DIR
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.documents import LANGUAGE_PAIRS, load_documents

Floats = NDArray[np.float64]

# Sentences of each language on which speed is measured, the best of `RUNS`.
TIMED = 100
RUNS = 3


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    print(json.dumps(probe(args.name, args.data)))


def probe(name: str, data: Path) -> dict[str, Any]:
    """Return the figures of one encoder."""
    from align.encoder import load_encoder

    documents = load_documents(data)
    lines = {k: [line for d in documents.values() for line in d[k]] for k in ("en", "nl", "ar")}
    begin = time.perf_counter()
    encoder: Any = load_encoder(name)
    encoder.encode(["One sentence."])
    load = time.perf_counter() - begin
    inner = encoder.encoder
    timed = [line for lang in lines.values() for line in lang[:TIMED]]
    seconds = min(_seconds(inner, timed) for _ in range(RUNS))
    vectors = {lang: np.asarray(inner.encode(text)) for lang, text in lines.items()}
    return {
        "name": name,
        "signature": encoder.signature,
        "dimensions": vectors["en"].shape[1],
        "load": load,
        "speed": len(timed) / seconds,
        "retrieval": {f"{a}-{b}": retrieval(vectors[a], vectors[b]) for a, b in LANGUAGE_PAIRS},
        "words": words(encoder, documents) if hasattr(encoder, "encode_tokens") else None,
    }


def _seconds(encoder: Any, texts: list[str]) -> float:
    begin = time.perf_counter()
    encoder.encode(texts)
    return time.perf_counter() - begin


def retrieval(a: NDArray[np.float32], b: NDArray[np.float32]) -> tuple[float, float]:
    """Return the share of lines whose translation is the nearest line, from a to b and from b to a."""
    scores = a @ b.T
    own = np.arange(len(scores))
    return float((scores.argmax(axis=1) == own).mean()), float((scores.argmax(axis=0) == own).mean())


def words(encoder: Any, documents: dict[str, dict[str, list[str]]], most: int = 250) -> dict[str, float]:
    """Return how well a word's best match tells what the other side has from what it lacks.

    Lines i and i+1 of one side glued together meet lines i and i+2 of the other: the words of line i are
    there, those of i+1 are not. Area under the curve, each word weighted by its informativeness.
    """
    glued: dict[str, list[tuple[str, str, int]]] = {"en": [], "nl": [], "ar": []}
    for document in documents.values():
        for lang, text in document.items():
            for i in range(0, len(text) - 2, 2):
                glued[lang].append((f"{text[i]} {text[i + 1]}", f"{text[i]} {text[i + 2]}", len(text[i])))
    items = {lang: found[:most] for lang, found in glued.items()}
    here = {lang: encoder.encode_tokens([a for a, _, _ in found]) for lang, found in items.items()}
    there = {lang: encoder.encode_tokens([b for _, b, _ in found]) for lang, found in items.items()}
    result = {}
    for a, b in LANGUAGE_PAIRS:
        scores, present, weights = [], [], []
        for (_, _, size), x, y in zip(items[a], here[a], there[b], strict=True):
            scores.append((x.vectors @ y.vectors.T).max(axis=1))
            present.append(x.starts < size)
            weights.append(x.weights)
        result[f"{a}-{b}"] = area(*(np.concatenate(part) for part in (scores, present, weights)))
    return result


def area(scores: NDArray[Any], present: NDArray[Any], weights: NDArray[Any]) -> float:
    """Return the weighted area under the curve of telling present from absent by score."""
    order = np.argsort(scores, kind="stable")
    right, mass = present[order], weights[order].astype(np.float64)
    below = np.cumsum(mass * ~right)
    return float((below * mass * right).sum() / ((mass * right).sum() * (mass * ~right).sum()))


if __name__ == "__main__":
    main()
