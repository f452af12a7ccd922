"""What tells a length of time from a point in it: ``2년`` from a year, ``4일`` from a date, ``3월`` from a name."""

from __future__ import annotations

import re

from extractors.facts import Number
from extractors.numbers.site import Site
from extractors.numbers.units import unit_at

_STRONG = (
    "간(?![가-힣])|간[의에을이은만 ]|동안(?!구)|만에|만의|만이|만인|만입|만 ?에|째|가량|남짓|쯤"
    "|이내|미만|초과|넘게|넘도록|내내|연속(?!극)|마다(?!가)|짜리|안팎|내외(?=[.,의로가이])|간격|까지 걸[리려렸린릴립]"
    # 10년여 is glued; apart it is read only before what marks a length: 8일 여의도 is a date and a place.
    r"|(?<! )여(?:(?![가-힣])| ?간| ?만| ?동안| ?전|의|를|가)"
    r"|(?<= )여(?: (?:간|만에|만의|동안|전|기간)|만에|만의|간 |간의)"
    r"|(?<= )만(?=[.,…])"
    r"|분(?:의|을)? (?:약|처방|식량|식수|급여|임금|사료)|이나 |가까이|치(?![가-힣])|치의|치를|새(?![가-힣])"
    r"|남았|남은|남겨|남기"
)
_LATER = (
    # Behind a date a word may begin as these do (전교조, 후속, 뒤이어, 이상화): a particle or nothing goes with them.
    "[뒤후](?:(?![가-힣])|(?=에(?!고)|엔|의|부터|로(?![가-힣])|면|까지|쯤|다[.,]|였|이[다었고며]|인[ ,.]))"
    "|전(?:(?![가-힣])"
    "(?! (?:대통령|세계|직원|국민|구단|의원|총리|장관|회장|대표|위원|시장|감독|부|차관|임원"
    "|사장|군|지역|과정|분야|경기|종목|교수|국장|실장|총장|원장|지사|도지사|청장|의장|대사|비서|수석|보좌관|최고|원내|국회|국가"
    "|남편|부인|아내|검사|판사|대법|이사|코치|대변인|교육감|구청장|정부|당"
    "|국무|청와대|국정원|[가-힣]{2,3}(?:시장|지사|군수)))"
    "|(?=에(?!너)|엔(?![가-힣])|의(?![경원])|부터|만(?![가-힣])|만해도|쯤|까지|과(?![자범])|보다|은 "
    "|이[다었라며고지]|인[ ,.]))"
    "|안에|내에|내로|내 |안으로|앞두|앞둔|앞으로 다가|지나(?!친|치)|지났"
    "|이상(?:(?![가-힣])|(?=[의을씩도]|이[ 다었라면]|으로|인[ ,.]|간|동안))"
    "|이하(?:(?![가-힣])|(?=[의로]))|정도(?!전)|된 "
    "|됐|되는|더(?![가-힣])|늦(?![은가깎])|빨리|먼저|일찍|연장(?!전)|단축|앞당"
    "|이 (?:걸|지나|넘|흘|소요|채|안 |더|남|된|되|지났|경과)|을 (?:넘|앞두|앞둔|보내|버|기다|더"
    "|남|굶|쉬[고었며]|쉰 |일[했하]|지[냈내]|근무|묵[었고]"
    "|맞)|도 (?:안|채|걸|못|되|지나)|에 걸|의 "
    "(?:시간|기간|세월|휴|여정|일정|유예|공백|역사)"
    r"|은 (?:걸|더)|가 (?:걸|지나|넘|소요)|이면 |가량|걸[리려렸린릴립]|소요|밖에(?! (?:나|서|있|놓|내))"
    "|에 (?:달[하했한]|불과)"
)
_YEARS_ONLY = (
    "씩(?!씩)|내외(?= [가-힣])|에 그[쳐치친쳤]|사이(?![가-힣])|지난(?= [가-힣])|빠[르른]|형(?![제사편식])"
    "|의 (?:실형|징역|형|금고|집행|임기|전통|결혼|준비|노력|연구|경력|계약"
    "|투병|수감|노하우|정치|선수|교직|공직|군|징계|자격|준|시한|단축|장기|치료|보호|기다림"
    "|방황)"
    "|(?:이|을|를|에)? ?(?:선고|구형|확정|복역|처[해하할한]|살았)|에 (?:집행|추징|벌금|처"
    "|자격|취업|치료)|과 (?:벌금|자격|추징|집행|취업)"
    "|, ?(?:집행유예|벌금|자격정지|추징)|[과와] "
    "|계약(?!직|금|학)|중임|단임|연임|거치|만기|약정|할부|무이자|복무(?!규)|근무(?!평|지)|유예|임기"
    "|역사(?!교과|학|왜곡|박물|공원|문화)|전통(?!시장|주|차|문화|놀이)"
    "|[가-힣]{2,4} (?:역사|인생|외길|전통|우정)(?![가-힣]*관)"
    "|세월(?!호)|경력|시한|터울|주기|근속|거주(?!자|지)|숙성|후배|선배"
    "|(?:[가-힣]{2,4} )?(?:생활|인생|외길)(?![가-힣]{0,2} ?(?:체육|물가|인구|권|안전|폐기물|임금|개혁))"
    "|무명|지기|노하우|의무교육|FA (?:계약|장기)|총액"
    "|(?:최대 )?[0-9][0-9,.억만천 ]*(?:달러|원|유로)(?:짜리|의)? ?(?:계약|조건)"
    "|(?:[가-힣]{2} ?)?(?:독재|통치|집권|재임|철권|갈등|숙원|염원|악연|인연|징크스|무관(?![중심세하])|누명|옥고"
    "|옥살이|투병|도피|동행|우애|열애|별거|침묵|은둔|유배)(?![한했해하됐된]|[가-힣]{0,2} ?(?:[0-9]|당시|때|이후))"
    "|(?:우승|무승) 가뭄|묵은|묵힌|묵혀|몸담|걸친|감형|감경"
    "|군 ?복무|토박이|단골|절친|무분규|무사고|무파업|무재해|우정(?!사업)|일제강점|연상|연하(?!장)"
    # 13년 지켜온 가게, 17년 키운 딸: what is done for long; 97년 찾아온 위기 is of a year.
    "|(?!(?:찾아|들어|돌아|넘어|올라|내려|건너|불어|몰려|밀려|튀어)온)"
    "[가-힣]{1,4}(?:해|아|어|여|워|려|켜|겨|녀|져)온(?![가-힣])"
    "|(?:다닌|키운|기른|모은|살던|버틴|기다린|이어진|끈|참은|숨긴|간직한|사귄|지킨|가꾼|일군|이끈|일한|근무한|복무한|재직한|거주한"
    "|봉사한|헌신한|갇힌|떠돈|헤맨|앓은)(?= )"
    "|이라는 |이란 |이후(?! ?[0-9])|차이(?!나)|이었|이다|이며|이고|입니다|인데|이지만|이라고"
    "|이라며"
    "|에 (?:한|두|세|[0-9]{1,2}) ?(?:[번차]|회(?![의장]))"
    "|에서 (?:최대 |길게는 |많게는 )?[1-4]?[0-9]년(?![도대생차])|으로 "
    "(?:나누|나눠|나눈|곱|늘|줄|연장|단축|제한|정|규정|확대|축소|동결|감|되|한정)"
)
_STRONG_RE = re.compile(f" ?(?:{_STRONG})")
_WEAK_RE = re.compile(f" ?(?:{_STRONG}|{_LATER})")
_YEAR_RE = re.compile(f" ?(?:{_STRONG}|{_LATER}|{_YEARS_ONLY})")
_PLAIN_YEAR = re.compile("[을은의이도]|(?![가-힣 0-9])")
_LEFT_LENGTH = re.compile(
    "(?:(?<![가-힣])(?:약|총|매|단|형|만|근|딱|겨우|장장|누적|평균|대략|어느덧|체류|투병)|이후|이래|전후|데뷔|수교|분단|경력|징역|금고|유예"
    "|정지|실형|구류|임기[는가를]?|최장"
    "|최대|최소|꼬박|무려|향후|앞으로|기간[은이을]?"
    "|수명[은이]?|형기|경력|형량|관찰|감호|부착|제한|시효[는가]"
    "|장기|단기|계약|복무|거의|연속|기한|불과|고작|적어도|적게는|많게는|길게는|길어야|길어봐야|길면|짧게는|짧으면|기껏해야|최단|무려"
    r"|무박|노역|수감|구금|감치|유급|정직|휴직|터울|격리|잠복기[는가]?)[은는이가]? ?\Z"
)
_PRISON = re.compile(
    "(?:징역|금고|구류|실형|노역|집행유예|장기|단기|정지|복역)(?:형|은|에|을|이|과)?(?: "
    r"?(?:최대|각각|장기|단기|약|총))? ?(?:[0-9]+년 ?)?\Z"
)
_DATED = re.compile(
    r"(?:(?<=[0-9정동섣윤])월|지난|오는|이달|이날|같은 ?달|다음 ?달|내달|매달|매월|전월|당월|지난달|[~∼～-]) ?\Z"
)
_REGNAL = re.compile(
    r"(?:(?:서기|기원전|기원후) ?|단기|주체|광무|건양|헤이세이|쇼와|레이와|메이지|다이쇼|[’'‘](?=[0-9]{2})"
    r"|(?<=[가-힣])[종조왕](?<!왕조) )\Z"
)
# 50년~90년대: from one decade to another.
_DECADES = re.compile("[~∼～-][0-9]{1,4}년대")
_ERAS = re.compile(r"(?:단기|불기) \Z")
_CLOCK = re.compile(
    "(?:[0-9]시(?: 정각)?|전반|후반|연장|쿼터|전반전|후반전|추가 ?시간|[(·,] ?[전후]"
    r"|[0-9]시간? ?[~∼-]|(?:전반|후반) [0-9]{1,2}분[,과·]) ?\Z"
)
_AGE = re.compile(
    "여? ?(?:된|난|짜리|의|배기)? ?(?:된 )?(?:남자|여자)? ?(?:아기|영아|유아|아이|딸|아들"
    "|신생아|갓난|젖먹이|여아|남아|쌍둥이|강아지|새끼|고양이|손자|손녀)"
)
_FRACTION = re.compile(r"의 ?[0-9일이삼사오육칠팔구]")
_BORN = re.compile(r"생후 (?:약 )?\Z")
_SHARES_LEFT = re.compile(
    r"(?:주식|지분|보통주|우선주|자사주|신주|(?P<all>총)|발행|매입|매각|스톡옵션)[은을를이]? ?(?:수 ?)?(?:약 |총 )?\Z"
)
_SHARES_RIGHT = re.compile(
    r"[를가의는씩]? ?\((?![0-9]{1,3}일)|[를은는의가] ?(?:[가-힣]{1,6} )?(?:장내|매입|매도|매수|매각|취득"
    "|처분|보유|발행|순매|배정|소각|청약|거래|공모|주식|지분|넘|사들|팔|담보)"
)
_MONTH_NEXT = re.compile(r" ?[0-9]{1,2}월")


