"""Bodies that editors keep as trees, and data whose values are named by their place."""

from __future__ import annotations

from pipeline.clean.page import Json, JsonValue, load

MOST_PLACES = 20_000
RICH = ("blocks", "content", "children", "root")
"""Where the editors' trees hold their parts."""
DEEPEST_TEXT = 8


def hydrate(value: JsonValue) -> JsonValue:
    """Return a list whose objects name their values by place (Nuxt's data) with the values put in, else ``value``."""
    if not isinstance(value, list) or not any(
        isinstance(one, dict) and one and refers(one, len(value)) for one in value
    ):
        return value

    def resolve(one: JsonValue, depth: int) -> JsonValue:
        if depth and isinstance(one, dict) and refers(one, len(value)):
            return {key: resolve(value[place], depth - 1) for key, place in one.items() if isinstance(place, int)}
        return one

    return [resolve(one, 3) for one in value[:MOST_PLACES]]


def refers(node: Json, size: int) -> bool:
    """Return whether all values of an object are places in a list of ``size``."""
    return all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one < size for one in node.values())


def tree_in(value: JsonValue) -> list[JsonValue] | None:
    """Return the parts of a body that an editor keeps as a tree, or as the JSON of one; None where it is none."""
    if isinstance(value, str):
        value = load(value) if value.startswith('{"') else None
    for _ in range(2):
        if not isinstance(value, dict):
            break
        value = next((value[key] for key in RICH if isinstance(value.get(key), (dict, list))), None)
    return value if isinstance(value, list) and value and isinstance(value[0], dict) else None


def texts_of(element: JsonValue, depth: int = DEEPEST_TEXT) -> str:
    """Return the text of one element of a body that is a list of elements; its own elements may hold it."""
    if not isinstance(element, dict) or not depth:
        return ""
    for key in ("content", "text", "value", "html", "data"):
        if isinstance(text := element.get(key), str):
            return text
    if isinstance(data := element.get("data"), dict):
        return texts_of(data, depth - 1)
    for key in ("children", "content"):
        if isinstance(parts := element.get(key), list):
            return "".join(texts_of(one, depth - 1) for one in parts)
    return ""
