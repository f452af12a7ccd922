"""What a reader of an article gets: whole names, where they stand, and which institution each one is."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Context, Institution
from extractors.institutions import RULES, read
from extractors.institutions.tables import SUFFIXES
from extractors.registry import TYPES, Entry, Registry

KST = timezone(timedelta(hours=9))
NAMES = {rule.name for rule in RULES}


def on(year: int, month: int = 6) -> Context:
    return Context(published=datetime(year, month, 1, tzinfo=KST))


def texts(text: str) -> list[str]:
    return [fact.text for fact in read(text)]


def who(text: str, context: Context | None = None) -> list[str]:
    return [fact.canonical for fact in read(text, context or Context())]


def test_spans_leave_particles_titles_and_regions_outside() -> None:
    text = "금오공대(경북)와 동의대(부산), 한국전력공사에서는 관계자 30명이 왔다."
    assert texts(text) == ["금오공대", "동의대", "한국전력공사"]
    assert all(text[fact.start : fact.end] == fact.text for fact in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "김가람 포항시장은 웃었다.",
        "부산 해운대에서 열린 미래기술 박람회에 갔다.",
        "지역지능화 인재양성사업과 도로교통법을 설명했다.",
        "연구센터와 대학, 정부 기관, 재판부는 답하지 않았다.",
        "시는 22일 군과 함께 도에 알렸다.",
        "같은 대학 교수는 이 회사 대표다.",
        "(서울=연합뉴스) 김가람 기자 = 비가 온다.",
        "글은 유튜브에 올렸고 트위터를 통해 퍼졌다.",
    ],
)
def test_what_is_no_institution(text: str) -> None:
    assert texts(text) == []


def test_an_alias_in_brackets_is_a_mention_of_its_own() -> None:
    facts = read("정보통신기획평가원(IITP)은 과제를 골랐다.")
    assert [fact.text for fact in facts] == ["정보통신기획평가원", "IITP"]
    assert {fact.canonical for fact in facts} == {"정보통신기획평가원"}


def test_the_full_name_in_the_brackets_names_the_acronym_before_them() -> None:
    facts = read("KHBX(한빛바이오융합진흥원)는 문을 열었다. KHBX는 내년에 옮긴다.")
    assert [(fact.text, fact.canonical) for fact in facts] == [
        ("KHBX", "한빛바이오융합진흥원"),
        ("한빛바이오융합진흥원", "한빛바이오융합진흥원"),
        ("KHBX", "한빛바이오융합진흥원"),
    ]
    assert [fact.resolution for fact in facts] == ["article", "suffix", "article"]


def test_a_shorter_form_takes_the_fullest_name_of_the_article() -> None:
    text = "충북 제천 이차부품 기업협의회가 출범했다. 이차부품산업 기업협의회는 총회를 연다."
    facts = read(text)
    assert {fact.canonical for fact in facts} == {"충북 제천 이차부품 기업협의회"}
    assert facts[1].resolution == "article"


def test_a_ministry_bears_the_name_of_the_day() -> None:
    assert who("미래부는 밝혔다.", on(2015)) == ["미래창조과학부"]
    assert who("행안부는 밝혔다.", on(2009)) == ["행정안전부"]
    assert who("과기정통부는 밝혔다.", on(2024)) == ["과학기술정보통신부"]


def test_an_office_named_without_its_place_is_that_of_the_dateline() -> None:
    assert who("(부산=한빛통신) 시교육청은 급식을 늘린다.") == ["부산광역시교육청"]
    assert who("시교육청은 급식을 늘린다.") == []


def test_a_university_foundation_is_named_by_its_university() -> None:
    assert who("전남대 산학협력단은 특허를 냈다.") == ["전남대학교 산학협력단"]


def test_a_legal_mark_does_not_hide_the_company() -> None:
    assert who("주식회사 카카오는 밝혔다.") == ["카카오"]


def test_a_paper_named_once_is_known_wherever_it_stands() -> None:
    facts = read("일간지 온새미와 두레빛 등에 따르면 비가 온다. 두레빛은 눈이 온다고 전했다.")
    assert [(fact.text, fact.type) for fact in facts] == [("온새미", "media"), ("두레빛", "media"), ("두레빛", "media")]
    assert who("일간지 온새미와 통화를 했다.") == ["온새미"]


def test_an_acronym_beside_a_name_that_no_registry_holds_is_its_own() -> None:
    facts = read("핀란드 나무노조, PUUT와 회사가 만났다. PUUT는 파업을 멈췄다.")
    assert {fact.canonical for fact in facts} == {facts[0].canonical}
    assert [fact.text for fact in facts[1:]] == ["PUUT", "PUUT"]


def test_a_sponsor_is_no_club_in_a_long_article_of_business() -> None:
    business = "우리은행은 임금을 올렸다. 사람을 새로 선발하고 감독을 강화했다. 하반기 시즌 상품도 냈다. " * 20
    assert {fact.type for fact in read(business)} == {"bank"}


def test_a_coach_or_a_player_makes_a_sponsor_its_club() -> None:
    assert [fact.type for fact in read("롯데 김가람 감독은 말을 아꼈다.")] == ["sports"]
    assert [fact.type for fact in read("한화 투수 김가람이 나섰다.")] == ["sports"]


def test_a_ground_named_by_its_sponsor_is_a_place() -> None:
    assert read("경기는 한화생명 이글스파크에서 열렸다.") == ()


def test_a_sponsor_in_a_match_report_is_its_club() -> None:
    match = "두산은 홈런 두 개로 이겼다. 선발 투수는 7이닝 동안 삼진 9개를 잡았다."
    assert [fact.type for fact in read(match)] == ["sports"]
    assert [fact.type for fact in read("두산은 배당을 늘렸다.")] == ["company"]


def test_a_ministry_abroad_is_not_the_korean_one() -> None:
    (fact,) = read("칠레 외교부는 환영했다.")
    assert (fact.text, fact.canonical, fact.registry_id) == ("칠레 외교부", "칠레 외교부", None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("몽골 도로교통부는 다리를 놓는다.", ["몽골 도로교통부"]),
        ("칠레 국립기상청과 칠레 산림청이 경고했다.", ["칠레 국립기상청", "칠레 산림청"]),
        ("자카르타 이민국은 여권을 돌려줬다.", ["자카르타 이민국"]),
        ("산타 마리아 경찰국은 길을 막았다.", ["산타 마리아 경찰국"]),
        ("주 자카르타 총영사관은 알렸다.", ["주 자카르타 총영사관"]),
        ("주몽골 한국대사관이 도왔다.", ["주몽골 한국대사관"]),
        ("장쑤성 정부는 길을 열었다.", ["장쑤성 정부"]),
        ("몽골 관광국 1위는 한국이다.", []),
        ("몽골 동부와 몽골 북부에 눈이 왔다.", []),
        ("몽골 비자 신청과 몽골 측 요청을 받았다.", []),
    ],
)
def test_an_office_abroad_is_known_by_its_land_and_what_it_is_for(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("진주시(시장 김가람)는 두레솔(대표 박새봄)과 손잡았다.", ["진주시", "두레솔"]),
        ("경북도(지사 김가람)가 나무를 심었다.", ["경북도"]),
        ("진주시(옛 진양군)에 비가 온다.", []),
        ("김모 씨(대표 김가람)는 말이 없었다.", []),
    ],
)
def test_who_has_a_head_in_brackets_is_a_body(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("값은 한화로 약 3억 원이다.", []),
        ("한화가 새 공장을 짓는다.", ["한화"]),
        ("빈곤과 기아를 없애자.", []),
        ("기아에 시달린다.", []),
        ("기아가 새 차를 내놨다.", ["기아"]),
        ("아마존 밀림을 지켰다.", []),
        ("아마존이 값을 내렸다.", ["아마존"]),
        ("다음 달에 연다.", []),
    ],
)
def test_a_name_is_another_word_where_the_words_around_say_so(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_a_council_of_the_united_nations_is_a_body_of_its_own() -> None:
    assert who("유엔 사막화방지위원회에서 뽑았다.") == ["유엔 사막화방지위원회"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("골키퍼 산체스(말라가)는 공을 쳐냈다.", ["말라가"]),
        ("화가 산체스(말라가)는 그림을 그렸다.", []),
        ("첼시는 말라가를 2-0으로 꺾었다.", ["첼시", "말라가"]),
        ("첼시 팬은 말라가를 여행했다.", ["첼시"]),
    ],
)
def test_a_city_is_the_club_where_a_match_is_told_or_a_player_stands_before_it(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_the_democrats_beside_the_republicans_are_the_american_ones() -> None:
    assert who("공화당은 반대했고 민주당은 찬성했다.") == ["공화당", "미국 민주당"]
    assert "미국 민주당" not in who("국민의힘은 공화당을 닮았고 민주당은 찬성했다.")


def test_a_firm_in_brackets_behind_a_player_is_their_team() -> None:
    text = "김가람(쿠쿠)은 버디 셋으로 8언더파를 치고 우승했다."
    assert texts(text) == ["쿠쿠"]
    assert texts("아이 김가람(쿠쿠)은 밥을 지었다.") == []


def test_a_city_abroad_that_no_list_holds_has_a_government() -> None:
    assert texts("두레빛시 정부는 길을 닦았다.") == ["두레빛시 정부"]


def test_a_special_committee_of_parliament_is_named_in_two_words() -> None:
    assert who("국회 물값 국정조사특위는 증인을 불렀다.") == ["국회 물값 국정조사특위"]


def test_a_journal_is_known_by_what_is_published_in_it() -> None:
    assert texts("연구 결과는 네이처에 실렸다.") == ["네이처"]
    assert texts("그는 네이처 삶을 꿈꾼다.") == []


def test_a_land_of_one_letter_is_written_out_in_the_full_name() -> None:
    assert who("美 광업부는 답했고 미 광업부는 웃었다.") == ["미국 광업부", "미국 광업부"]


def test_a_dash_joins_who_acts_together() -> None:
    assert texts("경북도-포스텍, 인재 키운다") == ["경북도", "포스텍"]


def test_a_bench_belongs_to_its_court() -> None:
    (fact,) = read("부산지법 형사7부(김가람 부장판사)는 선고했다.")
    assert (fact.text, fact.canonical, fact.type) == ("부산지법 형사7부", "부산지방법원", "court")


def test_a_list_makes_no_body_of_an_acronym_or_of_the_next_month() -> None:
    assert who("SK하이닉스, CCTV 등을 살폈다.") == ["SK하이닉스"]
    assert who("SK하이닉스, 다음 달 문을 연다.") == ["SK하이닉스"]


def test_words_said_behind_an_association_are_not_its_name() -> None:
    assert who("시민단체 “이미 늦은 일” 비판") == []


def test_a_unit_of_a_force_is_not_the_whole_force() -> None:
    (fact,) = read("육군 제98보병사단은 제방을 쌓았다.")
    assert (fact.canonical, fact.type) == ("육군 제98보병사단", "military")


def test_a_name_that_is_a_word_needs_context() -> None:
    own = Registry([Entry("duo", "듀오", "company")], [], {}, {"듀오": "a pair of singers"})
    assert read("듀오 무대가 이어졌다.", registry=own) == ()
    assert [fact.registry_id for fact in read("듀오 관계자는 웃었다.", registry=own)] == ["duo"]


def test_a_name_written_without_its_space_is_known_too() -> None:
    own = Registry([Entry("hbt", "한빛 타이거스", "sports")], [], {}, {})
    assert [fact.canonical for fact in read("한빛타이거스가 이겼다.", registry=own)] == ["한빛 타이거스"]


def test_a_short_name_resolves_by_the_full_one_that_the_article_gives() -> None:
    two = [Entry("a", "가람대학교", "university", ("가대",)), Entry("b", "가온대학교", "university", ("가대",))]
    own = Registry(two, [], {}, {})
    fact = read("가온대학교는 가대 총장을 뽑았다.", registry=own)[-1]
    assert (fact.text, fact.canonical, fact.resolution) == ("가대", "가온대학교", "article")


def test_a_local_government_counts_where_it_acts() -> None:
    assert texts("포항시가 예산을 늘렸다.") == ["포항시"]
    assert texts("포항시 북구의 한 아파트에서 불이 났다.") == []
    assert texts("포항시, 경북도, 포항공과대학교가 손잡았다.") == ["포항시", "경북도", "포항공과대학교"]


def check(facts: tuple[Institution, ...], text: str) -> None:
    end = 0
    for fact in facts:
        assert end <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
        assert fact.canonical
        assert fact.type in TYPES
        assert fact.rule in NAMES
        assert (fact.registry_id is not None) >= (fact.resolution == "registry")
        end = fact.end


PIECES = [*SUFFIXES, *"서울 부산 미국 한빛 김가람 대표 경찰 국회 삼성 KT ( ) ' · , 은 (주) 보도했다 이하".split(), " "]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_ending_can_be_met(suffix: str) -> None:
    for text in (f"가람한빛{suffix} 관계자는", f"한빛대 {suffix}에", f"'새 {suffix}'", suffix):
        check(read(text), text)


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    check(read(text), text)


@pytest.mark.parametrize(
    "unit", ["은행", "서울 ", "대상은 ", "한빛협회(", "((", "국회 ", "·가", "시교육청 ", "김가람 대표 "]
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    check(read(unit * 20_000), unit * 20_000)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("새 모델을 두산로 12에서 찍었다.", []),
        ("이용자는 공식 트위터에는 글을 남기지 않았다.", []),
        ("지수는 전 거래일보다 내렸다.", []),
        ("강남대로 공사가 끝났다.", []),
        ("부상자 셋은 제주대병원으로 옮겨졌다.", []),
        ("제주대병원에서 열린 바자회에 주민이 모였다.", []),
        ("제주대병원은 병상을 늘린다.", ["제주대병원"]),
        ("케냐 당국은 국경을 닫았다.", []),
    ],
)
def test_a_road_a_medium_and_a_venue_are_no_institutions(text: str, names: list[str]) -> None:
    assert [fact.text for fact in read(text)] == names


@pytest.mark.parametrize(
    ("text", "span", "canonical"),
    [
        ("미국 CNN은 소식을 전했다.", "CNN", "CNN"),
        ("칠레 여자 대표팀은 귀국했다.", "칠레 여자 대표팀", "칠레 여자 대표팀"),
        ("네바다주 경찰은 차를 세웠다.", "네바다주 경찰", "네바다주 경찰"),
        ("제주대 인문대학은 강좌를 연다.", "제주대 인문대학", "제주대학교"),
        ("대법원 2부는 상고를 물리쳤다.", "대법원 2부", "대법원"),
        ("제주경찰청 광역수사대는 둘을 붙잡았다.", "제주경찰청 광역수사대", "제주특별자치도경찰청"),
    ],
)
def test_how_far_a_name_reaches(text: str, span: str, canonical: str) -> None:
    (fact,) = read(text)
    assert (fact.text, fact.canonical) == (span, canonical)


def test_a_city_before_its_player_is_the_club() -> None:
    (fact,) = read("피츠버그의 오하람이 볼넷 둘과 도루를 보탰다.")
    assert (fact.text, fact.type) == ("피츠버그", "sports")
    assert read("피츠버그의 겨울은 길다.") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("밀양시, 어르신 버스 요금 없앤다", ["밀양시"]),
        ("대구 수성구, 둘레길 손본다", ["수성구"]),
        ("오늘은 비가 온다.\n통영시, 굴 축제 열어", ["통영시"]),
        ("김천시, 구미시 등지에 눈이 내렸다.", []),
        ("축제는 밀양시, 그 옆 마을에서 열린다.", []),
        ("청송군·영덕군 등 2개 군은 손을 잡았다.", ["청송군", "영덕군"]),
        ("밀양시와 양산시 등은 축제를 미뤘다.", ["밀양시", "양산시"]),
        ("폭우가 밀양시와 양산시를 덮쳤다.", []),
        ("충북도와 충남도에는 안개가 낀다.", []),
        ("연기는 밀양시까지 퍼졌다.", []),
        ("밀양시까지 나서 말렸다.", ["밀양시"]),
        ("기온은 밀양시가 가장 높았고 김천시가 뒤를 이었다.", []),
        ("밀양시가 가장 많은 예산을 세웠다.", ["밀양시"]),
        ("밀양시는 30%를 깎아 준다.", ["밀양시"]),
        ("밀양시는 부담이 크다고 했다.", ["밀양시"]),
        ("밀양시와 양산시 등이 물에 잠겼다.", []),
        ("밀양시, “물값 그대로”", ["밀양시"]),
        ("밀양시, 밀양 강가에 꽃길 낸다", ["밀양시"]),
        ("강원도, 제주도, 부산에서 온 손님이다.", []),
    ],
)
def test_a_local_government_acts_in_a_headline_or_a_list_and_not_where_it_is_a_place(
    text: str, names: list[str]
) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "span", "canonical"),
    [
        ("대전 동구는 도서관을 연다.", "동구", "대전광역시 동구"),
        ("포항시 남구가 길을 넓혔다.", "남구", "포항시 남구"),
        ("고양특례시는 숲을 가꾼다.", "고양특례시", "고양시"),
        ("용인특례시의회는 조례를 고쳤다.", "용인특례시의회", "용인시의회"),
        ("충남도의회 교육위원회는 안건을 넘겼다.", "충남도의회 교육위원회", "충남도의회 교육위원회"),
        ("거제시의회 예산결산특별위원회는 모였다.", "거제시의회 예산결산특별위원회", "거제시의회 예산결산특별위원회"),
    ],
)
def test_a_ward_a_special_city_and_a_committee_of_a_council(text: str, span: str, canonical: str) -> None:
    (fact,) = read(text)
    assert (fact.text, fact.canonical) == (span, canonical)
    assert fact.type == ("legislature" if "의회" in span else "local_government")


def test_wards_of_a_list_are_of_the_city_before_them() -> None:
    assert who("울산 남구·동구는 길을 잇는다.")[0] == "울산광역시 남구"


def test_a_committee_is_parliaments_only_where_no_other_council_is_in_the_article() -> None:
    assert who("예산결산특별위원회는 모였다.") == ["국회 예산결산특별위원회"]
    local = who("거제시의회는 문을 열었다. 예산결산특별위원회는 모였다.")
    assert local == ["거제시의회", "예산결산특별위원회"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("후포수협과 남해축협은 시장을 열었다.", ["후포수협", "남해축협"]),
        ("단위농협과 회원수협이 모였다.", []),
        ("양산로타리클럽은 쌀을 모았다.", ["양산로타리클럽"]),
        ("소나기 예보가 나왔다.", []),
        ("예보는 저축은행을 살폈다.", ["예보"]),
        ("신보는 빵집에 보증을 섰다.", ["신보"]),
        ("가수는 신보를 알렸다.", []),
        ("가게는 강남대로 77에 있다.", []),
        ("행렬은 세종대로 일대를 지났다.", []),
        ("그는 세종대로 옮겼다.", ["세종대"]),
        ("나스닥 지수가 내렸다.", []),
        ("마을은 귀촌학교를 연다.", []),
        ("새 글로컬대학을 뽑는다.", []),
        ("양수발전을 줄이고 시스템반도체를 키운다.", []),
        ("한빛발전은 문을 열었다.", ["한빛발전"]),
        ("독립기념관은 밤에도 연다.", ["독립기념관"]),
        ("독립기념관에서 연을 날렸다.", []),
        ("초록우산과 하이브는 손을 잡았다.", ["초록우산", "하이브"]),
        ("김가람 통일부장관이 왔다.", ["통일부"]),
        ("학생은 교육부장관 표창을 받았다.", []),
        ("이대총장은 물러났다.", ["이대"]),
        ("국정원직원 둘이 왔다.", ["국정원"]),
    ],
)
def test_short_names_programmes_roads_and_glued_titles(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_an_inspection_bureau_belongs_to_its_tax_office() -> None:
    (fact,) = read("대구지방국세청 조사1국은 장부를 걷어 갔다.")
    assert (fact.text, fact.canonical) == ("대구지방국세청 조사1국", "대구지방국세청")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("두산이 LG를 6-4로 눌렀다.", ["sports", "sports"]),
        ("현대건설은 정관장과 세트스코어 2-2로 맞섰다.", ["sports", "sports"]),
        ("남자배구 대한항공이 첫 훈련을 했다.", ["sports"]),
        ("롯데는 4연승이다.", ["sports"]),
        ("한화, 롯데에 5-4 역전승", ["sports", "sports"]),
        ("흥국생명과 정관장이 챔피언결정전에서 만난다.", ["sports", "sports"]),
        ("KB는 이자를 낮췄다.", ["bank"]),
        ("두산, LG 꺾고 결승 진출", ["sports", "sports"]),
        ("두산 김가람이 홈런을 쳤다.", ["sports"]),
        ("두산은 김가람 감독과 결별했다.", ["sports"]),
        ("두산 직원들이 홈런을 봤다.", ["company"]),
        ("두산은 김가람 감독과 광고를 찍었다.", ["company"]),
        ("삼성이 LG를 제치고 매출 1위에 올랐다.", ["company", "company"]),
        ("현대건설은 수주 경쟁에서 3연승했다.", ["company"]),
        ("삼성은 신입 선발 인원을 늘렸다.", ["company"]),
    ],
)
def test_a_sponsor_told_of_a_match_is_its_club(text: str, types: list[str]) -> None:
    assert [fact.type for fact in read(text)] == types


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("시카고시와 오사카시는 손을 잡았다.", ["시카고시", "오사카시"]),
        ("도쿄도는 나무를 심는다.", ["도쿄도"]),
        ("파리시, 자전거 길 넓힌다", ["파리시"]),
        ("네바다주와 유타주에서는 눈이 내렸다.", []),
        ("밀양시와 가게 업주는 값을 정했다.", ["밀양시"]),
    ],
)
def test_cities_and_states_abroad_govern_as_those_at_home(text: str, names: list[str]) -> None:
    assert [(fact.text, fact.type) for fact in read(text)] == [(name, "local_government") for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("두솔중·두원고 학생들이 나무를 심었다.", ["두솔중", "두원고"]),
        ("안동고는 준결승에 나섰다.", ["안동고"]),
        ("수원초와 여주초가 만났다.", ["수원초", "여주초"]),
        ("새봄고등학교가 문을 열었다. 새봄고는 작다.", ["새봄고등학교", "새봄고"]),
        ("포항시를 떠나고 학생들이 줄었다.", []),
        ("길을 가로막고 교사에게 물었다.", []),
        ("서울고속도로가 막혔다.", []),
    ],
)
def test_schools_by_their_short_names(text: str, names: list[str]) -> None:
    assert [(fact.text, fact.type) for fact in read(text)] == [(name, "school") for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("수협·새마을금고 등이 이자를 낮췄다.", ["수협", "새마을금고"]),
        ("베트남 공산당은 대표를 뽑고 일본 공산당은 축하했다.", ["베트남 공산당", "일본 공산당"]),
        ("우리 마을의 늘봄학교는 한빛초등학교가 맡는다.", ["한빛초등학교"]),
    ],
)
def test_what_stands_beside_a_name_is_none_of_it(text: str, names: list[str]) -> None:
    assert [fact.text for fact in read(text)] == names


def test_the_word_for_what_they_are_names_a_whole_list() -> None:
    assert who("5대 은행(KB국민·신한·하나)의 대출이 늘었다.") == ["KB국민은행", "신한은행", "하나은행"]
    assert who("삼성·현대 등 카드사가 값을 올렸다.") == ["삼성카드", "현대카드"]
    assert who("거래 은행(국내·해외)을 바꿨다.") == []


def test_a_committee_is_of_the_kind_of_its_house() -> None:
    kinds = {fact.text: fact.type for fact in read("민주노총 중앙집행위원회와 미 상원 외교위원회가 열렸다.")}
    assert kinds == {"민주노총 중앙집행위원회": "association", "미 상원 외교위원회": "legislature"}
    assert [fact.type for fact in read("부산 남구 선관위는 표를 셌다.")] == ["government"]


def test_a_name_inside_of_another_does_not_part_a_list() -> None:
    assert texts("레알 마드리드와 바르셀로나의 경기가 열린다.") == ["레알 마드리드", "바르셀로나"]


def test_two_names_joined_by_a_dot_are_two() -> None:
    assert texts("두레참사 유가족협의회·두레시민연대가 모였다.") == ["두레참사 유가족협의회", "두레시민연대"]
    assert texts("5·18기념재단과 5·18 부상자회가 참배했다.") == ["5·18기념재단", "5·18 부상자회"]
    assert texts("10·29 이태원 참사 유가족협의회가 걸었다.") == ["10·29 이태원 참사 유가족협의회"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("프로농구 LG는 KT를 87-72로 꺾었다.", ["창원 LG 세이커스", "수원 KT 소닉붐"]),
        ("프로야구 LG는 KT를 7-2로 꺾었다.", ["LG 트윈스", "KT 위즈"]),
        ("DB가 SK에 80-75로 이겼다.", ["원주 DB 프로미", "서울 SK 나이츠"]),
        ("DB는 보험료를 내렸다.", ["DB"]),
    ],
)
def test_a_house_with_clubs_in_several_sports_means_that_of_the_match(text: str, names: list[str]) -> None:
    assert who(text) == names


def test_a_unit_that_the_registry_holds_is_itself_and_not_its_house() -> None:
    assert who("경찰청 국가수사본부와 언론노조 KBS본부가 물었다.") == ["국가수사본부", "전국언론노조 KBS본부"]
    assert who("대법원 전원합의체는 파기했다.") == ["대법원"]


def test_a_firm_named_once_with_its_mark_or_its_head_is_known_without_them() -> None:
    assert texts("주식회사 온새미는 빵을 굽는다. 온새미 측은 말이 없었다.") == ["주식회사 온새미", "온새미"]
    assert texts("두레솔빵(대표 김가람)은 빵을 굽는다. 두레솔빵에 물었다.") == ["두레솔빵", "두레솔빵"]


def test_an_acronym_in_brackets_is_that_of_the_name_before_it() -> None:
    assert who("한국선급(KR)은 배를 살핀다. KR은 규칙을 고쳤다.") == ["한국선급", "한국선급", "한국선급"]
    assert who("KR은 철길을 놓는다.") == ["국가철도공단"]
