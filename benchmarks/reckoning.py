"""What a cluster would take for a month of an archive: reckoned from what was measured, each step shown.

The figures of the machine that measured stand in results.json; those of the archive and of the cluster stand here.
"""

from __future__ import annotations

from benchmarks import cluster, whole_way
from benchmarks.figures import middle
from benchmarks.report import read_growth, read_results

MACHINES, CORES = 8, 16
FILES = 450
"""WARC files of a month, of 1 GB each."""
PAGES_A_FILE = 33_000
"""At 30 kB a packed page."""
SHARD_MB = 33.6
PARQUET_KB = 6
"""Of an article and its facts: 2.7 on generated ones, whose sentences recur and so pack better than the press."""
TRUSTED_SHARE = 0.85
"""What a cluster is taken to reach of bare processes where that was not measured."""


def worked_example() -> str:
    """Return the steps as a table, and what follows from them, in Markdown."""
    results = read_results()
    bare = middle(results["whole way"][whole_way.BOTH])
    measured = results.get("cluster", {})
    known = cluster.CLUSTER in measured and cluster.BARE in measured
    share = middle(measured[cluster.CLUSTER]) / middle(measured[cluster.BARE]) if known else TRUSTED_SHARE
    grown = read_growth()["rows"]
    block, asked = grown["blocks"][-1], grown["queries"][-1]
    an_article = block["ms an article"] / 1e3
    article_kb = block["file, GB"] * 1e6 / block["articles"]
    slowest = max((name for name in asked if name != "articles"), key=lambda name: asked[name])

    cores, pages = MACHINES * CORES, FILES * PAGES_A_FILE
    a_core = bare * share
    seconds = pages / (a_core * cores)
    shards = FILES * 1000 / SHARD_MB
    taken = "`cluster`" if known else "not measured: taken"
    steps = (
        ("cores", f"{MACHINES} machines × {CORES}", f"{cores}"),
        ("pages", f"{FILES} files × {PAGES_A_FILE:,}", f"{pages / 1e6:,.1f} million"),
        (
            "pages a second and core",
            f"{bare:.0f} (`whole way`, nothing stored) × {share:.2f} ({taken})",
            f"{a_core:.0f}",
        ),
        ("reading", f"pages ÷ ({a_core:.0f} × {cores})", _time(seconds)),
        ("in core-hours", "times what one costs you", f"{seconds * cores / 3600:,.0f}"),
        ("shards", f"{FILES} GB ÷ {SHARD_MB} MB", f"{shards:,.0f}, {shards / cores:,.0f} a core"),
        ("from the shared disk", f"{FILES} GB ÷ {_time(seconds)}", f"{FILES * 1e3 / seconds:,.0f} MB/s"),
        ("to it: articles and facts", f"{PARQUET_KB} kB a page", f"{pages * PARQUET_KB / 1e6:,.0f} GB"),
        ("to it: raw pages", "as they came", f"{FILES} GB"),
        (
            "all of it into one SQLite file",
            f"{an_article * 1e3:.2f} ms an article (`growth`, among {block['articles']:,})",
            _time(pages * an_article),
        ),
        ("and that file", f"{article_kb:.0f} kB an article (`growth`)", f"{pages * article_kb / 1e6:,.0f} GB"),
    )
    lines = ["| what | reckoned from | |", "| --- | --- | --- |"]
    lines += [f"| {what} | {how} | {much} |" for what, how, much in steps]
    lines += [
        "",
        f"So the cluster reads the month in {_time(seconds)}, and one file would take {_time(pages * an_article)} to"
        f" fill: one writer keeps up with {1 / (an_article * a_core):.0f}",
        f"cores that clean and extract. In SQLite the slowest question of `make growth` ({slowest}) took"
        f" {asked[slowest] / 1e3:.1f} s over {asked['articles']:,}",
        f"articles, and grows with the file: {_time(asked[slowest] * pages / asked['articles'] / 1e3)} over this"
        " month.",
    ]
    return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    if seconds < 180:
        return f"{seconds:,.0f} seconds"
    if seconds < 3 * 3600:
        return f"{seconds / 60:,.0f} minutes"
    return f"{seconds / 3600:,.0f} hours"
