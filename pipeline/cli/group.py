"""The list of commands, each imported only when it is called, so that the command starts fast."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "demo": "Crawl the bundled press site and show the facts it holds.",
    "crawl": "Fetch what the sources have published since the last run.",
    "sources": "Check the configured sources, discover those of a site.",
    "add": "Add articles from files, folders, globs and URLs.",
    "reclean": "Read the stored pages again with today's cleaner.",
    "reextract": "Read the stored texts again with today's extractors.",
    "batch": "Read WARC or Parquet files on many processes or machines, into Parquet.",
    "load": "Load what a batch has read into a database.",
    "clean": "Print the article of a saved page, without boilerplate.",
    "status": "Show how each source answers, and when it is asked next.",
    "runs": "List the runs and what each brought in.",
    "extract": "Print the facts of texts.",
    "explain": "Show every reading that was tried on a text, and which won.",
    "facts": "Show the facts of a database as a table, CSV or JSON lines.",
    "institutions": "List the institutions named most, and those that the registry lacks.",
    "report": "Draw a database in one HTML file that opens from disk.",
    "serve": "Browse a database and review its facts in the web browser.",
    "reviewer": "Make, list and close the accounts of reviewers.",
    "reviews": "Take reviewers' words away as gold data, and bring them back.",
    "quality": "Say how good the extractors are by what reviewers said.",
    "replay": "Run today's rules over the reviewed articles and say what they lose.",
    "search": "Find articles by their words, ranked or newest first.",
    "why": "Walk one fact back to its rule, sentence, page and run.",
    "verify": "Check that a database is whole.",
    "schema": "Print what the tables and views of a database hold.",
    "export": "Write tables and views as CSV, JSON lines or Parquet.",
    "snapshot": "Write a database to publish: facts and short quotes, no bodies.",
    "warc": "Write the raw pages to a WARC file.",
    "registry": "Look institutions up, check lists of names, add your own.",
}


class LazyGroup(click.Group):
    """Finds the command ``name`` in the module ``pipeline.cli.name``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"pipeline.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
