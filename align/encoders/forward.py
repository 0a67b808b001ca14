"""The bundled model's forward pass: Universal Sentence Encoder, multilingual 3, the convolutional one.

Architecture (Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval", arXiv
1907.04307): for n-grams of 2, 3 and 5, a projection and layer norm of each piece's embedding, two residual
convolutions; embedding and the three branches side by side, layer norm, sum over the pieces divided by the
square root of their number, and a small residual head with tanh.

Three things make it fast. What depends on a piece alone is computed once a distinct piece (`shares`). The
second convolution uses minimal filtering (`filtering`), half of the plain products. Pieces are processed in
blocks that fit the cache, with buffers used again; blocks, not matrix products, are shared among threads.

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
from align.encoders.scratch import Scratch, Scratches
from align.encoders.shares import LEFT, WAYS, Shares, padded
from align.encoders.tables import DIM, FEATURES, ORDERS, WIDE, Floats

Ids = NDArray[np.int32]

# Pieces to the left of its own, or to the right, that a convolution can see; and twice that, for two of them.
MOST_LEFT = max(LEFT.values())
HALO = 2 * MOST_LEFT
EPS = np.float32(1e-12)
# A row of zeros: rectifying against it is twice as fast as against a scalar.
ZEROS = np.zeros(WIDE, dtype=np.float32)
# Rows of a block; a multiple of TILE, and of `STEP`, as the rows of each product are.
ROWS = 768
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


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The features of a block's rows, the mean and scale that normalise them, and where each segment begins.

    Features are the embedding and the convolutions side by side. The last norm's gain and bias are left to
    the head: they commute with the sum over pieces. The arrays are buffers of a thread, lent until its next
    block.
    """

    embedding: Floats
    convolved: Floats
    mean: Floats
    scale: Floats
    begins: list[int]

    def total(self, rows: slice, out: Floats) -> None:
        """Sum the normalised features of some rows."""
        scale = self.scale[rows]
        np.matmul(scale, self.embedding[rows], out=out[:DIM])
        np.matmul(scale, self.convolved[rows], out=out[DIM:])
        out -= scale @ self.mean[rows]

    def normalised(self, rows: slice) -> Floats:
        """Return the normalised features of some rows."""
        found = np.concatenate([self.embedding[rows], self.convolved[rows]], axis=1)
        found -= self.mean[rows, None]
        found *= self.scale[rows, None]
        return found


