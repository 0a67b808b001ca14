"""The bundled model's forward pass: Universal Sentence Encoder, multilingual 3, the convolutional one.

Architecture (Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval", arXiv
1907.04307): for n-grams of 2, 3 and 5, a projection and layer norm of each piece's embedding, two residual
convolutions; embedding and the three branches side by side, layer norm, sum over the pieces divided by the
square root of their number, and a small residual head with tanh.

Three things make it fast. What depends on a piece alone (projection, norm, its share of the first convolution,
which is a sum over the window's places) is computed once a distinct piece and kept. Pieces are processed in
blocks small enough for the cache. Blocks, not matrix products, are shared among threads.

Results are the same to the bit for any batch and thread count: a row of a matrix product does not depend on
the rows around it once there are a few (blocks are padded to `STEP` rows), and each product runs on one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.tables import CHUNKS, DIM, ORDERS, Floats, Tables

Ids = NDArray[np.int32]

WIDE = 256
FEATURES = DIM + len(ORDERS) * WIDE
SHARES = sum(ORDERS)
# Pieces to the left of an n-gram's centre; pieces that two convolutions can see on either side.
LEFT = {2: 0, 3: 1, 5: 2}
GAP = 2
HALO = 4
STEP = 16
EPS = 1e-12
ROWS = 384
# Distinct pieces whose shares are kept: 4096 take 63 MB at most; memory is touched as they come.
KEPT = 4096


class Damaged(Exception):
    """A page of the mapped table fails its check."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one sentence's ids in a block; `skip` and `size` say which of its rows count."""

    sentence: int
    ids: Ids
    skip: int
    size: int


def segments(sentences: list[Ids]) -> Iterator[Segment]:
    """Cut ids into stretches that fit a block; long sentences overlap by what the convolutions see, so that
    the features of each piece are those of the whole sentence."""
    room = ROWS - 2 * GAP - 2 * HALO
    for index, ids in enumerate(sentences):
        if len(ids) <= room:
            yield Segment(index, ids, 0, len(ids))
            continue
        for begin in range(0, len(ids), room):
            end = min(begin + room, len(ids))
            first = max(0, begin - HALO)
            yield Segment(index, ids[first : end + HALO], begin - first, end - begin)


def blocks(sentences: list[Ids]) -> Iterator[list[Segment]]:
    """Group segments into blocks of at most `ROWS` rows, gaps counted."""
    block: list[Segment] = []
    used = GAP
    for segment in segments(sentences):
        need = len(segment.ids) + GAP
        if block and used + need > ROWS:
            yield block
            block, used = [], GAP
        block.append(segment)
        used += need
    if block:
        yield block


def layer_norm(rows: Floats, gain: Floats, bias: Floats) -> None:
    """Normalise rows in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows)
    variance /= rows.shape[1]
    variance += EPS
    rows *= (1.0 / np.sqrt(variance))[:, None]
    rows *= gain
    rows += bias


class Shares:
    """What depends on a piece alone, for the pieces seen: embedding, norm, shares of the first convolution.

    Slot 0 is the blank between sentences: all zero.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        dense = tables.dense
        self.project = np.concatenate([dense[f"proj{n}"] for n in ORDERS], axis=1)
        self.offset = np.concatenate([dense[f"proj_b{n}"] for n in ORDERS])
        self.gain = np.concatenate([dense[f"ln_g{n}"] for n in ORDERS])
        self.bias = np.concatenate([dense[f"ln_b{n}"] for n in ORDERS])
        # (n * 256, 256) -> (256, n * 256): one product gives the share of a piece at each place of the window.
        self.first = [spread(dense[f"w1_{n}"], n) for n in ORDERS]
        self.slots = np.zeros(len(tables.pages) * 8, dtype=np.int32)
        self.used = 1
        self.embedding = np.zeros((KEPT + ROWS, DIM), dtype=np.float32)
        self.normed = np.zeros((len(ORDERS), KEPT + ROWS, WIDE), dtype=np.float32)
        self.shares = np.zeros((SHARES, KEPT + ROWS, WIDE), dtype=np.float32)

    def add(self, ids: Ids) -> None:
        """Make sure that the pieces have a slot; forget all others when the room is spent.

        Raises:
            Damaged: the table's file is damaged.
        """
        wanted = np.unique(ids)
        new = wanted[self.slots[wanted] == 0]
        if self.used + len(new) > len(self.embedding):
            self.slots[:] = 0
            self.used, new = 1, wanted
        for begin in range(0, len(new), ROWS):
            self._compute(new[begin : begin + ROWS])

    def _compute(self, new: Ids) -> None:
        table = self.tables.rows(new.astype(np.intp))
        if table is None:
            raise Damaged
        dense, count = self.tables.dense, len(new)
        place = slice(self.used, self.used + count)
        rows = np.zeros((padded(count), DIM), dtype=np.float32)
        rows[:count] = table
        rows[:count] *= dense["scale"][new % CHUNKS, None]
        rows[:count] += dense["lo"][new % CHUNKS, None]
        projected = rows @ self.project
        projected += self.offset
        # One norm over all three branches: they share mean and spread.
        layer_norm(projected, self.gain, self.bias)
        at = 0
        for i, n in enumerate(ORDERS):
            branch = np.ascontiguousarray(projected[:, i * WIDE : (i + 1) * WIDE])
            share = branch @ self.first[i]
            self.normed[i, place] = branch[:count]
            for k in range(n):
                self.shares[at + k, place] = share[:count, k * WIDE : (k + 1) * WIDE]
            at += n
        self.embedding[place] = rows[:count]
        self.slots[new] = np.arange(place.start, place.stop)
        self.used += count


