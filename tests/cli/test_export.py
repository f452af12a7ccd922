"""``pressfacts export`` and ``pressfacts snapshot`` on a database of the bundled articles."""

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from pipeline.store import EXPORTABLE, TABLES, Store
from tests.store.examples import ARTICLE, VERSIONS, save

ARTICLE_2 = replace(ARTICLE, url="https://hanbit.test/2")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        save(store, store.begin_run("crawl", VERSIONS))
    return path


def test_every_table_and_view_as_csv_and_lines(pressfacts, database, tmp_path):
    wanted = [part for name in EXPORTABLE for part in ("--table", name)]
    for form in ("csv", "jsonl"):
        answer = pressfacts("export", "--db", database, "--out", "tables", "--format", form, *wanted)
        assert (answer.code, answer.err) == (0, "")
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        for name in EXPORTABLE:
            held = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
            held = [{key: v.hex() if isinstance(v, bytes) else v for key, v in row.items()} for row in held]
            lines = (tmp_path / "tables" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            assert sorted(map(json.loads, lines), key=repr) == sorted(held, key=repr)
            with (tmp_path / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                rows = list(csv.reader(stream))
            assert rows[0] == list(TABLES[name].columns)
            assert len(rows) - 1 == len(held)
    assert not list((tmp_path / "tables").glob("*.part"))


def test_one_table_goes_to_standard_output(pressfacts, database):
    answer = pressfacts("export", "--db", database, "--table", "amounts", "--format", "jsonl")
    (row,) = map(json.loads, answer.out.splitlines())
    assert (row["quote"], row["value"], row["title"]) == ("20억원", 2_000_000_000, ARTICLE.title)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--table", "amount"), "--table amount"),
        (("--table", "search"), "--table search"),
        ((), "--out"),
        (("--table", "facts", "--excel", "--format", "jsonl"), "--excel"),
        (("--out", "press.db/x"), "cannot be written"),
    ],
)
def test_what_cannot_be_exported(pressfacts, database, arguments, told):
    answer = pressfacts("export", "--db", database, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_an_export_is_of_one_state(database):
    with Store.open(database, readonly=True) as reader, reader.one_state(), Store.open(database) as writer:
        assert len(list(reader.read_table("articles").rows)) == 1
        save(writer, writer.begin_run("crawl", VERSIONS), facts=(), page=b"2", article=ARTICLE_2)
        assert len(list(reader.read_table("articles").rows)) == 1
    with Store.open(database, readonly=True) as reader:
        assert len(list(reader.read_table("articles").rows)) == 2


def test_a_snapshot_names_its_rows_and_its_hash_and_overwrites_nothing(pressfacts, database, tmp_path):
    answer = pressfacts("snapshot", "--db", database, "--out", "facts.db")
    assert answer.code == 0
    assert answer.out.startswith("facts.db: 1 articles, 1 institutions, 5 facts\nsha256 ")
    before = (tmp_path / "facts.db").read_bytes()
    again = pressfacts("snapshot", "--db", database, "--out", "facts.db")
    assert (again.code, again.out) == (2, "")
    assert "is there already" in again.err
    assert (tmp_path / "facts.db").read_bytes() == before
    assert pressfacts("snapshot", "--db", database, "--out", "no/facts.db").code == 2
