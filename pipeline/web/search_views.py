"""The search page: articles by their words, narrowed as ``pressfacts search`` narrows, and the same as JSON."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlencode

from datasette.utils.asgi import Response
from markupsafe import Markup

from extractors.facts import KINDS
from pipeline.asking import name_institution
from pipeline.store import FactQuery, Hit, SearchAnswer, SearchQuery, SearchUnreadable, Snippet, Store
from pipeline.web.calls import Call, answer_json
from pipeline.web.filters import AskedAmiss, read_choice, read_day, read_limits, unreadable

FILTERS = ("q", "publisher", "since", "until", "kind", "min", "max", "institution", "order", "page")
ORDERS = ("ranked", "newest")
_A_PAGE = 20
_LAST_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """An article that was found, its words marked."""

    href: str
    title: Markup
    text: Markup
    publisher: str | None
    published: datetime | None
    url: str | None


class NoSuchPage(Exception):
    """A page of hits beyond the last, or a number that is none; ``last`` is the last that there is."""

    def __init__(self, last: int) -> None:
        super().__init__(str(last))
        self.last = last


async def show_search(call: Call) -> Response:
    """Show a search field, and a page of what was found."""
    filters = _filters(call)
    problem, answer, last, status = None, SearchAnswer(hits=()), None, 200
    try:
        answer = await _ask(call, filters)
    except AskedAmiss as amiss:
        problem = amiss.words(call)
    except NoSuchPage as beyond:
        problem, last, status = call.say("search.no_page", page=filters["page"]), beyond.last, 404
    page = _page(filters) or 1
    return await call.page(
        "search.html",
        status=status,
        filters=filters,
        problem=problem,
        last=None if last is None else {"page": last, "href": _address(filters, last)},
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
        return answer_json({"ok": False, "error": amiss.words(call)}, status=400)
    except NoSuchPage as beyond:
        words = call.say("search.no_page", page=filters["page"])
        last = _address(filters, beyond.last, path="/-/search.json")
        return answer_json({"ok": False, "error": words, "last": last}, status=404)
    page = _page(filters) or 1
    more = len(answer.hits) > _A_PAGE and page < _LAST_PAGE
    return answer_json(
        {
            "ok": True,
            "query": filters["q"],
            "order": filters["order"] or ORDERS[0],
            "ranked": answer.ranked,
            "only_newest_ranked": answer.cut,
            "next": _address(filters, page + 1, path="/-/search.json") if more else None,
            "hits": [_record(hit) for hit in answer.hits[:_A_PAGE]],
        }
    )


def _filters(call: Call) -> dict[str, str]:
    return {name: call.arguments.get(name, "").strip() for name in FILTERS}


async def _ask(call: Call, filters: Mapping[str, str]) -> SearchAnswer:
    if not filters["q"]:
        return SearchAnswer(hits=())
    query, page = _read_query(filters), _page(filters)
    try:
        if page is None:
            raise NoSuchPage(await call.desk.read(lambda store: _last_page(store, query)))
        asked = replace(query, offset=(page - 1) * _A_PAGE)
        answer = await call.desk.read(lambda store: store.search(asked))
        if page > 1 and not answer.hits:
            raise NoSuchPage(await call.desk.read(lambda store: _last_page(store, query)))
    except SearchUnreadable as words:
        raise unreadable(words) from None
    return answer


def _last_page(store: Store, query: SearchQuery) -> int:
    # Halved again and again: how many there are is not counted where they are not ranked.
    def is_empty(page: int) -> bool:
        return not store.search(replace(query, offset=(page - 1) * _A_PAGE, limit=1)).hits

    return 1 + bisect_left(range(2, _LAST_PAGE + 1), True, key=is_empty)


def _read_query(filters: Mapping[str, str]) -> SearchQuery:
    kind = read_choice("kind", filters["kind"], tuple(KINDS), otherwise=None)
    order = read_choice("order", filters["order"], ORDERS, otherwise=ORDERS[0])
    facts = FactQuery(**read_limits(filters["min"], filters["max"], kind=kind))
    return SearchQuery(
        text=filters["q"],
        publisher=filters["publisher"] or None,
        since=read_day("since", filters["since"]),
        until=read_day("until", filters["until"]),
        facts=None if facts == FactQuery() else facts,
        institution=name_institution(filters["institution"] or None),
        ranked=order == "ranked",
        limit=_A_PAGE + 1,
    )


def _page(filters: Mapping[str, str]) -> int | None:
    text = filters["page"] or "1"
    page = int(text) if text.isdecimal() and len(text) < 5 else 0
    return page if 1 <= page <= _LAST_PAGE else None


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
