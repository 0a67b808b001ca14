"""Learn which letter groups make an Arabic word look like a name, from lists of names and running text.

    python -m benchmarks.train_shapes --data DIR [--held-out] [--write FILE]

Names: the Arabic spellings of names_wikidata, also behind the clitics that Arabic attaches. Other words:
those of ud_ar_pud that are not tagged as names, and of tatoeba_laser where the English line has a capital
only at its head. A sparse logistic model (scikit-learn) weighs letter groups. `--held-out` trains on half of
the names and of the words and prints the area under the ROC curve on the rest.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from align.facts.arabic_shape import letter_groups
from align.facts.tokens import fold, is_arabic, tokens
from benchmarks.names import wikidata_pairs

TARGET = Path(__file__).resolve().parent.parent / "align/data/names/shapes.txt"
HEADER = """# Weights of letter groups in Arabic words, positive for names: group, weight. * is the bias.
# ^ and $ are the ends of a word. Made by benchmarks/train_shapes.py.
"""
CLITICS = ("", "", "و", "ل", "ب")
SPARSE, LEAST = 2.0, 0.05


def name_words(data: Path) -> list[str]:
    """Return folded Arabic spellings of names."""
    return sorted(
        {fold(arabic) for _, arabic in wikidata_pairs(data) if len(arabic) > 2 and is_arabic(arabic)}
    )


def common_words(data: Path) -> list[str]:
    """Return folded Arabic words of running text that are no names, each as often as it stands there."""
    found: list[str] = []
    names: set[str] = set()
    for line in (data / "ud_ar_pud/ar_pud-half.conllu").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3 and cells[0].isdigit():
            word, is_name = fold(cells[1]), cells[3] in ("PROPN", "X")
            names.update([word] if is_name else [])
            found.extend([] if is_name else [word])
        elif len(cells) > 3 and "-" in cells[0]:
            found.append(fold(cells[1]))
    for arabic, english in _tatoeba(data):
        if not any(letter.isupper() for letter in english[1:].replace("I ", "").replace("I'", "")):
            found.extend(token.norm for token in tokens(arabic))
    joined = {prefix + name for name in names for prefix in ("و", "ب", "ل", "ال", "")}
    return sorted(word for word in found if word not in joined and len(word) > 2 and is_arabic(word))


def _tatoeba(data: Path) -> list[tuple[str, str]]:
    folder = data / "tatoeba_laser"
    arabic, english = (
        sorted(folder.glob(f"*ar*eng*.{end}"))[0].read_text(encoding="utf-8").splitlines()
        for end in ("ara", "eng")
    )
    return list(zip(arabic, english, strict=True))


def fit(names: list[str], others: list[str]) -> dict[str, float]:
    """Return the weights by letter group."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    spelled = [clitic + name for name in names for clitic in CLITICS]
    words = spelled + others
    labels = np.array([1] * len(spelled) + [0] * len(others))
    weights = np.where(labels == 1, len(set(others)) / len(spelled), len(set(others)) / len(others))
    counter = CountVectorizer(analyzer=lambda word: set(letter_groups(word)), min_df=3)
    model = LogisticRegression(l1_ratio=1.0, C=SPARSE, solver="liblinear", random_state=0)
    model.fit(counter.fit_transform(words), labels, sample_weight=weights)
    found = dict(zip(counter.get_feature_names_out(), model.coef_[0], strict=True))
    table = {group: round(float(weight), 2) for group, weight in found.items() if abs(weight) >= LEAST}
    return {"*": round(float(model.intercept_[0]), 2), **table}


def area(table: dict[str, float], names: list[str], others: list[str]) -> float:
    """Return the area under the ROC curve of names against other words."""
    from sklearn.metrics import roc_auc_score

    scores = [sum(table.get(group, 0.0) for group in set(letter_groups(word))) for word in names + others]
    return float(roc_auc_score([1] * len(names) + [0] * len(others), scores))


def main() -> None:
    """Train, and report or write."""
    parser = argparse.ArgumentParser(description="learn the shapes of Arabic names")
    parser.add_argument("--data", type=Path, required=True, help="folder with names_wikidata and ud_ar_pud")
    parser.add_argument("--held-out", action="store_true", help="train on one half, report on the other")
    parser.add_argument("--write", type=Path, default=TARGET)
    options = parser.parse_args()
    names, others = name_words(options.data), common_words(options.data)
    if options.held_out:
        table = fit(names[0::2], others[0::2])
        figures = {"names": len(names[1::2]), "words": len(others[1::2]), "groups": len(table)}
        print(json.dumps({**figures, "auroc": area(table, names[1::2], others[1::2])}))
        return
    table = fit(names, others)
    lines = [f"{group}\t{weight}" for group, weight in sorted(table.items())]
    options.write.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
