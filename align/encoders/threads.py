"""Threads: how many, and matrix products on one thread each, so that results do not depend on the number."""

from __future__ import annotations

import os
from functools import cache
from typing import Any


def default_threads() -> int:
    """Return $OMP_NUM_THREADS, else the number of cores this process may use."""
    given = os.environ.get("OMP_NUM_THREADS", "")
    if given.isdigit() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_blas_thread() -> Any:
    """Return a context in which each matrix product runs on one thread.

    A product shared among threads is cut differently for each number of them, which changes last digits.
    """
    return _controller().limit(limits=1, user_api="blas")


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
