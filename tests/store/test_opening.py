"""A file that is no database of ours is refused in one clear line, and is left as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.store import ArticleUnstorable, Store, StoreUnusable
from tests.store.examples import ARTICLE, VERSIONS, damage, lose_tables, rows, save

NOBODY = 65534


def test_a_new_file_gets_the_newest_schema_and_opens_again(path: Path) -> None:
    Store.open(path).close()
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_foreign_keys_hold(store: Store, path: Path) -> None:
    with pytest.raises(ArticleUnstorable, match="FOREIGN KEY"):
        save(store, "no such run")
    assert rows(path, "SELECT * FROM articles") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"%PDF-1.7 not a database, but long enough to be looked at" * 40, "is not a SQLite", id="pdf"),
        pytest.param("제목: 기사\n".encode() * 100, "is not a SQLite", id="text"),
        pytest.param(b"SQLite format 3\x00" + b"\xff" * 4000, "is (not a SQLite|damaged)", id="damaged"),
    ],
)
def test_a_file_that_is_not_sqlite_is_refused(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    for readonly in (False, True):
        with pytest.raises(StoreUnusable, match=said) as told:
            Store.open(path, readonly=readonly)
        assert str(told.value).startswith(f"{path}: ")
        assert "\n" not in str(told.value)
    assert path.read_bytes() == content


def test_damage_inside_a_database_is_told_as_such(path: Path) -> None:
    damage(path)
    with Store.open(path, readonly=True) as store, pytest.raises(StoreUnusable, match="damaged"):
        list(store.select_facts())


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.conditions(ARTICLE.url),
        lambda store: store.last_fetch(ARTICLE.url),
        lambda store: store.is_settled_since(ARTICLE.url, ARTICLE.published),
        lambda store: store.frontier("source"),
        lambda store: store.count_known("source"),
        lambda store: store.review_rows(ARTICLE.url),
        lambda store: store.book.robots("https://hanbit.test"),
        lambda store: store.book.held_hosts(ARTICLE.published),
        lambda store: store.book.last_try(ARTICLE.url),
        lambda store: store.book.has_read("name", "page"),
        lambda store: store.book.reports(1),
    ],
)
def test_what_a_crawl_asks_of_a_damaged_database_is_told_as_such(path: Path, ask: Callable[[Store], object]) -> None:
    Store.open(path).close()
    lose_tables(path)
    with Store.open(path, readonly=True) as store, pytest.raises(StoreUnusable, match=r"press\.db: "):
        ask(store)


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE places (name TEXT)")
    with pytest.raises(StoreUnusable, match="not one that pressfacts made"):
        Store.open(path)
    assert rows(path, "SELECT name FROM sqlite_master") == [("places",)]


def test_a_database_of_a_newer_version_is_refused(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('pressfacts', 'm999_later', 'x')"
        )
    for readonly in (False, True):
        with pytest.raises(StoreUnusable, match=r"newer pressfacts \(it has m999_later\); update"):
            Store.open(path, readonly=readonly)


def test_a_missing_database_is_not_made_for_a_reader(path: Path) -> None:
    for open_it in (lambda: Store.open(path, create=False), lambda: Store.open(path, readonly=True)):
        with pytest.raises(StoreUnusable, match="no such database"):
            open_it()
    assert not path.exists()


def test_an_empty_file_becomes_a_database_but_holds_nothing_to_read(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreUnusable, match="is empty"):
        Store.open(path, readonly=True)
    Store.open(path).close()
    with Store.open(path, readonly=True) as store:
        assert list(store.select_facts()) == []


def test_a_folder_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="is a folder"):
        Store.open(tmp_path)
    with pytest.raises(StoreUnusable, match="does not exist"):
        Store.open(tmp_path / "no" / "press.db")


def test_a_busy_database_is_told_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.opening.BUSY_SECONDS", 0)
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnusable, match="in use by another program"):
            store.mark_gone("x", datetime.now(UTC))


# What is imported when a file is opened may stand where only root can read.
AS_NOBODY = """
import importlib.metadata, os, sys
import pipeline.store.sum_migrations
from pathlib import Path
from pipeline.store import ArticleUnstorable, Store, StoreUnusable
if os.geteuid() == 0:
    os.setgid({nobody}); os.setuid({nobody})
path = Path(sys.argv[1])
try:
    with Store.open(path, readonly=sys.argv[2] == "read") as store:
        print(len(list(store.select_facts())))
        if sys.argv[2] == "read":
            print([check.name for check in store.verify() if check.wrong or check.note], end="")
except StoreUnusable as error:
    print(error)
"""


def as_nobody(path: Path, how: str) -> str:
    """Open a database in another process that has no rights of root, which no permission stops."""
    code = AS_NOBODY.format(nobody=NOBODY)
    command = [sys.executable, "-c", code, str(path), how]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder of which nobody may write a file, where all may come: pytest's own are for their owner alone."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place, "archive")
        folder.mkdir()
        yield folder
        for closed in (folder.parent, folder):
            closed.chmod(0o755)


def test_a_file_and_folder_that_cannot_be_written_can_be_read(locked_folder: Path) -> None:
    path = locked_folder / "press.db"
    with Store.open(path) as store:
        save(store, store.begin_run("add", VERSIONS))
    for file in locked_folder.iterdir():
        file.chmod(0o444)
    locked_folder.chmod(0o555)
    assert as_nobody(path, "read") == "5\n[]"
    assert "cannot be written" in as_nobody(path, "write")
    assert as_nobody(locked_folder / "new.db", "write").endswith(
        "cannot be opened; check the permissions of the file and its folder"
    )
    locked_folder.parent.chmod(0o000)
    for how in ("read", "write"):
        assert as_nobody(path, how) == f"{path}: cannot be opened; check the permissions of the file and its folder"