def _year(text: str, site: Site) -> str:  # noqa: PLR0911 a ladder of cues
    if site.unit is not None and site.unit.text == "해":
        return _native_year(text, site)
    if site.style == "native":
        return "no counter after a native number"
    if _NTH_YEAR.match(text, site.stop):
        return "an ordinal"
    if text[site.stop : site.stop + 1] == "+":
        # 2+1년: the first of two terms.
        return _YEARS
    value = site.reading.value
    if value is not None and value <= _GRADES and _is_grade(text, site):
        return "a school year"
    planted = text.find("수령", max(0, site.start - 6), site.start) >= 0
    grown = text.find("된", site.stop, site.stop + 4) >= 0
    if (grown and _OLD_TREE.match(text, site.stop)) or (
        planted and _OLD_LEFT.search(text, max(0, site.start - 6), site.start)
    ):
        return "a tree's age"
    if value is None:
        # A range of years (10~20년), or 수십 년.
        low = site.reading.low
        return _LENGTH if low is None or low < 1000 else _CALENDAR
    if site.style != "digits":
        cued = _YEAR_RE.match(text, site.stop) or _PLAIN_YEAR.match(text, site.stop)
        return _YEARS if cued else "part of another word"
    return _YEARS if _is_length(text, site, value) else _CALENDAR


