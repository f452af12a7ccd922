"""The quality page and the audit page, after two people have reviewed."""

import pytest

from tests.web.articles import SCHOOL, add_pages, write_page
from tests.web.deciding import URL, decision, facts_of
from tests.web.serving import bring_token, browser_like, entered, run, serving

PASSWORD = "맑은 물 열 바가지"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Jiu accepts four facts and rejects one, Haram does the same but for two."""
    home = tmp_path_factory.mktemp("press")
    press = add_pages(home / "press.db", write_page(home, "school", "늘봄 교실", SCHOOL))
    said = {"지우": "aaaar", "하람": "aarrr"}
    for name in said:
        assert run("reviewer", "add", "--db", press, name, stdin=PASSWORD + "\n").returncode == 0
    with serving(press) as running:
        for name, verdicts in said.items():
            with browser_like(running) as client:
                bring_token(client)
                client.post("/-/login", data={"name": name, "password": PASSWORD})
                bring_token(client)
                for fact, verdict in zip(facts_of(client).values(), verdicts, strict=False):
                    word = {"a": "accept", "r": "reject"}[verdict]
                    assert client.post(URL, json=decision(fact, word, note="<b>메모</b>")).status_code == 200
        yield running


def test_quality_shows_shares_with_their_intervals_and_agreement(server):
    with browser_like(server) as client:
        page = client.get("/-/quality", headers={"accept-language": "ko"}).text
    # By the last word on each: two of five are right.
    assert "40.0 %" in page
    assert "판단한 5건 가운데 2건이 맞음" in page
    assert page.count("<svg") == 3
    assert "지우" in page
    assert "60.0 %" in page


def test_quality_of_nothing_says_so(database):
    with serving(database) as running, browser_like(running) as client:
        assert "아직 판단한 사실이 없습니다" in client.get("/-/quality").text


def test_the_audit_page_is_for_admins_and_says_who_did_what(server):
    with browser_like(server) as stranger:
        assert stranger.get("/-/audit").status_code == 401
    with entered(server) as admin:
        page = admin.get("/-/audit").text
        assert (page.count("&lt;b&gt;메모&lt;/b&gt;"), "<b>메모" in page) == (10, False)
        assert "검토자로 더함" in page
        assert "링크로 들어옴" in page
        assert "entered by the link" in admin.get("/-/audit", headers={"accept-language": "en"}).text
        login = "<td>로그인</td>"
        assert page.count(login) == 2
        (row,) = [line for line in page.splitlines() if "/-/audit?reviewer=r" in line and "하람" in line]
        one = admin.get(row.partition('href="')[2].partition('"')[0]).text
        assert one.count("&lt;b&gt;메모&lt;/b&gt;") == 5


def test_a_reviewer_does_not_see_the_audit_page(server):
    with browser_like(server) as client:
        bring_token(client)
        client.post("/-/login", data={"name": "지우", "password": PASSWORD})
        assert client.get("/-/audit").status_code == 403
        assert "/-/audit" not in client.get("/-/review").text


def test_the_researchers_database_holds_ids_and_no_names(server):
    with browser_like(server) as client:
        rows = client.get("/press/reviews.json", params={"_shape": "array", "_size": "max"}).json()
    assert len(rows) == 10
    assert not any(name in str(rows) for name in ("지우", "하람"))
