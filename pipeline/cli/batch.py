"""``pressfacts batch``: WARC or Parquet files in, Parquet of articles and facts out, on many machines."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli.failures import BAD_INPUT, LOST, Failure, ending
from pipeline.cli.outputs import check_folder
from pipeline.cli.workers import NAMED, needs_cluster_extra, ready_from


@click.command()
@click.option("--scheduler", metavar="ADDRESS", help="A dask scheduler, such as tcp://10.0.0.5:8786.")
@click.option(
    "--local",
    type=click.IntRange(1, 512),
    metavar="N",
    help="N worker processes of this machine.",
    # One worker is a process of its own here too.
    callback=ready_from(1),
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The folder to write to; one is gone on with."
)
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
def batch(scheduler: str | None, local: int | None, out: Path, inputs: tuple[str, ...]) -> None:
    """Read WARC or Parquet files on many processes or machines, into Parquet.

    IN are .warc, .warc.gz and .parquet files, folders and globs; Parquet holds pages (a column html) or texts (a column
    text). A batch that was cut off is gone on with by the same command, on any number of workers.

    \b
    Example:
      pressfacts batch --local 4 --out press-batch CC-NEWS-2026*.warc.gz
      pressfacts batch --scheduler tcp://10.0.0.5:8786 --out /shared/press-batch /shared/pages
    """
    if (scheduler is None) == (local is None):
        raise Failure("name either --scheduler ADDRESS or --local N", BAD_INPUT)
    check_folder(out)
    needs_cluster_extra()
    signal.signal(signal.SIGTERM, _end)
    from pipeline.cli.progress import show_progress
    from pipeline.jobs.batch import BadOutput, run_batch
    from pipeline.jobs.cluster import ClusterLost, NoCluster, on_cluster, on_this_machine
    from pipeline.jobs.shards import BadInput

    cluster = on_this_machine(local) if local is not None else on_cluster(str(scheduler))
    with (
        ending(BAD_INPUT, BadInput, BadOutput, NoCluster),
        ending(LOST, ClusterLost),
        cluster as runner,
        show_progress("reading") as progress,
    ):
        report = run_batch(inputs, out, runner, progress=progress)
    for mark in report.again[:NAMED]:
        ended = f"{mark.attempts - 1} attempt{'s' * (mark.attempts > 2)} before ended in the middle"
        click.echo(f"pressfacts: {mark.shard}: done; {ended} (its process died, or the batch was cut off)", err=True)
    for failed in report.failed[:NAMED]:
        click.echo(f"pressfacts: {failed.shard}: {failed.detail}", err=True)
    if len(report.failed) > NAMED:
        click.echo(f"pressfacts: … and {len(report.failed) - NAMED} shards more", err=True)
    articles, facts, bad = map(report.total, ("articles", "facts", "bad"))
    click.echo(f"{out}: {len(report.done)} of {report.shards} shards ({report.before} from before)")
    click.echo(
        f"{out}: {articles:,} articles, {facts:,} facts; {bad:,} records without an article are told in {out / 'bad'}"
    )
    if report.failed:
        raise Failure(
            f"{len(report.failed)} shards were not read (named above); the same command does them again", LOST
        )
    if lost := report.total("lost"):
        raise Failure(f'{lost:,} records could not be read; {out / "bad"} says why (those with "lost": true)', LOST)


def _end(number: int, _frame: object) -> NoReturn:
    """End as Ctrl-C does, so that what dask holds of the system is given back without a word from Python."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)
