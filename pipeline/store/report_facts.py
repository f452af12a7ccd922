"""Durations by length, institutions by their company, places by their texts, kinds by what reviewers said."""

from __future__ import annotations

import heapq
import itertools
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from pipeline.store.report_records import (
    DurationBin,
    Evidence,
    KindCoverage,
    NamedInstitution,
    Network,
    Pair,
    ProvinceCount,
    Sentence,
)
from pipeline.store.report_sentences import ONCE, SCANNED_ONCE, SHOWN, read_sentences

NAMED_MOST = 60
PAIRS = 120
_YEAR = 365.2425
# Until before: an hour, a day, a week, a month, three, six, then years. A month and a year are nominal.
BIN_EDGES = (0, 1 / 24, 1, 7, 30, 90, 180, *(years * _YEAR for years in (1, 2, 3, 5, 10, 20, 50, 100)))
# 1개월 is 30.44 nominal days, 1년 365.2425: each stands at the beginning of its bin, whatever a float makes of it.
_SLACK = 1e-6


def bin_durations(connection: sqlite3.Connection) -> tuple[DurationBin, ...]:
    """Return how many durations of each length there are, a text that several outlets carry counted once."""
    counts: Counter[tuple[int, bool]] = Counter()
    samples: dict[int, list[str]] = {}
    rows = connection.execute(
        "SELECT f.id, coalesce(f.value_days, f.high_days, f.low_days) AS days, f.bound "  # noqa: S608
        f"FROM {SCANNED_ONCE} WHERE f.kind = 'duration' AND days IS NOT NULL"
    )
    for fact, days, bound in rows:
        place = bisect_right(BIN_EDGES, days + _SLACK) - 1
        if place < 0:
            continue
        counts[place, bound == "exact"] += 1
        # Ids are hashes: the least of them are a sample that the next report draws again.
        held = samples.setdefault(place, [])
        if len(held) < SHOWN or fact < held[-1]:
            samples[place] = heapq.nsmallest(SHOWN, [*held, fact])
    return tuple(
        _bin(connection, place, counts[place, True], counts[place, False], samples[place]) for place in sorted(samples)
    )


def _bin(connection: sqlite3.Connection, place: int, exact: int, limits: int, facts: list[str]) -> DurationBin:
    low, high = BIN_EDGES[place], BIN_EDGES[place + 1] if place + 1 < len(BIN_EDGES) else None
    where = [("value_days__gte", f"{max(0, low - _SLACK):.7f}")]
    if high is not None:
        where.append(("value_days__lt", f"{high - _SLACK:.7f}"))
    return DurationBin(
        low=low,
        high=high,
        exact=exact,
        limits=limits,
        evidence=Evidence(sentences=_read(connection, facts), table="durations", where=tuple(where)),
    )


def find_network(connection: sqlite3.Connection) -> Network:
    """Return which of the institutions that most texts name stand in one sentence, each text counted once."""
    named = {
        row["institution"]: NamedInstitution(
            id=row["institution"], name=row["canonical"], type=row["type"], texts=row["texts"]
        )
        for row in connection.execute(
            f"SELECT institution, i.canonical, i.type, texts FROM (SELECT f.institution, count(DISTINCT f.article) "  # noqa: S608
            f"AS texts FROM {SCANNED_ONCE} WHERE f.institution IS NOT NULL GROUP BY f.institution "
            f"ORDER BY texts DESC, f.institution LIMIT {NAMED_MOST}) JOIN institutions i ON i.id = institution"
        )
    }
    texts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[str]] = {}
    for pairs in _pairs_by_article(connection, list(named)):
        texts.update(pairs.keys())
        for pair, fact in pairs.items():
            held = examples.setdefault(pair, [])
            if len(held) < SHOWN or fact < held[-1]:
                examples[pair] = heapq.nsmallest(SHOWN, [*held, fact])
    most = sorted(texts, key=lambda pair: (-texts[pair], pair))[:PAIRS]
    pairs_shown = tuple(_pair(connection, pair, texts[pair], examples[pair]) for pair in most)
    shown = {name for pair in most for name in pair}
    return Network(
        institutions=tuple(one for one in named.values() if one.id in shown), pairs=pairs_shown, all_pairs=len(texts)
    )


