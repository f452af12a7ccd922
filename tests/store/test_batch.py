"""Several articles in one transaction: the same rows, each article whole or not there, whatever stops the import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.store import ArticleUnstorable, Reading, Store, Visit, pack_page, page_hash, prepare
from tests.store.examples import AMOUNT, ARTICLE, FACTS, SENTENCES, VERSIONS, dump, rows, save

DAY = datetime(2026, 3, 2, tzinfo=UTC)
IMPORT = """
import os, signal, sys
from tests.store.examples import *
store = Store.open(sys.argv[1])
run = store.begin_run("add", VERSIONS)
with store.batch(seconds=float(sys.argv[2])):
    for number in range(40):
        save(store, run, article=replace(ARTICLE, url=f"https://hanbit.test/{number}"), page=b"%d" % number)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def save_three(store: Store, run: str) -> None:
    for number in range(3):
        save(store, run, article=replace(ARTICLE, url=f"https://hanbit.test/{number}"), page=b"%d" % number, at=DAY)


def test_a_batch_stores_what_single_articles_store(tmp_path: Path) -> None:
    for name in ("one.db", "batch.db"):
        with Store.open(tmp_path / name) as store:
            run = store.begin_run("add", VERSIONS)
            if name == "one.db":
                save_three(store, run)
                continue
            with store.batch():
                save_three(store, run)
                assert rows(tmp_path / name, "SELECT count(*) FROM articles") == [(0,)]
            assert store.page(page_hash(b"2")) == b"2"
            assert [check.name for check in store.verify() if check.wrong] == []
    of_the_run = ("runs", "fetches", "revisions", "_sqlite_migrations")
    assert dump(tmp_path / "one.db", without=of_the_run) == dump(tmp_path / "batch.db", without=of_the_run)


def test_a_broken_article_takes_none_of_its_batch_along(store: Store, path: Path, run: str) -> None:
    with store.batch():
        save(store, run)
        with pytest.raises(ArticleUnstorable):
            save(
                store, run, article=replace(ARTICLE, url="https://hanbit.test/2"), facts=(replace(AMOUNT, bound="no"),)
            )
        save(store, run, article=replace(ARTICLE, url="https://hanbit.test/3"))
    assert rows(path, "SELECT count(*), (SELECT count(*) FROM facts) FROM articles") == [(2, 2 * len(FACTS))]


def test_an_error_that_leaves_a_batch_loses_nothing_finished(store: Store, path: Path, run: str) -> None:
    def stop_after_one() -> None:
        with store.batch():
            save(store, run)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_after_one()
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]


@pytest.mark.parametrize(("seconds", "kept"), [(0.0, 40), (60.0, 0)])
def test_a_killed_import_keeps_what_it_had_committed(tmp_path: Path, seconds: float, kept: int) -> None:
    path = tmp_path / "press.db"
    command = [sys.executable, "-c", IMPORT, str(path), str(seconds)]
    killed = subprocess.run(command, cwd=Path(__file__).parents[2], env=os.environ | {"PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    with Store.open(path, create=False) as store:
        assert store.count_articles() == kept
        assert [check.name for check in store.verify() if check.wrong] == []


def test_another_process_can_prepare_what_is_written(store: Store, path: Path, run: str) -> None:
    reading = Reading(facts=FACTS, sentences=SENTENCES, version="3")
    prepared = prepare(ARTICLE, key=str(ARTICLE.url), reading=reading)
    visit = Visit(url=str(ARTICLE.url), at=DAY, status=200)
    saved = store.save_prepared(run, visit, prepared, page=pack_page(b"<html>1</html>"))
    assert saved.added == len(FACTS)
    assert store.page(page_hash(b"<html>1</html>")) == b"<html>1</html>"
    before = dump(path, without=("fetches",))
    assert save(store, run).added == 0
    assert dump(path, without=("fetches",)) == before
