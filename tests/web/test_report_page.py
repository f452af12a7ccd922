"""The report on a served page: the same pictures under the strict policy, sentences beside their rows in Datasette."""

import json

import pytest

from pipeline.site import fixtures_path
from tests.web.articles import add_pages
from tests.web.serving import serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    pages = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))]
    with serving(add_pages(tmp_path_factory.mktemp("served") / "press.db", *pages)) as running:
        yield running


def draw(page):
    for chart in page.locator(".chart").all():
        chart.and_(page.locator("[data-drawn]")).wait_for()


def marks(page, chart, kind):
    return page.locator(f"[data-chart={chart}] svg .{kind}.role-mark > *")


def test_a_mark_leads_to_its_sentences_and_to_the_rows_that_hold_them_all(server, open_page):
    page = open_page(server, path="/-/report", enter=False)
    draw(page)
    assert "unsafe" not in page.request.get(page.url).headers["content-security-policy"]
    assert marks(page, "provinces", "mark-rect").count() == 17
    for chart, kind in (("durations", "mark-rect"), ("amounts-krw-once", "mark-symbol"), ("network", "mark-rule")):
        marks(page, chart, kind).nth(3).click(force=chart == "network")
        group = page.locator("#sentences .group:visible").first
        quote = group.locator("mark").first.inner_text()
        rows = group.locator("a.rows").get_attribute("href")
        answer = page.request.get(f"{server.base}{rows.replace('?', '.json?')}&_shape=array&_size=max")
        assert answer.ok
        assert quote in {row["quote"] for row in answer.json()}, chart
        fact = group.locator("blockquote footer a").last.get_attribute("href")
        assert page.request.get(f"{server.base}{fact}.json").ok


def test_every_bar_of_the_durations_leads_to_the_rows_it_counts(server, open_page):
    page = open_page(server, path="/-/report", enter=False)
    draw(page)
    bars = json.loads(page.locator("#report-data").text_content())["durations"]["data"]["values"]
    assert {bar["part"] for bar in bars} == {"딱 그 길이", "한도·범위"}
    for bar in bars:
        href = page.locator(f"#{bar['group']} a.rows").get_attribute("href")
        rows = page.request.get(f"{server.base}{href.replace('?', '.json?')}&_shape=array&_size=max").json()
        assert len(rows) == bar["number"], bar
        quotes = page.locator(f"#{bar['group']} mark").all_text_contents()
        assert set(quotes) <= {row["quote"] for row in rows}


def test_in_the_readers_language_and_a_narrow_window(server, open_page):
    page = open_page(server, path="/-/report", enter=False, viewport={"width": 390, "height": 800})
    draw(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(f"{server.base}/-/language?to=en&next=/-/report")
    draw(page)
    assert page.locator("h1").inner_text() == "Facts read from the press"
