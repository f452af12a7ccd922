"""Tables on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractors.facts import Fact, Institution
from extractors.forms import reading_form

if TYPE_CHECKING:
    from rich.table import Table


def facts_table(facts: Iterable[Fact], title: str | None = None) -> Table:
    """Return facts in their reading form, one a row."""
    table = make_table("kind", "text", "reading", "qualifiers", "rule", title=title)
    for fact in facts:
        words = () if isinstance(fact, Institution) else fact.qualifiers
        table.add_row(fact.kind, fact.text, reading_form(fact), " ".join(word.text for word in words), fact.rule)
    return table


def make_table(*columns: str, title: str | None = None) -> Table:
    """Return an empty table of text columns; cells are shown as they are, never as markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    return table


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal, or as wide as needed into a pipe."""
    from rich.console import Console

    console = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 140)
    # rich ends the program with code 1 when its reader has gone away; to us that is no error.
    with console.capture() as shown:
        console.print(table)
    sys.stdout.write(shown.get())
