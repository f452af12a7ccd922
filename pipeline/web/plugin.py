"""The plugin that makes our pages part of Datasette: routes, words for its templates, guarded connections."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from pipeline.store import Reviewer, Role, forbid_all_but_reading
from pipeline.web.calls import Call, Page, answer_json, language_of
from pipeline.web.desk import Desk
from pipeline.web.messages import LANGUAGES, say
from pipeline.web.pages import PAGES
from pipeline.web.sessions import Sessions

STATIC = Path(__file__).with_name("static")


class PressfactsPlugin:
    """Registered for one running server; an installed plugin would load in every Datasette of the environment."""

    __name__ = "pressfacts"

    def __init__(self, *, database: str, desk: Desk, sessions: Sessions) -> None:
        self._database = database
        self._desk = desk
        self._sessions = sessions
        self._version = _static_version()

    @hookimpl
    def register_routes(self, datasette: Any) -> list[tuple[str, Callable[[Any], Awaitable[Response]]]]:
        """Return a route a path; the method chooses the page."""
        paths: dict[str, dict[str, Page]] = {}
        for page in PAGES:
            paths.setdefault(page.path, {})[page.method] = page
        return [(rf"{path}$", self._route(datasette, pages)) for path, pages in paths.items()]

    @hookimpl
    def prepare_jinja2_environment(self, env: Any) -> None:
        """Let the base be rendered where Datasette leaves the variables of plugins out."""
        env.globals.update(self.extra_template_vars(request=None))

    @hookimpl
    def extra_template_vars(self, request: Any) -> dict[str, object]:
        """Return what the shared base of all pages needs."""
        language = language_of(request) if request is not None else LANGUAGES[0]
        reviewer = request.scope.get("reviewer") if request is not None else None
        path = request.path if request is not None else "/"
        here = path + (f"?{request.query_string}" if request is not None and request.query_string else "")
        return {
            "say": partial(say, language),
            "language": language,
            "languages": LANGUAGES,
            "here": here,
            "reviewer": reviewer,
            "navigation": self._navigation(path, reviewer),
            "static": lambda name: f"/-/pressfacts/{name}?{self._version}",
        }

    @hookimpl
    def prepare_connection(self, conn: Any, database: str) -> None:
        """Guard every connection to the served file."""
        if database == self._database:
            forbid_all_but_reading(conn)

    @hookimpl(hookwrapper=True)
    def handle_exception(self, datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
        """Answer with one line in the house's page, instead of Datasette's traceback with every local variable."""
        outcome = yield

        async def respond() -> Response:
            status = getattr(exception, "status", 500)
            message = str(getattr(exception, "message", None) or exception) or type(exception).__name__
            if getattr(exception, "message_is_html", False):
                # Only an interrupted query answers so, with a script in it.
                seconds = datasette.setting("sql_time_limit_ms") // 1000
                message = say(language_of(request), "problem.slow", seconds=seconds)
            elif status == 404 and not request.path.endswith(".json"):
                # Datasette's own words are English alone, and name what the address has already named.
                message = say(language_of(request), "problem.missing")
            if status >= 500:
                sys.stderr.write(f"pressfacts: {request.path}: {type(exception).__name__}: {message}\n")
            if request.path.endswith(".json"):
                return answer_json({"ok": False, "error": message, "status": status}, status=status)
            html = await datasette.render_template("problem.html", {"problem": message}, request=request)
            return Response.html(html, status=status)

        outcome.force_result([respond])

    def _navigation(self, path: str, reviewer: Reviewer | None) -> list[dict[str, object]]:
        own = path.startswith("/-/")
        entries: list[dict[str, object]] = [{"path": f"/{self._database}", "words": "nav.browse", "here": not own}]
        for page in PAGES:
            if page.nav is not None and (page.role is None or _may(reviewer, page.role)):
                here = path == page.path or path.startswith(f"{page.path}/")
                entries.append({"path": page.path, "words": page.nav, "here": here})
        return entries

    def _route(self, datasette: Any, pages: dict[str, Page]) -> Callable[[Any], Awaitable[Response]]:
        async def respond(request: Any) -> Response:
            call = Call(
                request=request,
                datasette=datasette,
                desk=self._desk,
                sessions=self._sessions,
                reviewer=request.scope.get("reviewer"),
                database=self._database,
            )
            page = pages.get("GET" if request.method == "HEAD" else request.method)
            if page is None:
                return await call.problem(405, "problem.method")
            if page.role is not None and call.reviewer is None:
                return await call.problem(401, "problem.login")
            if page.role is not None and not _may(call.reviewer, page.role):
                return await call.problem(403, "problem.role", role=call.say(f"account.{page.role}"))
            return await page.view(call)

        return respond


def _may(reviewer: Reviewer | None, role: Role) -> bool:
    return reviewer is not None and reviewer.role.may(role)


def _static_version() -> str:
    # In the address of each file, so that a browser may keep what it has until it changes.
    digest = sha256()
    for path in sorted(STATIC.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
