"""The search page, in a browser and as JSON."""

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


@pytest.mark.parametrize(
    "amiss", [{"q": '"늘봄'}, {"q": "-늘봄"}, {"q": "늘봄", "min": "많이"}, {"q": "늘봄", "since": "어제"}]
)
def test_what_cannot_be_read_is_said_in_a_line(server, amiss):
    answer = ask(server, **amiss)
    assert answer.status_code == 400
    assert len(answer.json()["error"].splitlines()) == 1
    page = httpx.get(f"{server.base}/-/search", params=amiss, timeout=30)
    assert page.status_code == 200
    assert 'role="alert"' in page.text
