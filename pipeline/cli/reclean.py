"""``pressfacts reclean``: read the stored pages again with today's cleaner and extractors."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.workers import restart_option, workers_option


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@workers_option
@restart_option
def reclean(path: Path, workers: int, restart: bool) -> None:
    """Read the stored pages again with today's cleaner and extractors.

    An earlier text that differs stays as a revision, and its facts with it. Nothing is fetched.
    A run that was cut off is gone on with.

    \b
    Example:
      pressfacts reclean --db press.db --workers 4
    """
    from pipeline.cli.rereading import reread
    from pipeline.jobs import reclean as job

    reread(path, job, "cleaning again", workers=workers, restart=restart)
