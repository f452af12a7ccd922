"""What ``reclean`` and ``reextract`` share: run the job over a database, tell what changed, and name what was left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import Failure, open_for_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.jobs import RereadReport


def reread(path: Path, job: Callable[..., RereadReport], what: str, *, workers: int, restart: bool) -> None:
    """Run a job that reads everything again; raises Failure (exit code 1) where articles had to be left as they are."""
    from pipeline.cli.progress import show_progress

    with open_for_run(path, create=False) as store, show_progress(what) as progress:
        report = job(store, progress=progress, workers=workers, restart=restart)
    for problem in report.problems:
        click.echo(f"pressfacts: {problem}", err=True)
    if report.before:
        click.echo(f"{path}: gone on after the {report.before} articles of the run that was cut off", err=True)
    click.echo(
        f"{path}: {report.articles} articles, {report.revised} with another text; "
        f"facts: {report.added} new, {report.changed} changed, {report.removed} gone ({report.seconds:.1f} s)"
    )
    if report.problems:
        raise Failure(f"{len(report.problems)} articles were left as they are (named above)", 1)
