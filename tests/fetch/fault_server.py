"""A loopback server that plays scripts: every reply is the bytes that go over the wire and the pauses between them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("selfsigned.pem")
"""Self-signed, for hanbit.test only."""

FOREVER = 3600.0


@dataclass(frozen=True)
class Reply:
    """Bytes to send, seconds to wait, and whether the connection stays open afterwards."""

    wire: tuple[bytes | float, ...]
    keep: bool = False
    repeat: bytes = b""
    """Sent again and again after the rest, until the client has had enough."""


@dataclass
class Seen:
    """A request as it came."""

    host: str
    path: str
    headers: dict[str, str]
    at: float
    connection: int


def reply(status: str, body: bytes = b"", **headers: str) -> Reply:
    """A well-behaved reply."""
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return Reply((f"HTTP/1.1 {status}\r\n{head}\r\n".encode("utf-8", "surrogateescape") + body,), keep=True)


def page(text: str, **headers: str) -> Reply:
    """A page that is found."""
    return reply("200 OK", text.encode(), **headers)


def robots(text: str) -> Reply:
    """A robots.txt."""
    return reply("200 OK", text.encode(), Content_Type="text/plain")


def redirect(to: str, status: str = "302 Found") -> Reply:
    """A redirect."""
    return reply(status, b"moved", Location=to)


def not_modified(**headers: str) -> Reply:
    """A 304."""
    return reply("304 Not Modified", Content_Length="", **headers)


def wire(*pieces: bytes | float) -> Reply:
    """Whatever a misbehaving server sends before it hangs up."""
    return Reply(pieces)


def endless(head: bytes, repeat: bytes) -> Reply:
    """A body without end."""
    return Reply((head,), repeat=repeat)


@dataclass
class Server:
    """Serves scripts by path; a path's replies are played in order and the last one again."""

    scripts: dict[str, Sequence[Reply]]
    seen: list[Seen] = field(default_factory=list)
    busy: dict[str, int] = field(default_factory=dict)
    most_busy: dict[str, int] = field(default_factory=dict)
    """The most requests of each host that were under way at once."""
    most_hosts: int = 0

    async def __aenter__(self) -> Server:
        self._played = {path: iter_replies(replies) for path, replies in self.scripts.items()}
        self._connections = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self._plain = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._secure = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        self.port: int = self._plain.sockets[0].getsockname()[1]
        self.tls_port: int = self._secure.sockets[0].getsockname()[1]
        self._tasks: set[asyncio.Task[None]] = set()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._plain.close()
        self._secure.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._connections += 1
        try:
            await self._converse(reader, writer, self._connections)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass  # the client hung up, as some scripts want it to, or the test is over
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            path, host = first.split(" ")[1], headers["host"]
            self.seen.append(
                Seen(host=host, path=path, headers=headers, at=asyncio.get_running_loop().time(), connection=connection)
            )
            self._enter(host)
            try:
                answer = next(self._played[path]) if path in self._played else reply("404 Not Found", b"none")
                await _play(answer, writer)
            finally:
                self.busy[host] -= 1
            if not answer.keep:
                return

    def _enter(self, host: str) -> None:
        self.busy[host] = self.busy.get(host, 0) + 1
        self.most_busy[host] = max(self.most_busy.get(host, 0), self.busy[host])
        self.most_hosts = max(self.most_hosts, sum(count > 0 for count in self.busy.values()))


def iter_replies(replies: Sequence[Reply]) -> Iterator[Reply]:
    """Each once, the last for ever."""
    yield from replies
    while True:
        yield replies[-1]


async def _play(answer: Reply, writer: asyncio.StreamWriter) -> None:
    for piece in answer.wire:
        if isinstance(piece, bytes):
            writer.write(piece)
            await writer.drain()
        else:
            await asyncio.sleep(piece)
    while answer.repeat:
        writer.write(answer.repeat)
        await writer.drain()
