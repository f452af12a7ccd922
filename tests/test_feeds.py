"""Feeds, sitemaps and list pages as publishers write them, and the things that stand where one should be."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds import MAX_ITEMS, Found, NotAFeed, read_date, read_feed, read_list_page, read_sitemap

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0"><channel><title>한빛일보</title><link>http://hanbit.test/</link>
<item><title><![CDATA[시, 청년 창업에 12억원 <b>지원</b>]]></title><link>/news/1?a=1&amp;b=2</link>
<pubDate>Tue, 02 Jan 2024 09:30:00 +0900</pubDate></item>
<item><title>똠얌 식당 &amp;quot;펲시&amp;quot;</title><guid isPermaLink="true">http://hanbit.test/news/2</guid>
<pubDate>2024-01-02 10:00:00</pubDate></item>
<item><title>주소가 같은 기사</title><link>http://hanbit.test/news/2</link></item>
<item><title>주소가 없는 기사</title></item>
<item><title>스크립트</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

RSS_FOUND = (
    Found(
        url="http://hanbit.test/news/1?a=1&b=2",
        title="시, 청년 창업에 12억원 지원",
        published=datetime(2024, 1, 2, 0, 30, tzinfo=UTC),
    ),
    Found(
        url="http://hanbit.test/news/2",
        title='똠얌 식당 "펲시"',
        published=datetime(2024, 1, 2, 1, 0, tzinfo=UTC),
    ),
)

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><title>예산안 통과</title><link rel="alternate" href="http://hanbit.test/a"/><link rel="edit" href="http://x.test/"/>
<id>urn:1</id><published>2024-01-02T09:30:00+09:00</published><updated>2024-01-02T11:00:00+09:00</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://hanbit.test/"><title>t</title></channel>
<item rdf:about="http://hanbit.test/r"><title>제목</title><link>http://hanbit.test/r</link><dc:date>2024-01-02T09:30:00+09:00</dc:date></item>
</rdf:RDF>"""

NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> http://hanbit.test/news/1 </loc><lastmod>2024-01-02</lastmod>
<news:news><news:publication><news:name>한빛일보</news:name></news:publication>
<news:publication_date>2024-01-02T09:30:00+09:00</news:publication_date>
<news:title>연구비 3억원</news:title></news:news>
<image:image><image:loc>http://hanbit.test/1.jpg</image:loc><image:title>사진</image:title></image:image></url>
<url><loc>ftp://hanbit.test/2</loc></url>
</urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://hanbit.test/sitemap-1.xml.gz</loc><lastmod>2024-01-02</lastmod></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("declared", "written_in"),
    [("UTF-8", "utf-8"), ("euc-kr", "cp949"), ("utf-8", "cp949"), ("euc-kr", "utf-8"), ("utf-16", "utf-16")],
)
def test_rss_in_any_charset_whatever_it_declares(declared: str, written_in: str) -> None:
    assert read_feed(RSS.format(encoding=declared).encode(written_in), "http://hanbit.test/rss") == RSS_FOUND


def test_atom_takes_the_article_link_and_both_dates() -> None:
    assert read_feed(ATOM.encode(), "http://hanbit.test/") == (
        Found(
            url="http://hanbit.test/a",
            title="예산안 통과",
            published=datetime(2024, 1, 2, 0, 30, tzinfo=UTC),
            modified=datetime(2024, 1, 2, 2, 0, tzinfo=UTC),
        ),
    )


def test_rdf_is_read_too() -> None:
    [found] = read_feed(RDF.encode(), "http://hanbit.test/")
    assert (found.url, found.published) == ("http://hanbit.test/r", datetime(2024, 1, 2, 0, 30, tzinfo=UTC))


def test_a_feed_without_items_is_a_feed() -> None:
    assert read_feed(b'<rss version="2.0"><channel><title>t</title></channel></rss>', "http://hanbit.test/") == ()


