"""One article, one URL: spellings that must meet, and those that must not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.twins import TWINS
from pipeline.urls import NotAUrl, article_key, article_url, canonical_url

SAME = {
    "HTTP://News.Example.KR/a": "http://news.example.kr/a",
    "https://news.example.kr:443/a": "https://news.example.kr/a",
    "http://news.example.kr:8080/a": "http://news.example.kr:8080/a",
    "http://news.example.kr.": "http://news.example.kr/",
    "http://news.example.kr/a#댓글": "http://news.example.kr/a",
    "http://news.example.kr/기사/1": "http://news.example.kr/%EA%B8%B0%EC%82%AC/1",
    "http://news.example.kr/%ea%b8%b0%EC%82%AC/1": "http://news.example.kr/%EA%B8%B0%EC%82%AC/1",
    "http://news.example.kr/%7Ekim/%41": "http://news.example.kr/~kim/A",
    "http://news.example.kr/%B1%E2%BB%E7": "http://news.example.kr/%B1%E2%BB%E7",  # CP949 stays what the server knows
    "http://news.example.kr/100%": "http://news.example.kr/100%25",
    "http://news.example.kr/a/./b/../c": "http://news.example.kr/a/c",
    "http://news.example.kr/../../etc": "http://news.example.kr/etc",
    "http://한빛일보.kr/a": "http://xn--on3brzl4r5no.kr/a",
    "http://news.example.kr/v?b=2&a=1": "http://news.example.kr/v?b=2&a=1",
    "http://news.example.kr/v?id=7&utm_source=rss&utm_medium=feed": "http://news.example.kr/v?id=7",
    "http://news.example.kr/v?fbclid=x": "http://news.example.kr/v",
    "http://news.example.kr/v?UTM_Source=x&id=7": "http://news.example.kr/v?id=7",
    "http://news.example.kr/v?id=7&OutUrl=naver": "http://news.example.kr/v?id=7",
    "http://news.example.kr/v?": "http://news.example.kr/v",
    "https://news.example.kr/a/?outputType=amp": "https://news.example.kr/a/",
    "https://www.yna.co.kr/view/AKR2024?input=1195m": "https://www.yna.co.kr/view/AKR2024",
    "https://m.yna.co.kr/view/AKR2024?section=economy/all&site=hot": "https://www.yna.co.kr/view/AKR2024",
    "https://news.example.kr/v?input=1195m": "https://news.example.kr/v?input=1195m",  # may choose the article here
    "  http://news.example.kr/a\n": "http://news.example.kr/a",
    "http://news.example.kr/a b": "http://news.example.kr/a%20b",
    "http://[2001:DB8:0:0::1]/a": "http://[2001:db8::1]/a",
}


@pytest.mark.parametrize(("written", "canonical"), SAME.items())
def test_spellings_of_one_article_meet(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.publisher)
def test_each_twin_keeps_its_examples(twin) -> None:
    assert twin.yes
    assert twin.no
    for other, own in twin.yes.items():
        assert canonical_url(other) == own
        assert canonical_url(own) == own
    for url in twin.no:
        assert canonical_url(url) == url


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://example.kr/a", "not an http"),
        ("javascript:alert(1)", "not an http"),
        ("/news/1", "not an http"),
        ("http://", "no host"),
        ("http://kim:secret@example.kr/", "user name or password"),
        ("http://example.kr:99999/", "not a URL"),
        ("http://example.kr:x/", "not a URL"),
        ("http://exa mple.kr/", "not a host"),
        ("http://a..b/", "not a host"),
        ("http://[::1/", "not a URL"),
        ("http://☃︎‍.☃/", "not a host"),
    ],
)
def test_what_is_no_url_says_why(text: str, why: str) -> None:
    with pytest.raises(NotAUrl, match=why):
        canonical_url(text)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(NotAUrl) as raised:
        canonical_url("http://kim:secret@example.kr/")
    assert "secret" not in str(raised.value)


HOSTS = st.sampled_from(
    ["news.example.kr", "M.YNA.co.kr", "한빛.kr", "n.news.naver.com", "example.kr:80", "[2001:db8::1]"]
)


@given(
    scheme=st.sampled_from(["http", "HTTPS"]),
    host=HOSTS,
    rest=st.one_of(st.text(), st.text(alphabet="/.%?&=#:;+~ \\aA0뉴스utm_id")),
)
@example(scheme="http", host="news.example.kr", rest="/%2e%2e/%2E/a")
@example(scheme="http", host="news.example.kr", rest="/a?utm%5Fsource=x&&b")
@example(scheme="http", host="news.example.kr", rest="/\ud800")
def test_canonical_is_a_fixed_point(scheme: str, host: str, rest: str) -> None:
    once = canonical_url(f"{scheme}://{host}/{rest}")
    assert canonical_url(once) == once
    assert once.isascii()


def test_keys_are_the_url_or_the_bytes() -> None:
    assert article_key("http://News.Example.kr/1#top", b"") == "http://news.example.kr/1"
    assert article_key(None, b"abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


FETCHED = "https://m.hanbit.co.kr/view?no=20481"


@pytest.mark.parametrize(
    ("declared", "article"),
    [
        ("https://www.hanbit.co.kr/news/20481?utm_source=m", "https://www.hanbit.co.kr/news/20481"),
        ("http://hanbit.co.kr/20481", "http://hanbit.co.kr/20481"),
        (None, FETCHED),
        ("", FETCHED),
        ("/news/20481", FETCHED),
        ("https://www.hanbit.co.kr/", FETCHED),  # the front page
        ("https://www.hanbit.co.kr/news/view", FETCHED),  # the number is lost
        ("https://www.hanbit.co.kr/news/20482", FETCHED),  # another article
        ("https://www.daon.co.kr/news/20481", FETCHED),  # another publisher's
        ("https://co.kr/news/20481", FETCHED),
        ("https://20.20.20.20/news/20481", FETCHED),
        ("javascript:20481", FETCHED),
    ],
)
def test_a_page_is_believed_about_its_own_address_only_where_that_is_plausible(
    declared: str | None, article: str
) -> None:
    assert article_url(FETCHED, declared) == article


SLUG = "https://www.hanbit.co.kr/news/farm-plan/"
DATED = "https://www.hanbit.co.kr/2026/11/21/farm-plan/"


@pytest.mark.parametrize(
    ("fetched", "declared"),
    [
        (SLUG, "https://www.hanbit.co.kr/category/news/"),
        (SLUG, "https://www.hanbit.co.kr/news/"),
        (SLUG, "https://www.hanbit.co.kr/news/river-works/"),
        (DATED, "https://www.hanbit.co.kr/2026/11/"),
        (DATED, "https://www.hanbit.co.kr/2026/11/21/"),
        (DATED, "https://www.hanbit.co.kr/2026/11/21/river-works/"),
        ("https://www.hanbit.co.kr/2026/society/20481/", "https://www.hanbit.co.kr/2026/society/"),
    ],
)
def test_an_article_without_a_number_is_not_taken_for_its_section_or_month(fetched: str, declared: str) -> None:
    assert article_url(fetched, declared) == fetched


@pytest.mark.parametrize(
    ("fetched", "declared"),
    [
        ("https://m.hanbit.co.kr/farm-plan", SLUG),
        ("https://www.hanbit.co.kr/amp/news/farm-plan", SLUG),
        (f"{SLUG}amp/", SLUG),
        (f"{SLUG}index.html?from=mail", SLUG),
        ("https://www.hanbit.co.kr/news/farm-plan.amp.html", "https://www.hanbit.co.kr/news/farm-plan.html"),
        (f"{SLUG}?page=1", DATED),
        (f"{DATED}amp/", DATED),
        ("https://www.hanbit.co.kr/archives/2015/", "https://www.hanbit.co.kr/archives/2015"),
        ("https://www.hanbit.co.kr/2026/11/21/20481/amp", "https://www.hanbit.co.kr/news/20481"),
        ("https://m.hanbit.co.kr/?p=12", "https://www.hanbit.co.kr/?p=12"),
    ],
)
def test_the_twins_of_an_article_without_a_number_keep_its_name(fetched: str, declared: str) -> None:
    assert article_url(fetched, declared) == declared
