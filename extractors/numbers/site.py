"""Where a number stands: the one scan of a text for what can begin a fact, and the site that it finds there."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.facts import Number
from extractors.numbers.numerals import (
    DIGIT_NUMERAL,
    NATIVE,
    NATIVE_WORDS,
    SCALE_FIRST,
    SINO,
    VAGUE,
    Reading,
    exactly,
    read_native,
    value_of,
)
from extractors.numbers.units import INDEX, Unit


class Site:
    """A number in a text with the unit behind it: ``text[start:end]`` is the numeral, ``stop`` ends the unit."""

    __slots__ = ("end", "first", "reading", "start", "stop", "style", "unit")

    def __init__(self, start: int, end: int, reading: Reading, style: str) -> None:
        self.start = start
        self.end = end
        self.reading = reading
        self.style = style
        self.first: Number | None = None
        """The first number of a range as written, without a shared scale."""
        self.unit: Unit | None = None
        self.stop = end


WORD_STARTS = "한두둘세셋네넷석넉서너다여일이삼사오육륙칠팔구십백천만억조수몇열스마쉰예흔아대엳"
_TWO_SYLLABLES = "|".join(word for word in NATIVE_WORDS if len(word) > 1)
_UNIT_FIRST = "".join(
    re.escape(first) for first, (_, units) in INDEX.items() if any(unit.kind != "none" for unit in units.values())
)
# A quick look at what follows, which turns most words away that only begin as a number does.
_WORD_LIKE = (
    rf"[일이삼사오육칠팔구]?[십백천만](?:[일이삼사오육륙칠팔구십백천만억조여]| ?[{_UNIT_FIRST}])"
    "|[일이삼사오육칠팔구][억조] ?원|[백천만] ?[1-9]"
    "|만 천|천 백|[일삼사오육칠팔구] ?년|[일이삼사오육칠팔구] ?개월|[이삼사] ?주일"
    rf"|[한열쉰] ?[{_UNIT_FIRST}]|[열쉰]여[섯덟]|[두세네] ?[가-힣]|[석넉] ?[달장잔]|넉 대"
    "|[둘셋넷](?:[은이을도과뿐,]|만 | 중 | 가운데 )|하나(?:[가를와뿐,]|만 )"
    f"|(?:{_TWO_SYLLABLES})여? ?[가-힣]"
    f"|수 [십백천][만억조 명원개년]|수 [만억조] ?[명원개달]"
    f"|수[십백천만억조년개일시주분초달차]|수 [{_UNIT_FIRST}]|몇|십[수몇]"
    "|한 두|서 너|대 여섯|[석넉] [대편권섬주줄되척]|열[하이사나][루틀흘]|스무날"
    "|하[루룻]|이[틀레삼]|사[흘나오]|나흘|닷새|엿새|여드|아흐|열흘|보름|반 ?[년세]|반백 ?년"
    "|사반세기|며칠|일주|네댓|대엿|예니|삼사|(?:사오|오륙|오육|육칠|칠팔|팔구)(?: ?[년개]|[십백천만])"
)
# The leading set lets the engine skip to what can begin a number; all else is looked at only there.
SCAN = re.compile(
    f"[0-9{WORD_STARTS}하나보반며닷엿$₩€£¥₹₽₫฿₺₱]"
    "(?:(?<=[0-9])[0-9]*+|(?<=[$₩€£¥₹₽₫฿₺₱])"
    f"|(?<![0-9])(?<![가-힣A-Za-z0-9].)(?<=(?={_WORD_LIKE}).))"
)
DIGITS = re.compile(DIGIT_NUMERAL)
_SCALE_FIRST = re.compile(SCALE_FIRST)
# Most numerals are a few digits and nothing more.
_PLAIN = re.compile(r"[0-9]{1,9}(?![0-9,.여십백천만억조경⅓⅔½]| (?:여|[만억조]원)|[과와] ?(?:3분의 ?[12]|[12]/3) ?이닝)")
# 6⅔이닝, 6과 3분의 2이닝: innings are pitched by thirds.
_THIRDS = re.compile("([⅓⅔½])|[과와] ?(?:3분의 ?([12])|([12])/3)(?= ?이닝)")
_SHARES = {"⅓": Decimal("0.33"), "1": Decimal("0.33"), "⅔": Decimal("0.67"), "2": Decimal("0.67"), "½": Decimal("0.5")}
# 한 두 개: a pair written apart; not 두 세대, 두 세력.
_SPACED_PAIR = (
    "(?:한 두|두 세|서 너|네 다섯|대 여섯)(?= ?(?:명|개(?![인별국])|곳|달(?!러)|번|차례|시간|가지|사람|마리|군데|주일"
    "|(?:주|건|편|해|배)(?![가-힣])|잔|권|가구|끼|살))"
)
# 이삼십 명: between twenty and thirty.
_SINO_PAIR = re.compile("(이삼|삼사|사오|오륙|오육|육칠|칠팔|팔구)([십백천]만?|만)")
_WORDS = re.compile(f"({VAGUE})|({_SPACED_PAIR}|{NATIVE})여?|({SINO})(?:여(?![성자학행객]))?")


def numeral_at(text: str, start: int) -> Site | None:  # noqa: PLR0911 each style of number has its own way out
    """Return the numeral that begins at ``start``, in digits or words, or None where there is none."""
    if "0" <= text[start] <= "9":
        plain = _PLAIN.match(text, start)
        if plain is not None:
            return Site(start, plain.end(), exactly(int(plain[0])), "digits")
        return _digits_at(text, start)
    if text[start] in "백천만" and (scaled := _SCALE_FIRST.match(text, start)) is not None:
        return _valued(text, start, scaled.end())
    if text[start] in "이삼사오육칠팔" and (pair := _SINO_PAIR.match(text, start)) is not None:
        low, high = (value_of(number + pair[2]) for number in pair[1])
        return Site(start, pair.end(), Reading(None, low, high, True), "sino")
    match = _WORDS.match(text, start)
    if match is None:
        return None
    if match[1]:
        return Site(start, match.end(), Reading(None, None, None, True), "vague")
    if match[2]:
        reading = read_native(match[0].replace(" ", ""))
        return None if reading is None else Site(start, match.end(), reading, "native")
    value = value_of(match[0])
    return None if value is None else Site(start, match.end(), exactly(value, "여" in match[0]), "sino")


def _digits_at(text: str, start: int) -> Site | None:
    match = DIGITS.match(text, start)
    if match is None:
        return None
    end = match.end()
    value = value_of(match[0])
    if value is None and " " in match[0]:
        # Two numbers beside each other, not one: 5만 12만.
        end = start + match[0].index(" ")
        value = value_of(text[start:end])
    if value is not None and (third := _THIRDS.match(text, end)) is not None:
        value, end = value + _SHARES[third[third.lastindex or 1]], third.end()
    return None if value is None else Site(start, end, exactly(value, "여" in match[0]), "digits")


def _valued(text: str, start: int, end: int) -> Site | None:
    value = value_of(text[start:end])
    return None if value is None else Site(start, end, exactly(value, "여" in text[start:end]), "digits")


def labelled(text: str, start: int) -> str | None:  # noqa: PLR0911 every refusal has its own reason
    """Return why the number at ``start`` is part of a name or an ordinal (제3차, A4, 2014.5.3), or None."""
    if not start:
        return None
    before = text[start - 1]
    if before == "의" or text[start - 2 : start] == "의 ":
        return "a fraction" if _FRACTION.search(text, max(0, start - 4), start) else None
    if before in " \n":
        if text[start - 2 : start - 1] == "제" and not _hangul(text, start - 3):
            return "ordinal with 제"
        return None
    if before in ("제", "第"):
        return None if _hangul(text, start - 2) else "ordinal with 제"
    if before.isascii():
        if before.isalpha():
            return "part of a name in letters"
        if before == "+" and text[start - 2] == "D":
            return "a day by its number"
        if (
            before in ".-/:"
            and start > 1
            and (text[start - 2].isdigit() or (before != "." and text[start - 2].isalpha()))
            and not (before == "-" and _TALLY.search(text, max(0, start - 6), start))
        ):
            return "part of a longer figure"
        # 12,34원, or too many digits before it: no part of it is what was meant.
        if before == "," and start > 1 and text[start - 2].isdigit():
            each = _EACH_OF.search(text, max(0, start - 8), start) is not None
            return None if each else "part of a longer figure"
    return None


_FRACTION = re.compile(r"분의 ?\Z")
# 50홈런-50도루: one tally beside another.
_TALLY = re.compile(r"[0-9][가-힣]{2}-\Z")


# 각각 3,5만원: one for each, and no figure of four digits.
_EACH_OF = re.compile(r"각각 ?[0-9]{1,3},\Z")


def firm(text: str, site: Site) -> bool:
    """Return whether the number itself rules a label out: 4천 실, 1만2천여 점, but 305실."""
    return site.style == "digits" and any(letter in "여만천백억조" for letter in text[site.start : site.end])


def _hangul(text: str, spot: int) -> bool:
    return spot >= 0 and "가" <= text[spot] <= "힣"
