"""What a number is per: the time (연간, 월, 하루 …) and the unit that it is shared out to (1인당, 대학당 …)."""

from __future__ import annotations

import re

from extractors.numbers.endings import NOUNS

_FILL = (
    "(?:최대|최소|약|평균|최고|최저|총|무려|많게는|적게는|적어도|고작|불과|대략|1인당|한 "
    "사람이|에|에만|만|각각|모두|각|[0-9]*[가-힣]{1,2}당)?"
)
_NEAR = rf"(?: ?{_FILL}){{0,3}} ?"
# One word of noun may stand between a short word and its number (월 수출액 500억달러).
_NOUN = r"(?: [가-힣]{2,7}(?:은|는|이|가|도|만)?)?"
_ADVERBS = {
    "year": r"1년당|연간|연평균|매년|해마다|매해|연(?= |\Z)|한 해(?! 동안|를)|연산(?= )|한해(?= 평균)|1년에|일 ?년에",
    "month": r"월당|1개월당|한 ?달당|월간"
    r"|월평균|매[월달](?: [말초])?|다달이|달마다|월(?= |\Z|최대|평균|약)|한 ?달에만?|한 ?달 평균"
    r"|(?<!지난 )(?<!최근 )한 ?달(?= (?:기준 )?(?:최대 |최소 |약 |무려 |고작 |많게는 |적게는 )?\Z)"
    r"|한 ?달(?= (?:매출|수입|소득|생활비|용돈|지출|임대료|관리비|이용료|요금))|1달에|1개월에",
    "week": r"매주|주(?= )|일주일에|1주일에|주평균|한 ?주에|일주일(?= )",
    "day": r"일평균|하루당|1일당|매일|날마다|하루에만|하루에|하루(?= |평균)|(?<![0-9])일(?= (?!년))"
    r"|(?<!지난 )1일(?= (?:평균|최대|약))",
    "hour": r"1?시간당|1시간에|한 시간에",
}
_TOPICS = {
    "year": r"연봉|연매출|연소득|연수입|연회비|연이자|연수익",
    "month": r"월세|월급|월소득|월수입|월매출|월급여|월보수|월봉급액?|월회비|월 ?임대료|월이용료|월요금",
    "week": r"주급",
    "day": r"일급|일당|일매출",
    "hour": r"시급|최저시급|평균시급",
}


def _named(words: dict[str, str]) -> str:
    return "|".join(f"(?P<{per}>{alternatives})" for per, alternatives in words.items())


_ADVERB = re.compile(
    rf"(?<![가-힣0-9])(?:{_named(_ADVERBS)})"
    rf"(?:{_NEAR}|(?(day)(?: ?평균)?{_NOUN}|(?(week)|{_NOUN}{_NOUN}{_NOUN})){_NEAR})\Z"
)
_TOPIC = re.compile(
    "(?:(?<![가-힣0-9])|최저"
    rf"|평균)(?:{_named(_TOPICS)})(?P<tail>(?:\([^()]{{0,30}}\))?(?:[은는이가도을를]|으?로는?)? "
    rf"?[^.,\n]{{0,30}})\Z"
)
# 이날 하루 9명: on one day, not each day.
_ONE_DAY = re.compile(r"(?:이날|그날|당일|첫날|전날|어제|오늘|마지막 날|[0-9]일) \Z")
_THAT_WEEK = re.compile(r"(?:첫|[둘셋넷]째|지난|이번|다음|마지막|그|전) \Z")
_OPENED = re.compile(r"(?P<place>문|매장|점포|가게|행사|대회|전시|집회)?[을를] \Z")
# 광장에서 연 잔치에 300명: held, not by the year.
_HELD = re.compile("연 (?:[가-힣]+ )*[가-힣]+에(?:는|도|서|서는)? ")
# 주택을 연 7만호: of a large number 연 is a rate, not a form of 열다.
_LARGE = re.compile("[0-9][0-9,.]* ?[천만억조]")