_GRADES = 6
# (한강고 2년), 고교 1년 때, 본과 3년 김모씨: the year in which a pupil is.
_OF_SCHOOL = re.compile(
    r"(?:(?P<bracket>[(·,] ?(?:[가-힣]{2,8} )?[가-힣]{2,8}(?:초|중|고|대))"
    r"|(?<![가-힣])(?:[가-힣]{2,8})?(?:초등학교|중학교|고등학교|대학교|고교|대학|중학|초등|의대|본과|예과)) ?\Z"
)
_IN_GRADE = re.compile(
    r"(?P<bracket>[)·,])| 때|에 (?:재학|다니|진학|편입)|생?\(| [가-힣]{2,4} ?(?:군|양|씨)(?![가-힣])"
)


def _is_grade(text: str, site: Site) -> bool:
    right = _IN_GRADE.match(text, site.stop)
    left = None if right is None else _OF_SCHOOL.search(text, max(0, site.start - 20), site.start)
    return left is not None and right is not None and (left["bracket"] is not None or right["bracket"] is None)


_LENGTH, _YEARS, _CALENDAR = "duration.length", "duration.years", "a calendar year"


_ONE_YEAR = re.compile(
    " (?:전|뒤|앞|후(?![보반원배]))"
    "|에 (?:한|두|세|[0-9]{1,2}) ?(?:[번차]|회(?![의장]))"
    "| ?(?:정도|이상(?![한하기])|안에|더(?![가-힣])|걸[리려렸린]|밖에)"
    "|도 (?:안|채)|를 (?:기다|더 |꼬박)|가 (?:걸|지났|소요)"
)


