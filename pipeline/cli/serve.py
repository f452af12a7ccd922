"""``pressfacts serve``: the database in the browser, by Datasette, with the pages for reviewing beside its tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.failures import BAD_INPUT, Failure, ending

if TYPE_CHECKING:
    import socket

    from pipeline.store import Accounts


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database to browse.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--url", help="How others reach it, such as https://press.example.org: they log in first.")
def serve(path: Path, host: str, port: int, url: str | None) -> None:
    """Browse a database and review its facts: tables, facets, SQL, JSON, CSV and the review pages.

    On this machine anyone may read, and the link that is printed lets you review. Anywhere else people log in:
    make their accounts with `pressfacts reviewer add NAME`.

    \b
    Example:
      pressfacts serve --db press.db
      pressfacts serve --db press.db --url https://press.example.org
    """
    from contextlib import closing

    from pipeline.store import Store, StoreUnusable
    from pipeline.web import Place, PlaceRefused

    with ending(BAD_INPUT, StoreUnusable), Store.open(path, create=False):
        pass  # Datasette would show a stranger's or a newer file without a word.
    accounts = _open_accounts(path)
    with ending(BAD_INPUT, PlaceRefused):
        place = Place.of(host, port, url)
    if not place.private and (accounts is None or not accounts.can_log_in()):
        raise Failure(
            f"{url or host}: others reach this address, and {path} has no accounts to log in with; "
            f"make one: pressfacts reviewer add --db {path} NAME",
            BAD_INPUT,
        )
    with closing(_listen(host, port)) as listener:
        _run(path, accounts, listener, url)


def _open_accounts(path: Path) -> Accounts | None:
    from pipeline.store import Accounts, StoreUnusable

    try:
        return Accounts.open(path)
    except StoreUnusable as error:
        click.echo(f"pressfacts: {error}; it can be browsed, not reviewed", err=True)
        return None


def _listen(host: str, port: int) -> socket.socket:
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise Failure(f"{host}:{port}: {error.strerror}; choose another with --host and --port", BAD_INPUT) from error
    # asyncio does so only for sockets whose protocol is named; else each answer over a kept connection waits 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _run(path: Path, accounts: Accounts | None, listener: socket.socket, url: str | None) -> None:
    import asyncio

    import uvicorn

    from pipeline.web import Place, build_application
    from pipeline.web.sessions import Sessions

    host, port = listener.getsockname()[:2]
    place = Place.of(host, port, url)
    address = url or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    sessions = Sessions(accounts, port=port, secure=place.secure)
    application = asyncio.run(build_application(path, place=place, sessions=sessions, accounts=accounts))
    click.echo(f"{path} is served at {address}/{path.stem} (Ctrl-C ends it)")
    if not place.private and not place.secure:
        click.echo(f"pressfacts: {address}: passwords cross the network unencrypted; put TLS before it", err=True)
    if place.private and accounts is not None:
        click.echo(f"To review, open {address}/-/enter?key={sessions.make_key()} (works once, on this machine)")
    config = uvicorn.Config(application, log_level="warning", lifespan="on", server_header=False)
    asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
