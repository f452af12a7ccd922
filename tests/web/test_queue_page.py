"""The queue's filters as its address says them."""

import html

import httpx
import pytest

from tests.web.articles import BRIDGE, SCHOOL, add_pages, write_page
from tests.web.serving import serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("queue")
    pages = (write_page(home, "school", "늘봄 교실", SCHOOL), write_page(home, "bridge", "섬다리", BRIDGE, day=6))
    with serving(add_pages(home / "press.db", *pages)) as running:
        yield running


def ask(server, path="/-/review", language="ko", **filters):
    headers = {"accept-language": language}
    return httpx.get(f"{server.base}{path}", params=filters, headers=headers, timeout=30)


@pytest.mark.parametrize(
    ("amiss", "said"),
    [
        ({"min": "abc", "kind": "amount"}, "이상 (min) abc: 수량으로 읽히지 않습니다"),
        ({"min": "5억원", "max": "1억원"}, "이상 (min) 5억원: 이하 (max) 1억원보다 큽니다"),
        ({"max": "abc"}, "이하 (max) abc: 수량으로 읽히지 않습니다"),
        ({"min": "3년", "kind": "amount"}, "이상 (min) 3년: 이것은 기간인데 금액을(를)"),
        ({"since": "abc"}, "이날부터 (since) abc: 날짜로 읽히지 않습니다"),
        ({"kind": "foo"}, "갈래 (kind) foo: 그런 값은 없습니다"),
        ({"status": "foo"}, "상태 (status) foo"),
        ({"order": "foo"}, "순서 (order) foo"),
        ({"order": "random", "seed": "x"}, "씨앗 (seed) x"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_no_other_queue_shown(server, amiss, said):
    page = html.unescape(ask(server, **amiss).text)
    assert said in page
    assert 'role="alert"' in page
    assert "data-fact" not in page
    answer = ask(server, "/-/review/queue.json", **amiss)
    assert answer.status_code == 400
    assert said in answer.json()["problem"]


def test_a_least_and_a_most_narrow_to_their_kind_under_their_earlier_names_too(server):
    for names in (("min", "max"), ("minimum", "maximum")):
        limits = dict(zip(names, ("300억원", "400억원"), strict=True))
        page = ask(server, **limits).text
        assert page.count("data-fact=") == 1
        assert "320억원" in page
        assert len(ask(server, "/-/review/queue.json", **limits).json()["items"]) == 1


def test_what_is_not_there_is_said_in_the_readers_language(server):
    for path in ("/nothing", "/press/nothing", "/press/facts/nothing", "/-/nothing"):
        answer = ask(server, path)
        assert (answer.status_code, "그런 페이지가 없습니다." in answer.text) == (404, True), path
        assert "not found" not in answer.text
    assert "There is no such page." in ask(server, "/nothing", language="en").text
