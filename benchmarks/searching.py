"""``python -m benchmarks.searching [--articles N]``: full-text search over generated articles, and the index's size.

Words are drawn as in a language, the n-th of the vocabulary about 1/n as often as the first. Queries are pairs of words
drawn by how many articles hold them, a third of the words from those that stand in over 5 % of the articles.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, milliseconds_each
from benchmarks.text import fresh_texts
from benchmarks.timing import time_in_turn
from pipeline.store import SearchQuery, Store, Versions
from pipeline.store.grams import index_text
from pipeline.store.search_index import NewText, index_new

VOCABULARY = 60_000
WORDS_AN_ARTICLE = 250
QUERIES = 200
LETTERS = 20
ARTICLES = 5_000
COMMON = 0.05
_FIRST = datetime(2023, 1, 1)
_SPAN_MINUTES = 3 * 365 * 24 * 60
_HANGUL = re.compile("[가-힣]{2,}")


def vocabulary() -> tuple[list[str], list[float]]:
    """Return word forms and how often each is drawn, summed up."""
    counted = Counter(word for text in fresh_texts(1_500_000) for word in text.split())
    words = [word for word, _ in counted.most_common(VOCABULARY)]
    return words, list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))


def articles(number: int, seed: int = 1) -> Iterator[tuple[str, str, str]]:
    """Yield title, text and time of publication, in the order in which they are published."""
    chance = random.Random(seed)
    words, weights = vocabulary()
    for n in range(number):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS_AN_ARTICLE + 8)
        at = _FIRST + timedelta(minutes=n * _SPAN_MINUTES // number)
        yield " ".join(drawn[:8]), " ".join(drawn[8:]), f"{at.isoformat(timespec='seconds')}+09:00"


def fill(path: Path, number: int) -> int:
    """Fill a new database with articles, as the store's own writer indexes them; return the size of their text."""
    size = 0
    with Store.open(path) as store:
        run = store.begin_run("bench", Versions(pressfacts="0", cleaner="0", extractor="0"))
        connection = store._connection
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for n, (title, text, published) in enumerate(articles(number)):
            key = f"https://bench.test/{n}"
            size += len(title.encode()) + len(text.encode())
            connection.execute(
                "INSERT INTO articles (key, title, published, revision) VALUES (?, ?, ?, 1)", (key, title, published)
            )
            connection.execute(
                "INSERT INTO fetches (run, n, url, at, outcome) VALUES (?, ?, ?, ?, 'new')", (run, n, key, published)
            )
            connection.execute(
                "INSERT INTO revisions (article, n, reason, run, fetch, page, title, published, text, byline, "
                "captions, subtitles, warnings, replaced, layout, cleaner_version, extractor_version) "
                "VALUES (?, 1, 'first', ?, ?, '', ?, ?, ?, '[]', '[]', '[]', '[]', 0, 'bench', '0', '0')",
                (key, run, n, title, published, text),
            )
            words = (index_text(title), index_text(text))
            index_new(connection, [NewText(article=key, revision=1, published=published, words=words)])
            if n % 5_000 == 4_999:
                connection.execute("COMMIT")
                connection.execute("BEGIN")
        connection.execute("COMMIT")
    return size


