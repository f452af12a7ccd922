"""Adding files, folders, globs and URLs; what gives no article is one line, and the rest goes on."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import Context, Extraction
from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, add
from pipeline.site import PressSite
from pipeline.store import Store, pages_path
from tests.jobs.looking import dump, rows

SAVED = """군, 마을 도서관 네 곳 새로 짓는다
입력 2026.04.02. 오전 10:15
박초롱 기자

강원 정선군은 2일 마을 도서관 네 곳을 새로 짓는 데 모두 36억 5천만원을 들인다고 밝혔다.

군은 설계에 넉 달, 공사에 1년 2개월이 걸릴 것으로 보고 있다. 완공되면 주민 1만2000여 명이 걸어서 도서관에 갈 수 있다.

정선군의회는 예산안을 이달 안에 심의한다.
"""
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 1, 1, 8, 0, 0, 0, 0)
    + b"\x00" * 4
    + zlib.compress(b"\x00\x00")
)
ARTICLE = "http://hanbit.test/society/education/20250312001"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "saved.txt"
    file.write_text(SAVED, encoding="utf-8")
    return file


def test_a_saved_text_is_known_by_its_bytes(
    store: Store, path: Path, policy: FetchPolicy, read: Read, saved: Path
) -> None:
    report = add(store, [str(saved)], policy, read=read)
    assert (report.new, report.problems, report.lost) == (1, (), False)
    key = f"sha256:{hashlib.sha256(saved.read_bytes()).hexdigest()}"
    assert rows(path, "SELECT key, url FROM articles") == [(key, None)]
    assert rows(path, "SELECT url, outcome, status FROM fetches") == [(str(saved), "new", 200)]
    assert "36억 5천만원" in {row.fact.text for row in store.select_facts()}


def test_a_saved_page_is_known_by_the_url_it_names(
    store: Store, path: Path, site: PressSite, policy: FetchPolicy, read: Read
) -> None:
    page = site.root / "hanbit.test" / "regional-bio-campus" / "page.html"
    assert add(store, [str(page)], policy, read=read).new == 1
    assert rows(path, "SELECT key FROM articles") == [(ARTICLE,)]
    assert add(store, [ARTICLE], policy, read=read).unchanged == 1


def test_adding_again_changes_nothing_but_runs_and_fetches(
    store: Store, path: Path, site: PressSite, policy: FetchPolicy, read: Read, saved: Path
) -> None:
    inputs = [str(saved), ARTICLE]
    assert add(store, inputs, policy, read=read).new == 2
    before = [dump(file, without=("runs", "fetches")) for file in (path, pages_path(path))]
    report = add(store, inputs, policy, read=read)
    assert (report.new, report.unchanged, report.facts) == (0, 2, ())
    assert [dump(file, without=("runs", "fetches")) for file in (path, pages_path(path))] == before


def test_adding_again_with_better_rules_writes_the_facts_that_differ(
    store: Store, policy: FetchPolicy, read: Read, saved: Path
) -> None:
    def read_amounts_only(text: str, context: Context) -> Extraction:
        extraction = read(text, context)
        return replace(extraction, facts=tuple(fact for fact in extraction.facts if fact.kind == "amount"))

    add(store, [str(saved)], policy, read=read_amounts_only)
    assert {row.fact.kind for row in store.select_facts()} == {"amount"}
    assert add(store, [str(saved)], policy, read=read).unchanged == 1
    assert {row.fact.kind for row in store.select_facts()} == {"amount", "count", "duration", "institution"}


def test_folders_and_globs_hold_pages_and_each_file_counts_once(
    store: Store, site: PressSite, policy: FetchPolicy, read: Read
) -> None:
    outlet = site.root / "daon.test"
    pages = sorted(outlet.glob("*/page.html"))
    inputs = [str(outlet / "*" / "page.html"), str(pages[0]), str(pages[0].parent)]
    report = add(store, inputs, policy, read=read)
    asked = report.new + report.revised + report.unchanged + len(report.problems)
    assert asked == len({*pages, *pages[0].parent.rglob("*.html"), *pages[0].parent.rglob("*.txt")})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("missing.html", None, id="missing"),
        pytest.param("empty.html", b"", id="empty"),
        pytest.param("picture.html", PNG, id="picture"),
        pytest.param("tool.html", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, id="binary"),
        pytest.param("list.html", b"<!DOCTYPE html><title>x</title><ul><li><a href='/1'>1</a></ul>", id="no article"),
        pytest.param("*.nothing", None, id="glob without match"),
        pytest.param("folder", os.sep, id="folder without pages"),
    ],
)
def test_what_gives_no_article_is_one_line_that_names_it(
    store: Store, path: Path, policy: FetchPolicy, read: Read, saved: Path, name: str, content: bytes | str | None
) -> None:
    odd = saved.parent / name
    if isinstance(content, bytes):
        odd.write_bytes(content)
    elif content:
        odd.mkdir()
    report = add(store, [str(odd), str(saved)], policy, read=read)
    assert report.lost
    (problem,) = report.problems
    line = str(problem)
    assert line.startswith(f"{odd}: ")
    assert line.count(str(odd)) == 1
    assert "\n" not in line
    assert not problem.broken
    assert report.new == 1
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("http://saegyeol.test/article/202506010900111", "gone", id="404"),
        pytest.param("http://daon.test/private/20250622_draft.html", "robots", id="robots"),
        pytest.param("ftp://hanbit.test/news", "url", id="scheme"),
        pytest.param("http://10.0.0.1/news", "address", id="private address"),
    ],
)
def test_a_url_that_cannot_be_had_is_one_line(
    store: Store, policy: FetchPolicy, read: Read, saved: Path, url: str, reason: str
) -> None:
    report = add(store, [url, str(saved)], policy, read=read)
    assert [(problem.name, problem.reason) for problem in report.problems] == [(url, reason)]
    assert "\n" not in str(report.problems[0])
    assert report.new == 1
