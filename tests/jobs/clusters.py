"""A dask cluster of real processes on loopback, the archives that it reads, and what a batch has written."""

from __future__ import annotations

import gzip
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.site import fixtures_path
from tests.jobs.command import COMMAND

PAGES = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))]
DASK = COMMAND.with_name("dask")


def warc_record(n: int, page: Path) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.read_bytes()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://hanbit.test/{page.parent.name}/{n}\r\n"
        f"WARC-Date: 2026-03-02T00:{n // 60:02}:{n % 60:02}Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def write_archives(folder: Path, files: int, each: int) -> None:
    """Write packed WARC files of so many pages each, no address twice."""
    folder.mkdir()
    for file in range(files):
        records = [warc_record(n, PAGES[n % len(PAGES)]) for n in range(file * each, file * each + each)]
        (folder / f"news-{file}.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))


def contents(out: Path) -> dict[str, list[str]]:
    """Return every row of a batch, sorted, and its bad records."""
    tables = {
        table: sorted(repr(row) for path in (out / table).glob("*.parquet") for row in pq.read_table(path).to_pylist())
        for table in ("articles", "facts", "pages")
    }
    bad = sorted(line for path in (out / "bad").glob("*.jsonl") for line in path.read_text().splitlines())
    return tables | {"bad": bad}


def marks(out: Path) -> int:
    """Return how many shards are done."""
    return len(list((out / "done").glob("*.json")))


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.005)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A scheduler and the processes that work for it."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Start ``dask scheduler`` and so many ``dask worker`` on loopback; their logs go to files in the folder."""
    place = folder / "scheduler.json"
    with ExitStack() as stack:

        def start(name: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            process = subprocess.Popen([DASK, *arguments], stdout=log, stderr=log, cwd=folder)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        loopback = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        scheduler = start("scheduler", "scheduler", *loopback, "--scheduler-file", place)
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0", "--local-directory", folder)
        # A worker waits for the file.
        working = [start(f"worker-{n}", "worker", "--scheduler-file", place, *alone) for n in range(workers)]
        wait_until(lambda: place.exists() and place.read_bytes())
        yield Cluster(address=json.loads(place.read_bytes())["address"], scheduler=scheduler, workers=tuple(working))
