"""Reading again what is stored, with two workers: killed, watched, and while others read and review."""

from __future__ import annotations

import os
import pty
import re
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import RereadReport, add, reclean, reextract
from pipeline.store import NewReview, Store, log_size
from tests.jobs.clusters import wait_until
from tests.jobs.command import COMMAND
from tests.jobs.looking import rows, write
from tests.jobs.tasks import read_or_die

ARTICLES = 400
OLD = "SELECT count(*) FROM facts WHERE rule = 'old'"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of short articles whose facts all differ from what today's rules read."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "pages").mkdir()
    for n in range(ARTICLES):
        sentence = f"교육부는 {n + 1}억원을 들여 학교 {n + 2}곳에 3년간 급식비를 지원한다고 밝혔다. "
        text = f"학교 {n + 2}곳에 급식비\n\n{sentence * 8}"
        (folder / "pages" / f"{n}.txt").write_text(text, encoding="utf-8")
    with Store.open(folder / "press.db") as store:
        assert add(store, [str(folder / "pages")], FetchPolicy(user_agent="pressfacts-tests")).new == ARTICLES
    write(folder / "press.db", "UPDATE facts SET rule = 'old'")
    return folder


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Path:
    for path in filled.glob("press*.db"):
        shutil.copy(path, tmp_path)
    return tmp_path / "press.db"


def test_it_goes_on_where_it_was_killed(database: Path) -> None:
    process = subprocess.Popen(
        [COMMAND, "reextract", "--db", database, "--workers", "2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_until(lambda: rows(database, "SELECT max(reached) FROM runs") != [(None,)])
    process.kill()
    process.communicate()
    ((reached,),) = rows(database, "SELECT max(reached) FROM runs")
    assert rows(database, f"{OLD} AND article <= ?", reached) == [(0,)]
    with Store.open(database) as store:
        done = store.count_articles(str(reached))
        assert 0 < done < ARTICLES
        report = reextract(store)
        assert (report.before, report.articles) == (done, ARTICLES - done)
        assert rows(database, OLD) == [(0,)]
        assert reextract(store, restart=True).articles == ARTICLES
        assert reextract(store).before == 0


@pytest.mark.parametrize("job", [reextract, reclean])
def test_a_worker_that_dies_costs_one_article_which_is_named(job: Callable[..., RereadReport], database: Path) -> None:
    with Store.open(database) as store:
        report = job(store, read=read_or_die, workers=2)
    assert report.articles == ARTICLES
    (problem,) = report.problems
    assert "its process was ended by SIGKILL (out of memory, perhaps)" in str(problem)
    # It is left as it was, and all others are read anew.
    assert rows(database, "SELECT DISTINCT article FROM facts WHERE rule = 'old'") == [(problem.name,)]
    assert rows(database, "SELECT title FROM articles WHERE key = ?", problem.name) == [("학교 7곳에 급식비",)]


def test_the_terminal_shows_how_fast_it_goes_and_how_long_it_will_take(database: Path) -> None:
    ours, theirs = pty.openpty()
    command = [COMMAND, "reextract", "--db", database, "--workers", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=os.environ | {"COLUMNS": "120"}
    ) as run:
        os.close(theirs)
        shown = b""
        # A terminal whose program has ended gives an error.
        while (chunk := _read(ours)) != b"":
            shown += chunk
    os.close(ours)
    assert run.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert re.search(rf"extracting again +\S+ +\d+/{ARTICLES} +[\d,.]+/s +0:\d\d:\d\d +0:\d\d:\d\d", plain)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


def test_readers_and_reviewers_work_meanwhile_and_the_log_stays_short(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_size, "LOG_BYTES", 4_000_000)
    facts = rows(database, "SELECT id, article FROM facts ORDER BY id LIMIT 20")
    waits: list[float] = []
    lengths: list[int] = []
    done = threading.Event()

    def review() -> None:
        with Store.open(database) as store:
            for fact, article in facts:
                started = time.monotonic()
                store.add_review(NewReview(verdict="accept", reviewer="kim", article=str(article), fact_id=str(fact)))
                waits.append(time.monotonic() - started)
                assert store.count_facts()
                if done.wait(0.05):
                    return

    def read(seconds: float) -> None:
        """Read a state for a while, and the next; with several that overlap there is no moment without a reader."""
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            while not done.is_set():
                connection.execute("BEGIN")
                assert connection.execute("SELECT count(*) FROM facts").fetchone() > (0,)
                done.wait(seconds)
                connection.execute("COMMIT")

    with ThreadPoolExecutor(4) as thread, Store.open(database) as store:
        others = [thread.submit(review), *(thread.submit(read, seconds) for seconds in (0.2, 0.3, 0.45))]
        log = database.with_name("press.db-wal")
        report = reextract(store, workers=2, progress=lambda _: lengths.append(log.stat().st_size))
        done.set()
        for other in others:
            other.result()
    assert (report.articles, report.problems) == (ARTICLES, ())
    assert len(waits) > 3
    assert max(waits) < 5
    # Without care it is 25 MB in the end.
    assert max(lengths) < 16_000_000
    assert rows(database, "SELECT count(*) FROM reviewed_facts WHERE status = 'accepted'") == [(len(waits),)]
