"""``pressfacts load``: the Parquet of a batch into a database."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.failures import BAD_INPUT, LOST, Failure, ending, open_for_run
from pipeline.cli.workers import NAMED, needs_cluster_extra, workers_option_for


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database; made where missing.")
@workers_option_for("So many processes read the files and prepare what search needs; the command's own writes.")
@click.argument("folder", type=click.Path(path_type=Path))
def load(folder: Path, path: Path, workers: int) -> None:
    """Load what a batch has read into a database.

    FOLDER is what pressfacts batch --out wrote. Shards are stored as a crawl of the same archives would store them;
    what is there already is passed, so a load that was cut off can be started again. One writes whatever the number
    of workers: more than two hardly pay.

    \b
    Example:
      pressfacts load press-batch --db press.db --workers 2
    """
    needs_cluster_extra()
    from pipeline.cli.progress import show_progress
    from pipeline.jobs.batch import BadOutput, read_marks
    from pipeline.jobs.loading import load as load_batch

    with ending(BAD_INPUT, BadOutput):
        # Before the database is made.
        read_marks(folder)
        with open_for_run(path) as store, show_progress("loading") as progress:
            report = load_batch(store, folder, progress=progress, workers=workers)
    for problem in report.problems[:NAMED]:
        click.echo(f"pressfacts: {problem}", err=True)
    if len(report.problems) > NAMED:
        click.echo(f"pressfacts: … and {len(report.problems) - NAMED} more", err=True)
    click.echo(
        f"{path}: {report.new} new, {report.revised} revised, {report.unchanged} unchanged; "
        f"{report.facts} facts from {report.shards} shards ({report.seconds:.1f} s)"
    )
    if report.problems:
        raise Failure(f"{len(report.problems)} files or articles were not stored (named above)", LOST)
