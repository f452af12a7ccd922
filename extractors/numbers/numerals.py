"""The one numeral reader: digits with scales, Sino-Korean and native words, vague and paired numbers, and their values.

Values are exact (``int``, or ``Decimal`` where a number is not whole); a numeral over 18 digits has none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractors.facts import Number

LIMIT = 10**18


class Reading(NamedTuple):
    """What a numeral says: a value, or a band from ``low`` to ``high``, or nothing certain (수십, 몇)."""

    value: Number | None
    low: Number | None
    high: Number | None
    approx: bool


SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_SINO = dict(zip("영공일이삼사오육칠팔구륙", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 6), strict=True))
_ONES = {
    **dict.fromkeys(("한", "하나"), 1),
    **dict.fromkeys(("두", "둘"), 2),
    **dict.fromkeys(("세", "셋", "석", "서"), 3),
    **dict.fromkeys(("네", "넷", "넉", "너"), 4),
    "다섯": 5,
    "닷": 5,
    "여섯": 6,
    "엿": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_PAIRS = {
    **dict.fromkeys(("한두", "한둘"), (1, 2)),
    **dict.fromkeys(("두세", "두셋", "두서", "두어"), (2, 3)),
    **dict.fromkeys(("서너", "서넛", "세네", "두서너"), (3, 4)),
    **dict.fromkeys(("너댓", "네댓", "너덧", "네다섯", "네다섯", "너더댓"), (4, 5)),
    **dict.fromkeys(("대여섯", "대엿", "다섯여섯"), (5, 6)),
    **dict.fromkeys(("예닐곱", "여섯일곱"), (6, 7)),
    **dict.fromkeys(("일고여덟", "일여덟"), (7, 8)),
    **dict.fromkeys(("엳아홉", "여덟아홉"), (8, 9)),
}
_PAIRS["두서너"] = (2, 4)


def _longest_first(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


NATIVE_WORDS = (*_TENS, *_ONES, *_PAIRS, "여남은", "열한", "열두", "열세", "열네", "열댓")
PAIR = _longest_first(_PAIRS)
NATIVE = f"(?:{_longest_first(_TENS)})(?:{PAIR}|댓|{_longest_first(_ONES)})?|{PAIR}|여남은|{_longest_first(_ONES)}"
SINO = "[일이삼사오육륙칠팔구십백천만][일이삼사오육륙칠팔구십백천만억조]{0,40}"
_APART = "(?:몇|수) (?:십|백|천)(?:만|억|조)?|(?:몇|수) (?:만|억|조)(?= ?(?:[명원개]|달러))"
VAGUE = f"{_APART}|(?:수|몇|십수|십몇)(?:십|백|천)?(?:만|억|조)?(?:여(?![성자학행]))?"
# A group of plain digits. Atomic, so that hostile runs are read once.
DIGITS = r"(?>[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_SCALE = "(?:[십백천](?:[만억조])?|[만억]|조(?!각)|경(?=[ 0-9]|원))"
# After 여 the unit follows at once (100여 명); 여성, 여자, 여객 … are words of their own.
_ODD = "여(?![성자학객권론배파왕신군])"
# A scale of one, without a digit, goes on only to what is counted: 2조 천억 원, 3만 천여 명, not 3만 천주교인.
_COUNTED = "(?:원|명|달러|유로|위안|개(?![가-힣])|건(?![가-힣](?<![이을은의에으도만과]))|가구|세대|마리)"
_BARE_SCALE = f"[백천](?:[0-9]|[만억]?여? ?{_COUNTED})"
DIGIT_TAIL = (
    # Behind a blank a date may follow (3만 2024년); what is written on to a scale goes on with it (1천500년).
    rf"(?:(?:{_ODD})?{_SCALE}(?:{DIGITS}| (?:{DIGITS})(?![0-9,.]*년|[0-9]*월|[0-9]*일(?![간째]))"
    rf"| (?={_BARE_SCALE}))?){{0,8}}+"
    rf"(?: ?{_ODD}(?= ?[가-힣]))?(?:{_SCALE}|(?<=여) [만억조](?= ?[원명달])| [만억조](?=원(?!전|정|들)))?"
)
DIGIT_NUMERAL = DIGITS + DIGIT_TAIL
# A scale of one before the digits, as broadcasters write: 만 2천, 천3백억, 백50만; not 만 19세.
SCALE_FIRST = (
    r"(?:만 ?(?=[1-9][천백])|천 ?(?=[1-9]백)|[백천](?=[1-9][0-9](?![0-9]))|백(?=[1-9]십)|[백천] ?(?=[1-9]0?[만억]))"
    rf"{DIGIT_NUMERAL}"
    rf"|(?:만 천|천 백)(?:여(?= ?[가-힣]))?(?= ?{_COUNTED})"
)

_TOKEN = re.compile(r"([0-9.,]+)|([일이삼사오육륙칠팔구영공])|([십백천만억조경])")
_CLEAN = re.compile(r"[여\s]|남짓")


@lru_cache(maxsize=1 << 16)
def value_of(text: str) -> Number | None:
    """Return the value of a numeral in digits, Sino-Korean words or both (``3조7426억``); None where it has none."""
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) <= 18 else None
    total: Number = 0
    section: Number = 0
    pending: Number | None = None
    small, big = LIMIT, LIMIT
    for digits, sino, scale in _TOKEN.findall(_CLEAN.sub("", text)):
        size = SCALES.get(scale, 0)
        if not scale:
            number = _plain(digits) if digits else _SINO[sino]
            if number is None or pending is not None or number >= small or (total and section + number >= big):
                return None
            pending = number
        elif size < 10**4:
            if size >= small:
                return None
            section, pending, small = section + (1 if pending is None else pending) * size, None, size
        else:
            if size >= big:
                return None
            total += (section + (pending or 0) or 1) * size
            section, pending, small, big = 0, None, LIMIT, size
    total += section + (pending or 0)
    return _whole(total) if total < LIMIT else None


def _plain(digits: str) -> Number | None:
    digits = digits.strip(".,").replace(",", "")
    if len(digits) > 18 or not digits:
        return None
    return Decimal(digits) if "." in digits else int(digits)


def _whole(value: Number) -> Number:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


@lru_cache(maxsize=4096, typed=True)
def exactly(value: Number | None, approx: bool = False) -> Reading:
    """Return the reading of a plain number."""
    return Reading(value, value, value, approx)


_NATIVE_PARTS = re.compile(f"({_longest_first(_TENS)})?(?:({PAIR})|(댓)|({_longest_first(_ONES)}))?")


@lru_cache(maxsize=4096)
def read_native(text: str) -> Reading | None:
    """Return what a native number word says (``서른두``, ``두세``, ``여남은``); None where the text is none."""
    bare = text.removesuffix("여")
    if bare == "여남은":
        return Reading(None, 10, 12, True)
    match = _NATIVE_PARTS.fullmatch(bare)
    if not bare or match is None:
        return None
    tens = _TENS.get(match[1], 0)
    if match[3]:
        return Reading(tens + 5, tens + 5, tens + 5, True)
    if match[2]:
        low, high = _PAIRS[match[2]]
        return Reading(None, tens + low, tens + high, True)
    return exactly(tens + _ONES.get(match[4], 0), bare != text)


def share_scale(low_text: str, high_text: str, low: Number, high: Number) -> Number:
    """Return the first number of a range with the scale that it shares with the second (``1~2천만`` is 10 million)."""
    if "." in low_text and "." not in high_text and not _scales(high_text):
        return low
    own, other = _scales(low_text), _scales(high_text)
    shared = other[len(own) :] if own and other.startswith(own) else other
    if own and not other.startswith(own):
        shared = other.lstrip("십백천")
        if any(scale in shared for scale in own if scale in "만억조경"):
            return low
    while shared:
        scaled = low
        for scale in shared:
            scaled *= SCALES[scale]
        if low < scaled <= high:
            return _whole(scaled)
        shared = shared[1:]
    return low


def _scales(text: str) -> str:
    """Return the scale letters that close a numeral (``2억4천만`` → ``천만``, ``20만`` → ``만``)."""
    end = len(text.rstrip("여 "))
    start = end
    while start and text[start - 1] in SCALES:
        start -= 1
    return text[start:end]