def _native_year(text: str, site: Site) -> str:
    """Judge 해: 한 해 is a year in general unless something marks its length."""
    marked = _STRONG_RE.match(text, site.stop) or _ONE_YEAR.match(text, site.stop)
    if site.style not in {"native", "vague"}:
        return "a year in general"
    if site.reading.value == 1 and not marked:
        return "a year in general"
    return _LENGTH


def _is_length(text: str, site: Site, value: Number) -> bool:  # noqa: PLR0911, PLR0912 a ladder of cues
    """Return whether N년 in digits is a length and not a year of the calendar."""
    start, stop = site.start, site.stop
    if (
        (text[start] == "0" and isinstance(value, int))
        or _DECADES.match(text, stop)
        or (value >= 1000 and _ERAS.search(text, max(0, start - 5), start))
        or _REGNAL.search(text, max(0, start - 6), start)
        # 97년과 98년 사이: between two years.
        or (text.startswith(" 사이", stop) and text[start - 2 : start] in ("과 ", "서 "))
    ):
        return False
    if 1900 <= value < 2100 and not (value == 2000 and _LONG_AGO.match(text, stop)):
        return False
    if _STRONG_RE.match(text, stop):
        return True
    if 1000 <= value < 3000:
        if text[site.end - 1] == "천" and not text.startswith(("2천", "2 천"), start):
            # 1천년: no year of the calendar is so written, but 2천년 is (2000).
            return True
        return value % 100 == 0 and bool(_YEAR_RE.match(text, stop)) and not text.startswith("이후", stop + 1)
    if month := _MONTH_NEXT.match(text, stop):
        return _imprisoned(text, start, month.end())
    if _EVENT_NEXT.match(text, stop):
        return False
    if "여" in text[start : site.end]:
        return True
    if value >= 100 and isinstance(value, int) and _THEN.match(text, stop):
        return value % 10 == 0 and text.startswith(("에 걸", "에 한 번", "에 한번", "에 한 차례"), stop)
    if value >= 100 or not isinstance(value, int) or _YEAR_RE.match(text, stop):
        return True
    if _LEFT_LENGTH.search(text, max(0, start - 10), start) or _unit_after(text, stop) == "month":
        return True
    if (value <= 50 and _PLAIN_YEAR.match(text, stop)) or (value <= 9 and _UP_TO_YEARS.match(text, stop)):
        return True
    if text.startswith(("부터", "까지", "에", "도"), stop):
        return value == 1 and _IN_A_YEAR.match(text, stop) is not None
    return value <= 9 or (value <= 50 and value % 5 == 0)


