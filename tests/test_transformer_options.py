"""Revision and progress of sentence-transformers models, with a model that a package carries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from align.encoders import transformer
from tests.test_encoder_names import model_folder

COMMIT = "5f0c3d1e9b7a486d2c1b0a9f8e7d6c5b4a392817"


def as_hub_cache(home: Path) -> None:
    """Lay the packaged model out as the hub's library keeps a downloaded one: a tag names a commit."""
    folder = home / "hub" / "models--some--model"
    snapshot = folder / "snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    source = Path(model_folder())
    for file in source.rglob("*"):
        if file.is_file():
            target = snapshot / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(file)
    (folder / "refs").mkdir()
    (folder / "refs" / "v1.0").write_text(COMMIT)


def load(home: Path, revision: str) -> str:
    code = (
        "import align, sys\n"
        "try: print(align.load_encoder('some/model', revision=sys.argv[1], device='cpu').signature)\n"
        "except align.AlignError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, revision],
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_revision_is_pinned_and_named_in_the_signature(tmp_path: Path) -> None:
    as_hub_cache(tmp_path)
    named, exact = load(tmp_path, "v1.0"), load(tmp_path, COMMIT)
    assert named.startswith("sentence-transformers:some/model v1.0 sha256:")
    assert exact.startswith(f"sentence-transformers:some/model {COMMIT} sha256:")
    assert named.split("sha256:")[1] == exact.split("sha256:")[1]


def test_a_revision_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    as_hub_cache(tmp_path)
    line = load(tmp_path, "v2.0")
    assert line.startswith("cannot load the model 'some/model': ")
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("count", "terminal", "shown"), [(600, True, True), (600, False, False), (5, True, False)]
)
def test_progress_is_shown_on_a_terminal_for_long_work(
    monkeypatch: pytest.MonkeyPatch, count: int, terminal: bool, shown: bool
) -> None:
    encoder = transformer.TransformerEncoder(model_folder(), device="cpu")
    asked: list[dict[str, Any]] = []

    def encode(texts: list[str], **options: Any) -> list[Any]:
        import torch

        asked.append(options)
        return list(torch.ones(len(texts), 384))

    monkeypatch.setattr(encoder._model, "encode", encode)
    monkeypatch.setattr(transformer.os, "isatty", lambda stream: terminal)
    vectors = encoder.encode([f"Line {k}." for k in range(count)])
    assert [options["show_progress_bar"] for options in asked] == [shown]
    assert np.isfinite(vectors).all()
