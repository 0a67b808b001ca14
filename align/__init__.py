"""Compare versions of an article across languages: which facts each version adds, drops or changes.

>>> import align
>>> result = align.diff("Five people died.", "Zes mensen kwamen om.")   # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# Public name -> module that defines it. Modules are imported on first use, so `import align` stays cheap.
_HOMES = {
    "AlignError": "errors",
    "Alignment": "alignment",
    "Article": "article",
    "Bead": "alignment",
    "Diff": "result",
    "Encoder": "encoder",
    "Evidence": "result",
    "Fact": "result",
    "Link": "alignment",
    "Matrix": "matrix.model",
    "Sentence": "article",
    "TokenEncoder": "encoder",
    "TokenVectors": "encoder",
    "align": "aligner",
    "compare": "matrix.build",
    "diff": "differ",
    "load_encoder": "encoder",
    "read": "reading",
    "split": "splitter",
}

__all__ = [
    "AlignError",
    "Alignment",
    "Article",
    "Bead",
    "Diff",
    "Encoder",
    "Evidence",
    "Fact",
    "Link",
    "Matrix",
    "Sentence",
    "TokenEncoder",
    "TokenVectors",
    "align",
    "compare",
    "diff",
    "load_encoder",
    "read",
    "split",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"align.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'align' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
