"""Lossless sentence splitting."""

from __future__ import annotations

import re

from align.article import Sentence


def split(text: str, lang: str | None = None) -> tuple[Sentence, ...]:
    """Split a text into sentences with exact offsets and roles."""
    found = []
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", text)):
        for match in re.finditer(r"\S.*?(?:[.!?؟][\"”»')\]]*(?=\s|$)|$)", line.group()):
            start = line.start() + match.start()
            found.append(Sentence(len(found), start, start + len(match.group().rstrip()), match.group().rstrip(), paragraph))
    return tuple(found)
