"""``pressfacts report``: the file as a reader opens it, from disk and without a network."""

import pytest

from pipeline.site import fixtures_path
from tests.web.articles import add_pages, write_page
from tests.web.browsing import Watched
from tests.web.serving import run

HOSTILE = "국방부</script><script>document.title='열림'</script>, 새 배 두 척"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    home = tmp_path_factory.mktemp("report")
    pages = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))]
    told = "국방부는 <b>새</b> 배에 999조원을 들인다고 밝혔다. 국방부와 교육부가 함께 맡는다."
    return add_pages(home / "press.db", *pages, write_page(home, "hostile", HOSTILE, [told]))


@pytest.fixture(scope="module")
def report(database):
    out = database.with_name("report.html")
    done = run("report", "--db", database, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def opened(browser, report):
    """Open the report at a width; it may neither complain nor ask for anything but itself."""
    contexts, watched, asked = [], [], []

    def open_at(width, address=""):
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page))
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.goto(f"{report.as_uri()}{address}")
        for name in page.locator(".chart").all():
            name.and_(page.locator("[data-drawn]")).wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert set(asked) == {report.as_uri()}
    assert [complaint for one in watched for complaint in one.complaints] == []


def marks(page, chart, kind):
    return page.locator(f"[data-chart={chart}] svg .{kind} > *")


def test_every_chart_draws_what_was_counted(opened):
    page = opened(1100)
    assert marks(page, "articles-over-time", "mark-rect.role-mark").count() > 20
    assert marks(page, "amounts-krw-once", "mark-symbol.role-mark").count() > 15
    assert marks(page, "durations", "mark-rect.role-mark").count() > 15
    assert marks(page, "network", "mark-rule.role-mark").count() > 20
    assert marks(page, "provinces", "mark-rect.role-mark").count() == 17
    assert page.title() == "기사에서 읽은 사실 · pressfacts"
    assert page.locator("article.report b").count() == 0


def test_a_dot_leads_to_its_sentence_and_the_sentence_to_its_article(opened):
    page = opened(1100)
    largest = marks(page, "amounts-krw-once", "mark-symbol.role-mark").first
    largest.hover()
    assert "999조원" in page.locator("#vg-tooltip-element").inner_text()
    largest.click()
    shown = page.locator("#sentences .group:visible")
    assert shown.count() == 1
    assert shown.locator("mark").all_inner_texts() == ["999조원"]
    assert "<b>새</b> 배에" in shown.inner_text()
    link = shown.locator("blockquote a")
    assert link.inner_text() == HOSTILE
    assert link.get_attribute("href") == "https://saetbyeol.example/news/hostile"
    page.locator("#sentences .back").click()
    assert page.evaluate("location.hash") == "#amounts-krw-once"


def test_the_address_of_a_mark_can_be_kept(opened):
    page = opened(1100)
    marks(page, "durations", "mark-rect.role-mark").first.click()
    address = page.evaluate("location.hash")
    titles = page.locator("#sentences .group:visible h3").all_inner_texts()
    again = opened(1100, address)
    again.locator("#sentences.chose").wait_for()
    assert again.locator("#sentences .group:visible h3").all_inner_texts() == titles


def test_the_network_is_zoomed_and_clicked_through(opened):
    page = opened(1100)
    nodes = marks(page, "network", "mark-symbol.role-mark")
    page.locator("[data-chart=network]").scroll_into_view_if_needed()

    def spread():
        boxes = [node.bounding_box() for node in nodes.all()]
        return max(box["x"] for box in boxes) - min(box["x"] for box in boxes)

    before = spread()
    page.get_by_role("button", name="크게").click()
    assert spread() > 1.3 * before
    page.get_by_role("button", name="처음대로").click()
    assert spread() == pytest.approx(before, abs=1)
    nodes.first.click()
    groups = page.locator("#sentences .group:visible")
    assert groups.count() >= 1
    assert groups.locator("blockquote").count() >= groups.count()


def test_a_narrow_window_scrolls_down_only(opened):
    page = opened(390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert marks(page, "provinces", "mark-rect.role-mark").count() == 17
    for chart in page.locator(".chart svg").all():
        assert chart.bounding_box()["width"] <= 390


def test_the_same_database_gives_the_same_file(database, report, tmp_path):
    again = tmp_path / "again.html"
    assert run("report", "--db", database, "--out", again).returncode == 0
    assert again.read_bytes() == report.read_bytes()


def test_in_english_without_a_word_of_korean_of_its_own(database, tmp_path, browser):
    out = tmp_path / "english.html"
    assert run("report", "--db", database, "--out", out, "--language", "en").returncode == 0
    page = browser.new_page()
    page.goto(out.as_uri())
    assert page.locator("h1").inner_text() == "Facts read from the press"
    page.close()