def spread(weights: Floats, n: int) -> Floats:
    """Turn the weights of an n-gram convolution, window by channels, into one product for all places."""
    return np.ascontiguousarray(weights.reshape(n, WIDE, WIDE).transpose(1, 0, 2).reshape(WIDE, n * WIDE))


def padded(count: int) -> int:
    """Return a number of rows for which a product gives each row the same bits."""
    return -(-count // STEP) * STEP


def block_features(block: list[Segment], shares: Shares, second: list[Floats]) -> tuple[Floats, list[int]]:
    """Return the normalised features of a block's rows, and the row at which each segment begins.

    Two empty rows stand before, between and after the segments: a window that reaches over the end of a
    sentence meets zeros there.
    """
    dense = shares.tables.dense
    begins, used = [], GAP
    for segment in block:
        begins.append(used)
        used += len(segment.ids) + GAP
    rows = padded(used)
    slots = np.zeros(rows, dtype=np.int32)
    for begin, segment in zip(begins, block, strict=True):
        slots[begin : begin + len(segment.ids)] = shares.slots[segment.ids]
    gaps = np.flatnonzero(slots == 0)
    inner = slice(GAP, rows - GAP)
    features = np.zeros((rows, FEATURES), dtype=np.float32)
    np.take(shares.embedding, slots, axis=0, out=features[:, :DIM])
    state, taken = np.empty((rows, WIDE), np.float32), np.empty((rows - 2 * GAP, WIDE), np.float32)
    place = 0
    for i, n in enumerate(ORDERS):
        state[:] = dense[f"b1_{n}"]
        for k in range(n):
            np.take(shares.shares[place + k], slots[window(rows, k - LEFT[n])], axis=0, out=taken)
            state[inner] += taken
        place += n
        np.maximum(state, 0.0, out=state)
        np.take(shares.normed[i], slots[inner], axis=0, out=taken)
        state[inner] += taken
        state[gaps] = 0.0
        parts = state @ second[i]
        result = features[:, DIM + i * WIDE : DIM + (i + 1) * WIDE]
        result[:] = dense[f"b2_{n}"]
        for k in range(n):
            result[inner] += parts[window(rows, k - LEFT[n]), k * WIDE : (k + 1) * WIDE]
        np.maximum(result, 0.0, out=result)
        result += state
    layer_norm(features, dense["ln_g"], dense["ln_b"])
    return features, begins


def window(rows: int, shift: int) -> slice:
    """Return the inner rows of a block, shifted by a place of the window."""
    return slice(GAP + shift, rows - GAP + shift)


def head(sums: Floats, counts: NDArray[np.float32], dense: dict[str, Floats]) -> Floats:
    """Turn sums of features over `counts` pieces into unit vectors."""
    size = len(sums)
    rows = np.zeros((padded(size), FEATURES), dtype=np.float32)
    rows[:size] = sums
    number = np.ones((len(rows), 1), dtype=np.float32)
    number[:size, 0] = counts
    mean = rows @ dense["cnn_W"]
    mean += number * dense["cnn_b"]
    mean /= np.sqrt(number)
    hidden = mean @ dense["p1"]
    hidden += np.maximum(mean @ dense["d0"], 0.0) @ dense["d1"]
    np.maximum(hidden, 0.0, out=hidden)
    result: Floats = hidden @ dense["p3"]
    result += np.maximum(hidden @ dense["d2"], 0.0) @ dense["d3"]
    np.tanh(result, out=result)
    result /= np.sqrt(np.maximum(np.einsum("ij,ij->i", result, result), EPS))[:, None]
    return result[:size]
