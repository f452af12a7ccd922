"""The noun that is counted (``of``), found in the words beside a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.numbers.endings import (
    ABSTRACT,
    ADNOMINAL,
    JOSA_END,
    NOT_COUNTED,
    NOUN_END,
    NOUNS,
    VERB_END,
    is_noun,
    strip,
)
from extractors.numbers.units import COUNTER_INDEX

# Counters that stand right before their noun (15개 대학), and counters of occasions, which have none beside them.
_KIND_UNITS = frozenset("개 가지 종".split())
_OCCASIONS = frozenset("차례 회 번 승 무 패 연승 경기 시즌 타석 이닝 골 타수 바퀴 판 라운드 게임 사람".split())
_TURNS = frozenset("차례 회 번".split())

# 시 before one of these is a poem, before all others a city or an hour.
_POEMS = frozenset("편 수 권 구절".split())

_WORD = re.compile(r"[^\s(),\[\]{}<>‘’“”'\"]+")
_MONTH = re.compile("[0-9]{1,2}월")
_TOPIC = re.compile(r"([가-힣A-Za-z0-9·ㆍ・-]+?)(은|는|이|가|도|만|을|를)\Z")
_RELATIVE = re.compile(
    "(?:이|가|을|를|에)? ?(?:넘는|달하는|이르는|육박하는|웃도는|밑도는|못 미치는|상당의"
    "|해당하는|가까운|이상의|이하의|미만의|정도의|가량의|안팎의|여의|의|넘은|달한) "
)
_NO_NOUN = re.compile(
    "(?:획득|확보|설치|추가|증가|감소|건설|기록|판매|생산|보유|발견|압수|제작|구입|제공"
    "|지급|지원|선정|선발|늘|줄|넘|있|없|많|됐|된|받|팔[아렸리]|포함|차이|차로"
    "|(?:이상|이하|미만|초과|이내|정도|가량|규모|수준|안팎|내외|남짓|쯤|중|가운데|등|씩|더"
    "|모두|각각|보다|뿐|만|당|못|안|또|및|그|이|로|전체|전부"
    "|면적|크기|넓이|높이|너비|동안|이나|가까이|남|한|할|하|되|적)(?:이|의|은|는|을|에|으로|에서|만|도)?(?![가-힣]))"
)
_MODIFIERS = frozenset("새 전 현 옛 첫 각 주요 등 이 그 다른 여러 모든".split())
_EVENT = re.compile(
    " (?:긴급 |공식 |비공식 |임시 |추가 )?([가-힣]{2,6})[을를] (?:하|했|한|할|해|열|연|가졌"
    "|갖|진행|실시|개최|벌|가하|가했|받|거)"
)
_AMONG = re.compile(
    "(?<![0-9가-힣])([가-힣A-Za-z·]+?)(?:들)? (?:중|가운데|중에서|가운데서|중에"
    r"|가운데에서)(?:에|에서|에서도)? (?:약 |총 |단 |최소 |무려 )?\Z"
)
_AMONG_COUNT = re.compile(r"(?:은|는|이|가)? ?(?:중|가운데|중에서|가운데서) (?:약 |총 |단 |최소 |무려 )?\Z")
_NUMBER_OF = re.compile(r"([가-힣]{2,}) 수\(\Z")
_TALLIES = frozenset("수 건수 대수 횟수 명수 인원수 마릿수 가구수".split())
_NUMBER_OF_WORD = re.compile(r"(?<![가-힣])([가-힣]{2,7}?)의? \Z")
_COORDINATED = re.compile(r"(?<![0-9가-힣])([가-힣]{2,6}(?:(?<!씨)[과와]|이?나| (?:또는|혹은|및))) \Z")
# What says that something is so many, behind a count and its qualifiers.
_COPULA = re.compile(
    "여?(?:에 달|에 이[르른를]|에 육박|으로|로|이다|이며|이고|이었|이라|입니다|인데|였|뿐|에 불과"
    "|에 그|에 머|[이가] (?:전부|넘|됐|된|되|채|안 )|[을를] (?:넘|돌파|웃|밑|겨우 넘|훌쩍 넘|크게 웃)|에서(?!"
    " 열)|밖에|[.,]|다(?![가-힣])"
    "|도 (?:없|안 |못 |되지)|[이가]? (?:생기|생긴|생겼)|[이가] (?:들어|접수|발생|적발|집계|등록|확인)"
    "| (?:이상|이하|미만|초과|정도|안팎|남짓)(?:이다|이며|이고|이었|이라|입니다|이어야|이면|이거나|인|으로|에|[.,])"
    "|정도다"
    "|가량이다|이나 (?:된|됐|되)|일 (?:정도|만큼|뿐))"
)
_AT_LIMIT = re.compile(" 넘게 (?:몰|모|줄|늘|참|나|다|찾|도착|접수|쌓|팔|들어|발견|쏟)")
_PEOPLE = re.compile(
    "(?:자|원|인|생|민|객|사|관|병|녀|팬|진|단|수|층|대상|남성|여성|아동|직원|학생|환자"
    r"|승객|의원|족|어린이|노인|가구|차량|주택|건물|신고|사고|차|전화|문의|민원|편지|학교|병원|집|의사"
    r"|교사|간호사|변호사)\Z"
)
_FLOATING = re.compile(r"여?(?:씩)?(?:이나)?(?: |로|으로|,)|씩|에서 (?:최대 |약 )?[0-9한두세네다여일아열스서]")


# 가맹점수는 90개: the number of what the word before 수 names.
_NUMBER_WORD = re.compile(r"(?:.[자원생객점]|환자|관객|매장|업체|업소|기업|가구|세대|학교|학급|병상|기관|단체)수\Z")
_VEHICLE = re.compile(r"(?:버스|택시|트럭|차|열차|차량|헬기|기)\Z")


class _Before(NamedTuple):
    word: str
    begin: int


def of_noun(  # noqa: PLR0911 each order of words has its own answer
    text: str,
    start: int,
    stop: int,
    *,
    reach: int,
    unit: str | None,
    previous: tuple[int, str | None] | None,
) -> str | None:
    """Return the noun counted by a number, without particle and plural, or None where none stands beside it.

    ``start`` is where the number's qualifiers begin, ``stop`` where its counter ends, ``reach`` where the qualifiers
    behind it end; ``previous`` is the end and the noun of the count before it, for ``객실 64곳 중 38곳``.
    """
    before = _word_before(text, start)
    if before.begin and (before.word in _TRANSPARENT or _MONTH.fullmatch(before.word)):
        past = _word_before(text, before.begin)
        if _PEOPLE.search(past.word) or _TOPIC.match(past.word):
            before = past
    if unit in ("사람", "가족"):
        return _bare(text, before)
    if unit == "개국" and before.word.isascii():
        return _among(text, start, previous)
    if previous is not None and previous[1] and text[previous[0] + 1 : start - 1] == previous[1]:
        # 5개 노선 14대: the noun between two counts is the first one's; vehicles are the second's too.
        return previous[1] if unit == "대" and _VEHICLE.search(previous[1]) else None
    if (unit not in _KIND_UNITS and unit not in _OCCASIONS) or (unit == "종" and text.startswith("의 ", stop)):
        bare = "시" if before.word == "시" and unit in _POEMS else _bare(text, before)
        if bare is not None and not (unit == "명" and _BRAND.match(bare) and not _PEOPLE.search(bare)):
            return bare
    relative = _RELATIVE.match(text, stop)
    if relative is not None and not _PART.match(text, relative.end()):
        noun = _phrase(text, relative.end())
        if noun not in _DEEDS or unit in ("건", "차례", "회"):
            return noun
    if unit in _KIND_UNITS and (noun := _following(text, stop)) is not None:
        return noun
    if unit in _OCCASIONS:
        event = (_EVENT.match(text, stop) or _ENDED.match(text, stop)) if unit in ("차례", "회") else None
        return event[1] if event else _turns(text, (stop, max(stop, reach)), before) if unit in _TURNS else None
    if unit in _KIND_UNITS and (bare := _bare(text, before)) is not None:
        return bare
    return _among(text, start, previous) or _subject(text, (stop, max(stop, reach)), before, unit)


def noun_phrase(text: str, start: int) -> str | None:
    """Return the head of the noun phrase that begins at ``start`` (``두 의상`` → 의상, ``두 은행 임원`` → 은행)."""
    match = _WORD.match(text, start)
    if match is not None and _GROUPS.search(match[0]) and is_noun(match[0]):
        return match[0]
    return _phrase(text, start)


# KB국민 30명: a house's name, which is not what is counted.
_BRAND = re.compile("[A-Z]{2,}[가-힣]+")
_ADJECTIVE = re.compile("커다란|기다란|큰|긴|[작많적좋높낮넓좁짧깊얕젊늙낡얇굵]은|나쁜|오랜")


def _following(text: str, stop: int) -> str | None:
    match = _WORD.match(text, stop + 1) if text[stop : stop + 1] == " " else None
    if match is None or match[0][0].isdigit() or _NO_NOUN.match(match[0]):
        return None
    word = match[0]
    if _ADJECTIVE.fullmatch(word):
        return _phrase(text, match.start())
    if _HANGUL.fullmatch(word) and strip(word) == word and not _GROUPS.search(word) and text[match.end() :][:1] == " ":
        head = _WORD.match(text, match.end() + 1)
        if head is not None and _goes_on(word, head[0]) and _closes(text, head):
            noun = strip(head[0])
            return word if noun is None or noun in NOT_COUNTED or _HEADS.search(noun) else noun
    return strip(word)


def _closes(text: str, head: re.Match[str]) -> bool:
    """Return whether a word ends its phrase: with a particle, or before 가운데 and the like."""
    return strip(head[0]) != head[0] or _PHRASE_END.match(text, head.end()) is not None


_PHRASE_END = re.compile(" (?:가운데|중|등|모두|전부)(?![가-힣])|[.,)]")
# 46개 기획사 연습생: what acts or houses is counted itself; people and deeds behind it are another matter.
_GROUPS = re.compile(
    "(?:[가-힣]사|대학교?|학교|병원|기관|단체|은행|부처|업체|기업|조합|협회|구단|점포|시설|국가|나라|도시|마을|팀"
    "|지역|구역|노선|역|부문|분야|시장|공장|호텔|종목|농가|가구|지구|단지|군|구|시|도|청|서|원|소|점|국|부|회)"
    r"\Z"
)
_HEADS = re.compile(
    "(?:대표|총장|회장|사장|학생|직원|관계자|교수|선수|감독|의원|교육감|시장|군수|주민|연습생|노조|임원|장|측|중|가운데"
    r"|참여|참가|참석|이상|이하|규모|정도|전부|모두|대상|소속|출신|간|등)\Z"
)


def _phrase(text: str, spot: int) -> str | None:
    """Return the head of the noun phrase at ``spot``: past modifiers, the last word of a compound."""
    for _ in range(5):
        match = _WORD.match(text, spot)
        if match is None or match[0][0].isdigit():
            return None
        word, spot = match[0], match.end() + 1
        if word in _MODIFIERS or (ADNOMINAL.search(word) and word not in NOUNS):
            continue
        if _ADJECTIVE.fullmatch(word):
            continue
        noun = strip(word)
        if noun == word and text[match.end() : spot] == " ":
            following = _WORD.match(text, spot)
            if following is not None and _NUMBER_AFTER.fullmatch(following[0]):
                return f"{word} 수"
            if following is not None and _goes_on(word, following[0]):
                continue
        elif word.endswith("의") and noun != word:
            continue
        return noun
    return None


def _goes_on(word: str, following: str) -> bool:
    """Return whether a compound goes on from a bare noun to the word behind it."""
    if _NO_NOUN.match(following) or not _HANGUL.match(following):
        return False
    return word in NOUNS or not _VERB_LIKE.match(following)


_HANGUL = re.compile("[가-힣]{2,}")
_NUMBER_AFTER = re.compile("수[가는를와의]?")
_VERB_LIKE = re.compile(r"[가-힣]+(?:했|됐|한다|된다|하는|하고|하며|되고|되며|되는|하기|해|돼)[가-힣]*[.]?\Z")


_MARK = re.compile("[(\\[‘“'\",…”’<·]")
_DIGIT = re.compile("[0-9]")


def _word_before(text: str, start: int) -> _Before:
    end = start - 1 if text[start - 1 : start] == " " else start
    low = max(0, end - 20)
    begin = max(text.rfind(" ", low, end), text.rfind("\n", low, end), low - 1) + 1
    word = text[begin:end]
    cut = -1
    if _MARK.search(word):
        cut = max(word.rfind(mark) for mark in "([‘“'\",…”’<")
        dot = word.rfind("·")
        if dot > 0 and _DIGIT.search(word[:dot]):
            cut = max(cut, dot)
    return _Before(word[cut + 1 :], begin + cut + 1)


def _bare(text: str, before: _Before) -> str | None:
    """Return the word before a number where it is a noun without a particle (관계자 100여 명)."""
    word = before.word
    if word == "수" and (counted := _NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)):
        return counted[1]
    if not word or not word[-1].isalpha() or word in NOT_COUNTED:
        return None
    if word not in NOUNS and not NOUN_END.search(word) and not is_noun(word):
        return None
    noun = word.removesuffix("들") if len(word) > 2 else word
    joined = _COORDINATED.search(text, max(0, before.begin - 10), before.begin)
    if joined is not None and joined[1] not in NOUNS and _is_joined(joined[1]):
        return f"{joined[1]} {noun}"
    return noun


def _is_joined(word: str) -> bool:
    """Return whether a word with 와 or 과 is a noun of a coordination: not 들어와, not 두 대와."""
    if word[-1] == "나":
        stem = word[:-2] if word[-2] == "이" else word[:-1]
        return stem in NOUNS or _PEOPLE.search(stem) is not None
    return word[:-1] not in COUNTER_INDEX and not VERB_END.search(word)


def _among(text: str, start: int, previous: tuple[int, str | None] | None) -> str | None:
    """Return the noun of ``선원 가운데 4명`` and ``객실 64곳 중 38곳``."""
    if previous is not None and previous[1] and _AMONG_COUNT.fullmatch(text, previous[0], start):
        return previous[1]
    if text[start - 1 : start] == "(":
        head = _NUMBER_OF.search(text, max(0, start - 14), start)
        return head[1] if head else None
    among = _AMONG.search(text, max(0, start - 22), start)
    return None if among is None or among[1] in NOT_COUNTED else among[1]


# What is done with the things counted, or happens to them: 20대의 구매, 여덟 곳의 우세.
_DEEDS = frozenset(
    "구매 도입 판매 생산 매입 매각 지원 공급 추가 건설 우세 열세 승리 사망 부상 참석 참가 참여 증가 감소"
    " 도움 협조 반대 찬성 동의 서명"
    " 희생 노력 이동 설치 확보 보유 운영 채용 모집 선발 증원 감원 충원 구조 검거 체포 구속 확진 입원 발생"
    " 창출 힘 목소리 의견 마음 눈".split()
)
_ENDED = re.compile(" (?:[가-힣]{2,5} )?([가-힣]{2,6}) 끝에")
_TRANSPARENT = frozenset(
    "여전히 아직 이미 현재 지난해 올해 작년 이달 지난달 하루 한때 매일 연간 지금까지 벌써 어느덧".split()
)
_FLOATERS = frozenset("명 마리 대 건 채 동 통 곳 군데".split())
_PART = re.compile("(?:절반|일부|대부분|과반|상당수|평균|두 배|[0-9])")
# Forms of verbs that end as a topic does: 웃도는, 있지만.
_NO_SUBJECT = re.compile(
    r"(?:[웃밑맴]도는|[가-힣](?:넘|달하|이르|미치)는|지만|더라도|어도|아도|으면서도|는데도|다가|니만)\Z"
)
_RANKED = re.compile(r"[0-9](?:위|등|번|호|차|세트|쿼터)?\Z")
# Occasions of an event: 설명회를 다섯 차례 열었다, 결석이 스무 번을 넘으면.
_HELD = re.compile(
    "(?:이나|나|씩)? ?(?:더 )?(?:열|개최|진행|실시|치르|치렀|치른|거치|거쳤|거친|거쳐|했|하[고며는]|한 "
    "|당하|당했|당한|저지|받|가졌|가진|갖|벌)"
)
_AMOUNTING = re.compile(
    "(?:[을를이가]|에)? ?(?:넘|웃돌|밑돌|달하|달했|이르|이른|불과|그[치쳤친])|(?:이?다|뿐|였|이었)(?![가-힣]*번)|까지"
    "|에 걸쳐 (?:이뤄|열렸|열린|진행[됐된]|실시[됐된])|로 (?:늘|줄)|으로 (?:늘|줄)"
)


def _turns(text: str, stops: tuple[int, int], before: _Before) -> str | None:
    """Return the event that a clause says to have happened so many times."""
    match = _TOPIC.match(before.word)
    if match is None or before.word in NOT_COUNTED or len(match[1]) < 2:
        return None
    noun, particle = match[1], match[2]
    if noun in ABSTRACT or noun in NOT_COUNTED or noun.endswith(("씨", "군", "양", "당", "부", "청", "시", "팀")):
        return None
    if JOSA_END.search(noun) or (VERB_END.search(noun) and noun not in NOUNS) or _RANKED.search(noun):
        return None
    cue = _HELD if particle in "을를" else _AMOUNTING if particle in "은는이가" else None
    said = cue is not None and any(cue.match(text, stop) for stop in stops)
    return noun if said and not _ACTOR.search(noun) else None


_ACTOR = re.compile(r"(?:기자|학생|직원|교사|선수|감독|대표|회사|기업|정부|경찰|검찰|그|우리|들)\Z")


def _subject(text: str, stops: tuple[int, int], before: _Before, unit: str | None) -> str | None:
    """Return the noun that the clause says to be so many (``탑승자는 476명이다``, ``파트너를 1명씩``)."""
    match = _TOPIC.match(before.word)
    stop, reach = stops
    if match is None or before.word in NOT_COUNTED or unit in ("가지", "단계") or _NO_SUBJECT.search(before.word):
        return None
    noun, particle = match[1], match[2]
    if _NUMBER_WORD.search(noun) and noun not in NOUNS:
        noun = noun[:-1]
    if noun in _TALLIES and (counted := _NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)):
        noun = counted[1]
    if (len(noun) < 2 and noun not in NOUNS) or noun[0].isdigit():
        return None
    if (
        noun in ABSTRACT
        or noun in NOT_COUNTED
        or noun.endswith(("등", "율", "률"))
        or (JOSA_END.search(noun) and noun not in NOUNS)
        or (VERB_END.search(noun) and noun not in NOUNS)
    ):
        return None
    noun = noun.removesuffix("들") if len(noun) > 2 else noun
    after = text[stop : stop + 1]
    if particle in "을를":
        return noun if _FLOATING.match(text, stop) else None
    if particle in "은는이가":
        floats = (
            (after == " " or text.startswith("씩 ", stop))
            and reach == stop
            and unit in _FLOATERS
            and _PEOPLE.search(noun)
        )
        said = _COPULA.match(text, stop) or _COPULA.match(text, reach) or _AT_LIMIT.match(text, stop)
        return noun if floats or said else None
    return noun if after not in ("을", "를") else None
