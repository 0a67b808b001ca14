"""Corrections by hand: a diff as a table that a person edits, and the diff that obeys what was set there.

The table has one line a bead, link or fact, with a column `lock` that is empty where nobody has decided.
`yes` fixes the bead of the line, or links its two sentences; `no` unlinks them. A fact takes `same` or
`not the same`. Lines without a lock are only shown: they are decided anew around the locks.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from align.alignment import Alignment
from align.article import Article
from align.encoder import Encoder
from align.errors import FormatError, InputError, OptionError
from align.locks import Locks
from align.result import Diff, Evidence, Fact

Span = tuple[int, int]
COLUMNS = ("lock", "what", "a", "b", "status", "a_text", "b_text")
SAME, NOT_SAME = "same", "not the same"
_LOCKS = {
    "bead": {"yes": "yes"},
    "link": {"yes": "yes", "no": "no"},
    "fact": {SAME: SAME, "yes": SAME, NOT_SAME: NOT_SAME, "no": NOT_SAME},
}
BY_HAND = "set by hand"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person decided: locks of sentences, and pairs of spans that are the same fact, or are not.

    Spans are code points (start, end) into the texts of a and b.
    """

    locks: Locks = field(default_factory=Locks)
    same: tuple[tuple[Span, Span], ...] = ()
    not_same: tuple[tuple[Span, Span], ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is set by hand."""
        return self != Corrections()


def read_corrections(text: str) -> Corrections:
    """Read an edited table; lines without a lock are passed over.

    Raises:
        FormatError: a line with a lock is malformed; the message names the line.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(lines[0].split("\t"))[:4] != COLUMNS[:4]:
        raise FormatError(f"line 1: expected the columns {', '.join(COLUMNS[:4])} with tabs between")
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    links: list[tuple[int, int]] = []
    unlinks: list[tuple[int, int]] = []
    same: list[tuple[Span, Span]] = []
    not_same: list[tuple[Span, Span]] = []
    for number, line in enumerate(lines[1:], start=2):
        fields = [field.strip() for field in line.split("\t")]
        if not fields[0]:
            continue
        what, lock, a, b = _line(number, fields)
        if what == "bead":
            beads.append((_ids(number, a), _ids(number, b)))
        elif what == "link":
            pair = (_id(number, a), _id(number, b))
            (links if lock == "yes" else unlinks).append(pair)
        else:
            spans = (_span(number, a), _span(number, b))
            (same if lock == SAME else not_same).append(spans)
    if both := sorted(set(same) & set(not_same)):
        raise FormatError(f"a fact is {SAME} and {NOT_SAME} at {_show(both[0][0])}; keep one of the two")
    return Corrections(Locks(tuple(beads), tuple(links), tuple(unlinks)), tuple(same), tuple(not_same))


def _line(number: int, fields: list[str]) -> tuple[str, str, str, str]:
    if len(fields) < 4:
        raise FormatError(f"line {number}: expected 4 columns or more with tabs between, got {len(fields)}")
    lock, what, a, b = fields[:4]
    if what not in _LOCKS:
        raise FormatError(f"line {number}: expected bead, link or fact in the second column, got {what!r}")
    if lock.lower() not in _LOCKS[what]:
        allowed = ", ".join(_LOCKS[what])
        raise FormatError(
            f"line {number}: expected {allowed} or nothing as the lock of a {what}, got {lock!r}"
        )
    return what, _LOCKS[what][lock.lower()], a, b


def _id(number: int, field: str) -> int:
    if not field.isascii() or not field.isdecimal():
        raise FormatError(f"line {number}: expected the number of a sentence, got {field!r}")
    return int(field)


def _ids(number: int, field: str) -> tuple[int, ...]:
    return tuple(_id(number, part.strip()) for part in field.split(",")) if field else ()


def _span(number: int, field: str) -> Span:
    start, dash, end = field.partition("-")
    if not dash:
        raise FormatError(f"line {number}: expected a span like 311-325, got {field!r}")
    return _id(number, start), _id(number, end)


def _show(span: Span | None) -> str:
    return f"{span[0]}-{span[1]}" if span else ""


def write_corrections(diff: Diff, corrections: Corrections | None = None) -> str:
    """Return a diff as the table that a person edits; what is already set by hand keeps its lock."""
    from align.report.records import escape_field

    done = corrections or Corrections()
    rows = [*_bead_rows(diff, done), *_link_rows(diff, done), *_fact_rows(diff, done)]
    return "".join("\t".join(map(escape_field, row)) + "\n" for row in [COLUMNS, *rows])


Fields = tuple[str, str, str, str, str, str, str]


def _bead_rows(diff: Diff, done: Corrections) -> list[Fields]:
    locked = set(done.locks.beads)
    rows = []
    for bead in diff.alignment.beads:
        ids = [",".join(map(str, side)) for side in (bead.a, bead.b)]
        texts = [
            " ".join(article.sentences[k].text for k in side)
            for article, side in ((diff.a, bead.a), (diff.b, bead.b))
        ]
        lock = "yes" if (bead.a, bead.b) in locked else ""
        rows.append((lock, "bead", ids[0], ids[1], f"{bead.score:.4f}", texts[0], texts[1]))
    return rows


def _link_rows(diff: Diff, done: Corrections) -> list[Fields]:
    states = {(link.a, link.b): f"{link.score:.4f}" for link in diff.alignment.links}
    locks = dict.fromkeys(done.locks.links, "yes") | dict.fromkeys(done.locks.unlinks, "no")
    return [
        (
            locks.get(pair, ""),
            "link",
            str(pair[0]),
            str(pair[1]),
            states.get(pair, ""),
            diff.a.sentences[pair[0]].text,
            diff.b.sentences[pair[1]].text,
        )
        for pair in sorted(states.keys() | locks.keys())
    ]


def _fact_rows(diff: Diff, done: Corrections) -> list[Fields]:
    locks = dict.fromkeys(done.same, SAME) | dict.fromkeys(done.not_same, NOT_SAME)
    rows: list[Fields] = []
    for fact in diff.facts:
        a, b = _of(fact.a), _of(fact.b)
        lock = locks.pop((a, b), "") if a and b else ""
        texts = fact.a.text if fact.a else "", fact.b.text if fact.b else ""
        rows.append((lock, "fact", _show(a), _show(b), f"{fact.status} {fact.kind}", *texts))
    for (a, b), lock in sorted(locks.items()):
        rows.append((lock, "fact", _show(a), _show(b), "", diff.a.text[slice(*a)], diff.b.text[slice(*b)]))
    return rows


def _of(evidence: Evidence | None) -> Span | None:
    return (evidence.start, evidence.end) if evidence else None


def diff_with(
    a: Article | str | os.PathLike[str],
    b: Article | str | os.PathLike[str],
    corrections: Corrections,
    encoder: Encoder | str | None = None,
    order: str = "auto",
) -> Diff:
    """Compare two versions as `diff` does, obeying corrections; the rest is decided around them.

    The notes of the result list what was set by hand.

    Raises:
        OptionError: a lock names a sentence or a fact that is not there, or two locks contradict each other.
        AlignError: as for `diff`.
    """
    from align.aligner import align_encoded
    from align.differ import signature
    from align.diffing.assemble import assemble
    from align.diffing.judge import load_judge
    from align.diffing.view import build_view
    from align.diffing.weighing import gather, weigh
    from align.encoder import load_encoder
    from align.encoders.threads import one_blas_thread
    from align.encoding import encode_article
    from align.reading import as_article

    x, y = as_article(a), as_article(b)
    model = load_encoder(encoder) if encoder is None or isinstance(encoder, str) else encoder
    judge = load_judge()
    with one_blas_thread():
        encoded = encode_article(x, model), encode_article(y, model)
        alignment = align_encoded(x, y, *encoded, order=order, encoder=model, locks=corrections.locks)
        views = build_view(x, model, encoded[0]), build_view(y, model, encoded[1])
        facts = assemble(x, y, weigh(gather(*views, alignment), judge))
    notes = (*x.notes, *y.notes, *alignment.notes)
    return correct(Diff(x, y, alignment, facts, signature(model, alignment.order, judge), notes), corrections)


def correct(diff: Diff, corrections: Corrections) -> Diff:
    """Return a diff with the facts as corrected, and a note for each thing that was set by hand.

    Raises:
        OptionError: a correction names words that are no fact of the diff.
    """
    facts = list(diff.facts)
    for spans in corrections.not_same:
        facts = _part(facts, spans)
    for spans in corrections.same:
        facts = _join(facts, spans)
    numbered = _renumbered(facts) if corrections.same or corrections.not_same else tuple(facts)
    return replace(diff, facts=numbered, notes=(*diff.notes, *_notes(diff.alignment, corrections)))


def _part(facts: list[Fact], spans: tuple[Span, Span]) -> list[Fact]:
    """Turn facts with exactly these two sides into one dropped and one added fact."""
    found: list[Fact] = []
    why = f"{BY_HAND}: {NOT_SAME}"
    for fact in facts:
        if (_of(fact.a), _of(fact.b)) != spans:
            found.append(fact)
            continue
        found.append(replace(fact, status="dropped", b=None, confidence=1.0, why=why))
        found.append(replace(fact, id=f"{fact.id}+", status="added", a=None, confidence=1.0, why=why))
    return found


def _join(facts: list[Fact], spans: tuple[Span, Span]) -> list[Fact]:
    """Make one kept fact of the facts that have one of the two sides; what they also held stands alone."""
    # The fact that has both sides comes before others with one of them, then facts of one kind.
    exact = [f for f in facts if (_of(f.a), _of(f.b)) == spans]
    left, right = [f for f in facts if _of(f.a) == spans[0]], [f for f in facts if _of(f.b) == spans[1]]
    matches = [(x, y) for x in left for y in right if x.kind == y.kind]
    mine, yours = (exact[0], exact[0]) if exact else matches[0] if matches else (_one(left), _one(right))
    if mine is None or yours is None or mine.a is None or yours.b is None:
        side, span = ("a", spans[0]) if mine is None else ("b", spans[1])
        raise OptionError(f"no fact of side {side} stands at {_show(span)}; use a span of the exported table")
    why = f"{BY_HAND}: {SAME}"
    kept = replace(mine, status="kept", b=yours.b, confidence=1.0, why=why)
    found: list[Fact] = []
    for fact in facts:
        if fact is mine:
            found.append(kept)
        elif (_of(fact.a), _of(fact.b)) == spans:
            continue
        elif not (fact is yours and fact.a is None) and not _repeats(fact, mine):
            found.append(fact)
    told = {_of(f.b) for f in found}
    if mine.b and _of(mine.b) not in told:
        found.append(replace(mine, id=f"{mine.id}+", status="added", a=None, why="", within=""))
    return found


def _repeats(fact: Fact, mine: Fact) -> bool:
    """Say whether a fact only says that the words of another one are dropped."""
    return fact.b is None and fact.kind == mine.kind and _of(fact.a) == _of(mine.a)


def _one(facts: list[Fact]) -> Fact | None:
    return facts[0] if facts else None


def _renumbered(facts: list[Fact]) -> tuple[Fact, ...]:
    names: dict[str, str] = {}
    for number, fact in enumerate(facts, start=1):
        names.setdefault(fact.id, f"f{number}")
    return tuple(
        replace(fact, id=f"f{number}", within=names.get(fact.within, ""))
        for number, fact in enumerate(facts, start=1)
    )


def _notes(alignment: Alignment, corrections: Corrections) -> tuple[str, ...]:
    locks = corrections.locks
    notes = [f"{BY_HAND}: bead {list(a)}:{list(b)}" for a, b in locks.beads]
    notes += [f"{BY_HAND}: a:{i} and b:{j} are linked" for i, j in locks.links]
    notes += [f"{BY_HAND}: a:{i} and b:{j} are not linked" for i, j in locks.unlinks]
    for pairs, word in ((corrections.same, "the same"), (corrections.not_same, "not the same")):
        notes += [f"{BY_HAND}: a {_show(a)} and b {_show(b)} are {word} fact" for a, b in pairs]
    return tuple(notes)


def load_corrections(path: str | os.PathLike[str]) -> Corrections:
    """Read corrections from a file (UTF-8).

    Raises:
        InputError: the file cannot be read.
        FormatError: a line with a lock is malformed.
    """
    try:
        with open(path, encoding="utf-8") as file:
            return read_corrections(file.read())
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(
            f"cannot read the locks {os.fspath(path)}: {reason}; give a file of --format locks"
        ) from None
