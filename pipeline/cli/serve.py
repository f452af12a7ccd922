"""``pressfacts serve``: the database in the browser, by Datasette."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.failures import ending


@click.command()
@click.option("--db", "path", required=True, type=click.Path(path_type=Path), help="The database to browse.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
def serve(path: Path, host: str, port: int) -> None:
    """Browse a database: tables, facets, SQL, JSON and CSV.

    \b
    Example:
      pressfacts serve --db press.db
    """
    from pipeline.store import Store, StoreUnusable

    with ending(2, StoreUnusable), Store.open(path, create=False):
        pass  # Datasette would show a stranger's or a newer file without a word.
    _run(path, host, port)


def _run(path: Path, host: str, port: int) -> None:
    import asyncio
    import socket

    import uvicorn
    from datasette.app import Datasette

    from pipeline.cli.failures import Failure
    from pipeline.store import datasette_metadata

    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise Failure(f"{host}:{port}: {error.strerror}; choose another with --port", 2) from error
    datasette = Datasette([str(path)], metadata=datasette_metadata(path.stem), settings={"allow_download": False})
    asyncio.run(datasette.invoke_startup())
    host, port = listener.getsockname()[:2]
    click.echo(f"{path} is served at http://{host}:{port}/{path.stem} (Ctrl-C ends it)")
    config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on")
    asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
