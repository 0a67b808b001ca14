"""Read the parallel news documents (a table with columns doc, en, nl, ar; one aligned line a row)."""

from __future__ import annotations

import csv
from pathlib import Path

LANGUAGE_PAIRS = (("nl", "en"), ("ar", "en"), ("nl", "ar"))


def load_documents(data: Path) -> dict[str, dict[str, list[str]]]:
    """Return document id -> language -> lines; line i says the same in every language."""
    documents: dict[str, dict[str, list[str]]] = {}
    with (data / "ntrex" / "ntrex.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            document = documents.setdefault(row["doc"], {"en": [], "nl": [], "ar": []})
            for lang, lines in document.items():
                lines.append(row[lang])
    return documents
