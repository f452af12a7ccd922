"""What amounts add up to: a copy counts once, like is added to like, and the reviewers' word stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from extractors import Context, extract
from extractors.facts import Amount
from pipeline.store import NewReview, Reading, ReviewedFact, Store, Visit
from tests.store.examples import ARTICLE, VERSIONS, rows

DOCS = Path(__file__).parents[2] / "docs" / "asking.md"
SHORE = """해양수산부는 무너진 갯벌 서른여덟 곳을 되살리는 데 모두 1,240억원을 들인다고 14일 밝혔다.

갯벌은 방조제와 버려진 염전으로 물길이 막혀 있었다. 해양수산부는 물길을 트고 염생식물을 심는 일에 해마다 60억원을 쓴다.
시군에는 해양수산부가 최대 30억원까지 보탠다. 마을마다 드는 돈은 2억∼3억원으로 해양수산부는 내다봤다.

해양수산부는 이웃 나라의 연구에 200만 달러를 냈고, 어민에게 1인당 50만원을 준다.
어민회는 수십억원이 더 든다고 해양수산부에 말했다. 사업에 드는 1,240억원은 해양수산부가 모두 낸다."""
LATER = """지난 봄에 시작한 갯벌 사업이 첫 여름을 맞았다. 물길이 트인 곳에는 벌써 게와 조개가 왔다고 주민들은 말했다.

해양수산부가 이 사업에 들이는 돈은 1,240억원이다. 해양수산부는 따로 약 700억원으로 배를 고친다.
바닷가 마을의 아이들은 학교에서 갯벌의 생물을 배우고, 주말마다 어른들과 함께 쓰레기를 줍는다."""
TOLD = {"hanbit": SHORE, "daon": SHORE, "dalnim": SHORE, "saebyeok": LATER}


def told(store: Store, outlet: str, text: str, day: int) -> None:
    published = datetime(2026, 3, day, 9, tzinfo=timezone(timedelta(hours=9)))
    article = replace(ARTICLE, url=f"https://{outlet}.test/1", publisher=outlet, text=text, published=published)
    read = extract(text, Context(published=published))
    store.save_article(
        store.begin_run("add", VERSIONS),
        Visit(url=article.url, at=published, status=200),
        article,
        key=article.url,
        page=outlet.encode(),
        reading=Reading(facts=read.facts, sentences=read.sentences, version="1"),
    )


@pytest.fixture
def press(path: Path) -> Path:
    """A release in three outlets' copies, and a text of a fourth that names its budget again."""
    with Store.open(path) as store:
        for day, (outlet, text) in enumerate(TOLD.items(), start=14):
            told(store, outlet, text, day)
    assert rows(path, "SELECT count(DISTINCT cluster) FROM clusters") == [(2,)]
    return path


def fact(store: Store, outlet: str, quote: str, nth: int = 0) -> ReviewedFact:
    page = store.review_article(f"https://{outlet}.test/1")
    assert page is not None
    return [one for one in page.facts if one.fact.text == quote][nth]


def say(path: Path, verdict: str, outlet: str, quote: str, nth: int = 0, **changed: object) -> None:
    with Store.open(path) as store:
        judged = fact(store, outlet, quote, nth)
        corrected = replace(judged.fact, **changed) if changed else None
        store.add_review(
            NewReview(
                verdict=verdict,
                reviewer="reviewer-1",
                article=judged.article,
                fact_id=judged.id,
                corrected=corrected,
                last=judged.last,
            )
        )


