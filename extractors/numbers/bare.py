"""Numbers without a counter: the noun beside them that they count (70만 공무원, 인구 15만, 두 의상)."""

from __future__ import annotations

import re

from extractors.numbers.endings import strip
from extractors.numbers.site import Site, firm
from extractors.numbers.units import Unit

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
    "(조회|좋아요|팔로워|구독자|관객|인구|회원|가입자|이용자|다운로드)(?: "
    r"?수)?[가는이은도를을]? ?(?:총 |약 |무려 )?\Z"
)


# 3040 직장인: those in their thirties and forties.
_AGES = frozenset((2030, 2040, 3040, 3050, 4050, 4060, 5060, 5070, 6070, 7080))


def people_behind(text: str, site: Site) -> re.Match[str] | None:
    """Return the people or houses behind a large number, or None where none stand there."""
    value = site.reading.value
    if value is None or value < 100 or (value < 2100 and not firm(text, site)) or not _sure(site):
        return None
    if value in _AGES and text[site.start : site.end].isdecimal():
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


# 금 6, 은 4, 동 10개: medals stand in a row.
_MEDAL = re.compile(r"(?<![가-힣])([금은동](?:메달)?) ?\Z")
_MEDAL_ROW = r"[0-9]{1,3}개?(?:[,·] ?| )"
_MEDAL_NEXT = re.compile(
    r"(?:[,·] ?| )[은동](?:메달)? ?[0-9]{1,3}+(?:[,·] ?동(?:메달)? ?[0-9]{1,3}+)?"
    "(?:(개)|(?! ?(?:[월일년돈원위등%천만g㎏$]|달러)))"
)
_MEDAL_LAST = re.compile(rf"(?<![가-힣])[금은](?:메달)? ?{_MEDAL_ROW}[은동](?:메달)? ?\Z")


# 사망 6·부상 20, 찬성 92, 반대 40: the dead and the votes stand so too.
_TALLIES = "사망|부상|실종|중상|경상|찬성|반대|기권|무효"
_TALLY = re.compile(rf"(?<![가-힣])({_TALLIES}) ?\Z")
_TALLY_NEXT = re.compile(rf"[,·/] ?(?:{_TALLIES}) ?[0-9]{{1,4}}(?![0-9]| ?%|\.)")
_TALLY_LAST = re.compile(rf"(?:{_TALLIES}) ?[0-9]{{1,4}}[,·/] ?[가-힣]{{2}} ?\Z")


def named_in_row(text: str, site: Site) -> tuple[str, str | None] | None:
    """Return the medal, the fate or the vote before a number in a row of them and the row's counter, or None."""
    last = text[max(0, site.start - 2) : site.start].rstrip(" ")[-1:]
    if site.style != "digits":
        return None
    if last in _MEDALS_LAST:
        return _medal(text, site)
    return _tally(text, site) if last in _TALLIES_LAST else None


_MEDALS_LAST = frozenset("금은동달")
_TALLIES_LAST = frozenset("망상종성대권효")


def _medal(text: str, site: Site) -> tuple[str, str | None] | None:
    medal = _MEDAL.search(text, max(0, site.start - 5), site.start)
    if medal is None:
        return None
    following = _MEDAL_NEXT.match(text, site.end)
    if following is not None:
        return medal[1], following[1]
    return (medal[1], None) if _MEDAL_LAST.search(text, max(0, site.start - 16), site.start) else None


def _tally(text: str, site: Site) -> tuple[str, None] | None:
    tally = _TALLY.search(text, max(0, site.start - 4), site.start)
    if tally is None:
        return None
    low = max(0, site.start - 14)
    beside = _TALLY_NEXT.match(text, site.end) or _TALLY_LAST.search(text, low, site.start)
    return (tally[1], None) if beside else None


def _sure(site: Site) -> bool:
    """Return whether a number is none of the words that are spelt as one: 사천 and 이천 are cities, 천만 a number."""
    return site.style == "digits" or (site.reading.value or 0) >= 10**6


_NATIVE_NOUN = re.compile(r" ([가-힣]{2,7})")
_NOUN_NUMBERS = frozenset("두 세 네 다섯 여섯 일곱 여덟 아홉 열 서너 두세".split())
_NOT_NOUNS = re.compile(
    "(?:번째|가까|이상|이하|째|살배기|자릿|달러|편이|말이)"
    "|(?:배|살|시|시경|얼굴|눈|손|팔|발|귀|다리|어깨|볼|뺨|집|말|맘|것|이름)"
    r"(?:이|가|은|는|을|를|의|에|에서|로|으로|만|도|와|과|라고|라는|이?다|쯤|나|씩|정도|짜리|째|인|여|만큼|밖에)?\Z"
)
# 네 탓이다: 네 is yours.
_YOURS = re.compile("(?:탓|덕|뜻|잘못|생각|마음|자신|곁|이웃|아버지|어머니|엄마|아빠)")
# What goes on from a unit behind a native number without making another noun of it: 두 시쯤, 세 배나.
_UNIT_TAILS = frozenset("쯤께경간째여씩반대급넘인안밖나로만다")
# 가게를 열 자리: a form of 열다.
_OPENS = re.compile(r"(?:[을를]|이상|새로|다시|못|안) \Z")
_TAX = re.compile(r"(?:부담|감면|인상|인하|혜택|공제|수입|확산|확장|규합|과시|불리기|결집|감소|증가|수|대결)")


def is_before_noun(text: str, site: Site) -> bool | None:
    """Return whether a native number counts the noun behind it (두 의상); None where there is no noun to ask."""
    if site.style != "native" or text[site.start : site.end] not in _NOUN_NUMBERS:
        return None
    noun = _NATIVE_NOUN.match(text, site.end)
    if noun is None:
        return None
    word, first = noun[1], text[site.start]
    other = (
        _NOT_NOUNS.match(word)
        or (first == "세" and _TAX.match(word))
        or (first == "네" and (len(word) < 2 or _YOURS.match(word)))
        or (first == "열" and _OPENS.search(text, max(0, site.start - 4), site.start))
    )
    return not other


def begins_noun(text: str, unit: Unit, site: Site) -> bool:
    """Return whether a unit only begins a noun behind a native number (두 시민, 세 도시, not 두 시쯤)."""
    word = _NATIVE_NOUN.match(text, site.end)
    noun = strip(word[1]) if word is not None else None
    return noun is not None and len(noun) > len(unit.text) and noun[len(unit.text)] not in _UNIT_TAILS
