"""The command: parse, call, print. Exit 0: it ran; 1: a gate failed; 2: bad arguments or input."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from align import __version__
from align.commands import COMMANDS
from align.commands.common import format_of
from align.errors import AlignError

DESCRIPTION = """\
Compare versions of an article across languages: which facts each version adds,
drops or changes, with the words of both sides. All work is done on this
computer; nothing is sent anywhere."""
EXAMPLES = """\
examples:
  align diff dutch.txt english.txt        what the English adds, drops, changes
  align diff dutch.txt english.txt -o report.html
                                          both texts side by side, in a browser
  align diff dutch.txt english.txt --format json
                                          everything, for a program
  align compare nl.txt en.txt ar.txt      many versions, fact by fact
  align batch pairs.tsv -o all.jsonl      many pairs, one record each
  align split dutch.txt                   the numbered sentences of one text

`align` stands for `python -m align`. `align COMMAND --help` explains a command.
A file called - is standard input."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Print one line and exit 2."""
        fail(f"{message}; try: {self.prog} --help")
        raise SystemExit(2)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser with every command of the table."""
    parser = _Parser(
        prog="align",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"align {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)
    for name, module_name in COMMANDS.items():
        module = importlib.import_module(f"align.commands.{module_name}")
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=module.DESCRIPTION,
            epilog=module.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def fail(message: str) -> None:
    """Print an error as one line on standard error, with control characters shown by their code."""
    from align.report.bidi import neutralise

    print(f"align: error: {neutralise(' '.join(message.split()), keep='')}", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    # Word lists are a hundred thousand objects that stay: looking through them for garbage is in vain.
    gc.set_threshold(100_000, 50, 50)
    try:
        args = build_parser().parse_args(argv)
        args.format = format_of(args)
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except AlignError as error:
        fail(str(error))
        return 2
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # The reader went away (`| head`). With stdout pointing nowhere the flush at exit succeeds.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        fail(f"{error.strerror or type(error).__name__}{f': {error.filename}' if error.filename else ''}")
        return 2
    except KeyboardInterrupt:
        return 130  # as shells report a program that was interrupted


def command() -> int:
    """Run the command as a process of its own, and return its exit code."""
    # Each product runs on one thread, whatever their number: the others would wait in a busy loop.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = main()
    # What is left goes with the process: looking through it for garbage is in vain.
    gc.freeze()
    return code
