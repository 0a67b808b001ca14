"""How lines of a report for a terminal are made: columns, colour, isolation of right-to-left text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from align.report.bidi import FSI, PDI, direction, isolate
from align.report.display import MARK_OFF, MARK_ON, shorten, text_width, wrap
from align.report.summary import Sentence


@dataclass(frozen=True, slots=True)
class Style:
    """How the report is printed: columns, colour, isolation of right-to-left text."""

    width: int
    color: bool
    bidi: bool

    def paint(self, text: str, code: str) -> str:
        """Return a text in a colour, where there is colour."""
        return f"\033[{code}m{text}\033[0m" if self.color and text else text

    def foreign(self, text: str, lang: str = "") -> str:
        """Return words of an article, safe to print inside a line of the report."""
        return isolate(text, lang) if self.bidi else text

    def block(
        self, text: str, lead: str, lang: str = "", code: str = "", most: int | None = None
    ) -> Iterator[str]:
        """Wrap a text behind a lead, to `most` lines if given; following lines are indented by the lead."""
        indent = text_width(lead)
        lines = wrap(text, max(self.width - indent, 12))
        if most and len(lines) > most:
            lines[most - 1 :] = [shorten(" ".join(lines[most - 1 :]), max(self.width - indent, 12))]
        marked, isolated = False, 0
        for number, line in enumerate(lines):
            opened, marked = (
                marked,
                (line.rfind(MARK_ON) > line.rfind(MARK_OFF))
                or (marked and MARK_ON not in line and MARK_OFF not in line),
            )
            line, isolated = _balanced(line, isolated)
            if FSI not in line or direction(lang) == "rtl":  # else its foreign words are isolated one by one
                line = self.foreign(line, lang)
            line = self._styled(line, opened, code)
            yield (lead if number == 0 else " " * indent) + line

    def words(self, summary: Iterable[Sentence], lang: str) -> Iterator[str]:
        """Print a summary in words, in its language."""
        for sentence in summary:
            text = str(sentence) if self.bidi else sentence.rendered(lambda part: part.text)
            yield from self.block(text, "  ", lang)

    def _styled(self, line: str, opened: bool, code: str) -> str:
        if not self.color or not code:
            return line.replace(MARK_ON, "").replace(MARK_OFF, "")
        line = line.replace(MARK_ON, f"\033[1;{code}m").replace(MARK_OFF, "\033[0m")
        start, end = (f"\033[1;{code}m" if opened else ""), ("\033[0m" if "\033[" in line or opened else "")
        return start + line + end


def _balanced(line: str, depth: int) -> tuple[str, int]:
    """Reopen the isolates that a line break cut, close those that this line leaves open, count them."""
    left = depth + line.count(FSI) - line.count(PDI)
    return FSI * depth + line + PDI * left, left


def plural(count: int, noun: str) -> str:
    """Return a count and its noun in English."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
