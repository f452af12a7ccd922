"""Whether a number in words is one: 한편, 세대, 서초, 수석 and many a word begin as a number does."""

from __future__ import annotations

import re

from extractors.numbers.site import Site
from extractors.numbers.units import Unit

# Native one-syllable words written on to a counter: only these read as numbers there (한편, 세대, 서초 do not).
_GLUED = frozenset(
    "명 개 곳 마리 차례 번 달 시간 가지 사람 그루 쌍 켤레 군데 주일 경기 가구 종류 송이 잔 시즌 갈래 건 골 끼".split()
)
_NATIVE = frozenset("한두세네열쉰")
_MONTHS_ONLY = frozenset("석넉")
_OF_THREE = frozenset("대 편 권 섬 주 줄 되 척".split())
# One Sino-Korean syllable counts only with these units (일 년, 삼 개월); 이 년, 사 명 are other words.
_SINGLE_SINO = {
    "년": "일삼사오육칠팔구십백천",
    "개월": "일이삼사오육칠팔구십",
    "주일": "이삼사",
    "시간": "십",
    "분": "십",
    "일": "십백천",
    "초": "십",
}
# 수 (several) written on to a unit, and what must follow it: 수주 is an order for goods, 수주간 several weeks.
_SEVERAL = {
    unit: re.compile(cue)
    for unit, cue in {
        "년": "",
        "개월": "",
        "차례": "",
        "시간": "",
        "일": "간|내| 내|만에|째| 동안| 전|씩",
        "주": "간|째| 동안| 전",
        "분": "간|만에| 만에|씩",
        "초": "간|만에",
        "달": "간|째| 동안| 전",
    }.items()
}
_SPACED = re.compile("간|째| ?동안| ?만에| ?전| ?뒤| ?후(?![보반])")
_MACHINE_LEFT = re.compile(
    "(?:차|차량|버스|트럭|택시|기|폰|헬기|열차|드론|로봇|카메라|TV|에어컨|냉장고|세탁기"
    r"|컴퓨터|노트북|크레인|자전거|오토바이|카트) \Z"
)


def credible(text: str, site: Site) -> bool:
    """Return whether a number in words with this unit is a number, not another word that looks like one."""
    unit = site.unit
    if unit is None or site.style == "digits":
        return True
    word = text[site.start : site.end]
    glued = site.stop - len(unit.text) == site.end
    if word == "수":
        return _several(text, site, unit, glued=glued)
    if len(word) > 1 or site.style not in ("native", "sino"):
        return True
    return (_native if site.style == "native" else _sino)(text, site, unit, glued=glued)


# 포도주 한병, 사진 두장: written on, where the thing stands before it.
_THINGS = frozenset("병 권 장 점 척 곡 벌 채 통 그릇".split())
_THING_LEFT = re.compile(
    "(?:주|술|와인|막걸리|생수|물|우유|책|소설|시집|사진|표|종이|그림|배|어선|노래|옷|집|편지|전화|밥|국수|라면) \\Z"
)
# 근무를 한 사람, 넘게 한 사람: 한 is a form of 하다.
_DID = re.compile(r"[가-힣][을를게] \Z")
# 신청을 한 팀, 공사를 한 곳, where 병원을 한 곳 지었다 counts.
_DOERS = frozenset("팀 곳 군데 명 나라 가구 세대".split())
_DEED_DONE = re.compile(
    "(?:신청|계약|공사|신고|등록|기부|투자|요청|제안|응답|운동|참가|접종|검사|합의|선택|약속|도전|우승|개업|이사|방문)"
    r"[을를] \Z"
)


# 하게 한 권 변호사: 한 is a form of 하다, and the counter a surname.
_SURNAMES = frozenset("권장표석명편조채동반방")
_TITLED = re.compile(" (?:변호사|의원|대표|교수|장관|시장|감독|회장|부장|총장|기자|후보|선수|전 |씨|군 |양 )")


def _is_done(text: str, site: Site, unit: Unit) -> bool:
    """Return whether 한 is a form of 하다 before what did it."""
    if unit.text in ("사람", "가족"):
        return _DID.search(text, max(0, site.start - 3), site.start) is not None
    if unit.text in _DOERS and _DEED_DONE.search(text, max(0, site.start - 5), site.start):
        return True
    return unit.text in _SURNAMES and _TITLED.match(text, site.stop) is not None


def _native(text: str, site: Site, unit: Unit, *, glued: bool) -> bool:
    word = text[site.start]
    if word in _MONTHS_ONLY:
        return unit.text in ("달", "장", "잔") or (unit.text in _OF_THREE and not glued)
    if word == "한" and _is_done(text, site, unit):
        return False
    if glued and unit.text in _THINGS:
        return _THING_LEFT.search(text, max(0, site.start - 5), site.start) is not None
    if glued and unit.text == "대":
        return word in "한두" and _MACHINE_LEFT.search(text, max(0, site.start - 5), site.start) is not None
    return word in _NATIVE and (not glued or unit.text in _GLUED)


def _sino(text: str, site: Site, unit: Unit, *, glued: bool) -> bool:
    word = text[site.start]
    if glued and unit.text == "원" and word in "만천":
        return _is_banknote(text, site)
    spaced = "만천백" if unit.kind in ("counter", "money") and not glued else ""
    return word in _SINGLE_SINO.get(unit.text, spaced)


# 만원씩, 단돈 만원: a sum; 만원 버스, 만원을 이룬 are full.
_SUM_RIGHT = re.compile(
    "씩|짜리|어치|을(?! 이[룬루뤘])|이 (?:넘|든다|들었)|에 (?:팔|판|샀|사|살|구[입매할])|은 (?:내|줘|받|넘)"
    "| ?(?:이상|이하|안팎|가량|정도|대[에의로])|, ?[0-9이삼오십]{1,2}[만천] ?원"
)
_SUM_LEFT = re.compile(r"(?:당|단돈|값[은이]?|료[는가]?|비[는가]?|[가-힣]에|성금|용돈|현금|벌금|한 장에) \Z")


def _is_banknote(text: str, site: Site) -> bool:
    """Return whether 만원 or 천원 is a sum of ten or one thousand won."""
    if _SUM_RIGHT.match(text, site.stop):
        return True
    return _SUM_LEFT.search(text, max(0, site.start - 5), site.start) is not None


def _several(text: str, site: Site, unit: Unit, *, glued: bool) -> bool:
    if glued:
        cue = _SEVERAL.get(unit.text)
        return cue is not None and cue.match(text, site.stop) is not None
    # 할 수 있는, 관광객 수 10명: 수 is a noun there.
    before = text[max(0, site.start - 2) : site.start]
    if unit.kind in ("year", "month", "hour", "minute", "second", "week"):
        return _SPACED.match(text, site.stop) is not None
    return unit.kind == "counter" and len(before) == 2 and before[0] in "은는이가을를에도" and before[1] == " "
