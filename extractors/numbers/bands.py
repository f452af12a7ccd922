"""Persons and machines, against crews by their number, bands of age and scores."""

from __future__ import annotations

import re

from extractors.numbers.companions import accompanied
from extractors.numbers.site import Site, firm

_FIRM = re.compile(r" (?:이상|이하|이내|미만|초과|가량|정도|등|중|가운데|모두|기준|안팎|내외)")
_NOUN_NEXT = re.compile(r" [가-힣]")


# 10만인 서명운동: the number is part of the name of a campaign.
_CAMPAIGN = re.compile(" (?:서명|걷기|행진|대행진|선언|행동|궐기|촛불|운동|추진)")


# 2천억인가: a form of 이다; 1인 1표, 1인 2역: what it is called.
_NO_PERSONS = re.compile("가(?![가-힣])| [1-9](?![만천백십억원명])[가-힣]")


# 9인 체제, 12인 협의체; 2인 1조로: how a crew is made up.
_BODY = re.compile(" (?:체제|협의체|회의|회담|공동|완전체|소위|선거구|1[조실팀박])")


# 1인 5만원: what each pays or gets.
_A_HEAD = re.compile(" (?:약 |최대 |월 |연 )?[0-9][0-9,.만천백억]{0,12} ?[0-9]{0,4} ?(?:원|달러|유로|엔|위안)")


def persons(text: str, site: Site) -> str | None:
    if site.reading.value == 1 and _A_HEAD.match(text, site.stop):
        return "a share"
    if _NO_PERSONS.match(text, site.stop) and (site.reading.value == 1 or text[site.stop] == "가"):
        return "a form of 이다 or a name"
    if _CAMPAIGN.match(text, site.stop):
        return "a campaign's name"
    if _BODY.match(text, site.stop):
        return "what a body or a crew is called"
    # 1~2인 가구 is a label as 4인 가구 is.
    small = site.reading.high in (1, 2, 3, 4)
    if small and _NOUN_NEXT.match(text, site.stop) and not _FIRM.match(text, site.stop):
        return "a label"
    return "this counter takes Sino-Korean numbers" if site.style == "native" else None


def honorific(text: str, site: Site) -> str | None:
    return "minutes" if site.style != "native" or text.startswith("간", site.stop) else None


# 3천 대 1의 경쟁.
_AGAINST_ONE = re.compile(" ?1(?![0-9,.만천백억조명대회차])")
_SCORE = re.compile(r" ?[0-9]")
_BAND_RIGHT = re.compile(
    " ?(?:[0-9]|남성|여성|남녀|청년|후반|초반|중반|여자|남자|노인|여학생|부부|미혼|직장인"
    "|환자|젊|이하|이상의 여|국회|총선"
    "|대통령|의장|회장|의원|그룹|과제|키워드|보험|은행|도시|명|기업|강국|종단|핵심|의혹"
    "|범죄|악|뉴스|사건|분야|전략|산업|취약"
    "|원칙|가치|권력|일간|포털|거래소|메이저|불가사의|난제|미스터리|증권사|건설사|백화점"
    "|통신사|항공|무상|영양소|암|정책|정상"
    "|왕|교주|사회악|국정|공약|선결|요구|개혁|기획사|가요|영화제|제약사|로펌|신성장|입법"
    "|열강|발명|명절|명산|가문|세습|조선)"
)
_VEHICLES_RIGHT = re.compile(r"의 (?:차|버스|트럭|헬기|항공|전투|자동|드론|로봇)|를 |씩|여|분량|꼴")
# A model's name: F-35A 20대, K9 자주포.
_MODEL_LEFT = re.compile(r"[A-Z]{1,3}-?[0-9]{1,3}[A-Z]{0,2} \Z")
_SOLD = re.compile(r"(?:폰|TV|PC|노트북|자동차|차량|컴퓨터|단말기|기기|갤럭시)[이가을를은는]? \Z")
_GENERATION = re.compile("째|손")


# More than a band of age has years.
_OUT_OF = re.compile(r"(?:[0-9]{3}|[1-9][1-9]|[만천백])대 (?:중|가운데) \Z")


def machines(text: str, site: Site) -> str | None:  # noqa: PLR0911 every refusal has its own reason
    value, low, high, _ = site.reading
    if text[site.end - 1] in "억조":
        # 100억대 빚: a band of money, where 스마트폰 1억대 are so many.
        return None if _SOLD.search(text, max(0, site.start - 6), site.start) else "a band"
    if site.style == "digits" and _AGAINST_ONE.match(text, site.stop):
        return "a ratio"
    if site.style in ("native", "vague") or low is None or high is None or firm(text, site):
        return None
    if _SCORE.match(text, site.stop):
        return "a score or a ratio"
    if low == high < 20 and text.endswith(" 등 ", 0, site.start) and _NOUN_NEXT.match(text, site.stop):
        return "a label"
    if text.endswith(("대 중 ", "대 가운데 "), 0, site.start) and _OUT_OF.search(
        text, max(0, site.start - 14), site.start
    ):
        # 구급차 120대 중 30대가: of the same things.
        return None
    band = low % 10 == 0 and high % 10 == 0 and 10 <= low <= high <= 90
    if accompanied("machines", text, site) or _MODEL_LEFT.search(text, max(0, site.start - 12), site.start):
        return None
    if value is None:
        return "an age band" if band else None
    if _BAND_RIGHT.match(text, site.stop):
        return "an age band or a label"
    if band:
        return None if _VEHICLES_RIGHT.match(text, site.stop) else "an age band"
    labelled = _NOUN_NEXT.match(text, site.stop) and value < 100 and not _FIRM.match(text, site.stop)
    if labelled or (value < 10 and _GENERATION.match(text, site.stop)):
        return "a label"
    return None
