"""The report on a served page: the same pictures under the strict policy, sentences beside their rows in Datasette."""

import json
import re
import shutil
import time

import pytest

from pipeline.site import fixtures_path
from tests.web.articles import SCHOOL, add_pages, write_page
from tests.web.serving import browser_like, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    pages = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))]
    with serving(add_pages(tmp_path_factory.mktemp("served") / "press.db", *pages)) as running:
        yield running


def draw(page):
    page.locator("article.report").wait_for()
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


def test_few_are_counted_in_whole_numbers_and_the_time_has_its_offset(tmp_path, open_page):
    database = add_pages(tmp_path / "press.db", write_page(tmp_path, "school", "늘봄 교실", SCHOOL))
    with serving(database) as one:
        page = open_page(one, path="/-/report", enter=False)
        draw(page)
        for chart in ("articles-over-time", "durations"):
            labels = page.locator(f"[data-chart={chart}] .role-axis-label text").all_text_contents()
            assert [label for label in labels if label.isdigit()] == ["0", "1"], chart
        assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+09:00에", page.locator(".counted").inner_text())


@pytest.fixture
def own(server, tmp_path):
    """A server that nobody has asked for the report."""
    for file in server.database.parent.glob("press*.db*"):
        shutil.copy(file, tmp_path / file.name)
    with serving(tmp_path / "press.db") as running:
        yield running


def test_the_first_reader_is_told_that_it_is_being_made_and_then_sees_it(own, browser):
    page = browser.new_page(locale="ko-KR")
    assert page.goto(f"{own.base}/-/report").status == 202
    assert page.locator("h1").inner_text() == "보고서를 만들고 있습니다"
    draw(page)
    assert page.url == f"{own.base}/-/report"
    counted = page.locator(".counted").inner_text()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\+09:00에 센 것입니다\.", counted)
    assert page.goto(f"{own.base}/-/report").status == 200
    page.close()


def test_after_a_change_the_last_report_is_shown_until_there_is_a_newer_one(own, tmp_path):
    def articles(page):
        return int(re.search(r"기사 (\d+)건", page)[1])

    with browser_like(own) as client:

        def read():
            answer = client.get("/-/report")
            assert answer.status_code in (200, 202)
            return answer.text if answer.status_code == 200 else None

        while (first := read()) is None:
            time.sleep(0.2)
        assert "새로 세고 있습니다" not in first
        add_pages(own.database, write_page(tmp_path, "school", "늘봄 교실", SCHOOL))
        seen = []
        while articles(newest := read()) == articles(first):
            seen.append("새로 세고 있습니다" in newest)
            time.sleep(0.2)
        assert articles(newest) == articles(first) + 1
        assert "새로 세고 있습니다" not in newest
        assert seen[-1] is True


def test_the_server_ends_though_a_report_is_being_made(server, tmp_path):
    for file in server.database.parent.glob("press*.db*"):
        shutil.copy(file, tmp_path / file.name)
    with serving(tmp_path / "press.db") as running, browser_like(running) as client:
        assert client.get("/-/report").status_code == 202
    assert "Traceback" not in running.errors.read_text()
