"""Verifying a whole file: that facts, texts, views, pages and the search index say the same."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.durations import measure
from pipeline.store.migrating import bring_up_to_date
from pipeline.store.opening import connect_to_read
from pipeline.store.pages import page_hash, pages_path
from pipeline.store.verifying_reviews import check_reviews
from pipeline.store.verifying_search import check_search

_SHOWN = 10

_OFFSETS = """
SELECT f.id || ' of ' || f.article || ': ' || CASE
    WHEN substr(r.text, f.start + 1, f.end - f.start) IS NOT f.quote THEN 'text[start:end] is not its quote'
    WHEN substr(r.text, f.sentence_start + 1, length(f.sentence)) IS NOT f.sentence THEN 'its sentence is not there'
    WHEN f.end > f.sentence_start + length(f.sentence) THEN 'its sentence ends before it' END AS wrong
FROM {table} f LEFT JOIN revisions r ON r.article = f.article AND r.n = f.revision"""
_LATEST = """
SELECT CASE WHEN f.revision != a.revision THEN f.id || ' of ' || a.key || ': is not of the latest revision' END
FROM facts f JOIN articles a ON a.key = f.article"""
_HEADS = """
SELECT CASE WHEN a.revision < (SELECT max(n) FROM revisions WHERE article = a.key)
    THEN a.key || ': has a later revision'
    WHEN r.n IS NULL THEN a.key || ': has no revision ' || a.revision
    WHEN (a.title, a.publisher, a.published) IS NOT (r.title, r.publisher, r.published)
    THEN a.key || ': title, publisher or time is not that of its latest revision' END
FROM articles a LEFT JOIN revisions r ON r.article = a.key AND r.n = a.revision"""
_VIEWS = """
SELECT CASE WHEN shown != held THEN name || ' shows ' || shown || ' of ' || held || ' rows' END FROM (
    SELECT 'amounts' AS name, (SELECT count(*) FROM amounts) AS shown,
        (SELECT count(*) FROM facts WHERE kind = 'amount') AS held
    UNION ALL SELECT 'durations', (SELECT count(*) FROM durations),
        (SELECT count(*) FROM facts WHERE kind = 'duration')
    UNION ALL SELECT 'counts', (SELECT count(*) FROM counts), (SELECT count(*) FROM facts WHERE kind = 'count')
    UNION ALL SELECT 'institution_mentions', (SELECT count(*) FROM institution_mentions),
        (SELECT count(*) FROM facts WHERE kind = 'institution')
    UNION ALL SELECT 'latest_revisions', (SELECT count(*) FROM latest_revisions), (SELECT count(*) FROM articles)
    UNION ALL SELECT 'facts_all_revisions', (SELECT count(*) FROM facts_all_revisions),
        (SELECT count(*) FROM facts) + (SELECT count(*) FROM past_facts))"""
_NUMBERS = "value value_text value_months value_seconds value_days".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: how much it looked at, how much was wrong, the first of that in words, and what else to know."""

    name: str
    examined: int
    wrong: int
    told: tuple[str, ...] = ()
    note: str | None = None


def verify(connection: sqlite3.Connection, path: Path) -> Iterator[Check]:
    """Yield each check of the whole file as it is done; what SQLite cannot read is wrong, too."""
    yield _run("file", lambda: _unless_ok(connection.execute("PRAGMA integrity_check(10)")))
    yield _run("schema", lambda: _compare_schema(connection))
    yield _run("foreign keys", lambda: _broken_references(connection))
    offsets = [_OFFSETS.format(table=table) for table in ("facts", "past_facts")]
    yield _run("offsets", lambda: _first_columns(connection, *offsets, _LATEST))
    yield _run("values", lambda: _compare_values(connection))
    yield _run("views", lambda: _first_columns(connection, _HEADS, _VIEWS))
    yield _check_pages(connection, path)
    yield _run("search", lambda: check_search(connection))
    yield _run("reviews", lambda: check_reviews(connection))


