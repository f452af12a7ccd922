"""``pressfacts quality``: how good the extractors are by what reviewers said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import ending

if TYPE_CHECKING:
    from pipeline.quality import Precision, Quality

_SHOWN = 20


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def quality(path: Path, as_json: bool) -> None:
    """Show precision by kind, rule and publisher with 95 % intervals, and how far reviewers agree.

    \b
    Example:
      pressfacts quality --db press.db
    """
    from pipeline.quality import measure_quality
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        measured = measure_quality(store.judgements())
    if as_json:
        click.echo(json.dumps(asdict(measured), ensure_ascii=False, indent=1))
    else:
        _show(measured, _names(path))


def _names(path: Path) -> Mapping[str, str]:
    from pipeline.store import Accounts, accounts_path

    if not accounts_path(path).exists():
        return {}
    with Accounts.open(path) as accounts:
        return {one.id: one.name for one in accounts.all()}


def _show(measured: Quality, names: Mapping[str, str]) -> None:
    from pipeline.cli.tables import make_table, print_table

    if measured.all is None:
        click.echo("no fact has been reviewed yet; pressfacts serve opens the queue")
        return
    _show_shares("kind", (*measured.kinds, measured.all))
    _show_shares("rule", measured.rules)
    _show_shares("publisher", measured.publishers)
    if measured.agreements:
        table = make_table("reviewers", "facts", "agreed", "kappa", title="agreement")
        for one in measured.agreements:
            pair = " and ".join(names.get(reviewer, reviewer) for reviewer in one.reviewers)
            kappa = "–" if one.kappa is None else f"{one.kappa:.2f}"
            table.add_row(pair, str(one.facts), str(one.agreed), kappa)
        print_table(table)
    if measured.disagreements:
        table = make_table("text", "words", "article", title="disagreements")
        for fact in measured.disagreements[:_SHOWN]:
            words = ", ".join(f"{names.get(reviewer, reviewer)}: {verdict}" for reviewer, verdict in fact.verdicts)
            table.add_row(fact.quote, words, fact.title or fact.article)
        print_table(table)
        if len(measured.disagreements) > _SHOWN:
            click.echo(f"and {len(measured.disagreements) - _SHOWN} more; --json shows all")


def _show_shares(group: str, shares: Iterable[Precision]) -> None:
    from pipeline.cli.tables import make_table, print_table

    table = make_table(group, "judged", "right", "precision", "95 % interval", title=f"precision by {group}")
    for one in shares:
        interval = f"{one.low:.3f} – {one.high:.3f}"
        table.add_row(one.group, str(one.judged), str(one.right), f"{one.share:.3f}", interval)
    print_table(table)
