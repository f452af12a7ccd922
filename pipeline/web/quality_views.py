"""The quality page: how often the readers are right by kind, rule and publisher, and how far reviewers agree."""

from __future__ import annotations

from collections.abc import Sequence

from datasette.utils.asgi import Response

from pipeline.quality import Precision, measure_quality
from pipeline.web.calls import Call
from pipeline.web.plots import Share, plot_shares

_DRAWN = 20
"""Rules and publishers: those judged most, the worst of them first."""
_LISTED = 50


async def show_quality(call: Call) -> Response:
    """Show precision with its intervals, and agreement."""
    quality = await call.desk.read(lambda store: measure_quality(store.judgements()))
    parts = {
        "kind": [_share(one, call.say(f"kind.{one.group}"), f"k-{one.group}") for one in quality.kinds],
        "publisher": _most_judged(quality.publishers),
        "rule": _most_judged(quality.rules),
    }
    return await call.page(
        "quality.html",
        quality=quality,
        disagreements=quality.disagreements[:_LISTED],
        names=call.reviewer_names(),
        plots=[(call.say(f"quality.by_{part}"), plot_shares(shares)) for part, shares in parts.items() if shares],
    )


def _most_judged(precisions: Sequence[Precision]) -> list[Share]:
    drawn = sorted(precisions, key=lambda one: -one.judged)[:_DRAWN]
    return [_share(one, one.group, "") for one in precisions if one in drawn]


def _share(one: Precision, label: str, css_class: str) -> Share:
    return Share(label=label, share=one.share, low=one.low, high=one.high, total=one.judged, css_class=css_class)
