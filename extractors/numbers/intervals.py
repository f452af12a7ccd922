"""Pairs of dates that say a length (``23일부터 27일까지``), resolved against the article's date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extractors.facts import Duration
from extractors.numbers.dates import Day, interval, length_of, month_word, short_year, year_word

_YEAR = (
    r"(?:(?P<y{n}>[0-9]{{4}}|[’'][0-9]{{2}})년"
    "|(?P<yw{n}>지지난해|지난해|작년|재작년|올해|금년|내년|올|(?:그 )?이듬해|다음 ?해))"
)
_MONTH = r"(?:(?P<m{n}>1[0-2]|0?[1-9])월|(?P<mw{n}>지난달|지난 ?달|이달|이번 ?달|다음 ?달|내달|전달))"
_DAY = r"(?P<d{n}>[12][0-9]|3[01]|0?[1-9])일"
_WEEKDAY = r"(?: ?\([월화수목금토일]\))?"


def _date(n: int) -> str:
    parts = {"year": _YEAR.format(n=n), "month": _MONTH.format(n=n), "day": _DAY.format(n=n)}
    return (
        rf"(?:{parts['year']}(?: ?{parts['month']}(?: ?{parts['day']})?)?"
        rf"|{parts['month']}(?: ?{parts['day']})?|{parts['day']}){_WEEKDAY}"
    )


def _unique(pattern: str) -> str:
    """Number repeated group names (m1 twice becomes m1, m1b), since a pattern may name a group once."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{'_' * (seen[match[1]] - 1)}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


_FROM = r"(?: ?부터 ?|(?P<at>에서) |(?P<tilde> ?[~∼〜～\-–—―] ?))"
_LOOSE = "초|말|중순|하순|상순|상반기|하반기|현재|께|경|쯤|이전|이후|사이|무렵|[0-9]{1,2} ?월"
_HOUR = "(?:오전|오후|새벽|밤|낮|저녁|[0-9]{1,2} ?[시:])"
_CLOSE = r"(?P<close> ?(?:까지|간|동안|에 걸쳐|에 걸친|에 |의 |이(?:다|며|고|었)|, | |$|\)))?"
_TO = f"(?! ?(?:{_LOOSE}|{_HOUR})){_CLOSE}"
_PAIR = re.compile(_unique(_date(1) + _FROM + _date(2) + _TO))
# One unit for both ends: 7∼8월, 21-24일, 2015~2018년.
_SHARED = re.compile(
    "(?:(?:(?P<y>[0-9]{4})년|(?P<yw>지난해|작년|재작년|올해|내년)) ?)?(?:(?P<m>1[0-2]"
    "|0?[1-9])월 ?|(?P<mw>지난달|이달|다음 ?달|내달) ?)?"
    r"(?P<a>[0-9]{1,4})(?P<how> ?[~∼〜～\-–—―] ?|부터 ?)(?P<b>[0-9]{1,4})(?P<unit>년|월|일)(?!생|대|차|[0-9])"
    + _WEEKDAY
    # 7∼9일 오후 3시: on each of these days, where 7∼9일 오후 3시까지 ends within the last.
    + rf"(?! ?(?:{_LOOSE}|{_HOUR}[^,.\n]{{0,12}}까지))"
    + _CLOSE
)
_SHARED_LENGTH = re.compile(
    " ?(?:더(?![가-힣])|까지 걸|간(?![가-힣])|간[의에]|동안|정도|가량|이내|이상|만에|마다|안에|내에|내로|뒤"
    "|후(?![보반원])|이나|이면|혹은|또는|걸|씩|이 걸|이 "
    "소요|미만|짜리|째|전(?![국체남북주반자])|넘)"
)
_ABOUT_LEFT = re.compile(
    "(?:(?:기간|잠복기|소요|간격|주기|일수)[은는이가]?|약|최대|최소|매달|매월|하루|길게는"
    r"|짧게는|보통|평균|통상|앞으로|향후|최장) ?\Z"
)
# What joins two dates stands within the length of the first: most dates have none behind them.
_JOINED = re.compile(r"[~∼〜～\-–—―부에](?<!부(?!터))(?<!에(?!서))")
_LONGEST = 32
# 1월 1일부터 12월 31일까지, of no certain length: 1일 alone begins no date.
_WITHIN_DATE = re.compile(r"[0-9][월년] ?\Z")
_NEXT_YEAR = ("이듬해", "그 이듬해", "다음해", "다음 해")
_PAST = re.compile(r"지난 ?\Z")
_COMING = re.compile(r"(?:오는|다가오는) ?\Z")


