"""A large import leaves the rows of a small one, whatever was there, whoever looks at it and whenever it is cut off."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.store import FactQuery, Incoming, Reading, Store, StoreUnusable, Visit, placing, prepare, sketch_file
from pipeline.store.columns import Value
from pipeline.store.opening import write_transaction
from pipeline.store.search_index import merge_all, put_merging_off
from tests.store.examples import ARTICLE, FACTS, SENTENCES, VERSIONS, dump, rows
from tests.store.test_batch import DAY, indexed_words

# Pages, fetches and revisions name their run; the index of words is compared word by word.
OF_THE_RUN = (
    "runs",
    "fetches",
    "revisions",
    "_sqlite_migrations",
    "search_data",
    "search_idx",
    "search_docsize",
    "search_config",
)
KILLED = """
import os, signal, sys
from pipeline.store import Store, id_index, importing, store as verbs
from tests.store.test_importing import *
verbs.IMPORT_TOGETHER = 8
store = Store.open(sys.argv[1])
run = store.begin_run("load", VERSIONS)
with store.lock(), store.importing():
    store.save_many(run, [told(number) for number in range(8)])
    if sys.argv[2] == "before the ids are sorted":
        importing.restore_id_index = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "when the ids are sorted":
        id_index._rename = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "before the words are merged":
        importing.merge_all = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "before the indexes are made":
        importing._definitions = lambda: os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "while articles are stored":
        os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "when the disk is full":
        importing.place_pending = fill(importing.place_pending)
    if sys.argv[2] == "never":
        print("importing", flush=True)
        sys.stdin.read()
