"""A number with the unit behind it, and two numbers that are one range (``1~2천만원``, ``3만원에서 5만원까지``)."""

from __future__ import annotations

import re

from extractors.numbers.companions import accompanied
from extractors.numbers.credibility import credible
from extractors.numbers.numerals import SCALES, Reading, exactly, share_scale, value_of
from extractors.numbers.site import Site, numeral_at
from extractors.numbers.units import COUNTER_INDEX, INDEX, Unit, unit_at

_JOIN = re.compile(r" ?[~∼〜～\-–—―] ?(?:(?:최대|최고|최장) (?=[0-9]))?| 내지 ")
# How many provinces and cities of their rank there are: 2700개도 are pieces, not provinces.
PROVINCES = 17
_JOINS = frozenset("~∼〜～-–—―")
_FROM = re.compile(r"(?:에서|부터)(?:는)? (?:최대 |최소 |최고 |많게는 |적게는 |약 |길게는 )?")
# A number that comes to another is a change, and its two ends are facts of their own.
CHANGE = re.compile(
    "(?:여|대|선| ?가량| ?정도| ?안팎| ?수준| ?이상| ?이하| ?이내| ?미만"
    "| ?내외| ?가까이| ?남짓| ?규모| ?[초중후]반대?)?"
    "(?:으?로|씩으로)(?![가-힣]*(?:나뉘|구성|다양))|(?: 사이| 가까이)?(?:이|가|까지)? "
    "?(?:넘게 )?(?:늘|줄|올랐|오른|올[렸린려라]|내[렸린려]|높[였인여]|낮[췄춘춰]|인상|인하|증가|감소|하락"
    "|상승|급증|급감)"
)


def site_at(text: str, start: int) -> Site | None:
    """Return the number at ``start`` with its unit, a range joined to one; None where no number begins."""
    site = numeral_at(text, start)
    if site is None:
        return None
    if site.reading.value is not None and (join := join_at(text, site.end)):
        _join(text, site, join.end())
    elif text[site.end : site.end + 1] in _COMMAS and _join_neighbour(text, site):
        return site
    elif site.style == "vague" and text[site.end : site.end + 1] in _JOINS:
        _join_vague(text, site)
    if site.style == "sino" and site.end - site.start > 1 and _SPOKEN_DAYS.match(text, site.end - 1):
        _retry_shorter(text, site)
    else:
        _find_unit(text, site)
    if site.unit is None and text[site.end : site.end + 1] in _SHARING:
        _share_unit(text, site)
    unit = site.unit
    if unit is None:
        if site.style in ("sino", "native") and site.end - site.start > 1:
            _retry_shorter(text, site)
            unit = site.unit
        if unit is None:
            return site
    if not credible(text, site):
        site.unit = None
        return site
    if site.first is None and unit.kind not in ("none", "year", "moon", "day", "night"):
        _join_units(text, site, unit)
    return site


def join_at(text: str, spot: int) -> re.Match[str] | None:
    """Return what joins two numbers into a range at ``spot``, or None."""
    after = text[spot : spot + 1]
    # Behind most numbers stands a blank and a word: a look at that word's first letter turns them away.
    if after in _JOINS or (after == " " and (text[spot + 1 : spot + 2] in _JOINS or text.startswith("내지", spot + 1))):
        return _JOIN.match(text, spot)
    return None


def _join_vague(text: str, site: Site) -> None:
    """Join what stands behind a dash to a number that says none (수십∼수백 명)."""
    second = numeral_at(text, site.end + 1) if site.end + 1 < len(text) else None
    if second is not None and second.style == "vague":
        site.end = second.end


def _share_unit(text: str, site: Site) -> None:
    """Give a number before an arrow or in a row the unit of the one behind it (``5만→20만원``, ``각각 30, 50명``)."""
    if text[site.end] == "+":
        _share_years(text, site)
        return
    row = text[site.end] != "→"
    few = row and (site.reading.value or _PLAIN) < _PLAIN
    if few and (named := _NAMED_ROW.match(text, site.end)) and _NAMED.search(text, max(0, site.start - 9), site.start):
        site.unit = unit_at(text, named.start(named.lastindex or 1))
        site.stop = site.end
        if named[2]:
            # 국비 4, 도비 2억원: the scale is the last one's too.
            site.reading = exactly((site.reading.value or 0) * SCALES[named[2]])
        return
    spot = site.end
    each = row and _APART.search(text, max(0, site.start - 16), site.start) is not None
    for _ in range(4):
        if row and not each and text[spot - 1] not in _ROW_SCALES:
            return
        spot += 2 if text[spot + 1 : spot + 2] == " " else 1
        second = numeral_at(text, spot) if spot < len(text) else None
        if second is None or second.reading.value is None:
            return
        _find_unit(text, second)
        if second.unit is not None:
            kind = second.unit.kind
            if not row or kind == "money" or second.unit.text == "명" or (each and kind in _SHARED_BY_EACH):
                site.unit = second.unit
                site.stop = site.end
                _share_scale(text, site, text[second.start : second.end])
            return
        spot = second.end
        if not row or text[spot : spot + 1] not in _COMMAS:
            return


