"""A run's report as JSON: what `--json` prints and `runs.report` keeps, and the yields read back from it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pipeline.jobs.alarms import RunYield, SourceYield
from pipeline.jobs.reports import Alarm, Problem, RunReport, SourceReport

# Of a source that fails page after page, so many lines say enough.
PROBLEMS_KEPT = 50


def measure_run(report: RunReport) -> RunYield:
    """Return what a run gave."""
    sources = {source.key: _measure_source(source) for source in report.sources}
    return RunYield(sources=sources, rules=report.rules, alarms=report.alarms)


def write_report(report: RunReport) -> str:
    """Return the report as one line of JSON."""
    whole = {
        "run": report.run,
        "seconds": report.seconds,
        "bytes": report.bytes,
        "stopped": report.stopped_by is not None,
        "stopped_by": report.stopped_by,
        "offline": report.offline,
        "lost": report.lost,
        "totals": asdict(report.tally),
        "facts": {count.kind: count.facts for count in report.facts},
        "without_facts": report.without_facts,
        "rules": dict(sorted(report.rules.items())),
        "alarms": [asdict(alarm) for alarm in report.alarms],
        "warnings": _problems(report.warnings),
        "sources": [_write_source(source) for source in report.sources],
    }
    return json.dumps(whole, ensure_ascii=False)


def read_yield(text: str) -> RunYield:
    """Return what an earlier run gave, from its report."""
    report = json.loads(text)
    return RunYield(
        sources={source["key"]: SourceYield(**source["yield"]) for source in report["sources"]},
        rules=report["rules"],
        alarms=tuple(Alarm(**alarm) for alarm in report["alarms"]),
    )


def _write_source(source: SourceReport) -> dict[str, Any]:
    counts = ("key", "name", "listings", "listings_unchanged", "listings_resting", "found", "known", "new")
    more = ("unchanged", "revised", "gone", "left", "facts", "without_facts", "warnings")
    return {
        **{name: getattr(source, name) for name in (*counts, *more)},
        "refused": {count.reason: count.pages for count in source.refused},
        "failed": dict(Counter(problem.reason for problem in (*source.listing_problems, *source.failed))),
        "lost": source.lost,
        "problems": _problems((*source.listing_problems, *source.failed)),
        "yield": asdict(_measure_source(source)),
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, str]]:
    kept = list(problems)[:PROBLEMS_KEPT]
    return [{"name": problem.name, "reason": problem.reason, "detail": problem.detail} for problem in kept]


def _measure_source(source: SourceReport) -> SourceYield:
    read_anew = source.listings - source.listings_unchanged - len(source.listing_problems)
    articles = source.new + source.unchanged + source.revised
    return SourceYield(
        listed=source.found if read_anew > 0 and not source.listings_unchanged else None,
        pages=source.pages,
        articles=articles,
        fresh=source.new + source.revised,
        facts=source.facts,
        layout=source.warnings,
    )
