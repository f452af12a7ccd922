"""The database's description for its readers: a page of Markdown, and Datasette's metadata."""

from __future__ import annotations

from typing import Any

from pipeline.store.schema import TABLES, Table

_LABELS = {"articles": "title", "institutions": "canonical"}
_SORTS = {"articles": "published", "runs": "started", "fetches": "at"}
_FACETS = {
    "amounts": ["currency", "bound", "publisher"],
    "durations": ["role", "bound", "publisher"],
    "counts": ["unit", "bound", "publisher"],
    "institution_mentions": ["type", "resolution", "publisher"],
    "articles": ["publisher"],
    "institution_amounts": ["place", "type", "currency", "publisher"],
    "timeline": ["entry", "publisher"],
    "fetches": ["outcome", "reason", "source"],
}
_BOOKKEEPING = (
    *("_sqlite_migrations", "cluster_bands", "frontier", "held_hosts", "review_anchors", "robots", "search_documents"),
)
"""What only the program reads; Datasette lists it last, where it is asked for."""


_INTRODUCTION = """# The database

A SQLite file. Start with the views: each shows the latest revision of every article. `facts` holds what they show in
one table; `facts_all_revisions` adds what earlier revisions held. Times of the press are Korean time (`+09:00`), times
of our own doings UTC; both sort as text. Booleans are 0 and 1. Nothing rests on rowids: `facts.id` can be cited, and
stays when the article is read again. From a fact the way back is `facts` (rule, sentence) → `revisions` (text, page) →
`fetches` (when, from where) → `runs` (by which versions); the bytes are in the file `….pages.db` beside it, by sha256.

A duration has two exact parts, months and seconds, and a length in nominal days for comparing: a year is 365.2425 days,
a month 30.436875.

[Asking a database](asking.md) says how to search it, and what a sum can mean.
"""


def describe_schema() -> str:
    """Return the page on the schema: every view and table with its columns, in Markdown."""
    views = [_section(table) for table in TABLES.values() if table.is_view]
    tables = [_section(table) for table in TABLES.values() if not table.is_view]
    return "\n".join([_INTRODUCTION, "## Views\n", *views, "## Tables\n", *tables]).rstrip() + "\n"


def describe_table(name: str) -> str:
    """Return what one table or view holds, in Markdown; raises KeyError where there is none of that name."""
    return _section(TABLES[name]).rstrip() + "\n"


def _section(table: Table) -> str:
    rows = [f"| `{name}` | {note.replace('|', chr(92) + '|')} |" for name, note in table.columns.items()]
    return "\n".join([f"### {table.name}\n", f"{table.about}\n", "| column | |", "| --- | --- |", *rows, ""])


def datasette_metadata(database: str) -> dict[str, Any]:
    """Return Datasette metadata for the database of this name: a sentence on each table and column, labels, facets."""
    tables: dict[str, Any] = {name: {} for name in _BOOKKEEPING}
    for table in TABLES.values():
        notes: dict[str, Any] = {"description": table.about, "columns": dict(table.columns)}
        if table.name in _LABELS:
            notes["label_column"] = _LABELS[table.name]
        if table.name in _SORTS:
            notes["sort_desc"] = _SORTS[table.name]
        if table.name in _FACETS:
            notes["facets"] = _FACETS[table.name]
        tables[table.name] = notes
    for name in _BOOKKEEPING:
        tables[name]["hidden"] = True
    about = "Facts read out of Korean press articles by pressfacts: institutions, amounts, durations and counts."
    return {"databases": {database: {"description": about, "tables": tables}}}
