"""What belongs to a name before and behind its own words: places and countries, benches, sections and committees."""

from __future__ import annotations

import re

from extractors.institutions.edges import is_common, is_noun, tail, word_before
from extractors.institutions.tables import ABROAD, PLACES, WORDS

FOREIGN = WORDS["foreign"]
HOME = frozenset({"한국", "우리", "대한민국"})
CITIES = WORDS["worldcity"]
FOREIGN_BODIES = frozenset("government police military legislature court".split())
EMBASSIES = ("대사관", "총영사관", "영사관", "대표부")
# 주러 대사관: lands by one syllable.
_LANDS = frozenset("미 중 일 러 한 독 영 불 북 호 인 유엔 제네바 중국 아세안 유럽연합 EU".split())
# 전주 덕진소방서: a station bears its city.
SEATED = ("소방서", "119안전센터", "보건소")
_WEEKS = frozenset("이번 지난 다음 매 금 전 한 첫".split())
_LED_BY_PLACE = frozenset("police court hospital school association foundation government research other".split())
_MOST_PLACES, _MOST_WORDS = 3, 6
_DIVISION = re.compile(
    r"\s(?:형사|민사|행정|가사|특허|파산|영장|합의|단독)[가-힣]{0,4}\s?제?\d{0,3}(?:부|단독|재판부)(?![가-힣]{2})|\s제\d{1,2}부(?![가-힣]{2})|\s전원(?:합의체|재판부)"
)
_SUPREME = re.compile(r"\s[1-3]부(?![가-힣]{2})|\s전원합의체")
_DESK = re.compile(
    r"\s(?:[가-힣]{2,6}수사단\s)?[가-힣·]{0,12}(?:센터|수사\d?대|수사계|기동대|수사팀|수사단|수사본부|조사본부|조사단|수사과|범죄과|수사국|안전국|합수단|특공대|수사부|보안부|조사\d국|"
    r"형사\d?과|교통과|경비과|정보과|보안과|여성청소년과|생활안전과|경제\d?팀|강력\d?팀|지능팀)"
    r"(?=[은는이가을를의에와과도(, ]|$)"
)
_SECTION = re.compile(
    r"\s(?:형사|공안|특수|강력|외사|조사|금융조세조사|첨단범죄수사|공공수사|반부패수사|여성아동범죄조사)"
    r"(?:\d|제\d)?부(?=[은는이가을를의에와과도(, ]|$)"
    r"|\s[가-힣]{2,12}(?:수사|조사|범죄|송무|공판|환수)(?:\d|제\d)?부(?=[은는이가을를의에와과도(, ]|$)"
    r"|\s수사\d부(?=[은는이가을를의에와과도(, ]|$)"
    r"|(?<=국세청)\s(?:국제거래)?조사\d?국(?=[은는이가을를의에와과도(, ]|$)"
)
_UNIT = re.compile(
    r"\s(?:제?\d{1,3})?[가-힣]{0,6}(?:사령부|사단|여단|함대|군단|비행단|특전단)(?:\s(?:보통|고등)?군사법원)?"
    r"(?=[은는이가을를의에와과도로(, ]|$)"
)
_TRIBUNAL = re.compile(r"\s(?:보통|고등)군사법원(?!장)")
# 검찰 두레호 특별수사팀
_SPECIAL = re.compile(
    r"\s(?:[가-힣]{2,8}\s)?(?:특별수사팀|특별수사단|특별수사본부|합동수사단|합동수사본부|특별조사단)"
    r"(?=[은는이가을를의에와과도(, ]|$)"
)
_DIVISIONS = {"police": _DESK, "court": _DIVISION, "government": _SECTION, "military": _UNIT}
_COMMITTEE = re.compile(
    r"\s[가-힣]{2,14}(?:위원회|특위|예산정책처|입법조사처|사무처)|\s[가-힣·]{2,10}\s[가-힣]{2,10}(?:특위|특별위원회)"
    r"|\s[가-힣]{0,4}(?:윤리위|선대위|비대위|혁신위|공관위|공천위|공심위|최고위|당무위|정책위|인재위|국민소통위|원내대표단)"
)
_TEAM = re.compile(r"(?:(?:축구|야구|농구|배구|핸드볼|하키|월드컵|올림픽)\s?)?(?:국가\s?)?대표팀")
_TEAM_WORDS = frozenset("축구 야구 농구 배구 핸드볼 하키 월드컵 올림픽 여자 남자 아시안게임 국가".split())
_CABINETS = ("정부", "행정부", "내각", "정권")
_COMMEMORATE = frozenset({"association", "foundation"})
_DISASTERS = ("참사", "사건", "사고", "사태", "학살")
_OF_SOMETHING = frozenset((*_DISASTERS, "피해자", "유가족", "희생자", "생존자"))
_DAY = re.compile(r"\d{1,2}[·.]\d{1,2}(?:[가-힣]{0,4}(?:운동|혁명|의거|항쟁|참사|민주|학살|사태|사건|희생자))?")
# 두레항공 여객기 참사: what was struck or how, behind whose it was.
_SCENES = frozenset(
    "여객기 공장 화재 침몰 붕괴 추락 지하차도 아파트 압사 폭발 버스 산사태 열차 침수 총기 가스 선박 헬기 공항".split()
)
_ORDERS = frozenset("천주교 정의구현".split())
EVENTS = (*_DISASTERS, *"혁명 운동 항쟁 의거 희생자 피해자 유가족 일반인 생존자 구속 민주 공동선언실천".split())
# 칠레 빙상연맹: of these every country has its own.
_NATIONAL = re.compile(
    r"[가-힣]{0,10}(?:협회|연맹|연합회|학회|올림픽위원회|노총|총동맹|상공회의소|적십자사|적신월사)(?![가-힣]{3})"
)
_WARDS = frozenset("동구 서구 남구 북구 중구".split())


