"""A crawl that is killed at any moment is gone on with by the next, and the end is that of an undisturbed one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, crawl
from pipeline.site import PressSite
from pipeline.sources import Config
from pipeline.store import Store
from tests.jobs.looking import harvest, rows

CRAWL = """
import json, sys
from pipeline.fetch import FetchPolicy
from pipeline.jobs import crawl
from pipeline.site import fixtures_path
from pipeline.sources import read_config
from pipeline.store import Store

hosts = {host: tuple(place) for host, place in json.loads(sys.argv[2]).items()}
policy = FetchPolicy(user_agent="pressfacts-test/1", delay=0, allow_hosts=hosts, attempts=1)
with Store.open(sys.argv[1]) as store:
    crawl(store, read_config(fixtures_path() / "sources.toml"), policy)
"""


def crawl_and_kill(path: Path, site: PressSite, after: int) -> int:
    """Crawl in another process, kill it when the site has answered ``after`` requests, and return its exit code."""
    site.requests.clear()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "-c", CRAWL, str(path), json.dumps(site.hosts)], env=environment)
    while process.poll() is None and len(site.requests) < after:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    return process.wait()


def test_kill_at_many_moments(tmp_path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read) -> None:
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    codes = [crawl_and_kill(killed, site, after) for after in (12, 19, 24, 31)]
    assert codes == [-signal.SIGKILL] * 4
    assert rows(killed, "PRAGMA integrity_check") == [("ok",)]
    assert rows(killed, "PRAGMA foreign_key_check") == []
    cut_off = rows(killed, "SELECT count(*) FROM runs WHERE ended IS NULL")
    assert cut_off == [(4,)]
    with Store.open(killed) as store:
        report = crawl(store, config, policy, read=read)
        assert not report.lost
    with Store.open(whole) as store:
        crawl(store, config, policy, read=read)
    assert rows(whole, "SELECT count(*) FROM articles") == [(len(site.article_urls),)]
    assert harvest(killed) == harvest(whole)
