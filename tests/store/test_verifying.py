"""Damage of each kind is planted in a sound file, and found where it is."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.store import NewReview, Store, pages_path
from tests.store.examples import ARTICLE, URL, VERSIONS, save


@pytest.fixture
def sound(path: Path) -> Path:
    with Store.open(path) as store:
        run = store.begin_run("crawl", VERSIONS)
        save(store, run)
        save(store, run, article=replace(ARTICLE, url="https://hanbit.test/2", published=None, title=None), page=b"2")
        save(store, run, article=replace(ARTICLE, title="새 제목"), page=b"3")
        page = store.review_article(URL)
        assert page is not None
        for fact in page.facts[:2]:
            store.add_review(NewReview(verdict="accept", reviewer="reviewer-1", article=URL, fact_id=fact.id))
    return path


def wrong(path: Path) -> dict[str, tuple[int, str]]:
    with Store.open(path, readonly=True) as store:
        return {check.name: (check.wrong, " ".join(check.told)) for check in store.verify() if check.wrong}


def test_a_sound_file_has_nothing_wrong(sound: Path) -> None:
    with Store.open(sound, readonly=True) as store:
        checks = list(store.verify())
    assert [(check.name, check.told) for check in checks if check.wrong] == []
    assert all(check.examined for check in checks)
    assert [check.note for check in checks if check.note] == []


@pytest.mark.parametrize(
    ("sql", "check", "told"),
    [
        ("UPDATE facts SET start = start + 1, end = end + 1 WHERE quote = '3곳'", "offsets", "not its quote"),
        ("UPDATE past_facts SET quote = '9곳' WHERE quote = '3곳'", "offsets", "not its quote"),
        ("UPDATE facts SET sentence = 'x' || sentence WHERE quote = '3곳'", "offsets", "sentence is not there"),
        ("UPDATE facts SET revision = 1 WHERE article LIKE '%/1'", "offsets", "not of the latest revision"),
        ("UPDATE revisions SET text = 'x' || text WHERE article LIKE '%/2'", "offsets", "not its quote"),
        (
            "UPDATE revisions SET text = text || ' 덧붙인 말' WHERE article LIKE '%/2'",
            "search",
            "does not hold its words",
        ),
        ("UPDATE facts SET value = 1 WHERE kind = 'amount'", "values", "value is not what value_text says"),
        ("UPDATE facts SET low_days = 1 WHERE kind = 'duration'", "values", "low is not what low_text says"),
        ("UPDATE facts SET value_text = 'P2Y' WHERE kind = 'duration'", "values", "value is not"),
        ("UPDATE articles SET title = '딴 제목' WHERE key LIKE '%/1'", "views", "not that of its latest revision"),
        ("UPDATE articles SET revision = 1", "views", "has a later revision"),
        (
            "UPDATE review_anchors SET start = start + 1, end = end + 1 WHERE target = (SELECT min(target) FROM "
            "review_anchors)",
            "reviews",
            "is not where its words say",
        ),
        ("UPDATE review_anchors SET verdict = 'reject'", "reviews", "is not where its words say"),
        ("DELETE FROM review_anchors", "reviews", "stands nowhere"),
        ("DROP TRIGGER reviews_stay; DELETE FROM reviews", "reviews", "without a word"),
        ("DROP VIEW amounts", "schema", "amounts is missing"),
        ("DROP INDEX facts_kind", "schema", "facts_kind is missing"),
        (
            "DROP VIEW counts; CREATE VIEW counts AS SELECT * FROM facts WHERE unit = '곳'",
            "views",
            "counts shows 2 of 4",
        ),
        (
            "DROP VIEW counts; CREATE VIEW counts AS SELECT * FROM facts",
            "schema",
            "counts is not as pressfacts made it",
        ),
        ("DELETE FROM runs", "foreign keys", "a row of runs that is not there"),
        ("DELETE FROM search_documents WHERE article LIKE '%/2'", "search", "is not in the index"),
        ("UPDATE search_documents SET revision = 1", "search", "another revision"),
        ("UPDATE search_documents SET id = id + 9000000 WHERE article LIKE '%/1'", "search", "under another day"),
        (
            "INSERT INTO search (rowid, title, text) VALUES (7, '지진', '')",
            "search",
            "row 7 of the index is no article's",
        ),
        ("INSERT INTO search (search) VALUES ('delete-all')", "search", "does not hold its words"),
        ("UPDATE search_data SET block = x'00' WHERE id > 10", "search", ""),
    ],
)
def test_planted_damage_is_found(sound: Path, sql: str, check: str, told: str) -> None:
    with closing(sqlite3.connect(sound)) as connection:
        connection.executescript(sql)
    found = wrong(sound)
    assert told in found[check][1]


def spoil(sql: str, *values: object) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        with closing(sqlite3.connect(pages_path(path))) as connection, connection:
            connection.execute(sql, values)

    return do


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (spoil("UPDATE pages SET zlib = ?", zlib.compress(b"<html>x</html>")), "not those of its name"),
        (spoil("UPDATE pages SET zlib = x'00'"), "cannot be unpacked"),
        (spoil("UPDATE pages SET bytes = bytes + 1"), "not those of its name"),
        (spoil("DELETE FROM pages"), "is missing, which a revision names"),
    ],
)
def test_damaged_pages_are_found(sound: Path, damage: Callable[[Path], None], told: str) -> None:
    damage(sound)
    count, words = wrong(sound)["pages"]
    assert count == 3
    assert told in words


def test_an_orphan_page_is_counted_and_a_missing_file_is_told_and_neither_is_wrong(sound: Path) -> None:
    with Store.open(sound) as store:
        store.save_page(b"left behind")
    with Store.open(sound, readonly=True) as store:
        (note,) = [check.note for check in store.verify() if check.note]
    assert note == "1 orphan pages, that nothing names"
    pages_path(sound).unlink()
    with Store.open(sound, readonly=True) as store:
        (note,) = [check.note for check in store.verify() if check.note]
    assert "is not there: 3 pages not looked at" in note
    assert wrong(sound) == {}


def test_a_torn_file_is_wrong(sound: Path) -> None:
    with closing(sqlite3.connect(sound)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'facts_canonical'").fetchone()
    with sound.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 200)
    assert wrong(sound)["file"][0] > 0


def test_a_pages_file_that_cannot_be_opened_is_told_and_is_no_damage(sound: Path) -> None:
    pages_path(sound).unlink()
    pages_path(sound).mkdir()
    with Store.open(sound, readonly=True) as store:
        checks = list(store.verify())
    assert [check.name for check in checks if check.wrong] == []
    (note,) = [check.note for check in checks if check.note]
    assert "cannot be opened" in note
    assert "pages not looked at; check its permissions" in note