def _is_state(word: str) -> bool:
    """Return whether a word is a state, province, prefecture or city abroad (``플로리다주``, ``사이타마현``)."""
    return word in ABROAD or (len(word) > 3 and word[-1] in "주현성" and word not in PLACES)


def _is_county(first: str, word: str) -> bool:
    """Return whether two words are a place abroad (``오렌지 카운티``, ``샌 버너디노``)."""
    return bool(first) and (word == "카운티" or first in WORDS["cityhead"])


def _is_chinese_city(first: str, word: str) -> bool:
    """Return whether a word is a city behind its province (``랴오닝성 다롄시``)."""
    return word[-1:] == "시" and len(word) > 2 and first[-1:] == "성" and first in ABROAD


def lead(text: str, start: int, type_: str) -> int:
    """Return where a name begins when the places or countries that stand before it belong to it."""
    before, word = word_before(text, start)
    if word in FOREIGN and word not in HOME and _NATIONAL.match(text, start):
        return before
    if type_ == "sports":
        return _lead_team(text, start)
    if type_ == "other" and word in _ORDERS:
        return before
    for _ in range(_MOST_PLACES):
        if word not in PLACES or type_ not in _LED_BY_PLACE:
            break
        start = before
        before, word = word_before(text, start)
    if word and type_ in FOREIGN_BODIES:
        begin = _lead_abroad(text, start)
        return begin if begin < start or type_ != "government" else _lead_event(text, start)
    if type_ in _COMMEMORATE:
        return _lead_event(text, start)
    return before if type_ == "university" and word in FOREIGN else start


def _lead_team(text: str, start: int) -> int:
    """Take in the country before a national team (``칠레 여자 대표팀``)."""
    if not _TEAM.match(text, start):
        return start
    before, word = word_before(text, start)
    if word in _TEAM_WORDS:
        before, word = word_before(text, before)
    return before if word in WORDS["nation"] or word in CITIES else start


