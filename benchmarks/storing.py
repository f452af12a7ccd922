"""Storing articles beside a bare ``executemany`` of the same rows into the same schema, indexes and full text.

The peer is given every row ready made, and asks the database nothing. In batches ours is measured twice: with what
``prepare`` computes made beforehand, as the workers of an import do, and with it made in the same process.
"""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, converted
from benchmarks.generate import SEOUL, Generated, articles
from benchmarks.timing import time_in_turn
from pipeline.store import Incoming, Store, Versions, Visit, pack_page, page_hash, pages_path, prepare
from pipeline.store.opening import CACHE_KIB, IMPORT_CACHE_KIB

ARTICLES = 1_000
BATCH = 500
ONE = "pressfacts, a transaction an article"
BARE_ONE = "bare executemany, a transaction an article"
MANY = "pressfacts, batches prepared by workers"
WHOLE = "pressfacts, batches prepared here"
BARE_MANY = "bare executemany, batches"
VERSIONS = Versions(pressfacts="0", cleaner="0", extractor="0")

_TABLES = ("articles", "fetches", "revisions", "institutions", "facts", "clusters", "cluster_bands", "search_documents")
_SEARCH = "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)"

Rows = dict[str, list[tuple[Any, ...]]]


def run(rounds: int = 5, number: int = ARTICLES) -> dict[str, Figure]:
    """Return how many articles of about 20 facts a second each way stores, by the time of the processor."""
    made = list(itertools.islice(articles(100_000, seed=11), number))
    bodies = [f"{each.key}\n{each.article.text}\n".encode() * 8 for each in made]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        finished = place / "finished.db"
        _save_each(finished, made, bodies)()
        rows = _rows_by_article(finished, made)

        def fresh(turn: int, name: str) -> Path:
            return place / f"{turn}-{name}.db"

        timings = time_in_turn(
            {
                ONE: lambda turn: _save_each(fresh(turn, "one"), made, bodies),
                BARE_ONE: lambda turn: _insert_bare(fresh(turn, "bare"), finished, rows, 1),
                MANY: lambda turn: _save_batches(fresh(turn, "many"), made, bodies, ready=True),
                WHOLE: lambda turn: _save_batches(fresh(turn, "whole"), made, bodies, ready=False),
                BARE_MANY: lambda turn: _insert_bare(fresh(turn, "bare-many"), finished, rows, BATCH),
            },
            rounds,
            time.process_time,
        )
    return converted(timings, lambda seconds: number / seconds)


def visit(made: Generated) -> Visit:
    """Return the fetch that an article would have come by."""
    assert made.article.published
    return Visit(url=made.key, at=made.article.published.replace(tzinfo=SEOUL), status=200)


def _save_each(path: Path, made: Sequence[Generated], bodies: Sequence[bytes]) -> Callable[[], None]:
    store = Store.open(path)
    run = store.begin_run("add", VERSIONS)
    visits = [visit(each) for each in made]

    def work() -> None:
        for each, seen, body in zip(made, visits, bodies, strict=True):
            store.save_article(run, seen, each.article, key=each.key, page=body, reading=each.reading)
        store.close()

    return work


def _save_batches(path: Path, made: Sequence[Generated], bodies: Sequence[bytes], *, ready: bool) -> Callable[[], None]:
    store = Store.open(path)
    run = store.begin_run("add", VERSIONS)
    visits = [visit(each) for each in made]

    def incoming(n: int) -> Incoming:
        prepared = prepare(made[n].article, key=made[n].key, reading=made[n].reading)
        return Incoming(visit=visits[n], prepared=prepared, page=pack_page(bodies[n], page_hash(bodies[n])))

    before = [incoming(n) for n in range(len(made))] if ready else []

    def work() -> None:
        for start in range(0, len(made), BATCH):
            numbers = range(start, min(start + BATCH, len(made)))
            store.save_many(run, [before[n] if ready else incoming(n) for n in numbers])
        store.close()

    return work


def _insert_bare(path: Path, finished: Path, rows: Sequence[Rows], batch: int) -> Callable[[], None]:
    Store.open(path).close()
    pages = sqlite3.connect(pages_path(path), isolation_level=None)
    with closing(sqlite3.connect(pages_path(finished))) as source:
        pages.execute("PRAGMA journal_mode = WAL")
        pages.execute(source.execute("SELECT sql FROM sqlite_master WHERE name = 'pages'").fetchone()[0])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{IMPORT_CACHE_KIB if batch > 1 else CACHE_KIB}")
    with closing(sqlite3.connect(finished)) as source:
        _insert(connection, "runs", source.execute("SELECT * FROM runs").fetchall())

    def work() -> None:
        for start in range(0, len(rows), batch):
            chunk = rows[start : start + batch]
            pages.execute("BEGIN IMMEDIATE")
            _insert(pages, "pages", [row for each in chunk for row in each["pages"]])
            pages.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                _insert(connection, table, [row for each in chunk for row in each.get(table, ())])
            connection.executemany(_SEARCH, [row for each in chunk for row in each["search"]])
            connection.execute("COMMIT")
        pages.close()
        connection.close()

    return work


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _rows_by_article(finished: Path, made: Sequence[Generated]) -> list[Rows]:
    """Return every row of a database, by the article that it came with."""
    rows: dict[str, Rows] = {each.key: defaultdict(list) for each in made}
    with closing(sqlite3.connect(finished)) as source, closing(sqlite3.connect(pages_path(finished))) as pages:
        for table in ("articles", "fetches", "revisions", "facts", "clusters", "search_documents"):
            key = "key" if table == "articles" else "article"
            for article, *row in source.execute(f"SELECT {key}, * FROM {table}"):
                rows[article][table].append(tuple(row))
        for article, *row in source.execute(
            "SELECT c.article, b.* FROM cluster_bands b JOIN clusters c USING (member)"
        ):
            rows[article]["cluster_bands"].append(tuple(row))
        # Each institution is new with the first article that names it.
        for article, *row in source.execute(
            "SELECT f.article, i.* FROM institutions i JOIN facts f ON f.rowid = "
            "(SELECT min(rowid) FROM facts WHERE institution = i.id)"
        ):
            rows[article]["institutions"].append(tuple(row))
        kept = {row[0]: row for row in pages.execute("SELECT * FROM pages")}
        for article, page in source.execute("SELECT article, page FROM revisions"):
            rows[article]["pages"].append(kept[page])
    for each in made:
        text = prepare(each.article, key=each.key, reading=each.reading).text
        assert text
        number = rows[each.key]["search_documents"][0][0]
        rows[each.key]["search"].append((number, text.title, text.text))
    return [rows[each.key] for each in made]
