"""Word lists from data files, and phrases found in tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from align.facts.tokens import Token, fold, variants

DATA = Path(__file__).resolve().parent.parent / "data"

Row = tuple[str, ...]
_Options = list[tuple[tuple[str, ...], Row]]
_MEMORY = 50_000


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Read a data file: tab-separated rows, without comments and blank lines.

    `name` is relative to the package's data folder, without `.txt`. A list that does not exist for a language
    is empty: the language then has neutral rules.
    """
    return _read(DATA / f"{name}.txt")


@cache
def table(name: str) -> tuple[Row, ...]:
    """Read a table: as `rows`, from `.tsv`; empty cells count."""
    return _read(DATA / f"{name}.tsv")


def _read(path: Path) -> tuple[Row, ...]:
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


class Phrases:
    """Phrases of one or more words, looked up in folded tokens; the longest phrase wins."""

    def __init__(self, entries: Sequence[Row], arabic: bool = False) -> None:
        self._arabic = arabic
        self._table: dict[str, _Options] = {}
        self._resolved: dict[str, list[_Options]] = {}
        for phrase, *payload in entries:
            first, *rest = (fold(word) for word in phrase.split())
            self._table.setdefault(first, []).append((tuple(rest), tuple(payload)))
        for options in self._table.values():
            options.sort(key=lambda option: -len(option[0]))

    def _options(self, norm: str) -> list[_Options]:
        """Return the phrases that a word may begin; in Arabic also without its clitics."""
        found = self._resolved.get(norm)
        if found is None:
            forms = variants(norm) if self._arabic else (norm,)
            found = [self._table[form] for form in forms if form in self._table]
            if len(self._resolved) > _MEMORY:
                self._resolved.clear()
            self._resolved[norm] = found
        return found

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, Row] | None:
        """Return how many tokens the longest phrase at `index` takes, and its payload."""
        best: tuple[int, Row] | None = None
        for options in self._options(tokens[index].norm):
            hit = self._longest(tokens, index, options)
            if hit is not None and (best is None or hit[0] > best[0]):
                best = hit
        return best

    @staticmethod
    def _longest(tokens: Sequence[Token], index: int, options: _Options) -> tuple[int, Row] | None:
        for rest, payload in options:
            size = len(rest)
            if not size:
                return 1, payload
            following = tokens[index + 1 : index + 1 + size]
            if len(following) == size and all(
                t.norm == word for t, word in zip(following, rest, strict=True)
            ):
                return size + 1, payload
        return None

    def scan(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Row]]:
        """Yield (first token, one past the last token, payload) from left to right, without overlap."""
        index = 0
        known = self._resolved
        while index < len(tokens):
            norm = tokens[index].norm
            hit = self.at(tokens, index) if norm not in known or known[norm] else None
            if hit is None:
                index += 1
            else:
                yield index, index + hit[0], hit[1]
                index += hit[0]


@cache
def phrases(name: str, lang: str) -> Phrases:
    """Return the phrases of data file `name/lang`."""
    return Phrases(rows(f"{name}/{lang}"), arabic=lang == "ar")


@cache
def words(name: str, *classes: str) -> frozenset[str]:
    """Return the folded first column of a data file, of the rows whose second column is one of `classes`."""
    return frozenset(
        fold(row[0]) for row in rows(name) if not classes or (len(row) > 1 and row[1] in classes)
    )
