"""Numbers of things: a number with a counter of the inventory, unless it ranks, labels, dates or measures."""

from __future__ import annotations

import re

from extractors.facts import Count
from extractors.numbers.counters import CHECKS
from extractors.numbers.nouns import of_noun
from extractors.numbers.qualifiers import fall_short, reach
from extractors.numbers.site import Site

_AFTER = re.compile(
    "(?![가-힣])"
    "|[이가은는을를의에로와과도만씩나당뿐여째중등꼴인임입였다라며고든란밖처넘일짜치분전"
    "후간대선들하되요지뒤새형늘줄총각별더및죠잖네]"
    "|끼리|한테|예요|서(?![가-힣])|던(?![가-힣])|므로|으로|까지|부터|이나|정도|쯤|남짓|가량|미만|초과|안팎|이내|내외|규모|수준|마다|보다"
    "|조차|마저|상당|어치|단위|한정|이상|이하|이내|기준|한도|모두"
    "|했(?=[다지고으던는])|돌파|포함|증가|감소|추가|모집|선발|채용|참가|참여|참석|육박"
)


def read_count(text: str, site: Site, previous: tuple[int, str | None] | None) -> Count | str:  # noqa: PLR0911 every refusal has its own reason
    """Return the count at a site whose unit is a counter, or the reason why it is none."""
    unit = site.unit
    if unit is None:
        return "no unit"
    if site.reading.value == 0 and site.end - site.start > 1:
        return "a number left blank"
    if not _AFTER.match(text, site.stop):
        return "part of another word"
    if (text[site.stop : site.stop + 1] in (" ", "당") and _SHARE.match(text, site.stop)) or (
        site.reading.value == 1 and _PRICED.match(text, site.stop)
    ):
        return "a share"
    large = site.end - site.start > 1 and site.style == "digits" and (site.reading.high or 0) >= _HUNDRED_MILLION
    if large and (
        (text[site.end - 1] in "억조" and unit.text in _NEVER_SO_MANY) or _GROUP.search(text, site.start, site.end)
    ):
        return "more than there can be"
    if text[site.stop : site.stop + 1] == "째" and unit.text in _RANKED:
        return "an ordinal"
    if (
        site.style == "sino"
        and site.end - site.start == 1
        and not (text[site.start] in "십백천만" and text[site.end] == " ")
    ):
        return "one syllable that is more often another word"
    if site.style == "sino" and text[site.start : site.end] in _SINO_WORDS:
        return "part of another word"
    reason = CHECKS[unit.check](text, site)
    if reason is not None:
        return reason
    return make(text, site, unit.text, previous=previous)


_SHARE = re.compile(" 당 |당(?![시했해한])")
_HUNDRED_MILLION = 10**8
# 1조 3명: the first group's.
_GROUP = re.compile(r"조 [0-9]{1,3}\Z")
# 1조 경기, 예산 2조 편성: a group's, or a sum of money.
_NEVER_SO_MANY = frozenset("경기 편성 팀 승 무 패 골 시즌 라운드 게임 세트 코스 지점 점포 개국 개사 개교".split())
# 벌써 5건째, 세 명째: which in a row it is; 10승째 is how many a player has by then.
_RANKED = frozenset("건 명 곳 개 대 마리 채 척".split())
# 1갑 기준, 한 건에 2천원, 1개 마을당 3억원: the unit that a price is for.
_PRICED = re.compile(
    " [가-힣]{1,5}(?<![정식성강로여야서])당 (?:[0-9]|연|매|월|최|평|약|각|총)"
    "| 기준(?=[ 에으])|에(?:는)? (?:약 |평균 |최대 |최소 |무려 |각각 |단돈 )?(?:[만천]|[0-9][0-9,.만천백억]{0,12})"
    " ?[0-9]{0,4}(?:원|달러|유로|엔)"
)
# Words that spell a number and are another word: 만일 (if), 사천 (a city), 백일 (a baby's hundredth day) …
_SINO_WORDS = frozenset("사천 구천 만일 천일 백일 이만 일일 삼일 백만장".split())


def make(
    text: str,
    site: Site,
    unit: str | None,
    *,
    previous: tuple[int, str | None] | None = None,
    noun: str | None = None,
) -> Count:
    """Return the count with what the words around it say.

    ``noun`` is what it counts where that is known, empty where nothing is named; else it is looked for around, past
    the count before it, which ``previous`` tells as for :func:`of_noun`.
    """
    reading = site.reading
    start, stop = site.start, site.stop
    around = reach(text, start, stop, limits=True)
    if reading.value not in (None, 1):
        around = fall_short(around, text, stop)
    bound, low, high = around.claim(reading.low, reading.high)
    if noun is None:
        noun = of_noun(text, around.start, stop, reach=around.stop, unit=unit, previous=previous)
        if noun and around.stop == stop and text.startswith(noun, stop + 1):
            # 20개 팀 내외: what qualifies the number stands behind its noun.
            further = _PAST_NOUN.match(text, stop + 1 + len(noun))
            if further is not None:
                around = reach(text, start, stop + 1 + len(noun), limits=False)
                bound, low, high = around.claim(reading.low, reading.high)
    return Count(
        start=start,
        end=stop,
        text=text[start:stop],
        value=reading.value,
        low=low,
        high=high,
        bound=bound,
        approx=reading.approx or around.approx,
        unit=unit,
        of=noun or None,
        qualifiers=around.words,
        rule="count.noun" if unit is None else _rule(site),
    )


_PAST_NOUN = re.compile(
    " ?(?:이상|이하|이내|미만|초과|안팎|내외|가량|정도|남짓|[이가을를] ?(?:넘|웃[도돌]))(?![한했하민])"
)


def _rule(site: Site) -> str:
    reading = site.reading
    if reading.low is None:
        return "count.vague"
    if reading.value is None:
        return "count.pair" if site.style == "native" else "count.range"
    return _STYLES.get(site.style, "count.counter")


_STYLES = {"native": "count.native", "sino": "count.sino"}


# 승객 중 셋은, 자녀 둘을: a number word that stands for the things itself.
_ALONE = frozenset("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열".split())
_ALONE_RIGHT = re.compile(r"(?:은|이|을|만|도|과|와|가|를)(?![가-힣])|이(?:다|고|며|나|었)|뿐|,| (?:중|가운데) ")
_ALONE_AMONG = re.compile(r"([가-힣]*) ?(?:중|가운데) \Z")
_ALONE_LEFT = re.compile(
    r"(?<![가-힣])(자녀|청년|국민|시민|여성|남성|성인|노인|가구|아들|딸|아이|남매|형제|자매|사람|식구|직원|학생|환자|선수|친구|동생|손주|손자|제자|후보|주민|위원"
    r"|남자|여자|어린이|자식|손녀|조카|사위|며느리|승객|승무원|선원|대원|회원|의원|교사|부모|건물|강아지|고양이)"
    r"[이가은는]? \Z"
)


def stands_for(text: str, site: Site) -> str | None:
    """Return the noun that a number word stands for, empty where it is not named, None where it stands for none."""
    if text[site.start : site.end] not in _ALONE or not _ALONE_RIGHT.match(text, site.end):
        return None
    if (noun := _ALONE_LEFT.search(text, max(0, site.start - 7), site.start)) is not None:
        return noun[1]
    among = _ALONE_AMONG.search(text, max(0, site.start - 12), site.start)
    if among is None or site.reading.value == 1:
        return None
    return among[1] if among[1] not in ("이", "그", "") and len(among[1]) < 6 and not among[1].startswith("명") else ""
