"""`align compare V1 V2 V3 …`: N versions in one matrix of facts."""

from __future__ import annotations

import argparse
import shutil
from typing import TYPE_CHECKING

from align.commands import common, progress

if TYPE_CHECKING:
    from align.matrix.model import Matrix

HELP = "many versions at once: which of them state each fact, and who agrees with whom"
DESCRIPTION = """\
Compare two versions or more of an article, in any languages. Each fact is one
row with the words of every version that states it. A fact is contested where
versions say different things; missing where most say it, but not all; minority
where half at most say it; unique where one does; unanimous where all agree. The
report also says which version seems to derive from which. 2:3 is sentence 3 of
the second version, counted from 0 as in `align split`."""
EXAMPLES = """\
examples:
  align compare nl.txt en.txt ar.txt
  align compare nl.txt en.txt ar.txt -o matrix.html    texts side by side
  align compare *.txt --format tsv | grep contested
  align compare *.txt --summary-lang nl                a summary in words
  align compare nl.txt en.txt ar.txt -o my.locks       a table to correct
  align compare nl.txt en.txt ar.txt --locks my.locks  obey what was set there
  align compare nl.txt en.txt ar.txt --langs nl,en,ar --show unanimous"""
FORMATS = ("text", "json", "html", "markdown", "tsv", "csv", "latex")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `compare`."""
    parser.add_argument(
        "versions",
        metavar="V",
        nargs="+",
        help="text files, two or more; one of them may be - (standard input)",
    )
    parser.add_argument(
        "--langs", metavar="LANGS", help="a language for each version, with commas; default: detect"
    )
    common.add_method(parser)
    common.add_output(parser, (*FORMATS, common.LOCKS))
    parser.add_argument(
        "--show", choices=("unanimous",), help="also list the facts that all versions state (text)"
    )
    common.add_summary(parser)
    common.add_locks(parser)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto",
                        help="default: auto, only on a terminal and not with NO_COLOR set")  # fmt: skip
    parser.add_argument("--no-bidi", action="store_true",
                        help="no U+2068 and U+2069 around right-to-left words (text format)")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Compare all versions and print the matrix."""
    from align.errors import OptionError

    langs = args.langs.split(",") if args.langs else [None] * len(args.versions)
    if len(args.versions) < 2:
        raise OptionError(f"expected two versions or more, got {len(args.versions)}; add another file")
    if len(langs) != len(args.versions):
        raise OptionError(
            f"expected {len(args.versions)} languages in --langs, got {len(langs)}; give one each"
        )
    if args.versions.count(common.STDIN) > 1:
        raise OptionError("expected one version from standard input, got - twice: give the others as files")
    common.load_ahead(args)
    articles = [common.read_version(path, lang) for path, lang in zip(args.versions, langs, strict=True)]
    encoder = common.encoder_of(args)
    if args.locks:
        from align.matrix.lockfile import load_row_locks

        args.locks = load_row_locks(args.locks)

    from align.matrix.build import compare

    show = progress.counter("compared", "pairs")
    matrix = compare(articles, encoder=encoder, order=args.order, progress=show, locks=args.locks)
    common.write(_render(matrix, args), args.output)
    return 0


def _render(matrix: Matrix, args: argparse.Namespace) -> str:
    """Return the matrix in the format that was asked for."""
    if args.format == "text":
        return matrix.to_text(
            width=min(80, shutil.get_terminal_size().columns),
            color=common.wants_color(args.color, args.output),
            show_all=args.show == "unanimous",
            bidi=not args.no_bidi,
            summary_lang=args.summary_lang,
        )
    if args.format == common.LOCKS:
        from align.matrix.lockfile import write_row_locks

        return write_row_locks(matrix, args.locks)
    if args.format == "html":
        return matrix.to_html(summary_lang=args.summary_lang or "en")
    if args.format == "markdown":
        return matrix.to_markdown(summary_lang=args.summary_lang)
    return str(getattr(matrix, f"to_{args.format}")())
