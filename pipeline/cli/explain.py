"""``pressfacts explain``: why a text reads as it does."""

from __future__ import annotations

import click


@click.command()
@click.argument("text")
def explain(text: str) -> None:
    """Show every reading of a number that was tried on TEXT, by which rule, and why it won or lost.

    Institutions are not shown: `pressfacts extract` shows those it reads, `pressfacts registry find` what a name means.

    \b
    Example:
      pressfacts explain '2년 만에 120억원을 냈다'
    """
    from extractors import numbers
    from extractors.facts import Context
    from extractors.forms import reading_form
    from extractors.normalise import scan_form
    from pipeline.cli.tables import make_table, print_table

    table = make_table("span", "text", "kind", "rule", "won", "reading, or why not")
    for candidate in numbers.explain(scan_form(text).text, Context()):
        span = f"{candidate.start}–{candidate.end}"
        told = reading_form(candidate.fact) if candidate.fact else candidate.reason or ""
        won = "yes" if candidate.won else "no"
        table.add_row(span, candidate.text, candidate.kind or "", candidate.rule or "", won, told)
    print_table(table)
