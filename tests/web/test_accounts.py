"""Accounts: made on the command line, used in the browser, closed again."""

import re
import stat
import time
import unicodedata

import httpx
import pytest

from pipeline.web.sessions import Tries
from tests.web.serving import bring_token, browser_like, entered, free_port, run, serving

PASSWORD = "맑은 물 열 바가지"
URL = "http://press.example:8080"


def login(client, name, password=PASSWORD, **fields):
    bring_token(client)
    return client.post("/-/login", data={"name": name, "password": password, **fields})


def outside(server):
    """A browser on another machine, which reaches the server by its public name."""
    return browser_like(server, headers={"host": "press.example:8080", "origin": URL})


def test_the_link_works_once_and_its_cookie_is_for_this_site_alone(database):
    with serving(database) as server:
        first = httpx.get(server.link)
        cookie = first.headers["set-cookie"]
        assert re.match(r"pressfacts_\d+=[\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=\d+$", cookie)
        assert httpx.get(server.link).status_code == 403
        assert httpx.get(f"{server.base}/-/enter?key=").status_code == 403


def test_a_session_survives_a_restart_and_ends_with_logging_out(database):
    port = free_port()
    with serving(database, port=port) as server, entered(server) as client:
        cookies = dict(client.cookies)
        assert "<strong>local</strong>" in client.get("/-/login").text
    with serving(database, port=port) as server, browser_like(server, cookies=cookies) as client:
        bring_token(client)
        assert "<strong>local</strong>" in client.get("/-/login").text
        assert client.post("/-/logout").status_code == 303
        assert "<strong>local</strong>" not in httpx.get(f"{server.base}/-/login", cookies=cookies).text


def test_another_address_needs_accounts_and_a_name(database):
    for options in (("--url", URL), ("--host", "0.0.0.0", "--url", URL)):
        answer = run("serve", "--db", database, "--port", "0", *options)
        assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)
        assert "pressfacts reviewer add" in answer.stderr
    answer = run("serve", "--db", database, "--port", "0", "--host", "0.0.0.0")
    assert (answer.returncode, "--url" in answer.stderr) == (2, True)
    answer = run("serve", "--db", database, "--url", "press.example")
    assert (answer.returncode, "https://" in answer.stderr) == (2, True)


def test_others_log_in_before_they_read(database):
    assert run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n").returncode == 0
    with serving(database, "--url", URL) as server, outside(server) as client:
        sent_off = client.get("/press/amounts?_size=5")
        assert (sent_off.status_code, sent_off.headers["location"]) == (
            302,
            "/-/login?next=%2Fpress%2Famounts%3F_size%3D5",
        )
        assert client.get("/press/amounts.json").status_code == 401
        # Even a browser on the machine itself, so that a proxy opens no door.
        assert httpx.get(f"{server.base}/press/amounts").status_code == 302
        assert httpx.get(f"{server.base}/-/enter?key=").status_code == 403
        wrong = login(client, "지우", "열려라 참깨 열려라")
        assert (wrong.status_code, "set-cookie" in wrong.headers) == (403, False)
        done = login(client, "지우", next="/press/amounts")
        assert (done.status_code, done.headers["location"]) == (303, "/press/amounts")
        assert "KRW" in client.get("/press/amounts").text


def test_a_closed_account_is_out_at_once(database):
    run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n")
    with serving(database, "--url", URL) as server, outside(server) as client:
        assert login(client, "지우").status_code == 303
        assert client.get("/press").status_code == 200
        assert run("reviewer", "disable", "--db", database, "지우").returncode == 0
        assert client.get("/press").status_code == 302
        assert login(client, "지우").status_code == 403
        assert "지우" in run("reviewer", "list", "--db", database).stdout
        assert run("reviewer", "password", "--db", database, "지우", stdin="새로 지은 비밀번호\n").returncode == 0
        assert login(client, "지우", "새로 지은 비밀번호").status_code == 303


def test_guessing_is_slowed_down(database):
    run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n")
    with serving(database, "--url", URL) as server, outside(server) as client:
        bring_token(client)
        codes = [
            client.post("/-/login", data={"name": "지우", "password": f"guess number {n}"}).status_code
            for n in range(10)
        ]
        assert codes == [403] * 8 + [429] * 2
        refused = client.post("/-/login", data={"name": "지우", "password": PASSWORD})
        assert (refused.status_code, int(refused.headers["retry-after"]) > 60) == (429, True)


