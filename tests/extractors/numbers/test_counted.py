"""What is counted, where more than one word stands between it and its number."""

import pytest

from extractors.facts import Count
from extractors.numbers import read


@pytest.mark.parametrize(
    ("text", "of"),
    [
        # the same people by houses and by heads
        ("이재민 70세대 190명이 머문다.", ["이재민", "이재민"]),
        ("아파트 70가구 190명이 머문다.", ["아파트", None]),
        # a length stands between
        ("환자는 사흘째 600명대를 유지했다.", ["환자"]),
        ("실직자는 7개월 연속 60만명을 넘었다.", ["실직자"]),
        ("그는 2주 만에 60명을 만났다.", [None]),
        ("커피를 1년에 400잔 마신다.", ["커피"]),
        ("책을 연 6권 읽는다.", ["책"]),
        ("회원 수(누적)는 7천명이다.", ["회원"]),
        ("설탕 두 큰술과 소금 한 컵을 넣는다.", ["소금"]),
        ("간장 3컵과 소금 한 컵을 넣는다.", ["간장", "소금"]),
        ("가입자가 출시 한 달 만에 60만명을 넘었다.", ["가입자"]),
        ("지각생은 2교시 기준 40명이다.", ["지각생"]),
        ("적발된 건수는 60건이다.", [None]),
        # who did it, when, and how often in general
        ("위원회가 60건으로 가장 많고 의원이 40건으로 다음이다.", [None, None]),
        ("지난해엔 60곳이었고 전년 동기간 40건이었다.", [None, None]),
        ("훈련한 횟수는 26회이고 참석자 숫자가 60명이다.", [None, "참석자"]),
        ("산불은 총 60건 나서 첫날 40명이 모였다.", ["산불", None]),
        ("6이닝 1실점의 투구를 했다.", [None, None]),
        ("6개 이상 기관이 손을 잡았다.", ["기관"]),
        ("환자는 일평균 60명이고 사망자는 6명이 더 나왔다.", ["환자", "사망자"]),
        ("포도주 한병과 사진 두장을 챙겼다.", ["포도주", "사진"]),
        ("한장관과 한병도 의원이 만났다.", []),
        ("6명의 선수인 아무개와 7명의 국내 A리그 선수", ["선수", "선수"]),
        ("6개 국씩 겨뤄 둘 중 한 팀이 오른다.", ["국", None]),
        ("60만명이 넘는 팔로워수를 자랑한다.", ["팔로워"]),
        # a noun that ends as a verb or 등 does
        ("자장면 6그릇, 컵라면 40개, 당면 6봉지", ["자장면", "컵라면", "당면"]),
        ("연등 400개와 갈등 6건, 강등 6명", ["연등", "갈등", "강등"]),
        # what a business has
        ("상장사 60곳 중 40곳의 순이익이 줄었다.", ["상장사", "상장사"]),
        ("달걀 1개 가격이 올랐다.", ["달걀"]),
        ("장성 60명을 줄인다.", ["장성"]),
        ("창고에 나침반은 40개가 남았다.", ["나침반"]),
        ("매물이 6천건까지 쌓였다.", ["매물"]),
    ],
)
def test_what_is_counted_past_other_words(text: str, of: list[str | None]) -> None:
    assert [fact.of for fact in read(text) if isinstance(fact, Count)] == of
