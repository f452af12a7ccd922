"""Manners of Korean press systems: labels, signatures, lists and embeds around one small article."""

from __future__ import annotations

import json
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
    "where to send tips": "<p>▶ 제보는 카카오톡 okhanbit</p><p>사이트 : https://hanbit.test/jebo</p>",
    "two reporters with addresses": "<p>홍길동 기자 gil@hanbit.test 김하나 기자 hana@hanbit.test</p>",
    "credits before names": "<p>한빛=글·사진 홍길동 기자 gil@hanbit.test</p>",
    "a name alone": "<p>홍길동</p>",
    "a name and an office": "<p>홍길동 | 한빛대 교수</p>",
    "a guest's office and a note on guests": "<p>홍길동 길연구소장·전 가람시의원</p>"
    "<p>※ 외부 필자의 글은 본지와 뜻이 다를 수 있습니다.</p>",
    "where it was printed": "<p>※ 이 기사는 〈한빛매거진〉 제870호에 실렸습니다.</p>",
    "who paid": "<p>※ 이 기사는 한빛재단의 지원을 받아 제작되었습니다.</p>",
    "the address of the original": "<p>기사원문: https://hanbit.test/news/1</p>",
    "the time again": "<p>2024/10/10 16:20 송고</p>",
    "buttons": "<p>이전기사 다음기사</p><p>원본보기 아이콘</p><p>▲ 위로</p>",
    "counters": "<p>좋아요 0개 댓글 0개</p><p>네티즌 의견 0</p>",
    "an audio player": "<p>기사를 읽어드립니다</p><p>Your browser does not support the audio element.</p>",
    "pages of an article": "<div class='article_paging'><b>1</b> <a href='?2'>2</a> <a href='?2'>다음</a></div>",
    "a word in the middle of a name": "<div class='arcAdWrap'><p>봄 이불을 반값에 팝니다.</p></div>",
    "a link on a line of its own": "<div>함께 읽기<br><a href='/1'>▲ 끊긴 길, 왜 위험한가? 사고 지도</a></div>",
    "the end": "<p>-끝-</p>",
}


@pytest.mark.parametrize("kind", CUT)
def test_what_follows_the_article_is_cut(kind: str) -> None:
    assert article(BODY + CUT[kind]).text == TEXT


ENDS = {
    "rights": " <저작권자 ⓒ 한빛일보, 무단전재 및 재배포 금지>",
    "a credit": " [사진=가람시]",
    "a reference to a page": " ▶관련기사 3면",
    "tags": " #가람시 #자전거",
    "an agency beside the reporter": " 홍길동 기자·연합뉴스",
}


@pytest.mark.parametrize("kind", ENDS)
def test_what_stands_behind_the_last_sentence_is_cut_and_the_sentence_stays(kind: str) -> None:
    last = "길은 사람을 잇는다. 시민들은 반겼다. 새 길은 내년 봄에 모두 열린다."
    end = ENDS[kind].replace("<", "&lt;").replace(">", "&gt;")
    assert article(f"{BODY}<p>{last}{end}</p>").text == f"{TEXT}\n\n{last}"