def _pairs_by_article(connection: sqlite3.Connection, named: list[str]) -> Iterator[dict[tuple[str, str], str]]:
    rows = connection.execute(
        "SELECT f.article, f.sentence_start, f.institution, min(f.id) AS fact FROM facts f "  # noqa: S608
        f"{ONCE} WHERE f.institution IN ({', '.join('?' * len(named))}) "
        "GROUP BY f.article, f.sentence_start, f.institution ORDER BY f.article, f.sentence_start, f.institution",
        named,
    )
    for _, mentions in itertools.groupby(rows, key=lambda row: row["article"]):
        pairs: dict[tuple[str, str], str] = {}
        for _, together in itertools.groupby(mentions, key=lambda row: row["sentence_start"]):
            for one, other in itertools.combinations(together, 2):
                pairs.setdefault((one["institution"], other["institution"]), one["fact"])
        yield pairs


def _pair(connection: sqlite3.Connection, pair: tuple[str, str], texts: int, facts: list[str]) -> Pair:
    one, other = pair
    beside = (
        "exists (select 1 from facts m where m.article = institution_mentions.article and m.institution = '{}' "
        "and m.sentence = institution_mentions.sentence)"
    )
    return Pair(
        one=one,
        other=other,
        texts=texts,
        evidence=Evidence(
            sentences=_read(connection, facts),
            table="institution_mentions",
            where=(("institution", one), ("_where", beside.format(other.replace("'", "''")))),
        ),
    )


def count_provinces(connection: sqlite3.Connection) -> tuple[ProvinceCount, ...]:
    """Return in how many texts the local governments of each province are named."""
    rows = connection.execute(
        # local-gyeonggi-suwon and local-gyeonggi are both gyeonggi.
        "SELECT substr(f.institution, 7, instr(substr(f.institution, 7) || '-', '-') - 1) AS province, "  # noqa: S608
        f"count(DISTINCT f.article) AS texts FROM facts f {ONCE} "
        "WHERE f.institution >= 'local-' AND f.institution < 'local.' GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    return tuple(
        ProvinceCount(
            province=row["province"],
            texts=row["texts"],
            evidence=Evidence(
                sentences=read_sentences(
                    connection,
                    f"f.rowid IN (SELECT f.rowid FROM facts f {ONCE} WHERE f.institution = ? "  # noqa: S608
                    "OR (f.institution >= ? AND f.institution < ?) ORDER BY f.id LIMIT 3)",
                    [f"local-{row['province']}", f"local-{row['province']}-", f"local-{row['province']}."],
                ),
                table="institution_mentions",
                where=(("institution__startswith", f"local-{row['province']}"),),
            ),
        )
        for row in rows
    )


def cover_kinds(connection: sqlite3.Connection) -> tuple[KindCoverage, ...]:
    """Return what the facts of each kind state, and the last words of reviewers on them."""
    said = {
        (row["kind"], row["verdict"]): row["facts"]
        for row in connection.execute(
            "SELECT kind, verdict, count(*) AS facts FROM review_anchors WHERE verdict IN ('accept', 'reject', 'correct') "  # noqa: E501
            "GROUP BY kind, verdict"
        )
    }
    rows = connection.execute(
        "SELECT kind, count(*) AS facts, count(coalesce(value_text, canonical)) AS valued, "
        "coalesce(sum(approx), 0) AS approx, coalesce(sum(bound != 'exact'), 0) AS limits "
        "FROM facts NOT INDEXED GROUP BY kind ORDER BY kind"
    )
    return tuple(
        KindCoverage(
            kind=row["kind"],
            facts=row["facts"],
            valued=row["valued"],
            approx=row["approx"],
            limits=row["limits"],
            accepted=said.get((row["kind"], "accept"), 0),
            corrected=said.get((row["kind"], "correct"), 0),
            rejected=said.get((row["kind"], "reject"), 0),
        )
        for row in rows
    )


def _read(connection: sqlite3.Connection, facts: list[str]) -> tuple[Sentence, ...]:
    return read_sentences(connection, f"f.id IN ({', '.join('?' * len(facts))})", facts)
