"""The README: its commands and snippets print what it shows. `pytest --write` renews the outputs."""

from __future__ import annotations

import re
import shlex

import pytest
import readme

from align.cli import build_parser

# Confidences may differ in the last digit between processors.
_CONFIDENCE = re.compile(r"(?<=\d )[01]\.\d\d(?=[,)])")
_TOLERANCE = 0.03


def comparable(text: str) -> tuple[str, list[float]]:
    """Return a text with its confidences masked, and the confidences."""
    return _CONFIDENCE.sub("0.00", text), [float(found) for found in _CONFIDENCE.findall(text)]


def test_outputs_are_those_shown(write: bool) -> None:
    shown = readme.README.read_text("utf-8")
    found = readme.rendered(shown)
    if write:
        readme.README.write_text(found, "utf-8")
        return
    (page, confidences), (expected, others) = comparable(found), comparable(shown)
    assert page == expected, "pytest --write tests/test_readme.py renews the outputs"
    assert confidences == pytest.approx(others, abs=_TOLERANCE)


def test_two_commands_do_all_the_set_up() -> None:
    main, tests = readme.installs(readme.README.read_text("utf-8"))
    assert main.startswith("pip install . && python -m align diff seeds/")
    assert tests == "pip install '.[test]' && python -m pytest"


def test_every_command_is_accepted() -> None:
    text = readme.README.read_text("utf-8")
    lines = [s.source for block in readme.blocks(text) for s in block if not readme.is_run(block)]
    words = [shlex.split(line.split(" && ")[-1], comments=True) for line in lines]
    commands = [found[3:] for found in words if found[:3] == ["python", "-m", "align"]]
    assert len(commands) > 10
    for arguments in commands:
        build_parser().parse_args(arguments)


def test_a_wrong_output_is_noticed() -> None:
    page = "```pycon\n>>> 1 + 1\n3\n>>> for i in range(2):\n...     print(i)\n0\n1\n```\n"
    assert readme.rendered(page) == page.replace("3", "2", 1)


def test_every_named_file_is_there() -> None:
    text = readme.README.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    scripts = [f"{name.replace('.', '/')}.py" for name in re.findall(r"python -m (benchmarks\.\w+)", text)]
    scripts += re.findall(r"python (benchmarks/\w+\.py)", text)
    absent = [path for path in [*links, *scripts] if not (readme.ROOT / path).exists()]
    assert links
    assert not absent


def test_the_page_is_short() -> None:
    assert len(readme.README.read_text("utf-8").splitlines()) <= 280
