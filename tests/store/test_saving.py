"""Saving an article: what a second save, an edit, a better cleaner or a better extractor changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.facts import Fact
from pipeline.model import Article
from pipeline.store import ArticleUnstorable, Outcome, Reading, Saved, Store, StoreUnusable, Visit, page_hash
from tests.store.examples import (
    AMOUNT,
    ARTICLE,
    COUNT,
    DURATION,
    FACTS,
    MINISTRY,
    TEXT,
    URL,
    dump,
    rows,
    save,
    span,
)

NEW = Saved(outcome=Outcome.NEW, revision=1, added=5)
SAME = Saved(outcome=Outcome.UNCHANGED, revision=1)
EDITED = replace(ARTICLE, text=TEXT.replace("3곳", "4곳"))
FOUR = replace(COUNT, text="4곳", value=4, low=4, high=4)


def test_the_second_save_changes_nothing_but_fetches(store: Store, path: Path, run: str) -> None:
    assert save(store, run) == NEW
    before = dump(path, without=("fetches",))
    assert save(store, run, page=b"<html>1, and a counter of readers: 7</html>") == SAME
    assert dump(path, without=("fetches",)) == before
    assert rows(path, "SELECT n, outcome FROM fetches") == [(1, "new"), (2, "unchanged")]


def test_every_field_of_a_fact_is_a_typed_column(store: Store, path: Path, run: str) -> None:
    save(store, run)
    assert rows(
        path,
        "SELECT quote, value, typeof(value), value_text, approx, currency, qualifiers, sentence, sentence_start, rule, "
        "extractor_version FROM facts WHERE kind = 'amount'",
    ) == [
        (
            *("20억원", 2_000_000_000, "integer", "2000000000", 1, "KRW", '[[7, 8, "약"]]'),
            *(TEXT[:33], 0, "amount-won", "3"),
        )
    ]
    assert rows(path, "SELECT value, typeof(value), value_text, each FROM facts WHERE quote = '4.5명'") == [
        (4.5, "real", "4.5", "인")
    ]
    assert rows(path, "SELECT value, value_months, value_seconds, round(value_days) FROM durations") == [
        ("P1Y6M", 18, 0, 548.0)
    ]
    assert rows(path, "SELECT id, canonical, type FROM institutions") == [("msit", "과학기술정보통신부", "government")]


def test_an_edit_makes_a_revision_and_keeps_the_facts_of_the_one_before(store: Store, path: Path, run: str) -> None:
    save(store, run)
    ids = dict(rows(path, "SELECT quote, id FROM facts"))
    facts = (*(fact for fact in FACTS if fact is not COUNT), FOUR)
    saved = save(store, run, article=EDITED, facts=facts, page=b"<html>2</html>")
    assert saved == Saved(outcome=Outcome.REVISED, revision=2, added=1, changed=4, removed=1)
    assert rows(path, "SELECT n, reason, page FROM revisions") == [
        (1, "first", page_hash(b"<html>1</html>")),
        (2, "edited", page_hash(b"<html>2</html>")),
    ]
    assert rows(path, "SELECT quote FROM counts ORDER BY start") == [("4곳",), ("4.5명",)]
    both = "SELECT quote, revision, latest FROM facts_all_revisions WHERE unit = '곳' ORDER BY revision"
    assert rows(path, both) == [("3곳", 1, 0), ("4곳", 2, 1)]
    assert rows(path, "SELECT id FROM facts WHERE quote = '20억원'") == [(ids["20억원"],)]


def test_a_better_cleaner_makes_a_recleaned_revision_of_the_same_page(store: Store, path: Path, run: str) -> None:
    save(store, run)
    save(store, run, article=replace(EDITED, cleaner_version="8"), facts=(FOUR,))
    assert rows(path, "SELECT n, reason, cleaner_version FROM revisions") == [(1, "first", "7"), (2, "recleaned", "8")]


@pytest.mark.parametrize(
    ("again", "reason"),
    [
        pytest.param(EDITED, "recleaned", id="today's cleaner makes the same of the old page"),
        pytest.param(ARTICLE, "edited", id="it makes the old text of it"),
        pytest.param(None, "edited", id="it finds no article in it"),
    ],
)
def test_whose_doing_a_new_text_is_shows_in_the_old_page(
    store: Store, path: Path, run: str, again: Article | None, reason: str
) -> None:
    save(store, run)
    read: list[bytes] = []

    def reclean(body: bytes) -> Article | None:
        read.append(body)
        return again

    store.save_article(
        run,
        Visit(url=URL, at=datetime.now(UTC)),
        replace(EDITED, cleaner_version="8"),
        key=URL,
        page=b"<html>1, and another advertisement</html>",
        reading=Reading(facts=(FOUR,), sentences=(), version="3"),
        reclean=reclean,
    )
    assert rows(path, "SELECT reason FROM revisions WHERE n = 2") == [(reason,)]
    assert read == [b"<html>1</html>"]


def test_a_new_stamp_or_picture_alone_is_no_revision(store: Store, run: str) -> None:
    save(store, run)
    stamped = replace(ARTICLE, updated=datetime(2026, 3, 3, tzinfo=UTC), image="https://hanbit.test/2.jpg")
    assert save(store, run, article=stamped) == SAME


def test_a_better_extractor_writes_only_the_facts_that_differ(store: Store, path: Path, run: str) -> None:
    save(store, run)
    untouched = "SELECT * FROM facts WHERE kind IN ('duration', 'institution')"
    before = rows(path, untouched)
    facts = (MINISTRY, replace(AMOUNT, approx=False), FACTS[2], COUNT)
    saved = save(store, run, facts=facts, version="4")
    assert saved == Saved(outcome=Outcome.UNCHANGED, revision=1, changed=1, removed=1)
    assert rows(path, untouched) == before
    assert rows(path, "SELECT approx, extractor_version FROM amounts") == [(0, "4")]
    assert rows(path, "SELECT extractor_version FROM revisions") == [("4",)]


def test_an_institution_that_no_fact_names_any_more_goes(store: Store, path: Path, run: str) -> None:
    save(store, run)
    save(store, run, facts=(AMOUNT,), version="4")
    assert rows(path, "SELECT * FROM institutions") == []


@pytest.mark.parametrize("order", [(2013, 2026), (2026, 2013)])
def test_an_institution_bears_the_name_of_its_newest_article(
    store: Store, path: Path, run: str, order: tuple[int, int]
) -> None:
    names = {2013: "미래창조과학부", 2026: "과학기술정보통신부"}
    for year in order:
        article = replace(ARTICLE, url=f"{URL}/{year}", published=datetime(year, 4, 1, tzinfo=UTC))
        save(store, run, article=article, facts=(replace(MINISTRY, canonical=names[year]),))
    assert rows(path, "SELECT id, canonical FROM institutions") == [("msit", "과학기술정보통신부")]
    assert rows(path, "SELECT canonical FROM institution_mentions ORDER BY published") == [
        ("미래창조과학부",),
        ("과학기술정보통신부",),
    ]


def test_the_same_quote_twice_is_two_facts_whose_ids_do_not_shift(store: Store, path: Path, run: str) -> None:
    article = replace(ARTICLE, text="대학 3곳과 병원 3곳에 준다.")
    second = replace(COUNT, **span("3곳에", article.text) | {"text": "3곳", "end": 12}, of="병원")
    save(store, run, article=article, facts=(second,))
    alone = rows(path, "SELECT id FROM facts WHERE of = '병원'")
    first = replace(COUNT, **span("3곳과", article.text) | {"text": "3곳", "end": 5})
    save(store, run, article=article, facts=(first, second), version="4")
    assert rows(path, "SELECT id FROM facts WHERE of = '병원'") == alone
    assert rows(path, "SELECT count(DISTINCT id) FROM facts") == [(2,)]


def test_text_that_sqlite_cannot_hold_is_stored_with_its_offsets(store: Store, path: Path, run: str) -> None:
    article = replace(ARTICLE, text=TEXT.replace("\n\n", "\ud800\x00"), title="제목 \udcff")
    assert save(store, run, article=article).outcome is Outcome.NEW
    assert rows(path, "SELECT substr(text, 34, 2), title FROM revisions") == [("\ufffd\ufffd", "제목 \ufffd")]
    assert save(store, run, article=article) == SAME


def test_a_number_past_64_bits_keeps_its_exact_text(store: Store, run: str) -> None:
    huge = replace(AMOUNT, value=10**24, low=10**24, high=10**24)
    save(store, run, facts=(huge,))
    assert [row.fact for row in store.select_facts()] == [huge]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(replace(AMOUNT, bound="perhaps"), "CHECK", id="a bound that is none"),
        pytest.param(replace(AMOUNT, text="20억"), "CHECK", id="a quote that is not its span"),
    ],
)
def test_what_breaks_in_the_middle_of_an_article_leaves_no_half_of_it(
    store: Store, path: Path, run: str, broken: Fact, said: str
) -> None:
    save(store, run)
    before = dump(path)
    with pytest.raises(ArticleUnstorable, match=f"{URL}: .*{said}"):
        save(store, run, article=EDITED, facts=(MINISTRY, broken), page=b"<html>2</html>")
    assert dump(path) == before
    assert store.page(page_hash(b"<html>2</html>")) == b"<html>2</html>"


def test_a_duration_that_is_none_stores_nothing(store: Store, path: Path, run: str) -> None:
    with pytest.raises(ArticleUnstorable, match=f"{URL}: not an ISO 8601 duration"):
        save(store, run, facts=(replace(DURATION, value="1년"),))
    assert rows(path, "SELECT count(*) FROM articles") == [(0,)]


def test_a_full_disk_is_told_and_loses_nothing_that_was_finished(store: Store, path: Path, run: str) -> None:
    save(store, run)
    before = dump(path)
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    long = replace(ARTICLE, url=f"{URL}0", text=TEXT * 10_000)
    with pytest.raises(StoreUnusable, match="disk is full"):
        save(store, run, article=long)
    assert dump(path) == before


def test_a_gone_article_stays_and_is_back_when_it_is_seen_again(store: Store, path: Path, run: str) -> None:
    save(store, run)
    store.mark_gone(URL, datetime(2026, 5, 1, tzinfo=UTC))
    assert rows(path, "SELECT gone FROM articles") == [("2026-05-01T00:00:00.000+00:00",)]
    assert rows(path, "SELECT count(*) FROM facts") == [(5,)]
    store.record_visit(run, Visit(url=URL, at=datetime.now(UTC)), Outcome.REFUSED, reason="gone", article=URL)
    assert rows(path, "SELECT gone IS NULL FROM articles") == [(0,)]
    store.record_visit(run, Visit(url=URL, at=datetime.now(UTC), status=304), Outcome.NOT_MODIFIED, article=URL)
    assert rows(path, "SELECT gone FROM articles") == [(None,)]


def test_first_and_last_seen_come_from_the_fetches(store: Store, path: Path, run: str) -> None:
    for day in (1, 4, 9):
        save(store, run, at=datetime(2026, 3, day, tzinfo=UTC))
    store.record_visit(run, Visit(url=URL, at=datetime(2026, 3, 12, tzinfo=UTC)), Outcome.FAILED, article=URL)
    seen = ("2026-03-01T00:00:00.000+00:00", "2026-03-09T00:00:00.000+00:00", 3)
    assert rows(path, "SELECT first_seen, last_seen, fetches FROM article_sightings") == [seen]


def test_a_reading_of_no_facts_is_an_article_all_the_same(store: Store, run: str) -> None:
    visit = Visit(url=URL, at=datetime.now(UTC))
    reading = Reading(facts=(), sentences=(), version="3")
    saved = store.save_article(run, visit, ARTICLE, key=URL, page=b"x", reading=reading)
    assert saved == Saved(outcome=Outcome.NEW, revision=1)
    assert store.article(URL) is not None
