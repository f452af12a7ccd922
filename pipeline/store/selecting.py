"""Reading: facts that answer a query, articles, counts, the way back from a fact, and what a crawl knows of a URL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from pipeline.model import Article
from pipeline.store.columns import press_time, read_fact, read_time, system_time
from pipeline.store.durations import measure, plain_number
from pipeline.store.naming import is_beside
from pipeline.store.records import (
    Conditions,
    FactQuery,
    FactRow,
    FrontierUrl,
    InstitutionCount,
    KindCount,
    LastFetch,
    Outcome,
    Review,
    StoredArticle,
    StoredPage,
    Trace,
    Versions,
)

_FACTS = "SELECT f.*, a.url, a.title, a.publisher, a.published FROM facts f JOIN articles a ON a.key = f.article"
_REVIEWED = _FACTS.replace("FROM facts f", "FROM reviewed_facts f")
# Article by article from the newest on, until the limit is reached: the facts need not be sorted, nor all be read.
_NEWEST = _FACTS.replace(
    "FROM facts f JOIN articles a ON", "FROM articles a CROSS JOIN facts f INDEXED BY facts_article ON"
)
_MENTIONED = """
f.article IN (SELECT article FROM facts WHERE kind = 'institution' AND canonical = ?
 UNION SELECT article FROM facts WHERE kind = 'institution' AND quote = ?)
AND (f.kind != 'institution' OR ? IN (f.canonical, f.quote))"""


def select_facts(connection: sqlite3.Connection, query: FactQuery) -> Iterator[FactRow]:
    """Yield the facts that a query asks for, newest article first, each article's facts in reading order."""
    conditions, values = _conditions(query)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    limit = f" LIMIT {int(query.limit)}" if query.limit is not None else ""
    order = " ORDER BY a.published DESC, a.key, f.start, f.end"
    facts = _FACTS if query.status is None else _REVIEWED
    if query.limit is not None and query.status is query.article is query.institution is None:
        facts = _NEWEST
    for row in connection.execute(facts + where + order + limit, values):
        yield _fact_row(row)


def count_facts(connection: sqlite3.Connection) -> tuple[KindCount, ...]:
    """Return how many facts of each kind the latest revisions hold."""
    rows = connection.execute("SELECT kind, count(*) FROM facts GROUP BY kind ORDER BY kind")
    return tuple(KindCount(kind=kind, facts=facts) for kind, facts in rows)


def top_institutions(connection: sqlite3.Connection, limit: int) -> tuple[InstitutionCount, ...]:
    """Return the institutions that are named in the most articles."""
    # The index alone counts mentions, of which an institution has as many as articles or more: once those that are
    # left have fewer than the last of the best, none of them can be among these.
    named = connection.execute(
        "SELECT institution, count(*) AS mentions FROM facts INDEXED BY facts_institution "
        "WHERE institution IS NOT NULL GROUP BY institution ORDER BY mentions DESC"
    )
    found: list[InstitutionCount] = []
    for institution, mentions in named:
        if len(found) >= limit and mentions < found[limit - 1].articles:
            break
        found.append(_count_articles_of(connection, institution, mentions))
        found.sort(key=lambda one: (-one.articles, -one.mentions, one.canonical))
    return tuple(found[:limit])


def _count_articles_of(connection: sqlite3.Connection, institution: str, mentions: int) -> InstitutionCount:
    canonical, kind, articles = connection.execute(
        "SELECT canonical, type, (SELECT count(DISTINCT article) FROM facts WHERE institution = i.id) "
        "FROM institutions i WHERE id = ?",
        (institution,),
    ).fetchone()
    return InstitutionCount(canonical=canonical, type=kind, mentions=mentions, articles=articles)


