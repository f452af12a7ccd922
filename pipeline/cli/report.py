"""``pressfacts report``: a database as pictures, in one file that opens from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from pipeline.cli.failures import Failure, ending
from pipeline.cli.outputs import check_place


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The HTML file; only an earlier report is replaced."
)
@click.option("--language", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Of its words.")
def report(path: Path, out: Path, language: Literal["ko", "en"]) -> None:
    """Draw a database: articles over time, amounts, durations, who is named with whom, coverage, quality.

    The file needs no network and no server; each mark leads to its sentences. It quotes articles: see docs/asking.md
    before you publish it.

    \b
    Example:
      pressfacts report --db press.db --out report.html
    """
    from importlib.metadata import version

    from pipeline.report import is_report, report_file
    from pipeline.store import Store, StoreUnusable

    part = out.with_name(out.name + ".part")
    check_place(out, path, is_ours=is_report)
    with ending(2, StoreUnusable), Store.open(path, create=False, readonly=True) as store:
        text = report_file(store.report(), language=language, version=version("pressfacts"))
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Failure(f"{out}: {error.strerror}; choose another file with --out", 2) from error
    click.echo(f"{out} ({out.stat().st_size / 1e6:.1f} MB)")
