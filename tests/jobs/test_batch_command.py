"""``pressfacts batch`` and ``pressfacts load`` as processes, on a live cluster: what is killed costs time alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.jobs.batch import run_batch
from tests.jobs.clusters import contents, dask_cluster, marks, wait_until, write_archives
from tests.jobs.command import COMMAND
from tests.jobs.looking import rows
from tests.jobs.test_workers import children, is_running, session

FILES, EACH = 10, 8


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "archives"
    write_archives(folder, FILES, EACH)
    return folder


@pytest.fixture(scope="module")
def expected(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one process makes of the archives."""
    out = tmp_path_factory.mktemp("alone")
    run_batch([str(archives)], out)
    return contents(out)


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen([COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(*arguments: str | Path) -> tuple[int, str, str]:
    return end(start(*arguments))


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return the exit code, what was said, and the lines of stderr but for the progress bar."""
    said, errors = process.communicate(timeout=120)
    return process.returncode, said, "".join(line for line in errors.splitlines(True) if "━" not in line)


def test_a_batch_of_this_machine_is_loaded(archives: Path, expected: dict[str, list[str]], tmp_path: Path) -> None:
    out, database = tmp_path / "out", tmp_path / "press.db"
    with closing(socket.socket()) as taken:
        # dask's own port: to take it would end in a warning, or in another's dashboard.
        taken.bind(("127.0.0.1", 8787))
        taken.listen()
        code, said, errors = run("batch", "--local", "2", "--out", out, archives)
    articles, facts = len(expected["articles"]), len(expected["facts"])
    assert (code, errors) == (0, "")
    assert said.splitlines() == [
        f"{out}: {FILES} of {FILES} shards (0 from before)",
        f"{out}: {articles} articles, {facts:,} facts; 0 records without an article are told in {out / 'bad'}",
    ]
    assert contents(out) == expected

    code, said, errors = run("load", out, "--db", database)
    assert (code, errors) == (0, "")
    assert said.startswith(f"{database}: {articles} new, 0 revised, 0 unchanged; ")
    assert rows(database, "SELECT count(*) FROM articles") == [(articles,)]
    code, said, errors = run("load", out, "--db", database)
    assert (code, errors) == (0, "")
    assert said.startswith(f"{database}: 0 new, 0 revised, {articles} unchanged; 0 facts from {FILES} shards")


@pytest.mark.parametrize(("how", "ends_with"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_batch_that_is_broken_off_ends_with_its_workers_and_without_a_word(
    archives: Path, tmp_path: Path, how: signal.Signals, ends_with: int
) -> None:
    command = [COMMAND, "batch", "--local", "2", "--out", tmp_path / "out", archives]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        wait_until(lambda: marks(tmp_path / "out"))
        # A terminal sends Ctrl-C to every process.
        os.killpg(process.pid, how) if how is signal.SIGINT else process.send_signal(how)
        code, _, errors = end(process)
    assert code == ends_with
    assert errors.strip() == ""
    wait_until(lambda: not any(map(is_running, session(process.pid))), 10)


def test_no_worker_outlives_a_batch_that_is_killed(archives: Path, tmp_path: Path) -> None:
    command = [COMMAND, "batch", "--local", "1", "--out", tmp_path / "out", archives]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        wait_until(lambda: marks(tmp_path / "out"))
        assert len(children(process.pid)) == 1
        process.kill()
    wait_until(lambda: not any(map(is_running, session(process.pid))), 10)


def test_a_worker_and_then_the_scheduler_are_killed(
    archives: Path, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with dask_cluster(tmp_path) as cluster:
        batch = ("batch", "--scheduler", cluster.address, "--out")
        process = start(*batch, one, archives)
        wait_until(lambda: marks(one))
        cluster.workers[0].kill()
        code, said, errors = end(process)
        assert (code, untold(errors)) == (0, [])
        assert f"{FILES} of {FILES} shards (0 from before)" in said
        assert contents(one) == expected

        process = start(*batch, two, archives)
        wait_until(lambda: marks(two))
        cluster.scheduler.kill()
        code, said, errors = end(process)
        assert (code, said) == (1, "")
        (line,) = errors.splitlines()
        assert line.startswith(f"pressfacts: {cluster.address}: the scheduler left with ")
        assert line.endswith(
            f" of {FILES} shards not done; start it and its workers again, then the same command does them"
        )
    before = marks(two)
    assert 0 < before < FILES
    code, said, errors = run("batch", "--local", "1", "--out", two, archives)
    assert (code, untold(errors)) == (0, [])
    assert f"{FILES} of {FILES} shards ({before} from before)" in said
    assert contents(two) == expected


def untold(errors: str) -> list[str]:
    """Return the lines that say something else than that a shard was begun before."""
    begun = "1 attempt before ended in the middle (its process died, or the batch was cut off)"
    return [line for line in errors.splitlines() if not line.endswith(begun)]


@pytest.fixture
def stranger() -> Iterator[str]:
    """Yield the address of a server that is no scheduler."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with closing(connection):
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 10)
                connection.recv(10_000)

        threading.Thread(target=answer, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_where_no_scheduler_answers_it_is_said_in_a_line(archives: Path, tmp_path: Path, stranger: str) -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        addresses = (nobody, stranger, "10.0.0.5")
        processes = [start("batch", "--scheduler", one, "--out", tmp_path / "out", archives) for one in addresses]
        ends = [end(process) for process in processes]
    for address, (code, said, errors) in zip(addresses, ends, strict=True):
        assert (code, said) == (2, "")
        (line,) = errors.splitlines()
        assert line.startswith(f"pressfacts: {address}: no dask scheduler answers there (")
    assert not (tmp_path / "out").exists()


def test_a_batch_makes_its_own_folder_and_none_above_it(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "mistyped" / "out"
    code, said, errors = run("batch", "--local", "1", "--out", out, archives)
    assert (code, said) == (2, "")
    assert errors == f"pressfacts: {out}: the folder {out.parent} does not exist; make it first\n"
    assert not out.parent.exists()
