"""The noun that is counted (``of``), found in the words beside a number."""

from __future__ import annotations

import re

from extractors.numbers.companions import MEASURE
from extractors.numbers.endings import (
    NOT_COUNTED,
    NOUNS,
    VERB_END,
    is_noun,
    is_whole,
    singular,
)
from extractors.numbers.occasions import EVENT_LEFT, event_behind
from extractors.numbers.owned import is_owned
from extractors.numbers.phrases import following, head_of, past_limit
from extractors.numbers.subjects import (
    NUMBER_OF_WORD,
    PEOPLE,
    TOPIC,
    Before,
    counted_by,
    is_house,
    subject,
    turns,
    without_number,
)
from extractors.numbers.units import COUNTER_INDEX

# Counters that stand right before their noun (15개 대학), and counters of occasions, which have none beside them.
_KIND_UNITS = frozenset("개 가지 종".split())
_OCCASIONS = frozenset(
    "차례 회 번 승 무 패 연승 경기 시즌 타석 이닝 골 타수 안타 홈런 타점 득점 실점 도움 도루 볼넷"
    " 탈삼진 연패 전승 전패 피안타 삼진 사사구 사구 루타 병살타 세이브 홀드"
    " 어시스트 리바운드 스틸 바퀴 판 라운드 게임 사람".split()
)
_TURNS = frozenset("차례 회 번".split())

# Behind one of these 판 is a tray, behind all others a game.
_TRAYS = frozenset("계란 달걀 왕란 유정란 피자 두부 모종".split())
# 시 before one of these is a poem, before all others a city or an hour.
_POEMS = frozenset("편 수 권 구절".split())

_DATE = re.compile("[0-9]{1,4}[월년일시]|[0-9]교시")
_RELATIVE = re.compile(
    "(?:이|가|을|를|에)? ?(?:넘는|달하는|이르는|육박하는|웃도는|밑도는|못 미치는|상당의"
    "|해당하는|가까운|이상의|이하의|미만의|정도의|가량의|안팎의|여의|의|넘은|달한) "
)
_AMONG = re.compile(
    "(?<![0-9가-힣])([가-힣A-Za-z·]+?)(?:들)? (?:중|가운데|중에서|가운데서|중에"
    r"|가운데에서)(?:에|에서|에서도)? (?:약 |총 |단 |최소 |무려 )?\Z"
)
_AMONG_COUNT = re.compile(r"(?:은|는|이|가)? ?(?:중|가운데|중에서|가운데서) (?:약 |총 |단 |최소 |무려 )?\Z")
_NUMBER_OF = re.compile(r"([가-힣]{2,}) 수\(\Z")
_COORDINATED = re.compile(r"(?<![0-9가-힣])([가-힣]{2,6}(?:(?<!씨)[과와]|이?나| (?:또는|혹은|및))) \Z")


_HOMES = ("세대", "가구")


def _by_heads(text: str, start: int, previous: tuple[int, str | None]) -> bool:
    """Return whether the people counted are those that the number before counts by houses (이재민 90세대 200명)."""
    end, noun = previous
    beside = start - end == 1 and text[end] in " ("
    return beside and noun is not None and text.endswith(_HOMES, 0, end) and PEOPLE.search(noun) is not None


# 2명 사망 10명 부상: each number before its fate.
_FATE = re.compile(
    "(?:이|은)? (?:사망|부상|실종|중상|경상|중경상|심정지|구조|구속|체포|검거|입건"
    "|송치|기소|연행|대피|확진|입원|의식불명)(?:[·,…]? ?|$)"
)


def _of_each(text: str, end: int, start: int) -> bool:
    """Return whether a count from ``start`` is one of a row of which 각각 stands before (각각 70명, 60명)."""
    return text[end:start] in (", ", ",", "·", "과 ", "와 ") and text.find("각각", max(0, end - 16), end) >= 0


_VEHICLE = re.compile(r"(?:버스|택시|트럭|차|열차|차량|헬기|기)\Z")


