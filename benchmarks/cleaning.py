"""Cleaning beside trafilatura and readability-lxml, on the same pages, one core."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from pipeline.clean import clean
from pipeline.model import NotAnArticle
from pipeline.site import fixtures_path


def run(pages: Path | None = None, rounds: int = 5) -> dict[str, float]:
    """Return the median milliseconds a page of each side, over the pages of a folder or of the bundled site."""
    import trafilatura
    from readability import Document

    def ours(body: bytes) -> None:
        try:
            clean(body)
        except NotAnArticle:
            return

    def with_trafilatura(body: bytes) -> None:
        trafilatura.bare_extraction(body, with_metadata=True)

    def with_readability(body: bytes) -> None:
        Document(body.decode("utf-8", "replace")).summary()

    sides = {
        "pressfacts": ours,
        "trafilatura with metadata": with_trafilatura,
        "readability-lxml, body": with_readability,
    }
    bodies = [path.read_bytes() for path in sorted((pages or fixtures_path()).rglob("*.html"))]
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for body in bodies:
        for name, side in sides.items():
            taken[name].append(_milliseconds(side, body, rounds))
    return {name: statistics.median(figures) for name, figures in taken.items()}


def _milliseconds(side: object, body: bytes, rounds: int) -> float:
    assert callable(side)
    figures = []
    for _ in range(rounds):
        start = time.perf_counter()
        side(body)
        figures.append((time.perf_counter() - start) * 1e3)
    return statistics.median(figures)