def sums(path: Path, view: str = "money_by_institution") -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return claims, low sum and high sum by currency, per, each, bound and approx."""
    sql = f"SELECT currency, per, each, bound, approx, claims, low_sum, high_sum FROM {view}"
    return {row[:5]: row[5:] for row in rows(path, sql)}


BILLION = 1_000_000_000
EXACT = ("KRW", None, None, "exact", 0)
EXPECTED = {
    # 1,240억원 twice: of the release, in three copies that name it two times each, and of the later text.
    EXACT: (2, 248 * BILLION, 248 * BILLION),
    ("KRW", None, None, "exact", 1): (2, 70 * BILLION, 70 * BILLION),
    ("KRW", "year", None, "exact", 0): (1, 6 * BILLION, 6 * BILLION),
    ("KRW", None, "인", "exact", 0): (1, 500_000, 500_000),
    ("KRW", None, None, "max", 0): (1, None, 3 * BILLION),
    ("USD", None, None, "exact", 0): (1, 2_000_000, 2_000_000),
}


def test_like_is_added_to_like_and_a_text_that_three_outlets_carry_once(press: Path) -> None:
    found = sums(press)
    (share,) = [key for key in found if key[3] == "range"]
    assert found.pop(share) == (1, 200_000_000, 300_000_000)
    assert found == EXPECTED
    assert sums(press, "money_by_currency") == {**found, share: (1, 200_000_000, 300_000_000)}


def test_a_claim_without_a_number_is_counted_and_not_added(press: Path) -> None:
    sql = "SELECT claims, unvalued, low_sum FROM money_by_institution WHERE unvalued"
    assert rows(press, sql) == [(2, 1, 70 * BILLION)]


def test_a_budget_that_another_text_names_again_is_one_figure(press: Path) -> None:
    sql = (
        "SELECT claims, low_sum, figures, low_once FROM money_by_institution "
        "WHERE (currency, bound, approx) = ('KRW', 'exact', 0) AND per IS NULL AND each IS NULL"
    )
    assert rows(press, sql) == [(2, 248 * BILLION, 1, 124 * BILLION)]


def test_what_is_rejected_in_one_copy_is_out_in_all(press: Path) -> None:
    say(press, "reject", "daon", "200만 달러")
    assert [key for key in sums(press) if key[0] == "USD"] == []
    assert rows(press, "SELECT count(*) FROM reviewed_facts WHERE currency = 'USD' AND status = 'open'") == [(2,)]


def test_what_is_rejected_in_one_place_stands_in_another(press: Path) -> None:
    say(press, "reject", "daon", "1,240억원", nth=1)
    assert sums(press)[EXACT] == EXPECTED[EXACT]
    say(press, "reject", "daon", "1,240억원", nth=0)
    assert sums(press)[EXACT] == (1, 124 * BILLION, 124 * BILLION)


def test_a_copy_in_which_it_is_accepted_speaks_for_itself(press: Path) -> None:
    say(press, "reject", "daon", "200만 달러")
    say(press, "accept", "hanbit", "200만 달러")
    assert rows(press, "SELECT claims, reviewed FROM money_by_currency WHERE currency = 'USD'") == [(1, 1)]


def test_what_is_corrected_counts_once_with_its_new_value(press: Path) -> None:
    say(press, "correct", "daon", "30억원", value=4 * BILLION, high=4 * BILLION)
    assert sums(press)["KRW", None, None, "max", 0] == (1, None, 4 * BILLION)


def test_what_is_added_counts_and_what_is_taken_back_does_not(press: Path) -> None:
    text = "물길이 막혀"
    start = SHORE.index(text)
    span = {"start": start, "end": start + len(text), "text": text}
    made = Amount(**span, value=9, low=9, high=9, currency="JPY", rule="reviewer")
    with Store.open(press) as store:
        store.add_review(NewReview(verdict="add", reviewer="reviewer-1", article="https://daon.test/1", corrected=made))
        assert sums(press, "money_by_currency")["JPY", None, None, "exact", 0] == (1, 9, 9)
        store.undo_review("reviewer-1")
    assert [key for key in sums(press, "money_by_currency") if key[0] == "JPY"] == []


def test_a_corrected_institution_takes_the_amounts_of_its_sentence_along(press: Path) -> None:
    changed = {"canonical": "기후해양부", "registry_id": None, "resolution": "none"}
    for nth in range(SHORE.count("해양수산부")):
        say(press, "correct", "hanbit", "해양수산부", nth, **changed)
    found = rows(press, "SELECT canonical, sum(claims) FROM money_by_institution GROUP BY 1 ORDER BY 1")
    assert found == [("기후해양부", 7), ("해양수산부", 2)]


def test_what_stands_is_what_reviewed_facts_says(press: Path) -> None:
    say(press, "reject", "hanbit", "1,240억원")
    say(press, "correct", "hanbit", "60억원", value=5, low=5, high=5)
    say(press, "accept", "saebyeok", "700억원")
    standing = rows(press, "SELECT id, status FROM standing_amounts WHERE article IN (?, ?) ORDER BY id", *(
        f"https://{outlet}.test/1" for outlet in ("hanbit", "saebyeok")
    ))  # fmt: skip
    reviewed = rows(
        press,
        "SELECT id, status FROM reviewed_facts WHERE kind = 'amount' AND status NOT IN ('rejected', 'stale') "
        "AND article IN (?, ?) ORDER BY id",
        *(f"https://{outlet}.test/1" for outlet in ("hanbit", "saebyeok")),
    )
    assert standing == reviewed


def test_sums_past_what_sqlite_adds_exactly(press: Path) -> None:
    with Store.open(press) as store:
        for day, most in ((1, "91"), (2, "92")):
            told(store, f"outlet{day}", f"기획재정부는 모두 {most}경원이라고 했다. " + LATER[:60] * day, day)
    (found,) = rows(press, "SELECT low_sum FROM money_by_institution WHERE canonical = '기획재정부'")
    assert found == (1.83e18,)


QUERIES = re.findall(r"```sql\n(.+?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("\n")[0])
def test_the_queries_of_the_page_on_asking_find_something(press: Path, query: str) -> None:
    assert rows(press, query)


def test_one_institution_is_found_without_reading_the_others(press: Path) -> None:
    plan = rows(press, "EXPLAIN QUERY PLAN SELECT * FROM standing_institution_amounts WHERE canonical = '교육부'")
    steps = [str(row[3]) for row in plan]
    assert [step for step in steps if step.startswith("SCAN") and "facts" in step] == []
    assert "SEARCH f USING INDEX facts_money (article=? AND sentence_start=?)" in steps
