"""Quality, gold data and replay from the command line, on an article that two people reviewed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import extract
from extractors.facts import Amount, Count
from pipeline.model import Article
from pipeline.store import Accounts, NewReview, Reading, Role, Store, Versions, Visit
from tests.cli.conftest import COMMAND
from tests.store.examples import ARTICLE, copy_database, dump

TEXT = "교육부는 노후 경로당 12곳을 고치는 데 3년간 45억원을 들인다. 🏛 주민 300여 명이 설명회에 왔다."
KEY = "https://hanbit.test/news/7"
ARTICLE_7 = replace(ARTICLE, url=KEY, text=TEXT, title="경로당 고친다")


def fill(path: Path, article: Article = ARTICLE_7) -> None:
    read = extract(article.text)
    with Store.open(path) as store:
        run = store.begin_run("add", Versions(pressfacts="1", cleaner="7", extractor="3"))
        visit = Visit(url=KEY, at=article.published, status=200)
        reading = Reading(facts=read.facts, sentences=read.sentences, version="3")
        store.save_article(run, visit, article, key=KEY, page=b"<html>7</html>", reading=reading)


def say(path: Path, quote: str, verdict: str, reviewer: str, **corrected: object) -> None:
    with Store.open(path) as store:
        page = store.review_article(KEY)
        (fact,) = [fact for fact in page.facts if fact.fact.text == quote]
        right = replace(fact.fact, **corrected) if corrected else None
        store.add_review(
            NewReview(verdict=verdict, reviewer=reviewer, article=KEY, fact_id=fact.id, last=fact.last, corrected=right)
        )


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agreed") / "press.db"
    fill(path)
    with Accounts.open(path) as accounts:
        mina = accounts.add("미나", "correct horse", Role.REVIEWER).id
        junho = accounts.add("준호", "battery staple", Role.REVIEWER).id
    for quote in ("교육부", "12곳", "45억원"):
        say(path, quote, "accept", mina)
        say(path, quote, "accept" if quote != "12곳" else "reject", junho)
    say(path, "3년", "correct", mina, role="within")
    # A note as it is pasted, with an end of line that JSON leaves as it is.
    missed = Count(
        start=TEXT.index("설명회"), end=TEXT.index("설명회") + 3, text="설명회", value=1, low=1, high=1, rule=""
    )
    with Store.open(path) as store:
        note = "첫 줄\u2028둘째 줄"
        store.add_review(NewReview(verdict="add", reviewer=mina, article=KEY, corrected=missed, note=note))
    return path


@pytest.fixture
def reviewed(agreed: Path, tmp_path: Path) -> Path:
    return copy_database(agreed, tmp_path)


def test_quality_tells_precision_and_agreement(reviewed, pressfacts):
    answer = pressfacts("quality", "--db", reviewed)
    assert answer.code == 0
    assert "미나 and 준호" in answer.out or "준호 and 미나" in answer.out
    measured = json.loads(pressfacts("quality", "--db", reviewed, "--json").out)
    assert (measured["all"]["right"], measured["all"]["judged"]) == (2, 4)
    assert {row["group"]: (row["right"], row["judged"]) for row in measured["kinds"]} == {
        "amount": (1, 1),
        "count": (0, 1),
        "duration": (0, 1),
        "institution": (1, 1),
    }
    assert [(row["facts"], row["agreed"]) for row in measured["agreements"]] == [(3, 2)]
    assert [row["quote"] for row in measured["disagreements"]] == ["12곳"]


def test_quality_of_a_database_that_nobody_reviewed(tmp_path, pressfacts):
    fill(tmp_path / "press.db")
    assert "no fact has been reviewed yet" in pressfacts("quality", "--db", "press.db").out


def test_gold_data_hold_the_reviewers_word(reviewed, pressfacts):
    (line,) = pressfacts("reviews", "export", "--db", reviewed).out.rstrip("\n").split("\n")
    gold = json.loads(line)
    assert (gold["id"], gold["text"], gold["open"]) == (KEY, TEXT, 1)
    assert [(fact["text"], fact.get("role")) for fact in gold["facts"]] == [
        ("교육부", None),
        ("3년", "within"),
        ("45억원", None),
        ("설명회", None),
    ]
    assert pressfacts("reviews", "export", "--db", reviewed, "--complete").out == ""


def test_reviews_come_back_once(reviewed, tmp_path, pressfacts):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(pressfacts("reviews", "export", "--db", reviewed).out)
    other = tmp_path / "other.db"
    fill(other)
    for words in (8, 0):
        answer = pressfacts("reviews", "import", "--db", other, gold)
        assert (answer.code, answer.out.split(": ")[1]) == (0, f"{words} words new, from 1 articles\n")
    keep = ("reviews", "review_anchors")
    assert {name: dump(other)[name] for name in keep} == {name: dump(reviewed)[name] for name in keep}
    assert pressfacts("verify", "--db", other).code == 0


def test_annotated_texts_become_one_reviewers_word(tmp_path, pressfacts):
    path = tmp_path / "press.db"
    fill(path)
    pressfacts("reviewer", "add", "--db", path, "지우", stdin="open sesame\n")
    start = TEXT.index("45억원")
    right = {"kind": "amount", "start": start, "end": start + 4, "text": "45억원", "value": 4_500_000_000}
    right |= {"low": None, "high": 4_500_000_000, "bound": "max", "currency": "KRW"}
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": KEY, "text": TEXT, "facts": [right]}))
    for words in (1, 0):
        answer = pressfacts("reviews", "import", "--db", path, "--reviewer", "지우", "gold.jsonl")
        assert answer.out.endswith(f"{words} words new, from 1 articles\n")
    shown = pressfacts("facts", "--db", path, "--status", "corrected", "--format", "jsonl").out
    assert json.loads(shown)["bound"] == "max"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not a JSON line"),
        ("[" * 100_000, "not a JSON line"),
        (r'{"id":"\ud800","text":"20억원 3명"}', "half of a character"),
        ('{"id": 1, "text": "x"}', "must be strings"),
        ('{"id": "k", "text": "5명", "facts": [{"kind": "money"}]}', "there are amount"),
        (
            '{"id": "k", "text": "5명", "facts": [{"kind": "count", "start": 0, "end": 2, "text": "6명"}]}',
            "lacks value, low, high",
        ),
        ('{"id": "k", "text": "5명", "facts": [], "reviews": []}', "there is no such article"),
    ],
)
def test_gold_that_does_not_fit_is_named_and_nothing_is_stored(reviewed, tmp_path, pressfacts, line, told):
    before = dump(reviewed)["reviews"]
    (tmp_path / "gold.jsonl").write_text(line)
    answer = pressfacts("reviews", "import", "--db", reviewed, "gold.jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert "gold.jsonl:1: " in answer.err
    assert told in answer.err
    assert dump(reviewed)["reviews"] == before


def test_label_studio_takes_the_tasks(reviewed, pressfacts):
    (task,) = json.loads(pressfacts("reviews", "export", "--db", reviewed, "--format", "label-studio").out)
    assert task["data"]["text"] == TEXT
    (annotation,) = task["annotations"]
    as_script_counts = TEXT.encode("utf-16-le")
    for region in annotation["result"]:
        assert (region["from_name"], region["to_name"], region["type"]) == ("label", "text", "labels")
        value = region["value"]
        assert as_script_counts[value["start"] * 2 : value["end"] * 2].decode("utf-16-le") == value["text"]
        assert value["labels"] in (["amount"], ["count"], ["duration"], ["institution"])


def test_doccano_takes_the_lines(reviewed, pressfacts):
    (line,) = pressfacts("reviews", "export", "--db", reviewed, "--format", "doccano").out.splitlines()
    record = json.loads(line)
    spans = [(record["text"][start:end], label) for start, end, label in record["label"]]
    assert ("45억원", "amount") in spans


def test_replay_says_what_todays_rules_break(reviewed, pressfacts):
    answer = pressfacts("replay", "--db", reviewed)
    # 12곳 was rejected in the end, and today's rules read it.
    assert answer.code == 1
    assert "break 1 of the reviewers' words" in answer.err
    endings = [json.loads(line)["ending"] for line in pressfacts("replay", "--db", reviewed, "--json").out.splitlines()]
    assert sorted(endings) == ["back", "kept", "kept", "missed", "wrong"]


def test_replay_is_content_with_what_was_accepted(tmp_path, pressfacts):
    path = tmp_path / "press.db"
    fill(path)
    say(path, "45억원", "accept", "reviewer-1")
    assert pressfacts("replay", "--db", path).code == 0
    with Store.open(path) as store:
        (amount,) = [one.fact for one in store.select_facts() if isinstance(one.fact, Amount)]
    assert amount.value == 4_500_000_000


def test_why_tells_the_reviews(reviewed, pressfacts):
    with Store.open(reviewed) as store:
        (fact,) = [row.id for row in store.select_facts() if row.fact.text == "12곳"]
    told = json.loads(pressfacts("why", "--db", reviewed, fact, "--format", "json").out)
    assert [line.split(" by ")[0] for line in told["reviews"]] == ["accept", "reject"]


@pytest.mark.parametrize("command", ["add", "disable", "password"])
def test_an_account_s_name_and_password_are_utf8(tmp_path, pressfacts, command):
    path = tmp_path / "press.db"
    Store.open(path).close()
    call = [COMMAND, "reviewer", command, "--db", path, b"\xff"]
    done = subprocess.run(call, input=b"long enough a word\n", capture_output=True, timeout=120)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is not UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr
    answer = pressfacts("reviewer", "add", "--db", path, "지우", stdin=b"\xff\xff long enough a word\n")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "pressfacts: the password on standard input is not UTF-8\n"
