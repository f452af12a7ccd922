"""How far a shard was being read, kept outside the process that reads it: what ended that process stays known."""

from __future__ import annotations

import uuid
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

ATTEMPTS = "attempts"
# A process that is killed from outside may be at any record; at the same one twice it was the record.
_DEATHS = 2
_WIDTH = 20


class Attempt:
    """One reading of a shard; a context manager. A process that dies in it leaves a file that says at which record."""

    def __init__(self, shard: str, out: Path) -> None:
        self._folder = out / ATTEMPTS
        self._shard = shard
        self._path = self._folder / f"{shard}.{uuid.uuid4().hex}"
        left = sorted(self._folder.glob(f"{shard}.*"))
        self._ended_at = Counter(filter(None, map(_read, left)))
        self.before = len(left)
        """Attempts that came to no end: their process died, or the whole batch was cut off."""

    def __enter__(self) -> Self:
        self._file = self._path.open("wb", buffering=0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def begin(self, record: int) -> bool:
        """Say which record is read now; False for one that has ended processes and is to be left out."""
        self._file.seek(0)
        self._file.write(f"{record:<{_WIDTH}}".encode())
        return self._ended_at[str(record)] < _DEATHS

    def finish(self) -> None:
        """Forget the attempts at this shard: it is done."""
        for path in self._folder.glob(f"{self._shard}.*"):
            path.unlink(missing_ok=True)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
