"""Learn what it costs to spell a Latin letter group with an Arabic one, from pairs of names: those of
names_wikidata, our own in `name_spellings.tsv` and the given names that the package lists.

    python -m benchmarks.train_letters --data DIR [--held-out] [--write FILE]

Expectation maximisation over all ways to cut both spellings into groups of up to three Latin and two Arabic
letters (joint multigrams: Deligne and Bimbot 1995; Bisani and Ney 2008). Large groups are damped, so that a
group is learned only where its letters do not explain it. Pairs that the model finds absurd are left out:
the source has mistakes. `--held-out` trains on every second line of names_wikidata only, and on none of our
own pairs whose Latin spelling is asked, and prints top-1 retrieval on the others; without it all pairs
train, and `--write` stores the costs (by default as the package's data).
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from align.facts import transliteration
from align.facts.tokens import is_arabic
from align.facts.transliteration import arabic_letters, latin_letters
from align.facts.wordlists import rows
from benchmarks.names import hard_list, read_rows, retrieval, wikidata_pairs

OWN = Path(__file__).resolve().parent / "name_spellings.tsv"
TARGET = Path(__file__).resolve().parent.parent / "align/data/names/letters.txt"
HEADER = """# Costs of spelling Latin letter groups with Arabic ones: Latin, Arabic, negative log likelihood.
# ^ and $ are the ends of a word, _ is no letter. Made by benchmarks/train_letters.py.
"""
LATIN, ARABIC = 3, 2
ROUNDS, DAMPING, ABSURD = 8, 0.8, 3.0
# Before anything is known: the likelihood of a group by its numbers of Latin and Arabic letters.
PRIOR = {
    (1, 1): 0.1, (2, 1): 2e-2, (3, 1): 5e-4, (1, 0): 2e-2, (2, 0): 1e-4, (0, 1): 1e-2,
    (1, 2): 3e-3, (2, 2): 4e-3, (3, 2): 1e-4,
}  # fmt: skip

Pair = tuple[str, str]
Counts = dict[Pair, float]


def _groups(latin: str, arabic: str) -> Iterator[tuple[int, int, int, int]]:
    for i in range(len(latin) + 1):
        for j in range(len(arabic) + 1):
            for size, length in PRIOR:
                if i + size <= len(latin) and j + length <= len(arabic):
                    yield i, j, size, length


def _likelihood(group: Pair, model: Counts | None) -> float:
    latin, arabic = group
    size = len(latin) + len(arabic)
    if model is None:
        ends_agree = all((end in latin) == (end in arabic) for end in "^$")
        return PRIOR[len(latin), len(arabic)] if ends_agree else 0.0
    return model.get(group, 0.0) * DAMPING ** max(0, size - 2)


def _expect(pair: Pair, model: Counts | None, counts: Counts, guarded: bool) -> None:
    """Add the expected number of uses of each group in one pair."""
    latin, arabic = pair
    forward: dict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
    steps = []
    for i, j, size, length in _groups(latin, arabic):
        reached = forward[i, j]
        if reached and (likely := _likelihood((latin[i : i + size], arabic[j : j + length]), model)):
            forward[i + size, j + length] += reached * likely
            steps.append((i, j, size, length, likely))
    total = forward[len(latin), len(arabic)]
    if total <= 0 or (guarded and -math.log(total) / (len(latin) + len(arabic)) > ABSURD):
        return
    backward: dict[tuple[int, int], float] = defaultdict(float, {(len(latin), len(arabic)): 1.0})
    for i, j, size, length, likely in reversed(steps):
        rest = backward[i + size, j + length]
        if rest:
            backward[i, j] += likely * rest
            counts[latin[i : i + size], arabic[j : j + length]] += forward[i, j] * likely * rest / total


def train(pairs: list[Pair]) -> Counts:
    """Return expected counts of letter groups; `pairs` are Latin and Arabic spellings."""
    marked = [(f"^{latin}$", f"^{arabic}$") for latin, arabic in pairs if latin and arabic]
    marked = [(x, y) for x, y in marked if len(y) <= 2 * len(x) and len(x) <= 2.5 * len(y) + 1]
    model: Counts | None = None
    counts: Counts = {}
    for number in range(ROUNDS):
        counts = defaultdict(float)
        for pair in marked:
            _expect(pair, model, counts, guarded=number >= 3)
        total = sum(counts.values())
        least = 0.05 if number < 3 else 0.3
        model = {group: count / total for group, count in counts.items() if count > least}
    return counts


def costs(counts: Counts, least: float = 0.4, discount: float = 0.2) -> dict[Pair, float]:
    """Turn counts into costs: negative log likelihood of each side given the other, averaged."""
    latin_total: dict[str, float] = defaultdict(float)
    arabic_total: dict[str, float] = defaultdict(float)
    for (latin, arabic), count in counts.items():
        latin_total[latin] += count
        arabic_total[arabic] += count
    result = {}
    for (latin, arabic), count in counts.items():
        if count < least:
            continue
        by_latin = -math.log((count - discount) / (latin_total[latin] + 1))
        by_arabic = -math.log((count - discount) / (arabic_total[arabic] + 1))
        result[latin, arabic] = (
            by_arabic if not latin else by_latin if not arabic else (by_latin + by_arabic) / 2
        )
    return result


def write(table: dict[Pair, float], path: Path) -> None:
    """Write costs as a data file."""
    lines = [
        f"{latin or '_'}\t{arabic or '_'}\t{cost:.2f}" for (latin, arabic), cost in sorted(table.items())
    ]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def install(table: dict[Pair, float]) -> None:
    """Make this process use other costs than the shipped ones."""
    grouped: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for (latin, arabic), cost in table.items():
        grouped[latin].append((arabic, len(arabic), round(cost, 2)))
    transliteration.use_costs({latin: tuple(options) for latin, options in grouped.items()})


def own_pairs(asked: set[str]) -> list[Pair]:
    """Return our own Latin and Arabic spellings of names, without those that are asked."""
    listed = [(row[0].split(","), row[1].split(",")) for row in read_rows(OWN)]
    given = (row[0].split(",") for row in rows("names/people"))
    listed += [([x for x in g if not is_arabic(x)], [x for x in g if is_arabic(x)]) for g in given]
    known = {latin_letters(latin) for latin in asked}
    pairs = {(x, y) for latin, arabic in listed for x in latin for y in arabic}
    return sorted(pair for pair in pairs if latin_letters(pair[0]) not in known)


def letters(pairs: list[Pair]) -> list[Pair]:
    """Reduce spellings to the letters that are compared."""
    return [(latin_letters(latin), arabic_letters(arabic)) for latin, arabic in pairs]


def main() -> None:
    """Train, and report or write."""
    parser = argparse.ArgumentParser(description="learn transliteration costs")
    parser.add_argument("--data", type=Path, required=True, help="folder with names_wikidata")
    parser.add_argument(
        "--held-out", action="store_true", help="train on every second line, report on the others"
    )
    parser.add_argument("--queries", type=int, default=5000, help="names to look up at most (default: all)")
    parser.add_argument("--write", type=Path, default=TARGET)
    options = parser.parse_args()
    pairs = wikidata_pairs(options.data)
    if not options.held_out:
        write(costs(train(letters([*pairs, *own_pairs(set())]))), options.write)
        return
    asked = pairs[1::2]
    install(costs(train(letters([*pairs[0::2], *own_pairs({latin for latin, _ in asked})]))))
    print(json.dumps({"held out": retrieval(asked, options.queries), "hard list": hard_list()}))


if __name__ == "__main__":
    main()
