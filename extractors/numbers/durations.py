"""Lengths of time: their values in one unit or several, their halves, and the part they play (within, after, since)."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.facts import Duration, Number
from extractors.numbers.cues import VERDICTS
from extractors.numbers.joins import CHANGE, join_at
from extractors.numbers.numerals import read_native
from extractors.numbers.qualifiers import fall_short, reach
from extractors.numbers.site import Site, numeral_at
from extractors.numbers.units import unit_at

Part = tuple[str, Number]
"""A unit's kind and how many of it."""

_ORDER = {
    "century": 0,
    "year": 1,
    "plan_year": 1,
    "quarter": 2,
    "month": 2,
    "moon": 2,
    "week": 3,
    "day": 4,
    "open_day": 4,
    "hour": 5,
    "minute": 6,
    "second": 7,
}
_TIMES = {"century": 100, "quarter": 3}
_LETTER = {
    "century": "Y",
    "year": "Y",
    "plan_year": "Y",
    "quarter": "M",
    "month": "M",
    "moon": "M",
    "week": "W",
    "day": "D",
    "open_day": "D",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}
_LESS_THAN = {"month": 12, "moon": 12, "day": 32, "hour": 24, "minute": 60, "second": 60}


# 영상 4분 35초부터: where something is in a recording.
_RECORDING = re.compile(
    r"(?:영상|동영상|방송|클립|음원|녹음|녹취|재생)(?:에서|의|은|을|시작)? ?(?:약 )?(?:[0-9]{1,2}분 ?)?\Z"
)
_RECORDED = re.compile(" ?(?:부터|지점|대목|장면|께|쯤에|쯤부터|무렵)")


# What stands behind a length of days, months or years and never behind a date.
# 3년 차, 2주차: the n-th, not a length.
_NTH = re.compile(" ?차(?![이례량로선])")
HALF = re.compile(
    r" ?반(?=[ ,.)]|만에|동안|간|이|을|은 |의|가량|정도|쯤|여|째|마다|밖에|씩|치|도 |으로|에 |에서|만 |까지|짜리|넘|$)"
    r"(?! (?:학생|친구|아이))"
)
# 30분당 500원: what the price is for.
_SHARED_OUT = re.compile("당(?=[ 0-9])")
_NIGHT = re.compile(r" ?(?:[0-9]{1,3}|[이삼사오육칠팔구십]{1,2})일")

_FILL = (
    "(?:여|가량|정도|남짓|쯤|안팎|내외|가까이|이상|이내|이하|미만)?(?:을|를|이|가|도)? ?(?:넘는|넘게|넘은|가까운)? ?"
)
# How often, behind the length in which it happens: 한 달에 … 여덟 번, 일주일에 닷새.
_OFTEN = (
    "(?:(?:[0-9]{1,4}|한두|두세|서너|너댓|대여섯|예닐곱|다섯|여섯|일곱|여덟|아홉|열[가-힣]{0,2}|[한두세네]) ?"
    "(?:번|차례|회|건|권|편|시간|끼|잔)|이틀|사흘|나흘|닷새|엿새|여드레|열흘)"
)
_ROLES = re.compile(
    rf" ?{_FILL}(?:여 ?)?(?:"
    r"(?P<within>이내|안에|안으로|내에|내로|내(?=[ ,.…]|$))"
    "|(?P<after>(?:간의? ?)?만(?:에|의|이|인|입|에야| ?에|(?=[.…,]|$)|(?<= 만)(?= (?![더해하])[가-힣]{2}))"
    "|뒤(?![늦집따처쪽])"
    "|후(?![보반원배속임쿠유손세계진])|이후|지나(?!치)|지난(?=[ ])|지났|흐른|흘러)"
    r"|(?P<before>전(?:(?![가-힣])|(?=에|엔|부터|의|만|쯤|까지|과|보다|은 |이[다었라며고지]|인[ ,.]|으로))"
    "|앞두|앞둔|앞둬|앞으로(?![가-힣])|앞선|앞서|앞당|남겨|남기)"
    r"|(?P<since>째|연속)"
    r"|(?P<frequency>마다|(?<!이내)에 (?:약 |평균 |최소 |최대 |한두|단 )?(?:[0-9]|한|두|세|서너|네"
    "|[일이삼사오육칠팔구]?[백천만])|주기|꼴로|간격|걸러"
    rf"|(?<!이내)에 (?!걸|집행|벌금|추징|자격|달하|이르|불과|가까|육박|그[쳐치친])(?:[가-힣]{{1,9}} ){{0,3}}?{_OFTEN})"
    r")|(?:이나|이|가|을|를|도) (?:더 )?(?P<passed>지나|지난|흐른|흐르|흘러|흘렀|지났|남겨|앞두|앞둔)"
)
_SINCE_LEFT = re.compile(
    "([가-힣](?= )|(?<=[가-힣])[된한온난린운친킨은든](?=지)) ?지"
    r"(?: (?:약|거의|꼭|채|불과|만|벌써|어느덧|어언|무려|고작|겨우|딱|길게는|짧게는|최소|최대))? \Z"
)


