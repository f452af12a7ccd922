"""``pressfacts institutions``: who is named most, and who is missing from the registry."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import ending
from pipeline.cli.filters import LIMIT

if TYPE_CHECKING:
    from pipeline.store import InstitutionCount


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="How many of each list.")
def institutions(path: Path, limit: int) -> None:
    """List the institutions named in the most articles, and those seen often that the registry lacks.

    The second list is what a maintainer of the registry works from (`pressfacts registry add`).

    \b
    Example:
      pressfacts institutions --db press.db --limit 50
    """
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        _show("named most", store.top_institutions(limit))
        _show("not in the registry", store.unregistered_institutions(limit))


def _show(title: str, counts: Iterable[InstitutionCount]) -> None:
    from pipeline.cli.tables import make_table, print_table

    table = make_table("institution", "type", "mentions", "articles", title=title)
    for named in counts:
        table.add_row(named.canonical, named.type, str(named.mentions), str(named.articles))
    print_table(table)
