"""The largest amounts by the institution that stands nearest to each."""

from __future__ import annotations

import sqlite3
from typing import Literal

from pipeline.store.report_records import AmountRanking, Evidence, LargeAmount
from pipeline.store.report_sentences import ONCE, read_sentences

LOOKED_AT = 3_000
"""Largest amounts of each ranking, whose sentences are read for institutions."""
TOP_INSTITUTIONS = 15
AMOUNTS_EACH = 6
CURRENCIES = 2

_RATES: dict[Literal["once", "year"], str] = {
    "once": "f.per IS NULL AND f.each IS NULL",
    "year": "f.per = 'year' AND f.each IS NULL",
}
_SIZE = "coalesce(f.value, f.high, f.low)"
# A range has no value: both halves are read by the index over kind and value.
_LARGEST = f"""
SELECT * FROM (SELECT f.rowid AS row, {_SIZE} AS size FROM facts f {ONCE}
    WHERE f.kind = 'amount' AND f.value IS NOT NULL AND f.currency = :currency AND {{rate}}
    ORDER BY f.value DESC, f.id LIMIT :most)
UNION ALL SELECT * FROM (SELECT f.rowid, {_SIZE} FROM facts f {ONCE}
    WHERE f.kind = 'amount' AND f.value IS NULL AND {_SIZE} IS NOT NULL AND f.currency = :currency AND {{rate}}
    ORDER BY {_SIZE} DESC, f.id LIMIT :most)
ORDER BY size DESC LIMIT :most"""  # noqa: S608
# With one min() the other columns are those of its row: the mention that is nearest.
_BESIDE = """
WITH largest AS MATERIALIZED ({largest})
SELECT f.id, f.article, l.size, f.low, f.high, f.bound, f.approx, m.institution, i.canonical,
    (SELECT count(*) FROM largest) AS looked_at,
    (SELECT count(*) FROM clusters k WHERE k.cluster = f.article) AS outlets,
    min(max(f.start - m.end, m.start - f.end, 0) * 100000 + m.start)
FROM largest l CROSS JOIN facts f ON f.rowid = l.row
JOIN facts m ON m.article = f.article AND m.kind = 'institution' AND m.sentence_start = f.sentence_start
JOIN institutions i ON i.id = m.institution
GROUP BY f.id ORDER BY l.size DESC, i.canonical, f.id"""


def rank_amounts(connection: sqlite3.Connection) -> tuple[tuple[AmountRanking, ...], tuple[tuple[str, int], ...]]:
    """Return a ranking a currency and rate, and the currencies that have none with how many amounts are in them."""
    currencies = [
        (str(row[0]), int(row[1]))
        for row in connection.execute(
            "SELECT currency, count(*) FROM facts WHERE kind = 'amount' AND currency IS NOT NULL "
            "GROUP BY currency ORDER BY 2 DESC, 1"
        )
    ]
    rankings = [_rank(connection, currency, per) for currency, _ in currencies[:CURRENCIES] for per in _RATES]
    return tuple(ranking for ranking in rankings if ranking.amounts), tuple(currencies[CURRENCIES:])


def _rank(connection: sqlite3.Connection, currency: str, per: Literal["once", "year"]) -> AmountRanking:
    largest = _LARGEST.format(rate=_RATES[per])
    rows = connection.execute(_BESIDE.format(largest=largest), {"currency": currency, "most": LOOKED_AT}).fetchall()
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
        looked_at=rows[0]["looked_at"] if rows else 0,
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