def run(rounds: int = 5, number: int = ARTICLES) -> dict[str, Figure]:
    """Return milliseconds of a search, and of finding the same words by reading every text (LIKE)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "press.db"
        size = fill(path, number)
        with Store.open(path, readonly=True) as store:
            asked = queries(store, QUERIES)
            sides = {
                "search, newest first, ms": lambda: [
                    store.search(SearchQuery(text=text, ranked=False)) for text in asked
                ],
                "search, ranked, ms": lambda: [store.search(SearchQuery(text=text, ranked=True)) for text in asked],
                "LIKE over every text, ms": lambda: [_read_all(store, text) for text in asked],
            }
            timings = time_in_turn({name: lambda _, side=side: side for name, side in sides.items()}, rounds)
            index = index_size(store) / size
    return {**milliseconds_each(timings, QUERIES), "articles": number, "size of the index ÷ the text": index}


def _read_all(store: Store, text: str) -> object:
    tests = " AND ".join(["text LIKE ?"] * len(text.split()))
    sql = f"SELECT article FROM revisions WHERE {tests} ORDER BY published DESC LIMIT 20"
    return store._connection.execute(sql, [f"%{word}%" for word in text.split()]).fetchall()


def queries(store: Store, number: int) -> list[str]:
    """Return pairs of words, drawn by how many of a sample of articles hold them."""
    sample = store._connection.execute("SELECT text FROM revisions ORDER BY fetch LIMIT 2000").fetchall()
    holding = Counter(word for (text,) in sample for word in set(_HANGUL.findall(text)))
    common = [word for word, articles in holding.items() if articles > COMMON * len(sample)]
    others = [word for word, articles in holding.items() if articles <= COMMON * len(sample)]
    chance = random.Random(7)

    def draw() -> str:
        pool = common if chance.random() < 1 / 3 else others
        return chance.choices(pool, weights=[holding[word] for word in pool])[0]

    return [f"{draw()} {draw()}" for _ in range(number)]


def measure(store: Store, asked: list[str], *, ranked: bool) -> dict[str, float]:
    """Return milliseconds of the queries, each asked once to warm the cache and once to be timed."""
    taken, found = [], []
    for text in asked:
        query = SearchQuery(text=text, ranked=ranked)
        store.search(query)
        start = time.perf_counter()
        answer = store.search(query)
        taken.append((time.perf_counter() - start) * 1000)
        found.append(answer.ranked if ranked else len(answer.hits))
    taken.sort()
    return {
        "median": statistics.median(taken),
        "p95": taken[int(len(taken) * 0.95)],
        "most": taken[-1],
        "hits, mean": statistics.mean(found),
        "hits, most": max(found),
    }


def letters(store: Store, number: int) -> list[str]:
    """Return letters, drawn by how often they stand in a sample of articles."""
    sample = store._connection.execute("SELECT text FROM revisions ORDER BY fetch LIMIT 200").fetchall()
    held = Counter(letter for (text,) in sample for letter in text if "가" <= letter <= "힣")
    return random.Random(7).choices(list(held), weights=list(held.values()), k=number)


def plan(store: Store, query: SearchQuery) -> list[str]:
    """Return how SQLite goes about the first statement of a search."""
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    store.search(query)
    store._connection.set_trace_callback(None)
    return [str(row[3]) for row in store._connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}")]


def index_size(store: Store) -> int:
    """Return the bytes that the index takes: its blocks, sizes, keys, and which article is which."""
    sql = """SELECT (SELECT sum(length(block) + 8) FROM search_data) + (SELECT sum(length(sz) + 6) FROM search_docsize)
        + (SELECT coalesce(sum(length(term) + 8), 0) FROM search_idx)
        + (SELECT sum(2 * length(article) + 16) FROM search_documents)"""
    return int(store._connection.execute(sql).fetchone()[0])


def main() -> None:
    """Fill a database (or take the one that is there) and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--db", type=Path, required=True)
    options = parser.parse_args()
    if not options.db.exists():
        start = time.perf_counter()
        size = fill(options.db, options.articles)
        seconds = time.perf_counter() - start
        print(f"{options.articles:,} articles, {size / 1e6:,.0f} MB of text, filled in {seconds:,.0f} s")
        with Store.open(options.db, readonly=True) as store:
            print(f"index: {index_size(store) / size:.2f} times the text")
    with Store.open(options.db, readonly=True) as store:
        for what, asked in (("two words", queries(store, QUERIES)), ("one letter", letters(store, LETTERS))):
            for name, ranked in (("newest first", False), ("ranked", True)):
                figures = measure(store, asked, ranked=ranked)
                print(f"{what}, {name}, ms:", ", ".join(f"{key} {value:,.1f}" for key, value in figures.items()))
                print("  ", "; ".join(plan(store, SearchQuery(text=asked[0], ranked=ranked))))


if __name__ == "__main__":
    main()
