"""What the commands share: reading versions, writing output, common arguments."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.article import Article
    from align.encoder import Encoder

STDIN = "-"
LOCKS = "locks"  # a format that is no reading of the result alone: it also shows what was set by hand
_ENDINGS = {"htm": "html", "md": "markdown", "tex": "latex", "txt": "text"}


def add_pair(parser: argparse.ArgumentParser) -> None:
    """Add the two versions, their languages and how they are compared."""
    parser.add_argument("a", metavar="A", help="the first version: a text file, or - for standard input")
    parser.add_argument("b", metavar="B", help="the second version")
    parser.add_argument("--lang-a", metavar="LANG", help="language of A (nl, en, ar …); default: detect")
    parser.add_argument("--lang-b", metavar="LANG", help="language of B; default: detect")
    add_method(parser)


def add_method(parser: argparse.ArgumentParser) -> None:
    """Add how versions are compared: encoder, cache and order."""
    parser.add_argument("--encoder", metavar="NAME", help="sentence encoder; `align encoders` lists them")
    parser.add_argument("--cache", metavar="DIR", help="keep vectors in this folder for the next run")
    parser.add_argument(
        "--order",
        choices=("auto", "free", "monotone"),
        default="auto",
        help="monotone for a translation, free for two articles on one event; default: auto",
    )


def add_output(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    """Add the format and the output file; the first format is the default."""
    parser.add_argument(
        "-f",
        "--format",
        metavar="FORMAT",
        choices=formats,
        help=f"{', '.join(formats)}; default: by the ending of -o, or else {formats[0]}",
    )
    parser.set_defaults(formats=formats)
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to FILE (UTF-8) and not to standard output"
    )


def add_summary(parser: argparse.ArgumentParser) -> None:
    """Add the summary in words."""
    parser.add_argument(
        "--summary-lang",
        metavar="LANG",
        choices=("en", "nl", "ar"),
        help="add a summary in words: en, nl or ar (text, markdown, html)",
    )


def add_locks(parser: argparse.ArgumentParser) -> None:
    """Add corrections by hand."""
    parser.add_argument(
        "--locks", metavar="FILE", help="obey corrections: a table of --format locks, edited by hand"
    )


def format_of(args: argparse.Namespace) -> str:
    """Return the format that was asked for, or that the ending of the output file names, or the default."""
    formats: tuple[str, ...] = args.formats
    ending = os.path.splitext(args.output or "")[1].lower().removeprefix(".")
    named = _ENDINGS.get(ending, ending)
    return str(args.format or (named if named in formats else formats[0]))


def read_version(path: str, lang: str | None) -> Article:
    """Read one version from a path, or from standard input for "-"."""
    from align.reading import read

    return read(path, lang=lang, name="standard input" if path == STDIN else None)


def read_pair(args: argparse.Namespace) -> tuple[Article, Article]:
    """Read both versions of a command's arguments.

    Raises:
        OptionError: both are standard input.
        InputError: one cannot be read.
    """
    if args.a == args.b == STDIN:
        from align.errors import OptionError

        raise OptionError("expected one version from standard input, got - twice: give one of them as a file")
    return read_version(args.a, args.lang_a), read_version(args.b, args.lang_b)


def load_ahead(args: argparse.Namespace) -> None:
    """Load the bundled encoder on another thread, while this one reads and imports.

    An error is raised later, where the encoder is asked for.
    """
    from align.encoder import BUNDLED, load_encoder

    def load() -> None:
        with suppress(Exception):
            load_encoder(args.encoder, cache_dir=args.cache)

    if args.encoder in (None, BUNDLED):
        threading.Thread(target=load).start()


def encoder_of(args: argparse.Namespace) -> Encoder | None:
    """Load the encoder that was asked for; None is the default."""
    folder = getattr(args, "cache", None)
    if args.encoder is None and folder is None:
        return None
    from align.encoder import load_encoder

    return load_encoder(args.encoder, cache_dir=folder)


def wants_color(choice: str, output: str | None) -> bool:
    """Decide on colour: "always", "never", or "auto" (a terminal, and neither NO_COLOR nor TERM=dumb)."""
    if choice != "auto":
        return choice == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and sys.stdout.isatty() and not plain


def write(text: str, output: str | None) -> None:
    """Write a result to a file or to standard output, in UTF-8 and with a line break at its end.

    Raises:
        OptionError: the file cannot be written.
    """
    with _opened(output, "wb") as put:
        put(text if text.endswith("\n") else text + "\n")


def appending(output: str | None) -> AbstractContextManager[Callable[[str], None]]:
    """Open a file to add text to its end, piece by piece, or standard output.

    Raises:
        OptionError: the file cannot be written.
    """
    return _opened(output, "ab")


@contextmanager
def _opened(output: str | None, mode: str) -> Iterator[Callable[[str], None]]:
    """Give what writes text as UTF-8 and flushes it; a lone surrogate, as in JSON, becomes its escape."""
    if output is None and not hasattr(sys.stdout, "buffer"):  # a replaced standard output, as in notebooks
        yield lambda text: print(_utf8(text).decode("utf-8"), end="")
        return
    try:
        file = sys.stdout.buffer if output is None else open(output, mode)  # noqa: SIM115  (closed below)
    except OSError as error:
        from align.errors import OptionError

        reason = error.strerror or type(error).__name__
        raise OptionError(f"cannot write {output}: {reason}; choose another file with -o") from None

    def put(text: str) -> None:
        file.write(_utf8(text))
        file.flush()

    try:
        yield put
    finally:
        if output is not None:
            file.close()


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", errors="backslashreplace")
