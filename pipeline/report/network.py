"""Who is named with whom, as a Vega specification: laid out by forces, zoomed and moved by signals."""

from __future__ import annotations

from typing import Any

from pipeline.report.evidence import Groups
from pipeline.report.style import ACCENT, FONT, INK, PUBLISHERS
from pipeline.report.words import Say
from pipeline.store import Network

_HEIGHT = 540
_ABOVE = 56
_TYPES = ("government", "local_government", "legislature", "public_corporation", "company", "university")
OTHER_TYPE = "#7d8794"
_COLOURS = dict(zip(_TYPES, PUBLISHERS, strict=False))


def draw_network(network: Network, say: Say, groups: Groups) -> dict[str, Any]:
    """Return the network; a node leads to the sentences of all its pairs, a line to those of one."""
    names = {one.id: one.name for one in network.institutions}
    lines = []
    of_node: dict[str, list[str]] = {name: [] for name in names}
    for pair in network.pairs:
        label = f"{names[pair.one]} · {names[pair.other]}"
        group = groups.add(label, pair.evidence)
        of_node[pair.one].append(group)
        of_node[pair.other].append(group)
        tip = {say("institution"): label, say("texts_together"): f"{pair.texts:,}"}
        ends = {"source": pair.one, "target": pair.other, "one": pair.one, "other": pair.other}
        lines.append({**ends, "texts": pair.texts, "group": group, "tip": tip})
    nodes = [
        {
            "id": one.id,
            "name": one.name,
            "texts": one.texts,
            "type": _type(one.type, say),
            "group": " ".join(of_node[one.id]),
            "tip": {say("institution"): one.name, say("texts"): f"{one.texts:,}"},
        }
        for one in network.institutions
    ]
    shown = {one.type for one in network.institutions}
    types = {_type(name, say): _COLOURS.get(name, OTHER_TYPE) for name in [*_TYPES, "other"] if name in shown}
    if shown - set(_TYPES):
        types[_type("other", say)] = OTHER_TYPE
    return _specification(nodes, lines, types)


def _type(name: str, say: Say) -> str:
    return say(f"type_{name if name in _TYPES else 'other'}")


def _specification(nodes: list[dict[str, Any]], lines: list[dict[str, Any]], types: dict[str, str]) -> dict[str, Any]:
    # The forces put nodes in the place of a line's source and target, so what is drawn is another copy of the lines.
    ends = [{name: line[name] for name in ("one", "other", "texts", "group", "tip")} for line in lines]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "background": "#ffffff",
        "height": _HEIGHT,
        "width": 900,
        "padding": {"top": _ABOVE, "left": 0, "right": 0, "bottom": 0},
        "autosize": "none",
        "signals": _signals(),
        "data": [
            {"name": "lines", "values": lines},
            {"name": "nodes", "values": nodes, "transform": [_forces(len(nodes))]},
            {"name": "ends", "values": ends, "transform": [_lookup()]},
        ],
        "scales": [
            *(_place(name, size) for name, size in (("x", "width"), ("y", "height"))),
            {"name": "size", "type": "sqrt", "domain": {"data": "nodes", "field": "texts"}, "range": [4, 20]},
            {"name": "colour", "type": "ordinal", "domain": list(types), "range": list(types.values())},
            {"name": "stroke", "type": "sqrt", "domain": {"data": "ends", "field": "texts"}, "range": [1, 7]},
        ],
        "legends": [_legend()],
        "marks": [
            _rules(),
            _circles(),
            _names(),
        ],
    }  # fmt: skip


def _legend() -> dict[str, Any]:
    return {
        "fill": "colour",
        "orient": "none",
        "legendX": 12,
        "legendY": 12 - _ABOVE,
        "direction": "horizontal",
        "columns": {"signal": "max(3, floor(width / 120))"},
        "symbolType": "circle",
        "labelFont": FONT,
        "labelFontSize": 12,
    }


def _lookup() -> dict[str, Any]:
    return {"type": "lookup", "from": "nodes", "key": "id", "fields": ["one", "other"], "as": ["a", "b"]}


