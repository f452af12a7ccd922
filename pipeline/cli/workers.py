"""What the commands share that use more than one process: their options, and the extra that a cluster needs."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeVar

import click

from pipeline.cli.failures import BAD_INPUT, Failure
from pipeline.forking import get_ready

Command = TypeVar("Command", bound=Callable[..., Any])

NAMED = 20
"""Shards or files that failed and are named: where one cause fails them all, it is told well before."""


def ready_from(least: int) -> Callable[[click.Context, click.Parameter, int | None], int | None]:
    """Return the callback of an option that has its workers made ready, from so many on."""

    def callback(context: click.Context, _option: click.Parameter, workers: int | None) -> int | None:
        if workers is not None and workers >= least and not context.resilient_parsing:
            # While this process imports what the command needs.
            get_ready()
        return workers

    return callback


def workers_option_for(what: str, *, reading: bool = False) -> Callable[[Command], Command]:
    """Return the option that says how many processes do ``what``; for ``reading`` pages they are made ready at once."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 512),
        default=1,
        show_default=True,
        metavar="N",
        help=what,
        callback=ready_from(2) if reading else None,
    )


workers_option = workers_option_for(
    "So many processes clean and extract, some 70 MB each; with 1 it is the command's own.", reading=True
)

restart_option = click.option(
    "--restart", is_flag=True, help="Begin at the first article, even where the last run was cut off."
)


def needs_cluster_extra() -> None:
    """Raise Failure (exit code 2) where dask or pyarrow is not installed."""
    missing = [name for name in ("distributed", "pyarrow") if find_spec(name) is None]
    if missing:
        raise Failure(f"needs {' and '.join(missing)}: pip install 'pressfacts[cluster]'", BAD_INPUT)
