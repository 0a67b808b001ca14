"""Fast convolution along a sentence: minimal filtering (Winograd 1980; Lavin and Gray, arXiv 1509.09308).

A tile of m = `TILE` outputs of a filter of n taps costs m + n - 1 products instead of m * n. The transforms
follow from Toom-Cook multiplication by transposition: with V the Vandermonde matrix of m + n - 1 points, the
last one infinity, y = V_m' ((V_n w) * (V^-T x)), where V_k is V cut to polynomials of k coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TILE = 4
# Small points of alternating sign keep the rounding error low; the last point is always infinity.
POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """A convolution over n rows of c channels to d channels, ready for tiles.

    `weights` (width, c, d) are the transformed taps, `into` (width, width) and `back` (TILE, width) the
    transforms of the `width` rows that a tile needs.
    """

    weights: Floats
    into: Floats
    back: Floats


def make_filter(taps: Floats) -> Filter:
    """Prepare a convolution with `taps` (n, c, d)."""
    n = len(taps)
    width = TILE + n - 1
    whole = _vandermonde(width, width)
    weights = np.tensordot(_vandermonde(width, n), taps.astype(np.float64), axes=1)
    return Filter(
        np.ascontiguousarray(weights, dtype=np.float32),
        np.ascontiguousarray(np.linalg.inv(whole).T, dtype=np.float32),
        np.ascontiguousarray(_vandermonde(width, TILE).T, dtype=np.float32),
    )


def _vandermonde(points: int, size: int) -> NDArray[np.float64]:
    matrix = np.zeros((points, size))
    matrix[:-1] = np.power.outer(np.array(POINTS[: points - 1]), np.arange(size))
    matrix[-1, -1] = 1.0
    return matrix
