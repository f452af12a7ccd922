"""The fields around a number: rates, what is shared out to, roles, what is counted, and why a number is no fact."""

import pytest

from extractors.facts import Amount, Count, Duration
from extractors.forms import reading_form
from extractors.numbers import explain, read


@pytest.mark.parametrize(
    ("text", "per", "each"),
    [
        ("연간 약 12억원을 쓴다.", "year", None),
        ("연 매출 10억원 이하", "year", None),
        ("월평균 소득이 250만원이다.", "month", None),
        ("보증금 1억원에 월세 70만원", "month", None),
        ("주 3회 운행한다.", "week", None),
        ("하루 평균 2만명이 찾는다.", "day", None),
        ("시급이 지난해보다 170원 오른 1만30원이다.", "hour", None),
        ("한 달에 두 번 모인다.", "month", None),
        ("1인당 30만원을 준다.", None, "인"),
        ("각 마을 당 연간 4억원을 준다.", "year", "마을"),
        ("주당 5천원에 샀다.", None, "주"),
        ("1달러당 1천350원에 마감했다.", None, "달러"),
        ("담배 1갑 기준 4천500원이다.", None, "갑"),
        ("1회 구매 시 3만원을 할인한다.", None, "회"),
        ("인구 10만명당 25.2명이다.", None, "명"),
        ("인구 10만명당 25.2명(지난해 26.4명)이다.", None, "명"),
        ("인구 10만명당 25.2명으로 가장 많고, 이웃 고을(24.1명)이 뒤를 이었다.", None, "명"),
        ("1인당 3.5개, 총 70.5개를 나눴다.", None, None),
    ],
)
def test_rates(text: str, per: str | None, each: str | None) -> None:
    fact = [fact for fact in read(text) if not isinstance(fact, Duration)][-1]
    assert isinstance(fact, Amount | Count)
    assert (fact.per, fact.each) == (per, each)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("주차료 3만→9만원으로 오른다.", ["30,000 KRW", "90,000 KRW"]),
        ("정원을 4천→6천석으로 늘린다.", ["4,000 석", "6,000 석"]),
        ("연료비를 7천원에서 4천원 안팎으로 줄였다.", ["7,000 KRW", "~4,000 KRW"]),
        ("인원을 90명에서 60명 이하로 줄였다.", ["90 명 인원", "≤ 60 명"]),
        ("수당을 2만원에서 3만원까지 올렸다.", ["20,000 KRW", "30,000 KRW"]),
        ("수당을 2만원에서 3만원까지 준다.", ["20,000 – 30,000 KRW"]),
        ("40홈런-40도루에 다가섰다.", ["40 홈런", "40 도루"]),
    ],
)
def test_two_numbers_that_share_a_unit_or_change(text: str, forms: list[str]) -> None:
    assert [reading_form(fact) for fact in read(text)] == forms


TAILS = (
    " 동안 잤다,여 만에 왔다, 정도 걸린다,쯤 걸린다, 안팎이 걸린다, 이내에 온다, 안에 온다"
    ", 만에 왔다, 뒤 왔다, 전에 왔다,째 온다"
    ", 넘게 걸렸다, 가까이 걸렸다, 걸린다,밖에 안 걸렸다,치를 샀다,도 안 걸렸다, 새 올랐다, 더 걸린다,까지 걸린다"
    ",짜리 계획이다, 앞두고 왔다, 앞당겼다, 늦었다,간의 일정이다"
)


@pytest.mark.parametrize(
    ("length", "value"),
    [
        ("13년", "P13Y"),
        ("24년", "P24Y"),
        ("이십 년", "P20Y"),
        ("3년 반", "P3Y6M"),
        ("석 달", "P3M"),
        ("2주", "P2W"),
        ("9일", "P9D"),
        ("40일", "P40D"),
        ("20분", "PT20M"),
        ("30초", "PT30S"),
        ("사흘", "P3D"),
        ("하루", "P1D"),
    ],
)
def test_a_length_stands_before_all_that_can_follow_it(length: str, value: str) -> None:
    for tail in TAILS.split(","):
        (fact,) = read(f"오는 데 {length}{tail}.")
        assert isinstance(fact, Duration)
        assert fact.value == value, tail


