"""Stub."""

from align.result import Diff


def diff_to_html(diff: Diff, summary_lang: str = "en") -> str:
    """Return a page."""
    return ""
