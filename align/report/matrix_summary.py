"""A summary of many versions in words; every sentence cites the rows that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.derivation import Derivation
from align.matrix.model import LOW_COMPARABLE, UNSURE, Matrix, Row
from align.report.bidi import flat
from align.report.display import shorten
from align.report.summary import Part, Sentence, fill, joined, plural, templates_of

_MOST = 5  # contested facts told one by one
_WORDS = 30  # columns of an inserted value


def summarise_matrix(matrix: Matrix, lang: str = "en") -> tuple[Sentence, ...]:
    """Return the summary of a matrix in "en", "nl" or "ar".

    Raises:
        OptionError: another language is asked for.
    """
    return tuple(_Writer(matrix, lang, templates_of(lang)).sentences())


@dataclass(frozen=True, slots=True)
class _Writer:
    """Fills the sentences of one language with the rows of one matrix."""

    matrix: Matrix
    lang: str
    templates: dict[str, str]

    def sentences(self) -> Iterable[Sentence]:
        """Yield what matters most first: warnings, contested facts, gaps of each version, the rest."""
        rows = self.matrix.rows
        if not rows:
            names = (self._name(v) for v in range(len(self.matrix.versions)))
            yield self._say("matrix.nothing", (), list=joined(names, self.templates["separator"]))
            return
        for (i, j), alignment in self.matrix.alignments.items():
            if alignment.comparable < LOW_COMPARABLE:
                yield self._say("low", (), a=self._name(i), b=self._name(j))
        if all(row.status == "unanimous" for row in rows):
            yield self._say("matrix.same", rows)
            return
        yield from self._contested([row for row in rows if row.contested])
        claims = [row for row in rows if row.kind == "claim"]
        for version in range(len(self.matrix.versions)):
            lacks = [row for row in claims if version in row.missing]
            alone = [row for row in claims if row.unique and row.cells[version]]
            yield from self._counted("matrix.lacks", lacks, a=self._name(version))
            yield from self._counted("matrix.alone", alone, a=self._name(version))
        unsure = [row for row in rows if any(cell and cell.group == UNSURE for cell in row.cells)]
        yield from self._counted("unsure", unsure)
        yield from self._counted("matrix.shared", [row for row in claims if row.status == "unanimous"])
        for found in self.matrix.derivations:
            yield self._derived(found)

    def _contested(self, rows: Sequence[Row]) -> Iterable[Sentence]:
        """Tell the surest of them one by one, those with the same words together."""
        same: dict[tuple[str, tuple[Part, ...]], list[Row]] = {}
        for row in rows:
            groups = joined((self._group(row, g) for g in row.agreement), self.templates["groups"])
            same.setdefault((row.kind, tuple(groups)), []).append(row)
        surest = sorted(same.values(), key=lambda rows: -max(row.confidence for row in rows))[:_MOST]
        for (kind, words), found in same.items():
            if found in surest:
                yield self._say(
                    "matrix.contested", found, kind=[Part(self.templates[f"kind.{kind}"])], list=words
                )
        told = {row.id for found in surest for row in found}
        yield from self._counted("matrix.more", [row for row in rows if row.id not in told])

    def _group(self, row: Row, group: Sequence[int]) -> Sequence[Part]:
        """Say what versions that agree say: the words of the first of them, and their names."""
        cell = row.cells[group[0]]
        assert cell is not None
        words = shorten(flat(cell.evidence[0].text), _WORDS)
        value = [Part(words, True, self.matrix.versions[group[0]].lang)]
        names = joined((self._name(v) for v in group), self.templates["separator"])
        return fill(self.templates["matrix.group"], {"x": value, "list": names})

    def _derived(self, found: Derivation) -> Sentence:
        """Say what seems to derive from what, and cite the claims that both tell."""
        key = f"matrix.{found.kind}{'' if found.directed else '.open'}"
        shared = [r for r in self.matrix.rows if r.kind == "claim" and r.agree(found.child, found.parent)]
        return self._say(key, shared, a=self._name(found.child), b=self._name(found.parent))

    def _counted(self, key: str, rows: Sequence[Row], **words: Sequence[Part]) -> Iterable[Sentence]:
        """Say a sentence that counts rows; nothing is said of none."""
        if rows:
            name = f"{key}.{plural(self.lang, len(rows))}"
            yield self._say(name, rows, n=[Part(str(len(rows)))], **words)

    def _name(self, version: int) -> list[Part]:
        return [Part(flat(self.matrix.names[version]), True)]

    def _say(self, key: str, rows: Iterable[Row], **words: Sequence[Part]) -> Sentence:
        return Sentence(fill(self.templates[key], words), tuple(row.id for row in rows))
