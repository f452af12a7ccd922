"""Computes the pages of this folder that are made from the code; ``make docs`` writes them, a test compares them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import report
from benchmarks.reckoning import worked_example
from extractors import institutions, numbers
from extractors.rules import Rule
from pipeline.clean import LINE_RULES, PUBLISHERS
from pipeline.store import describe_schema

HERE = Path(__file__).parent
RECKONED = "<!-- computed by `make docs` from benchmarks/results.json and benchmarks/reckoning.py -->\n"
RECKONED_END = "<!-- end of what is computed -->\n"
NOTE = "<!-- computed by `make docs`; edit the code, not this page -->\n"


def rules() -> str:
    """Return the page of every rule with its examples."""
    parts = [NOTE, "# Rules\n", "Every fact names the rule that made it. The examples are the rule's tests.\n"]
    for title, kind in (("Amounts", "amount"), ("Durations", "duration"), ("Counts", "count")):
        parts.append(f"\n## {title}\n\n" + _rules(rule for rule in numbers.RULES if rule.kind == kind))
    parts.append("\n## Institutions\n\n" + _rules(institutions.RULES))
    return "".join(parts)


def line_rules() -> str:
    """Return the page of the cleaner's line rules."""
    parts = [NOTE, "# What the cleaner cuts\n", "\nEach rule's examples are its tests.\n"]
    for rule in LINE_RULES:
        parts.append(f"\n### `{rule.name}`\n\n")
        parts += [f"- cuts `{_cell(text)}`\n" for text in rule.yes]
        parts += [f"- keeps `{_cell(text)}`\n" for text in rule.no]
    return "".join(parts)


def publishers() -> str:
    """Return the table of the publishers whose layout has a row."""
    rows = (
        (f"`{row.key}`", row.name, ", ".join(row.hosts), f"`{row.body}`", f"{row.since or '…'} – {row.until or '…'}")
        for row in PUBLISHERS
    )
    return (
        NOTE + "# Publishers with a row\n\n"
        "Every other publisher is read by the generic reader.\n\n"
        + _table(("key", "outlet", "hosts", "body", "read for pages of"), rows)
    )


def schema() -> str:
    """Return the page of every table, view and column."""
    return NOTE + describe_schema()


def performance() -> str:
    """Return the page of what was measured."""
    return NOTE + report.performance()


def scaling() -> str:
    """Return the page on growing, which is written by hand but for its worked example."""
    before, begin, rest = (HERE / "scaling.md").read_text(encoding="utf-8").partition(RECKONED)
    _, end, after = rest.partition(RECKONED_END)
    return f"{before}{begin}{worked_example()}{end}{after}"


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": rules,
    "line-rules.md": line_rules,
    "publishers.md": publishers,
    "schema.md": schema,
    "performance.md": performance,
    "scaling.md": scaling,
}


def _rules(rows: Iterable[Rule]) -> str:
    parts = []
    for rule in rows:
        parts.append(f"### `{rule.name}`\n\n{rule.about}\n\n")
        parts += [f"- `{_cell(text)}` → {_cell(reading)}\n" for text, reading in rule.yes.items()]
        parts += [f"- not `{_cell(text)}`\n" for text in rule.no]
        parts.append("\n")
    return "".join(parts)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head)]
    lines.append(["---"] * len(lines[0]))
    lines += [[_cell(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "⏎")


def main() -> None:
    """Write every computed page."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
