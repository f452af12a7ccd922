"""Numbers without a counter: the noun beside them that they count (70만 공무원, 인구 15만, 6억 조회 수)."""

from __future__ import annotations

import re

from extractors.numbers.site import Site, firm

_BARE_NOUNS = re.compile(
    r" ['‘\"“]?(좋아요)| (조회)(?= ?수)|(?:의)? ?(관중|관객|인파|군중|시민들|농가|병력|장병|팔로워|구독자"
    "|스트리밍|다운로드|인파|촛불|도민|시민|주민|회원|신도|유권자|청중|수험생|임직원|근로자|노동자|인구|국민)"
    r"(?![가-힣]{0,3} ?(?:시대|프로젝트|서명|대군))"
)
# 70만 공무원, 1만3천 조합원: people and houses behind a large number without a counter.
_PEOPLE = re.compile(
    "(?:의)? ?([가-힣]{0,4}(?:조합원|당원|공무원|경찰|교사|학생|교인|성도|불자|동포|교민|향우|고객|가입자|이용자|투자자"
    "|소비자|개미|소상공인|자영업자|누리꾼|독자|시청자|청년|직장인|농민|농업인|어민|어업인|군민|구민|이재민|난민|환자|용사|대의원|종업원|직원|교직원"
    "|전교생|재학생|졸업생|수강생|동문|의사|간호사|약사|변호사|기사|장애인|노인|어르신|실업자|구직자|취준생|관광객|피서객|방문객|입장객|관람객"
    "|이용객|귀성객|승객|하객|구독자|수험생|근로자|노동자|인파|중소기업|기업|업체|가맹점|사업장|교회|가정|선수단))(?:들)?"
    r"(?=[은는이가을를의에과와도만로,.)’”]|이[나며었]|였|에게|[\s]|$)(?! ?(?:시대|프로젝트|서명|대군|유치|돌파 ?기념))"
)
# 연봉 6천만 직장인: a sum without its 원.
_EARNING = re.compile(r"(?:연봉|월급|소득|매출|월|연|시급|자산|수입|빚|대출|보증금|전세) ?\Z")
_BARE_LEFT = re.compile(
    "(조회 ?수|팔로워|구독자|관객|인구|회원|가입자|이용자|다운로드)(?: "
    r"?수)?[가는이은도를을]? ?(?:총 |약 |무려 )?\Z"
)


def people_behind(text: str, site: Site) -> re.Match[str] | None:
    """Return the people or houses behind a large number, or None where none stand there."""
    value = site.reading.value
    if value is None or value < 100 or (value < 2100 and not firm(text, site)) or not _sure(site):
        return None
    noun = _PEOPLE.match(text, site.end) if text[site.end - 1] not in "억조" else None
    earned = noun is not None and _EARNING.search(text, max(0, site.start - 8), site.start)
    return None if earned else noun


def noun_beside(text: str, site: Site) -> re.Match[str] | None:
    """Return the crowd, the views and the like behind a number or before it, or None where none stand there."""
    value = site.reading.value
    if value is None or value < 10 or not _sure(site):
        return None
    noun = _BARE_NOUNS.match(text, site.end)
    if noun is None and value >= 1000 and not 1900 <= value < 2100:
        return _BARE_LEFT.search(text, max(0, site.start - 14), site.start)
    return noun


def _sure(site: Site) -> bool:
    """Return whether a number is none of the words that are spelt as one: 사천 and 이천 are cities, 천만 a number."""
    return site.style == "digits" or (site.reading.value or 0) >= 10**6
