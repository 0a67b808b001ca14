"""The vector cache: keys, bounds, disk, several processes, damage."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from align.cache import CachedEncoder, CachedTokenEncoder, VectorCache, cached, signature
from align.encoder import TokenEncoder, TokenVectors, Vectors
from align.errors import OptionError
from align.store import Store


class Counting:
    """An encoder that counts what it is asked; a text's vector is drawn from its letters."""

    def __init__(self, signature: str = "counting 1") -> None:
        self.signature = signature
        self.asked: list[str] = []

    def encode(self, sentences: list[str], /) -> Vectors:
        self.asked += sentences
        return np.array([[len(s), s.count("a"), 1.0] for s in sentences], dtype=np.float32).reshape(-1, 3)


class CountingTokens(Counting):
    def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
        found = []
        for s in sentences:
            ends = np.array([len(s)], dtype=np.int32)
            weights = np.array([2.0], dtype=np.float32)
            found.append(TokenVectors(np.zeros(1, np.int32), ends, np.eye(1, 3, dtype=np.float32), weights))
        return found

    def encode_spans(self, sentences: list[str], spans: list[list[tuple[int, int]]], /) -> list[Vectors]:
        return [np.ones((len(wanted), 3), dtype=np.float32) for wanted in spans]


def test_a_sentence_is_encoded_once() -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, VectorCache())
    first = encoder.encode(["banana", "pear", "banana"])
    second = encoder.encode(["pear", "kiwi", "banana"])
    assert inner.asked == ["banana", "pear", "kiwi"]
    assert np.array_equal(first[0], second[2])
    np.testing.assert_allclose(np.linalg.norm(first, axis=1), 1, atol=1e-6)
    assert (encoder.cache.hits, encoder.cache.misses) == (2, 3)


def test_nothing_to_encode_is_no_rows() -> None:
    assert CachedEncoder(Counting(), VectorCache()).encode([]).shape[0] == 0


def test_another_signature_is_another_entry() -> None:
    cache = VectorCache()
    CachedEncoder(Counting("one"), cache).encode(["pear"])
    other = Counting("two")
    CachedEncoder(other, cache).encode(["pear"])
    assert other.asked == ["pear"]


def test_an_encoder_without_signature_is_named_by_its_class() -> None:
    class Plain:
        def encode(self, sentences: list[str], /) -> Vectors:
            return np.ones((len(sentences), 2), dtype=np.float32)

    assert signature(Plain()).endswith("Plain")


def test_what_an_encoder_can_do_is_kept() -> None:
    plain, rich = cached(Counting(), VectorCache()), cached(CountingTokens(), VectorCache())
    assert not isinstance(plain, TokenEncoder)
    assert not hasattr(plain, "encode_spans")
    assert isinstance(rich, CachedTokenEncoder)
    assert rich.encode_spans(["pear"], [[(0, 2), (2, 4)]])[0].shape == (2, 3)


def test_token_vectors_are_kept_too(tmp_path: Path) -> None:
    inner = CountingTokens()
    for cache in (VectorCache(tmp_path), VectorCache(tmp_path)):
        encoder = CachedTokenEncoder(inner, cache)
        vectors, tokens = encoder.encode_all(["pear", "banana", "pear"])
        assert vectors.shape == (3, 3)
        assert [t.ends.tolist() for t in tokens] == [[4], [6], [4]]
        assert tokens[1].weights.tolist() == [2.0]
    assert inner.asked == ["pear", "banana"]


def test_memory_is_bounded_and_the_least_used_leaves() -> None:
    inner = Counting()
    cache = VectorCache(memory=3 * 12)
    encoder = CachedEncoder(inner, cache)
    encoder.encode(["a", "b", "c"])
    encoder.encode(["a"])
    encoder.encode(["d"])
    assert cache.held_bytes == 36
    inner.asked.clear()
    encoder.encode(["a", "c", "d"])
    assert inner.asked == []
    encoder.encode(["b"])
    assert inner.asked == ["b"]


def test_disk_serves_another_cache_exactly(tmp_path: Path) -> None:
    first = CachedEncoder(Counting(), VectorCache(tmp_path)).encode(["banana"])
    inner = Counting()
    assert np.array_equal(CachedEncoder(inner, VectorCache(tmp_path)).encode(["banana"]), first)
    assert inner.asked == []


def test_clearing_forgets_memory_and_disk(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path)
    inner = Counting()
    encoder = CachedEncoder(inner, cache)
    encoder.encode(["pear"])
    cache.clear()
    encoder.encode(["pear"])
    assert inner.asked == ["pear", "pear"]
    assert VectorCache(tmp_path).get([encoder._key("v", "pear")])[0] is not None


def test_disk_is_bounded_and_the_oldest_leaves(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=10_000)
    for i in range(30):
        store.put([(b"%d" % i, bytes([i]) * 1000)])
    held = [i for i, data in enumerate(store.get([b"%d" % i for i in range(30)])) if data is not None]
    assert 7 <= len(held) <= 10
    assert held[-1] == 29


def test_many_keys_are_asked_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=1 << 20)
    keys = [b"%d" % i for i in range(1700)]
    store.put([(key, key) for key in keys])
    assert store.get([*keys, b"none"]) == [*keys, None]


