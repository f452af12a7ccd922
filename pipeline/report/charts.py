"""A report's charts as Vega-Lite specifications, their data inside; ``group`` leads from a mark to its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Any

from pipeline.report.evidence import Groups
from pipeline.report.network import draw_network
from pipeline.report.style import ACCENT, CONFIG, OTHER, PUBLISHERS, RAMP, SECOND
from pipeline.report.words import Say
from pipeline.store import BIN_EDGES, AmountRanking, DurationBin, ProvinceCount, Report

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture, with what it must not be taken for."""

    key: str
    title: str
    note: str
    spec: Spec
    zooms: bool = False


# Where the provinces lie, roughly: registry id, short name, column, row.
_TILES = (
    ("incheon", "인천", 0, 0), ("seoul", "서울", 1, 0), ("gyeonggi", "경기", 2, 0), ("gangwon", "강원", 3, 0),
    ("chungnam", "충남", 0, 1), ("sejong", "세종", 1, 1), ("chungbuk", "충북", 2, 1), ("gyeongbuk", "경북", 3, 1),
    ("jeonbuk", "전북", 0, 2), ("daejeon", "대전", 1, 2), ("daegu", "대구", 2, 2), ("ulsan", "울산", 3, 2),
    ("gwangju", "광주", 0, 3), ("jeonnam", "전남", 1, 3), ("gyeongnam", "경남", 2, 3), ("busan", "부산", 3, 3),
    ("jeju", "제주", 0, 4),
)  # fmt: skip

# 조, 억 and 만 as Korean readers count; other currencies in the same powers.
_MONEY_LABEL = (
    "datum.value >= 1e12 ? format(datum.value / 1e12, ',~g') + '조' : "
    "datum.value >= 1e8 ? format(datum.value / 1e8, ',~g') + '억' : "
    "datum.value >= 1e4 ? format(datum.value / 1e4, ',~g') + '만' : format(datum.value, ',~g')"
)
_COUNTED_OUT = 5
"""Up to here the axis of a count names every number."""
_BOUNDS = {"exact": "exact", "max": "most", "under": "most", "min": "least", "over": "least", "range": "range"}


def draw(report: Report, say: Say, groups: Groups) -> tuple[Chart, ...]:
    """Return the charts of a report that have something to show, and give ``groups`` their sentences."""
    charts = [*_over_time(report, say, groups)]
    charts += [_amounts(ranking, say, groups) for ranking in report.rankings]
    if report.durations:
        charts.append(_durations(report.durations, say, groups))
    if report.network.pairs:
        spec = draw_network(report.network, say, groups)
        network = report.network
        note = say("network_note", most=len(network.institutions), all=network.all_pairs, shown=len(network.pairs))
        charts.append(Chart(key="network", title=say("network"), note=note, spec=spec, zooms=True))
    if report.provinces:
        charts.append(_provinces(report.provinces, say, groups))
    return tuple(charts)


def _over_time(report: Report, say: Say, groups: Groups) -> list[Chart]:
    if not report.periods:
        return []
    named = list(dict.fromkeys(row.publisher for row in report.publishers if row.publisher is not None))
    shown = [name for name in named if any(row.publisher == name for row in report.periods)]
    others = say("others")
    rows = [
        {
            "period": row.period,
            "publisher": row.publisher or others,
            "order": shown.index(row.publisher) if row.publisher in shown else len(shown),
            "articles": row.articles,
            "facts": row.facts,
            "group": groups.add(f"{row.period} · {row.publisher or others}", row.evidence),
        }
        for row in report.periods
    ]
    domain = [*shown, *([others] if any(row.publisher is None for row in report.periods) else [])]
    colours = [*PUBLISHERS[: len(shown)], OTHER][: len(domain)]
    undated = report.articles - sum(row.articles for row in report.periods)
    note = say("over_time_note", publishers=len(shown), undated=undated)
    return [
        Chart(
            key=f"{field}-over-time",
            title=say(f"{field}_over_time"),
            note=note if field == "articles" else "",
            spec=_stacked(rows, field, (domain, colours), say),
        )
        for field in ("articles", "facts")
    ]