@pytest.mark.parametrize(
    ("text", "role", "bound"),
    [
        ("3년간 일했다.", "for", "exact"),
        ("48시간 이내에 답한다.", "within", "max"),
        ("10분 만에 껐다.", "after", "exact"),
        ("1998년 이후 12년 만.", "after", "exact"),
        ("개막 90일 앞으로", "before", "exact"),
        ("36시간 내", "within", "max"),
        ("두 달 전에 떠났다.", "before", "exact"),
        ("개막을 하루 앞두고", "before", "exact"),
        ("닷새째 이어졌다.", "since", "exact"),
        ("3주 연속 올랐다.", "since", "exact"),
        ("문을 연 지 5년이 됐다.", "since", "exact"),
        ("문을 연 지 5년 만에 닫았다.", "after", "exact"),
        ("대회 기간을 두 달까지 연장할 수 있다.", "for", "max"),
        ("석 달을 넘지 않는다.", "for", "max"),
        ("두 해를 훌쩍 넘겼다.", "for", "over"),
        ("2년마다 열린다.", "frequency", "exact"),
        ("1시간도 걸리지 않았다.", "for", "under"),
        ("채 1년도 안 돼 닫았다.", "for", "under"),
    ],
)
def test_roles_and_negated_lengths(text: str, role: str, bound: str) -> None:
    (fact,) = read(text)
    assert isinstance(fact, Duration)
    assert (fact.role, fact.bound) == (role, bound)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("전국 17개 시도가 함께한다.", ["시도"]),
        ("연구원 30여 명이 참석했다.", ["연구원"]),
        ("조리사·제빵사 12명을 뽑았다.", ["조리사·제빵사"]),
        ("주민과 상인 90명이 모였다.", ["주민과 상인"]),
        ("세 명의 젊은 작가가 전시한다.", ["작가"]),
        ("승객 40명 가운데 8명이 다쳤다.", ["승객", "승객"]),
        ("합격자는 180명이다.", ["합격자"]),
        ("도시락을 2개씩 받았다.", ["도시락"]),
        ("관광객 수는 3만명이다.", ["관광객"]),
        ("이씨 등 3명을 붙잡았다.", [None]),
        ("모두 5명이 다쳤다.", [None]),
        ("두 의상을 입었다.", ["의상"]),
        ("소음 피해 민원 2만318건", ["민원"]),
        # the noun carries a particle
        ("조사는 열세 차례에 걸쳐 이뤄졌다.", ["조사"]),
        ("강사가 두 명뿐이다.", ["강사"]),
        ("편지가 대여섯 통씩 왔다.", ["편지"]),
        ("지각이 열 번을 넘었다.", ["지각"]),
        ("공청회를 네 차례 열었다.", ["공청회"]),
        ("교사를 세 차례 만났다.", [None]),
        ("교실을 8개에서 12개로 늘린다.", ["교실", None]),
        ("교사 80명을 50명으로 줄인다.", ["교사", None]),
        ("문을 연 약국은 한 곳도 없다.", ["약국"]),
        ("새 승강장은 26개다.", ["승강장"]),
        ("방문객이 하루 80명에 이른다.", ["방문객"]),
        ("항의 전화는 9건이 들어왔다.", ["전화"]),
        # the word before is no noun that is counted
        ("트럭에 탄 3명이 다쳤다.", [None]),
        ("본선에 나선 9명과 집에 돌아온 4명", [None, None]),
        ("바닥에 굴러 최소 2명이 다쳤다.", [None]),
        ("뒤집어 보면 여섯 줄이 남는다.", [None]),
        ("사흘간 3만여 명이 봤다.", [None]),
        ("거창이 9곳으로 가장 많다.", [None]),
        ("목표 80명의 절반에 그쳤다.", [None]),
        ("구청은 2천 가구가량이 혜택을 볼 것으로 봤다.", [None]),
        ("6개 노선 17대", ["노선", None]),
        ("6개 노선버스 17대", ["노선버스", "노선버스"]),
        ("수도권 두 곳에서 열린다.", [None]),
        ("돌아와 훈방 네 건을 처리했다.", ["훈방"]),
        ("헬기 7대의 도입을 미뤘다.", ["헬기"]),
        # a noun that ends as a particle does
        ("목걸이 세 점과 담요 다섯 장", ["목걸이", "담요"]),
        ("식당 30여 곳", ["식당"]),
        ("항암제 세 종의 급여를 심사했다.", ["항암제"]),
        ("의원 한 사람이 반대했다.", ["의원"]),
        ("11개 마을 주민이 모였다.", ["마을"]),
        ("금 4개, 은 3개를 땄다.", ["금", "은"]),
        ("나루터 쪽 지하차도 두 곳이 잠겼다.", ["지하차도"]),
        ("화물차로 30명을 옮겼다.", [None]),
        # a row of times has one topic
        ("두루미는 10월 30마리, 11월 70마리, 12월 90마리였다.", ["두루미"] * 3),
        ("여학생 30명, 2월 남학생 40명이 왔다.", ["여학생", "남학생"]),
        ("회장은 7일 30명을 만났다.", [None]),
        # houses and those who belong to them
        ("개인 12명과 모임 9곳", ["개인", "모임"]),
        ("구름당은 30명이다.", [None]),
        ("6개 병원 간호사가 모였다.", ["병원"]),
        ("8개 전국 단체가 모였다.", ["단체"]),
        ("70개 이상 모였다.", [None]),
    ],
)
def test_what_is_counted(text: str, of: list[str | None]) -> None:
    assert [fact.of for fact in read(text) if isinstance(fact, Count)] == of


def test_two_lengths_of_one_frequency_play_one_role() -> None:
    facts = read("닷새 혹은 일주일에 한 번 물을 준다.")
    assert [fact.role for fact in facts if isinstance(fact, Duration)] == ["frequency", "frequency"]


def test_the_qualifiers_are_kept_where_they_stand() -> None:
    (fact,) = read("예산은 최대 약 20억원을 넘는다.")
    assert [word.text for word in fact.qualifiers] == ["최대", "약", "넘"]
    assert [fact.start for fact in fact.qualifiers] == [4, 7, 15]


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("21일 문을 열었다.", "21일", "a date"),
        ("2024년에 시작했다.", "2024년", "a calendar year"),
        ("제3차 회의", "3차", "ordinal with 제"),
        ("10% 올랐다.", "10%", "percentage"),
        ("20대 남성", "20대", "an age band or a label"),
        ("5만원권 위조지폐", "5만원", "a banknote or a coin by its face"),
    ],
)
def test_a_number_that_is_no_fact_can_be_asked_why(text: str, word: str, reason: str) -> None:
    told = {candidate.text: candidate.reason for candidate in explain(text) if not candidate.won}
    assert next(why for span, why in told.items() if span.startswith(word[: len(span)])) == reason


def test_what_won_is_explained_too() -> None:
    (candidate,) = explain("3년간 일했다.")
    assert (candidate.won, candidate.rule, candidate.kind) == (True, "duration.years", "duration")
