"""Keeps what was fetched and read in SQLite; the only package that speaks SQL.

>>> with Store.open("news.db", readonly=True) as store:  # doctest: +SKIP
...     for row in store.select_facts(FactQuery(kind="amount", minimum=1_000_000_000)):
...         print(row.fact.text, row.title)
"""

from __future__ import annotations

from pipeline.store.descriptions import datasette_metadata, describe_schema, describe_table
from pipeline.store.exporting import EXPORTABLE, TableRows
from pipeline.store.opening import StoreUnusable
from pipeline.store.pages import PageMissing, page_hash, pages_path
from pipeline.store.records import (
    Conditions,
    FactQuery,
    FactRow,
    FrontierUrl,
    InstitutionCount,
    KindCount,
    LastFetch,
    Outcome,
    Saved,
    StoredArticle,
    Tally,
    Trace,
    Versions,
    Visit,
)
from pipeline.store.saving import Reading
from pipeline.store.schema import TABLES, Table
from pipeline.store.search_words import SearchUnreadable
from pipeline.store.searching import Hit, Named, SearchAnswer, SearchQuery
from pipeline.store.snapshot import Snapshot
from pipeline.store.snippets import Snippet
from pipeline.store.store import ArticleUnstorable, Store
from pipeline.store.verifying import Check

__all__ = [
    "EXPORTABLE",
    "TABLES",
    "ArticleUnstorable",
    "Check",
    "Conditions",
    "FactQuery",
    "FactRow",
    "FrontierUrl",
    "Hit",
    "InstitutionCount",
    "KindCount",
    "LastFetch",
    "Named",
    "Outcome",
    "PageMissing",
    "Reading",
    "Saved",
    "SearchAnswer",
    "SearchQuery",
    "SearchUnreadable",
    "Snapshot",
    "Snippet",
    "Store",
    "StoreUnusable",
    "StoredArticle",
    "Table",
    "TableRows",
    "Tally",
    "Trace",
    "Versions",
    "Visit",
    "datasette_metadata",
    "describe_schema",
    "describe_table",
    "page_hash",
    "pages_path",
]
