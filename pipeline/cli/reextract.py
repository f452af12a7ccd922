"""``pressfacts reextract``: read the stored texts again with today's extractors."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
def reextract(path: Path) -> None:
    """Read the stored texts again with today's extractors.

    Only facts that differ are written; the others keep their rows. Nothing is fetched.

    \b
    Example:
      pressfacts reextract --db press.db
    """
    from pipeline.cli.rereading import reread
    from pipeline.jobs import reextract as job

    reread(path, job, "extracting again")
