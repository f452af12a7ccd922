"""What stands around a name and says whether an institution acts there: titles, lists, places, tails of reports."""

from __future__ import annotations

import re

from extractors.institutions.edges import tail, word_before
from extractors.institutions.matches import leads_match
from extractors.institutions.tables import WORDS

_AFTER = re.compile(
    r"(?:은|는|이|가|의)?\s?(?:측|관계자|대표|회장|부회장|사장|부사장|이사|임원|임직원|직원|그룹|본사|계열사?|자회사|주식|주가|"
    r"지분|노조|구단|감독|선수|소속|출신|산하|대변인|홈페이지|의원|후보|당원|기자|보도|뉴스|방송|교수|총장|연구팀|연구진|박사|학생|재학생|"
    r"졸업생|동문|캠퍼스|병원|이사회|창업자|설립자|매장|모델|브랜드|제품|신제품|스마트폰|자동차|광고|CEO|최고경영자|공장|사옥|노동자|"
    r"협력사|협력업체|차량|전기차|SUV|신차|가맹점주?|점주|고객센터|물류센터|대리점|협력회사|창업주|총수|법인|매각|인수|경영진|최대주주|대주주|"
    r"우선주|주주|채권단|배당|영업이익|순이익|실적|매출)(?![가-힣]{4})"
)
_CLEARLY = re.compile(r"\s?(?:관계자|측|대표이사|대표|회장|사장|그룹|임직원|주가|본사|계열사)(?![가-힣]{3})")
_HEADED = re.compile(r"\s(?:회장|사장|부회장|부사장|대표이사|대표|전무|주가|주식|지분|본사)(?![가-힣]{3})")
# 네이처에 논문을 실었다: what a journal is for.
_PUBLISHED = re.compile(
    r"(?:\s?지)?에\s(?:[^.\n]{0,16}\s)?(?:논문|게재|실렸|실었|실린|발표됐)|\s(?:최신호|최근호|온라인판|자매지)"
)
_SAID = re.compile(
    r"(?:은|는|이|가|도)\s[^.\n]{0,90}?고\s(?:[^.\n]{0,12}\s)?(?:밝혔|전했|보도했|발표했|설명했|말했|강조했)"
)
# 명보에 따르면: of names, only who says something stands here.
_ACCORDING = re.compile(r"에 (?:따르면|의하면)")
_REPORTS = re.compile(
    r"(?:은|는|이|가|도)\s(?:[^.\n]{0,90}?(?:고|며)\s)?(?:[^.\n]{0,24}\s)?(?:보도|전했|소개했|소개한|게재|실었|집계했|선정했|꼽았)"
)
_TRADES = re.compile(
    r"(?:은|는|이|가)\s[^.\n]{0,70}?(?:선보|출시|내놓|내놨|모집|개최|실시|판매|운영한|운영하|뽑는|인수|투자|맺|공시|수주|착공|합병|매각|상장|증설|분양|취항|리콜|가격을|"
    r"흑자|적자|실적|매출|영업이익|순이익|가처분|폐업|파산|회생|사업을|희망퇴직|감산|양산|납품|공급|배당|자사주|증자|"
    r"공개[했한해]|[을를] (?:밝혔|발표)|등급을|전망을|지분을|의결권을|"
    r"특허를|법인을|회생|법정관리|워크아웃|설립|출원|수출|수출한|돌파|수상|위탁|공개매수|제휴|협업|협약|체결|선정|유치|참가|구축|개발[하했한해]|계약|입점|단종|임상|출점|신제품|신작|과징금|시가총액|주가|급등|급락)"
)
_VENUE = re.compile(
    r"\s?(?:앞|인근|근처|맞은편|건너편|뒤편|옆|부근|일대|청사|본관|별관|본청|신관|네거리|사거리|삼거리|오거리|정문|후문|주차장|건물|체육관|본회의장|의원회관|정론관|기자회견장|브리핑룸|"
    r"강당)(?=에|으로|을|의|은|이|과|도|까지|부터|[^가-힣]|$)"
    r"|\s[가-힣]{2,6}(?:체육관|기념관|회관|강당|극장|관|홀)(?=에서|에 |\s?앞|$)"
    r"|\s[가-힣]{2,6}(?:파크|구장|경기장|스타디움|아레나|돔|필드)(?![가-힣]{3})"
)
# 한빛초 분교 터에서, 두레고 운동장을.
_GROUNDS = re.compile(r"\s(?:분교\s)?(?:터|부지|운동장|교정|담장)(?=에|을|를|로|으로|의|가|이|는|은|[^가-힣]|$)")
_HELD = re.compile(r"에서\s(?:[^.\n]{0,16}\s)?(?:열린|열렸|열리|열릴|열고|열어|개최|진행된|진행되|치러|기자회견|촬영)")
_TAKEN_TO = re.compile(
    r"(?:으로|로)\s(?:[가-힣]{1,4}\s)?(?:옮|이송|후송|실려)|\s(?:응급실|장례식장|영안실|빈소|중환자실|입원실)"
)
# 서울구치소에 수감됐다, 안양교도소로 옮겨졌다
_JAILS = ("구치소", "교도소", "소년원")
_HELD_IN = re.compile(r"(?:에|에서|로|으로)\s(?!따르면|의하면)")
_HOLDS = frozenset("hospital university school court government legislature police other".split())
_REPORTER = re.compile(
    r"(?:[)\]]|=)?\s{0,2}[가-힣]{2,4}\s(?:[가-힣]{2,4}\s)?기자"
    r"(?:\s?=|\]|\s{0,9}$|\s[a-z0-9._]+@|\s[가-힣]{2,4}\s기자)",
    re.M,
)
_CREDITED = ("=", "= ", "사진=", "사진 =", "자료=", "제공=", "출처=", "캡처=", "ⓒ", "ⓒ ", "© ", "©")
_MEDIUM = re.compile(
    r"\s(?:계정|채널|블로그|팔로워|카페|페이지|게시판|라이브|메신저|아이디|댓글|글|영상|캡처|메시지|대화)"
    r"|(?:에(?! (?:따르면|의하면))|에서|로|으로|을|를|에는|에도|에서는|에서도|으로는|로도|엔)(?![가-힣])"
)
_HEADCOUNT = re.compile(r"\s(?:약\s)?[\d수여몇][\d,천만백십여]*\s?명|\s기관(?![가-힣]{3})")
_QUOTES = frozenset("'‘“\"<〈《")

