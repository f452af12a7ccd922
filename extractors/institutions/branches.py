"""Branches, divisions and colleges behind a name (``민주노총 충북본부``), which stand for the body itself."""

from __future__ import annotations

import re

from extractors.institutions.edges import tail
from extractors.institutions.tables import PLACES

# 서울대 수의학과: whose professor follows is no part of the name, so a department needs a particle or its researchers.
_COLLEGE = re.compile(
    r"\s(?:[가-힣]{2,9}(?:대학원|대학)(?![가-힣]{2})|[가-힣]{2,5}캠퍼스(?=[은는이가을를의와과도](?:\s|$)|,)"
    r"|[가-힣A-Z]{1,6}랩(?![가-힣]{2})|(?:[가-힣]{1,10}(?:학과|학부|연구팀|연구실)|[의법공약치]대)"
    r"(?=[은는이가을를의와과도](?:\s|$)|에(?:서|는|서는)?\s|[,·]|\s(?:연구팀|연구진|교수팀)))"
)
_OFFICE = re.compile(
    r"\s(?:[가-힣A-Z]{2,8}(?:법인|사업부|사업본부|부문|총괄|원자력본부)|[가-힣]{2,12}대응단|미래전략실|정책본부|기획조정실|경영지원실|비서실|[A-Z가-힣]{1,4}랩|"
    r"(?:보도|예능|드라마|교양|편성|시사|라디오|시사교양|시사제작)(?:국|본부))"
    r"(?![가-힣]{2})"
)
_ORGAN = re.compile(r"\s[가-힣]{2,14}(?:위원회|이사회|사무국|사무소|조사단|감시단)")
# 보건복지부 중앙메르스관리대책본부
_TASK = re.compile(
    r"\s[가-힣]{2,14}(?:대책본부|수습본부|구조단|구조본부|조사반|조사단|추진단|기획단|대응단)(?![가-힣]{3})"
    r"|\s[가-힣]{3,14}(?:센터|관리소|담당관실|본부세관)(?![가-힣]{3})"
    r"|\s[가-힣]{2,8}(?:정책|관리|집단|감시|심의|기획|총괄|조사|안전|예산|세제|산업|통상|협정|예방|보호|북미|아태|기구|군축|영사|심판|거래|카르텔|소비자|징세)국"
    r"(?=[은이에을]|\s관계자)"
    r"|\s[가-힣]{3,10}(?<![원인관체민자들국결효성경통초학])(?<!국민사)과(?=[가를]\s|에서\s|\s관계자)"
    r"|\s(?:[가-힣]{0,8}(?:비서실|비서관실|수석실|경호실|정책실|대변인실|상황실|지원관실|감찰관실)|비서진|심리전단)(?![가-힣]{3})"
)
# 관악구청 복지과, 경기도 건설본부
_DESK = re.compile(
    r"(?<=청)\s(?:[가-힣]{2,8}(?<![원인관체민자들국])과(?=[은는이가을를의에와도]|,|\s(?:관계자|직원|담당자|공무원))"
    r"|[가-힣]{3,12}(?:센터|진흥원|정보원|연수원|감사관실|대변인실)(?![가-힣]{3}))"
    r"|\s[가-힣]{2,12}(?:(?<!소방)(?<!안전)(?<!재난)본부|특별사법경찰단|사법경찰단|감사위원회|사업소|인재개발원|공무원노조)(?![가-힣]{3})"
)
# 조계종 총무원
_COUNCIL = re.compile(
    r"\s(?:(?:징계|윤리|인사|운영|집행|선거관리|비상대책|상임|법제|공천)위원회|비대위|[가-힣]{2,8}(?:감시센터|개혁본부|개혁센터|희망본부|운동본부|인권센터|정책센터)|인권센터|총무원|교정원|중앙종회|호법부|총회|총회본부)(?![가-힣]{3})"
)
# 국립두레과학원 산불예측센터
_LABORATORY = re.compile(r"\s[가-힣A-Z]{3,12}(?:센터|연구본부|연구부|연구실|연구단|사업단)(?![가-힣]{3})")
_OWN = {
    "research": _LABORATORY,
    "university": _COLLEGE,
    "company": _OFFICE,
    "bank": _OFFICE,
    "media": _OFFICE,
    "international": _ORGAN,
    "sports": _ORGAN,
    "government": _TASK,
    "military": _TASK,
    "local_government": _DESK,
    "association": _COUNCIL,
    "other": _COUNCIL,
    "public_corporation": _OFFICE,
}
# 민주노총 충북본부: a branch is known by the place whose branch it is.
_LOCAL = re.compile(
    r"\s([가-힣]{2,9}?)(?:지역본부|본부|지역회의|지부|지회|지사(?!\s(?:후보|선거|경선|출마|보궐|재선))|지원|총국|협의회|연합회|연맹|사무소|출장소|연구소|관리소|대표부|도회|시회)"
    r"(?![가-힣]{4})"
)
# Of a party 강원지사 is who runs for governor.
_PARTY = re.compile(r"\s([가-힣]{2,4}?)(?:시당|도당|당협)(?![가-힣]{4})")
_WIDE = frozenset(
    "수도 호남 영남 영동 중부 남부 동부 서부 북부 강북 강남 충청 전라 경상 경인 경수 중앙 대경 부울 해외 국제 한국 일본"
    " 아시아".split()
)
_CLINIC = re.compile(r"\s([가-힣]{2,4}?)(?:센터|분원)(?![가-힣]{3})")
# 국립공원공단 설악산사무소
_MOUNTAIN = re.compile(r"\s[가-힣]{2,6}(?:산|해안|해상|국립공원)사무소(?![가-힣]{3})")
_WORKS = frozenset("company bank public_corporation media hospital university".split())
_UNION = re.compile(
    r"\s([가-힣]{0,6}|비정규직\s)(?:노조|교수\s?(?:비대위|비상대책위원회|협의회)|전공의협의회|노동조합|기자협회|PD협회|기자회|범국민대책위원회|범국민대책위|범대위|가족대책위원회|가족대책위)(?![가-힣]{4})"
    r"|\s(?:사내하청|하청|비정규직|고객센터|콜센터|간접고용|자회사|협력사)(?:지회|지부|분회)(?![가-힣]{3})"
)
# 무노조 경영, 복수노조 제도, 양대 노조: kinds of unions.
_NO_UNION = frozenset("무 비 각 복수 어용 산별 양대 소수 다수 제1 기존 강성 귀족 단일 기업별 반 친 두 세 등".split())
# 전국언론노동조합 KBS본부, 택배노조 두레통운본부
_HOUSE = re.compile(r"\s[A-Z]{2,4}(?:본부|지부)(?![가-힣]{3})|(?<=노조|조합|노총)\s[가-힣A-Z]{2,12}본부(?![가-힣]{3})")
_PLACED = {"party": _PARTY, "hospital": _CLINIC}
_STUDENTS = re.compile(
    r"\s(?:총학생회|총학|총동문회|총동창회|동문회|교수회|교수협의회|교수평의회|평의원회|총장추천위원회|민주동문회|이사회|입학본부|입학처|교무처)(?![가-힣]{3})"
)
_LED_BY_NO_PLACE = frozenset("court legislature military police school local_government".split())


