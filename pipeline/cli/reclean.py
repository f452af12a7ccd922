"""``pressfacts reclean``: read the stored pages again with today's cleaner and extractors."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
def reclean(path: Path) -> None:
    """Read the stored pages again with today's cleaner and extractors.

    An earlier text that differs stays as a revision, and its facts with it. Nothing is fetched.

    \b
    Example:
      pressfacts reclean --db press.db
    """
    from pipeline.cli.rereading import reread
    from pipeline.jobs import reclean as job

    reread(path, job, "cleaning again")
