"""`align align A B`: which sentences belong together."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from align.commands import common, progress

if TYPE_CHECKING:
    from align.alignment import Alignment
    from align.article import Article

HELP = "which sentences of A and B belong together"
DESCRIPTION = """\
Align the sentences of two versions. The beads format is one group a line:
sentence numbers of A, of B, and a score, `[0, 1]:[0]:0.93`. A group with one
side empty is a gap. Every sentence is in exactly one group."""
EXAMPLES = """\
examples:
  align align original.txt translation.txt
  align align a.txt b.txt --presplit --order monotone    one sentence a line
  align align a.txt b.txt -o memory.tmx                  a translation memory"""

FORMATS = ("beads", "json", "tsv", "tmx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `align`."""
    common.add_pair(parser)
    parser.add_argument(
        "--presplit", action="store_true", help="the files hold one sentence a line; lines are kept"
    )
    common.add_output(parser, FORMATS)


def run(args: argparse.Namespace) -> int:
    """Align and print."""
    from align.aligner import align

    common.load_ahead(args)
    a, b = common.read_pair(args)
    if args.presplit:
        a, b = _presplit(a), _presplit(b)
    with progress.waiting("aligning"):
        result = align(a, b, encoder=common.encoder_of(args), order=args.order)
    common.write(_render(a, b, result, args.format), args.output)
    return 0


def _presplit(article: Article) -> Article:
    """Read an article's lines as its sentences; blank lines keep their index."""
    from dataclasses import replace

    from align.article import Article

    lines = article.text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    found = Article.from_sentences(lines, lang=article.lang, name=article.name)
    return replace(found, lang_confidence=article.lang_confidence, notes=article.notes)


def _render(a: Article, b: Article, alignment: Alignment, form: str) -> str:
    """Return an alignment in the format that was asked for."""
    import json

    from align.beadfile import format_beads
    from align.report import records, tmx

    if form == "tmx":
        return tmx.to_tmx(a, b, alignment)
    if form == "tsv":
        return records.beads_to_tsv(a, b, alignment)
    if form == "json":
        return json.dumps(records.alignment_to_dict(a, b, alignment), ensure_ascii=False, indent=2)
    return format_beads(alignment.beads)
