"""The same columns and types in every format, and descriptions that other people's tools accept."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest

from pipeline.exports import arrow_schema
from pipeline.store import EXPORTABLE, REFERENCES, TABLES, ColumnType, Store
from tests.store.examples import ARTICLE, VERSIONS, save

ALL = [part for name in EXPORTABLE for part in ("--table", name)]
HELD = {
    ColumnType.INTEGER: {"integer"},
    ColumnType.NUMBER: {"integer", "real"},
    ColumnType.BOOLEAN: {"integer"},
    ColumnType.HEX: {"blob"},
}


def tool(*command, home):
    """Run a tool of this environment and return its exit code and all that it says."""
    done = subprocess.run(
        [Path(sys.executable).with_name(command[0]), *command[1:]], cwd=home, capture_output=True, timeout=300
    )
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A database of the bundled site, crawled; the tests only read it."""
    home = tmp_path_factory.mktemp("demo")
    code, said = tool("pressfacts", "demo", home=home)
    assert code == 0, said
    return home / "pressfacts-demo.db"


def test_what_the_database_holds_is_of_the_types_told(demo):
    with closing(sqlite3.connect(demo)) as connection:
        for name in EXPORTABLE:
            for column, kind in TABLES[name].types.items():
                found = {k for (k,) in connection.execute(f'SELECT DISTINCT typeof("{column}") FROM {name}')} - {"null"}
                assert found <= HELD.get(kind, {"text"}), f"{name}.{column} is told to be {kind}, but holds {found}"


def test_the_database_s_own_references_are_among_those_told(demo):
    with closing(sqlite3.connect(demo)) as connection:
        for name in TABLES:
            told = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            numbers = [number for number, *_ in told]
            for number, _, table, column, key, *_ in told:
                if column in REFERENCES and numbers.count(number) == 1:
                    assert REFERENCES[column] == (table, key)


def test_parquet_holds_what_json_lines_hold(pressfacts, demo, tmp_path):
    for form in ("jsonl", "parquet"):
        answer = pressfacts("export", "--db", demo, "--out", "tables", "--format", form, *ALL)
        assert (answer.code, answer.err) == (0, "")
    for name in EXPORTABLE:
        table = pyarrow.parquet.read_table(tmp_path / "tables" / f"{name}.parquet")
        lines = (tmp_path / "tables" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert table.schema.equals(arrow_schema(TABLES[name]))
        times = {column for column, kind in TABLES[name].types.items() if kind.endswith("time")}
        for row, line in zip(table.to_pylist(), lines, strict=True):
            row |= {column: row[column] and row[column].isoformat(timespec="milliseconds") for column in times}
            held = json.loads(line)
            held |= {c: held[c] and (held[c] if "." in held[c] else held[c].replace("+", ".000+")) for c in times}
            assert row == held


def test_frictionless_finds_the_data_package_valid(pressfacts, demo, tmp_path):
    assert pressfacts("export", "--db", demo, "--out", "tables", *ALL).code == 0
    code, said = tool("frictionless", "validate", "datapackage.json", "--json", home=tmp_path / "tables")
    report = json.loads(said)
    assert (code, report["valid"], report["stats"]["tasks"]) == (0, True, len(EXPORTABLE)), said
    assert {task["name"] for task in report["tasks"]} == set(EXPORTABLE)


def test_frictionless_follows_the_references_and_checks_the_hash(pressfacts, demo, tmp_path):
    assert pressfacts("export", "--db", demo, "--out", "tables").code == 0
    facts = tmp_path / "tables" / "facts.csv"
    lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    facts.write_text("".join([lines[0], lines[1].replace("http", "hxxp", 1), *lines[2:]]), encoding="utf-8")
    code, said = tool("frictionless", "validate", "datapackage.json", "--json", home=tmp_path / "tables")
    kinds = {error["type"] for task in json.loads(said)["tasks"] for error in task["errors"]}
    assert (code, kinds) == (1, {"hash-count", "foreign-key"})


def test_mlcroissant_finds_the_croissant_valid(pressfacts, demo, tmp_path):
    assert pressfacts("export", "--db", demo, "--out", "tables", *ALL).code == 0
    code, said = tool("mlcroissant", "validate", "--jsonld", "croissant.json", home=tmp_path / "tables")
    assert code == 0, said
    assert "not standard" not in said
    told = json.loads((tmp_path / "tables" / "croissant.json").read_text(encoding="utf-8"))
    assert [part["@id"] for part in told["recordSet"]] == list(EXPORTABLE)


@pytest.mark.parametrize(
    ("table", "column", "cell", "told"),
    [
        ("articles", "published", "2026-03-02", "'2026-03-02' is not a time with its zone (2026-03-02T09:00:00+09:00)"),
        ("articles", "revision", "two", "'two' is not a whole number"),
        ("runs", "found", "many", "'many' is not a whole number"),
        ("runs", "seconds", "long", "'long' is not a number"),
        ("runs", "started", "in spring", "'in spring' is not a time with its zone (2026-03-02T00:00:00.000+00:00)"),
    ],
)
def test_a_cell_that_is_not_of_its_type_is_named_and_nothing_is_written(
    pressfacts, tmp_path, table, column, cell, told
):
    with Store.open(tmp_path / "press.db") as store:
        save(store, store.begin_run("crawl", VERSIONS))
    with closing(sqlite3.connect(tmp_path / "press.db")) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (cell,))
        (key,) = connection.execute(f"SELECT {next(iter(TABLES[table].columns))} FROM {table}").fetchone()
    wanted = ("--table", "facts", "--table", table)
    answer = pressfacts("export", "--db", "press.db", "--out", "tables", "--format", "parquet", *wanted)
    assert (answer.code, answer.out) == (2, "")
    name = next(iter(TABLES[table].columns))
    assert answer.err == (
        f"pressfacts: {table}, row 1 ({name} {key!r}), column {column}: {told}, and Parquet would not hold it; put it "
        "right in the database, or export the table as CSV or JSON lines, which hold it as it is\n"
    )
    assert not (tmp_path / "tables").exists()
    assert pressfacts("export", "--db", "press.db", "--out", "tables", *wanted).code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    assert pressfacts("export", "--db", "press.db", "--out", "tables", "--format", "parquet", *wanted).code == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == before


def test_a_text_that_is_none_is_said_in_a_line(pressfacts, tmp_path):
    with Store.open(tmp_path / "press.db") as store:
        save(store, store.begin_run("crawl", VERSIONS))
    with closing(sqlite3.connect(tmp_path / "press.db")) as connection, connection:
        connection.execute("UPDATE articles SET publisher = CAST(x'ff41' AS TEXT)")
    for form in ("csv", "parquet"):
        answer = pressfacts("export", "--db", "press.db", "--out", "tables", "--format", form, "--table", "articles")
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith("pressfacts: articles, row 1: Could not decode to UTF-8 column 'publisher'")
        assert not (tmp_path / "tables").exists()


def test_parquet_is_written_to_a_folder_only(pressfacts, demo):
    answer = pressfacts("export", "--db", demo, "--table", "facts", "--format", "parquet")
    assert (answer.code, answer.out) == (2, "")
    assert "--out" in answer.err


def test_excel_s_cells_are_not_told_to_be_the_database_s(pressfacts, tmp_path):
    with Store.open(tmp_path / "press.db") as store:
        save(store, store.begin_run("crawl", VERSIONS), article=replace(ARTICLE, title="=1+1"))
    assert pressfacts("export", "--db", "press.db", "--out", "tables", "--excel").code == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "articles.csv",
        "facts.csv",
        "institutions.csv",
    ]
