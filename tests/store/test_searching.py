"""Full-text search: what a word finds, what narrows it, how hits are shown, and that the index follows the article."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.store import ArticleUnstorable, FactQuery, Named, SearchQuery, SearchUnreadable, Store, searching
from tests.store.examples import AMOUNT, ARTICLE, FACTS, VERSIONS, rows, save

KST = timezone(timedelta(hours=9))
TEXTS = {
    1: ("대학 세 곳에 20억원", "정보통신기획평가원(IITP)은 대학 예산을 늘린다. 한국 국민은 말이 없었다."),
    2: ("예산안 처리", "한국민속촌의 예산은 그대로다. 연구 개발 사업은 2배로 늘었다."),
    3: ("연말 행사", "개발 연구는 없었다. COVID-19로 5G 시범이 미뤄졌고 대학가는 조용했다."),
}


def url(number: int) -> str:
    return f"https://hanbit.test/{number}"


def put(store: Store, run: str, number: int, title: str | None, text: str, **changes: object) -> None:
    article = replace(ARTICLE, url=url(number), title=title, text=text, **changes)
    save(store, run, article=article, facts=(), page=f"{number} {text}".encode())


@pytest.fixture
def run(store: Store) -> str:
    run = store.begin_run("crawl", VERSIONS)
    for number, (title, text) in TEXTS.items():
        put(store, run, number, title, text, published=datetime(2026, 3, number, 9, tzinfo=KST))
    return run


def found(store: Store, text: str, **query: object) -> list[int]:
    answer = store.search(SearchQuery(text=text, **query))
    return [int(hit.article.rsplit("/", 1)[1]) for hit in answer.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("예산", {1, 2}, id="two letters, with particles, in title and text"),
        pytest.param("대학", {1, 3}, id="at the beginning of a longer word"),
        pytest.param("말", {1}, id="one letter"),
        pytest.param("IITP", {1}, id="Latin letters before a bracket"),
        pytest.param("iitp", {1}, id="whatever their case"),
        pytest.param("정보통신기획", {1}, id="part of a long word"),
        pytest.param("예산안", {2}, id="a longer word"),
        pytest.param("한국민", {2}, id="not across two words"),
        pytest.param('"한국 국민"', {1}, id="two words as they stand"),
        pytest.param('"연구 개발"', {2}, id="a phrase in its order"),
        pytest.param("연구 개발", {2, 3}, id="words in any order"),
        pytest.param("연구 AND 개발", {2, 3}, id="AND"),
        pytest.param("IITP OR 민속촌", {1, 2}, id="OR"),
        pytest.param("예산 NOT 대학", {2}, id="NOT"),
        pytest.param("예산 -대학", {2}, id="minus"),
        pytest.param("(IITP OR 민속촌) 연구", {2}, id="brackets"),
        pytest.param("5G", {3}, id="digits and letters together"),
        pytest.param("COVID19", {3}, id="a hyphen or none"),
        pytest.param("2배", {2}, id="a number and its counter"),
        pytest.param("없는낱말", set(), id="nothing"),
    ],
)
def test_a_search_finds(store: Store, run: str, text: str, expected: set[int]) -> None:
    assert set(found(store, text)) == expected
    assert found(store, text, ranked=False) == sorted(expected, reverse=True)


@pytest.mark.parametrize("text", ["", "…", "-대학", "(대학", "대학)", '"대학', "대학 NOT"])
def test_a_search_that_says_nothing_is_refused(store: Store, run: str, text: str) -> None:
    with pytest.raises(SearchUnreadable):
        store.search(SearchQuery(text=text))


@pytest.mark.parametrize("ranked", [True, False])
def test_filters(store: Store, run: str, ranked: bool) -> None:
    save(store, run, article=replace(ARTICLE, url=url(4)), facts=FACTS, page=b"4")
    put(store, run, 5, "대학", "대학", publisher="다온신문", published=None)

    def narrowed(**query: object) -> set[int]:
        return set(found(store, "대학", ranked=ranked, **query))

    assert narrowed() == {1, 3, 4, 5}
    assert narrowed(publisher="다온신문") == {5}
    assert narrowed(since=datetime(2026, 3, 2, tzinfo=KST)) == {3, 4}
    assert narrowed(until=datetime(2026, 3, 2, tzinfo=KST)) == {1}
    assert narrowed(until=datetime(2026, 3, 2, 9, 31, tzinfo=KST)) == {1, 4}
    assert narrowed(since=datetime(2026, 3, 2, 9, 31, tzinfo=KST)) == {3}
    assert narrowed(since=datetime(1, 1, 1, tzinfo=KST)) == {1, 3, 4}
    assert narrowed(until=datetime.max.replace(tzinfo=UTC)) == {1, 3, 4}
    assert narrowed(facts=FactQuery(kind="amount")) == {4}
    assert narrowed(facts=FactQuery(kind="amount", minimum=AMOUNT.value)) == {4}
    assert narrowed(facts=FactQuery(kind="amount", minimum=AMOUNT.value + 1)) == set()
    assert narrowed(facts=FactQuery(minimum="P1Y")) == {4}
    assert narrowed(institution=Named(ids=("msit",))) == {4}
    assert narrowed(institution=Named(ids=("moe",), names=("과학기술부",))) == set()


def test_newest_first_is_by_the_minute_whatever_the_order_of_arrival(store: Store, run: str) -> None:
    for number, hour in ((11, 12), (12, 8), (13, 23), (14, 0)):
        put(store, run, number, "속보", "지진", published=datetime(2026, 3, 9, hour, 5, tzinfo=KST))
    put(store, run, 15, "속보", "지진", published=datetime(2026, 3, 8, 23, 59, tzinfo=KST))
    assert found(store, "지진", ranked=False) == [13, 11, 12, 14, 15]
    assert found(store, "지진", ranked=False, limit=2) == [13, 11]


def test_a_letter_is_found_alike_by_reading_and_by_the_index(
    store: Store, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, run, 4, None, "양말 말고 장갑을 떴다. 거북말", published=None)
    letters = sorted({letter for title, text in TEXTS.values() for letter in title + text if "가" <= letter <= "힣"})
    read = {letter: found(store, letter, ranked=False) for letter in letters}
    pages = [found(store, "다", ranked=False, limit=1, offset=at) for at in range(4)]
    monkeypatch.setattr(searching, "READ_AT_MOST", 0)
    assert read == {letter: found(store, letter, ranked=False) for letter in letters}
    assert pages == [[number] for number in found(store, "다", ranked=False)] + [[]] * (4 - len(read["다"]))
    assert read["말"] == [1, 4]


def test_a_letter_is_ranked_alike_by_reading_and_by_the_index(
    store: Store, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, run, 4, "물", "물을 마셨다.", published=datetime(2026, 3, 4, 9, tzinfo=KST), publisher="물결신문")
    put(store, run, 5, "소식", "물을 아끼자고 했다. " + "다른 이야기가 이어졌다. " * 9, published=None)
    put(store, run, 6, "소식", "물과 물길과 물살을 보았다.", published=datetime(2026, 3, 5, tzinfo=KST))
    ways: list[dict[str, object]] = [
        {},
        {"publisher": "물결신문"},
        {"since": datetime(2026, 3, 2, 10, tzinfo=KST)},
        {"until": datetime(2026, 3, 5, tzinfo=KST)},
        {"limit": 1, "offset": 1},
    ]
    read = [found(store, "물", **way) for way in ways]
    # So few are ranked by the index, where not all could be read.
    monkeypatch.setattr(searching, "RANKED_BY_READING", 1)
    assert [found(store, "물", **way) for way in ways] == read
    assert read[0] == [4, 6, 5]
    assert store.search(SearchQuery(text="물")).ranked == 3


def test_of_a_common_letter_the_newest_that_were_read_are_ranked_and_the_answer_says_so(
    store: Store, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED_BY_READING", 2)
    monkeypatch.setattr(searching, "LETTER_AT_MOST", 1)
    put(store, run, 4, "물", "물을 마셨다.", published=datetime(2026, 3, 4, 9, tzinfo=KST))
    put(store, run, 5, "물살", "물과 물길과 물살을 보았다.", published=datetime(2026, 3, 5, tzinfo=KST))
    answer = store.search(SearchQuery(text="물"))
    assert ({hit.article for hit in answer.hits}, answer.ranked, answer.cut) == ({url(5), url(4)}, 2, False)
    put(store, run, 6, "비", "비가 물처럼 왔다.", published=datetime(2026, 3, 1, tzinfo=KST))
    assert store.search(SearchQuery(text="물")).cut
    # Narrowed to a day before, it is found; by facts, the index is asked.
    assert found(store, "물", until=datetime(2026, 3, 2, tzinfo=KST)) == [6]
    assert found(store, "물", facts=FactQuery(kind="amount")) == []


def test_the_better_hit_comes_first(store: Store, run: str) -> None:
    put(store, run, 21, "지진 대비", "지진이 나면 책상 아래로 간다.")
    put(store, run, 22, "생활 소식", "어제 열린 행사에서는 불꽃과 노래와 춤이 이어졌고, 지진을 본뜬 놀이도 있었다." * 3)
    assert found(store, "지진") == [21, 22]


def test_a_hit_shows_where_the_words_stand(store: Store, run: str) -> None:
    put(
        store,
        run,
        31,
        "긴 글",
        "앞부분은 다른 이야기다. " * 40 + "국비 예산을 대학에 준다. " + "뒷부분도 그렇다. " * 40,
    )
    (hit,) = store.search(SearchQuery(text="대학 국비")).hits
    assert {hit.text.text[start:end] for start, end in hit.text.marks} == {"대학", "국비"}
    assert hit.text.text.startswith("…")
    assert len(hit.text.text) <= 130
    (hit,) = store.search(SearchQuery(text="예산안")).hits
    assert [hit.title.text[start:end] for start, end in hit.title.marks] == ["예산안"]


def test_of_too_many_hits_the_newest_are_ranked_and_the_answer_says_so(
    store: Store, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED_AT_MOST", 1)
    answer = store.search(SearchQuery(text="대학"))
    assert ([hit.article for hit in answer.hits], answer.ranked, answer.cut) == ([url(3)], 1, True)
    assert not store.search(SearchQuery(text="IITP")).cut


def test_the_index_follows_an_edit_and_a_new_date(store: Store, run: str) -> None:
    put(store, run, 2, "예산안 처리", "새 글은 항만을 말한다.", published=datetime(2026, 3, 30, tzinfo=KST))
    assert found(store, "민속촌") == []
    assert found(store, "항만") == [2]
    assert found(store, "예산안 OR 대학", ranked=False) == [2, 3, 1]
    assert len(rows(store.path, "SELECT * FROM search_documents")) == len(TEXTS)


def test_a_store_that_fails_leaves_the_index_as_it_was(store: Store, run: str) -> None:
    broken = replace(AMOUNT, text="20")
    article = replace(ARTICLE, url=url(2), text="항만")
    with pytest.raises(ArticleUnstorable):
        save(store, run, article=article, facts=(broken,), page=b"x")
    assert found(store, "항만") == []
    assert found(store, "민속촌") == [2]


def test_an_article_without_a_title_or_a_date(store: Store, run: str) -> None:
    put(store, run, 41, None, "지진", published=None)
    assert found(store, "지진") == [41]
    put(store, run, 41, None, "태풍", published=None)
    assert (found(store, "지진"), found(store, "태풍", ranked=False)) == ([], [41])


def test_a_database_from_before_the_index_gets_one(store: Store, run: str) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DROP TABLE search")
        connection.execute("DROP TABLE search_documents")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm006_search'")
    with Store.open(store.path) as again:
        assert found(again, "예산", ranked=False) == [2, 1]
        put(again, again.begin_run("crawl", VERSIONS), 1, "새 제목", "새 글")
        assert found(again, "예산") == [2]
