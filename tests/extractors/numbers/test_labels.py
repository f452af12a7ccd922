"""Numbers that are part of a name (an episode, a player's number, a product), and forms that only look like a field."""

import pytest

from extractors.facts import Count, Duration
from extractors.numbers import read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # 여 glued to a length says "and some"; apart, it begins a word
        ("위원회는 14일 여의도로 옮겨 갔다.", []),
        ("14일 여 지도부가 만났다.", []),
        ("9년여 만에 되찾았다.", ["9년"]),
        ("9년 여 만에 되찾았다.", ["9년"]),
        ("5개월여를 기다렸다.", ["5개월"]),
        # 번 behind what bears a number
        ("신인은 등번호 41번을 골랐다.", []),
        ("악단은 교향곡 6번을 들려줬다.", []),
        ("유권자는 기호 5번을 골랐다.", []),
        ("비례대표 6번이 물러나 7번을 승계했다.", []),
        ("주장은 8번을 달고 나왔다.", []),
        ("합창단은 교향곡을 6번이나 불렀다.", ["6번"]),
        ("모두 6번을 지휘했다.", ["6번"]),
        # episodes and titles
        ("‘골목 산책’ 312회에는 목수가 나왔다.", []),
        ("제작진은 600회 특집을 준비한다.", []),
        ("‘골목 산책’ 48회에 걸쳐 소개했다.", ["48회"]),
        ("두 나라는 312회에 걸쳐 협상했다.", ["두 나라", "312회"]),
        ("‘50분 산책’이 막을 내렸다.", []),
        ("‘50분 이내’라고 적었다.", ["50분"]),
        ("은행은 52주적금을 내놨다.", []),
        ("52주 동안 부었다.", ["52주"]),
        # titles of works
        ("영화 '머슴 9년'을 틀었다.", []),
        ("드라마 '봄밤', '77일의 편지'를 냈다.", []),
        ("'3분의 기적' 시즌2를 찍는다.", []),
        ("『천년의 숲』을 읽었다.", []),
        ("군은 '5년 만기' 채권을 냈다.", ["5년"]),
        ("예능 '1박 2일'을 떠났다.", []),
        ("'3년 연속' 방송대상을 받았다.", ["3년"]),
        ("1박 2일 제작진이 왔다.", []),
        ("1박 2일 여정으로 떠났다.", ["1박 2일"]),
        # school years, ages and fifths of households
        ("우승은 강다온(한빛고 2년)에게 돌아갔다.", []),
        ("고교 1년 때 붓을 잡았다.", []),
        ("고교 3년 동안 붓을 잡았다.", ["3년"]),
        ("초등학교 3년, 중학교 2년을 다녔다.", ["3년", "2년"]),
        ("생후 3주 된 새끼다.", []),
        ("30개월령 미만 소만 들인다.", []),
        ("5분위 가구 소득이 늘었다.", []),
        # two lengths that share a verb
        ("여름은 11일과 18일 길어졌다.", ["11일", "18일"]),
        ("행사는 11일과 18일 열린다.", []),
        # lots of a fund
        ("펀드 40만좌가 팔렸다.", ["40만좌"]),
        ("모두 40좌석을 늘렸다.", ["40좌석"]),
    ],
)
def test_a_number_in_a_name_is_no_fact(text: str, facts: list[str]) -> None:
    assert [fact.text for fact in read(text)] == facts


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("40분 이내에 3관까지 돌아본다.", "within"),
        ("5주 이내에 한 번 답해야 한다.", "within"),
        ("40분에 한 대꼴로 온다.", "frequency"),
    ],
)
def test_a_deadline_is_no_frequency(text: str, role: str) -> None:
    fact = read(text)[0]
    assert isinstance(fact, Duration)
    assert fact.role == role


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("브로커에게 사진 25장을 넘겼다.", "exact"),
        ("통장 6개를 넘긴 일당", "exact"),
        ("세관에 서류 25건을 넘긴 직원", "exact"),
        ("판매량이 25만대를 넘겼다.", "over"),
        ("회원 400명을 넘긴 모임", "over"),
    ],
)
def test_handing_over_is_no_bound(text: str, bound: str) -> None:
    assert [fact.bound for fact in read(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "of", "per"),
    [
        ("주택을 연 4만호 짓는다.", "주택", "year"),
        ("매장을 연 4만명", None, None),
        ("추격전을 벌여 6명을 붙잡았다.", None, None),
        ("대회 참여 6명", "참여", None),
        ("조합원이 20명 이상이어야 한다.", "조합원", None),
    ],
)
def test_rates_and_nouns_beside_verbs(text: str, of: str | None, per: str | None) -> None:
    (fact,) = read(text)
    assert isinstance(fact, Count)
    assert (fact.of, fact.per) == (of, per)