def _run(name: str, check: Callable[[], Iterable[str | None]], note: Callable[[], str | None] = lambda: None) -> Check:
    examined = wrong = 0
    told: list[str] = []
    try:
        for problem in check():
            examined += 1
            if problem is not None:
                wrong += 1
                told += [problem] * (wrong <= _SHOWN)
    except sqlite3.DatabaseError as error:
        wrong += 1
        told.append(f"cannot be read: {error}")
    return Check(name=name, examined=examined, wrong=wrong, told=tuple(told), note=note())


def _first_columns(connection: sqlite3.Connection, *statements: str) -> Iterator[str | None]:
    for sql in statements:
        for (problem,) in connection.execute(sql):
            yield problem


def _unless_ok(rows: Iterable[tuple[str]]) -> Iterator[str | None]:
    for (told,) in rows:
        yield None if told == "ok" else told


def _broken_references(connection: sqlite3.Connection) -> Iterator[str | None]:
    (references,) = connection.execute(
        "SELECT count(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) WHERE m.type = 'table'"
    ).fetchone()
    yield from [None] * references
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names a row of {parent} that is not there"


def _compare_schema(connection: sqlite3.Connection) -> Iterator[str | None]:
    sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '*sqlite_*'"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        bring_up_to_date(fresh)
        expected = dict(fresh.execute(sql).fetchall())
    there = dict(connection.execute(sql).fetchall())
    for name, made in expected.items():
        if name not in there:
            yield f"{name} is missing"
        else:
            yield None if there[name] == made else f"{name} is not as pressfacts made it"


def _compare_values(connection: sqlite3.Connection) -> Iterator[str | None]:
    for table in ("facts", "past_facts"):
        for name in ("value", "low", "high"):
            columns = ", ".join(column.replace("value", name) for column in _NUMBERS)
            for id_, number, text, *length in connection.execute(f"SELECT id, {columns} FROM {table}"):  # noqa: S608
                yield None if _agree(number, text, length) else f"{id_}: {name} is not what {name}_text says"


def _agree(number: float | None, text: str | None, length: list[float | None]) -> bool:
    if text is None or not text.startswith("P"):
        return length == [None] * 3 and (number is None if text is None else number == float(text))
    measured = measure(text)
    return number is None and length == [measured.months, measured.seconds, measured.days]


def _check_pages(connection: sqlite3.Connection, path: Path) -> Check:
    try:
        return _compare_pages(connection, path)
    except sqlite3.DatabaseError as error:
        # The table that names them is damaged.
        return Check(name="pages", examined=0, wrong=1, told=(f"cannot be read: {error}",))


def _compare_pages(connection: sqlite3.Connection, path: Path) -> Check:
    place = pages_path(path)
    named = {page for (page,) in connection.execute("SELECT DISTINCT page FROM revisions")}
    if not place.exists():
        return Check(name="pages", examined=0, wrong=0, note=f"{place} is not there: {len(named)} pages not looked at")
    try:
        connect_to_read(place).close()
    except sqlite3.OperationalError as error:
        # What cannot be looked at is not wrong: its folder may be one that cannot be written, with a log to be read.
        why = f"{place} cannot be opened ({error}): {len(named)} pages not looked at; check its permissions"
        return Check(name="pages", examined=0, wrong=0, note=why)
    fetched = {page for (page,) in connection.execute("SELECT DISTINCT page FROM fetches WHERE page IS NOT NULL")}
    orphans = 0

    def compare() -> Iterator[str | None]:
        nonlocal orphans
        missing = set(named)
        with closing(connect_to_read(place)) as pages:
            for name, size, packed in pages.execute("SELECT sha256, bytes, zlib FROM pages"):
                missing.discard(name)
                orphans += name not in named and name not in fetched
                yield _wrong_page(name, size, packed)
        yield from (f"{name} is missing, which a revision names" for name in sorted(missing))

    return _run("pages", compare, lambda: f"{orphans} orphan pages, that nothing names" if orphans else None)


def _wrong_page(name: str, size: int, packed: bytes) -> str | None:
    try:
        body = zlib.decompress(packed)
    except (zlib.error, TypeError):
        return f"{name} cannot be unpacked"
    return None if (page_hash(body), len(body)) == (name, size) else f"{name}: its bytes are not those of its name"
