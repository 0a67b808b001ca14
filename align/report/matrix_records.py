"""A matrix as data: JSON schema 1, flat records for TSV, CSV and pandas, and a table in Markdown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from align.errors import AlignError
from align.matrix.model import UNSURE, Cell, Matrix, Row
from align.report.bidi import isolate
from align.report.markdown import escape, in_words
from align.report.records import alignment_to_dict, comma_separated, split_to_dict, tab_separated

if TYPE_CHECKING:
    import pandas

SCHEMA = 1
# Columns of the flat records, in order: one record a row, version and place that states it.
COLUMNS = (
    "id", "status", "kind", "within", "confidence", "version", "name", "lang", "group", "majority",
    "certainty", "borrowed", "sentence", "start", "end", "text", "value",
)  # fmt: skip
_WHOLE = ("version", "group", "sentence", "start", "end")
_TRUTH = ("majority", "borrowed")
_NUMBERS = ("confidence", "certainty")


def matrix_to_dict(matrix: Matrix) -> dict[str, Any]:
    """Return a matrix as plain data, schema 1 (`align/schema/matrix-1.schema.json`)."""
    alignments = []
    for (i, j), found in matrix.alignments.items():
        plain = alignment_to_dict(matrix.versions[i], matrix.versions[j], found)
        alignments.append({"a": i, "b": j, "comparable": plain["comparable"], **plain["alignment"]})
    return {
        "schema": SCHEMA,
        "signature": matrix.signature,
        "versions": [split_to_dict(article) for article in matrix.versions],
        "rows": [_row(row) for row in matrix.rows],
        "derivations": [
            {name: getattr(d, name) for name in ("child", "parent", "kind", "score", "directed", "why")}
            for d in matrix.derivations
        ],
        "alignments": alignments,
        "summary": matrix.summary,
        "notes": list(matrix.remarks),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "status": row.status,
        "kind": row.kind,
        "within": row.within,
        "confidence": row.confidence,
        "cells": [_cell(cell) for cell in row.cells],
        "certainty": list(row.certainty),
        "agreement": [list(group) for group in row.agreement],
        "majority": list(row.majority),
        "missing": list(row.missing),
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    places = [
        {"sentence": e.sentence, "start": e.start, "end": e.end, "text": e.text, "value": e.value}
        for e in cell.evidence
    ]
    group = None if cell.group == UNSURE else cell.group
    return {"group": group, "borrowed": cell.borrowed, "evidence": places}


def matrix_to_json(matrix: Matrix, indent: int | None = 2) -> str:
    """Return a matrix as JSON, schema 1; letters of every script are written as they are."""
    return json.dumps(matrix_to_dict(matrix), ensure_ascii=False, indent=indent)


def matrix_to_records(matrix: Matrix) -> list[dict[str, Any]]:
    """Return one flat record for each row, version and place, with the keys `COLUMNS`.

    A version that lacks the fact has one record with the group, place and words None.
    """
    records = []
    for row in matrix.rows:
        for version, cell in enumerate(row.cells):
            for evidence in cell.evidence if cell else (None,):
                record: dict[str, Any] = {
                    "id": row.id,
                    "status": row.status,
                    "kind": row.kind,
                    "within": row.within,
                    "confidence": row.confidence,
                    "version": version,
                    "name": matrix.names[version],
                    "lang": matrix.versions[version].lang,
                    "group": cell.group if cell and cell.group != UNSURE else None,
                    "majority": version in row.majority,
                    "certainty": row.certainty[version],
                    "borrowed": bool(cell and cell.borrowed),
                }
                for name in ("sentence", "start", "end", "text", "value"):
                    record[name] = getattr(evidence, name) if evidence else None
                records.append(record)
    return records


def matrix_to_tsv(matrix: Matrix) -> str:
    """Return a header and one line a record; fields hold no tab or line break."""
    return tab_separated(COLUMNS, matrix_to_records(matrix))


def matrix_to_csv(matrix: Matrix) -> str:
    """Return a header and one line a record, quoted as in RFC 4180."""
    return comma_separated(COLUMNS, matrix_to_records(matrix))


def matrix_to_pandas(matrix: Matrix) -> pandas.DataFrame:
    """Return the flat records as a data frame; numbers that may lack are nullable.

    Raises:
        AlignError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise AlignError(
            "to_pandas() needs pandas, which is not installed: pip install 'article-align[pandas]'"
        ) from None
    frame = pd.DataFrame(matrix_to_records(matrix), columns=list(COLUMNS))
    types = {
        **dict.fromkeys(COLUMNS, "string"),
        **dict.fromkeys(_WHOLE, "Int64"),
        **dict.fromkeys(_TRUTH, "bool"),
        **dict.fromkeys(_NUMBERS, "float64"),
    }
    return frame.astype(types)


def matrix_to_markdown(matrix: Matrix, summary_lang: str | None = None) -> str:
    """Return the counts, a summary in words if a language is given, a table of rows × versions, what derives
    from what, and the signature.
    """
    counts = ", ".join(f"{count} {status}" for status, count in matrix.summary.items())
    names = [
        f"{isolate(escape(n))} ({escape(a.lang)})" for n, a in zip(matrix.names, matrix.versions, strict=True)
    ]
    lines = [counts, ""]
    if summary_lang is not None:
        from align.report.matrix_summary import summarise_matrix

        lines += [*in_words(summarise_matrix(matrix, summary_lang)), ""]
    lines += [f"| fact | status | kind | {' | '.join(names)} |", "|---" * (3 + len(names)) + "|"]
    for row in matrix.rows:
        cells = [_markdown_cell(matrix, row, version) for version in range(len(names))]
        lines.append(f"| {row.id} | {row.status} | {row.kind} | {' | '.join(cells)} |")
    lines += ["", *(f"- {escape(d.sentence(matrix.names))}" for d in matrix.derivations)]
    lines += [*(f"- note: {escape(note)}" for note in matrix.remarks)]
    return "\n".join([*lines, "", f"Signature: {escape(matrix.signature)}"]) + "\n"


def _markdown_cell(matrix: Matrix, row: Row, version: int) -> str:
    cell = row.cells[version]
    if cell is None:
        return "—"
    lang = matrix.versions[version].lang
    words = "<br>".join(isolate(escape(e.text), lang) for e in cell.evidence)
    if row.contested and cell.group != UNSURE:
        return f"**{group_letter(cell.group)}** {words}"
    return f"? {words}" if cell.group == UNSURE else words


def group_letter(group: int) -> str:
    """Return the name of a group of versions that agree: A, B … Z, then A2 and so on; "?" for unsure."""
    if group == UNSURE:
        return "?"
    turn, place = divmod(group, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")
