"""The queue page: what is left to review under some filters, in an order that one chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from datasette.utils.asgi import Response

from extractors.facts import KINDS
from extractors.forms import reading_form
from pipeline.store import QueueItem, QueueQuery
from pipeline.web.article_views import page_data
from pipeline.web.calls import Call, answer_json
from pipeline.web.filters import AskedAmiss, read_choice, read_day, read_limits

ORDERS = ("newest", "doubtful", "random")
STATUSES = ("open", "accepted", "rejected", "corrected", "added", "stale")
FILTERS = ("kind", "status", "order", "seed", "publisher", "rule", "institution", "since", "until", "min", "max")
_MORE = ("rule", "institution", "since", "until", "min", "max", "seed")
_ONCE = {"min": "minimum", "max": "maximum"}
"""What filters were called before; links that were kept still say so."""
_MOST_ITEMS = 500
_AROUND = 60
"""Characters of the sentence shown before and after a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """A row of the queue."""

    fact: str
    article: str
    href: str
    kind: str
    status: str
    before: str
    quote: str
    after: str
    reading: str
    rule: str
    title: str | None
    publisher: str | None
    published: datetime | None


async def show_queue(call: Call) -> Response:
    """Show what is left, and how far the work has come."""
    filters = _filters(call)
    problem = None
    try:
        query = read_query(filters)
    except AskedAmiss as amiss:
        # Only how far the work has come is shown: a queue that nobody asked for would be worked through.
        problem, query = amiss.words(call), QueueQuery(limit=0)
    queue = await call.desk.read(lambda store: store.review_queue(query))
    shown = {"order": ORDERS[0], "status": STATUSES[0]} | {name: text for name, text in filters.items() if text}
    return await call.page(
        "queue.html",
        filters=dict.fromkeys(FILTERS, "") | shown,
        problem=problem,
        more=any(filters[name] for name in _MORE),
        items=[_shown(item) for item in queue.items],
        left="10,000+" if queue.more else f"{queue.left:,}",
        progress={"all": queue.all, "reviewed": queue.reviewed},
        choices={
            "kind": [("", call.say("queue.any")), *((kind, call.say(f"kind.{kind}")) for kind in KINDS)],
            "status": [
                *((status, call.say(f"status.{status}")) for status in STATUSES),
                ("any", call.say("queue.any")),
            ],
            "order": [(order, call.say(f"queue.{order}")) for order in ORDERS],
        },
        data=page_data(call) | {"filters": _query_string(filters)},
    )


async def show_queue_json(call: Call) -> Response:
    """List the next facts of the queue, for the article page that goes on through it."""
    try:
        query = read_query(_filters(call))
    except AskedAmiss as amiss:
        return answer_json({"problem": amiss.words(call)}, status=400)
    size = call.arguments.get("size", "")
    if size.isdecimal():
        query = replace(query, limit=min(int(size[:6]), _MOST_ITEMS))
    queue = await call.desk.read(lambda store: store.review_queue(query))
    return answer_json({"items": [{"fact": item.id, "article": item.article} for item in queue.items]})


def read_query(filters: Mapping[str, str]) -> QueueQuery:
    """Return the query that filters say; raises AskedAmiss for one that cannot be read."""
    given: dict[str, Any] = {name: filters[name] or None for name in ("publisher", "rule", "institution")}
    kind = read_choice("kind", filters["kind"], tuple(KINDS), otherwise=None)
    status = read_choice("status", filters["status"], (*STATUSES, "any"), otherwise=STATUSES[0])
    given["status"] = None if status == "any" else status
    given["order"] = read_choice("order", filters["order"], ORDERS, otherwise=ORDERS[0])
    given["seed"] = _seed(filters["seed"])
    given |= {name: read_day(name, filters[name]) for name in ("since", "until")}
    limits = read_limits(filters["min"], filters["max"], kind=kind)
    given |= {name: limits[name] for name in ("kind", "minimum", "maximum")}
    return QueueQuery(**given)


def _filters(call: Call) -> dict[str, str]:
    asked = call.arguments
    return {name: asked.get(name, asked.get(_ONCE.get(name, name), "")).strip() for name in FILTERS}


def _seed(text: str) -> int:
    if text and not (text.isdecimal() and len(text) <= 9):
        raise AskedAmiss("seed", "seed", text)
    return int(text or 0)


def _shown(item: QueueItem) -> ShownItem:
    at = item.fact.start - item.sentence_start
    inside = item.sentence[at : at + len(item.fact.text)] == item.fact.text
    before, after = (item.sentence[:at], item.sentence[at + len(item.fact.text) :]) if inside else ("", "")
    return ShownItem(
        fact=item.id,
        article=item.article,
        href=f"/-/review/article?key={quote(item.article, safe='')}#{quote(item.id)}",
        kind=item.fact.kind,
        status=item.status,
        before=before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
        quote=item.fact.text,
        after=after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
        reading=reading_form(item.fact),
        rule=item.fact.rule,
        title=item.title,
        publisher=item.publisher,
        published=item.published,
    )


def _query_string(filters: Mapping[str, str]) -> str:
    given = {name: text for name, text in filters.items() if text}
    return f"?{urlencode(given)}" if given else ""
