"""HTML to stored facts on one core, beside cleaning and extraction alone, on the same generated pages."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, converted, middle
from benchmarks.generate import pages
from benchmarks.timing import time_pieces_in_turn
from extractors import Context, extract
from pipeline.clean import clean
from pipeline.jobs import Backoff
from pipeline.jobs.intake import Begun, Intake, current_versions, start_visit
from pipeline.jobs.patience import Patience
from pipeline.jobs.reports import Work
from pipeline.model import Article, FetchedPage
from pipeline.store import Outcome, Store
from pipeline.workers import Workers

PAGES = 300
CLEAN = "cleaning alone"
EXTRACT = "extraction alone"
WHOLE = "HTML to stored facts, files as add takes them"
EACH = "HTML to stored facts, a transaction a page"
TOGETHER = 50
SLOWER = "the slower of the two alone"
BOTH = "cleaning and extraction one after the other, nothing stored"

Made = tuple[Article, bytes]


def run(rounds: int = 5, number: int = PAGES) -> dict[str, Figure]:
    """Return pages a second of the whole way and of its stages."""
    made = list(pages(number, seed=21))
    pieces = [made[start : start + TOGETHER] for start in range(0, number, TOGETHER)]
    _warm()
    with tempfile.TemporaryDirectory() as folder:
        timings = time_pieces_in_turn(
            {
                CLEAN: lambda _: [partial(_clean_all, piece) for piece in pieces],
                EXTRACT: lambda _: [partial(_extract_all, piece) for piece in pieces],
                WHOLE: lambda turn: _take_all(Path(folder) / f"{turn}.db", pieces, TOGETHER),
                EACH: lambda turn: _take_all(Path(folder) / f"{turn}-each.db", pieces, 1),
            },
            rounds,
            time.process_time,
        )
    rates = converted(timings, lambda seconds: number / seconds)
    slower = min(rates[CLEAN], rates[EXTRACT], key=middle)
    return rates | {SLOWER: slower, BOTH: 1 / (1 / middle(rates[CLEAN]) + 1 / middle(rates[EXTRACT]))}


def taker(store: Store) -> Callable[[Sequence[Made]], None]:
    """Return what takes pages in, in one transaction, as a crawl does with one and add with several."""
    versions = current_versions()
    _warm()
    patience = Patience(store, Backoff(), most_wait=60)
    intake = Intake(
        store, store.begin_run("add", versions), versions=versions, read=extract, patience=patience, workers=Workers(1)
    )
    now = datetime.now(UTC)

    def begin(article: Article, body: bytes) -> Begun:
        assert article.url
        page = FetchedPage(
            url=article.url,
            final_url=article.url,
            status=200,
            body=body,
            content_type="text/html",
            etag=None,
            last_modified=None,
            fetched_at=now,
        )
        return intake.begin(page, start_visit(article.url, now), url=article.url)

    def take(made: Sequence[Made]) -> None:
        outcomes = asyncio.run(intake.finish_all([begin(article, body) for article, body in made], Work()))
        assert outcomes == [Outcome.NEW] * len(made), outcomes

    return take


def _warm() -> None:
    extract("한 번 읽어 규칙을 올린다. 교육부는 3명", Context())


def _clean_all(made: Sequence[Made]) -> None:
    for article, body in made:
        clean(body, url=article.url)


def _extract_all(made: Sequence[Made]) -> None:
    for article, _ in made:
        extract(article.text, Context(published=article.published, title=article.title))


def _take_all(path: Path, pieces: Sequence[Sequence[Made]], together: int) -> list[Callable[[], None]]:
    store = Store.open(path)
    take = taker(store)

    def work(piece: Sequence[Made]) -> None:
        for start in range(0, len(piece), together):
            take(piece[start : start + together])

    return [*(partial(work, piece) for piece in pieces), store.close]
