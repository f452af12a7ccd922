"""One request as a view sees it, and the answers that a view gives."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from datasette.utils.asgi import Response

from pipeline.store import Reviewer, Role
from pipeline.web.desk import Desk
from pipeline.web.gate import LANGUAGE_COOKIE, OWN_POLICY
from pipeline.web.messages import choose_language, say
from pipeline.web.sessions import Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request, who sent it, and what a view may use to answer it."""

    request: Any
    """Datasette's own."""
    datasette: Any
    desk: Desk
    sessions: Sessions
    reviewer: Reviewer | None
    database: str
    """The name of the served database."""

    @property
    def arguments(self) -> Mapping[str, str]:
        """The last value of each parameter of the query string."""
        return dict(parse_qsl(self.request.query_string, keep_blank_values=True))

    @property
    def address(self) -> str | None:
        client = self.request.scope.get("client")
        return client[0] if client else None

    def reviewer_names(self) -> dict[str, str]:
        """Return the names of all who ever reviewed here, by id."""
        accounts = self.sessions.accounts
        return {} if accounts is None else {one.id: one.name for one in accounts.all()}

    def say(self, key: str, **values: object) -> str:
        """Return words of the catalogue in the reader's language."""
        return say(language_of(self.request), key, **values)

    async def form(self) -> Mapping[str, str]:
        """Return the fields of a form that was sent."""
        return dict(parse_qsl((await self.request.post_body()).decode("utf-8", "replace"), keep_blank_values=True))

    async def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page of ours."""
        html = await self.datasette.render_template(template, values, request=self.request)
        return Response.html(html, status=status, headers={"content-security-policy": OWN_POLICY})

    async def problem(self, status: int, key: str, **values: object) -> Response:
        """Return a page that says in one line what is wrong and what to do."""
        return await self.page("problem.html", status=status, problem=self.say(key, **values))


View = Callable[[Call], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One row of the pages: a path, the view that answers it, and the role it asks for."""

    path: str
    view: View
    role: Role | None = None
    """None: whoever may read."""
    method: str = "GET"
    nav: str | None = None
    """The key of its words in the navigation, for a page that stands there."""


def answer_json(value: object, *, status: int = 200) -> Response:
    """Return a value as JSON."""
    return Response(
        json.dumps(value, ensure_ascii=False),
        status=status,
        headers={"content-security-policy": OWN_POLICY, "cache-control": "no-store"},
        content_type="application/json; charset=utf-8",
    )


def language_of(request: Any) -> str:
    """Return the language that a reader has chosen or their browser asks for."""
    cookies = request.scope.get("cookies", {})
    return choose_language(cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", ""))


def local_path(wanted: str | None, *, otherwise: str) -> str:
    """Return a path of this server to go on to; anything else (another site's address) becomes ``otherwise``."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or not wanted.isprintable():
        return otherwise
    return otherwise if "\\" in wanted else wanted
