"""``pressfacts verify``: a line a check, and exit code 1 where something is wrong."""

import sqlite3
from contextlib import closing

import pytest

from pipeline.store import Store
from tests.store.examples import VERSIONS, save


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
    assert answer.err == f"pressfacts: {database}: 1 things are wrong (named above); make it anew, or take up a copy\n"