# 2년까지 늘린다: a length can be drawn out to so many years; of two digits they may name the year by which.
_UP_TO_YEARS = re.compile(
    "까지(?:는|만|도)? (?:[가-힣]{1,5} )?(?:연장|늘|쓸|사용|가능|허용|지원|보장|인정|유예|미룰|보관|거주|살 수"
    "|선고|줄|단축|확대|받|걸)"
)
# 1년에 책 한 권: how often.
_IN_A_YEAR = re.compile(
    "에(?:만|도)? (?:[가-힣]{1,6} ){0,2}?(?:약 |평균 |최소 |최대 )?(?:[0-9]{1,4}|한두|서너|[한두세네몇열]|수십|수백)"
    " ?(?:번|차례|회|건|권|편|명|곳|개|대|시간|일|잔|마리)"
)
# 수령 300년, 300년 된 은행나무.
_OLD_LEFT = re.compile(r"수령[은이]? ?(?:약 )?\Z")
_OLD_TREE = re.compile("(?:여)? ?된 (?:[가-힣]{1,5} )?[가-힣]{0,4}(?:나무|고목|거목|노거수)")
# Behind a number of three digits: a year of the calendar (535년에 불교를 공인했다).
_THEN = re.compile(r"에(?!서)|부터|까지|보다| ?이후|께|경|무렵| ?[0-9]{1,2}월|\)")
_NTH_YEAR = re.compile(r"[제근물]|도(?! (?:안|채|못|되|걸|지나|아니|남|더|넘|훨씬|훌쩍)|[는])")
_EVENT_NEXT = re.compile(
    " (?:[가-힣]{0,4}(?:총선|대선|선거|월드컵|올림픽|아시안게임|대회|시즌|예산|당시|기준|말 |초 ))"
    "| [가-힣]{2,4} ?(?:전쟁|사변|혁명|항쟁|사태|외환위기|금융위기|침공)"
)
_LONG_AGO = re.compile(r"간| ?동안|여| ?만에| 된| 전(?! 대)| 역사|의 역사")


def _unit_after(text: str, stop: int) -> str | None:
    """Return the kind of the unit of a number that stands right after ``stop`` (the 개월 of ``1년 6개월``)."""
    spot = stop + 1 if text[stop : stop + 1] == " " else stop
    end = spot
    while end < spot + 3 and "0" <= text[end : end + 1] <= "9":
        end += 1
    unit = unit_at(text, end + (text[end : end + 1] == " ")) if end > spot else None
    return None if unit is None else unit.kind


# 1년6월의 실형을 선고받았다: the sentence stands behind.
_SENTENCE = re.compile("의 (?:실형|징역|금고|집행유예|형[을이])|형(?:을|이|에)|을 (?:선고|구형)")


def _imprisoned(text: str, start: int, stop: int) -> bool:
    """Return whether months from ``start`` to ``stop`` are those of a sentence, by the words on either side."""
    return _PRISON.search(text, max(0, start - 20), start) is not None or _SENTENCE.match(text, stop) is not None


def _moon(text: str, site: Site) -> str:
    if site.reading.value is not None and _imprisoned(text, site.start, site.stop):
        return "duration.prison_months"
    return "a month's name"


