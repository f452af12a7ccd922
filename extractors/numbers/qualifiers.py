"""The words that change how a number is meant (약, 최대, 이상, 안팎 …): data, their reach, and what ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from extractors.facts import Qualifier
from extractors.numbers.units import rows


class Word(NamedTuple):
    """A qualifier: its side, what it sets, how it joins the number, and the continuations that end its reach."""

    text: str
    side: str
    sets: tuple[str, ...]
    joins: str
    ended_by: tuple[str, ...]
    about: str


QUALIFIERS: tuple[Word, ...] = tuple(
    Word(text, side, tuple(sets.split("+")), joins, () if ended == "-" else tuple(ended.split()), about)
    for text, side, sets, joins, ended, about in rows("qualifiers.tsv")
)

_LEFT = {word.text: word for word in QUALIFIERS if word.side == "left"}
_JOINS = ("glued", "near", "spaced", "particle", "even")
_RIGHT = {
    joins: {word.text: word for word in QUALIFIERS if word.side == "right" and word.joins == joins} for joins in _JOINS
}
# Words that a left-hand qualifier reaches across: rates (월 최대, 1인당 약) and counters of one.
_ACROSS = re.compile(
    r"(?:연간|연|월|주|일|하루|매년|매월|매주|매일|연평균|월평균|일평균|한|해|달에?|[0-9]*[가-힣]{1,3}당|당)\Z"
)


def _alternatives(words: dict[str, Word]) -> str:
    forms = []
    for text in sorted(words, key=len, reverse=True):
        ended = "|".join(words[text].ended_by)
        forms.append(re.escape(text) + (f"(?!{ended})" if ended else ""))
    return "|".join(forms)


_PARTICLE = "(?:이|가|을|를|에|도|은|는|에도|조차|선을|선이|대를|여를)?"
# Adverbs that stand between a number and the verb that bounds it (1억원을 훌쩍 넘는다).
_ADVERBS = (
    "훌쩍|크게|훨씬|조금|약간|겨우|가볍게|가뿐히|이미|벌써|살짝|간신히|가까스로|다소|소폭|한참|단숨에|처음|처음으로"
    "|다시|모두|여전히|한때|아직|거의|결국|곧|금세|무난히|거뜬히"
)
_ADVERB = f"(?: (?:{_ADVERBS}))?"
_RIGHT_WORDS = [word.text for word in QUALIFIERS if word.side == "right"]
_LETTERS = "".join({word[0] for word in (*_ADVERBS.split("|"), *_RIGHT_WORDS)})
# The look ahead turns most places away: what stands there begins as no qualifier and no adverb does.
_AFTER = re.compile(
    rf"(?={_PARTICLE} ?[선{_LETTERS}])(?:"
    rf"({_alternatives(_RIGHT['glued'])})"
    rf"| ?({_alternatives(_RIGHT['near'])})"
    r"| (선(?=[이을은에까으도마])|여(?= (?:동안|간|만에|만의|전|기간)|만에|간 |간의))"
    rf"|{_PARTICLE}{_ADVERB} ?({_alternatives(_RIGHT['particle'])})"
    rf"|(?:도|이|가)? ?({_alternatives(_RIGHT['even'])}))"
)
_AFTER_FIRST = frozenset(" 이가을를에도은는조선대여" + "".join(word[0] for word in _RIGHT_WORDS))
# 까지 is a limit only where something is granted up to it, not where a number has risen to it or gone that far.
_LIMIT = re.compile(
    r"까지(?:(?:다|이다|였다|이며|이고|만|뿐|로 (?:제한|한정|정|묶))(?![가-힣])|(?:만|는|도)? "
    r"(?:(?:연 )?[0-9.]{1,5}%로? |[가-힣]{1,9} ){0,2}?"
    "(?:[가-힣]{1,5} 수 (?:있|없)|지원|가능|대출|받|허용|인정|보장|공제|할인|제공|사용할|이용할|보상|감면"
    "|부담|가입|예매|구매|구입|발급|지급|무료|빌릴|빌려|수용|신청|면제|비과세|선고|처할|부과|보호"
    "|연장|돕|도와|보태|보탠|봐[주준줄]|준다|주기로|줄 수|내준|둔다|갈아탈|나눠|맡길|뽑|적립|돌려|환급|보조"
    "|허가|용인|예약할))"
)
# Where the number itself has moved, 까지 is the point that it reached.
_REACHED = re.compile(
    r"까지(?:도)? ?(?:[가-힣]{1,9} ){0,1}?(?:오르|오른|올라|올랐|떨어|늘|줄|치솟|뛰|내려|내렸|내린|하락"
    r"|상승|급등|급락|번지|불어"
    "|낮아|높아|높였|커졌|커지|추락|밀렸|밀려|좁혀|좁혔|벌어|벌렸|급증|급감|감소|증가|회복|추격|쫓|따라붙)"
)
_FROM = re.compile(r"부터(?! ?[0-9])")


# Qualifiers that can be other words: see _is_sure.
_UNSURE = frozenset("많으면 적으면 길면 짧으면 한 근 최대 최고 최장 최저 최소 최단".split())
# 역대 최고 3조원, 국내 최대 3천석: what has no equal, and no limit.
_RECORDS = tuple(
    f"{word} "
    for word in "역대 사상 국내 세계 아시아 동양 전국 연중 창사 업계 도내 지역 이래 역사상 유럽 미국 북미".split()
)
# What the word before a number can end with where it qualifies the number or lets a qualifier reach across.
_BEFORE_LAST = frozenset([word[-1] for word in _LEFT] + list("간연월주일루년균한해달에당"))


End = TypeVar("End")
"""A number, or a duration in ISO 8601; None where there is none."""


class Reach(NamedTuple):
    """What the words around a number make of it, and where they begin and end."""

    bound: str
    approx: bool
    words: tuple[Qualifier, ...]
    start: int
    stop: int

    def claim(self, low: End, high: End) -> tuple[str, End | None, End | None]:
        """Return the bound and the two ends that these words leave of a number's (``None`` where open)."""
        if low is not None and low != high:
            return "range", low, high
        if self.bound in ("min", "over"):
            return self.bound, low, None
        if self.bound in ("max", "under"):
            return self.bound, None, high
        return self.bound, low, high


