"""All sketches of a database side by side, for what is done with many at once; more of them than memory may hold."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from pipeline.store.clusters import PENDING
from pipeline.store.sketches import BANDS, BINS, are_alike, bands_of_many

_READ = 10_000
_SORTED = 1_000_000
"""Bands that are sorted at once, by means of 50 MB."""
_END = 1 << 40
"""Bands are numbers below this, spread evenly."""


class SketchFile:
    """The sketches of a database as rows of numbers, in a file beside it that is gone at the end of its context.

    Raises OSError where the disk has no room for a kilobyte an article.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._files = ExitStack()
        # Beside the database there is room; where files for a short time are put there may not be.
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        self._folder = Path(path).parent if path else None
        (number,) = connection.execute("SELECT count(*) FROM clusters WHERE sketch != x''").fetchone()
        self._sketches = self._rows(np.uint16, number, BINS)
        members, pending = np.empty(number, dtype=np.int64), np.empty(number, dtype=np.bool_)
        rows = connection.execute("SELECT member, cluster = ?, sketch FROM clusters WHERE sketch != x''", (PENDING,))
        at = 0
        while read := rows.fetchmany(_READ):
            end = at + len(read)
            members[at:end], pending[at:end] = [row[0] for row in read], [row[1] for row in read]
            self._sketches[at:end] = np.frombuffer(b"".join(row[2] for row in read), np.uint16).reshape(-1, BINS)
            at = end
        # Where the sketch stands of the n-th member in order.
        self._places = members.argsort()
        self._members, self._pending = members[self._places], pending[self._places]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def alike(self, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of members that are of one text, of which one at least is pending."""
        one, other = self._members.searchsorted(np.array(pairs, dtype=np.int64)).T
        wanted = (self._pending[one] | self._pending[other]).nonzero()[0]
        left, right = self._places[one[wanted]], self._places[other[wanted]]
        like = wanted[are_alike(self._sketches[left], self._sketches[right])]
        return map(pairs.__getitem__, like.tolist())

    def bands_of_pending(self) -> Iterator[Iterator[tuple[int, int]]]:
        """Yield, some at a time, the bands of what is pending with its members, in order."""
        members, places = self._members[self._pending], self._places[self._pending]
        # Runs in order, of which each part takes a slice.
        found = self._rows(np.int64, len(members) * BANDS, 2)
        runs = []
        for at in range(0, len(members), _READ):
            of = members[at : at + _READ]
            bands = bands_of_many(self._sketches[places[at : at + _READ]]).ravel()
            order = bands.argsort()
            run = slice(at * BANDS, at * BANDS + len(bands))
            found[run, 0], found[run, 1] = bands[order], of[order // BANDS]
            runs.append(run)
        parts = len(found) // _SORTED + 1
        edges = [_END * part // parts for part in range(parts + 1)]
        cuts = [run.start + found[run, 0].searchsorted(edges) for run in runs]
        for part in range(parts if runs else 0):
            rows = np.concatenate([found[cut[part] : cut[part + 1]] for cut in cuts])
            rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
            for at in range(0, len(rows), _READ):
                band, member = rows[at : at + _READ].T
                yield zip(band.tolist(), member.tolist(), strict=True)

    def _rows(self, kind: type[Any], number: int, width: int) -> NDArray[Any]:
        file = self._files.enter_context(tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115 - which is one
        if number and hasattr(os, "posix_fallocate"):
            # Written through memory, a file for which the disk has no room would end the process.
            os.posix_fallocate(file.fileno(), 0, number * width * np.dtype(kind).itemsize)
        return np.memmap(file, kind, "w+", shape=(max(1, number), width))[:number]
