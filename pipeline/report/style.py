"""Colours and type of the charts: few hues, all legible on white and in grey."""

from __future__ import annotations

from typing import Any

ACCENT = "#1f5fbf"
SECOND = "#9dbbe4"
OTHER = "#c3c9d1"
INK, SOFT, LINE = "#1d2733", "#5a6675", "#e3e7ec"
PUBLISHERS = ("#1f4e8c", "#c4722d", "#4f8a6d", "#9c4f63", "#8a7b3f", "#5f9fb8", "#75628f")
RAMP = ("#eef3fa", "#1f4e8c")
FONT = '"Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", NanumGothic, sans-serif'

_LABELS: dict[str, Any] = {"labelFont": FONT, "labelFontSize": 12, "labelColor": INK, "titleFont": FONT}
CONFIG: dict[str, Any] = {
    "background": "#ffffff",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        **_LABELS,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "titleColor": SOFT,
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
    },
    "axisY": {"labelLimit": 190, "domain": False, "ticks": False},
    "legend": {**_LABELS, "labelLimit": 240, "symbolType": "circle", "titleFontSize": 12, "titleColor": SOFT},
}
