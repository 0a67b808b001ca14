"""`align split FILE`: the sentences of one text, with their numbers, offsets and roles."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from align.commands import common

if TYPE_CHECKING:
    from align.article import Article

HELP = "the sentences of one text, with numbers, offsets and roles"
DESCRIPTION = """\
Split a text into sentences. The text format is one sentence a line: its number,
its role (content, heading or boilerplate) and its words. The json format has
code-point offsets: text[start:end] is the sentence."""
EXAMPLES = """\
examples:
  align split article.txt
  align split article.txt --format json
  cat article.txt | align split - --lang nl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `split`."""
    parser.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
    parser.add_argument("--lang", metavar="LANG", help="language of FILE; default: detect")
    parser.add_argument("--no-bidi", action="store_true",
                        help="do not isolate right-to-left words with U+2068 and U+2069")  # fmt: skip
    common.add_output(parser, ("text", "json"))


def run(args: argparse.Namespace) -> int:
    """Read, split, print."""
    import json

    article = common.read_version(args.file, args.lang)
    if args.format == "json":
        from align.report.records import split_to_dict

        text = json.dumps({"schema": 1, **split_to_dict(article)}, ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_lines(article, bidi=not args.no_bidi))
    common.write(text, args.output)
    return 0


def _lines(article: Article, bidi: bool) -> list[str]:
    """Return one line a sentence: number, role, words; an empty line between paragraphs."""
    from align.report.bidi import flat, isolate

    lines: list[str] = []
    paragraph = 0
    for sentence in article.sentences:
        if sentence.paragraph != paragraph and lines:
            lines.append("")
        paragraph = sentence.paragraph
        words = flat(sentence.text)
        words = isolate(words, article.lang) if bidi else words
        reason = f" ({flat(sentence.reason)})" if sentence.reason else ""
        lines.append(f"{sentence.id:4}  {sentence.role:11}  {words}{reason}".rstrip())
    return lines
