"""``python -m benchmarks.reviewing --db FILE [--articles N]``: what a reviewer waits for, while a crawl writes.

A few hundred generated articles are written by the store and then copied within SQLite, each copy under its own
address and time, until there are N of them with about 25 facts each. The queue, an article with 300 facts and a
decision on it are timed on that, in this process, while another one saves an article fifty times a second.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path

import extractors
from benchmarks.figures import Figure, Spread, middle, spread
from benchmarks.generate import SEOUL, Generated, articles, sentences
from benchmarks.machine import describe_machine
from pipeline.model import Article
from pipeline.store import NewReview, QueueOrder, QueueQuery, Reading, Store, Versions, Visit

ARTICLES = 200_000
BASE = 400
FEWEST = 9
"""Facts of an article that is copied: about 25 in the mean."""
LONG = 300
REVIEWED = 3_000
ROUNDS = 30
PAUSE = 0.02
VERSIONS = Versions(pressfacts="generated", cleaner="generated", extractor="generated")
LONG_KEY = "https://outlet000.test/long"
_COPIED = ("articles", "fetches", "revisions")


def fill(path: Path, number: int) -> None:
    """Fill a new database with so many articles, one of which has LONG facts."""
    with Store.open(path) as store:
        connection = store._connection
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        run = store.begin_run("add", VERSIONS)
        made = (one for one in articles(4 * BASE) if len(one.reading.facts) >= FEWEST)
        for one in itertools.islice(made, BASE):
            _save(store, run, one)
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'facts' AND sql IS NOT NULL"
        ).fetchall()
        for index in indexes:
            connection.execute(f"DROP INDEX {index['name']}")
        _copy(store, number // BASE)
        for index in indexes:
            connection.execute(index["sql"])
        _save(store, run, _long_article())
        _review(store, REVIEWED)


def _copy(store: Store, times: int) -> None:
    """Copy the first articles until there are so many times as many, each some minutes after the one before."""
    connection = store._connection
    for table in (*_COPIED, "facts"):
        connection.execute(f"CREATE TEMP TABLE {table}_0 AS SELECT * FROM main.{table}")
    named = {
        table: [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
        for table in (*_COPIED, "facts")
    }
    key, moved = (
        "{} || '?copy=' || :copy",
        "strftime('%Y-%m-%dT%H:%M:%S', substr(published, 1, 19), :later) || '+09:00'",
    )
    changed = {
        "articles": {"key": key.format("key"), "url": key.format("url"), "published": moved},
        "fetches": {"n": "n + :copy * 1000000", "url": key.format("url"), "article": key.format("article")},
        "revisions": {"article": key.format("article"), "fetch": "fetch + :copy * 1000000", "published": moved},
        "facts": {"id": "lower(hex(randomblob(12)))", "article": key.format("article")},
    }
    for copy in range(1, times):
        connection.execute("BEGIN")
        for table, cells in changed.items():
            values = ", ".join(cells.get(name, f'"{name}"') for name in named[table])
            sql = f"INSERT INTO main.{table} SELECT {values} FROM temp.{table}_0"
            connection.execute(sql, {"copy": copy, "later": f"+{copy * 5} minutes"})
        connection.execute("COMMIT")


def _save(store: Store, run: str, made: Generated) -> None:
    at = made.article.published
    assert at is not None
    visit = Visit(url=made.key, at=at.replace(tzinfo=SEOUL), status=200)
    store.save_article(run, visit, made.article, key=made.key, page=made.key.encode(), reading=made.reading)


def _long_article() -> Generated:
    """Return an article of as many sentences as make LONG facts."""
    parts: list[str] = []
    facts = 0
    for sentence in sentences(100 * LONG, seed=2):
        parts.append(sentence.text)
        facts += len(sentence.facts)
        if facts >= LONG:
            break
    text = " ".join(parts)
    read = extractors.extract(text)
    article = Article(
        url=LONG_KEY,
        title="long",
        byline=(),
        published=datetime(2024, 1, 1, tzinfo=SEOUL),
        updated=None,
        publisher="long",
        text=text,
        layout="generated",
        cleaner_version="generated",
    )
    reading = Reading(facts=read.facts, sentences=read.sentences, version="generated")
    return Generated(key=LONG_KEY, article=article, reading=reading)


def _review(store: Store, number: int) -> None:
    """Let a reviewer say so many words on a random sample, and judge every other fact of the long article."""
    chance = random.Random(1)
    for item in store.review_queue(QueueQuery(order="random", limit=number)).items:
        verdict = chance.choice(("accept", "accept", "accept", "reject"))
        store.add_review(NewReview(verdict=verdict, reviewer="r1", article=item.article, fact_id=item.id))
    page = store.review_article(LONG_KEY)
    assert page is not None
    for fact in page.facts[::2]:
        store.add_review(NewReview(verdict="accept", reviewer="r1", article=LONG_KEY, fact_id=fact.id, last=fact.last))


def queues(store: Store) -> dict[str, QueueQuery]:
    """Return the queues that are timed: each order, and what narrows it to much and to little."""
    sql = "SELECT canonical FROM facts WHERE canonical IS NOT NULL GROUP BY canonical ORDER BY count(*)"
    names = [name for (name,) in store._connection.execute(sql)]
    sql = "SELECT rule FROM facts WHERE rule IS NOT NULL GROUP BY rule ORDER BY count(*)"
    rules = [name for (name,) in store._connection.execute(sql)]
    publishers = [row[0] for row in store._connection.execute("SELECT DISTINCT publisher FROM articles ORDER BY 1")]
    last = datetime(2025, 11, 1, tzinfo=SEOUL)
    return {
        "all": QueueQuery(),
        "counts": QueueQuery(kind="count"),
        "a publisher": QueueQuery(publisher=publishers[0]),
        "the commonest rule": QueueQuery(rule=rules[-1]),
        "the rarest rule": QueueQuery(rule=rules[0]),
        "the commonest institution": QueueQuery(institution=names[-1]),
        "the rarest institution": QueueQuery(institution=names[0]),
        "the last month": QueueQuery(since=last),
        "amounts of 10 billion up": QueueQuery(kind="amount", minimum=10**10),
        "values of no fact": QueueQuery(kind="amount", minimum=10**17),
        "accepted": QueueQuery(status="accepted"),
    }


def time_queues(store: Store) -> Iterator[tuple[str, list[float]]]:
    """Yield the name of each queue and the seconds that its first page took, each time asked."""
    for name, query in queues(store).items():
        for order in QueueOrder:
            yield f"queue, {order}, {name}", time_calls(partial(store.review_queue, replace(query, order=order)))


def time_article(store: Store) -> list[float]:
    """Return the seconds that opening the long article took, each time."""
    return time_calls(lambda: store.review_article(LONG_KEY))


def time_decisions(store: Store) -> list[float]:
    """Return the seconds of storing a word on an open fact of the long article, each time on another."""
    page = store.review_article(LONG_KEY)
    assert page is not None
    open_ones = iter([fact for fact in page.facts if fact.status == "open"])

    def decide() -> None:
        fact = next(open_ones)
        store.add_review(NewReview(verdict="accept", reviewer="r2", article=LONG_KEY, fact_id=fact.id, last=fact.last))

    return time_calls(decide)


def time_calls(work: Callable[[], object]) -> list[float]:
    """Return the seconds of each of ROUNDS calls; slow ones are called for three seconds and no longer."""
    taken: list[float] = []
    while len(taken) < ROUNDS and (len(taken) < 3 or sum(taken) < 3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def write(path: Path, stop: Event) -> None:
    """Save an article every PAUSE until told to stop, as a crawl does."""
    with Store.open(path) as store:
        run = store.begin_run("add", VERSIONS)
        for seed in itertools.count(time.time_ns()):
            for one in articles(BASE, seed=seed):
                if stop.is_set():
                    return
                _save(store, run, replace(one, key=f"{one.key}?seed={seed}"))
                time.sleep(PAUSE)


def run(number: int = ARTICLES) -> dict[str, Figure]:
    """Return milliseconds of a queue's first page, of opening an article of LONG facts, and of a decision on it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "press.db"
        fill(path, number)
        return measure(path)


def measure(path: Path) -> dict[str, Figure]:
    """Return the milliseconds on a filled database, while another process writes to it."""
    stop = multiprocessing.Event()
    writer = multiprocessing.Process(target=write, args=(path, stop))
    writer.start()
    try:
        with Store.open(path) as store:
            (facts,) = store._connection.execute("SELECT count(*) FROM facts").fetchone()
            timed = dict(time_queues(store))
            timed[f"an article of {LONG} facts"] = time_article(store)
            timed["a decision on it"] = time_decisions(store)
    finally:
        stop.set()
        writer.join()
    return {"facts": facts} | {f"{name}, ms": spread(each * 1e3 for each in taken) for name, taken in timed.items()}


def main() -> None:
    """Fill a database (or take the one that is there) and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--db", type=Path, required=True)
    options = parser.parse_args()
    if not options.db.exists():
        fill(options.db, options.articles)
    print(", ".join(f"{name} {value}" for name, value in list(describe_machine().items())[:6]))
    for name, figure in measure(options.db).items():
        ends = f"  ({figure.least:,.1f} – {figure.most:,.1f})" if isinstance(figure, Spread) else ""
        print(f"{name:48} {middle(figure):12,.1f}{ends}")


if __name__ == "__main__":
    main()
