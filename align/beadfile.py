"""Bead lines as the field writes them: `[0, 1]:[0]:0.93`, one bead a line.

The score may be absent. Blank lines and lines that begin with `#` are skipped.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable
from pathlib import Path

from align.alignment import Bead
from align.errors import FormatError, InputError

_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*(\S+)\s*)?")


def format_beads(beads: Iterable[Bead], digits: int = 2) -> str:
    """Return bead lines with the score to so many digits."""
    return "".join(f"{list(bead.a)}:{list(bead.b)}:{bead.score:.{digits}f}\n" for bead in beads)


def parse_beads(text: str, name: str = "beads") -> list[Bead]:
    """Read bead lines; a bead without a score gets 1.

    Raises:
        FormatError: a line is not a bead, or a sentence of a side stands in two beads.
    """
    beads: list[Bead] = []
    seen: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        bead = _parse_line(line, name, number)
        for side, ids, lines in (("a", bead.a, seen[0]), ("b", bead.b, seen[1])):
            for i in ids:
                if i in lines:
                    message = f"sentence {i} of side {side} is already in the bead of line {lines[i]}"
                    raise FormatError(f"{name}, line {number}: {message}; list it once")
                lines[i] = number
        beads.append(bead)
    return beads


def read_beads(path: str | os.PathLike[str]) -> list[Bead]:
    """Read a file of bead lines.

    Raises:
        InputError: the file cannot be read.
        FormatError: a line is not a bead, or a sentence stands in two beads.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise InputError(f"expected a file of bead lines, cannot read {os.fspath(path)}: {reason}") from error
    return parse_beads(text, name=os.fspath(path))


def write_beads(path: str | os.PathLike[str], beads: Iterable[Bead], digits: int = 2) -> None:
    """Write bead lines to a file in UTF-8.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        Path(path).write_text(format_beads(beads, digits), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write bead lines to {os.fspath(path)}: {error.strerror}") from error


def _parse_line(line: str, name: str, number: int) -> Bead:
    """Read one bead line."""
    found = _LINE.fullmatch(line)
    problem = f"{name}, line {number}: expected a bead such as [0, 1]:[0]:0.93, got {line.strip()!r}"
    if not found:
        raise FormatError(problem)
    try:
        a, b = (
            tuple(int(part) for part in group.split(",")) if group.strip() else ()
            for group in found.groups()[:2]
        )
        score = float(found[3]) if found[3] is not None else 1.0
    except ValueError as error:
        raise FormatError(problem) from error
    if not math.isfinite(score):
        raise FormatError(problem)
    return Bead(a, b, score)
