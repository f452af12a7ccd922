"""``pressfacts sources``: whether the configured sources answer, which a site offers, which there are."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import Failure, ending
from pipeline.model import KST

if TYPE_CHECKING:
    from pipeline.jobs.checking import SourceCheck
    from pipeline.jobs.discovering import Site
    from pipeline.sources import Config, Source


config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="The sources (TOML); without it, the list of Korean outlets that ships with pressfacts.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON for machines.")


@click.group()
def sources() -> None:
    """Check the configured sources, discover those of a site.

    \b
    Example:
      pressfacts sources check --config sources.toml
    """


@sources.command("list")
@config_option
@json_option
def list_sources(config_path: Path | None, as_json: bool) -> None:
    """List the configured sources and their ways in.

    \b
    Example:
      pressfacts sources list --config sources.toml
    """
    from pipeline.cli.tables import make_table, print_table

    config = _read(config_path)
    if as_json:
        _print_json([asdict(source) for source in config.sources])
        return
    table = make_table("key", "name", "ways in", "verified")
    for source in config.sources:
        table.add_row(source.key, source.name, _count_ways(source), "yes" if source.verified else "no")
    print_table(table)


@sources.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@config_option
@click.option("--write", is_flag=True, help="Set `verified = true` in the file for the sources that work.")
@json_option
def check(keys: tuple[str, ...], config_path: Path | None, write: bool, as_json: bool) -> None:
    """Ask each source (or those of the KEYs) what it has, and read one article of it; nothing is stored.

    As polite as a crawl: robots.txt is kept to, a host is asked once a second. Exit code 1 where a source fails.

    \b
    Example:
      pressfacts sources check --config sources.toml yna korea-policy
    """
    from extractors import extract
    from pipeline.cli.crawl import policy_of
    from pipeline.jobs.checking import check_sources

    if write and config_path is None:
        raise click.UsageError("--write changes your own file: name it with --config")
    config = _read(config_path)
    if not config.sources:
        raise Failure(f"{config_path}: names no sources; add a [[sources]] table", 2)
    config = _narrow(config, keys)
    checks = check_sources(config, policy_of(config), extract)
    working = [one.key for one in checks if one.works and not one.verified]
    if as_json:
        _print_json([{**asdict(one), "works": one.works} for one in checks])
    else:
        _show_checks(checks)
    if write and config_path is not None:
        _mark(config_path, working)
    elif working:
        click.echo(f"could be set `verified = true`: {', '.join(working)}", err=as_json)
    broken = [one.key for one in checks if not one.works]
    if broken:
        raise Failure(f"{len(broken)} of {len(checks)} sources do not work: {', '.join(broken)}", 1)


@sources.command()
@click.argument("url")
@config_option
@json_option
def discover(url: str, config_path: Path | None, as_json: bool) -> None:
    """Find the feeds and sitemaps of a site: those that it names, and those at the usual places; each is tried.

    Prints an entry that is ready for sources.toml. --config says who asks (contact, delay), as for a crawl.

    \b
    Example:
      pressfacts sources discover https://www.korea.kr/
    """
    from pipeline.cli.crawl import policy_of
    from pipeline.fetch import FetchError
    from pipeline.jobs.discovering import discover as discover_site

    config = _read(config_path)
    with ending(2, FetchError):
        site = discover_site(url if "://" in url else f"https://{url}/", policy_of(config))
    if as_json:
        _print_json({**asdict(site), "entry": site.entry() if site.offered else None})
    else:
        _show_site(site)
    if not site.offered:
        raise Failure(
            f"{url}: no feed or sitemap found in {len(site.ways)} places; try `list_pages` in sources.toml", 1
        )


def _read(path: Path | None) -> Config:
    from pipeline.sources import ConfigError, read_config, read_default

    with ending(2, ConfigError):
        return read_config(path) if path else read_default()


def _narrow(config: Config, keys: Sequence[str]) -> Config:
    known = [source.key for source in config.sources]
    for key in keys:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else "`pressfacts sources list` shows them"
            raise Failure(f"{key}: no source has this key; {hint}", 2)
    chosen = tuple(source for source in config.sources if not keys or source.key in keys)
    return replace(config, sources=chosen)


def _mark(path: Path, working: Sequence[str]) -> None:
    from pipeline.marking_verified import mark_verified
    from pipeline.sources import ConfigError

    with ending(2, ConfigError):
        marked = mark_verified(path, working)
    click.echo(f"set `verified = true` in {path}: {', '.join(marked) or 'none'}", err=True)


def _count_ways(source: Source) -> str:
    counts = {
        "feed": len(source.feeds),
        "sitemap": len(source.sitemaps),
        "list page": len(source.list_pages),
        "URL": len(source.urls),
        "file": len(source.files),
        "WARC": len(source.warcs),
    }
    return ", ".join(f"{number} {name}{'s' if number > 1 else ''}" for name, number in counts.items() if number)


def _show_checks(checks: Sequence[SourceCheck]) -> None:
    from pipeline.cli.tables import make_table, print_table

    table = make_table("source", "way in", "status", "robots", "found", "newest", "problem", title="What they answer")
    for one in checks:
        for way in one.ways:
            answered = (str(way.status or "-"), way.robots or "-", str(way.found), _time(way.newest), way.problem or "")
            table.add_row(one.key, f"{way.kind} {way.url}", *answered)
    print_table(table)
    table = make_table(
        "source", "title", "publisher", "published", "characters", "facts", "problem", title="One article"
    )
    for one in checks:
        sample = one.sample
        if sample is None:
            table.add_row(one.key, "-", "-", "-", "-", "-", "no page to try")
            continue
        numbers = (str(sample.characters), str(sample.facts)) if sample.problem is None else ("-", "-")
        problem = sample.problem or "; ".join(sample.warnings)
        named = (sample.title or "-", sample.publisher or "-", _time(sample.published))
        table.add_row(one.key, *named, *numbers, f"{sample.url}: {problem}" if problem else "")
    print_table(table)


def _show_site(site: Site) -> None:
    from pipeline.cli.tables import make_table, print_table

    table = make_table("address", "named by", "is", "names", "newest", "problem")
    for way in site.ways:
        is_one = (way.kind or "-", str(way.found), _time(way.newest))
        table.add_row(way.url, way.named_by, *is_one, way.problem or "")
    print_table(table)
    if site.offered:
        click.echo(site.entry())


def _time(date: datetime | None) -> str:
    return date.astimezone(KST).strftime("%Y-%m-%d %H:%M") if date else "-"


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=datetime.isoformat))
