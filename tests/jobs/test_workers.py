"""Several processes at work: the same rows as one, a death costs one article, and nothing outlives the run."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import add, crawl, reclean, reextract
from pipeline.site import PressSite, fixtures_path
from pipeline.sources import Config
from pipeline.store import Store
from pipeline.workers import Died, Workers
from tests.jobs.command import COMMAND
from tests.jobs.looking import harvest, rows, write
from tests.jobs.tasks import count_together, die_at_three, die_at_threes, divide_by, has_loaded

PAGES = [str(path.with_name("page.html")) for path in sorted(fixtures_path().glob("*/*/article.json"))][:16]
POLICY = FetchPolicy(user_agent="pressfacts-tests")


def write_slow_page(path: Path) -> Path:
    """Write a page that takes seconds to read: a process can be met at work on it."""
    sentence = "시는 올해 3월부터 2년 6개월간 연구소 15곳에 1곳당 연간 약 20억원 이내의 운영비를 보탠다고 밝혔다. "
    # Many more paragraphs would be no article to the cleaner.
    body = "".join(f"<p>{sentence * 8}{n}명이 참여한다.</p>\n" for n in range(1_200))
    path.write_text(f"<html><head><title>긴 글</title></head><body><article>{body}</article></body></html>")
    return path


def write_many_of_one(folder: Path) -> list[str]:
    """Copy a page: more than workers have in hand, so that the first are stored before what follows is taken up."""
    folder.mkdir()
    return [str(shutil.copy(PAGES[0], folder / f"{n:02}.html")) for n in range(40)]


def children(pid: int) -> list[int]:
    """Return the worker processes of a process, as the system lists them: they are forked from one that it started."""

    def started_by(parent: int) -> list[int]:
        listed = " ".join(path.read_text() for path in Path(f"/proc/{parent}/task").glob("*/children"))
        return [n for n in map(int, listed.split()) if is_forked(n)]

    def is_forked(child: int) -> bool:
        try:
            return b"forkserver" in Path(f"/proc/{child}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False

    return [worker for server in started_by(pid) for worker in started_by(server)]


def session(pid: int) -> list[int]:
    """Return the processes of the session that a process leads."""

    def led_by(stat: Path) -> int:
        try:
            return int(stat.read_text().rpartition(")")[2].split()[3])
        except (FileNotFoundError, ProcessLookupError):
            return 0

    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if led_by(stat) == pid]


def at_work(pids: list[int]) -> list[int]:
    """Return the processes that work in the second that follows."""

    def ticks(pid: int) -> int:
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))

    before = {pid: ticks(pid) for pid in pids}
    time.sleep(1)
    return [pid for pid in pids if ticks(pid) > before[pid]]


def wait_until(true, seconds=60.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_three_workers_and_any_order_of_arrival_give_the_rows_of_one(tmp_path: Path) -> None:
    shuffled = random.Random(7).sample(PAGES, len(PAGES))
    with Store.open(tmp_path / "one.db") as one, Store.open(tmp_path / "three.db") as three:
        alone = add(one, PAGES, POLICY)
        together = add(three, shuffled, POLICY, workers=3)
    assert (together.new, together.facts, together.bytes) == (alone.new, alone.facts, alone.bytes)
    assert harvest(tmp_path / "three.db") == harvest(tmp_path / "one.db")
    pages = "SELECT * FROM pages ORDER BY sha256"
    assert rows(tmp_path / "three.pages.db", pages) == rows(tmp_path / "one.pages.db", pages)


def test_two_workers_crawl_what_one_crawls(
    tmp_path: Path, site: PressSite, config: Config, policy: FetchPolicy, undisturbed: Path
) -> None:
    with Store.open(tmp_path / "two.db") as store:
        assert not crawl(store, config, policy, workers=2).lost
    assert harvest(tmp_path / "two.db") == harvest(undisturbed)


def test_two_workers_read_again_what_one_reads(tmp_path: Path) -> None:
    with Store.open(tmp_path / "press.db") as store:
        add(store, PAGES, POLICY)
    before = harvest(tmp_path / "press.db")
    write(tmp_path / "press.db", "DELETE FROM facts WHERE kind = 'count'")
    write(tmp_path / "press.db", "UPDATE facts SET rule = 'old' WHERE kind = 'amount'")
    with Store.open(tmp_path / "press.db") as store:
        again = reextract(store, workers=2)
        assert (again.added > 0, again.changed > 0, again.removed, again.problems) == (True, True, 0, ())
        assert reclean(store, workers=2).revised == 0
    assert harvest(tmp_path / "press.db") == before


def test_a_killed_worker_costs_one_article_which_is_named(tmp_path: Path) -> None:
    slow, many = write_slow_page(tmp_path / "slow.html"), write_many_of_one(tmp_path / "many")
    with Store.open(tmp_path / "press.db") as store, ThreadPoolExecutor(1) as thread:
        run = thread.submit(in_own_store, tmp_path / "press.db", [*many, str(slow), *PAGES[1:9]])
        wait_until(lambda: rows(tmp_path / "press.db", "SELECT 1 FROM fetches"))
        # The others are done when one alone is at work: it has the long page.
        while len(busy := at_work(children(os.getpid()))) != 1:
            pass
        os.kill(busy[0], signal.SIGKILL)
        report = run.result(60)
        assert (report.new, report.unchanged) == (9, 39)
        (problem,) = report.problems
        assert (problem.name, problem.reason) == (str(slow), "broken")
        assert "SIGKILL (out of memory, perhaps)" in problem.detail
        assert report.lost
        assert store.count_articles() == 9
    assert rows(tmp_path / "press.db", "SELECT url FROM fetches WHERE outcome = 'failed'") == [(str(slow),)]
    assert children(os.getpid()) == []


def in_own_store(path: Path, inputs: list[str]):
    with Store.open(path) as store:
        return add(store, inputs, POLICY, workers=2)


def test_the_next_task_of_a_dead_worker_is_handed_to_its_successor() -> None:
    with Workers(2) as workers:
        answers = [workers.submit(die_at_three, n) for n in range(8)]
        results = [answer.result(60) for answer in answers]
    assert results[:3] + results[4:] == [0, 1, 2, 4, 5, 6, 7]
    assert results[3] == Died(cause="its process was ended by SIGKILL (out of memory, perhaps)")


def test_several_are_worked_on_together() -> None:
    with Workers(2) as workers:
        answers = [workers.submit_with_others(count_together, n) for n in range(40)]
        assert max(answer.result(60) for answer in answers) > 1
    with Workers(1) as workers:
        assert workers.submit_with_others(count_together, 0).result() == 1


def test_of_several_together_the_one_that_was_worked_on_has_died() -> None:
    with Workers(2) as workers:
        answers = [workers.submit_with_others(die_at_threes, n) for n in [0, 1, 2, 3, 4, 3, 5, 6, 7, 3]]
        results = [answer.result(60) for answer in answers]
    died = Died(cause="its process was ended by SIGKILL (out of memory, perhaps)")
    assert results == [0, 1, 2, died, 4, died, 5, 6, 7, died]


def test_of_several_that_die_at_once_each_says_of_what() -> None:
    causes: list[str] = []
    with Workers(8) as workers:
        for _ in range(20):
            died = [workers.submit(die_at_three, 3) for _ in range(8)]
            causes += [answer.result(60).cause for answer in died]
    assert causes == ["its process was ended by SIGKILL (out of memory, perhaps)"] * 160


def test_what_cannot_be_sent_or_breaks_is_told() -> None:
    with Workers(2) as workers:
        assert isinstance(workers.submit(lambda n: n, 1).exception(60), Exception)
        assert "ZeroDivisionError" in str(workers.submit(divide_by, 0).exception(60))


def test_workers_begin_with_the_rules_loaded() -> None:
    with Workers(2) as workers:
        assert workers.submit(has_loaded, "extractors.numbers.scan").result(60)


def test_where_no_process_can_be_started_each_task_says_so() -> None:
    program = """