def reach(text: str, start: int, stop: int, *, limits: bool) -> Reach:
    """Return what the qualifiers left of ``start`` and right of ``stop`` say; ``limits`` reads 까지 and 부터 too."""
    words: list[tuple[Word, Qualifier]] = []
    left, right = start, stop
    spot = start - 2 if text[start - 1 : start] == " " else start - 1
    measured = spot > 3 and text[spot] in _BOUNDED_LAST and text.find("최", max(0, spot - 16), spot) >= 0
    if measured and (match := _BOUNDED.search(text, max(0, spot - 16), start)):
        words.append((_LEFT[match[1]], Qualifier(match.start(1), match.end(1), match[1])))
    elif spot >= 0 and text[spot] in _BEFORE_LAST:
        for word, begin, end in _before(text, start):
            left = begin
            words.insert(0, (word, Qualifier(begin, end, word.text)))
    after = text[stop : stop + 1]
    behind = _past_mark(text, left, stop) if after in _MARKS else stop
    if text[behind : behind + 1] in _AFTER_FIRST:
        for word, begin, end in _behind(text, behind):
            right = end
            words.append((word, Qualifier(begin, end, word.text)))
    if words and after == " " and words[-1][0].text.startswith(_SHORT_OF) and text[start - 2 : start] == "에 ":
        # 목표에 2천명 못 미쳤다: the number is what is missing.
        words.pop()
    if not words and not (limits and after in ("까", "부")):
        return Reach("exact", False, (), left, right)
    sets = [each for word, _ in words for each in word.sets]
    bounds = [each for each in sets if each not in ("approx", "plain")]
    bound = bounds[-1] if bounds else "exact"
    found = tuple(qualifier for word, qualifier in words if word.sets != ("plain",))
    if limits and bound == "exact":
        if _LIMIT.match(text, right) and not _REACHED.match(text, right):
            bound, found = "max", (*found, Qualifier(right, right + 2, "까지"))
        elif _FROM.match(text, right):
            bound, found = "min", (*found, Qualifier(right, right + 2, "부터"))
    return Reach(bound, "approx" in sets, found, left, right)


