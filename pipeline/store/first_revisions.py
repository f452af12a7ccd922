"""Articles that the database lacks, written a table at a time: a batch costs little more than inserting its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.store.columns import FACT_COLUMNS, Value
from pipeline.store.inserting import insert
from pipeline.store.preparing import FIRST, Prepared, prepare_text
from pipeline.store.records import Outcome, Saved, Visit
from pipeline.store.search_index import NewText, index_new
from pipeline.store.visits import next_number, settle, visit_row

# Of all mentions, the one in the newest article names an institution, whatever the order in which they are stored.
_NAME_INSTITUTION = """
INSERT INTO institutions (id, canonical, type, named) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET canonical = excluded.canonical, type = excluded.type, named = excluded.named
WHERE (excluded.named, excluded.canonical, excluded.type) > (named, canonical, type)"""
_ADD_FACT = f"INSERT INTO facts ({', '.join(FACT_COLUMNS)}) VALUES ({', '.join('?' * len(FACT_COLUMNS))})"  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRevision:
    """A prepared article that is not there yet, the fetch that brought it, and the sha256 of the page that is kept."""

    visit: Visit
    prepared: Prepared
    page: str


Placing = Callable[[sqlite3.Connection, Sequence[tuple[str, bytes]]], None]
"""Puts articles, by key and sketch, into clusters."""


def write_first(
    connection: sqlite3.Connection, run: str, firsts: Sequence[FirstRevision], place: Placing
) -> list[Saved]:
    """Write articles that are not there, each key once, with all that follows from their texts.

    To be called in a transaction. The rows are those that one after the other would leave.
    """
    if not firsts:
        return []
    start = next_number(connection, run)
    visits = [
        visit_row(run, n, first.visit, Outcome.NEW, article=first.prepared.key) for n, first in enumerate(firsts, start)
    ]
    texts = [first.prepared.text or prepare_text(first.prepared.content) for first in firsts]
    insert(connection, "articles", [_article(first.prepared) for first in firsts])
    insert(connection, "fetches", visits)
    settle(connection, visits)
    insert(connection, "revisions", [_revision(run, n, first) for n, first in enumerate(firsts, start)])
    name_institutions(connection, (row for first in firsts for row in first.prepared.institutions))
    add_facts(connection, [row for first in firsts for row in first.prepared.facts.values()])
    keys = [first.prepared.key for first in firsts]
    place(connection, [(key, text.sketch) for key, text in zip(keys, texts, strict=True)])
    index_new(
        connection,
        [
            NewText(
                article=first.prepared.key,
                revision=FIRST,
                published=first.prepared.content["published"],
                words=(text.title, text.text),
            )
            for first, text in zip(firsts, texts, strict=True)
        ],
    )
    return [
        Saved(outcome=Outcome.NEW, revision=FIRST, added=len(first.prepared.facts), changed=0, removed=0)
        for first in firsts
    ]


def name_institutions(connection: sqlite3.Connection, named: Iterable[tuple[str, str, str, str]]) -> None:
    """Write down institutions by their mentions: id, canonical, type, and when the mention was published."""
    newest: dict[str, tuple[str, str, str]] = {}
    for name, canonical, kind, at in named:
        mention = (at, canonical, kind)
        newest[name] = max(mention, newest.get(name, mention))
    rows = [(name, canonical, kind, at) for name, (at, canonical, kind) in newest.items()]
    connection.executemany(_NAME_INSTITUTION, rows)


def add_facts(connection: sqlite3.Connection, rows: Sequence[tuple[Value, ...]]) -> None:
    """Insert rows of facts, in FACT_COLUMNS order."""
    connection.executemany(_ADD_FACT, rows)


def _article(prepared: Prepared) -> dict[str, Value]:
    head = {name: prepared.content[name] for name in ("title", "publisher", "published")}
    return {"key": prepared.key, **head, "url": prepared.url, "revision": FIRST, "gone": None}


def _revision(run: str, n: int, first: FirstRevision) -> dict[str, Value]:
    place: dict[str, Value] = {"article": first.prepared.key, "n": FIRST, "reason": "first", "run": run}
    place |= {"fetch": n, "page": first.page}
    return {**place, **first.prepared.content, "extractor_version": first.prepared.extractor_version}
