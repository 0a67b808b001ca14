"""The commands of `python -m align`, one module each.

A command module has `HELP` (one line), `DESCRIPTION`, `EXAMPLES`, `add_arguments(parser)` and
`run(args) -> int`, the exit code. It imports what it needs inside `run`, so that `--help` stays quick.
Adding a command is a module and a row here.
"""

# Name on the command line -> module in this package, in the order of `--help`.
COMMANDS: dict[str, str] = {
    "diff": "diff",
    "compare": "compare",
    "batch": "batch",
    "align": "align",
    "split": "split",
    "score": "score",
    "encoders": "encoders",
}
