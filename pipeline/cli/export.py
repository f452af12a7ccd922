"""``pressfacts export``: tables and views as CSV, JSON lines or Parquet, with what describes them to other programs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TextIO

import click

from pipeline.cli.failures import Failure, ending
from pipeline.cli.outputs import check_folder

if TYPE_CHECKING:
    from pipeline.exports import Written
    from pipeline.store import TableRows

_USUAL = ("articles", "institutions", "facts")


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option(
    "--table", "tables", multiple=True, help="A table or view, more than once for more; see pressfacts schema."
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write to; without it one is printed.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl", "parquet"]), default="csv", show_default=True)
@click.option("--excel", is_flag=True, help="CSV that Excel opens as it is meant: with a mark of UTF-8, no formulas.")
def export(path: Path, tables: tuple[str, ...], out: Path | None, form: str, excel: bool) -> None:
    """Write tables and views to files, all from one state of the database; articles, institutions, facts by default.

    A folder of an earlier export is written anew; a file in it that is no export stays, and nothing is written.
    Beside them stands what says what the columns hold: croissant.json, and of CSV datapackage.json (Frictionless).

    \b
    Example:
      pressfacts export --db press.db --out press-tables
      pressfacts export --db press.db --out press-tables --format parquet
      pressfacts export --db press.db --table amounts --format jsonl > amounts.jsonl
    """
    from pipeline.exports import NoParquet
    from pipeline.store import EXPORTABLE, RowsUnreadable, Store, StoreUnusable

    tables = tuple(dict.fromkeys(tables)) or _USUAL
    for name in tables:
        if name not in EXPORTABLE:
            raise Failure(f"--table {name}: no such table or view; pressfacts schema lists them", 2)
    if out is None and (len(tables) > 1 or form == "parquet"):
        raise Failure("name a folder with --out, or one table with --table, as CSV or JSON lines", 2)
    if excel and form != "csv":
        raise Failure("--excel writes CSV; leave out --format", 2)
    with (
        ending(2, StoreUnusable, NoParquet, RowsUnreadable),
        Store.open(path, create=False, readonly=True) as store,
        store.one_state(),
    ):
        if out is None:
            _write_text(sys.stdout, store.read_table(tables[0]), form, excel)
            return
        _write_files(out, [store.read_table(name) for name in tables], form, excel, path.stem)


def _write_files(out: Path, tables: list[TableRows], form: str, excel: bool, name: str) -> None:
    """Write all files, or none where one cannot be written: they would not be of one state with those of before."""
    from pipeline.exports import foreign_files

    check_folder(out)
    # Cells that are changed for Excel would not be what these say.
    describing = () if excel else _describing(form)
    for file in foreign_files(out, [rows.table for rows in tables], form, describing=tuple(describing)):
        raise Failure(f"{file}: is there already and no earlier export; name another folder", 2)
    made = not out.exists()
    try:
        out.mkdir(exist_ok=True)
        try:
            with TemporaryDirectory(prefix=".export-", dir=out) as folder:
                files = [_write_file(Path(folder), table, form, excel) for table in tables]
                told = [f"{out / file.path.name}: {file.rows:,} rows" for file in files]
                if describing:
                    dashed = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "press"
                    told += [f"{out / file}: describes {len(files)} tables" for file in _describe(files, dashed)]
                for file in sorted(Path(folder).iterdir()):
                    file.replace(out / file.name)
        except BaseException:
            if made:
                out.rmdir()
            raise
    except OSError as error:
        raise Failure(f"{out}: cannot be written ({error.strerror}); name another folder", 2) from error
    click.echo("\n".join(told))


def _write_file(folder: Path, table: TableRows, form: str, excel: bool) -> Written:
    from pipeline.exports import FORMATS, Written, write_parquet

    path = folder / f"{table.table.name}.{form}"
    if form == "parquet":
        rows = write_parquet(path, table)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            rows = _write_text(stream, table, form, excel)
    return Written(table=table.table, keys=table.keys, form=FORMATS[form], path=path, rows=rows)


def _write_text(stream: TextIO, table: TableRows, form: str, excel: bool) -> int:
    from pipeline.cli.sheets import write_sheet

    if form == "csv":
        return write_sheet(stream, table.columns, table.rows, for_excel=excel)
    number = 0
    for row in table.rows:
        number += 1
        stream.write(json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) + "\n")
    return number


def _describing(form: str) -> dict[str, Callable[..., dict[str, Any]]]:
    """Return the files that describe an export, and what makes each."""
    from pipeline.exports import croissant, data_package

    # The specification of tabular data packages knows CSV alone.
    return {"croissant.json": croissant} | ({"datapackage.json": data_package} if form == "csv" else {})


def _describe(files: list[Written], name: str) -> list[str]:
    """Write what describes the files beside them, and return its names."""
    import extractors

    describing = _describing(files[0].form.name)
    for file, describe in describing.items():
        told = describe(files, name=name, version=extractors.__version__)
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        files[0].path.with_name(file).write_text(text, encoding="utf-8")
    return list(describing)
