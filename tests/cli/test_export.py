"""``pressfacts export`` and ``pressfacts snapshot`` on a database of the bundled articles."""

import csv
import hashlib
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
        (("--out", "press.db/x"), "press.db is no folder"),
        (("--out", "no/such/tables"), "the folder no/such does not exist"),
    ],
)
def test_what_cannot_be_exported(pressfacts, database, arguments, told):
    answer = pressfacts("export", "--db", database, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_earlier_export_is_written_anew(pressfacts, database, tmp_path, form):
    for arguments in (("--table", "facts"), ("--table", "facts")):
        assert pressfacts("export", "--db", database, "--out", "tables", "--format", form, *arguments).code == 0
    (tmp_path / "tables" / f"facts.{form}").write_bytes(b"")
    assert pressfacts("export", "--db", database, "--out", "tables", "--format", form).code == 0
    assert (tmp_path / "tables" / f"facts.{form}").stat().st_size > 0


def test_an_export_of_a_version_with_other_columns_is_known_by_its_description(pressfacts, database, tmp_path):
    old = b"id,quote\n1,old\n"
    told = {
        "description": "Written by pressfacts 0.0.1.",
        "distribution": [{"name": "facts.csv", "sha256": hashlib.sha256(old).hexdigest()}],
    }
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "facts.csv").write_bytes(old)
    (folder / "croissant.json").write_text(json.dumps(told))
    assert pressfacts("export", "--db", database, "--out", "tables").code == 0
    assert "old" not in (folder / "facts.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("facts.csv", "place,price\nSeoul,3\n"),
        ("facts.csv", "\x00"),
        ("institutions.csv", "id,canonical\n"),
        ("croissant.json", "{}"),
        ("datapackage.json", "no JSON"),
    ],
)
def test_a_file_that_is_no_export_of_ours_stays(pressfacts, database, tmp_path, name, held):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / name).write_text(held)
    answer = pressfacts("export", "--db", database, "--out", "tables")
    assert (answer.code, answer.out) == (2, "")
    assert f"tables/{name}: is there already" in answer.err
    assert [file.name for file in folder.iterdir()] == [name]
    assert (folder / name).read_text() == held


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


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("snapshot", "press.pages.db"),
        ("snapshot", "press.accounts.db"),
        ("snapshot", "press.db-wal"),
        ("report", "press.db"),
        ("report", "press.pages.db"),
        ("report", "here/../press.db-journal"),
    ],
)
def test_what_belongs_to_the_database_is_never_written_to(pressfacts, database, tmp_path, command, name):
    (tmp_path / "here").mkdir()
    before = {file.name: file.stat().st_size for file in tmp_path.iterdir() if file.is_file()}
    answer = pressfacts(command, "--db", database, "--out", name)
    assert (answer.code, answer.out) == (2, "")
    assert "belongs to the database" in answer.err
    assert {file.name: file.stat().st_size for file in tmp_path.iterdir() if file.is_file()} == before
