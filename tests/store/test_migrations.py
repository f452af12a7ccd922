"""A database of every released schema opens today: nothing is lost, and it is as a new one is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.store import SearchQuery, Store, StoreUnusable
from pipeline.store.migrating import STEPS
from pipeline.store.sum_migrations import migrations
from tests.store.examples import VERSIONS, rows, save

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db.gz"))
SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '%sqlite_%' ORDER BY type, name"


@pytest.fixture(params=RELEASED, ids=lambda file: file.name.partition(".")[0])
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def test_the_steps_told_are_those_that_are_registered() -> None:
    with Database(memory=True) as empty:
        assert tuple(step.name for step in migrations.pending(empty)) == STEPS


def columns(path: Path) -> dict[str, list[object]]:
    names = [name for (name,) in rows(path, "SELECT name FROM pragma_table_list WHERE schema = 'main'")]
    return {str(name): [row[1] for row in rows(path, f"PRAGMA table_info({name})")] for name in names}


def test_there_is_a_file_of_every_released_schema() -> None:
    assert [file.name for file in RELEASED] == [f"m{n:03}.db.gz" for n in (3, 5, 7, 8, 9, 10)]


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
    before = len(rows(old, "SELECT * FROM articles"))
    with Store.open(old) as store:
        assert {check.name: check.told for check in store.verify() if check.wrong} == {}
        assert [hit.title.text for hit in store.search(SearchQuery(text="도서관")).hits] == ["시, 낡은 도서관 고친다"]
        assert save(store, store.begin_run("add", VERSIONS)).revision == 1
    assert len(rows(old, "SELECT * FROM articles")) == before + 1


@pytest.mark.parametrize("old", RELEASED, indirect=True, ids=lambda file: file.name.partition(".")[0])
def test_reading_it_without_writing_says_what_to_do(old: Path) -> None:
    with pytest.raises(StoreUnusable, match="run pressfacts add on it once"):
        Store.open(old, readonly=True)


REVIEWED = [RELEASED[-1]]
"""The file that holds an earlier revision, copies in two outlets, and every verdict."""


@pytest.fixture
def migrated(old: Path) -> Path:
    Store.open(old).close()
    return old


def name(file: Path) -> str:
    return file.name.partition(".")[0]


@pytest.mark.parametrize("old", REVIEWED, indirect=True, ids=name)
def test_the_words_of_reviewers_stand_where_they_stood(migrated: Path) -> None:
    assert rows(migrated, "SELECT verdict, quote FROM reviews ORDER BY at") == [
        ("accept", "3억원"),
        ("accept", "30명"),
        ("accept", "20억원"),
        ("reject", "세 곳"),
        ("correct", "5천만원"),
        ("add", "주민"),
        ("accept", "12명"),
        ("undo", "12명"),
    ]
    sql = "SELECT status, anchor, quote, value, note FROM reviewed_facts WHERE status != 'open' ORDER BY reviewed_at"
    assert rows(migrated, sql) == [
        ("accepted", "moved", "3억원", 300_000_000, None),
        ("stale", "stale", "30명", 30, None),
        ("accepted", "exact", "20억원", 2_000_000_000, None),
        ("rejected", "exact", "세 곳", 3, "세 곳이 아니라 이름"),
        ("corrected", "exact", "5천만원", 55_000_000, "바로잡음"),
        ("added", "exact", "주민", None, None),
    ]
    assert rows(migrated, "SELECT status FROM reviewed_facts WHERE quote = '12명'") == [("open",)]


@pytest.mark.parametrize("old", REVIEWED, indirect=True, ids=name)
def test_an_earlier_revision_is_kept_with_its_facts(migrated: Path) -> None:
    bus = "https://hanbit.test/news/bus"
    assert rows(migrated, "SELECT n, reason FROM revisions WHERE article = ? ORDER BY n", bus) == [
        (1, "first"),
        (2, "edited"),
    ]
    sql = "SELECT quote, latest FROM facts_all_revisions WHERE article = ? AND unit IN ('대', '명')"
    assert rows(migrated, f"{sql} ORDER BY latest, start", bus) == [("14대", 0), ("30명", 0), ("16대", 1)]


@pytest.mark.parametrize("old", REVIEWED, indirect=True, ids=name)
def test_copies_are_one_text_and_add_up_once(migrated: Path) -> None:
    copies = "SELECT count(*) FROM clusters GROUP BY cluster HAVING count(*) > 1"
    assert rows(migrated, copies) == [(2,)]
    sql = "SELECT per, claims, low_sum FROM money_by_institution WHERE canonical = '해양수산부' ORDER BY per"
    assert rows(migrated, sql) == [(None, 1, 42_000_000_000)]
    assert rows(migrated, "SELECT articles, outlets FROM claims WHERE quote = '420억원'") == [(2, 2)]


@pytest.mark.parametrize("old", REVIEWED, indirect=True, ids=name)
def test_every_view_answers(migrated: Path) -> None:
    views = [str(view) for (view,) in rows(migrated, "SELECT name FROM sqlite_master WHERE type = 'view'")]
    empty = [view for view in views if not rows(migrated, f"SELECT * FROM {view}")]
    # Nothing was crawled: there are no sources.
    assert empty == ["source_health"]


@pytest.mark.parametrize("old", REVIEWED, indirect=True, ids=name)
def test_a_reviewer_goes_on_where_the_last_word_was_said(migrated: Path) -> None:
    with Store.open(migrated) as store:
        (word,) = [one for one in store.judgements() if one.quote == "세 곳"]
        store.undo_review("reviewer-1")
        assert {check.name: check.told for check in store.verify() if check.wrong} == {}
    assert (word.verdict, word.standing) == ("reject", True)
