"""``pressfacts why`` walks a fact back to its bytes."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.store import Store, page_hash
from tests.store.examples import ARTICLE, VERSIONS, save


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        save(store, store.begin_run("crawl", VERSIONS), at=datetime(2026, 3, 2, 1, tzinfo=UTC))
        (row,) = [row for row in store.select_facts() if row.fact.text == "20억원"]
    return path, row.id


def test_everything_that_led_to_a_fact(pressfacts, database):
    path, id_ = database
    answer = pressfacts("why", "--db", path, id_[:8])
    assert answer.code == 0
    for words in (
        id_,
        "약 [20억원]을",
        "~2,000,000,000 KRW",
        "약 (7–8)",
        "amount-won",
        ARTICLE.title,
        ARTICLE.url,
        ARTICLE.publisher,
        "1 (first), characters 9–13",
        "2026-03-02T01:00:00",
        page_hash(b"<html>1</html>"),
        "pressfacts 1.0, cleaner 7, extractors 3",
    ):
        assert words in answer.out


def test_a_rule_comes_with_its_examples(pressfacts, tmp_path):
    (tmp_path / "a.txt").write_text(
        "예산 소식\n\n2026.03.02 09:30\n\n" + "시는 최장 8년간 운영비를 보탠다고 2일 밝혔다. " * 6
    )
    assert pressfacts("add", "--db", "press.db", "a.txt").code == 0
    out = pressfacts("facts", "--db", "press.db", "--kind", "duration", "--limit", 1, "--format", "jsonl").out
    record = json.loads(pressfacts("why", "--db", "press.db", json.loads(out)["id"], "--format", "json").out)
    assert record["rule"][0].startswith("duration.years: ")
    assert any(line.startswith("reads none in") for line in record["rule"])


def test_a_fact_of_an_earlier_revision_is_found_and_told_apart(pressfacts, database):
    path, id_ = database
    with Store.open(path) as store:
        changed = {"title": "다른 제목", "text": "내용이 바뀌었다."}
        save(store, store.begin_run("crawl", VERSIONS), article=replace(ARTICLE, **changed), facts=(), page=b"2")
    assert "1 (first, not the latest)" in pressfacts("why", "--db", path, id_).out


def test_an_id_that_is_not_there_or_not_enough(pressfacts, database):
    path, _ = database
    with Store.open(path) as store:
        run = store.begin_run("crawl", VERSIONS)
        for number in range(4):
            save(store, run, article=replace(ARTICLE, url=f"{ARTICLE.url}{number}"), page=b"%d" % number)
        ids = [row.id for row in store.select_facts()]
    for id_ in ("ffffffffffffffffffffffff", "%", ""):
        answer = pressfacts("why", "--db", path, id_)
        assert (answer.code, answer.out) == (2, "")
        assert f"holds no fact {id_}" in answer.err
    digits = [id_[0] for id_ in ids]
    shared = next(digit for digit in digits if digits.count(digit) > 1)
    answer = pressfacts("why", "--db", path, shared)
    assert (answer.code, answer.out) == (2, "")
    assert sum(id_ in answer.err for id_ in ids) >= 2
