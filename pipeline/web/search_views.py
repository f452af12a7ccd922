"""The search page: articles by their words, narrowed as ``pressfacts search`` narrows, and the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import quote, urlencode

from datasette.utils.asgi import Response
from markupsafe import Markup

from extractors.facts import KINDS
from pipeline.asking import LimitUnreadable, name_institution, read_limits
from pipeline.store import FactQuery, Hit, SearchAnswer, SearchQuery, SearchUnreadable, Snippet
from pipeline.web.calls import Call, answer_json

KST = timezone(timedelta(hours=9))
FILTERS = ("q", "publisher", "since", "until", "kind", "min", "max", "institution", "order", "page")
_A_PAGE = 20
_LAST_PAGE = 50


class AskedAmiss(Exception):
    """A search that cannot be read; the message says in a line what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """An article that was found, its words marked."""

    href: str
    title: Markup
    text: Markup
    publisher: str | None
    published: datetime | None
    url: str | None


async def show_search(call: Call) -> Response:
    """Show a search field, and a page of what was found."""
    filters = _filters(call)
    problem, answer = None, SearchAnswer(hits=())
    try:
        answer = await _ask(call, filters)
    except AskedAmiss as amiss:
        problem = str(amiss)
    page = _page(filters)
    return await call.page(
        "search.html",
        filters=filters,
        problem=problem,
        asked=bool(filters["q"]) and problem is None,
        hits=[_shown(hit) for hit in answer.hits[:_A_PAGE]],
        answer=answer,
        page=page,
        earlier=_address(filters, page - 1) if page > 1 else None,
        later=_address(filters, page + 1) if len(answer.hits) > _A_PAGE and page < _LAST_PAGE else None,
        kinds=[("", call.say("queue.any")), *((kind, call.say(f"kind.{kind}")) for kind in KINDS)],
        json=_address(filters, page, path="/-/search.json"),
    )


async def show_search_json(call: Call) -> Response:
    """Return a page of what was found; ``marks`` are spans in code points of the text beside them."""
    filters = _filters(call)
    try:
        answer = await _ask(call, filters)
    except AskedAmiss as amiss:
        return answer_json({"ok": False, "error": str(amiss)}, status=400)
    more = len(answer.hits) > _A_PAGE and _page(filters) < _LAST_PAGE
    return answer_json(
        {
            "ok": True,
            "query": filters["q"],
            "order": filters["order"],
            "ranked": answer.ranked,
            "only_newest_ranked": answer.cut,
            "next": _address(filters, _page(filters) + 1, path="/-/search.json") if more else None,
            "hits": [_record(hit) for hit in answer.hits[:_A_PAGE]],
        }
    )


def _filters(call: Call) -> dict[str, str]:
    filters = {name: call.arguments.get(name, "").strip() for name in FILTERS}
    return filters | {"order": "newest" if filters["order"] == "newest" else "ranked"}


async def _ask(call: Call, filters: Mapping[str, str]) -> SearchAnswer:
    if not filters["q"]:
        return SearchAnswer(hits=())
    try:
        query = _read_query(filters)
        return await call.desk.read(lambda store: store.search(query))
    except (LimitUnreadable, SearchUnreadable) as unreadable:
        raise AskedAmiss(str(unreadable)) from unreadable
    except ValueError:
        raise AskedAmiss(call.say("form.day")) from None


def _read_query(filters: Mapping[str, str]) -> SearchQuery:
    kind = filters["kind"] if filters["kind"] in KINDS else None
    limits = read_limits(filters["min"] or None, filters["max"] or None, kind=kind)
    facts = FactQuery(**limits)
    return SearchQuery(
        text=filters["q"],
        publisher=filters["publisher"] or None,
        since=_day(filters["since"]),
        until=_day(filters["until"]),
        facts=None if facts == FactQuery() else facts,
        institution=name_institution(filters["institution"] or None),
        ranked=filters["order"] == "ranked",
        limit=_A_PAGE + 1,
        offset=(_page(filters) - 1) * _A_PAGE,
    )


def _day(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=KST) if text else None


def _page(filters: Mapping[str, str]) -> int:
    text = filters["page"]
    return min(max(int(text[:4]), 1), _LAST_PAGE) if text.isdecimal() else 1


def _address(filters: Mapping[str, str], page: int, *, path: str = "/-/search") -> str:
    given = {name: text for name, text in filters.items() if text and name != "page"}
    return f"{path}?{urlencode(given | ({'page': str(page)} if page > 1 else {}))}"


def _shown(hit: Hit) -> ShownHit:
    return ShownHit(
        href=f"/-/review/article?key={quote(hit.article, safe='')}",
        title=_marked(hit.title),
        text=_marked(hit.text),
        publisher=hit.publisher,
        published=hit.published,
        url=hit.url if (hit.url or "").startswith(("http://", "https://")) else None,
    )


def _marked(snippet: Snippet) -> Markup:
    parts, last = Markup(), 0
    for start, end in snippet.marks:
        parts += snippet.text[last:start]
        parts += Markup("<mark>{}</mark>").format(snippet.text[start:end])
        last = end
    return parts + snippet.text[last:]


def _record(hit: Hit) -> dict[str, object]:
    return {
        "article": hit.article,
        "url": hit.url,
        "publisher": hit.publisher,
        "published": hit.published.isoformat() if hit.published else None,
        "title": {"text": hit.title.text, "marks": hit.title.marks},
        "snippet": {"text": hit.text.text, "marks": hit.text.marks},
        "score": hit.score,
    }