def _day(text: str, site: Site) -> str:  # noqa: PLR0911, PLR0912 a ladder of cues
    start, stop, value = site.start, site.stop, site.reading.value
    if _BORN.search(text, max(0, start - 8), start):
        return "an age"
    if site.reading.low is None and value is None:
        return _LENGTH
    if site.reading.approx and value is not None and text[site.end - 1] == "여":
        # 20여 일: no date is so loose.
        return "duration.days"
    if site.style == "sino" and not _DAY_END.match(text, stop):
        return "part of another word"
    if _DATED.search(text, max(0, start - 5), start) and not (value is not None and value > 31):
        strong = _STRONG_RE.match(text, stop) or (
            _MONTHLY.search(text, max(0, start - 3), start) and _WORKED.match(text, stop)
        )
        return (
            "duration.days"
            if strong and text[start - 1] == " " and (text[start - 2] != "월" or text[start - 3 : start - 2] == "매")
            else "a date"
        )
    if value is not None and (value > 31 or not isinstance(value, int)):
        return "duration.days"
    counted = text[start - 1 : start] == " " and _NUMBER_OF_DAYS.search(text, max(0, start - 5), start)
    if counted or (text[start - 3 : start] == "보다 " and _BY_DAYS.match(text, stop)):
        return "duration.days"
    if _WEAK_RE.match(text, stop) or _DAY_PLAIN.match(text, stop):
        return "duration.days"
    if text.startswith("이 지난 ", stop) and text.endswith(_SINCE_THEN, 0, start):
        return "duration.days"
    if text[stop : stop + 1] in _PARTICLES and (_penal(text, start, stop) or _AMOUNTS_TO.match(text, stop)):
        return "duration.days"
    monthly = text[start - 2 : start] in ("월 ", "연 ") and _OF_MONTH.search(text, max(0, start - 3), start)
    if monthly and (text[start - 2] == "연" or _WORKED.match(text, stop)):
        return "duration.days"
    weekly = value is not None and value <= 7 and _OF_WEEK.search(text, max(0, start - 3), start)
    if weekly or _FROM_LEFT.search(text, max(0, start - 16), start):
        return "duration.days"
    if _LEFT_LENGTH.search(text, max(0, start - 10), start) and not text.startswith(
        ("부터", "까지", "에 ", "로"), stop
    ):
        return "duration.days"
    longest = text.startswith(("까지", "에 이"), stop) and _LONGEST.search(text, max(0, start - 5), start)
    return "duration.days" if longest else "a date"


_PARTICLES = frozenset("에이뿐로을은도씩")
# 접종 후 14일이 지난 사람: from then on, where 3월 14일이 지난 뒤 names a date.
_SINCE_THEN = ("후 ", "뒤 ", "지 ", "부터 ")


def _penal(text: str, start: int, stop: int) -> bool:
    """Return whether N일 is how long a penalty or a holiday lasts, by the word before it."""
    if text.startswith("에 ", stop) and _PENALTY.search(text, max(0, start - 8), start):
        return True
    if _OF_LEAVE.match(text, stop) and _LEAVE.search(text, max(0, start - 6), start):
        return True
    return bool(_SO_LONG.match(text, stop) and _LEISURE.search(text, max(0, start - 10), start))


