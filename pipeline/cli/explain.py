"""``pressfacts explain``: why a text reads as it does."""

from __future__ import annotations

import click


@click.command()
@click.argument("text")
def explain(text: str) -> None:
    """Show every reading that was tried on TEXT, by which rule, and why it won or lost.

    Of institutions those that are read, and the names that the registry knows and that are none here.

    \b
    Example:
      pressfacts explain '2년 만에 120억원을 냈다'
    """
    from extractors import institutions, numbers
    from extractors.facts import Context
    from extractors.forms import reading_form
    from extractors.normalise import scan_form
    from pipeline.cli.tables import make_table, print_table

    table = make_table("span", "text", "kind", "rule", "won", "reading, or why not")
    scanned = scan_form(text).text
    rows = [
        (one.start, one.end, one.text, one.kind, one.rule, reading_form(one.fact) if one.fact else one.reason)
        for one in numbers.explain(scanned, Context())
    ]
    for name in institutions.explain(scanned, Context()):
        who = name.institution
        told = f"{who.canonical} ({who.type})" if who else name.reason
        rows.append((name.start, name.end, name.text, "institution", who.rule if who else None, told))
    for start, end, quote, kind, rule, told in sorted(rows, key=lambda row: row[0]):
        table.add_row(f"{start}–{end}", quote, kind or "", rule or "", "yes" if rule else "no", told or "")
    print_table(table)
