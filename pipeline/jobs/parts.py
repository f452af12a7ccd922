"""The Parquet of a finished shard, some hundred articles at a time: which are in it, and the articles as they go in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.exports import arrow_schema, stored_rows
from pipeline.store import PARTS, Incoming, prepare_text, unpack
from pipeline.store.preparing import FIRST

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

_Row = dict[str, Any]


class BadShard(Exception):
    """A file of a finished shard is missing or damaged; one line that names it and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row group of the articles of a shard."""

    folder: Path
    shard: str
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Which page an article was read from; ``record`` is its number in the shard's input."""

    record: int
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTask:
    """The articles of a part that are wanted."""

    part: Part
    records: frozenset[int]


def parts_of(folder: Path, shard: str) -> tuple[Part, ...]:
    """Return the parts of a shard, in their order; raises BadShard."""
    path = _place(folder, "articles", shard)
    with _reading(path) as file:
        return tuple(Part(folder=folder, shard=shard, group=group) for group in range(file.num_row_groups))


def seen_in(part: Part) -> tuple[Seen, ...]:
    """Return which pages a part has, in their order; only these columns are read. Raises BadShard."""
    path = _place(part.folder, "articles", part.shard)
    with _reading(path) as file:
        _check_columns(path, file.schema_arrow, arrow_schema(PARTS["articles"]))
        batches = file.iter_batches(row_groups=[part.group], columns=["record", "fetch_url", "fetch_at"])
        return tuple(
            Seen(record=row["record"], url=row["fetch_url"], at=datetime.fromisoformat(row["fetch_at"]))
            for batch in batches
            for row in _named(batch)
        )


def read_part(task: PartTask) -> tuple[Incoming, ...] | BadShard:
    """Return the wanted articles in their order, with what search needs of them; needs nothing but the files."""
    try:
        return tuple(_read(task.part, task.records))
    except BadShard as problem:
        return problem


def _read(part: Part, wanted: frozenset[int]) -> Iterator[Incoming]:
    articles = [row for row in _rows(part, "articles", (part.group,)) if row["record"] in wanted]
    if not articles:
        return
    first, last = articles[0]["record"], articles[-1]["record"]
    facts, pages = (_Following(_rows_between(part, table, first, last)) for table in ("facts", "pages"))
    for article in articles:
        page, found = pages.of(article["record"]), facts.of(article["record"])
        if len(page) != 1:
            raise _misfit(part, "pages")
        # Rows of another batch, perhaps; in an import the database itself does not look.
        if any((fact["article"], fact["revision"]) != (article["key"], FIRST) for fact in found):
            raise _misfit(part, "facts")
        incoming = unpack(article, found, page[0])
        prepared = replace(incoming.prepared, text=prepare_text(incoming.prepared.content))
        yield replace(incoming, prepared=prepared)


def _misfit(part: Part, table: str) -> BadShard:
    path = _place(part.folder, table, part.shard)
    return BadShard(f"{path}: does not fit the shard's articles; {_REMEDY.format(path.parents[1] / 'done')}")


class _Following:
    """Rows in the order of their records, taken record by record."""

    def __init__(self, rows: Iterator[_Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, record: int) -> list[_Row]:
        found = []
        while self._next is not None and self._next["record"] <= record:
            if self._next["record"] == record:
                found.append(self._next)
            self._next = next(self._rows, None)
        return found


_REMEDY = "remove its mark in {}, run the batch again, then the load"


def _place(folder: Path, table: str, shard: str) -> Path:
    return folder / table / f"{shard}.parquet"


@contextmanager
def _reading(path: Path) -> Iterator[ParquetFile]:
    """Open a Parquet file; raises BadShard for what is wrong with it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        what = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise BadShard(f"{path}: {what}; {_REMEDY.format(path.parents[1] / 'done')}") from error


def _rows(part: Part, table: str, groups: Sequence[int]) -> Iterator[_Row]:
    path = _place(part.folder, table, part.shard)
    with _reading(path) as file:
        _check_columns(path, file.schema_arrow, arrow_schema(PARTS[table]))
        for batch in file.iter_batches(batch_size=256, row_groups=list(groups)):
            yield from _named(batch)


def _named(batch: pa.RecordBatch) -> Iterator[_Row]:
    names = batch.schema.names
    return (dict(zip(names, row, strict=True)) for row in stored_rows(batch))


def _rows_between(part: Part, table: str, first: int, last: int) -> Iterator[_Row]:
    """Yield the rows of the row groups that hold these records, and of no other; some of others are among them."""
    with _reading(_place(part.folder, table, part.shard)) as file:
        at = file.schema_arrow.names.index("record")
        told = [file.metadata.row_group(group).column(at).statistics for group in range(file.num_row_groups)]
    groups = [group for group, records in enumerate(told) if records.min <= last and records.max >= first]
    yield from _rows(part, table, groups)


def _check_columns(path: Path, found: pa.Schema, meant: pa.Schema) -> None:
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
