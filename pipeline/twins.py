"""Two addresses of one article, as data: tracking parameters, and publishers' mobile and AMP twins with examples."""

from __future__ import annotations

import re
from dataclasses import dataclass

TRACKING_PREFIXES = ("utm_", "mc_", "hsa_", "pk_", "piwik_", "mtm_", "_hs", "vero_", "wt_mc")

TRACKING_PARAMETERS = frozenset(
    {
        *("fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "mibextid", "sfnsn", "igshid", "igsh"),
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "srsltid", "_ga", "_gl"),
        *("msclkid", "yclid", "twclid", "ttclid", "li_fat_id", "epik", "spm", "__twitter_impression"),
        *("_ke", "mkt_tok", "oly_anon_id", "oly_enc_id", "s_cid", "ncid", "ref_src", "ref_url"),
        *("napm", "n_media", "n_query", "n_rank", "n_ad_group", "n_ad_group_type", "n_ad", "n_match"),
        *("n_keyword", "n_keyword_id", "n_campaign_type", "kakao_from", "outurl", "outlink"),
    }
)
"""Parameters that say where the reader came from, never which article; Naver's and Kakao's among them."""

DOMAIN_PARAMETERS: dict[str, frozenset[str]] = {
    "n.news.naver.com": frozenset({"sid", "ntype", "cds", "rc", "lfrom", "type"}),
    "yna.co.kr": frozenset({"input", "section", "site"}),
    "joongang.co.kr": frozenset({"cloc"}),
}
"""The same, of one publisher's hosts; elsewhere these names may choose the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A second address and the article's own; ``yes`` maps whole URLs, and each of ``no`` must stay as it is."""

    publisher: str
    pattern: re.Pattern[str]
    """Of the whole canonical URL."""
    becomes: str
    yes: dict[str, str]
    no: tuple[str, ...]


def _same_path(*, publisher: str, mobile: str, desktop: str, path: str, example: str, other: str) -> Twin:
    """A mobile host whose article paths are those of the desktop host."""
    return Twin(
        publisher=publisher,
        pattern=re.compile(rf"(https?)://{re.escape(mobile)}({path})"),
        becomes=rf"\1://{desktop}\2",
        yes={f"https://{mobile}{example}": f"https://{desktop}{example}"},
        no=(f"https://{mobile}{other}",),
    )


