"""Cleaning beside trafilatura, readability-lxml and resiliparse, on the same pages, one core.

Ours and trafilatura's answer holds the metadata; the others' the body alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, milliseconds_each
from benchmarks.generate import pages as generated_pages
from benchmarks.timing import time_in_turn
from pipeline.clean import clean
from pipeline.model import NotAnArticle
from pipeline.site import fixtures_path

OURS = "pressfacts, ms a page"
TRAFILATURA = "trafilatura with metadata, ms a page"
READABILITY = "readability-lxml, body only, ms a page"
RESILIPARSE = "resiliparse, body only, ms a page"
PAGES = 60


def run(pages: Path | None = None, rounds: int = 5) -> dict[str, Figure]:
    """Return milliseconds a page, over generated pages of the press's weight, and over those of a folder if given.

    Generated pages are the bundled site's markup with as many links and scripts as pages of the press have.
    """
    made = [body for _, body in generated_pages(PAGES, seed=31)]
    figures = _measure(made, rounds)
    bundled = [path.read_bytes() for path in sorted(fixtures_path().rglob("*.html"))]
    figures |= {f"{name}, bundled site": figure for name, figure in _measure(bundled, rounds).items()}
    if pages is not None:
        saved = [path.read_bytes() for path in sorted(pages.rglob("*.html"))]
        figures |= {f"{name}, saved pages": figure for name, figure in _measure(saved, rounds).items()}
    return figures


def _measure(bodies: list[bytes], rounds: int) -> dict[str, Figure]:
    import trafilatura
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def ours(body: bytes) -> None:
        try:
            clean(body)
        except NotAnArticle:
            return

    def with_trafilatura(body: bytes) -> None:
        trafilatura.bare_extraction(body, with_metadata=True)

    def with_readability(body: bytes) -> None:
        Document(body.decode("utf-8", "replace")).summary()

    def with_resiliparse(body: bytes) -> None:
        extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)

    def over_all(side: Callable[[bytes], None]) -> Callable[[int], Callable[[], object]]:
        for body in bodies[:5]:
            side(body)
        return lambda _: lambda: [side(body) for body in bodies]

    sides = {OURS: ours, TRAFILATURA: with_trafilatura, READABILITY: with_readability, RESILIPARSE: with_resiliparse}
    timings = time_in_turn({name: over_all(side) for name, side in sides.items()}, rounds, time.process_time)
    return milliseconds_each(timings, len(bodies))