def iso(parts: list[Part]) -> str:
    """Return an ISO 8601 duration of (unit kind, number) parts, as written."""
    date = time = ""
    for kind, number in parts:
        amount = number * _TIMES.get(kind, 1)
        text = f"{amount:f}" if isinstance(amount, Decimal) else str(amount)
        letter = _LETTER[kind]
        if letter[0] == "T":
            time += text + letter[1]
        else:
            date += text + letter
    return f"P{date}T{time}" if time else f"P{date}"


def read_duration(text: str, site: Site) -> Duration | str:  # noqa: PLR0911 every refusal has its own reason
    """Return the length of time at a site, or the reason why it is none."""
    unit = site.unit
    if unit is None:
        return "no unit"
    kind = unit.kind
    if kind == "night":
        return _nights(text, site)
    if site.style == "native" and kind in ("day", "minute", "moon"):
        return "no counter after a native number"
    if _ORDER[kind] < _ORDER["hour"] and _NTH.match(text, site.stop):
        return "an ordinal"
    one = site.reading.value == 1
    if (kind in ("minute", "second") or one) and _SHARED_OUT.match(text, site.stop):
        return "a share"
    if one and ((_AVERAGE_WEEK if kind == "week" else _AVERAGE).match(text, site.stop) or _is_monthly(text, site)):
        return "a rate"
    measured = text[site.stop : site.stop + 1] == "에" and OF_MEASURE.match(text, site.stop)
    verdict = "a rate of a measure" if measured else VERDICTS[kind](text, site)
    if not verdict.startswith("duration."):
        return verdict
    reading = site.reading
    if reading.value is None:
        value = None
        low = None if reading.low is None else iso([(kind, reading.low)])
        high = None if reading.high is None else iso([(kind, reading.high)])
        return make(
            text, site.start, site.stop, claim=(value, low, high), approx=reading.approx, rule=_rule(verdict, site)
        )
    parts, stop, loose = _parts(text, site.stop, (kind, reading.value))
    approx = reading.approx or loose
    value = iso(parts)
    if (other := _other_end(text, stop, kind)) is not None and grows(value, other[0]):
        high, stop = other
        return make(text, site.start, stop, claim=(None, value, high), approx=approx, rule="duration.range")
    if (
        kind in ("minute", "second")
        and _RECORDED.match(text, stop)
        and _RECORDING.search(text, max(0, site.start - 12), site.start)
    ):
        return "a time in a recording"
    if len(parts) > 1:
        verdict = "duration.mixed"
    if half := HALF.match(text, stop):
        value, stop, verdict = iso(_add_half(parts)), half.end(), "duration.half"
    return make(text, site.start, stop, claim=(value, value, value), approx=approx, rule=_rule(verdict, site))


# 하루에 5㎏, 한 달에 3t: how much of what is no fact.
OF_MEASURE = re.compile(
    "에(?:만)? (?:약 |평균 |최대 )?[0-9][0-9,.]*[만천백]{0,2} ?(?:[kmt㎏㎞ℓL㎘g%톤㎡㎥]|리터|킬로|그램|미터|배럴|평방)"
)
# 한 달 평균 200만원: a rate of what follows.
_AVERAGE = re.compile(
    r" (?:평균 (?:약 )?[0-9]|(?:평균 )?(?:매출|수입|소득|생활비|용돈|지출|임대료|관리비|이용료"
    r"|요금|최저임금|급여|월급|임금|봉급)[은는이가도만]? (?:[가-힣]{1,5} )?[0-9])"
)
_AVERAGE_WEEK = re.compile(f"{_AVERAGE.pattern}| (?:최대|최소) [0-9]+ ?(?:시간|일|회)")


# 한 달 70만원을 번다: a rate, where 지난 한 달 3억원 says how long it took.
_A_MONTHS_SUM = re.compile(
    " (?:기준 )?(?:최대 |최소 |약 |무려 |고작 |많게는 |적게는 )?[0-9][0-9,.]*[만억천백0-9]* ?(?:원|달러)"
)
_LAST_MONTH = re.compile(r"(?:지난|최근) \Z")


def _is_monthly(text: str, site: Site) -> bool:
    """Return whether 한 달 says per what time the sum behind it is."""
    if site.style != "native" or site.unit is None or site.unit.text != "달":
        return False
    if not _A_MONTHS_SUM.match(text, site.stop):
        return False
    return _LAST_MONTH.search(text, max(0, site.start - 3), site.start) is None


