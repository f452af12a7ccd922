"""The report as HTML: one body for the file and the served page. Everything from articles is escaped, in JSON too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from pipeline.report.charts import Chart, draw
from pipeline.report.evidence import Groups
from pipeline.report.words import Language, speaker
from pipeline.store import SENTENCES_SHOWN, KindCoverage, Report

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = Path(__file__).with_name("static")
"""What the pictures are drawn and dressed with, for a server to serve."""

_Z = 1.959964
_HEAD = 1000
"""The bytes at whose end the title of a report file has long come."""
_KEPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """The share of reviewed facts that were right as they stood, and its 95 % Wilson interval."""

    reviewed: int
    share: float
    low: float
    high: float


def report_file(report: Report, *, language: Language = "ko", version: str) -> str:
    """Return a report as one HTML file that needs no network: the same report gives the same text."""
    parts = {name: (STATIC / name).read_text("utf-8") for name in ("report.css", "vega.js", "report.js")}
    return (
        _environment()
        .get_template("report.html")
        .render(
            body=report_body(report, language=language, version=version),
            language=language,
            say=speaker(language),
            style=parts["report.css"],
            scripts=[parts["vega.js"], parts["report.js"]],
        )
    )


def report_body(report: Report, *, language: Language = "ko", version: str, database: str | None = None) -> str:
    """Return the pictures, tables and sentences of a report; ``database`` is its path on a server (``/press``)."""
    say = speaker(language)
    groups = Groups(database)
    charts = draw(report, say, groups)
    return (
        _environment()
        .get_template("_body.html")
        .render(
            report=report,
            say=say,
            charts=charts,
            data=_script_json({chart.key: chart.spec for chart in charts}),
            groups=groups.all,
            database=database,
            facts=sum(kind.facts for kind in report.kinds),
            precisions={kind.kind: precision_of(kind) for kind in report.kinds},
            currencies=", ".join(f"{name} {number:,}" for name, number in report.other_currencies),
            amounts_last=_last_amounts(charts),
            shown=SENTENCES_SHOWN,
            version=version,
        )
    )


def is_report(path: Path) -> bool:
    """Return whether a file is such a report, of whatever version and language, or empty."""
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    titles = (f"<title>{speaker(language)('title')} · pressfacts</title>" for language in get_args(Language))
    return not head or (head.startswith("<!DOCTYPE html>") and any(title in head for title in titles))


def precision_of(kind: KindCoverage) -> Precision | None:
    """Return how right the reviewed facts of a kind were, None where none was reviewed."""
    reviewed = kind.accepted + kind.corrected + kind.rejected
    if reviewed == 0:
        return None
    share = kind.accepted / reviewed
    middle = (share + _Z**2 / (2 * reviewed)) / (1 + _Z**2 / reviewed)
    half = _Z / (1 + _Z**2 / reviewed) * sqrt(share * (1 - share) / reviewed + _Z**2 / (4 * reviewed**2))
    return Precision(reviewed=reviewed, share=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


def _last_amounts(charts: tuple[Chart, ...]) -> str | None:
    return next((chart.key for chart in reversed(charts) if chart.key.startswith("amounts-")), None)


def _script_json(value: object) -> str:
    # A headline may hold </script>; in JSON each of these can be written otherwise.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, kept in _KEPT.items():
        text = text.replace(character, kept)
    return text


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip
