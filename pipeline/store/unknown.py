"""What a question names that the database has never heard of: a misspelt name is no finding."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.store.columns import Value
from pipeline.store.naming import is_mention
from pipeline.store.records import FactQuery, Named


def unknown_names(connection: sqlite3.Connection, query: FactQuery) -> tuple[str, ...]:
    """Return the fields of a query (article, institution, publisher, currency) whose value stands nowhere."""
    return tuple(
        field
        for field, test, values in _lookups(query)
        if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {test})", values).fetchone()[0] == 0  # noqa: S608
    )


def _lookups(query: FactQuery) -> Iterator[tuple[str, str, list[Value]]]:
    facts = "facts f" if query.status is None else "reviewed_facts f"
    if query.article is not None:
        yield "article", "articles WHERE key = ? OR url = ?", [query.article] * 2
    if query.institution is not None:
        asked = query.institution
        test, values = is_mention(Named(names=(asked,)) if isinstance(asked, str) else asked)
        yield "institution", f"{facts} WHERE f.kind = 'institution' AND {test}", values
    if query.publisher is not None:
        yield "publisher", "articles WHERE publisher = ?", [query.publisher]
    if query.currency is not None:
        yield "currency", f"{facts} WHERE f.kind = 'amount' AND f.currency = ?", [query.currency]
