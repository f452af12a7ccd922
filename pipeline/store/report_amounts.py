"""The largest amounts by the institution that stands nearest to each."""

from __future__ import annotations

import json
import sqlite3
from typing import Literal

from pipeline.store.report_pass import FactTallies, is_yearly
from pipeline.store.report_records import AmountRanking, Evidence, LargeAmount
from pipeline.store.report_sentences import read_sentences

TOP_INSTITUTIONS = 15
AMOUNTS_EACH = 6
CURRENCIES = 2

# With one min() the other columns are those of its row: the mention that is nearest.
_BESIDE = """
WITH largest AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS size,
    json_extract(value, '$[1]') AS fact FROM json_each(?))
SELECT f.id, f.article, l.size, f.low, f.high, f.bound, f.approx, m.institution, i.canonical,
    (SELECT count(*) FROM clusters k WHERE k.cluster = f.article) AS outlets,
    min(max(f.start - m.end, m.start - f.end, 0) * 100000 + m.start)
FROM largest l CROSS JOIN facts f ON f.id = l.fact
JOIN facts m ON m.article = f.article AND m.kind = 'institution' AND m.sentence_start = f.sentence_start
JOIN institutions i ON i.id = m.institution
GROUP BY f.id ORDER BY l.size DESC, i.canonical, f.id"""


def rank_amounts(
    connection: sqlite3.Connection, tallies: FactTallies
) -> tuple[tuple[AmountRanking, ...], tuple[tuple[str, int], ...]]:
    """Return a ranking a currency and rate, and the currencies that have none with how many amounts are in them."""
    currencies = sorted(tallies.currencies.items(), key=lambda one: (-one[1], one[0]))
    rankings = [
        _rank(connection, currency, "year" if is_yearly(rate) else "once", sorted(heap, reverse=True))
        for currency, _ in currencies[:CURRENCIES]
        for (of, rate), heap in sorted(tallies.largest.items())
        if of == currency
    ]
    return tuple(ranking for ranking in rankings if ranking.amounts), tuple(currencies[CURRENCIES:])


def _rank(
    connection: sqlite3.Connection, currency: str, per: Literal["once", "year"], largest: list[tuple[float, str]]
) -> AmountRanking:
    rows = connection.execute(_BESIDE, (json.dumps(largest),)).fetchall()
    beside: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        beside.setdefault(row["institution"], []).append(row)
    amounts = [
        _amount(connection, row)
        for institution in list(beside)[:TOP_INSTITUTIONS]
        for row in _distinct(beside[institution])[:AMOUNTS_EACH]
    ]
    return AmountRanking(
        currency=currency,
        per=per,
        amounts=tuple(amounts),
        institutions=len(beside),
        looked_at=len(largest),
    )


def _distinct(rows: list[sqlite3.Row]) -> list[sqlite3.Row]:
    # An article tends to say its amount again.
    kept = {(row["article"], row["size"], row["bound"]): row for row in reversed(rows)}
    return list(reversed(kept.values()))


def _amount(connection: sqlite3.Connection, row: sqlite3.Row) -> LargeAmount:
    sentences = read_sentences(connection, "f.id = ?", [row["id"]])
    return LargeAmount(
        institution=row["institution"],
        name=row["canonical"],
        value=row["size"],
        low=row["low"],
        high=row["high"],
        bound=row["bound"],
        approx=bool(row["approx"]),
        outlets=row["outlets"],
        evidence=Evidence(sentences=sentences, table="amounts", where=(("id", row["id"]),)),
    )
