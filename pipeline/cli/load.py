"""``pressfacts load``: the Parquet of a batch into a database."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.failures import BAD_INPUT, LOST, Failure, ending, open_for_run
from pipeline.cli.workers import needs_cluster_extra


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database; made where missing.")
@click.argument("folder", type=click.Path(path_type=Path))
def load(folder: Path, path: Path) -> None:
    """Load what a batch has read into a database.

    FOLDER is what pressfacts batch --out wrote. Shards are stored as a crawl of the same archives would store them;
    what is there already is left as it is, so a load that was cut off can be started again.

    \b
    Example:
      pressfacts load press-batch --db press.db
    """
    needs_cluster_extra()
    from pipeline.cli.progress import show_progress
    from pipeline.jobs.batch import BadOutput, read_marks
    from pipeline.jobs.loading import BadShard
    from pipeline.jobs.loading import load as load_batch

    with ending(BAD_INPUT, BadOutput, BadShard):
        # Before the database is made.
        read_marks(folder)
        with open_for_run(path) as store, show_progress("loading") as progress:
            report = load_batch(store, folder, progress=progress)
    for problem in report.problems:
        click.echo(f"pressfacts: {problem}", err=True)
    click.echo(
        f"{path}: {report.new} new, {report.revised} revised, {report.unchanged} unchanged; "
        f"{report.facts} facts from {report.shards} shards ({report.seconds:.1f} s)"
    )
    if report.problems:
        raise Failure(f"{len(report.problems)} articles were not stored (named above)", LOST)
