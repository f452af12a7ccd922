"""``pressfacts runs``: what each run brought in."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.failures import ending
from pipeline.cli.filters import LIMIT


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="How many, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def runs(path: Path, limit: int, as_json: bool) -> None:
    """List the last runs: when, how long, what they found, and whether they go on or were cut off.

    Of a run that has not ended the counts are what it has stored, and ? what only its end would have told.

    \b
    Example:
      pressfacts runs --db press.db
    """
    from pipeline.cli.tables import make_table, print_table
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        rows = list(store.book.runs(limit))
    if as_json:
        for row in rows:
            click.echo(json.dumps(asdict(row), ensure_ascii=False, default=datetime.isoformat))
        return
    counts = ("found", "new", "unchanged", "revised", "refused", "failed", "left", "alarms")
    table = make_table("run", "command", "seconds", *counts, "kB", title="Runs")
    for row in rows:
        took = row.state if row.ended is None else f"{row.seconds or 0:.1f}"
        numbers = ("?" if number is None else str(number) for number in row.tally.values())
        size = "" if row.bytes is None else f"{row.bytes / 1000:,.0f}"
        table.add_row(row.id, row.command, took, *numbers, str(row.alarms), size)
    print_table(table)