# 영업정지 7일에 과태료를 더한다, 구류 5일에 처한다: a penalty in days, which no date closes.
_PENALTY = re.compile(r"(?:정지|구류|정직|격리|단식|유급) (?:최대 |최장 )?\Z")
# 연차 15일을 모두 썼다.
_LEAVE = re.compile(r"(?:연차|월차|휴가|연가|병가|공가) \Z")
_OF_LEAVE = re.compile("[을이은도씩](?![가-힣])|이(?:다|며|고)")
# 추석 연휴는 5일이다: so long they are, where 연휴는 5일부터 is a date.
_LEISURE = re.compile(r"(?:연휴|휴가|방학|유급휴가|휴가일수)[는가] (?:총 |모두 |고작 )?\Z")
_SO_LONG = re.compile(
    "이(?:다|며|고|나|었|지만)|뿐|로 (?:늘|줄|정|짧|길|확정)|(?:이|에) (?:불과|그[쳐치친]|달[하했한]|이르(?!러))"
)
_AMOUNTS_TO = re.compile("에 (?:불과|달[하했한]|이르(?!러)|이른|걸[쳐친])")
# 월 8일 이상 일한다: days of each month.
_OF_MONTH = re.compile(r"(?<![가-힣0-9])[월연] \Z")
_MONTHLY = re.compile(r"매[월달] \Z")
_WORKED = re.compile(
    " ?(?:이상|이내|이하|미만|초과|정도|가량|안팎|씩)|[을만]? ?(?:근무|출근|일[하한해했]|쉬|휴무|휴식|운영)"
)
# 폭염일수는 31일로: how many days there were.
_NUMBER_OF_DAYS = re.compile(r"일수[는가은이도]? \Z")
# 평년보다 20일 이르다: by how many days.
_BY_DAYS = re.compile(" (?:더 )?(?:빠[르른]|빨|이[르른]|일찍|많|적[은었다]|길|짧|늦|앞|뒤|먼저)")
# 최장 9일까지: a length has a longest, a day of the month has none.
_LONGEST = re.compile(r"(?:최장|최대|길게는|많게는|길어야|길어봐야|길면) \Z")
# 기간은 계약일부터 7일: the day from which it runs stands between.
_FROM_LEFT = re.compile(r"(?:기간|기한|시한)[은이]? [가-힣]{2,7}부터 \Z")
# 주 5일 근무: days of each week.
_OF_WEEK = re.compile(r"(?<![가-힣])주 \Z")
_DAY_END = re.compile("(?![가-힣])|[간째만을이의은에도로과씩]|동안|가량|된|전|후|뒤|기도|여|정도|이상|내|안")
_DAY_PLAIN = re.compile(
    " ?(?:(?:[~∼-] ?|에서 )[0-9]{1,2}(?:주|개월)|차이(?=[로가다 .,])"
    "|연휴(?! ?(?:첫|마지막|둘째|기간))|휴가|일정|유급|무급|단식"
    "|무이자|(?:자가 ?)?격리 ?(?:의무|기간|조치|를|가|도|만|권고)|천하"
    "|이용권|무료 ?체험|구속 ?기간|뿐이(?:다|었|며|고)|이라는 (?:시간|기간|긴|짧은)"
    "|이상(?:(?![가-힣])|(?=[의을씩도]))|혹은|또는|정도(?!전)|씩(?!씩)"
    "|에서 (?:최대 )?[0-9]{1,3}일 ?(?:정도|가량|안팎|걸|이 (?:걸|소요)|안에|내에|뒤)"
    "|로 (?:단축|줄|늘|연장|확대"
    "|축소|제한|짧아|길어|낮|당기|당겨)|에서 [0-9]{1,3}일로 |에 (?:한"
    "|두) [번차]|(?:[과와] ?[0-9]{1,2}일 ?)?(?:길어|짧아|빨라|늦춰|줄|늘|당겨))"
)


def _month(text: str, site: Site) -> str:
    if text.startswith("물", site.stop):
        return "a bond by its term"
    if _BORN.search(text, max(0, site.start - 8), site.start) or _AGE.match(text, site.stop):
        return "an age"
    return "an age" if _INFANT.match(text, site.stop) else _LENGTH


# 36개월 미만 영유아는 무료: how old they are.
_INFANT = re.compile(" ?(?:미만|이하|이상|초과)(?:의|인|은|는)? ?(?:무료|영아|영유아|유아|아기|아동|[0-9]{1,2}세)")
# 4분기 is the fourth quarter, 4분기 연속 four quarters.
_QUARTERS = re.compile(" ?(?:이상 )?(?:연속|째|만에|동안|내리)")


def _quarter(text: str, site: Site) -> str:
    counted = site.style == "native" or _QUARTERS.match(text, site.stop)
    return _LENGTH if counted else "a quarter of a year by its number"


_FEW_SHARES = 60
# 2·4주 토요일에 쉰다.
_OF_A_MONTH = re.compile(r"[0-9]월 ?\Z")
_WEEKDAY = re.compile("(?:째|차)? ?[월화수목금토일]요일")


