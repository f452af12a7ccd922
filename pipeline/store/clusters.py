"""Clusters: articles that carry the same text, found as each is stored, without reading the others."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence

from pipeline.store.sketches import BANDS, alike, bands, sketch_text

# What one band may bring to look at; one that more articles share is boilerplate, and other bands find the real pairs.
SEEN_A_BAND = 64
# A cluster of more articles is left whole when one of them is edited.
REGROUPED = 200

PENDING = ""
"""The cluster of an article that an import has not placed yet."""

_IN_A_BAND = f"SELECT * FROM (SELECT member FROM cluster_bands WHERE band = ? LIMIT {SEEN_A_BAND})"  # noqa: S608
_LIKELY = (
    f"SELECT cluster, sketch FROM ({' UNION '.join([_IN_A_BAND] * BANDS)}) "  # noqa: S608
    "JOIN clusters USING (member) WHERE member != ?"
)

_Row = tuple[str, bytes]


def place(connection: sqlite3.Connection, article: str, sketch: bytes) -> None:
    """Put an article whose text is new into its cluster, joining those that it links; to be called in a transaction.

    A cluster is named by the least of its articles' keys, whatever the order in which they came.
    """
    before = connection.execute("SELECT cluster, sketch FROM clusters WHERE article = ?", (article,)).fetchone()
    if before is not None:
        if before[1] == sketch:
            return
        if before[0] == PENDING:
            connection.execute("UPDATE clusters SET sketch = ? WHERE article = ?", (sketch, article))
            return
        _take_out(connection, article, cluster=before[0], sketch=before[1])
    place_new(connection, [(article, sketch)])


def place_new(connection: sqlite3.Connection, articles: Sequence[_Row]) -> None:
    """Put articles, by key and sketch, into clusters that they are not in yet; to be called in a transaction."""
    placed = [(article, member_number(article), sketch, bands(sketch)) for article, sketch in articles]
    rows = [(article, member, article, sketch) for article, member, sketch, _ in placed]
    connection.executemany("INSERT INTO clusters VALUES (?, ?, ?, ?)", rows)
    # In the order of the index, whose neighbours are written together.
    found_by = sorted((band, member) for _, member, _, numbers in placed for band in numbers)
    connection.executemany("INSERT INTO cluster_bands VALUES (?, ?)", found_by)
    for article, member, sketch, numbers in placed:
        likely = connection.execute(_LIKELY, (*numbers, member)).fetchall() if numbers else ()
        joined = {cluster for cluster, other in likely if alike(sketch, other)}
        if joined:
            # Another of these articles may have given it a name already.
            (own,) = connection.execute("SELECT cluster FROM clusters WHERE article = ?", (article,)).fetchone()
            name_clusters(connection, joined | {own})


def place_all(connection: sqlite3.Connection) -> None:
    """Place every article of a database that was made before there were clusters."""
    latest = "SELECT a.key, r.text FROM articles a JOIN revisions r ON r.article = a.key AND r.n = a.revision"
    for article, text in connection.execute(latest):
        place(connection, article, sketch_text(text))


def _take_out(connection: sqlite3.Connection, article: str, *, cluster: str, sketch: bytes) -> None:
    """Remove an article from its cluster, and name anew what holds together without it."""
    member = member_number(article)
    gone = [(band, member) for band in bands(sketch)]
    connection.executemany("DELETE FROM cluster_bands WHERE band = ? AND member = ?", gone)
    connection.execute("DELETE FROM clusters WHERE article = ?", (article,))
    rows = connection.execute(
        "SELECT article, sketch FROM clusters WHERE cluster = ? ORDER BY article LIMIT ?", (cluster, REGROUPED + 1)
    )
    rest: list[_Row] = [(row[0], row[1]) for row in rows]
    if len(rest) <= REGROUPED:
        for group in _groups(rest):
            names = [(min(group), name) for name in group]
            connection.executemany("UPDATE clusters SET cluster = ? WHERE article = ?", names)


def _groups(rows: Sequence[_Row]) -> list[set[str]]:
    groups: list[tuple[set[str], list[bytes]]] = []
    for article, sketch in rows:
        linked = [group for group in groups if any(alike(sketch, other) for other in group[1])]
        names, sketches = {article}, [sketch]
        for group in linked:
            names |= group[0]
            sketches += group[1]
            groups.remove(group)
        groups.append((names, sketches))
    return [names for names, _ in groups]


def name_clusters(connection: sqlite3.Connection, clusters: set[str]) -> None:
    """Make one cluster of several, under the least of their names."""
    name = min(clusters)
    others = [(name, cluster) for cluster in clusters if cluster != name]
    connection.executemany("UPDATE clusters SET cluster = ? WHERE cluster = ?", others)


def member_number(article: str) -> int:
    """Return the number under which an article stands in ``cluster_bands``."""
    # A number of the key, not of the order of arrival: two crawls of the same pages end in the same rows.
    return int.from_bytes(hashlib.sha256(article.encode("utf-8", "surrogatepass")).digest()[:8], signed=True)
