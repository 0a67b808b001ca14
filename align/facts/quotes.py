"""Words between quotation marks, of any style, nested or unclosed."""

from __future__ import annotations

import re

from align.facts.model import Quote

_MARK = re.compile("[\"“”„‟«»‘’‚‛'`‹›]|''")
_OPENERS = {"“": "”", "„": "”", "«": "»", "‘": "’", "‚": "’", "‹": "›", "‟": "”", "‛": "’"}
# What may close a quote that a mark opened: writers mix styles („ … “, “ … ", ‘ … ‘).
_CLOSERS = {
    "“": "”\"“''",
    "„": '”“"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’'‘",
    "‚": "’‘'",
    "‛": "’'",
    '"': '"”“',
    "'": "'’",
    "`": "'’`",
    "''": "''\"",
    "”": '”"',
    "’": "’",
}
_SINGLE = "'’‘`‚‛"


def find_quotes(text: str, lang: str) -> tuple[Quote, ...]:
    """Find the words between quotation marks, outer quotes before the quotes in them.

    A quote that is not closed runs to the end of the text; one that is closed but not opened begins at the
    start. Apostrophes (`don't`, `'s nachts`, `the workers' union`) are no quotation marks.
    """
    stack: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark in _SINGLE and _is_apostrophe(text, start, bool(stack) and stack[-1][0] in _SINGLE):
            continue
        depth = _closes(stack, mark, text, start)
        if depth is not None:
            spans.append((stack[depth][1], start))
            del stack[depth:]
        elif _opens(text, start, end, mark):
            stack.append((mark, end))
        elif mark in "”»" and not stack and not spans and start > 0:
            spans.append((0, start))
    for mark, begin in stack[:1]:
        if mark not in "'’`" and len(text) > begin:
            spans.append((begin, len(text)))
    return tuple(
        _quote(text, start, end)
        for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1]))
        if text[start:end].strip()
    )


def _is_apostrophe(text: str, at: int, inside: bool) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return True
    if before.isspace() or not before.isalnum():
        # 's nachts, 't, '90s: a short form, not an opening mark
        rest = text[at + 1 : at + 4]
        return text[at] in "'’‘" and re.match(r"(?:[smntkr]\s|er\s|\d0)", rest + " ") is not None
    return not inside and before in "sxz" and after.isspace()


def _closes(stack: list[tuple[str, int]], mark: str, text: str, start: int) -> int | None:
    before = text[start - 1] if start else " "
    after = text[start + 1] if start + 1 < len(text) else " "
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth][0]
        if mark in _CLOSERS.get(opener, ""):
            same = mark == opener or mark in _OPENERS
            if same and before.isspace() and not after.isspace() and after.isalnum():
                return None
            return depth
    return None


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    if end >= len(text):
        return False
    before = text[start - 1] if start else " "
    if mark in _OPENERS or mark in "\"''":
        return not (mark in _SINGLE and before.isalnum())
    return not before.isalnum() and not text[end].isspace() and mark not in "”»›"


def _quote(text: str, start: int, end: int) -> Quote:
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip())
    stop = begin + len(inner.strip())
    return Quote(0, begin, stop, text[begin:stop])