def _lead_event(text: str, start: int) -> int:
    """Take in what happened, and its day, before those who bear its memory (``4·19 혁명 공로자회``)."""
    begin, event, named = start, "", False
    for _ in range(_MOST_WORDS):
        before, word = word_before(text, begin)
        if _DAY.fullmatch(word):
            return before
        if word.endswith(EVENTS):
            begin, event, named = before, word, named or word.endswith(_DISASTERS)
        elif event in _OF_SOMETHING and is_noun(word) and not is_common(word):
            # 참사 alone is no name, 한빛호 참사 is one.
            begin = before
            if word not in _SCENES:
                outer, day = word_before(text, before)
                return outer if _DAY.fullmatch(day) else before
        else:
            break
    return begin if named and event not in _OF_SOMETHING else start


def _lead_abroad(text: str, start: int) -> int:
    """Take in the country, state or city abroad before a body, or the head of a government before it."""
    before, word = word_before(text, start)
    outer, nation = word_before(text, before)
    if word in CITIES or _is_state(word) or _is_chinese_city(nation, word):
        return _lead_land(text, before)
    if len(word) > 2 and word[-1] in "시현" and text.startswith("정부", start):
        return outer if nation in FOREIGN else before
    if _is_county(nation, word):
        return _lead_land(text, outer)
    if word in FOREIGN or (word in HOME and text.startswith("정부", start)):
        return before
    if word in WORDS["leader"]:
        return before if text.startswith(_CABINETS, start) else start
    return outer if nation in FOREIGN and is_noun(word) and word not in WORDS["notname"] else start


def _lead_land(text: str, start: int) -> int:
    """Take in the state and the country before a city or a county abroad (``미국 플로리다주 …``)."""
    before, word = word_before(text, start)
    if _is_state(word):
        start = before
        before, word = word_before(text, start)
    return before if word in FOREIGN else start


def posted(text: str, start: int) -> int:
    """Return where an embassy's name begins with where it is (``주칠레 한국대사관``, ``주 오사카 …``)."""
    before, word = word_before(text, start)
    outer, sent = word_before(text, before)
    if word == "주" and sent not in _WEEKS:
        return before
    if sent == "주" and (word in WORDS["nation"] or word in CITIES):
        return outer
    land = word[1:]
    is_sent = word[:1] == "주" and (land in WORDS["nation"] or land in FOREIGN or land in CITIES or land in _LANDS)
    return before if is_sent else start


def is_land(word: str) -> bool:
    """Return whether a word is a country, state or city abroad, which has offices of its own."""
    return word not in HOME and (word in FOREIGN or word in CITIES or _is_state(word))


def is_city_abroad(word: str) -> bool:
    """Return whether a word is a city or a state abroad, which a university bears (``콜로라도 대학``)."""
    return word in CITIES or _is_state(word)


def is_foreign(text: str, start: int, core: int) -> bool:
    """Return whether what leads a name is a country or a city abroad, not a Korean place."""
    first, *others = text[start:core].split()
    is_event = any(word.endswith(EVENTS) for word in (first, *others))
    return first not in PLACES and not text[start].isdigit() and not is_event


def seat(text: str, start: int) -> int:
    """Return where the place begins whose office a bare ending names (``남구 선관위``), ``start`` where none does."""
    before, word = word_before(text, start)
    is_seat = word in PLACES or word in _WARDS or (word[-1:] in "시군구" and word[:-1] in PLACES)
    return lead(text, before, "police") if word and is_seat else start


def division_end(text: str, end: int, type_: str) -> int:
    """Return where a name ends with its bench, section or unit (``서울고법 형사12부``, ``육군 35사단``)."""
    found = _DIVISIONS[type_].match(text, end)
    if not found and type_ == "court" and text.startswith("대법원", end - 3):
        found = _SUPREME.match(text, end)
    elif not found and type_ in ("police", "government"):
        found = (None if text.startswith("검찰", end - 2) else _DESK.match(text, end)) or _SPECIAL.match(text, end)
    elif not found and type_ == "military":
        found = _TRIBUNAL.match(text, end)
    return found.end() if found else end


def committee_end(text: str, end: int) -> int:
    """Return where the name of parliament's committee or office ends, ``end`` where none follows."""
    found = _COMMITTEE.match(text, end)
    return found.end() if found and tail(text, found.end()) is not None else end
