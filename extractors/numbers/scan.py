"""The way through a text: look where a fact can begin, ask the readers, keep what they read or why they did not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.facts import Amount, Context, Count, Duration, Quantity
from extractors.numbers.amounts import read_amount, read_symbol
from extractors.numbers.bare import begins_noun, is_before_noun, named_in_row, noun_beside, people_behind
from extractors.numbers.counts import make as make_count
from extractors.numbers.counts import read_count, stands_for
from extractors.numbers.dates import article_day
from extractors.numbers.day_words import DAY_WORD, DAYS, SPANS, read_day_word
from extractors.numbers.dotted import read_dotted
from extractors.numbers.durations import read_duration
from extractors.numbers.intervals import read_interval
from extractors.numbers.joins import site_at
from extractors.numbers.phrases import noun_phrase
from extractors.numbers.qualifiers import reach
from extractors.numbers.rates import carries, in_a_row, rates
from extractors.numbers.site import SCAN, Site, labelled
from extractors.numbers.titles import in_title
from extractors.numbers.units import COUNTER_INDEX, Unit
from extractors.numbers.wonless import read_without_won

_DAY_FIRST = frozenset(word[0] for word in (*DAYS, *SPANS))
_SYMBOLS = frozenset("$₩€£¥₹₽₫฿₺₱")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place where a fact could begin: the fact that won it, or the reason why there is none."""

    start: int
    end: int
    text: str
    kind: str | None
    rule: str | None
    won: bool
    reason: str | None
    fact: Quantity | None = None


