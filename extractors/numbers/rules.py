"""Every rule that a quantity can carry, with texts that it reads and texts that it must leave alone."""

from __future__ import annotations

from extractors.rules import Rule

AMOUNT_RULES = (
    Rule(
        name="amount.won",
        kind="amount",
        about="a number with 원, digits and scales mixed as the press does",
        yes={
            "군은 사업비 87억3400만원을 들인다.": "8,734,000,000 KRW",
            "관리비로 7만 3600원을 냈다.": "73,600 KRW",
            "연간 약 15억원 이하를 쓴다.": "≤ ~1,500,000,000 KRW / year",
            "1인당 최대 300만원까지 지원한다.": "≤ 3,000,000 KRW / 인",
            "이천칠백삼십오만원을 갚았다.": "27,350,000 KRW",
        },
        no=("제1원칙은 안전이다.", "5만원권 지폐가 나왔다.", "한강공원 3곳", "삼원색을 썼다.", "500원 동전을 모았다."),
    ),
    Rule(
        name="amount.foreign",
        kind="amount",
        about="a number with a foreign currency's Korean name or code",
        yes={
            "계약금은 3억2천만 달러다.": "320,000,000 USD",
            "벌금 49유로를 물었다.": "49 EUR",
            "230만 엔에 낙찰됐다.": "2,300,000 JPY",
        },
        no=("이유로 구속됐다.", "불구속 기소됐다.", "1달러당 환율이 올랐다.", "유로 2016 대회"),
    ),
    Rule(
        name="amount.symbol",
        kind="amount",
        about="a currency's symbol or code beside a number",
        yes={"입장료는 $15다.": "15 USD", "US$ 2,500을 송금했다.": "2,500 USD", "₩30,000을 냈다.": "30,000 KRW"},
        no=("A$AP 로키의 공연", "$ 표시가 없다."),
    ),
    Rule(
        name="amount.fraction",
        kind="amount",
        about="cents and other fractions of a currency",
        yes={"주당 75센트를 배당했다.": "0.75 USD / 주"},
        no=("센트럴파크 3곳을 돌았다.",),
    ),
    Rule(
        name="amount.range",
        kind="amount",
        about="two sums that are one range, with a shared unit or scale",
        yes={
            "월세는 30만~45만원이다.": "300,000 – 450,000 KRW / month",
            "1~2천만원을 빌렸다.": "10,000,000 – 20,000,000 KRW",
            "과태료는 5만원에서 20만원까지다.": "50,000 – 200,000 KRW",
        },
        no=("요금이 3천원에서 5천원으로 올랐다.",),
    ),
    Rule(
        name="amount.vague",
        kind="amount",
        about="a sum of which only the order is said",
        yes={"수십억원을 빼돌렸다.": "~(수십억원) KRW", "몇천만원이 든다.": "~(몇천만원) KRW"},
        no=("수원 시내에서 열렸다.", "수백 명이 모였다."),
    ),
)

DURATION_RULES = (
    Rule(
        name="duration.length",
        kind="duration",
        about="a number with a unit that always means a length: 개월, 주일, 시간, 분, 초",
        yes={
            "심사에는 3개월이 걸린다.": "3 months",
            "36시간 만에 구조됐다.": "36 hours [after]",
            "2주간 휴관한다.": "2 weeks",
        },
        no=("오후 7시 30분께 불이 났다.", "생후 12개월 된 아기", "후반 27분 골을 넣었다.", "창립 20주년"),
    ),
    Rule(
        name="duration.years",
        kind="duration",
        about="N년 with a cue that it is a length and no year of the calendar",
        yes={
            "임기는 4년이다.": "4 years",
            "징역 2년을 선고했다.": "2 years",
            "최장 6년간 빌려준다.": "≤ 6 years",
            "10여 년 만에 돌아왔다.": "~10 years [after]",
            "6.5년이 걸렸다.": "6.5 years",
        },
        no=("2024년에 시작했다.", "90년대 가요", "입사 3년차 직원", "97년 외환위기", "2학년 학생"),
    ),
    Rule(
        name="duration.days",
        kind="duration",
        about="N일 with a cue that it is a length and no date",
        yes={
            "5일간 열린다.": "5 days",
            "취임 100일을 맞았다.": "100 days",
            "15일 이내에 신고해야 한다.": "≤ 15 days [within]",
        },
        no=("21일 오전 문을 열었다.", "3월 5일 이후 처음이다.", "오는 25일 전 대통령이 참석한다."),
    ),
    Rule(
        name="duration.prison_months",
        kind="duration",
        about="N월 as months of a sentence",
        yes={"징역 8월을 선고했다.": "8 months", "금고 10월에 처했다.": "10 months"},
        no=("오는 8월 개막한다.", "지난 3월 체포됐다."),
    ),
    Rule(
        name="duration.native",
        kind="duration",
        about="a native number with 달, 주, 시간, 해",
        yes={
            "한 달에 걸쳐 조사했다.": "1 month",
            "석 달 전에 만났다.": "3 months [before]",
            "두 시간 동안 기다렸다.": "2 hours",
        },
        no=("두 분이 오셨다.", "세 시에 만났다.", "한주 대표"),
    ),
    Rule(
        name="duration.mixed",
        kind="duration",
        about="a length in more than one unit",
        yes={
            "1년 6개월을 복무했다.": "1 year 6 months",
            "13시간 20분이 걸렸다.": "13 hours 20 minutes",
            "징역 3년4월을 구형했다.": "3 years 4 months",
        },
        no=("2016년 5월에 열렸다.", "3월 15일에 떠났다."),
    ),
    Rule(
        name="duration.half",
        kind="duration",
        about="a length and a half",
        yes={"3년 반 동안 살았다.": "3 years 6 months", "1시간 반이 걸렸다.": "1 hour 30 minutes"},
        no=("3학년 2반 학생", "반년을 쉬었다."),
    ),
    Rule(
        name="duration.nights",
        kind="duration",
        about="nights and days of a stay",
        yes={"2박 3일 일정으로 떠났다.": "3 days", "4박5일간 머문다.": "5 days"},
        no=("3박자를 갖췄다.",),
    ),
    Rule(
        name="duration.word",
        kind="duration",
        about="a word that is a length by itself: 사흘, 보름, 반년",
        yes={
            "사흘 만에 붙잡혔다.": "3 days [after]",
            "개막을 하루 앞두고": "1 day [before]",
            "반년을 쉬었다.": "6 months",
        },
        no=("하루 평균 30명이 찾는다.", "보름달이 떴다.", "즐거운 하루 되세요."),
    ),
    Rule(
        name="duration.vague",
        kind="duration",
        about="a length of which only the order is said",
        yes={"수년간 이어졌다.": "~(수년)", "몇 시간 뒤 발견됐다.": "~(몇 시간) [after]"},
        no=("대규모 수주를 따냈다.", "시 수장고를 열었다."),
    ),
    Rule(
        name="duration.range",
        kind="duration",
        about="two lengths that are one range",
        yes={"완공까지 2~3년이 걸린다.": "2 years – 3 years", "두세 시간이 걸린다.": "~2 hours – 3 hours"},
        no=("2015~2018년 자료를 봤다.", "지난 7∼8월에 열렸다."),
    ),
    Rule(
        name="duration.interval",
        kind="duration",
        about="two dates that are one phrase of certain length, both ends included",
        yes={
            "23일부터 27일까지 열린다.": "5 days (---23 – ---27)",
            "2015년부터 2018년까지 일했다.": "4 years (2015 – 2018)",
            "12월 30일부터 1월 2일까지 쉰다.": "4 days (--12-30 – --01-02)",
            "3~5월 석 달": "3 months (--03 – --05)",
        },
        no=("5월부터 최근까지", "2월 말부터 3월 초까지", "1시부터 3시까지", "28일부터 3일까지"),
    ),
)