def unregistered_institutions(connection: sqlite3.Connection, limit: int) -> tuple[InstitutionCount, ...]:
    """Return the institutions that are named in the most articles and that the registry lacks."""
    rows = connection.execute(
        "SELECT canonical, type, count(*) AS mentions, count(DISTINCT article) AS articles FROM facts "
        "WHERE kind = 'institution' AND resolution IN ('suffix', 'article') "
        "AND institution NOT IN (SELECT institution FROM facts WHERE resolution = 'registry') "
        "GROUP BY institution ORDER BY articles DESC, mentions DESC, canonical LIMIT ?",
        (limit,),
    )
    return tuple(InstitutionCount(canonical=c, type=t, mentions=m, articles=a) for c, t, m, a in rows)


def count_articles(connection: sqlite3.Connection, until: str | None) -> int:
    """Return how many articles there are, or have keys up to this one."""
    (number,) = connection.execute("SELECT count(*) FROM articles WHERE ? IS NULL OR key <= ?", (until,) * 2).fetchone()
    return int(number)


def read_revision(connection: sqlite3.Connection, key: str) -> Article:
    """Return the latest revision of the article with this key as it was cleaned; raises KeyError."""
    row = connection.execute("SELECT * FROM latest_revisions WHERE article = ?", (key,)).fetchone()
    if row is None:
        raise KeyError(key)
    cells = {field.name: row[field.name] for field in fields(Article)}
    cells |= {name: tuple(json.loads(cells[name])) for name in ("byline", "captions", "subtitles", "warnings")}
    cells |= {name: read_time(cells[name]) for name in ("published", "updated")}
    return Article(**cells)


def stored_pages(connection: sqlite3.Connection, after: str, batch: int = 200) -> Iterator[StoredPage]:
    """Yield the page of each article's latest revision, by key; no cursor stays open between batches."""
    last = after
    while True:
        rows = connection.execute(
            "SELECT a.key, a.publisher, r.page, f.final_url, f.content_type FROM articles a "
            "JOIN revisions r ON r.article = a.key AND r.n = a.revision "
            "JOIN fetches f ON f.run = r.run AND f.n = r.fetch WHERE a.key > ? ORDER BY a.key LIMIT ?",
            (last, batch),
        ).fetchall()
        for row in rows:
            url = row["final_url"] if (row["final_url"] or "").startswith(("http://", "https://")) else None
            yield StoredPage(
                article=row["key"],
                page=row["page"],
                final_url=url,
                content_type=row["content_type"],
                publisher=row["publisher"],
            )
        if len(rows) < batch:
            return
        last = rows[-1]["key"]


def find_reached(connection: sqlite3.Connection, command: str, versions: Versions) -> str:
    """Return how far the last run of this command came, if it was cut off and had these versions; else ""."""
    row = connection.execute(
        "SELECT ended, reached, pressfacts_version, cleaner_version, extractor_version FROM runs WHERE command = ? "
        "ORDER BY started DESC, id DESC LIMIT 1",
        (command,),
    ).fetchone()
    if (
        row is None
        or row[0] is not None
        or tuple(row)[2:] != (versions.pressfacts, versions.cleaner, versions.extractor)
    ):
        return ""
    return str(row[1] or "")


def find_article(connection: sqlite3.Connection, key: str) -> StoredArticle | None:
    """Return the latest revision of the article with this key or URL."""
    # One of two columns in one test would be looked for in every article.
    sql = """SELECT * FROM latest_revisions WHERE article = coalesce(
        (SELECT key FROM articles WHERE key = ?), (SELECT key FROM articles WHERE url = ? LIMIT 1))"""
    row = connection.execute(sql, (key, key)).fetchone()
    if row is None:
        return None
    return StoredArticle(
        key=row["article"],
        byline=tuple(json.loads(row["byline"])),
        revision=row["n"],
        published=read_time(row["published"]),
        gone=read_time(row["gone"]),
        **{name: row[name] for name in ("url", "title", "publisher", "text", "reason", "page", "cleaner_version")},
    )


