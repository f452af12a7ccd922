"""Alarms: what a crawl brought in beside what the crawls before it did, and what a person expects of a source."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.jobs.reports import Alarm, Problem
from pipeline.sources import Source

# Fewer earlier runs make no median; more would remember a publisher's last layout.
LEAST_RUNS, MOST_RUNS = 5, 20
# A measure must stand on so many URLs, pages, articles or facts before it can alarm.
ENOUGH = 10
ENOUGH_FACTS = 20
FALL = 0.5
"""An alarm is what falls under this share of its median."""
RARE = 0.25
"""And for one rule, whose facts vary more with the day's news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceYield:
    """What a source gave in a run."""

    listed: int | None
    """URLs that its listings named; None where none of them was read anew."""
    pages: int
    articles: int
    """Pages that held an article."""
    fresh: int
    """New and revised articles."""
    facts: int
    """Facts of those."""
    layout: int
    """Pages whose layout no longer fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunYield:
    """What a run gave: by source, and by rule over all sources."""

    sources: Mapping[str, SourceYield]
    rules: Mapping[str, int]
    alarms: tuple[Alarm, ...] = field(default=())

    @property
    def fresh(self) -> int:
        """New and revised articles of all sources."""
        return sum(source.fresh for source in self.sources.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """One measure that could be taken; ``detail`` where it is an alarm."""

    source: str | None
    what: str
    detail: str | None


def raise_alarms(now: RunYield, past: Sequence[RunYield], sources: Iterable[Source]) -> tuple[Alarm, ...]:
    """Return the alarms of a run, given the runs before it, the newest first.

    An alarm that the last run had raised stands, and so does one whose measure could not be taken this time.
    """
    sources = tuple(sources)
    checks = [check for source in sources for check in _check_source(source, now, past)]
    checks += _check_rules(now, past[:MOST_RUNS])
    known = {(alarm.source, alarm.what): alarm for alarm in (past[0].alarms if past else ())}
    raised = [
        Alarm(source=check.source, what=check.what, detail=check.detail, standing=(check.source, check.what) in known)
        for check in checks
        if check.detail is not None
    ]
    taken = {(check.source, check.what) for check in checks}
    configured = {source.key for source in sources} | {None}
    for key, alarm in known.items():
        if key not in taken and alarm.source in configured:
            raised.append(Alarm(source=alarm.source, what=alarm.what, detail=alarm.detail, standing=True))
    return tuple(raised)


def warn_of_floods(now: RunYield, sources: Iterable[Source]) -> tuple[Problem, ...]:
    """Return a warning for each source that names more than its configuration expects."""
    warnings = []
    for source in sources:
        most, given = source.expect.max, now.sources.get(source.key)
        if most is not None and given is not None and (given.listed or 0) > most:
            detail = f"names {given.listed} URLs, and at most {most} are expected"
            warnings.append(Problem(name=source.key, reason="flood", detail=detail))
    return tuple(warnings)


def _check_source(source: Source, now: RunYield, past: Sequence[RunYield]) -> Iterator[_Check]:
    given = now.sources.get(source.key)
    if given is None:
        return
    before = [run.sources[source.key] for run in past if source.key in run.sources]
    least = source.expect.min
    if given.listed is not None and least is not None:
        few = f"names {given.listed} URLs, and at least {least} are expected"
        yield _Check(source=source.key, what="minimum", detail=few if given.listed < least else None)
    listed = [run.listed for run in before if run.listed is not None]
    if given.listed is not None:
        yield from _compare(source.key, "found", "names {} URLs", given.listed, listed, enough=ENOUGH)
    if given.pages >= ENOUGH:
        shares = [run.articles / run.pages for run in before if run.pages >= ENOUGH]
        yield from _compare(
            source.key, "articles", "{:.0%} of its pages are articles", given.articles / given.pages, shares
        )
    if given.fresh >= ENOUGH:
        rates = [run.facts / run.fresh for run in before if run.fresh >= ENOUGH]
        yield from _compare(source.key, "facts", "{:.1f} facts an article", given.facts / given.fresh, rates)
    if given.articles >= 3:
        many = given.layout * 2 >= given.articles and given.layout >= 3
        detail = f"the layout no longer fits {given.layout} of {given.articles} articles"
        yield _Check(source=source.key, what="layout", detail=detail if many else None)


def _compare(
    source: str, what: str, says: str, value: float, before: Sequence[float], *, enough: float = 0
) -> Iterator[_Check]:
    if len(before) < LEAST_RUNS:
        return
    median = statistics.median(before[:MOST_RUNS])
    if median < enough:
        return
    low = f"{says.format(value)}, against {says.format(median)} in the median of the last runs"
    yield _Check(source=source, what=what, detail=low if value < median * FALL else None)


def _check_rules(now: RunYield, past: Sequence[RunYield]) -> Iterator[_Check]:
    runs = [run for run in past if run.fresh >= ENOUGH]
    if len(runs) < LEAST_RUNS or now.fresh < ENOUGH:
        return
    for rule in sorted({rule for run in runs for rule in run.rules}):
        expected = statistics.median(run.rules.get(rule, 0) / run.fresh for run in runs) * now.fresh
        if expected < ENOUGH_FACTS:
            continue
        found = now.rules.get(rule, 0)
        detail = f"the rule {rule} read {found} facts in {now.fresh} articles; about {expected:.0f} were to be expected"
        yield _Check(source=None, what=f"rule {rule}", detail=detail if found < expected * RARE else None)
