"""The article page: the text with its facts marked, and what its script needs."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from pipeline.store import Role, Status
from pipeline.web import marking
from pipeline.web.calls import Call, language_of
from pipeline.web.fact_forms import CHOICES, FIELDS
from pipeline.web.messages import words_of
from pipeline.web.shown import show_fact

KEYS = (("institution", "i"), ("amount", "m"), ("duration", "d"), ("count", "c"))
"""The kinds and the keys that add one."""

_WORDS = (
    *("kind", "status", "verdict", "act", "field", "bound", "per", "role", "form", "type", "review", "saving"),
    "nav",
)


async def show_article(call: Call) -> Response:
    """Show one article with its facts, to be read or reviewed."""
    key = call.arguments.get("key", "")
    article = await call.desk.read(lambda store: store.review_article(key))
    if article is None:
        return await call.problem(404, "problem.article")
    names = call.reviewer_names()
    # A stale one stands in an earlier text: it is listed, and marked nowhere in this one.
    placed = [fact for fact in article.facts if fact.status != Status.STALE]
    return await call.page(
        "article.html",
        article=article.article,
        source=_web_address(article.article.url),
        paragraphs=marking.mark_paragraphs(article.article.text, [fact.fact for fact in placed]),
        facts=[{"id": fact.id, "kind": fact.fact.kind, "status": fact.status} for fact in placed],
        kinds=KEYS,
        can=can_review(call),
        data=page_data(call)
        | {
            "article": article.article.key,
            "revision": article.article.revision,
            "facts": [show_fact(fact, names) for fact in article.facts],
            "fields": FIELDS,
            "choices": CHOICES,
            "here": f"{call.request.path}?{call.request.query_string}",
        },
    )


def page_data(call: Call) -> dict[str, Any]:
    """Return what the scripts of every review page need."""
    language = language_of(call.request)
    return {
        "words": words_of(language, _WORDS),
        "language": language,
        "database": call.database,
        "reviewer": None if call.reviewer is None else call.reviewer.id,
        "token": call.request.scope["csrftoken"](),
        "can": can_review(call),
        "here": call.request.path,
    }


def can_review(call: Call) -> bool:
    """Return whether the one who asks may decide."""
    return call.reviewer is not None and call.reviewer.role.may(Role.REVIEWER)


def _web_address(url: str | None) -> str | None:
    # An article's address comes from outside: javascript: would run in our page.
    return url if url is not None and url.startswith(("https://", "http://")) else None
