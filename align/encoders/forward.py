"""The bundled model's forward pass: Universal Sentence Encoder, multilingual 3, the convolutional one.

Architecture (Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval", arXiv
1907.04307): for n-grams of 2, 3 and 5, a projection and layer norm of each piece's embedding, two residual
convolutions; embedding and the three branches side by side, layer norm, sum over the pieces divided by the
square root of their number, and a small residual head with tanh.

Three things make it fast. What depends on a piece alone is computed once a distinct piece (`shares`). The
second convolution uses minimal filtering (`filtering`), half of the plain products. Pieces are processed in
blocks, with buffers used again; blocks, not matrix products, are shared among threads. What is left around
the products is compiled where a compiler was there at installation (`kernels`).

Results are the same to the bit on any number of threads: the parts of the work do not depend on it, and each
product runs on one thread. They do not depend on the batch either: tiles start where sentences start. Where a
kernel of the matrix library adds up in an order that depends on the place of a row, that is true to 1e-6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.filtering import TILE, make_filter
from align.encoders.kernels import add_up, convolve, pool
from align.encoders.scratch import Scratch, Scratches
from align.encoders.shares import LEFT, WAYS, Shares, padded
from align.encoders.tables import DIM, FEATURES, ORDERS, WIDE, Floats

Ids = NDArray[np.int32]

# Pieces to the left of its own, or to the right, that a convolution can see; and twice that, for two of them.
MOST_LEFT = max(LEFT.values())
HALO = 2 * MOST_LEFT
EPS = np.float32(1e-12)
# Rows of a block; a multiple of TILE, and of `STEP`, as the rows of each product are.
ROWS = 1024
# Rows that a block may have above its even share: about half a sentence.
_SLACK = 24


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one sentence's ids in a block; `skip` and `size` say which of its rows count."""

    sentence: int
    ids: Ids
    skip: int
    size: int

    @property
    def rows(self) -> int:
        """Rows that the segment takes in a block: whole tiles."""
        return -(-len(self.ids) // TILE) * TILE


def segments(sentences: list[Ids]) -> Iterator[Segment]:
    """Cut ids into stretches that fit a block.

    Stretches of a long sentence overlap by what the convolutions see and start on a tile of the sentence, so
    that the features of each piece are those of the whole sentence.
    """
    room = ROWS - 2 * HALO
    for index, ids in enumerate(sentences):
        if len(ids) <= ROWS:
            yield Segment(index, ids, 0, len(ids))
            continue
        for begin in range(0, len(ids), room):
            first, end = max(0, begin - HALO), min(begin + room, len(ids))
            yield Segment(index, ids[first : end + HALO], begin - first, end - begin)


def blocks(sentences: list[Ids]) -> Iterator[list[Segment]]:
    """Group segments into blocks of at most `ROWS` rows, of much the same size."""
    found = list(segments(sentences))
    total = sum(segment.rows for segment in found)
    count = -(-total // (WAYS * ROWS)) * WAYS
    room = min(ROWS, total // max(count, 1) + _SLACK)
    block: list[Segment] = []
    used = 0
    for segment in found:
        if block and used + segment.rows > room:
            yield block
            block, used = [], 0
        block.append(segment)
        used += segment.rows
    if block:
        yield block


class Network:
    """The convolutions and the head, given what each piece brings (`shares`)."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self.dense = shares.tables.dense
        self.filters = [make_filter(self.dense[f"w2_{n}"].reshape(n, WIDE, WIDE)) for n in ORDERS]
        self.scratch = Scratches()

    def sum_up(self, segments: list[Segment], totals: Floats, rows_too: bool = False) -> list[Floats]:
        """Write the sum of the normalised features of each segment's rows; return those features if asked.

        Features are the embedding and the convolutions side by side. The last norm's gain and bias are left
        to the head: they commute with the sum over pieces.
        """
        layout = Layout(segments, self.shares.slots)
        own = layout.slots[MOST_LEFT]
        with self.scratch.use() as space:
            convolved = space.get("convolved", layout.rows, FEATURES - DIM)
            state = space.get("state", layout.rows + 1, WIDE)
            place = 0
            for i, n in enumerate(ORDERS):
                add_up(
                    self.shares.shares, place, self.shares.normed, i, layout.window(n), LEFT[n], state[:-1]
                )
                state[layout.blank] = 0.0
                filter_, out = self.filters[i], convolved[:, i * WIDE : (i + 1) * WIDE]
                convolve(filter_, self.dense[f"b2_{n}"], state, layout.reach(n), out, space)
                place += n
            mean, scale = pool(self.shares, own, convolved, layout.begins, layout.ends, totals, space)
            found = []
            for begin, end in (
                zip(layout.begins.tolist(), layout.ends.tolist(), strict=True) if rows_too else ()
            ):
                rows = slice(begin, end)
                features = np.concatenate([self.shares.embedding[own[rows]], convolved[rows]], axis=1)
                features -= mean[rows, None]
                features *= scale[rows, None]
                found.append(features)
            return found

    def project(self, sums: Floats, counts: Floats, out: Floats) -> None:
        """Turn sums of features over `counts` pieces into states, which add up as pieces do."""
        dense, size = self.dense, len(sums)
        with self.scratch.use() as space:
            rows = space.get("sums", padded(size), FEATURES)
            rows[size:] = 0.0
            np.multiply(sums, dense["ln_g"], out=rows[:size])
            rows[:size] += counts[:, None] * dense["ln_b"]
            states = np.matmul(rows, dense["cnn_W"], out=space.get("states", len(rows), DIM))
            out[:] = states[:size]
            out += counts[:, None] * dense["cnn_b"]

    def finish(self, states: Floats, counts: Floats, out: Floats) -> None:
        """Turn states of `counts` pieces into unit vectors: sum over root of number, then the head."""
        size = len(states)
        with self.scratch.use() as space:
            mean = space.get("mean", padded(size), DIM)
            mean[size:] = 0.0
            np.divide(states, np.sqrt(counts)[:, None], out=mean[:size])
            hidden = self._residual(mean, ("p1", "d0", "d1"), space, "hidden")
            np.maximum(hidden, 0.0, out=hidden)
            result = self._residual(hidden, ("p3", "d2", "d3"), space, "result")
            np.tanh(result, out=result)
            result /= np.sqrt(np.maximum(np.einsum("ij,ij->i", result, result), EPS))[:, None]
            out[:] = result[:size]

    def _residual(self, rows: Floats, names: tuple[str, str, str], space: Scratch, name: str) -> Floats:
        """Return a projection of rows plus two dense layers with a rectifier between them."""
        plain, inner, outer = (self.dense[n] for n in names)
        result = np.matmul(rows, plain, out=space.get(name, len(rows), plain.shape[1]))
        deep = np.matmul(rows, inner, out=space.get("deep", len(rows), inner.shape[1]))
        np.maximum(deep, 0.0, out=deep)
        result += np.matmul(deep, outer, out=space.get("added", len(rows), outer.shape[1]))
        return result


class Layout:
    """Where the segments of a block stand: each starts a tile, rows up to the next tile are blank."""

    def __init__(self, segments: list[Segment], slots: NDArray[np.int32]) -> None:
        sizes = np.array([len(s.ids) for s in segments])
        taken = np.array([s.rows for s in segments])
        starts = np.cumsum(taken) - taken
        # The rows of each segment that count.
        self.begins = starts + np.array([s.skip for s in segments])
        self.ends = self.begins + np.array([s.size for s in segments])
        used = int(taken.sum())
        self.rows = padded(used)
        # Bounds of the segment that each row belongs to; rows after the last one belong to an empty segment.
        low = np.full(self.rows, used)
        high = np.full(self.rows, used)
        low[:used] = np.repeat(starts, taken)
        high[:used] = np.repeat(starts + sizes, taken)
        index = np.arange(self.rows)
        inside = index < high
        # One row more than there are: the blank row that places outside of a segment point at.
        self.blank = np.append(np.flatnonzero(~inside), self.rows)
        own = np.zeros(self.rows + 1, dtype=np.int32)
        own[:-1][inside] = slots[np.concatenate([s.ids for s in segments])]
        # The row at each place around each row, or the blank row outside of its segment.
        around = index + np.arange(-MOST_LEFT, TILE + MOST_LEFT)[:, None]
        around[(around < low) | (around >= high)] = self.rows
        # The slot of the piece at each place of a window, for each row; 0 outside of its segment.
        self.slots = own[around[: 2 * MOST_LEFT + 1]]
        # The row at each place that a tile needs, place by place.
        self._reach = np.ascontiguousarray(around[:, ::TILE], dtype=np.int64)

    def window(self, n: int) -> NDArray[np.int32]:
        """Return the slots (n, rows) of the pieces in each row's window."""
        first = MOST_LEFT - LEFT[n]
        found: NDArray[np.int32] = self.slots[first : first + n]
        return found

    def reach(self, n: int) -> NDArray[np.int64]:
        """Return the rows (width, tiles) that each tile needs."""
        first = MOST_LEFT - LEFT[n]
        return self._reach[first : first + TILE + n - 1]
