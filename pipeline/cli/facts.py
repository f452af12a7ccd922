"""``pressfacts facts``: what the database holds, as a table, CSV or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import Failure, ending
from pipeline.cli.filters import LIMIT, WORDS, check_days, read_day, read_limits

if TYPE_CHECKING:
    from pipeline.store import FactRow


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--kind", type=click.Choice(["institution", "amount", "duration", "count"]), help="Only this kind.")
@click.option("--article", type=WORDS, help="Only the article with this URL or key.")
@click.option(
    "--institution", type=WORDS, help="Its mentions and the numbers beside them; its aliases and former names count."
)
@click.option("--publisher", type=WORDS, help="Only articles of this outlet.")
@click.option("--since", help="Published on or after this day (2025-03-01).")
@click.option("--until", help="Published before this day.")
@click.option("--min", "least", help="At least this: 10억원, 3000, 2년. A currency or counter narrows to its own.")
@click.option("--max", "most", help="At most this.")
@click.option("--currency", type=WORDS, help="Amounts in this currency, by its ISO 4217 code (KRW, USD).")
@click.option("--of", type=WORDS, help="Counts of this noun, as written (대학).")
@click.option("--unit", type=WORDS, help="Counts with this counter (명, 곳).")
@click.option("--per", type=click.Choice(["year", "month", "week", "day", "hour"]), help="Rates of this period.")
@click.option("--near", type=WORDS, help="In a sentence that holds this text.")
@click.option(
    "--status",
    type=click.Choice(["open", "accepted", "rejected", "corrected", "added", "stale"]),
    help="Facts under the reviewers' last word that stand so; without it the machine's are shown.",
)
@click.option("--limit", type=LIMIT, help="At most so many facts.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@click.option("--excel", is_flag=True, help="CSV that Excel opens as it is meant: with a mark of UTF-8, no formulas.")
def facts(path: Path, form: str, excel: bool, least: str | None, most: str | None, **narrow: Any) -> None:
    """Show the facts of the latest revision of each article, newest first.

    \b
    Example:
      pressfacts facts --db press.db --kind amount --min 10억원
      pressfacts facts --db press.db --min 2년 --near 지원
      pressfacts facts --db press.db --institution 교육부 --excel > facts.csv
    """
    from pipeline.asking import name_institution
    from pipeline.store import FactQuery, Store, StoreUnusable

    if excel and form == "jsonl":
        raise Failure("--excel writes CSV; leave out --format", 2)
    names = {name: narrow[name] for name in ("article", "institution", "publisher", "currency")}
    narrow["institution"] = name_institution(narrow["institution"])
    for name in ("since", "until"):
        narrow[name] = read_day(narrow[name], f"--{name}")
    check_days(narrow["since"], narrow["until"])
    if narrow["currency"]:
        narrow["currency"] = narrow["currency"].upper()
    limits = read_limits(least, most, **{name: narrow.pop(name) for name in ("kind", "currency", "unit")})
    query = FactQuery(**limits, **narrow)
    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        rows = store.select_facts(query)
        first = list(islice(rows, 1))
        rows = chain(first, rows)
        if excel:
            _write_csv(rows, for_excel=True)
        else:
            _WRITERS[form](rows)
        unknown = () if first else store.unknown_names(query)
    for name in unknown:
        click.echo(f"pressfacts: --{name} {names[name]}: nothing in {path} has it; look at its spelling", err=True)
    if not first:
        click.echo("pressfacts: no fact matches", err=True)


def _write_table(rows: Iterable[FactRow]) -> None:
    from extractors.forms import reading_form
    from pipeline.cli.tables import make_table, print_table

    table = make_table("published", "publisher", "title", "text", "reading", "fact")
    for row in rows:
        day = f"{row.published:%Y-%m-%d}" if row.published else ""
        table.add_row(day, row.publisher or "", row.title or "", row.fact.text, reading_form(row.fact), row.id[:12])
    print_table(table)


def _write_csv(rows: Iterable[FactRow], *, for_excel: bool = False) -> None:
    from pipeline.cli.sheets import write_sheet

    records = (_record(row) for row in rows)
    write_sheet(
        sys.stdout, _COLUMNS, ([record.get(name) for name in _COLUMNS] for record in records), for_excel=for_excel
    )


def _write_lines(rows: Iterable[FactRow]) -> None:
    for row in rows:
        click.echo(json.dumps(_record(row), ensure_ascii=False))


def _record(row: FactRow) -> dict[str, Any]:
    from extractors.facts import as_record
    from extractors.forms import reading_form

    return {
        "id": row.id,
        "published": row.published.isoformat() if row.published else None,
        "publisher": row.publisher,
        "title": row.title,
        "url": row.url,
        **as_record(row.fact),
        "reading": reading_form(row.fact),
        "sentence": row.sentence,
        "article": row.article,
        "revision": row.revision,
        "extractor_version": row.extractor_version,
    }


_COLUMNS = (
    "id published publisher title url kind start end text reading value low high bound approx currency per each unit "
    "of form role from to canonical type resolution registry_id rule sentence article revision extractor_version"
).split()

_WRITERS = {"table": _write_table, "csv": _write_csv, "jsonl": _write_lines}
