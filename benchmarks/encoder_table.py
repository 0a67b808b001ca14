"""Write models.md from measured rows and published figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.encoder_facts import DOCUMENTS, about

PUBLISHED = Path(__file__).with_name("published_encoders.tsv")

ADVICE = Path(__file__).with_name("encoder_advice.md")
NOTE = """Retrieval: share of lines of the development half of NTREX-128 (62 news documents) whose translation
is the nearest of all lines, both ways, in per cent. Words: lines glued two by two, how well a word's best
match tells what the other side has from what it lacks (area under the curve). Load time and speed are ratios
to the bundled encoder in the same run; memory is the peak of the whole process. Strict F1: alignment of the
first {documents} noisy documents of each language pair, mean of nl-en, ar-en and nl-ar, with the weights that
were learned with the bundled encoder. Licences and sizes are read from packages, model cards and files."""


def models_page(rows: list[dict[str, Any]], figures: dict[str, Any]) -> str:
    """Return models.md."""
    bundled = rows[0]
    lines = [
        "# Encoders",
        "",
        "Written by `python -m benchmarks.encoders --data DIR --write`; do not edit by hand.",
        "",
        "## Measured",
        "",
        NOTE.format(documents=DOCUMENTS),
        "",
        *_measured(rows, bundled),
        "",
        "Signatures: " + " · ".join(f"`{row['signature']}`" for row in rows) + ".",
        "",
        "## The bundled encoder",
        "",
        "| figure | value |",
        "|---|---|",
        *(f"| {name} | {_plain(value)} |" for name, value in figures.items()),
        "",
        "Seconds and sentences a second are those of one machine with two cores; ratios travel better.",
        "",
        "## Published",
        "",
        "Not measured here: MTEB results store (github.com/embeddings-benchmark/results), 2026-08-20, main",
        "score (F1 x 100). Tatoeba has short sentences, NTREX-128 is news.",
        "",
        "| model | Tatoeba nl-en | Tatoeba ar-en | NTREX en-nl | NTREX en-ar | NTREX nl-ar |",
        "|---|---|---|---|---|---|",
        *_published(),
        "",
        ADVICE.read_text("utf-8"),
    ]
    return "\n".join(lines)


def _measured(rows: list[dict[str, Any]], bundled: dict[str, Any]) -> list[str]:
    heads = ["encoder", "licence", "MB", "dimensions", "languages", "load", "speed", "memory MB"]
    heads += ["nl-en / en-nl", "ar-en / en-ar", "nl-ar / ar-nl", "words nl-en / ar-en / nl-ar"]
    heads += ["strict F1"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in rows:
        told = about(row["name"])
        cells = [told.shown, told.licence, f"{told.size:.0f}", str(row["dimensions"]), told.languages]
        cells += [f"{row['load'] / bundled['load']:.1f}", f"{row['speed'] / bundled['speed']:.2f}"]
        cells += [f"{row['memory']:.0f}"]
        cells += [f"{100 * a:.1f} / {100 * b:.1f}" for a, b in row["retrieval"].values()]
        cells += [" / ".join(f"{v:.2f}" for v in row["words"].values()) if row["words"] else "none"]
        cells += [f"{row['strict']:.3f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _published() -> list[str]:
    rows = [
        line.split("\t") for line in PUBLISHED.read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    return ["| " + " | ".join(row) + " |" for row in rows]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    return str(value)