def read_interval(text: str, start: int, today: date | None) -> Duration | None:
    """Return the interval of two dates that begins at ``start``, or None where there is none of a certain length."""
    if not _JOINED.search(text, start, start + _LONGEST) or _WITHIN_DATE.search(text, max(0, start - 5), start):
        return None
    pair = _PAIR.match(text, start)
    if pair is not None:
        first = _day(pair, "1", today)
        second: Day | None = _day(pair, "2", today)
        if second is not None and pair["yw2"] in _NEXT_YEAR:
            second = _year_after(first, second)
        if second is None or (pair["at"] and (pair["close"] or "").strip() != "까지"):
            return None
        if pair["tilde"] and first.grain == second.grain == "day" and second.month is None and pair["close"] is None:
            return None
        return _interval(text, pair, (first, second), today)
    shared = _SHARED.match(text, start)
    if shared is None:
        return None
    return _shared(text, shared, today)


def _shared(text: str, match: re.Match[str], today: date | None) -> Duration | None:
    a, b, unit = int(match["a"]), int(match["b"]), match["unit"]
    year = int(match["y"]) if match["y"] else year_word(match["yw"], today)
    month = int(match["m"]) if match["m"] else None
    month_year = year
    if match["mw"] and today is not None:
        month, month_year = month_word(match["mw"], today)
    if unit == "년":
        if a >= 1000 and len(match["b"]) == 2:
            # 2019~21년: the second year borrows the century of the first.
            b += a - a % 100
        if not 1000 <= a < b < 3000 or match["y"] or match["m"]:
            return None
        ends = Day(a, None, None), Day(b, None, None)
    elif unit == "월":
        if not (1 <= a <= 12 and 1 <= b <= 12) or match["m"] or match["mw"]:
            return None
        ends = Day(year, a, None), Day(year if year is None or a <= b else year + 1, b, None)
    else:
        if not (1 <= a <= 31 and 1 <= b <= 31) or a == b:
            return None
        dated = match["m"] or match["mw"] or _PAST.search(text, max(0, match.start() - 4), match.start())
        dated = dated or _COMING.search(text, max(0, match.start() - 6), match.start())
        length = _SHARED_LENGTH.match(text, match.end("unit"))
        length = length or _ABOUT_LEFT.search(text, max(0, match.start() - 8), match.start())
        if length and not dated and "부터" not in match["how"]:
            return None
        ends = Day(month_year, month, a), Day(month_year, month, b)
    return _interval(text, match, ends, today)


def _day(match: re.Match[str], n: str, today: date | None) -> Day:
    groups = {name.rstrip("_"): value for name, value in match.groupdict().items() if value is not None}
    written = groups.get("y" + n)
    year = None
    if written is not None:
        year = int(written) if len(written) == 4 else short_year(int(written[1:]))
    elif "yw" + n in groups:
        year = year_word(groups["yw" + n], today or _UNDATED)
    month = int(groups["m" + n]) if "m" + n in groups else None
    if "mw" + n in groups:
        if today is None:
            return Day(-1, 0, int(groups.get("d" + n, 0)) or None)
        month, year = month_word(groups["mw" + n], today)
    return Day(year, month, int(groups["d" + n]) if "d" + n in groups else None)


def _year_after(first: Day, second: Day) -> Day | None:
    """Return a date of the year after the first one's (이듬해); without a year only where the months say as much."""
    if first.year is not None:
        return second._replace(year=first.year + 1)
    turns = first.month is not None and second.month is not None and second.month < first.month
    return second._replace(year=None) if turns else None


# Where an article has no date, 올해 is a year of its own; no text names one so early beside a month.
_UNDATED = date(10, 1, 1)
_ERA = 20


def _without_years(first: Day, second: Day) -> tuple[Day, Day] | None:
    """Cut years that only 지난해 or 올해 say, where months and days alone tell how long it is from one to the other."""
    if first.month is None or second.month is None or max(first.year or 0, second.year or 0) >= _ERA:
        return None
    turn = (second.month, second.day or 0) < (first.month, first.day or 0)
    if second.year is not None and second.year - (first.year or _UNDATED.year) != turn:
        return None
    return first._replace(year=None), second._replace(year=None)