_SHARED = (
    "분|초|원|송이|타석|회선|승|부셸|MMBtu|반기|km|m|갤런|헥타르|에이커|야드|피트|마일|킬로|켤레|척|기|가마|포대|묶음|다발|모|필지|구좌|접시|컵|봉|곡|컷"
    "|칸|량|쪽|페이지|세션"
    "|분기|학기|엔|루피|루블|페소|바트|인|명|사람|가구|세대|가정|건|개|대|회|차례|편|장|주|달러|유로"
    "|파운드|위안|센터|대학교|대학|학교|학급|학생|업체|기업|회사|기관|단체|팀|곳|평|리터|ℓ"
    "|L|l"
    "|㎏|kg|g|㎡|m²|㎢|톤|t|배럴|온스|갑|병|마리|그루|권|끼|그릇|잔|박|분|과목|계좌|구좌|좌"
    "|골|점포|매장|농가|마을|지역|시군|도시|사업|과제|연구실|교실"
    "|직원|교사|교원|의원|환자|선수|필지|객실|좌석|채|동|실|층|차량|상자|박스|봉지|포대"
    "|포기|근|홀|경기|게임|회차|학기|매|판|벌|켤레|세트|자녀|아동|어린이|국민"
    "|주민|시민|근로자|농민|작품|종목|지점|단지|동호회|모둠|부서|지자체|시도|시·도|구청|군"
    "|읍면|읍·면|후보|후보자|정당|가족|쌍|부부|테이블|구간|노선|편도|왕복|장기|건물"
    "|제곱미터|㏊|ha|GB|MB|㎥|캐럿"
    "|제곱킬로미터|킬로그램|그램|미터|㎞|km|㎾h|[kMG]Wh|[MG]J|Gcal|kW|MW|mL|ml|㎖|kcal|TEU|박스|캔|알|통|호|필|면|메달"
    "|a|조|이닝|선거구|표|문항|문제|시간제|입찰|일자리|본|자루|개소|개교|개사|개국|포인트"
)
# Places and bodies that share a sum: a noun of any kind by its last syllable (정류장당, 관당, 시·군·구당).
_PLACES = (
    "[가-힣]{1,5}(?:장|소|역|점|관|실|자|병원|학원|유치원|지구|권역|구역|센터|단지|기관|시설|광역|하우스|법인"
    "|사업자|가족|농장)"
    "|시·군·구|시·도|시·군|읍·면·동|읍·면|구·군|군·구|동네|관|역"
)
# The first look behind holds for all of them: it spares trying each inside of a word.
_EACH = re.compile(
    f"(?<![가-힣])(?:각 (?P<every>[가-힣]{{1,8}}) ?당"
    f"|(?:(?<![0-9A-Za-z가-힣])[0-9]{{1,4}}[십백천만]{{0,2}} ?|(?<![가-힣A-Za-z]))(?P<unit>{_SHARED})"
    r"(?:\([0-9A-Za-zℓ㎏㎡㎥가-힣]{1,6}\))? ?당(?=[ 순배0-9]|으로|\Z)"
    rf"|(?<![가-힣·])(?P<place>{_PLACES}) ?당(?=[ 0-9]|\Z)"
    f"|(?<![가-힣])[가-힣]{{1,6}} (?P<spaced>{_SHARED}) 당 "
    f"|(?<![0-9가-힣])[0-9]{{1,4}}[십백천만]{{0,2}}(?P<wide>{_SHARED}) 당 "
    "|(?<![0-9가-힣])1(?:개|곳) (?P<kind>[가-힣]{1,6}?)당(?= )"
    f"|(?<![가-힣])한 (?!주)(?P<based>{_SHARED}) 기준"
    f"|(?<![0-9가-힣])1(?P<basis>(?!등|위|교시|시|심|단계|급|차|학년|분기|호|순위|월|일|년)[가-힣]{{1,3}}) 기준"
    f"|(?<![0-9가-힣])(?:한|1) ?(?P<one>계좌|포대|가마니|가마|자루|봉지|단|송이|컵|캔|팩|세트|되"
    "|말|회|가구|구좌|갑|장|병|잔|개"
    "|권|마리|그릇|통|상자|박스|그루|켤레|벌|판|포기|평|편|건|끼|박|인분|명|사람|대|톤|근|리터|kg|㎏|ℓ|L"
    "|㎡|t)에(?:는)? "
    r"|(?<![0-9가-힣])1(?P<flat>인|박|매|팀) (?=(?:약 |최대 |월 |연 )?\Z)"
    r"|(?<![0-9가-힣])1(?P<time>회) [가-힣]{2,4} ?(?:시|땐|때|때마다) )"
    r"(?P<tail>[^.\n]{0,45}(?:(?<=[0-9])\.(?=[0-9])[^.\n]{0,45}){0,2})\Z"
)
# Any noun that the list of nouns knows, right before the number: 창고당 5천 개.
_BESIDE = re.compile(rf"(?<![가-힣])([가-힣]{{2,5}})당{_NEAR}\Z")
# 경로당, 예배당 and 정의당 are halls and parties, and share nothing out.
_HALLS = frozenset(
    "경로 예배 기념 정의 노동 국민 자유 공화 진보 사회 보수 미래 통합 한국 개혁 녹색 우리 대한 민중 새정치"
    " 평화 조국".split()
)
# Quick looks that turn most numbers away: where an adverb of rate can begin, and what a unit that shares ends with.
# Each begins with a set of letters, to which the engine skips.
_STARTS = re.compile(r"[연매해월주일하시달날다한1](?:(?<![가-힣0-9].)|(?<=[0-9]일)(?= ))")
_BASIS = re.compile(r"[한1](?: ?\S{1,4}(?:에(?:는)? | 기준)|(?<=1)[회인박매팀] )")
_WAGES = re.compile("[연월주일시] ?[봉매소수회이세급보임요당]")
_CARRY = re.compile(
    "(?:에서|,) ?(?:[0-9]{1,4}년(?: ?[뒤후])?(?:에는|엔|에|은)? ?|(?:올해|내년|지난해"
    r"|작년)(?:에는|엔|는|은)? ?)?(?:약 )?\Z"
)


