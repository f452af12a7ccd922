"""The shards of a batch: pieces of WARC and Parquet files, planned from the files alone, and the records in them."""

from __future__ import annotations

import glob
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.model import KST, Article, FetchedPage
from pipeline.warc import WARC_SUFFIXES, BadRecord, NotAWarc, read_piece
from pipeline.warc_cutting import find_cuts

CUT = 33_554_432
"""Bytes of a WARC file in a shard: a thousand pages of a packed one, a quarter of a minute of a core."""
_ENDS = 1_048_576
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_NAME = re.compile(r"[^0-9A-Za-z가-힣._-]+")


class BadInput(Exception):
    """An input cannot be planned; one line that names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A piece of a WARC file, or one row group of a Parquet file."""

    name: str
    """By the file's name, identity and part: the same for the same input, whoever plans and however many work."""
    path: str
    identity: str
    """A hash of the file's size and of its first and last MiB."""
    begin: int = 0
    """Where its first record starts in a WARC file; of a Parquet file the number of the row group."""
    end: int | None = None
    """Where the first record of the next shard starts; None at the end of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenText:
    """A text that was cleaned elsewhere, as an article, and when it was fetched."""

    article: Article
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A record that could not be read."""

    place: str
    url: str | None
    reason: str
    detail: str
    lost: bool = False
    """It may have held an article; else it is known to hold none."""


Record = FetchedPage | GivenText | BadRow


def plan_shards(inputs: Sequence[str], *, cut: int = CUT) -> tuple[Shard, ...]:
    """Return the shards of files, folders and globs, in a steady order; raises BadInput.

    A WARC file is cut into pieces of at least ``cut`` bytes; the same ``cut`` gives the same shards.
    """
    paths = [path for name in inputs for path in _files(name)]
    shards = {shard.name: shard for path in dict.fromkeys(paths) for shard in _cut(path, cut)}
    return tuple(shards[name] for name in sorted(shards))


def read_shard(shard: Shard) -> Iterator[tuple[int, Record]]:
    """Yield the records of a shard in their order, each with its number in the file; raises BadInput.

    The number is the row in its row group, from 1, or the byte at which a WARC record (its gzip member) starts.
    """
    path = Path(shard.path)
    if _kind(path) == "parquet":
        yield from enumerate(_read_rows(path, shard.begin), 1)
        return
    try:
        for number, record in read_piece(path, shard.begin, shard.end):
            if isinstance(record, BadRecord):
                place = f"{path.name} at {record.offset}"
                yield number, BadRow(place=place, url=None, reason="broken-record", detail=record.detail, lost=True)
            else:
                yield number, record
    except NotAWarc as problem:
        raise BadInput(str(problem)) from problem


def _files(name: str) -> list[Path]:
    path = Path(name)
    if path.is_file():
        if not _kind(path):
            raise BadInput(f"{name}: is no .warc, .warc.gz or .parquet file")
        return [path]
    within = path.rglob("*") if path.is_dir() else map(Path, glob.glob(name, recursive=True))  # noqa: PTH207
    found = sorted(file for file in within if _kind(file) and file.is_file())
    if not found:
        raise BadInput(f"{name}: {'holds' if path.is_dir() else 'means'} no .warc, .warc.gz or .parquet file")
    return found


def _kind(path: Path) -> str:
    name = path.name.lower()
    return "warc" if name.endswith(WARC_SUFFIXES) else "parquet" if name.endswith(".parquet") else ""


def _cut(path: Path, cut: int) -> Iterator[Shard]:
    try:
        identity = _identity(path)
        begins = range(_count_groups(path)) if _kind(path) == "parquet" else find_cuts(path, cut)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror or error}") from error
    stem = _NO_NAME.sub("-", path.name)[:80]
    for begin, end in zip_longest(begins, begins[1:]):
        name = f"{stem}-{identity[:12]}-{begin:012}"
        yield Shard(name=name, path=str(path.resolve()), identity=identity, begin=begin, end=end)


def _identity(path: Path) -> str:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_ENDS)
        file.seek(max(0, size - _ENDS))
        return hashlib.sha256(b"%d\n" % size + head + file.read(_ENDS)).hexdigest()


def _count_groups(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = set(file.schema_arrow.names)
            groups: int = file.num_row_groups
    except pa.ArrowInvalid as error:
        raise BadInput(f"{path}: is no Parquet file, or is damaged") from error
    if not names & {"text", "html"}:
        raise BadInput(f"{path}: has no column html (pages) or text (texts); it has {', '.join(sorted(names))[:200]}")
    return groups


def _read_rows(path: Path, part: int) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=100, row_groups=[part]):
                for row in batch.to_pylist():
                    number += 1
                    yield _read_row(row, f"{path.name} group {part} row {number}")
    except (OSError, pa.ArrowInvalid) as error:
        raise BadInput(f"{path}: cannot be read: {error}") from error


def _read_row(row: dict[str, Any], place: str) -> Record:
    url = row.get("url")
    try:
        at = _time(row.get("fetched_at"), UTC) or _time(row.get("published"), KST) or _EPOCH
        if "html" in row:
            return _page(row, at, place)
        return GivenText(article=_given(row), at=at)
    except (TypeError, ValueError) as problem:
        known = url if isinstance(url, str) else None
        return BadRow(place=place, url=known, reason="bad-row", detail=str(problem), lost=True)


def _page(row: dict[str, Any], at: datetime, place: str) -> FetchedPage:
    html = row["html"]
    if not html:
        raise ValueError("html is empty")
    url = _text(row, "url") or place
    kind = _text(row, "content_type") or ("text/html; charset=utf-8" if isinstance(html, str) else None)
    body = html.encode("utf-8", "replace") if isinstance(html, str) else bytes(html)
    return FetchedPage(
        url=url,
        final_url=url,
        status=200,
        body=body,
        content_type=kind,
        etag=None,
        last_modified=None,
        fetched_at=at,
    )


def _given(row: dict[str, Any]) -> Article:
    text = unicodedata.normalize("NFC", _text(row, "text") or "")
    if not text.strip():
        raise ValueError("text is empty")
    return Article(
        url=_text(row, "url"),
        title=_text(row, "title"),
        byline=(),
        published=_time(row.get("published"), KST),
        updated=None,
        publisher=_text(row, "publisher"),
        text=text,
        layout="given",
        cleaner_version="given",
    )


def _text(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value or None


def _time(value: object, zone: tzinfo) -> datetime | None:
    if value is None or value == "":
        return None
    time = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return time if time.tzinfo else time.replace(tzinfo=zone)