def _week(text: str, site: Site) -> str:  # noqa: PLR0911 a ladder of cues
    value = site.reading.value
    if text.startswith("당", site.stop):
        return "a share"
    if _BORN.search(text, max(0, site.start - 8), site.start):
        return "an age"
    if _WEEKDAY.match(text, site.stop):
        return "a week of the month by its number"
    if _OF_A_MONTH.search(text, max(0, site.start - 4), site.start) and not _STRONG_RE.match(text, site.stop):
        return "a week of the month by its number"
    if text.startswith(("적금", "예금"), site.stop):
        return "part of a product's name"
    if site.unit is not None and site.unit.text == "주일":
        return _LENGTH
    big = site.reading.high is not None and site.reading.high >= 1000
    shares = _SHARES_LEFT.search(text, max(0, site.start - 12), site.start) or _SHARES_RIGHT.match(text, site.stop)
    if shares and shares.groupdict().get("all") and (value is None or value < _FEW_SHARES):
        # 총 8주 과정: weeks, where 총 500주 are shares.
        shares = None
    if (
        big
        or (shares and not _STRONG_RE.match(text, site.stop))
        or (value is None and site.style == "vague" and text[site.end - 1] in "십백천만억")
    ):
        return "count.shares"
    return _LENGTH


def _hour(text: str, site: Site) -> str:
    return "a time of day" if text.startswith("당", site.stop) else _LENGTH


# '30분 산책', KBS 30분 산책: a programme's title that begins with a length.
_TITLED = re.compile(
    " (?!(?:이내|이상|이하|미만|초과|동안|만에|가량|정도|남짓|안팎|넘게|연속|안에|걸려|내내|지연|연장)(?![가-힣]))"
    "[가-힣]{2,4}[’'”\"》>」』]"
)
_TITLE_LEFT = re.compile(r"[‘'“\"《<「『]\Z")


# KBS 30분 산책: the same without marks, behind the name of the broadcaster.
_BROADCASTER = re.compile(
    r"(?:[KMSEJCYT]BS[12]?|SBS|tvN|YTN|MBN|JTBC|MBC|TV조선|채널A|문화방송)(?:TV|라디오)?(?:의|에서)? \Z"
)
_SHOW = re.compile(
    " (?!(?:이내|이상|이하|미만|초과|동안|만에|가량|정도|남짓|안팎|넘게|연속|안에|걸려|내내"
    "|지연|연장|분량|방송|출연|단축)(?![가-힣]{3}))[가-힣]{2,4}(?![가-힣])"
)


# 연장 120분 혈투: how long they played.
_PLAYED = re.compile("(?:간의|의)? (?:혈투|접전|승부|사투|공방|대결|경기)|간(?![가-힣])| 동안| 내내")


def _minute(text: str, site: Site) -> str:
    if _FRACTION.match(text, site.stop):
        return "a fraction"
    clock = _CLOCK.search(text, max(0, site.start - 8), site.start)
    if clock is not None and not clock[0].rstrip().endswith("시") and _PLAYED.match(text, site.stop):
        # 3시 30분 경기 용인시 is a time of day all the same.
        clock = None
    if clock or text.startswith(("께", "경"), site.stop):
        return "a clock time"
    quoted = _TITLED.match(text, site.stop) and _TITLE_LEFT.search(text, max(0, site.start - 6), site.start)
    if quoted or (_SHOW.match(text, site.stop) and _BROADCASTER.search(text, max(0, site.start - 10), site.start)):
        return "part of a title"
    return _LENGTH


def _second(text: str, site: Site) -> str:
    if text.startswith("분", site.start - 1) or text.startswith("분 ", site.start - 2):
        # 3쿼터 5분 12초: what the clock's minutes leave.
        return "a clock time"
    if text.startswith("여름", site.stop):
        return "part of another word"
    if text.startswith("대", site.stop) and (site.style != "digits" or text[site.end] == " "):
        # 13초대를 뛰었다 is a band, 두 초대 손님 are guests.
        return "part of another word"
    return _LENGTH if site.style != "native" or site.reading.value else "no length"


def _century(text: str, site: Site) -> str:
    value = site.reading.value
    return _LENGTH if value is not None and value < 10 and _WEAK_RE.match(text, site.stop) else "an era"


VERDICTS = {
    "year": _year,
    "moon": _moon,
    "day": _day,
    "quarter": _quarter,
    "plan_year": lambda _text, _site: _YEARS,
    "open_day": lambda _text, _site: _LENGTH,
    "month": _month,
    "week": _week,
    "hour": _hour,
    "minute": _minute,
    "second": _second,
    "century": _century,
}