def test_a_feed_cut_off_in_the_middle_gives_what_came() -> None:
    half = RSS.format(encoding="utf-8").partition("<item><title>주소가 같은")[0]
    assert read_feed(half.encode(), "http://hanbit.test/rss") == RSS_FOUND


def test_a_feed_of_100_000_items_is_cut_at_the_cap() -> None:
    items = "".join(f"<item><title>{n}</title><link>http://hanbit.test/{n}</link></item>" for n in range(100_000))
    found = read_feed(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), "http://hanbit.test/")
    assert [len(found), found[0].url, found[-1].url] == [
        MAX_ITEMS,
        "http://hanbit.test/0",
        f"http://hanbit.test/{MAX_ITEMS - 1}",
    ]


BOMB = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def test_entities_are_not_expanded_and_files_not_read(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("비밀")
    outside = f'<!DOCTYPE r [<!ENTITY i SYSTEM "{secret.as_uri()}">]>'
    for doctype in (BOMB, outside):
        feed = (
            f'{doctype}<rss version="2.0"><channel><item><title>&i;</title>'
            "<link>http://hanbit.test/1</link></item></channel></rss>"
        )
        [found] = read_feed(feed.encode(), "http://hanbit.test/")
        assert len(found.title or "") < 10
        sitemap = f"{doctype}<urlset><url><loc>http://hanbit.test/1</loc><title>&i;</title></url></urlset>"
        assert read_sitemap(sitemap.encode()).pages == (Found(url="http://hanbit.test/1"),)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><html><body>403</body></html>", "an HTML page"),
        (b"<!-- x --><html lang='ko'>", "an HTML page"),
        (b'{"error": 1}', "neither RSS nor Atom: it starts with"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither RSS nor Atom"),
        (NEWS_SITEMAP.encode(), "neither RSS nor Atom"),
        (b"/etc/passwd", "neither RSS nor Atom"),
        (b"http://127.0.0.1/feed", "neither RSS nor Atom"),
        (b"<rss></width>", "too broken to read"),
    ],
    ids=[
        "empty",
        "html",
        "html after a comment",
        "json",
        "picture",
        "sitemap",
        "a file's name",
        "a URL",
        "closes only",
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        read_feed(body, "http://hanbit.test/")


CHANNEL = "<rss version='2.0'><channel>"
TEN_MB = 10_000_000

HOSTILE_FEEDS = {
    "tags nested": (CHANNEL + "<a>" * (TEN_MB // 3), "3333335 tags"),
    "tags nested in a small feed": (CHANNEL + "<a>" * 5_000, "nested more than 100 deep"),
    "items that never end": (CHANNEL + "<item>" * 5_000, "nested more than 100 deep"),
    "one item of 10 MB": (CHANNEL + "<item>" + "<a/>" * (TEN_MB // 4) + "</item></channel></rss>", "2500006 tags"),
    "a tag with 100,000 attributes": (
        CHANNEL + "<item " + " ".join(f'a{n}=">"' for n in range(100_000)) + "/></channel></rss>",
        "a tag is longer than 500000 bytes",
    ),
    "a tag with 1,000 attributes": (
        CHANNEL + "<item " + " ".join(f'a{n}=">"' for n in range(1_000)) + "/></channel></rss>",
        "1000 attributes",
    ),
    "a wall of comments": ("<!---->" * 500 + "x", "neither RSS nor Atom"),
    "references without end": (CHANNEL + "<item><title>" + "&" * TEN_MB, "10000000 references"),
}


def seconds(work: Callable[[], object]) -> float:
    """Return what work costs the processor, at best of three times."""

    def once() -> float:
        started = time.thread_time()
        work()
        return time.thread_time() - started

    return min(once() for _ in range(3))


@pytest.fixture(scope="module")
def ordinary() -> float:
    """What a feed of 10 MB without malice costs."""
    item = "<item><title>예산</title><link>http://hanbit.test/1</link></item>"
    feed = f"{CHANNEL}{item * (TEN_MB // len(item.encode()))}</channel></rss>".encode()
    return seconds(lambda: read_feed(feed, "http://hanbit.test/"))


@pytest.mark.parametrize(("feed", "why"), HOSTILE_FEEDS.values(), ids=HOSTILE_FEEDS.keys())
def test_a_feed_that_would_take_minutes_and_gigabytes_is_refused_sooner_than_another_is_read(
    feed: str, why: str, ordinary: float
) -> None:
    def refuse() -> None:
        with pytest.raises(NotAFeed, match=why):
            read_feed(feed.encode(), "http://hanbit.test/")

    assert seconds(refuse) < ordinary


def test_of_a_feed_with_whole_articles_the_first_are_read() -> None:
    items = (
        f"<item><link>http://hanbit.test/{n}</link><description><![CDATA[{'<p>글</p>' * 100}]]></description></item>"
        for n in range(1_000)
    )
    found = read_feed(f"{CHANNEL}{''.join(items)}</channel></rss>".encode(), "http://hanbit.test/")
    assert [item.url for item in found] == [f"http://hanbit.test/{n}" for n in range(len(found))]
    assert 400 < len(found) < 1_000


def test_of_a_sitemap_and_a_list_page_past_all_sense_the_first_part_is_read() -> None:
    def read_both(size: int) -> None:
        sitemap = "<urlset><url><loc>http://hanbit.test/1</loc></url>" + "<a/>" * (size // 4) + "</urlset>"
        assert [found.url for found in read_sitemap(sitemap.encode()).pages] == ["http://hanbit.test/1"]
        links = read_list_page(b"<a href=/news/1>" * (size // 16), "http://hanbit.test/", "news")
        assert [found.url for found in links] == ["http://hanbit.test/news/1"]

    # Linear in the size: four times as much, and as much again for noise.
    assert seconds(lambda: read_both(TEN_MB // 4)) < 8 * seconds(lambda: read_both(TEN_MB // 16))


def halves(body):
    """What two runs of gzip into one file leave: two members."""
    return gzip.compress(body[:100]) + gzip.compress(body[100:])


@pytest.mark.parametrize("pack", [bytes, gzip.compress, halves], ids=["plain", "gz", "gz of two members"])
def test_a_news_sitemap_gives_title_and_time(pack) -> None:
    assert read_sitemap(pack(NEWS_SITEMAP.encode())).pages == (
        Found(
            url="http://hanbit.test/news/1",
            title="연구비 3억원",
            published=datetime(2024, 1, 2, 0, 30, tzinfo=UTC),
            modified=datetime(2024, 1, 1, 15, 0, tzinfo=UTC),
        ),
    )


def test_a_reference_to_no_character_breaks_nothing() -> None:
    sitemap = read_sitemap(b"<urlset><url><a>&#xD800;</a><loc>http://hanbit.test/1</loc></url></urlset>")
    assert [found.url for found in sitemap.pages] == ["http://hanbit.test/1"]
    links = read_list_page(b'<a href="/news/1">&#xD800;&#x110000; \xea\xb0\x80</a>', "http://hanbit.test/", "news")
    assert [found.url for found in links] == ["http://hanbit.test/news/1"]


def test_an_index_gives_sitemaps_not_pages() -> None:
    sitemap = read_sitemap(INDEX.encode())
    assert sitemap.pages == ()
    assert [found.url for found in sitemap.sitemaps] == ["http://hanbit.test/sitemap-1.xml.gz"]


def test_a_plain_list_of_urls_is_a_sitemap() -> None:
    sitemap = read_sitemap("http://hanbit.test/1\r\n\r\nhttp://hanbit.test/뉴스\n".encode())
    assert [found.url for found in sitemap.pages] == ["http://hanbit.test/1", "http://hanbit.test/뉴스"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "it is empty"),
        (b"<html><body/></html>", "the root element is <html>"),
        (b"\x1f\x8bnonsense", "broken gzip"),
        (gzip.compress(NEWS_SITEMAP.encode())[:-20], "ends early"),
        (gzip.compress(b" " * 60_000_000), "more than 50000000 bytes"),
        (RSS.encode(), "the root element is <rss>"),
    ],
    ids=["empty", "html", "broken gz", "cut gz", "bomb", "feed"],
)
def test_what_is_no_sitemap_says_why(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        read_sitemap(body)


LIST_PAGE = """<html><head><base href="/section/"></head><body>
<a href="../news/1.html"><img src="1.jpg"></a> <a href="../news/1.html">군, 농가 200곳에 보조금</a>
<a href="http://hanbit.test/news/2.html#c">둘째</a> <a href="/login">로그인</a> <a href="http://[bad">x</a> <a>y</a>
</body></html>"""


def test_a_list_page_gives_the_links_that_fit_with_their_headline() -> None:
    assert read_list_page(LIST_PAGE.encode(), "http://hanbit.test/x/y", r"/news/\d+\.html") == (
        Found(url="http://hanbit.test/news/1.html", title="군, 농가 200곳에 보조금"),
        Found(url="http://hanbit.test/news/2.html#c", title="둘째"),
    )


def test_a_broken_base_is_ignored() -> None:
    body = b'<base href="http://[bad"><a href="/news/1.html">x</a>'
    assert [found.url for found in read_list_page(body, "http://hanbit.test/", "news")] == [
        "http://hanbit.test/news/1.html"
    ]


@pytest.mark.parametrize("body", [b"", b"<p>text</p>", LIST_PAGE.encode()], ids=["empty", "text", "other links"])
def test_a_list_page_without_a_fitting_link_is_loud(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read_list_page(body, "http://hanbit.test/", r"/article/\d+")


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("Tue, 02 Jan 2024 09:30:00 +0900", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("Tue, 02 Jan 2024 00:30:00 GMT", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("Tue, 02 Jan 2024 09:30:00 KST", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("Tue, 02 Jan 2024 09:30:00", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("2 Jan  2024 09:30:00 +0900", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("2024-01-02T09:30:00+09:00", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("2024-01-02T00:30:00.000Z", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("2024-01-02 09:30:00", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("2024.1.2 09:30", datetime(2024, 1, 2, 0, 30, tzinfo=UTC)),
        ("2024/01/02", datetime(2024, 1, 1, 15, 0, tzinfo=UTC)),
        ("0001-01-01 00:00:00", None),
        ("2024-13-40", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999999999", None),
        ("어제", None),
        ("", None),
    ],
)
def test_dates_have_a_zone_or_are_none(written: str, utc: datetime | None) -> None:
    assert read_date(written) == utc


PIECES = st.sampled_from(
    """<rss> <channel> <item> </item> <title> <link> </link> http://a.test/ <feed> <entry> <urlset> <url> <loc> </loc>
    <a href='/1'> <!-- --> <![CDATA[ ]]> &#xD800; &#9999999999; &x; <?xml version='1.0'?> <!DOCTYPE x [<!ENTITY x 'y'>]>
    xmlns:a='b' <a:b/> 한국 <pubDate> 2024-01-02 \0""".split()
)
BODIES = st.one_of(st.binary(), st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode()))


@given(body=BODIES)
def test_any_bytes_are_read_or_are_no_feed(body: bytes) -> None:
    for read in (
        lambda: read_feed(body, "http://a.test/"),
        lambda: read_sitemap(body, "http://a.test/").pages,
        lambda: read_list_page(body, "http://a.test/", "1"),
    ):
        try:
            found = read()
        except NotAFeed:
            continue
        assert all(item.url.startswith(("http://", "https://")) for item in found)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-:/.+TZ JanMon,")))
def test_any_text_is_a_date_with_a_zone_or_none(written: str) -> None:
    date = read_date(written)
    assert date is None or date.tzinfo is not None
