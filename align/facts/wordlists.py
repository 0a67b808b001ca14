"""Word lists from data files, and phrases found in tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from align.facts.tokens import Token, fold, variants

DATA = Path(__file__).resolve().parent.parent / "data"

Row = tuple[str, ...]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Read a data file: tab-separated rows, without comments and blank lines.

    `name` is relative to the package's data folder, without `.txt`. A list that does not exist for a language is
    empty: the language then has neutral rules.
    """
    path = DATA / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


class Phrases:
    """Phrases of one or more words, looked up in folded tokens; the longest phrase wins."""

    def __init__(self, entries: Sequence[Row], arabic: bool = False) -> None:
        self._arabic = arabic
        self._table: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for phrase, *payload in entries:
            first, *rest = (fold(word) for word in phrase.split())
            self._table.setdefault(first, []).append((tuple(rest), tuple(payload)))
        for options in self._table.values():
            options.sort(key=lambda option: -len(option[0]))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, Row] | None:
        """Return how many tokens the longest phrase at `index` takes, and its payload."""
        norm = tokens[index].norm
        options = self._table.get(norm)
        hit = self._longest(tokens, index, options) if options else None
        if hit is None and self._arabic:
            for form in variants(norm)[1:]:
                options = self._table.get(form)
                hit = self._longest(tokens, index, options) if options else None
                if hit is not None:
                    break
        return hit

    @staticmethod
    def _longest(
        tokens: Sequence[Token], index: int, options: list[tuple[tuple[str, ...], Row]]
    ) -> tuple[int, Row] | None:
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
        while index < len(tokens):
            hit = self.at(tokens, index)
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
