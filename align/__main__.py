"""`python -m align`."""

from align.cli import command

if __name__ == "__main__":
    raise SystemExit(command())
