"""A loopback server that answers each path with what it was told, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(slots=True)
class Answering:
    """Answers ``path: (status, headers, body)``, and 404 to every other path."""

    answers: dict[str, tuple[int, Mapping[str, str], bytes]]
    port: int = 0
    asked: list[str] = field(default_factory=list)


@contextmanager
def answering(answers: dict[str, tuple[int, Mapping[str, str], bytes]]) -> Iterator[Answering]:
    """Serve while the block runs."""
    told = Answering(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            status, headers, body = told.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield told
        finally:
            server.shutdown()
