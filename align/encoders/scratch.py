"""Memory that is used again, for taking it anew costs more than arithmetic; and memory that is taken late."""

from __future__ import annotations

import math
import mmap
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from align.encoders.tables import Floats


class Scratch:
    """Buffers of one thread, by name; each grows to the most that was asked of it."""

    def __init__(self) -> None:
        self._kept: dict[str, Floats] = {}

    def get(self, name: str, rows: int, columns: int) -> Floats:
        """Return an array (rows, columns) of whatever values, lent until the name is asked for again."""
        size = rows * columns
        if name not in self._kept or self._kept[name].size < size:
            self._kept[name] = np.empty(size, dtype=np.float32)
        return self._kept[name][:size].reshape(rows, columns)


class Scratches:
    """The buffers of all threads: each block of work takes one set, and gives it back."""

    def __init__(self) -> None:
        self._free: list[Scratch] = []

    @contextmanager
    def use(self) -> Iterator[Scratch]:
        """Lend a set of buffers."""
        space = self._free.pop() if self._free else Scratch()
        try:
            yield space
        finally:
            self._free.append(space)


def late_zeros(*shape: int) -> Floats:
    """Return zeros whose memory is taken page by page as they are written to.

    Large arrays of numpy ask for huge pages, which the system clears whole when a row of them is touched. The
    memory is private: a process that is forked off does not write into its parent's.
    """
    size = 4 * math.prod(shape)
    if hasattr(mmap, "MAP_PRIVATE"):
        memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    else:
        memory = mmap.mmap(-1, size)
    return np.frombuffer(memory, dtype=np.float32).reshape(shape)