def rates(text: str, start: int, floor: int, *, wages: bool) -> tuple[str | None, str | None]:
    """Return ``per`` and ``each`` of the number at ``start``; nothing left of ``floor`` reaches it but a topic.

    ``wages`` reads words that are money by the month or the day (월세, 일당), which a count is never per.
    """
    low = max(floor, start - 40)
    per = each = None
    if first := _STARTS.search(text, low, start):
        per = _adverb(text, start, first.start())
    wide = max(0, start - 60)
    if text.find("당순", wide, start) >= 0:
        each = _each(text, start, wide, wages=wages)
    elif text.find("당", low, start) >= 0 or _BASIS.search(text, low, start):
        each = _each(text, start, low, wages=wages)
    if per is None and wages and _WAGES.search(text, max(0, start - 50), start):
        per = _topic(text, start, low)
    return per, each


# 1일 3회 복용한다, but 3월 1일 3회 연다.
_DAILY = re.compile("[0-9]{1,2}(?:회|번|차례|끼|잔|정|알)")
_DATED = ("월 ", "지난 ", "오는 ", "이달 ", "같은 달 ")


def _adverb(text: str, start: int, low: int) -> str | None:
    """Return the rate that an adverb before the number says (연간, 하루 평균)."""
    if text.endswith("1일 ", low, start) and _DAILY.match(text, start):
        return None if text.endswith(_DATED, 0, start - 3) else "day"
    match = _ADVERB.search(text, low, start)
    if match is None or "보증금" in match[0] or _HELD.match(match[0]):
        return None
    if (
        match[0].startswith("하루")
        and "평균" not in match[0]
        and _ONE_DAY.search(text, max(0, match.start() - 5), match.start())
    ):
        return None
    if match.lastgroup == "week" and match[0].startswith("주 ") and _THAT_WEEK.search(text, 0, match.start()):
        return None
    opened = match[0].startswith("연 ") and _OPENED.search(text, max(0, match.start() - 4), match.start())
    if opened and opened["place"] is None and _LARGE.match(text, start):
        return match.lastgroup
    return None if opened else match.lastgroup


_HOLDERS = frozenset("대 명 사람 건".split())