"""


def told(number: int, wording: str = "") -> Incoming:
    """Return an article; four after one another carry the same text, which ends in words of each outlet's own."""
    url = f"https://hanbit.test/{number}"
    said = (
        "누리시는 {}번째 안건으로 내년 예산을 시의회에 냈다고 밝혔다. ",
        "한빛구 {}동 주민들은 새 도서관을 반겼다고 전했다. ",
    )
    text = ARTICLE.text + "".join(said[number // 4 % 2].format(n * n) for n in range(30)) + f"{number}호 {wording}"
    reading = Reading(facts=FACTS, sentences=SENTENCES, version="3")
    return Incoming(
        visit=Visit(url=url, at=DAY, status=200),
        prepared=prepare(replace(ARTICLE, url=url, text=text), key=url, reading=reading),
        page=b"%d" % number,
    )


def fill(work: Callable[..., None]) -> Callable[..., None]:
    """Return work before which the disk is full: no file may be longer than a page."""

    def full(*given: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        work(*given)

    return full


def import_and_break_off(store: Store) -> None:
    run = store.begin_run("load", VERSIONS)
    with store.importing():
        store.save_many(run, [told(1)])
        raise KeyError("broken off")


def save_in_steps(path: Path, batches: list[list[Incoming]]) -> None:
    """Store batches one after the other, without an import."""
    with Store.open(path) as store:
        run = store.begin_run("load", VERSIONS)
        for batch in batches:
            store.save_many(run, batch)


def clusters(path: Path) -> list[list[str]]:
    """Return the articles that carry one text, for each text."""
    groups: dict[object, list[str]] = {}
    for article, _, cluster, _ in dump(path)["clusters"]:
        groups.setdefault(cluster, []).append(str(article))
    return sorted(groups.values())


def segments(path: Path) -> int:
    """Return in how many pieces the search index lies."""
    with closing(sqlite3.connect(path)) as connection:
        (pieces,) = connection.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()
        return int(pieces)


def schema(path: Path) -> set[tuple[str, str | None]]:
    """Return the names and definitions of all that there is in a database."""
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_master"))


def _moved(one: Incoming, other: Incoming) -> dict[str, tuple[Value, ...]]:
    """Return the facts of one article as the other's, under the ids that they have."""
    return {name: (name, other.prepared.key, *row[2:]) for name, row in one.prepared.facts.items()}


@pytest.mark.parametrize("before", [0, 2, 5])
def test_an_import_leaves_what_storing_leaves(tmp_path: Path, before: int) -> None:
    there = [told(number) for number in range(before)]
    # New ones, one twice, and an edit of one that was there.
    batches = [[told(number) for number in range(before, 8)], [told(7), told(1, "고침")], [told(8), told(9)]]
    save_in_steps(tmp_path / "plain.db", [there, *batches])
    save_in_steps(tmp_path / "imported.db", [there])
    with Store.open(tmp_path / "imported.db") as store:
        run = store.begin_run("load", VERSIONS)
        with store.importing():
            for batch in batches:
                store.save_many(run, batch)
        assert [check.name for check in store.verify() if check.wrong] == []
        # What names a row that is not there is refused again.
        assert store._connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    plain, imported = (dump(tmp_path / name, without=OF_THE_RUN) for name in ("plain.db", "imported.db"))
    assert plain == imported
    assert schema(tmp_path / "plain.db") == schema(tmp_path / "imported.db")
    assert indexed_words(tmp_path / "plain.db") == indexed_words(tmp_path / "imported.db")
    assert [len(group) for group in clusters(tmp_path / "imported.db")] == [6, 4]


def test_articles_are_placed_in_pieces_as_they_are_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batches = [[told(number) for number in range(5)], [told(number) for number in range(5, 12)]]
    save_in_steps(tmp_path / "plain.db", batches)
    save_in_steps(tmp_path / "imported.db", batches[:1])
    monkeypatch.setattr(sketch_file, "_READ", 3)
    monkeypatch.setattr(sketch_file, "_SORTED", 40)
    monkeypatch.setattr(placing, "_PAIRS", 2)
    with Store.open(tmp_path / "imported.db") as store, store.importing():
        store.save_many(store.begin_run("load", VERSIONS), batches[1])
    for name in ("clusters", "cluster_bands"):
        sql = f"SELECT * FROM {name} ORDER BY 1, 2"
        assert rows(tmp_path / "imported.db", sql) == rows(tmp_path / "plain.db", sql)
    assert [len(group) for group in clusters(tmp_path / "imported.db")] == [8, 4]


@pytest.mark.parametrize(
    "moment",
    [
        "while articles are stored",
        "before the ids are sorted",
        "when the ids are sorted",
        "before the words are merged",
        "before the indexes are made",
    ],
)
def test_one_that_was_killed_is_ended_by_the_next_that_writes(tmp_path: Path, moment: str) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "press.db"), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(StoreUnusable, match="where it was cut off run pressfacts load again"):
        Store.open(tmp_path / "press.db", create=False, readonly=True)
    Store.open(tmp_path / "press.db").close()
    save_in_steps(tmp_path / "plain.db", [[told(number) for number in range(8)]])
    with Store.open(tmp_path / "press.db", create=False, readonly=True) as store:
        assert [check.name for check in store.verify() if check.wrong] == []
    assert dump(tmp_path / "press.db", without=OF_THE_RUN) == dump(tmp_path / "plain.db", without=OF_THE_RUN)
    assert schema(tmp_path / "press.db") == schema(tmp_path / "plain.db")


def test_where_the_disk_is_full_at_the_end_the_line_says_so_and_the_next_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "press.db"), "when the disk is full"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    *_, line = ended.stderr.splitlines()
    assert line.startswith("pipeline.store.opening.StoreFull: ")
    assert line.endswith(
        "press.db: the disk takes no more (the disk is full); free some space and run again, what was finished is kept"
    )
    assert all(path.name.startswith("press.") for path in tmp_path.iterdir())
    Store.open(tmp_path / "press.db").close()
    save_in_steps(tmp_path / "plain.db", [[told(number) for number in range(8)]])
    assert dump(tmp_path / "press.db", without=OF_THE_RUN) == dump(tmp_path / "plain.db", without=OF_THE_RUN)


def test_one_that_broke_off_keeps_what_was_stored_and_references_are_looked_up_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "press.db") as store:
        with pytest.raises(KeyError, match="broken off"):
            import_and_break_off(store)
        assert store.count_articles() == 1
        assert store._connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


@pytest.mark.parametrize("others", [0, 5])
def test_a_text_without_letters_is_alone(tmp_path: Path, others: int) -> None:
    article = replace(ARTICLE, url="https://hanbit.test/blank", text="…")
    reading = Reading(facts=(), sentences=(), version="3")
    blank = Incoming(
        visit=Visit(url="https://hanbit.test/blank", at=DAY, status=200),
        prepared=prepare(article, key="https://hanbit.test/blank", reading=reading),
        page=b"blank",
    )
    with Store.open(tmp_path / "press.db") as store:
        run = store.begin_run("load", VERSIONS)
        with store.importing():
            store.save_many(run, [blank, *(told(number) for number in range(others))])
    assert ["https://hanbit.test/blank"] in clusters(tmp_path / "press.db")


