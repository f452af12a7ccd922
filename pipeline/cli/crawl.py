"""``pressfacts crawl``: what the sources have published since the last run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import Failure, ending

if TYPE_CHECKING:
    from pipeline.fetch import FetchPolicy
    from pipeline.jobs import RunReport
    from pipeline.sources import Config


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database; made where missing.")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="The sources (TOML); without it, the list of Korean outlets that ships with pressfacts.",
)
def crawl(path: Path, config_path: Path | None) -> None:
    """Fetch, clean, read and store what the sources have published since the last run.

    robots.txt is kept to, and a host is asked at most once a second unless the config says otherwise.

    \b
    Example:
      pressfacts crawl --db press.db --config sources.toml
    """
    from pipeline.cli.progress import show_progress
    from pipeline.jobs import crawl as crawl_sources
    from pipeline.sources import ConfigError, read_config, read_default
    from pipeline.store import Store, StoreUnusable

    with ending(2, ConfigError):
        config = read_config(config_path) if config_path else read_default()
    with ending(2, StoreUnusable), Store.open(path) as store, show_progress("crawling") as progress:
        report = crawl_sources(store, config, policy_of(config), progress=progress)
    show_run(report)
    if report.lost:
        lost = ", ".join(source.key for source in report.sources if source.lost)
        raise Failure(f"work was lost ({lost}); the next run asks again", 1)


def policy_of(config: Config) -> FetchPolicy:
    """Return how politely a config wants its sources asked."""
    from pipeline.fetch import FetchPolicy

    return FetchPolicy(
        user_agent=config.user_agent,
        delay=config.delay,
        concurrency=config.concurrency,
        ports=config.ports,
        allow_hosts=config.allow_hosts,
    )


def show_run(report: RunReport) -> None:
    """Print what a run did, a row a source, and below it everything that went wrong."""
    from pipeline.cli.tables import make_table, print_table

    table = make_table("source", "found", "new", "unchanged", "revised", "refused", "failed", title="The run")
    for source in report.sources:
        refused = ", ".join(f"{count.pages} {count.reason}" for count in source.refused)
        failed = len(source.failed) + len(source.listing_problems)
        numbers = (source.found, source.new, source.unchanged + source.known, source.revised)
        table.add_row(source.name, *map(str, numbers), refused or "0", str(failed))
    tally = report.tally
    known = sum(source.known for source in report.sources)
    table.add_section()
    totals = (tally.found, tally.new, tally.unchanged + known, tally.revised, tally.refused, tally.failed)
    table.add_row("all", *map(str, totals))
    print_table(table)
    for source in report.sources:
        for problem in (*source.listing_problems, *source.failed):
            click.echo(f"failed: {problem}", err=True)
    for warning in report.warnings:
        click.echo(f"layout: {warning}", err=True)
    facts = ", ".join(f"{count.facts} {count.kind}s" for count in report.facts) or "no new facts"
    click.echo(f"{facts}; {report.bytes / 1000:,.0f} kB in {report.seconds:.1f} s (run {report.run})")
