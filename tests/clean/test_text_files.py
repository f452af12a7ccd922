"""A page saved as plain text: the article is found between its widgets."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.clean import clean
from pipeline.model import NotAnArticle

BODY = (
    "나래시가 올해 안에 도서관 일곱 곳의 문을 밤 11시까지 연다.",
    "시는 사서 24명을 새로 뽑고 냉난방비 9억원을 더 쓰기로 했다. 이용자가 가장 많은 중앙도서관은 새달 1일 시작한다.",
    "이용자 대표는 “퇴근하고도 책을 빌릴 수 있게 됐다”고 반겼다.",
)
SAVED = f"""닫기

나래시 도서관 7곳, 밤 11시까지 문 연다

기사듣기 기사듣기중지

공유하기

  • 카카오톡
  • 페이스북

URL 복사

https://m.asiatoday.co.kr/kn/view.php?key=20270305010000001

글자크기

가온누리 기자

승인 : 2027. 03. 05. 17:20

사서 24명 새로 뽑아
  • AI 기사요약
    {BODY[0]}
    {BODY[2]}
  • 글자크기 설정
나래시 중앙도서관 열람실 (사진)
나래시 중앙도서관 열람실에서 시민들이 책을 읽고 있다. /제공=나래시
{BODY[0]}

{BODY[1]}

{BODY[2]}
남가람 기자 garam@asiatoday.test

ⓒ 아시아투데이, 무단전재 및 재배포 금지

0개의 댓글
0 / 300
로그인 후 댓글작성이 가능합니다.
신고사유
닫기
"""


def test_the_article_is_found_between_the_widgets() -> None:
    article = clean(SAVED.encode(), name="saved.txt")
    assert article.title == "나래시 도서관 7곳, 밤 11시까지 문 연다"
    assert article.text == "\n\n".join(BODY)
    assert article.byline == ("남가람",)
    assert article.published == datetime.fromisoformat("2027-03-05T17:20:00+09:00")
    assert article.publisher == "아시아투데이"
    assert article.url == "https://m.asiatoday.co.kr/kn/view.php?key=20270305010000001"
    assert article.captions[-1] == "나래시 중앙도서관 열람실에서 시민들이 책을 읽고 있다. /제공=나래시"
    assert article.layout == "text file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_any_charset_gives_the_same_text(encoding: str) -> None:
    assert clean(SAVED.replace("ⓒ", "(c)").replace("•", "").encode(encoding)).text == "\n\n".join(BODY)


def test_bare_paragraphs_are_an_article() -> None:
    article = clean("\n\n".join(BODY).encode())
    assert article.text == "\n\n".join(BODY)
    assert (article.title, article.byline, article.published) == (None, (), None)


def test_a_list_of_words_is_none() -> None:
    with pytest.raises(NotAnArticle) as refusal:
        clean("\n".join(["정치", "경제", "사회"] * 3).encode(), name="menu.txt")
    assert refusal.value.reason == "too-short"


AGENCY_SAVE = f"""통신사
본문 바로가기
메뉴
정치
사회
나래시 도서관 7곳, 밤 11시까지 문 연다
송고시간2027-03-05 17:20

공유 댓글 글자크기조정 인쇄
가온누리 기자

{BODY[0]}

{BODY[1]}
나래시 중앙도서관 전경
나래시 중앙도서관 전경
[나래시 제공. 재판매 및 DB 금지]

