"""Durations by length, institutions by their company, places by their texts, kinds by what reviewers said."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from pipeline.store.report_pass import BIN_EDGES, NAMED_MOST, SLACK, FactTallies, kind_sums
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
from pipeline.store.report_sentences import read_sentences

PAIRS = 120


def bin_durations(connection: sqlite3.Connection, tallies: FactTallies) -> tuple[DurationBin, ...]:
    """Return how many durations of each length there are, a text that several outlets carry counted once."""
    marks = sorted(tallies.bin_samples, key=lambda mark: (mark[0], not mark[1]))
    return tuple(_bin(connection, mark, tallies) for mark in marks)


def _bin(connection: sqlite3.Connection, mark: tuple[int, bool], tallies: FactTallies) -> DurationBin:
    place, exact = mark
    low, high = BIN_EDGES[place], BIN_EDGES[place + 1] if place + 1 < len(BIN_EDGES) else None
    # A range has no value, and a limit lies by the end that it names: no column of the view has both.
    tests = [f"coalesce(value_days, high_days, low_days) >= {max(0, low - SLACK):.7f}"]
    if high is not None:
        tests.append(f"coalesce(value_days, high_days, low_days) < {high - SLACK:.7f}")
    tests.append("article in (select cluster from clusters)")
    return DurationBin(
        low=low,
        high=high,
        exact=exact,
        number=tallies.bins[mark],
        evidence=Evidence(
            sentences=_read(connection, tallies.bin_samples[mark]),
            table="durations",
            where=(("bound__exact" if exact else "bound__not", "exact"), *(("_where", test) for test in tests)),
        ),
    )


def find_network(connection: sqlite3.Connection, tallies: FactTallies) -> Network:
    """Return which of the institutions that most texts name stand in one sentence, each text counted once."""
    ranked = sorted(tallies.texts.items(), key=lambda one: (-one[1], one[0]))
    named = {name: _name(connection, name, texts) for name, texts in ranked[:NAMED_MOST]}
    together = {pair: texts for pair, texts in tallies.pairs.items() if pair[0] in named and pair[1] in named}
    most = sorted(together, key=lambda pair: (-together[pair], pair))[:PAIRS]
    pairs = tuple(_pair(connection, pair, together[pair], tallies.pair_samples[pair]) for pair in most)
    shown = {name for pair in most for name in pair}
    return Network(
        institutions=tuple(one for one in named.values() if one.id in shown), pairs=pairs, all_pairs=len(together)
    )


def _name(connection: sqlite3.Connection, name: str, texts: int) -> NamedInstitution:
    row = connection.execute("SELECT canonical, type FROM institutions WHERE id = ?", (name,)).fetchone()
    return NamedInstitution(id=name, name=row["canonical"], type=row["type"], texts=texts)


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


def count_provinces(connection: sqlite3.Connection, tallies: FactTallies) -> tuple[ProvinceCount, ...]:
    """Return in how many texts the local governments of each province are named."""
    ranked = sorted(tallies.provinces.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        ProvinceCount(
            province=province,
            texts=texts,
            evidence=Evidence(
                sentences=_read(connection, tallies.province_samples[province]),
                table="institution_mentions",
                where=(("institution__startswith", f"local-{province}"),),
            ),
        )
        for province, texts in ranked
    )


def cover_kinds(connection: sqlite3.Connection, tallies: FactTallies) -> tuple[KindCoverage, ...]:
    """Return what the facts of each kind state, and the last words of reviewers on them."""
    said = {
        (row["kind"], row["verdict"]): row["facts"]
        for row in connection.execute(
            "SELECT kind, verdict, count(*) AS facts FROM review_anchors WHERE verdict IN ('accept', 'reject', 'correct') "  # noqa: E501
            "GROUP BY kind, verdict"
        )
    }
    kinds = connection.execute("SELECT kind, count(*) AS facts FROM facts GROUP BY kind ORDER BY kind").fetchall()
    return tuple(_kind(row["kind"], row["facts"], tallies, said) for row in kinds)


def _kind(kind: str, facts: int, tallies: FactTallies, said: Mapping[tuple[str, str], int]) -> KindCoverage:
    valued, approx, limits = (facts, 0, 0) if kind == "institution" else kind_sums(tallies.marks, kind)
    return KindCoverage(
        kind=kind,
        facts=facts,
        valued=valued,
        approx=approx,
        limits=limits,
        accepted=said.get((kind, "accept"), 0),
        corrected=said.get((kind, "correct"), 0),
        rejected=said.get((kind, "reject"), 0),
    )


def _read(connection: sqlite3.Connection, facts: list[str]) -> tuple[Sentence, ...]:
    return read_sentences(connection, f"f.id IN ({', '.join('?' * len(facts))})", facts)