def branch_end(text: str, end: int, type_: str) -> int:
    """Return where the name of a college, division or branch ends (``한빛대 공과대학``), ``end`` where none follows."""
    if text[end : end + 1] != " ":
        return end
    own = _OWN.get(type_)
    found = own.match(text, end) if own else None
    if not found and type_ not in _LED_BY_NO_PLACE:
        found = _local(text, end, _PLACED.get(type_, _LOCAL)) or _MOUNTAIN.match(text, end)
        if not found and type_ == "association":
            found = _HOUSE.match(text, end)
    return found.end() if found and tail(text, found.end()) is not None else end


def union_end(text: str, end: int, type_: str) -> int:
    """Return where the name of a house's own union ends (``한빛조선 노조``), ``end`` where none follows."""
    if type_ not in _WORKS:
        return end
    found = _UNION.match(text, end)
    if found and found.group(1) in _NO_UNION:
        return end
    found = found or (_STUDENTS.match(text, end) if type_ == "university" else None)
    if not found or tail(text, found.end()) is None:
        return end
    return found.end()


def _local(text: str, end: int, branch: re.Pattern[str]) -> re.Match[str] | None:
    found = branch.match(text, end)
    if not found:
        return None
    # 경기도당: the last syllable of the place is the first of 도당.
    place = found.group(1)
    fits = any(place[:size] in PLACES for size in (2, 3)) or place[:2] in _WIDE or place[-1] in "시군구"
    return found if fits else None
