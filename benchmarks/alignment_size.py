"""Measure time and memory of a long pair, vectors given: python benchmarks/alignment_size.py [COUNT]."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from align.aligner import align_vectors

DIMENSIONS, NOISE, DROPPED = 512, 0.7, 0.03


def main() -> None:
    """Align random sentences with a noisy copy that lacks some, and print the row."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rng = np.random.default_rng(0)
    x = rng.normal(size=(count, DIMENSIONS)).astype(np.float32)
    kept = np.flatnonzero(rng.random(count) >= DROPPED)
    y = x[kept] + NOISE * rng.normal(size=(len(kept), DIMENSIONS)).astype(np.float32)
    x, y = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (x, y))
    start, begun = time.perf_counter(), time.process_time()
    found = align_vectors(x, y)
    wall, cpu = time.perf_counter() - start, time.process_time() - begun
    gold = set(zip(kept.tolist(), range(len(kept)), strict=True))
    links = {(link.a, link.b) for link in found.links}
    f1 = 2 * len(gold & links) / (len(gold) + len(links))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"size {count} x {len(kept)}: link F1 {f1:.4f}, {wall:.1f} s, {cpu:.1f} s of CPU, peak {peak:.2f} GB"
    )


if __name__ == "__main__":
    main()
