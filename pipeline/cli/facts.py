"""``pressfacts facts``: what the database holds, as a table, CSV or JSON lines."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.failures import Failure, ending

if TYPE_CHECKING:
    from extractors.facts import Number
    from pipeline.store import FactRow

KST = timezone(timedelta(hours=9))


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option("--kind", type=click.Choice(["institution", "amount", "duration", "count"]), help="Only this kind.")
@click.option("--article", help="Only the article with this URL or key.")
@click.option("--institution", help="Its mentions, and the numbers of the articles that mention it.")
@click.option("--publisher", help="Only articles of this outlet.")
@click.option("--since", help="Published on or after this day (2025-03-01).")
@click.option("--until", help="Published before this day.")
@click.option("--min", "least", help="At least this: 10억원, 3000, 2년.")
@click.option("--max", "most", help="At most this.")
@click.option("--limit", type=click.IntRange(1), help="At most so many facts.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
def facts(path: Path, form: str, least: str | None, most: str | None, **narrow: Any) -> None:
    """Show the facts of the latest revision of each article, newest first.

    \b
    Example:
      pressfacts facts --db press.db --kind amount --min 10억원
      pressfacts facts --db press.db --institution 교육부 --format csv > facts.csv
    """
    from pipeline.store import FactQuery, Store, StoreUnusable

    for name in ("since", "until"):
        narrow[name] = _day(narrow[name], f"--{name}")
    query = FactQuery(minimum=_quantity(least, "--min"), maximum=_quantity(most, "--max"), **narrow)
    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        _WRITERS[form](store.select_facts(query))


def _day(text: str | None, option: str) -> datetime | None:
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"{option} {text}: not a day; write it as 2025-03-01", 2) from None
    return time if time.tzinfo else time.replace(tzinfo=KST)


def _quantity(text: str | None, option: str) -> Number | str | None:
    if text is None:
        return None
    from extractors.numbers import read_number, read_quantity

    quantity = read_quantity(text)
    if quantity is not None and quantity.value is not None:
        return quantity.value
    number = read_number(text)
    if number is None or number.value is None:
        raise Failure(f"{option} {text}: not a quantity; write it as 3000, 10억원 or 2년", 2)
    return number.value


def _write_table(rows: Iterable[FactRow]) -> None:
    from extractors.forms import reading_form
    from pipeline.cli.tables import make_table, print_table

    table = make_table("published", "publisher", "title", "text", "reading", "fact")
    for row in rows:
        day = f"{row.published:%Y-%m-%d}" if row.published else ""
        table.add_row(day, row.publisher or "", row.title or "", row.fact.text, reading_form(row.fact), row.id[:12])
    print_table(table)


def _write_csv(rows: Iterable[FactRow]) -> None:
    writer = None
    for row in rows:
        record = _record(row)
        if writer is None:
            writer = csv.DictWriter(sys.stdout, _COLUMNS, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: value for name, value in record.items() if value is not None})


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
