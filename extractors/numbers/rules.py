"""Every rule that a quantity can carry, with texts that it reads and texts that it must leave alone."""

from __future__ import annotations

from extractors.numbers.count_rules import COUNT_RULES
from extractors.rules import Rule

AMOUNT_RULES = (
    Rule(
        name="amount.won",
        kind="amount",
        about="a number with 원, digits and scales mixed as the press does",
        yes={
            "점포당 연 800만원까지 보탠다.": "≤ 8,000,000 KRW / year / 점포",
            "중개인이 뒷돈 900만원을 넘긴 혐의를 받는다.": "9,000,000 KRW",
            "후원금 한도 900만원을 넘긴 혐의를 받는다.": "> 9,000,000 KRW",
            "매장당 하루 평균 매출은 70만원이다.": "700,000 KRW / day / 매장",
            "수리비가 90만원을 훌쩍 넘었다.": "> 900,000 KRW",
            "자기 부담은 40만원을 넘지 않는다.": "≤ 400,000 KRW",
            "품삯이 18만원까지 올랐다.": "180,000 KRW",
            "전시관당 평균 6억원이 든다.": "600,000,000 KRW / 전시관",
            "소포 한 개에 4천원을 받는다.": "4,000 KRW / 개",
            "식비로 한 달 평균 45만원을 썼다.": "450,000 KRW / month",
            "보증금은 2억원 이하여야 한다.": "≤ 200,000,000 KRW",
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
        no=("센트럴파크 3곳을 돌았다.", "힙합 공연에 래퍼 50센트가 나왔다."),
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
        no=(
            "목표를 5조원에서 4조원 중반대로 낮췄다.",
            "값이 700원에서 950원까지 올랐다.",
            "요금이 3천원에서 5천원으로 올랐다.",
        ),
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
            "5분기 연속 적자다.": "15 months [since]",
            "값은 4거래일 만에 올랐다.": "4 days [after]",
        },
        no=(
            "3분기 매출을 밝혔다.",
            "SBS 30분 산책을 보았다.",
            "오후 7시 30분께 불이 났다.",
            "생후 12개월 된 아기",
            "후반 27분 골을 넣었다.",
            "창립 20주년",
        ),
    ),
    Rule(
        name="duration.years",
        kind="duration",
        about="N년 with a cue that it is a length and no year of the calendar",
        yes={
            "40여 년 가꾼 정원이다.": "~40 years",
            "2년여의 공사를 마쳤다.": "~2 years",
            "시는 4개년 숲 조성 계획을 냈다.": "4 years",
            "임기는 4년이다.": "4 years",
            "징역 2년을 선고했다.": "2 years",
            "최장 6년간 빌려준다.": "≤ 6 years",
            "10여 년 만에 돌아왔다.": "~10 years [after]",
            "6.5년이 걸렸다.": "6.5 years",
        },
        no=(
            "562년에 세운 절이다.",
            "뜻을 모은 873년 이후",
            "2024년에 시작했다.",
            "90년대 가요",
            "입사 3년차 직원",
            "97년 외환위기",
            "2학년 학생",
        ),
    ),
    Rule(
        name="duration.days",
        kind="duration",
        about="N일 with a cue that it is a length and no date",
        yes={
            "청구 기한은 통지일부터 9일이다.": "9 days",
            "심사가 6일로 짧아졌다.": "6 days",
            "5일간 열린다.": "5 days",
            "취임 100일을 맞았다.": "100 days",
            "15일 이내에 신고해야 한다.": "≤ 15 days [within]",
        },
        no=(
            "백일홍이 피었다.",
            "백일해 환자가 늘었다.",
            "21일 오전 문을 열었다.",
            "3월 5일 이후 처음이다.",
            "오는 25일 전 대통령이 참석한다.",
        ),
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
            "열여섯 달 동안 지었다.": "16 months",
            "한 달에 밤길을 네 번 걷는다.": "1 month [frequency]",
            "한 달에 걸쳐 조사했다.": "1 month",
            "석 달 전에 만났다.": "3 months [before]",
            "두 시간 동안 기다렸다.": "2 hours",
        },
        no=("한 달 평균 30만원을 쓴다.", "두 분이 오셨다.", "세 시에 만났다.", "한주 대표"),
    ),
    Rule(
        name="duration.mixed",
        kind="duration",
        about="a length in more than one unit",
        yes={
            "3시간 20여 분 만에 문을 열었다.": "~3 hours 20 minutes [after]",
            "1년 6개월을 복무했다.": "1 year 6 months",
            "13시간 20분이 걸렸다.": "13 hours 20 minutes",
            "징역 3년4월을 구형했다.": "3 years 4 months",
        },
        no=("2016년 5월에 열렸다.", "3월 15일에 떠났다.", "영상 2분 15초부터 나온다."),
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
            "하루 유급휴가를 쓴다.": "1 day",
            "작년보다 여드레 빨리 폈다.": "8 days",
            "하루도 쉬지 않고 걸었다.": "1 day",
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
        yes={
            "수년간 이어졌다.": "~(수년)",
            "문을 닫은지 수년이 됐다.": "~(수년) [since]",
            "몇 시간 뒤 발견됐다.": "~(몇 시간) [after]",
        },
        no=("대규모 수주를 따냈다.", "시 수장고를 열었다."),
    ),
    Rule(
        name="duration.range",
        kind="duration",
        about="two lengths that are one range",
        yes={
            "허가에 두 달에서 넉 달이 걸린다.": "2 months – 4 months",
            "완공까지 2~3년이 걸린다.": "2 years – 3 years",
            "두세 시간이 걸린다.": "~2 hours – 3 hours",
        },
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
            "26일부터 4월 3일 마을 책방에서 연다.": "9 days (--03-26 – --04-03)",
            "3~5월 석 달": "3 months (--03 – --05)",
        },
        no=(
            "15일부터 내년 3월 10일까지 연다.",
            "5월부터 최근까지",
            "2월 말부터 3월 초까지",
            "1시부터 3시까지",
            "28일부터 3일까지",
        ),
    ),
)

RULES: tuple[Rule, ...] = (*AMOUNT_RULES, *DURATION_RULES, *COUNT_RULES)