HEADS = {
    "a bar in the dateline": "[한빛스포츠 | 홍길동 기자] ",
    "a place alone": "【가람】",
    "a place and a role": "[한빛스포츠=가람 홍길동 기자] ",
    "a bar behind the role": "한빛뉴스 홍길동 기자 | ",
    "brackets in the dateline": "[한빛경제(가람)=홍길동 기자] ",
    "a role stuck to the name": "가람=홍길동기자 ",
    "a correspondent": "도쿄=홍길동 특파원 ",
    "an outlet alone": "[한빛데일리] ",
    "a programme before the label": "[뉴스데스크]◀ 앵커 ▶ ",
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


POINTS = {
    "several on a line": ("▲솔바람길 2.4㎞ ▲은모래길 3.1㎞ ▲등대길 1.8㎞",),
    "sentences": ("▲솔바람길을 넓힌다.", "▲은모래길에 등을 단다.", "▲등대길을 새로 낸다."),
    "what one says": ("▲홍길동 과장은 “첫 삽은 내년 봄에 뜬다”고 말했다.",),
    "several in a sentence": ("△솔바람길 △은모래길 △등대길 등 세 곳이 먼저다.",),
}


@pytest.mark.parametrize("kind", POINTS)
def test_marked_points_away_from_a_picture_are_text(kind: str) -> None:
    picture = "<p><img src='1.jpg'></p><p>▲ 가람시는 9일 자전거도로 계획을 내놓았다. ⓒ한빛일보</p>"
    points = "".join(f"<p>{line}</p>" for line in POINTS[kind])
    found = article(f"{picture}<p>{PARAGRAPHS[0]}</p>{points}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert found.text == "\n\n".join((PARAGRAPHS[0], *POINTS[kind], *PARAGRAPHS[1:]))
    assert found.captions == ("가람시는 9일 자전거도로 계획을 내놓았다. ⓒ한빛일보",)


CAPTIONS = {
    "a day and who does what": "9일 가람시청 앞에서 시민들이 자전거를 타고 있다.",
    "a photographer behind it": "가람시청 앞에서 시민들이 자전거를 타고 있다. 홍길동 기자",
    "a day and an agency behind it": "가람시청 앞에서 시민들이 자전거를 타고 있다. 2027.4.7/뉴스1",
    "a right behind it": "가람시청 앞에서 시민들이 자전거를 타고 있다. ⓒ 한빛일보",
    "a house behind a name": "끊긴 자전거도로. 가람시",
    "a name with a full stop": "기계가 그린 자전거도로.",
    "a marked line with a day": "▲ 시민들이 자전거를 타고 있다. 2027. 4. 7 ⓒ 한빛일보",
    "a name": "가람시의 끊긴 자전거도로",
    "a button behind it": "가람시 자전거도로. 사진=가람시 <i>원본보기 아이콘</i>",
}


@pytest.mark.parametrize("kind", CAPTIONS)
def test_a_line_below_a_picture_may_be_its_caption(kind: str) -> None:
    inside = f"<p>{PARAGRAPHS[0]}</p><p><img src='1.jpg'></p><p>{CAPTIONS[kind]}</p>"
    found = article(f"{inside}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert found.text == TEXT
    assert found.captions == (CAPTIONS[kind].split(" <i>")[0].removeprefix("▲ "),)


@pytest.mark.parametrize(
    "line",
    [
        PARAGRAPHS[1],
        "“길은 이어져야 합니다”(가람시 도로과장)",
        "길이 이어지면 사고가 절반으로 준다고 시는 내다봤다.",
        "시는 이 계획을 의회에 보고.",
        '"자전거로 강가까지 가려면 이제껏 차도를 건너야 했지요."(가람시 주민)',
    ],
)
def test_a_line_below_a_picture_that_tells_no_picture_is_text(line: str) -> None:
    inside = f"<p>{PARAGRAPHS[0]}</p><p><img src='1.jpg'></p><p>{line}</p><p>{PARAGRAPHS[2]}</p>"
    assert article(inside).text == "\n\n".join((PARAGRAPHS[0], line, PARAGRAPHS[2]))


def test_a_caption_beside_the_body_is_found() -> None:
    above = "<div><img src='1.jpg'><div class='caption'>가람시 자전거도로. &lt;가람시 제공&gt;</div></div>"
    assert article(BODY, above).captions == ("가람시 자전거도로. <가람시 제공>",)


SUBHEADS = {
    "bold between breaks": f"{PARAGRAPHS[0]}<br><br><b>국비가 절반</b><br><br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}",
    "a bold quotation": f"<p>{PARAGRAPHS[0]}</p><p><b>“길은 이어져야죠”</b></p><p>{PARAGRAPHS[1]}</p>"
    f"<p>{PARAGRAPHS[2]}</p>",
}


@pytest.mark.parametrize("kind", SUBHEADS)
def test_bold_lines_are_sub_heads(kind: str) -> None:
    found = article(SUBHEADS[kind])
    assert found.text == TEXT
    assert found.subtitles in {("국비가 절반",), ("“길은 이어져야죠”",)}


@pytest.mark.parametrize("asked", ["―언제 끝나나.", "▶ 인터뷰 : 홍길동 / 주민", "[홍길동/주민]", "Q. 언제 끝나는지"])
def test_a_bold_question_or_speaker_is_text(asked: str) -> None:
    inside = f"{PARAGRAPHS[0]}<br><br><b>{asked}</b><br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}"
    assert article(inside).text == "\n\n".join((PARAGRAPHS[0], asked, *PARAGRAPHS[1:]))


def test_a_quotation_set_large_stands_once() -> None:
    eye_catcher = "<div class='big'>“사고가 잦은 곳부터 손을 대겠다”</div>"
    assert article(f"<p>{PARAGRAPHS[0]}</p>{eye_catcher}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>").text == TEXT


def test_a_reporter_s_polite_motto_is_cut_where_the_text_is_told_plainly() -> None:
    told = (
        "길은 내년 봄부터 한 구간씩 열려, 3년 뒤에는 시의 끝에서 끝까지 끊기지 않고 달릴 수 있게 된다. " * 2
        + "시민이 반겼다."
    )
    motto = "<p>홍길동 기자</p><p>가람의 길과 사람을 씁니다.</p>"
    assert article(f"{BODY}<p>{told}</p>{motto}").text == f"{TEXT}\n\n{told}"


def test_a_summary_by_a_machine_is_cut_to_its_note() -> None:
    note = "인공지능이 자동으로 요약한 내용으로 실제 기사와 다를 수 있습니다."
    summary = f"<div><b>AI 요약</b><ul><li>자전거도로 42㎞가 이어진다.</li></ul><p>{note}</p></div>"
    assert article(summary + BODY).text == TEXT


def test_a_first_sentence_that_the_headline_repeats_stays() -> None:
    said = "“길은 이어져야 한다.”"
    found = page(
        f"<h1>“길은 이어져야 한다”</h1><div id='articleBody'><p>{said}</p>{BODY}</div>",
        "<title>“길은 이어져야 한다”</title>",
    )
    assert found.text == f"{said}\n\n{TEXT}"


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
    "a desk without a class": ("<p>편집부</p>", "편집부"),
    "a desk between name and role": ("<p>홍길동 사회부 기자</p>", "홍길동"),
    "a resident reporter": ("<p class='author'>홍길동 | 가람 주재기자</p>", "홍길동"),
    "an office without a class": ("<p>홍길동 한빛대 교수</p>", "홍길동"),
    "a desk's head": ("<p>홍길동 경제부장</p>", "홍길동"),
    "a label before the name and its role": ("<li>기자명 홍길동 기자</li>", "홍길동"),
    "a label in an element before the name": ("<span>작성자 홍길동</span>", "홍길동"),
    "a button behind the role": ("<p>홍길동 기자 구독하기</p>", "홍길동"),
    "an office in brackets": ("<p>홍길동(한빛대 교수)</p>", "홍길동"),
    "an office behind a bar": ("<p>홍길동 | 한빛대 교수</p>", "홍길동"),
    "an office alone behind the name": ("<p>홍길동 변호사</p>", "홍길동"),
    "an office before the name": ("<p class='writer'>문학평론가 홍길동</p>", "홍길동"),
    "a label with a colon": ("<p>글쓴이: 홍길동</p>", "홍길동"),
    "a label with a bar": ("<p>글 | 홍길동</p>", "홍길동"),
    "a guest's label": ("<p class='writer'>기고 홍길동</p>", "홍길동"),
    "an English role": ("<p>Editor 홍길동</p>", "홍길동"),
    "an English preposition": ("<p>By 홍길동</p>", "홍길동"),
    "an account beside the time": ("<div>24.10.10 16:20<span>l</span><a>간민재(minjae12)</a></div>", "간민재"),
    "a role in an element before the name": ("<dl><dt>기자</dt><dd>홍길동</dd></dl>", "홍길동"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_names_above_the_text(kind: str) -> None:
    above, name = NAMES[kind]
    assert article(BODY, above).byline == (name,)


SEVERAL = (
    "<p>홍길동 김하나 기자</p>",
    "<p><a href='/1'>홍길동</a> <a href='/2'>김하나</a> 기자</p>",
    "<p>글 홍길동 · 사진 김하나 기자</p>",
)


@pytest.mark.parametrize("above", SEVERAL)
def test_several_names_above_the_text(above: str) -> None:
    assert article(BODY, above).byline == ("홍길동", "김하나")


def test_a_column_beside_the_reporter_names_nobody() -> None:
    column = "<div><a href='/1'>김하나 기자의 길 이야기</a></div>"
    assert article(BODY, f"<p>홍길동 기자</p>{column}").byline == ("홍길동",)
    assert article(BODY, column).byline == ("김하나",)


def test_a_place_before_a_name_is_none() -> None:
    assert article(BODY, "<p>고양시 홍길동 기자</p>").byline == ("홍길동",)


def test_a_university_is_no_author() -> None:
    assert article(f"{BODY}<p>한빛대 토목공학과 교수</p>").byline == ()


HANDED_OVER = (
    "맹서아 기자가 보도합니다.",
    "맹서아 기자의 보도입니다.",
    "맹서아 기자와 함께 알아보겠습니다.",
    "맹서아 기자를 연결합니다.",
)


@pytest.mark.parametrize("told", HANDED_OVER)
def test_an_anchor_names_the_reporter(told: str) -> None:
    assert article(f"[앵커]<br>길이 이어집니다.<br>{told}<br>[기자]<br>{PARAGRAPHS[0]}").byline == ("맹서아",)


def test_a_subject_before_the_role_is_no_name() -> None:
    assert article(f"{BODY}<p>홍길동 부동산전문기자 gildong@hanbit.test</p>").byline == ("홍길동",)


TIMES = {
    "2024.10.10 16:20 입력 2024.10.10 19:44 수정": "2024-10-10T16:20",
    "<em>2024.10.10 16:20</em> 입력 <em>2024.10.10 19:44</em> 수정": "2024-10-10T16:20",
    "2024/10/10 16:20 송고": "2024-10-10T16:20",
    "2024년 10월 10일(木) 16:20": "2024-10-10T16:20",
    "2024년 10월 10일 오후 4시 5분": "2024-10-10T16:05",
    "입력 : 2024/10/10 [16:20] 최종편집 : 2024/10/11 [09:30]": "2024-10-10T16:20",
    "<span itemprop='datePublished' content='2024-10-10T16:20:00+09:00'>2024.10.10</span>": "2024-10-10T16:20",
}


@pytest.mark.parametrize("words", TIMES)
def test_a_label_may_stand_behind_its_time(words: str) -> None:
    published = article(BODY, f"<div>{words}</div>").published
    assert published == datetime.fromisoformat(f"{TIMES[words]}:00+09:00")


def linked(time: str) -> str:
    node = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": time})
    return f"<title>{TITLE}</title><script type='application/ld+json'>{node}</script>"


HALF_TOLD = {
    "a midnight for a day": (linked("2024-10-10T00:00:00+09:00"), "2024.10.10 16:20"),
    "a Z on Korean time beside the day": (linked("2024-10-10T16:20:00Z"), "2024.10.10"),
    "a field of another maker": (f"<title>{TITLE}</title><meta name='sailthru.date' content='2024-10-10 16:20'>", ""),
}


@pytest.mark.parametrize("kind", HALF_TOLD)
def test_the_page_and_its_fields_tell_the_time_together(kind: str) -> None:
    head, shown = HALF_TOLD[kind]
    found = page(f"<h1>{TITLE}</h1><span>{shown}</span><div id='articleBody'>{BODY}</div>", head)
    assert found.published == datetime.fromisoformat("2024-10-10T16:20:00+09:00")


def test_a_time_above_the_headline_counts_where_none_stands_below() -> None:
    above = "<p>최종편집 2024-10-11 09:30</p><p class='date'>2024.10.10. 오후 4:20</p>"
    found = page(f"{above}<h1>{TITLE}</h1><div id='articleBody'>{BODY}</div>")
    assert found.published == datetime.fromisoformat("2024-10-10T16:20:00+09:00")
    beside = page(f"{above}<h1>{TITLE}</h1><p>2024.10.10 17:00</p><div id='articleBody'>{BODY}</div>")
    assert beside.published == datetime.fromisoformat("2024-10-10T17:00:00+09:00")


def test_times_below_the_text_are_others() -> None:
    below = "<ul><li>비가 온다 <em>입력 2024.10.09 08:00</em></li></ul><p>등록번호 : 가람 아1 | 등록일 : 2005.03.02</p>"
    found = page(f"<h1>{TITLE}</h1><p>2024.10.10 16:20</p><div id='articleBody'>{BODY}</div>{below}")
    assert found.published == datetime.fromisoformat("2024-10-10T16:20:00+09:00")
    undated = page(f"<h1>{TITLE}</h1><div id='articleBody'>{BODY}</div><p>등록일 : 2005.03.02</p>")
    assert undated.published is None


NAMELESS = {
    "a board": f"<h2>보도자료</h2><table><tr><th colspan='2'>{TITLE}</th></tr>"
    f"<tr><th>등록일</th><td>2024-10-10 16:20</td></tr><tr><td colspan='2'>{BODY}</td></tr></table>",
    "a board of lists": f"<h3>보도자료</h3><div><h4>{TITLE}</h4></div><div class='view_cont'>{BODY}</div>",
    "a page to print": f"<div><h2>{TITLE}</h2><p>2024년 10월 10일 16:20:00</p>{BODY}</div>",
    "a sub-head beside the title": f"<div class='View_Title'><strong>{TITLE}</strong>"
    f"<br><span>국비가 절반을 차지한다</span></div><div id='articleBody'>{BODY}</div>",
    "old fonts": f"<table><tr><td><font size=5><b>{TITLE}</b></font></td></tr><tr><td>{BODY}</td></tr></table>",
}


NO_TITLES = (
    "보도자료 상세보기 > 보도자료 : 가람시청",
    "인쇄하기 - 한빛일보",
    "::: 한빛일보 :::",
    "한빛일보 기사프린트",
    ":::문화일보 munhwa:::",
)


@pytest.mark.parametrize("kind", NAMELESS)
@pytest.mark.parametrize("head", NO_TITLES)
def test_a_page_that_calls_itself_by_its_kind_shows_its_headline(kind: str, head: str) -> None:
    assert page(NAMELESS[kind], f"<title>{head}</title>").title == TITLE


def test_a_headline_may_be_a_link() -> None:
    deck = "<h3 class='tit_sub'><a href='/1'>국비가 절반을 차지한다</a></h3>"
    found = page(f"<h2><a href='/1'>{TITLE}</a></h2>{deck}<div id='articleBody'>{BODY}</div>")
    assert found.subtitles == ("국비가 절반을 차지한다",)


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