import pipeline.forking, pipeline.workers
pipeline.forking._LOADED = "tests.jobs.unloadable"
if __name__ == "__main__":
    with pipeline.workers.Workers(2) as workers:
        print([answer.result(20).cause for answer in [workers.submit(abs, -1), workers.submit(abs, -2)]])
"""
    # What is in the current folder is not imported there.
    there = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, env=there)
    assert said.stdout.count("no process could be started") == 2, said
    assert "Traceback" not in said.stderr


def test_the_current_folder_is_no_place_for_modules(tmp_path: Path) -> None:
    for name in ("pipeline", "extractors", "click"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('of another project')")
    command = [COMMAND, "add", "--db", "press.db", "--workers", "2", *PAGES[:2]]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (said.returncode, "2 new" in said.stdout) == (0, True), said


def test_without_room_for_a_socket_each_process_loads_its_own(tmp_path: Path) -> None:
    (far := tmp_path / ("deep" * 30)).mkdir()
    command = [COMMAND, "add", "--db", tmp_path / "press.db", "--workers", "2", *PAGES[:2]]
    there = {**os.environ, "TMPDIR": str(far)}
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, env=there)
    assert (said.returncode, "2 new" in said.stdout) == (0, True), said


def test_workers_see_settings_as_they_are_now(monkeypatch: pytest.MonkeyPatch) -> None:
    with Workers(2) as workers:
        assert workers.submit(os.getenv, "PRESSFACTS_TESTED").result(60) is None
    monkeypatch.setenv("PRESSFACTS_TESTED", "later")
    with Workers(2) as workers:
        assert workers.submit(os.getenv, "PRESSFACTS_TESTED").result(60) == "later"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_worker_outlives_a_command_that_is_stopped(tmp_path: Path, how: signal.Signals) -> None:
    slow, many = write_slow_page(tmp_path / "slow.html"), write_many_of_one(tmp_path / "many")
    database = tmp_path / "press.db"
    command = [COMMAND, "add", "--db", database, "--workers", "2", *many, slow, *PAGES[1:]]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    wait_until(lambda: database.exists() and has_fetches(database))
    assert len(children(process.pid)) == 2
    assert len(session(process.pid)) > 3
    os.killpg(process.pid, how) if how is signal.SIGINT else process.send_signal(how)
    _, said = process.communicate(timeout=30)
    assert "Traceback" not in said.decode()
    wait_until(lambda: not any(map(is_running, session(process.pid))), 10)
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "SELECT count(*) FROM articles") == [(1,)]
    with Store.open(database) as store:
        assert add(store, PAGES, POLICY).new == len(PAGES) - 1


def has_fetches(path: Path) -> bool:
    try:
        return rows(path, "SELECT count(*) FROM fetches") != [(0,)]
    except sqlite3.OperationalError:
        return False
