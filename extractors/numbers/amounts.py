"""Sums of money: a number with a currency's word, symbol or code, unless it names a banknote or is another word."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.facts import Amount, Number
from extractors.numbers.joins import site_at
from extractors.numbers.numerals import Reading
from extractors.numbers.qualifiers import fall_short, reach
from extractors.numbers.site import Site
from extractors.numbers.units import SYMBOLS, Unit, rows

# A face value used as a name: 5만원권, 500원 동전, 1원 단위.
_FACE = re.compile(r"권|짜리 (?:지폐|동전)|(?: ?(?:지폐|동전|주화|신권|구권))| ?단위|칙|색")
_FACE_FIRST = frozenset(" 권짜지동주신구단칙색")
_SHARE = re.compile(r" ?당(?![국시초첨연장])")
_AFTER_WON = re.compile(
    "(?![가-힣])|[면란](?![가-힣])|던 "
    "|[이가은는을를의에로와과도만씩까부대짜선어여상정미초규수내안꼴인입였임보밖마쯤남처"
    "치돌넘라조며나뿐든등때중형급간당으늘줄한하지더할후전다]"
)
_WEIGHT = re.compile(r"무게|체중|중량|kg|㎏|킬로그램|감량|바벨|역도|덤벨|폭탄|포탄")
# 50센트: a rapper, where one speaks of music.
_STAGE = re.compile(
    "래퍼|랩퍼|힙합|피처링|에미넴|50 ?[Cc]ent|피프티|센트[은는이가] [^.]{0,24}(?:떠났|나타났|말했|밝혔|경찰|불렀)"
)
_HOMES = {
    "VND": "베트남|하노이|호찌민|다낭",
    "ZAR": "남아공|남아프리카",
    "RON": "루마니아",
    "BGN": "불가리아",
    "KES": "케냐",
    "ETB": "에티오피아",
    "GHS": "가나",
    "MMK": "미얀마",
    "LAK": "라오스",
    "KGS": "키르기스",
    "UZS": "우즈베크|우즈베키스탄",
}
# Money of one name in several lands: 페소, 루피, 파운드, 크로네.
_LANDS: dict[str, dict[str, str]] = {}
for _name, _code, _words in rows("lands.tsv"):
    _LANDS.setdefault(_name, {}).update(dict.fromkeys(_words.split(), _code))
_LAND = {name: re.compile(f"(?<![가-힣])(?:{'|'.join(words)})") for name, words in _LANDS.items()}
# How far back a text names the land whose money it speaks of: no 페소 goes without saying, 파운드 is British mostly.
_NEIGHBOURHOODS = {"페소": 2000, "파운드": 60}
_NEIGHBOURHOOD = 160
_DOLLARS = {"홍콩": "HKD", "호주": "AUD", "캐나다": "CAD", "싱가포르": "SGD", "대만": "TWD", "뉴질랜드": "NZD"}
_DOLLARS_LEFT = re.compile(rf"({'|'.join(_DOLLARS)}) ?달러(?:화)?(?:로|로는|는|가|기준)? (?:약 |총 )?\Z")
_CONVERTED = re.compile(r" ?\((?:약|한화|우리)")
_CENTS = re.compile(
    r" ?([0-9]{1,2}(?:\.[0-9]{1,2})?) ?(전|센트|펜스)"
    r"(?=[^가-힣]|[에으을의로]|[이가은는](?![가-힣])|이다|였|까지|씩|부터|$)"
)
_CENTS_OF = {"KRW": "전", "USD": "센트", "GBP": "펜스"}
_MINUS_LAST = frozenset("-−스△")
_MINUS = re.compile(r"(?:(?<![0-9가-힣A-Za-z)])[-−]|마이너스 ?|(?<=\()△|(?<=[실익자] )△)\Z")


def read_amount(text: str, site: Site) -> Amount | str:  # noqa: PLR0911 every refusal has its own reason
    """Return the sum of money at a site whose unit is a currency, or the reason why it is none."""
    unit = site.unit
    if unit is None:
        return "no unit"
    code = unit.what
    if site.style == "native":
        return "no money after a native number"
    if unit.check == "weak" and not _at_home(text, site, code):
        return f"{unit.text} is no money here"
    after = text[site.stop : site.stop + 1]
    if after in (" ", "당") and _SHARE.match(text, site.stop):
        return "a share"
    if after in _FACE_FIRST and (_FACE.match(text, site.stop) or _is_note(text, site)):
        return "a banknote or a coin by its face"
    if not _AFTER_WON.match(text, site.stop):
        return "part of another word"
    if unit.check == "code" and after.isascii() and after.isalpha():
        return "part of another word"
    if unit.text == "파운드" and _WEIGHT.search(text, max(0, site.start - 30), min(len(text), site.stop + 25)):
        return "a weight"
    if unit.factor != 1 and site.reading.value == 50 and _STAGE.search(text, max(0, site.start - 30), site.stop + 20):
        return "a musician's name"
    code = _of_its_land(text, site, unit)
    reading = site.reading
    if unit.text == "불" and reading.value is not None and reading.value < 10 and text[site.end] != " ":
        return "part of another word"
    stop = site.stop
    value, low, high = (_scaled(number, unit) for number in (reading.value, reading.low, reading.high))
    if value is not None and (cents := _CENTS.match(text, stop)) and cents[2] == _CENTS_OF.get(code):
        value = low = high = tidy(value + Decimal(cents[1]) / 100)
        stop = cents.end()
    rule = "amount.vague" if reading.low is None else "amount.range" if reading.value is None else _rule(unit)
    numbers = (value, low, high)
    return make(text, site.start, stop, numbers=numbers, approx=reading.approx, code=code, rule=rule)


# 만원짜리 두 장, 5만원짜리 다발: a note by its face, where a ticket of 3만원 is none.
_NOTES = frozenset((1000, 5000, 10_000, 50_000))
_NOTES_RIGHT = re.compile("짜리 (?:(?:한|두|세|네|몇|열|[0-9]{1,4}) ?장|다발|뭉치)")


def _is_note(text: str, site: Site) -> bool:
    return site.reading.value in _NOTES and _NOTES_RIGHT.match(text, site.stop) is not None


def _rule(unit: Unit) -> str:
    if unit.check in ("code", "symbol"):
        return "amount.symbol"
    if unit.factor != 1:
        return "amount.fraction"
    return "amount.won" if unit.what == "KRW" else "amount.foreign"


def _at_home(text: str, site: Site, code: str) -> bool:
    if _CONVERTED.match(text, site.stop):
        return True
    home = _HOMES.get(code)
    return home is not None and re.search(home, text[max(0, site.start - 80) : site.start]) is not None


def _of_its_land(text: str, site: Site, unit: Unit) -> str:
    """Return the currency that a word shared by several lands stands for: that of the land named last before it."""
    if unit.text == "달러":
        named = _DOLLARS_LEFT.search(text, max(0, site.start - 14), site.start)
        return unit.what if named is None else _DOLLARS[named[1]]
    lands = _LAND.get(unit.text)
    if lands is None:
        return unit.what
    near = max(0, site.start - _NEIGHBOURHOODS.get(unit.text, _NEIGHBOURHOOD))
    before = lands.findall(text, near, site.start)
    return _LANDS[unit.text][before[-1]] if before else unit.what


def _scaled(number: Number | None, unit: Unit) -> Number | None:
    return number if number is None or unit.factor == 1 else tidy(number * unit.factor)


def tidy(number: Number) -> Number:
    """Return a number as an int where it is whole."""
    return int(number) if number == int(number) else number


def read_symbol(text: str, start: int) -> Amount | str | None:
    """Return the sum whose symbol or code begins at ``start`` (``$100``, ``US$ 3.5억``), None where it is none."""
    symbol = text[start]
    spot = start + 1
    while start and text[start - 1].isascii() and text[start - 1].isalpha() and spot - start < 4:
        start -= 1
    currency = SYMBOLS.get(text[start:spot]) or SYMBOLS.get(symbol)
    if currency is None:
        return None
    if currency.text == symbol:
        start = spot - 1
    if text[spot : spot + 1] == " ":
        spot += 1
    if not text[spot : spot + 1].isdigit():
        return None
    site = site_at(text, spot)
    if site is None or site.reading.low is None:
        return "no number after a currency's symbol"
    reading = site.reading
    stop = site.stop if site.unit is not None and site.unit.what == currency.code else site.end
    rule = "amount.range" if reading.value is None else "amount.symbol"
    if english := _ENGLISH.match(text, stop):
        value, low, high = (_times(number, english[1].lower() if english[1] else english[2]) for number in reading[:3])
        reading = Reading(value, low, high, reading.approx)
        stop = english.end()
    return make(text, start, stop, numbers=reading[:3], approx=reading.approx, code=currency.code, rule=rule)


_ENGLISH = re.compile(r" ?((?i:million|billion|trillion))(?![a-z])|(mn|bn|tn|m|M|B|K|k)(?![A-Za-z])")
_POWERS = {
    **dict.fromkeys(("million", "mn", "m", "M"), 10**6),
    **dict.fromkeys(("billion", "bn", "B"), 10**9),
    **dict.fromkeys(("trillion", "tn"), 10**12),
    **dict.fromkeys(("K", "k"), 10**3),
}


def _times(number: Number | None, power: str) -> Number | None:
    return None if number is None else tidy(number * _POWERS[power])


def make(
    text: str,
    start: int,
    stop: int,
    *,
    numbers: tuple[Number | None, Number | None, Number | None],
    approx: bool,
    code: str,
    rule: str,
) -> Amount:
    """Return the amount with what the words around it say."""
    value, low, high = numbers
    around = reach(text, start, stop, limits=True)
    if value not in (None, 1):
        around = fall_short(around, text, stop)
    signed = text[start - 1 : start] in _MINUS_LAST or text[start - 2 : start] == "스 "
    if value is not None and signed and (minus := _MINUS.search(text, max(0, start - 5), start)):
        start = minus.start()
        value = low = high = -value
    bound, low, high = around.claim(low, high)
    return Amount(
        start=start,
        end=stop,
        text=text[start:stop],
        value=value,
        low=low,
        high=high,
        bound=bound,
        approx=approx or around.approx,
        currency=code,
        qualifiers=around.words,
        rule=rule,
    )
