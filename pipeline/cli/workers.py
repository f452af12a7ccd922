"""The options of the commands that use more than one process."""

from __future__ import annotations

import click

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 512),
    default=1,
    show_default=True,
    metavar="N",
    help="So many processes clean and extract, about 250 MB each; with 1 it is the command's own.",
)

restart_option = click.option(
    "--restart", is_flag=True, help="Begin at the first article, even where the last run was cut off."
)
