"""A real ``pressfacts serve`` on loopback, as its users and its attackers reach it."""

import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

COMMAND = Path(sys.executable).with_name("pressfacts")


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
    command = [str(COMMAND), "serve", "--db", str(database), "--port", str(port), *options]
    errors = database.with_suffix(".log")
    with errors.open("a") as log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
        try:
            assert "is served at" in process.stdout.readline(), errors.read_text()
            shown = re.search(r"http://\S+", process.stdout.readline())[0] if link and "--url" not in options else None
            yield Server(base=f"http://127.0.0.1:{port}", database=database, link=shown, errors=errors)
        finally:
            process.terminate()


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
    command = [str(COMMAND), *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120)
