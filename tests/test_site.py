"""The bundled press site: what it holds, how it answers, and what a test can switch on."""

import json
import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from lxml import etree

from pipeline.site import PressSite, SiteError, fixtures_path, golden_files, read_routes

ROOT = fixtures_path()
GOLDEN = sorted([*golden_files(ROOT), *ROOT.glob("*/*/article.v2.json")])
FIELDS = {
    "url", "title", "byline", "published", "updated", "publisher", "text", "captions", "subtitles", "section",
}  # fmt: skip
FAMILIES = {
    "desktop": ("hanbit.test", 'class="most-read"'),
    "mobile with widgets": ("daon.test", "기사듣기중지"),
    "AI summary": ("saegyeol.test", 'id="aiSummary"'),
    "CP949, br only": ("mulbit.test", "charset=euc-kr"),
    "Arc": ("byeori.test", "Fusion.globalContent="),
    "Next.js": ("haesol.test", 'id="__NEXT_DATA__"'),
    "AMP": ("ongil.test", "<html ⚡"),
    "portal": ("nuri-portal.test", 'id="dic_area"'),
    "body twice": ("byeolha.test", 'id="printArea" class="print_cont" style="display:none"'),
}
HANBIT = "http://hanbit.test"
EDITED = "http://byeolha.test/news/view.do?ncd=7812240"


def ask(site: PressSite, url: str, **headers: str) -> httpx.Response:
    """Ask the running site for one of its URLs, as a fetcher with a host map does."""
    parts = urlsplit(url)
    port = f"http://127.0.0.1:{site.port}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    return httpx.get(port, headers={"Host": parts.hostname or "", **headers}, trust_env=False)


def decode(page: Path) -> str:
    return page.read_bytes().decode("cp949" if page.parent.parent.name == "mulbit.test" else "utf-8")


def page_of(golden: Path) -> Path:
    return golden.with_name(golden.name.replace("article", "page").replace(".json", ".html"))


def name_of(golden: Path) -> str:
    return f"{golden.parent.parent.name}/{golden.parent.name}{'-v2' if '.v2.' in golden.name else ''}"


def links_in(body: bytes) -> set[str]:
    """Return every address that a feed, sitemap or sitemap index names."""
    tree = etree.fromstring(body)
    texts = tree.xpath("//item/link/text() | //*[local-name()='loc']/text()")
    return {*texts, *tree.xpath("//*[local-name()='entry']/*[local-name()='link']/@href")}


def listed_by(site: PressSite, host: str) -> set[str]:
    """Return what the feeds and news sitemaps of a host name, through its index where there is one."""
    paths = {route.path for route in read_routes(ROOT) if route.host == host}
    named: set[str] = set()
    for path in sorted(paths & {"/rss.xml", "/atom.xml", "/news-sitemap.xml", "/sitemap-index.xml"}):
        links = links_in(ask(site, f"http://{host}{path}").content)
        for link in links:
            named |= links_in(ask(site, link).content) if link.endswith(".xml") else {link}
    return named


@pytest.fixture(scope="module")
def site():
    with PressSite() as running:
        yield running


def test_the_site_is_large_and_varied():
    outlets = {golden.parent.parent.name for golden in golden_files(ROOT)}
    publishers = {json.loads(golden.read_text())["publisher"] for golden in golden_files(ROOT)}
    assert len(list(golden_files(ROOT))) >= 28
    assert len(outlets) >= 6
    assert len(publishers) >= 9


@pytest.mark.parametrize("family", FAMILIES)
def test_every_markup_family_has_three_articles(family):
    host, mark = FAMILIES[family]
    pages = [page_of(golden) for golden in golden_files(ROOT) if golden.parent.parent.name == host]
    assert len(pages) >= 3
    assert all(mark in decode(page) for page in pages)


@pytest.mark.parametrize("golden", GOLDEN, ids=name_of)
def test_golden_article_is_well_formed(golden):
    article = json.loads(golden.read_text(encoding="utf-8"))
    assert set(article) == FIELDS
    assert article["title"]
    assert article["byline"]
    assert all(not name.endswith("기자") for name in article["byline"])
    times = [datetime.fromisoformat(article[key]) for key in ("published", "updated") if article[key]]
    assert all(time.utcoffset() == timedelta(hours=9) for time in times)
    assert times == sorted(times)
    paragraphs = article["text"].split("\n\n")
    assert 5 <= len(paragraphs) <= 12
    assert all(paragraph == " ".join(paragraph.split()) for paragraph in paragraphs)


@pytest.mark.parametrize("golden", GOLDEN, ids=name_of)
def test_every_golden_paragraph_stands_in_the_page(golden):
    article = json.loads(golden.read_text(encoding="utf-8"))
    raw = decode(page_of(golden))
    # A body in JSON has its quotes escaped once more.
    page = unescape(raw.replace('\\"', '"'))
    missing = [text for text in (*article["text"].split("\n\n"), *article["captions"]) if text not in page]
    assert missing == []
    assert article["title"] in page
    assert article["url"] in raw


