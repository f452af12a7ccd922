"""The search page, in a browser and as JSON."""

import html

import httpx
import pytest

from tests.web.articles import BRIDGE, SCHOOL, add_pages, write_page
from tests.web.serving import serving

HOSTILE = "늘봄 <img src=x onerror=alert(1)> 교실"

NEWS = "늘봄 모임은 {}번째 소식을 넉넉히 알렸다. "


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("searched")
    pages = [
        write_page(home, "school", HOSTILE, SCHOOL, day=5),
        write_page(home, "bridge", "섬다리를 놓는다", BRIDGE, day=6),
        *(write_page(home, f"n{n}", f"늘봄 소식 {n}", [NEWS.format(n) * 4]) for n in range(25)),
    ]
    with serving(add_pages(home / "press.db", *pages)) as running:
        yield running


def ask(server, **parameters):
    return httpx.get(f"{server.base}/-/search.json", params=parameters, timeout=30)


def test_words_are_found_marked_and_lead_to_the_article(server, open_page):
    page = open_page(server, path="/", enter=False)
    page.get_by_role("link", name="검색").click()
    page.get_by_label("찾을 말").fill("늘봄 교육부")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/search?**")
    assert page.locator(".hits li").count() == 1
    assert page.locator(".hits h2 a").inner_text() == HOSTILE
    assert set(page.locator(".hits mark").all_inner_texts()) == {"늘봄", "교육부"}
    page.locator(".hits h2 a").click()
    assert "320억원" in page.locator("#text").inner_text()


def test_pages_of_hits(server, open_page):
    page = open_page(server, path="/-/search?q=늘봄", enter=False)
    first = page.locator(".hits h2").all_inner_texts()
    page.get_by_role("link", name="뒤쪽 →").click()
    second = page.locator(".hits h2").all_inner_texts()
    assert (len(first), len(second)) == (20, 6)
    assert not set(first) & set(second)
    assert page.get_by_role("link", name="뒤쪽 →").count() == 0


def test_a_narrow_window_scrolls_down_only(server, open_page):
    page = open_page(server, path="/-/search?q=늘봄", enter=False, viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({"q": "늘봄 OR 섬다리", "kind": "amount"}, 2),
        ({"q": "늘봄 OR 섬다리", "min": "1천억원"}, 1),
        ({"q": "늘봄 OR 섬다리", "institution": "국토부"}, 1),
        ({"q": "늘봄 OR 섬다리", "since": "2025-03-06"}, 1),
        ({"q": "늘봄 OR 섬다리", "until": "2025-03-06", "kind": "amount"}, 1),
        ({"q": "섬다리", "publisher": "다른신문"}, 0),
        ({"q": "섬"}, 1),
    ],
)
def test_json_and_filters(server, narrow, found):
    for order in ("ranked", "newest"):
        answer = ask(server, order=order, **narrow).json()
        assert answer["ok"]
        assert len(answer["hits"]) == found
        assert answer["only_newest_ranked"] is False
    for hit in answer["hits"]:
        assert hit["url"].startswith("https://saetbyeol.example/")


def test_json_goes_on_page_by_page(server):
    answer = ask(server, q="늘봄", order="newest").json()
    rest = httpx.get(f"{server.base}{answer['next']}", timeout=30).json()
    articles = [hit["article"] for part in (answer, rest) for hit in part["hits"]]
    assert len(set(articles)) == len(articles) == 26
    assert rest["next"] is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(server, day):
    for narrow in ("since", "until"):
        assert ask(server, q="늘봄", **{narrow: day}).status_code == 200
        assert httpx.get(f"{server.base}/-/review", params={narrow: day}, timeout=30).status_code == 200


AMISS = [
    ({"q": '"늘봄'}, '"늘봄: 따옴표가 하나 모자랍니다', "quotation mark is missing"),
    ({"q": "-늘봄"}, "-늘봄: 빼라는 말뿐입니다", "says only what is not wanted"),
    ({"q": "(늘봄"}, "괄호를 닫지 않았습니다", "a bracket is not closed"),
    ({"q": "늘봄)"}, "열지 않은 괄호", "a bracket closes"),
    ({"q": "NOT"}, "NOT 뒤에 아무것도", "NOT stands before nothing"),
    ({"q": "!!"}, "찾을 말이 없습니다", "no word to search for"),
    ({"q": "늘봄", "min": "많이"}, "이상 (min) 많이: 수량으로 읽히지 않습니다", "(min) 많이: not a quantity"),
    ({"q": "늘봄", "min": "3억원", "kind": "count"}, "이것은 금액인데 수을(를)", "is Amount, but Count"),
    ({"q": "늘봄", "since": "어제"}, "이날부터 (since) 어제: 날짜로", "(since) 어제: not a day"),
    ({"q": "늘봄", "kind": "foo"}, "갈래 (kind) foo: 그런 값은 없습니다", "(kind) foo: there is no such choice"),
    ({"q": "늘봄", "order": "foo"}, "순서 (order) foo", "(order) foo: there is no such choice"),
]


@pytest.mark.parametrize(("amiss", "korean", "english"), AMISS)
def test_what_cannot_be_read_is_said_in_a_line_of_the_readers_language(server, amiss, korean, english):
    for language, words in (("ko", korean), ("en", english)):
        asked = {"params": amiss, "timeout": 30, "headers": {"accept-language": language}}
        answer = httpx.get(f"{server.base}/-/search.json", **asked)
        assert answer.status_code == 400
        assert words in answer.json()["error"]
        assert len(answer.json()["error"].splitlines()) == 1
        page = httpx.get(f"{server.base}/-/search", **asked)
        assert page.status_code == 200
        assert words in html.unescape(page.text)
        assert 'role="alert"' in page.text


@pytest.mark.parametrize("order", ["ranked", "newest"])
@pytest.mark.parametrize("number", ["3", "9999", "0", "둘"])
def test_a_page_beyond_the_last_leads_to_the_last(server, order, number):
    asked = {"q": "늘봄", "order": order, "page": number}
    page = httpx.get(f"{server.base}/-/search", params=asked, timeout=30)
    assert page.status_code == 404
    assert f"{number}쪽은 없습니다" in page.text
    assert "마지막 쪽(2)으로" in page.text
    assert "기사 26건" not in page.text
    answer = ask(server, **asked)
    assert answer.status_code == 404
    assert len(httpx.get(f"{server.base}{answer.json()['last']}", timeout=30).json()["hits"]) == 6
