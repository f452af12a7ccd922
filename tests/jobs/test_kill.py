"""A crawl that is killed at any moment is gone on with by the next, and the end is that of an undisturbed one."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, crawl
from pipeline.site import PressSite
from pipeline.sources import Config
from pipeline.store import Store
from tests.jobs.command import start_crawl, wait_for_requests, write_config
from tests.jobs.looking import harvest, rows

KILLS = 10


def test_ten_kills_at_random_moments(
    tmp_path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read, undisturbed: Path
) -> None:
    """Each moment is a number of answers and then some milliseconds, so that it falls within every stage."""
    killed = tmp_path / "killed.db"
    settings = write_config(tmp_path, site.hosts)
    chance = random.Random(20260131)
    codes = []
    for kill in range(KILLS):
        site.requests.clear()
        process = start_crawl(killed, settings)
        wait_for_requests(process, site, chance.randint(1, 14 if kill else 6))
        time.sleep(chance.random() * 0.03)
        process.kill()
        process.communicate()
        codes.append(process.returncode)
        assert rows(killed, "PRAGMA integrity_check") == [("ok",)]
        assert rows(killed, "PRAGMA foreign_key_check") == []
    assert codes == [-signal.SIGKILL] * KILLS
    assert rows(killed, "SELECT count(*) FROM runs WHERE ended IS NULL") == [(KILLS,)]
    with Store.open(killed) as store:
        assert not crawl(store, config, policy, read=read).lost
    assert rows(undisturbed, "SELECT count(*) FROM articles") == [(len(site.article_urls),)]
    assert harvest(killed) == harvest(undisturbed)