# 찬성 12, 반대 8표: each number behind its name, the unit behind the last.
_NAMED = re.compile(r"(?<![가-힣])(?!오는|지난|오전|오후|전반|후반|국도|제 |전용)[가-힣]{0,7}[가-힣](?<!는) ?\Z")
_NAMED_ROW = re.compile(
    "(?:[,·] ?[가-힣]{1,8} ?[0-9][0-9,]*){0,4}"
    "[,·] ?(?!오는|지난|오전|오후|전반|후반)[가-힣]{1,8} ?[0-9][0-9,]*(?:[만천백](?! ?원))?[0-9]*여? ?"
    "(?:(명|석|표|곳|건|개|대|마리|골|승|가구|척|점|편)(?![가-힣](?<![이을은의에으로도과와만씩가였이다]))"
    "|([만억조]) ?(원))"
)
_SCALED = re.compile("[0-9]{1,3}([천백]?[만억조]|[천백])")


def _share_scale(text: str, site: Site, second: str) -> None:
    """Give a plain number in a row the scale of the one whose unit it takes (``각각 3, 5만원``)."""
    scaled = _SCALED.fullmatch(second)
    low = site.reading.value
    if scaled is not None and low is not None and low < _PLAIN and text[site.start : site.end].isdecimal():
        for scale in scaled[1]:
            low *= SCALES[scale]
        site.reading = exactly(low)


_PLAIN = 1000


def _share_years(text: str, site: Site) -> None:
    """Give the first number of a contract over ``2+1년`` its years."""
    contract = _YEARS_MORE.match(text, site.end)
    if contract is not None and text[site.start : site.end].isdecimal() and (site.reading.value or 0) < _TEN:
        site.unit = unit_at(text, contract.start(1))
        site.stop = site.end


_YEARS_MORE = re.compile(r"\+[0-9](년)(?!제|차| ?[0-9]{1,2}월)")
_SHARED_BY_EACH = frozenset("counter year month week hour".split())
_COMMAS = frozenset(",·")
_SHARING = frozenset(",·→+")
_ROW_SCALES = frozenset("천만억조")


def _join_neighbour(text: str, site: Site) -> bool:
    """Join the next whole number behind a comma as a range (``3,4일``, ``5, 6만원``); return whether it did."""
    low = site.reading.value
    if not isinstance(low, int) or not 1 <= low < _TEN or text[site.start : site.end] != str(low):
        return False
    spot = site.end + (2 if text[site.end + 1 : site.end + 2] == " " else 1)
    second = numeral_at(text, spot) if text[spot : spot + 1].isdigit() else None
    if second is None or second.reading.value is None:
        return False
    shared = share_scale(str(low), text[spot : second.end], low, second.reading.value)
    if second.reading.value * low != shared * (low + 1):
        return False
    _find_unit(text, second)
    unit = second.unit
    if unit is None or not (unit.kind in _SPANS or unit.text in _COUNTED or (unit.kind == "money" and shared > low)):
        return False
    if _APART.search(text, max(0, site.start - 16), site.start):
        return False
    site.first = low
    site.reading = Reading(None, shared, second.reading.value, second.reading.approx)
    site.end, site.stop, site.unit = second.end, second.stop, unit
    return True


_TEN = 10
_SPANS = frozenset("year month week day hour minute second".split())
_COUNTED = frozenset("명 곳 군데 마리 차례 가지".split())
# 각각 징역 2·3년: one for each, no range.
_APART = re.compile("각각|각 |(?:징역|금고) ?\\Z")


def _find_unit(text: str, site: Site) -> None:
    spot = site.end
    if text[spot : spot + 1] in (" ", "\n"):
        spot += 1
    site.unit = unit = unit_at(text, spot)
    if unit is None:
        return
    if unit.kind == "none" and spot == site.end and site.style == "digits" and unit.what.startswith(_MISTAKEN):
        counted = COUNTER_INDEX.get(unit.what.removeprefix(_MISTAKEN))
        if counted is not None and _PARTICLE.match(text, spot + len(counted.text)):
            # 3발의 총성, 12개인 것으로: on to digits it is the counter with a particle.
            site.unit = unit = Unit(counted.text, "counter", counted.text, counted.check)
    if unit.text in _WITH_PARTICLE and _is_counter_with_particle(text, spot, site, unit):
        counter = COUNTER_INDEX[unit.text[:-1]]
        site.unit = unit = Unit(counter.text, "counter", counter.text, counter.check)
    site.stop = spot + len(unit.text)


