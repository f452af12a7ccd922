"""Writing: visits, the frontier, and articles with their facts, of which only differences are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from pipeline.model import Article
from pipeline.store.clusters import place
from pipeline.store.columns import FACT_COLUMNS, Value, press_time, storable, storable_or_none, system_time
from pipeline.store.preparing import FIRST, Prepared, content_columns, prepare_text
from pipeline.store.reanchoring import reanchor
from pipeline.store.records import FrontierUrl, Outcome, Saved, Setback, Visit
from pipeline.store.search_index import index_article

_Row = tuple[Value, ...]

_REVISION = FACT_COLUMNS.index("revision")
_EXTRACTOR_VERSION = FACT_COLUMNS.index("extractor_version")
_INSTITUTION = FACT_COLUMNS.index("institution")
_CELLS = ", ".join(FACT_COLUMNS)
_READ_FACTS = f"SELECT {_CELLS} FROM facts WHERE article = ?"  # noqa: S608
_ADD_FACT = f"INSERT INTO facts ({_CELLS}) VALUES ({', '.join('?' * len(FACT_COLUMNS))})"  # noqa: S608
_CHANGE_FACT = f"UPDATE facts SET {', '.join(f'{name} = ?' for name in FACT_COLUMNS)} WHERE id = ?"  # noqa: S608
_KEEP_PAST = f"INSERT INTO past_facts ({_CELLS}) {_READ_FACTS}"
# Of all mentions, the one in the newest article names an institution, whatever the order in which they are stored.
_WRITE_INSTITUTION = """
INSERT INTO institutions (id, canonical, type, named) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET canonical = excluded.canonical, type = excluded.type, named = excluded.named
WHERE (excluded.named, excluded.canonical, excluded.type) > (named, canonical, type)"""
_DROP_UNNAMED = """
DELETE FROM institutions WHERE id = ?
AND NOT EXISTS (SELECT 1 FROM facts WHERE institution = institutions.id)
AND NOT EXISTS (SELECT 1 FROM review_anchors WHERE institution = institutions.id)
AND NOT EXISTS (SELECT 1 FROM past_facts WHERE institution = institutions.id)"""
_SEEN_AGAIN = frozenset({Outcome.REVISED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
# What makes a revision; a stamp of the last update or another layout alone does not.
_CONTENT = ("title", "byline", "publisher", "published", "text", "captions", "subtitles")


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
    if outcome in _SEEN_AGAIN and article is not None:
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
    prepared: Prepared,
    *,
    keep_page: Callable[[], str],
    reread: Callable[[str], Article | None],
) -> Saved:
    """Write what is new about an article: a revision where its content changed, and the facts that differ.

    To be called in a transaction. ``keep_page`` is called before a revision is written and returns its page's hash;
    ``reread`` returns what today's cleaner makes of an earlier page.
    """
    key, content = prepared.key, prepared.content
    before = _latest(connection, key)
    if before is not None and _same(before, content):
        insert_visit(connection, run, visit, Outcome.UNCHANGED, article=key)
        return _refresh(connection, before, prepared)
    page = keep_page()
    n = FIRST if before is None else int(before["n"]) + 1
    head = {name: content[name] for name in ("title", "publisher", "published")}
    head |= {"url": prepared.url, "revision": n, "gone": None}
    if before is None:
        _insert(connection, "articles", {"key": key, **head})
        reason, outcome = "first", Outcome.NEW
    else:
        _turn_over(connection, key, head)
        reason, outcome = _reason(before, page, content, reread), Outcome.REVISED
    fetch = insert_visit(connection, run, visit, outcome, article=key)
    row: dict[str, Value] = {"article": key, "n": n, "reason": reason, "run": run, "fetch": fetch, "page": page}
    return _write_revision(connection, row, prepared, outcome)


def rewrite_article(connection: sqlite3.Connection, prepared: Prepared) -> Saved:
    """Write what today's cleaner and extractors make of the page that the latest revision came from.

    To be called in a transaction. A new text is a revision of the same page and fetch; the earlier one is kept.
    Raises KeyError where there is no such article.
    """
    key, content = prepared.key, prepared.content
    before = _latest(connection, key)
    if before is None:
        raise KeyError(key)
    if _same(before, content):
        return _refresh(connection, before, prepared)
    n = int(before["n"]) + 1
    _turn_over(connection, key, {name: content[name] for name in ("title", "publisher", "published")} | {"revision": n})
    row = {"article": key, "n": n, "reason": "recleaned", **{name: before[name] for name in ("run", "fetch", "page")}}
    return _write_revision(connection, row, prepared, Outcome.REVISED)


def mark_reached(connection: sqlite3.Connection, run: str, key: str) -> None:
    """Write down the last article that a run has read; to be called in the transaction that stored it."""
    connection.execute("UPDATE runs SET reached = ? WHERE id = ?", (key, run))


def _turn_over(connection: sqlite3.Connection, key: str, head: Mapping[str, Value]) -> None:
    """Give an article the head of its new revision, and keep the facts of the one before as past."""
    assignments = ", ".join(f"{name} = ?" for name in head)
    connection.execute(f"UPDATE articles SET {assignments} WHERE key = ?", (*head.values(), key))  # noqa: S608
    connection.execute(_KEEP_PAST, (key,))


def _write_revision(
    connection: sqlite3.Connection, row: Mapping[str, Value], prepared: Prepared, outcome: Outcome
) -> Saved:
    """Write a revision and all that follows its text: cluster, search index, facts."""
    key, n, content = prepared.key, int(str(row["n"])), prepared.content
    _insert(connection, "revisions", {**row, **content, "extractor_version": prepared.extractor_version})
    text = prepared.text or prepare_text(content)
    place(connection, key, text.sketch)
    published = content["published"]
    words = (text.title, text.text)
    index_article(connection, key, words, revision=n, published=None if published is None else str(published))
    added, changed, removed = _write_facts(connection, prepared, n)
    reanchor(connection, key)
    return Saved(outcome=outcome, revision=n, added=added, changed=changed, removed=removed)


def _reason(
    before: sqlite3.Row, page: str, content: Mapping[str, Value], reread: Callable[[str], Article | None]
) -> str:
    if before["page"] == page:
        return "recleaned"
    if before["cleaner_version"] == content["cleaner_version"]:
        return "edited"
    # Bytes change with every advertisement: whose doing the new text is shows when the old page is cleaned anew.
    again = reread(before["page"])
    same = again is not None and _same(content_columns(again), content)
    return "recleaned" if same else "edited"


def _same(before: Mapping[str, Value] | sqlite3.Row, content: Mapping[str, Value]) -> bool:
    return all(before[name] == content[name] for name in _CONTENT)


def _refresh(connection: sqlite3.Connection, before: sqlite3.Row, prepared: Prepared) -> Saved:
    key, n = prepared.key, int(before["n"])
    added, changed, removed = _write_facts(connection, prepared, n)
    if added or changed or removed:
        reanchor(connection, key)
    if before["extractor_version"] != prepared.extractor_version:
        version = (prepared.extractor_version, key, n)
        connection.execute("UPDATE revisions SET extractor_version = ? WHERE article = ? AND n = ?", version)
    return Saved(outcome=Outcome.UNCHANGED, revision=n, added=added, changed=changed, removed=removed)


def _write_facts(connection: sqlite3.Connection, prepared: Prepared, revision: int) -> tuple[int, int, int]:
    rows = prepared.facts
    if revision != FIRST:
        rows = {name: (*row[:_REVISION], revision, *row[_REVISION + 1 :]) for name, row in rows.items()}
    connection.executemany(_WRITE_INSTITUTION, prepared.institutions)
    before = {row[0]: tuple(row) for row in connection.execute(_READ_FACTS, (prepared.key,))}
    added = [row for name, row in rows.items() if name not in before]
    changed = [row for name, row in rows.items() if name in before and _differ(row, before[name])]
    removed = [row for name, row in before.items() if name not in rows]
    connection.executemany(_ADD_FACT, added)
    connection.executemany(_CHANGE_FACT, [(*row, row[0]) for row in changed])
    connection.executemany("DELETE FROM facts WHERE id = ?", [row[:1] for row in removed])
    touched = {before[str(row[0])][_INSTITUTION] for row in changed} | {row[_INSTITUTION] for row in removed}
    connection.executemany(_DROP_UNNAMED, [(name,) for name in touched if name is not None])
    return len(added), len(changed), len(removed)


def _differ(row: _Row, before: _Row) -> bool:
    # A newer extractor that reads the same fact leaves its row untouched.
    return _but_version(row) != _but_version(before)


def _but_version(row: _Row) -> _Row:
    return row[:_EXTRACTOR_VERSION] + row[_EXTRACTOR_VERSION + 1 :]


def _latest(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT r.* FROM articles a JOIN revisions r ON r.article = a.key AND r.n = a.revision WHERE a.key = ?", (key,)
    ).fetchone()
    return row


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Value]) -> None:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