COUNT_RULES = (
    Rule(
        name="count.counter",
        kind="count",
        about="digits with a counter",
        yes={
            "전국 27개 시장이 참여한다.": "27 개 시장",
            "조리사·제빵사 1284명을 뽑았다.": "1,284 명 조리사·제빵사",
            "자원봉사자 70여 명이 나섰다.": "~70 명 자원봉사자",
            "하루 3차례 운행한다.": "3 차례 / day",
        },
        no=(
            "시즌 5호 홈런",
            "20대 남성이 다쳤다.",
            "제3차 회의",
            "4회 초 역전했다.",
            "개막전에서 2위를 했다.",
            "국도 1호선",
        ),
    ),
    Rule(
        name="count.native",
        kind="count",
        about="a native number with a counter",
        yes={"세 차례 만났다.": "3 차례", "고양이 두 마리를 구조했다.": "2 마리 고양이", "스무 명이 다쳤다.": "20 명"},
        no=("다시 한 번 살펴보자.", "두 번째 시도", "한편 시는", "한 병원에서 치료받았다."),
    ),
    Rule(
        name="count.sino",
        kind="count",
        about="a Sino-Korean number in words with a counter",
        yes={"오십이명의 위원이 모였다.": "52 명 위원", "천 마리의 두루미가 날았다.": "1,000 마리 두루미"},
        no=("이 건은 끝났다.", "사천 시민이 반겼다."),
    ),
    Rule(
        name="count.range",
        kind="count",
        about="two numbers with one counter that are a range",
        yes={"1~2곳만 남았다.": "1 – 2 곳", "직원 3명에서 5명까지 둔다.": "3 – 5 명 직원"},
        no=("2-1로 이겼다.", "인원이 3명에서 5명으로 늘었다."),
    ),
    Rule(
        name="count.pair",
        kind="count",
        about="a native number that names two neighbours: 두세, 서너",
        yes={"등산객 서너 명이 남았다.": "~3 – 4 명 등산객", "두세 곳을 들렀다.": "~2 – 3 곳"},
        no=("한두교 씨", "세 곳을 들렀다."),
    ),
    Rule(
        name="count.vague",
        kind="count",
        about="a count of which only the order is said",
        yes={"수백 명이 모였다.": "~(수백 명) 명", "몇 가지 방법을 소개했다.": "~(몇 가지) 가지 방법"},
        no=("수석 부회장", "자기앞 수표", "여러 명이 모였다."),
    ),
    Rule(
        name="count.noun",
        kind="count",
        about="a number before the noun itself, without a counter",
        yes={"두 의상을 입었다.": "2 의상", "조사한 10 농가 가운데": "10 농가"},
        no=("한 음식점에서 만났다.", "세 부담이 늘었다.", "두 번째 앨범"),
    ),
    Rule(
        name="count.shares",
        kind="count",
        about="N주 as shares, not weeks",
        yes={"자사주 12만주를 샀다.": "120,000 주 자사주", "보통주 300주를 받았다.": "300 주 보통주"},
        no=("2주 만에 퇴원했다.", "창간 3주년"),
    ),
)

RULES: tuple[Rule, ...] = (*AMOUNT_RULES, *DURATION_RULES, *COUNT_RULES)
