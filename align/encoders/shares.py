"""What depends on a piece alone, computed once a distinct piece and kept while there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.scratch import Scratch, Scratches, late_zeros
from align.encoders.tables import CHUNKS, DIM, ORDERS, PAGE, WIDE, Floats, Tables

# Pieces to the left of the one that an n-gram stands for.
LEFT = {2: 0, 3: 1, 5: 2}
# Pieces that have room, 14 kB each; memory is touched as they come.
KEPT = 32768
# Pieces computed at once, and the number of which the rows of each product are a multiple.
CHUNK, STEP = 256, 16
# Work is cut into a multiple of this number of parts: the same parts, so the same results, on any number of
# threads.
WAYS = 4
EPS = 1e-12

Each = Callable[[Callable[[Any], Any], list[Any]], Iterable[Any]]


class Damaged(Exception):
    """A page of the mapped table fails its check."""


class Shares:
    """Embedding, norm, and share of the first convolution at each place of a window, by slot.

    A convolution over a window is a sum over its places, so each piece's part of it can be computed alone.
    The bias is part of the share at the first place. Slot 0 is the blank outside of a sentence.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        dense = tables.dense
        self.project = np.concatenate([dense[f"proj{n}"] for n in ORDERS], axis=1)
        self.offset, self.gain, self.bias = (
            np.concatenate([dense[f"{name}{n}"] for n in ORDERS]) for name in ("proj_b", "ln_g", "ln_b")
        )
        self.project -= self.project.mean(axis=1, keepdims=True)
        self.offset -= self.offset.mean()
        # One product gives the shares at all places: (n, 256, 256) -> (256, n * 256).
        self.first = [
            dense[f"w1_{n}"].reshape(n, WIDE, WIDE).transpose(1, 0, 2).reshape(WIDE, n * WIDE) for n in ORDERS
        ]
        self._scratch = Scratches()
        self.slots = np.zeros(len(tables.pages) * (PAGE // DIM), dtype=np.int32)
        self.counts = np.zeros(len(self.slots), dtype=np.int64)
        self.pieces = np.zeros(KEPT, dtype=np.int32)
        self.used = 1
        self.embedding = late_zeros(KEPT, DIM)
        self.sums, self.squares = np.zeros((2, KEPT), dtype=np.float32)
        # What one piece brings stands together: it is read at about the same time.
        self.normed = late_zeros(KEPT, len(ORDERS), WIDE)
        self.shares = late_zeros(KEPT, sum(ORDERS), WIDE)
        place = 0
        for n in ORDERS:
            self.shares[0, place] = dense[f"b1_{n}"]
            place += n

    def add(self, ids: NDArray[np.int32], each: Each = map) -> None:
        """Make sure that the pieces, fewer than `KEPT`, have a slot; rare ones make room.

        `each` applies a function to a list, on several threads if it likes.

        Raises:
            Damaged: the table's file is damaged.
        """
        wanted, counts = np.unique(ids, return_counts=True)
        self.counts[wanted] += counts
        new = wanted[self.slots[wanted] == 0]
        if self.used + len(new) > KEPT:
            self._drop(wanted)
            new = wanted[self.slots[wanted] == 0]
        count = -(-len(new) // (WAYS * CHUNK)) * WAYS
        size = padded(-(-len(new) // max(count, 1))) or STEP
        chunks = [(self.used + i, new[i : i + size]) for i in range(0, len(new), size)]
        for _ in each(self._compute, chunks):
            pass
        slots = np.arange(self.used, self.used + len(new))
        self.pieces[slots] = new
        self.slots[new] = slots
        self.used += len(new)

    def _drop(self, wanted: NDArray[np.int32]) -> None:
        """Keep the most frequent pieces: three quarters of the slots, or what leaves room for `wanted`."""
        room = max(0, min(KEPT * 3 // 4, KEPT - 1 - len(wanted)))
        held = np.arange(1, self.used)
        order = np.argsort(-self.counts[self.pieces[held]], kind="stable")
        kept = np.sort(held[order[:room]])
        self.slots[self.pieces[held]] = 0
        end = 1 + len(kept)
        for array in (self.embedding, self.sums, self.squares, self.normed, self.shares):
            # Each moves to a slot no further than its own, so a part never overwrites what a later one moves.
            for first in range(0, len(kept), CHUNK):
                part = kept[first : first + CHUNK]
                array[1 + first : 1 + first + len(part)] = array[part]
        self.pieces[1:end] = self.pieces[kept]
        self.slots[self.pieces[1:end]] = np.arange(1, end)
        self.used = end

    def _compute(self, chunk: tuple[int, NDArray[np.int32]]) -> None:
        first, new = chunk
        table = self.tables.rows(new.astype(np.intp))
        if table is None:
            raise Damaged
        dense, count = self.tables.dense, len(new)
        with self._scratch.use() as space:
            rows = space.get("rows", padded(count), DIM)
            rows[count:] = 0.0
            rows[:count] = table
            rows[:count] *= dense["scale"][new % CHUNKS, None]
            rows[:count] += dense["lo"][new % CHUNKS, None]
            projected = space.get("projected", len(rows), self.project.shape[1])
            np.matmul(rows, self.project, out=projected)
            projected += self.offset
            # One norm over all three branches: they share spread and mean, which is taken off the projection.
            variance = np.einsum("ij,ij->i", projected, projected) / np.float32(projected.shape[1])
            projected *= (1.0 / np.sqrt(variance + np.float32(EPS)))[:, None]
            projected *= self.gain
            projected += self.bias
            self._keep(slice(first, first + count), rows, projected, space)

    def _keep(self, slots: slice, rows: Floats, projected: Floats, space: Scratch) -> None:
        count = slots.stop - slots.start
        place = 0
        for i, n in enumerate(ORDERS):
            branch = projected[:, i * WIDE : (i + 1) * WIDE]
            here = self.shares[slots, place : place + n].reshape(count, n * WIDE)
            whole = count == len(rows)
            share = here if whole else space.get("share", len(rows), n * WIDE)
            np.matmul(branch, self.first[i], out=share)
            if not whole:
                here[:] = share[:count]
            here[:, :WIDE] += self.tables.dense[f"b1_{n}"]
            self.normed[slots, i] = branch[:count]
            place += n
        self.embedding[slots] = rows[:count]
        self.sums[slots] = rows[:count].sum(axis=1)
        self.squares[slots] = np.einsum("ij,ij->i", rows[:count], rows[:count])


def padded(count: int) -> int:
    """Return the number of rows that a product takes for so many: a multiple of `STEP`."""
    return -(-count // STEP) * STEP
