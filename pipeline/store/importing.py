"""A large import: what every article would touch all over is made at its end, at once and in order.

While it goes on facts have no key, most indexes are missing, what rows name is not looked up, and clusters are not
told; who opens the database to read is told to wait. One that is cut off is ended by whoever opens it next to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache

from pipeline.store.id_index import drop_id_index, has_id_index, restore_id_index
from pipeline.store.migrating import bring_up_to_date
from pipeline.store.opening import Transactions
from pipeline.store.placing import place_pending
from pipeline.store.search_index import merge_all, put_merging_off

_FOR_REWRITING = ("facts_article", "facts_institution")
# Those stay by which a load asks whether it knows an article's fetch, and those that rows are added to in order.
_PUT_OFF = (
    "articles_publisher",
    "articles_url",
    "fetches_article",
    "revisions_page",
    *_FOR_REWRITING,
    "facts_kind",
    "facts_canonical",
    "facts_mention",
    "facts_rule",
    "facts_money",
    "facts_low_value",
    "facts_low_days",
)
# Made after the others: any other that is missing has been lost, which pressfacts verify tells.
_LAST = _PUT_OFF[-1]
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def begin_import(connection: sqlite3.Connection, transaction: Transactions) -> None:
    """Drop the indexes that are made at the end."""
    with transaction():
        for name in _PUT_OFF:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
        put_merging_off(connection)
    drop_id_index(connection, transaction)


def prepare_rewriting(connection: sqlite3.Connection) -> None:
    """Make the indexes by which the facts of an article that is there already are found; in a transaction."""
    for sql in _missing(connection, _FOR_REWRITING):
        connection.execute(sql)


def end_import(connection: sqlite3.Connection, transaction: Transactions, robbed: list[str]) -> None:
    """Place the articles that were put off and make what indexes are missing; cut off, it is gone on with.

    Adds to ``robbed`` the articles that lose facts because others have facts of the same ids.
    """
    restore_id_index(connection, transaction, robbed)
    place_pending(connection, transaction)
    merge_all(connection, transaction)
    for sql in _missing(connection):
        with transaction():
            connection.execute(sql)


def is_unfinished(connection: sqlite3.Connection) -> bool:
    """Return whether an import goes on or was cut off."""
    last = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_LAST,)).fetchone()
    return last is None or not has_id_index(connection)


def _missing(connection: sqlite3.Connection, wanted: Sequence[str] = _PUT_OFF) -> list[str]:
    there = {name for name, _ in connection.execute(_INDEXES)}
    return [_definitions()[name] for name in wanted if name not in there]


@cache
def _definitions() -> Mapping[str, str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        bring_up_to_date(connection)
        return {name: sql for name, sql in connection.execute(_INDEXES) if name in _PUT_OFF}
