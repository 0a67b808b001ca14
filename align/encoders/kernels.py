"""The loops around the matrix products of the bundled encoder: compiled where they could be, else with numpy.

Each compiled loop (`kernels.c`) is one pass over rows that numpy goes over several times. Both add up in the
same precision; last digits may differ. Arrays are C contiguous, of float32, rows of `WIDE`, if nothing else
is said; indices are known to be inside.
"""

from __future__ import annotations

import ctypes
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from align.encoders.filtering import TILE, Filter
from align.encoders.scratch import Scratch
from align.encoders.tables import DIM, FEATURES, WIDE, Floats

# A row of zeros: rectifying against it is twice as fast as against a scalar.
ZEROS = np.zeros(WIDE, dtype=np.float32)
EPS = np.float32(1e-12)
# That of kernels.c.
VERSION = 1
Slots = NDArray[np.int32]
Places = NDArray[np.int64]


class Known(Protocol):
    """What is known of pieces, by slot: embedding (slots, DIM), its sum and its sum of squares (slots,)."""

    embedding: Floats
    sums: Floats
    squares: Floats


def _load() -> Any:
    """Return the compiled loops, or None where there are none or those of another version."""
    try:
        import _align_kernels
    except ImportError:
        return None
    if _align_kernels.VERSION != VERSION:
        return None
    library: Any = ctypes.CDLL(_align_kernels.__file__)
    size, at = ctypes.c_int64, ctypes.c_void_p
    for name, kinds in {
        "add_up": (at, size, size, at, size, size, at, size, size, size, at),
        "turn": (at, at, size, size, at, at),
        "turn_back": (at, size, size, at, at, at, at, size),
        "pool": (at, at, at, at, at, at, at, size, at, at, at),
    }.items():
        function = getattr(library, name)
        function.argtypes, function.restype = kinds, None
    return library


COMPILED = _load()


def add_up(
    shares: Floats, place: int, normed: Floats, branch: int, slots: Slots, own: int, out: Floats
) -> None:
    """Rectify the sum of what the pieces of a window bring, and add the residual.

    Args:
        shares: (pieces, places, WIDE), of which the window takes those from `place` on.
        normed: (pieces, branches, WIDE), of which the residual takes `branch`.
        slots: (n, rows), the piece at each place of a row's window; at `own` its own.
        out: (rows, WIDE).
    """
    n, rows = slots.shape
    if COMPILED:
        COMPILED.add_up(
            shares.ctypes.data, shares.shape[1], place, normed.ctypes.data, normed.shape[1], branch,
            slots.ctypes.data, n, rows, own, out.ctypes.data,
        )  # fmt: skip
        return
    _take(shares, slots[0], out, place)
    taken = np.empty_like(out)
    for k in range(1, n):
        _take(shares, slots[k], taken, place + k)
        out += taken
    np.maximum(out, ZEROS, out=out)
    _take(normed, slots[own], taken, branch)
    out += taken


def convolve(
    filter_: Filter, bias: Floats, state: Floats, reach: Places, out: Floats, space: Scratch
) -> None:
    """Convolve tile by tile, rectify and add the residual.

    Args:
        state: (tiles * TILE + 1, WIDE), the last row blank.
        reach: (width, tiles), the rows of state that each tile needs.
        out: (tiles * TILE, WIDE), rows any distance apart.
    """
    width, tiles = reach.shape
    size = tiles * WIDE
    turned = space.get("turned", width, size)
    product = space.get("product", width, size)
    if COMPILED:
        COMPILED.turn(
            state.ctypes.data, reach.ctypes.data, tiles, width, filter_.into.ctypes.data, turned.ctypes.data
        )
    else:
        gathered = product.reshape(width * tiles, WIDE)
        _take(state, reach.ravel(), gathered)
        np.matmul(filter_.into, product, out=turned)
    np.matmul(turned.reshape(width, tiles, WIDE), filter_.weights, out=product.reshape(width, tiles, WIDE))
    if COMPILED:
        COMPILED.turn_back(
            product.ctypes.data, tiles, width, filter_.back.ctypes.data, bias.ctypes.data, state.ctypes.data,
            out.ctypes.data, out.strides[0] // out.itemsize,
        )  # fmt: skip
        return
    result = space.get("back", TILE, size)
    np.matmul(filter_.back, product, out=result)
    rows = result.reshape(TILE * tiles, WIDE)
    rows += bias
    np.maximum(rows, ZEROS, out=rows)
    by_place = rows.reshape(TILE, tiles, WIDE).transpose(1, 0, 2)
    np.add(by_place, state[:-1].reshape(tiles, TILE, WIDE), out=out.reshape(tiles, TILE, WIDE))


def pool(
    known: Known,
    slots: Slots,
    convolved: Floats,
    begins: Places,
    ends: Places,
    totals: Floats,
    space: Scratch,
) -> tuple[Floats, Floats]:
    """Normalise rows of features and add up those of each segment.

    The features of a row are its piece's embedding and the convolutions. The last norm's gain and bias are
    left out: they commute with the sum.

    Args:
        slots: (rows,), the piece of each row.
        convolved: (rows, FEATURES - DIM).
        begins, ends: (segments,), the rows of each segment that count.
        totals: (segments, FEATURES), where the sums are written.

    Returns:
        The mean and scale that normalise each row: (rows,) each, of whatever value where no segment counts.
    """
    rows = len(slots)
    if COMPILED:
        mean, scale = np.empty((2, rows), dtype=np.float32)
        COMPILED.pool(
            known.embedding.ctypes.data, known.sums.ctypes.data, known.squares.ctypes.data, slots.ctypes.data,
            convolved.ctypes.data, begins.ctypes.data, ends.ctypes.data, len(begins), mean.ctypes.data,
            scale.ctypes.data, totals.ctypes.data,
        )  # fmt: skip
        return mean, scale
    embedding = space.get("embedding", rows, DIM)
    _take(known.embedding, slots, embedding)
    mean = (known.sums[slots] + convolved.sum(axis=1)) / np.float32(FEATURES)
    spread = (known.squares[slots] + np.einsum("ij,ij->i", convolved, convolved)) / np.float32(FEATURES)
    scale = 1.0 / np.sqrt(spread - mean * mean + EPS)
    for begin, end, total in zip(begins.tolist(), ends.tolist(), totals, strict=True):
        by = scale[begin:end]
        np.matmul(by, embedding[begin:end], out=total[:DIM])
        np.matmul(by, convolved[begin:end], out=total[DIM:])
        total -= by @ mean[begin:end]
    return mean, scale


def _take(rows: Floats, index: NDArray[np.integer], out: Floats, place: int | None = None) -> None:
    """Copy rows by index, or what stands at a place of them.

    The index is known to be inside, and checking it would cost a second copy.
    """
    if place is not None:
        size = rows.shape[1]
        rows, index = rows.reshape(-1, rows.shape[2]), index * size + place
    np.take(rows, index, axis=0, out=out, mode="clip")
