"""Where a WARC file can be cut into pieces that are read apart: found by a look around each cut."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.gzip_members import GZIP_MAGIC, BrokenGzip, GzipMembers
from pipeline.warc import record_starts

_CHUNK = 262_144
_LOOK = 4_096
"""Packed bytes that give the first of a record's first line."""


def find_cuts(path: Path, piece: int) -> tuple[int, ...]:
    """Return the bytes at which pieces of at least so many bytes begin, the first 0; raises OSError.

    Of a packed file only around each cut something is read: a gzip member that begins as a record does. One that is a
    single gzip stream is a single piece. Of an unpacked one the heads of all records are read, and no block.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        packed = file.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC)
        starts = _cuts_of_members(file, piece, size) if packed else _cuts_of_records(path, piece, size)
        return (0, *starts)


def _cuts_of_records(path: Path, piece: int, size: int) -> Iterator[int]:
    wanted = piece
    for start in record_starts(path):
        if not _is_worth_it(wanted, piece, size):
            return
        if start >= wanted:
            yield start
            wanted = start + piece


def _cuts_of_members(file: io.BufferedReader, piece: int, size: int) -> Iterator[int]:
    if not _is_worth_it(piece, piece, size) or _is_one_stream(file, piece):
        return
    wanted = piece
    while _is_worth_it(wanted, piece, size):
        start = _next_record(file, wanted)
        if start is None:
            return
        yield start
        wanted = start + piece


def _is_worth_it(wanted: int, piece: int, size: int) -> bool:
    """Whether enough would follow a cut there: what is less than half a piece stays with the one before."""
    return size - wanted >= piece // 2


def _is_one_stream(file: io.BufferedReader, piece: int) -> bool:
    """Whether the first member goes on beyond the first cut: then it is the whole file, and a search would be long."""
    members = GzipMembers(file)
    try:
        while members.start == 0 and file.tell() < piece + _CHUNK:
            if not members.read(_CHUNK):
                return True
    except BrokenGzip:
        return False
    return members.start == 0


def _next_record(file: io.BufferedReader, at: int) -> int | None:
    while True:
        file.seek(at)
        chunk = file.read(_CHUNK + _LOOK)
        found = chunk.find(GZIP_MAGIC)
        while 0 <= found < _CHUNK:
            if _begins_a_record(chunk[found : found + _LOOK]):
                return at + found
            found = chunk.find(GZIP_MAGIC, found + 1)
        if len(chunk) <= _CHUNK:
            return None
        at += _CHUNK


def _begins_a_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