class _Reader:
    """One walk over one text."""

    def __init__(self, text: str, context: Context, *, keep_reasons: bool) -> None:
        self.text = text
        self.today = article_day(context)
        self.facts: list[Quantity] = []
        self.reasons: list[Candidate] | None = [] if keep_reasons else None
        self.last: dict[str, Amount | Count] = {}
        self.stop = 0

    def walk(self) -> None:
        text = self.text
        for match in SCAN.finditer(text):
            start = match.start()
            if start < self.stop:
                if self.reasons is not None and self.facts and start > self.facts[-1].start:
                    self._keep(f"part of {self.facts[-1].text}", start, match.end(), None)
                continue
            first = text[start]
            if "0" <= first <= "9":
                self._number(start)
            elif first in _SYMBOLS:
                self._keep(read_symbol(text, start), start, start + 1, "amount")
            else:
                self._word(start, first)

    def _number(self, start: int) -> None:
        text = self.text
        reason = labelled(text, start)
        site = site_at(text, start)
        if site is None:
            self._keep("no number of 18 digits or fewer", start, start + 1, None)
            return
        if reason is not None:
            self.stop = site.end
            self._keep(reason, start, site.end, None)
            return
        self._site(site)

    def _word(self, start: int, first: str) -> None:
        text = self.text
        if first in _DAY_FIRST and (match := DAY_WORD.match(text, start)):
            self._keep(read_day_word(text, start, match[0]), start, match.end(), "duration")
            return
        site = site_at(text, start)
        if site is None:
            return
        if site.unit is None and site.style == "sino":
            # 천만 관객, 오천만 국민; 사천 and 이천 are cities.
            if (site.reading.value or 0) >= 10**6:
                self._bare(site, "no unit")
        elif site.unit is None and site.style == "vague":
            # 수십억 챙긴 일당: a sum without its 원.
            self._bare(site, "no unit")
        elif site.unit is None:
            self._native_noun(site)
        else:
            self._site(site)

    def _site(self, site: Site) -> None:
        unit = site.unit
        if (unit is None or unit.text == "동") and self._row_of(site):
            return
        if unit is None:
            if self.text[site.start + 4 : site.start + 5] == ".":
                dotted = read_dotted(self.text, site.start)
                if dotted is not None:
                    self._keep(dotted, dotted.start, dotted.end, "duration")
                    return
            self._bare(site, "no unit")
            return
        if self.text[site.end] == " " and self._people(site):
            return
        kind = unit.kind
        if kind == "none":
            if site.style == "native" and (
                unit.what.startswith("another word")
                or begins_noun(self.text, unit, site)
                or stands_for(self.text, site) is not None
            ):
                self._native_noun(site)
                return
            self.stop = site.end
            # 310만 조회 수: the word that only begins as a unit does can be what is counted.
            self._bare(site, unit.what)
        elif kind == "money":
            self._money(site, unit)
        elif kind == "counter":
            self._count(site)
        elif kind == "minute" and site.style == "native":
            # 두 분 are two persons; minutes take Sino-Korean numbers.
            site.unit = _PERSONS
            self._count(site)
        else:
            self._time(site, kind)

    def _money(self, site: Site, unit: Unit) -> None:
        result = read_amount(self.text, site)
        counter = COUNTER_INDEX.get(unit.text)
        if counter is not None and isinstance(result, str):
            # 다섯 동: buildings, where it is no Vietnamese money.
            site.unit = Unit(counter.text, "counter", counter.text, counter.check)
            self._count(site)
        elif isinstance(result, str) and site.style == "native" and begins_noun(self.text, unit, site):
            self._native_noun(site)
        else:
            self._judge(result, site, "amount")

    def _count(self, site: Site) -> None:
        result = read_count(self.text, site, self._previous())
        if result == "part of another word" and site.style == "native":
            self._native_noun(site)
        elif isinstance(result, str) and (money := read_without_won(self.text, site)) is not None:
            # 30억대 아파트: a band of money, where cars are counted.
            self._keep(money, site.start, site.end, "amount")
        else:
            self._judge(result, site, "count")

    def _time(self, site: Site, kind: str) -> None:
        text = self.text
        if kind in ("year", "moon", "day") and site.style == "digits":
            interval = self._interval(site.start)
            if interval is not None:
                self._keep(interval, interval.start, interval.end, "duration")
                return
        result = read_duration(text, site)
        if result == "count.shares":
            shares = make_count(text, site, "주", previous=self._previous())
            self._keep(replace(shares, rule="count.shares"), site.start, site.stop, "count")
            return
        self._judge(result, site, "duration")

    def _judge(self, result: Quantity | str, site: Site, kind: str) -> None:
        """Keep what a reader says of a site; a number that it refused is not read again in part."""
        if isinstance(result, str):
            self.stop = site.end
        self._keep(result, site.start, site.stop, kind)

    def _interval(self, start: int) -> Duration | None:
        """Return the interval at ``start``, or at the word of its year or month (지난해 3월, 올해부터 2030년)."""
        before = self.text[max(0, start - 2) : start].rstrip(" ")
        if before[-1:] in _APOSTROPHES and (short := read_interval(self.text, start - 1, self.today)) is not None:
            # ’24년부터 ’28년까지
            return short
        match = None
        if before[-1:] in _DATE_WORD_LAST:
            match = _DATE_WORD.search(self.text, max(self.stop, start - 10), start)
        if match is not None and (interval := read_interval(self.text, match.start(), self.today)) is not None:
            return interval
        return read_interval(self.text, start, self.today) if match is None or match["year"] is None else None

    def _bare(self, site: Site, otherwise: str) -> None:
        text = self.text
        other = site.unit is None or site.unit.what.startswith("another word")
        if other and site.style == "digits" and text[site.end - 1] == "여" and self._loose(site):
            return
        noun = people_behind(text, site) or noun_beside(text, site)
        if noun is None:
            money = read_without_won(text, site)
            self._keep(money or otherwise, site.start, site.stop, "amount" if money else None)
            return
        self._of(site, noun)

    def _people(self, site: Site) -> bool:
        """Keep a large number before people or houses (70만 공무원); return whether they stand there."""
        noun = people_behind(self.text, site)
        if noun is not None:
            self._of(site, noun)
        return noun is not None

    def _of(self, site: Site, noun: re.Match[str]) -> None:
        """Keep a number without a counter with the noun that it counts, which stands behind it or before."""
        text, site.stop = self.text, site.end
        fact = make_count(text, site, None, noun=noun[1] or noun[noun.lastindex or 1])
        if fact.bound == "exact" and noun.start() >= site.end:
            # 1000만 관객을 돌파했다: what bounds the number stands behind its noun.
            around = reach(text, site.start, noun.end(), limits=False)
            bound, low, high = around.claim(fact.low, fact.high)
            fact = replace(fact, bound=bound, low=low, high=high, qualifiers=around.words)
        self._keep(fact, site.start, site.end, "count")

    def _row_of(self, site: Site) -> bool:
        """Keep a number of medals or votes in a row of them (금 6, 은 4, 동 10개); return whether it is one."""
        row = named_in_row(self.text, site)
        if row is None:
            return False
        noun, unit = row
        site.stop = site.end
        self._keep(make_count(self.text, site, unit, noun=noun), site.start, site.end, "count")
        return True

    def _loose(self, site: Site) -> bool:
        """Keep a number with 여 that stands before a noun (50여 업체가); return whether one stands there."""
        if self.text[site.end : site.end + 1] != " " or (noun := noun_phrase(self.text, site.end + 1)) is None:
            return False
        site.stop = site.end
        self._keep(make_count(self.text, site, None, noun=noun), site.start, site.end, "count")
        return True

    def _native_noun(self, site: Site) -> None:
        text = self.text
        if site.style == "native" and (alone := stands_for(text, site)) is not None:
            site.stop = site.end
            self._keep(make_count(text, site, None, noun=alone), site.start, site.end, "count")
            return
        before = is_before_noun(text, site)
        if before is None:
            return
        if not before:
            self._keep("no counter and no noun", site.start, site.end, None)
            return
        site.stop = site.end
        fact = make_count(text, site, None, noun=noun_phrase(text, site.end + 1) or "")
        self._keep(fact, site.start, site.end, "count")

    def _frequency(self, last: Duration) -> str | None:
        """Return the rate that a frequency sets for the number after it (한 달에 한 번), unless it is one of two."""
        return None if _OR.search(self.text, max(0, last.start - 4), last.start) else _PERS.get(last.value or "")

    def _often(self, last: Duration, start: int) -> bool:
        """Return whether a length's rate reaches a number: beside it, or with words without a figure between."""
        between = self.text[last.end : start]
        return len(between) < 12 or (len(between) < 24 and not any(letter.isdigit() for letter in between))

    def _previous(self) -> tuple[int, str | None] | None:
        last = self.facts[-1] if self.facts else None
        return (last.end, last.of) if isinstance(last, Count) else None

    def _rated(self, result: Amount | Count, last: Quantity | None, floor: int) -> Amount | Count:
        """Return an amount or a count with what it is per and each, from before it or carried on from one like it."""
        start = result.start
        one = isinstance(last, Count) and last.value == 1 and start - floor < 4
        free = last.start if last is not None and one else floor
        if isinstance(last, Duration) and last.role == "for" and start - floor < 10:
            # 학교당 3년간 최대 10억원: the length stands between the unit that shares and the sum.
            further = max(last.start - 14, self.facts[-2].end if len(self.facts) > 1 else 0)
            free = further if self.text.find("당 ", further, last.start) >= 0 else free
        per, each = rates(self.text, start, free, wages=isinstance(result, Amount))
        if per is None and isinstance(last, Duration) and last.role == "frequency" and self._often(last, start):
            per = self._frequency(last)
        if per is not None and each is None and (like := self.last.get(result.kind)) is not None:
            # 1인당 월 6만원, 연 70만원: shared out to the same.
            each = like.each if like.each in _HEADS and _NEXT_RATE.fullmatch(self.text, like.end, start) else None
        if per is None and each is None:
            like = self.last.get(result.kind)
            if like is None or result.value == 1:
                return result
            if not carries(self.text, like.end, start) and not self._row(like, result):
                return result
            per, each = like.per, like.each
        return result if per is None and each is None else replace(result, per=per, each=each)

    def _row(self, like: Amount | Count, result: Amount | Count) -> bool:
        """Return whether a count with a fraction, which only a rate has, stands in a row with one like it."""
        both = isinstance(like, Count) and isinstance(result, Count) and like.unit == result.unit
        return both and isinstance(result.value, Decimal) and in_a_row(self.text, like.end, result.start)

    def _keep(self, result: Quantity | str | None, start: int, end: int, kind: str | None) -> None:
        if result is None:
            return
        if not isinstance(result, str) and in_title(self.text, result.start, result.end):
            self.stop, result = result.end, "part of a title"
        if isinstance(result, str):
            if self.reasons is not None:
                self.reasons.append(
                    Candidate(
                        start=start, end=end, text=self.text[start:end], kind=kind, rule=None, won=False, reason=result
                    )
                )
            return
        last = self.facts[-1] if self.facts else None
        floor = last.end if last is not None else 0
        if last is not None and result.start < floor:
            return
        if not isinstance(result, Duration):
            result = self._rated(result, last, floor)
            self.last[result.kind] = result
        elif isinstance(last, Duration) and last.role == "for" and _EITHER.fullmatch(self.text, floor, result.start):
            # 4~5일 혹은 일주일에 한 번: what the second plays, the first does too.
            self.facts[-1] = replace(last, role=result.role)
        self.facts.append(result)
        self.stop = result.end


