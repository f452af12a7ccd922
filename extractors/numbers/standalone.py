"""Numbers by themselves, without a kind: what an edit form or ``--min 2억`` says, and every numeral in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from extractors.facts import Number
from extractors.normalise import scan_form
from extractors.numbers.numerals import (
    DIGIT_NUMERAL,
    NATIVE,
    SINO,
    Reading,
    exactly,
    read_native,
    share_scale,
    value_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in a text: its value, or the band from ``low`` to ``high`` that it says (null where open)."""

    start: int
    end: int
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    bound: str = "exact"
    approx: bool = False


_WORD_END = (
    r"(?=[^가-힣]|$|[이가은는을를의에로와과도만으]|보다|이다|입니다"
    r"|여 |명|개|원|살|세|호|퍼|달러|년|자루|척|마리|일이|조각|위|점|시간|분|초|주|달|곳|건|대)"
)
_ITEM = re.compile(
    r"(?P<date>(?:[0-9]{4}년 ?)?(?<![0-9])[0-9]{1,2}월 ?[0-9]{1,2}일)"
    r"|(?P<signed>(?<![0-9가-힣A-Za-z)])(?:[-−+]|마이너스 ?))?"
    r"(?:(?P<parts>[0-9]{1,18}+) ?/ ?(?P<whole>[0-9]{1,18}+)(?![0-9/])"
    rf"|(?P<below>[0-9]{{1,18}}+|(?<![가-힣]){SINO}) ?분의 ?(?P<above>[0-9]{{1,18}}|{SINO}?){_WORD_END}"
    r"|(?P<spaced>[0-9]{1,3}(?: [0-9]{3}){2,5}+(?![0-9]))"
    rf"|(?P<digits>{DIGIT_NUMERAL})"
    rf"|(?<![가-힣])(?P<native>{NATIVE}){_WORD_END}"
    r"|(?:(?<![가-힣])|(?<=절))(?P<half>반)(?=[이을] 넘)"
    rf"|(?<![가-힣])(?P<sino>{SINO}(?: {SINO})?){_WORD_END})"
)
# What follows a number and opens or closes it, across one counter (서른 살이 넘는다).
_BOUND = re.compile(
    r"(?: ?(?:세|살|점|위|개|명|번|척|마리|원))? ?(?:이|가|을|를|은|는|에)? ?(?:혹은 그 |또는 그 )?"
    r"(?:(?P<min>이상|보다(?:는)? 크거나 같)|(?P<max>이하|이내|보다(?:는)? 작거나 같)"
    r"|(?P<over>초과|넘|웃도|웃돌|보다(?:는)? (?:크|높|많))|(?P<under>미만|아래|밑도|밑돌|보다(?:는)? (?:작|낮|적)))"
)
# Two bounds that close one band: 이십 초과 삼십오 이하, 백보다 크고 삼백보다 작다.
_BETWEEN = re.compile(r"[가-힣]{0,3},? ?")
_JOIN = re.compile(r" ?[~∼〜～\-–—] ?|에서 (?:최소 |최대 )?|[가-힣]{0,2}에서 (?:최소 |최대 )?| 내지 ")
_LOWER = ("min", "over")


def read_number(text: str) -> Numeral | None:
    """Return the number that a whole text says (``2억``, ``서른두``, ``3조7426억``, ``1~2천만``), or None."""
    plain = scan_form(text).text.strip()
    found = find_numerals(plain)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(plain)):
        return found[0]
    return None


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Return every number that stands in a text, in digits or words, whatever it counts, with its bound."""
    found: list[tuple[Numeral, int]] = []
    for match in _ITEM.finditer(text):
        numeral = _read(text, match)
        if numeral is None or _is_word(text, numeral, found):
            continue
        numeral, reach = _bounded(text, numeral)
        if found and (joined := _joined(text, found[-1], numeral)) is not None:
            found[-1] = joined, reach
        else:
            found.append((numeral, reach))
    return tuple(numeral for numeral, _ in found)


def _is_word(text: str, numeral: Numeral, found: list[tuple[Numeral, int]]) -> bool:
    """Return whether one syllable is more likely another word: 이 (this), 세 (years old) …"""
    if numeral.end - numeral.start > 1 or len(text) == 1:
        return False
    if numeral.text in "일이삼사오육칠팔구":
        return True
    return numeral.text == "세" and bool(found) and numeral.start - found[-1][0].end <= 1


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    reading, end = _reading(match)
    if reading is None:
        return None
    sign = -1 if match["signed"] and match["signed"] != "+" else 1
    value, low, high = (None if number is None else number * sign for number in reading[:3])
    bound = "exact" if low == high else "range"
    return Numeral(
        start=match.start(),
        end=end,
        text=text[match.start() : end],
        value=value,
        low=low,
        high=high,
        bound=bound,
        approx=reading.approx,
    )


def _reading(match: re.Match[str]) -> tuple[Reading | None, int]:
    end = match.end()
    if match["date"]:
        return None, end
    if match["whole"]:
        return _ratio(match["parts"], match["whole"]), end
    if match["below"]:
        return _ratio(match["above"], match["below"]), end
    if match["native"]:
        return read_native(match["native"]), end
    if match["half"]:
        return exactly(Decimal("0.5")), end
    word = match["spaced"] or match["digits"] or match["sino"]
    value = value_of(word.replace(" ", ""))
    for _ in range(2):
        if value is None and match["sino"] and len(word) > 2:
            # The last syllables are a unit and a particle: 삼백삼십일일이.
            word, end = word[:-1], end - 1
            value = value_of(word)
    return (None if value is None else exactly(value, "여" in word)), end


def _ratio(above: str, below: str) -> Reading | None:
    top, bottom = value_of(above), value_of(below)
    if top is None or bottom is None or not bottom:
        return None
    ratio = Fraction(top) / Fraction(bottom)
    return exactly(Decimal(ratio.numerator) / Decimal(ratio.denominator))


def _bounded(text: str, numeral: Numeral) -> tuple[Numeral, int]:
    """Return the numeral with the bound that the words behind it set, and where they end."""
    match = _BOUND.match(text, numeral.end)
    if match is None or numeral.value is None:
        return numeral, numeral.end
    bound = match.lastgroup or "exact"
    if bound in _LOWER:
        return replace(numeral, bound=bound, high=None), match.end()
    return replace(numeral, bound=bound, low=None), match.end()


def _joined(text: str, before: tuple[Numeral, int], after: Numeral) -> Numeral | None:
    """Return one band of two numbers that are written as one (``20~100``, ``백 이상, 삼백 이하``), or None."""
    first, reach = before
    if first.value is None or after.value is None:
        return None
    end, start = after.end, first.start
    if first.bound in _LOWER and after.bound in ("max", "under"):
        if _BETWEEN.fullmatch(text, reach, after.start) is None:
            return None
        return _band(text, start, end, first.value, after.value)
    if first.bound != "exact" or _JOIN.fullmatch(text, first.end, after.start) is None:
        return None
    return _band(text, start, end, share_scale(first.text, after.text, first.value, after.value), after.value)


def _band(text: str, start: int, end: int, first: Number, second: Number) -> Numeral:
    low, high = min(first, second), max(first, second)
    return Numeral(start=start, end=end, text=text[start:end], value=None, low=low, high=high, bound="range")
