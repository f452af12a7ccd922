"""Placing many articles into their clusters at once: bands in order, so that likes stand side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.store.clusters import PENDING, SEEN_A_BAND, member_number, name_clusters
from pipeline.store.opening import Transactions

if TYPE_CHECKING:
    from pipeline.store.sketch_file import SketchFile

_PAIRS = 10_000


def put_off(connection: sqlite3.Connection, articles: Sequence[tuple[str, bytes]]) -> None:
    """Write articles, by key and sketch, that :func:`place_pending` is to place; to be called in a transaction."""
    rows = [(article, member_number(article), PENDING, sketch) for article, sketch in articles]
    connection.executemany("INSERT INTO clusters VALUES (?, ?, ?, ?)", rows)


def place_pending(connection: sqlite3.Connection, transaction: Transactions) -> None:
    """Place what was put off, as one after the other would have been; cut off, it is done anew."""
    if connection.execute("SELECT 1 FROM clusters WHERE cluster = ? LIMIT 1", (PENDING,)).fetchone() is None:
        return
    # With it comes numpy, which starts threads: not where workers are forked.
    from pipeline.store.sketch_file import SketchFile

    groups = _Groups()
    with SketchFile(connection) as sketches:
        _write_bands(connection, transaction, sketches)
        for one, other in _likes(connection, sketches):
            groups.join(one, other)
    with transaction():
        connection.execute("UPDATE clusters SET cluster = article WHERE cluster = ?", (PENDING,))
        for members in groups.all():
            sql = f"SELECT cluster FROM clusters WHERE member IN ({', '.join('?' * len(members))})"  # noqa: S608
            name_clusters(connection, {cluster for (cluster,) in connection.execute(sql, members)})


def _write_bands(connection: sqlite3.Connection, transaction: Transactions, sketches: SketchFile) -> None:
    with transaction():
        for rows in sketches.bands_of_pending():
            # Those are there already that a placing wrote which was cut off.
            connection.executemany("INSERT OR IGNORE INTO cluster_bands VALUES (?, ?)", rows)


def _likes(connection: sqlite3.Connection, sketches: SketchFile) -> Iterator[tuple[int, int]]:
    """Yield pairs of members that are alike, of which one is pending, at least one pair for each link of a chain.

    A pair comes once for each band that it shares.
    """
    for pairs in _pairs(connection):
        yield from sketches.alike(pairs)


def _pairs(connection: sqlite3.Connection) -> Iterator[list[tuple[int, int]]]:
    """Yield, some at a time, the pairs of members that share a band."""
    shared = connection.execute(
        "SELECT count(*), min(member), max(member), band FROM cluster_bands GROUP BY band HAVING count(*) > 1"
    )
    seen = f"SELECT member FROM cluster_bands WHERE band = ? LIMIT {SEEN_A_BAND}"  # noqa: S608
    pairs: list[tuple[int, int]] = []
    for number, one, other, band in shared:
        if number == 2:
            pairs.append((one, other))
        else:
            pairs += combinations([member for (member,) in connection.execute(seen, (band,))], 2)
        if len(pairs) >= _PAIRS:
            yield pairs
            pairs = []
    if pairs:
        yield pairs


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
