"""``pressfacts snapshot``: a database that can be published."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.failures import ending
from pipeline.cli.outputs import check_place


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The new file; its manifest is FILE.json.")
def snapshot(path: Path, out: Path) -> None:
    """Write a database to publish: facts, offsets and quotes of at most 40 characters, no bodies, no raw pages.

    The same state of the database gives the same bytes.

    \b
    Example:
      pressfacts snapshot --db press.db --out press-facts-2026.db
    """
    import extractors
    from pipeline.store import Store, StoreUnusable, manifest_path

    for there in (out, manifest_path(out)):
        check_place(there, path)
    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        made = store.write_snapshot(out, version=extractors.__version__)
    told = ", ".join(f"{number:,} {name}" for name, number in made.rows.items())
    click.echo(f"{out}: {told}\nsha256 {made.sha256}")
