"""Articles and facts as columns: the one place that says which columns and types they have outside of SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from sqlite_utils import Database

from pipeline.store.columns import FACT_COLUMNS
from pipeline.store.run_migrations import migrations

if TYPE_CHECKING:
    import pyarrow

CONTENT_COLUMNS = (
    *("title", "byline", "publisher", "published", "updated", "text", "captions", "subtitles", "section", "language"),
    *("image", "encoding", "replaced", "layout", "warnings", "cleaner_version"),
)
"""The columns of ``revisions`` that come from a page."""
FETCH_COLUMNS = ("url", "final_url", "at", "status", "content_type", "etag", "last_modified", "page", "bytes")
"""The columns of ``fetches`` that come with a page."""
RECORD = "record"
"""Which record of its input a row comes from; articles, facts and pages of one record belong together."""
TABLES = ("articles", "facts", "pages")

# SQLite's NUMERIC is an integer or a float; the exact value stands in the _text column beside it.
_TYPES = {"TEXT": "string", "INTEGER": "int64", "NUMERIC": "float64", "REAL": "float64"}


@cache
def column_types(table: str) -> dict[str, str]:
    """Return the declared type of each column of a table of the database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        rows = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    return dict(rows)


@cache
def arrow_schema(name: str) -> pyarrow.Schema:
    """Return the Arrow schema of ``articles``, ``facts`` or ``pages``; raises KeyError for another name."""
    import pyarrow as pa

    def named(table: str, names: Sequence[str], prefix: str = "") -> list[pyarrow.Field]:
        types = column_types(table)
        return [pa.field(prefix + name, pa.type_for_alias(_TYPES[types[name]])) for name in names]

    record = pa.field(RECORD, pa.int64())
    if name == "pages":
        plain = [("sha256", pa.string()), ("bytes", pa.int64()), ("zlib", pa.binary())]
        return pa.schema([record, *(pa.field(column, kind) for column, kind in plain)])
    if name == "facts":
        return pa.schema([record, *named("facts", FACT_COLUMNS)])
    if name != "articles":
        raise KeyError(name)
    head = [*named("articles", ("key", "url")), *named("revisions", (*CONTENT_COLUMNS, "extractor_version"))]
    return pa.schema([record, *head, *named("fetches", FETCH_COLUMNS, "fetch_")])
