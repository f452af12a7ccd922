"""``pressfacts reviewer``: the accounts of those who review, in a file beside the database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import BAD_INPUT, Failure, ending
from pipeline.cli.filters import WORDS

if TYPE_CHECKING:
    from pipeline.store import Accounts

_DATABASE = click.option(
    "--db", "path", required=True, type=click.Path(path_type=Path), help="The database that is reviewed."
)


@click.group()
def reviewer() -> None:
    """Make, list and close the accounts of reviewers.

    \b
    Example:
      pressfacts reviewer add --db press.db 지우
    """


@reviewer.command()
@_DATABASE
@click.option(
    "--role",
    type=click.Choice(["reader", "reviewer", "admin"]),
    default="reviewer",
    show_default=True,
    help="A reader looks, a reviewer decides, an admin also sees who did what.",
)
@click.argument("name", type=WORDS)
def add(path: Path, name: str, role: str) -> None:
    """Make an account; the password is asked for, or read from standard input.

    \b
    Example:
      pressfacts reviewer add --db press.db --role admin 지우
    """
    from pipeline.store import Role

    with _accounts(path) as accounts:
        made = accounts.add(name, _ask_password(), Role(role))
    click.echo(f"{made.name} can log in as {made.role}")


@reviewer.command(name="list")
@_DATABASE
def list_(path: Path) -> None:
    """List the accounts.

    \b
    Example:
      pressfacts reviewer list --db press.db
    """
    from pipeline.cli.tables import make_table, print_table

    table = make_table("id", "name", "role", "made", "disabled")
    with _accounts(path) as accounts:
        for one in accounts.all():
            disabled = "" if one.disabled is None else f"{one.disabled:%Y-%m-%d}"
            table.add_row(one.id, one.name, one.role, f"{one.created:%Y-%m-%d}", disabled)
    print_table(table)


@reviewer.command()
@_DATABASE
@click.argument("name", type=WORDS)
def disable(path: Path, name: str) -> None:
    """Close an account and end its sessions; what it reviewed stays.

    \b
    Example:
      pressfacts reviewer disable --db press.db 지우
    """
    with _accounts(path) as accounts:
        accounts.disable(name)
    click.echo(f"{name} can no longer log in; `pressfacts reviewer password` opens the account again")


@reviewer.command()
@_DATABASE
@click.argument("name", type=WORDS)
def password(path: Path, name: str) -> None:
    """Give an account a new password, and end its sessions; opens one that was disabled.

    \b
    Example:
      pressfacts reviewer password --db press.db 지우
    """
    with _accounts(path) as accounts:
        accounts.set_password(name, _ask_password())
    click.echo(f"{name} can log in with the new password")


@contextmanager
def _accounts(path: Path) -> Iterator[Accounts]:
    from pipeline.store import AccountRefused, Accounts, Store, StoreUnusable

    with ending(BAD_INPUT, StoreUnusable, AccountRefused):
        with Store.open(path, create=False):
            pass  # A mistyped name must not leave an accounts file behind.
        with Accounts.open(path) as accounts:
            yield accounts


def _ask_password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        password = sys.stdin.readline().rstrip("\r\n")
        password.encode()
    except UnicodeError:
        raise Failure("the password on standard input is not UTF-8", BAD_INPUT) from None
    return password
