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
        ("1일 3회 먹는다.", "day", None),
        ("버스 1대에 35명이 탔다.", None, None),
        ("한 상자에 30개가 든다.", None, "상자"),
        ("주 4편씩 내보낸다.", "week", None),
        ("하루 평균 2만명이 찾는다.", "day", None),
        ("시급이 지난해보다 170원 오른 1만30원이다.", "hour", None),
        ("한 달에 두 번 모인다.", "month", None),
        ("1인당 30만원을 준다.", None, "인"),
        ("각 마을 당 연간 4억원을 준다.", "year", "마을"),
        ("주당 5천원에 샀다.", None, "주"),
        ("마을이 강가에서 연 등불잔치에 8천명이 다녀갔다.", None, None),
        ("이 공장은 연 자전거 8천대를 만든다.", "year", None),
        ("1달러당 1천350원에 마감했다.", None, "달러"),
        ("담배 1갑 기준 4천500원이다.", None, "갑"),
        ("1회 구매 시 3만원을 할인한다.", None, "회"),
        ("인구 10만명당 25.2명이다.", None, "명"),
        ("인구 10만명당 25.2명(지난해 26.4명)이다.", None, "명"),
        ("인구 10만명당 25.2명으로 가장 많고, 이웃 고을(24.1명)이 뒤를 이었다.", None, "명"),
        ("1인당 3.5개, 총 70.5개를 나눴다.", None, None),
        ("가구당 월 6만원, 연 60만원을 준다.", "year", "가구"),
        ("20분당 400원, 하루 최대 2만원이다.", "day", None),
        ("연회비는 2만원이며 실적 40만원을 채워야 한다.", None, None),
        ("연산 40만대 공장", "year", None),
        ("수수료는 건당 6.4%, 배달비는 2천원이다.", None, None),
        ("과자 한 상자 기준 6천원이다.", None, "상자"),
        ("열은 MJ당 26원이다.", None, "MJ"),
        ("게임당 평균 16.4점 9.2리바운드", None, "게임"),
        ("한 경기 최다 9골", None, None),
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
        ("각각 26, 40건이 들어왔다.", ["26 건", "40 건"]),
        ("두 사람에게 각각 징역 2, 6년을 선고했다.", ["2 사람", "2 years", "6 years"]),
        ("각각 6,9만원씩 냈다.", ["60,000 KRW", "90,000 KRW"]),
        ("포수와 3+1년 계약을 맺었다.", ["3 years", "1 year"]),
        ("군은 6억, 도는 9억을 각각 부담한다.", ["600,000,000 KRW", "900,000,000 KRW"]),
        ("찬성 26, 반대 4표로 통과됐다.", ["26 표 찬성", "4 표 반대"]),
        ("국비 4, 도비 2억원을 모았다.", ["400,000,000 KRW", "200,000,000 KRW"]),
        ("총 60억원(국비 40, 도비 20)이다.", ["6,000,000,000 KRW", "4,000,000,000 KRW", "2,000,000,000 KRW"]),
        ("금 7, 은 9, 동 6개를 땄다.", ["7 개 금", "9 개 은", "6 개 동"]),
        ("(금 7·은 9·동 6)", ["7 금", "9 은", "6 동"]),
        ("(사망 6·부상 24)", ["6 사망", "24 부상"]),
        ("찬성 6%, 반대 4.2", []),
        ("금 4위, 은 2위와 4+2년제 학교", []),
        ("접수를 마친 등록을 한 팀", []),
        ("금 7, 은 9월물 값이 올랐다.", []),
        ("국도 26, 지방도 4곳이 막혔다.", ["4 곳 지방도"]),
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
        # times, places, adverbs and houses stand before a count and are not counted
        ("검사 결과 7명이 남았다.", [None]),
        ("설 연휴 9만명이 다녀갔다.", [None]),
        ("올여름 31명이 쓰러졌다.", [None]),
        ("광장 주변 7곳에 등을 달았다.", [None]),
        ("노조 측 6명이 나왔다.", [None]),
        ("흥덕구 7명, 영등포구 6명, 백령도 5명", [None] * 3),
        ("아르메니아 7명, 나고야 6명", [None] * 2),
        ("A사 7명, LG 6명", [None] * 2),
        ("PD 7명과 GK 3명이 모였다.", ["PD", "GK"]),
        ("교실에 파리 7마리가 날았다.", ["파리"]),
        ("열 명 중 일곱 명이 읽었다.", [None, None]),
        # events and their occasions
        ("주민설명회 7회를 마쳤다.", ["주민설명회"]),
        ("공연은 6회 진행됐다.", ["공연"]),
        ("평의회는 회의를 7차례 열었다.", ["회의"]),
        ("간담회가 세 차례 열렸다.", ["간담회"]),
        # bodies of one syllable
        ("6개 구가 손을 잡았다.", ["구"]),
        ("7개 도의 지사, 6개 역이", ["도", "역"]),
        ("6개 당이 합의했다.", ["당"]),
        ("7개 국가가 모였다.", ["국가"]),
        ("6개 시·도 70개 지역에서 열린다.", ["시·도", "지역"]),
        # what is said to be so many, and what is not
        ("조합원이 70명인 곳이다.", ["조합원"]),
        ("구독 수가 60만 건을 기록했다.", ["구독"]),
        ("상대를 6골 차로 눌렀다.", [None]),
        ("후보를 700표 차이로 이겼다.", [None]),
        # a measure or a bracket stands between
        ("쌀 10㎏ 60포와 소주 360㎖ 70병", ["쌀", "소주"]),
        ("바이어(구매자) 60명과 중학생(1∼2학년) 70명", ["바이어", "중학생"]),
        # what belongs to those who are counted
        ("7명의 목숨을 앗아갔다.", [None]),
        ("6개사의 점유율이 올랐다.", [None]),
        ("7명의 위원이 모였다.", ["위원"]),
        # forms of verbs before a count
        ("무너진 7곳과 사라진 6명, 뚫린 5곳", [None] * 3),
        ("대표팀을 이끌 7명과 본선에 나갈 6명", [None] * 2),
        ("배를 타고 7명이 나왔다.", [None]),
        ("문이 열리자 7명, 불이 커지자 6명", [None] * 2),
        ("뒤늦게 7명을 찾았고 어렵게 6명을 구했다.", [None] * 2),
        ("차에 끼어 7명이 다쳤다.", [None]),
        ("학교에 다니는 7명이 있다.", [None]),
        ("거주하는 7곳이 적발됐다.", [None]),
        ("할머니는 7명, 쿠키는 6개다.", ["할머니", "쿠키"]),
        ("치어 7마리와 하자 6건", ["치어", "하자"]),
        # compounds end as their last noun does
        ("길고양이 7마리와 왕거북이 6마리", ["길고양이", "왕거북이"]),
        ("오토바이 7대, 타이어 6개", ["오토바이", "타이어"]),
        ("새 7마리와 말 6마리, 양 5마리", ["새", "말", "양"]),
        ("현수막 7장을 걸었다.", ["현수막"]),
        # what stands behind the number
        ("6개 건설사와 7개 판매점, 5개 생산라인", ["건설사", "판매점", "생산라인"]),
        ("6개를 판매했고 7개 판매했다.", [None, None]),
        ("6개 지방 국립대 총장, 7개 추가 노선, 5개 세부 과제를", ["국립대", "노선", "과제"]),
        ("7개 주요 시장의 매출", ["시장"]),
        ("70가구의 주민과 60가구의 아파트", [None, "아파트"]),
        ("폭우로 8천 가구의 전기와 2천 가구의 수돗물이 끊겼다.", [None, None]),
        ("90표의 차이로 이겼다.", [None]),
        # people and houses without a counter
        ("70만 공무원과 1만6천 조합원, 6천여 이재민", ["공무원", "조합원", "이재민"]),
        ("60만 구독자를 모은 그가 7만 동포 앞에 섰다.", ["구독자", "동포"]),
        ("천만 관객을 모았다.", ["관객"]),
        ("사천 시민과 2024 조합원, 연봉 7천만 직장인", []),
        ("매출 3조 기업, 700만 관객 시대", []),
        ("승객 셋이 내렸다.", ["승객"]),
        # tables
        ("△찬성 70명 ▲반대 60명 ◇승진 5명", ["찬성", "반대", "승진"]),
        ("- 부상 : 7명, 인원: 6명", ["부상", "인원"]),
        ("연도별 건수는 2021년 70건, 2022년 60건이다.", [None, None]),
        ("금상 1편과 은상 2편 등 7편을 골랐다.", ["금상", "은상", None]),
        ("투구수 70개를 넘겼다.", ["투구"]),
        ("막내아들 2명과 등반가 3명", ["막내아들", "등반가"]),
        ("부주의 7건, 태권도 6건, 낙과 5건", ["부주의", "태권도", "낙과"]),
        ("인명피해 7건과 직무평가 6건", ["인명피해", "직무평가"]),
        ("원전 7기 중 3기가 멈췄다.", ["원전", "원전"]),
        ("충전기는 17기가 설치됐다.", ["충전기"]),
        # what ends as a particle does, in a form that it does not take there
        ("양봉농가 7곳, 미식가 6명, 흉부외과 5곳", ["양봉농가", "미식가", "흉부외과"]),
        ("6개 참가국의 70여 점의 신라 시대 유물", ["참가국", "유물"]),
        ("어딘가 7명이 있다.", [None]),
        ("세 번의 도전 끝에 붙었다.", ["도전"]),
        ("전공의 수는 7천명이고 관람객의 수는 6천명이다.", ["전공의", "관람객"]),
        ("분쟁이 70여 건에 이르고 아이돌이 6명에 이른다.", ["분쟁", "아이돌"]),
        ("겁쟁이 7명, 기관투자가 6곳", ["겁쟁이", "기관투자가"]),
        ("신호등은 7곳으로 늘었다.", ["신호등"]),
        # a verb behind a count is not counted
        ("가방을 7개 샀고 모자를 6개 팔았다.", ["가방", "모자"]),
        ("빵을 7개 만든다.", ["빵"]),
        ("시나리오 7개, 6개 시나리오를", ["시나리오", "시나리오"]),
        # a noun before 는 and a verb's 는
        ("7명의 할머니는 웃었고 6개의 쿠키는 남았다.", ["할머니", "쿠키"]),
        ("7명의 운영하는 직원과 6명의 다니는 학생", ["직원", "학생"]),
        ("7개 운영하는 곳", [None]),
        ("7곳의 유적은 닫았고 6건의 상담은 끝났다.", ["유적", "상담"]),
        ("7개의 시나리오를 읽고 6개의 가치를 봤다.", ["시나리오", "가치"]),
        ("6명의 부하는 떠났다.", ["부하"]),
        ("7개 법안과 6개 방안, 5개 대학과", ["법안", "방안", "대학"]),
        ("지원자로 7명을 뽑았다.", [None]),
        ("의붓아들이 7명이다.", ["의붓아들"]),
        # departments and callings that end as a particle does
        ("내과 의사 7명과 물리학과 학생 6명", ["의사", "학생"]),
        ("산부인과 7곳이 문을 닫았다.", ["산부인과"]),
        ("공중보건의 7명과 119구급대원 6명", ["공중보건의", "119구급대원"]),
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
