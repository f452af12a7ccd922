"""Whatever the bytes are, an article comes out or a typed refusal, in time and memory that grow with the size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.clean import REASONS, clean
from pipeline.model import Article, NotAnArticle

PAGES = [page.read_bytes() for page in sorted((Path(__file__).parent / "pages").glob("*/page.html"))]
SENTENCE = "<p>누리시는 올해 예산 1조 2000억원을 편성했다고 14일 밝혔다.</p>"
HEAD = "<!doctype html><html><head><meta charset=utf-8><title>누리시 예산</title></head><body>"
PIECES = [
    *("<div>", "</div>", "<p", ">", '"', "<br>", "<!--", "-->", "<script>", "</script>", "&#x", "&amp;amp;", "<style>"),
    *("누리시는 ", "예산을 늘린다고 밝혔다. ", "홍길동 기자", "2024.05.14 17:04", "입력", "ⓒ", "[", "(", "@", "="),
    *("<table><tr><td>", "<![CDATA[", "\x00", '{"@type":"NewsArticle"', "application/ld+json", "<li><a href=x>"),
]


def outcome(body: bytes, **known: str) -> Article | str:
    """Return the article or the refusal's reason; whatever else is raised fails the test."""
    try:
        return clean(body, **known)
    except NotAnArticle as refusal:
        return refusal.reason if refusal.reason in REASONS else pytest.fail(f"no known reason: {refusal.reason}")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=2000), st.sampled_from(["", "text/html; charset=euc-kr", "image/png", "text/html; charset=hex"])
)
def test_arbitrary_bytes(body: bytes, content_type: str) -> None:
    outcome(body, content_type=content_type)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_arbitrary_markup(text: str) -> None:
    outcome(text.encode())
    outcome((HEAD + SENTENCE * 3 + text).encode())


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mutated_pages(data: st.DataObject) -> None:
    page = bytearray(data.draw(st.sampled_from(PAGES)))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(page)))
        stop = min(len(page), start + data.draw(st.integers(0, 400)))
        page[start:stop] = data.draw(
            st.sampled_from([b"", b"<", b">", b"\xff\xfe", b"</div>", b"<script>", b"\x00", bytes(page[:50])])
        )
    outcome(bytes(page))


LARGE = {
    "nested elements": HEAD + "<div>" * 100_000 + SENTENCE * 5,
    "elements never closed": HEAD + "<div id=articleBody>" + SENTENCE * 5 + "<ul><li><font>" * 40_000,
    "breaks": HEAD + "<div id=articleBody>" + SENTENCE * 5 + "<br>" * 1_000_000 + "</div>",
    "lines": HEAD + "<div id=articleBody>" + SENTENCE * 5 + "가<br>" * 200_000 + "</div>",
    "paragraphs": HEAD + SENTENCE * 30_000,
    "a script never closed": HEAD + SENTENCE * 5 + "<script>" + "var a='<p>';" * 100_000,
    "variables that are no JSON": HEAD + SENTENCE * 5 + "<script>'__';" + "var ab={b:'x" * 100_000,
    "rows of state never closed": HEAD + SENTENCE * 5 + "<script>'__';" + "self.__next_f.push([" * 50_000,
    "a remark never closed": HEAD + SENTENCE * 5 + "<!--" + "<p>x" * 100_000,
    "entities": HEAD + SENTENCE * 5 + "<p>" + "&amp;#x;&nbs;&#99999999;&" * 50_000,
    "deep JSON": HEAD + "<script type='application/ld+json'>" + "[" * 500_000 + "</script>" + SENTENCE * 5,
    "times": HEAD
    + "<h1>누리시 예산</h1>"
    + "<em>입력</em><i>2024.01.02 10:00</i>" * 20_000
    + "<div id=articleBody>"
    + SENTENCE * 5,
    "reporters": HEAD + "<b class=reporter>홍길동 기자</b>" * 30_000 + "<div id=articleBody>" + SENTENCE * 5,
    "one word": HEAD + "<div id=articleBody>" + SENTENCE * 5 + "<p>" + "가@" * 500_000,
    "a text file": "누리시는 예산을 늘린다고 밝혔다.\n" * 30_000,
    "brackets": "[" * 2_000_000,
}


def seconds(body: bytes) -> float:
    """Return what a page costs the processor, at best."""

    def once() -> float:
        start = time.process_time()
        outcome(body)
        return time.process_time() - start

    return min(once() for _ in range(2))


@pytest.mark.parametrize("kind", LARGE)
def test_large_and_broken_pages_cost_little_more_than_plain_ones_as_large(kind: str) -> None:
    body = LARGE[kind].encode()
    plain = (HEAD + SENTENCE * (len(body) // len(SENTENCE.encode()))).encode()
    assert seconds(body) < 15 * seconds(plain)
