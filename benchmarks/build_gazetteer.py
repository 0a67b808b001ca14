"""Write the package's list of country names in English, Dutch and Arabic from CLDR, as Babel carries it.

    python -m benchmarks.build_gazetteer

Source: Unicode CLDR (Unicode License V3), territory display names. Needs `babel`; the package does not.
"""

from __future__ import annotations

from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "align" / "data" / "names" / "countries.txt"
LANGUAGES = ("en", "nl", "ar")
HEADER = """# Country and territory names: ISO 3166 code, kind, English, Dutch, Arabic.
# Made by benchmarks/build_gazetteer.py from the Unicode CLDR.
# Copyright (c) 1991-present Unicode, Inc. SPDX: Unicode-3.0
# Unicode License V3: https://www.unicode.org/license.txt
"""
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


def main() -> None:
    """Write the file."""
    rows = country_rows()
    TARGET.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} countries -> {TARGET.name}")


if __name__ == "__main__":
    main()