def _interval(text: str, match: re.Match[str], ends: tuple[Day, Day], today: date | None) -> Duration | None:
    first, second = ends
    if first.grain != second.grain or -1 in (first.year, second.year):
        return None
    if today is None and (first.year or second.year or _ERA) < _ERA:
        placed = _without_years(first, second)
        if placed is None:
            return None
        first, second = placed
    start = match.start()
    past = _PAST.search(text, max(0, start - 4), start) is not None
    coming = _COMING.search(text, max(0, start - 6), start) is not None
    if today is not None:
        first = _this_month(first, second, today)
    elif match.re is _PAIR and _uncertain(first, second):
        return None
    first, second = _align(first, second)
    if today is not None:
        first, second = _anchor(first, second, today, past=past, coming=coming)
    length = length_of(first, second)
    if length is None and today is not None:
        # 31일 in a month of 30: the dates stand in another month than the article's, their length is as written.
        first, second = _align(*ends)
        length = length_of(first, second)
    if length is None:
        return None
    stop = match.end() if match["close"] is None else match.start("close")
    if (
        not (match.re is _PAIR and (match["mw2"] or match["mw2_"]))
        and (word := _MONTH_WORD.match(text, start)) is not None
    ):
        start = word.end()
    return interval(text, start, stop, (first, second), length)


# 지난달 17일부터 30일: what places the first date stays outside, as 지난 and 오는 do.
_MONTH_WORD = re.compile(r"(?:지난 ?달|이달|이번 ?달|다음 ?달|내달|전달) ?(?=[0-9])")


def _this_month(first: Day, second: Day, today: date) -> Day:
    """Return a first date of a day only in the month of the article, where the second names a later day."""
    if first.day is None or first.month is not None or second.month is None or second.day is None:
        return first
    here = (today.year, today.month, first.day)
    year = today.year + (today.month > second.month) if second.year is None else second.year
    far = (year - today.year) * 12 + second.month - today.month
    if first.day > monthrange(today.year, today.month)[1] or here >= (year, second.month, second.day) or far > 11:
        return first
    return Day(today.year, today.month, first.day)


def _uncertain(first: Day, second: Day) -> bool:
    """Return whether a day without a month may be of another month than a date of month and day behind it."""
    if first.month is not None or first.day is None or second.month is None or second.day is None:
        return False
    before = (second.month - 2) % 12 + 1
    return second.year is not None or not (first.day <= second.day or first.day <= monthrange(2024, before)[1])


def _align(first: Day, second: Day) -> tuple[Day, Day]:
    """Give each date what it takes over from the other: the month, the year, a turn of the year between them."""
    if first.month is not None and second.month is None and second.day is not None:
        month, year = first.month, first.year
        if first.day is not None and second.day < first.day:
            month, year = month % 12 + 1, None if year is None else year + month // 12
        second = Day(year, month, second.day)
    elif second.month is not None and first.month is None and first.day is not None and second.day is not None:
        month, year = (
            (second.month, second.year) if first.day <= second.day else ((second.month - 2) % 12 + 1, second.year)
        )
        if month > second.month and year is not None:
            year -= 1
        first = Day(year, month, first.day)
    if first.month is not None and second.month is not None:
        turn = (first.month, first.day or 0) > (second.month, second.day or 0)
        if first.year is not None and second.year is None:
            second = second._replace(year=first.year + turn)
        elif first.year is None and second.year is not None:
            first = first._replace(year=second.year - turn)
    return first, second


def _anchor(first: Day, second: Day, today: date, *, past: bool, coming: bool) -> tuple[Day, Day]:
    """Place dates without a year, or without a month, by the article's date and by 지난 or 오는 before them."""
    if first.year is not None or first.grain == "year":
        return first, second
    if first.month is None:
        months = {True: (-1, 0), False: (0, 1)}[past or not coming]
        options = [today.year * 12 + today.month - 1 + step for step in months]
        here = options[1] if past or not coming else options[0]
        if (past and first.day and first.day > today.day) or (coming and first.day and first.day < today.day):
            here = options[0] if past else options[1]
        month, year = here % 12 + 1, here // 12
        first = Day(year, month, first.day)
        return first, _align(first, second)[1] if second.month is None else second
    if second.year is not None:
        return first, second
    turn = (first.month, first.day or 0) > (second.month or 0, second.day or 0)
    years = (today.year - 1, today.year, today.year + 1)
    here_index = today.year * 12 + today.month - 1
    key = (today.month, today.day) if first.day else (today.month, 0)
    if past:
        year = today.year if (first.month, first.day or 0) <= key else today.year - 1
    elif coming:
        year = today.year if (first.month, first.day or 0) >= key else today.year + 1
    else:
        year = min(years, key=lambda y: abs(y * 12 + (first.month or 1) - 1 - here_index))
    return first._replace(year=year), second._replace(year=year + turn)
