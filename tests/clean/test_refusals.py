"""Pages that hold no article are refused with their reason, and the message names the file."""

from __future__ import annotations

import json

import pytest

from pipeline.clean import REASONS, clean
from pipeline.model import NotAnArticle

SENTENCE = "누리시는 올해 예산 1조 2000억원 가운데 3000억원을 복지에 쓰기로 했다고 14일 밝혔다."
LINKS = "".join(f"<li><a href='/{n}'>누리시 예산 {n}조원 시대가 열린다는 소식</a></li>" for n in range(30))
ENGLISH = "<p>The city of Nuri said on Tuesday that it would spend more on welfare this year than ever before.</p>"
PAID = json.dumps({"@type": "NewsArticle", "headline": "누리시 예산", "isAccessibleForFree": False})

PAGES = {
    "list-page": f"<title>사회 뉴스</title><h2>사회</h2><ul>{LINKS}</ul>",
    "soft-404": "<title>누리일보</title><p>요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인해 주시기 바랍니다.</p>",
    "login": "<title>로그인</title><form><input name='id'><input type='password'></form>",
    "paywall": f"<title>누리시 예산</title><script type='application/ld+json'>{PAID}</script>"
    f"<div id='articleBody'><p>{SENTENCE}</p></div><div>이 기사는 유료 회원 전용입니다.</div>",
    "video-only": "<title>다시보기</title><meta property='og:type' content='video.other'><video src='a.mp4'></video>"
    "<h1>누리시 아침 뉴스 다시보기 영상</h1><p>재생</p>",
    "foreign-language": f"<html lang='en'><title>Nuri</title><article>{ENGLISH * 8}</article></html>",
    "empty-shell": "<title>누리일보</title><div id='root'></div><script>render()</script>",
    "too-short": "<title>누리일보</title><div><p>누리시는 올해 나무를 심는다</p>"
    + "<span>꽃과 나무와 바람</span>" * 12
    + "</div>",
    "empty": "",
    "binary": "%PDF-1.4",
    "picture": "GIF89a",
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_page_without_an_article_is_refused_with_its_reason(reason: str) -> None:
    body = PAGES[reason].encode()
    with pytest.raises(NotAnArticle) as refusal:
        clean(body, name="저장한 쪽.html", content_type="text/html")
    assert refusal.value.reason == reason
    assert str(refusal.value).startswith("저장한 쪽.html: ")


def test_a_feed_is_a_list() -> None:
    item = f"<item><title>누리시 복지 예산</title><description>{SENTENCE}</description></item>"
    feed = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{item * 3}</channel></rss>'
    with pytest.raises(NotAnArticle) as refusal:
        clean(feed.encode())
    assert refusal.value.reason == "list-page"


def test_a_short_article_of_a_known_shape_is_no_refusal() -> None:
    article = clean(
        f"<html><body><h1>누리시 복지 예산</h1><div id='articleBody'><p>{SENTENCE}</p></div></body></html>".encode()
    )
    assert article.text == SENTENCE


def test_an_article_that_speaks_of_missing_pages_is_no_soft_404() -> None:
    line = "누리시 누리집에서는 요청하신 페이지를 찾을 수 없다는 안내만 사흘째 나왔다."
    article = clean(f"<html><body><div id='articleBody'><p>{line}</p><p>{SENTENCE}</p></div></body></html>".encode())
    assert article.text.startswith(line)


def test_an_article_amid_many_links_is_no_list() -> None:
    body = "".join(f"<p>{SENTENCE.replace('14', str(day))}</p>" for day in range(10, 16))
    article = clean(f"<html><body><h1>누리시 예산</h1><article>{body}</article><ul>{LINKS}</ul></body></html>".encode())
    assert article.text.count("\n\n") == 5


LEADS = "".join(
    f"<h3><a href='/{n}'>누리시 예산 {n}조원 시대가 열린다는 소식</a></h3><p>{SENTENCE.replace('14', str(n))}</p>"
    for n in range(10, 28)
)
NO_ARTICLES = {
    "a list with full first lines": (f"<title>누리일보</title>{LEADS}", "list-page"),
    "a list in an element that others use for the text": (
        f"<title>경제 - 누리일보</title><div class='news_cont'>{LEADS}</div>",
        "list-page",
    ),
    "a list in a script": (
        "<title>경제 - 누리일보</title><div id='root'></div><script type='application/json'>"
        + json.dumps({"list": [{"title": f"{n}번 소식", "content": SENTENCE * 5} for n in range(6)]})
        + "</script>",
        "empty-shell",
    ),
    "a page for grown-ups": (
        "<title>누리일보</title><p>청소년 유해매체물로서 19세 미만은 이용할 수 없습니다. 본인 인증을 해 주세요.</p>",
        "login",
    ),
    "a check for machines": (
        "<title>잠시만 기다려 주세요</title><p>귀하가 사람인지 확인하고 있습니다. 몇 초가 걸릴 수 있습니다.</p>",
        "soft-404",
    ),
    "a blocked reader": (
        "<title>안내</title><p>비정상적인 접근이 감지되어 이용이 제한되었습니다. 고객센터에 알려 주십시오.</p>",
        "soft-404",
    ),
    "a site that is shut": (
        "<title>서비스 점검 안내</title><p>더 나은 서비스를 위해 시스템 점검을 진행하고 있습니다. 새벽에 끝납니다.</p>",
        "soft-404",
    ),
    "a page to enter": (
        "<title>로그인 - 누리일보</title><p>누리일보 회원이 되시면 더 많은 혜택을 누리실 수 있습니다.</p>",
        "login",
    ),
    "the house's own page": (
        f"<title>개인정보처리방침 - 누리일보</title>{'<p>회사는 목적이 다한 정보를 지체 없이 파기합니다.</p>' * 20}",
        "too-short",
    ),
    "a page that an outlet took back": (
        "<title>누리포털</title><p>언론사에서 기사 제공을 중단했거나 삭제한 기사입니다.</p>",
        "soft-404",
    ),
    "the house's own page after its name": (
        f"<title>누리일보 - 개인정보처리방침</title>{'<p>회사는 목적이 다한 정보를 지체 없이 파기합니다.</p>' * 20}",
        "too-short",
    ),
    "a wall that asks to sign up": (
        "<title>물값</title><meta property='og:title' content='물값'>"
        "<div id='articleBody'><p>물값은 누가 정할까. 누리시 의회가 답을 찾는다.</p></div>"
        "<b>회원가입 후 모든 기사를 볼 수 있습니다.</b>",
        "paywall",
    ),
    "a pay wall for members only": (
        "<title>물값</title><meta property='og:title' content='물값'>"
        "<div id='articleBody'><p>물값은 누가 정할까.</p></div>"
        "<b>이 콘텐트는 유료 구독자만 볼 수 있어요</b>",
        "paywall",
    ),
    "a video beside others": (
        f"<title>구조 순간</title><meta property='og:type' content='video.other'><h1>구조 순간</h1><ul>{LINKS}</ul>",
        "video-only",
    ),
}


@pytest.mark.parametrize("kind", NO_ARTICLES)
def test_pages_of_other_kinds_are_refused(kind: str) -> None:
    body, reason = NO_ARTICLES[kind]
    with pytest.raises(NotAnArticle) as refusal:
        clean(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode())
    assert refusal.value.reason == reason


SHORT = {
    "a flash": "<p>누리시의회, 복지 예산안 의결</p>",
    "a picture": "<figure><img src='1.jpg'><figcaption>누리시민들이 14일 강가를 걷고 있다.</figcaption></figure>",
    "appointments on lines": "<p>◇국장 전보</p><p>▲복지국장 홍길동 ▲문화국장 김하나</p>"
    "<p>◇과장 승진</p><p>▲세정과장 한바다</p>",
}


@pytest.mark.parametrize("kind", SHORT)
def test_short_news_with_a_time_is_no_refusal(kind: str) -> None:
    head = "<title>[속보] 누리시</title><meta property='article:published_time' content='2024-05-14T17:04:00+09:00'>"
    article = clean(f"<html><head>{head}</head><body><div id='articleBody'>{SHORT[kind]}</div></body></html>".encode())
    assert article.text
    assert article.captions == ()


def test_what_a_page_s_foot_sells_is_no_wall_before_a_short_article() -> None:
    foot = f"<ul>{LINKS}</ul><p>누리플러스: 유료회원 전용 콘텐츠를 만나 보세요</p>"
    head = "<meta property='og:title' content='누리시 복지 예산'><meta property='og:type' content='article'>"
    body = f"<h1>누리시 복지 예산</h1><div id='articleBody'><p>{SENTENCE}</p></div>{foot}"
    assert clean(f"<html><head>{head}</head><body>{body}</body></html>".encode()).text == SENTENCE


def test_a_notice_of_an_old_page_amid_many_links_is_no_list() -> None:
    lines = ("◇국장 전보 ▲복지국장 홍길동 ▲문화국장 김하나", "◇과장 승진 ▲세정과장 한바다 ▲총무과장 박두리")
    body = f"<h2>[인사] 누리시청</h2><div id='articleBody'>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    page = f"<html><head><title>[인사] 누리시청 - 누리일보</title></head><body>{body}<ul>{LINKS}</ul></body></html>"
    assert clean(page.encode()).text == "\n\n".join(lines)


def test_a_short_article_of_an_old_page_amid_many_links_is_no_list() -> None:
    title = "누리시, 복지에 3000억원 쓴다"
    body = (
        f"<ul>{LINKS}</ul><h2>{title}</h2><div>{SENTENCE}<br><br>{SENTENCE.replace('14', '15')}</div><ul>{LINKS}</ul>"
    )
    article = clean(f"<html><head><title>{title} - 누리일보</title></head><body>{body}</body></html>".encode())
    assert article.text.startswith(SENTENCE)
