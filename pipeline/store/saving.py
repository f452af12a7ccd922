"""Writing: visits, the frontier, and articles with their facts, of which only differences are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.facts import Fact, Institution
from pipeline.model import Article
from pipeline.store.clusters import place
from pipeline.store.columns import (
    FACT_COLUMNS,
    Value,
    fact_rows,
    institution_id,
    json_list,
    press_time,
    storable,
    storable_or_none,
    system_time,
)
from pipeline.store.records import FrontierUrl, Outcome, Saved, Setback, Visit
from pipeline.store.search_index import index_article

_EXTRACTOR_VERSION = FACT_COLUMNS.index("extractor_version")
_INSTITUTION = FACT_COLUMNS.index("institution")
_CELLS = ", ".join(FACT_COLUMNS)
_READ_FACTS = f"SELECT {_CELLS} FROM facts WHERE article = ?"  # noqa: S608
_WRITE_FACT = (
    f"INSERT INTO facts ({_CELLS}) VALUES ({', '.join('?' * len(FACT_COLUMNS))}) "  # noqa: S608
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in FACT_COLUMNS[1:])}"
)
_KEEP_PAST = f"INSERT INTO past_facts ({_CELLS}) {_READ_FACTS}"
# Of all mentions, the one in the newest article names an institution, whatever the order in which they are stored.
_WRITE_INSTITUTION = """
INSERT INTO institutions (id, canonical, type, named) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET canonical = excluded.canonical, type = excluded.type, named = excluded.named
WHERE (excluded.named, excluded.canonical, excluded.type) > (named, canonical, type)"""
_DROP_UNNAMED = """
DELETE FROM institutions WHERE id = ?
AND NOT EXISTS (SELECT 1 FROM facts WHERE institution = institutions.id)
AND NOT EXISTS (SELECT 1 FROM past_facts WHERE institution = institutions.id)"""
_SEEN = frozenset({Outcome.NEW, Outcome.REVISED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
# What makes a revision; a stamp of the last update or another layout alone does not.
_CONTENT = ("title", "byline", "publisher", "published", "text", "captions", "subtitles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the extractors made of an article's text."""

    facts: Sequence[Fact]
    sentences: Sequence[tuple[int, int]]
    version: str


def insert_visit(
    connection: sqlite3.Connection,
    run: str,
    visit: Visit,
    outcome: Outcome,
    *,
    reason: str | None = None,
    article: str | None = None,
    setback: Setback | None = None,
) -> int:
    """Write a row of ``fetches``, settle its URL in the frontier unless it failed, and return its number in the run."""
    failures, next_attempt = (setback.failures, system_time(setback.next_attempt)) if setback else (0, None)
    (n,) = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM fetches WHERE run = ?", (run,)).fetchone()
    row = {
        "run": run,
        "n": n,
        "source": visit.source,
        "url": storable(visit.url),
        "final_url": storable_or_none(visit.final_url),
        "at": system_time(visit.at),
        "status": visit.status,
        "outcome": str(outcome),
        "reason": storable_or_none(reason),
        "article": article,
        "page": visit.page,
        "content_type": storable_or_none(visit.content_type),
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "listed": press_time(visit.listed),
        "robots": visit.robots,
        "bytes": visit.bytes,
        "seconds": visit.seconds,
        "listing": int(visit.listing),
        "failures": failures,
        "next_attempt": next_attempt,
    }
    _insert(connection, "fetches", row)
    if outcome is Outcome.FAILED:
        setting = (failures, next_attempt, row["reason"], row["url"])
        connection.execute("UPDATE frontier SET attempts = ?, next_attempt = ?, reason = ? WHERE url = ?", setting)
    else:
        connection.execute("DELETE FROM frontier WHERE url = ?", (row["url"],))
    if outcome in _SEEN and article is not None:
        connection.execute("UPDATE articles SET gone = NULL WHERE key = ? AND gone IS NOT NULL", (article,))
    return int(n)


def insert_frontier(connection: sqlite3.Connection, run: str, source: str, wanted: Iterable[FrontierUrl]) -> None:
    """Put URLs that are to be fetched into the frontier; one that waits there stays, under its newest date."""
    for item in wanted:
        connection.execute(
            "INSERT INTO frontier (url, source, listed, run) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (url) DO UPDATE SET listed = excluded.listed WHERE excluded.listed > coalesce(listed, '')",
            (storable(item.url), source, press_time(item.listed), run),
        )


def write_article(
    connection: sqlite3.Connection,
    run: str,
    visit: Visit,
    article: Article,
    *,
    key: str,
    reading: Reading,
    keep_page: Callable[[], str],
    reread: Callable[[str], Article | None],
) -> Saved:
    """Write what is new about an article: a revision where its content changed, and the facts that differ.

    To be called in a transaction. ``keep_page`` is called before a revision is written and returns its page's hash;
    ``reread`` returns what today's cleaner makes of an earlier page.
    """
    content = _content_columns(article)
    before = _latest(connection, key)
    if before is not None and _same(before, content):
        insert_visit(connection, run, visit, Outcome.UNCHANGED, article=key)
        return _refresh(connection, before, article, reading)
    page = keep_page()
    n = 1 if before is None else int(before["n"]) + 1
    head = {name: content[name] for name in ("title", "publisher", "published")}
    head |= {"url": storable_or_none(article.url), "revision": n, "gone": None}
    if before is None:
        _insert(connection, "articles", {"key": key, **head})
        reason, outcome = "first", Outcome.NEW
    else:
        assignments = ", ".join(f"{name} = ?" for name in head)
        connection.execute(f"UPDATE articles SET {assignments} WHERE key = ?", (*head.values(), key))  # noqa: S608
        connection.execute(_KEEP_PAST, (key,))
        reason, outcome = _reason(before, page, content, reread), Outcome.REVISED
    fetch = insert_visit(connection, run, visit, outcome, article=key)
    row = {"article": key, "n": n, "reason": reason, "run": run, "fetch": fetch, "page": page, **content}
    return _write_revision(connection, row, article, reading, outcome)