def find_fact_ids(connection: sqlite3.Connection, beginning: str, limit: int) -> tuple[str, ...]:
    """Return the ids of facts, of earlier revisions too, that begin so; at most ``limit`` of them."""
    rows = connection.execute(
        "SELECT id FROM facts WHERE id >= :low AND id < :high UNION "
        "SELECT id FROM past_facts WHERE id >= :low AND id < :high ORDER BY id LIMIT :limit",
        # Ids are hexadecimal: g comes after every digit.
        {"low": beginning, "high": f"{beginning}g", "limit": limit},
    )
    return tuple(name for (name,) in rows)


def trace_fact(connection: sqlite3.Connection, fact_id: str, reviews: tuple[Review, ...]) -> Trace | None:
    """Return where a fact comes from, or None where there is no such fact; one that is past, in its last revision."""
    for table in ("facts", "past_facts"):
        sql = f"{_FACTS.replace('FROM facts f', f'FROM {table} f')} WHERE f.id = ? ORDER BY f.revision DESC"
        fact = connection.execute(sql, (fact_id,)).fetchone()
        if fact is not None:
            break
    else:
        return None
    row = connection.execute(
        "SELECT r.reason, r.page, r.cleaner_version, t.url, t.final_url, t.at, t.status, u.id, u.command, u.started, "
        "u.pressfacts_version FROM revisions r JOIN fetches t ON t.run = r.run AND t.n = r.fetch "
        "JOIN runs u ON u.id = r.run WHERE r.article = ? AND r.n = ?",
        (fact["article"], fact["revision"]),
    ).fetchone()
    return Trace(
        row=_fact_row(fact),
        latest=table == "facts",
        revision_reason=row["reason"],
        page=row["page"],
        cleaner_version=row["cleaner_version"],
        fetched_url=row["url"],
        final_url=row["final_url"],
        fetched_at=datetime.fromisoformat(row["at"]),
        status=row["status"],
        run=row["id"],
        run_command=row["command"],
        run_started=datetime.fromisoformat(row["started"]),
        pressfacts_version=row["pressfacts_version"],
        reviews=reviews,
    )


def is_settled_since(connection: sqlite3.Connection, url: str, at: datetime) -> bool:
    """Return whether a URL led to an article after a time, or was settled at that very time."""
    time = system_time(at)
    for name in ("url", "final_url"):
        sql = (
            f"SELECT 1 FROM fetches WHERE {name} = ? AND outcome != 'failed' "  # noqa: S608
            "AND (at = ? OR (at > ? AND article IS NOT NULL)) LIMIT 1"
        )
        if connection.execute(sql, (url, time, time)).fetchone() is not None:
            return True
    return False


def last_fetch(connection: sqlite3.Connection, url: str) -> LastFetch | None:
    """Return when and how a URL was last settled, under its own name or else as the end of a redirect."""
    for name, listed in (("url", "listed"), ("final_url", "NULL")):
        row = connection.execute(
            f"SELECT at, outcome, article, {listed} FROM fetches "  # noqa: S608
            f"WHERE {name} = ? AND outcome != 'failed' ORDER BY at DESC LIMIT 1",
            (url,),
        ).fetchone()
        if row is not None:
            return LastFetch(
                at=datetime.fromisoformat(row[0]),
                outcome=Outcome(row[1]),
                article=row[2],
                listed=read_time(row[3]),
            )
    return None


def find_conditions(connection: sqlite3.Connection, url: str) -> Conditions:
    """Return the validators that came with the last answer of this URL that we kept."""
    row = connection.execute(
        "SELECT etag, last_modified FROM fetches WHERE url = ? AND outcome IN "
        "('new', 'revised', 'unchanged', 'listing') ORDER BY at DESC LIMIT 1",
        (url,),
    ).fetchone()
    return Conditions() if row is None else Conditions(etag=row[0], last_modified=row[1])


