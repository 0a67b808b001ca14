"""What a diff is: facts with a status and evidence on both sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from align.alignment import Alignment
from align.article import Article

if TYPE_CHECKING:
    import pandas

Status = Literal["kept", "changed", "added", "dropped", "unsure"]
Kind = Literal["claim", "number", "quantity", "date", "name", "place", "quote", "attribution", "polarity"]
STATUSES: tuple[Status, ...] = ("kept", "changed", "added", "dropped", "unsure")
KINDS: tuple[Kind, ...] = (
    "claim", "number", "quantity", "date", "name", "place", "quote", "attribution", "polarity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one side states a fact: sentence id, code-point offsets into the text, words, normal form."""

    sentence: int
    start: int
    end: int
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One compared fact. `dropped` is only in a, `added` only in b; `confidence` is a probability in 0..1.

    `within` is the id of the claim fact that a typed value is part of, "" for a claim.

    Raises:
        ValueError: a side is missing that the status needs, or present where it cannot be.
    """

    id: str
    status: Status
    kind: Kind
    confidence: float
    why: str
    a: Evidence | None
    b: Evidence | None
    within: str = ""

    def __post_init__(self) -> None:
        needs_a = self.status in ("kept", "changed", "dropped")
        needs_b = self.status in ("kept", "changed", "added")
        if (needs_a and self.a is None) or (needs_b and self.b is None) or not (self.a or self.b):
            raise ValueError(f"fact {self.id}: a {self.status} fact lacks a side")
        if (self.status == "dropped" and self.b) or (self.status == "added" and self.a):
            raise ValueError(f"fact {self.id}: a {self.status} fact has only one side")


@dataclass(frozen=True, slots=True)
class Diff:
    """The facts that version b keeps, changes, adds or drops, compared with version a.

    `signature` names every choice behind the result; `notes` are remarks that a report must show.
    """

    a: Article
    b: Article
    alignment: Alignment
    facts: tuple[Fact, ...]
    signature: str
    notes: tuple[str, ...] = field(default=())

    @property
    def comparable(self) -> float:
        """How far the two texts are versions of one article, 0..1."""
        return self.alignment.comparable

    @property
    def summary(self) -> dict[str, int]:
        """The number of facts of each status; every status is present."""
        counts = Counter(fact.status for fact in self.facts)
        return {status: counts[status] for status in STATUSES}

    def to_dict(self) -> dict[str, Any]:
        """Return the diff as plain data, JSON schema 1."""
        from align.report.records import diff_to_dict

        return diff_to_dict(self)

    def to_json(self, indent: int | None = 2) -> str:
        """Return the diff as JSON, schema 1."""
        from align.report.records import diff_to_json

        return diff_to_json(self, indent=indent)

    def to_text(
        self,
        width: int = 80,
        color: bool = False,
        show_kept: bool = False,
        bidi: bool = True,
        summary_lang: str | None = None,
        only: str | None = None,
    ) -> str:
        """Return the diff as text for people: counts first, then changed, dropped and added facts.

        Lines take at most `width` columns. `bidi` isolates right-to-left words with U+2068 and U+2069;
        `summary_lang` ("en", "nl" or "ar") adds a summary in words. `only` lists just the facts that match a
        rule, STATUS, STATUS:KIND or KIND, commas between: "dropped,changed:number".

        Raises:
            OptionError: a rule names no status and no kind.
        """
        from align.report.text import diff_to_text

        return diff_to_text(self, width, color, show_kept, bidi, summary_lang, only)

    def to_html(self, summary_lang: str = "en") -> str:
        """Return the diff as one self-contained HTML page, with both texts side by side."""
        from align.report.html import diff_to_html

        return diff_to_html(self, summary_lang=summary_lang)

    def to_markdown(
        self, show_kept: bool = False, summary_lang: str | None = None, only: str | None = None
    ) -> str:
        """Return the diff as Markdown: counts and one table a status, of kept facts only if asked.

        `only` lists just the facts that match, as in `to_text`.

        Raises:
            OptionError: a rule names no status and no kind.
        """
        from align.report.markdown import diff_to_markdown

        return diff_to_markdown(self, show_kept, summary_lang, only)

    def to_latex(self) -> str:
        """Return the differences as a LaTeX table."""
        from align.report.latex import diff_to_latex

        return diff_to_latex(self)

    def to_tsv(self) -> str:
        """Return one line a fact, fields with tabs between; tabs and line breaks in a field are escaped."""
        from align.report.records import diff_to_tsv

        return diff_to_tsv(self)

    def to_csv(self) -> str:
        """Return one record a fact, quoted as in RFC 4180."""
        from align.report.records import diff_to_csv

        return diff_to_csv(self)

    def to_tmx(self) -> str:
        """Return the beads with two sides as a translation memory, TMX 1.4."""
        from align.report.tmx import to_tmx

        return to_tmx(self.a, self.b, self.alignment)

    def to_pandas(self) -> pandas.DataFrame:
        """Return one row a fact as a pandas data frame.

        Raises:
            AlignError: pandas is not installed.
        """
        from align.report.records import diff_to_pandas

        return diff_to_pandas(self)

    def _repr_html_(self) -> str:
        """Return a compact table for notebooks."""
        from align.report.notebook import diff_to_table

        return diff_to_table(self)
