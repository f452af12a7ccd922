"""Words that are a length of days or months by themselves: 사흘, 보름, 반년, 사나흘."""

from __future__ import annotations

import re

from extractors.facts import Duration
from extractors.numbers.durations import HALF, OF_MEASURE, far_end, grows, make, spans
from extractors.numbers.joins import join_at

DAYS = {
    "하루": "P1D",
    "하룻": "P1D",
    "하룻밤": "P1D",
    "이틀": "P2D",
    "사흘": "P3D",
    "나흘": "P4D",
    "닷새": "P5D",
    "엿새": "P6D",
    "이레": "P7D",
    "여드레": "P8D",
    "아흐레": "P9D",
    "열흘": "P10D",
    "열하루": "P11D",
    "열이틀": "P12D",
    "열사흘": "P13D",
    "열나흘": "P14D",
    "보름": "P15D",
    "스무날": "P20D",
    "반년": "P6M",
    "반 년": "P6M",
    "반세기": "P50Y",
    "반백 년": "P50Y",
    "반백년": "P50Y",
    "반 세기": "P50Y",
    "사반세기": "P25Y",
    "일주일": "P1W",
    "며칠": "",
}
# Words that name two neighbours.
SPANS = {
    "하루이틀": ("P1D", "P2D"),
    "하루 이틀": ("P1D", "P2D"),
    "이틀사흘": ("P2D", "P3D"),
    "이삼일": ("P2D", "P3D"),
    "사나흘": ("P3D", "P4D"),
    "삼사일": ("P3D", "P4D"),
    "사오일": ("P4D", "P5D"),
    "네댓새": ("P4D", "P5D"),
    "대엿새": ("P5D", "P6D"),
    "예니레": ("P6D", "P7D"),
}
SPANS |= {
    f"{pair}{blank}{unit}": (f"P{low}{letter}", f"P{low + 1}{letter}")
    for pair, low in {"이삼": 2, "삼사": 3, "사오": 4, "오륙": 5, "육칠": 6, "칠팔": 7, "팔구": 8}.items()
    for unit, letter in {"년": "Y", "개월": "M"}.items()
    for blank in ("", " ")
}
DAY_WORD = re.compile("|".join(sorted((*DAYS, *SPANS), key=len, reverse=True)))


def read_day_word(text: str, start: int, word: str) -> Duration | str:  # noqa: PLR0911 each refusal has its reason
    """Return the length that a word of its own says (사흘, 보름, 반년), or the reason why it says none here."""
    stop = start + len(word)
    if _IDIOM.match(text, stop):
        return "an idiom"
    if word == "일주일" and _A_WEEK.match(text, stop):
        return "a rate"
    if word in SPANS:
        low, high = SPANS[word]
        return make(text, start, stop, claim=(None, low, high), approx=True, rule="duration.range")
    ranged = DAYS[word] and text[stop : stop + 2].lstrip(" ")[:1] in _RANGE_FIRST
    if ranged and (other := _other_end(text, stop, DAYS[word])) is not None:
        high, stop = other
        return make(text, start, stop, claim=(None, DAYS[word], high), approx=False, rule="duration.range")
    if text[stop : stop + 1] == "에" and OF_MEASURE.match(text, stop):
        return "a rate of a measure"
    if word in ("하루", "이레", "하룻", "하룻밤", "며칠") or text[stop : stop + 1] in ("날", "달"):
        if text.startswith(("달", "날"), stop) or not _is_a_days_length(text, start, stop):
            return "a day in general"
    elif "가" <= text[stop : stop + 1] <= "힣" and not _WORD_END.match(text, stop):
        return "part of another word"
    value = DAYS[word] or None
    if value is not None and value[-1] == "D" and (half := HALF.match(text, stop)):
        value, stop = f"{value[:-1]}.5D", half.end()
    return make(text, start, stop, claim=(value, value, value), approx=value is None, rule="duration.word")


