"""``python -m benchmarks.growth WAY [--articles N] --db FILE``: does an article cost the same when there are many?

Three ways in, each in blocks whose cost an article is told beside the first: generated rows through the store's import,
texts through the extractors, pages through cleaner, extractors and store; and reading again what rows have left.
Results go to growth.json, one row a block.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from benchmarks import rereading, searching
from benchmarks.generate import BATCH, articles, pages, prepared
from benchmarks.machine import describe_machine
from benchmarks.memory import peak
from benchmarks.report import GROWTH, TIMES_EMPTY
from benchmarks.storing import VERSIONS
from benchmarks.whole_way import taker
from extractors import Context, extract
from pipeline.store import FactQuery, Incoming, Store, pages_path
from pipeline.store.opening import IMPORT_TOGETHER

BLOCKS = 20
BLOCK = IMPORT_TOGETHER
"""Articles stored at a mark: as many as an import has in a transaction, whose end is a good part of the work."""
MARKS = (0.02, 0.1, 0.3, 1.0)
"""Where on its way a database is looked at."""
ABOUT = {
    "pages": "Generated pages through cleaner, extractors and store, a transaction each, one process.",
    "texts": "Generated texts through the extractors, one process.",
    "rows": "Prepared articles of about 20 facts through an import; 20,000 measured at each size, which "
    "the benchmark itself holds in memory, and before and after them the same into an empty database.",
    "again": f"`reextract --workers {rereading.WORKERS}` over the database of the rows, killed at 30 and 60 % and "
    "started again, beside one who asks and one who reviews twice a second.",
}

Block = dict[str, float]


def grow_rows(path: Path, number: int) -> Iterator[dict[str, object]]:
    """Import articles up to each mark, measure the last block, end the import, and yield what is known by then.

    An import ends with what is made at once for all that is there, so its cost is told an article of the whole.
    Between the first mark and the last lies half an hour, in which a machine changes its pace: the same block goes into
    an empty database before and after.
    """
    blocks: list[Block] = []
    asked: list[Block] = []
    with Store.open(path) as store, prepared(number) as batches:
        run = store.begin_run("load", VERSIONS)
        done = 0
        for share in MARKS:
            mark = max(BLOCK, int(number * share))
            with store.importing():
                while done < mark - BLOCK:
                    batch = next(batches)
                    store.save_many(run, batch)
                    done += len(batch)
                ready = [next(batches) for _ in range(BLOCK // BATCH)]
                before = _into_an_empty_file(path.parent, ready)
                begun = _Spent.now()
                for batch in ready:
                    store.save_many(run, batch)
                rows = _Spent.now().since(begun, BLOCK)
                done += BLOCK
                begun = _Spent.now()
            ending = _Spent.now().since(begun, done)
            empty = (before + _into_an_empty_file(path.parent, ready)) / 2
            (facts,) = store._connection.execute("SELECT count(*) FROM facts").fetchone()
            blocks.append(_tell(path, done, facts, rows, ending, empty))
            asked.append(_ask(path, done))
            print(asked[-1], flush=True)
            yield {"about": ABOUT["rows"], "blocks": blocks, "queries": asked}
    yield {"about": ABOUT["rows"], "blocks": blocks, "queries": asked, "keeping": _keep(path)}


def _into_an_empty_file(folder: Path, ready: list[list[Incoming]]) -> float:
    """Return the milliseconds of the processor that an article of these takes in a database of their own."""
    with tempfile.TemporaryDirectory(dir=folder) as place, Store.open(Path(place) / "empty.db") as store:
        run = store.begin_run("load", VERSIONS)
        begun = _Spent.now()
        with store.importing():
            for batch in ready:
                store.save_many(run, batch)
        return _Spent.now().since(begun, sum(map(len, ready))).worked


def grow_texts(number: int) -> Iterator[dict[str, object]]:
    """Extract the facts of generated texts in one process, which keeps nothing."""
    extract("한 번 읽어 규칙을 올린다. 교육부는 3명")
    blocks: list[Block] = []
    made = articles(number, seed=2)
    texts = ((each.article.text, Context(published=each.article.published)) for each in made)
    block = number // BLOCKS
    done = facts = 0
    for _ in range(BLOCKS):
        items = list(itertools.islice(texts, block))
        start, worked = time.perf_counter(), time.process_time()
        facts += sum(len(extract(text, context).facts) for text, context in items)
        costs = (time.perf_counter() - start, time.process_time() - worked)
        done += block
        blocks.append(_told(done, facts, costs, block, blocks) | {"characters": sum(len(text) for text, _ in items)})
        yield {"about": ABOUT["texts"], "blocks": blocks}


def grow_pages(path: Path, number: int) -> Iterator[dict[str, object]]:
    """Take generated pages in as a crawl does: clean, extract, store, a transaction each."""
    blocks: list[Block] = []
    made = pages(number, seed=3)
    block = number // BLOCKS
    with Store.open(path) as store:
        take = taker(store)
        for n in range(1, BLOCKS + 1):
            ready = list(itertools.islice(made, block))
            start, worked = time.perf_counter(), time.process_time()
            for article, body in ready:
                take([(article, body)])
            costs = (time.perf_counter() - start, time.process_time() - worked)
            (facts,) = store._connection.execute("SELECT count(*) FROM facts").fetchone()
            sizes = {"file, GB": path.stat().st_size / 1e9, "pages file, GB": pages_path(path).stat().st_size / 1e9}
            blocks.append(_told(n * block, facts, costs, block, blocks) | sizes)
            yield {"about": ABOUT["pages"], "blocks": blocks}


def grow_again(path: Path) -> Iterator[dict[str, object]]:
    """Read a database again."""
    for blocks in rereading.reread(path):
        yield {"about": ABOUT["again"], "blocks": blocks}


@dataclass(frozen=True, slots=True)
class _Spent:
    """Milliseconds, those of the processor, and KB written to the disk: so far, or an article."""

    waited: float
    worked: float
    wrote: float

    @classmethod
    def now(cls) -> Self:
        return cls(time.perf_counter() * 1e3, time.process_time() * 1e3, _bytes_written() / 1e3)

    def since(self, begun: _Spent, articles: int) -> _Spent:
        return _Spent(
            (self.waited - begun.waited) / articles,
            (self.worked - begun.worked) / articles,
            (self.wrote - begun.wrote) / articles,
        )


def _tell(path: Path, done: int, facts: int, rows: _Spent, ending: _Spent, empty: float) -> Block:
    cost = rows.worked + ending.worked
    told: Block = {
        "articles": done,
        "facts": facts,
        "ms an article": rows.waited + ending.waited,
        "CPU ms an article": cost,
        "of these the import's end": ending.worked,
        "into an empty file": empty,
        TIMES_EMPTY: cost / empty,
        "memory, MB": peak(),
        "file, GB": path.stat().st_size / 1e9,
        "KB written an article": rows.wrote + ending.wrote,
    }
    print(told, flush=True)
    return told


def _told(done: int, facts: int, costs: tuple[float, float], block: int, before: list[Block]) -> Block:
    waited, worked = costs
    cost = worked / block * 1e3
    return {
        "articles": done,
        "facts": facts,
        "ms an article": waited / block * 1e3,
        # Others may use the machine: the processor's time, the kernel's included, is what the work itself costs.
        "CPU ms an article": cost,
        "times the first": cost / before[0]["CPU ms an article"] if before else 1.0,
        "memory, MB": peak(),
    }


def _bytes_written() -> int:
    """Return the bytes that this process has given to the disk, where Linux counts them."""
    counters = Path("/proc/self/io")
    if not counters.exists():
        return 0
    (line,) = (line for line in counters.read_text(encoding="utf-8").splitlines() if line.startswith("write_bytes"))
    return int(line.split()[1])


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
    """Return what ANALYZE and VACUUM cost, and what they and a checkpoint leave."""
    with Store.open(path) as store:
        figures = {"file before, GB": path.stat().st_size / 1e9}
        for title, sql in (
            ("PRAGMA optimize", "PRAGMA optimize"),
            ("ANALYZE with a limit of 1,000 rows an index", "PRAGMA analysis_limit = 1000; ANALYZE"),
            ("VACUUM", "VACUUM"),
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


def _milliseconds(query: Callable[[], object]) -> float:
    start = time.perf_counter()
    query()
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    """Grow along one way, and write what it cost to growth.json, at each block what is known by then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=list(ABOUT))
    parser.add_argument(
        "--articles", type=int, help="100,000 texts, 10,000 pages, 1,000,000 rows where nothing is said"
    )
    parser.add_argument(
        "--db", type=Path, help="a new database for pages or rows, which stays there; for again, that of rows"
    )
    options = parser.parse_args()
    number = options.articles or {"texts": 100_000, "pages": 10_000}.get(options.way, 1_000_000)
    if options.way != "texts" and (options.db is None or options.db.exists() != (options.way == "again")):
        parser.error("name a new file as --db, or for again the file of rows")
    started = time.perf_counter()
    ways = {
        "texts": lambda: grow_texts(number),
        "pages": lambda: grow_pages(options.db, number),
        "rows": lambda: grow_rows(options.db, number),
        "again": lambda: grow_again(options.db),
    }
    for figures in ways[options.way]():
        results = json.loads(GROWTH.read_text(encoding="utf-8")) if GROWTH.exists() else {}
        results[options.way] = {
            **figures,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": describe_machine(),
            "load": f"{os.getloadavg()[0]:.1f}",
            "articles": figures["blocks"][-1]["articles"],
            "seconds": time.perf_counter() - started,
        }
        GROWTH.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
