"""Next.js flight data: rows of JSON and of text that name each other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from pipeline.clean.page import JsonValue

FLIGHT_ROW = re.compile(r"(?:^|\n)([0-9a-f]{1,6}):(T[0-9a-f]{1,6},)?")
NEXT_ROW = re.compile(r"([0-9a-f]{1,6}):(?:(T[0-9a-f]{1,6},)|(?=[\[{\"]))")
"""A row follows a row of text without a line break."""
DEEPEST = 40


def decoded(decoder: json.JSONDecoder, text: str, start: int) -> JsonValue:
    """Return the JSON value that begins at ``start``, or None."""
    try:
        return decoder.raw_decode(text, start)[0]  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def read_flight(payload: str) -> list[JsonValue]:
    """Return the rows of Next.js flight data: JSON rows as values, text rows as strings."""
    rows: list[JsonValue] = []
    texts: dict[str, str] = {}
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while (found := NEXT_ROW.match(payload, at) or FLIGHT_ROW.search(payload, at)) is not None:
        start = found.end()
        at = start
        if found[2]:
            # The length counts UTF-8 bytes; no more characters than that can belong to the row.
            size = int(found[2][1:-1], 16)
            text = payload[start : start + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
            texts[f"${found[1]}"] = text
            at = start + len(text)
        elif start < len(payload) and payload[start] in "[{":
            rows.append(decoded(decoder, payload, start))
    used: set[str] = set()
    rows = [put_in(one, texts, used) for one in rows] if texts else rows
    rows += [{"body": text} for name, text in texts.items() if name not in used]
    return rows


def put_in(value: JsonValue, texts: Mapping[str, str], used: set[str], depth: int = DEEPEST) -> JsonValue:
    """Return ``value`` with the text rows in the places that name them: ``"$1a"``."""
    if isinstance(value, str) and value in texts:
        used.add(value)
        return texts[value]
    if depth and isinstance(value, list):
        return [put_in(one, texts, used, depth - 1) for one in value]
    if depth and isinstance(value, dict):
        return {key: put_in(one, texts, used, depth - 1) for key, one in value.items()}
    return value
