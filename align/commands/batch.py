"""`align batch MANIFEST`: many pairs, one record a pair."""

from __future__ import annotations

import argparse
import sys

from align.commands import common, progress

HELP = "many pairs at once: a list of files in, one JSON record a pair out"
DESCRIPTION = """\
Compare many pairs. The manifest has one pair a line: two paths with a tab
between; a first line may name the columns: a, b, id, lang_a, lang_b. Or it has
one JSON object a line with these keys. Paths are relative to the manifest. Each
pair gets one line of JSON, in the same order: its diff as `align diff --format
json` writes it, or the reason why it has none. Run it again with the same -o
after an interruption: what is there is kept, and the rest is added."""
EXAMPLES = """\
examples:
  align batch pairs.tsv -o results.jsonl
  align batch pairs.tsv -o results.jsonl --jobs 4
  align batch pairs.tsv | jq -c '[.id, .error, .diff.summary]'

exit codes: 0 it ran, also where pairs failed; 1 pairs failed, with --exit-code;
2 bad arguments or an unreadable manifest"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `batch`."""
    parser.add_argument("manifest", metavar="MANIFEST", help="the list of pairs, TSV or JSON lines")
    common.add_method(parser)
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=1,
                        help="processes at work; the records are the same; default: 1")  # fmt: skip
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="add to FILE (UTF-8) what it lacks; default: standard output"
    )
    parser.add_argument("--exit-code", action="store_true", help="exit 1 if a pair failed")
    parser.set_defaults(formats=("jsonl",), format="jsonl")


def run(args: argparse.Namespace) -> int:
    """Compare all pairs that have no record yet."""
    import json
    import os

    from align.corpus import Method, finished, read_manifest, records

    tasks = read_manifest(args.manifest)
    done, failed = finished(args.output, tasks) if args.output else (0, 0)
    show = progress.counter("compared", "pairs")
    method = Method(os.path.dirname(args.manifest), args.encoder, args.cache, args.order)
    with common.appending(args.output) as put:
        for number, record in enumerate(records(tasks[done:], method, args.jobs), start=done + 1):
            put(json.dumps(record, ensure_ascii=False) + "\n")
            failed += record["error"] is not None
            if show:
                show(number, len(tasks))
    if failed or done:
        kept = f", {done} of them before" if done else ""
        print(f"align: {len(tasks)} pairs compared{kept}; {failed} failed, see error", file=sys.stderr)
    return 1 if failed and args.exit_code else 0


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"expected a number of processes from 1 to 256, got {text!r}")
    return int(text)
