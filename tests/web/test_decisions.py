"""Decisions as a program sends them: who may, what is refused, and what two reviewers see."""

import json

import httpx
import pytest

from tests.web.articles import SCHOOL, add_pages, key_of, write_page
from tests.web.deciding import URL, decision, facts_of
from tests.web.serving import bring_token, browser_like, entered, run, serving

PASSWORD = "맑은 물 열 바가지"


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    home = tmp_path_factory.mktemp("press")
    return add_pages(home / "press.db", write_page(home, "school", "늘봄 교실", SCHOOL))


@pytest.fixture(scope="module")
def server(press):
    for name, role in (("지우", "reviewer"), ("하람", "reviewer"), ("보미", "reader"), ("가온", "admin")):
        assert run("reviewer", "add", "--db", press, "--role", role, name, stdin=PASSWORD + "\n").returncode == 0
    with serving(press) as running:
        yield running


@pytest.fixture
def logged_in(server):
    """Log people in by name; each gets a client of their own."""
    clients = []

    def log_in(name):
        client = browser_like(server)
        clients.append(client)
        bring_token(client)
        assert client.post("/-/login", data={"name": name, "password": PASSWORD}).status_code == 303
        bring_token(client)
        return client

    yield log_in
    for client in clients:
        client.close()


def test_only_reviewers_decide(server, logged_in):
    with browser_like(server) as stranger:
        bring_token(stranger)
        fact = facts_of(stranger)["320억원"]
        assert stranger.post(URL, json=decision(fact, "accept")).status_code == 401
    reader = logged_in("보미")
    assert reader.post(URL, json=decision(fact, "accept")).status_code == 403
    assert reader.post("/-/review/undo.json", json={"review": None}).status_code == 403
    assert facts_of(reader)["320억원"]["status"] == "open"


def test_a_decision_needs_its_token_and_its_origin(server, logged_in):
    client = logged_in("지우")
    body = decision(facts_of(client)["320억원"], "accept")
    for headers in (
        {"x-csrftoken": "guessed"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"host": "evil.example"},
        # A form of another site can send JSON as plain text.
        {"x-csrftoken": "", "content-type": "text/plain"},
    ):
        assert client.post(URL, json=body, headers=headers).status_code == 403, headers
    cookies = dict(client.cookies)
    bare = httpx.post(f"{server.base}{URL}", json=body, cookies=cookies)
    assert bare.status_code == 403
    assert client.get(URL).status_code == 405
    assert facts_of(client)["320억원"]["status"] == "open"


def test_the_second_of_two_gets_both_words(logged_in):
    first, second = logged_in("지우"), logged_in("하람")
    seen = facts_of(second)["12만원"]
    stored = first.post(URL, json=decision(seen, "reject")).json()
    assert (stored["fact"]["status"], stored["fact"]["history"][0]["who"]) == ("rejected", "지우")
    late = second.post(URL, json=decision(seen, "accept"))
    assert late.status_code == 409
    assert (late.json()["theirs"]["who"], late.json()["fact"]["status"]) == ("지우", "rejected")
    after = second.post(URL, json=decision(late.json()["fact"], "accept")).json()
    assert [word["who"] for word in after["fact"]["history"]] == ["지우", "하람"]


def test_a_decision_that_is_sent_twice_is_one_decision(logged_in):
    client = logged_in("지우")
    body = decision(facts_of(client)["교육부"], "accept")
    first, again = client.post(URL, json=body).json(), client.post(URL, json=body).json()
    assert (again["review"], len(again["fact"]["history"])) == (first["review"], 1)


def test_an_article_that_was_revised_meanwhile_is_to_be_looked_at_again(tmp_path):
    before = ("교육부는 올해 늘봄 교실에 320억원을 들인다고 5일 밝혔다.", *SCHOOL[1:])
    after = ("시민 모임은 지방 정부 몫이던 320억원을 돌려받지 못했다고 말했다.", *SCHOOL[1:])
    press = add_pages(tmp_path / "press.db", write_page(tmp_path, "school", "늘봄 교실", before))
    with serving(press) as running, entered(running) as client:
        client.post(URL, json=decision(facts_of(client)["320억원"], "accept"))
        seen = facts_of(client)["320억원"]
        add_pages(press, write_page(tmp_path, "school", "늘봄 교실", after))
        late = client.post(URL, json=decision(seen, "reject"))
        assert (late.status_code, late.json()["theirs"]) == (409, None)
        now = late.json()["fact"]
        assert (now["id"], now["status"], now["last"]) == (seen["id"], "open", None)
        assert client.post(URL, json=decision(now, "reject")).json()["fact"]["status"] == "rejected"