def rewrite_article(connection: sqlite3.Connection, article: Article, *, key: str, reading: Reading) -> Saved:
    """Write what today's cleaner and extractors make of the page that the latest revision came from.

    To be called in a transaction. A new text is a revision of the same page and fetch; the earlier one is kept.
    Raises KeyError where there is no such article.
    """
    before = _latest(connection, key)
    if before is None:
        raise KeyError(key)
    content = _content_columns(article)
    if _same(before, content):
        return _refresh(connection, before, article, reading)
    n = int(before["n"]) + 1
    head = {name: content[name] for name in ("title", "publisher", "published")} | {"revision": n}
    assignments = ", ".join(f"{name} = ?" for name in head)
    connection.execute(f"UPDATE articles SET {assignments} WHERE key = ?", (*head.values(), key))  # noqa: S608
    connection.execute(_KEEP_PAST, (key,))
    row = {"article": key, "n": n, "reason": "recleaned", **{name: before[name] for name in ("run", "fetch", "page")}}
    return _write_revision(connection, row | content, article, reading, Outcome.REVISED)


def _write_revision(
    connection: sqlite3.Connection, row: dict[str, Any], article: Article, reading: Reading, outcome: Outcome
) -> Saved:
    """Write a revision and all that follows its text: cluster, search index, facts."""
    key, n = row["article"], row["n"]
    _insert(connection, "revisions", row | {"extractor_version": reading.version})
    place(connection, key, row["text"])
    words = {name: row[name] for name in ("title", "text", "published")}
    index_article(connection, key, revision=n, **words)
    added, changed, removed = _write_facts(connection, article, key=key, revision=n, reading=reading)
    return Saved(outcome=outcome, revision=n, added=added, changed=changed, removed=removed)


def _reason(before: sqlite3.Row, page: str, content: dict[str, Any], reread: Callable[[str], Article | None]) -> str:
    if before["page"] == page:
        return "recleaned"
    if before["cleaner_version"] == content["cleaner_version"]:
        return "edited"
    # Bytes change with every advertisement: whose doing the new text is shows when the old page is cleaned anew.
    again = reread(before["page"])
    same = again is not None and _same(_content_columns(again), content)
    return "recleaned" if same else "edited"


def _same(before: Mapping[str, Any] | sqlite3.Row, content: Mapping[str, Any]) -> bool:
    return all(before[name] == content[name] for name in _CONTENT)


def _refresh(connection: sqlite3.Connection, before: sqlite3.Row, article: Article, reading: Reading) -> Saved:
    key, n = before["article"], int(before["n"])
    added, changed, removed = _write_facts(connection, article, key=key, revision=n, reading=reading)
    if before["extractor_version"] != reading.version:
        version = (reading.version, key, n)
        connection.execute("UPDATE revisions SET extractor_version = ? WHERE article = ? AND n = ?", version)
    return Saved(outcome=Outcome.UNCHANGED, revision=n, added=added, changed=changed, removed=removed)


def _write_facts(
    connection: sqlite3.Connection, article: Article, *, key: str, revision: int, reading: Reading
) -> tuple[int, int, int]:
    rows = fact_rows(
        reading.facts,
        reading.sentences,
        text=article.text,
        article=key,
        revision=revision,
        extractor_version=reading.version,
    )
    before = {row[0]: tuple(row) for row in connection.execute(_READ_FACTS, (key,))}
    named = press_time(article.published) or ""
    for fact in reading.facts:
        if isinstance(fact, Institution):
            institution = (institution_id(fact), storable(fact.canonical), fact.type, named)
            connection.execute(_WRITE_INSTITUTION, institution)
    added = [row for name, row in rows.items() if name not in before]
    changed = [row for name, row in rows.items() if name in before and _differ(row, before[name])]
    removed = [row for name, row in before.items() if name not in rows]
    connection.executemany(_WRITE_FACT, added + changed)
    connection.executemany("DELETE FROM facts WHERE id = ?", [row[:1] for row in removed])
    touched = {before[row[0]][_INSTITUTION] for row in changed} | {row[_INSTITUTION] for row in removed}
    connection.executemany(_DROP_UNNAMED, [(name,) for name in touched if name is not None])
    return len(added), len(changed), len(removed)


def _differ(row: tuple[Value, ...], before: tuple[Value, ...]) -> bool:
    # A newer extractor that reads the same fact leaves its row untouched.
    return _but_version(row) != _but_version(before)


def _but_version(row: tuple[Value, ...]) -> tuple[Value, ...]:
    return row[:_EXTRACTOR_VERSION] + row[_EXTRACTOR_VERSION + 1 :]


def _latest(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT r.* FROM articles a JOIN revisions r ON r.article = a.key AND r.n = a.revision WHERE a.key = ?", (key,)
    ).fetchone()
    return row


def _content_columns(article: Article) -> dict[str, Any]:
    return {
        "title": storable_or_none(article.title),
        "byline": json_list(article.byline),
        "publisher": storable_or_none(article.publisher),
        "published": press_time(article.published),
        "updated": press_time(article.updated),
        "text": storable(article.text),
        "captions": json_list(article.captions),
        "subtitles": json_list(article.subtitles),
        "section": storable_or_none(article.section),
        "language": article.language,
        "image": storable_or_none(article.image),
        "encoding": article.encoding,
        "replaced": article.replaced,
        "layout": article.layout,
        "warnings": json_list(article.warnings),
        "cleaner_version": article.cleaner_version,
    }


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