def _parts(text: str, stop: int, first: Part) -> tuple[list[Part], int, bool]:
    """Return the parts of a length whose first part ends at ``stop``, where the last ends, and whether one says 여."""
    parts = [first]
    loose = False
    while True:
        kind, number = parts[-1]
        if kind == "second" and (hundredths := _HUNDREDTHS.match(text, stop)):
            # A record writes hundredths behind 초: 9초58.
            parts[-1], stop = (kind, Decimal(f"{number}.{hundredths[1] or hundredths[2]}")), hundredths.end()
        more = _next_part(text, stop, parts)
        if more is None:
            return parts, stop, loose
        parts.append(more[0])
        stop = more[1]
        loose = loose or more[2]


_NATIVE_FIRST = frozenset("한두세네석넉다여일아열")
# 30분에서 1시간 정도 걸린다: a span of time, where 30분에서 1시간으로 늘었다 is a change.
_UP_TO = re.compile("에서 (?:최대 |길게는 |많게는 |최장 )?")
_SPAN_RIGHT = re.compile(
    " ?(?:까지|정도|사이|안팎|가량|내외|남짓|이상|안에|내에|동안|만에|전(?=[에부 ])|이내(?!로)"
    "|더(?![가-힣])|뒤(?![늦집따처쪽])|후(?![보반원배]))"
    "(?! ?(?:늘|줄|단축|연장))"
    "|(?:이|은|도)? ?(?:더 )?(?:걸[리려렸린릴립]|소요|필요)|이(?:다|며|고|었|면)|씩|마다|의 (?:시간|기간)"
    "|(?:동안|간)(?![가-힣])"
)


def _other_end(text: str, stop: int, kind: str) -> tuple[str, int] | None:
    """Return the other end of a range in two units (``6개월~1년``) and where it ends, or None."""
    return None if kind == "moon" else far_end(text, stop, _ORDER[kind])


def far_end(text: str, stop: int, order: int) -> tuple[str, int] | None:
    """Return the length that a range which begins with a length up to ``stop`` goes to, and where it ends, or None."""
    join = join_at(text, stop)
    if join is None and text[stop : stop + 2] == "에서":
        join = _UP_TO.match(text, stop)
    first = text[join.end() : join.end() + 1] if join is not None else ""
    if join is None or not (first.isdigit() or first in _NATIVE_FIRST):
        return None
    number = numeral_at(text, join.end())
    unit = None if number is None else unit_at(text, number.end + (text[number.end : number.end + 1] == " "))
    if number is None or number.reading.value is None or unit is None or unit.kind not in _LETTER:
        return None
    # Of days 에서 makes a range; two days with a dash between them are dates.
    days = unit.kind == "day" and order == _ORDER["day"] and join[0].startswith("에")
    if (unit.kind in ("day", "moon") and not days) or _ORDER[unit.kind] > 4 > order:
        return None
    begin = number.end + (text[number.end : number.end + 1] == " ")
    parts, end, _ = _parts(text, begin + len(unit.text), (unit.kind, number.reading.value))
    if join[0].startswith("에") and not spans(text, end):
        return None
    return iso(parts), end


def spans(text: str, end: int) -> bool:
    """Return whether what follows the second of two lengths with 에서 between them makes them a range, no change."""
    return _SPAN_RIGHT.match(text, end) is not None and CHANGE.match(text, end) is None


_SIZED = re.compile("([0-9.]+)([YMWDHS])")
_SIZES = {"Y": 31_536_000, "M": 2_592_000, "W": 604_800, "D": 86_400, "H": 3600, "S": 1}


def grows(low: str, high: str) -> bool:
    """Return whether the second of two ISO 8601 durations is the longer one, as that of a range is."""
    return _size(low) < _size(high)


def _size(value: str) -> Decimal:
    date, _, time = value.partition("T")
    sizes = [(number, _SIZES[letter]) for number, letter in _SIZED.findall(date)]
    sizes += [(number, 60 if letter == "M" else _SIZES[letter]) for number, letter in _SIZED.findall(time)]
    return sum((Decimal(number) * size for number, size in sizes), Decimal(0))


def _rule(verdict: str, site: Site) -> str:
    if site.reading.value is None:
        return "duration.vague" if site.reading.low is None else "duration.range"
    return "duration.native" if site.style == "native" and verdict != "duration.half" else verdict


def make(
    text: str,
    start: int,
    stop: int,
    *,
    claim: tuple[str | None, str | None, str | None],
    approx: bool,
    rule: str,
) -> Duration:
    """Return the duration with what the words around it say: bound, approximation and role."""
    value, low, high = claim
    around = reach(text, start, stop, limits=text.startswith("까지", stop))
    if value is not None:
        around = fall_short(around, text, stop)
    role = _role(text, start, stop)
    bound, low, high = around.claim(low, high)
    if bound == "exact" and role == "within" and value is not None:
        bound, low = "max", None
    return Duration(
        start=start,
        end=stop,
        text=text[start:stop],
        value=value,
        low=low,
        high=high,
        bound=bound,
        approx=approx or around.approx,
        role=role,
        qualifiers=around.words,
        rule=rule,
    )


