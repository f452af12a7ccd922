"""The description of the schema is the schema: nothing missing, nothing too much, each column in its order."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from datasette.app import Datasette

from pipeline.store import TABLES, Store, datasette_metadata, describe_schema
from tests.store.examples import VERSIONS, rows, save


@pytest.fixture
def shape(store: Store, path: Path) -> dict[str, tuple[str, list[str]]]:
    """Return kind and columns of every table and view that a fresh database has."""
    # Shadow tables are FTS5's own.
    there = rows(path, "SELECT name, replace(type, 'virtual', 'table') FROM pragma_table_list WHERE type != 'shadow'")
    return {
        str(name): (str(kind), [str(row[1]) for row in rows(path, f"PRAGMA table_info({name})")])
        for name, kind in there
        if not str(name).startswith(("sqlite_", "_sqlite_"))
    }


def test_every_table_view_and_column_is_described(shape: dict[str, tuple[str, list[str]]]) -> None:
    told = {table.name: ("view" if table.is_view else "table", list(table.columns)) for table in TABLES.values()}
    assert told == shape


def test_descriptions_are_short_sentences() -> None:
    told = [(table.name, sentence) for table in TABLES.values() for sentence in (table.about, *table.columns.values())]
    assert [(name, sentence) for name, sentence in told if not sentence.endswith(".") or len(sentence) > 160] == []


def test_datasette_shows_every_table_and_view(store: Store, path: Path) -> None:
    save(store, store.begin_run("crawl", VERSIONS))
    datasette = Datasette([str(path)], metadata=datasette_metadata("press"))

    async def ask() -> dict[str, int]:
        return {name: (await datasette.client.get(f"/press/{name}")).status_code for name in TABLES}

    assert asyncio.run(ask()) == dict.fromkeys(TABLES, 200)


def test_the_page_on_the_schema_names_every_table_and_column() -> None:
    page = describe_schema()
    for table in TABLES.values():
        section = page.split(f"\n### {table.name}\n")[1].split("\n### ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(table.columns)


@pytest.mark.parametrize("name", TABLES)
def test_datasette_takes_the_metadata(name: str) -> None:
    datasette = Datasette(memory=True, metadata=datasette_metadata("press"))
    notes = datasette.table_metadata("press", name)
    assert notes["description"] == TABLES[name].about
    assert notes["columns"] == TABLES[name].columns