# 일주일 평균 40시간, 1주 최대 52시간: a rate of what follows.
_A_WEEK = re.compile(" (?:평균|최대|최소) (?:약 )?[0-9]")
# 하루 이틀 일이 아니다, 사흘이 멀다 하고.
_IDIOM = re.compile("(?: ?(?:일|문제|얘기|이야기))?(?:이|가)? (?:아니|아닌|아닐)|[이가] 멀다")
_RANGE_FIRST = frozenset("에내~∼〜～-–—")
_DAY_ORDER = 4


def _other_end(text: str, stop: int, low: str) -> tuple[str, int] | None:
    """Return the other end of a range that a word begins (``일주일에서 열흘 정도``, ``반년~1년``), or None."""
    join = join_at(text, stop)
    spot = stop + 3 if text.startswith("에서 ", stop) else stop if join is None else join.end()
    word = DAY_WORD.match(text, spot) if spot > stop else None
    if word is None:
        other = far_end(text, stop, _DAY_ORDER)
    else:
        other = (DAYS.get(word[0], ""), word.end()) if join is not None or spans(text, word.end()) else None
    return other if other is not None and other[0] and grows(low, other[0]) else None


_ONE_DAY = re.compile(
    "밖에|뿐|만(?=[ ,.]|에)|마다| 넘게| 간격| 주기| 내내"
    "| ?(?:반(?=[ ,.만이을]|$)|만에|만의|만인|만이|만입|만 ?에|앞"
    "|[전뒤후](?:(?![가-힣])|(?=에(?!너|고)|엔|의(?![경원])|부터|로(?![가-힣])|면|만|까지|쯤|다|였|이[다었고며라]"
    "|인[ ,.]|보다|은 |날))"
    "|동안|간(?![가-힣])|새(?![가-힣])|사이"
    "|에 (?:한|두|세|서너|[0-9]|평균 [0-9])|걸[리려렸린릴립]|지나|지났|째|면(?![가-힣])"
    "|안에|내에|연기|늦|먼저|차이|차로|치(?![가-힣])|치[의를]| 치 |이상|이내|안팎|내외|정도|쯤|남짓|가량|가까이"
    "|짜리|소요|가 소요|연장|단축|간[의은]|여(?:간|[의를])"
    "|를 기다|로 (?:줄|늘|단축|제한)|에 (?:불과|걸쳐|그[쳐치친쳤])|휴가|휴업|휴무|휴진|파업|여 "
    "|이틀|더(?![가-힣])|씩 (?:쉬|쉰|걸)|넘도록|까지 걸|빠[르른]"
    "|밤 |걸러|[가이] (?:지나|지났|흘|채|걸|안 )|남[았은겨기짓지]|내[로 ]"
    "|도 (?:안 (?:돼|되|걸|지나)|채|지나|걸리|못 |쉬|빠[지짐뜨]|거르|거른)|를 (?:남|앞두|넘|쉬|꼬박|통째|묵|굶|더)"
    "|빨|일찍|앞당|유급|무급|쉬[고는어었기며]|쉰다|묵|단위)"
)
# 꼬박 하루를 기다렸다, 만 하루가 지났다.
_FULL_LEFT = re.compile(r"(?:꼬박|딱|단|불과|고작|겨우|무려|(?<![가-힣])만) \Z")
_GENERAL_RIGHT = re.compile(" (?:평균|[0-9]|한 |두 |세 |최대|최소)|에 ")
# 하루빨리 풀어야 한다: as soon as may be, where 예년보다 하루 빨리 says by how much.
_SOON = re.compile(" ?(?:빨리|속히|바삐)")


def _is_a_days_length(text: str, start: int, stop: int) -> bool:
    """Return whether a word such as 하루 says how long and not each day or some day."""
    if _SOON.match(text, stop) and not text.endswith("보다 ", 0, start):
        return False
    if _ONE_DAY.match(text, stop):
        return True
    return _FULL_LEFT.search(text, max(0, start - 4), start) is not None and not _GENERAL_RIGHT.match(text, stop)


_WORD_END = re.compile(
    "간|동안|째|밖에|뿐|만|전|후|뒤|새|여|가량|정도|쯤|남짓|이|가|은|는|을|를|의|에|로|도|안|내|치"
    "|씩|마다|밤|연속|앞|넘|사이|째|까지|부터|과|와|형|으로|짜리"
)
