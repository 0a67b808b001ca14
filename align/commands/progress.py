"""Progress of long work, on standard error and only where that is a terminal."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_CLEAR = "\r\033[K"
_PATIENCE = 1.0  # seconds of silence before a wait is worth a line


def counter(verb: str, noun: str) -> Callable[[int, int], None] | None:
    """Return what shows "compared 3 of 10 pairs"; None where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = _CLEAR if done == total else ""
        print(f"\r{verb} {done} of {total} {noun}{end}", end="", file=sys.stderr, flush=True)

    return show


@contextmanager
def waiting(verb: str) -> Iterator[None]:
    """Show how long work of unknown length has taken, each second: "comparing … 12 s"."""
    if not sys.stderr.isatty():
        yield
        return
    start, over = time.monotonic(), threading.Event()

    def tell() -> None:
        while not over.wait(_PATIENCE):
            print(f"\r{verb} … {time.monotonic() - start:.0f} s", end="", file=sys.stderr, flush=True)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
        if time.monotonic() - start > _PATIENCE:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
