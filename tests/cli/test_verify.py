"""``pressfacts verify``: a line a check, and exit code 1 where something is wrong."""

import sqlite3
from contextlib import closing

import pytest

from pipeline.store import Store
from tests.store.examples import VERSIONS, damage, save


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        save(store, store.begin_run("crawl", VERSIONS))
    return path


def test_a_sound_database(pressfacts, database):
    answer = pressfacts("verify", "--db", database)
    assert (answer.code, answer.err) == (0, "")
    assert [line.split("  ")[0].strip() for line in answer.out.splitlines()] == [
        "file", "schema", "foreign keys", "offsets", "values", "views", "pages", "search",
        "reviews",
    ]  # fmt: skip
    assert "wrong" not in answer.out


def test_a_damaged_database(pressfacts, database):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE facts SET quote = '30억원' WHERE quote = '20억원'")
    answer = pressfacts("verify", "--db", database)
    assert answer.code == 1
    assert "text[start:end] is not its quote" in answer.out
    assert (
        answer.err
        == f"pressfacts: {database}: 1 things are wrong (named above); go back to a backup, or make it anew\n"
    )


def test_a_database_whose_pages_are_overwritten_is_named_and_its_backup_advised(pressfacts, database, tmp_path):
    damage(database)
    for command in (
        ("facts",),
        ("report", "--out", "report.html"),
        ("snapshot", "--out", "snapshot.db"),
        ("reextract",),
    ):
        answer = pressfacts(command[0], "--db", database, *command[1:])
        assert answer.code == 2
        last = answer.err.splitlines()[-1]
        assert last == f"pressfacts: {database}: is damaged; pressfacts verify says what, go back to a backup"
    assert pressfacts("verify", "--db", database).code == 1
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith("press.")] == []
    content = database.read_bytes()
    database.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    answer = pressfacts("verify", "--db", database)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"pressfacts: {database}: is damaged too far to be looked at; go back to a backup\n"