def _stacked(rows: list[Spec], field: str, scale: tuple[list[str], list[str]], say: Say) -> Spec:
    time: Spec = {
        "field": "period",
        "type": "ordinal",
        "scale": {"domain": list(_periods(rows[0]["period"], rows[-1]["period"])), "paddingInner": 0.12},
        "title": None,
        "axis": {"labelAngle": 0, "labelOverlap": True, "labelSeparation": 12, "ticks": False, "labelPadding": 6},
    }
    return _vega_lite(
        rows,
        height=240,
        mark={"type": "bar", "cursor": "pointer"},
        encoding={
            "x": time,
            "y": {
                "field": field,
                "type": "quantitative",
                "title": say(field),
                "axis": _counting(rows, "period", field),
            },
            "color": {
                "field": "publisher",
                "type": "nominal",
                "title": None,
                "scale": {"domain": scale[0], "range": scale[1]},
                "legend": {"orient": "top", "columns": {"expr": "max(2, floor(width / 130))"}},
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [
                {"field": "period", "title": say("period")},
                {"field": "publisher", "title": say("publisher")},
                {"field": "articles", "type": "quantitative", "title": say("articles"), "format": ","},
                {"field": "facts", "type": "quantitative", "title": say("facts"), "format": ","},
            ],
        },
    )


def _counting(rows: list[Spec], beside: str, field: str) -> Spec:
    """Return how an axis names whole numbers, up to the largest sum of the rows of one mark."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[beside]] += row[field]
    most = max(sums.values())
    # Vega halves a lone step, and rounds the half: up to a few every number is named.
    named: Spec = {"values": list(range(most + 1))} if most <= _COUNTED_OUT else {}
    return {"format": ",d", "tickMinStep": 1, **named}


def _periods(first: str, last: str) -> Iterator[str]:
    # Those without an article too, so that a gap in what was collected is seen.
    length, day, end = len(first), date.fromisoformat((first + "-01-01")[:10]), (last + "-01-01")[:10]
    while day.isoformat() <= end:
        yield day.isoformat()[:length]
        step = {4: 366, 7: 31, 10: 1}[length]
        later = day + timedelta(days=step)
        day = later if length == 10 else later.replace(day=1) if length == 7 else date(day.year + 1, 1, 1)


def _amounts(ranking: AmountRanking, say: Say, groups: Groups) -> Chart:
    names = list(dict.fromkeys(row.name for row in ranking.amounts))
    rows = []
    for row in ranking.amounts:
        sentence = row.evidence.sentences[0]
        quote = sentence.sentence[sentence.start : sentence.end]
        rows.append(
            {
                "institution": row.name,
                "value": row.value,
                "low": row.low if row.bound == "range" and row.low else None,
                "quote": quote,
                "sentence": sentence.sentence,
                "bound": say(f"bound_{_BOUNDS[row.bound]}"),
                "approx": say("approx" if row.approx else "precise"),
                "outlets": row.outlets,
                "publisher": sentence.publisher or say("unknown_publisher"),
                "period": (sentence.published or "")[:10],
                "group": groups.add(f"{row.name} · {quote}", row.evidence),
            }
        )
    note = say(
        "amounts_note",
        looked_at=ranking.looked_at,
        institutions=ranking.institutions,
        shown=len(names),
        each=max(sum(row.name == name for row in ranking.amounts) for name in names),
    )
    return Chart(
        key=f"amounts-{ranking.currency.lower()}-{ranking.per}",
        title=say(f"amounts_{ranking.per}", currency=ranking.currency),
        note=note,
        spec=_amount_dots(rows, names, say),
    )


def _amount_dots(rows: list[Spec], names: list[str], say: Say) -> Spec:
    bounds = [say(f"bound_{name}") for name in ("exact", "most", "least", "range")]
    least = floor(log10(min(row["low"] or row["value"] for row in rows)))
    most = max(ceil(log10(max(row["value"] for row in rows))), least + 1)
    steps = (1, 2, 5) if most - least < 3 else (1,)
    ticks = [step * 10**power for power in range(least, most) for step in steps] + [10**most]
    x = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"type": "log", "domain": [10**least, 10**most]},
        "axis": {"labelExpr": _MONEY_LABEL, "values": ticks, "labelOverlap": True, "labelSeparation": 8},
    }
    y = {"field": "institution", "type": "nominal", "sort": names, "title": None, "axis": {"grid": True}}
    tooltip = [
        {"field": name, "title": say(title)}
        for name, title in (
            ("institution", "institution"), ("quote", "amount"), ("bound", "claim"), ("approx", "rounding"),
            ("sentence", "sentence"), ("publisher", "publisher"), ("period", "period"), ("outlets", "outlets"),
        )
    ]  # fmt: skip
    dots = {
        "mark": {"type": "point", "size": 90, "strokeWidth": 1.6, "opacity": 1, "cursor": "pointer", "color": ACCENT},
        "encoding": {
            "x": x,
            "y": y,
            "shape": {
                "field": "bound",
                "type": "nominal",
                "title": None,
                "scale": {"domain": bounds, "range": ["circle", "triangle-left", "triangle-right", "diamond"]},
                "legend": {
                    "orient": "top",
                    "columns": {"expr": "max(1, floor(width / 150))"},
                    "symbolFillColor": ACCENT,
                    "symbolStrokeColor": ACCENT,
                },
            },
            "fill": {
                "field": "approx",
                "type": "nominal",
                "title": None,
                "scale": {"domain": [say("precise"), say("approx")], "range": [ACCENT, "#ffffff"]},
                "legend": {"orient": "top", "symbolStrokeColor": ACCENT},
            },
            "tooltip": tooltip,
        },
    }
    ranges = {
        "transform": [{"filter": "datum.low != null"}],
        "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 1.6},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "value"}, "y": y},
    }
    return _vega_lite(rows, height={"step": 26}, layer=[ranges, dots])


def _durations(bins: tuple[DurationBin, ...], say: Say, groups: Groups) -> Chart:
    labels = dict(zip(BIN_EDGES, say("bin_labels").split("|"), strict=True))
    rows = []
    for row in bins:
        label, part = labels[row.low], say("exact_lengths" if row.exact else "limits")
        group = groups.add(f"{label} · {part}", row.evidence)
        rows.append({"bin": label, "part": part, "number": row.number, "group": group})
    spec = _vega_lite(
        rows,
        height={"step": 24},
        mark={"type": "bar", "cursor": "pointer", "height": {"band": 0.78}},
        encoding={
            "y": {"field": "bin", "type": "nominal", "sort": list(labels.values()), "title": None},
            "x": {
                "field": "number",
                "type": "quantitative",
                "title": say("facts"),
                "axis": {"tickCount": 6} | _counting(rows, "bin", "number"),
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "title": None,
                "scale": {"domain": [say("exact_lengths"), say("limits")], "range": [ACCENT, SECOND]},
                "legend": {"orient": "top"},
            },
            "tooltip": [
                {"field": "bin", "title": say("duration")},
                {"field": "part", "title": say("claim")},
                {"field": "number", "type": "quantitative", "title": say("facts"), "format": ","},
            ],
        },
    )
    return Chart(key="durations", title=say("durations"), note=say("durations_note"), spec=spec)


def _provinces(counted: tuple[ProvinceCount, ...], say: Say, groups: Groups) -> Chart:
    by_name = {row.province: row for row in counted}
    rows = []
    for province, name, column, line in _TILES:
        row = by_name.get(province)
        group = groups.add(name, row.evidence) if row else None
        rows.append({"name": name, "column": column, "row": line, "texts": row.texts if row else 0, "group": group})
    place: Spec = {
        "x": {"field": "column", "type": "ordinal", "axis": None},
        "y": {"field": "row", "type": "ordinal", "axis": None},
    }
    tooltip = [
        {"field": "name", "title": say("institution")},
        {"field": "texts", "type": "quantitative", "title": say("texts"), "format": ","},
    ]
    most = max(row.texts for row in counted)
    dark = {"condition": {"test": f"datum.texts > {most * 0.6}", "value": "#ffffff"}, "value": "#1d2733"}
    tile = {
        "mark": {"type": "rect", "cursor": "pointer", "cornerRadius": 3},
        "encoding": {
            **place,
            "color": {
                "field": "texts",
                "type": "quantitative",
                "scale": {"domain": [0, most], "range": RAMP},
                "legend": {"orient": "bottom", "title": say("texts"), "gradientLength": 160, "tickCount": 4,
                           **_counting(rows, "name", "texts")},
            },
            "tooltip": tooltip,
        },
    }  # fmt: skip
    texts = [
        {
            "mark": {"type": "text", "dy": dy, "fontSize": size, "fontWeight": weight, "cursor": "pointer"},
            "encoding": {**place, "text": text, "color": dark, "tooltip": tooltip},
        }
        for dy, size, weight, text in (
            (-8, 14, 600, {"field": "name"}),
            (11, 12, 400, {"field": "texts", "type": "quantitative", "format": ","}),
        )
    ]
    spec = _vega_lite(rows, height={"step": 62}, layer=[tile, *texts])
    spec |= {"width": {"step": 72}, "autosize": "pad"}
    spec["config"] = {**CONFIG, "scale": {"bandPaddingInner": 0.05}}
    return Chart(key="provinces", title=say("provinces"), note=say("provinces_note"), spec=spec)


def _vega_lite(rows: list[Spec], **parts: Any) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": rows},
        "config": CONFIG,
        **parts,
    }