def test_an_id_is_a_fact_of_one_article_alone(tmp_path: Path) -> None:
    first, other = told(1), told(2)
    twin = replace(other, prepared=replace(other.prepared, facts={**other.prepared.facts, **_moved(first, other)}))
    with Store.open(tmp_path / "press.db") as store:
        run = store.begin_run("load", VERSIONS)
        with store.importing() as robbed:
            store.save_many(run, [first, twin])
        assert robbed == ["https://hanbit.test/2"]
        assert [check.name for check in store.verify() if check.wrong] == []
        for incoming in (first, other):
            facts = store.select_facts(FactQuery(article=incoming.prepared.key))
            assert {fact.id for fact in facts} == incoming.prepared.facts.keys()


def test_it_leaves_the_search_index_in_one_piece_and_later_writes_merge_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        run = store.begin_run("load", VERSIONS)
        with store.importing():
            for start in range(0, 60, 3):
                store.save_many(run, [told(number) for number in range(start, start + 3)])
        assert segments(path) == 1
        for number in range(60, 80):
            store.save_many(run, [told(number)])
    assert segments(path) < 1 + 16


def test_what_a_twin_took_is_left_to_whose_it_is(tmp_path: Path) -> None:
    first, other = told(1), told(2)
    twin = replace(other, prepared=replace(other.prepared, facts=_moved(first, other)))
    with Store.open(tmp_path / "press.db") as store:
        run = store.begin_run("load", VERSIONS)
        with store.importing() as robbed:
            for incoming in (first, twin, other):
                store.save_many(run, [incoming])
        assert robbed == []
        for incoming in (first, other):
            facts = store.select_facts(FactQuery(article=incoming.prepared.key))
            assert {fact.id for fact in facts} == incoming.prepared.facts.keys()


def test_the_facts_of_a_known_article_are_found_by_an_index(tmp_path: Path) -> None:
    with Store.open(tmp_path / "press.db") as store:
        run = store.begin_run("load", VERSIONS)
        statements: list[str] = []
        with store.importing():
            store.save_many(run, [told(number) for number in range(8)])
            store._connection.set_trace_callback(statements.append)
            store.save_many(run, [told(1, "고침")])
            store._connection.set_trace_callback(None)
            asked = [sql for sql in statements if sql.split()[0] in ("SELECT", "UPDATE", "DELETE") and "facts" in sql]
            plans = [row["detail"] for sql in asked for row in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("facts_article" in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith("SCAN facts")] == []


def test_any_number_of_batches_finds_room_in_the_search_index() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5(title, text, content='')")
        put_merging_off(connection)
        # FTS5 has numbers for 2,000 segments: those of one row each are used up by then.
        for number in range(4_100):
            connection.execute("INSERT INTO search (rowid, title, text) VALUES (?, '제목', '본문')", (number,))
        merge_all(connection, lambda: write_transaction(connection, Path("press.db")))
        assert connection.execute("SELECT count(*) FROM search WHERE search MATCH '본문'").fetchone() == (4_100,)


def test_one_that_a_version_before_this_ended_is_ended_whole(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "press.db"), "while articles are stored"], check=False)
    with closing(sqlite3.connect(tmp_path / "press.db")) as connection:
        connection.execute(
            "CREATE INDEX facts_low_days ON facts (coalesce(low_days, value_days)) WHERE kind = 'duration'"
        )
    Store.open(tmp_path / "press.db").close()
    save_in_steps(tmp_path / "plain.db", [[told(number) for number in range(8)]])
    assert schema(tmp_path / "press.db") == schema(tmp_path / "plain.db")


def test_others_are_told_to_wait_while_it_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "press.db"), "never"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdin
        assert importing.stdout
        assert importing.stdout.readline() == "importing\n"
        for readonly in (True, False):
            with pytest.raises(StoreUnusable, match="an import into it goes on; wait for it to end"):
                Store.open(tmp_path / "press.db", create=False, readonly=readonly)
        importing.stdin.close()
    assert importing.returncode == os.EX_OK
    with Store.open(tmp_path / "press.db", create=False, readonly=True) as store:
        assert store.count_articles() == 8
