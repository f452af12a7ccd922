"""What narrows ``pressfacts facts``, and what it writes for Excel."""

import csv
import io
import json
from dataclasses import replace

import pytest

from extractors import Context, extract
from pipeline.store import Reading, Store, Visit
from tests.store.examples import ARTICLE, VERSIONS

TEXT = (
    "시는 교육부와 함께 대학 15곳에 연간 20억원씩 3년간 준다. 미국 쪽은 30억 달러를 18개월 동안 댄다.\n\n"
    "행사에는 학생 300명이 왔고 버스 400대가 섰다. 비용은 5천만원이었다."
)


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "press.db"
    article = replace(ARTICLE, title='=HYPERLINK("http://x.test")', text=TEXT)
    reading = extract(TEXT, Context(published=article.published))
    with Store.open(path) as store:
        store.save_article(
            store.begin_run("add", VERSIONS),
            Visit(url=article.url, at=article.published, status=200),
            article,
            key=article.url,
            page=b"1",
            reading=Reading(facts=reading.facts, sentences=reading.sentences, version="1"),
        )
    return path


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        (("--min", "10억원"), ["20억원"]),
        (("--min", "10억달러"), ["30억 달러"]),
        (("--max", "1억원"), ["5천만원"]),
        (("--kind", "amount", "--min", "1000000000"), ["20억원", "30억 달러"]),
        (("--currency", "usd"), ["30억 달러"]),
        (("--min", "2년"), ["3년"]),
        (("--max", "20개월"), ["18개월"]),
        (("--min", "100명"), ["300명"]),
        (("--kind", "count", "--min", "100"), ["300명", "400대"]),
        (("--unit", "대"), ["400대"]),
        (("--of", "대학"), ["15곳"]),
        (("--per", "year"), ["20억원"]),
        (("--near", "버스", "--kind", "count"), ["300명", "400대"]),
        (("--near", "없는 말"), []),
    ],
)
def test_a_filter(pressfacts, database, narrow, expected):
    answer = pressfacts("facts", "--db", database, "--format", "jsonl", *narrow)
    assert answer.code == 0
    assert [json.loads(line)["text"] for line in answer.out.splitlines()] == expected


@pytest.mark.parametrize("narrow", [("--kind", "count", "--min", "2년"), ("--currency", "USD", "--max", "10억원")])
def test_filters_that_contradict_each_other(pressfacts, database, narrow):
    answer = pressfacts("facts", "--db", database, *narrow)
    assert (answer.code, answer.out) == (2, "")
    assert narrow[-1] in answer.err


def test_excel_gets_a_mark_of_utf8_and_no_formulas(pressfacts, database):
    out = pressfacts("facts", "--db", database, "--excel", "--kind", "amount").out
    assert out.startswith("\ufeff")
    first, *_ = csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline=""))
    assert first["title"] == '\'=HYPERLINK("http://x.test")'
    assert first["value"] == "2000000000"
    plain = pressfacts("facts", "--db", database, "--format", "csv").out
    assert next(csv.DictReader(io.StringIO(plain)))["title"].startswith("=")


def test_csv_without_facts_has_its_head(pressfacts, database):
    out = pressfacts("facts", "--db", database, "--near", "없는 말", "--format", "csv").out
    assert out.startswith("id,published,publisher")
    assert len(out.splitlines()) == 1
