"""`align score GOLD TEST`: how right an alignment is."""

from __future__ import annotations

import argparse

from align.commands import common

HELP = "score bead lines against gold bead lines"
DESCRIPTION = """\
Score an alignment against a gold alignment; both are files of bead lines such
as `[0, 1]:[0]:0.93`, as `align align` prints them. Strict asks for the same
bead, lax for one shared pair of sentences; precision counts every predicted
bead, recall the gold beads with two sides. Link counts pairs of sentences, null
the sentences of one side that have no partner."""
EXAMPLES = """\
examples:
  align align a.txt b.txt -o test.beads
  align score gold.beads test.beads
  align score gold.beads test.beads --format json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `score`."""
    parser.add_argument("gold", metavar="GOLD", help="the bead lines that are right")
    parser.add_argument("test", metavar="TEST", help="the bead lines to score")
    common.add_output(parser, ("text", "json"))


def run(args: argparse.Namespace) -> int:
    """Score and print."""
    import json

    from align.scoring import score_files

    scores = score_files(args.gold, args.test)
    if args.format == "text":
        common.write(scores.to_text(), args.output)
        return 0
    rows = {name: {"precision": p, "recall": r, "f1": f} for name, p, r, f in scores.rows()}
    common.write(json.dumps(rows, indent=2), args.output)
    return 0
