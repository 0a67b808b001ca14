"""Measure names, negation, attribution and claims on data that is not in the repository.

    python -m benchmarks.names --data DIR [--seeds DIR] [--queries N] [--show KIND]

Prints, as JSON lines: top-1 retrieval of Arabic spellings (names_wikidata, every second line held out from
training), AUROC on the hard list of the tests, and on faithful translations (ntrex) the share of sentence
pairs in which one side alone negates, names that find no partner, and stances that differ; on the tagged
events, how claims cut facts. `--show negation|nl-en|en-nl|ar-en|en-ar|stance` prints the cases.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from align.facts.attribution import find_attributions
from align.facts.claims import cut_claims
from align.facts.model import Name
from align.facts.names import SAME_NAME, find_names, index_arabic, name_similarity
from align.facts.polarity import find_marks

ROOT = Path(__file__).resolve().parent.parent
PAIRS = (("nl", "en"), ("ar", "en"), ("nl", "ar"))


def read_rows(path: Path) -> list[list[str]]:
    """Read a tab-separated file without comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def translations(data: Path) -> list[dict[str, str]]:
    """Return the aligned sentences of ntrex by language."""
    return [
        dict(zip(("en", "nl", "ar"), row[1:4], strict=True))
        for row in read_rows(data / "ntrex/ntrex.tsv")[1:]
    ]


def hard_list(path: Path = ROOT / "tests/data/names_hard.tsv") -> dict[str, float]:
    """Return the area under the ROC curve of name similarity on the hard list."""
    scores: dict[str, list[float]] = {"same": [], "diff": []}
    for verdict, x, y in read_rows(path):
        scores[verdict].append(name_similarity(x, y))
    wins = sum((p > n) + 0.5 * (p == n) for p in scores["same"] for n in scores["diff"])
    return {
        "pairs": sum(map(len, scores.values())),
        "auroc": wins / len(scores["same"]) / len(scores["diff"]),
    }


def retrieval(pairs: list[tuple[str, str]], queries: int, seed: int = 0) -> dict[str, float]:
    """Return the share of Latin names whose own Arabic spelling is the most similar of all in the file."""
    spellings = sorted({arabic for _, arabic in pairs})
    accepted: dict[str, set[str]] = {}
    for latin, arabic in pairs:
        accepted.setdefault(latin, set()).add(arabic)
    chosen = random.Random(seed).sample(sorted(accepted), min(queries, len(accepted)))
    right = 0
    for latin in chosen:
        best = max(spellings, key=lambda arabic: name_similarity(latin, arabic))
        right += best in accepted[latin]
    return {"queries": len(chosen), "candidates": len(spellings), "top1": right / len(chosen)}


def wikidata_pairs(data: Path) -> list[tuple[str, str]]:
    """Return Latin and Arabic spellings of names_wikidata."""
    return [(row[0], row[1].replace(" ", "")) for row in read_rows(data / "names_wikidata/names.tsv")]


def negation_differs(text_a: str, lang_a: str, text_b: str, lang_b: str) -> bool:
    """Say whether one sentence negates and its translation does not.

    One side has plain negations, the other none. What one side negates the other may say with a word that
    negates in itself (impossible, failed to, stopped): each such word that has no match on this side
    excuses one.
    """
    plain, soft = [], []
    for text, lang in ((text_a, lang_a), (text_b, lang_b)):
        marks = [mark for mark in find_marks(text, lang) if mark.kind in ("negation", "near")]
        plain.append(sum(mark.kind == "negation" and mark.value != "without" for mark in marks))
        soft.append(len(marks) - plain[-1])
    a_alone = not plain[1] and plain[0] > max(0, soft[1] - soft[0])
    b_alone = not plain[0] and plain[1] > max(0, soft[0] - soft[1])
    return a_alone or b_alone


def negation(rows: list[dict[str, str]], show: bool) -> dict[str, float]:
    """Return per pair of languages the share of faithful translations of which one side alone negates."""
    shares = {}
    for a, b in PAIRS:
        differing = [row for row in rows if negation_differs(row[a], a, row[b], b)]
        shares[f"{a}-{b}"] = len(differing) / len(rows)
        for row in differing if show else ():
            marks = [
                [m.text for m in find_marks(row[lang], lang) if m.kind in ("negation", "near")]
                for lang in (a, b)
            ]
            print(f"[{a}] {row[a]}\n[{b}] {row[b]}\n    {marks}")
    return shares


