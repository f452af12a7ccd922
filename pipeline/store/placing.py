"""Placing many articles into their clusters at once: bands in order, so that likes stand side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache

from pipeline.store.clusters import PENDING, SEEN_A_BAND, member_number, name_clusters
from pipeline.store.sketches import alike, bands

_READ = 10_000
_SKETCHES_KEPT = 100_000


Transactions = Callable[[], AbstractContextManager[None]]
"""Opens a transaction of its own."""


def put_off(connection: sqlite3.Connection, articles: Sequence[tuple[str, bytes]]) -> None:
    """Write articles, by key and sketch, that :func:`place_pending` is to place; to be called in a transaction."""
    rows = [(article, member_number(article), PENDING, sketch) for article, sketch in articles]
    connection.executemany("INSERT INTO clusters VALUES (?, ?, ?, ?)", rows)


def place_pending(connection: sqlite3.Connection, transaction: Transactions) -> None:
    """Place what was put off, as one after the other would have been; cut off, it is done anew."""
    if connection.execute("SELECT 1 FROM clusters WHERE cluster = ? LIMIT 1", (PENDING,)).fetchone() is None:
        return
    _write_bands(connection, transaction)
    groups = _Groups()
    for one, other in _likes(connection):
        groups.join(one, other)
    with transaction():
        connection.execute("UPDATE clusters SET cluster = article WHERE cluster = ?", (PENDING,))
        for members in groups.all():
            sql = f"SELECT cluster FROM clusters WHERE member IN ({', '.join('?' * len(members))})"  # noqa: S608
            name_clusters(connection, {cluster for (cluster,) in connection.execute(sql, members)})


def _write_bands(connection: sqlite3.Connection, transaction: Transactions) -> None:
    with transaction():
        connection.execute("CREATE TEMP TABLE pending_bands (band INTEGER, member INTEGER)")
        pending = connection.execute("SELECT member, sketch FROM clusters WHERE cluster = ?", (PENDING,))
        while rows := pending.fetchmany(_READ):
            found_by = [(band, member) for member, sketch in rows for band in bands(sketch)]
            connection.executemany("INSERT INTO pending_bands VALUES (?, ?)", found_by)
        connection.execute(
            "INSERT OR IGNORE INTO cluster_bands SELECT band, member FROM pending_bands ORDER BY band, member"
        )
        connection.execute("DROP TABLE pending_bands")


def _likes(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield pairs of members that are alike, of which one is pending, at least one pair for each link of a chain."""

    @lru_cache(maxsize=_SKETCHES_KEPT)
    def sketch_of(member: int) -> tuple[bytes, bool]:
        row = connection.execute("SELECT sketch, cluster = ? FROM clusters WHERE member = ?", (PENDING, member))
        sketch, pending = row.fetchone()
        return sketch, bool(pending)

    looked_at: set[tuple[int, int]] = set()
    shared = connection.execute("SELECT band FROM cluster_bands GROUP BY band HAVING count(*) > 1")
    for (band,) in shared:
        seen = connection.execute(
            f"SELECT member FROM cluster_bands WHERE band = ? LIMIT {SEEN_A_BAND}",  # noqa: S608
            (band,),
        )
        members = [member for (member,) in seen]
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                if (one, other) in looked_at:
                    continue
                looked_at.add((one, other))
                (sketch, pending), (sketch_too, pending_too) = sketch_of(one), sketch_of(other)
                if (pending or pending_too) and alike(sketch, sketch_too):
                    yield one, other


class _Groups:
    """Members that hold together by chains of pairs."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        self._above[self._top(one)] = self._top(other)

    def all(self) -> list[list[int]]:
        """Return the members of each group."""
        groups: dict[int, list[int]] = {}
        for member in self._above:
            groups.setdefault(self._top(member), []).append(member)
        return list(groups.values())

    def _top(self, member: int) -> int:
        top = self._above.setdefault(member, member)
        while top != self._above[top]:
            top = self._above[top]
        self._above[member] = top
        return top
