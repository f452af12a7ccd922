"""``pressfacts reextract``: read the stored texts again with today's extractors."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.workers import restart_option, workers_option


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@workers_option
@restart_option
def reextract(path: Path, workers: int, restart: bool) -> None:
    """Read the stored texts again with today's extractors.

    Only facts that differ are written; the others keep their rows. Nothing is fetched.
    A run that was cut off is gone on with.

    \b
    Example:
      pressfacts reextract --db press.db --workers 4
    """
    from pipeline.cli.rereading import reread
    from pipeline.jobs import reextract as job

    reread(path, job, "extracting again", workers=workers, restart=restart)