# 3년도 못 채우고, 두 시간이 안 걸린다, 100명도 안 모였다: the number is not reached.
_NOT_REACHED = re.compile(
    "도 (?:채 |더 )?(?:(안|못) (?![쉬쉰쉴빠거])[가-힣]|(아니)|(?:걸리|지나|되|남|채우|버티|넘기|모이|차|가)지 (않|못))"
    "|[이가] (?:채 )?(안) (?:걸|되|돼|된|됐|남|지나|지났)"
    "|[이가] 채 [가-힣]{1,3}지 (않|못)|[을를] (?:채 )?(못) (?:넘|채우|채웠|버티|버텼)"
)
_NOT_REACHED_FIRST = frozenset("도이가을를")


def fall_short(around: Reach, text: str, stop: int) -> Reach:
    """Return the reach of a number that nothing else bounds with the negation behind it that says it is not reached."""
    if around.bound != "exact" or text[stop : stop + 1] not in _NOT_REACHED_FIRST:
        return around
    match = _NOT_REACHED.match(text, stop)
    if match is None:
        return around
    group = match.lastindex or 1
    negation = Qualifier(match.start(group), match.end(group), match[group])
    return around._replace(bound="under", words=(*around.words, negation))


_SHORT_OF = ("못 미", "못미")
# 1200만(21일 기준)을 넘겼다, 5분의 3(176명) 이상, '10억 뷰'를 돌파: what qualifies a number can stand past a mark.
_MARKS = frozenset("()'’\"”")
_YARDSTICKS = tuple(f"{word}(" for word in "평균 목표 목표치 기준 기준치 예상치 전망치 전년 작년 지난해".split())
_ASIDE = re.compile(r"\([^()\n]{1,30}\)")
_LOOSE = re.compile(r" ?(?:전후|규모|수준|대(?![가-힣])|선)")


def _past_mark(text: str, left: int, stop: int) -> int:
    """Return where the words behind a number go on past a bracket or a closing quotation mark, else ``stop``."""
    mark = text[stop]
    if mark == "(":
        aside = _ASIDE.match(text, stop)
        past = aside.end() if aside else stop
    elif mark == ")":
        # 평균(3.7명)을 밑돈다: the bracket says what the average is.
        past = stop + 1 if text[left - 1 : left] == "(" and not text.endswith(_YARDSTICKS, 0, left) else stop
    else:
        past = stop + 1
    return stop if _LOOSE.match(text, past) else past


def _behind(text: str, stop: int) -> Iterator[tuple[Word, int, int]]:
    """Yield the qualifiers right of ``stop``, each where the last one ended (``가량을 넘는``)."""
    for _ in range(4):
        if text[stop : stop + 1] not in _AFTER_FIRST:
            return
        match = _AFTER.match(text, stop)
        if match is None:
            return
        group = match.lastindex or 1
        if match[group] == "미달" and text[stop] in "이가":
            # 4가구가 미달됐다: so many were left over.
            return
        if match[group].startswith("넘") and _handed_over(text, stop, match.start(group)):
            return
        yield _RIGHT[_JOINS[group - 1]][match[group]], match.start(group), match.end(group)
        stop = match.end()


# 브로커에게 통장 5개를 넘긴 혐의: 넘기다 is to hand over where it says to whom, or of what is handed over.
_HANDED = re.compile("넘(?:기[고는며]|긴 |겨[^ 온]?|겼)")
_HANDED_TO = re.compile(
    "(?:에게|한테|(?:조직|업체|검찰|경찰|법원|국회|위원회|정부|특검|공수처|세관|업자|일당|측|브로커|본사|회사)에)"
    r" (?:[가-힣]{1,6} ){0,2}[0-9][0-9,.만천백여 ]*\S{1,2}\Z"
)
_HANDED_THINGS = re.compile(
    r"(?:통장|카드|자료|서류|문건|문서|기밀|도면|명단|주식|지분|유심|칩|USB) [0-9][0-9,.천백여 ]*\S{1,2}\Z"
)
_ACCUSED = re.compile("넘긴 (?:혐의|일당|조직|대가)")
_CAPPED = re.compile("비용|한도|제한|상한|기준|벌금|허용|규정")
_UNHANDED = frozenset("년월일달간분초원러")


