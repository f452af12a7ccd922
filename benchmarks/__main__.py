"""``python -m benchmarks [--eval DIR] [--only PART …]``: prints tables, writes results.json, fails under a floor."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import cleaning, crawling, extraction, hostile, killing, quality

RESULTS = Path(__file__).with_name("results.json")

Figures = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line said."""

    eval: Path | None
    rounds: int


def measure_quality(options: Options) -> Figures:
    """Scores on a folder of gold answers, by its own scorers."""
    if options.eval is None:
        print("quality: left out; give a folder of gold answers: make bench EVAL=DIR")
        return {}
    return quality.run(options.eval)


def measure_extraction(options: Options) -> Figures:
    """Millions of characters a second of fresh text, and their ratios."""
    speeds = {name: side["median"] for name, side in extraction.run(options.rounds).items()}
    ratios = {
        f"{ours} ÷ {peer}": speeds[ours] / speeds[peer]
        for ours in extraction.OURS
        for peer in (extraction.RULE_TOKENIZER, extraction.ANALYSER)
    }
    return speeds | ratios


def measure_cleaning(options: Options) -> Figures:
    """Median milliseconds a page, and the ratios of the times."""
    pages = options.eval / "pages" if options.eval and (options.eval / "pages").exists() else None
    taken = cleaning.run(pages, options.rounds)
    return taken | {f"pressfacts ÷ {peer}": taken["pressfacts"] / taken[peer] for peer in list(taken)[1:]}


def measure_hostile(_: Options) -> Figures:
    """Seconds for 100,000 characters made to be slow, how many times those of half of it, and peak memory in MB."""
    figures: Figures = {}
    for name, side in hostile.run().items():
        figures |= {f"{name}, seconds": side["seconds"], f"{name}, times half": side["times half"]}
    return figures | hostile.memory()


def measure_crawling(_: Options) -> Figures:
    """Seconds of a crawl beside its two halves, and its memory by known URLs."""
    return crawling.run() | crawling.memory()


def measure_killing(_: Options) -> Figures:
    """Crawls killed at random moments, and how many ended otherwise than an undisturbed one."""
    return killing.run()


PARTS: dict[str, Callable[[Options], Figures]] = {
    "quality": measure_quality,
    "extraction": measure_extraction,
    "cleaning": measure_cleaning,
    "hostile": measure_hostile,
    "crawling": measure_crawling,
    "killing": measure_killing,
}


def main() -> int:
    """Run the benchmarks; return 1 when a quality score is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, help="a folder of gold answers with its scorers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    arguments = parser.parse_args()
    options = Options(eval=arguments.eval, rounds=arguments.rounds)
    results: dict[str, object] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results["machine"] = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    failures: list[str] = []
    for name in arguments.only:
        figures = PARTS[name](options)
        if not figures:
            continue
        print(f"\n{name}: {PARTS[name].__doc__}")
        for label, figure in figures.items():
            print(f"  {label:58} {figure:.4f}")
        results[name] = {"when": datetime.now(UTC).isoformat(timespec="seconds"), **figures}
        if name == "quality":
            failures = quality.under_floor(figures)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
