"""Roles: what is content, what is a heading, and what is boilerplate, each with a reason.

Headings are told by their form: short, without a stop. Boilerplate is told in `align.boilerplate`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.article import Role
from align.boilerplate import CLOSING, STOPPED, WORD, is_file_name, reason_by_form, reason_by_phrase
from align.wordlists import entries

Verdict = tuple[Role, str]
CONTENT: Verdict = ("content", "")

# Longer paragraphs are text, whatever they begin with; and titles and subheadings are shorter than these.
_LONGEST_LINE = 250
_LONGEST_TITLE = 300
_LONGEST_SUBHEAD = 120
_SUBHEAD_WORDS = 15
# Arabic packs more into a word and leaves more stops out; and no subheading there begins with "and".
_ARABIC_SUBHEAD_WORDS = 9
_QUESTION_WORDS = 8
_LONGEST_FORM_LINE = 200
# A comment form is what a page ends with; more lines than these after its first are something else.
_FORM_LINES = 15

_ASKED = re.compile("[?!؟？！]" + CLOSING)
_ITEM = re.compile(r"[-–—*•·▪‣]\s|\(?[0-9٠-٩]{1,3}[.)]\s")
# The splitter sets such a credit apart only before a sentence and only for agencies it knows.
_AGENCY = re.compile(r"\([^()]{2,60}\)(?:\s*[-–—:])?")
_ARABIC = re.compile(r"\W*[\u0620-\u06d3]")


@cache
def _arabic_conjoined() -> frozenset[str]:
    return frozenset(word for word in entries("starters", "ar") if word.startswith("و"))


def assign(blocks: Sequence[Sequence[str]], lang: str | None = None) -> list[list[Verdict]]:
    """Give each sentence of each paragraph a role and a reason.

    `blocks` holds the sentences of each paragraph. The language does not matter yet: the phrases of all
    languages are tried. A text in which nothing would be left as content is content.
    """
    lines = [" ".join(block) if len(block) > 1 else block[0] for block in blocks]
    verdicts: list[Verdict | None] = [_boilerplate(line) for line in lines]
    if len(lines) > 1 and verdicts[0] == ("boilerplate", "related article"):
        verdicts[0] = None  # what stands first is the title: "Watch: How the bridge fell"
    _close_forms(lines, verdicts)
    _extend_lists(lines, verdicts)
    _label_pictures(lines, verdicts)
    _headings(lines, blocks, verdicts)
    if all(verdict is not None for verdict in verdicts):
        verdicts = [None if verdict and verdict[0] == "heading" else verdict for verdict in verdicts]
        if all(verdict is not None for verdict in verdicts):
            verdicts = [None] * len(lines)
    return [_spread(block, verdict) for block, verdict in zip(blocks, verdicts, strict=True)]


def _boilerplate(line: str) -> Verdict | None:
    """Judge one paragraph by its phrases and its form."""
    if len(line) > _LONGEST_LINE:
        return None
    reason = reason_by_phrase(line) or reason_by_form(line)
    return ("boilerplate", reason) if reason else None


def _close_forms(lines: list[str], verdicts: list[Verdict | None]) -> None:
    """Take what follows the first line of a comment form at the end of a page as part of the form."""
    for index in range(max(1, len(lines) - _FORM_LINES - 1), len(lines)):
        verdict, tail = verdicts[index], lines[index + 1 :]
        if verdict and verdict[1] == "comment form" and all(len(line) <= _LONGEST_FORM_LINE for line in tail):
            verdicts[index + 1 :] = [after or verdict for after in verdicts[index + 1 :]]
            return


def _extend_lists(lines: list[str], verdicts: list[Verdict | None]) -> None:
    """Take titles without a stop that follow the heading of a list of related articles as that list."""
    within = False
    for index, line in enumerate(lines):
        if verdicts[index] is not None:
            within = verdicts[index] == ("boilerplate", "related list")
        elif within and not STOPPED.search(line) and len(line) <= _LONGEST_TITLE:
            verdicts[index] = ("boilerplate", "related article")
        else:
            within = False


def _label_pictures(lines: list[str], verdicts: list[Verdict | None]) -> None:
    """Take a word or two in small letters before a caption as the label of the picture."""
    for index in range(len(lines) - 1):
        after = verdicts[index + 1]
        label = lines[index].islower() and len(lines[index].split()) <= 2
        if verdicts[index] is None and label and after and after[1].startswith("photo"):
            verdicts[index] = ("boilerplate", "picture label")


def _headings(lines: list[str], blocks: Sequence[Sequence[str]], verdicts: list[Verdict | None]) -> None:
    """Find titles above the text and subheadings in it.

    Only where most of the text has full stops does a missing one tell anything.
    """
    rest = [index for index, verdict in enumerate(verdicts) if verdict is None]
    stopped = {index for index in rest if STOPPED.search(lines[index])}
    if 2 * sum(len(lines[index]) for index in stopped) < sum(len(lines[index]) for index in rest):
        return
    body = next((i for i in rest if i in stopped and not _is_asking_title(lines, rest, i)), len(lines))
    titles: set[str] = set()
    for position, index in enumerate(rest):
        line = lines[index]
        last = position == len(rest) - 1
        if index < body:
            if len(line) <= _LONGEST_TITLE and not _ITEM.match(line):
                verdicts[index] = ("heading", "title repeated" if line in titles else "title")
                titles.add(line)
        elif line in titles:
            verdicts[index] = ("heading", "title repeated")
        elif (
            not last
            and len(blocks[index]) == 1
            and _is_subhead(line, lines[rest[position + 1]], index in stopped)
        ):
            verdicts[index] = ("heading", "subheading")


def _is_asking_title(lines: list[str], rest: list[int], index: int) -> bool:
    """Return whether a paragraph is the first of a text and a title that asks or exclaims."""
    if index != rest[0] or len(rest) < 2 or not _ASKED.search(lines[index]):
        return False
    return len(lines[index].split()) <= 20 and len(lines[rest[1]]) > len(lines[index])


def _is_subhead(line: str, following: str, stopped: bool) -> bool:
    words = len(line.split())
    if line.count('"') % 2 or line.count("“") != line.count("”"):
        return False  # a piece of a quotation
    if _ARABIC.match(line) and (words > _ARABIC_SUBHEAD_WORDS or line.split()[0] in _arabic_conjoined()):
        return False
    if _ITEM.match(line) or len(line) > _LONGEST_SUBHEAD or len(following) <= len(line):
        return False
    if stopped:
        return words <= _QUESTION_WORDS and line.endswith(("?", "؟")) and len(following) > 2 * len(line)
    return words <= _SUBHEAD_WORDS


def _spread(block: Sequence[str], verdict: Verdict | None) -> list[Verdict]:
    """Give a paragraph's verdict to its sentences; in a content paragraph some may still be boilerplate."""
    if verdict is not None:
        return [verdict] * len(block)
    if len(block) == 1:
        return [CONTENT]
    found = [CONTENT] * len(block)
    last = block[-1]
    if block[0][0] == "(" and _AGENCY.fullmatch(block[0]):
        found[0] = ("boilerplate", "agency credit")
    if len(last) <= _LONGEST_LINE and not STOPPED.search(last) and is_file_name(last):
        found[-1] = ("boilerplate", "file name")
    elif len(last) <= 40 and last[0] in '"“«‘' and _echoes(block[-2], last):
        found[-1] = ("boilerplate", "echo of the words before it")
    return found


def _echoes(before: str, last: str) -> bool:
    words, echo = WORD.findall(before.lower()), WORD.findall(last.lower())
    return 0 < len(echo) <= 3 and words[-len(echo) :] == echo
