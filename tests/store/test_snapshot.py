"""A snapshot holds facts and short quotes, nothing of the bodies, and is the same file when made again."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.store import NewReview, Store, StoreUnusable
from tests.store.examples import ARTICLE, COUNT, TEXT, VERSIONS, rows, save


@pytest.fixture
def filled(store: Store) -> Store:
    run = store.begin_run("crawl", VERSIONS)
    save(store, run)
    long = "학생과 교사와 직원과 학부모와 동문과 주민과 상인과 공무원과 의원과 기자들과 시민들 "
    text = f"{long}3명이 왔다."
    fact = replace(COUNT, start=0, end=len(long) + 2, text=text[: len(long) + 2], of=long.strip())
    save(store, run, article=replace(ARTICLE, url="https://hanbit.test/2", text=text), facts=(fact,), page=b"2")
    return store


def test_the_same_state_gives_the_same_bytes(filled: Store, tmp_path: Path) -> None:
    first = filled.write_snapshot(tmp_path / "one.db", version="1.0")
    save(filled, filled.begin_run("crawl", VERSIONS))
    second = filled.write_snapshot(tmp_path / "two.db", version="1.0")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()
    assert first == second
    assert hashlib.sha256((tmp_path / "one.db").read_bytes()).hexdigest() == first.sha256
    save(filled, filled.begin_run("crawl", VERSIONS), article=replace(ARTICLE, title="새 제목"), page=b"3")
    assert filled.write_snapshot(tmp_path / "three.db", version="1.0").sha256 != first.sha256


def test_no_text_and_no_long_quote_is_in_it(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "s.db"
    made = filled.write_snapshot(out, version="1.0")
    assert made.rows == {"articles": 2, "institutions": 1, "facts": 6}
    content = out.read_bytes()
    for sentence in TEXT.split("\n\n"):
        assert sentence.encode() not in content
        assert sentence[-12:].encode() not in content
    assert rows(out, "SELECT max(length(quote)), max(length(of)) FROM facts") == [(40, 40)]
    assert rows(out, "PRAGMA integrity_check") == [("ok",)]
    assert rows(out, "PRAGMA foreign_key_check") == []
    (digest,) = rows(out, "SELECT text_sha256 FROM articles WHERE key = ?", ARTICLE.url)[0]
    assert digest == hashlib.sha256(TEXT.encode()).hexdigest()
    start, end = rows(out, "SELECT start, end FROM cited_facts WHERE quote = '20억원'")[0]
    assert TEXT[start:end] == "20억원"


def test_nobody_who_reviewed_is_in_it(filled: Store, tmp_path: Path) -> None:
    page = filled.review_article(ARTICLE.url)
    new = NewReview(verdict="reject", reviewer="reviewer-1", article=ARTICLE.url, note="표를 보았다")
    filled.add_review(replace(new, fact_id=page.facts[0].id))
    filled.write_snapshot(tmp_path / "s.db", version="1.0")
    content = (tmp_path / "s.db").read_bytes()
    for told in ("reviewer-1", "표를 보았다"):
        assert told.encode() not in content


def test_the_manifest_says_what_it_is_made_of(filled: Store, tmp_path: Path) -> None:
    made = filled.write_snapshot(tmp_path / "s.db", version="1.0")
    manifest = json.loads((tmp_path / "s.db.json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == made.sha256
    assert manifest["rows"] == made.rows
    assert manifest["articles_by_version"] == {"cleaner 7": 2, "extractors 3": 2}
    assert manifest["facts_by_rule"]["amount-won"] == 1
    inside = dict(rows(tmp_path / "s.db", "SELECT name, value FROM manifest"))
    assert json.loads(str(inside["rows"])) == made.rows
    with closing(sqlite3.connect(filled.path)) as connection:
        assert len(connection.execute(manifest["query"]).fetchall()) == made.rows["facts"]


def test_a_snapshot_that_cannot_be_finished_leaves_nothing(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="cannot be opened"):
        filled.write_snapshot(tmp_path / "no" / "s.db", version="1.0")
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.executescript("UPDATE facts SET article = 'nowhere'; DROP TABLE institutions")
    with pytest.raises(StoreUnusable):
        filled.write_snapshot(tmp_path / "s.db", version="1.0")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("s.db")] == []


def test_a_file_may_be_called_anything(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / os.fsdecode(b"s\xff.db")
    filled.write_snapshot(out, version="1.0")
    assert json.loads(out.with_name(f"{out.name}.json").read_text(encoding="utf-8"))["file"] == out.name


def test_it_is_no_database_to_work_in_and_says_so(filled: Store, tmp_path: Path) -> None:
    filled.write_snapshot(tmp_path / "out.db", version="1.0")
    for readonly in (True, False):
        with pytest.raises(StoreUnusable, match="is a snapshot, without texts and pages; ask it in SQL"):
            Store.open(tmp_path / "out.db", readonly=readonly)
