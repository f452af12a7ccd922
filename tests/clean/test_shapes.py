"""Shapes of pages that the generic reader must know without a row: one small article in many systems."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from pipeline.clean import clean
from pipeline.model import Article

TITLE = "누리시, 빈집 340채 청년에게 5년간 무상으로 빌려준다"
PARAGRAPHS = (
    "누리시가 비어 있는 집 340채를 고쳐 청년에게 5년간 무상으로 빌려준다.",
    "시는 14일 집주인 280명과 협약을 맺고 수리비로 한 채에 최대 3000만원을 대기로 했다.",
    "담당자는 “내년 3월까지 1차로 120채를 내놓겠다”고 말했다.",
)
TEXT = "\n\n".join(PARAGRAPHS)
RELATED = (
    "<div class='rel_list'><h3>많이 본 뉴스</h3><ul><li><a href='/1'>시내버스 막차 시간 30분 늦춘다</a></li></ul></div>"
)
KST = "+09:00"


def page(body: str, head: str = "", *, title: str = TITLE) -> Article:
    top = f"<!doctype html><html lang='ko'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return clean(f"{top}<body>{body}</body></html>".encode())


def paragraphs(tag: str = "p", attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}>{line}</{tag}>" for line in PARAGRAPHS)


def breaks(mark: str = "<br><br>") -> str:
    return mark.join(PARAGRAPHS)


SYSTEMS = {
    "ndsoft": f"<article id='article-view-content-div' itemprop='articleBody'>{paragraphs()}</article>",
    "naver": f"<article id='dic_area' class='go_trans'>{breaks()}</article>",
    "naver old": f"<div id='articleBodyContents'>{breaks()}</div>",
    "daum": f"<div class='article_view'><section dmcf-sid='1'>{paragraphs('p', ' dmcf-ptype=general')}</section></div>",
    "zum": f"<div id='article_body' class='article'>{breaks()}</div>",
    "joongang": f"<div id='article_body' class='article_body fs3'>{paragraphs('p', ' data-divno=1')}</div>",
    "hani": f"<div class='article-text'>{paragraphs('p', ' class=text')}</div>",
    "khan": f"<div class='art_body' id='articleBody'>{paragraphs('p', ' class=content_text')}</div>",
    "donga": f"<section class='news_view'>{breaks()}</section>",
    "hankyung": f"<div class='article-body' id='articletxt'>{breaks()}</div>",
    "yonhap": f"<article class='story-news article'>{paragraphs()}</article>",
    "newsis": f"<div class='viewer'><article>{breaks()}</article></div>",
    "edaily": f"<div class='news_body' itemprop='articleBody'>{breaks()}</div>",
    "etnews": f"<div id='articleBody' class='article_txt'>{paragraphs()}</div>",
    "ohmynews": f"<div class='at_contents'>{breaks('<br/><br/>')}</div>",
    "wordpress": f"<div class='entry-content'>{paragraphs()}</div>",
    "no name at all": f"<table><tr><td>{breaks()}</td></tr></table>",
    "a div a line": f"<div><div>{PARAGRAPHS[0]}</div><div>{PARAGRAPHS[1]}</div><div>{PARAGRAPHS[2]}</div></div>",
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_body_is_found_in_every_system(system: str) -> None:
    head = f"<h1>{TITLE}</h1><p>입력 2024-05-14 10:20</p>"
    assert page(f"<div id='gnb'><a href='/'>홈</a></div>{head}{SYSTEMS[system]}{RELATED}").text == TEXT


def test_widgets_inside_the_body_are_left_out() -> None:
    body = (
        "<div id='articleBody'><div class='share_box'><button>공유하기</button></div>"
        f"<figure><img src='1.jpg'><figcaption>누리시의 한 빈집. /누리시</figcaption></figure>{paragraphs()}"
        "<div class='ad_wrap'>광고 문구가 여기 들어간다.</div><p>홍길동 기자 gildong@nuri.test</p>"
        "<p>▶ 관련 뉴스</p><ul><li><a href='/1'>시내버스 막차 시간 30분 늦춘다</a></li></ul>"
        "<p>ⓒ 누리일보, 무단전재 및 재배포 금지</p><div class='tag_list'><a>#빈집</a></div></div>"
    )
    article = page(body)
    assert article.text == TEXT
    assert article.captions == ("누리시의 한 빈집. /누리시",)
    assert article.byline == ("홍길동",)


def test_a_body_that_stands_twice_is_taken_once() -> None:
    hidden = f"<div style='display:none'><div id='articleBody'>{paragraphs()}</div></div>"
    assert page(f"{hidden}<div id='articleBody'>{paragraphs()}</div>").text == TEXT
    assert page(f"<div id='articleBody'>{paragraphs()}{paragraphs()}</div>").text == TEXT


OTHERS = "".join(
    f"<p>바람시는 {number}일 시장에서 {number * 3}억원어치의 물건이 팔렸다고 밝혔다. 상인들은 아쉬워했다.</p>"
    for number in range(11, 20)
)
BESIDE = {
    "another article below": f"<div>{paragraphs()}</div><h1>바람시 시장</h1><div class='long'>{OTHERS}</div>",
    "another article in the same system": f"<div class='article_body'>{paragraphs()}</div>"
    f"<h1>바람시 시장</h1><div class='article_body'>{OTHERS}</div>",
    "others' first lines": f"<div class='zz'>{paragraphs()}</div><div class='cards'><h3>더 보기</h3>{OTHERS}</div>",
    "terms above": f"<div class='terms'>{OTHERS}</div><div class='zz'>{paragraphs()}</div>",
}


@pytest.mark.parametrize("kind", BESIDE)
def test_the_head_s_description_tells_the_article_from_longer_texts(kind: str) -> None:
    head = f"<meta property='og:description' content='{PARAGRAPHS[0]}'>"
    assert page(f"<h1>{TITLE}</h1>{BESIDE[kind]}", head).text == TEXT


def test_a_deck_that_the_description_repeats_is_no_article() -> None:
    deck = "누리시가 빈집을 고쳐 청년에게 빌려준다. 한 채에 3000만원을 대고 내년 봄부터 사람이 든다. 모두 340채다."
    head = f"<meta property='og:description' content='{deck}'>"
    found = page(f"<h1>{TITLE}</h1><div class='summary'>{deck}</div><div class='zz'>{paragraphs()}</div>", head)
    assert found.text == TEXT


def test_a_body_in_numbered_pieces_is_whole() -> None:
    last = "시는 내년 말까지 나머지도 채우겠다고 밝혔다. 빈집은 아직 95채가 남아 있다."
    pieces = (f"<div class='t1'>{breaks('<br>')}</div>", "<div>광고</div>", f"<div class='t2'>{last}<br>{last}</div>")
    assert page(f"<h1>{TITLE}</h1><div>{''.join(pieces)}</div>").text == f"{TEXT}\n\n{last}"


def test_a_summary_that_repeats_the_first_paragraphs_is_dropped() -> None:
    summary = f"<p>AI 기사요약</p><p>{PARAGRAPHS[1]}</p>"
    assert page(f"<div id='articleBody'>{summary}{paragraphs()}</div>").text == TEXT


def test_a_line_broken_by_the_page_s_width_is_one_paragraph() -> None:
    broken = (
        "누리시가 비어 있는 집 340채를 고쳐 청년에게 5년간<br>무상으로 빌려준다.<br>시는 14일 협약을 맺었다고 밝혔다."
    )
    article = page(f"<div id='articleBody'>{broken}<br><br>{PARAGRAPHS[2]}</div>")
    assert article.text.split("\n\n")[0].endswith("무상으로 빌려준다.")


KEPT_BREAKS = ("<pre>{}</pre>", "<div style='white-space: pre-wrap'>{}</div>", "<p class='whitespace-pre-line'>{}</p>")


@pytest.mark.parametrize("form", KEPT_BREAKS)
def test_line_breaks_of_the_source_that_the_page_keeps(form: str) -> None:
    assert page(f"<div id='articleBody'>{form.format(breaks(chr(10) * 2))}</div>").text == TEXT


def test_a_line_broken_before_a_figure_is_one_paragraph() -> None:
    broken = "누리시가 비어 있는 집을 고쳐 청년에게 무상으로 빌려주는 기간은 모두 합쳐<br>5년이다."
    listed = "1. 누리시가 비어 있는 집을 고쳐 청년에게 무상으로 빌려주는 사업의 대상<br>2. 누리시가 대는 수리비"
    found = page(f"<div id='articleBody'>{broken}<br><br>{listed}<br><br>{PARAGRAPHS[2]}</div>").text.split("\n\n")
    assert found[0].endswith("모두 합쳐 5년이다.")
    assert found[2] == "2. 누리시가 대는 수리비"


SCRIPTS = {
    "JSON-LD": "<script type='application/ld+json'>"
    + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PARAGRAPHS)})
    + "</script>",
    "Fusion": "<script>window.Fusion={};Fusion.globalContent="
    + json.dumps(
        {"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": p} for p in PARAGRAPHS]}
    )
    + ";Fusion.x=1</script>",
    "Next.js data": "<script id='__NEXT_DATA__' type='application/json'>"
    + json.dumps(
        {"props": {"pageProps": {"article": {"title": TITLE, "content": breaks("<br/>"), "regDate": "202405141020"}}}}
    )
    + "</script>",
    "Next.js flight rows": "<script>self.__next_f.push("
    + json.dumps([1, "5:" + json.dumps(["$", "div", None, {"article": {"title": TITLE, "body": paragraphs()}}]) + "\n"])
    + ")</script>",
    "preloaded state": "<script>window.__PRELOADED_STATE__ = "
    + json.dumps({"news": {"item": {"newsTitle": TITLE, "newsBody": paragraphs()}}})
    + ";</script>",
    "a state in a string": "<script>window.__INITIAL_STATE__ = JSON.parse("
    + json.dumps(json.dumps({"view": {"title": TITLE, "contents": [{"type": "p", "text": p} for p in PARAGRAPHS]}}))
    + ");</script>",
}


RECORD = f"title:{json.dumps(TITLE)},content:{json.dumps(paragraphs())},regDate:'2024-05-14 17:04'"
ROW = paragraphs()
NO_JSON = {
    "keys without quotes": f"window.__STATE__={{user:undefined,ready:!0,article:{{{RECORD}}}}};",
    "a function's arguments": "window.__NUXT__=(function(a,b,c)"
    + "{return {data:[{article:{title:a,content:b,regDate:c}}]}}("
    + ",".join(json.dumps(one) for one in (TITLE, paragraphs(), "2024-05-14 17:04"))
    + "));",
    "a call that starts the page": f"{{__kit={{}};kit.start(app, element, {{data:[null,{{article:{{{RECORD}}}}}]}});}}",
    "a row of text that another row names": "self.__next_f.push("
    + json.dumps(
        [
            1,
            f"a:T{len(ROW.encode()):x},{ROW}7:"
            + json.dumps(["$", {"article": {"title": TITLE, "content": "$a", "regDate": "2024-05-14 17:04"}}])
            + "\n",
        ]
    )
    + ")",
}


@pytest.mark.parametrize("kind", NO_JSON)
def test_an_article_in_a_script_that_is_no_json(kind: str) -> None:
    article = page("<div id='root'></div>", f"<script>{NO_JSON[kind]}</script>")
    assert (article.text, article.title) == (TEXT, TITLE)
    assert article.published == datetime.fromisoformat("2024-05-14T17:04:00+09:00")


def test_an_article_in_an_attribute_or_in_lines() -> None:
    post = {"title": TITLE, "paragraphs": PARAGRAPHS}
    assert page(f"<div id='app' data-page='{json.dumps({'props': {'post': post}})}'></div>").text == TEXT


def test_articles_beside_the_article_in_its_data_are_others() -> None:
    others = [{"title": "바람시 시장", "content": line} for line in OTHERS.split("</p>") if line]
    data = json.dumps({"article": {"title": TITLE, "content": paragraphs()}, "related": others})
    assert page("<div id='root'></div>", f"<script type='application/json'>{data}</script>").text == TEXT


def next_data(body: object) -> str:
    post = {"title": TITLE, "createdAt": "2024-05-14T08:04:00.000Z", "author": {"name": "홍길동"}, "content": body}
    data = json.dumps({"props": {"pageProps": {"post": post}}})
    return f"<script id='__NEXT_DATA__' type='application/json'>{data}</script>"


RICH = {
    "blocks": {"blocks": [{"type": "unstyled", "text": line} for line in PARAGRAPHS], "entityMap": {}},
    "blocks of data": {"time": 1, "blocks": [{"type": "paragraph", "data": {"text": line}} for line in PARAGRAPHS]},
    "children": [{"type": "paragraph", "children": [{"text": line[:9]}, {"text": line[9:]}]} for line in PARAGRAPHS],
    "a document": {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in PARAGRAPHS],
    },
    "a tree in a string": json.dumps(
        {"root": {"children": [{"type": "paragraph", "children": [{"text": line}]} for line in PARAGRAPHS]}}
    ),
}


@pytest.mark.parametrize("kind", RICH)
def test_a_body_that_an_editor_keeps_as_a_tree(kind: str) -> None:
    article = page("<div id='root'></div>", next_data(RICH[kind]))
    assert article.text == TEXT
    assert article.byline == ("홍길동",)
    assert article.published == datetime.fromisoformat("2024-05-14T17:04:00+09:00")


def test_values_that_are_named_by_their_place() -> None:
    data = json.dumps(
        [{"article": 1}, {"title": 2, "body": 3, "createdAt": 4}, TITLE, paragraphs(), "2024-05-14 17:04"]
    )
    article = page("<div id='root'></div>", f"<script type='application/json' id='__NUXT_DATA__'>{data}</script>")
    assert (article.text, article.title) == (TEXT, TITLE)


def test_a_variable_that_holds_the_article() -> None:
    data = json.dumps({"title": TITLE, "content": paragraphs(), "regDate": "2024.05.14 17:04"})
    assert page("<div id='root'></div>", f"<script>var articleData = {data};</script>").text == TEXT


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_body_that_only_a_script_holds(kind: str) -> None:
    article = page("<div id='root'></div>", SCRIPTS[kind])
    assert article.text == TEXT
    assert article.title == TITLE


SHOWN = {
    "입력 2024.05.14 오후 5:04": "2024-05-14T17:04:00",
    "입력 : 2024-05-14 17:04:31": "2024-05-14T17:04:31",
    "승인 : 2024. 05. 14. 17:04": "2024-05-14T17:04:00",
    "기사입력 :[ 2024-05-14 17:04 ]": "2024-05-14T17:04:00",
    "등록 2024년 5월 14일 17시 04분 / 수정 2024년 5월 14일 18시 00분": "2024-05-14T17:04:00",
    "입력 2024.05.14 (17:04) | 수정 2024.05.14 (17:30)": "2024-05-14T17:04:00",
    "<em>입력</em><span>2024.05.14.</span> <span>17:04</span>": "2024-05-14T17:04:00",
    "송고시간 2024-05-14 17:04": "2024-05-14T17:04:00",
    "최종수정 2024.05.14 18:30 기사입력 2024.05.14 17:04": "2024-05-14T17:04:00",
    "2024-05-14 17:04": "2024-05-14T17:04:00",
    "입력 24.05.14 17:04": "2024-05-14T17:04:00",
    "입력 2024.05.14 오전 12:04": "2024-05-14T00:04:00",
}


@pytest.mark.parametrize("words", SHOWN)
def test_times_are_read_as_the_page_shows_them(words: str) -> None:
    article = page(f"<h1>{TITLE}</h1><div class='info'>{words}</div><div id='articleBody'>{paragraphs()}</div>")
    assert article.published == datetime.fromisoformat(SHOWN[words] + KST)


LIES = {
    "a Z on Korean time": ("2024-05-14T17:04:09Z", "2024-05-14 17:04", "2024-05-14T17:04:09"),
    "UTC in truth": ("2024-05-14T08:04:09Z", "2024-05-14 17:04", "2024-05-14T17:04:09"),
    "an offset nine hours off": ("2024-05-14T08:04:09+09:00", "2024-05-14 17:04", "2024-05-14T17:04:09"),
    "no witness": ("2024-05-14T08:04:09Z", "", "2024-05-14T17:04:09"),
    "no zone": ("2024-05-14 17:04:09", "", "2024-05-14T17:04:09"),
    "the form of mail": ("Tue, 14 May 2024 17:04:09 +0900", "", "2024-05-14T17:04:09"),
    "digits only": ("20240514170409", "", "2024-05-14T17:04:09"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_machine_s_time_is_held_against_the_page(lie: str) -> None:
    meta, shown, truth = LIES[lie]
    head = f"<meta property='article:published_time' content='{meta}'>"
    article = page(f"<h1>{TITLE}</h1><span>{shown}</span><div id='articleBody'>{paragraphs()}</div>", head)
    assert article.published == datetime.fromisoformat(truth + KST)


NO_TIMES = (
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+09:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31 23:59:59",
    "1970-01-01T00:00:00Z",
    "1970-01-01T09:00:00+09:00",
    "1970-01-01 00:00:00",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "1900.01.01",
)


@pytest.mark.parametrize("written", NO_TIMES)
def test_what_a_system_writes_for_no_time_is_none(written: str) -> None:
    truth = "2024-05-14T17:04:09+09:00"
    published, modified = (
        f"<meta property='article:{name}_time' content='{{}}'>".format for name in ("published", "modified")
    )
    linked = {"@type": "NewsArticle", "headline": TITLE, "datePublished": written, "dateModified": written}
    script = f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
    body = f"<h1>{TITLE}</h1><div id='articleBody'>{paragraphs()}</div>"
    for head in (published(truth) + modified(written), published(truth) + script):
        article = page(body, head)
        assert (article.published, article.updated) == (datetime.fromisoformat(truth), None)
    assert page(body, published(written)).published is None


def test_an_old_paper_s_new_year_is_a_day() -> None:
    article = page(f"<h1>{TITLE}</h1><p>1970.01.01</p><div id='articleBody'>{paragraphs()}</div>")
    assert article.published == datetime.fromisoformat("1970-01-01T00:00:00+09:00")


def test_half_a_character_in_a_script_can_be_written_to_a_file() -> None:
    linked = json.dumps({"@type": "NewsArticle", "headline": f"{TITLE} \ud83d"})
    script = f"<script type='application/ld+json'>{linked}</script>"
    article = page(f"<div id='articleBody'>{paragraphs()}</div>", script, title="누리일보")
    assert article.title == f"{TITLE} \ufffd"


BYLINES = {
    "<span class='reporter'>홍길동 기자</span>": ("홍길동",),
    "<span class='byline'>홍길동·남궁민수 기자 a@b.test</span>": ("홍길동", "남궁민수"),
    "<ul><li class='name'>홍길동 기자</li><li class='name'>세종=김나래 기자</li></ul>": ("홍길동", "김나래"),
    "<p class='writer'>홍길동 선임기자</p>": ("홍길동",),
    "<span class='writer'>홍길동</span>": ("홍길동",),
    "<p>누리=홍길동 기자 입력 2024-05-14 17:04</p>": ("홍길동",),
    "<span>홍길동 기자 구독</span>": ("홍길동",),
    "<p><strong>홍길동</strong> 기자</p>": ("홍길동",),
    "<span class='byline'>디지털뉴스팀</span>": ("디지털뉴스팀",),
    "<span class='byline'>연합뉴스</span>": ("연합뉴스",),
    **{f"<p class='byline'>홍길동{dot}김나래 기자</p>": ("홍길동", "김나래") for dot in "·ㆍ‧∙・•"},
    "<p class='byline'>홍길동 기자ㆍ김나래 기자</p>": ("홍길동", "김나래"),
    "<p class='byline'>김나래 도쿄 특파원</p>": ("김나래",),
    "<p class='byline'>하노이 김나래 특파원</p>": ("김나래",),
    "<p class='byline'>김나래 하노이 특파원</p>": ("김나래",),
    "<p class='byline'>부산 김나래 특파원</p>": ("김나래",),
    "<p class='byline'>김나래·홍길동 도쿄 특파원</p>": ("김나래", "홍길동"),
    "<p class='byline'>김나래 도쿄 특파원, 홍길동 기자</p>": ("김나래", "홍길동"),
    "<p class='byline'>김나래 제주주재기자</p>": ("김나래",),
    "<p class='byline'>김나래 고성 주재기자</p>": ("김나래",),
    "<p class='byline'>고성 김나래 주재기자</p>": ("김나래",),
    "<p class='byline'>김나래 주재기자</p>": ("김나래",),
    "<p class='byline'>김나래 순회특파원</p>": ("김나래",),
    "<p class='byline'>박한글 기자</p>": ("박한글",),
    "<p class='byline'>배사진 기자</p>": ("배사진",),
    "<p class='byline'>김수정 기자 수정 2024-05-14 17:04</p>": ("김수정",),
    "<p class='byline'>글 박한글 기자 사진 배사진 기자 이메일</p>": ("박한글", "배사진"),
    "<p class='byline'>취재 홍길동 / 영상편집 김나래</p>": ("홍길동",),
    "<p class='byline'>취재 지원 / 편집 안내</p>": (),
    "<p class='byline'>김나래 기자 외 2명</p>": ("김나래",),
    "<p class='byline'>김 솔 기자</p>": ("김솔",),
    "<p class='byline'>김 솔·박 진 기자</p>": ("김솔", "박진"),
    "<div class='ticker'>기자 사칭해 금품 뜯은 일당 붙잡혀</div>": (),
}


@pytest.mark.parametrize("words", BYLINES)
def test_bylines_are_names_only(words: str) -> None:
    article = page(f"<h1>{TITLE}</h1>{words}<div id='articleBody'>{paragraphs()}</div>")
    assert article.byline == BYLINES[words]


def test_a_reporter_above_the_headline_is_found() -> None:
    above = "<div class='reporter'><span class='writer'>홍길동</span></div>"
    assert page(f"{above}<h2>{TITLE}</h2><div id='articleBody'>{paragraphs()}</div>").byline == ("홍길동",)


def test_a_contributor_is_named_by_the_deck() -> None:
    deck = "<strong class='media_end_summary'>홍길동 누리대 교수</strong>"
    article = page(f"<h2>{TITLE}</h2><article id='dic_area'>{deck}{breaks()}</article>")
    assert (article.byline, article.subtitles) == (("홍길동",), ("홍길동 누리대 교수",))


def test_of_two_bare_times_the_earlier_is_the_publication() -> None:
    times = "<span>2024.05.14 17:04</span> <span>2024.05.14 17:30</span>"
    article = page(f"<h1>{TITLE}</h1>{times}<div id='articleBody'>{paragraphs()}</div>")
    assert article.published == datetime.fromisoformat("2024-05-14T17:04:00+09:00")


def test_decks_and_captions_between_headline_and_body_are_kept_apart() -> None:
    deck = "<h3 class='sub_tit'>수리비 한 채에 3000만원까지</h3>"
    figure = "<figure><img src='1.jpg'><figcaption>누리시의 한 빈집. /누리시</figcaption></figure>"
    article = page(f"<h1>{TITLE}</h1>{deck}{figure}<div id='articleBody'>{paragraphs()}</div>")
    assert article.subtitles == ("수리비 한 채에 3000만원까지",)
    assert article.captions == ("누리시의 한 빈집. /누리시",)
    assert article.text == TEXT


SIGNED = {
    "(누리=한빛통신) 홍길동 기자 = {}": ("홍길동",),
    "[한빛일보 홍길동 기자] {}": ("홍길동",),
    "{} 홍길동 기자 gildong@hanbit.test": ("홍길동",),
    "{}</p><p>/홍길동 기자 gildong@hanbit.test": ("홍길동",),
    "{}</p><p>홍길동 객원기자": ("홍길동",),
    "{}</p><p>홍길동ㆍ김나래 기자": ("홍길동", "김나래"),
    "{}</p><p>홍길동 기자•김나래 기자": ("홍길동", "김나래"),
    "{} 홍길동∙김나래 기자 gildong@hanbit.test": ("홍길동", "김나래"),
    "(누리=한빛통신) 홍길동・김나래 기자 = {}": ("홍길동", "김나래"),
    "{}</p><p>취재 홍길동 / 영상편집 김나래": ("홍길동",),
    "{}</p><p>취재: 홍길동·김나래 기자, 촬영: 박솔이": ("홍길동", "김나래"),
    "{}</p><p>홍길동 기자 외 2명": ("홍길동",),
    "{}</p><p>김 솔 기자": ("김솔",),
    "{}</p><p>김 솔·박 진 기자": ("김솔", "박진"),
    "{}</p><p>김나래·박 진 기자": ("김나래", "박진"),
    "{}</p><p>박 진·김나래 기자": ("박진", "김나래"),
    "김 솔 기자 = {}": ("김솔",),
    "{}</p><p>김나래 특파원(도쿄)": ("김나래",),
    "{}</p><p>김나래 도쿄 특파원": ("김나래",),
    "{}</p><p>김나래 제주주재기자": ("김나래",),
}


@pytest.mark.parametrize("form", SIGNED)
def test_a_signature_in_the_text_names_the_reporter_and_is_cut(form: str) -> None:
    first, *rest = PARAGRAPHS
    lines = [form.format(first), *rest] if form.endswith("{}") else [first, rest[0], form.format(rest[1])]
    article = page("<div id='articleBody'>" + "".join(f"<p>{line}</p>" for line in lines) + "</div>")
    assert article.byline == SIGNED[form]
    assert article.text == TEXT


TITLES = {
    f"{TITLE} - 누리일보": "누리일보",
    f"{TITLE} | 누리일보": "누리일보",
    f"{TITLE} : 누리일보": "누리일보",
    f"누리일보 | {TITLE}": "누리일보",
    f"누리일보 - {TITLE}": "누리일보",
    f"누리일보 : {TITLE}": "누리일보",
    f"[누리일보] {TITLE}": "누리일보",
    f"{TITLE}-누리일보": "누리일보",
    f"{TITLE} | 사회 | 누리일보": "누리일보",
    f"{TITLE} - 누리일보 - 빠른 뉴스": "누리일보",
    f"{TITLE} &lt; 사회 &lt; 누리일보": "누리일보",
    f"누리일보 &gt; 사회 &gt; {TITLE}": "누리일보",
    f"{TITLE}｜누리일보": "누리일보",
    f"{TITLE} • 누리일보": "누리일보",
    f"{TITLE} ::: 누리일보 :::": "누리일보",
    f"{TITLE} [누리일보]": "누리일보",
    f"《누리일보》 {TITLE}": "누리일보",
    TITLE.replace(",", "&amp;#44;"): "누리일보",
}


@pytest.mark.parametrize("written", TITLES)
def test_the_headline_has_no_site_s_name(written: str) -> None:
    head = f"<meta property='og:title' content='{written}'><meta property='og:site_name' content='누리일보'>"
    assert page(f"<div id='articleBody'>{paragraphs()}</div>", head, title=written).title == TITLE


def test_a_bar_within_the_headline_stays() -> None:
    barred = "“빈집” | 340채의 봄"
    head = "<meta property='og:site_name' content='누리일보'>"
    assert page(f"<div id='articleBody'>{paragraphs()}</div>", head, title=f"{barred} - 누리일보").title == barred


PUBLISHERS = {
    "host": ("<link rel='canonical' href='https://www.hani.co.kr/arti/1.html'>", "", "한겨레"),
    "host of a house's part": ("<link rel='canonical' href='https://sports.chosun.com/a/1'>", "", "스포츠조선"),
    "slogan as a site's name": (
        "<meta property='og:site_name' content='세상을 보는 창: 빠른 뉴스'>",
        "<p>ⓒ 나래일보, 무단전재 금지</p>",
        "나래일보",
    ),
    "slogan before the name that the rights name": (
        "<meta property='og:site_name' content='세상을 밝히는 나래일보'>",
        "<p>ⓒ 나래일보, 무단전재 금지</p>",
        "나래일보",
    ),
    "letters where the rights have the name": (
        "<meta property='og:site_name' content='naraeilbo'>",
        "<p>ⓒ 나래일보, 무단전재 금지</p>",
        "나래일보",
    ),
    "a host as a site's name": (
        "<meta property='og:site_name' content='www.narae.co.kr'><meta name='copyright' content='나래일보'>",
        "",
        "나래일보",
    ),
    "a known host as a site's name": ("<meta property='og:site_name' content='www.hani.co.kr'>", "", "한겨레"),
    "a host and nothing else": ("<meta property='og:site_name' content='narae.com'>", "", None),
    "slogan behind the name": (
        "<meta property='og:site_name' content='나래일보 - 지역을 비추는 정론지'>",
        "",
        "나래일보",
    ),
    "slogan before the name": (
        "<meta property='og:site_name' content='지역을 비추는 정론지 | 나래일보'>",
        "",
        "나래일보",
    ),
    "slogan beside a name that no word of the press ends": (
        "<meta property='og:site_name' content='지역을 비추는 창 - 나래로'>",
        "",
        "나래로",
    ),
    "a section as the owner": ("<meta name='copyright' content='지역경제'>", "", None),
    "masthead": ("", "<p>제호 : 나래일보 | 등록번호 : 나래 아1</p>", "나래일보"),
    "site's name": ("<meta property='og:site_name' content='나래일보'>", "", "나래일보"),
    "copyright line": ("", "<p>Copyright ⓒ 나래타임즈. All rights reserved.</p>", "나래타임즈"),
    "a line of rights in English": ("", "<p>Copyright by 나래타임즈 Co., Ltd. All Rights Reserved.</p>", "나래타임즈"),
    "years before the name": ("", "<p>Copyright ⓒ 2010-2026 나래타임즈. All Rights Reserved</p>", "나래타임즈"),
    "an office behind the name": ("", "<p>저작권자 ⓒ 나래일보 회장, 무단전재 금지</p>", "나래일보"),
    "an outlet by another word": ("", "<p>매체명 : 나래일보 | 등록번호 : 나래 아1</p>", "나래일보"),
    "a house behind its outlet": ("", "<p>Copyrights ⓒ 한겨레신문사. 무단 전재 금지</p>", "한겨레"),
    "portal": (
        "<link rel='canonical' href='https://v.daum.net/v/2024'><meta property='og:article:author' content='나래일보'>"
        "<meta property='og:site_name' content='다음뉴스'>",
        "",
        "나래일보",
    ),
}


@pytest.mark.parametrize("end", ["SBS 뉴스", "나래신문"])
def test_a_title_s_end_names_the_publisher_where_nothing_else_does(end: str) -> None:
    found = page(f"<div id='articleBody'>{paragraphs()}</div>", title=f"{TITLE} | {end}")
    assert (found.publisher, found.title) == (end.removesuffix(" 뉴스"), TITLE)


@pytest.mark.parametrize("bar", [" - ", " | ", "｜"])
def test_a_title_s_beginning_names_the_publisher_where_nothing_else_does(bar: str) -> None:
    body = f"<h1>{TITLE}</h1><div id='articleBody'>{paragraphs()}</div>"
    found = page(body, title=f"나래신문{bar}{TITLE}")
    assert (found.publisher, found.title) == ("나래신문", TITLE)


@pytest.mark.parametrize("theme", ["가짜뉴스", "지역경제", "소셜미디어"])
def test_a_headline_s_theme_is_no_publisher(theme: str) -> None:
    found = page(f"<div id='articleBody'>{paragraphs()}</div>", title=f"{theme} - {TITLE}")
    assert (found.publisher, found.title) == (None, f"{theme} - {TITLE}")


def test_an_outlet_that_a_headline_is_about_stays_in_it() -> None:
    head = "<meta property='og:site_name' content='누리일보'>"
    found = page(f"<div id='articleBody'>{paragraphs()}</div>", head, title=f"나래신문 - {TITLE}")
    assert (found.publisher, found.title) == ("누리일보", f"나래신문 - {TITLE}")


ADDRESS = "https://www.hani.co.kr/arti/society/1.html"
KEPT = {
    "a browser": (f"<!-- saved from url=(0042){ADDRESS} -->", ""),
    "an archive": ("", f"<link rel='canonical' href='https://web.archive.org/web/20240601000000/{ADDRESS}'>"),
}


@pytest.mark.parametrize("keeper", KEPT)
def test_a_saved_page_is_known_by_where_it_was(keeper: str) -> None:
    remark, link = KEPT[keeper]
    body = f"<div id='articleBody'>{paragraphs()}</div>"
    head = f"<html><head><meta charset='utf-8'>{link}<title>{TITLE}</title></head>"
    article = clean(f"<!doctype html>\n{remark}\n{head}<body>{body}</body></html>".encode())
    assert (article.url, article.publisher) == (ADDRESS, "한겨레")


@pytest.mark.parametrize("evidence", PUBLISHERS)
def test_the_publisher_is_the_outlet(evidence: str) -> None:
    head, after, name = PUBLISHERS[evidence]
    assert page(f"<div id='articleBody'>{paragraphs()}</div>{after}", head).publisher == name
