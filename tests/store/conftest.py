"""A database in a temporary folder, and an article with one fact of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import Store, Versions
from tests.store.examples import VERSIONS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "press.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def versions() -> Versions:
    return VERSIONS


@pytest.fixture
def run(store: Store) -> str:
    return store.begin_run("crawl", VERSIONS)
