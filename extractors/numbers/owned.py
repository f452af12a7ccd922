"""What belongs to the things counted and is not what they are (다섯 명의 목숨, 90가구의 전기)."""

from __future__ import annotations

import re

# 12개국의 정상, 5개사의 점유율: these units are the things counted themselves.
_OWNERS = frozenset("개국 개사 개교 나라 팀 가족 개팀".split())
_HOUSES_OF = frozenset("가구 세대 곳 개소 척 대 채 동".split())
_OF_HOUSES = re.compile(
    "(?:주민|승객|선원|직원|근로자|노동자|학생|교사|의사|대표|주인|가족|사람|시민|이재민|농민|어민|환자|탑승자|운전자|입주민|입주자"
    "|세입자|회원|관계자|임원|전기|전력|수도|수돗물|가스|난방|온수|통신|전화|인터넷)\\Z"
)
# 상장사 30곳의 순이익: what a business has.
_OF_FIRMS = re.compile(
    "(?:이익|순익|매출|매출액|실적|주가|시총|시가총액|적자|흑자|자산|부채|점유율|수익률|영업|운영|경영)\\Z"
)
# 3명의 목숨, 다섯 명의 이름: what persons have.
_OWNED = re.compile(
    "(?:[율률액]|목숨|생명|이름|나이|연령|명단|신원|신상|행방|소재|임기|임금|연봉|월급|정보|의견|입장|얼굴|사진|표정|성적|기록|자료|점수"
    "|유전체|유전자|혈액|소변|검체|시신|시체|유해|데이터|응답|서명|월급|급여|퇴직금|휴대전화|휴대폰|통장|계정|작품"
    "|평균|합계|재산|계좌|진술|증언|혐의|책임|인생|활약|이야기|사연|힘|차이|도움|손|몫|죽음|운명|건강|안전|마음|공로|일자리|발언|모습|역할)\\Z"
)


def is_owned(noun: str | None, unit: str | None) -> bool:
    """Return whether what stands behind a count and 의 belongs to the things counted and is not what they are."""
    if noun is None or unit in _OWNERS or (unit in _HOUSES_OF and _OF_HOUSES.search(noun)):
        return True
    if unit == "곳" and _OF_FIRMS.search(noun):
        return True
    return unit in ("명", "인", "분", "사람") and _OWNED.search(noun) is not None
