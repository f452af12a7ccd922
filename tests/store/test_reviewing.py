"""What reviewers say is kept, stands beside the machine's facts, and finds its place again in a later text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.facts import Amount, Count
from extractors.forms import reading_form
from pipeline.store import (
    NewReview,
    QueueQuery,
    ReviewConflict,
    ReviewedFact,
    ReviewRefused,
    Seen,
    Store,
    StoredReview,
)
from tests.store.examples import AMOUNT, ARTICLE, COUNT, FACTS, TEXT, URL, rows, save, span

MINA, JUNHO = "reviewer-1", "reviewer-2"


@pytest.fixture
def article(store: Store, run: str) -> str:
    save(store, run)
    return URL


def standing(store: Store, quote: str) -> ReviewedFact:
    page = store.review_article(URL)
    assert page is not None
    (found,) = [fact for fact in page.facts if fact.fact.text == quote]
    return found


def judge(store: Store, quote: str, verdict: str, reviewer: str = MINA, **more: object) -> StoredReview:
    fact = standing(store, quote)
    new = NewReview(verdict=verdict, reviewer=reviewer, article=URL, fact_id=fact.id, last=fact.last)
    return store.add_review(replace(new, **more))


def test_every_fact_is_open_until_somebody_looks(store: Store, article: str) -> None:
    page = store.review_article(article)
    assert page is not None
    assert {(fact.fact, fact.status) for fact in page.facts} == {(fact, "open") for fact in FACTS}


@pytest.mark.parametrize(("verdict", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_word_stands(store: Store, path: Path, article: str, verdict: str, status: str) -> None:
    stored = judge(store, "20억원", verdict, note="표를 보았다")
    assert stored.fact is not None
    assert stored.fact.status == status
    assert [(review.verdict, review.reviewer, review.note) for review in stored.fact.history] == [
        (verdict, MINA, "표를 보았다")
    ]
    sql = "SELECT status, value, reviewer, anchor FROM reviewed_facts WHERE quote = '20억원'"
    assert rows(path, sql) == [(status, 2_000_000_000, MINA, "exact")]
    assert rows(path, "SELECT count(*) FROM reviewed_facts") == [(len(FACTS),)]


def test_a_correction_stands_in_place_of_the_machine(store: Store, path: Path, article: str) -> None:
    right = replace(AMOUNT, per="year", rule="reviewer")
    judge(store, "20억원", "correct", corrected=right)
    assert standing(store, "20억원").fact == right
    assert rows(path, "SELECT status, per FROM reviewed_facts WHERE quote = '20억원'") == [("corrected", "year")]
    assert rows(path, "SELECT per FROM facts WHERE quote = '20억원'") == [(None,)]


def test_a_wider_span_hides_what_lies_in_it(store: Store, article: str) -> None:
    wide = replace(COUNT, **span("대학 3곳"), rule="reviewer")
    judge(store, "3곳", "correct", corrected=wide)
    page = store.review_article(article)
    assert page is not None
    assert [fact.fact.text for fact in page.facts if fact.fact.kind == "count"] == ["대학 3곳", "4.5명"]


def test_a_missed_fact_is_added(store: Store, path: Path, article: str) -> None:
    missed = Count(**span("1인"), value=1, low=1, high=1, unit="인", rule="reviewer")
    stored = store.add_review(NewReview(verdict="add", reviewer=MINA, article=URL, corrected=missed))
    assert stored.fact is not None
    assert stored.fact.status == "added"
    assert rows(path, "SELECT status, value FROM reviewed_facts WHERE quote = '1인'") == [("added", 1)]
    with pytest.raises(ReviewRefused, match="is a fact already"):
        store.add_review(NewReview(verdict="add", reviewer=JUNHO, article=URL, corrected=missed))


def test_what_does_not_stand_in_the_text_is_refused(store: Store, article: str) -> None:
    wrong = replace(AMOUNT, text="30억원")
    with pytest.raises(ReviewRefused, match="does not stand there"):
        judge(store, "20억원", "correct", corrected=wrong)
    with pytest.raises(ReviewRefused, match="no such fact"):
        store.add_review(NewReview(verdict="accept", reviewer=MINA, article=URL, fact_id="0" * 24))
    with pytest.raises(ReviewRefused, match="no such article"):
        store.add_review(NewReview(verdict="accept", reviewer=MINA, article="https://nowhere.test/", fact_id="0"))


def test_the_second_reviewer_sees_what_the_first_said(store: Store, path: Path, article: str) -> None:
    seen = standing(store, "20억원")
    judge(store, "20억원", "accept")
    late = NewReview(verdict="reject", reviewer=JUNHO, article=URL, fact_id=seen.id, last=seen.last)
    with pytest.raises(ReviewConflict) as conflict:
        store.add_review(late)
    assert (conflict.value.theirs.reviewer, conflict.value.theirs.verdict) == (MINA, "accept")
    assert rows(path, "SELECT count(*) FROM reviews") == [(1,)]
    judge(store, "20억원", "reject", JUNHO)
    assert [review.verdict for review in standing(store, "20억원").history] == ["accept", "reject"]


def test_an_undo_brings_back_the_word_before(store: Store, article: str) -> None:
    judge(store, "20억원", "accept", MINA)
    judge(store, "20억원", "reject", JUNHO)
    with pytest.raises(ReviewConflict):
        store.undo_review(MINA)
    assert store.undo_review(JUNHO).fact == standing(store, "20억원")
    assert standing(store, "20억원").status == "accepted"
    store.add_review(
        NewReview(verdict="reject", reviewer=MINA, article=URL, fact_id=standing(store, "3곳").id, last=None)
    )
    store.undo_review(MINA)
    assert standing(store, "3곳").status == "open"
    with pytest.raises(ReviewRefused, match="no word of yours"):
        store.undo_review(JUNHO)


def test_reviews_are_never_deleted_or_changed(store: Store, path: Path, article: str) -> None:
    judge(store, "20억원", "accept")
    with closing(sqlite3.connect(path)) as connection:
        for sql in ("DELETE FROM reviews", "UPDATE reviews SET verdict = 'reject'"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(sql)


def test_a_word_follows_its_quote_through_an_edit(store: Store, path: Path, run: str, article: str) -> None:
    judge(store, "20억원", "accept")
    judge(store, "3곳", "reject")
    lead = "정부가 예산안을 냈다.\n\n"
    moved = tuple(replace(fact, start=fact.start + len(lead), end=fact.end + len(lead)) for fact in FACTS)
    save(store, run, article=replace(ARTICLE, text=lead + TEXT), facts=moved, page=b"2")
    sql = "SELECT quote, status, anchor, revision, start FROM reviewed_facts WHERE status != 'open' ORDER BY start"
    assert rows(path, sql) == [
        ("20억원", "accepted", "moved", 2, AMOUNT.start + len(lead)),
        ("3곳", "rejected", "moved", 2, COUNT.start + len(lead)),
    ]


def test_a_word_whose_quote_is_gone_is_stale_and_listed(store: Store, path: Path, run: str, article: str) -> None:
    judge(store, "20억원", "accept")
    text = TEXT.replace("20억원", "25억원")
    other = replace(AMOUNT, text="25억원", value=2_500_000_000, low=2_500_000_000, high=2_500_000_000)
    save(store, run, article=replace(ARTICLE, text=text), facts=(other,), page=b"2")
    sql = "SELECT quote, status FROM reviewed_facts ORDER BY quote"
    assert rows(path, sql) == [("20억원", "stale"), ("25억원", "open")]
    save(store, run, page=b"3")
    assert standing(store, "20억원").status == "accepted"


def test_who_still_sees_a_word_that_went_stale_is_shown_the_fact_as_it_stands(
    store: Store, run: str, article: str
) -> None:
    judge(store, "20억원", "accept")
    seen = standing(store, "20억원")
    text = "시민 단체가 나섰다. 정부는 20억원을 돌려받지 못했다."
    start = text.index("20억원")
    again = replace(AMOUNT, start=start, end=start + len("20억원"), approx=False, qualifiers=())
    save(store, run, article=replace(ARTICLE, text=text), facts=(again,), page=b"2")
    with pytest.raises(ReviewConflict, match="read anew") as conflict:
        store.add_review(NewReview(verdict="reject", reviewer=JUNHO, article=URL, fact_id=seen.id, last=seen.last))
    assert (conflict.value.fact.fact, conflict.value.fact.status) == (again, "open")
    assert conflict.value.theirs is None


def test_a_word_is_of_the_reading_that_was_shown(store: Store, run: str, article: str) -> None:
    seen = Seen(start=AMOUNT.start, end=AMOUNT.end, reading=reading_form(AMOUNT))
    save(store, run, facts=(replace(AMOUNT, approx=False, qualifiers=()),), version="4")
    with pytest.raises(ReviewConflict, match="read anew"):
        judge(store, "20억원", "accept", seen=seen)
    assert standing(store, "20억원").status == "open"
    judge(store, "20억원", "accept", seen=replace(seen, reading="2,000,000,000 KRW"))
    assert standing(store, "20억원").status == "accepted"


def test_new_rules_do_not_eat_a_word(store: Store, path: Path, run: str, article: str) -> None:
    judge(store, "20억원", "accept")
    judge(store, "3곳", "reject")
    judge(store, "4.5명", "accept")
    wrong = replace(AMOUNT, approx=False, qualifiers=())
    again = replace(COUNT, of="단과대")
    save(store, run, facts=(wrong, again), version="4")
    sql = "SELECT quote, status, anchor, approx, of FROM reviewed_facts ORDER BY start, status"
    assert rows(path, sql) == [
        ("20억원", "accepted", "changed", 1, None),
        # The rejected reading is on record; the new one is to be looked at.
        ("3곳", "open", None, 0, "단과대"),
        ("3곳", "rejected", "changed", 0, "대학"),
        ("4.5명", "accepted", "changed", 0, None),
    ]
    page = store.review_article(article)
    assert page is not None
    assert [(fact.fact.text, fact.status, len(fact.history)) for fact in page.facts] == [
        ("20억원", "accepted", 1),
        ("3곳", "open", 1),
        ("4.5명", "accepted", 1),
    ]


def test_the_queue_gives_open_facts_and_says_how_many_are_left(store: Store, article: str) -> None:
    queue = store.review_queue(QueueQuery(order="newest"))
    assert [item.fact.text for item in queue.items] == ["과학기술부", "20억원", "1년 6개월", "3곳", "4.5명"]
    judge(store, "20억원", "accept")
    after = store.review_queue(QueueQuery(order="newest", limit=2))
    assert [item.fact.text for item in after.items] == ["과학기술부", "1년 6개월"]
    assert (after.left, after.more, after.reviewed, after.all) == (4, False, 1, 5)


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        (QueueQuery(kind="count"), {"3곳", "4.5명"}),
        (QueueQuery(rule="amount-won"), {"20억원"}),
        (QueueQuery(publisher="한빛일보", kind="amount"), {"20억원"}),
        (QueueQuery(publisher="다른신문"), set()),
        (QueueQuery(institution="과학기술정보통신부", order="newest"), {"과학기술부"}),
        (QueueQuery(kind="amount", minimum=3_000_000_000), set()),
        (QueueQuery(kind="duration", minimum="P1Y", order="newest"), {"1년 6개월"}),
        (QueueQuery(status="accepted"), {"4.5명"}),
        (QueueQuery(status=None, kind="count"), {"3곳", "4.5명"}),
    ],
)
def test_the_queue_is_narrowed(store: Store, article: str, query: QueueQuery, quotes: set[str]) -> None:
    if query.status != "open":
        judge(store, "4.5명", "accept")
    assert {item.fact.text for item in store.review_queue(query).items} == quotes


def test_the_rules_that_are_rejected_most_come_first(store: Store, run: str, article: str) -> None:
    judge(store, "3곳", "reject")
    second = tuple(replace(fact, rule="count-counter") if fact.rule == "count-rate" else fact for fact in FACTS)
    save(store, run, facts=second)
    (first, *_) = store.review_queue(QueueQuery()).items
    assert first.fact.text == "4.5명"


def test_a_seed_draws_the_same_sample(store: Store, article: str) -> None:
    draws = {
        seed: [item.id for item in store.review_queue(QueueQuery(order="random", seed=seed)).items] for seed in "ab"
    }
    assert draws == {
        seed: [item.id for item in store.review_queue(QueueQuery(order="random", seed=seed)).items] for seed in "ab"
    }
    assert sorted(draws["a"]) == sorted(draws["b"])


def test_an_amount_can_be_judged_in_an_article_read_by_its_address(store: Store, article: str) -> None:
    page = store.review_article(article)
    assert page is not None
    (amount,) = [fact.fact for fact in page.facts if isinstance(fact.fact, Amount)]
    assert page.article.text[amount.start : amount.end] == "20억원"
