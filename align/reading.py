"""Reading: files, standard input, strings and pre-split sentences become articles."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from align.article import Article, Sentence
from align.errors import InputError

# Longest mark first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# charset-normalizer, left free, takes Dutch in cp1252 for cp1250; these are what news is written in.
_CANDIDATES = [
    "cp1252",
    "cp1256",
    "cp1251",
    "cp1250",
    "cp1254",
    "iso8859_6",
    "shift_jis",
    "gb18030",
    "euc_kr",
]
_HOME_CANDIDATES = ["cp1252", "cp1256"]
_GUESS_SAMPLE = 200_000
_MARK = "\ufeff"
# Control characters that no text holds; tab, line feed, form feed, carriage return and escape may occur.
_BINARY = frozenset(range(0x20)) - frozenset(b"\t\n\x0b\x0c\r\x1b\x1c\x1d\x1e\x1f")

# One word with the ending of a text file: surely meant as a path, so that a missing file is an error.
_FILE_NAME = re.compile(r"\S{1,255}\.(?:txt|md|text)")


def read(
    path_or_file: str | os.PathLike[str] | IO[bytes] | IO[str],
    lang: str | None = None,
    name: str | None = None,
) -> Article:
    """Read an article from a path, `-` for standard input, or an open binary or text file.

    The text is decoded, a byte-order mark is removed, line ends stay as they are. The name is that of the
    file unless it is given.

    Raises:
        InputError: the file is missing, a folder, empty, binary, or in an unknown encoding.
        OptionError: `lang` is not a two-letter code.
    """
    if isinstance(path_or_file, str | os.PathLike):
        path = os.fspath(path_or_file)
        label = "standard input" if path == "-" else path
        data = _contents(getattr(sys.stdin, "buffer", sys.stdin), label) if path == "-" else _bytes_of(path)
        title = "-" if path == "-" else Path(path).name
    else:
        found = getattr(path_or_file, "name", "")
        title = Path(found).name if isinstance(found, str) else ""
        label = title or "the open file"
        data = _contents(path_or_file, label)
    text, notes = (data, ()) if isinstance(data, str) else _decode(data, label)
    return _article(text, lang, title if name is None else name, label, notes)


def as_article(source: Article | str | os.PathLike[str]) -> Article:
    """Return an article as it is, read a path, or take a text.

    A string is read as a path if it names an existing file or looks like the name of a text file ("a.txt");
    every other string is a text.

    Raises:
        InputError: the file or text cannot be used.
    """
    if isinstance(source, Article):
        return source
    if isinstance(source, os.PathLike):
        return read(source)
    if isinstance(source, str):
        if _FILE_NAME.fullmatch(source):
            return read(source)
        short = len(source) < 1024 and not set(source) & set("\n\r\0")
        return read(source) if short and os.path.isfile(source) else article_from_text(source)
    raise InputError(f"expected an article, a text or a path, got {type(source).__name__}")


def article_from_text(text: str, lang: str | None = None, name: str = "") -> Article:
    """Split a text into an article; a byte-order mark at its start is removed.

    Raises:
        InputError: the text is empty, or holds NUL characters or halves of surrogate pairs.
        OptionError: `lang` is not a two-letter code.
    """
    if not isinstance(text, str):
        raise InputError(
            f"expected a text (str), got {type(text).__name__}; decode bytes first, or use align.read"
        )
    return _article(text, lang, name, name or "the text", ())


def article_from_sentences(sentences: Iterable[str], lang: str | None = None, name: str = "") -> Article:
    """Join pre-split sentences by newlines; each keeps its index, blank ones as an empty span.

    Raises:
        InputError: an item is not a string or holds NUL characters or half surrogate pairs, or there is none.
        OptionError: `lang` is not a two-letter code.
    """
    if isinstance(sentences, str):
        raise InputError("expected a list of sentences, got one str; use Article.from_text to split a text")
    items = list(sentences)
    if not items:
        raise InputError("expected at least one sentence, got none")
    label = name or "the sentences"
    for index, item in enumerate(items):
        if not isinstance(item, str):
            raise InputError(f"expected str sentences, got {type(item).__name__} at index {index}")
        _check_characters(item, f"sentence {index} of {label}")
    text = "\n".join(items)
    code, confidence, notes = _language(text, lang)
    found: list[Sentence] = []
    position = 0
    for index, item in enumerate(items):
        stripped = item.strip()
        start = position + (len(item) - len(item.lstrip()) if stripped else 0)
        found.append(Sentence(index, start, start + len(stripped), stripped, index))
        position += len(item) + 1
    return Article(text, code, tuple(found), name, confidence, notes)


def _article(text: str, lang: str | None, name: str, label: str, notes: tuple[str, ...]) -> Article:
    from align.splitter import split

    text = text.removeprefix(_MARK)
    if not text.strip():
        raise InputError(f"expected text in {label}, got {'only white space' if text else 'nothing'}")
    _check_characters(text, label)
    code, confidence, remarks = _language(text, lang)
    return Article(text, code, split(text, code), name, confidence, notes + remarks)


def _check_characters(text: str, label: str) -> None:
    position = text.find("\0")
    if position >= 0:
        raise InputError(f"expected text in {label}, got a NUL character at {position}; is it a binary file?")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"expected Unicode text in {label}, got half a surrogate pair at {error.start}; decode it anew"
        ) from None


def _language(text: str, lang: str | None) -> tuple[str, float, tuple[str, ...]]:
    """Return code, confidence and remarks for a text; a given language is not questioned."""
    from align.language import UNKNOWN, detect, normalise
    from align.splitter import has_rules

    code, confidence = (normalise(lang), 1.0) if lang is not None else detect(text)
    if code == UNKNOWN:
        return code, confidence, ("the language is unknown: neutral rules split the sentences",)
    if not has_rules(code):
        return (
            code,
            confidence,
            (f"there are no splitting rules for language {code!r}: neutral rules split the sentences",),
        )
    return code, confidence, ()


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"expected a file, found none at {path}; check the path") from None
    except IsADirectoryError:
        raise InputError(f"expected a file, got a folder: {path}; name a file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot read {path}: {reason}") from None


def _contents(file: IO[bytes] | IO[str], label: str) -> bytes | str:
    """Read an open file to its end."""
    try:
        data = file.read()
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(f"cannot read {label}: {error}") from None
    if not isinstance(data, str | bytes):
        raise InputError(f"expected bytes or text from {label}, got {type(data).__name__}")
    return data


def _decode(data: bytes, label: str) -> tuple[str, tuple[str, ...]]:
    """Decode bytes: by mark, as UTF-8, as UTF-16 without a mark, then by a guess that a note names."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise InputError(
                    f"expected {encoding} in {label}, as its byte-order mark says, "
                    f"got a bad byte at {error.start}; save it as UTF-8"
                ) from None
    guess = _unmarked_utf16(data)
    if guess:
        return data.decode(guess), (f"decoded as {guess}, a guess: the file has no byte-order mark",)
    if 0 in data:
        raise InputError(f"expected text in {label}, got binary data (a NUL byte at {data.index(0)})")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if sum(data.count(byte) for byte in _BINARY) * 50 > len(data):
        raise InputError(f"expected text in {label}, got binary data")
    return _guessed(data, label)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every second byte of spaces and line ends is zero."""
    if len(data) < 2 or len(data) % 2 or 0 not in data:
        return None
    sample = data[:_GUESS_SAMPLE]
    for encoding, high, low in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        # Latin letters have a zero in the high byte, Arabic ones 06; the low byte is hardly ever zero.
        plain = high.count(0) + high.count(6)
        if plain * 10 >= len(high) * 7 and low.count(0) * 50 <= len(low):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


def _guessed(data: bytes, label: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    for candidates in (_HOME_CANDIDATES, _CANDIDATES):
        best = from_bytes(data[:_GUESS_SAMPLE], cp_isolation=candidates).best()
        if best is None:
            continue
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            continue
        return text, (f"decoded as {best.encoding}, a guess: the file is not UTF-8",)
    raise InputError(f"expected text in {label}, could not tell its encoding; save it as UTF-8")