@pytest.mark.parametrize(
    ("verdict", "rewritten"),
    [
        ("accept", "예산 약 320억원"),
        ("accept", "최대 320억원"),
        ("reject", "매년 320억원"),
        ("correct", "최대 320억원"),
    ],
)
def test_nobody_judges_a_reading_that_they_did_not_see(tmp_path, verdict, rewritten):
    def school(sum_):
        return write_page(tmp_path, "school", "늘봄 교실", (f"교육부는 올해 교실에 {sum_}을 들인다.", *SCHOOL[1:]))

    press = add_pages(tmp_path / "press.db", school("예산 320억원"))
    with serving(press) as running, entered(running) as client:
        seen = facts_of(client)["320억원"]
        add_pages(press, school(rewritten))
        late = client.post(URL, json=decision(seen, verdict, fields=seen["fields"]))
        assert (late.status_code, late.json()["theirs"]) == (409, None)
        now = late.json()["fact"]
        assert (now["id"], now["status"]) == (seen["id"], "open")
        assert (now["start"], now["reading"]) != (seen["start"], seen["reading"])
        stored = client.post(URL, json=decision(now, verdict, fields=seen["fields"])).json()
        assert stored["fact"]["status"] != "open"


def test_a_correction_is_read_on_the_server(logged_in):
    client = logged_in("지우")
    fact = facts_of(client)["320억원"]
    wrong = client.post(URL, json=decision(fact, "correct", fields=fact["fields"] | {"value": "이삼백"}))
    assert (wrong.status_code, wrong.json()["field"]) == (400, "value")
    right = client.post(URL, json=decision(fact, "correct", fields=fact["fields"] | {"value": "330억원"}))
    assert right.json()["fact"]["reading"] == "33,000,000,000 KRW"


def test_a_decision_is_taken_back_by_its_own_reviewer_only(logged_in):
    mine, other = logged_in("지우"), logged_in("하람")
    review = mine.post(URL, json=decision(facts_of(mine)["3년"], "reject")).json()["review"]
    assert other.post("/-/review/undo.json", json={"review": review}).status_code in {400, 409}
    assert facts_of(mine)["3년"]["status"] == "rejected"
    undone = mine.post("/-/review/undo.json", json={"review": review}).json()
    assert (undone["fact"]["status"], undone["article"]) == ("open", key_of("school"))


def test_what_no_page_sends_is_refused_and_stores_nothing(logged_in):
    client = logged_in("지우")
    fact = facts_of(client)["40곳"]
    good = decision(fact, "correct", fields=fact["fields"])
    for change in (
        {"verdict": "undo"},
        {"verdict": None},
        {"article": None},
        {"article": "https://saetbyeol.example/news/none"},
        {"article": "\ud800"},
        {"fact": "none"},
        {"fact": None},
        {"fact": ["a"]},
        {"kind": "price"},
        {"start": -1},
        {"start": "0"},
        {"end": 10**30},
        {"quote": "다른 글"},
        {"fields": []},
        {"fields": {"value": 7}},
        {"note": "x" * 501},
        {"note": {}},
        {"last": 7},
        {"seen": "12만원"},
        {"seen": {"start": 0}},
        {"seen": {"start": 0, "end": "5", "reading": ""}},
    ):
        answer = client.post(URL, content=json.dumps(good | change), headers={"content-type": "application/json"})
        assert answer.status_code == 400, (change, answer.text)
        assert answer.json()["problem"]
    for content in (b"", b"[]", b"{", b"\xff", b"[" * 100_000):
        assert client.post(URL, content=content).status_code == 400, content[:9]
    assert facts_of(client)["40곳"]["status"] == "open"


def test_an_address_out_of_an_article_is_linked_only_where_it_is_one_of_the_web(tmp_path):
    page = write_page(tmp_path, "school", "늘봄 교실", SCHOOL)
    page.write_text(page.read_text(encoding="utf-8").replace(key_of("school"), "javascript:alert(1)"), encoding="utf-8")
    with serving(add_pages(tmp_path / "press.db", page)) as running, entered(running) as client:
        start = client.get("/-/review").text.partition('id="start" href="')[2].partition('"')[0]
        assert 'href="javascript:' not in client.get(start.replace("&amp;", "&")).text
