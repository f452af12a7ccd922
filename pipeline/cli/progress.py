"""A progress bar on stderr while a job works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.jobs import Progress, Step


@contextmanager
def show_progress(what: str) -> Iterator[Progress]:
    """Yield what a job calls after each step; the bar goes to stderr, and into a log only as its last line."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[at]}"),
    )
    with Bar(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task(what, total=None, at="", rate="")

        def advance(step: Step) -> None:
            speed = bar.tasks[task].speed
            rate = "" if speed is None else f"{speed:,.1f}/s"
            bar.update(task, rate=rate, completed=step.done, total=step.total, at=step.source or "")

        yield advance
