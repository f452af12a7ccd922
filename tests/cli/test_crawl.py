"""``crawl``, ``status`` and ``runs`` as cron calls them: exit codes, reports and logs for machines."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from pipeline.site import PressSite
from pipeline.store import Store
from tests.jobs.answering import answering
from tests.jobs.command import write_config


@pytest.fixture
def site():
    with PressSite() as running:
        yield running


@pytest.fixture
def config(site, tmp_path):
    return write_config(tmp_path, site.hosts)


def test_a_report_for_machines_and_a_log_of_events(pressfacts, config, site):
    answer = pressfacts("crawl", "--db", "press.db", "--config", config, "--json", "--log-format", "json")
    assert answer.code == 0
    report = json.loads(answer.out)
    assert report["totals"]["new"] == len(site.article_urls)
    assert {source["key"] for source in report["sources"]} >= {"hanbit", "daon"}
    events = [json.loads(line) for line in answer.err.splitlines()]
    assert (events[0]["event"], events[-1]["event"]) == ("start", "end")
    assert sum(event["event"] == "page" for event in events) == sum(
        report["totals"][name] for name in ("new", "unchanged", "refused")
    )
    (run,) = (json.loads(line) for line in pressfacts("runs", "--db", "press.db", "--json").out.splitlines())
    assert (run["id"], run["tally"]) == (report["run"], report["totals"])
    health = [json.loads(line) for line in pressfacts("status", "--db", "press.db", "--json").out.splitlines()]
    assert {row["health"] for row in health} == {"ok"}


def test_people_see_the_runs_and_the_sources(pressfacts, config, site):
    site.fail("http://daon.test/rss.xml", times=99)
    answer = pressfacts("crawl", "--db", "press.db", "--config", config)
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == "pressfacts: work was lost (daon); the next run asks again"
    # The next run meets the same: who was told already is not told again.
    assert pressfacts("crawl", "--db", "press.db", "--config", config).code == 0
    shown = pressfacts("status", "--db", "press.db", "--config", config).out
    (daon,) = (line for line in shown.splitlines() if " daon " in line)
    assert daon.split()[:4] == ["daon", "failing", "server", "2"]
    (hanbit,) = (line for line in shown.splitlines() if " hanbit " in line)
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d\+09:00", hanbit)
    assert pressfacts("runs", "--db", "press.db").out.count(" crawl ") == 2


def test_a_dry_run_prints_what_would_be_fetched(pressfacts, config, tmp_path):
    answer = pressfacts("crawl", "--db", "press.db", "--config", config, "--dry-run")
    assert answer.code == 0
    assert "hanbit\thttp://hanbit.test/society/court/20250417014" in answer.out.splitlines()
    assert not list(tmp_path.glob("press*"))


@pytest.mark.parametrize("command", [("crawl", "--config", "sources.toml"), ("add", "page.html"), ("demo",)])
def test_a_database_that_another_run_holds_is_exit_code_75(pressfacts, config, tmp_path, command):
    (tmp_path / "page.html").touch()
    with Store.open(tmp_path / "press.db") as store, store.lock():
        answer = pressfacts(*command, "--db", "press.db")
    assert answer.code == 75
    (line,) = (line for line in answer.err.splitlines() if line.startswith("pressfacts: "))
    assert "press.db: another run works on it (process " in line


def test_an_alarm_is_exit_code_3_once_and_the_monitor_hears_of_each_end(pressfacts, config):
    with answering({f"/c{end}": (200, {}, b"") for end in ("", "/start", "/fail")}) as monitor:
        text = config.read_text(encoding="utf-8") + f'"monitor.test" = "127.0.0.1:{monitor.port}"\n'
        text = 'ping = "http://monitor.test/c"\n' + text.replace(
            'name = "다온신문"', 'name = "다온신문"\nexpect = {min = 99}'
        )
        config.write_text(text, encoding="utf-8")
        codes = [pressfacts("crawl", "--db", "press.db", "--config", config).code for _ in range(2)]
    assert codes == [3, 0]
    assert monitor.asked == ["/c/start", "/c/fail", "/c/start", "/c"]


def test_the_states_of_urls_can_be_queried(pressfacts, config, tmp_path):
    pressfacts("crawl", "--db", "press.db", "--config", config)
    with closing(sqlite3.connect(tmp_path / "press.db")) as db:
        states = dict(db.execute("SELECT state, count(*) FROM url_states GROUP BY state"))
    assert states.keys() == {"extracted", "refused", "gone"}
