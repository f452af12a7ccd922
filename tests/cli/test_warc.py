"""``pressfacts warc``: pages that another tool reads, and that give the same facts when they are crawled again."""

import json
import sqlite3
from contextlib import closing

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.site import fixtures_path
from pipeline.store import page_hash, pages_path
from tests.cli.conftest import run_in
from tests.jobs.test_kinds import write_warc
from tests.store.examples import copy_database

FACTS = "SELECT id, article, kind, start, end, quote, value_text, low_text, high_text, canonical, rule FROM facts"
SOURCES = '[[sources]]\nkey = "archive"\nname = "기록"\nwarcs = ["{}.warc.gz"]\n'
SAVED = "byeori.test/supreme-court-overtime"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """A database of pages that were answered, one of them no article, and of one that was saved by hand."""
    home = tmp_path_factory.mktemp("gathered")
    answered = ["ongil.test/ev-charger-subsidy", "byeori.test/liver-cancer-trial", "byeori.test/medical-school-quota"]
    pages = [(f"http://{place}", (fixtures_path() / place / "page.html").read_bytes()) for place in answered]
    write_warc(home / "first.warc.gz", *pages, ("http://byeori.test/login", b"<p>login</p>"))
    (home / "first.toml").write_text(SOURCES.format("first"), encoding="utf-8")
    assert run_in(home, "crawl", "--db", "press.db", "--config", "first.toml").code == 0
    (home / "saved.html").write_bytes((fixtures_path() / SAVED / "page.html").read_bytes())
    assert run_in(home, "add", "--db", "press.db", "saved.html").code == 0
    return home / "press.db"


@pytest.fixture
def database(gathered, tmp_path):
    return copy_database(gathered, tmp_path)


def select(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(sql).fetchall())


def test_warcio_reads_every_page(pressfacts, database, tmp_path):
    answer = pressfacts("warc", "--db", database, "--out", "pages.warc.gz")
    assert (answer.code, answer.err) == (0, "")
    with (tmp_path / "pages.warc.gz").open("rb") as stream:
        told = []
        # It raises where a digest is not that of what stands there.
        for record in ArchiveIterator(stream, check_digests="raise"):
            body = record.content_stream().read()
            told.append((record.rec_type, record.rec_headers["WARC-Target-URI"], page_hash(body)))
    assert told[0][0] == "warcinfo"
    assert answer.out == f"pages.warc.gz: {len(told) - 1} pages\n"
    saved = json.loads((fixtures_path() / SAVED / "article.json").read_bytes())
    assert [url for kind, url, _ in told if kind == "resource"] == [saved["url"]]
    held = {page for (page,) in select(database, "SELECT page FROM revisions")}
    assert held <= {page for _, _, page in told}
    assert {page for _, _, page in told[1:]} <= {
        page for (page,) in select(pages_path(database), "SELECT sha256 FROM pages")
    }


def test_pages_written_and_crawled_again_give_the_same_facts(pressfacts, database, tmp_path):
    assert pressfacts("warc", "--db", database, "--out", "pages.warc.gz").code == 0
    (tmp_path / "again.toml").write_text(SOURCES.format("pages"), encoding="utf-8")
    answer = pressfacts("crawl", "--db", "again.db", "--config", "again.toml")
    assert answer.code == 0, answer.err
    assert len(select(database, FACTS)) > 20
    assert select(tmp_path / "again.db", FACTS) == select(database, FACTS)
    when = "SELECT article, page, min(at) FROM fetches WHERE article IS NOT NULL GROUP BY 1, 2"
    assert select(tmp_path / "again.db", when) == select(database, when)


def test_the_same_pages_give_the_same_bytes_and_nothing_is_overwritten(pressfacts, database, tmp_path):
    for name in ("one.warc.gz", "two.warc.gz"):
        assert pressfacts("warc", "--db", database, "--out", name).code == 0
    first = (tmp_path / "one.warc.gz").read_bytes()
    assert (tmp_path / "two.warc.gz").read_bytes() == first
    again = pressfacts("warc", "--db", database, "--out", "one.warc.gz")
    assert (again.code, again.out) == (2, "")
    assert "is there already" in again.err
    assert (tmp_path / "one.warc.gz").read_bytes() == first


def test_pages_that_are_missing_are_told_and_the_rest_written(pressfacts, database, tmp_path):
    ((gone,), *_) = select(database, "SELECT page FROM revisions")
    with closing(sqlite3.connect(pages_path(database))) as connection, connection:
        connection.execute("DELETE FROM pages WHERE sha256 = ?", (gone,))
    answer = pressfacts("warc", "--db", database, "--out", "pages.warc.gz")
    assert answer.code == 1
    assert gone in answer.err
    assert (tmp_path / "pages.warc.gz").exists()
    pages_path(database).unlink()
    answer = pressfacts("warc", "--db", database, "--out", "none.warc.gz")
    assert (answer.code, answer.out) == (2, "")
    assert str(pages_path(database)) in answer.err
    assert not (tmp_path / "none.warc.gz").exists()


def test_a_file_that_was_written_is_added_by_its_path(pressfacts, database, tmp_path):
    assert pressfacts("warc", "--db", database, "--out", "pages.warc.gz").code == 0
    answer = pressfacts("add", "--db", "added.db", "pages.warc.gz")
    # A page of an archive that is no article is told, and is no failure.
    assert (answer.code, answer.err.count("pressfacts: ")) == (0, 1)
    assert "pressfacts: http://byeori.test/login: " in answer.err
    assert answer.out.startswith("added.db: 4 new, 0 revised, 0 unchanged; ")
    assert select(tmp_path / "added.db", FACTS) == select(database, FACTS)
    (tmp_path / "cut.warc.gz").write_bytes((tmp_path / "pages.warc.gz").read_bytes()[:-50])
    answer = pressfacts("add", "--db", "cut.db", "cut.warc.gz")
    assert answer.code == 1
    assert "the gzip file ends early" in answer.err
    assert answer.err.endswith("pressfacts: 1 of the inputs gave no article (named above)\n")
    assert answer.out.startswith("cut.db: 3 new, 0 revised, 0 unchanged; ")
