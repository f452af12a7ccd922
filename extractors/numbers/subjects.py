"""What a clause says to be so many: its subject or object before a number (탑승자는 476명이다, 설명회를 다섯 차례)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.numbers.endings import (
    ABSTRACT,
    ADNOMINAL,
    JOSA_END,
    NOT_COUNTED,
    NOUNS,
    VERB_END,
    VERB_STEM,
    is_whole,
    singular,
)


class Before(NamedTuple):
    """The word before a number and where it begins."""

    word: str
    begin: int


TOPIC = re.compile(r"([가-힣A-Za-z0-9·ㆍ・-]+?)(은|는|이|가|도|만|을|를)\Z")
_TALLIES = frozenset("수 숫자 건수 대수 횟수 명수 인원수 마릿수 가구수".split())
NUMBER_OF_WORD = re.compile(r"(?<![가-힣])([가-힣]{2,7}?)의? \Z")
# What says that something is so many, behind a count and its qualifiers.
_COPULA = re.compile(
    "여?(?:에 달|에 이[르른를]|에 육박|으로|로|이다|이며|이고|이었|이라|입니다|인데|인(?= )|였|뿐|꼴|에 불과"
    "|에 그|에 머|[이가] (?:전부|넘|됐|된|되|채|안 )|[을를] (?:넘|돌파|웃|밑|기록|유지|차지|겨우 넘|훌쩍 넘|크게 웃)"
    "|에서(?! 열)|밖에|[.,]|다(?![가-힣])"
    "|까지 (?:늘|줄|쌓|불어)|도 (?:없|안 |못 |되지)|[이가]? (?:생기|생긴|생겼)"
    "|[이가] (?:더 (?:나[왔오온]|늘|발생)|남[았아은는]|부족|모자라|들어|접수|발생|적발|집계|등록|확인"
    "|설치|보급|배치|지정)"
    "| (?:이상|이하|미만|초과|정도|안팎|남짓)(?:이다|이며|이고|이었|이라|입니다|이어야|이면|이거나|인|으로|에|[.,])"
    "|정도다"
    "|가량이다|이?나 (?:된|됐|되)|일 (?:정도|만큼|뿐))"
)
_AT_LIMIT = re.compile(" 넘게 (?:몰|모|줄|늘|참|나|다|찾|도착|접수|쌓|팔|들어|발견|쏟)")
PEOPLE = re.compile(
    "(?:자|원|인|생|민|객|사|관|병|녀|팬|진|단|수|층|대상|남성|여성|아동|직원|학생|환자"
    r"|승객|의원|족|어린이|노인|가구|차량|주택|건물|신고|사고|화재|산불|범죄|사건|지진|거래|출동|청원|차|전화|문의|민원|편지|학교|병원|집|의사"
    r"|교사|간호사|변호사)\Z"
)
_FLOATING = re.compile(
    r"여?(?:씩)?(?:이나)?(?: (?!차(?:이)?로|앞[서선섰]|뒤[지진졌]|만에)|로|으로|,)|씩"
    r"|에서 (?:최대 |약 )?[0-9한두세네다여일아열스서]"
)
# 가맹점수는 90개: the number of what the word before 수 names.
NUMBER_WORD = re.compile(
    r"(?:.[자원생객점]|조회|환자|관객|팔로[워어]|매장|투구|댓글|차량|점포|좌석|객실|계좌|종목|품목"
    r"|업체|업소|기업|가구|세대|학교|학급|병상|기관|단체)수\Z"
)


def without_number(noun: str) -> str:
    """Return a noun without the 수 that says its number (가맹점수, 문서수); 선수 and 야채호수 have none."""
    named = NUMBER_WORD.search(noun) is not None
    if not named and (noun in NOUNS or len(noun) < 3):
        return noun
    named = named or (noun[-1] == "수" and noun[:-1] in NOUNS)
    return noun[:-1] if named else noun


# 단체는 20개국에서 일한다: where it is done, unless the number changes.
_PLACES = frozenset("개국 곳 군데 개소 개교 개사 나라 도시".split())
_CHANGED = re.compile("에서 (?:[가-힣]{1,6} )?[0-9][0-9,.만천백여]* ?")


def _only_there(text: str, stop: int, unit: str) -> bool:
    if not text.startswith("에서 ", stop):
        return False
    changed = _CHANGED.match(text, stop)
    return changed is None or not text.startswith(unit, changed.end())


_ROOM = frozenset("병상 석 좌석 실 객실 면 홀 레인 쪽 페이지 부작".split())


def _holds(noun: str, unit: str | None) -> bool:
    """Return whether a topic holds what is counted and is not counted itself (병원은 300병상 규모다)."""
    return unit is not None and unit in _ROOM and not noun.endswith((unit, "좌석", "객실", "공간"))


_FLOATERS = frozenset("명 마리 대 건 채 동 통 곳 군데".split())
# 이유는 두 가지다: these are counted by kinds alone.
_KINDS = frozenset("이유 특징 문제점".split())
_BRACKET = re.compile(r"\([^()\n]{1,30}\)")
# Forms of verbs that end as a topic does: 웃도는, 있지만.
_NO_SUBJECT = re.compile(
    rf"{VERB_STEM}는\Z|"
    r"(?:[웃밑맴]도는|[가-힣](?:넘|달하|이르|미치)는|지만|더라도|어도|아도|으면서도|는데도|다가|니만)\Z"
)
_RANKED = re.compile(r"[0-9](?:위|등|번|호|차|세트|쿼터)?\Z")
# Occasions of an event: 설명회를 다섯 차례 열었다, 결석이 스무 번을 넘으면.
_HELD = re.compile(
    "(?:이나|나|씩)? ?(?:더 )?(?:열[었어고]|연 |연다|열기|개최|진행|실시|치르|치렀|치른|거치|거쳤|거친|거쳐|했"
    "|하[고며는]|한 |당하|당했|당한|저지|받|가졌|가진|갖|벌)"
)
_AMOUNTING = re.compile(
    "(?:[을를이가]|에)? ?(?:넘|웃돌|밑돌|달하|달했|이르|이른|불과|그[치쳤친])|(?:이?다|뿐|였|이었)(?![가-힣]*번)|까지"
    "|(?:에 걸쳐)? (?:더 |모두 )?(?:이뤄|열[렸린리릴]|진행[됐된되]|실시[됐된되]|개최[됐된되]|이어[졌진지])"
    "|로 (?:늘|줄)|으로 (?:늘|줄)"
)


# 하나은행 30명, KB국민 30명: a house's name is not what is counted, unless places are (저축은행 30곳).
_HOUSE = re.compile(
    "(?:은행|그룹|증권|중공업|위원회|지검|지법|고법|경찰서|소방서|세무서|[가-힣A-Z](?<![운도])전자|[시군구도]청|공단|재단|협회|연맹|연합회|의힘)\\Z"
)
# Of these there are things of the same name, which are counted themselves, but not by 명: 신용카드, 공장 건설, 화재.
_HOUSE_OF_PEOPLE = re.compile(
    r"(?:카드|생명|화재|건설|자동차|항공|해운|통신|공사|제약|대학교?|학교|병원|회사|기업|법원|[가-힣]{2}(?<!일)당"
    r"|좌초|추돌|충돌|추락|전복|침몰|붕괴|폭발|여행|공항|축제|[문예]화제|예술제|가요제|박람회|페스티벌|콘서트|대회|행사)\Z"
)
_HOUSE_LAST = frozenset("제벌트검법서행룹권업자청단회맹힘드명재설차공운신사약대교원당초돌락복몰괴발항")
_BRAND = re.compile("[A-Z]{2,}[가-힣]+")
# A사 30명, LG 30명; a CEO is a person.
_CAPITALS = re.compile(
    "[A-Z](?:사|대|고|시|구)|(?!(?:C[EFT]O|VIP|PD|MC|DJ|BJ|VJ|MD|CP|FA|GK|DF|MF|FW|MZ|ROTC)\\Z)[A-Z]{2,}"
)
_PERSON = re.compile("(?:자|원|인|생|객|사|병|팬|단|수|가|관|세대|족|층)\\Z")


def is_house(word: str, unit: str | None) -> bool:
    """Return whether a word before persons or cases is the organisation that has them (하늘은행 30명)."""
    if unit in ("석", "의석"):
        # 민주당 30석: whose seats they are.
        return word.endswith(("당", "의힘", "의회", "국회", "의원", "하원", "상원")) and not word.endswith(_HALLS)
    if unit == "표":
        # 대의원 3표: who cast them or won them.
        return word.endswith("후보") or PEOPLE.search(word) is not None
    if unit not in ("명", "건"):
        return False
    ends = word[-1:] in _HOUSE_LAST
    if ends and _HOUSE.search(word):
        return True
    if unit == "건":
        return False
    branded = "A" <= word[:1] <= "Z" and _BRAND.match(word) is not None and not _PERSON.search(word)
    branded = branded or _CAPITALS.fullmatch(word) is not None
    return branded or (ends and _HOUSE_OF_PEOPLE.search(word) is not None)


_HALLS = ("강당", "식당", "성당", "회당", "예배당", "경로당")
_DOER = re.compile(r"(?:의원|위원|장관|시장|군수|구청장|교수|대표|감독|선수|기자|경찰관|검사)\Z")
_ACTOR = re.compile(r"(?:기자|학생|직원|교사|선수|감독|대표|회사|기업|정부|경찰|검찰|그|우리|들)\Z")


def turns(text: str, stops: tuple[int, int], before: Before) -> str | None:
    """Return the event that a clause says to have happened so many times."""
    match = TOPIC.match(before.word)
    if match is not None and match[1] == "수" and match[2] in "은는이가도":
        # 조회 수가 40만 회다.
        counted = NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)
        return None if counted is None else counted_by(counted) or None
    if match is None or before.word in NOT_COUNTED or len(match[1]) < 2:
        return None
    noun, particle = without_number(match[1]), match[2]
    if (
        noun in ABSTRACT
        or noun in NOT_COUNTED
        or noun in _TALLIES
        or noun.endswith(("씨", "군", "양", "당", "부", "청", "시", "팀"))
    ):
        return None
    if ((JOSA_END.search(noun) or VERB_END.search(noun)) and not is_whole(noun)) or _RANKED.search(noun):
        return None
    cue = _HELD if particle in "을를" else _AMOUNTING if particle in "은는이가" else None
    said = cue is not None and any(cue.match(text, stop) for stop in stops)
    return noun if said and not _ACTOR.search(noun) else None


def counted_by(match: re.Match[str]) -> str:
    """Return the noun of ``관람객 수``, ``관람객의 수`` and ``전공의 수``, empty where it says how it is shared out."""
    whole = match[0].rstrip()
    if match[1].endswith("별") or (ADNOMINAL.search(match[1]) and not is_whole(match[1])):
        # 적발된 건수: what is described so is not named.
        return ""
    return whole if is_whole(whole) else match[1]


def subject(text: str, stops: tuple[int, int], before: Before, unit: str | None) -> str | None:
    """Return the noun that the clause says to be so many (``탑승자는 476명이다``, ``파트너를 1명씩``)."""
    match = TOPIC.match(before.word)
    stop, reach = stops
    if match is None or before.word in NOT_COUNTED or unit == "단계" or _NO_SUBJECT.search(before.word):
        return None
    noun, particle = match[1], match[2]
    noun = without_number(noun)
    if noun in _TALLIES:
        counted = NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)
        noun = "" if counted is None else counted_by(counted)
    # 의원이 410건으로 가장 많은 자료를 냈다: who did it.
    if not noun or (unit == "건" and _DOER.search(noun)) or (len(noun) < 2 and noun not in NOUNS) or noun[0].isdigit():
        return None
    if (
        (noun in ABSTRACT and (unit != "가지" or noun not in _KINDS))
        or noun in NOT_COUNTED
        or (noun == unit == "가지")
        or is_house(noun, unit)
        or _holds(noun, unit)
        or (unit in _PLACES and _only_there(text, stop, unit))
        or (noun.endswith(("등", "율", "률", "씨")) and noun not in NOUNS)
        or ((JOSA_END.search(noun) or VERB_END.search(noun)) and not is_whole(noun))
    ):
        return None
    noun = singular(noun)
    after = text[stop : stop + 1]
    if particle in "을를":
        return noun if _FLOATING.match(text, stop) else None
    if particle in "은는이가":
        floats = (
            (after == " " or text.startswith("씩 ", stop))
            and reach == stop
            and unit in _FLOATERS
            and PEOPLE.search(noun)
        )
        if after == "(" and (bracket := _BRACKET.match(text, stop)) is not None:
            reach = bracket.end()
        said = _COPULA.match(text, stop) or _COPULA.match(text, reach) or _AT_LIMIT.match(text, stop)
        return noun if floats or said else None
    return noun if after not in ("을", "를") else None
