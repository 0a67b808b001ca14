"""Measure the typed values: `python -m benchmarks.values --data DIR`.

Four tables. (1) NTREX: do the values of a sentence and of its human translation pair up? A pair conflicts
when both sides keep a value, of one kind and unit, that differs. (2) and (3) phrases with expected values
from the corpora of Duckling and Recognizers-Text, by dimension and language. (4) the gold events, if
DIR/../events exists: the number and date facts whose span yields a value.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from align.facts.model import Value
from align.facts.values import compare_values, find_values
from benchmarks.value_phrases import Row, duckling, recognizers

PAIRS = (("nl", "en"), ("ar", "en"), ("nl", "ar"))


def pair_up(xs: tuple[Value, ...], ys: tuple[Value, ...]) -> tuple[list[Value], list[Value]]:
    """Return the values of each side that have no partner on the other; every value may be said twice."""
    left = list(xs)
    right = list(ys)
    for wanted in ("same", "compatible"):
        for x in tuple(left):
            partner = next((y for y in right if compare_values(x, y).relation == wanted), None)
            if partner is not None:
                left.remove(x)
                right.remove(partner)
    left = [x for x in left if not any(_agree(x, y) for y in ys)]
    right = [y for y in right if not any(_agree(y, x) for x in xs)]
    return left, right


def _agree(x: Value, y: Value) -> bool:
    return compare_values(x, y).relation in ("same", "compatible")


def conflicts(left: list[Value], right: list[Value]) -> list[tuple[Value, Value]]:
    """Return the pairs of left-over values that contradict each other."""
    return [(x, y) for x in left for y in right if compare_values(x, y).relation == "different"]


def ntrex(data: Path, show: int) -> list[Row]:
    """Measure conflicts and left-over values on faithful translations."""
    lines = (data / "ntrex" / "ntrex.tsv").read_text("utf-8").splitlines()[1:]
    texts = [dict(zip(("doc", "en", "nl", "ar"), line.split("\t"), strict=False)) for line in lines]
    values = {lang: [find_values(text[lang], lang) for text in texts] for lang in ("en", "nl", "ar")}
    rows: list[Row] = []
    for a, b in PAIRS:
        count: Counter[str] = Counter()
        for text, xs, ys in zip(texts, values[a], values[b], strict=True):
            left, right = pair_up(xs, ys)
            clash = conflicts(left, right)
            count["conflicts"] += bool(clash)
            count["one-sided"] += bool(left or right) and not clash
            count["values"] += len(xs) + len(ys)
            count["left over"] += len(left) + len(right)
            if show and (clash or (show > 1 and (left or right))):
                print(f"## {a}-{b} {'CONFLICT' if clash else 'left over'}", file=sys.stderr)
                print(f"   {text[a]}\n   {text[b]}", file=sys.stderr)
                print("  ", [(v.text, v.canonical, v.counts) for v in left], file=sys.stderr)
                print("  ", [(v.text, v.canonical, v.counts) for v in right], file=sys.stderr)
        rows.append(
            {
                "set": "ntrex",
                "languages": f"{a}-{b}",
                "pairs": len(texts),
                "conflict rate": count["conflicts"] / len(texts),
                "one-sided rate": count["one-sided"] / len(texts),
                "left-over share of values": count["left over"] / max(1, count["values"]),
            }
        )
    return rows


def events(data: Path, show: int) -> list[Row]:
    """Measure on the gold events how many number and date facts have a value in their span."""
    folder = data.parent / "events"
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*/event.json")):
        event = json.loads(path.read_text("utf-8"))
        kinds = {fact["id"]: fact["kind"] for fact in event["facts"]}
        for name in event["versions"]:
            version = json.loads((path.parent / f"{name}.json").read_text("utf-8"))
            for sentence in version["sentences"]:
                spans = [(v.start, v.end) for v in find_values(sentence["text"], version["lang"])]
                for fact in sentence["facts"]:
                    if kinds[fact["id"]] not in ("number", "date"):
                        continue
                    at = sentence["text"].find(fact["span"])
                    hit = any(start < at + len(fact["span"]) and at < end for start, end in spans)
                    total[version["lang"]] += 1
                    found[version["lang"]] += hit
                    if show > 1 and not hit:
                        print(f"events {name}: {fact['span']!r} ({fact['value']})", file=sys.stderr)
    return [
        {"set": "events", "language": lang, "facts": total[lang], "recall": found[lang] / total[lang]}
        for lang in sorted(total)
    ]


def speed(data: Path) -> Row:
    """Measure sentences a second over the three languages, the tables already read."""
    lines = (data / "ntrex" / "ntrex.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t")[1:4] for line in lines]
    began = time.perf_counter()
    for row in rows:
        for lang, text in zip(("en", "nl", "ar"), row, strict=True):
            find_values(text, lang)
    return {"set": "speed", "sentences per second": 3 * len(rows) / (time.perf_counter() - began)}


def main() -> None:
    """Run the measurements and print one JSON row per line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with ntrex, duckling_corpora, recognizers_specs"
    )
    parser.add_argument(
        "--show", type=int, default=0, help="1: print conflicts, 2: left-over values and misses too"
    )
    parser.add_argument("--only", default="", help="run one set: ntrex, duckling, recognizers, events")
    args = parser.parse_args()
    sets = {"ntrex": ntrex, "duckling": duckling, "recognizers": recognizers, "events": events}
    for name, measure in sets.items():
        if args.only in ("", name):
            for row in measure(args.data, args.show):
                print(json.dumps(row, ensure_ascii=False))
    if not args.only:
        print(json.dumps(speed(args.data)))


if __name__ == "__main__":
    main()
