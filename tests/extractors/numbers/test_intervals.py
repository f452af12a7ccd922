"""Intervals of two dates against the article's date, across the ends of months and years."""

from datetime import UTC, datetime

import pytest

from extractors.facts import Context, Duration
from extractors.numbers import read

PUBLISHED = Context(published=datetime(2024, 2, 22, 7, 39, tzinfo=UTC))


def intervals(text: str, context: Context) -> list[tuple[str | None, str | None, str | None, str]]:
    """Return value, from, to and span of each interval."""
    return [
        (fact.value, fact.since, fact.until, fact.text)
        for fact in read(text, context)
        if isinstance(fact, Duration) and fact.form == "interval"
    ]


@pytest.mark.parametrize(
    ("text", "value", "since", "until"),
    [
        ("오는 23일부터 27일까지 열린다.", "P5D", "2024-02-23", "2024-02-27"),
        ("지난 19일부터 21일까지 열렸다.", "P3D", "2024-02-19", "2024-02-21"),
        ("지난 26일부터 28일까지 열렸다.", "P3D", "2024-01-26", "2024-01-28"),
        ("오는 28일부터 다음 달 3일까지 받는다.", "P5D", "2024-02-28", "2024-03-03"),
        ("지난달 30일부터 이달 2일까지 쉬었다.", "P4D", "2024-01-30", "2024-02-02"),
        ("지난해 12월 30일부터 올해 1월 5일까지 열렸다.", "P7D", "2023-12-30", "2024-01-05"),
        ("작년 11월부터 올해 1월까지 조사했다.", "P3M", "2023-11", "2024-01"),
        ("2015년부터 지난해까지 일했다.", "P9Y", "2015", "2023"),
        ("29일부터 4월 6일까지 받는다.", "P38D", "2024-02-29", "2024-04-06"),
        ("26일부터 내년 1월 20일까지 전시한다.", "P330D", "2024-02-26", "2025-01-20"),
        ("올해부터 2027년까지 짓는다.", "P4Y", "2024", "2027"),
        ("지난 9∼11월 접수했다.", "P3M", "2023-09", "2023-11"),
        ("3월 4일(월)부터 8일(금)까지 접수한다.", "P5D", "2024-03-04", "2024-03-08"),
    ],
)
def test_the_articles_date_completes_an_interval(text: str, value: str, since: str, until: str) -> None:
    assert [row[:3] for row in intervals(text, PUBLISHED)] == [(value, since, until)]


@pytest.mark.parametrize(
    ("text", "value", "since", "until"),
    [
        ("23일부터 27일까지 열린다.", "P5D", "---23", "---27"),
        ("3월 28일부터 4월 2일까지 열린다.", "P6D", "--03-28", "--04-02"),
        ("12월 28일부터 1월 3일까지 쉰다.", "P7D", "--12-28", "--01-03"),
        ("2024년 2월 27일부터 3월 1일까지 열린다.", "P4D", "2024-02-27", "2024-03-01"),
        ("11월부터 2월까지 문을 닫는다.", "P4M", "--11", "--02"),
        ("2012~2015년 자료를 썼다.", "P4Y", "2012", "2015"),
        ("올해 1월부터 6월까지 조사했다.", "P6M", "--01", "--06"),
        ("지난해 11월부터 올해 2월까지 문을 닫았다.", "P4M", "--11", "--02"),
        ("지난해 12월 30일부터 올해 1월 5일까지 열렸다.", "P7D", "--12-30", "--01-05"),
    ],
)
def test_without_it_the_unknown_part_is_cut(text: str, value: str, since: str, until: str) -> None:
    assert [row[:3] for row in intervals(text, Context())] == [(value, since, until)]


@pytest.mark.parametrize(
    "text",
    [
        "28일부터 3일까지 쉰다.",
        "2월 27일부터 3월 1일까지 열린다.",
        "5월부터 최근까지 이어졌다.",
        "2월 말부터 3월 초까지 핀다.",
        "오전 9시부터 11시까지 연다.",
        "21일부터 내년 2월 9일까지 연다.",
        "30일부터 3월 9일까지 연다.",
        "3일부터 5월까지 연다.",
        "3월부터 8월 사이 일어났다.",
    ],
)
def test_an_uncertain_length_is_no_fact(text: str) -> None:
    assert intervals(text, Context()) == []


def test_the_closing_word_and_what_steers_it_stay_outside() -> None:
    assert intervals("지난 3일부터 8일까지 엿새간 쉬었다.", Context())[0][3] == "3일부터 8일"
    assert intervals("다음 달 5일부터 9일까지 쉰다.", PUBLISHED)[0][3] == "5일부터 9일"
