"""A bounded key-value file that several processes may use at once; it can be deleted at any time."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import warnings
import zlib
from pathlib import Path

from align.errors import OptionError

# Seconds to wait for another process that writes.
WAIT = 30.0
# Keys a query, below the least limit of variables that builds of the library have.
BATCH = 500


class Store:
    """Bytes by key in one SQLite file; the oldest entries leave when `limit` bytes are reached.

    Each entry carries a checksum: a damaged entry is a missing one, a damaged file starts again empty. A file
    that another process holds, or that cannot be read or written for now, is left as it is.

    Raises:
        OptionError: the folder cannot be created or written.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._path = folder / "vectors-1.sqlite"
        self._limit = limit
        self._lock = threading.Lock()
        self._owner = 0
        self._warned = False
        self._base: sqlite3.Connection | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._lock:
                self._open()
        except (OSError, sqlite3.Error) as error:
            raise OptionError(
                f"cannot use the cache folder {folder}: {error}; name one to write in"
            ) from error

    def get(self, keys: list[bytes]) -> list[bytes | None]:
        """Return the bytes under each key, None where there are none or they are damaged."""
        found: dict[bytes, bytes] = {}
        with self._lock:
            try:
                base = self._open()
                for i in range(0, len(keys), BATCH):
                    part = keys[i : i + BATCH]
                    marks = ",".join("?" * len(part))
                    for key, check, data in base.execute(
                        f"SELECT key, crc, data FROM item WHERE key IN ({marks})", part
                    ):
                        if zlib.crc32(data) == check:
                            found[key] = data
            except sqlite3.DatabaseError as error:
                self._begin_again(error)
        return [found.get(key) for key in keys]

    def put(self, items: list[tuple[bytes, bytes]]) -> None:
        """Keep bytes under their keys, and drop the oldest over the limit.

        A full disk, or another process that writes for long, loses them; the first time, a warning says so.
        """
        with self._lock:
            try:
                base = self._open()
                with base:
                    base.executemany(
                        "INSERT OR REPLACE INTO item (key, crc, data) VALUES (?, ?, ?)",
                        [(key, zlib.crc32(data), data) for key, data in items],
                    )
                    self._bound(base)
            except sqlite3.DatabaseError as error:
                if not self._begin_again(error) and not self._warned:
                    self._warned = True
                    told = f"cannot write the vector cache {self._path}: {error}; vectors are not kept"
                    warnings.warn(told, RuntimeWarning, stacklevel=2)

    def clear(self) -> None:
        """Drop every entry.

        Raises:
            OptionError: another process holds the file, or it cannot be written.
        """
        with self._lock:
            try:
                base = self._open()
                with base:
                    base.execute("DELETE FROM item")
                # Shrinking the file can wait: space left free is used again.
                with contextlib.suppress(sqlite3.OperationalError):
                    base.execute("VACUUM")
            except sqlite3.DatabaseError as error:
                if not self._begin_again(error):
                    raise OptionError(
                        f"cannot empty the vector cache {self._path}: {error}; try again later"
                    ) from error

    def _bound(self, base: sqlite3.Connection) -> None:
        size = base.execute("SELECT coalesce(sum(length(data)), 0) FROM item").fetchone()[0]
        if size <= self._limit:
            return
        over = size - self._limit * 3 // 4
        for number, length in base.execute("SELECT id, length(data) FROM item ORDER BY id").fetchall():
            if over <= 0:
                break
            base.execute("DELETE FROM item WHERE id = ?", (number,))
            over -= length

    def _open(self) -> sqlite3.Connection:
        # A connection must not be used in a process forked from the one that opened it.
        if self._base is None or self._owner != os.getpid():
            self._base = None
            try:
                self._base = self._connect()
            except sqlite3.DatabaseError as error:
                if not self._begin_again(error):
                    raise
                self._base = self._connect()
            self._owner = os.getpid()
        return self._base

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=WAIT, check_same_thread=False)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=NORMAL")
        base.execute(
            "CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " key BLOB UNIQUE NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL)"
        )
        base.commit()
        return base

    def _begin_again(self, error: sqlite3.DatabaseError) -> bool:
        """Disconnect, and drop a file that is damaged; False for another error, as a lock."""
        if self._base is not None:
            self._base.close()
            self._base = None
        if isinstance(error, sqlite3.OperationalError):
            return False
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        return True
