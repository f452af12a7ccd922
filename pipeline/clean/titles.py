"""The headline, as the page shows it and without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.clean.outlets import outlet_names
from pipeline.clean.text import flatten, hangul

SITE_WORD = re.compile(
    r"(?:뉴스|일보|신문|경제|투데이|닷컴|방송|타임스|타임즈|통신|저널|미디어|매거진|데일리|TV|MoneyS|OSEN|YTN|KBS|SBS|MBC|MBN|JTBC|NEWS|Daum|다음|네이버|zum|네이트\s?\S{0,4}"
    r"|포털|홈페이지)(?:\s?(?:모바일|PC|뉴스|홈|닷컴))?$",
    re.I,
)
BAR = re.compile(r"\s+(?::{2,3}|[|:<>#·ㅣ｜•»/@-])\s*|[|ㅣ｜]\s*|\s[–—]\s*|\s*:{2,3}\s*")
"""What sets a site's name off from the headline."""
FIRST = re.compile(r"^(?P<site>[^|\[\]]{2,16}?)\s*(?:[|ㅣ]|::|\s[-–:]\s)\s*(?P<rest>.{6,})$")
IN_BRACKETS = re.compile(r"^[\[《【](?P<site>[^\[\]《》【】]{2,16})[\]》】]\s*(?P<rest>.{6,})$")
BEHIND = re.compile(r"^(?P<rest>.{6,}?)\s*[\[(《【](?P<site>[^\[\]()《》【】]{2,16})[\])》】]$")
SECTION = re.compile(
    r"(?:정치|경제|사회|문화|국제|스포츠|연예|오피니언|사설|칼럼|지역|전국|생활|산업|증권|부동산|세계|과학|교육|건강|포토|인물|기획)"
    r"(?:[·/]\S{1,6})?"
)
SHORTEST = 4
LEAST_HEADLINE = 8
NO_HEADLINE = re.compile(
    r"(?:(?:보도|해명|참고|설명)\s?자료|(?:새|시정|군정|구정|포토)\s?(?:소식|뉴스)|공지\s?사항|기사|뉴스|게시판|알림\s?마당|상세)?\s?"
    r"(?:(?:상세|본문|전체|내용)\s?)?(?:보기|인쇄(?:\s?하기)?|프린트|읽기|내용|조회)?"
)
"""What a page calls itself where it should name its article: ``보도자료 상세보기``, ``인쇄하기``."""


def strip_site(title: str, sites: Sequence[str]) -> str:
    """Return ``title`` without the site's name after it (or before it, set off by a bar)."""
    known = {flatten(site).lower() for site in sites if site}
    if " < " in title:
        # ``headline < desk < section < site``, the trail that some systems write into the title.
        title = title.split(" < ", maxsplit=1)[0].strip()
    for bar in BAR.finditer(title):
        after = BAR.split(title[bar.end() :], maxsplit=1)[0]
        if bar.start() >= SHORTEST and 2 <= len(after) <= 30 and is_site(after, known):
            title = strip_section(title[: bar.start()].strip())
            break
    for site in sites:
        # ``headline-site`` without a space.
        if site and title.endswith(site) and title[-len(site) - 1 : -len(site)] in ("-", ":", "·", "<", ">"):
            title = title[: -len(site) - 1].strip()
    trail = title.split(" > ")
    if len(trail) > 1 and (flatten(trail[0]).lower() in known or trail[0] in outlet_names()):
        title = trail[-1].strip()
    for pattern in (FIRST, IN_BRACKETS, BEHIND):
        found = pattern.match(title)
        if found is not None and (
            flatten(found["site"]).lower() in known or (pattern is FIRST and found["site"] in outlet_names())
        ):
            title = found["rest"].strip()
    return title


def strip_section(title: str) -> str:
    """Return ``title`` without the section that stands between it and the site's name."""
    bars = list(BAR.finditer(title))
    if bars and bars[-1].start() >= SHORTEST and SECTION.fullmatch(title[bars[-1].end() :].strip()):
        return title[: bars[-1].start()].strip()
    return title


def is_site(tail: str, known: set[str]) -> bool:
    """Return whether what stands after the last bar or dash names a site and is no part of the headline."""
    words = tail.strip(" :|-<>")
    flat = flatten(words).lower()
    if flat in known or words in outlet_names() or any(len(one) > 2 and (one in flat) for one in known):
        return True
    return len(words) <= 18 and SITE_WORD.search(words) is not None and len(words.split()) <= 4


def names_page(title: str) -> bool:
    """Return whether a title names the page or the site and no article: ``보도자료 상세보기``, ``::: 한빛일보 :::``."""
    words = title.strip(" :|-·<>[]=*")
    parts = BAR.split(words)
    others = [one for one in parts if NO_HEADLINE.fullmatch(one.strip()) is None]
    if len(others) < len(parts) and all(hangul(one) < LEAST_HEADLINE and " " not in one.strip() for one in others):
        return True
    site, _, kind = words.partition(" ")
    if kind and NO_HEADLINE.fullmatch(kind) and SITE_WORD.search(site):
        return True
    framed = bool(words) and title[0] != words[0] and title[-1] != words[-1]
    named = framed and len(words) <= 30 and not outlet_names().isdisjoint(words.split())
    return words in outlet_names() or named or (framed and is_site(words, set()))


def choose_title(
    heads: Sequence[tuple[str, str]], headings: Sequence[str], sites: Sequence[str]
) -> tuple[str, str] | None:
    """Return (source, headline): a field of the head, in the writing of the heading on the page that says the same.

    ``heads`` are (source, text) in order of trust; ``headings`` those of the page, the nearest to the body first.
    """
    cleaned = [(source, strip_site(text, sites)) for source, text in heads if text]
    cleaned = [
        (source, text)
        for source, text in cleaned
        if flatten(text).lower() not in {flatten(site).lower() for site in sites}
    ]
    cleaned = [(source, text) for source, text in cleaned if not names_page(text)]
    flat_heads = [flatten(text) for _, text in cleaned]
    cut_short = [flatten(text) for _, text in cleaned if text.endswith(("…", "..."))]
    raw = [*(flatten(text) for _, text in heads), *flat_heads]
    for heading in headings:
        flat = flatten(heading)
        if len(flat) >= 4 and (
            flat in flat_heads
            or any(len(one) >= 8 and flat.startswith(one) for one in cut_short)
            or (len(flat) >= 8 and any(one.startswith(flat) or one.endswith(flat) for one in raw))
        ):
            return "heading", heading
    for source, text in cleaned:
        if len(text) >= 2:
            return source, text
    for heading in headings:
        if hangul(heading) >= 6:
            return "heading alone", heading
    return None