def _handed_over(text: str, stop: int, verb: int) -> bool:
    """Return whether 넘- behind a number is to hand over (업체에 넘겼다) and no bound."""
    if text[verb - 2 : verb].strip() == "에":
        return True
    if text[stop : stop + 1] not in ("을", "를") or not _HANDED.match(text, verb):
        return False
    low = max(0, stop - 30)
    if _HANDED_TO.search(text, low, stop) or _HANDED_THINGS.search(text, low, stop):
        return True
    if _ACCUSED.match(text, verb) is None:
        return False
    # A sum of which one is accused was handed over, unless the law sets a limit to it; a length of time never is.
    return text[stop - 1] not in _UNHANDED or (text[stop - 1] in "원러" and not _CAPPED.search(text, low, stop))


# 최소 근무기간 3년, 최대 수용 인원 500명: the noun says what is bounded.
_BOUNDED = re.compile(
    "(?<![가-힣])(최대|최소|최장|최저|최고) (?:[가-힣]{2,4} )?[가-힣]{0,4}(?:기간|연한|연수|인원|금액|투자금|근속|한도"
    r"|부담금|지원금|지원액|보장액|이용료|시간|징역|금고|벌금|과태료|과징금|보상금|포상금|융자금)(?:은|는|이|가)? ?\Z"
)
_BOUNDED_LAST = frozenset("간한수원액금속도료역고은는이가")
# 일을 한 3명: a form of 하다.
_DONE_BY = frozenset("을를게히께")
_NUMBERS = tuple("0123456789한두세네몇반")
_DONE_SO = tuple(f"{word} " for word in "새로 처음 다시 같이 못 안 잘 직접 이미 먼저 많이 제대로".split())


def _is_sure(word: str, text: str, begin: int, away: int) -> bool:
    """Return whether 한 stands for about before a number (한 30명쯤), and 많으면 for at most.

    With a subject of its own the second is a condition (사람이 많으면 30명을 뽑는다), and 근 behind a number a weight;
    최대 behind 역대 and the like tells of a record.
    """
    if word == "한":
        return away < 2 and text[begin - 2 : begin - 1] not in _DONE_BY and not text.endswith(_DONE_SO, 0, begin)
    if word[0] == "최":
        return not text.endswith(_RECORDS, 0, begin)
    if word == "근":
        return not text[max(0, begin - 2) : begin].rstrip(" ").endswith(_NUMBERS)
    return text[begin - 2 : begin].rstrip(" ") not in ("이", "가")


# 대출한도는 5억원: a limit by its name, where 북한도 is none.
_LIMIT_OF = re.compile(
    "(?:대출|구매|구입|보상|이용|결제|충전|납입|지원|공제|신용|투자|비과세|발행|차입|보증|보장|가입|모금|후원|지출|인출|이체"
    r"|송금|매입|할인|여신|사용)(한도(?:는|가)?)\Z"
)


def _before(text: str, start: int) -> Iterator[tuple[Word, int, int]]:
    """Yield the qualifiers left of ``start``, nearest first, reaching across rates (``최대 월 30만원``)."""
    end = start
    for _ in range(4):
        if end and text[end - 1] == " ":
            end -= 1
        begin = max(text.rfind(" ", max(0, end - 12), end), text.rfind("\n", max(0, end - 12), end), end - 13) + 1
        token = text[begin:end]
        while token and token[0] in "([{'\"‘“·<-,~":
            token, begin = token[1:], begin + 1
        if "(" in token:
            begin += token.rindex("(") + 1
            token = text[begin:end]
        word = _LEFT.get(token)
        if word is None and "한도" in token and (limit := _LIMIT_OF.match(token)) is not None:
            begin, word = begin + limit.start(1), _LEFT[limit[1]]
        if word is not None:
            if word.text in _UNSURE and not _is_sure(word.text, text, begin, start - end):
                return
            yield word, begin, end
            if token.startswith("규모"):
                # 국내 최대 규모인 500억원: the scale is the largest, the sum no limit.
                return
        elif not token or not _ACROSS.match(token):
            return
        if not begin or text[begin - 1] not in " \n":
            return
        end = begin