def of_noun(  # noqa: PLR0911, PLR0912 each order of words has its own answer
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
    before = _named_before(text, start)
    if unit in ("사람", "가족"):
        return _bare(text, before, unit)
    if unit == "개국" and before.word.isascii():
        return _among(text, start, stop, previous)
    if previous is not None and previous[1] and text[previous[0] + 1 : start - 1] == previous[1]:
        # 5개 노선 14대: the noun between two counts is the first one's; vehicles are the second's too.
        if unit in _KIND_UNITS:
            return following(text, stop)
        if text.startswith("의 ", stop):
            # 17개 분야 32건의 협약을 맺었다.
            noun = head_of(text, stop + 2)
            return None if noun in _DEEDS or is_owned(noun, unit) else noun
        return previous[1] if unit == "대" and _VEHICLE.search(previous[1]) else None
    if previous is not None and unit == "명":
        if _by_heads(text, start, previous):
            return previous[1]
        if _FATE.fullmatch(text, previous[0], start) and _FATE.match(text, stop):
            return None
    if (
        previous is not None
        and previous[1]
        and unit
        and text.endswith(unit, 0, previous[0])
        and (_NEXT_TIME.fullmatch(text, previous[0], start) or _of_each(text, previous[0], start))
    ):
        return previous[1]
    if (
        (unit not in _KIND_UNITS and unit not in _OCCASIONS)
        or (unit == "판" and before.word in _TRAYS)
        or (unit == "종" and text.startswith("의 ", stop))
    ):
        bare = "시" if before.word == "시" and unit in _POEMS else _bare(text, before, unit)
        if bare is not None:
            return bare
    relative = _RELATIVE.match(text, stop)
    tally = unit in _OCCASIONS and unit not in _TURNS
    if relative is not None and not tally and not _PART.match(text, relative.end()):
        noun = head_of(text, relative.end())
        noun = None if noun is None else without_number(noun)
        if (noun not in _DEEDS or unit in ("건", "차례", "회")) and not (relative[0] == "의 " and is_owned(noun, unit)):
            return noun
    if unit in _KIND_UNITS and (noun := following(text, stop) or past_limit(text, stop)) is not None:
        return noun
    if unit in _OCCASIONS:
        event = event_behind(text, stop) if unit in ("차례", "회") else None
        return event or (_turns(text, (stop, max(stop, reach)), before) if unit in _TURNS else None)
    if unit in _KIND_UNITS and (bare := _bare(text, before, unit)) is not None:
        return bare
    noun = _among(text, start, stop, previous) or subject(text, (stop, max(stop, reach)), before, unit)
    return None if noun in _TRADES and unit != "건" else noun


def _named_before(text: str, start: int) -> Before:
    """Return the word before a number, past a measure of each and a phrase of time (쌀 10㎏ 50포)."""
    before = _word_before(text, start)
    if MEASURE.fullmatch(before.word):
        before = _word_before(text, before.begin)
    if before.word[-1:] in _SPELL_LAST and (spell := _SPELL.search(text, max(0, before.begin - 8), start)):
        # 확진자는 나흘 연속 300명대를 기록했다.
        past = _word_before(text, spell.start())
        if _EVENT_WORD.fullmatch(past.word):
            # 가입자가 출시 한 달 만에 10만명을 넘었다.
            past = _word_before(text, past.begin)
        return past if TOPIC.match(past.word) else before
    timed = before.word in _TIMES or before.word[-1:] in ("월", "년", "일")
    return _past_time(text, before) if timed else before


_SPELL = re.compile(
    "(?<![0-9가-힣])(?:[0-9]{1,3} ?(?:일|주|개월|년|분기)|이틀|사흘|나흘|닷새|엿새|열흘|보름|일주일"
    r"|(?:한|두|세|석|네|넉) ?달) ?(?:연속|째|만에|새|간|동안) ?\Z"
    r"|(?<![0-9가-힣])(?:1년|한 해|한 ?달|1개월|일주일|1주|하루|1일)에(?:만)? \Z"
)
_EVENT_WORD = re.compile(
    "출시|개봉|개장|시행|공개|출간|개통|발매|판매|모집|접수|개시|도입|개설|창립|창단|취임|시작|이후"
)
_SPELL_LAST = frozenset("속째에새간안")


def _turns(text: str, stops: tuple[int, int], before: Before) -> str | None:
    """Return the event that stands before its occasions, or that the clause says to have happened so many times."""
    if EVENT_LEFT.search(before.word) and before.word not in NOT_COUNTED:
        return without_number(before.word)
    return turns(text, stops, before)


def _past_time(text: str, before: Before) -> Before:
    """Return the noun before a phrase of time (직원은 지난해 말 기준 40명), or the word itself where none is there."""
    past, timed = before, False
    for _ in range(4):
        known = past.word in _TRANSPARENT or _DATE.fullmatch(past.word) is not None
        if not past.begin or not (known or past.word in _TIMES):
            break
        timed = timed or known
        past = _word_before(text, past.begin)
    return past if timed and (PEOPLE.search(past.word) or TOPIC.match(past.word)) else before


# 출산율 1.2명: a rate is stated so, not counted.
_RATE = re.compile(r"[가-힣]{2}(?<!법)[율률]\Z")
_BULLETS = "△▲▽▼◇◆□■○●◎▶▷※★☆"
_MARK = re.compile(f"[(\\[‘“'\",…”’<·{_BULLETS}]")
_DIGIT = re.compile("[0-9]")
_BRACKETED = re.compile(r"[가-힣]\([^()]*\)[은는이가을를도]\Z")


def _word_before(text: str, start: int) -> Before:
    end = start - 1 if text[start - 1 : start] == " " else start
    if text[end - 1 : end] == ":":
        # 부상: 12명, in a table.
        end -= 2 if text[end - 2 : end - 1] == " " else 1
    if text[end - 1 : end] == ")":
        # 초등생(1∼3학년) 30명: what the bracket explains.
        opened = text.rfind("(", max(0, end - 20), end)
        end = opened if opened > 0 else end
    low = max(0, end - 20)
    begin = max(text.rfind(" ", low, end), text.rfind("\n", low, end), low - 1) + 1
    word = text[begin:end]
    cut = -1
    if _BRACKETED.search(word):
        # 이용자 수(MAU)는: the particle goes with what stands before the bracket.
        word = word[: word.index("(")] + word[-1]
    if _MARK.search(word):
        # 폐쇄회로(CC)TV: what stands behind a bracket is the head of the word.
        cut = max(word.rfind(mark) for mark in "([‘“'\",…”’<)" + _BULLETS)
        dot = word.rfind("·")
        if dot > 0 and _DIGIT.search(word[:dot]):
            cut = max(cut, dot)
    return Before(word[cut + 1 :], begin + cut + 1)


def _bare(text: str, before: Before, unit: str | None) -> str | None:
    """Return the word before a number where it is a noun without a particle (관계자 100여 명)."""
    word = before.word
    counted = None
    if word in ("수", "수도"):
        counted = NUMBER_OF_WORD.search(text, max(0, before.begin - 9), before.begin)
    if counted is not None and (word == "수" or PEOPLE.search(counted[1])):
        return counted_by(counted) or None
    known = (word, unit) in _COUNTED_WITH
    if not word or not word[-1].isalpha() or (word in _UNSURE and not known):
        return None
    if (
        _RATE.search(word)
        or word.endswith(("기간", "기간중", "당시"))
        or (word[-1] == "별" and word not in _PARTINGS)
        or is_house(word, unit)
    ):
        return None
    if not known and not is_whole(word) and (not is_noun(word) or _is_said_to_be(word, unit)):
        return None
    noun = without_number(word)
    noun = singular(word) if noun == word else noun
    joined = _COORDINATED.search(text, max(0, before.begin - 10), before.begin)
    if joined is not None and _MEASURED.search(text, max(0, before.begin - 14), joined.start(1)):
        # 간장 두 큰술과 설탕 한 컵: what is joined has a number of its own.
        joined = None
    if joined is not None and not is_whole(joined[1]) and joined[1][:-1] not in _KIN and _is_joined(joined[1]):
        return f"{joined[1]} {noun}"
    return noun


# 과반인 26석, 3년 치 일감인 180척: what they are, where 법인 30곳 and 와인 6병 end so of themselves.
_SAID_OF_ANY = re.compile(
    "(?:정원|과반|절반|최다|최대|최소|최고|최저|전체|전부|대부분|인원|규모|수준|목표|목표치|상한|하한|한도|기준|평균)인\\Z"
)
_IN = re.compile(r"(?:[법할확승라와코무체원요죄주부상폐고사핀]|디자|캠페|카페|로그|포인)인\Z")
_OF_PERSONS = frozenset("명 인 사람 분 가족 쌍 팀 가구 세대".split())


def _is_said_to_be(word: str, unit: str | None) -> bool:
    """Return whether a word that ends in 인 says with the copula what the things counted are."""
    if word[-1] != "인":
        return False
    if _SAID_OF_ANY.search(word):
        return True
    return len(word) > 2 and unit not in _OF_PERSONS and _IN.search(word) is None


# Words that are a noun with these counters alone: 하자 a form of 하다, 파리 a city.
_COUNTED_WITH = frozenset(
    {("개인", "명"), ("수시", "명"), ("장성", "명"), ("하자", "건"), ("분만", "건"), ("글", "건")}
    | {("양주", "병"), ("기와", "장"), ("총", "자루")}
    | {(noun, "가지") for noun in ("사실", "기준", "목표", "계획", "기록")}
    | {(animal, "마리") for animal in ("파리", "치어", "말", "양", "새")}
)
_UNSURE = NOT_COUNTED | {known for known, _ in _COUNTED_WITH}


_MEASURED = re.compile(r"(?:[0-9]|(?<![가-힣])(?:한|두|세|네|반)) ?\Z")

# 이별 3건: not 학교별 30명, which says how the number is shared out.
_PARTINGS = frozenset("별 이별 작별 송별 차별 선별 식별".split())


# 부부와 자녀 2명: the first is counted by itself already.
_KIN = frozenset(
    "부부 아내 남편 어머니 아버지 엄마 아빠 부모 부인 본인 자신 할머니 할아버지 장남 장녀 모친 부친".split()
)


def _is_joined(word: str) -> bool:
    """Return whether a word with 와 or 과 is a noun of a coordination: not 들어와, not 두 대와."""
    if word[-1] == "나":
        stem = word[:-2] if word[-2] == "이" else word[:-1]
        return stem in NOUNS or PEOPLE.search(stem) is not None
    counter = word[1:-1] if word[0] in "한두세네" else word[:-1]
    return counter not in COUNTER_INDEX and word[:-1] not in COUNTER_INDEX and not VERB_END.search(word)


def _among(text: str, start: int, stop: int, previous: tuple[int, str | None] | None) -> str | None:
    """Return the noun of ``선원 가운데 4명`` and ``객실 64곳 중 38곳``."""
    if previous is not None and previous[1] and _AMONG_COUNT.fullmatch(text, previous[0], start):
        if text.startswith("표", stop - 1) and not text.endswith("표", 0, previous[0]):
            # 의원 9명 중 5표: votes of theirs.
            return None
        return previous[1]
    if text[start - 1 : start] == "(":
        head = _NUMBER_OF.search(text, max(0, start - 14), start)
        return head[1] if head else None
    among = _AMONG.search(text, max(0, start - 22), start)
    # 열 명 중 여덟 명: a counter before 중 names nothing.
    named = among is not None and (previous is None or among.end(1) != previous[0]) and among[1] not in NOT_COUNTED
    return among[1] if among is not None and named else None


# What is done with the things counted, or happens to them: 20대의 구매, 여덟 곳의 우세.
_TRADES = frozenset("분양 구매 도입 판매 생산 매입 매각 공급 수출 수입".split())
_DEEDS = _TRADES | frozenset(
    "지원 추가 건설 우세 열세 승리 사망 부상 참석 참가 참여 증가 감소"
    " 도움 협조 반대 찬성 동의 서명"
    " 희생 노력 이동 설치 확보 보유 운영 채용 모집 선발 증원 감원 충원 구조 검거 체포 구속 확진 입원 발생"
    " 운항 운행 결항 출항 입항 이착륙 통행 대피 이주 입주 이탈 입국 출국 귀국 복귀 방문 이용 접속"
    " 탈퇴 해고 퇴직 사퇴 사직"
    " 차이 창출 힘 목소리 의견 마음 눈".split()
)
_TRANSPARENT = frozenset(
    "여전히 아직 이미 현재 지난해 올해 작년 이달 지난달 하루 한때 지금까지 벌써 어느덧"
    " 일 연 월 주 매일 매주 매월 매년 연간 일평균 월평균 연평균".split()
)
# 지난해 말 기준, 올해 초 현재: what goes with a time between a topic and its count.
_TIMES = _TRANSPARENT | frozenset("말 초 중순 기준 현재".split())
# 오리는 4월 300마리, 5월 410마리: a row of times has one topic.
_NEXT_TIME = re.compile("(?:이?고|이?며|에서|이?었고|였고)?,? [0-9]{1,4}[월년일](?:에는|엔|에)? ")
_PART = re.compile("(?:절반|일부|대부분|과반|상당수|평균|두 배|[0-9])")
