"""How fast and how small things have to be, as data: ratios to a peer of the same run, and what a user waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks import cleaning, cluster, crawling, extraction, starting, storing, whole_way, workers
from benchmarks.figures import Figures, middle
from benchmarks.report import GROWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A figure of a part, or its ratio to another, that has to be at least or at most ``limit``."""

    part: str
    what: str
    figure: str
    peer: str | None = None
    limit: float
    most: bool = False
    """The figure may be at most the limit; else it has to be at least that."""
    binds: str = ""
    """Why it could not be had, told where it is not."""

    def reached(self, figures: Figures) -> float | None:
        """Return what was reached; None where it was not measured."""
        if self.figure not in figures or (self.peer is not None and self.peer not in figures):
            return None
        return middle(figures[self.figure]) / (middle(figures[self.peer]) if self.peer else 1.0)

    def met(self, reached: float) -> bool:
        """Return whether that is enough."""
        return reached <= self.limit if self.most else reached >= self.limit


_QUARTERS = "median of the last quarter of the blocks ÷ that of the first"

FLOORS = (
    *(
        Floor(
            part="extraction",
            what=f"characters a second, {figure.removeprefix('pressfacts, ')} ÷ {peer}",
            figure=figure,
            peer=peer,
            limit=limit,
            binds=""
            if figure == extraction.FACTS
            else "reading takes three fifths of the time, spaCy's own making of a Doc with words that are new to it a "
            "quarter; the facts alone, which is what the commands and the database take, cost half as much.",
        )
        for peer, limit in ((extraction.RULE_TOKENIZER, 1.0), (extraction.ANALYSER, 3.0))
        for figure in (extraction.FACTS, extraction.DOCS, extraction.DOCS_OF_NUMBERS)
    ),
    Floor(
        part="cleaning",
        what="time of a page ÷ trafilatura with metadata",
        figure=cleaning.OURS,
        peer=cleaning.TRAFILATURA,
        limit=0.6,
        most=True,
    ),
    Floor(
        part="cleaning",
        what="time of a page ÷ readability-lxml",
        figure=cleaning.OURS,
        peer=cleaning.READABILITY,
        limit=1.0,
        most=True,
    ),
    Floor(
        part="whole way",
        what="HTML to stored facts ÷ the slower of cleaning and extraction alone, in pages a second",
        figure=whole_way.WHOLE,
        peer=whole_way.SLOWER,
        limit=0.6,
        binds="a quarter of the time is the store's: SQLite's inserts, packing the page, the sketch, the search "
        "index. A processor that cleans twice as fast does not insert twice as fast.",
    ),
    Floor(
        part="workers",
        what="time of two bare processes ÷ two workers",
        figure=workers.BARE,
        peer=workers.TWO,
        limit=0.9,
        binds="starting the processes takes part of a second, and the command's own, which stores, has the same two "
        "cores to share.",
    ),
    Floor(
        part="cluster",
        what="pages a second, a dask cluster of two ÷ two bare processes",
        figure=cluster.CLUSTER,
        peer=cluster.BARE,
        limit=0.85,
    ),
    Floor(
        part="storing",
        what="articles a second, a transaction each ÷ bare executemany",
        figure=storing.ONE,
        peer=storing.BARE_ONE,
        limit=0.5,
    ),
    Floor(
        part="storing",
        what="articles a second, batches ÷ bare executemany in batches",
        figure=storing.MANY,
        peer=storing.BARE_MANY,
        limit=0.8,
    ),
    Floor(part="starting", what="seconds of pressfacts --help", figure=starting.HELP, limit=0.3, most=True),
    Floor(part="starting", what="seconds of extracting a line", figure=starting.EXTRACT, limit=1.2, most=True),
    Floor(part="starting", what="peak MB of an extracting process", figure=starting.MEMORY, limit=250, most=True),
    Floor(
        part="crawling",
        what="time of a crawl ÷ the slower of its halves",
        figure=crawling.RATIO,
        limit=crawling.LIMIT,
        most=True,
    ),
    *(
        Floor(
            part=f"growth of {way}",
            what=f"cost of an article, {what}",
            figure=GROWN,
            limit=1.25,
            most=True,
        )
        for way, what in (
            ("pages", _QUARTERS),
            ("texts", _QUARTERS),
            ("rows", "among so many ÷ into an empty file"),
        )
    ),
)


def judge(results: Mapping[str, Figures]) -> list[tuple[Floor, float | None]]:
    """Return each floor with what was reached."""
    return [(floor, floor.reached(results.get(floor.part, {}))) for floor in FLOORS]
