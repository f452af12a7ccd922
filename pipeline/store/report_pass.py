"""One pass over the facts in the order of the file, in which everything is counted that a report shows of them."""

from __future__ import annotations

import heapq
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, TypeVar

from pipeline.store.report_sentences import SHOWN

LOOKED_AT = 3_000
"""Largest amounts of each ranking, whose sentences are read for institutions."""
NAMED_MOST = 60
_YEAR = 365.2425
# Until before: an hour, a day, a week, a month, three, six, then years. A month and a year are nominal.
BIN_EDGES = (0, 1 / 24, 1, 7, 30, 90, 180, *(years * _YEAR for years in (1, 2, 3, 5, 10, 20, 50, 100)))
# 1개월 is 30.44 nominal days, 1년 365.2425: each stands at the beginning of its bin, whatever a float makes of it.
SLACK = 1e-6

_EXACT, _APPROX, _UNVALUED, _YEARLY, _OTHERWISE = 1, 2, 4, 8, 16
# Few columns and no texts that are not looked at: most of the pass is the making of Python's objects.
_ROWS = f"""
SELECT f.article, f.kind, CASE WHEN f.kind != 'count' THEN f.id END,
    coalesce(f.institution, f.currency, f.value_days, f.high_days, f.low_days),
    CASE f.kind WHEN 'institution' THEN f.sentence_start ELSE coalesce(f.value, f.high, f.low) END,
    {_EXACT} * (f.bound IS 'exact') + {_APPROX} * (f.approx IS 1) + {_UNVALUED} * (f.value_text IS NULL)
    + CASE WHEN f.each IS NOT NULL THEN {_OTHERWISE} WHEN f.per = 'year' THEN {_YEARLY}
    WHEN f.per IS NOT NULL THEN {_OTHERWISE} ELSE 0 END
FROM facts f {{order}} WHERE {{test}}(f.institution IS NULL OR f.institution IN (SELECT id FROM temp.wanted))"""  # noqa: S608
_WANTED = """
INSERT INTO temp.wanted SELECT id FROM institutions WHERE id >= 'local-' AND id < 'local.'
UNION SELECT value FROM json_each(?)"""
_PROVINCE = "local-"

_Row = tuple[str, str, str, Any, Any, int]
Pair = tuple[str, str]
Mark = TypeVar("Mark")


def _keep(samples: dict[Mark, list[str]], mark: Mark, fact: str) -> None:
    # Ids are hashes: the least of them are a sample that the next report draws again.
    held = samples.setdefault(mark, [])
    if len(held) < SHOWN:
        held.append(fact)
        held.sort()
    elif fact < held[-1]:
        held[-1] = fact
        held.sort()


class FactTallies:
    """What the facts of a database come to; a text that several outlets carry counts once but for ``marks``."""

    def __init__(self, institutions: Sequence[str]) -> None:
        self.marks: Counter[tuple[str, int]] = Counter()
        """Facts of each kind by their flags; every article's."""
        self.currencies: Counter[str] = Counter()
        """Amounts in each currency; every article's."""
        self.bins: Counter[tuple[int, bool]] = Counter()
        """Durations by the place of their bin in BIN_EDGES, and whether they are exact."""
        self.bin_samples: dict[tuple[int, bool], list[str]] = {}
        self.largest: dict[tuple[str, int], list[tuple[float, str]]] = {}
        """A heap of sizes and facts.id for each currency and rate."""
        self.texts: Counter[str] = Counter()
        """Texts that name each of the institutions."""
        self.pairs: Counter[Pair] = Counter()
        self.pair_samples: dict[Pair, list[str]] = {}
        self.provinces: Counter[str] = Counter()
        self.province_samples: dict[str, list[str]] = {}
        self._institutions = frozenset(institutions)

    def add_marks(self, rows: Sequence[_Row]) -> None:
        """Count what is counted of every article."""
        self.marks.update([(row[1], row[5]) for row in rows])
        self.currencies.update([row[3] for row in rows if row[1] == "amount" and row[3] is not None])

    def add_text(self, rows: Iterable[_Row]) -> None:
        """Count all facts of a text."""
        mentions = []
        for row in rows:
            kind = row[1]
            if kind == "institution":
                mentions.append(row)
            elif kind == "duration":
                self._add_duration(row)
            elif kind == "amount":
                self._add_amount(row)
        if mentions:
            self._add_mentions(mentions)

    def _add_duration(self, row: _Row) -> None:
        _, _, fact, days, _, flags = row
        if days is None:
            return
        place = bisect_right(BIN_EDGES, days + SLACK) - 1
        if place >= 0:
            mark = place, bool(flags & _EXACT)
            self.bins[mark] += 1
            _keep(self.bin_samples, mark, fact)

    def _add_amount(self, row: _Row) -> None:
        _, _, fact, currency, size, flags = row
        if size is None or currency is None or flags & _OTHERWISE:
            return
        heap = self.largest.setdefault((currency, flags & _YEARLY), [])
        if len(heap) < LOOKED_AT:
            heapq.heappush(heap, (size, fact))
        elif (size, fact) > heap[0]:
            heapq.heapreplace(heap, (size, fact))

    def _add_mentions(self, rows: list[_Row]) -> None:
        sentences: dict[float, dict[str, str]] = {}
        provinces: set[str] = set()
        followed = self._institutions
        for _, _, fact, name, sentence, _ in rows:
            if name in followed:
                held = sentences.setdefault(sentence, {})
                if fact < held.get(name, "~"):
                    held[name] = fact
            if name.startswith(_PROVINCE):
                province = name.removeprefix(_PROVINCE).partition("-")[0]
                provinces.add(province)
                _keep(self.province_samples, province, fact)
        self.provinces.update(provinces)
        self.texts.update({name for held in sentences.values() for name in held})
        pairs: dict[Pair, str] = {}
        for _, held in sorted(sentences.items()) if len(sentences) > 1 else sentences.items():
            if len(held) > 1:
                for one, other in combinations(sorted(held), 2):
                    pairs.setdefault((one, other), held[one])
        self.pairs.update(pairs.keys())
        for pair, fact in pairs.items():
            _keep(self.pair_samples, pair, fact)