def read_frontier(connection: sqlite3.Connection, source: str, now: datetime | None) -> tuple[FrontierUrl, ...]:
    """Return the URLs of a source that were found and not yet settled, in a steady order; with ``now``, those due."""
    rows = connection.execute(
        "SELECT url, listed FROM frontier WHERE source = ? AND (next_attempt IS NULL OR ? IS NULL OR next_attempt <= ?)"
        " ORDER BY attempts, url",
        (source, *[system_time(now) if now else None] * 2),
    )
    return tuple(FrontierUrl(url=url, listed=read_time(listed)) for url, listed in rows)


def count_known(connection: sqlite3.Connection, source: str) -> int:
    """Return how many articles a source has led to."""
    sql = "SELECT count(DISTINCT article) FROM fetches WHERE source = ? AND article IS NOT NULL"
    (number,) = connection.execute(sql, (source,)).fetchone()
    return int(number)


def find_due(
    connection: sqlite3.Connection, source: str, *, young_since: datetime, before: datetime, now: datetime
) -> tuple[FrontierUrl, ...]:
    """Return a source's article URLs first seen after ``young_since`` and last asked for before ``before``.

    Those that failed since and are to be left alone for now are left out.
    """
    rows = connection.execute(
        "SELECT url, max(listed) FROM fetches WHERE source = ? AND at >= ? AND article IS NOT NULL "
        "AND outcome != 'failed' GROUP BY url HAVING max(at) < ? "
        "AND NOT EXISTS (SELECT 1 FROM fetches old WHERE old.url = fetches.url AND old.at < ?) "
        "AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.url = fetches.url AND f.next_attempt > ?) ORDER BY url",
        (source, *(system_time(time) for time in (young_since, before, young_since, now))),
    )
    return tuple(FrontierUrl(url=url, listed=read_time(listed)) for url, listed in rows)


def _conditions(query: FactQuery) -> tuple[list[str], list[str | int | float | None]]:
    tests, values = fact_conditions(query)
    narrow: list[tuple[str, list[str | int | float | None]]] = []
    if query.article is not None:
        narrow.append(("(a.key = ? OR a.url = ?)", [query.article, query.article]))
    if query.institution is not None:
        named = query.institution
        narrow.append((_MENTIONED, [named] * 3) if isinstance(named, str) else is_beside(named))
    if query.publisher is not None:
        narrow.append(("a.publisher = ?", [query.publisher]))
    if query.since is not None:
        narrow.append(("a.published >= ?", [press_time(query.since)]))
    if query.until is not None:
        narrow.append(("a.published < ?", [press_time(query.until)]))
    return [*tests, *(test for test, _ in narrow)], [*values, *(value for _, values in narrow for value in values)]


def fact_conditions(query: FactQuery) -> tuple[list[str], list[str | int | float | None]]:
    """Return what a query asks of the fact itself (``f``), as SQL tests and the values of their marks."""
    columns = ("kind", "currency", "of", "unit", "per", "status")
    wanted = [(name, getattr(query, name)) for name in columns]
    tests = [f"f.{name} = ?" for name, value in wanted if value is not None]
    values: list[str | int | float | None] = [value for _, value in wanted if value is not None]
    if query.near is not None:
        tests.append("instr(f.sentence, ?) > 0")
        values.append(query.near)
    for side, sign, limit in (("low", ">=", query.minimum), ("high", "<=", query.maximum)):
        if limit is not None:
            days = "_days" if isinstance(limit, str) else ""
            tests.append(f"coalesce(f.{side}{days}, f.value{days}) {sign} ?")
            values.append(measure(limit).days if isinstance(limit, str) else plain_number(limit))
    return tests, values


def _fact_row(row: sqlite3.Row) -> FactRow:
    plain = (
        "id",
        "sentence",
        "sentence_start",
        "extractor_version",
        "article",
        "revision",
        "url",
        "title",
        "publisher",
    )
    return FactRow(fact=read_fact(row), published=read_time(row["published"]), **{name: row[name] for name in plain})
