"""A database of every released schema opens today: nothing is lost, and it is as a new one is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.store import SearchQuery, Store, StoreUnusable
from tests.store.examples import VERSIONS, rows, save

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db.gz"))
SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '%sqlite_%' ORDER BY type, name"


@pytest.fixture(params=RELEASED, ids=lambda file: file.name.partition(".")[0])
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def columns(path: Path) -> dict[str, list[object]]:
    names = [name for (name,) in rows(path, "SELECT name FROM pragma_table_list WHERE schema = 'main'")]
    return {str(name): [row[1] for row in rows(path, f"PRAGMA table_info({name})")] for name in names}


def test_there_is_a_file_of_every_released_schema() -> None:
    assert [file.name for file in RELEASED] == [f"m00{n}.db.gz" for n in (3, 5, 7, 8, 9)]


def test_every_row_is_kept(old: Path) -> None:
    tables = [str(name) for (name,) in rows(old, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = [name for name in tables if "sqlite_" not in name and not name.startswith("search")]
    before = {name: (columns(old)[name], rows(old, f"SELECT * FROM {name}")) for name in tables}
    assert before["facts"][1]
    Store.open(old).close()
    for name, (names, held) in before.items():
        assert rows(old, f"SELECT {', '.join(map(str, names))} FROM {name}") == held


def test_it_has_the_shape_of_a_new_one(old: Path, tmp_path: Path) -> None:
    Store.open(old).close()
    new = tmp_path / "new.db"
    Store.open(new).close()
    assert columns(old) == columns(new)
    # How ALTER TABLE writes a table down is SQLite's own affair.
    assert [row[:3] for row in rows(old, SHAPE)] == [row[:3] for row in rows(new, SHAPE)]
    assert rows(old, SHAPE.replace("WHERE", "WHERE type != 'table' AND")) == rows(
        new, SHAPE.replace("WHERE", "WHERE type != 'table' AND")
    )


def test_it_is_whole_can_be_searched_and_takes_articles(old: Path) -> None:
    with Store.open(old) as store:
        assert {check.name: check.told for check in store.verify() if check.wrong} == {}
        assert [hit.title.text for hit in store.search(SearchQuery(text="도서관")).hits] == ["시, 낡은 도서관 고친다"]
        assert save(store, store.begin_run("add", VERSIONS)).revision == 1
    assert len(rows(old, "SELECT * FROM articles")) == 2


@pytest.mark.parametrize("old", RELEASED[:-1], indirect=True, ids=lambda file: file.name.partition(".")[0])
def test_reading_it_without_writing_says_what_to_do(old: Path) -> None:
    with pytest.raises(StoreUnusable, match="run pressfacts add on it once"):
        Store.open(old, readonly=True)
