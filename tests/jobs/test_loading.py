"""A batch on its way into a database: cut off it is gone on with, and what is damaged is named and costs itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.jobs import loading
from pipeline.jobs.batch import run_batch
from pipeline.jobs.loading import load
from pipeline.jobs.reports import Step
from pipeline.store import Store, StoreUnusable
from tests.jobs.clusters import wait_until
from tests.jobs.command import COMMAND
from tests.jobs.looking import harvest, rows
from tests.jobs.test_workers import children

ARTICLES, EACH = 1_500, 550


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a batch has made of short texts: three shards, two of more than one row group."""
    place = tmp_path_factory.mktemp("batch")
    texts = [
        {
            "url": f"https://hanbit.test/{n}",
            "title": f"학교 {n}곳",
            "text": f"교육부는 {n + 1}억원을 학교 {n + 2}곳에 준다.",
        }
        for n in range(ARTICLES)
    ]
    pq.write_table(pa.Table.from_pylist(texts), place / "texts.parquet", row_group_size=EACH)
    assert run_batch([str(place / "texts.parquet")], place / "out").total("articles") == ARTICLES
    return place / "out"


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("loaded") / "press.db"
    with Store.open(database) as store:
        assert load(store, folder).new == ARTICLES
    return database


def test_two_workers_load_what_one_loads(folder: Path, undisturbed: Path, tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    with Store.open(tmp_path / "press.db") as store:
        report = load(store, folder, workers=2, progress=lambda step: done.append((step.done, step.total)))
    assert (report.shards, report.new, report.problems) == (3, ARTICLES, ())
    assert harvest(tmp_path / "press.db") == harvest(undisturbed)
    assert done == [(n, ARTICLES) for n in range(1, ARTICLES + 1)]


def test_a_load_of_more_than_there_is_leaves_the_same_as_an_import(
    folder: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_LARGE", ARTICLES)
    database = tmp_path / "press.db"

    def look(step: Step) -> None:
        if step.done == 1:
            with pytest.raises(StoreUnusable, match="an import into it goes on"):
                Store.open(database, readonly=True)

    with Store.open(database) as store:
        assert load(store, folder, progress=look).new == ARTICLES
    assert harvest(database) == harvest(undisturbed)


def test_a_load_that_was_killed_is_gone_on_with(folder: Path, undisturbed: Path, tmp_path: Path) -> None:
    database = tmp_path / "press.db"
    command = [COMMAND, "load", folder, "--db", database]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: count(database))
        process.kill()
    before = count(database)
    assert 0 < before < ARTICLES
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 0
    assert again.stdout.startswith(f"{database}: {ARTICLES - before} new, 0 revised, {before} unchanged; ")
    assert harvest(database) == harvest(undisturbed)


def count(database: Path) -> int:
    if not database.with_name("press.pages.db").exists():
        return 0
    ((number,),) = rows(database, "SELECT count(*) FROM articles")
    return int(str(number))


def test_a_damaged_file_is_named_and_the_others_loaded(folder: Path, undisturbed: Path, tmp_path: Path) -> None:
    _, *facts = sorted((folder / "facts").glob("*.parquet"))
    whole = facts[0].read_bytes()
    facts[0].write_bytes(whole[: len(whole) // 2])
    lost = facts[1].rename(facts[1].with_suffix(".lost"))
    database = tmp_path / "press.db"
    command = [COMMAND, "load", folder, "--db", database]
    try:
        ended = subprocess.run(command, capture_output=True, text=True)
    finally:
        facts[0].write_bytes(whole)
        lost.rename(facts[1])
    assert ended.returncode == 1
    assert ended.stdout.startswith(f"{database}: {EACH} new, ")
    remedy = f"remove its mark in {folder / 'done'}, run the batch again, then the load"
    assert [line for line in ended.stderr.splitlines() if "━" not in line] == [
        f"pressfacts: {facts[0]}: cannot be read; {remedy}",
        f"pressfacts: {facts[1]}: is missing; {remedy}",
        "pressfacts: 2 files or articles were not stored (named above)",
    ]
    with Store.open(database) as store:
        assert load(store, folder).new == ARTICLES - EACH
    assert harvest(database) == harvest(undisturbed)


def test_a_worker_that_dies_costs_a_part_which_the_next_start_brings(
    folder: Path, undisturbed: Path, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill_all(_: Step) -> None:
        if not killed:
            killed.extend(children(os.getpid()))
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    with Store.open(tmp_path / "press.db") as store:
        report = load(store, folder, workers=2, progress=kill_all)
        assert len(killed) == 2
        told = [
            re.search(r": (\d+) articles were not read, .+SIGKILL.+; start the load again$", str(p))
            for p in report.problems
        ]
        assert report.new + sum(int(match[1]) for match in told if match) == ARTICLES
        assert load(store, folder).new == ARTICLES - report.new
    assert harvest(tmp_path / "press.db") == harvest(undisturbed)
