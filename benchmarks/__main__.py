"""``python -m benchmarks [--eval DIR] [--only PART …] [--quick]``: prints tables, writes results.json.

Fails under a floor of quality. Floors of speed are told, met or not: a busy machine is no defect.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    cleaning,
    cluster,
    crawling,
    dates,
    extraction,
    hostile,
    killing,
    quality,
    reviewing,
    searching,
    starting,
    storing,
    whole_way,
    workers,
)
from benchmarks.figures import Figure, Figures, Spread, as_json, middle
from benchmarks.floors import judge
from benchmarks.machine import describe_machine
from benchmarks.report import RESULTS, read_results


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line said."""

    eval: Path | None
    rounds: int
    quick: bool

    def size(self, whole: int) -> int:
        """Return how many of something to measure over."""
        return max(1, whole // 10) if self.quick else whole


def measure_quality(options: Options) -> Figures:
    """Scores on a folder of gold answers, by its own scorers."""
    if options.eval is None:
        print("quality: left out; give a folder of gold answers: make bench EVAL=DIR")
        return {}
    return quality.run(options.eval)


def measure_extraction(options: Options) -> Figures:
    """Millions of characters a second of fresh text, one process."""
    return {name: Spread(**side) for name, side in extraction.run(options.rounds).items()}


def measure_dates(options: Options) -> Figures:
    """Millions of characters a second in which dates and durations are looked for."""
    return dates.run(options.rounds, options.size(dates.CHARACTERS))


def measure_cleaning(options: Options) -> Figures:
    """Milliseconds a page."""
    pages = options.eval / "pages" if options.eval and (options.eval / "pages").exists() else None
    return cleaning.run(pages, options.rounds)


def measure_whole_way(options: Options) -> Figures:
    """Pages a second from HTML to stored facts, and of the stages alone."""
    return whole_way.run(options.rounds, options.size(whole_way.PAGES))


def measure_storing(options: Options) -> Figures:
    """Articles a second into the database."""
    return storing.run(options.rounds, options.size(storing.ARTICLES))


def measure_searching(options: Options) -> Figures:
    """Milliseconds of a search, beside reading every text."""
    return searching.run(options.rounds, options.size(searching.ARTICLES))


def measure_reviewing(options: Options) -> Figures:
    """Milliseconds that a reviewer waits while a crawl writes."""
    return reviewing.run(options.size(reviewing.ARTICLES))


def measure_starting(options: Options) -> Figures:
    """Seconds of short commands, and the memory of a long one."""
    return starting.run(options.rounds)


def measure_hostile(options: Options) -> Figures:
    """Seconds for 100,000 characters made to be slow, how many times those of half of it, and peak memory in MB."""
    figures: dict[str, Figure] = {}
    for name, side in hostile.run().items():
        figures |= {f"{name}, seconds": side["seconds"], f"{name}, times half": side["times half"]}
    return figures | hostile.memory(options.size(100_000))


def measure_crawling(options: Options) -> Figures:
    """Seconds of a crawl beside its two halves, and its memory by known URLs."""
    return crawling.run(options.rounds) | crawling.memory()


def measure_killing(options: Options) -> Figures:
    """Crawls killed at random moments, and how many ended otherwise than an undisturbed one."""
    return killing.run(options.size(100))


def measure_workers(options: Options) -> Figures:
    """Seconds for so many pages by two workers, and by two bare processes."""
    return workers.run(options.rounds, options.size(workers.PAGES))


def measure_cluster(options: Options) -> Figures:
    """Pages a second through a dask cluster of two workers, and through two bare processes."""
    return cluster.run(options.rounds, options.size(cluster.PAGES))


PARTS: dict[str, Callable[[Options], Figures]] = {
    "quality": measure_quality,
    "extraction": measure_extraction,
    "dates": measure_dates,
    "cleaning": measure_cleaning,
    "whole way": measure_whole_way,
    "storing": measure_storing,
    "searching": measure_searching,
    "reviewing": measure_reviewing,
    "starting": measure_starting,
    "hostile": measure_hostile,
    "crawling": measure_crawling,
    "killing": measure_killing,
    "workers": measure_workers,
    "cluster": measure_cluster,
}


def main() -> int:
    """Run the benchmarks; return 1 when a quality score is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, help="a folder of gold answers with its scorers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes: minutes instead of half an hour")
    arguments = parser.parse_args()
    options = Options(eval=arguments.eval, rounds=arguments.rounds, quick=arguments.quick)
    results: dict[str, object] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results["machine"] = machine = describe_machine()
    failures: list[str] = []
    for name in arguments.only:
        figures = PARTS[name](options)
        if not figures:
            continue
        print(f"\n{name}: {PARTS[name].__doc__}")
        for label, figure in figures.items():
            ends = f"  ({figure.least:.4f} – {figure.most:.4f})" if isinstance(figure, Spread) else ""
            print(f"  {label:66} {middle(figure):.4f}{ends}")
        about = {
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "about": PARTS[name].__doc__,
            "load": f"{os.getloadavg()[0]:.1f}",
            "sizes": "a tenth" if options.quick else "whole",
            "processor": machine["processor"],
        }
        results[name] = about | as_json(figures)
        if name == "quality":
            failures = quality.under_floor({label: middle(figure) for label, figure in figures.items()})
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print()
    for floor, reached in judge(read_results()):
        told = "not measured" if reached is None else f"{reached:.2f}: {'met' if floor.met(reached) else 'NOT MET'}"
        print(f"{floor.part}: {floor.what}, {'at most' if floor.most else 'at least'} {floor.limit:g}: {told}")
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
