"""Many pairs: a manifest in, one record a pair out, in its order; a failure is a record too."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from align.errors import AlignError, FormatError, InputError

SCHEMA = 1
KEYS = ("a", "b", "id", "lang_a", "lang_b")
DIED = "the process that compared it died; the machine may have too little memory for this pair"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a manifest: two paths and what is known of them; `error` says why the line has none."""

    line: int
    id: str
    a: str = ""
    b: str = ""
    lang_a: str | None = None
    lang_b: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """How every pair is compared: names and not objects, so that another process can be told.

    `folder` is where the paths of the tasks begin.
    """

    folder: str = ""
    encoder: str | None = None
    cache: str | None = None
    order: str = "auto"


def read_manifest(path: str | os.PathLike[str]) -> tuple[Task, ...]:
    """Read a manifest: TSV, with a header or the columns a and b, or one JSON object a line.

    A malformed line becomes a task with an error.

    Raises:
        InputError: the file cannot be read or names no pair.
        FormatError: two lines have one id.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"cannot read the manifest {os.fspath(path)}: {reason}") from None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    columns: Sequence[str] = KEYS[:2] + KEYS[3:]
    if lines and not lines[0][1].lstrip().startswith("{"):
        head = [field.strip() for field in lines[0][1].split("\t")]
        if {"a", "b"} <= set(head):
            columns, lines = head, lines[1:]
    if not lines:
        raise InputError(
            f"the manifest {os.fspath(path)} names no pair; write two paths a line, a tab between"
        )
    tasks = tuple(_task(number, line, columns) for number, line in lines)
    _check_ids(tasks)
    return tasks


def _task(number: int, line: str, columns: Sequence[str]) -> Task:
    try:
        fields = _fields(line, columns)
    except ValueError as error:
        return Task(number, str(number), error=f"line {number} of the manifest: {error}")
    name = fields.get("id") or str(number)
    missing = [side for side in ("a", "b") if not fields.get(side)]
    if missing:
        return Task(number, name, error=f"line {number} of the manifest: no path for {' and '.join(missing)}")
    if "-" in (fields["a"], fields["b"]):
        return Task(number, name, fields["a"], fields["b"], error="expected files, got - (standard input)")
    langs = fields.get("lang_a") or None, fields.get("lang_b") or None
    return Task(number, name, fields["a"], fields["b"], *langs)


def _fields(line: str, columns: Sequence[str]) -> Mapping[str, str]:
    if not line.lstrip().startswith("{"):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) > len(columns):
            raise ValueError(f"expected {len(columns)} fields at most, got {len(fields)}")
        return dict(zip(columns, fields, strict=False))
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}") from None
    if wrong := [k for k in KEYS if not isinstance(found.get(k) or "", str)]:
        raise ValueError(f"expected a string for {' and '.join(wrong)}")
    return {key: found.get(key) or "" for key in KEYS}


def _check_ids(tasks: Sequence[Task]) -> None:
    seen: dict[str, int] = {}
    for task in tasks:
        if task.id in seen:
            raise FormatError(
                f"lines {seen[task.id]} and {task.line} of the manifest have one id, {task.id!r}; "
                "give each its own"
            )
        seen[task.id] = task.line


def records(tasks: Sequence[Task], method: Method, jobs: int = 1) -> Iterator[dict[str, Any]]:
    """Yield one record a task, in order (`align/schema/batch-1.schema.json`).

    With `jobs` over 1 pairs are compared by that many processes; the records are the same.
    """
    done = map(_Alone(method), tasks) if jobs == 1 else _parallel(tasks, method, jobs)
    for task, (diff, error) in zip(tasks, done, strict=True):
        yield {
            "schema": SCHEMA, "line": task.line, "id": task.id, "a": task.a, "b": task.b,
            "error": error, "diff": diff,
        }  # fmt: skip


Outcome = tuple[dict[str, Any] | None, str | None]


class _Alone:
    """Compare one task after another in this process, with one encoder."""

    def __init__(self, method: Method) -> None:
        from align.encoder import load_encoder

        self.method, self.encoder = method, load_encoder(method.encoder, cache_dir=method.cache)

    def __call__(self, task: Task) -> Outcome:
        """Return the diff of a task as plain data, or the reason of the failure."""
        from align.differ import diff
        from align.reading import read

        folder = self.method.folder
        if task.error:
            return None, task.error
        try:
            a = read(os.path.join(folder, task.a), lang=task.lang_a)
            b = read(os.path.join(folder, task.b), lang=task.lang_b)
            return diff(a, b, encoder=self.encoder, order=self.method.order).to_dict(), None
        except AlignError as error:  # told with the paths as they stand in the manifest
            return None, " ".join(str(error).replace(os.path.join(folder, ""), "").split())
        except Exception as error:  # a fault of ours in one pair must not lose the others
            return None, " ".join(f"unexpected {type(error).__name__}: {error}".split())


_worker: _Alone | None = None


def _start(method: Method) -> None:
    global _worker  # a process of the pool has one encoder for all of its tasks
    _worker = _Alone(method)


def _work(task: Task) -> Outcome:
    assert _worker is not None
    return _worker(task)


def _pool(method: Method, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _start, (method,))


def _parallel(tasks: Sequence[Task], method: Method, jobs: int) -> Iterator[Outcome]:
    """Yield outcomes in order, a few tasks ahead; one whose process dies is tried once more, alone."""
    pool = _pool(method, jobs)
    waiting: deque[tuple[Task, Future[Outcome]]] = deque()
    rest = iter(tasks)
    try:
        while True:
            while len(waiting) < 4 * jobs and (task := next(rest, None)):
                waiting.append((task, pool.submit(_work, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield _retried(task, method)
                pool = _pool(method, jobs)
                waiting = deque((other, pool.submit(_work, other)) for other, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _retried(task: Task, method: Method) -> Outcome:
    with _pool(method, 1) as alone:
        try:
            return alone.submit(_work, task).result()
        except BrokenProcessPool:
            return None, DIED


def finished(path: str | os.PathLike[str], tasks: Sequence[Task]) -> tuple[int, int]:
    """Return how many records a file holds and how many of them failed; cut off a half-written last line.

    Raises:
        InputError: the file holds something else than the first records of these tasks.
    """
    target = Path(path)
    if not target.exists():
        return 0, 0
    data = target.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    lines = whole.split(b"\n")[:-1]
    failed = 0
    for number, line in enumerate(lines, start=1):
        try:
            found = json.loads(line)
            known = [found[key] for key in ("line", "id", "a", "b")]
        except (ValueError, KeyError, TypeError):
            known = []
        task = tasks[number - 1] if number <= len(tasks) else None
        if task is None or known != [task.line, task.id, task.a, task.b]:
            raise InputError(
                f"{os.fspath(path)} does not go on from this manifest at line {number}; "
                "remove it or choose another file with -o"
            )
        failed += found["error"] is not None
    if len(whole) < len(data):
        with target.open("rb+") as file:
            file.truncate(len(whole))
    return len(lines), failed
