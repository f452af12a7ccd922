"""What the gate refuses, each with the attack in it, against a running server."""

import httpx
import pytest

from tests.web.serving import bring_token, browser_like, entered, serving

FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_anyone_on_this_machine_may_read(server):
    assert "KRW" in httpx.get(f"{server.home}/amounts").text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example", ""])
def test_a_name_that_was_made_to_point_here_gets_no_answer(server, host):
    # DNS rebinding: the page of evil.example asks its own name, which now resolves to 127.0.0.1.
    answer = httpx.get(f"{server.home}/amounts.json", headers={"host": host})
    assert answer.status_code in {400, 403}
    assert "rows" not in answer.text


def test_a_cross_site_form_without_cookies_is_refused(server):
    # Datasette's own check lets a request without cookies through.
    for headers in (
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "same-site"},
        {},
    ):
        answer = httpx.post(f"{server.base}/-/login", data={"name": "a", "password": "b"}, headers=headers)
        assert (answer.status_code, "must come from a page of this server" in answer.text) == (403, True), headers


def test_a_page_on_another_port_of_this_machine_is_another_site(server):
    headers = {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-origin"}
    assert httpx.post(f"{server.base}/-/login", headers=headers).status_code == 403


def test_a_change_without_its_token_is_refused(server):
    with browser_like(server) as client:
        bare = client.post("/-/logout", headers=FORM)
        assert (bare.status_code, "token" in bare.text) == (403, True)
        bring_token(client)
        token = client.headers.pop("x-csrftoken")
        # asgi-csrf skips its check where there is a Bearer header.
        bearer = client.post("/-/logout", headers=FORM | {"authorization": "Bearer x"})
        assert (bearer.status_code, "token" in bearer.text) == (403, True)
        assert client.post("/-/logout", data={"csrftoken": "guessed"}).status_code == 403
        assert client.post("/-/logout", data={"csrftoken": token}).status_code == 303


def test_other_methods_are_unknown(server):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert httpx.request(method, server.home).status_code == 403


def test_other_sites_may_link_here_and_load_nothing(server):
    loaded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert httpx.get(f"{server.home}/amounts.json", headers=loaded).status_code == 403
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert httpx.get(f"{server.home}/amounts", headers=linked).status_code == 200


def test_no_page_may_run_inline_script_or_be_framed(server):
    for path in ("/", "/press", "/press/amounts", "/press?sql=select+1", "/-/login", "/-/nothing", "/-/auth-token"):
        headers = httpx.get(f"{server.base}{path}").headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'", path
        assert "unsafe" not in policy.get("script-src", ""), path
        assert policy["frame-ancestors"] == "'none'", path
        assert policy["base-uri"] == "'none'", path
        assert headers["x-content-type-options"] == "nosniff", path
    assert "unsafe" not in httpx.get(f"{server.base}/-/login").headers["content-security-policy"]


def test_datasettes_own_accounts_and_tools_are_closed(server):
    for path in ("auth-token?token=x", "permissions", "messages", "allow-debug", "patterns", "threads.json"):
        assert httpx.get(f"{server.base}/-/{path}").status_code == 404, path


def test_login_and_language_go_on_to_no_other_site(server):
    for wanted in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
    ):
        answer = httpx.get(f"{server.base}/-/language", params={"to": "en", "next": wanted})
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), wanted
        page = httpx.get(f"{server.base}/-/login", params={"next": wanted}).text
        assert 'name="next" value="/-/review"' in page, wanted


@pytest.mark.parametrize(
    "stranger", ["flag", 'x={"a":1}', "foo[bar]=1", "a=한글", 'pressfacts_language="', "=", "a=b=c"]
)
def test_the_cookies_of_another_program_on_this_machine_lock_nobody_out(database, stranger):
    # Cookies know no ports: a browser sends those of every program on localhost.
    with serving(database) as running, entered(running) as client:
        own = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        for cookies in (f"{stranger}; {own}", f"{own}; {stranger}"):
            asked = {"cookie": cookies.encode()}
            assert "<strong>local</strong>" in client.get("/-/login", headers=asked).text
            undone = client.post("/-/review/undo.json", json={"review": None}, headers=asked)
            assert (undone.status_code, "take back" in undone.json()["problem"]) == (400, True)


def test_a_body_beyond_measure_is_not_read(server):
    with browser_like(server) as client:
        bring_token(client)
        assert client.post("/-/login", data={"name": "a" * 3_000_000, "password": "b"}).status_code in {400, 403, 413}


def test_the_language_is_the_browsers_until_one_is_chosen(server):
    with httpx.Client(base_url=server.base) as client:
        assert 'lang="en"' in client.get("/-/login", headers={"accept-language": "fr, en;q=0.8, ko;q=0.5"}).text
        assert '<html lang="ko">' in client.get("/-/login", headers={"accept-language": "fr"}).text
        client.get("/-/language", params={"to": "en"})
        assert '<html lang="en">' in client.get("/-/login", headers={"accept-language": "ko"}).text
