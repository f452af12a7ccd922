"""What every request passes before any page: whose host it names, where a write comes from, who asks.

Datasette's own check of tokens (asgi-csrf) lets a request pass that carries no cookie, or a Bearer header; both are
closed here, so that behind this gate every write has shown its token.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from pipeline.web.places import Place
from pipeline.web.sessions import Sessions

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 1_000_000
"""Of a request's body; a decision has some hundred."""

TOKEN_COOKIE = "ds_csrftoken"  # noqa: S105 - its name
LANGUAGE_COOKIE = "pressfacts_language"
_MESSAGES_COOKIE = "ds_messages"
_OUR_VALUE = re.compile(r"[\w.=-]*", re.ASCII)

# Datasette's pages for its own developers, and its own accounts.
_CLOSED = ("/-/allow-debug", "/-/auth-token", "/-/messages", "/-/patterns", "/-/permissions", "/-/threads")
_OPEN = ("/-/login", "/-/language", "/-/enter", "/-/pressfacts/", "/-/static/", "/favicon.ico")
"""What is read before anyone logs in."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_COMMON = (
    "default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
OWN_POLICY = f"{_COMMON}; script-src 'self'; style-src 'self'"


# Datasette's table page names this one constant in an inline script; its other inline scripts are files of ours.
_FACET_SCRIPT = b64encode(sha256(b"DATASETTE_ALLOW_FACET = true;").digest()).decode()
DATASETTE_POLICY = f"{_COMMON}; script-src 'self' 'sha256-{_FACET_SCRIPT}'; style-src 'self' 'unsafe-inline'"


class Gate:
    """An ASGI application around another."""

    def __init__(self, inside: Application, *, place: Place, sessions: Sessions) -> None:
        self._inside = inside
        self._place = place
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with the reason in a line."""
        if scope["type"] == "lifespan":
            await self._inside(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        ours = {TOKEN_COOKIE, LANGUAGE_COOKIE, _MESSAGES_COOKIE, self._sessions.cookie}
        cookies = _cookies(headers.get("cookie", ""), ours)
        refusal = self._refusal(scope, headers, cookies)
        if refusal is not None:
            await _answer(send, 403, refusal)
            return
        reviewer = self._sessions.reviewer(cookies)
        path = scope["path"]
        if any(path == closed or path.startswith(f"{closed}.") for closed in _CLOSED):
            await _answer(send, 404, "There is no such page.")
            return
        if reviewer is None and not self._place.private and not path.startswith(_OPEN):
            await self._ask_to_log_in(scope, send)
            return
        inner = dict(scope) | {"reviewer": reviewer, "cookies": cookies}
        inner["headers"] = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
        if cookies:
            pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
            inner["headers"].append((b"cookie", pairs.encode("latin-1")))
        if reviewer is not None:
            inner["actor"] = {"id": reviewer.id, "name": reviewer.name}
        await self._inside(inner, _limited(receive), self._with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str], cookies: dict[str, str]) -> str | None:
        if headers.get("host", "").lower() not in self._place.hosts:
            # A stranger's name that was made to point here (DNS rebinding) is told by the name.
            return "This server does not go by that name; see --url."
        if scope["method"] in {"GET", "HEAD"}:
            foreign = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
            if foreign and headers.get("sec-fetch-mode") != "navigate":
                return "Other sites may link here, but load nothing from here."
            return None
        if scope["method"] != "POST":
            return "Only GET, HEAD and POST are known here."
        return self._refusal_of_write(headers, cookies)

    def _refusal_of_write(self, headers: dict[str, str], cookies: dict[str, str]) -> str | None:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        said_where = site is not None or origin is not None
        if not said_where or site not in {None, "same-origin"} or origin not in {None, *self._place.origins}:
            return "A change must come from a page of this server."
        if TOKEN_COOKIE not in cookies or "authorization" in headers:
            return "A change must bring its page's token."
        return None

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [self._closed_cookie(name, value) for name, value in message.get("headers", [])]
                named = {name.lower() for name, _ in given}
                added = [*_HEADERS, (b"content-security-policy", DATASETTE_POLICY.encode())]
                if self._place.secure:
                    added.append((b"strict-transport-security", b"max-age=31536000"))
                message = dict(message) | {"headers": given + [pair for pair in added if pair[0] not in named]}
            await send(message)

        return sending

    def _closed_cookie(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        if name.lower() == b"set-cookie" and value.startswith(TOKEN_COOKIE.encode()):
            value += b"; HttpOnly; Secure" if self._place.secure else b"; HttpOnly"
        return name, value

    async def _ask_to_log_in(self, scope: Scope, send: Send) -> None:
        if scope["method"] == "GET" and not scope["path"].endswith((".json", ".csv", ".jsono")):
            wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            location = f"/-/login?next={quote(wanted, safe='')}"
            await _answer(send, 302, "Log in first.", ((b"location", location.encode("latin-1")),))
        else:
            await _answer(send, 401, "Log in first.")


def _cookies(header: str, ours: Collection[str]) -> dict[str, str]:
    """Return those of the cookies that are ours.

    Cookies know no ports, so those of every other program on localhost come along. Python's SimpleCookie, with which
    Datasette and asgi-csrf read them, gives up at the first that it finds odd, with ours behind it: it sees ours alone.
    """
    pairs = (pair.partition("=") for pair in header.split(";"))
    named = ((name.strip(), value.strip()) for name, _, value in pairs)
    return {name: value for name, value in named if name in ours and _OUR_VALUE.fullmatch(value)}


def _limited(receive: Receive) -> Receive:
    count = 0

    async def receiving() -> Message:
        nonlocal count
        message = await receive()
        if message["type"] == "http.request":
            count += len(message.get("body", b""))
            if count > MOST_BYTES:
                # The rest is dropped: what came is a cut body, which no view can read.
                return {"type": "http.request", "body": b"", "more_body": False}
        return message

    return receiving


async def _answer(send: Send, status: int, text: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    own = (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-security-policy", OWN_POLICY.encode()),
        (b"cache-control", b"no-store"),
    )
    await send({"type": "http.response.start", "status": status, "headers": [*own, *_HEADERS, *headers]})
    await send({"type": "http.response.body", "body": f"{text}\n".encode()})
