"""docs/performance.md, computed from results.json and growth.json."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Spread, from_json

RESULTS = Path(__file__).with_name("results.json")
GROWTH = Path(__file__).with_name("growth.json")
LEFT_OUT = ("quality", "machine")

HUNDRED_MILLION = 100_000_000
KEEPING = """
### Upkeep

Nothing has to be done for speed: no query of ours rests on `ANALYZE`, and rows are hardly ever deleted, so `VACUUM`
frees little and needs as much disk again as the file. A large import leaves the search index in one piece; after
years of crawling, `INSERT INTO search (search) VALUES ('optimize')` makes it one again.
"""


TIMES_EMPTY = "times that"
"""What an article costs in a database of many, as a multiple of the same into an empty one just before and after."""
GROWN = "many ÷ few"


def read_results() -> dict[str, dict[str, Figure]]:
    """Return the figures of every part that was measured, growth included."""
    parts = {name: from_json(part) for name, part in _read(RESULTS).items() if name != "machine"}
    for way, grown in _read(GROWTH).items():
        parts[f"growth of {way}"] = {GROWN: _grown(grown["blocks"])}
    return parts


def read_growth() -> dict[str, Any]:
    """Return what was measured along each way of growth."""
    return _read(GROWTH)


def _grown(blocks: Sequence[Mapping[str, float]]) -> float:
    """Return how many times the first quarter's cost the last quarter's is; single blocks tell of other work too.

    Where a block was also measured without what came before it, that is the first.
    """
    if TIMES_EMPTY in blocks[-1]:
        return blocks[-1][TIMES_EMPTY]
    costs = [block["CPU ms an article"] for block in blocks]
    quarter = max(1, len(costs) // 4)
    return statistics.median(costs[-quarter:]) / statistics.median(costs[:quarter])


def performance() -> str:
    """Return the page."""
    from benchmarks.floors import judge

    results = _read(RESULTS)
    lines = [
        "# Performance\n",
        "\nMeasured by `make bench`, `make growth`. The sides of a table ran in one process tree and in turn, five\n"
        "rounds where a part says no other number: the median, and the least and the most. What only computes is\n"
        "timed by the processor's time, so that other work on the machine does not count. Compare ratios, not\n"
        "seconds.\n",
        "\nThe machine of the last run, where a part names no other: "
        + ", ".join(f"{name}: {value}" for name, value in results.get("machine", {}).items())
        + ".\n",
        "\n## Floors\n\n",
    ]
    rows, bound = [], []
    for floor, reached in judge(read_results()):
        if reached is not None and not floor.met(reached) and floor.binds:
            bound.append(f"- {floor.what}: {floor.binds}\n")
        limit = f"{'≤' if floor.most else '≥'} {floor.limit:g}"
        told = ("–", "not measured") if reached is None else (f"{reached:.2f}", "yes" if floor.met(reached) else "no")
        rows.append((floor.part, floor.what, limit, *told))
    lines.append(_table(("part", "what", "floor", "reached", "met"), rows))
    lines.append("\nWhat binds where one is not met:\n\n" + "".join(bound) if bound else "")
    for name, part in results.items():
        if name in LEFT_OUT:
            continue
        lines.append(f"\n## {name.capitalize()}\n\n{part.get('about', '')} {_when(part)}\n\n")
        figures = from_json(part)
        lines.append(_table(("", "median", "least – most"), ((label, *_cells(figures[label])) for label in figures)))
    grown = _read(GROWTH)
    if grown:
        lines.append("\n## Growth\n" + "".join(_growth(way, figures) for way, figures in grown.items()))
        lines.append(KEEPING)
        if {"pages", "rows"} <= grown.keys():
            lines.append(_plan(grown))
    return "".join(lines)


def _growth(way: str, grown: Mapping[str, Any]) -> str:
    blocks = grown["blocks"]
    shown = blocks[:: max(1, len(blocks) // 10)]
    shown = shown if shown[-1] is blocks[-1] else [*shown, blocks[-1]]
    lines = [
        f"\n### {way.capitalize()}: {grown['articles']:,} articles\n\n",
        f"{grown['about']} {grown['when'][:10]}, {grown['seconds'] / 60:,.0f} minutes.\n\n",
        _table(tuple(blocks[0]), ([_number(figure) for figure in block.values()] for block in shown)),
    ]
    if asked := grown.get("queries"):
        names = [name for name in asked[0] if name != "articles"]
        head = ("milliseconds at so many articles", *(f"{at['articles']:,}" for at in asked))
        lines += ["\n", _table(head, ((name, *(_number(at[name]) for at in asked)) for name in names))]
    if keeping := grown.get("keeping"):
        lines += ["\n", _table(("keeping the file", ""), ((name, _number(figure)) for name, figure in keeping.items()))]
    return "".join(lines)


def _plan(grown: Mapping[str, Any]) -> str:
    """Return what a hundred million articles would take, from what the measured ones took."""
    page, row = grown["pages"]["blocks"][-1], grown["rows"]["blocks"][-1]
    cpu_days = page["CPU ms an article"] * HUNDRED_MILLION / 1e3 / 86_400
    bytes_each = row["file, GB"] * 1e9 / row["articles"]
    facts_each = row["facts"] / row["articles"]
    writing_days = row["CPU ms an article"] * HUNDRED_MILLION / 1e3 / 86_400
    lines = (
        f"Reading: {cpu_days:,.0f} days of one core from HTML to stored facts. Nothing before the store needs another",
        f"article, so 64 cores read them in {cpu_days / 64:,.1f} days.",
        f"Writing: {writing_days:,.1f} days of one core for the one writer that a SQLite file has: past a few million",
        "articles, years or outlets go into files of their own, each with its writer.",
        f"Size: {facts_each * HUNDRED_MILLION / 1e9:,.1f} billion facts; {bytes_each / 1e3:,.0f} kB an article:",
        f"text, indexes, search, {bytes_each * HUNDRED_MILLION / 1e12:,.1f} TB in all; beside it raw pages of the",
        "press, about 25 kB each packed, 2.5 TB.",
        "Writes: stored by itself an article touches a hundred pages all over the indexes, so a file that no longer",
        "fits into memory is bound by the disk. An import makes the index of ids, those that questions go by, the",
        "search index and the clusters at its end, each in order.",
        "Asking: what goes by an index alone (an article, a fact's way back, the newest facts) stays as it is; what",
        "counts everything (facts of each kind, the institutions named most) grows with the file: ask Parquet instead.",
    )
    told = "\n".join(f"- {line}" if line[0].isupper() else f"  {line}" for line in lines)
    return f"\n### On paper: 100 million articles\n\nReckoned from the last blocks above, not measured.\n\n{told}\n"


def _when(part: Mapping[str, Any]) -> str:
    sizes = ", a tenth of the sizes" if part.get("sizes") == "a tenth" else ""
    processor = f", {part['processor']}" if "processor" in part else ""
    return f"({part['when'][:10]}{sizes}, load {part.get('load', '?')}{processor})"


def _cells(figure: Figure) -> tuple[str, str]:
    if isinstance(figure, Spread):
        return _number(figure.median), f"{_number(figure.least)} – {_number(figure.most)}"
    return _number(figure), ""


def _number(figure: float) -> str:
    if figure == int(figure):
        return f"{int(figure):,}"
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.3g}"


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head)]
    lines.append(["---"] * len(lines[0]))
    lines += [list(row) for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
