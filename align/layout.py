"""Paragraphs: which line breaks end a paragraph, and which only wrap a line."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LIST_ITEM = re.compile(r"[-*•·‣▪–—]\s|\(?[0-9٠-٩]{1,3}[.)]\s")
_BULLET = re.compile(r"[-*•·‣▪–—]\s")
_STOPPED = re.compile(r"""[.!?…؟۔。！？:;।]["'”’»›)\]*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$""")
_FIRST_WORD = re.compile(r"\S+")
# A word that begins with a small letter and may still begin a sentence: al-Sharaa, 't Hart, d'Ancona.
_SMALL_START = re.compile(r"(?:[ae][ldnrstz]|ash|[bdo])[-’'ʿ]|['’]\w\b|i[A-Z]|https?:|www\.")
# No book, mail or terminal wraps lines wider than this; longer lines are paragraphs.
_WIDEST = 160
# A line that ends in the middle of a sentence is at least this long, or it is a label.
_SHORT_LINE = 25


class Line(NamedTuple):
    """One line that is not blank, white space at its ends left out; whether a blank line precedes it."""

    start: int
    end: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Joint:
    """A line break between two lines that have no blank line between them."""

    full: bool
    stopped: bool
    continues: bool


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        gap = text[previous : match.start()]
        blank = len(gap) > 1 and gap != "\r\n" and len(LINE_BREAK.findall(gap)) > 1
        found.append(Line(start, start + len(stripped), bool(found) and blank))
        previous = match.end()
    return found


def _joint(text: str, before: Line, after: Line, width: int) -> _Joint:
    """Look at one line break: would the next word still have fitted into `width` columns?"""
    word = _FIRST_WORD.match(text, after.start, after.end)
    length = before.end - before.start
    needed = length + 1 + (word.end() - word.start() if word else 0)
    small = text[after.start].islower() and not _SMALL_START.match(text, after.start)
    stopped = _STOPPED.search(text, max(before.start, before.end - 8), before.end) is not None
    continues = small and not stopped and length >= _SHORT_LINE
    return _Joint(length <= width < needed, stopped, continues)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs, white space at their ends left out.

    A blank line always ends a paragraph. A single line break ends one too, unless the evidence says that it
    wraps a line: most lines that do not end in a stop are so full that the next word would not have
    fitted, or this line breaks off in the middle of a sentence and the next begins with a small letter.
    """
    lines = _lines(text)
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.after_blank]
    width = max((b.end - b.start for pair in pairs for b in pair if " " in text[b.start : b.end]), default=0)
    joints = {b.start: _joint(text, a, b, width) for a, b in pairs}
    wrapped = width <= _WIDEST and _is_wrapped(list(joints.values()))
    spans: list[tuple[int, int]] = []
    for line in lines:
        joint = joints.get(line.start)
        if joint is not None and (joint.continues or (wrapped and joint.full)):
            # In the middle of a sentence "on May⏎27. Then" is no item of a list; a line twice is a title.
            item = (_LIST_ITEM if joint.stopped else _BULLET).match(text, line.start)
            repeated = text[line.start : line.end] == text[spans[-1][0] : spans[-1][1]]
            if not item and not repeated:
                spans[-1] = (spans[-1][0], line.end)
                continue
        spans.append((line.start, line.end))
    return spans


def _is_wrapped(joints: list[_Joint]) -> bool:
    """Weigh the line breaks after lines without a stop: nearly all full, some surely inside a sentence."""
    open_joints = [joint for joint in joints if not joint.stopped]
    full = sum(joint.full for joint in open_joints)
    evidence = full + 2 * sum(joint.continues for joint in open_joints if joint.full)
    return evidence >= 3 and full >= 0.8 * len(open_joints)
