"""What a batch hands on to a database, as tables of its own: articles with how they were fetched, facts, pages."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.store.column_notes import ARTICLE_TEXT, ARTICLES, FACT, FETCHES, REVISION_ROW
from pipeline.store.schema import Table

CONTENT_COLUMNS = tuple(ARTICLE_TEXT)
"""The columns of ``revisions`` that come from a page."""
FETCH_COLUMNS = ("url", "final_url", "at", "status", "content_type", "etag", "last_modified", "page", "bytes")
"""The columns of ``fetches`` that come with a page."""
RECORD = "record"
"""Which record of its input a row comes from; articles, facts and pages of one record belong together."""

_RECORD = {RECORD: "Which record of its input the row comes from; it joins articles, facts and pages of one shard."}

PARTS: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            name="articles",
            about="One row a record that is an article, as it was read, with the fetch that brought it.",
            columns={
                **_RECORD,
                **{name: ARTICLES[name] for name in ("key", "url")},
                **ARTICLE_TEXT,
                "extractor_version": REVISION_ROW["extractor_version"],
                **{f"fetch_{name}": FETCHES[name] for name in FETCH_COLUMNS},
            },
        ),
        Table(name="facts", about="One row a fact of an article.", columns={**_RECORD, **FACT}),
        Table(
            name="pages",
            about="The raw page of an article.",
            columns={
                **_RECORD,
                "sha256": "sha256 of its bytes.",
                "bytes": "How many they are.",
                "zlib": "The bytes, packed with zlib.",
            },
        ),
    )
}
"""By name, each with the columns that ``TABLES`` has under the same names, of the same types."""
