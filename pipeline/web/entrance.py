"""Coming in and going out: login, logout, the one-time link, the language."""

from __future__ import annotations

from datasette.utils.asgi import Response

from pipeline.web.calls import Call, local_path
from pipeline.web.gate import LANGUAGE_COOKIE
from pipeline.web.messages import LANGUAGES
from pipeline.web.sessions import TooManyTries


async def show_login(call: Call) -> Response:
    """Ask for a name and a password."""
    return await call.page("login.html", next=local_path(call.arguments.get("next"), otherwise="/-/review"), wrong=None)


async def log_in(call: Call) -> Response:
    """Begin a session, or say what was wrong without saying which of the two."""
    fields = await call.form()
    wanted = local_path(fields.get("next"), otherwise="/-/review")
    name, password = fields.get("name", ""), fields.get("password", "")
    try:
        cookie = await call.sessions.log_in(name, password, address=call.address)
    except TooManyTries as refused:
        words = call.say("login.wait", minutes=refused.wait // 60 + 1)
        answer = await call.page("login.html", next=wanted, wrong=words, name=name, status=429)
        answer.headers["retry-after"] = str(refused.wait)
        return answer
    if cookie is None:
        return await call.page("login.html", next=wanted, wrong=call.say("login.wrong"), name=name, status=403)
    return _go_on(wanted, cookie)


async def log_out(call: Call) -> Response:
    """End the session."""
    return _go_on("/-/login", call.sessions.log_out(call.request.scope["cookies"]))


async def enter(call: Call) -> Response:
    """Begin the session of the one who sits at this machine, who was shown the link in the terminal.

    The page goes on by itself: a redirect out of a link in another program would leave the strict cookie behind.
    """
    cookie = call.sessions.enter(call.arguments.get("key", ""), address=call.address)
    if cookie is None:
        return await call.problem(403, "enter.used")
    answer = await call.page("entered.html")
    answer.headers["set-cookie"] = cookie
    return answer


async def choose(call: Call) -> Response:
    """Keep the chosen language in a cookie and go back to the page."""
    language = call.arguments.get("to")
    if language not in LANGUAGES:
        return await call.problem(404, "problem.missing")
    cookie = f"{LANGUAGE_COOKIE}={language}; Path=/; SameSite=Lax; Max-Age=31536000"
    return _go_on(local_path(call.arguments.get("next"), otherwise="/"), cookie)


def _go_on(path: str, cookie: str) -> Response:
    return Response("", status=303, headers={"location": path, "set-cookie": cookie, "cache-control": "no-store"})
