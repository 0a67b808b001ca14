"""Write the package's lists of country names from CLDR, as Babel carries it: in English, Dutch and Arabic,
and what eight more languages call them.

    python -m benchmarks.build_gazetteer

Source: Unicode CLDR (Unicode License V3), territory display names. Needs `babel`; the package does not.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "align" / "data" / "names"
LANGUAGES = ("en", "nl", "ar")
OTHERS = ("de", "fr", "es", "it", "pt", "pl", "tr", "ru")
COLUMNS = "# Country and territory names: ISO 3166 code, kind, English, Dutch, Arabic."
MORE = "# Country names that English and Dutch do not share: ISO 3166 code, kind, names."
HEADER = """{columns}
# Made by benchmarks/build_gazetteer.py from the Unicode CLDR.
# Copyright (c) 1991-present Unicode, Inc. SPDX: Unicode-3.0
# Unicode License V3: https://www.unicode.org/license.txt
"""
# Lists inside a name, and names that are something else in English or Dutch.
_UNFIT = re.compile(r"[,(]|^(?:Indie|Dania)$")
_SKIPPED = frozenset({"MF", "BL", "ZZ", "XA", "XB", "QO", "EZ", "UN", "EU"})


def country_rows() -> list[str]:
    """Return one tab-separated row per two-letter territory that has a name in each language."""
    from babel import Locale

    names = {lang: Locale(lang).territories for lang in LANGUAGES}
    rows = []
    for code in sorted(names["en"]):
        if len(code) != 2 or not code.isalpha() or code in _SKIPPED:
            continue
        found = [names[lang].get(code, "").replace("’", "'") for lang in LANGUAGES]
        if all(found):
            rows.append("\t".join((code, "place", *found)))
    return rows


def other_rows(rows: list[str]) -> list[str]:
    """Return one row per territory of `rows` with what the other languages call it, where that differs."""
    from babel import Locale

    names = [Locale(lang).territories for lang in OTHERS]
    found = []
    for row in rows:
        code, kind, *known = row.split("\t")
        more = dict.fromkeys(table.get(code, "").replace("’", "'") for table in names)
        named = [name for name in more if name and name not in known and not _UNFIT.search(name)]
        if named:
            found.append(f"{code}\t{kind}\t{','.join(named)}")
    return found


def main() -> None:
    """Write the files."""
    rows = country_rows()
    for name, columns, lines in (("countries", COLUMNS, rows), ("countries_more", MORE, other_rows(rows))):
        text = HEADER.format(columns=columns) + "\n".join(lines) + "\n"
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
        print(f"{name}: {len(lines)} countries")


if __name__ == "__main__":
    main()
