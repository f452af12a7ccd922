"""An article with facts of every kind, and plain looks into a database file."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from extractors.facts import Amount, Count, Duration, Fact, Institution, Qualifier
from pipeline.model import Article
from pipeline.store import Reading, Saved, Store, Versions, Visit

VERSIONS = Versions(pressfacts="1.0", cleaner="7", extractor="3")
URL = "https://hanbit.test/news/1"
TEXT = "과학기술부는 약 20억원을 1년 6개월간 대학 3곳에 준다.\n\n직원 1인당 4.5명꼴로 뽑는다."
SENTENCES = ((0, 33), (35, 52))

ARTICLE = Article(
    url=URL,
    title="대학 세 곳에 20억원",
    byline=("김하늘",),
    published=datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=9))),
    updated=None,
    publisher="한빛일보",
    text=TEXT,
    captions=("사업 설명회",),
    layout="hanbit",
    cleaner_version="7",
)


def span(quote: str, text: str = TEXT) -> dict[str, object]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


MINISTRY = Institution(
    **span("과학기술부"),
    canonical="과학기술정보통신부",
    type="government",
    resolution="registry",
    registry_id="msit",
    rule="institution-name",
)
AMOUNT = Amount(
    **span("20억원"),
    value=2_000_000_000,
    low=2_000_000_000,
    high=2_000_000_000,
    approx=True,
    currency="KRW",
    qualifiers=(Qualifier(7, 8, "약"),),
    rule="amount-won",
)
DURATION = Duration(**span("1년 6개월"), value="P1Y6M", low="P1Y6M", high="P1Y6M", rule="duration-compound")
COUNT = Count(**span("3곳"), value=3, low=3, high=3, unit="곳", of="대학", rule="count-counter")
RATE = Count(
    **span("4.5명"),
    value=Decimal("4.5"),
    low=Decimal("4.5"),
    high=Decimal("4.5"),
    unit="명",
    each="인",
    rule="count-rate",
)
FACTS: tuple[Fact, ...] = (MINISTRY, AMOUNT, DURATION, COUNT, RATE)


def save(
    store: Store,
    run: str,
    *,
    article: Article = ARTICLE,
    facts: tuple[Fact, ...] = FACTS,
    page: bytes = b"<html>1</html>",
    version: str = "3",
    **visit: object,
) -> Saved:
    """Save the article as a crawl would."""
    made = replace(Visit(url=article.url or "page.html", at=datetime.now(UTC), status=200), **visit)
    reading = Reading(facts=facts, sentences=SENTENCES, version=version)
    return store.save_article(run, made, article, key=article.url or "sha256:0", page=page, reading=reading)


def rows(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Return what any other program would read from the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def dump(path: Path, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    names = [name for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {str(name): sorted(rows(path, f"SELECT * FROM {name}"), key=repr) for name in names if name not in without}


def copy_database(database: Path, folder: Path) -> Path:
    """Copy a closed database, with its file of pages, into a folder, and return where it stands there."""
    for part in database.parent.glob(f"{database.stem}*.db"):
        shutil.copy(part, folder)
    return folder / database.name


def lose_tables(path: Path) -> None:
    """Overwrite the first page of every table and index of a closed database, but for those that tell its schema."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        roots = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE rootpage > 0 AND tbl_name NOT LIKE '_sqlite%'"
        )
        pages = [root for (root,) in roots]
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)


def damage(path: Path) -> None:
    """Fill a database with articles, and overwrite its last pages."""
    with Store.open(path) as store:
        run = store.begin_run("add", VERSIONS)
        for number in range(40):
            save(store, run, article=replace(ARTICLE, url=f"{ARTICLE.url}{number}"))
    content = bytearray(path.read_bytes())
    content[-100_000:] = b"\xff" * 100_000
    path.write_bytes(content)
