"""The publishers whose layout was seen: a row each. Everything else is read by the generic reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.clean.outlets import host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A layout of one publisher's article pages."""

    key: str
    name: str
    hosts: tuple[str, ...]
    body: str
    """The element that holds the text, as ``#id``, ``.class`` or ``tag.class``."""
    drops: tuple[str, ...] = ()
    """CSS selectors of what stands in it and is no part of the article."""
    since: date | None = None
    """When the layout was first seen."""
    until: date | None = None
    """When it was last seen, where a newer layout has a row of its own."""


PUBLISHERS: tuple[Publisher, ...] = (
    Publisher(
        key="asiatoday",
        name="아시아투데이",
        hosts=("asiatoday.co.kr",),
        body=".news_bm",
        since=date(2019, 5, 1),
    ),
    Publisher(
        key="entermedia",
        name="엔터미디어",
        hosts=("entermedia.co.kr",),
        body="#_article",
        since=date(2018, 1, 1),
    ),
    Publisher(
        key="fashionmk",
        name="패션MK",
        hosts=("chicnewsm.mk.co.kr",),
        body=".a_text",
        since=date(2018, 10, 1),
    ),
    Publisher(
        key="hankookilbo",
        name="한국일보",
        hosts=("hankookilbo.com",),
        body=".col-main",
        drops=(".module-quote", ".tool-bar"),
        since=date(2025, 5, 1),
    ),
    Publisher(
        key="insight",
        name="인사이트",
        hosts=("m.insight.co.kr",),
        body=".news-memo",
        since=date(2018, 9, 1),
    ),
    Publisher(
        key="kbs",
        name="KBS",
        hosts=("news.kbs.co.kr",),
        body="#cont_newstext",
        since=date(2023, 4, 1),
    ),
    Publisher(
        key="mbc",
        name="MBC",
        hosts=("imnews.imbc.com",),
        body=".news_txt",
        since=date(2023, 4, 1),
    ),
    Publisher(
        key="mbn",
        name="MBN",
        hosts=("mbn.co.kr",),
        body="#newsViewArea",
        drops=("#player",),
        since=date(2023, 4, 1),
    ),
    Publisher(
        key="mt",
        name="머니투데이",
        hosts=("news.mt.co.kr",),
        body="#textBody",
        drops=(".util_box",),
        since=date(2019, 2, 1),
    ),
    Publisher(
        key="naver",
        name="네이버 뉴스",
        hosts=("n.news.naver.com",),
        body="#dic_area",
        since=date(2025, 3, 1),
    ),
    Publisher(
        key="sbs",
        name="SBS",
        hosts=("news.sbs.co.kr",),
        body=".text_area",
        since=date(2023, 4, 1),
    ),
    Publisher(
        key="sporbiz",
        name="한국스포츠경제",
        hosts=("sporbiz.co.kr",),
        body="#article-view-content-div",
        drops=(".view-copyright", ".view-editors"),
        since=date(2017, 8, 1),
    ),
    Publisher(
        key="tvchosun",
        name="TV조선",
        hosts=("news.tvchosun.com",),
        body="div.article",
        since=date(2023, 4, 1),
    ),
    Publisher(
        key="yonhapnewstv",
        name="연합뉴스TV",
        hosts=("yonhapnewstv.co.kr",),
        body="#articleBody",
        drops=(".videoWrap",),
        since=date(2023, 4, 1),
    ),
    Publisher(
        key="ytn",
        name="YTN",
        hosts=("ytn.co.kr",),
        body="#CmAdContent",
        drops=(".ad_box",),
        since=date(2023, 4, 1),
    ),
)


def rows_for(url: str | None) -> list[Publisher]:
    """Return the rows of the publisher that ``url`` belongs to, the newest layout first."""
    host = host_of(url)
    if host is None:
        return []
    rows = [row for row in PUBLISHERS if any(host == one or host.endswith(f".{one}") for one in row.hosts)]
    return sorted(rows, key=lambda row: row.since or date.min, reverse=True)
