"""The command ``pressfacts``: joins the stages, and is the only place where their errors end as a line and a code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from pipeline.cli.failures import ALARM, BAD_INPUT, DONE, LOCKED, LOST
from pipeline.cli.group import COMMANDS, LazyGroup

__all__ = ["ALARM", "BAD_INPUT", "COMMANDS", "DONE", "LOCKED", "LOST", "cli", "main"]


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="pressfacts", prog_name="pressfacts")
def cli() -> None:
    """Turn Korean press articles into facts that can be queried.

    \b
    Try:
      pressfacts demo
      pressfacts add --db press.db saved-pages/*.html
      pressfacts facts --db press.db --kind amount --min 10억원
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; no traceback of ours reaches a user, and a closed pipe is no error."""
    code = DONE
    try:
        # Not cli.main(): it ends a closed pipe with exit code 1.
        with cli.make_context("pressfacts", list(sys.argv[1:] if arguments is None else arguments)) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as error:
        _complain(error)
        code = error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        # The reader has what it wanted (`| head`).
        _drop_output()
    except OSError as error:
        _drop_output()
        click.echo(f"pressfacts: {error.filename or 'the output'}: {error.strerror or error}", err=True)
        code = LOST
    sys.exit(code)


def _drop_output() -> None:
    # What is still buffered has nowhere to go, and would fail again when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError):
        error.show()
    else:
        click.echo(f"pressfacts: {error.format_message()}", err=True)
