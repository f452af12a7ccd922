"""``python -m benchmarks.growth WAY [--articles N] --db FILE``: does an article cost the same when there are many?

Three ways in, each in blocks whose cost an article is told beside the first: generated rows through the store's import,
texts through the extractors, pages through cleaner, extractors and store. Results go to growth.json, one row a block.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.queues import Queue
from pathlib import Path

from benchmarks import searching
from benchmarks.generate import articles
from benchmarks.machine import describe_machine
from benchmarks.storing import VERSIONS, visit
from pipeline.store import FactQuery, Incoming, Store, prepare

RESULTS = Path(__file__).with_name("growth.json")
BATCH = 250
BLOCKS = 20
ASKED = (0.01, 0.1, 1.0)
"""At which shares of the way queries are timed."""
POOL = 100_000

Block = dict[str, float]


def grow_rows(path: Path, number: int) -> dict[str, object]:
    """Store generated articles, which another process prepares, in batches; tell each block's cost."""
    blocks: list[Block] = []
    asked: list[Block] = []
    with Store.open(path) as store, _prepared(number) as batches:
        run = store.begin_run("add", VERSIONS)
        block = max(BATCH, number // BLOCKS)
        done = facts = 0
        seconds = worked = 0.0
        for batch in batches:
            start, worked_before = time.perf_counter(), time.process_time()
            saved = store.save_many(run, batch)
            seconds += time.perf_counter() - start
            worked += time.process_time() - worked_before
            done += len(batch)
            facts += sum(each.added for each in saved)  # type: ignore[union-attr]
            if done % block < BATCH:
                blocks.append(_tell(path, done, facts, seconds / block, worked / block, blocks))
                seconds = worked = 0.0
            if any(done - len(batch) < share * number <= done for share in ASKED):
                asked.append(_ask(path, done))
                print(asked[-1], flush=True)
    return {"blocks": blocks, "queries": asked, "keeping": _keep(path)}


def _tell(path: Path, done: int, facts: int, waited: float, worked: float, before: list[Block]) -> Block:
    block: Block = {
        "articles": done,
        "facts": facts,
        "ms an article": waited * 1e3,
        # Others may use the machine: the processor's time, the kernel's included, is what the work itself costs.
        "CPU ms an article": worked * 1e3,
        "times the first": worked * 1e3 / before[0]["CPU ms an article"] if before else 1.0,
        "file, GB": path.stat().st_size / 1e9,
        "wal, MB": _size(path.with_name(path.name + "-wal")) / 1e6,
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print({name: round(figure, 3) for name, figure in block.items()}, flush=True)
    return block


def _ask(path: Path, done: int) -> Block:
    """Return the milliseconds of what researchers ask, each the median of three times after a first one."""
    with Store.open(path, create=False, readonly=True) as store:
        (key,) = store._connection.execute("SELECT key FROM articles WHERE rowid = ?", (done // 2,)).fetchone()
        (fact, name) = store._connection.execute(
            "SELECT id, canonical FROM facts WHERE article = ? AND kind = 'institution' LIMIT 1", (key,)
        ).fetchone()
        queries: dict[str, Callable[[], object]] = {
            "one article": lambda: store.article(key),
            "a fact's way back": lambda: store.trace(fact),
            "newest 50 facts": lambda: list(store.select_facts(FactQuery(limit=50))),
            "50 amounts of 10 billion won and more": lambda: list(
                store.select_facts(FactQuery(kind="amount", minimum=10_000_000_000, currency="KRW", limit=50))
            ),
            "50 facts beside an institution": lambda: list(store.select_facts(FactQuery(institution=name, limit=50))),
            "facts of each kind": store.count_facts,
            "10 institutions named most": store.top_institutions,
        }
        figures: Block = {"articles": done}
        for title, query in queries.items():
            query()
            figures[title] = statistics.median(_milliseconds(query) for _ in range(3))
        words = searching.queries(store, 100)
        for title, ranked in (("search, newest first", False), ("search, ranked", True)):
            taken = searching.measure(store, words, ranked=ranked)
            figures |= {f"{title}: median": taken["median"], f"{title}: p95": taken["p95"]}
        return figures


def _keep(path: Path) -> Block:
    """Return what ANALYZE and an index's optimizing cost, and what they and a checkpoint leave."""
    with Store.open(path) as store:
        figures = {"file before, GB": path.stat().st_size / 1e9}
        for title, sql in (
            ("PRAGMA optimize", "PRAGMA optimize"),
            ("ANALYZE with a limit of 1,000 rows an index", "PRAGMA analysis_limit = 1000; ANALYZE"),
            ("the search index's segments merged into one", "INSERT INTO search (search) VALUES ('optimize')"),
            ("checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)"),
        ):
            start = time.perf_counter()
            for statement in sql.split(";"):
                store._connection.execute(statement).fetchall()
            figures[f"{title}, s"] = time.perf_counter() - start
            print(title, figures[f"{title}, s"], flush=True)
        pages = store._connection.execute("PRAGMA freelist_count").fetchone()[0]
        figures |= {"file after, GB": path.stat().st_size / 1e9, "free pages": pages}
    figures |= {f"after that, {name}": figure for name, figure in _ask(path, int(_count(path))).items()}
    return figures


def _count(path: Path) -> int:
    with Store.open(path, create=False, readonly=True) as store:
        return store.count_articles()


@contextmanager
def _prepared(number: int) -> Iterator[Iterator[list[Incoming]]]:
    """Yield batches of prepared articles that a process of its own makes."""
    context = multiprocessing.get_context("spawn")
    queue: Queue[list[Incoming]] = context.Queue(maxsize=8)
    maker = context.Process(target=_prepare_all, args=(queue, number), daemon=True)
    maker.start()
    try:
        yield iter(queue.get, [])
    finally:
        maker.kill()


def _prepare_all(queue: Queue[list[Incoming]], number: int) -> None:
    made = articles(number, seed=1)
    while batch := list(itertools.islice(made, BATCH)):
        queue.put(
            [
                Incoming(
                    visit=visit(each),
                    prepared=prepare(each.article, key=each.key, reading=each.reading),
                    # A page file of its own grows beside; here only the database is looked at.
                    page=each.key.encode(),
                )
                for each in batch
            ]
        )
    queue.put([])


def _milliseconds(query: Callable[[], object]) -> float:
    start = time.perf_counter()
    query()
    return (time.perf_counter() - start) * 1e3


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def main() -> None:
    """Grow along one way, and write what it cost to growth.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=["rows"])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--db", type=Path, required=True, help="a new database, which stays there")
    options = parser.parse_args()
    if options.db.exists():
        parser.error(f"{options.db} is there already; name a new file")
    started = time.perf_counter()
    figures = grow_rows(options.db, options.articles)
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results[options.way] = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": describe_machine(),
        "load at the end": os.getloadavg()[0],
        "articles": options.articles,
        "seconds": time.perf_counter() - started,
        **figures,
    }
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
