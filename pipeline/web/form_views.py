"""What the form of a fact asks while someone types: how a value reads, which institutions a name may mean."""

from __future__ import annotations

from functools import cache

from datasette.utils.asgi import Response

from extractors.facts import KINDS
from extractors.forms import reading_form
from extractors.registry import Registry, load_own_registry
from pipeline.web.calls import Call, answer_json
from pipeline.web.fact_forms import FieldRefused, Quote, find_institutions, read_fields, suggest


@cache
def registry() -> Registry:
    """Return the registry with this installation's own files, read once."""
    return load_own_registry()


async def show_reading(call: Call) -> Response:
    """Say how the fields read, or which of them does not and why."""
    arguments = call.arguments
    kind = arguments.get("kind", "")
    if kind not in KINDS:
        return _unknown_kind(call)
    try:
        fact = read_fields(kind, _quote(arguments.get("quote", "")), arguments, registry())
    except FieldRefused as refused:
        return answer_json({"field": refused.field, "problem": call.say(f"form.{refused.why}")})
    return answer_json({"reading": reading_form(fact)})


async def show_suggestion(call: Call) -> Response:
    """Say what the readers make of a selected text."""
    kind = call.arguments.get("kind", "")
    if kind not in KINDS:
        return _unknown_kind(call)
    return answer_json(suggest(kind, _quote(call.arguments.get("quote", "")), registry()))


async def show_institutions(call: Call) -> Response:
    """List the institutions that a typed name may mean."""
    return answer_json({"institutions": find_institutions(registry(), call.arguments.get("q", "")[:60])})


async def show_token(call: Call) -> Response:
    """Give the page a fresh token: the one that it was loaded with ends with the cookie it belongs to."""
    return answer_json({"token": call.request.scope["csrftoken"]()})


def _quote(text: str) -> Quote:
    text = text[:2000]
    return Quote(start=0, end=len(text), text=text)


def _unknown_kind(call: Call) -> Response:
    return answer_json({"problem": call.say("form.choice")}, status=400)
