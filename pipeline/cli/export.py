"""``pressfacts export``: tables and views as CSV or JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from pipeline.cli.failures import Failure, ending

if TYPE_CHECKING:
    from pipeline.store import TableRows

_USUAL = ("articles", "institutions", "facts")


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option(
    "--table", "tables", multiple=True, help="A table or view, more than once for more; see pressfacts schema."
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write to; without it one is printed.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@click.option("--excel", is_flag=True, help="CSV that Excel opens as it is meant: with a mark of UTF-8, no formulas.")
def export(path: Path, tables: tuple[str, ...], out: Path | None, form: str, excel: bool) -> None:
    """Write tables and views to files, all from one state of the database; articles, institutions, facts by default.

    \b
    Example:
      pressfacts export --db press.db --out press-tables
      pressfacts export --db press.db --table amounts --format jsonl > amounts.jsonl
    """
    from pipeline.store import EXPORTABLE, Store, StoreUnusable

    tables = tables or _USUAL
    for name in tables:
        if name not in EXPORTABLE:
            raise Failure(f"--table {name}: no such table or view; pressfacts schema lists them", 2)
    if out is None and len(tables) > 1:
        raise Failure("name a folder with --out, or one table with --table", 2)
    if excel and form != "csv":
        raise Failure("--excel writes CSV; leave out --format", 2)
    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store, store.one_state():
        for name in tables:
            if out is None:
                _write(sys.stdout, store.read_table(name), form, excel)
            else:
                _write_file(out / f"{name}.{form}", store.read_table(name), form, excel)


def _write_file(path: Path, table: TableRows, form: str, excel: bool) -> None:
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("w", encoding="utf-8", newline="") as stream:
                rows = _write(stream, table, form, excel)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror}); name another folder", 2) from error
    click.echo(f"{path}: {rows:,} rows")


def _write(stream: TextIO, table: TableRows, form: str, excel: bool) -> int:
    from pipeline.cli.sheets import write_sheet

    if form == "csv":
        return write_sheet(stream, table.columns, table.rows, for_excel=excel)
    number = 0
    for row in table.rows:
        number += 1
        stream.write(json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) + "\n")
    return number
