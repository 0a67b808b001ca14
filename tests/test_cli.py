"""The command: formats, exit codes, one-line errors, standard input, pipes, the gate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import report_samples as samples

from align import __version__
from align.article import Article
from align.cli import main
from align.commands import COMMANDS
from align.commands.diff import FORMATS
from align.result import Diff

ROOT = Path(__file__).parent.parent
EVENT = ROOT / "seeds" / "dam-leak"


def give(monkeypatch: pytest.MonkeyPatch, result: Diff | BaseException) -> None:
    """Let `diff` return a result, or raise."""

    def diff(a: Article, b: Article, encoder: object = None, order: str = "auto") -> Diff:
        if isinstance(result, BaseException):
            raise result
        return result

    monkeypatch.setitem(sys.modules, "align.differ", SimpleNamespace(diff=diff))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Let `diff` return a hand-made result; give two files to name."""
    give(monkeypatch, samples.fire())
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Water kookt bij honderd graden.", "utf-8")
    return ["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_what_the_result_gives(
    form: str, made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*made, "--format", form]) == 0
    printed = capfd.readouterr().out.replace("\r\n", "\n")
    expected = getattr(samples.fire(), f"to_{form}")().replace("\r\n", "\n")
    assert printed.rstrip("\n") == expected.rstrip("\n")


def test_output_goes_to_a_file(made: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.json"
    assert main([*made, "--format", "json", "-o", str(target)]) == 0
    assert capfd.readouterr() == ("", "")
    assert json.loads(target.read_text("utf-8")) == samples.fire().to_dict()


@pytest.mark.parametrize(
    ("name", "form"),
    [("x.html", "html"), ("x.HTM", "html"), ("x.md", "markdown"), ("x.tex", "latex"), ("x.json", "json"),
     ("x.tmx", "tmx"), ("x.txt", "text"), ("x", "text"), ("x.docx", "text")],
)  # fmt: skip
def test_the_ending_of_the_output_names_the_format(
    name: str, form: str, made: list[str], tmp_path: Path
) -> None:
    assert main([*made, "-o", str(tmp_path / name)]) == 0
    written = (tmp_path / name).read_bytes().decode()
    assert written.rstrip("\n") == getattr(samples.fire(), f"to_{form}")().rstrip("\n")
    assert main([*made, "-o", str(tmp_path / name), "--format", "tsv"]) == 0
    assert (tmp_path / name).read_bytes().decode() == samples.fire().to_tsv()


# (arguments, exit code, standard error); the sample has a changed number, a changed polarity, an unsure one.
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 0, ""),
        (["--exit-code"], 1, ""),
        (["--fail-on", "changed:number"], 1, "align: 1 fact fails --fail-on: f5 changed number\n"),
        (["--fail-on", "changed:quantity"], 0, ""),
        (
            ["--fail-on", "unsure,changed"],
            1,
            "align: 3 facts fail --fail-on: f3 unsure place, f5 changed number, f7 changed polarity\n",
        ),
        (["--fail-on", "changed:name,dropped:name", "--exit-code"], 1, ""),
    ],
)
def test_gate(
    arguments: list[str], code: int, said: str, made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*made, *arguments]) == code
    assert capfd.readouterr().err == said