TWINS: tuple[Twin, ...] = (
    _same_path(
        publisher="yna",
        mobile="m.yna.co.kr",
        desktop="www.yna.co.kr",
        path=r"/view/AKR\d+",
        example="/view/AKR20240102030400005",
        other="/economy",
    ),
    _same_path(
        publisher="hani",
        mobile="m.hani.co.kr",
        desktop="www.hani.co.kr",
        path=r"/arti/.+\d+\.html",
        example="/arti/area/capital/11.html",
        other="/arti/area",
    ),
    _same_path(
        publisher="khan",
        mobile="m.khan.co.kr",
        desktop="www.khan.co.kr",
        path=r"/.*article/\d+/?",
        example="/article/202401020304001",
        other="/economy",
    ),
    _same_path(
        publisher="seoul",
        mobile="m.seoul.co.kr",
        desktop="www.seoul.co.kr",
        path=r"/news/.*newsView\.php\?id=\d+",
        example="/news/newsView.php?id=7",
        other="/",
    ),
    _same_path(
        publisher="hankookilbo",
        mobile="m.hankookilbo.com",
        desktop="www.hankookilbo.com",
        path=r"/News/Read/A\w+",
        example="/News/Read/A20240102",
        other="/News",
    ),
    _same_path(
        publisher="sedaily",
        mobile="m.sedaily.com",
        desktop="www.sedaily.com",
        path=r"/NewsView/\w+",
        example="/NewsView/2D45ABCD",
        other="/NewsList/GA",
    ),
    _same_path(
        publisher="nocutnews",
        mobile="m.nocutnews.co.kr",
        desktop="www.nocutnews.co.kr",
        path=r"/news/\d+",
        example="/news/6071234",
        other="/news/list",
    ),
    _same_path(
        publisher="newsis",
        mobile="mobile.newsis.com",
        desktop="www.newsis.com",
        path=r"/view/NISX\d+_\d+",
        example="/view/NISX20240102_0002",
        other="/society",
    ),
    _same_path(
        publisher="korea.kr",
        mobile="m.korea.kr",
        desktop="www.korea.kr",
        path=r"/\w+/\w+View\.do\?.*newsId=\d+.*",
        example="/news/policyNewsView.do?newsId=1",
        other="/news",
    ),
    Twin(
        publisher="kmib",
        pattern=re.compile(r"(https?)://m\.kmib\.co\.kr/view\.asp\?(arcid=\d+)"),
        becomes=r"\1://news.kmib.co.kr/article/view.asp?\2",
        yes={"https://m.kmib.co.kr/view.asp?arcid=0019": "https://news.kmib.co.kr/article/view.asp?arcid=0019"},
        no=("https://m.kmib.co.kr/list.asp?sid1=eco",),
    ),
    Twin(
        publisher="ohmynews",
        pattern=re.compile(r"(https?)://m\.ohmynews\.com/NWS_Web/Mobile/at_pg\.aspx\?(CNTN_CD=A\d+)"),
        becomes=r"\1://www.ohmynews.com/NWS_Web/View/at_pg.aspx?\2",
        yes={
            "https://m.ohmynews.com/NWS_Web/Mobile/at_pg.aspx?CNTN_CD=A0003": (
                "https://www.ohmynews.com/NWS_Web/View/at_pg.aspx?CNTN_CD=A0003"
            )
        },
        no=("https://m.ohmynews.com/NWS_Web/Mobile/index.aspx",),
    ),
    Twin(
        publisher="donga",
        pattern=re.compile(r"(https?://www\.donga\.com/news)/amp/(\w+/\d{8}/\d+/\d+)"),
        becomes=r"\1/article/\2",
        yes={
            "https://www.donga.com/news/amp/all/20240102/12/1": "https://www.donga.com/news/article/all/20240102/12/1"
        },
        no=("https://www.donga.com/news/amp",),
    ),
    Twin(
        publisher="joongang",
        pattern=re.compile(r"(https?://www\.joongang\.co\.kr)/amparticle/(\d+)"),
        becomes=r"\1/article/\2",
        yes={"https://www.joongang.co.kr/amparticle/25012345": "https://www.joongang.co.kr/article/25012345"},
        no=("https://www.joongang.co.kr/amparticle/",),
    ),
    Twin(
        publisher="fnnews",
        pattern=re.compile(r"(https?://www\.fnnews\.com)/ampNews/(\d+)"),
        becomes=r"\1/news/\2",
        yes={"https://www.fnnews.com/ampNews/202401020304050607": "https://www.fnnews.com/news/202401020304050607"},
        no=("https://www.fnnews.com/ampNews/list",),
    ),
    Twin(
        publisher="sedaily",
        pattern=re.compile(r"(https?)://(?:www|m)\.sedaily\.com/NewsViewAmp/(\w+)"),
        becomes=r"\1://www.sedaily.com/NewsView/\2",
        yes={"https://m.sedaily.com/NewsViewAmp/2D45ABCD": "https://www.sedaily.com/NewsView/2D45ABCD"},
        no=("https://www.sedaily.com/NewsViewAmp/",),
    ),
    Twin(
        publisher="nocutnews",
        pattern=re.compile(r"(https?)://(?:www|m)\.nocutnews\.co\.kr/news/amp/(\d+)"),
        becomes=r"\1://www.nocutnews.co.kr/news/\2",
        yes={"https://www.nocutnews.co.kr/news/amp/6071234": "https://www.nocutnews.co.kr/news/6071234"},
        no=("https://www.nocutnews.co.kr/news/amp/list",),
    ),
    # Hundreds of regional papers run this one publishing system.
    Twin(
        publisher="(any)",
        pattern=re.compile(r"(https?://[^/]+/.*)articleViewAmp\.html(\?idxno=\d+)"),
        becomes=r"\1articleView.html\2",
        yes={
            "https://www.example.kr/news/articleViewAmp.html?idxno=5": "https://www.example.kr/news/articleView.html?idxno=5"
        },
        no=("https://www.example.kr/news/articleList.html?page=2",),
    ),
    Twin(
        publisher="naver",
        pattern=re.compile(r"(https?)://n\.news\.naver\.com/article/(\d+/\d+)"),
        becomes=r"\1://n.news.naver.com/mnews/article/\2",
        yes={"https://n.news.naver.com/article/001/0014": "https://n.news.naver.com/mnews/article/001/0014"},
        no=("https://n.news.naver.com/article/comment/001/0014",),
    ),
)