{BODY[2]}
garam@asiatoday.test
<저작권자(c) 통신사, 무단 전재-재배포 금지>
2027/03/05 17:20 송고
많이 본 뉴스
강아지가 지하철을 혼자 탔다
"""
BROADCAST_SAVE = f"""나래시 도서관 7곳, 밤 11시까지 문 연다
입력 2027.03.05 17:20 수정 2027.03.05 18:00
구독
글자 크게
[앵커]
도서관이 늦게까지 문을 엽니다.
[기자]
{BODY[0]}
{BODY[1]}
[영상취재 홍길동 / 영상편집 김하나]
"""


def test_a_wire_agency_s_page_ends_at_its_rights() -> None:
    article = clean(AGENCY_SAVE.encode())
    assert article.title == "나래시 도서관 7곳, 밤 11시까지 문 연다"
    assert article.text == "\n\n".join(BODY)
    assert article.published == datetime.fromisoformat("2027-03-05T17:20:00+09:00")


def test_a_broadcast_begins_with_its_anchor() -> None:
    assert clean(BROADCAST_SAVE.encode()).text == "\n\n".join(("도서관이 늦게까지 문을 엽니다.", *BODY[:2]))


HEADERS = {
    "a headline with a mark": "# {}\n\n- 홍길동 기자\n- 입력 2027-03-05 17:20",
    "labels": "제목 : {}\n언론사 : 나래일보\n기자 : 홍길동\n날짜 : 2027-03-05 17:20",
    "where the page stands": "나래일보|사회\n{}\n입력 2027-03-05 17:20\n홍길동 기자\n구독",
    "a prompt first": "지금 바로 구독해보세요!\n{}\n입력2027.03.05. 오후 5:20 기사원문\n홍길동 기자",
    "a label stuck to the name": "{}\n기자명홍길동 기자\n입력 2027.03.05 17:20\n댓글 0",
}


@pytest.mark.parametrize("kind", HEADERS)
def test_headers_of_saved_pages(kind: str) -> None:
    title = "나래시 도서관 7곳, 밤 11시까지 문 연다"
    article = clean("\n\n".join((HEADERS[kind].format(title), *BODY)).encode())
    assert article.title == title
    assert article.byline == ("홍길동",)
    assert article.published == datetime.fromisoformat("2027-03-05T17:20:00+09:00")
    assert article.text == "\n\n".join(BODY)


BESIDE_TIMES = {
    "a name on the line before the time": "남가람\n2027.03.05 17:20",
    "a name on the line after the time": "2027.03.05 17:20\n남가람",
    "a role that nothing holds apart from the time": "남가람 기자작성 2027.03.05 17:20조회 1,234",
}


@pytest.mark.parametrize("kind", BESIDE_TIMES)
def test_a_name_beside_the_time_signs(kind: str) -> None:
    article = clean("\n".join(("나래시 도서관 7곳, 밤 11시까지 문 연다", BESIDE_TIMES[kind], *BODY)).encode())
    assert article.byline == ("남가람",)
    assert article.published == datetime.fromisoformat("2027-03-05T17:20:00+09:00")
    assert article.text == "\n\n".join(BODY)


def test_a_reporter_whom_the_anchor_hands_over_to_signs() -> None:
    told = "남가람 기자의 보도입니다."
    assert clean("\n".join(("나래시 도서관 밤에도 연다", "2027.03.05 17:20", *BODY, told)).encode()).byline == (
        "남가람",
    )


def test_what_is_seen_and_whose_the_picture_is_are_no_text() -> None:
    lines = ("나래시 도서관 밤에도 연다", "2027.03.05 17:20", "불 켜진 중앙도서관. 나래시", *BODY)
    article = clean("\n".join(lines).encode())
    assert (article.text, article.captions) == ("\n\n".join(BODY), ("불 켜진 중앙도서관. 나래시",))


def test_short_answers_in_a_broadcast_are_its_text() -> None:
    said = (
        "◇ 남가람> 언제 문을 여나요?",
        "◆ 김하나> 새달 1일에 열어요.",
        "◇ 남가람> 몇 곳인가요?",
        "◆ 김하나> 일곱 곳이에요.",
    )
    lines = ("나래시 도서관 밤에도 연다", "2027.03.05 17:20", *said, "많이 본 뉴스", "강아지가 지하철을 혼자 탔다")
    assert clean("\n".join(lines).encode()).text == "\n\n".join(said)