def names_without_partner(rows: list[dict[str, str]], show: str) -> dict[str, float]:
    """Return the share of names that resemble no name of the translation, or are not in the Arabic text."""
    counts = {side: [0, 0] for side in ("nl in en", "en in nl", "ar in en", "en in ar text", "nl in ar text")}
    for row in rows:
        found = {lang: find_names(row[lang], lang) for lang in ("nl", "en", "ar")}
        for a, b in (("nl", "en"), ("en", "nl"), ("ar", "en")):
            lost = [n for n in found[a] if not any(_alike(n, other) for other in found[b])]
            _count(counts[f"{a} in {b}"], found[a], lost, show == f"{a}-{b}", row)
        index = index_arabic(row["ar"])
        for lang in ("en", "nl"):
            lost = [name for name in found[lang] if index.find(name.text) is None]
            _count(counts[f"{lang} in ar text"], found[lang], lost, show == f"{lang}-ar", row)
    return {side: lost / max(1, total) for side, (total, lost) in counts.items()} | {
        f"names {side}": total for side, (total, _) in counts.items()
    }


def _alike(x: Name, y: Name) -> bool:
    return bool(x.key and x.key == y.key) or name_similarity(x.text, y.text) >= SAME_NAME


def _count(
    counts: list[int], found: tuple[Name, ...], lost: list[Name], show: bool, row: dict[str, str]
) -> None:
    counts[0] += len(found)
    counts[1] += len(lost)
    if show and lost:
        print(f"{row['en']}\n{row['nl']}\n{row['ar']}\n    {[name.text for name in lost]}")


def stances(rows: list[dict[str, str]], show: bool) -> dict[str, float]:
    """Return per pair of languages the share of translations that name other sets of stances."""
    shares = {}
    for a, b in PAIRS:
        differing = 0
        for row in rows:
            found = [find_attributions(row[lang], lang) for lang in (a, b)]
            sets = [{item.stance for item in items} for items in found]
            if sets[0] and sets[1] and sets[0] != sets[1]:
                differing += 1
                if show:
                    sources = [[(item.text, item.stance) for item in items] for items in found]
                    print(f"[{a}] {row[a]}\n[{b}] {row[b]}\n    {sources}")
        shares[f"{a}-{b}"] = differing / len(rows)
    return shares


def _versions(seeds: Path) -> Iterator[dict[str, object]]:
    for path in sorted(seeds.glob("*/*.json")):
        if path.name != "event.json":
            yield json.loads(path.read_text(encoding="utf-8"))


def claims(seeds: Path) -> dict[str, dict[str, float]]:
    """Return per language how claims cut tagged facts.

    `within`: share of fact spans with at least 90 % of their characters in one claim; `facts per claim`:
    facts of which a claim holds at least half, or that hold at least half of it; `claims per sentence`.
    """
    tallies: dict[str, list[int]] = {}
    for version in _versions(seeds):
        lang = str(version["lang"])
        tally = tallies.setdefault(lang, [0] * 5)
        sentences: list[dict[str, object]] = version["sentences"]  # type: ignore[assignment]
        for sentence in sentences:
            if sentence["role"] == "content":
                for place, number in enumerate(_cut_facts(sentence, lang)):
                    tally[place] += number
    return {
        lang: {
            "within": within / spans,
            "facts per claim": facts / pieces,
            "claims per sentence": pieces / sentences_,
        }
        for lang, (spans, within, facts, pieces, sentences_) in tallies.items()
    }


def _cut_facts(sentence: dict[str, object], lang: str) -> tuple[int, int, int, int, int]:
    text = str(sentence["text"])
    pieces = cut_claims(text, lang)
    held: list[set[str]] = [set() for _ in pieces]
    spans = within = 0
    facts: list[dict[str, str]] = sentence["facts"]  # type: ignore[assignment]
    for fact in facts:
        start = text.find(fact["span"])
        end = start + len(fact["span"])
        shared = [max(0, min(end, piece.end) - max(start, piece.start)) for piece in pieces]
        spans += 1
        within += max(shared) >= 0.9 * sum(shared)
        for piece, overlap, ids in zip(pieces, shared, held, strict=True):
            if overlap and 2 * overlap >= min(end - start, piece.end - piece.start):
                ids.add(fact["id"])
    return spans, within, sum(map(len, held)), len(pieces), 1


def main() -> None:
    """Print each figure."""
    parser = argparse.ArgumentParser(description="measure names, negation, attribution and claims")
    parser.add_argument("--data", type=Path, required=True, help="folder with names_wikidata and ntrex")
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds", help="folder with tagged events")
    parser.add_argument("--queries", type=int, default=400, help="names to look up in names_wikidata")
    parser.add_argument(
        "--show", default="", help="print the cases: negation, nl-en, en-nl, ar-en, en-ar or stance"
    )
    options = parser.parse_args()
    rows = translations(options.data)
    report: dict[str, object] = {
        "hard list": hard_list(),
        "negation on one side": negation(rows, options.show == "negation"),
        "names without partner": names_without_partner(rows, options.show),
        "stances differ": stances(rows, options.show == "stance"),
        "claims": claims(options.seeds),
    }
    if options.queries:
        pairs = wikidata_pairs(options.data)
        report["wikidata, shipped costs"] = retrieval(pairs, options.queries)
    for name, figures in report.items():
        print(json.dumps({name: figures}, ensure_ascii=False))


if __name__ == "__main__":
    main()