_LIST_MARK = re.compile(r"\s?[,·ㆍ\-–]\s?|(?:와|과)\s|\s?및\s|\s?[(]")
_POLITICIAN = re.compile(
    r"\s?(?:대표|의원|후보|총재|당수|소속|원내|대변인|지지|당원|최고위원|전\s|등|출신|정권|정부|경선|총리|[(,·'’\"”])"
)
_POSITION = re.compile(
    r"(?:의)? (?:투수|포수|[내외]야수|유격수|[123]루수|[좌우]익수|중견수|지명타자|미드필더|골키퍼|세터)(?![가-힣]{2})"
)
_DEALS = re.compile(
    r"(?:와|과)(?:의)?\s(?:[^\s]{1,8}\s){0,2}(?:업무\s?협약|협약|계약|제휴|손을?\s?잡|MOU|양해각서|합작|파트너십)"
    r"|(?:을|를)\s(?:[^\s]{1,8}\s)?(?:인수|합병|압수수색)|에\s(?:[^\s]{1,10}\s){0,2}(?:투자|출자|납품)"
)
_CLUB = re.compile(
    r"(?:의)?\s(?:구단|감독|선수|공격수|수비수|미드필더|골키퍼|투수|포수|외야수|내야수|소속|이적|입단|유니폼|팬들?)"
)
_SHOWN_BY = {"sports": _CLUB, "media": _PUBLISHED}
# Short names that are words too (예보 a forecast, 신보 a new album, 기보 a record of moves): only near their trade.
_GUARANTEES = re.compile("보증|기금|대출|금융|은행|중소기업|소상공인")
_TRADE_WORDS = {
    "예보": re.compile("예금|저축은행|금융|파산|부실|공적자금|채무|보험|은행"),
    "신보": _GUARANTEES,
    "기보": _GUARANTEES,
}
_WEATHER = tuple(sorted(WORDS["weather"]))
_NEAR = 200
_HALLS = ("호텔", "리조트", "면세점", "백화점", "미술관", "박물관", "컨벤션센터", "극장", "체육관", "경기장")
_SUBJECT = frozenset("은 는 이 가 측".split())
_SOURCES = tuple(sorted(WORDS["source"]))


