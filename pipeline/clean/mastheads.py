"""Which outlet published it: on a portal the outlet and not the portal; a host's name before a slogan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.clean.outlets import host_of, is_portal, outlet_names, outlets, publisher_name
from pipeline.clean.page import Page, strings
from pipeline.clean.text import hangul, squeeze
from pipeline.clean.titles import BAR

PORTAL_WORD = re.compile(r"네이버|naver|daum|다음|zum|줌|nate|네이트|카카오|kakao", re.I)
PLAIN_HOST = re.compile(r"^(?:www|news|m|mobile|n|v|view|media|amp|mnews|m\d|biz|web|w|article)\.")
AFTER_SIGN = re.compile(
    r"(?:[ⓒ©Ⓒ]|\(c\)|저작권자|(?:제호|매체명)\s?[:：]|copyrights?\s?(?=@|by\s))\s*(?:copyright)?\s*[ⓒ©@]?\s*(?:by\s|since\s)?\s?(?:\d{4}\s?(?:[-~–]\s?\d{4})?\s?)?(?:[‘'\"“][^’'\"”]{2,30}[’'\"”]\s*)?(?:"
    r"\(주\)|㈜|주식회사)?\s*(?P<name>[가-힣A-Za-z0-9·&\- ]{2,24}?)\s*(?=[.,(\[<>\])|/:;-]"
    r"|무단|재배포|all|co[.,]|corp|inc\b|$)",
    re.I,
)
WEB_ADDRESS = re.compile(
    r"(?:www\.)?([a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20}){0,2}\.(?:co\.kr|or\.kr|com|net|kr|tv|org))", re.I
)
EXTRA = re.compile(r"\s*(?:\(주\)|㈜|주식회사|공식\s?홈페이지|홈페이지|모바일(?:웹)?|온라인|인터넷판)\s*")
HOUSES = {
    "한경닷컴": "한국경제",
    "매경닷컴": "매일경제",
    "동아닷컴": "동아일보",
    "조선닷컴": "조선일보",
    "뉴시스통신사": "뉴시스",
    "공감언론 뉴시스": "뉴시스",
    "공감언론 뉴시스통신사": "뉴시스",
    "CBS노컷뉴스": "노컷뉴스",
}
"""Names of an outlet's web house or agency in full, as copyright lines have them."""
OFFICE = re.compile(r"\s(?:회장|대표|대표이사|사장|발행인|편집인|기자)$")
HOUSE_WORDS = (re.compile(r"\s?(?:뉴스|NEWS|News)$"), re.compile(r"사$"), re.compile(r"신문사$"))
"""How a house's name goes on behind its outlet's: ``한빛일보사``, ``한빛신문사``."""
PRESS_WORD = re.compile(r"(?:뉴스|일보|신문|경제|투데이|방송|타임스|타임즈|통신|저널|미디어|데일리)$")
TITLE_PART = re.compile(r"[가-힣A-Za-z0-9]{2,12}")
NO_OUTLET = re.compile(
    r"(?:지역|국제|세계|산업|생활|정치|사회|문화|연예|스포츠|종합|전체|최신|주요|속보|실시간|오늘의|가짜|공영|지상파|종편|재난|생|인터넷|정보|이동|소셜|뉴|1인)?"
    r"(?:경제|뉴스|신문|방송|통신|미디어)"
)
"""A section of a paper, or what a headline is about: ``지역경제``, ``가짜뉴스``."""
SLOGAN = re.compile(r"\s*[|ㅣ｜]\s*|\s*[:·-]\s+|\s[–—]\s")
BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:kr|com|net|org|tv|news|media|asia|io)", re.I)
NOT_NAMES = frozenset(
    {"all rights reserved", "copyright", "copyrights", "article", "news", "뉴스", "무단전재", "본 기사", "기사"}
)


