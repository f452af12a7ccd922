"""Counting for a report: what is aggregated stays small, however many articles there are, and so does the memory."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.store.report_amounts import rank_amounts
from pipeline.store.report_facts import bin_durations, count_provinces, cover_kinds, find_network
from pipeline.store.report_pass import tally_facts
from pipeline.store.report_records import Evidence, PeriodCount, PublisherCoverage, Report
from pipeline.store.report_sentences import SHOWN, read_sentences

TOP_PUBLISHERS = 7
LISTED_PUBLISHERS = 30
_DAYS_AT_MOST, _MONTHS_AT_MOST = 45, 60
Unit = Literal["day", "month", "year"]
_LENGTHS: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}
# The index alone is read, in the order of the articles. The rows of one that was read again lie among those of others.
_FACTS_OF = """
SELECT a.publisher, substr(a.published, 1, ?) AS period, g.facts, CASE WHEN g.scattered THEN a.key END AS scattered
FROM (SELECT article, count(*) AS facts, max(rowid) - min(rowid) + 1 > count(*) AS scattered
    FROM facts GROUP BY article) g
CROSS JOIN articles a ON a.key = g.article"""


def build_report(connection: sqlite3.Connection) -> Report:
    """Return what a report shows, from one state of the database: to be called in a transaction."""
    articles, first, last = connection.execute(
        "SELECT count(*), min(published), max(published) FROM articles"
    ).fetchone()
    (texts,) = connection.execute("SELECT count(*) FROM clusters WHERE cluster = article").fetchone()
    unit = _unit(first, last)
    facts = _count_facts(connection, unit)
    publishers = _cover_publishers(connection, facts)
    tallies = tally_facts(connection, facts.scattered)
    rankings, other_currencies = rank_amounts(connection, tallies)
    return Report(
        articles=articles,
        texts=texts,
        first=first,
        last=last,
        unit=unit,
        periods=_count_periods(connection, facts, unit, [row.publisher for row in publishers[:TOP_PUBLISHERS]]),
        publishers=publishers[:LISTED_PUBLISHERS],
        other_publishers=max(0, len(publishers) - LISTED_PUBLISHERS),
        kinds=cover_kinds(connection, tallies),
        rankings=rankings,
        other_currencies=other_currencies,
        durations=bin_durations(connection, tallies),
        network=find_network(connection, tallies),
        provinces=count_provinces(connection, tallies),
    )


@dataclass(frozen=True, slots=True)
class _FactCounts:
    """How many facts the articles of a publisher and period hold, and whose rows do not lie side by side."""

    by_period: Counter[tuple[str | None, str | None]]
    scattered: tuple[str, ...]


def _count_facts(connection: sqlite3.Connection, unit: Unit) -> _FactCounts:
    by_period: Counter[tuple[str | None, str | None]] = Counter()
    scattered = []
    for publisher, period, facts, article in connection.execute(_FACTS_OF, (_LENGTHS[unit],)):
        by_period[publisher, period] += facts
        if article is not None:
            scattered.append(article)
    return _FactCounts(by_period, tuple(scattered))


def _cover_publishers(connection: sqlite3.Connection, counts: _FactCounts) -> tuple[PublisherCoverage, ...]:
    rows = connection.execute(
        "SELECT a.publisher, count(*) AS articles, sum(a.published IS NULL) AS undated, "
        "sum(coalesce(a.title, '') = '') AS untitled, min(a.published) AS first, max(a.published) AS last "
        "FROM articles a GROUP BY a.publisher ORDER BY articles DESC, a.publisher"
    )
    facts: Counter[str | None] = Counter()
    for (publisher, _), number in counts.by_period.items():
        facts[publisher] += number
    return tuple(
        PublisherCoverage(**{name: row[name] for name in row.keys()}, facts=facts[row["publisher"]])  # noqa: SIM118
        for row in rows
    )


def _unit(first: str | None, last: str | None) -> Unit:
    if first is None or last is None:
        return "day"
    days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    return "day" if days <= _DAYS_AT_MOST else "month" if days <= _MONTHS_AT_MOST * 31 else "year"


def _count_periods(
    connection: sqlite3.Connection, counts: _FactCounts, unit: Unit, top: list[str | None]
) -> tuple[PeriodCount, ...]:
    length = _LENGTHS[unit]
    named = [name for name in top if name is not None]
    marks = ", ".join("?" * len(named))
    shown = f"CASE WHEN a.publisher IN ({marks}) THEN a.publisher END"
    rows = connection.execute(
        f"SELECT substr(a.published, 1, {length}) AS period, {shown} AS publisher, count(*) AS articles "  # noqa: S608
        "FROM articles a WHERE a.published IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
        named,
    ).fetchall()
    facts: Counter[tuple[str | None, str | None]] = Counter()
    for (publisher, period), number in counts.by_period.items():
        facts[publisher if publisher in named else None, period] += number
    found = []
    for row in rows:
        # The tilde comes after every character of a time.
        values = [row["period"], f"{row['period']}~"]
        where = [("published__gte", values[0]), ("published__lt", values[1])]
        if row["publisher"] is None:
            test = f"a.publisher IS NULL OR a.publisher NOT IN ({marks})"
            values += named
            where += [("publisher__not", name) for name in named]
        else:
            test = "a.publisher = ?"
            values.append(row["publisher"])
            where.append(("publisher", row["publisher"]))
        newest = (
            "SELECT a.key FROM articles a WHERE a.published >= ? AND a.published < ? "  # noqa: S608
            f"AND ({test}) ORDER BY a.published DESC, a.key LIMIT {4 * SHOWN}"
        )
        sentences = read_sentences(
            connection,
            f"f.rowid IN (SELECT min(g.rowid) FROM facts g WHERE g.article IN ({newest}) "  # noqa: S608
            "AND g.kind != 'institution' GROUP BY g.article)",
            values,
        )
        found.append(
            PeriodCount(
                period=row["period"],
                publisher=row["publisher"],
                articles=row["articles"],
                facts=facts[row["publisher"], row["period"]],
                evidence=Evidence(sentences=sentences, table="articles", where=tuple(where)),
            )
        )
    return tuple(found)