def is_party(text: str, start: int, end: int, type_: str) -> bool:  # noqa: PLR0911 a name of each kind has its own sign
    """Return whether the words around say that an organisation stands here, for a name that is an ordinary word too."""
    name = text[start:end]
    shown = _SHOWN_BY[type_].match(text, end) if type_ in _SHOWN_BY else None
    if shown or type_ == "sports":
        return bool(shown)
    if name in _TRADE_WORDS:
        return _is_near_trade(text, start, end)
    if _ACCORDING.match(text, end) and not text.endswith("의 ", 0, start):
        return True
    if type_ == "media" and name not in WORDS["alsoword"] and _REPORTS.match(text, end):
        return True
    if name in WORDS["platform"]:
        return bool(tail(text, end)) or bool(_AFTER.match(text, end))
    plays = name in WORDS["group"] and (_POSITION.match(text, end) or leads_match(text, start, end))
    if plays or (name in WORDS["house"] and tail(text, end) in _SUBJECT):
        return True
    if end - start == 2 and not text[start].isascii() and name not in WORDS["brand"]:
        return bool(_CLEARLY.match(text, end)) or word_before(text, start)[1].endswith(_SOURCES)
    return bool(
        _AFTER.match(text, end)
        or (name[-1].isascii() and name not in WORDS["alsoword"] and tail(text, end) in _SUBJECT)
        or ((end - start > 2 or name in WORDS["brand"]) and (_SAID.match(text, end) or _TRADES.match(text, end)))
        or word_before(text, start)[1].endswith(_SOURCES)
    )


def _is_near_trade(text: str, start: int, end: int) -> bool:
    """Return whether words of its trade stand around a short name, and no weather right before it (``비 예보``)."""
    if word_before(text, start)[1].endswith(_WEATHER):
        return False
    return _TRADE_WORDS[text[start:end]].search(text, max(0, start - _NEAR), end + _NEAR) is not None


def trades(text: str, end: int) -> bool:
    """Return whether what stands before ``end`` does what only a company does (``…가 신제품을 내놨다``)."""
    return bool(_TRADES.match(text, end))


def deals(text: str, end: int) -> bool:
    """Return whether what stands before ``end`` is dealt with as only a firm is (``…와 업무협약을 맺었다``)."""
    return bool(_DEALS.match(text, end))


def is_firm(text: str, start: int, end: int) -> bool:
    """Return whether who heads a firm stands behind a word, or what makes it one before it (``하청업체 …산업``)."""
    return bool(_HEADED.match(text, end)) or word_before(text, start)[1].endswith(_SOURCES)


def is_of_party(text: str, end: int) -> bool:
    """Return whether a word in 당 is a party's name: a particle or a politician follows (not ``정류장당 두 대``)."""
    return bool(tail(text, end)) or bool(_POLITICIAN.match(text, end))


def is_other_word(
    text: str, start: int, end: int, before: re.Pattern[str] | None, behind: re.Pattern[str] | None
) -> bool:
    """Return whether the words around a name say that it is another word here (``한화로 3억 원``)."""
    if behind and behind.match(text, end):
        return True
    return before is not None and any(one.end() == start for one in before.finditer(text, max(0, start - 8), start))


def is_medium(text: str, end: int) -> bool:
    """Return whether a platform's name only says where something was posted (``유튜브에 올린``)."""
    return bool(_MEDIUM.match(text, end))


def is_headcount(text: str, end: int) -> bool:
    """Return whether men of a force are counted, not the force named (``경찰 20명``)."""
    return bool(_HEADCOUNT.match(text, end))


def is_venue(text: str, end: int, type_: str) -> bool:
    """Return whether the name only says where something is (``… 앞에서``, ``… 인근``, ``한빛호텔에서``)."""
    if _VENUE.match(text, end) or (type_ in _HOLDS and _HELD.match(text, end)):
        return True
    if text.endswith(_JAILS, 0, end) and _HELD_IN.match(text, end):
        return True
    if type_ == "school" and _GROUNDS.match(text, end):
        return True
    if type_ == "hospital" and _TAKEN_TO.match(text, end):
        return True
    return text.startswith("에서", end) and text[max(0, end - 5) : end].endswith(_HALLS)


def is_credit(text: str, start: int, end: int) -> bool:
    """Return whether the name stands in a dateline, a picture credit or a reporter's line."""
    # 서초사옥 전경. /뉴스1
    is_last = text[max(0, start - 2) : start] == " /" and text[end : end + 1] in ("", "\n")
    return is_last or text[max(0, start - 4) : start].endswith(_CREDITED) or bool(_REPORTER.match(text, end))


def is_programme(text: str, start: int, end: int) -> bool:
    """Return whether a broadcaster's name opens a quoted programme's title (``'KBS 스페셜'``)."""
    return text[end : end + 1] == " " and text[max(0, start - 1) : start] in _QUOTES


def in_list(text: str, end: int, start: int) -> bool:
    """Return whether only a list's mark stands between a name's end and another's start."""
    return 0 < start - end <= 3 and bool(_LIST_MARK.fullmatch(text, end, start))
