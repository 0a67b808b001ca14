"""Read the commands, snippets and outputs of the README, run them, and write their outputs back."""

from __future__ import annotations

import code
import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.M | re.S)
_INSTALL = "pip install "


@dataclass(frozen=True)
class Step:
    """One command or statement, as shown with its prompts, and the output shown below it."""

    kind: str
    shown: str
    output: str

    @property
    def source(self) -> str:
        """The command or statement without prompts."""
        return "\n".join(line[2 if self.kind == "console" else 4 :] for line in self.shown.split("\n"))


def steps(kind: str, body: str) -> Iterator[Step]:
    """Cut a block into steps."""
    prompts = ("$ ",) if kind == "console" else (">>> ", "... ")
    shown: list[str] = []
    output: list[str] = []
    for line in body.splitlines():
        if line.startswith(prompts[0]) and shown:
            yield Step(kind, "\n".join(shown), "\n".join(output))
            shown, output = [], []
        (shown if line.startswith(prompts) else output).append(line)
    yield Step(kind, "\n".join(shown), "\n".join(output))


def blocks(text: str) -> list[list[Step]]:
    """Return the steps of every block."""
    return [list(steps(match[1], match[2])) for match in _BLOCK.finditer(text)]


def installs(text: str) -> list[str]:
    """Return the commands that set up a fresh machine."""
    found = [step.source for block in blocks(text) for step in block]
    return [source for source in found if source.startswith(_INSTALL)]


def run_command(source: str) -> str:
    """Run a command in the root of the project, without its installation; return its output and exit code."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        ["sh", "-c", source.split(" && ")[-1]],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    code = f"\n[exit {done.returncode}]" if done.returncode else ""
    return done.stdout.decode().rstrip("\n") + code


class Session:
    """An interactive interpreter that the snippets of one page share; it runs in the root of the project."""

    def __init__(self) -> None:
        self._console = code.InteractiveConsole()

    def run(self, source: str) -> str:
        """Run one statement and return what it prints."""
        said = io.StringIO()
        with contextlib.chdir(ROOT), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            self._console.runsource(source + ("\n" if "\n" in source else ""))
        return said.getvalue().rstrip("\n")


def is_run(block: list[Step]) -> bool:
    """Say whether a block is run: snippets are, and commands on seeds; other commands are a reference."""
    return block[0].kind == "pycon" or "seeds/" in block[0].source


def rendered(text: str) -> str:
    """Return the README with the outputs that its commands and snippets give now."""
    session = Session()

    def renew(match: re.Match[str]) -> str:
        block = list(steps(match[1], match[2]))
        if not is_run(block):
            return match[0]
        lines = []
        for step in block:
            output = run_command(step.source) if step.kind == "console" else session.run(step.source)
            lines += [step.shown, *([output] if output else [])]
        return f"```{match[1]}\n" + "\n".join(lines) + "\n```"

    return _BLOCK.sub(renew, text)
