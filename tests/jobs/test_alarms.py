"""When a crawl brings in less than it used to, a person is told: once, and again when something changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Alarm, Read, crawl
from pipeline.jobs.alarms import RunYield, SourceYield, raise_alarms, warn_of_floods
from pipeline.sources import Config, Expect, Source
from pipeline.store import Store
from tests.jobs.answering import answering

SOURCE = Source(key="hanbit", name="한빛일보", urls=("http://hanbit.test/1",))
USUAL = SourceYield(listed=40, pages=30, articles=28, fresh=20, facts=200, layout=0)
RULES = {"amount.won": 60, "count.counter": 90, "duration.years": 2}


def run(source: SourceYield = USUAL, *, rules: dict[str, int] = RULES, alarms: tuple[Alarm, ...] = ()) -> RunYield:
    return RunYield(sources={"hanbit": source}, rules=rules, alarms=alarms)


def told(now: RunYield, past: list[RunYield], source: Source = SOURCE) -> list[tuple[str, bool]]:
    return [(alarm.what, alarm.standing) for alarm in raise_alarms(now, past, [source])]


@pytest.mark.parametrize(
    ("now", "what"),
    [
        pytest.param(run(), [], id="as usual"),
        pytest.param(run(replace(USUAL, listed=19)), ["found"], id="the feed names half"),
        pytest.param(run(replace(USUAL, listed=None)), [], id="every listing answered 304"),
        pytest.param(run(replace(USUAL, articles=10)), ["articles"], id="pages that were articles are none"),
        pytest.param(run(replace(USUAL, facts=60)), ["facts"], id="articles with few facts"),
        pytest.param(run(replace(USUAL, fresh=3, facts=0)), [], id="too few articles to tell"),
        pytest.param(run(replace(USUAL, layout=15)), ["layout"], id="a new layout"),
        pytest.param(run(replace(USUAL, layout=2)), [], id="two odd pages"),
        pytest.param(run(rules={**RULES, "amount.won": 10}), ["rule amount.won"], id="a rule that reads little"),
        pytest.param(run(rules={**RULES, "duration.years": 0}), [], id="a rule that never reads much"),
    ],
)
def test_what_falls_under_half_of_its_median_alarms(now: RunYield, what: list[str]) -> None:
    assert told(now, [run()] * 6) == [(name, False) for name in what]


def test_four_earlier_runs_make_no_median() -> None:
    low = run(replace(USUAL, listed=1))
    assert told(low, [run()] * 4) == []
    assert told(low, [run()] * 5) == [("found", False)]


def test_an_alarm_stands_until_its_measure_is_good_again() -> None:
    low = replace(USUAL, listed=5)
    first = raise_alarms(run(low), [run()] * 6, [SOURCE])
    past = [run(low, alarms=first), *[run()] * 6]
    assert told(run(low), past) == [("found", True)]
    assert told(run(replace(USUAL, listed=None)), past) == [("found", True)]
    assert told(run(replace(low, layout=20)), past) == [("found", True), ("layout", False)]
    assert told(run(), past) == []


def test_a_minimum_alarms_without_any_earlier_run_and_a_maximum_warns() -> None:
    source = replace(SOURCE, expect=Expect(min=50, max=60))
    assert told(run(), [], source) == [("minimum", False)]
    assert warn_of_floods(run(), [source]) == ()
    (warning,) = warn_of_floods(run(replace(USUAL, listed=61)), [source])
    assert str(warning) == "hanbit: names 61 URLs, and at most 60 are expected"


def test_an_alarm_of_a_run_stands_in_the_next(store: Store, hanbit: Config, policy: FetchPolicy, read: Read) -> None:
    config = replace(hanbit, sources=(replace(hanbit.sources[0], expect=Expect(min=100)),))
    first = crawl(store, config, policy, read=read)
    assert first.alarmed
    assert [(alarm.source, alarm.what) for alarm in first.alarms] == [("hanbit", "minimum")]
    second = crawl(store, config, policy, read=read)
    assert ([alarm.standing for alarm in second.alarms], second.alarmed) == ([True], False)
    assert [row.alarms for row in store.book.runs(2)] == [1, 1]
    assert crawl(store, hanbit, policy, read=read).tally.new == 0


@pytest.mark.parametrize(("status", "reasons"), [(200, []), (500, ["ping"])])
def test_a_monitor_is_told_of_the_start_and_its_absence_stops_nothing(
    store: Store, hanbit: Config, policy: FetchPolicy, read: Read, status: int, reasons: list[str]
) -> None:
    with answering({"/check/start": (status, {}, b"OK")}) as monitor:
        hosts = {**policy.allow_hosts, "monitor.test": ("127.0.0.1", monitor.port)}
        config = replace(hanbit, ping="http://monitor.test/check")
        report = crawl(store, config, replace(policy, allow_hosts=hosts), read=read)
    assert monitor.asked == ["/check/start"]
    assert [warning.reason for warning in report.warnings] == reasons
    assert report.tally.new == 4
