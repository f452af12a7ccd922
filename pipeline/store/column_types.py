"""What kind of value each column holds: the one source of the types of every export."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ColumnType(StrEnum):
    """A kind of value, the same in every format that tables are written in."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    """A float of 64 bits: whole to 2^53; the exact digits stand in the column's ``_text`` neighbour."""
    BOOLEAN = "boolean"
    """0 or 1 in SQLite, CSV and JSON lines."""
    PRESS_TIME = "press time"
    """ISO 8601 in Korean time (+09:00)."""
    SYSTEM_TIME = "system time"
    """ISO 8601 in UTC (+00:00)."""
    LIST = "list"
    """A JSON array."""
    OBJECT = "object"
    """A JSON object."""
    HEX = "hex"
    """Bytes, in hexadecimal digits."""
    BYTES = "bytes"
    """Bytes as they are: in the Parquet of a batch alone."""


_COLUMNS = {
    ColumnType.INTEGER: "start end sentence_start revision n replaced fetch found new unchanged revised refused failed "
    "left_over bytes alarms attempts failures listings failing waiting articles outlets mentions fetches member band "
    "words distance mention_start amount_start facts claims reviewed unvalued figures record fetch_status fetch_bytes",
    ColumnType.NUMBER: "value low high value_months value_seconds value_days low_months low_seconds low_days "
    "high_months high_seconds high_days seconds days low_sum high_sum low_once high_once",
    ColumnType.BOOLEAN: "approx listing latest",
    ColumnType.PRESS_TIME: "published updated listed first_published last_published",
    ColumnType.SYSTEM_TIME: "started ended at next_attempt fetched_at until settled last_success first_seen last_seen "
    "gone reviewed_at fetch_at",
    ColumnType.LIST: "byline captions subtitles warnings qualifiers",
    ColumnType.OBJECT: "report judged stated",
    ColumnType.HEX: "body sketch",
    ColumnType.BYTES: "zlib",
}
_BY_NAME = {name: kind for kind, names in _COLUMNS.items() for name in names.split()}
_OF_A_TABLE = {
    # A duration's ends are written in ISO 8601; its length to compare is value_days.
    ("durations", "value"): ColumnType.TEXT,
    ("durations", "low"): ColumnType.TEXT,
    ("durations", "high"): ColumnType.TEXT,
    # An HTTP status; that of a reviewed fact is a word.
    ("fetches", "status"): ColumnType.INTEGER,
    ("robots", "status"): ColumnType.INTEGER,
    ("search_documents", "id"): ColumnType.INTEGER,
}

REFERENCES: Mapping[str, tuple[str, str]] = {
    "article": ("articles", "key"),
    "institution": ("institutions", "id"),
    "run": ("runs", "id"),
    "mention_id": ("facts", "id"),
    "amount_id": ("facts", "id"),
}
"""What a column of this name refers to, in whatever table or view it stands: a table and its key."""


def column_type(table: str, column: str) -> ColumnType:
    """Return what kind of value a column of a table or view holds."""
    return _OF_A_TABLE.get((table, column)) or _BY_NAME.get(column, ColumnType.TEXT)
