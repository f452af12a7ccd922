"""Which pages hold no article, and why: each refusal is a guess from what the page says and how little prose it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean import reasons
from pipeline.clean.line_rule import PLAIN_SENTENCE
from pipeline.clean.page import Page
from pipeline.clean.reasons import refuse
from pipeline.clean.text import SENTENCE, flatten, hangul, squeeze

GONE = re.compile(
    r"(?:페이지|기사|게시물|게시글|문서|주소|콘텐츠|뉴스)(?:를|을|가|이|는|은)?\s?(?:찾을\s?수\s?없|존재하지\s?않|삭제되었"
    r"|삭제된|없습니다)|삭제되었거나|존재하지\s?않는\s?(?:페이지|기사|게시물|주소)|잘못된\s?(?:접근|경로|주소|요청)"
    r"|삭제(?:된|한)\s?(?:페이지|기사|게시물)|기사\s?제공을\s?중단|요청하신\s?(?:페이지|기사)|서비스\s?(?:종료|중단)|404\s?(?:not\s?found"
    r"|error|오류)?|not\s?found|page\s?not\s?found",
    re.I,
)
LOGIN = re.compile(
    r"로그인(?:이\s?필요|\s?후\s?이용|\s?하셔야|\s?해\s?주세요|하신\s?후)|회원(?:만|에게만|\s?전용)|아이디\s?저장|(?:성인|본인)\s?인증(?:이|을)?\s?(?:필요|하셔야|해\s?주)|청소년\s?유해\s?매체물로서|비밀번호\s?(?:찾기|재설정)"
)
CLOSED = re.compile(
    r"(?:서비스|시스템|서버|홈페이지)\s?(?:정기\s?)?점검\s?(?:중|안내|을\s?진행)|(?:접근|접속|이용)이\s?(?:차단|제한|거부)|비정상적인\s?(?:접근|접속|트래픽)"
    r"|사람인지\s?확인|로봇이\s?아닙니다|보안\s?(?:확인|문자)|자동\s?입력\s?방지|이용에\s?불편을\s?(?:드려|끼쳐)"
    r"|Just a moment|Access Denied|(?:Bad Gateway|Forbidden|Service Unavailable|Too Many Requests)",
    re.I,
)
"""What a server says instead of the page: it is shut, or the reader is taken for a machine."""
OWN_PAGE = re.compile(
    r"(?:개인\s?정보\s?(?:처리|취급|보호)\s?(?:방침|정책)|이용\s?약관|(?:청소년|저작권)\s?보호\s?(?:정책|방침)|저작권\s?(?:정책|규약|안내)"
    r"|회사\s?소개|(?:신문사|매체|언론사)\s?소개|오시는\s?길|찾아오시는\s?길|광고\s?(?:안내|문의)|구독\s?(?:신청|안내)|제휴\s?(?:안내|문의)|기사\s?제보|사이트\s?맵|고충\s?처리인?|윤리\s?강령"
    r"|이메일\s?(?:무단\s?)?수집\s?거부)"
)
"""The title of a page on the press house itself."""
ENTRY = re.compile(r"(?:회원\s?)?(?:로그인|회원\s?가입|(?:아이디|비밀번호)\s?찾기)|본인\s?(?:인증|확인)")
"""The title of a page that lets readers in."""
FIRST_PART = re.compile(r"\s*[|<>:·ㅣ–—-]\s*|\s{2,}")
PAYWALL = re.compile(
    r"(?:유료|구독자?|프리미엄|멤버십|회원)\s?(?:회원\s?|독자\s?)?(?:전용|한정)"
    r"|(?:유료|프리미엄|멤버십)\s?(?:회원|독자|구독자|가입자)?(?:만|에게만)\s?.{0,12}(?:볼|읽을|읽으실|보실|이용하실)\s?수|(?:구독|결제|가입|로그인)(?:하시면|하면"
    r"|하고|\s?후)\s?(?:.{0,12})(?:전문|전체|나머지|계속|모두|이어|끝까지|모든\s?기사|더\s?(?:읽|보))|전문(?:은|을)\s?.{0,20}(?:구독|유료|회원"
    r"|가입)|(?:이\s?기사는|본\s?콘텐츠는)\s?.{0,12}(?:유료|구독)"
)
VIDEO = re.compile(r"동영상|영상|다시\s?보기|VOD", re.I)
LIST_PATH = re.compile(
    r"/(?:list|lists|section|sections|category|categories|search|tag|tags|topic|series"
    r"|archive|author|reporter|newslist|article_?list|arcList)(?:[/?.]|\w*List|$)"
    r"|[?&](?:sc_section_code|page|keyword|query)=",
    re.I,
)
LINKS = etree.XPath("//body//a[string-length(normalize-space(.)) > 11]")
SHORTEST = 20
A_FLASH = 10
"""So few syllables are news where the page has a time and a body: ``[속보] …``."""
ENOUGH = 120
MUCH = 500
"""More syllables than the beginning that a pay wall shows."""
WALL = 400
"""How far below the text a wall stands; further down a page invites to other things."""
WORDS = 20
HEADLINE = 8
"""A section's or a house's name has fewer syllables."""
SHORT_HEADLINE = 5
"""``[인사] 가람시청``."""
A_LIST = 12
A_SHORT_LIST = 3
"""So many links are a list where the page has no prose at all."""


def check_page(page: Page, url: str | None, paragraphs: Sequence[str], *, named: bool, links: int = 0) -> None:
    """Raise NotAnArticle where the page holds no article, going by the paragraphs that were found.

    ``links`` are those that stood between them.
    """
    check_own(page)
    lists = links >= A_LIST and links >= (0.9 if named else 0.5) * len(paragraphs)
    if lists and not is_dated(page) and not (named and shows_headline(page)):
        refuse(reasons.LIST_PAGE, "the page lists articles with their first lines and is none itself")
    prose = sum(hangul(line) for line in paragraphs if SENTENCE.search(line))
    said = any(str(node.get("isAccessibleForFree")).lower() == "false" for node in page.news)
    if prose >= (MUCH if said else ENOUGH) and (named or not looks_like_list(page, url, paragraphs)):
        return
    written = sum(hangul(line) for line in paragraphs)
    shown = squeeze(" ".join(str(text) for text in page.root.itertext()))[:200_000]
    check_language(shown, written)
    if prose < SHORTEST and page.root.find(".//input[@type='password']") is not None:
        refuse(reasons.LOGIN, "the page asks for a login")
    near = shown
    if paragraphs and not said and (last := shown.rfind(paragraphs[-1][-WORDS:])) >= 0:
        near = shown[max(0, shown.find(paragraphs[0][:WORDS])) : last + WALL]
    if PAYWALL.search(near) and (said or (prose < ENOUGH and page.meta("og:title") is not None)):
        refuse(reasons.PAYWALL, "the article is behind a pay wall; only its beginning is here")
    if prose < ENOUGH:
        check_gone(page, shown, paragraphs)
    if prose < SHORTEST and shows_video(page):
        refuse(reasons.VIDEO_ONLY, "the page is a video without an article's text")
    # Appointments, obituaries and poems hold no sentence; their page shows its headline and no list of links.
    notice = named and written >= SHORTEST and links < A_SHORT_LIST and shows_headline(page, least=SHORT_HEADLINE)
    if not notice and looks_like_list(page, url, paragraphs, few=prose < SHORTEST) and (prose < ENOUGH or not named):
        refuse(reasons.LIST_PAGE, "the page lists articles and is none itself")
    if prose >= SHORTEST or (named and written >= SHORTEST):
        return
    if is_video(page, shown):
        refuse(reasons.VIDEO_ONLY, "the page is a video without an article's text")
    if named and written >= A_FLASH and is_dated(page):
        return
    if hangul(shown) < 60:
        refuse(reasons.EMPTY_SHELL, "the page has no text of its own: it is filled in by scripts")
    refuse(reasons.TOO_SHORT, "no article text was found on the page")


def check_language(shown: str, written: int) -> None:
    """Raise NotAnArticle for a page that is not in Korean."""
    letters = len(re.findall(r"[^\W\d_]", shown))
    if letters >= 200 and hangul(shown) < 0.1 * letters and written < ENOUGH:
        refuse(reasons.FOREIGN_LANGUAGE, "the page is not in Korean")


def check_gone(page: Page, shown: str, paragraphs: Sequence[str]) -> None:
    """Raise NotAnArticle for the notice that stands where an article was, and for a login form."""
    dated = is_dated(page)
    head = f"{page.title or ''} {page.meta('og:title') or ''}"
    notice = " ".join(paragraphs) if paragraphs else shown[:3000]
    told = any(PLAIN_SENTENCE.search(line) for line in paragraphs)
    # A notice speaks politely (…없습니다); an article on missing pages tells in the plain style.
    if not dated and not told and (GONE.search(head) or GONE.search(notice)):
        refuse(reasons.SOFT_404, "the page says that the article is gone or was never there")
    if not dated and not told and (CLOSED.search(head) or CLOSED.search(notice)):
        refuse(reasons.SOFT_404, "the page says that the site is shut or that the reader is not let in")
    if (
        not told
        and LOGIN.search(notice)
        and (not dated or not any(SENTENCE.search(line) and not LOGIN.search(line) for line in paragraphs))
    ):
        refuse(reasons.LOGIN, "the page asks for a login")


def check_own(page: Page) -> None:
    """Raise NotAnArticle for a page whose title says that it is on the press house itself or lets readers in."""
    if is_dated(page):
        return
    heads = [FIRST_PART.split(one.strip(" |<>:-")) for one in (page.title, page.meta("og:title")) if one]
    titles = {part for parts in heads for part in (parts[0], parts[-1])}
    if any(ENTRY.fullmatch(one) for one in titles):
        refuse(reasons.LOGIN, "the page asks for a login")
    if any(OWN_PAGE.fullmatch(one) for one in titles):
        refuse(reasons.TOO_SHORT, "the page is on the press house itself and no article")


def is_dated(page: Page) -> bool:
    """Return whether the head says that the page is an article, or when it was published."""
    return bool(page.news) or page.meta("article:published_time", "datepublished") is not None


def looks_like_list(page: Page, url: str | None, paragraphs: Sequence[str], *, few: bool = False) -> bool:
    """Return whether the page is one of links to articles: no date or author of its own, and links abound."""
    if page.news or page.meta(
        "article:published_time",
        "datepublished",
        "dd:published_time",
        "article:author",
        "og:article:author",
        "dable:author",
    ):
        return False
    title = FIRST_PART.split(page.meta("og:title") or page.title or "")[0]
    if page.meta("og:type") == "article" and hangul(title) >= SHORT_HEADLINE and not (url and LIST_PATH.search(url)):
        return False
    found = cast("list[HtmlElement]", LINKS(page.root))
    links = sum(1 for link in found[:500] if hangul("".join(str(text) for text in link.itertext())) >= 8)
    told = sum(1 for line in paragraphs if SENTENCE.search(line))
    cut_short = sum(1 for line in paragraphs if line.rstrip().endswith(("…", "...", "..")))
    return links >= (A_SHORT_LIST if few else A_LIST) and (
        bool(url and LIST_PATH.search(url))
        or cut_short >= max(2, 0.4 * len(paragraphs))
        or (told < 4 and sum(map(len, paragraphs)) < 25 * links and not (told and shows_headline(page)))
    )


def shows_headline(page: Page, least: int = HEADLINE) -> bool:
    """Return whether what the title says first is a headline's length and a heading of the page, as on an article's."""
    title = flatten(FIRST_PART.split((page.title or "").strip())[0])
    if hangul(title) < least:
        return False
    headings = page.root.iter("h1", "h2", "h3", "h4")
    return any(flatten("".join(str(text) for text in one.itertext())).startswith(title) for one in headings)


def shows_video(page: Page) -> bool:
    """Return whether the head says that the page is a video."""
    kinds = " ".join(str(node.get("@type")) for node in (*page.news, *page.others))
    return (page.meta("og:type") or "").startswith("video") or "VideoObject" in kinds


def is_video(page: Page, shown: str) -> bool:
    """Return whether the page presents a video."""
    has_player = (
        page.root.find(".//video") is not None or page.meta("og:video", "og:video:url", "twitter:player") is not None
    )
    return shows_video(page) or has_player or (VIDEO.search(page.title or "") is not None and hangul(shown) > 60)
