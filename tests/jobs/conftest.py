"""The bundled press site, running; its configuration; the real extractors, loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import extract
from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, crawl
from pipeline.site import PressSite, fixtures_path
from pipeline.sources import Config, read_config
from pipeline.store import Store


@pytest.fixture(scope="session")
def read() -> Read:
    return extract


@pytest.fixture
def site() -> Iterator[PressSite]:
    with PressSite() as running:
        yield running


@pytest.fixture(scope="session")
def undisturbed(read: Read, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a crawl of the whole site that nothing disturbed."""
    path = tmp_path_factory.mktemp("undisturbed") / "press.db"
    with PressSite() as site, Store.open(path) as store:
        agent = "pressfacts-test/1 (+mailto:test@example.org)"
        crawl(
            store,
            read_config(fixtures_path() / "sources.toml"),
            FetchPolicy(user_agent=agent, delay=0, allow_hosts=site.hosts),
            read=read,
        )
    return path


@pytest.fixture
def config() -> Config:
    return read_config(fixtures_path() / "sources.toml")


@pytest.fixture
def policy(site: PressSite) -> FetchPolicy:
    return FetchPolicy(
        user_agent="pressfacts-test/1 (+mailto:test@example.org)", delay=0, allow_hosts=site.hosts, attempts=1
    )


@pytest.fixture
def hanbit(config: Config) -> Config:
    """Only the first outlet of the site."""
    return replace(config, sources=config.sources[:1])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "press.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened
