"""A run's log on stderr: one line an event, for people or for machines."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.jobs import Event, Log

_SHOWN = ("source", "url", "outcome", "reason", "seconds", "detail")


def log_to_stderr(form: str) -> Log:
    """Return what writes each event as one line: ``json``, or ``text`` with ``key=value`` pairs."""

    def write(event: Event) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        fields = {name: value for name, value in asdict(event).items() if value is not None and value != ""}
        if form == "json":
            line = json.dumps({"at": at, "event": fields.pop("name"), **fields}, ensure_ascii=False)
        else:
            pairs = (f"{name}={_quote(str(fields[name]))}" for name in _SHOWN if name in fields)
            line = " ".join((at, event.name, *pairs))
        click.echo(line, err=True)

    return write


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if any(mark in text for mark in ' "\n') else text
