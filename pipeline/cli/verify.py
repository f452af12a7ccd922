"""``pressfacts verify``: whether a database is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.cli.failures import Failure, ending


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
def verify(path: Path) -> None:
    """Check a whole database: facts against texts, views against tables, pages against hashes, the search index.

    Exits with 1 where something is wrong.

    \b
    Example:
      pressfacts verify --db press.db
    """
    from pipeline.store import Store, StoreUnusable

    wrong = 0
    with ending(2, StoreUnusable), _told_here(path), Store.open(path, create=False, readonly=True) as store:
        for check in store.verify():
            wrong += check.wrong
            state = f"{check.wrong} wrong" if check.wrong else "right"
            click.echo(f"{check.name:13} {check.examined:>10,} looked at  {state}")
            for line in (*check.told, *([check.note] if check.note else [])):
                click.echo(f"{'':13} {line}")
            if check.wrong > len(check.told):
                click.echo(f"{'':13} and {check.wrong - len(check.told)} more")
    if wrong:
        raise Failure(f"{path}: {wrong} things are wrong (named above); go back to a backup, or make it anew", 1)


@contextmanager
def _told_here(path: Path) -> Iterator[None]:
    """Send nobody whose database cannot even be looked at back to this command."""
    from pipeline.store import StoreDamaged

    try:
        yield
    except StoreDamaged as damage:
        raise Failure(f"{path}: is damaged too far to be looked at; go back to a backup", 2) from damage
