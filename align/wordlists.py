"""Word lists: one entry a line, `#` comments, in `align/data/<folder>/<language>.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@cache
def entries(folder: str, name: str) -> tuple[str, ...]:
    """Return the entries of `align/data/<folder>/<name>.txt` in order; none if there is no such file."""
    path = DATA / folder / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def languages(folder: str) -> tuple[str, ...]:
    """Return the languages that have a list in `align/data/<folder>`, sorted."""
    return tuple(sorted(path.stem for path in (DATA / folder).glob("*.txt") if path.stem != "neutral"))
