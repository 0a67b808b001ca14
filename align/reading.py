"""Reading: files, standard input, strings and pre-split sentences become articles."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from align.article import Article, Sentence
from align.errors import InputError


def read(
    path_or_file: str | os.PathLike[str] | IO[bytes] | IO[str], lang: str | None = None, name: str | None = None
) -> Article:
    """Read an article from a path or an open file."""
    path = Path(str(path_or_file))
    return article_from_text(path.read_text("utf-8-sig"), lang=lang, name=name or path.name)


def article_from_text(text: str, lang: str | None = None, name: str = "") -> Article:
    """Split a text into an article."""
    from align.language import detect
    from align.splitter import split

    found, confidence = (lang, 1.0) if lang else detect(text)
    return Article(text=text, lang=found, sentences=split(text, found), name=name, lang_confidence=confidence)


def article_from_sentences(sentences: Iterable[str], lang: str | None = None, name: str = "") -> Article:
    """Join pre-split sentences by newlines and keep their indices."""
    from align.language import detect

    items = list(sentences)
    if not items:
        raise InputError("expected at least one sentence, got none")
    text = "\n".join(items)
    found, confidence = (lang, 1.0) if lang else detect(text)
    spans, position = [], 0
    for index, item in enumerate(items):
        spans.append(Sentence(index, position, position + len(item), item, 0))
        position += len(item) + 1
    return Article(text=text, lang=found, sentences=tuple(spans), name=name, lang_confidence=confidence)
