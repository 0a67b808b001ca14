"""What a matrix is: rows of facts, a cell for each version, and the versions that agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from align.article import Article
from align.result import Diff, Evidence, Kind

if TYPE_CHECKING:
    import pandas

    from align.alignment import Alignment
    from align.derivation import Derivation

RowStatus = Literal["contested", "missing", "minority", "unique", "unanimous"]
# contested: versions say different things; missing: more than half of the versions state it, not all;
# minority: half of them at most, but more than one; unique: one version; unanimous: all of them, alike.
ROW_STATUSES: tuple[RowStatus, ...] = ("contested", "missing", "minority", "unique", "unanimous")
UNSURE = -1
# Below this two texts are hardly versions of one article.
LOW_COMPARABLE = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version says of a row's fact: its own words, each place where it says them.

    `group` names the versions that agree: equal groups say the same. It is -1 (`UNSURE`) where the evidence
    does not decide. `borrowed` is true where the words are a claim that has a row of its own.
    """

    evidence: tuple[Evidence, ...]
    group: int = 0
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One fact across all versions: a cell for each, or None where a version does not say it.

    `certainty` holds, for each version, the probability (0..1) that its cell is right; `confidence` is that
    of the row: for a contested fact, that the values really differ. `within` is the id of the claim row
    that a detail is part of.

    Raises:
        ValueError: no version states the fact, or cells and certainties do not fit.
    """

    id: str
    kind: Kind
    cells: tuple[Cell | None, ...]
    certainty: tuple[float, ...]
    confidence: float
    within: str = ""

    def __post_init__(self) -> None:
        if not self.stated or len(self.certainty) != len(self.cells):
            raise ValueError(f"row {self.id}: expected a version that states it, and a certainty for each")

    @property
    def stated(self) -> tuple[int, ...]:
        """The versions that surely state the fact."""
        return tuple(v for v, cell in enumerate(self.cells) if cell and cell.group != UNSURE)

    @property
    def absent(self) -> tuple[int, ...]:
        """The versions that do not state the fact."""
        return tuple(v for v, cell in enumerate(self.cells) if cell is None)

    @property
    def agreement(self) -> tuple[tuple[int, ...], ...]:
        """The versions that state the fact, in groups that say the same; the largest group first."""
        groups: dict[int, list[int]] = {}
        for version in self.stated:
            groups.setdefault(self.group_of(version), []).append(version)
        return tuple(tuple(g) for _, g in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))

    @property
    def contested(self) -> bool:
        """Whether versions that state the fact say different things."""
        return len(self.agreement) > 1

    @property
    def unique(self) -> bool:
        """Whether exactly one version has the fact."""
        return len(self.cells) - len(self.absent) == 1

    @property
    def missing(self) -> tuple[int, ...]:
        """The versions that lack what more than half of the versions state; empty for other facts."""
        return self.absent if 2 * len(self.stated) > len(self.cells) else ()

    @property
    def majority(self) -> tuple[int, ...]:
        """The versions that say the same and are more than half of those that state it, or ()."""
        largest = self.agreement[0]
        return largest if 2 * len(largest) > len(self.stated) else ()

    @property
    def status(self) -> RowStatus:
        """Contested, unique, unanimous, missing (in fewer than half of the versions) or minority."""
        if self.contested:
            return "contested"
        if self.unique:
            return "unique"
        if not self.absent:
            return "unanimous"
        return "missing" if self.missing else "minority"

    def group_of(self, version: int) -> int:
        """Return the group of a version's cell; `UNSURE` where it has none."""
        cell = self.cells[version]
        return cell.group if cell else UNSURE

    def agree(self, i: int, j: int) -> bool:
        """Say whether two versions both state the fact, and alike; an equivalence."""
        return self.group_of(i) != UNSURE and self.group_of(i) == self.group_of(j)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Facts × versions of one article.

    `alignments` maps pairs (i, j), i < j, to their alignment. `derivations` says which version seems to
    derive from which. The same versions in another order give the same rows, columns in that order.

    Raises:
        ValueError: a row does not have a cell for each version.
    """

    versions: tuple[Article, ...]
    rows: tuple[Row, ...]
    alignments: dict[tuple[int, int], Alignment]
    derivations: tuple[Derivation, ...]
    signature: str
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.versions):
                raise ValueError(f"row {row.id}: expected {len(self.versions)} cells, got {len(row.cells)}")

    @property
    def summary(self) -> dict[str, int]:
        """The number of rows of each status; every status is present."""
        counts = Counter(row.status for row in self.rows)
        return {status: counts[status] for status in ROW_STATUSES}

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each version, for people; "text 1" and so on where it has none."""
        return tuple(article.name or f"text {k}" for k, article in enumerate(self.versions, start=1))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a report must show: the notes, those of each version, and pairs that hardly compare."""
        found = list(self.notes)
        for number, article in enumerate(self.versions, start=1):
            found += [f"{number}: {note}" for note in article.notes]
        for (i, j), alignment in self.alignments.items():
            if alignment.comparable < LOW_COMPARABLE:
                share = f"(comparable {alignment.comparable:.2f} of 1)"
                found.append(f"{i + 1} and {j + 1} hardly look like versions of one article {share}")
        return tuple(found)

    def diff(self, i: int, j: int) -> Diff:
        """Return what version j keeps, changes, adds or drops compared with version i, as the matrix has it.

        Raises:
            OptionError: there is no such version, or i is j.
        """
        from align.matrix.pairwise import diff_of

        return diff_of(self, i, j)

    def to_dict(self) -> dict[str, Any]:
        """Return the matrix as plain data (`align/schema/matrix-1.schema.json`)."""
        from align.report.matrix_records import matrix_to_dict

        return matrix_to_dict(self)

    def to_json(self, indent: int | None = 2) -> str:
        """Return the matrix as JSON, schema 1."""
        from align.report.matrix_records import matrix_to_json

        return matrix_to_json(self, indent=indent)

    def to_text(
        self,
        width: int = 80,
        color: bool = False,
        show_all: bool = False,
        bidi: bool = True,
        summary_lang: str | None = None,
    ) -> str:
        """Return the matrix as text for people: contested facts first, unanimous ones last if `show_all`.

        `summary_lang` ("en", "nl" or "ar") adds a summary in words.
        """
        from align.report.matrix_text import matrix_to_text

        return matrix_to_text(
            self, width=width, color=color, show_all=show_all, bidi=bidi, summary_lang=summary_lang
        )

    def to_html(self, summary_lang: str = "en") -> str:
        """Return the matrix as one self-contained HTML page with all texts."""
        from align.report.matrix_html import matrix_to_html

        return matrix_to_html(self, summary_lang=summary_lang)

    def to_markdown(self, summary_lang: str | None = None) -> str:
        """Return counts, a summary in words if asked, and a table of rows × versions as Markdown."""
        from align.report.matrix_records import matrix_to_markdown

        return matrix_to_markdown(self, summary_lang=summary_lang)

    def to_latex(self) -> str:
        """Return the rows that are not unanimous as a LaTeX table."""
        from align.report.latex import matrix_to_latex

        return matrix_to_latex(self)

    def to_tsv(self) -> str:
        """Return one line for each row and version that states it, fields with tabs between."""
        from align.report.matrix_records import matrix_to_tsv

        return matrix_to_tsv(self)

    def to_csv(self) -> str:
        """Return one record for each row and version that states it, quoted as in RFC 4180."""
        from align.report.matrix_records import matrix_to_csv

        return matrix_to_csv(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return one line for each row and version that states it, as a pandas data frame.

        Raises:
            AlignError: pandas is not installed.
        """
        from align.report.matrix_records import matrix_to_pandas

        return matrix_to_pandas(self)

    def _repr_html_(self) -> str:
        """Return a compact table for notebooks."""
        from align.report.matrix_html import matrix_to_table

        return matrix_to_table(self)
