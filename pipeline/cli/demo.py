"""``pressfacts demo``: the whole way, from a press site to facts, without the network."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import Failure, ending, open_for_run

if TYPE_CHECKING:
    from pipeline.store import Store

SHOWN = 8


@click.command()
@click.option(
    "--db",
    "path",
    type=click.Path(path_type=Path),
    default=Path("pressfacts-demo.db"),
    show_default=True,
    help="Where the demo's facts go.",
)
def demo(path: Path) -> None:
    """Crawl the bundled press site as a scheduled run would, and show the facts it holds.

    The site is a real HTTP server on a free loopback port: robots.txt, RSS, news sitemaps, conditional requests.

    \b
    Example:
      pressfacts demo
    """
    from dataclasses import replace

    from pipeline.cli.crawl import judge_run, policy_of, show_run
    from pipeline.cli.progress import show_progress
    from pipeline.jobs import crawl
    from pipeline.site import PressSite, fixtures_path
    from pipeline.sources import ConfigError, read_config

    with ending(2, ConfigError):
        config = read_config(fixtures_path() / "sources.toml")
    with open_for_run(path) as store:
        with PressSite() as site, show_progress("crawling the bundled press site") as progress:
            hosts = dict.fromkeys(site.hosts, ("127.0.0.1", site.port))
            config = replace(config, allow_hosts=hosts)
            report = crawl(store, config, policy_of(config), progress=progress)
        show_run(report)
        _show_facts(store)
    click.echo("Try next:")
    click.echo(f"  pressfacts facts --db {path} --kind amount --min 10억원")
    click.echo(f"  pressfacts facts --db {path} --institution 교육부 --format csv")
    click.echo(f"  pressfacts serve --db {path}")
    if report.lost:
        raise Failure("the bundled site could not be crawled (see above)", 1)
    if end := judge_run(report):
        raise end


def _show_facts(store: Store) -> None:
    from extractors.forms import reading_form
    from pipeline.cli.tables import make_table, print_table
    from pipeline.store import FactQuery

    for count in store.count_facts():
        if count.kind == "institution":
            continue
        table = make_table("text", "reading", "article", title=f"{count.kind}s ({count.facts} in all)")
        seen: set[str] = set()
        for row in store.select_facts(FactQuery(kind=count.kind)):
            # One fact an article shows more of the press than all the facts of the newest.
            if row.article in seen:
                continue
            seen.add(row.article)
            table.add_row(row.fact.text, reading_form(row.fact), row.title or row.article)
            if len(seen) == SHOWN:
                break
        print_table(table)
    table = make_table("institution", "type", "mentions", "articles", title="institutions named most")
    for named in islice(store.top_institutions(), 10):
        table.add_row(named.canonical, named.type, str(named.mentions), str(named.articles))
    print_table(table)
