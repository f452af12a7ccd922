"""The numeral reader: a number written in any Korean style is read back; standalone numbers and bands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import find_numerals, read_number, read_quantity

_DIGITS = "영일이삼사오육칠팔구"
_SMALL = ("", "십", "백", "천")
_BIG = ("", "만", "억", "조")
_NATIVE_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def in_sino_words(number: int) -> str:
    """Write a number in Sino-Korean words: 27,350,000 is 이천칠백삼십오만."""
    parts: list[str] = []
    for power, big in enumerate(_BIG):
        section = number // 10 ** (4 * power) % 10**4
        words = ""
        for place in range(3, -1, -1):
            digit = section // 10**place % 10
            if digit:
                words += ("" if digit == 1 and place else _DIGITS[digit]) + _SMALL[place]
        if section:
            parts.insert(0, words + big)
    return "".join(parts)


def in_mixed_scales(number: int, *, spaced: bool, commas: bool) -> str:
    """Write a number as the press does: 3,742,600,000,000 is 3조7426억."""
    parts: list[str] = []
    for power, big in enumerate(_BIG):
        section = number // 10 ** (4 * power) % 10**4
        if section:
            parts.insert(0, (f"{section:,}" if commas else str(section)) + big)
    return (" " if spaced else "").join(parts)


@given(number=st.integers(1, 10**16 - 1))
def test_digits_with_commas_are_read_back(number: int) -> None:
    found = read_number(f"{number:,}")
    assert found is not None
    assert found.value == number


@given(number=st.integers(1, 10**16 - 1), spaced=st.booleans(), commas=st.booleans())
def test_mixed_scales_are_read_back(number: int, spaced: bool, commas: bool) -> None:
    found = read_number(in_mixed_scales(number, spaced=spaced, commas=commas))
    assert found is not None
    assert found.value == number


@given(number=st.integers(11, 10**16 - 1))
def test_sino_korean_words_are_read_back(number: int) -> None:
    found = read_number(in_sino_words(number))
    assert found is not None
    assert found.value == number


@given(number=st.integers(1, 99))
def test_native_words_are_read_back(number: int) -> None:
    found = read_number(_NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10])
    assert found is not None
    assert found.value == number


@given(whole=st.integers(0, 10**6 - 1), tenths=st.integers(1, 9), scale=st.sampled_from(["", "만", "억", "조"]))
def test_decimals_are_exact(whole: int, tenths: int, scale: str) -> None:
    found = read_number(f"{whole}.{tenths}{scale}")
    assert found is not None
    assert found.value == Decimal(f"{whole}.{tenths}") * {"": 1, "만": 10**4, "억": 10**8, "조": 10**12}[scale]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1~2천만", 10_000_000, 20_000_000),
        ("20만∼30만", 200_000, 300_000),
        ("2억4천만~3억6천만", 240_000_000, 360_000_000),
        ("3천~5천억", 300_000_000_000, 500_000_000_000),
        ("500-1000", 500, 1000),
    ],
)
def test_a_range_shares_its_scale(text: str, low: int, high: int) -> None:
    found = read_number(text)
    assert found is not None
    assert (found.value, found.low, found.high, found.bound) == (None, low, high, "range")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("－12", -12),
        ("１２３", 123),
        ("마이너스 3억", -300_000_000),
        ("4천300", 4300),
        ("2만7천", 27_000),
        ("3/8", Decimal("0.375")),
        ("사분의 삼", Decimal("0.75")),
        ("1 250 000", 1_250_000),
    ],
)
def test_other_ways_of_writing_a_number(text: str, value: Decimal | int) -> None:
    found = read_number(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["", "열심히", "1234567890123456789", "약속", "3명", "5만 12만"])
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("기준은 40 이상이다", 40, None, "min"),
        ("점수가 70점 미만이면", None, 70, "under"),
        ("스물이 넘는 나이", 20, None, "over"),
        ("15 초과 60 이하", 15, 60, "range"),
        ("오십보다 크고 구십보다 작은 수", 50, 90, "range"),
        ("절반이 넘는 주민", Decimal("0.5"), None, "over"),
    ],
)
def test_bounds_of_bare_numbers(text: str, low: int | None, high: int | None, bound: str) -> None:
    (found,) = find_numerals(text)
    assert (found.low, found.high, found.bound) == (low, high, bound)


def test_a_whole_text_is_one_quantity_or_none() -> None:
    quantity = read_quantity("20억원 이내")
    assert quantity is not None
    assert (quantity.value, quantity.bound) == (2_000_000_000, "max")
    assert read_quantity("3명과 5명") is None
    assert read_quantity("내일") is None
