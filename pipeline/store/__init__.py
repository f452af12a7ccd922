"""Keeps what was fetched and read in SQLite; the only package that speaks SQL.

>>> with Store.open("news.db", readonly=True) as store:  # doctest: +SKIP
...     for row in store.select_facts(FactQuery(kind="amount", minimum=1_000_000_000)):
...         print(row.fact.text, row.title)
"""

from __future__ import annotations

from pipeline.store.accounts import AccountEvent, Accounts, Reviewer, Role, accounts_path
from pipeline.store.archiving import PageSeen
from pipeline.store.column_types import REFERENCES, ColumnType
from pipeline.store.crawl_book import CrawlBook, StoredRobots
from pipeline.store.descriptions import datasette_metadata, describe_schema, describe_table
from pipeline.store.durations import measure
from pipeline.store.exporting import EXPORTABLE, Cell, RowsUnreadable, TableRows
from pipeline.store.guarding import forbid_all_but_reading
from pipeline.store.locking import Locked, lock_path
from pipeline.store.opening import StoreDamaged, StoreFull, StoreUnusable
from pipeline.store.packing import pack, unpack
from pipeline.store.pages import PackedPage, PageMissing, pack_page, page_hash, pages_path
from pipeline.store.parts import PARTS
from pipeline.store.passwords import AccountRefused, check_password
from pipeline.store.preparing import Incoming, Prepared, Reading, prepare, prepare_text
from pipeline.store.records import (
    Conditions,
    FactQuery,
    FactRow,
    FrontierUrl,
    InstitutionCount,
    KindCount,
    LastFetch,
    LastTry,
    Named,
    Outcome,
    Review,
    RunRow,
    Saved,
    Setback,
    SourceHealth,
    StoredArticle,
    StoredPage,
    Tally,
    Trace,
    Versions,
    Visit,
)
from pipeline.store.report_pass import BIN_EDGES
from pipeline.store.report_records import (
    AmountRanking,
    DurationBin,
    Evidence,
    KindCoverage,
    LargeAmount,
    NamedInstitution,
    Network,
    Pair,
    PeriodCount,
    ProvinceCount,
    PublisherCoverage,
    Report,
    Sentence,
)
from pipeline.store.report_sentences import SHOWN as SENTENCES_SHOWN
from pipeline.store.review_audit import AuditRow, ReviewerTally
from pipeline.store.review_records import (
    Judgement,
    NewReview,
    QueueItem,
    QueueOrder,
    QueueQuery,
    ReviewArticle,
    ReviewConflict,
    ReviewedFact,
    ReviewQueue,
    ReviewRefused,
    ReviewRow,
    Seen,
    StandingWord,
    Status,
    StoredReview,
    Verdict,
)
from pipeline.store.schema import TABLES, Table
from pipeline.store.search_words import SearchUnreadable
from pipeline.store.searching import Hit, SearchAnswer, SearchQuery
from pipeline.store.snapshot import Snapshot, hash_file, manifest_path
from pipeline.store.snippets import Snippet
from pipeline.store.store import ArticleUnstorable, Store
from pipeline.store.verifying import Check

__all__ = [
    "BIN_EDGES",
    "EXPORTABLE",
    "PARTS",
    "REFERENCES",
    "SENTENCES_SHOWN",
    "TABLES",
    "AccountEvent",
    "AccountRefused",
    "Accounts",
    "AmountRanking",
    "ArticleUnstorable",
    "AuditRow",
    "Cell",
    "Check",
    "ColumnType",
    "Conditions",
    "CrawlBook",
    "DurationBin",
    "Evidence",
    "FactQuery",
    "FactRow",
    "FrontierUrl",
    "Hit",
    "Incoming",
    "InstitutionCount",
    "Judgement",
    "KindCount",
    "KindCoverage",
    "LargeAmount",
    "LastFetch",
    "LastTry",
    "Locked",
    "Named",
    "NamedInstitution",
    "Network",
    "NewReview",
    "Outcome",
    "PackedPage",
    "PageMissing",
    "PageSeen",
    "Pair",
    "PeriodCount",
    "Prepared",
    "ProvinceCount",
    "PublisherCoverage",
    "QueueItem",
    "QueueOrder",
    "QueueQuery",
    "Reading",
    "Report",
    "Review",
    "ReviewArticle",
    "ReviewConflict",
    "ReviewQueue",
    "ReviewRefused",
    "ReviewRow",
    "ReviewedFact",
    "Reviewer",
    "ReviewerTally",
    "Role",
    "RowsUnreadable",
    "RunRow",
    "Saved",
    "SearchAnswer",
    "SearchQuery",
    "SearchUnreadable",
    "Seen",
    "Sentence",
    "Setback",
    "Snapshot",
    "Snippet",
    "SourceHealth",
    "StandingWord",
    "Status",
    "Store",
    "StoreDamaged",
    "StoreFull",
    "StoreUnusable",
    "StoredArticle",
    "StoredPage",
    "StoredReview",
    "StoredRobots",
    "Table",
    "TableRows",
    "Tally",
    "Trace",
    "Verdict",
    "Versions",
    "Visit",
    "accounts_path",
    "check_password",
    "datasette_metadata",
    "describe_schema",
    "describe_table",
    "forbid_all_but_reading",
    "hash_file",
    "lock_path",
    "manifest_path",
    "measure",
    "pack",
    "pack_page",
    "page_hash",
    "pages_path",
    "prepare",
    "prepare_text",
    "unpack",
]
