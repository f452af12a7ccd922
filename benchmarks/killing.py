"""Crawls killed at random moments: how many, and in how many databases a row differs from an undisturbed crawl's."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from pipeline.site import PressSite, fixtures_path
from pipeline.store import Store

KILLS_A_DATABASE = 10
# When and by which run something was fetched differs between any two crawls, and so does how the search index lies on
# the disk: its rows go by the order of arrival.
_LEFT_OUT = frozenset({"runs", "fetches", "robots", "_sqlite_migrations"})
_OF_THE_RUN = frozenset({"run", "fetch"})


def run(kills: int = 100, seed: int = 20260131) -> dict[str, float]:
    """Return how many kills met a crawl at work, over how many databases, and how many of these came out otherwise."""
    chance = random.Random(seed)
    met = amiss = databases = 0
    with PressSite() as site, tempfile.TemporaryDirectory() as folder:
        config = _write_config(Path(folder), site)
        whole = Path(folder) / "whole.db"
        _finish(whole, config)
        expected = _rows(whole)
        while met < kills:
            path = Path(folder) / f"killed-{databases}.db"
            databases += 1
            met += sum(_crawl_and_kill(path, config, site, chance) for _ in range(min(KILLS_A_DATABASE, kills - met)))
            _finish(path, config)
            amiss += _rows(path) != expected
    return {"kills": met, "databases": databases, "databases amiss": amiss}


def _command(path: Path, config: Path) -> list[str]:
    return [
        str(Path(sys.executable).with_name("pressfacts")),
        *("crawl", "--db", str(path), "--config", str(config), "--log-format", "json"),
    ]


def _finish(path: Path, config: Path) -> None:
    subprocess.run(_command(path, config), check=True, capture_output=True)


def _crawl_and_kill(path: Path, config: Path, site: PressSite, chance: random.Random) -> bool:
    """Start a crawl and kill it after some answers of the site and some milliseconds; return whether it was at work."""
    site.requests.clear()
    answers = chance.randint(0, 12)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(_command(path, config), stdout=quiet, stderr=quiet) as process:
        while process.poll() is None and len(site.requests) < answers:
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.05)
        process.kill()
    return process.returncode < 0


def _write_config(folder: Path, site: PressSite) -> Path:
    allowed = "".join(f'"{host}" = "{address}:{port}"\n' for host, (address, port) in site.hosts.items())
    path = folder / "sources.toml"
    text = (fixtures_path() / "sources.toml").read_text(encoding="utf-8")
    path.write_text(f"{text}\n[allow_hosts]\n{allowed}", encoding="utf-8")
    return path


def _rows(path: Path) -> dict[str, list[str]]:
    """Return what a crawl is for; that the search index holds just these texts is among what verify checks."""
    with Store.open(path, create=False, readonly=True) as store:
        wrong = [f"{check.name}: {check.told}" for check in store.verify() if check.wrong]
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in _LEFT_OUT and not name.startswith("search")]
        return {"wrong": wrong} | {name: _rows_of(connection, name) for name in kept}


def _rows_of(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    kept = ", ".join(f'"{column}"' for column in columns if column not in _OF_THE_RUN)
    return sorted(map(repr, connection.execute(f'SELECT {kept} FROM "{table}"')))