# 백일 동안, 천일을 맞아: the last syllable is the unit, not a one.
_SPOKEN_DAYS = re.compile("일(?: ?동안|간(?![가-힣])| ?만에|째|을 맞)")
_MISTAKEN = "another word than "
_PARTICLE = re.compile("(?:[이가은는을를의에도과와인다]|인데|에서|정도|조차|보다|마다|마저)(?![가-힣])")
# Units that are spelt as a shorter counter with a particle is.
_WITH_PARTICLE = frozenset(
    unit.text
    for _, units in INDEX.values()
    for unit in units.values()
    if unit.text[:-1] in COUNTER_INDEX and unit.text[-1] in "가이은는을를의에로도과와"
)


# 24기가 가동 중이다: engines and the like; 24기가 is a size else.
RUNNING = (
    " (?:모두|전부|동시|순차|각각|이미|올해|내년|추가로|새로|더 |궤도|발사|설치|가동|운영|운전|멈|정지|확인|발견|발굴"
    "|들어|건설|완공|완성|배치|고장|무너|파괴|격추|등록|조성|투입|필요|남|세워|서 |있)"
)
_RUNNING = re.compile(RUNNING)


def _is_counter_with_particle(text: str, spot: int, site: Site, unit: Unit) -> bool:
    """Return whether a unit is rather a shorter counter with a particle: 다섯 기가, 2700개도."""
    if unit.text == "개도":
        return site.reading.high is None or site.reading.high > PROVINCES or site.reading.approx
    if unit.text == "기가" and (_RUNNING.match(text, spot + 2) or accompanied("engines", text, site)):
        return True
    return site.style == "native" and unit.kind == "none" and unit.text != "회의"


def _retry_shorter(text: str, site: Site) -> None:
    """Give back a last syllable that belongs to the unit: 삼백삼십일일, 만 (이만큼), 천 (사천)."""
    value = value_of(text[site.start : site.end - 1])
    if site.style != "sino" or value is None:
        return
    unit = unit_at(text, site.end - 1)
    if unit is not None:
        site.end -= 1
        site.reading = exactly(value)
        site.unit = unit
        site.stop = site.end + len(unit.text)


def _join(text: str, site: Site, spot: int) -> None:
    """Join the number at ``spot`` to the site as a range with a shared unit (``1~2천만원``)."""
    if not text[spot : spot + 1].isdigit() or text[site.start - 1 : site.start] in ("-", "~", "."):
        return
    second = numeral_at(text, spot)
    low = site.reading.value
    if second is None or second.reading.value is None or low is None:
        return
    site.first = low
    low = share_scale(text[site.start : site.end], text[spot : second.end], low, second.reading.value)
    high = second.reading.value
    site.reading = Reading(None, min(low, high), max(low, high), site.reading.approx or second.reading.approx)
    site.end = second.end


# 100억원에서 20억원을 깎았다: a part of a sum, where 3만원에서 5천원의 할인 says what lies between.
_PART = re.compile(
    "(?:여|대| ?정도| ?가량| ?안팎| ?수준)?"
    "(?:[을를은는만도]|가(?![량까])|이(?![다며고었자라])|밖에"
    "| ?(?:삭감|감액|공제|차감|제외|할인(?=[한된해했받됐])|[빼뺀뺐떼뗀뗐깎덜]|빠[진져졌]|사라))"
)
_ASIDE = re.compile(r"\([^()\n]{1,20}\)")
_TILDE = re.compile("[~∼〜～]")
# 1시간~1시간 30분: the second of two lengths goes on in a smaller unit.
_MORE = re.compile(" ?[0-9]{1,2} ?(?:개월|분|초)")


def _join_units(text: str, site: Site, unit: Unit) -> None:
    """Join a second number with its own unit to the site (``3만원~5만원``, ``3만원에서 5만원까지``)."""
    spot, change = site.stop, False
    join = None
    if text[spot : spot + 1] in ("에", "부"):
        join = _FROM.match(text, spot)
        change = True
    else:
        join = join_at(text, spot)
    if join is None or (site.style == "digits" and not text[join.end() : join.end() + 1].isdigit()):
        return
    second = numeral_at(text, join.end()) if join.end() < len(text) else None
    if second is None or second.reading.value is None or site.reading.value is None or second.style != site.style:
        return
    _find_unit(text, second)
    if second.unit is None or (second.unit.kind, second.unit.what) != (unit.kind, unit.what):
        return
    past = second.stop
    if change and text[past : past + 1] == "(" and (aside := _ASIDE.match(text, past)) is not None:
        # 2억원에서 3억원(50%) 오른: the bracket says by how much.
        past = aside.end()
    if (change and CHANGE.match(text, past)) or (unit.kind in _SPANS and _MORE.match(text, second.stop)):
        return
    low, high = site.reading.value, second.reading.value
    if change and low > high and _PART.match(text, second.stop):
        return
    if unit.kind in ("hour", "minute", "second") and text[join.start()] in " -" and not _TILDE.search(join[0]):
        return
    site.first = low
    site.reading = Reading(None, min(low, high), max(low, high), site.reading.approx or second.reading.approx)
    site.end, site.stop = second.end, second.stop
