"""``pressfacts snapshot`` beside a process that writes: one state, whole, the same bytes again, no bodies."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REVIEWER = "검토자-하나"
# Adds pages for ever, ten at a time; half of them were there before and have changed; and reviews the first fact.
WRITER = """
import itertools, sys
from pathlib import Path
from pipeline.fetch import FetchPolicy
from pipeline.jobs import add
from pipeline.store import NewReview, Store

PAGE = '''<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>군, 도서관 {n}곳 새로 짓는다</title>
<link rel="canonical" href="https://hanbit.test/society/{n}">
<meta property="article:published_time" content="2026-03-02T09:00:00+09:00"></head><body><article>
<p>강원 정선군은 2일 마을 도서관 {n}곳을 새로 짓는 데 모두 {sum}억 5천만원을 들인다고 밝혔다.</p>
<p>군은 설계에 넉 달, 공사에 {n}년 2개월이 걸릴 것으로 보고 있다. 완공되면 주민 1만2000여 명이 걸어서 갈 수 있다.</p>
</article></body></html>'''
path, reviewer = Path(sys.argv[1]), sys.argv[2]
with Store.open(path) as store:
    for turn in itertools.count():
        pages = []
        for n in range(turn * 5, turn * 5 + 10):
            pages.append(path.with_name(f"{n}.html"))
            pages[-1].write_text(PAGE.format(n=n + 1, sum=turn + 20), encoding="utf-8")
        add(store, [str(page) for page in pages], FetchPolicy(user_agent="pressfacts-test"))
        article = f"https://hanbit.test/society/{turn * 5 + 1}"
        fact = store.review_article(article).facts[0]
        said = NewReview(verdict="reject", reviewer=reviewer, article=article, fact_id=fact.id, note="표를 보았다")
        store.add_review(said)
"""


@pytest.fixture
def writing(tmp_path):
    """A database that a process is writing."""
    path = tmp_path / "press.db"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path, REVIEWER], cwd=ROOT, stderr=subprocess.PIPE)
    while writer.poll() is None and not (path.exists() and count(path, "reviews")):
        time.sleep(0.05)
    yield path
    assert writer.poll() is None, writer.communicate()[1].decode()
    writer.kill()
    writer.communicate()


def count(path, table):
    try:
        return select(path, f"SELECT count(*) FROM {table}")[0][0]
    except sqlite3.OperationalError:
        return 0  # not made yet


def select(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def assert_whole(out):
    assert select(out, "PRAGMA integrity_check") == [("ok",)]
    assert select(out, "PRAGMA foreign_key_check") == []
    manifest = json.loads(out.with_name(out.name + ".json").read_text(encoding="utf-8"))
    assert manifest["rows"] == {name: count(out, name) for name in ("articles", "institutions", "facts")}
    assert manifest["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert sum(manifest["facts_by_rule"].values()) == manifest["rows"]["facts"]
    versions = manifest["articles_by_version"]
    assert sum(n for part, n in versions.items() if part.startswith("cleaner")) == manifest["rows"]["articles"]
    # Each fact is of the text that its article has: none was read before an edit, and its article after it.
    beside = "SELECT count(*) FROM facts f JOIN articles a ON a.key = f.article AND a.revision = f.revision"
    assert select(out, beside) == [(manifest["rows"]["facts"],)]
    return manifest["rows"]


def texts(out):
    """Every text that a snapshot holds."""
    with closing(sqlite3.connect(out)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            cell
            for name in names
            for row in connection.execute(f"SELECT * FROM {name}")
            for cell in row
            if isinstance(cell, str)
        ]


def test_snapshots_beside_a_writer_are_each_of_one_state(pressfacts, writing, tmp_path):
    seen = []
    for n in range(4):
        while seen and count(writing, "articles") == seen[-1]["articles"]:
            time.sleep(0.05)
        before = count(writing, "facts")
        answer = pressfacts("snapshot", "--db", writing, "--out", f"{n}.db")
        assert (answer.code, answer.err) == (0, "")
        seen.append(assert_whole(tmp_path / f"{n}.db"))
        assert before <= seen[-1]["facts"] <= count(writing, "facts")
    articles = [rows["articles"] for rows in seen]
    assert articles == sorted(set(articles))
    assert not list(tmp_path.glob("*.part"))


def test_the_same_state_gives_the_same_bytes_however_its_file_lies(pressfacts, writing, tmp_path):
    with closing(sqlite3.connect(writing)) as source, closing(sqlite3.connect(tmp_path / "state.db")) as state:
        source.backup(state)
    assert pressfacts("snapshot", "--db", "state.db", "--out", "one.db").code == 0
    with closing(sqlite3.connect(tmp_path / "state.db")) as state:
        state.execute("PRAGMA page_size = 8192")
        state.execute("PRAGMA journal_mode = DELETE")
        state.execute("VACUUM")
    # The name of the file is in the manifest beside it, not in the file.
    assert pressfacts("snapshot", "--db", "state.db", "--out", "two.db").code == 0
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()
    one, two = (json.loads((tmp_path / f"{name}.db.json").read_text(encoding="utf-8")) for name in ("one", "two"))
    assert one | {"file": "two.db"} == two


def test_no_body_no_page_and_no_reviewer_is_in_it(pressfacts, writing, tmp_path):
    assert pressfacts("snapshot", "--db", writing, "--out", "facts.db").code == 0
    bytes_held = (tmp_path / "facts.db").read_bytes() + (tmp_path / "facts.db.json").read_bytes()
    for told in (REVIEWER, "표를 보았다", "<html", "<p>"):
        assert told.encode() not in bytes_held
    held = texts(tmp_path / "facts.db")
    # No run of the body that is longer than a quote may be.
    for (body,) in select(writing, "SELECT text FROM revisions LIMIT 10"):
        assert not [cell for cell in held if any(body[at : at + 41] in cell for at in range(len(body) - 40))]
    assert select(tmp_path / "facts.db", "SELECT max(length(quote)) <= 40, max(length(of)) <= 40 FROM facts") == [
        (1, 1)
    ]


def test_a_file_of_the_manifest_s_name_is_not_overwritten(pressfacts, tmp_path):
    with closing(sqlite3.connect(tmp_path / "press.db")):
        pass
    (tmp_path / "facts.db.json").write_text("mine")
    answer = pressfacts("snapshot", "--db", "press.db", "--out", "facts.db")
    assert (answer.code, answer.out) == (2, "")
    assert "facts.db.json: is there already" in answer.err
    assert (tmp_path / "facts.db.json").read_text() == "mine"