def test_guessing_is_slowed_down_however_the_name_is_typed(database):
    run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n")
    with serving(database, "--url", URL) as server, outside(server) as client:
        bring_token(client)
        codes = [
            client.post(
                "/-/login", data={"name": unicodedata.normalize(form, "지우"), "password": f"guess number {n}"}
            ).status_code
            for n in range(5)
            for form in ("NFC", "NFD")
        ]
        assert codes == [403] * 8 + [429] * 2


def test_a_login_of_ones_own_buys_no_guesses_at_others_and_costs_none(database):
    run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n")
    with serving(database, "--url", URL) as server, outside(server) as client:
        assert [login(client, "지우").status_code for _ in range(10)] == [303] * 10
        for n in range(8):
            assert login(client, f"이웃 {n}").status_code == 403
            if n < 7:
                assert login(client, "지우").status_code == 303
        assert login(client, "지우").status_code == 429


def test_a_crowd_of_refused_names_stops_nobody_elses_login():
    tries = Tries(most=2, within=0.05)
    tries.count("name 지우", "address 10.0.0.1")
    time.sleep(0.06)
    assert tries.wait("name 지우", "address 10.0.0.1") == 0
    tries.take_back("name 지우")
    for n in range(10_001):
        tries.count(f"name {n}")
    assert tries.wait("name 10000") == 0
    tries.count("name 10000")
    assert tries.wait("name 10000") == 1


def test_a_sessions_cookie_is_kept_to_tls_behind_https(database):
    run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n")
    with serving(database, "--url", "https://press.example") as server:
        headers = {"host": "press.example", "origin": "https://press.example", "sec-fetch-site": "same-origin"}
        page = httpx.get(f"{server.base}/-/login", headers=headers)
        assert page.headers["strict-transport-security"]
        token_cookie = page.headers["set-cookie"]
        assert token_cookie.endswith("; HttpOnly; Secure")
        headers["cookie"] = token_cookie.partition(";")[0]
        headers["x-csrftoken"] = re.search(r'name="csrftoken" value="([^"]+)"', page.text)[1]
        fields = {"name": "지우", "password": PASSWORD}
        cookie = httpx.post(f"{server.base}/-/login", data=fields, headers=headers).headers["set-cookie"]
    assert cookie.startswith("__Host-pressfacts_")
    assert cookie.endswith("; Secure")


def test_the_accounts_file_is_its_owners_and_holds_no_password(database):
    run("reviewer", "add", "--db", database, "지우", stdin=PASSWORD + "\n")
    accounts = database.with_name("press.accounts.db")
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
    assert PASSWORD.encode() not in accounts.read_bytes()


def test_where_no_accounts_can_be_kept_one_can_still_read(database):
    database.with_name("press.accounts.db").mkdir()
    with serving(database, link=False) as server:
        assert "KRW" in httpx.get(f"{server.home}/amounts").text
        assert httpx.get(f"{server.base}/-/review").status_code == 200
        assert httpx.get(f"{server.base}/-/enter?key=").status_code == 403
        assert "browsed, not reviewed" in server.errors.read_text()


@pytest.mark.parametrize(
    ("arguments", "stdin", "word"),
    [
        (("add", "지우"), "short\n", "10"),
        (("add", "지우"), "", "10"),
        (("add", " "), PASSWORD + "\n", "name"),
        (("add", "local"), PASSWORD + "\n", "another name"),
        (("disable", "아무도"), "", "reviewer list"),
        (("password", "아무도"), PASSWORD + "\n", "reviewer list"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(database, arguments, stdin, word):
    verb, name = arguments
    answer = run("reviewer", verb, "--db", database, name, stdin=stdin)
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)
    assert word in answer.stderr


def test_no_accounts_are_made_for_a_database_that_is_not_there(tmp_path):
    answer = run("reviewer", "add", "--db", tmp_path / "pres.db", "지우", stdin=PASSWORD + "\n")
    assert answer.returncode == 2
    assert not list(tmp_path.iterdir())
