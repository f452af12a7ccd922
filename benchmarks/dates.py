"""Durations and the dates in them, beside dateparser's search for dates, on the same fresh text."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable

from benchmarks.figures import Figure, converted
from benchmarks.text import fresh_texts
from benchmarks.timing import time_in_turn

OURS = "pressfacts, durations, million characters/s"
PEER = "dateparser.search, million characters/s"
CHARACTERS = 30_000


def run(rounds: int = 5, characters: int = CHARACTERS) -> dict[str, Figure]:
    """Return millions of characters a second of each side."""
    from extractors.reading import read

    texts = list(fresh_texts(characters, seed=41))
    size = sum(map(len, texts)) / 1e6
    read("한 번 읽어 규칙을 올린다. 3년 동안")

    def ours() -> object:
        return [read(text, kinds={"duration"}) for text in texts]

    sides: dict[str, Callable[[], object]] = {OURS: ours, PEER: lambda: [_search(text) for text in texts]}
    timings = time_in_turn({name: lambda _, side=side: side for name, side in sides.items()}, rounds, time.process_time)
    return converted(timings, lambda seconds: size / seconds)


def _search(text: str) -> object:
    from dateparser.search import search_dates

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return search_dates(text, languages=["ko"])
