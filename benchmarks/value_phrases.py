"""Check the values of phrases against the corpora of Duckling and the specifications of Recognizers-Text."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

from align.facts.model import Value
from align.facts.units import base_unit, base_value, factor, same_dimension
from align.facts.values import find_values

Row = dict[str, object]

# What we read otherwise on purpose, or what no article writes: lengths of time from now stay durations, `7a`,
# `3p`, `twelve oh three`, bare days and hours, amounts without their unit, powers, Indian magnitudes, quotes
# for units.
CHAT = re.compile(
    r"\b(ago|hence|from now|upcoming|geleden|lakhs?|lkhs?|crores?|cr|koti|krores|kr|dozs?)\b"
    r"|\b(more|fewer|less|extra|additional)\b|^(in|over|within|من|بعد|قبل|on the|at|op) [\w ]+$"
    r"|['\"^¢]|\d ?[apckK]\b|\de[-+]?\d|\b(oh?|o) \w+$|^\d+$"
    r"|^\W*0\d|^[-,.]|\b\d+[-/.]\d+$|\b(yr|thirty|ten|fifteen|and \w+)$|\d [45]3$",
    re.IGNORECASE,
)
Wanted = tuple[str, float, float] | dict[str, int]


def duckling(data: Path, show: int) -> list[Row]:
    """Check the phrases of Duckling's corpora against their expected values.

    Left out: holidays, intervals, "Unnamed" money, the numbers 0 and 1 (articles and pronouns to us), and
    CHAT.
    """
    scores: dict[tuple[str, str], list[int]] = {}
    for line in (data / "duckling_corpora" / "phrases.tsv").read_text("utf-8").splitlines()[1:]:
        dimension, lang, phrase, expected = line.split("\t")[:4]
        wanted = parse_expected(dimension, expected)
        if wanted is None or CHAT.search(phrase) or wanted in (("", 0.0, 0.0), ("", 1.0, 1.0)):
            continue
        values = find_values(phrase, lang, date(2013, 2, 12))
        right = any(wanted_here(value, wanted) for value in values)
        scores.setdefault((dimension, lang), []).append(right)
        if show > 1 and not right:
            print(f"duckling {dimension} {lang}: {phrase!r} wanted {wanted}", end=" ", file=sys.stderr)
            print([value.canonical for value in values], file=sys.stderr)
    return table("duckling", scores)


def parse_expected(dimension: str, expected: str) -> Wanted | None:
    """Return the expected unit and bounds, or date parts; None for what is left out."""
    if dimension in ("Numeral", "Ordinal"):
        found = re.fullmatch(r"(?:NumeralValue|OrdinalData) \(?(-?[\d.e]+)\)?", expected)
        unit = "ordinal" if dimension == "Ordinal" else ""
        return (unit, float(found[1]), float(found[1])) if found else None
    if dimension == "Duration":
        found = re.fullmatch(r"DurationData (\d+) (\w+)", expected)
        unit = {"Quarter": "trimester"}.get(found[2], found[2].lower()) if found else ""
        seconds = base_value(float(found[1]), unit) if found else 0.0
        return ("s", seconds, seconds) if seconds else None
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
    if found is None or not unit:
        return None
    value = base_value(float(found[2]), unit)
    return base_unit(unit), value, value


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
        and value.high >= high - 1e-2 * abs(high)
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

    Only the plain models are used, one result with a numeric value; ordinals relative to the end are left
    out.
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
