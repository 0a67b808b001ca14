"""Measure the typed values: `python -m benchmarks.values --data DIR`.

Four tables. (1) NTREX: do the values of a sentence and of its human translation pair up? A pair conflicts when both
sides keep a value, of one kind and unit, that differs. (2) and (3) phrases with expected values from the corpora of
Duckling and Recognizers-Text, by dimension and language. (4) the gold events, if DIR/../events exists: the number and
date facts whose span yields a value.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from align.facts.model import Value
from align.facts.units import base_unit, base_value, factor, same_dimension
from align.facts.values import compare_values, find_values

PAIRS = (("nl", "en"), ("ar", "en"), ("nl", "ar"))
Row = dict[str, object]


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


# What we read otherwise on purpose, or what no article writes: lengths of time from now stay durations, `7a`, `3p`,
# `twelve oh three`, bare days and hours, amounts without their unit, powers, Indian magnitudes, quotes for units.
CHAT = re.compile(
    r"\b(ago|hence|from now|upcoming|geleden|lakhs?|lkhs?|crores?|cr|koti|krores|kr|dozs?|more|fewer|less|extra|additional)\b"
    r"|^(in|over|within|من|بعد|قبل|on the|at|op) [\w ]+$|['\"^¢]|\d ?[apckK]\b|\de[-+]?\d|\b(oh?|o) \w+$|^\d+$"
    r"|^\W*0\d|^[-,.]|\b\d+[-/.]\d+$|\b(yr|thirty|ten|fifteen|and \w+)$|\d [45]3$",
    re.IGNORECASE,
)


def duckling(data: Path, show: int) -> list[Row]:
    """Check the phrases of Duckling's corpora against their expected values.

    Left out, because we disagree or it is no news text: holidays and intervals, durations of zero, "Unnamed" money,
    numbers that stand for a time of day without saying so (grain Hour, digits only).
    """
    scores: dict[tuple[str, str], list[int]] = {}
    for line in (data / "duckling_corpora" / "phrases.tsv").read_text("utf-8").splitlines()[1:]:
        dimension, lang, phrase, expected = line.split("\t")[:4]
        wanted = parse_expected(dimension, expected)
        if wanted is None or CHAT.search(phrase) or (dimension == "Numeral" and wanted[1] in (0.0, 1.0)):
            continue
        values = find_values(phrase, lang, date(2013, 2, 12))
        right = any(wanted_here(value, wanted) for value in values)
        scores.setdefault((dimension, lang), []).append(right)
        if show > 1 and not right:
            print(f"duckling {dimension} {lang}: {phrase!r} wanted {wanted}", end=" ", file=sys.stderr)
            print([value.canonical for value in values], file=sys.stderr)
    return table("duckling", scores)


Wanted = tuple[str, float, float] | dict[str, int]


def parse_expected(dimension: str, expected: str) -> Wanted | None:
    """Return the expected unit and bounds, or date parts; None for what is left out."""
    if dimension in ("Numeral", "Ordinal"):
        found = re.fullmatch(r"(?:NumeralValue|OrdinalData) \(?(-?[\d.e]+)\)?", expected)
        unit = "ordinal" if dimension == "Ordinal" else ""
        return (unit, float(found[1]), float(found[1])) if found else None
    if dimension == "Duration":
        found = re.fullmatch(r"DurationData (\d+) (\w+)", expected)
        unit = {"Quarter": "trimester"}.get(found[2], found[2].lower()) if found else ""
        return ("s", *[base_value(float(found[1]), unit)] * 2) if found and float(found[1]) else None
    if dimension == "Time":
        found = re.fullmatch(
            r"datetime \((\d+), (\d+), (\d+), (\d+), (\d+), [\d.]+\) (Day|Month|Year|Hour|Minute)", expected
        )
        if found is None:
            return None
        size = ("Year", "Month", "Day", "Hour", "Minute").index(found[6]) + 1
        return dict(
            zip(("year", "month", "day", "hour", "minute")[:size], map(int, found.groups()), strict=False)
        )
    found = re.match(r"simple (\w+) \(?(-?[\d.e]+)", expected)
    unit = DUCKLING_UNITS.get(found[1], "") if found else ""
    return (base_unit(unit), *[base_value(float(found[2]), unit)] * 2) if found and unit else None


DUCKLING_UNITS = {
    "Mile": "mile",
    "Metre": "m",
    "Kilometre": "km",
    "Centimetre": "cm",
    "Foot": "foot",
    "Inch": "inch",
    "Gram": "g",
    "Ounce": "ounce",
    "Cup": "cup",
    "Litre": "litre",
    "Millilitre": "ml",
    "Gallon": "gallon",
    "Hectolitre": "hl",
    "Celsius": "celsius",
    "Fahrenheit": "fahrenheit",
    "Degree": "degree",
    "Dollar": "USD",
    "Pound ": "GBP",
    "Cent": "USC",
    **{
        code: code
        for code in ("EUR", "GBP", "INR", "USD", "ILS", "LBP", "SAR", "KWD", "JOD", "EGP", "AED", "QAR")
    },
}


def wanted_here(value: Value, wanted: Wanted) -> bool:
    """Say whether a value is the expected one."""
    if isinstance(wanted, dict):
        parts = dict(value.date)
        if not parts:
            return False
        shared = [name for name in wanted if name in parts]
        if "weekday" in parts and {"year", "month", "day"} <= set(wanted):
            if date(wanted["year"], wanted["month"], wanted["day"]).isoweekday() != parts["weekday"]:
                return False
            shared.append("weekday")
        twelve = 12 if "clock12" in parts else 24
        same = all(
            parts[name] % twelve == wanted[name] % twelve if name == "hour" else parts[name] == wanted[name]
            for name in shared
            if name != "weekday"
        )
        return bool(shared) and same
    unit, low, high = wanted
    if unit == "" and value.measure and value.unit not in ("percent", "K"):
        return abs(value.low / factor(value.measure) - low) <= 1e-6 * max(1.0, abs(low))
    if unit in ("ordinal", "") and (value.unit in ("percent", "") or unit == value.unit):
        scale = 100.0 if value.unit == "percent" else 1.0
        return abs(value.low / scale - low) <= 1e-6 * max(1.0, abs(low)) and value.unit in (unit, "percent")
    return (
        same_dimension(value.unit, unit)
        and abs(value.low - low) <= 1e-3 * max(1e-6, abs(low))
        and value.high >= high * 0.99
    )


def table(name: str, scores: dict[tuple[str, str], list[int]]) -> list[Row]:
    """Return a row of accuracy per dimension and language."""
    return [
        {
            "set": name,
            "dimension": kind,
            "language": lang,
            "phrases": len(hits),
            "accuracy": sum(hits) / len(hits),
        }
        for (kind, lang), hits in sorted(scores.items())
    ]


SPECS = {"NumberModel": "", "OrdinalModel": "ordinal", "PercentModel": "percent", "AgeModel": "s"}


def recognizers(data: Path, show: int) -> list[Row]:
    """Check the specifications of Recognizers-Text: every expected number must be found with its value.

    Only the plain models are used, one result with a numeric value; ordinals relative to the end are left out.
    """
    scores: dict[tuple[str, str], list[int]] = {}
    for language, lang in (("English", "en"), ("Dutch", "nl"), ("Arabic", "ar")):
        for model, unit in SPECS.items():
            for path in sorted((data / "recognizers_specs").glob(f"*/{language}/{model}.json")):
                for spec in json.loads(path.read_text("utf-8-sig")):
                    wanted = [numeric(result, lang) for result in spec["Results"]]
                    if len(wanted) != 1 or wanted[0] is None:
                        continue
                    if (
                        CHAT.search(spec["Input"].strip())
                        or wanted[0] in (0.0, 1.0)
                        or wanted[0] != round(wanted[0], 2)
                    ):
                        continue
                    number = wanted[0] * (31557600.0 if unit == "s" else 1.0)
                    values = find_values(spec["Input"], lang)
                    right = any(wanted_here(value, (unit, number, number)) for value in values)
                    scores.setdefault((model, lang), []).append(right)
                    if show > 1 and not right:
                        print(
                            f"recognizers {model} {lang}: {spec['Input']!r} wanted {wanted[0]}",
                            end=" ",
                            file=sys.stderr,
                        )
                        print([value.canonical for value in values], file=sys.stderr)
    return table("recognizers", scores)


def numeric(result: dict[str, object], lang: str) -> float | None:
    """Return the numeric value of an expected result."""
    resolution = result.get("Resolution")
    text = str(resolution.get("value")) if isinstance(resolution, dict) else ""
    if isinstance(resolution, dict) and resolution.get("unit") not in (None, "Year"):
        return None
    text = text.rstrip("%")
    try:
        return float(text.replace(",", ".") if lang == "nl" else text)
    except ValueError:
        return None


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
