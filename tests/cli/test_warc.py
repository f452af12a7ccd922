"""``pressfacts warc``: pages that another tool reads, and that give the same facts when they are crawled again."""

import sqlite3
from contextlib import closing

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.store import page_hash, pages_path

FACTS = "SELECT id, article, kind, start, end, quote, value_text, low_text, high_text, canonical, rule FROM facts"
SAVED = """<!doctype html><meta charset=utf-8><title>장터 다시 열린다</title>
<link rel=canonical href="https://saved.test/9"><article><h1>장터 다시 열린다</h1>
<p>군은 장터를 고치는 데 3억원을 들이고 가게 40곳을 새로 들인다고 5일 밝혔다. 공사는 8개월이 걸린다.</p>
<p>상인들은 주차장을 먼저 넓혀 달라고 말했다. 군은 가을까지 자리를 마련하겠다고 답했다.</p>
<p>장터는 1968년에 처음 열렸고, 지난해에는 닷새마다 손님 1200여 명이 찾았다. 군은 낡은 지붕도 함께 바꾼다.</p>
<p>군 관계자는 “상인과 주민이 함께 쓰는 마당이 되도록 설계를 바꾸겠다”며 “의견을 더 듣겠다”고 말했다.</p></article>"""


@pytest.fixture
def demo(pressfacts, tmp_path):
    assert pressfacts("demo").code == 0
    (tmp_path / "saved.html").write_text(SAVED, encoding="utf-8")
    assert pressfacts("add", "--db", "pressfacts-demo.db", "saved.html").code == 0
    return tmp_path / "pressfacts-demo.db"


def select(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(sql).fetchall())


def test_warcio_reads_every_page(pressfacts, demo, tmp_path):
    answer = pressfacts("warc", "--db", demo, "--out", "pages.warc.gz")
    assert (answer.code, answer.err) == (0, "")
    with (tmp_path / "pages.warc.gz").open("rb") as stream:
        told = []
        # It raises where a digest is not that of what stands there.
        for record in ArchiveIterator(stream, check_digests="raise"):
            body = record.content_stream().read()
            told.append((record.rec_type, record.rec_headers["WARC-Target-URI"], page_hash(body)))
    assert told[0][0] == "warcinfo"
    assert answer.out == f"pages.warc.gz: {len(told) - 1} pages\n"
    assert [url for kind, url, _ in told if kind == "resource"] == ["https://saved.test/9"]
    held = {page for (page,) in select(demo, "SELECT page FROM revisions")}
    assert held <= {page for _, _, page in told}
    assert {page for _, _, page in told[1:]} <= {
        page for (page,) in select(pages_path(demo), "SELECT sha256 FROM pages")
    }


def test_pages_written_and_crawled_again_give_the_same_facts(pressfacts, demo, tmp_path):
    assert pressfacts("warc", "--db", demo, "--out", "pages.warc.gz").code == 0
    (tmp_path / "sources.toml").write_text(
        '[[sources]]\nkey = "archive"\nname = "기록"\nwarcs = ["pages.warc.gz"]\n', encoding="utf-8"
    )
    answer = pressfacts("crawl", "--db", "again.db", "--config", "sources.toml")
    assert answer.code == 0, answer.err
    assert len(select(demo, FACTS)) > 1000
    assert select(tmp_path / "again.db", FACTS) == select(demo, FACTS)
    when = "SELECT article, page, min(at) FROM fetches WHERE article IS NOT NULL GROUP BY 1, 2"
    assert select(tmp_path / "again.db", when) == select(demo, when)


def test_the_same_pages_give_the_same_bytes_and_nothing_is_overwritten(pressfacts, demo, tmp_path):
    for name in ("one.warc.gz", "two.warc.gz"):
        assert pressfacts("warc", "--db", demo, "--out", name).code == 0
    first = (tmp_path / "one.warc.gz").read_bytes()
    assert (tmp_path / "two.warc.gz").read_bytes() == first
    again = pressfacts("warc", "--db", demo, "--out", "one.warc.gz")
    assert (again.code, again.out) == (2, "")
    assert "is there already" in again.err
    assert (tmp_path / "one.warc.gz").read_bytes() == first


def test_pages_that_are_missing_are_told_and_the_rest_written(pressfacts, demo, tmp_path):
    ((gone,), *_) = select(demo, "SELECT page FROM revisions")
    with closing(sqlite3.connect(pages_path(demo))) as connection, connection:
        connection.execute("DELETE FROM pages WHERE sha256 = ?", (gone,))
    answer = pressfacts("warc", "--db", demo, "--out", "pages.warc.gz")
    assert answer.code == 1
    assert gone in answer.err
    assert (tmp_path / "pages.warc.gz").exists()
    pages_path(demo).unlink()
    answer = pressfacts("warc", "--db", demo, "--out", "none.warc.gz")
    assert (answer.code, answer.out) == (2, "")
    assert str(pages_path(demo)) in answer.err
    assert not (tmp_path / "none.warc.gz").exists()
