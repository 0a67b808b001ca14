"""An article: one version of a text, its language, and its sentences with exact offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from align.errors import InputError

Role = Literal["content", "heading", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    `start` and `end` are code-point offsets into the article's text, `id` is the index of the sentence in
    its article, `paragraph` counts paragraphs from 0. `reason` says why a sentence that is not content
    got its role.
    """

    id: int
    start: int
    end: int
    text: str
    paragraph: int
    role: Role = "content"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article: its decoded text, language and sentences.

    Invariant: `text[s.start:s.end] == s.text` for every sentence, in order and without overlap, so the
    sentences and the gaps between them rebuild the text. `lang` is an ISO 639-1 code or "und";
    `lang_confidence` is in 0..1. `notes` are remarks on reading that a report must show.

    Raises:
        InputError: the sentences do not fit the text.
    """

    text: str
    lang: str
    sentences: tuple[Sentence, ...]
    name: str = ""
    lang_confidence: float = 1.0
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        position = 0
        for index, sentence in enumerate(self.sentences):
            if sentence.id != index:
                raise InputError(f"sentence ids must count from 0: expected {index}, got {sentence.id}")
            if sentence.start < position or self.text[sentence.start : sentence.end] != sentence.text:
                raise InputError(f"sentence {index} does not fit the text at {sentence.start}:{sentence.end}")
            position = sentence.end

    @classmethod
    def from_text(cls, text: str, lang: str | None = None, name: str = "") -> Article:
        """Split a text into sentences; the language is detected unless it is given.

        Raises:
            InputError: the text is empty or holds NUL characters.
        """
        from align.reading import article_from_text

        return article_from_text(text, lang=lang, name=name)

    @classmethod
    def from_sentences(cls, sentences: Iterable[str], lang: str | None = None, name: str = "") -> Article:
        """Take sentences that are already split; indices are kept, also of blank sentences.

        The article's text is the sentences joined by newlines.

        Raises:
            InputError: an item is not a string, or there is none.
        """
        from align.reading import article_from_sentences

        return article_from_sentences(sentences, lang=lang, name=name)

    @property
    def content(self) -> tuple[Sentence, ...]:
        """The sentences whose role is content."""
        return tuple(sentence for sentence in self.sentences if sentence.role == "content")