def choose_publisher(
    page: Page, url: str | None, copyrights: Sequence[str], portal_names: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Return (source, outlet) candidates, the best first."""
    host = host_of(url)
    named = portal_fields(page, portal_names) if is_portal(host) else carried(page)
    by_host = publisher_name(host) if not is_portal(host) else None
    site = tidy(page.meta("og:site_name") or "")
    if BARE_HOST.fullmatch(site):
        site = publisher_name(site.lower()) or ""
    fields = [("og:site_name", site)] if is_name(site) else []
    for node in page.news:
        fields += [
            ("JSON-LD publisher", name) for text in strings(node.get("publisher")) if is_name(name := tidy(text))
        ]
    for name in ("dd:publisher", "article:publisher", "copyright", "author"):
        text = tidy(page.meta(name) or "")
        # An author is an outlet only where it is known for one.
        if text in outlet_names() or (name != "author" and reads_as_outlet(text)):
            fields.append((name, text))
    lines = [(source, name) for line in copyrights for source, name in read_copyright(line)]
    if by_host is not None and host is not None:
        if is_exact(host) or not fields or fields[0][1] not in outlet_names():
            named.append((f"host {host}", by_host))
        else:
            # A part of a house under a name of its own, such as a sports daily on the paper's domain.
            named += [fields[0], (f"host {host}", by_host)]
    if site and site not in outlet_names():
        # ``세상을 밝히는 한빛일보``, ``hanbitilbo``: the copyright line has the name by itself.
        fields[:0] = [one for one in lines if is_better(one[1], site)][:1]
    parts = [tidy(part) for part in reversed(BAR.split(page.title or ""))]
    titled = [("<title>", part) for part in parts if part in outlet_names()]
    known = [one for one in (*fields, *titled, *lines) if one[1] in outlet_names()]
    image = publisher_name(host_of(page.meta("og:image", "og:image1"))) if host is None else None
    by_image = [("host of og:image", image)] if image is not None else []
    by_tail = [("<title>", parts[0])] if reads_as_outlet(parts[0]) else []
    offers = [
        one
        for one in (*named, *known, *fields, *lines, *by_image, *by_tail)
        if not (PORTAL_WORD.search(one[1]) and one[1] not in outlet_names())
    ]
    # ``한빛일보 - 제목``: asked last, since what an offer names is taken off the headline too.
    by_head = [("<title>", parts[-1])] if len(parts) > 1 and reads_as_outlet(parts[-1]) else []
    return offers or [one for one in by_head if not PORTAL_WORD.search(one[1])]


def reads_as_outlet(name: str) -> bool:
    """Return whether ``name`` is a known outlet's, or one word that ends as outlets' names do."""
    return name in outlet_names() or (
        TITLE_PART.fullmatch(name) is not None
        and PRESS_WORD.search(name) is not None
        and NO_OUTLET.fullmatch(name) is None
    )


def is_better(name: str, site: str) -> bool:
    """Return whether a copyright line's name is what a site's name says with a slogan, or in Latin letters."""
    return (site.endswith(f" {name}") and hangul(name) > 2) or (
        hangul(site) == 0 and hangul(name) > 2 and PRESS_WORD.search(name) is not None
    )


def carried(page: Page) -> list[tuple[str, str]]:
    """Return the outlet of a field such as ``한빛일보 | 누리포털``: the page carries another house's article."""
    outlet, bar, carrier = (page.meta("og:article:author") or "").partition("|")
    site = page.meta("og:site_name") or ""
    name = tidy(outlet)
    return (
        [("og:article:author", name)]
        if bar and is_name(name) and name not in site and (carrier.strip() in site or PORTAL_WORD.search(carrier))
        else []
    )


def portal_fields(page: Page, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the outlet that a portal names: in a field of the head or beside the headline."""
    found = []
    for field in (
        "og:article:author",
        "twitter:creator",
        "article:author",
        "dable:author",
        "article:media_name",
        "og:article:publisher",
        "by",
    ):
        text = tidy(re.split(r"\s*[|ㅣ]\s*", page.meta(field) or "")[0])
        if is_name(text) and not PORTAL_WORD.search(text):
            found.append((field, text))
    for node in page.news:
        found += [
            ("JSON-LD", name)
            for text in strings(node.get("publisher")) + strings(node.get("author"))
            if is_name(name := tidy(text)) and not PORTAL_WORD.search(name)
        ]
    found += [("press logo", name) for text in names if is_name(name := tidy(text)) and not PORTAL_WORD.search(name)]
    return sorted(found, key=lambda one: one[1] not in outlet_names())


def outlets_in(signatures: Iterable[str]) -> list[str]:
    """Return the outlets that datelines name: ``[OSEN=홍길동 기자]``, ``(서울=뉴스1)``."""
    words = [word for signature in signatures for word in re.split(r"[\[\](){}<>【】=,\s]+", signature)]
    return [word for word in words if word in outlet_names()]


def read_copyright(line: str) -> list[tuple[str, str]]:
    """Return the outlet that a copyright line names, by its address or its name."""
    found = []
    for address in WEB_ADDRESS.findall(line):
        if name := publisher_name(address.lower()):
            found.append(("address in the copyright line", name))
    for match in AFTER_SIGN.finditer(line):
        name = tidy(match["name"])
        if is_name(name):
            found.append(("copyright line", name))
    return found


def tidy(name: str) -> str:
    """Return an outlet's name without the firm's form, words for its site and a slogan."""
    name = squeeze(EXTRA.sub(" ", name))
    name = HOUSES.get(name, OFFICE.sub("", name))
    if name in outlet_names():
        return name
    parts = SLOGAN.split(name)
    if len(parts) > 1:
        known = [part for part in parts if part in outlet_names()]
        read = [part for part in parts if reads_as_outlet(part) and not PORTAL_WORD.search(part)]
        # One word beside several is the name beside its slogan.
        words = [part for part in parts if TITLE_PART.fullmatch(part)]
        told = words if len(words) == 1 and all(" " in part for part in parts if part not in words) else []
        name = next(iter([*known, *read, *told]), name)
    bares = (pattern.sub("", name) for pattern in HOUSE_WORDS)
    return next((bare for bare in bares if bare in outlet_names()), name)


def is_name(name: str) -> bool:
    """Return whether ``name`` can be an outlet's: short, no slogan, no address."""
    return (
        2 <= len(name) <= 20
        and name.lower() not in NOT_NAMES
        and BARE_HOST.fullmatch(name) is None
        and not re.search(r"[:/,!?@]|https?|하는|있는|위한|제공|reserved", name)
        and (hangul(name) > 0 or re.search(r"[A-Za-z]", name) is not None)
    )


def is_exact(host: str) -> bool:
    """Return whether the table knows this very host, or its domain under a common first label."""
    table = outlets()
    for _ in range(4):
        if host in table:
            return True
        shorter = PLAIN_HOST.sub("", host)
        if shorter == host:
            return False
        host = shorter
    return False
