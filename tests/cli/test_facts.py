"""What narrows ``pressfacts facts``, and what it writes for Excel."""

import csv
import io
import json
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from extractors import Context, extract
from pipeline.store import NewReview, Reading, Store, Visit
from tests.cli.conftest import COMMAND
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


@pytest.mark.parametrize(
    "narrow",
    [
        ("--kind", "count", "--min", "2년"),
        ("--currency", "USD", "--max", "10억원"),
        ("--min", "10억원", "--max", "1억원"),
        ("--min", "2년", "--max", "18개월"),
        ("--since", "2026-03-02", "--until", "2026-03-02"),
    ],
)
def test_filters_that_contradict_each_other(pressfacts, database, narrow):
    answer = pressfacts("facts", "--db", database, *narrow)
    assert (answer.code, answer.out) == (2, "")
    assert narrow[-1] in answer.err


def test_excel_reads_no_json_lines(pressfacts, database):
    answer = pressfacts("facts", "--db", database, "--excel", "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert "--excel" in answer.err


@pytest.mark.parametrize(
    ("narrow", "unknown"),
    [
        (("--near", "없는 말"), None),
        (("--institution", "교육부", "--near", "없는 말"), None),
        (("--institution", "교욱부"), "--institution 교욱부"),
        (("--article", "https://hanbit.test/0"), "--article https://hanbit.test/0"),
        (("--publisher", "한빛일보사"), "--publisher 한빛일보사"),
        (("--currency", "won"), "--currency won"),
    ],
)
def test_that_nothing_matches_is_said_and_which_name_is_unknown(pressfacts, database, narrow, unknown):
    answer = pressfacts("facts", "--db", database, "--format", "jsonl", *narrow)
    assert (answer.code, answer.out) == (0, "")
    *told, last = answer.err.splitlines()
    assert last == "pressfacts: no fact matches"
    assert [line.split(": ")[1] for line in told] == ([] if unknown is None else [unknown])


@pytest.mark.parametrize("since", ["0001-01-01", "0001-01-01T00:00:00+14:00"])
def test_the_calendar_has_a_first_and_a_last_day(pressfacts, database, since):
    answer = pressfacts("facts", "--db", database, "--since", since, "--until", "9999-12-31", "--format", "jsonl")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out


@pytest.mark.parametrize(
    "asked",
    [
        ("facts", "--limit", "99999999999999999999"),
        ("runs", "--limit", "99999999999999999999"),
        ("institutions", "--limit", "99999999999999999999"),
        ("search", "교육부", "--limit", "99999999999999999999"),
        ("facts", "--near", b"\xff"),
        ("facts", "--article", b"\xff"),
        ("search", "교육부", "--publisher", b"\xff"),
        ("search", b"\xff"),
    ],
)
def test_what_no_database_can_be_asked_is_bad_input(database, asked):
    # Bytes that are no UTF-8 reach a command only as bytes.
    done = subprocess.run([COMMAND, asked[0], "--db", database, *asked[1:]], capture_output=True, timeout=120)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.splitlines()[-1].startswith(b"Error: Invalid value for ")
    assert b"Traceback" not in done.stderr


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


TOLD = (
    ("한빛일보", "2015-06-01T09:00", "미래창조과학부는 연구에 7억원을 쓴다. 정보화 교육에는 90명이 온다."),
    ("다온신문", "2026-03-02T00:00", "과기정통부가 8억원을 들인다."),
    ("다온신문", "2026-03-03T09:00", "과학기술정보통신부는 매년 9억원을 낸다."),
    ("달님통신", "2026-03-04T09:00", "국토교통부는 6억원을 길에 쓴다."),
    ("달님통신", "2026-03-05T09:00", "가온협회는 5억원을 모았다."),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Articles of three outlets and eleven years, in which reviewers have spoken of some amounts."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    with Store.open(path) as store:
        run = store.begin_run("add", VERSIONS)
        for number, (publisher, time, text) in enumerate(TOLD):
            published = datetime.fromisoformat(time).replace(tzinfo=timezone(timedelta(hours=9)))
            url = f"https://outlet.test/{number}"
            reading = extract(text, Context(published=published))
            store.save_article(
                run,
                Visit(url=url, at=published, status=200),
                replace(ARTICLE, url=url, publisher=publisher, published=published, text=text),
                key=url,
                page=text.encode(),
                reading=Reading(facts=reading.facts, sentences=reading.sentences, version="1"),
            )
        for number, verdict, changed in ((0, "accept", {}), (1, "reject", {}), (2, "correct", {"per": None})):
            (one,) = [
                each
                for each in store.review_article(f"https://outlet.test/{number}").facts
                if each.fact.kind == "amount"
            ]
            corrected = replace(one.fact, **changed) if changed else None
            store.add_review(
                NewReview(
                    verdict=verdict, reviewer="r", article=one.article, fact_id=one.id, corrected=corrected, last=None
                )
            )
    return path


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        pytest.param(("--institution", "과학기술정보통신부"), ["9억원", "8억원", "7억원"], id="full name"),
        pytest.param(("--institution", "과기정통부"), ["9억원", "8억원", "7억원"], id="alias"),
        pytest.param(("--institution", "미래창조과학부", "--until", "2026-01-01"), ["7억원"], id="former name"),
        pytest.param(("--institution", "가온협회"), ["5억원"], id="a name that the registry lacks"),
        pytest.param(("--institution", "나루협회"), [], id="a name that nobody names"),
        pytest.param(("--publisher", "다온신문"), ["9억원", "8억원"], id="publisher"),
        pytest.param(("--publisher", "다온"), [], id="publisher in full"),
        pytest.param(("--since", "2026-03-03"), ["5억원", "6억원", "9억원"], id="since the day's first moment"),
        pytest.param(("--since", "2026-03-02"), ["5억원", "6억원", "9억원", "8억원"], id="midnight is of its day"),
        pytest.param(("--until", "2026-03-02"), ["7억원"], id="until before the day"),
        pytest.param(("--since", "2026-03-02", "--until", "2026-03-03"), ["8억원"], id="a day"),
        pytest.param(("--since", "2026-03-02T00:00:01"), ["5억원", "6억원", "9억원"], id="a moment"),
        pytest.param(("--near", "길에"), ["6억원"], id="near"),
        pytest.param(("--status", "accepted"), ["7억원"], id="accepted"),
        pytest.param(("--status", "rejected"), ["8억원"], id="rejected"),
        pytest.param(("--status", "corrected"), ["9억원"], id="corrected"),
        pytest.param(("--status", "open"), ["5억원", "6억원"], id="open"),
        pytest.param(("--status", "stale"), [], id="stale"),
        pytest.param(("--per", "year"), ["9억원"], id="the machine's rate, without a status"),
        pytest.param(("--per", "year", "--status", "corrected"), [], id="the reviewer's rate, with one"),
        pytest.param(("--institution", "과기정통부", "--publisher", "한빛일보"), ["7억원"], id="two together"),
    ],
)
def test_amounts_of_an_archive(pressfacts, archive, narrow, expected):
    answer = pressfacts("facts", "--db", archive, "--kind", "amount", "--format", "jsonl", *narrow)
    assert answer.code == 0
    assert ("no fact matches" in answer.err) == (not expected)
    assert [json.loads(line)["text"] for line in answer.out.splitlines()] == expected


def test_an_institution_is_shown_with_its_own_mentions_only(pressfacts, archive):
    answer = pressfacts("facts", "--db", archive, "--institution", "과기정통부", "--format", "jsonl")
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [fact["text"] for fact in found if fact["kind"] == "institution"] == [
        "과학기술정보통신부",
        "과기정통부",
        "미래창조과학부",
    ]
    assert [fact["text"] for fact in found if fact["kind"] == "count"] == ["90명"]


@pytest.mark.parametrize(
    ("narrow", "told"), [(("--since", "지난주"), "지난주"), (("--until", "2026-13-01"), "2026-13-01")]
)
def test_a_day_that_is_none(pressfacts, archive, narrow, told):
    answer = pressfacts("facts", "--db", archive, *narrow)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
