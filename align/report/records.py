"""A diff as data: JSON schema 1, and one flat record a fact for TSV, CSV and pandas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from align.alignment import Alignment
from align.article import Article
from align.errors import AlignError
from align.result import Diff, Evidence, Fact

if TYPE_CHECKING:
    import pandas

SCHEMA = 1
# Columns of the flat records, in order. Sentence numbers and offsets are empty on a side without evidence.
COLUMNS = (
    "id", "status", "kind", "confidence", "why", "within",
    "a_sentence", "a_start", "a_end", "a_text", "a_value",
    "b_sentence", "b_start", "b_end", "b_text", "b_value",
)  # fmt: skip
_DIGITS = 4  # scores are rounded, so that equal results give equal files on every machine


def _article(article: Article) -> dict[str, Any]:
    return {
        "name": article.name,
        "lang": article.lang,
        "lang_confidence": round(float(article.lang_confidence), _DIGITS),
        "characters": len(article.text),
        "sentences": [
            {
                "id": s.id,
                "start": s.start,
                "end": s.end,
                "paragraph": s.paragraph,
                "role": s.role,
                "text": s.text,
                "reason": s.reason,
            }
            for s in article.sentences
        ],
        "notes": list(article.notes),
    }


def _alignment(found: Alignment) -> dict[str, Any]:
    links = [
        {"a": k.a, "b": k.b, "score": round(float(k.score), _DIGITS), "moved": k.moved} for k in found.links
    ]
    beads = [{"a": list(k.a), "b": list(k.b), "score": round(float(k.score), _DIGITS)} for k in found.beads]
    return {"links": links, "beads": beads, "order": found.order, "notes": list(found.notes)}


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {
        "sentence": evidence.sentence,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "value": evidence.value,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "status": fact.status,
        "kind": fact.kind,
        "confidence": round(float(fact.confidence), _DIGITS),
        "why": fact.why,
        "a": _evidence(fact.a),
        "b": _evidence(fact.b),
        "within": fact.within,
    }


def diff_to_dict(diff: Diff) -> dict[str, Any]:
    """Return a diff as plain data, JSON schema 1 (`align/schema/diff-1.schema.json`)."""
    return {
        "schema": SCHEMA,
        "signature": diff.signature,
        "comparable": round(float(diff.comparable), _DIGITS),
        "a": _article(diff.a),
        "b": _article(diff.b),
        "alignment": _alignment(diff.alignment),
        "facts": [_fact(fact) for fact in diff.facts],
        "summary": diff.summary,
        "notes": list(diff.notes),
    }


def diff_to_json(diff: Diff, indent: int | None = 2) -> str:
    """Return a diff as JSON, schema 1; letters of every script are written as they are."""
    return json.dumps(diff_to_dict(diff), ensure_ascii=False, indent=indent)


def diff_to_records(diff: Diff) -> list[dict[str, Any]]:
    """Return one flat record a fact, with the keys `COLUMNS`; a side without evidence holds None."""
    records = []
    for fact in diff.facts:
        record: dict[str, Any] = dict.fromkeys(COLUMNS)
        row = _fact(fact)
        record.update({key: row[key] for key in ("id", "status", "kind", "confidence", "why", "within")})
        for side in ("a", "b"):
            for key, value in (row[side] or {}).items():
                record[f"{side}_{key}"] = value
        records.append(record)
    return records


def escape_field(value: object) -> str:
    r"""Write a TSV field: tab, line breaks and backslash as `\t`, `\n`, `\r`, `\\`; None is empty."""
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def diff_to_tsv(diff: Diff) -> str:
    """Return a header and one line a fact; fields hold no tab or line break (see `escape_field`)."""
    return tab_separated(COLUMNS, diff_to_records(diff))


def tab_separated(columns: Sequence[str], records: Sequence[dict[str, Any]]) -> str:
    """Write a header and one line a record; fields hold no tab or line break (see `escape_field`)."""
    rows = [columns, *([escape_field(r[c]) for c in columns] for r in records)]
    return "".join("\t".join(row) + "\n" for row in rows)


def diff_to_csv(diff: Diff) -> str:
    """Return a header and one record a fact, quoted as in RFC 4180."""
    return comma_separated(COLUMNS, diff_to_records(diff))


def comma_separated(columns: Sequence[str], records: Sequence[dict[str, Any]]) -> str:
    """Write a header and the records, quoted as in RFC 4180."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns)
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue()


def diff_to_pandas(diff: Diff) -> pandas.DataFrame:
    """Return the flat records as a data frame; sentence numbers and offsets are nullable integers.

    Raises:
        AlignError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise AlignError(
            "to_pandas() needs pandas, which is not installed: pip install 'article-align[pandas]'"
        ) from None
    frame = pd.DataFrame(diff_to_records(diff), columns=list(COLUMNS))
    whole = [c for c in COLUMNS if c.endswith(("_sentence", "_start", "_end"))]
    words = [c for c in COLUMNS if c not in whole and c != "confidence"]
    kinds = {**dict.fromkeys(whole, "Int64"), **dict.fromkeys(words, "string"), "confidence": "float64"}
    return frame.astype(kinds)


def split_to_dict(article: Article) -> dict[str, Any]:
    """Return one article as plain data: the `a` of JSON schema 1."""
    return _article(article)


def alignment_to_dict(a: Article, b: Article, alignment: Alignment) -> dict[str, Any]:
    """Return an alignment as plain data: JSON schema 1 without facts."""
    return {
        "schema": SCHEMA,
        "comparable": round(float(alignment.comparable), _DIGITS),
        "a": _article(a),
        "b": _article(b),
        "alignment": _alignment(alignment),
    }


def beads_to_tsv(a: Article, b: Article, alignment: Alignment) -> str:
    """Return a header and one bead a line: ids of both sides with commas between, score, and both texts."""
    rows = [["a", "b", "score", "a_text", "b_text"]]
    for bead in alignment.beads:
        ids = [",".join(map(str, side)) for side in (bead.a, bead.b)]
        texts = [" ".join(x.sentences[i].text for i in side) for x, side in ((a, bead.a), (b, bead.b))]
        rows.append([*ids, f"{bead.score:.{_DIGITS}f}", *map(escape_field, texts)])
    return "".join("\t".join(row) + "\n" for row in rows)
