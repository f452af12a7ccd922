"""Prepared articles to rows of PARTS and back: what a cluster writes, and what a database takes in from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from pipeline.store.columns import FACT_COLUMNS, Value, storable, storable_or_none, system_time
from pipeline.store.durations import plain_number
from pipeline.store.pages import PackedPage
from pipeline.store.parts import CONTENT_COLUMNS, FETCH_COLUMNS, RECORD
from pipeline.store.preparing import Incoming, Prepared
from pipeline.store.records import Visit

Row = dict[str, Any]

_AT = {name: n for n, name in enumerate(FACT_COLUMNS)}
_cells: Callable[[Mapping[str, Value]], tuple[Value, ...]] = itemgetter(*FACT_COLUMNS)


def pack(record: int, incoming: Incoming) -> tuple[Row, list[Row], Row]:
    """Return the rows of an article, of its facts and of its page; ``record`` is its number in its shard."""
    prepared, visit, page = incoming.prepared, incoming.visit, incoming.page
    assert isinstance(page, PackedPage)
    fetch = {
        "url": storable(visit.url),
        "final_url": storable_or_none(visit.final_url),
        "at": system_time(visit.at),
        "status": visit.status,
        "content_type": storable_or_none(visit.content_type),
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "page": visit.page,
        "bytes": visit.bytes,
    }
    article = {
        RECORD: record,
        "key": prepared.key,
        "url": prepared.url,
        **prepared.content,
        "extractor_version": prepared.extractor_version,
        **{f"fetch_{name}": cell for name, cell in fetch.items()},
    }
    facts = [{RECORD: record, **dict(zip(FACT_COLUMNS, row, strict=True))} for row in prepared.facts.values()]
    return article, facts, {RECORD: record, "sha256": page.name, "bytes": page.size, "zlib": page.zlib}


def unpack(article: Row, facts: Iterable[Row], page: Row) -> Incoming:
    """Return what was packed, ready to be stored."""
    fetch = {name: article[f"fetch_{name}"] for name in FETCH_COLUMNS}
    rows = {fact["id"]: _fact_row(fact) for fact in facts}
    named = article["published"] or ""
    prepared = Prepared(
        key=article["key"],
        url=article["url"],
        content={name: article[name] for name in CONTENT_COLUMNS},
        facts=rows,
        institutions=[
            (str(row[_AT["institution"]]), str(row[_AT["canonical"]]), str(row[_AT["type"]]), named)
            for row in rows.values()
            if row[_AT["institution"]] is not None
        ],
        extractor_version=article["extractor_version"],
        text=None,
    )
    visit = Visit(**fetch | {"at": datetime.fromisoformat(fetch["at"])})
    packed = PackedPage(name=page["sha256"], size=page["bytes"], zlib=page["zlib"])
    return Incoming(visit=visit, prepared=prepared, page=packed)


def _fact_row(row: Mapping[str, Value]) -> tuple[Value, ...]:
    return _cells({**row, **{name: _plain(row, name) for name in ("value", "low", "high") if row[name] is not None}})


def _plain(row: Mapping[str, Value], name: str) -> Value:
    # A float holds 53 bits; the text beside it says the number as it was.
    return plain_number(Decimal(str(row[f"{name}_text"])))