def test_a_damaged_entry_is_encoded_anew(tmp_path: Path) -> None:
    first = CachedEncoder(Counting(), VectorCache(tmp_path)).encode(["banana", "pear"])
    base = sqlite3.connect(tmp_path / "vectors-1.sqlite")
    with base:
        base.execute("UPDATE item SET data = zeroblob(length(data)) WHERE id = 1")
    base.close()
    inner = Counting()
    assert np.array_equal(CachedEncoder(inner, VectorCache(tmp_path)).encode(["banana", "pear"]), first)
    assert inner.asked == ["banana"]


def test_a_damaged_file_starts_again(tmp_path: Path) -> None:
    (tmp_path / "vectors-1.sqlite").write_bytes(b"not a database, and long enough to be read as one" * 100)
    cache = VectorCache(tmp_path)
    CachedEncoder(Counting(), cache).encode(["pear"])
    inner = Counting()
    CachedEncoder(inner, VectorCache(tmp_path)).encode(["pear"])
    assert inner.asked == []


def test_a_deleted_file_is_no_error(tmp_path: Path) -> None:
    CachedEncoder(Counting(), VectorCache(tmp_path)).encode(["pear"])
    for file in tmp_path.iterdir():
        file.unlink()
    inner = Counting()
    CachedEncoder(inner, VectorCache(tmp_path)).encode(["pear"])
    assert inner.asked == ["pear"]


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(
        OptionError, match=r"cannot use the cache folder .*file/cache: .*; name one to write in"
    ):
        VectorCache(tmp_path / "file" / "cache")


WRITER = """
import sys
from pathlib import Path
from align.store import Store
store, name = Store(Path(sys.argv[1]), 1 << 24), sys.argv[2]
for i in range(60):
    store.put([(f"{name}-{i}".encode(), name.encode() * 100), (f"shared-{i}".encode(), b"same")])
    assert store.get([f"{name}-{i}".encode()])[0] is not None
"""


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in "abc"]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    keys = [f"{name}-{i}".encode() for name in ("a", "b", "c", "shared") for i in range(60)]
    assert None not in Store(tmp_path, 1 << 24).get(keys)


HOLDER = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("PRAGMA locking_mode=" + sys.argv[2])
base.execute("BEGIN IMMEDIATE")
base.execute("UPDATE item SET crc = crc")
print("held", flush=True)
sys.stdin.readline()
base.execute("ROLLBACK")
"""


@contextmanager
def held(folder: Path, mode: str) -> Iterator[None]:
    """Let another process hold the file: "NORMAL" bars others from writing, "EXCLUSIVE" from reading too."""
    command = [sys.executable, "-c", HOLDER, str(folder / "vectors-1.sqlite"), mode]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n", timeout=60)
    assert process.returncode == 0


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.store.WAIT", 0.1)


def unconnected(folder: Path) -> Store:
    """Return a store that has yet to connect, as after a fork."""
    store = Store(folder, 1 << 20)
    assert store._base is not None
    store._base.close()
    store._base = None
    return store


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_process_holds_is_not_wiped_by_reading(tmp_path: Path) -> None:
    store = unconnected(tmp_path)
    store.put([(b"pear", b"1")])
    store = unconnected(tmp_path)
    gc.collect()
    with held(tmp_path, "EXCLUSIVE"):
        assert store.get([b"pear"]) == [None]
    assert store.get([b"pear"]) == [b"1"]


@pytest.mark.usefixtures("impatient")
def test_what_cannot_be_written_is_told_once_and_nothing_is_wiped(tmp_path: Path) -> None:
    store = Store(tmp_path, 1 << 20)
    store.put([(b"pear", b"1")])
    with held(tmp_path, "NORMAL"):
        with pytest.warns(RuntimeWarning, match=r"cannot write the vector cache .*: database is locked"):
            store.put([(b"kiwi", b"2")])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            store.put([(b"kiwi", b"2")])
        assert store.get([b"pear", b"kiwi"]) == [b"1", None]
    store.put([(b"kiwi", b"2")])
    assert store.get([b"pear", b"kiwi"]) == [b"1", b"2"]


@pytest.mark.usefixtures("impatient")
def test_clearing_a_file_that_another_process_holds_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path, 1 << 20)
    store.put([(b"pear", b"1")])
    with held(tmp_path, "NORMAL"), pytest.raises(OptionError, match="cannot empty the vector cache"):
        store.clear()
    assert store.get([b"pear"]) == [b"1"]
    store.clear()
    assert store.get([b"pear"]) == [None]


def test_a_file_damaged_while_in_use_starts_again(tmp_path: Path) -> None:
    for action in (
        lambda store: store.get([b"pear"]),
        lambda store: store.put([(b"kiwi", b"2")]),
        lambda store: store.clear(),
    ):
        store = unconnected(tmp_path)
        store.put([(b"pear", b"1" * 100_000)])
        store = unconnected(tmp_path)
        gc.collect()
        path = tmp_path / "vectors-1.sqlite"
        path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))
        action(store)
        assert Store(tmp_path, 1 << 20).get([b"pear"]) == [None]
        store.put([(b"plum", b"3")])
        assert Store(tmp_path, 1 << 20).get([b"plum"]) == [b"3"]
