"""Sound under anything: offsets, no overlap, no exception, time linear in the text, every fact's rule listed."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.facts import Context
from extractors.normalise import scan_form
from extractors.numbers import RULES, explain, find_numerals, read

_PIECES = st.sampled_from(
    "0 1 3 12 100 2024 1,234 1.5 , . ~ - ∼ ( ) 년 월 일 시간 분 초 원 달러 명 개 건 곳 대 "
    "회 번 차례 여 만 억 천 백 십 조 한 두 세 열 다섯 스물 약 최대 최소 "
    "이상 이하 부터 까지 에서 의 을 이 가 수 몇 반 하루 사흘 보름 징역 지난 오는 지난해 "
    "이달 당 1인당 연간 월 마다 만에 전 후 동안 간 째 $ ₩ 제 A 박 \x00 \ud800 ᄒ ́".split(" ")
)
_TEXTS = st.lists(st.one_of(_PIECES, st.just(" "), st.characters()), max_size=25).map("".join)
_NAMES = {rule.name for rule in RULES}
_CONTEXT = Context(published=datetime(2024, 2, 22, tzinfo=UTC))


@settings(max_examples=400)
@given(text=_TEXTS)
def test_facts_stand_where_they_say_and_never_overlap(text: str) -> None:
    scan = scan_form(text).text
    end = 0
    for fact in read(scan, _CONTEXT):
        assert end <= fact.start < fact.end
        assert scan[fact.start : fact.end] == fact.text
        assert fact.rule in _NAMES
        assert all(scan[word.start : word.end].startswith(word.text[:1]) for word in fact.qualifiers)
        end = fact.end


@given(text=_TEXTS)
def test_explaining_and_finding_never_fail(text: str) -> None:
    won = [candidate.fact for candidate in explain(text) if candidate.won]
    assert tuple(won) == read(text)
    assert all(text[numeral.start : numeral.end] == numeral.text for numeral in find_numerals(text))


@pytest.mark.parametrize(
    "piece",
    [
        "구천구백구십구억",
        "7",
        "1~",
        "(",
        "1조1억1만",
        "1명 ",
        "3월 3일부터 ",
        "1원에서 ",
        "한 ",
        "1년 6개월 ",
        "1인당 ",
        "하루 ",
    ],
)
def test_time_is_linear_in_a_hostile_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        read(text)
        find_numerals(text)
        return time.process_time() - start

    # In turn, so that a machine that is slow for a while is so for both; four times the text would take sixteen.
    pairs = [(seconds(10_000), seconds(40_000)) for _ in range(3)]
    shorter, longer = map(min, zip(*pairs, strict=True))
    assert longer < 8 * shorter + 0.02


def test_a_numeral_over_18_digits_is_no_fact() -> None:
    assert read("1234567890123456789원을 냈다.") == ()
    assert [fact.value for fact in read("123456789012345678원을 냈다.")] == [123456789012345678]


@pytest.mark.parametrize("text", ["곪 3개", "3명의 곪 늘렸다"])
def test_a_word_of_one_syllable_stands_beside_a_count(text: str) -> None:
    assert [fact.text for fact in read(text, _CONTEXT)] in (["3개"], ["3명"])
