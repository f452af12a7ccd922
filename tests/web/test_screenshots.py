"""The pages as docs/ shows them; UPDATE_SCREENSHOTS=1 writes them to docs/images."""

import os
import shutil
from pathlib import Path

import pytest

from pipeline.site import fixtures_path
from tests.web.articles import add_pages
from tests.web.deciding import URL, decision, facts_of
from tests.web.serving import bring_token, browser_like, run, serving

PASSWORD = "맑은 물 열 바가지"

IMAGES = Path(__file__).parents[2] / "docs" / "images"
MOST_BYTES = 300_000


@pytest.fixture
def reviewed(tmp_path):
    """The bundled site's articles, and the accounts of two who review them."""
    pages = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))]
    database = add_pages(tmp_path / "press.db", *pages)
    for name in ("지우", "하람"):
        assert run("reviewer", "add", "--db", database, name, stdin=PASSWORD + "\n").returncode == 0
    return database


def review_some(server, name, *, often_wrong):
    """Let someone judge the facts of a few articles; one in so many is said to be wrong."""
    with browser_like(server) as client:
        bring_token(client)
        client.post("/-/login", data={"name": name, "password": PASSWORD})
        bring_token(client)
        keys = client.get("/press/articles.json?_shape=array&_size=12&_col=key&_sort=key").json()
        number = 0
        for row in keys:
            for fact in facts_of(client, row["key"]).values():
                number += 1
                wrong = number % often_wrong == 3 or (fact["kind"] == "count" and number % 5 == 0)
                body = decision(fact, "reject" if wrong else "accept", article=row["key"])
                assert client.post(URL, json=body).status_code == 200


@pytest.fixture
def keep(tmp_path):
    """Take a picture of a page and keep it where it was asked for."""

    def keep(page, name):
        taken = tmp_path / f"{name}.png"
        page.screenshot(path=taken)
        assert 10_000 < taken.stat().st_size < MOST_BYTES
        if os.environ.get("UPDATE_SCREENSHOTS") == "1":
            IMAGES.mkdir(exist_ok=True)
            shutil.copy(taken, IMAGES / taken.name)

    return keep


def test_the_pages_that_the_docs_show(reviewed, open_page, keep):
    with serving(reviewed) as server:
        page = open_page(server, viewport={"width": 1240, "height": 800})
        page.goto(f"{server.base}/-/language?to=en&next=/-/review")
        page.keyboard.press("Enter")
        page.wait_for_url("**/article**")
        for number in range(60):
            page.locator("#current .fact-quote").wait_for()
            if page.locator("#text mark.s-open").count() == 1:
                break
            page.keyboard.press("r" if number % 11 == 4 else "a")
        page.locator("#saving.is-saved").wait_for()
        page.goto(f"{server.base}/-/review")
        keep(page, "review-queue")
        page.locator(".queue a").nth(1).click()
        page.wait_for_url("**/article**")
        for key in "aaaraan":
            page.keyboard.press(key)
        page.locator("#saving.is-saved").wait_for()
        keep(page, "review-article")
        page.get_by_role("link", name="한국어").click()
        page.locator("#current .fact-quote").wait_for()
        keep(page, "review-article.ko")
        review_some(server, "지우", often_wrong=17)
        review_some(server, "하람", often_wrong=23)
        page.goto(f"{server.base}/-/language?to=en&next=/-/quality")
        page.set_viewport_size({"width": 1240, "height": 1000})
        keep(page, "review-quality")
        page.goto(f"{server.base}/-/language?to=ko&next=/-/review?order=newest")
        page.locator(".queue a").first.click()
        page.set_viewport_size({"width": 390, "height": 780})
        page.reload()
        page.locator("#current .fact-quote").wait_for()
        keep(page, "review-phone")
