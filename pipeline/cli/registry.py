"""``pressfacts registry``: what an institution's name resolves to, lists of names checked, your own added."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from pipeline.cli.failures import Failure, ending


@click.group()
def registry() -> None:
    """Look institutions up, check lists of names, add your own.

    \b
    Example:
      pressfacts registry find 과기부 --on 2003-05-01
    """


@registry.command()
@click.argument("name")
@click.option("--on", "day", help="The article's date: a ministry has the name that it bore then (2013-07-01).")
@click.option("--region", help="The region that the article is from, such as 경북.")
def find(name: str, day: str | None, region: str | None) -> None:
    """Show which institution NAME means, and why.

    \b
    Example:
      pressfacts registry find 과기부 --on 2003-05-01
    """
    from extractors.registry import RegistryError, load_own_registry
    from pipeline.cli.tables import make_table, print_table

    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise Failure(f"--on {day}: not a day; write it as 2013-07-01", 2) from None
    with ending(2, RegistryError):
        known = load_own_registry()
    found = known.resolve(name, on=on, region=region)
    if found:
        click.echo(f"{name}: {found.canonical} ({found.entry.type}), {found.why}")
    elif not known.candidates(name):
        raise Failure(f"{name}: no institution of that name is known; add yours with `pressfacts registry add`", 1)
    else:
        click.echo(f"{name}: several bear that name, and nothing here says which is meant")
    table = make_table("id", "name", "type", "aliases", "region", "from", "to", "successor", "source")
    for entry in known.candidates(name):
        dates = (entry.valid_from or "", entry.valid_to or "")
        aliases = " ".join(entry.aliases)
        row = (entry.id, entry.name, entry.type, aliases, entry.region, *dates, entry.successor, entry.source)
        table.add_row(*(cell or "" for cell in row))
    print_table(table)


@registry.command()
@click.argument("path", metavar="LIST.csv", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """Print the names of a list (name,alias,extra) that do not resolve, and what the others are.

    \b
    Example:
      pressfacts registry check names.csv
    """
    from extractors.registry import RegistryError, check_names, load_own_registry

    with ending(2, RegistryError):
        checked = check_names(path, load_own_registry())
    for name in checked:
        if not name.resolves:
            click.echo(f"{path}:{name.line}: {name.name}{' (alias)' if name.is_alias else ''} does not resolve")
    resolved = [name for name in checked if name.resolves]
    types = ", ".join(f"{number} {type_}" for type_, number in Counter(name.type for name in resolved).most_common())
    click.echo(f"{len(resolved)} of {len(checked)} names resolve{f': {types}' if types else ''}")


@registry.command()
@click.argument("path", metavar="FILE.csv", type=click.Path(path_type=Path))
def add(path: Path) -> None:
    """Check a file of your own institutions and keep it beside ours (same name again: replaced).

    The header is id,name,type,aliases,parent,region,valid_from,valid_to,successor,source.

    \b
    Example:
      pressfacts registry add ours.csv
    """
    from extractors.registry import RegistryError, add_file

    with ending(2, RegistryError):
        kept = add_file(path)
    click.echo(f"{path} is sound and kept as {kept}; every reading from now on knows its names")
