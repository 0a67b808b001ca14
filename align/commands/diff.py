"""`align diff A B`: which facts the second version keeps, changes, adds or drops."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from align.commands import common, gate, progress

if TYPE_CHECKING:
    from align.article import Article
    from align.result import Diff

HELP = "which facts B keeps, changes, adds or drops, compared with A"
DESCRIPTION = """\
Compare two versions of an article, in one language or in two. Each fact is
reported with the words of both sides and where they stand: a:3 is sentence 3 of
A, counted from 0 as in `align split A`. A fact in both is kept (listed with
--show kept) or changed; dropped is only in A, added is only in B, and unsure is
left for you to judge."""
EXAMPLES = """\
examples:
  align diff original.txt translation.txt
  align diff original.txt translation.txt -o report.html
  align diff original.txt translation.txt -o facts.csv   a table for pandas
  cat theirs.txt | align diff - ours.txt --lang-a en
  align diff original.txt translation.txt --show changed:number
  align diff source.txt target.txt --fail-on dropped,changed:number
  align diff a.txt b.txt --format json | jq '.facts[] | select(.kind == "date")'
  align diff a.txt b.txt --summary-lang ar
  align diff a.txt b.txt -o my.locks                  a table to correct by hand
  align diff a.txt b.txt --locks my.locks             obey what was set there

statuses: changed dropped added unsure kept
kinds: claim number quantity date name place quote attribution polarity; as a
rule number includes quantity, a number with a unit (27 km)
exit codes: 0 it ran; 1 differences with --exit-code, or facts that match
--fail-on; 2 bad arguments or unreadable input"""
KEPT = "kept"  # alone no choice of facts: these come on top of the others
FORMATS = ("text", "json", "html", "markdown", "tsv", "csv", "latex", "tmx")
LISTS = ("text", "markdown", "tsv", "csv", "latex")  # the formats that may list some facts only


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `diff`."""
    common.add_pair(parser)
    common.add_output(parser, (*FORMATS, common.LOCKS))
    parser.add_argument("--show", metavar="RULES", type=_shown,
                        help="list only facts that match STATUS, STATUS:KIND or KIND, commas between; "
                             "kept alone: list the kept ones as well (text, markdown)")  # fmt: skip
    common.add_summary(parser)
    common.add_locks(parser)
    parser.add_argument(
        "--exit-code", action="store_true", help="exit 1 if a fact is changed, dropped or added"
    )
    parser.add_argument("--fail-on", metavar="RULES", type=gate.rules, default=(),
                        help="exit 1 if a fact matches RULES, as for --show")  # fmt: skip
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto",
                        help="default: auto, only on a terminal and not with NO_COLOR set")  # fmt: skip
    parser.add_argument("--no-bidi", action="store_true",
                        help="no U+2068 and U+2069 around right-to-left words (text format)")  # fmt: skip
    parser.add_argument(
        "--width", metavar="N", type=_width, help="columns of the text format; default: 80 at most"
    )


def run(args: argparse.Namespace) -> int:
    """Compare, print, and return the exit code."""
    if args.show and args.show != KEPT and args.format not in LISTS:
        from align.errors import OptionError

        raise OptionError(
            f"--show {args.show} chooses facts for {', '.join(LISTS)}; {args.format} holds all: "
            "choose another --format, or leave --show out"
        )
    common.load_ahead(args)
    a, b = common.read_pair(args)
    if args.locks:
        from align.correctionfile import load_corrections

        args.locks = load_corrections(args.locks)
    with progress.waiting("comparing"):
        result = _compared(a, b, args)
    common.write(_render(result, args), args.output)
    failed = gate.failing(result, args.fail_on)
    if failed:
        print(f"align: {gate.verdict(failed)}", file=sys.stderr)
    differs = any(result.summary[status] for status in ("changed", "dropped", "added"))
    return 1 if failed or (args.exit_code and differs) else 0


def _compared(a: Article, b: Article, args: argparse.Namespace) -> Diff:
    encoder = common.encoder_of(args)
    if args.locks:
        from align.corrections import diff_with

        return diff_with(a, b, args.locks, encoder=encoder, order=args.order)
    from align.differ import diff

    return diff(a, b, encoder=encoder, order=args.order)


def _render(result: Diff, args: argparse.Namespace) -> str:
    """Return the result in the format that was asked for."""
    import shutil

    kept, only = args.show == KEPT, None if args.show == KEPT else args.show
    if args.format == "text":
        return result.to_text(
            width=args.width or min(80, shutil.get_terminal_size().columns),
            color=common.wants_color(args.color, args.output),
            show_kept=kept,
            bidi=not args.no_bidi,
            summary_lang=args.summary_lang,
            only=only,
        )
    if args.format == common.LOCKS:
        from align.correctionfile import write_corrections

        return write_corrections(result, args.locks or None)
    if args.format == "html":
        return result.to_html(summary_lang=args.summary_lang or "en")
    if args.format == "markdown":
        return result.to_markdown(show_kept=kept, summary_lang=args.summary_lang, only=only)
    return str(getattr(_listed(result, only), f"to_{args.format}")())


def _listed(result: Diff, only: str | None) -> Diff:
    """Return a diff with only the facts that a table is to list."""
    if only is None:
        return result
    from dataclasses import replace

    return replace(result, facts=gate.failing(result, gate.rules(only)))


def _shown(text: str) -> str:
    """Check the rules of `--show`; for argparse."""
    gate.rules(text)
    return text


def _width(text: str) -> int:
    if not text.isdecimal() or int(text) < 20:
        raise argparse.ArgumentTypeError(f"expected a number of columns from 20 up, got {text!r}")
    return int(text)
