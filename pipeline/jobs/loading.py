"""From the Parquet of a batch into a database, through the store's own verbs: the rows that a crawl would write."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.exports import arrow_schema, stored_rows
from pipeline.jobs.batch import ShardDone, read_marks
from pipeline.jobs.intake import current_versions
from pipeline.jobs.reports import Problem, Progress, Step
from pipeline.store import PARTS, ArticleUnstorable, Incoming, Outcome, Store, Tally, unpack

if TYPE_CHECKING:
    import pyarrow

_BATCH = 200
# Stored times are of milliseconds.
_SAME_TIME = timedelta(milliseconds=1)

_Row = dict[str, Any]


class BadShard(Exception):
    """A file of a finished shard is missing or damaged; one line that names it and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What loading a batch brought in."""

    run: str
    shards: int
    new: int
    revised: int
    unchanged: int
    """Articles that the database had, those of an earlier load included."""
    facts: int
    problems: tuple[Problem, ...]
    seconds: float


def load(store: Store, folder: Path, *, progress: Progress | None = None) -> LoadReport:
    """Store what a batch has read, shard by shard in the order of their names; cut off, it can be started again.

    A page that is older than the last look at its URL is known, as in a crawl of archives. Raises Locked, BadOutput
    for a folder that is no batch's, BadShard.
    """
    with store.lock():
        return _Loading(store, progress).run(folder, read_marks(folder))


class _Loading:
    def __init__(self, store: Store, progress: Progress | None) -> None:
        self._store = store
        self._progress = progress
        self._outcomes = dict.fromkeys((Outcome.NEW, Outcome.REVISED, Outcome.UNCHANGED), 0)
        self._facts = 0
        self._problems: list[Problem] = []

    def run(self, folder: Path, marks: tuple[ShardDone, ...]) -> LoadReport:
        started = time.monotonic()
        run = self._store.begin_run("load", current_versions())
        done, total = 0, sum(mark.articles for mark in marks)
        batch: dict[str, Incoming] = {}
        for mark in marks:
            for incoming in _read(folder, mark.shard):
                # One URL twice: the second is asked about when the first is stored.
                if len(batch) == _BATCH or incoming.visit.url in batch:
                    self._save(run, batch)
                    batch = {}
                if self._is_older(incoming):
                    self._outcomes[Outcome.UNCHANGED] += 1
                else:
                    batch[incoming.visit.url] = incoming
                done += 1
                if self._progress is not None:
                    step = Step(source=None, url=incoming.visit.url, outcome=Outcome.NEW, done=done, total=total)
                    self._progress(step)
        self._save(run, batch)
        new, revised, unchanged = self._outcomes.values()
        seconds = round(time.monotonic() - started, 3)
        tally = Tally(found=total, new=new, revised=revised, unchanged=unchanged, failed=len(self._problems))
        self._store.end_run(run, tally, seconds=seconds)
        return LoadReport(
            run=run,
            shards=len(marks),
            new=new,
            revised=revised,
            unchanged=unchanged,
            facts=self._facts,
            problems=tuple(self._problems),
            seconds=seconds,
        )

    def _is_older(self, incoming: Incoming) -> bool:
        last = self._store.last_fetch(incoming.visit.url)
        return last is not None and last.at + _SAME_TIME > incoming.visit.at

    def _save(self, run: str, batch: dict[str, Incoming]) -> None:
        for url, saved in zip(batch, self._store.save_many(run, list(batch.values())), strict=True):
            if isinstance(saved, ArticleUnstorable):
                self._problems.append(Problem(name=url, reason="broken", detail=str(saved), broken=True))
                continue
            self._outcomes[saved.outcome] += 1
            self._facts += saved.added


def _read(folder: Path, shard: str) -> Iterator[Incoming]:
    facts = _Following(_rows(folder, "facts", shard))
    pages = _Following(_rows(folder, "pages", shard))
    for article in _rows(folder, "articles", shard):
        page = pages.of(article["record"])
        if len(page) != 1:
            raise BadShard(
                f"{folder / 'pages' / shard}.parquet: does not fit the shard's articles; run the batch again"
            )
        yield unpack(article, facts.of(article["record"]), page[0])


class _Following:
    """Rows in the order of their records, taken record by record."""

    def __init__(self, rows: Iterator[_Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, record: int) -> list[_Row]:
        found = []
        while self._next is not None and self._next["record"] == record:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _rows(folder: Path, table: str, shard: str) -> Iterator[_Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / table / f"{shard}.parquet"
    names = tuple(PARTS[table].columns)
    try:
        with pq.ParquetFile(path) as file:
            _check_columns(path, file.schema_arrow, arrow_schema(PARTS[table]))
            for batch in file.iter_batches(batch_size=256):
                yield from (dict(zip(names, row, strict=True)) for row in stored_rows(batch))
    except (OSError, pa.ArrowInvalid) as error:
        what = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise BadShard(f"{path}: {what}; remove its mark in {folder / 'done'} and run the batch again") from error


def _check_columns(path: Path, found: pyarrow.Schema, meant: pyarrow.Schema) -> None:
    if found.equals(meant):
        return
    told = next(
        (
            f"{field.name} is {found.field(field.name).type}, not {field.type}"
            if found.get_field_index(field.name) >= 0
            else f"it lacks {field.name}"
            for field in meant
            if field not in list(found)
        ),
        "their order differs",
    )
    raise BadShard(
        f"{path}: its columns are those of another pressfacts ({told}); run the same pressfacts batch into this "
        "folder again, and load that"
    )
