"""Manners of Korean press systems: labels, signatures, lists and embeds around one small article."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.clean import clean
from pipeline.model import Article

TITLE = "가람시, 자전거도로 42㎞ 3년 안에 잇는다"
PARAGRAPHS = (
    "가람시가 끊긴 자전거도로 42㎞를 3년 안에 잇는다.",
    "시는 지난 9일 시의회에 이런 계획을 보고했다. 들어가는 돈은 모두 318억원으로, 국비가 절반이다.",
    "담당 과장은 “사고가 잦은 곳부터 손을 대겠다”고 말했다.",
)
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)


def page(body: str, head: str = f"<title>{TITLE}</title>") -> Article:
    return clean(f"<!doctype html><html lang='ko'><head><meta charset='utf-8'>{head}</head>{body}</html>".encode())


def article(inside: str, above: str = "") -> Article:
    return page(f"<h1>{TITLE}</h1>{above}<div id='article-view-content-div'>{inside}</div>")


CUT = {
    "an address before the name": "<p>gildong@hanbit.test 홍길동 기자</p>",
    "a name in angle brackets": "<p>&lt;홍길동 기자&gt;<b>gildong@hanbit.test</b></p>",
    "a desk": "<p>온라인뉴스부</p>",
    "a reporter's motto": "<p>홍길동 기자</p><p>독자와 함께 걷겠습니다</p>",
    "a photographer": "<p>[사진] 한빛=홍길동 기자 gildong@hanbit.test</p>",
    "a staff credit without a colon": "<p>[영상취재 홍길동 / 영상편집 김하나]</p>",
    "an author's office": "<p>한빛대 토목공학과 교수</p>",
    "a rights line and what follows it": "<p>ⓒ 한빛일보 무단 전재 및 재배포 금지</p><p>다른 지면도 보아 주십시오.</p>",
    "reactions": "<p>이 기사를 읽고 어떤 느낌이 들었나요?</p><p>좋아요 0</p><p>슬퍼요 1</p>",
    "a portal's note": "<p>이 기사는 언론사에서 사회 섹션으로 분류했습니다.</p><p>0</p>",
    "a press office": "<p>문의 : 가람시 도로과(02-000-0000)</p>",
    "a credit of a channel": "<p>유튜브, 가람시 공식 채널</p><p>Instagram 'garam'</p>",
    "a post of a network": "<blockquote class='twitter-tweet'><p>길이 이어집니다!</p>— 가람시</blockquote>",
    "a picture's explanation": "<p>사진설명: 시장이 자전거를 타고 있다.</p>",
    "an archive credit": "<p>가람시의 한 자전거도로. 한빛일보 DB</p>",
    "a plea for tips": "<p>jebo@hanbit.test로 언제든 연락 주시기 바랍니다. 감사합니다.</p>",
}


@pytest.mark.parametrize("kind", CUT)
def test_what_follows_the_article_is_cut(kind: str) -> None:
    assert article(BODY + CUT[kind]).text == TEXT


HEADS = {
    "a bar in the dateline": "[한빛스포츠 | 홍길동 기자] ",
    "a place alone": "【가람】",
    "a place and a role": "[한빛스포츠=가람 홍길동 기자] ",
}


@pytest.mark.parametrize("kind", HEADS)
def test_what_stands_before_the_first_sentence_is_cut(kind: str) -> None:
    assert article(f"<p>{HEADS[kind]}{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>").text == TEXT


def test_a_list_of_links_amid_the_text_does_not_end_it() -> None:
    links = "<p>관련 뉴스</p><p>낡은 길을 고쳐 달라는 목소리</p>"
    inside = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{links}<p>{PARAGRAPHS[2]}</p>"
    assert article(inside).text == TEXT


def test_lines_with_the_same_mark_are_a_list_and_no_captions() -> None:
    marked = ("△솔바람길 2.4㎞", "△은모래길 3.1㎞", "△등대길 1.8㎞")
    inside = f"<p>{PARAGRAPHS[0]}</p>{''.join(f'<p>{line}</p>' for line in marked)}<p>{PARAGRAPHS[2]}</p>"
    assert article(inside).text == "\n\n".join((PARAGRAPHS[0], *marked, PARAGRAPHS[2]))


def test_a_speaker_between_triangles_is_no_caption() -> None:
    assert "◀ SYN ▶ 홍길동/주민" in article(f"{BODY}<p>◀ SYN ▶ 홍길동/주민</p><p>“좋습니다.”</p>").text


def test_appointments_and_obituaries_are_articles_without_a_sentence() -> None:
    lines = (
        "◇4급 승진",
        "△도로사업소장 홍길동",
        "△문화국장 김하나",
        "◇5급 전보",
        "△총무과장 박두리",
        "△세정과장 한바다",
    )
    dated = "<title>[인사] 가람시</title><meta property='article:published_time' content='2024-10-10T16:20:00+09:00'>"
    body = "".join(f"<p>{line}</p>" for line in lines)
    assert page(f"<div id='articleBody'>{body}</div>", dated).text == "\n\n".join(lines)
    notice = "▲홍길동씨 별세, 김하나(가람시 과장)씨 모친상=10일 오전 3시, 가람의료원, 발인 12일 오전 7시"
    assert page(f"<div id='articleBody'><p>{notice}</p></div>", dated).text == notice


NAMES = {
    "an account behind the name": ("<p class='txt_writer'>목은수(eunsoo)</p>", "목은수"),
    "a label before the name": ("<p>기사 작성:&nbsp; 금보라 &nbsp; - 2024년 10월 10일 16시20분</p>", "금보라"),
    "a name alone beside the time": ("<ul><li>간민재</li><li>입력 2024-10-10 16:20</li></ul>", "간민재"),
    "an office behind the name": ("<p class='author'>경유진 한빛대 토목공학과 교수</p>", "경유진"),
    "a desk": ("<p class='name'>디지털뉴스부 기자</p>", "디지털뉴스부"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_names_above_the_text(kind: str) -> None:
    above, name = NAMES[kind]
    assert article(BODY, above).byline == (name,)


def test_a_university_is_no_author() -> None:
    assert article(f"{BODY}<p>한빛대 토목공학과 교수</p>").byline == ()


def test_an_anchor_names_the_reporter() -> None:
    told = "맹서아 기자가 보도합니다."
    assert article(f"[앵커]<br>길이 이어집니다.<br>{told}<br>[기자]<br>{PARAGRAPHS[0]}").byline == ("맹서아",)


def test_a_subject_before_the_role_is_no_name() -> None:
    assert article(f"{BODY}<p>홍길동 부동산전문기자 gildong@hanbit.test</p>").byline == ("홍길동",)


TIMES = {
    "2024.10.10 16:20 입력 2024.10.10 19:44 수정": "2024-10-10T16:20",
    "<em>2024.10.10 16:20</em> 입력 <em>2024.10.10 19:44</em> 수정": "2024-10-10T16:20",
    "2024/10/10 16:20 송고": "2024-10-10T16:20",
}


@pytest.mark.parametrize("words", TIMES)
def test_a_label_may_stand_behind_its_time(words: str) -> None:
    published = article(BODY, f"<div>{words}</div>").published
    assert published == datetime.fromisoformat(f"{TIMES[words]}:00+09:00")


def test_a_title_that_the_head_cuts_off_is_read_from_the_page() -> None:
    head = f"<title>{TITLE[:14]}... - 한빛일보</title><meta property='og:title' content='{TITLE[:14]}...'>"
    assert page(f"<h1>{TITLE}</h1><div id='articleBody'>{BODY}</div>", head).title == TITLE


def test_an_old_page_names_its_title_by_an_id() -> None:
    old = f"<table><tr><td id='font_title'><b>{TITLE}</b></td></tr><tr><td id='articleBody'>{BODY}</td></tr></table>"
    head = "<title>한빛일보</title><meta property='og:site_name' content='한빛일보'>"
    assert page(old, head).title == TITLE


def test_thousands_of_attributes_or_nested_elements_hide_no_article() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(50_000))
    assert page(f"<h1>{TITLE}</h1><div id='articleBody'><p {attributes}></p>{BODY}</div>").text == TEXT
    assert page(f"<h1>{TITLE}</h1>{'<div>' * 5000}{BODY}").text == TEXT