def is_yearly(flags: int) -> bool:
    """Return whether amounts of this rate are paid by the year, not once."""
    return bool(flags & _YEARLY)


def kind_sums(marks: Counter[tuple[str, int]], kind: str) -> tuple[int, int, int]:
    """Return how many facts of a kind state a value, are about, are a limit."""
    told = [(flags, number) for (name, flags), number in marks.items() if name == kind]
    return (
        sum(number for flags, number in told if not flags & _UNVALUED),
        sum(number for flags, number in told if flags & _APPROX),
        sum(number for flags, number in told if not flags & _EXACT),
    )


def tally_facts(connection: sqlite3.Connection, scattered: Sequence[str]) -> FactTallies:
    """Return what the facts come to; ``scattered`` are the articles whose rows do not lie side by side.

    The institutions that most texts name are among those with most mentions: as many of these are followed as it takes
    to be sure of the first NAMED_MOST.
    """
    followed = NAMED_MOST * 4
    while True:
        mentions = connection.execute(
            "SELECT institution, count(*) FROM facts WHERE institution IS NOT NULL "
            "GROUP BY institution ORDER BY 2 DESC, 1 LIMIT ?",
            (followed + 1,),
        ).fetchall()
        tallies = _tally(connection, [row[0] for row in mentions[:followed]], frozenset(scattered))
        found = sorted(tallies.texts.values(), reverse=True)
        least = found[NAMED_MOST - 1] if len(found) >= NAMED_MOST else 0
        if len(mentions) <= followed or mentions[followed][1] <= least:
            return tallies
        followed *= 4


def _tally(connection: sqlite3.Connection, institutions: Sequence[str], scattered: frozenset[str]) -> FactTallies:
    import json

    tallies = FactTallies(institutions)
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute("CREATE TEMP TABLE wanted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    try:
        cursor.execute(_WANTED, (json.dumps(institutions),))
        for article, rows in groupby(cursor.execute(_ROWS.format(order="NOT INDEXED", test="")), key=itemgetter(0)):
            held = list(rows)
            tallies.add_marks(held)
            if article not in scattered and _stands_for_its_text(connection, article):
                tallies.add_text(held)
        for article in scattered:
            if _stands_for_its_text(connection, article):
                tallies.add_text(_rows_of(cursor, article))
    finally:
        cursor.execute("DROP TABLE temp.wanted")
    return tallies


def _rows_of(cursor: sqlite3.Cursor, article: str) -> Iterator[_Row]:
    return cursor.execute(_ROWS.format(order="", test="f.article = ? AND "), (article,))


def _stands_for_its_text(connection: sqlite3.Connection, article: str) -> bool:
    # Of a cluster, the facts of the one article are counted that gives it its name.
    sql = "SELECT 1 FROM clusters WHERE article = ? AND cluster = article"
    return connection.execute(sql, (article,)).fetchone() is not None