def _each(text: str, start: int, low: int, *, wages: bool) -> str | None:
    """Return the unit that the number is shared out to (1인당, 정류장당)."""
    # Nothing shares past a full stop.
    clause = max(low, text.rfind(". ", low, start) + 1, text.rfind("\n", low, start) + 1)
    shared = _EACH.search(text, clause, start)
    if shared is not None and "%" in shared["tail"]:
        # 건당 9.8%, 배달비 2천원: the percentage is what is shared out.
        shared = None
    if shared is not None and not wages and shared["one"] in _HOLDERS:
        # 버스 1대에 45명이 탔다: what holds them is no rate.
        shared = None
    if shared is not None:
        while (nearer := _EACH.search(text, shared.start("tail"), start)) is not None:
            shared = nearer
        return next(value for name, value in shared.groupdict().items() if value is not None and name != "tail")
    noun = _BESIDE.search(text, max(low, start - 14), start)
    return noun[1] if noun is not None and noun[1] in NOUNS and noun[1] not in _HALLS else None


def _topic(text: str, start: int, low: int) -> str | None:
    """Return the rate of a topic (시급이, 월세): with a particle it holds for the whole clause."""
    begin = max(0, start - 50)
    match = _TOPIC.search(text, begin, start)
    if match is None:
        return None
    tail = match["tail"]
    if tail.startswith(("을 ", "를 ")) and _RAISED_TO.match(text, start):
        return _group(match)
    if text.endswith("치 ", 0, match.start()):
        # 석 달 치 월세 90만원: the sum of all three.
        return None
    if tail.endswith(_DEPOSIT) or tail.strip() in _TOTALS or _NEXT_CLAUSE.search(tail):
        return None
    topical = _AS_TOPIC.match(tail) is not None
    if match.start() < low and not topical:
        return None
    beside = not tail.strip() or _AS_OBJECT.fullmatch(tail) or _NEAR_ONLY.fullmatch(tail)
    return _group(match) if beside or topical else None


# 연봉 총 20억원: what all the years come to.
_TOTALS = ("총", "총액", "총합", "합계", "도합", "모두")
# 연회비는 2만원이며 실적 40만원을 채워야 한다: the topic's clause is over.
_NEXT_CLAUSE = re.compile("[0-9만천억] ?원(?:이며|이고|이지만|인데|이었고|이었으며) ")
_DEPOSIT = ("보증금 ", "보증금은 ", "보증금이 ", "계약금 ")
# 월급을 내년까지 150만원으로 올린다.
_RAISED_TO = re.compile(
    "[0-9][0-9,.만억천백 ]*(?:원|달러)(?:대)?(?: 이상)?(?:으)?로 (?:올|인상|낮|내|깎|정|책정|동결|늘|높|조정|확정|삭감)"
)
_AS_TOPIC = re.compile(r"(?:\([^()]*\))?[은는이가]")
_AS_OBJECT = re.compile(r"(?:\([^()]*\))?(?:[은는이가을를도]|으?로는?)? ?")
_NEAR_ONLY = re.compile(_NEAR)


def _group(match: re.Match[str]) -> str | None:
    return next((name for name in _TOPICS if match[name]), None)


# 10만 명당 41.8명(지난해 43.5명), ○○군 38.2명: a rate in a row of places or beside the same one's of another year.
_ROW = re.compile(
    r"(?:(?:으로|로)? [^.()\n0-9]{2,40}|(?:\)),? ?[^.()\n0-9]{2,20})\(\Z|"
    r"(?:으로|로|이?고|이며|였고)?(?:\)?,|\)?(?:[과와]| 및)?|(?=\()) ?(?!총|모두|합계|전체 )"
    r"(?:[가-힣]{1,8}(?:은|는|이|가)? ?)?\(?(?:[가-힣]{1,8} ?|[0-9]{4}년 ?)?\Z"
)


def in_a_row(text: str, end: int, start: int) -> bool:
    """Return whether a rate per head that ends at ``end`` goes on to the one at ``start``, of another place or year."""
    return 0 < start - end <= 45 and _ROW.match(text, end, start) is not None


def carries(text: str, end: int, start: int) -> bool:
    """Return whether the rate of a number that ends at ``end`` goes on to the one at ``start`` (a list, a change)."""
    return start - end <= 20 and _CARRY.match(text, end, start) is not None
