"""``reextract`` over a whole database, killed twice and gone on with, beside one who reads and one who reviews."""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.command import PRESSFACTS
from pipeline.store import FactQuery, NewReview, ReviewConflict, Store

BLOCKS = 20
KILLS = (0.3, 0.6)
"""After which shares of the articles the run is killed."""
WORKERS = 2
_LOOK = 1.0
_PAUSE = 0.5

Block = dict[str, float]


def reread(path: Path) -> Iterator[list[Block]]:
    """Read a database that was never read again from its first article to its last; yield the blocks known by then.

    Each start of the command has blocks of its own: about 20 of them, and one more for each that was cut by a kill.
    """
    blocks: list[Block] = []
    kills = list(KILLS)
    with Store.open(path) as store, _others(path) as waits:
        total = store.count_articles()
        done, starts = 0, 0
        while done < total:
            starts += 1
            command = [*PRESSFACTS, "reextract", "--db", str(path), "--workers", str(WORKERS)]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                for block in _watch(process, store, path, done, total):
                    done = int(block["articles"])
                    cost = block["CPU ms an article"]
                    first = blocks[0]["CPU ms an article"] if blocks else cost
                    blocks.append({**block, "times the first": cost / first, "start": starts} | waits())
                    print(blocks[-1], flush=True)
                    yield blocks
                    if kills and done >= total * kills[0]:
                        kills.pop(0)
                        process.send_signal(signal.SIGKILL)
                        break
            if process.returncode not in (0, -signal.SIGKILL) or (process.returncode == 0 and done < total):
                raise RuntimeError(f"reextract ended with {process.returncode}; run it by hand on {path}")


def _watch(process: subprocess.Popen[bytes], store: Store, path: Path, begin: int, total: int) -> Iterator[Block]:
    """Yield a block whenever another twentieth of the articles is read, and at the command's end."""
    log = path.with_name(f"{path.name}-wal")
    key, done, marked, longest = _reached(store), begin, begin, 0
    clock, worked = time.perf_counter(), 0.0
    now = worked
    ended = False
    while not ended:
        time.sleep(_LOOK)
        ended = process.poll() is not None
        now = max(now, _processor_seconds(process.pid))
        longest = max(longest, log.stat().st_size if log.exists() else 0)
        before, key = key, _reached(store)
        done += _count_between(store, before, key)
        if done - marked >= total / BLOCKS or (ended and done > marked):
            articles = done - marked
            yield {
                "articles": done,
                "ms an article": (time.perf_counter() - clock) / articles * 1e3,
                "CPU ms an article": (now - worked) / articles * 1e3,
                "longest log, MB": longest / 1e6,
            }
            marked, longest = done, 0
            clock, worked = time.perf_counter(), now


def _reached(store: Store) -> str:
    (key,) = store._connection.execute("SELECT coalesce(max(reached), '') FROM runs").fetchone()
    return str(key)


def _count_between(store: Store, after: str, until: str) -> int:
    sql = "SELECT count(*) FROM articles WHERE key > ? AND key <= ?"
    return int(store._connection.execute(sql, (after, until)).fetchone()[0])


def _processor_seconds(process: int) -> float:
    """Return what a process and its children have used of the processor, where Linux tells; 0 when it has ended."""
    seconds = 0.0
    for task in Path(f"/proc/{process}/task").glob("*"):
        try:
            children = (task / "children").read_text(encoding="ascii").split()
            used = (task / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            continue
        seconds += sum(map(int, used[11:13])) / os.sysconf("SC_CLK_TCK") + sum(
            _processor_seconds(int(child)) for child in children
        )
    return seconds


@contextmanager
def _others(path: Path) -> Iterator[Callable[[], Block]]:
    """Have one read and one review meanwhile; yields what tells how long they waited since it was last asked."""
    ended = threading.Event()
    waits: dict[str, list[float]] = {"a question": [], "a reviewer's word": []}
    threads = [
        threading.Thread(target=_work, args=(path, one, waits[name], ended))
        for name, one in (("a question", _ask), ("a reviewer's word", _say))
    ]
    for thread in threads:
        thread.start()

    def tell() -> Block:
        told: Block = {}
        for name, taken in waits.items():
            since = sorted(taken)
            taken.clear()
            if since:
                told |= {f"{name}: median ms": statistics.median(since), f"{name}: most ms": since[-1]}
        return told

    try:
        yield tell
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _work(path: Path, work: Callable[[Store, str], float], waits: list[float], ended: threading.Event) -> None:
    pick = random.Random(1)
    with Store.open(path) as store:
        (last,) = store._connection.execute("SELECT max(rowid) FROM articles").fetchone()
        while not ended.wait(_PAUSE):
            sql = "SELECT key FROM articles WHERE rowid = ?"
            (key,) = store._connection.execute(sql, (pick.randint(1, last),)).fetchone()
            waits.append(work(store, key) * 1e3)


def _ask(store: Store, key: str) -> float:
    """Return the seconds for the newest 50 facts and one article with its facts."""
    start = time.perf_counter()
    list(store.select_facts(FactQuery(limit=50)))
    list(store.select_facts(FactQuery(article=key)))
    return time.perf_counter() - start


def _say(store: Store, key: str) -> float:
    """Return the seconds for saying that the first fact of an article is right; none has to wait where it has none."""
    article = store.review_article(key)
    if article is None or not article.facts:
        return 0.0
    fact = article.facts[0]
    start = time.perf_counter()
    with suppress(ReviewConflict):
        store.add_review(
            NewReview(verdict="accept", reviewer="benchmark", article=key, fact_id=fact.id, last=fact.last)
        )
    return time.perf_counter() - start
