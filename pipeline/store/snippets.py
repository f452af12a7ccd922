"""The piece of a text that shows best what was searched for, and where the words stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH = 120
_LEAD = 30
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of a text; ``marks`` are the spans of the words that were searched for."""

    text: str
    marks: tuple[tuple[int, int], ...]


def mark(text: str, patterns: Sequence[str]) -> Snippet:
    """Return the whole text with the words marked."""
    return Snippet(text=text, marks=_merge([(start, end) for start, end, _ in _places(text, patterns)]))


def cut_snippet(text: str, patterns: Sequence[str]) -> Snippet:
    """Return the piece of the text that holds most of the words, the first such; its beginning where it holds none."""
    places = _places(text, patterns)
    first = max(
        range(len(places)),
        key=lambda n: len({which for start, _, which in places[n:] if start < places[n][0] + _WIDTH - _LEAD}),
        default=None,
    )
    start = max(0, places[first][0] - _LEAD) if first is not None else 0
    end = min(len(text), start + _WIDTH)
    while start > 0 and not text[start - 1].isspace() and (first is None or start < places[first][0]):
        start += 1
    piece = " ".join(text[start:end].split())
    piece = ("…" if start else "") + piece + ("…" if end < len(text) else "")
    return mark(piece, patterns)


def _places(text: str, patterns: Sequence[str]) -> list[tuple[int, int, int]]:
    found = []
    for which, pattern in enumerate(patterns):
        for number, match in enumerate(re.finditer(pattern, text, re.IGNORECASE)):
            if number == _MOST:
                break
            found.append((match.start(), match.end(), which))
    return sorted(found)


def _merge(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