@pytest.mark.parametrize("host", sorted({golden.parent.parent.name for golden in golden_files(ROOT)}))
def test_every_article_is_reachable_from_its_feeds(site, host):
    named = listed_by(site, host)
    reached = set()
    for link in named:
        answer = ask(site, link)
        if canonical := re.search(rb'<link rel="canonical" href="([^"]+)"', answer.content):
            reached.add(unescape(canonical[1].decode()))
    wanted = {json.loads(path.read_text())["url"] for path in golden_files(ROOT) if path.parent.parent.name == host}
    assert wanted <= reached


def test_pages_of_mulbit_are_cp949_and_not_euc_kr():
    page = (ROOT / "mulbit.test/oyster-heat-damage/page.html").read_bytes()
    assert "똠얌꿍" in page.decode("cp949")
    with pytest.raises(UnicodeDecodeError):
        page.decode("euc_kr")


def test_a_page_is_not_sent_again_when_the_asker_has_it(site):
    url = f"{HANBIT}/society/court/20250417014"
    first = ask(site, url)
    assert first.status_code == 200
    by_etag = ask(site, url, **{"If-None-Match": first.headers["ETag"]})
    by_date = ask(site, url, **{"If-Modified-Since": first.headers["Last-Modified"]})
    assert [by_etag.status_code, by_date.status_code] == [304, 304]
    assert by_etag.content == b""


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{HANBIT}/s/0312", 301),
        ("http://saegyeol.test/article/202506010900111", 404),
        ("http://saegyeol.test/premium/202507110700001", 200),
        ("http://daon.test/private/20250622_draft.html", 200),
        ("http://byeori.test/national/", 200),
        ("http://unknown.test/", 404),
    ],
)
def test_feeds_also_name_what_is_no_article(site, url, status):
    assert ask(site, url).status_code == status
    host = urlsplit(url).hostname
    assert host == "unknown.test" or url in listed_by(site, host)


def test_the_redirect_leads_to_the_canonical_address(site):
    target = ask(site, f"{HANBIT}/s/0312").headers["Location"]
    assert target in site.article_urls


def test_robots_forbids_a_path_that_a_feed_names(site):
    robots = ask(site, "http://daon.test/robots.txt").text
    assert "Disallow: /private/" in robots
    assert "Crawl-delay: 0.1" in ask(site, "http://mulbit.test/robots.txt").text
    assert "Sitemap: http://haesol.test/sitemap-index.xml" in ask(site, "http://haesol.test/robots.txt").text


def test_tracking_parameters_lead_to_the_same_page(site):
    tracked = [url for url in listed_by(site, "saegyeol.test") if "utm_source" in url]
    assert len(tracked) == 1
    assert ask(site, tracked[0]).content == ask(site, tracked[0].partition("?")[0]).content


def test_a_failure_heals():
    url = f"{HANBIT}/rss.xml"
    with PressSite() as site:
        site.fail(url, times=2, status=503)
        assert [ask(site, url).status_code for _ in range(3)] == [503, 503, 200]
        assert [visit.status for visit in site.requests] == [503, 503, 200]


def test_an_article_changes_between_two_visits():
    with PressSite() as site:
        before = ask(site, EDITED)
        site.edit(EDITED)
        after = ask(site, EDITED, **{"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert "3명 숨지고" in before.text
        assert "4명 숨지고" in after.text
        assert ask(site, EDITED, **{"If-Modified-Since": before.headers["Last-Modified"]}).status_code == 200
        with pytest.raises(SiteError, match="no second version"):
            site.edit(f"{HANBIT}/society/court/20250417014")


def test_an_article_is_withdrawn():
    with PressSite() as site:
        site.remove(EDITED)
        assert ask(site, EDITED).status_code == 410


def test_the_log_and_the_hosts_name_no_port():
    with PressSite() as site:
        ask(site, f"{HANBIT}/rss.xml?page=2")
        assert [tuple(visit) for visit in site.requests] == [("hanbit.test", "/rss.xml?page=2", 200)]
        assert site.hosts["nuri-portal.test"] == ("127.0.0.1", site.port)


def test_shutting_down_waits_for_no_idle_client():
    with httpx.Client(trust_env=False) as client:
        with PressSite() as site:
            address = f"http://127.0.0.1:{site.port}/rss.xml"
            client.get(address, headers={"Host": "hanbit.test"})
            started = datetime.now()
        assert datetime.now() - started < timedelta(seconds=3)
        with pytest.raises(httpx.TransportError):
            client.get(address, headers={"Host": "hanbit.test"})


def test_a_site_that_names_a_missing_file_says_so(tmp_path):
    (tmp_path / "site.toml").write_text(
        'modified = 2025-01-01T00:00:00+09:00\n[hosts."a.test"]\nroutes = [{ path = "/x", file = "x.html" }]\n'
    )
    with pytest.raises(SiteError, match=r"a\.test/x names .*x\.html, which is not there"):
        PressSite(tmp_path)


def test_links_of_feeds_stay_on_their_host(site):
    for host in site.hosts:
        assert {urlsplit(urljoin(f"http://{host}/", link)).hostname for link in listed_by(site, host)} == {host}
