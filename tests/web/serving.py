"""A real ``pressfacts serve`` on loopback, as its users and its attackers reach it."""

import os
import re
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.forked import run_forked, start_forked


@dataclass(frozen=True)
class Server:
    """A running server: ``base`` is its origin, ``link`` the one-time link (None where there is none)."""

    base: str
    database: Path
    link: str | None
    errors: Path

    @property
    def home(self):
        return f"{self.base}/{self.database.stem}"


@contextmanager
def serving(database, *options, port=None, link=True):
    """Run ``pressfacts serve`` over a database until the block ends; ``link``: it is to print a one-time link."""
    port = port or free_port()
    errors, said = database.with_suffix(".log"), database.with_suffix(".out")
    said.unlink(missing_ok=True)
    command = ["serve", "--db", database, "--port", port, *options]
    process = start_forked(command, home=database.parent, streams=[os.devnull, said, errors])
    linked = link and "--url" not in options
    try:
        lines = _wait_for_lines(said, process, 1 + linked)
        assert "is served at" in lines[0], errors.read_text()
        shown = re.search(r"http://\S+", lines[1])[0] if linked else None
        yield Server(base=f"http://127.0.0.1:{port}", database=database, link=shown, errors=errors)
    finally:
        process.terminate()
        process.join()


def _wait_for_lines(path, process, number):
    while process.is_alive() and (not path.exists() or path.read_text().count("\n") < number):
        time.sleep(0.01)
    return path.read_text().splitlines() or [""]


def free_port():
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def browser_like(server, **settings):
    """Return a client that sends what a browser sends from a page of the server."""
    headers = {"origin": server.base, "sec-fetch-site": "same-origin"} | settings.pop("headers", {})
    return httpx.Client(base_url=server.base, headers=headers, timeout=30, **settings)


@contextmanager
def entered(server):
    """Give a client that came in by the one-time link and shows its token."""
    with browser_like(server) as client:
        assert client.get(server.link).status_code == 200
        bring_token(client)
        yield client


def bring_token(client):
    """Show the token of a form, as the pages do, with every request from now on."""
    page = client.get("/-/login").text
    client.headers["x-csrftoken"] = re.search(r'name="csrftoken" value="([^"]+)"', page)[1]


def run(*arguments, stdin=""):
    """Run a command and return the finished process."""
    return run_forked(arguments, home=Path.cwd(), stdin=stdin.encode())
