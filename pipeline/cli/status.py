"""``pressfacts status``: how the sources of a database are."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.failures import ending
from pipeline.model import KST


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="The sources (TOML); with it, those that were never asked are shown too, and those it lacks are not.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def status(path: Path, config_path: Path | None, as_json: bool) -> None:
    """Show each source's health, its last success and when it is asked next.

    \b
    Example:
      pressfacts status --db press.db
    """
    from pipeline.cli.tables import make_table, print_table
    from pipeline.sources import ConfigError, read_config
    from pipeline.store import Store, StoreUnusable

    with ending(2, ConfigError):
        wanted = [source.key for source in read_config(config_path).sources] if config_path else None
    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        known = store.book.health()
    shown = [row for row in known if wanted is None or row.source in wanted]
    never = [key for key in wanted or () if key not in {row.source for row in known}]
    if as_json:
        for line in (*map(asdict, shown), *({"source": key, "health": "never asked"} for key in never)):
            click.echo(json.dumps(line, ensure_ascii=False, default=datetime.isoformat))
        return
    table = make_table(
        "source", "health", "why", "failures in a row", "last success", "next attempt", "waiting", "articles"
    )
    for row in shown:
        health = f"{row.health} ({row.failing} of {row.listings})" if row.health == "partly" else row.health
        times = (_korean(row.last_success) or "never", _korean(row.next_attempt) or "next run")
        counts = (str(row.waiting), str(row.articles))
        table.add_row(row.source, health, row.reasons or "", str(row.failures or ""), *times, *counts)
    for key in never:
        table.add_row(key, "never asked", "", "", "never", "next run", "0", "0")
    print_table(table)


def _korean(time: datetime | None) -> str:
    # Beside articles' times, which are Korean wherever the machine stands.
    return time.astimezone(KST).isoformat(" ", "minutes") if time else ""
