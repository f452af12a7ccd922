"""``pressfacts crawl``: what the sources have published since the last run."""

from __future__ import annotations

import signal
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from pipeline.cli.failures import ALARM, LOCKED, LOST, Failure, ending, open_for_run
from pipeline.cli.workers import workers_option

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
@click.option("--dry-run", is_flag=True, help="Ask the listings, say what would be fetched, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), help="Log to stderr, one line an event, in place of a bar."
)
@workers_option
def crawl(  # noqa: PLR0917 - click passes the options by name
    path: Path, config_path: Path | None, dry_run: bool, as_json: bool, log_format: str | None, workers: int
) -> None:
    """Fetch, clean, read and store what the sources have published since the last run.

    robots.txt is kept to, and a host is asked at most once a second unless the config says otherwise. A run that is
    stopped (Ctrl-C, SIGTERM) finishes what it has in hand and reports; that or one cut off is gone on with by the next.

    \b
    Example:
      pressfacts crawl --db press.db --config sources.toml
    """
    from pipeline.sources import ConfigError, read_config, read_default

    with ending(2, ConfigError):
        config = read_config(config_path) if config_path else read_default()
    if not config.sources:
        raise Failure(f"{config_path}: names no sources; add a [[sources]] table", 2)
    if dry_run:
        _show_plan(path, config)
        return
    try:
        report = _run(path, config, log_format, workers)
    except Failure as failure:
        if failure.exit_code != LOCKED:
            _ping(config, "/fail")
        raise
    if as_json:
        from pipeline.jobs import write_report

        click.echo(write_report(report))
    else:
        show_run(report)
    end = judge_run(report)
    _ping(config, "/fail" if isinstance(end, Failure) else "")
    if end:
        raise end


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


def _run(path: Path, config: Config, log_format: str | None, workers: int) -> RunReport:
    from pipeline.cli.logs import log_to_stderr
    from pipeline.cli.progress import show_progress
    from pipeline.jobs import crawl as crawl_sources

    with ExitStack() as stack:
        store = stack.enter_context(open_for_run(path))
        if log_format:
            return crawl_sources(store, config, policy_of(config), log=log_to_stderr(log_format), workers=workers)
        progress = stack.enter_context(show_progress("crawling"))
        return crawl_sources(store, config, policy_of(config), progress=progress, workers=workers)


def judge_run(report: RunReport) -> Failure | Exit | None:
    """Return how a crawl is to end; that it was stopped is told last, as the next run does not raise an alarm again."""
    if report.offline:
        return Failure("no host could be reached; check the network, the next run asks again", LOST)
    if report.lost:
        lost = ", ".join(source.key for source in report.sources if source.lost)
        return Failure(f"work was lost ({lost}); the next run asks again", LOST)
    if report.alarmed:
        return Failure("; ".join(str(alarm) for alarm in report.alarms if not alarm.standing), ALARM)
    if report.stopped_by:
        return Exit(128 + signal.Signals[report.stopped_by])
    return None


def _ping(config: Config, end: str) -> None:
    import asyncio

    from pipeline.jobs import tell_monitor

    problem = asyncio.run(tell_monitor(config.ping, end, policy_of(config)))
    if problem is not None:
        click.echo(f"pressfacts: ping: {problem}", err=True)


def _show_plan(path: Path, config: Config) -> None:
    from pipeline.jobs import plan
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), ExitStack() as stack:
        if path.exists():
            store = stack.enter_context(Store.open(path, readonly=True))
        else:
            folder = stack.enter_context(TemporaryDirectory())
            store = stack.enter_context(Store.open(Path(folder) / "empty.db"))
        planned = plan(store, config, policy_of(config))
    for source in planned:
        for problem in source.problems:
            click.echo(f"failed: {problem}", err=True)
        for name in source.wanted:
            click.echo(f"{source.key}\t{name}")
    total = sum(len(source.wanted) for source in planned)
    click.echo(f"{total} pages and files would be read from {len(planned)} sources; nothing was written", err=True)


def show_run(report: RunReport) -> None:
    """Print what a run did, a row a source, and below it everything that went wrong."""
    from pipeline.cli.tables import make_table, print_table

    columns = ("source", "found", "known", "new", "unchanged", "revised", "refused", "failed", "left", "facts")
    table = make_table(*columns, title="The run")
    for source in report.sources:
        refused = ", ".join(f"{count.pages} {count.reason}" for count in source.refused)
        failed = len(source.failed) + len(source.listing_problems)
        numbers = (source.found, source.known, source.new, source.unchanged, source.revised)
        rest = (refused or 0, failed, source.left, source.facts)
        table.add_row(source.name, *map(str, (*numbers, *rest)))
    tally = report.tally
    known = sum(source.known for source in report.sources)
    table.add_section()
    totals = (tally.found, known, tally.new, tally.unchanged, tally.revised, tally.refused, tally.failed)
    table.add_row("all", *map(str, (*totals, tally.left_over, sum(count.facts for count in report.facts))))
    print_table(table)
    for source in report.sources:
        for problem in (*source.listing_problems, *source.failed):
            click.echo(f"failed{' as before' if problem.known else ''}: {problem}", err=True)
        if source.listings_resting:
            click.echo(f"waiting: {source.key}: {source.listings_resting} listings keep failing; asked later", err=True)
    for warning in report.warnings:
        click.echo(f"{warning.reason}: {warning}", err=True)
    for alarm in report.alarms:
        click.echo(f"alarm{' (standing)' if alarm.standing else ''}: {alarm}", err=True)
    if report.stopped_by:
        click.echo("stopped on request; the next run goes on", err=True)
    facts = ", ".join(f"{count.facts} {count.kind}s" for count in report.facts) or "no new facts"
    none = f"; {report.without_facts} articles without facts" if report.without_facts else ""
    click.echo(f"{facts}{none}; {report.bytes / 1000:,.0f} kB in {report.seconds:.1f} s (run {report.run})")