class Network:
    """The convolutions and the head, given what each piece brings (`shares`)."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self.dense = shares.tables.dense
        self.filters = [make_filter(self.dense[f"w2_{n}"].reshape(n, WIDE, WIDE)) for n in ORDERS]
        self.scratch = Scratches()
        self._ones = np.ones(FEATURES - DIM, dtype=np.float32)

    def block(self, segments: list[Segment], space: Scratch) -> Block:
        """Compute the features of each row of a block."""
        layout = Layout(segments, self.shares.slots)
        embedding = space.get("embedding", layout.rows, DIM)
        convolved = space.get("convolved", layout.rows, FEATURES - DIM)
        take(self.shares.embedding, layout.slots[0], embedding)
        state = space.get("state", layout.rows + 1, WIDE)
        taken = space.get("taken", layout.rows, WIDE)
        place = 0
        for i, n in enumerate(ORDERS):
            self._first(i, n, place, layout, state[:-1], taken)
            state[layout.blank] = 0.0
            self._second(i, n, layout, state, convolved[:, i * WIDE : (i + 1) * WIDE], space)
            place += n
        mean = self.shares.sums[layout.slots[0]] + convolved @ self._ones
        mean /= FEATURES
        variance = self.shares.squares[layout.slots[0]] + np.einsum("ij,ij->i", convolved, convolved)
        variance /= FEATURES
        variance -= mean * mean
        return Block(embedding, convolved, mean, 1.0 / np.sqrt(variance + EPS), layout.begins)

    def _first(self, i: int, n: int, place: int, layout: Layout, state: Floats, taken: Floats) -> None:
        """Add up what the pieces of a window bring to the first convolution, and the residual."""
        take(self.shares.shares, layout.slots[-LEFT[n]], state, place)
        for k in range(1, n):
            take(self.shares.shares, layout.slots[k - LEFT[n]], taken, place + k)
            state += taken
        np.maximum(state, ZEROS, out=state)
        take(self.shares.normed, layout.slots[0], taken, i)
        state += taken

    def _second(self, i: int, n: int, layout: Layout, state: Floats, out: Floats, space: Scratch) -> None:
        """Convolve tile by tile, rectify and add the residual."""
        filter_ = self.filters[i]
        tiles, width = layout.rows // TILE, len(filter_.weights)
        size = tiles * WIDE
        gathered = space.get("gathered", width * tiles, WIDE)
        take(state, layout.reach(LEFT[n], width), gathered)
        turned = space.get("turned", width, size)
        np.matmul(filter_.into, gathered.reshape(width, size), out=turned)
        product = gathered.reshape(width, tiles, WIDE)
        np.matmul(turned.reshape(width, tiles, WIDE), filter_.weights, out=product)
        result = space.get("back", TILE, size)
        np.matmul(filter_.back, product.reshape(width, size), out=result)
        rows = result.reshape(TILE * tiles, WIDE)
        rows += self.dense[f"b2_{n}"]
        np.maximum(rows, ZEROS, out=rows)
        by_place = rows.reshape(TILE, tiles, WIDE).transpose(1, 0, 2)
        np.add(by_place, state[:-1].reshape(tiles, TILE, WIDE), out=out.reshape(tiles, TILE, WIDE))

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
        self.begins: list[int] = starts.tolist()
        used = int(taken.sum())
        self.rows = padded(used)
        # Bounds of the segment that each row belongs to; rows after the last one belong to an empty segment.
        self.low = np.full(self.rows, used)
        self.high = np.full(self.rows, used)
        self.low[:used] = np.repeat(starts, taken)
        self.high[:used] = np.repeat(starts + sizes, taken)
        self.index = np.arange(self.rows)
        inside = self.index < self.high
        # One row more than there are: the blank row that places outside of a segment point at.
        self.blank = np.append(np.flatnonzero(~inside), self.rows)
        own = np.zeros(self.rows + 1, dtype=np.int32)
        own[:-1][inside] = slots[np.concatenate([s.ids for s in segments])]
        # The slot of the piece at each place of a window, for each row; 0 outside of its segment.
        self.slots = {shift: own[self.at(self.index, shift)] for shift in range(-MOST_LEFT, MOST_LEFT + 1)}
        # The row at each place that a tile needs, place by place.
        places = range(-MOST_LEFT, TILE + MOST_LEFT)
        self._reach = np.stack([self.at(self.index[::TILE], place) for place in places])

    def reach(self, left: int, width: int) -> NDArray[np.intp]:
        """Return the rows at `width` places of each tile, `left` of them before it, place by place."""
        first = MOST_LEFT - left
        return self._reach[first : first + width].ravel()

    def at(self, rows: NDArray[np.intp], shift: int) -> NDArray[np.intp]:
        """Return the rows `shift` places further, or the blank row outside of the segment."""
        moved = rows + shift
        return np.where((moved >= self.low[rows]) & (moved < self.high[rows]), moved, self.rows)


def take(rows: Floats, index: NDArray[np.integer], out: Floats, place: int | None = None) -> None:
    """Copy rows by index, or what stands at a place of them.

    The index is known to be inside, and checking it would cost a second copy.
    """
    if place is not None:
        size = rows.shape[1]
        rows, index = rows.reshape(-1, rows.shape[2]), index * size + place
    np.take(rows, index, axis=0, out=out, mode="clip")