_HEADS = frozenset("인 명 사람 가구 세대 가정 농가 곳 개소 업체 기업 마을 학교 대학".split())
_NEXT_RATE = re.compile("(?:씩)?, (?:하루|일|주|월|연|연간|월간|한 달에?|1년에) (?:최대 |약 )?")
_PERSONS = Unit("분", "counter", "분", COUNTER_INDEX["분"].check)
_PERS = {"P1Y": "year", "P1M": "month", "P1W": "week", "P1D": "day", "PT1H": "hour"}
_EITHER = re.compile(r",? ?(?:혹은|또는|아니면|이나) ")
_OR = re.compile(r"(?:혹은|또는|이나) \Z")
_DATE_WORD = re.compile(
    r"(?:(?P<year>(?:지지난해|지난해|작년|재작년|올해|금년|내년|올)(?:부터(?= ))?)"
    r"|지난달|지난 달|이달|이번 달|다음 달|다음달|내달|전달) ?\Z"
)
_APOSTROPHES = frozenset("’'")
_DATE_WORD_LAST = frozenset("해년올달터")


def read(text: str, context: Context = Context()) -> tuple[Quantity, ...]:
    """Return the amounts, durations and counts of a text in scan form, in order and without overlap."""
    reader = _Reader(text, context, keep_reasons=False)
    reader.walk()
    return tuple(reader.facts)


def explain(text: str, context: Context = Context()) -> tuple[Candidate, ...]:
    """Return every place of a text where a fact could begin, what was read there, and where nothing was, why."""
    reader = _Reader(text, context, keep_reasons=True)
    reader.walk()
    won = [
        Candidate(start=f.start, end=f.end, text=f.text, kind=f.kind, rule=f.rule, won=True, reason=None, fact=f)
        for f in reader.facts
    ]
    return tuple(sorted([*won, *(reader.reasons or [])], key=lambda c: (c.start, not c.won)))


def read_quantity(text: str) -> Quantity | None:
    """Return the one quantity that a whole text says (``2년 6개월``, ``20억원 이내``), or None."""
    facts = read(text)
    if len(facts) != 1:
        return None
    (fact,) = facts
    start = min([fact.start, *(word.start for word in fact.qualifiers)])
    end = max([fact.end, *(word.end for word in fact.qualifiers)])
    return fact if not text[:start].strip() and _WHOLE_END.fullmatch(text, end) else None


# 2년간, 3만원씩, 5일 동안: what may close a whole text behind its quantity.
_WHOLE_END = re.compile(r"(?:간|씩|짜리| 동안|동안)?[\s.]*")
