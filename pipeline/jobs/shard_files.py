"""The files of one shard, written under names of their own, forced to the disk and renamed."""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.exports import arrow_schema, record_batch
from pipeline.jobs.shards import BadRow
from pipeline.store import PARTS, Incoming, pack

_ROW_GROUP = 500
"""Articles that are held in memory before their rows are written."""
BAD = "bad"


class ShardFiles:
    """The Parquet files and the side file of a shard, under temporary names until they are published."""

    def __init__(self, name: str, out: Path) -> None:
        self._places = {table: out / table / f"{name}.parquet" for table in PARTS}
        self._places[BAD] = out / BAD / f"{name}.jsonl"
        # Two workers can be at the same shard, when one was given up that was only slow.
        self._parts = {kind: path.with_name(f".{path.name}.{uuid.uuid4().hex}") for kind, path in self._places.items()}
        self._stack = ExitStack()
        self._rows: dict[str, list[dict[str, Any]]] = {table: [] for table in PARTS}
        self._bad: list[BadRow] = []

    def __enter__(self) -> ShardFiles:
        import pyarrow.parquet as pq

        self._writers = {
            table: self._stack.enter_context(
                pq.ParquetWriter(self._parts[table], arrow_schema(PARTS[table]), compression="zstd")
            )
            for table in PARTS
        }
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        for part in self._parts.values():
            part.unlink(missing_ok=True)

    def add(self, number: int, incoming: Incoming) -> None:
        article, facts, page = pack(number, incoming)
        self._rows["articles"].append(article)
        self._rows["facts"] += facts
        self._rows["pages"].append(page)
        if len(self._rows["articles"]) == _ROW_GROUP:
            self._flush()

    def add_bad(self, bad: BadRow) -> None:
        self._bad.append(bad)

    def publish(self, *, sweep: bool = False) -> None:
        """Force the files to the disk and give them their names; ``sweep`` those away that an attempt before left."""
        self._flush()
        self._stack.close()
        lines = [json.dumps(asdict(bad), ensure_ascii=False) + "\n" for bad in self._bad]
        self._parts[BAD].write_text("".join(lines), encoding="utf-8", errors="replace")
        for kind, place in self._places.items():
            _settle(self._parts[kind], place)
            for left in place.parent.glob(f".{place.name}.*") if sweep else ():
                left.unlink(missing_ok=True)

    def _flush(self) -> None:
        for name, rows in self._rows.items():
            if rows:
                cells = [tuple(row[column] for column in PARTS[name].columns) for row in rows]
                self._writers[name].write_batch(record_batch(PARTS[name], cells))
            self._rows[name] = []


def write_safely(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, whatever dies."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        part.write_bytes(content)
        _settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def _settle(part: Path, path: Path) -> None:
    """Force a file to the disk, give it its name, and force the name to the disk."""
    _sync(part)
    part.replace(path)
    with contextlib.suppress(PermissionError):  # some shared file systems do not open a folder
        _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
