"""``python -m benchmarks [--eval DIR] [--rounds N]``: prints the tables, writes results.json, fails under a floor."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import cleaning, extraction, hostile, quality

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Run every benchmark; return 1 when a quality score is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, help="a folder of gold answers with its scorers")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    results: dict[str, object] = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
    }
    failures: list[str] = []
    if options.eval:
        scores = quality.run(options.eval)
        _print("quality", scores, "{:.4f}")
        failures = quality.under_floor(scores)
        results["quality"] = scores
    else:
        print("quality: left out; give a folder of gold answers: make bench EVAL=DIR")
    speeds = extraction.run(options.rounds)
    _print("extraction, million characters a second", {name: side["median"] for name, side in speeds.items()}, "{:.3f}")
    ratios = {
        f"{ours} ÷ {peer}": speeds[ours]["median"] / speeds[peer]["median"]
        for ours in (extraction.NUMBERS, extraction.OURS)
        for peer in (extraction.RULE_TOKENIZER, extraction.ANALYSER)
    }
    pages = options.eval / "pages" if options.eval and (options.eval / "pages").exists() else None
    milliseconds = cleaning.run(pages, options.rounds)
    _print("cleaning, median milliseconds a page", milliseconds, "{:.2f}")
    ratios |= {f"pressfacts ÷ {peer}, time": milliseconds["pressfacts"] / milliseconds[peer] for peer in milliseconds}
    _print("ratios", ratios, "{:.2f}")
    slow = hostile.run()
    _print(
        "hostile text of 100,000 characters, seconds", {name: side["seconds"] for name, side in slow.items()}, "{:.3f}"
    )
    _print("the same, times that of half of it", {name: side["times half"] for name, side in slow.items()}, "{:.2f}")
    memory = hostile.memory()
    _print("peak memory of an extracting process, MB", memory, "{:.0f}")
    results |= {"hostile": slow, "memory": memory}
    results |= {"extraction": speeds, "extraction ratios": ratios, "cleaning": milliseconds}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


def _print(title: str, figures: dict[str, float], form: str) -> None:
    print(f"\n{title}")
    for name, figure in figures.items():
        print(f"  {name:52} {form.format(figure)}")


if __name__ == "__main__":
    sys.exit(main())