def _role(text: str, start: int, stop: int) -> str:
    match = _ROLES.match(text, stop)
    if match is not None:
        role = match.lastgroup or "for"
        passed = role == "passed" or (role == "after" and match[role].startswith("지"))
        if passed and _SINCE_LEFT.search(text, max(0, start - 8), start):
            return "since"
        if role == "passed":
            return "before" if match[role] in ("남겨", "앞두", "앞둔") else "after"
        return role
    since = _SINCE_LEFT.search(text, max(0, start - 8), start) if text[start - 1 : start] == " " else None
    if since is not None and (ord(since[1]) - 0xAC00) % 28 == 4:
        return "after" if text[stop : stop + 1] == "도" else "since"
    # 선거일 전 60일까지: before the day named.
    return "before" if text.endswith((" 전 ", "일전 "), 0, start) else "for"


def _next_part(text: str, stop: int, parts: list[Part]) -> tuple[Part, int, bool] | None:
    """Return the next smaller part of a mixed length (``1년 6개월``), where it ends, and whether it says 여."""
    more = _AND_MORE.match(text, stop)
    spot = more.end() if more else stop + 1 if text[stop : stop + 1] == " " else stop
    if not ("0" <= text[spot : spot + 1] <= "9"):
        return _worded_part(text, spot, parts[-1][0]) if spot > stop else None
    number = numeral_at(text, spot)
    if number is None or number.reading.value is None:
        return None
    spot = number.end + 1 if text[number.end : number.end + 1] == " " else number.end
    unit = unit_at(text, spot)
    last = parts[-1][0]
    if unit is None or unit.kind not in _LESS_THAN or _ORDER[unit.kind] <= _ORDER[last]:
        return None
    if number.reading.value >= _LESS_THAN[unit.kind] or (last in ("year", "month") and _ORDER[unit.kind] > 4):
        return None
    return (unit.kind, number.reading.value), spot + len(unit.text), number.reading.approx


# 1년 하고도 6개월.
_AND_MORE = re.compile(" ?하고도? ")
# 1년 두 달, 한 달 보름: smaller parts in words.
_MONTHS = re.compile("(한|두|석|넉|세|네|다섯|여섯|일곱|여덟|아홉|열|열한) ?달(?! ?(?:평균|에 |마다|[가-힣]{2}))")
_DAYS = {"열흘": 10, "열하루": 11, "보름": 15, "스무날": 20}


def _worded_part(text: str, spot: int, last: str) -> tuple[Part, int, bool] | None:
    if last == "year" and (match := _MONTHS.match(text, spot)) is not None:
        number = read_native({"석": "세", "넉": "네"}.get(match[1], match[1]))
        if number is not None and number.value is not None:
            return ("month", number.value), match.end(), False
    if last == "month":
        for word, days in _DAYS.items():
            if text.startswith(word, spot):
                return ("day", days), spot + len(word), False
    return None


_HUNDREDTHS = re.compile(
    r"([0-9]{1,3})(?![0-9]|[.,][0-9]|[가-힣](?<![의로을를이가은는에]))"
    r"| ([0-9]{2})(?=[의로를을에](?![가-힣])|[.,)](?![0-9])|$)"
)


def _add_half(parts: list[Part]) -> list[Part]:
    kind, number = parts[-1]
    if kind == "year":
        return [*parts, ("month", 6)]
    if kind in ("hour", "minute"):
        return [*parts, ({"hour": "minute", "minute": "second"}[kind], 30)]
    return [*parts[:-1], (kind, number + Decimal("0.5"))]


# 1박 2일 제작진: a show on television.
_SHOW_RIGHT = re.compile(
    " ?(?:시즌|멤버|팀(?![가-힣])|팀[은이의과에]|제작진|PD|시청률)"
    "|(?:에|에서|에는|에도|의)? ?(?:고정|게스트|하차|합류|방송|출연)"
)
_SHOW_LEFT = re.compile(r"(?:KBS ?2?(?:TV)?|예능|선데이)[ -]?\Z")


def _nights(text: str, site: Site) -> Duration | str:
    match = _NIGHT.match(text, site.stop)
    if match is None:
        return "nights without days"
    days = numeral_at(text, match.start() + (text[match.start()] == " "))
    if days is None or days.reading.value is None:
        return "nights without days"
    if _SHOW_RIGHT.match(text, match.end()) or _SHOW_LEFT.search(text, max(0, site.start - 10), site.start):
        return "part of a title"
    value = f"P{days.reading.value}D"
    return make(text, site.start, match.end(), claim=(value, value, value), approx=False, rule="duration.nights")
