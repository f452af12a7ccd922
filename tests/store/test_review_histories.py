"""Random histories of reviews, edits, re-cleans and new rules: no word is lost, and none lands on another fact."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from extractors.facts import Amount, Count, Fact
from pipeline.store import NewReview, ReviewConflict, Status, Store
from pipeline.store.verifying_reviews import check_reviews
from tests.store.examples import ARTICLE, URL, VERSIONS, save

_MONEY = re.compile("[0-9]+억원")
_PEOPLE = re.compile("[0-9]+명")
_PROJECT = re.compile("제([0-9]+)호 사업")
_REVIEWERS = ("reviewer-1", "reviewer-2")


def sentence(number: int, money: int, people: int) -> str:
    return f"제{number}호 사업에는 {money}억원을 들이고 모두 {people}명이 나선다고 시는 밝혔다."


class Machine:
    """A rule set: which kinds it reads, and how it reads them."""

    def __init__(self, money: bool, people: bool, approx: bool, scale: int) -> None:
        self.money, self.people, self.approx, self.scale = money, people, approx, scale

    def read(self, text: str) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        if self.money:
            for match in _MONEY.finditer(text):
                value = int(match[0][:-2]) * self.scale
                facts.append(
                    Amount(
                        start=match.start(),
                        end=match.end(),
                        text=match[0],
                        value=value,
                        low=value,
                        high=value,
                        approx=self.approx,
                        currency="KRW",
                        rule="amount.won",
                    )
                )
        if self.people:
            for match in _PEOPLE.finditer(text):
                value = int(match[0][:-1])
                facts.append(
                    Count(
                        start=match.start(),
                        end=match.end(),
                        text=match[0],
                        value=value,
                        low=value,
                        high=value,
                        unit="명",
                        rule="count.counter",
                    )
                )
        return tuple(facts)


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "press.db"
        self.store = Store.open(self.path)
        self.run_id = self.store.begin_run("crawl", VERSIONS)
        self.pages = 0
        self.lead = ""
        self.sentences: list[str] = []
        self.made = 0
        self.machine = Machine(True, True, False, 100_000_000)
        self.said: list[tuple[object, ...]] = []
        self.judged: dict[str, tuple[str, str]] = {}

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @property
    def text(self) -> str:
        return self.lead + " ".join(self.sentences)

    def publish(self, version: str = "7") -> None:
        self.pages += 1
        article = replace(ARTICLE, text=self.text, cleaner_version=version)
        save(
            self.store, self.run_id, article=article, facts=self.machine.read(self.text), page=str(self.pages).encode()
        )

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(sql).fetchall()

    def add_sentence(self, spot: int, money: int, people: int) -> None:
        self.made += 1
        self.sentences.insert(spot, sentence(self.made, money, people))

    @initialize(numbers=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=4))
    def first(self, numbers: list[tuple[int, int]]) -> None:
        for money, people in numbers:
            self.add_sentence(len(self.sentences), money, people)
        self.publish()

    @rule(spot=st.integers(0, 9), money=st.integers(1, 3), people=st.integers(1, 3))
    def insert(self, spot: int, money: int, people: int) -> None:
        if len(self.sentences) < 7:
            self.add_sentence(spot % (len(self.sentences) + 1), money, people)
            self.publish()

    @precondition(lambda self: len(self.sentences) > 1)
    @rule(spot=st.integers(0, 9))
    def delete(self, spot: int) -> None:
        self.sentences.pop(spot % len(self.sentences))
        self.publish()

    @precondition(lambda self: len(self.sentences) > 1)
    @rule(spot=st.integers(0, 9))
    def swap(self, spot: int) -> None:
        one = spot % (len(self.sentences) - 1)
        self.sentences[one : one + 2] = self.sentences[one : one + 2][::-1]
        self.publish()

    @rule(spot=st.integers(0, 9), money=st.integers(1, 3))
    def change_number(self, spot: int, money: int) -> None:
        one = spot % len(self.sentences)
        self.sentences[one] = _MONEY.sub(f"{money}억원", self.sentences[one])
        self.publish()

    @rule(lead=st.sampled_from(["", "(한빛 지역부)\n", "시가 계획을 냈다.\n\n"]))
    def clean_again(self, lead: str) -> None:
        self.lead = lead
        self.publish(version="8")

    @rule(money=st.booleans(), people=st.booleans(), approx=st.booleans(), scale=st.sampled_from([1, 100_000_000]))
    def change_rules(self, money: bool, people: bool, approx: bool, scale: int) -> None:
        self.machine = Machine(money, people, approx, scale)
        self.publish()

    @rule(
        spot=st.integers(0, 99),
        verdict=st.sampled_from(["accept", "reject", "correct"]),
        reviewer=st.sampled_from(_REVIEWERS),
    )
    def review(self, spot: int, verdict: str, reviewer: str) -> None:
        page = self.store.review_article(URL)
        assert page is not None
        facts = [fact for fact in page.facts if fact.status != Status.STALE]
        if not facts:
            return
        fact = facts[spot % len(facts)]
        right = replace(fact.fact, value=7, low=7, high=7, rule="reviewer") if verdict == "correct" else None
        stored = self.store.add_review(
            NewReview(verdict=verdict, reviewer=reviewer, article=URL, fact_id=fact.id, last=fact.last, corrected=right)
        )
        self.remember(stored.review)

    @rule(spot=st.integers(0, 9), reviewer=st.sampled_from(_REVIEWERS))
    def add(self, spot: int, reviewer: str) -> None:
        one = self.sentences[spot % len(self.sentences)]
        start = self.text.index(one) + one.index("모두")
        page = self.store.review_article(URL)
        assert page is not None
        if any(fact.fact.start == start and fact.status not in ("rejected", "stale") for fact in page.facts):
            return
        missed = Count(start=start, end=start + 2, text="모두", value=1, low=1, high=1, rule="reviewer")
        stored = self.store.add_review(NewReview(verdict="add", reviewer=reviewer, article=URL, corrected=missed))
        self.remember(stored.review)

    @rule(reviewer=st.sampled_from(_REVIEWERS))
    def undo(self, reviewer: str) -> None:
        mine = [row for row in self.said if row[5] == reviewer and row[3] != "undo"]
        undone = {row[4] for row in self.said}
        if any(row[0] not in undone for row in mine):
            try:
                self.remember(self.store.undo_review(reviewer).review)
            except ReviewConflict:
                return

    def remember(self, review: str) -> None:
        self.said = self.rows("SELECT * FROM reviews ORDER BY rowid")
        (target, start), *_ = self.rows(f"SELECT target, start FROM reviews WHERE id = '{review}'")
        # A word that undoes one stands where that stood, perhaps in an earlier text.
        if str(target) not in self.judged:
            self.judged[str(target)] = self.project_at(int(str(start)))

    def project_at(self, start: int) -> tuple[str, str]:
        """Return the number of the project that a place of the text speaks of, and its sentence."""
        numbers = list(_PROJECT.finditer(self.text, 0, start))
        name = numbers[-1][1]
        return name, next(one for one in self.sentences if one.startswith(f"제{name}호"))

    @invariant()
    def no_review_is_lost(self) -> None:
        assert self.rows("SELECT * FROM reviews ORDER BY rowid")[: len(self.said)] == self.said

    @invariant()
    def every_standing_word_is_shown_once(self) -> None:
        undone = {row[4] for row in self.said if row[4]}
        last: dict[object, object] = {}
        for row in self.said:
            if row[3] != "undo" and row[0] not in undone:
                last[row[1]] = row[3]
        shown = self.rows("SELECT target, status, anchor FROM reviewed_facts WHERE target IS NOT NULL")
        assert sorted(map(str, last)) == sorted(str(target) for target, _, _ in shown)
        words = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}
        for target, status, anchor in shown:
            assert status == ("stale" if anchor == "stale" else words[str(last[target])])

    @invariant()
    def no_word_lands_on_another_fact(self) -> None:
        text = self.text
        shown = self.rows("SELECT target, status, start, end, quote FROM reviewed_facts WHERE target IS NOT NULL")
        for target, status, start, end, quote in shown:
            project, said_of = self.judged[str(target)]
            if status == "stale":
                # Only what the text no longer says in the same words is given up.
                assert said_of not in self.sentences
                continue
            assert text[int(str(start)) : int(str(end))] == quote
            assert self.project_at(int(str(start)))[0] == project

    @invariant()
    def every_word_stands_where_looking_all_up_again_would_put_it(self) -> None:
        assert [wrong for wrong in check_reviews(self.store._connection) if wrong is not None] == []

    @invariant()
    def what_nobody_judged_is_open(self) -> None:
        ids = [row[0] for row in self.rows("SELECT id FROM reviewed_facts")]
        assert len(ids) == len(set(ids))
        hidden = self.rows(
            "SELECT f.id FROM facts f WHERE f.id NOT IN (SELECT id FROM reviewed_facts) AND NOT EXISTS "
            "(SELECT 1 FROM review_anchors v WHERE v.kind = f.kind AND v.start < f.end AND v.end > f.start)"
        )
        assert hidden == []


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
