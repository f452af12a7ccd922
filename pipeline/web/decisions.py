"""What a reviewer decides, as JSON: stored, or answered with a conflict where the fact has changed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from datasette.utils.asgi import Response

from extractors.facts import KINDS, Fact
from extractors.forms import reading_form
from pipeline.store import NewReview, Review, ReviewConflict, ReviewRefused, Seen, Store, StoredReview, StoreUnusable
from pipeline.web.calls import Call, answer_json
from pipeline.web.fact_forms import FieldRefused, Quote, read_fields
from pipeline.web.form_views import registry
from pipeline.web.shown import show_fact, show_review

_VERDICTS = ("accept", "reject", "correct", "add")
_NOTE_LENGTH = 500


class _Unreadable(Exception):
    """A request that no page of ours sends."""


async def decide(call: Call) -> Response:
    """Store one decision and answer with the fact as it then stands; 409 where it is no longer what was seen."""
    try:
        new = _read_decision(call, await _body(call))
    except FieldRefused as refused:
        return _refuse(call, f"form.{refused.why}", field=refused.field)
    except _Unreadable:
        return _refuse(call, "decide.unreadable")
    return await _answer(call, lambda store: store.add_review(new), new)


async def undo(call: Call) -> Response:
    """Take a decision of one's own back: the named one, or the latest."""
    try:
        body = await _body(call)
        review = body.get("review")
        if review is not None and not isinstance(review, str):
            raise _Unreadable
    except _Unreadable:
        return _refuse(call, "decide.unreadable")
    assert call.reviewer is not None
    reviewer = call.reviewer.id
    return await _answer(call, lambda store: store.undo_review(reviewer, review))


async def _answer(call: Call, verb: Callable[[Store], StoredReview], new: NewReview | None = None) -> Response:
    names = call.reviewer_names()
    try:
        stored = await call.desk.write(verb)
    except ReviewConflict as conflict:
        theirs = conflict.theirs
        if theirs is not None and new is not None and _is_said_again(theirs, new):
            answer = {"review": theirs.id, "article": conflict.fact.article}
            return answer_json(answer | {"fact": show_fact(conflict.fact, names)})
        return answer_json(
            {
                "fact": show_fact(conflict.fact, names),
                "theirs": None if theirs is None else show_review(theirs, names),
                "yours": None if new is None or new.corrected is None else reading_form(new.corrected),
            },
            status=409,
        )
    except ReviewRefused as refused:
        return answer_json({"problem": str(refused)}, status=400)
    except StoreUnusable as unusable:
        # A database that is locked or full may take it later: the page tries again.
        return answer_json({"problem": str(unusable)}, status=503)
    fact = {"id": stored.id, "status": "gone"} if stored.fact is None else show_fact(stored.fact, names)
    return answer_json({"review": stored.review, "article": stored.article, "fact": fact})


def _is_said_again(last: Review, new: NewReview) -> bool:
    """Whether this word is stored already: the answer that said so was lost on its way to the page."""
    same = (last.reviewer, last.verdict) == (new.reviewer, new.verdict)
    return same and (new.corrected is None or last.fact == new.corrected)


async def _body(call: Call) -> Mapping[str, Any]:
    try:
        body = json.loads(await call.request.post_body())
        # Half a surrogate pair is JSON, and no text that can be stored.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise _Unreadable from None
    if not isinstance(body, dict):
        raise _Unreadable
    return body


def _read_decision(call: Call, body: Mapping[str, Any]) -> NewReview:
    assert call.reviewer is not None
    verdict, kind, note = body.get("verdict"), body.get("kind"), body.get("note")
    texts = {name: body.get(name) for name in ("article", "fact", "last", "quote")}
    if verdict not in _VERDICTS or any(value is not None and not isinstance(value, str) for value in texts.values()):
        raise _Unreadable
    if note is not None and (not isinstance(note, str) or len(note) > _NOTE_LENGTH):
        raise _Unreadable
    if texts["article"] is None or (texts["fact"] is None) != (verdict == "add"):
        raise _Unreadable
    return NewReview(
        verdict=verdict,
        reviewer=call.reviewer.id,
        article=texts["article"],
        fact_id=texts["fact"],
        last=texts["last"],
        corrected=_read_fact(kind, body) if verdict in {"correct", "add"} else None,
        note=note or None,
        seen=None if body.get("seen") is None else _read_seen(body["seen"]),
    )


def _read_seen(seen: object) -> Seen:
    if not isinstance(seen, dict):
        raise _Unreadable
    start, end, reading = (seen.get(name) for name in ("start", "end", "reading"))
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(reading, str):
        raise _Unreadable
    return Seen(start=start, end=end, reading=reading)


def _read_fact(kind: object, body: Mapping[str, Any]) -> Fact:
    start, end, quote, fields = (body.get(name) for name in ("start", "end", "quote", "fields"))
    if kind not in KINDS or not isinstance(quote, str) or not isinstance(fields, dict):
        raise _Unreadable
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise _Unreadable
    if not all(isinstance(value, str) for value in fields.values()):
        raise _Unreadable
    return read_fields(kind, Quote(start=start, end=end, text=quote), fields, registry())


def _refuse(call: Call, key: str, **more: object) -> Response:
    return answer_json({"problem": call.say(key), **more}, status=400)
