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
