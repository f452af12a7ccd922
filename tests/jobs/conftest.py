"""The bundled press site, running; its configuration; the real extractors, loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, load_reader
from pipeline.site import PressSite, fixtures_path
from pipeline.sources import Config, read_config
from pipeline.store import Store


@pytest.fixture(scope="session")
def read() -> Read:
    return load_reader()


@pytest.fixture
def site() -> Iterator[PressSite]:
    with PressSite() as running:
        yield running


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