def _forces(nodes: int) -> dict[str, Any]:
    return {
        "type": "force",
        "static": True,
        "iterations": 400,
        "forces": [
            {"force": "center", "x": 0, "y": 0},
            {"force": "collide", "radius": 26},
            {"force": "nbody", "strength": -60 if nodes > 30 else -140},
            {"force": "link", "links": "lines", "id": "id", "distance": 70},
            # Parts that nothing joins to the rest stay in sight.
            {"force": "x", "x": 0, "strength": 0.06},
            {"force": "y", "y": 0, "strength": 0.12},
        ],
    }


def _place(name: str, size: str) -> dict[str, Any]:
    middle, half = f"(extent_{name}[0] + extent_{name}[1]) / 2", f"(extent_{name}[1] - extent_{name}[0]) / 2 + 40"
    shift = f"pan_{name} / zoom * 2 * ({half}) / {size}"
    domain = f"[{middle} - ({half}) / zoom - {shift}, {middle} + ({half}) / zoom - {shift}]"
    return {"name": name, "type": "linear", "zero": False, "domain": {"signal": domain}, "range": size}


def _signals() -> list[dict[str, Any]]:
    wheel = {
        "events": [{"source": "view", "type": "wheel", "filter": "event.ctrlKey || event.metaKey", "consume": True}],
        "update": "clamp(zoom * pow(1.002, -event.deltaY), 1, 12)",
    }
    begin = {"events": "view:pointerdown", "update": "[event.clientX, event.clientY, pan_x, pan_y]"}
    events = "[view:pointerdown, window:pointerup] > window:pointermove"
    return [
        {"name": "zoom", "value": 1, "on": [wheel]},
        {"name": "start", "value": [0, 0, 0, 0], "on": [begin]},
        {"name": "pan_x", "value": 0, "on": [{"events": events, "update": "start[2] + event.clientX - start[0]"}]},
        {"name": "pan_y", "value": 0, "on": [{"events": events, "update": "start[3] + event.clientY - start[1]"}]},
        {"name": "extent_x", "update": "extent(pluck(data('nodes'), 'x'))"},
        {"name": "extent_y", "update": "extent(pluck(data('nodes'), 'y'))"},
    ]


def _rules() -> dict[str, Any]:
    ends = {
        f"{axis}{number}": {"scale": axis, "field": f"{end}.{axis}"}
        for axis in "xy"
        for number, end in (("", "a"), ("2", "b"))
    }
    return {
        "type": "rule",
        "name": "line",
        "from": {"data": "ends"},
        "encode": {
            "enter": {
                "stroke": {"value": ACCENT},
                "strokeWidth": {"scale": "stroke", "field": "texts"},
                "cursor": {"value": "pointer"},
                "tooltip": {"field": "tip"},
            },
            "update": {**ends, "strokeOpacity": {"value": 0.28}},
            "hover": {"strokeOpacity": {"value": 0.9}},
        },
    }


def _circles() -> dict[str, Any]:
    place = {axis: {"scale": axis, "field": axis} for axis in "xy"}
    return {
        "type": "symbol",
        "name": "node",
        "from": {"data": "nodes"},
        "encode": {
            "enter": {
                "fill": {"scale": "colour", "field": "type"},
                "stroke": {"value": "#ffffff"},
                "size": {"signal": "4 * pow(scale('size', datum.texts), 2)"},
                "cursor": {"value": "pointer"},
                "tooltip": {"field": "tip"},
            },
            "update": {**place, "strokeWidth": {"value": 1.5}},
            "hover": {"strokeWidth": {"value": 3}},
        },
    }


def _names() -> dict[str, Any]:
    below = {"scale": "y", "field": "y", "offset": {"signal": "scale('size', datum.texts) + 4"}}
    return {
        "type": "text",
        "from": {"data": "nodes"},
        "interactive": False,
        "encode": {
            "enter": {
                "text": {"field": "name"},
                "align": {"value": "center"},
                "baseline": {"value": "top"},
                "font": {"value": FONT},
                "fill": {"value": INK},
                "limit": {"value": 130},
            },
            "update": {
                "x": {"scale": "x", "field": "x"},
                "y": below,
                "fontSize": {"signal": "clamp(9 + scale('size', datum.texts) / 6 + zoom, 10, 15)"},
            },
        },
    }
