"""Datelines: where, when and by whom a report was filed, before a dash at its beginning."""

from __future__ import annotations

import re

_AGENCY = r"\([^()]{2,40}\),?"
_PLACE = rf"(?:[^\W\d_a-z]\S*|{_AGENCY}|\d{{1,4}}(?: [a-z]\w*)?|de|den|het|of|the|la|el|al|van)"
# A sentence begins after the dash, and it is not the first of two dashes around an aside.
_DASH = r" ?[-\u2013\u2014\u0640]+ (?!.{0,80} [-\u2013\u2014] )"
_LATIN = re.compile(rf"{_PLACE}(?: {_PLACE}){{0,7}}{_DASH}(?=[\W\d_]*[^\W\d_a-z])")
_ARABIC_PLACE = rf"(?:[^\W\d_a-zA-Z]+|\d{{1,4}}|{_AGENCY})"
_ARABIC = re.compile(rf"{_ARABIC_PLACE}(?:[ \u060c/]+{_ARABIC_PLACE}){{0,5}}{_DASH}")


def dateline_end(text: str, lang: str) -> int:
    """Return where the dateline at the head of a sentence ends, in code points; 0 if there is none.

    MERSA DOR - ...; Lisora, Monday – ...; DAMASCUS (Reuters) — ...
    """
    found = (_ARABIC if lang == "ar" else _LATIN).match(text)
    return found.end() if found else 0
