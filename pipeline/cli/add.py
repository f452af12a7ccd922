"""``pressfacts add``: articles from files, folders, globs, URLs and WARC files."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.failures import Failure, open_for_run
from pipeline.cli.workers import workers_option


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database; made where missing.")
@workers_option
@click.argument("inputs", nargs=-1, required=True, metavar="PATH_OR_URL...")
def add(path: Path, workers: int, inputs: tuple[str, ...]) -> None:
    """Add articles to a database: HTML or text files, WARC files, folders, globs, URLs.

    A WARC file (.warc, .warc.gz) gives its HTML pages, each as of its day in the archive. A page that is no article is
    told in a line and is no failure there; a broken record is one, and the rest is stored.

    \b
    Example:
      pressfacts add --db press.db saved/*.html https://example.com/news/1
      pressfacts add --db press.db CC-NEWS-20260302.warc.gz
    """
    from pipeline.cli.crawl import policy_of
    from pipeline.cli.progress import show_progress
    from pipeline.jobs import add as add_inputs
    from pipeline.sources import read_default

    with open_for_run(path, only_filled=True) as store, show_progress("adding") as progress:
        report = add_inputs(store, inputs, policy_of(read_default()), progress=progress, workers=workers)
    for problem in report.problems:
        click.echo(f"pressfacts: {problem}", err=True)
    for warning in report.warnings:
        click.echo(f"pressfacts: layout: {warning}", err=True)
    counts = ", ".join(f"{count.facts} {count.kind}s" for count in report.facts) or "no facts"
    click.echo(f"{path}: {report.new} new, {report.revised} revised, {report.unchanged} unchanged; {counts}")
    if report.lost:
        raise Failure(f"{len(report.losses)} of the inputs gave no article (named above)", 1)
