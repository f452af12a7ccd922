"""``pressfacts schema``: what every table, view and column of a database holds."""

from __future__ import annotations

from difflib import get_close_matches

import click

from pipeline.cli.failures import Failure


@click.command()
@click.argument("name", required=False, metavar="[TABLE]")
def schema(name: str | None) -> None:
    """Print what the tables and views hold, column by column; of TABLE alone where it is named.

    \b
    Example:
      pressfacts schema institution_amounts
    """
    from pipeline.store import TABLES, describe_schema, describe_table

    if name is None:
        click.echo(describe_schema(), nl=False)
        return
    if name not in TABLES:
        near = get_close_matches(name, TABLES, n=1, cutoff=0)
        raise Failure(f"{name}: no such table or view; did you mean {near[0]}?", 2)
    click.echo(describe_table(name), nl=False)