@pytest.mark.parametrize(
    ("rules", "ids"),
    [
        ("changed:number", {"f5"}),
        ("Changed:Numbers", {"f5"}),
        ("figures", {"f2", "f5", "f11"}),
        ("changed:quantity", set()),
        ("polarity,unsure", {"f3", "f7"}),
    ],
)
def test_show_lists_only_what_it_names(
    rules: str, ids: set[str], made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*made, "--show", rules, "--format", "tsv"]) == 0
    listed = {line.split("\t")[0] for line in capfd.readouterr().out.splitlines()[1:]}
    named = {f.id for f in samples.fire().facts if f.status != "kept"} & listed
    assert named == ids
    assert main([*made, "--show", rules]) == 0
    shown = capfd.readouterr().out
    assert f"listed: {rules}, {len(listed)} of {len(samples.fire().facts)} facts" in shown
    assert all(f"({name} " in shown for name in listed)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--show", "changed:animal"], "argument --show: expected a kind of "),
        (["--show", "gone"], "argument --show: expected a status of "),
        (["--show", "changed:number", "-o", "x.html"], "html holds all: choose another --format"),
    ],
)
def test_show_that_cannot_be_obeyed(
    arguments: list[str], message: str, made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main([*made, *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert message in capfd.readouterr().err


def test_exit_code_of_equal_texts(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, samples.same())
    assert main([*made, "--exit-code", "--fail-on", "changed,dropped,added"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["diff", "-", "-"],
            "expected one version from standard input, got - twice: give one of them as a file",
        ),
        (["nonsense"], "argument COMMAND: invalid choice: 'nonsense'"),
        (["diff", "a.txt", "b.txt", "--fail-on", "gone"], "argument --fail-on: expected a status of "),
        (
            ["diff", "a.txt", "b.txt", "--fail-on", "changed:animal"],
            "argument --fail-on: expected a kind of ",
        ),
        (
            ["diff", "a.txt", "b.txt", "--width", "5"],
            "argument --width: expected a number of columns from 20 up",
        ),
        (["diff", "a.txt", "b.txt", "--format", "docx"], "argument -f/--format: invalid choice: 'docx'"),
        (["diff", "a.txt"], "the following arguments are required: B; try: align diff --help"),
        (["split", "no-such\x1b[31m-file.txt"], "no-such<U+001B>[31m-file.txt"),
    ],
)
def test_bad_arguments_are_one_line_and_exit_2(
    arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    printed = capfd.readouterr()
    assert code == 2
    assert printed.out == ""
    assert printed.err.startswith("align: error: ")
    assert printed.err.count("\n") == 1
    assert message in printed.err


def test_a_file_that_cannot_be_written(
    made: list[str], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([*made, "-o", str(tmp_path / "none" / "x.txt")]) == 2
    assert capfd.readouterr().err == (
        f"align: error: cannot write {tmp_path / 'none' / 'x.txt'}: No such file or directory; "
        "choose another file with -o\n"
    )


def test_interrupt_is_quiet(
    made: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, KeyboardInterrupt())
    assert main(made) == 130
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("choice", "variables", "colored"),
    [("auto", {}, False), ("always", {}, True), ("never", {}, False), ("always", {"NO_COLOR": "1"}, True)],
)
def test_colour_without_a_terminal(
    choice: str,
    variables: dict[str, str],
    colored: bool,
    made: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main([*made, "--color", choice]) == 0
    assert ("\033[" in capfd.readouterr().out) is colored


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal(
    variables: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from align.commands.common import wants_color

    monkeypatch.setattr("sys.stdout", type("Terminal", (), {"isatty": lambda self: True})())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wants_color("auto", None) is colored
    assert wants_color("auto", "file.txt") is False


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=["align", *COMMANDS]
)
def test_help_has_examples_and_fits_80_columns(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    printed = capfd.readouterr().out
    assert stop.value.code == 0
    assert "examples:\n  align " in printed
    assert [line for line in printed.splitlines() if len(line) > 80] == []


def test_every_documented_example_parses() -> None:
    import re
    import shlex

    from align.cli import EXAMPLES, build_parser
    from align.commands import align, diff, encoders, score, split

    found = 0
    for line in "\n".join(
        (EXAMPLES, *(module.EXAMPLES for module in (align, diff, encoders, score, split)))
    ).splitlines():
        match = re.search(r"^  (?:.*\| )?align (.+?)(?:  .*| \| .*)?$", line)
        if match:
            build_parser().parse_args(shlex.split(match[1]))
            found += 1
    assert found >= 19


def test_parsing_imports_nothing_heavy() -> None:
    script = (
        "import sys; from align.cli import build_parser; build_parser(); "
        "heavy = {'numpy', 'jinja2', 'sklearn', 'torch', 'json', 'dataclasses', 'align.article'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capfd.readouterr().out == f"align {__version__}\n"


def test_an_encoder_that_cannot_be_loaded_ahead_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    texts = [str(EVENT / "nl.txt"), str(EVENT / "en.txt")]
    command = [sys.executable, "-m", "align", "diff", *texts, "--cache", str(tmp_path / "file" / "cache")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("align: error: cannot use the cache folder")


def test_the_command_starts_no_threads_that_only_wait() -> None:
    script = (
        "import sys; sys.argv = ['align', 'align', *sys.argv[1:], '-o', '/dev/null']; "
        "from align.cli import command; command(); "
        "from threadpoolctl import threadpool_info; "
        "print({i['num_threads'] for i in threadpool_info() if i['internal_api'] == 'openblas'} <= {1})"
    )
    texts = [str(EVENT / "nl.txt"), str(EVENT / "en.txt")]
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", script, *texts], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
