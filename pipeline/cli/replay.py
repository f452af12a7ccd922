"""``pressfacts replay``: what today's rules make of the facts that reviewers have judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import Failure, ending

if TYPE_CHECKING:
    from pipeline.jobs.replaying import Replayed

_SHOWN = 20


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--json", "as_json", is_flag=True, help="Every judged fact as a JSON line.")
def replay(path: Path, as_json: bool) -> None:
    """Run today's rules over the reviewed articles and say which words of the reviewers they break.

    Nothing is written. Exits with 1 where an accepted fact is lost or a rejected one is back.

    \b
    Example:
      pressfacts replay --db press.db
    """
    from pipeline.jobs.replaying import BROKEN
    from pipeline.jobs.replaying import replay as run
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        replayed = list(run(store))
    if as_json:
        for one in replayed:
            click.echo(json.dumps(_record(one), ensure_ascii=False))
    else:
        _show(replayed)
    broken = sum(one.ending in BROKEN for one in replayed)
    if broken:
        raise Failure(f"{path}: today's rules break {broken} of the reviewers' words", 1)


def _show(replayed: list[Replayed]) -> None:
    from extractors.forms import reading_form
    from pipeline.cli.tables import make_table, print_table
    from pipeline.jobs.replaying import BROKEN, Ending, tally

    if not replayed:
        click.echo("no fact has been reviewed yet")
        return
    table = make_table("rule", *Ending)
    for row in tally(replayed):
        table.add_row(row.rule, *(str(row.endings[one] or "") for one in Ending))
    print_table(table)
    broken = [one for one in replayed if one.ending in BROKEN]
    if broken:
        table = make_table("ending", "text", "judged", "now", "rule", "article", title="broken words")
        for one in broken[:_SHOWN]:
            now = "nothing" if one.now is None else reading_form(one.now)
            table.add_row(one.ending, one.fact.text, reading_form(one.fact), now, one.rule, one.title or one.article)
        print_table(table)
        if len(broken) > _SHOWN:
            click.echo(f"and {len(broken) - _SHOWN} more; --json shows all")


def _record(one: Replayed) -> dict[str, Any]:
    from extractors.facts import as_record

    return {
        "ending": one.ending,
        "rule": one.rule,
        "article": one.article,
        "title": one.title,
        "fact": as_record(one.fact),
        "now": None if one.now is None else as_record(one.now),
    }
