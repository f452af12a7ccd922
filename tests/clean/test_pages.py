"""Every page of tests/clean/pages comes out as its article.json says; each publisher's row has a page."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.clean import CLEANER_VERSION, PUBLISHERS, clean, explain
from pipeline.clean import article_bodies as bodies
from pipeline.model import Article

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
FIELDS = "url title byline published updated publisher text captions subtitles section language".split()


def key_of(page: Path) -> str:
    return page.parent.name


def as_json(article: Article) -> dict[str, object]:
    values = {name: getattr(article, name) for name in FIELDS}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in plain.items()}


@pytest.mark.parametrize("page", PAGES, ids=key_of)
def test_a_page_comes_out_as_written_down(page: Path) -> None:
    found = as_json(clean(page.read_bytes(), name=page.name))
    golden = page.with_name("article.json")
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        pytest.fail(f"{golden} was written from what the cleaner found: read it, put it right, run again")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", [row.key for row in PUBLISHERS])
def test_a_row_has_a_page_and_reads_it(key: str) -> None:
    page = Path(__file__).parent / "pages" / key / "page.html"
    article = clean(page.read_bytes())
    assert article.layout == key or article.url is None
    assert article.warnings == ()


@pytest.mark.parametrize("page", [page for page in PAGES if key_of(page) != "hankookilbo"], ids=key_of)
def test_the_generic_reader_reads_the_same_without_rows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "rows_for", lambda _url: [])
    assert as_json(clean(page.read_bytes())) == json.loads(page.with_name("article.json").read_text(encoding="utf-8"))


def test_a_row_that_finds_nothing_any_more_warns_and_the_generic_reader_goes_on() -> None:
    page = (Path(__file__).parent / "pages" / "sbs" / "page.html").read_bytes()
    article = clean(page.replace(b'class="text_area"', b'class="renewed_2031"'))
    assert article.layout.startswith("generic")
    assert article.warnings == ("sbs: .text_area matches nothing any more; the generic reader was used",)
    assert len(article.text.split("\n\n")) == 3


@pytest.mark.parametrize("page", PAGES, ids=key_of)
def test_cleaning_is_deterministic_and_names_its_version(page: Path) -> None:
    first, second = clean(page.read_bytes()), clean(page.read_bytes())
    assert dataclasses.asdict(first) == dataclasses.asdict(second)
    assert first.cleaner_version == CLEANER_VERSION


@pytest.mark.parametrize("page", PAGES, ids=key_of)
def test_cleaning_its_own_text_changes_nothing(page: Path) -> None:
    article = clean(page.read_bytes())
    again = clean(f"{article.title}\n입력 2024-01-02 03:04\n\n{article.text}\n".encode())
    assert again.text == article.text


def test_explain_shows_the_candidates_and_which_won() -> None:
    page = Path(__file__).parent / "pages" / "fashionmk" / "page.html"
    found = explain(page.read_bytes())
    assert found.article == clean(page.read_bytes())
    published = [one for one in found.candidates if one.field == "published"]
    assert [one.source for one in published if one.won] == ["JSON-LD datePublished (its clock, not its zone)"]
    assert {one.field for one in found.candidates} >= {"title", "byline", "publisher", "published", "text"}
    assert "  * JSON-LD datePublished (its clock, not its zone): 2018-11-12T06:10:09+09:00" in str(found).splitlines()
    assert ("reporter line", "[도하람 기자 haram@fashionmk.test/ 사진=한누리방송 화면 캡처]") in found.cuts
