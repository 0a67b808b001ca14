"""Options of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--write`, which renews the outputs in the README and the golden files of the diff."""
    parser.addoption(
        "--write", action="store_true", help="write the outputs of README.md and tests/golden/diff anew"
    )


@pytest.fixture
def write(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written anew."""
    return bool(request.config.getoption("--write"))
