"""Writing articles with their facts, of which only differences are written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from pipeline.store.clusters import place
from pipeline.store.columns import FACT_COLUMNS, Value
from pipeline.store.first_revisions import FirstRevision, Placing, add_facts, name_institutions, write_first
from pipeline.store.inserting import insert
from pipeline.store.pages import PackedPage
from pipeline.store.preparing import FIRST, Incoming, Prepared, content_columns, prepare_text
from pipeline.store.reanchoring import reanchor
from pipeline.store.records import Outcome, Saved
from pipeline.store.search_index import NewText, index_again
from pipeline.store.visits import insert_visit

_Row = tuple[Value, ...]

_REVISION = FACT_COLUMNS.index("revision")
_EXTRACTOR_VERSION = FACT_COLUMNS.index("extractor_version")
_INSTITUTION = FACT_COLUMNS.index("institution")
_ARTICLE = FACT_COLUMNS.index("article")
_CELLS = ", ".join(FACT_COLUMNS)
# Within an import there is no index by id, and a twin of another article may have the same one.
_OWN = "id = ? AND article = ?"
_READ_FACTS = f"SELECT {_CELLS} FROM facts WHERE article = ?"  # noqa: S608
_CHANGE_FACT = f"UPDATE facts SET {', '.join(f'{name} = ?' for name in FACT_COLUMNS)} WHERE {_OWN}"  # noqa: S608
_KEEP_PAST = f"INSERT INTO past_facts ({_CELLS}) {_READ_FACTS}"
_DROP_UNNAMED = """
DELETE FROM institutions WHERE id = ?
AND NOT EXISTS (SELECT 1 FROM facts WHERE institution = institutions.id)
AND NOT EXISTS (SELECT 1 FROM review_anchors WHERE institution = institutions.id)
AND NOT EXISTS (SELECT 1 FROM past_facts WHERE institution = institutions.id)"""
# What makes a revision; a stamp of the last update or another layout alone does not.
_CONTENT = ("title", "byline", "publisher", "published", "text", "captions", "subtitles")


def write_articles(
    connection: sqlite3.Connection,
    run: str,
    batch: Sequence[Incoming],
    *,
    keep_pages: Callable[[Sequence[bytes | PackedPage]], Sequence[str]],
    read_page: Callable[[str], bytes | None],
    place: Placing,
    before_rewriting: Callable[[], None] | None = None,
) -> list[Saved]:
    """Write what is new about articles, in their order: revisions where a content changed, and the facts that differ.

    To be called in a transaction. ``keep_pages`` is called before the revisions of its pages are written and returns
    their hashes; ``read_page`` returns the bytes of an earlier one, or None where it is lost. ``before_rewriting`` is
    called before an article that is there already is looked at.
    """
    saved: list[Saved] = []
    firsts: dict[str, Incoming] = {}
    known = _known(connection, [incoming.prepared.key for incoming in batch])

    def write_waiting() -> None:
        waiting = list(firsts.values())
        pages = keep_pages([incoming.page for incoming in waiting])
        rows = [
            FirstRevision(visit=incoming.visit, prepared=incoming.prepared, page=page)
            for incoming, page in zip(waiting, pages, strict=True)
        ]
        saved.extend(write_first(connection, run, rows, place))
        firsts.clear()

    for incoming in batch:
        key = incoming.prepared.key
        if key not in known and key not in firsts:
            firsts[key] = incoming
            continue
        # Fetches are numbered in the order in which they came.
        write_waiting()
        known.add(key)
        if before_rewriting is not None:
            before_rewriting()
        saved.append(_write_again(connection, run, incoming, keep_pages=keep_pages, read_page=read_page))
    write_waiting()
    return saved


def rewrite_article(connection: sqlite3.Connection, prepared: Prepared) -> Saved:
    """Write what today's cleaner and extractors make of the page that the latest revision came from.

    To be called in a transaction. A new text is a revision of the same page and fetch; the earlier one is kept.
    Raises KeyError where there is no such article.
    """
    key, content = prepared.key, prepared.content
    before = _latest(connection, key)
    if _same(before, content):
        return _refresh(connection, before, prepared)
    n = int(before["n"]) + 1
    _turn_over(connection, key, {name: content[name] for name in ("title", "publisher", "published")} | {"revision": n})
    row = {"article": key, "n": n, "reason": "recleaned", **{name: before[name] for name in ("run", "fetch", "page")}}
    return _write_revision(connection, row, prepared)


def mark_reached(connection: sqlite3.Connection, run: str, key: str) -> None:
    """Write down the last article that a run has read; to be called in the transaction that stored it."""
    connection.execute("UPDATE runs SET reached = ? WHERE id = ?", (key, run))


def _write_again(
    connection: sqlite3.Connection,
    run: str,
    incoming: Incoming,
    *,
    keep_pages: Callable[[Sequence[bytes | PackedPage]], Sequence[str]],
    read_page: Callable[[str], bytes | None],
) -> Saved:
    visit, prepared = incoming.visit, incoming.prepared
    key, content = prepared.key, prepared.content
    before = _latest(connection, key)
    if _same(before, content):
        insert_visit(connection, run, visit, Outcome.UNCHANGED, article=key)
        return _refresh(connection, before, prepared)
    (page,) = keep_pages([incoming.page])
    n = int(before["n"]) + 1
    head = {name: content[name] for name in ("title", "publisher", "published")}
    _turn_over(connection, key, head | {"url": prepared.url, "revision": n, "gone": None})
    reason = _reason(before, page, incoming, read_page)
    fetch = insert_visit(connection, run, visit, Outcome.REVISED, article=key)
    row: dict[str, Value] = {"article": key, "n": n, "reason": reason, "run": run, "fetch": fetch, "page": page}
    return _write_revision(connection, row, prepared)


def _turn_over(connection: sqlite3.Connection, key: str, head: Mapping[str, Value]) -> None:
    """Give an article the head of its new revision, and keep the facts of the one before as past."""
    assignments = ", ".join(f"{name} = ?" for name in head)
    connection.execute(f"UPDATE articles SET {assignments} WHERE key = ?", (*head.values(), key))  # noqa: S608
    connection.execute(_KEEP_PAST, (key,))


def _write_revision(connection: sqlite3.Connection, row: Mapping[str, Value], prepared: Prepared) -> Saved:
    """Write a later revision and all that follows its text: cluster, search index, facts, where reviews stand."""
    key, n, content = prepared.key, int(str(row["n"])), prepared.content
    insert(connection, "revisions", [{**row, **content, "extractor_version": prepared.extractor_version}])
    text = prepared.text or prepare_text(content)
    place(connection, key, text.sketch)
    words = (text.title, text.text)
    index_again(connection, NewText(article=key, revision=n, published=content["published"], words=words))
    added, changed, removed = _write_facts(connection, prepared, n)
    reanchor(connection, key)
    return Saved(outcome=Outcome.REVISED, revision=n, added=added, changed=changed, removed=removed)


def _reason(before: sqlite3.Row, page: str, incoming: Incoming, read_page: Callable[[str], bytes | None]) -> str:
    content = incoming.prepared.content
    if before["page"] == page:
        return "recleaned"
    if before["cleaner_version"] == content["cleaner_version"] or incoming.reclean is None:
        return "edited"
    # Bytes change with every advertisement: whose doing the new text is shows when the old page is cleaned anew.
    body = read_page(before["page"])
    again = None if body is None else incoming.reclean(body)
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
    name_institutions(connection, prepared.institutions)
    before = {row[0]: tuple(row) for row in connection.execute(_READ_FACTS, (prepared.key,))}
    added = [row for name, row in rows.items() if name not in before]
    changed = [row for name, row in rows.items() if name in before and _differ(row, before[name])]
    removed = [row for name, row in before.items() if name not in rows]
    add_facts(connection, added)
    connection.executemany(_CHANGE_FACT, [(*row, row[0], row[_ARTICLE]) for row in changed])
    connection.executemany(f"DELETE FROM facts WHERE {_OWN}", [(row[0], row[_ARTICLE]) for row in removed])  # noqa: S608
    touched = {before[str(row[0])][_INSTITUTION] for row in changed} | {row[_INSTITUTION] for row in removed}
    connection.executemany(_DROP_UNNAMED, [(name,) for name in touched if name is not None])
    return len(added), len(changed), len(removed)


def _differ(row: _Row, before: _Row) -> bool:
    # A newer extractor that reads the same fact leaves its row untouched.
    return _but_version(row) != _but_version(before)


def _but_version(row: _Row) -> _Row:
    return row[:_EXTRACTOR_VERSION] + row[_EXTRACTOR_VERSION + 1 :]


def _known(connection: sqlite3.Connection, keys: Sequence[str]) -> set[str]:
    rows = connection.execute(
        "SELECT key FROM articles WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
    )
    return {key for (key,) in rows}


def _latest(connection: sqlite3.Connection, key: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        "SELECT r.* FROM articles a JOIN revisions r ON r.article = a.key AND r.n = a.revision WHERE a.key = ?", (key,)
    ).fetchone()
    if row is None:
        raise KeyError(key)
    return row
