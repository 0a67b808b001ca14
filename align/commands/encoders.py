"""`align encoders`: the sentence encoders that --encoder takes."""

from __future__ import annotations

import argparse

from align.commands import common

HELP = "the encoders that --encoder takes, and how to get those not installed"
DESCRIPTION = """\
List the sentence encoders by the name that --encoder takes: the languages they
know, the length of their vectors, their licence, and whether they can be used
now or what installs them. The first is the default."""
EXAMPLES = """\
examples:
  align encoders
  align diff a.txt b.txt --encoder char-ngrams"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `encoders`."""
    common.add_output(parser, ("text", "json"))


def run(args: argparse.Namespace) -> int:
    """List and print."""
    import dataclasses
    import json

    from align.encoder import available

    rows = available()
    if args.format == "json":
        common.write(json.dumps([dataclasses.asdict(row) for row in rows], indent=2), args.output)
        return 0
    blocks = []
    for row in rows:
        state = "installed" if row.installed else f"not installed: {row.install}"
        size = f"{row.dimensions} dimensions" if row.dimensions else "dimensions of the model"
        blocks.append(f"{row.name}\n  {row.about}\n  {row.languages}; {size}; {row.licence}\n  {state}")
    common.write("\n".join(blocks), args.output)
    return 0
